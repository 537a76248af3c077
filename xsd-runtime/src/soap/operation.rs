//! What an operation is, as generated code describes it.

use std::fmt;
use std::marker::PhantomData;

use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::DecodeError;
use crate::member::Member;
use crate::name::Name;
use crate::namespace::{SOAP11, SOAP11_ENCODING};
use crate::read::Reader;
use crate::write::Writer;

/// What stands in `soap:Body`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// One element of this name, which holds the message.
    Element(Name),
    /// The members of the message, without an element around them: several parts, or a part that names a
    /// type (WSDL 1.1 section 3.5). The message is read from, and written into, the `Body` element itself.
    Parts,
    /// In rpc style: an element of this name around the members of the message, one for each part (SOAP 1.1 section
    /// 7.1). An element of another name is read all the same, with a note.
    Wrapper(Name),
    /// In rpc style: an element of this name around the only part, which holds the message. In a reply, a part of another
    /// name is read all the same, with a note.
    Part(Name, Member),
    /// Nothing.
    Empty,
}

impl Body {
    /// Name of the first element, where there is one.
    #[cfg(feature = "server")]
    pub(super) fn root(self) -> Option<Name> {
        match self {
            Self::Element(name) | Self::Wrapper(name) | Self::Part(name, _) => Some(name),
            Self::Parts | Self::Empty => None,
        }
    }

    /// Writes `value` into the `Body` element that was just started.
    pub(super) fn write<T: Encode>(self, value: &T, writer: &mut Writer) {
        match self {
            Self::Element(name) => writer.element(name, value),
            Self::Parts | Self::Empty => value.encode(writer),
            Self::Wrapper(name) => {
                start_wrapper(name, writer);
                value.encode(writer);
                writer.end();
            }
            Self::Part(name, part) => {
                start_wrapper(name, writer);
                writer.one(&part, value);
                writer.end();
            }
        }
    }
}

/// Starts the element around the parts, which says how they are encoded (SOAP 1.1, section 4.1.1).
fn start_wrapper(name: Name, writer: &mut Writer) {
    writer.start(name.namespace, name.local);
    if writer.is_encoded() {
        writer.plain_attribute(SOAP11, "encodingStyle", SOAP11_ENCODING);
    }
}

/// An operation of a port type: `I` goes out, `O` comes back, or a fault with detail `F`.
///
/// Generated code has one constant for each operation and hands it to [`Client::call`](super::Client::call).
///
/// ```
/// use xsd_runtime::soap::{Body, NoFault, Operation};
/// use xsd_runtime::{Name, span};
///
/// static BALANCE: Operation<String, i64, NoFault> =
///     Operation::new("Account.Balance", || span!("Account.Balance"))
///         .action("urn:balance")
///         .input(Body::Element(Name::new("urn:account", "Balance")))
///         .output(Body::Element(Name::new("urn:account", "BalanceResponse")))
///         .idempotent();
/// assert_eq!(BALANCE.name(), "Account.Balance");
/// ```
pub struct Operation<I, O, F> {
    pub(super) description: Description,
    types: PhantomData<fn(I) -> (O, F)>,
}

/// An operation without its types.
#[derive(Clone, Copy)]
pub(super) struct Description {
    pub(super) name: &'static str,
    pub(super) span: fn() -> tracing::Span,
    pub(super) action: &'static str,
    pub(super) input: Body,
    pub(super) output: Body,
    pub(super) idempotent: bool,
    pub(super) one_way: bool,
    pub(super) encoded: bool,
    pub(super) contract: &'static str,
    pub(super) namespaces: &'static [&'static str],
    pub(super) headers: &'static [Name],
    pub(super) understood: &'static [Name],
}

impl Description {
    /// Writes a message into the `Body` element that was just started.
    pub(super) fn write<T: Encode>(&self, body: Body, message: &T, writer: &mut Writer) {
        self.within(writer, |writer| body.write(message, writer));
    }

    /// Has `write` write in the encoding and the contract of the operation.
    pub(super) fn within(&self, writer: &mut Writer, write: impl FnOnce(&mut Writer)) {
        writer.set_contract(self.contract);
        writer.set_encoded(self.encoded);
        write(writer);
        writer.set_encoded(false);
    }
}

impl<I, O, F> Operation<I, O, F> {
    /// An operation called `Service.Operation`, whose calls run in `span`; see [`span!`](crate::span).
    /// Both bodies are empty so far.
    #[must_use]
    pub const fn new(name: &'static str, span: fn() -> tracing::Span) -> Self {
        let description = Description {
            name,
            span,
            action: "",
            input: Body::Empty,
            output: Body::Empty,
            idempotent: false,
            one_way: false,
            encoded: false,
            contract: "",
            namespaces: &[],
            headers: &[],
            understood: &[],
        };
        Self { description, types: PhantomData }
    }

    /// The SOAP action (WSDL 1.1 section 3.4).
    #[must_use]
    pub const fn action(mut self, action: &'static str) -> Self {
        self.description.action = action;
        self
    }

    /// What stands in the body of the request.
    #[must_use]
    pub const fn input(mut self, input: Body) -> Self {
        self.description.input = input;
        self
    }

    /// What stands in the body of the reply.
    #[must_use]
    pub const fn output(mut self, output: Body) -> Self {
        self.description.output = output;
        self
    }

    /// Sending the request twice does no harm, so that it may be repeated when a connection is lost.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.description.idempotent = true;
        self
    }

    /// Nothing at all answers the request, not even an empty envelope (WSDL 1.1 section 2.4.1): a server says that it took
    /// it by HTTP status 202. A client has nothing to do for it but to leave the output empty.
    #[must_use]
    pub const fn one_way(mut self) -> Self {
        self.description.one_way = true;
        self
    }

    /// Messages are in the encoding of SOAP 1.1, section 5: values say their types. Read is either form.
    #[must_use]
    pub const fn encoded(mut self) -> Self {
        self.description.encoded = true;
        self
    }

    /// The target namespace of the contract, for types that it shares with others
    /// ([`namespace::CONTRACT`](crate::namespace::CONTRACT)).
    #[must_use]
    pub const fn contract(mut self, namespace: &'static str) -> Self {
        self.description.contract = namespace;
        self
    }

    /// The operation in a server's table ([`Service::ROUTES`](super::server::Service::ROUTES)).
    #[cfg(feature = "server")]
    #[must_use]
    pub const fn route(&self) -> super::server::Route {
        super::server::Route::new(self.description)
    }

    /// Namespaces that get their prefixes on the envelope, so that nothing inside declares them again.
    #[must_use]
    pub const fn namespaces(mut self, namespaces: &'static [&'static str]) -> Self {
        self.description.namespaces = namespaces;
        self
    }

    /// Header blocks of the client that go with the request, if the client has them.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [Name]) -> Self {
        self.description.headers = headers;
        self
    }

    /// Header blocks of the reply that the contract declares; they may say `mustUnderstand`.
    #[must_use]
    pub const fn understood(mut self, understood: &'static [Name]) -> Self {
        self.description.understood = understood;
        self
    }

    /// `Service.Operation`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.description.name
    }
}

impl<I, O, F> fmt::Debug for Operation<I, O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Operation").field(&self.description.name).finish()
    }
}

/// A message without content.
impl Decode for () {
    const TYPE: Name = Name::new("", "");

    fn decode(_: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(())
    }

    fn nil() -> Option<Self> {
        Some(())
    }
}

/// A message without content.
impl Encode for () {
    const TYPE: Name = Name::new("", "");

    fn encode(&self, _: &mut Writer) {}
}
