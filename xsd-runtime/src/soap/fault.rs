//! Faults (SOAP 1.1 section 4.4, SOAP 1.2 part 1 section 5.4).

mod code;
mod read;
mod write;

use std::fmt;

pub use code::{CodeName, FaultCode, FaultKind};
pub(super) use read::{TypedDetail, read};
pub(super) use write::write;

use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::DecodeError;
use crate::limits::Limits;
use crate::mask::Secrets;
use crate::name::Name;
use crate::raw::RawXml;
use crate::read::Reader;
use crate::report::Report;
use crate::soap::Version;
use crate::soap::header::decode_first;
use crate::write::Writer;

/// The details that an operation's faults can carry. Generated code implements it by an enum with a variant for
/// each fault of the operation.
pub trait FaultDetail: Sized + fmt::Debug {
    /// Names of the detail elements.
    const NAMES: &'static [Name];

    /// Reads the element just opened, which has the name `NAMES[index]`, with [`Reader::root_value`].
    ///
    /// # Errors
    /// When the element does not hold such a detail.
    fn decode(index: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// The index in `NAMES` of the element that this detail stands in, and what is written into it.
    fn detail(&self) -> (usize, &dyn EncodeDetail);

    /// Name of the element that this detail stands in.
    fn name(&self) -> Name {
        let (index, _) = self.detail();
        Self::NAMES.get(index).copied().unwrap_or(Name::new("", ""))
    }
}

/// The value of a detail, whatever its type. Every [`Encode`] is one.
pub trait EncodeDetail {
    /// Writes attributes and content into the element just started.
    fn encode_detail(&self, writer: &mut Writer);
}

impl<T: Encode> EncodeDetail for T {
    fn encode_detail(&self, writer: &mut Writer) {
        self.encode(writer);
    }
}

/// The detail of operations that declare no fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFault {}

impl FaultDetail for NoFault {
    const NAMES: &'static [Name] = &[];

    fn decode(_: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Err(reader.error(crate::DecodeErrorKind::NoBranch))
    }

    fn detail(&self) -> (usize, &dyn EncodeDetail) {
        match *self {}
    }
}

/// A fault: what a server answers when it does not do what was asked.
///
/// ```
/// use xsd_runtime::soap::{Fault, FaultKind, NoFault};
///
/// let fault = Fault::<NoFault>::client("the document is empty");
/// assert_eq!(fault.code().kind(), FaultKind::Client);
/// assert_eq!(fault.to_string(), "Client: the document is empty");
/// ```
#[derive(Clone)]
pub struct Fault<F> {
    facts: Box<Facts>,
    detail: Option<F>,
}

/// A fault without its typed detail.
#[derive(Clone, Default)]
pub(super) struct Facts {
    pub(super) code: FaultCode,
    pub(super) reason: String,
    pub(super) actor: Option<String>,
    pub(super) node: Option<String>,
    pub(super) details: Vec<RawXml>,
    pub(super) headers: Vec<RawXml>,
    pub(super) report: Report,
    /// What neither `Debug` nor `Display` may show.
    secrets: Secrets,
}

impl Facts {
    /// The facts without the secrets in what is there to be shown. Code and details are values and stay as they came,
    /// but are masked when the fault shows them.
    pub(super) fn hiding(self, secrets: &Secrets) -> Self {
        let mask = |text: String| secrets.mask(&text).into_owned();
        Self {
            reason: mask(self.reason),
            actor: self.actor.map(mask),
            node: self.node.map(mask),
            report: secrets.mask_report(self.report),
            secrets: secrets.clone(),
            ..self
        }
    }
}

impl<F> Fault<F> {
    /// A fault with this code and a reason for people to read.
    #[must_use]
    pub fn new(code: impl Into<FaultCode>, reason: impl Into<String>) -> Self {
        Self::from_parts(Facts { code: code.into(), reason: reason.into(), ..Facts::default() }, None)
    }

    /// The request is at fault.
    #[must_use]
    pub fn client(reason: impl Into<String>) -> Self {
        Self::new(FaultKind::Client, reason)
    }

    /// The server is at fault, not the request.
    #[must_use]
    pub fn server(reason: impl Into<String>) -> Self {
        Self::new(FaultKind::Server, reason)
    }

    /// The same fault with a detail of the contract.
    #[must_use]
    pub fn with_detail(mut self, detail: F) -> Self {
        self.detail = Some(detail);
        self
    }

    /// The same fault with a URI that says who is at fault: `faultactor` of SOAP 1.1, `Role` of SOAP 1.2.
    #[must_use]
    pub fn with_actor(mut self, actor: impl Into<String>) -> Self {
        self.facts.actor = Some(actor.into());
        self
    }

    pub(super) fn from_parts(facts: Facts, detail: Option<F>) -> Self {
        Self { facts: Box::new(facts), detail }
    }

    pub(super) fn into_facts(self) -> Facts {
        *self.facts
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &FaultCode {
        &self.facts.code
    }

    /// The explanation for people; of several languages, English.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.facts.reason
    }

    /// URI of who is at fault: `faultactor` of SOAP 1.1, `Role` of SOAP 1.2.
    #[must_use]
    pub fn actor(&self) -> Option<&str> {
        self.facts.actor.as_deref()
    }

    /// URI of the node where it happened (SOAP 1.2 only).
    #[must_use]
    pub fn node(&self) -> Option<&str> {
        self.facts.node.as_deref()
    }

    /// The detail that the contract declares.
    #[must_use]
    pub fn detail(&self) -> Option<&F> {
        self.detail.as_ref()
    }

    /// The detail that the contract declares, as a value of one's own.
    #[must_use]
    pub fn into_detail(self) -> Option<F> {
        self.detail
    }

    /// The other details: those that the contract does not declare, and those that are not as it says. Where text stands
    /// between them, or in their place, it is the one element around them all: `detail`, or `Detail` in SOAP 1.2.
    #[must_use]
    pub fn details(&self) -> &[RawXml] {
        &self.facts.details
    }

    /// The header blocks that came with the fault, in the order of the message.
    #[must_use]
    pub fn headers(&self) -> &[RawXml] {
        &self.facts.headers
    }

    /// The first header block called `name` as a typed value; `None` without one. What is wrong with a header is said there
    /// and not in the detail (SOAP 1.1, section 4.4): it is what `soap:headerfault` of a contract declares.
    ///
    /// # Errors
    /// The inner result is one where the block does not hold an `H`.
    #[must_use]
    pub fn header<H: Decode>(&self, name: Name) -> Option<Result<H, DecodeError>> {
        decode_first(&self.facts.headers, name, &Limits::default(), &self.facts.secrets)
    }

    /// What was skipped or tolerated while the fault was read.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.facts.report
    }

    /// The HTTP status that the fault goes with: 500, but 400 where SOAP 1.2 blames the sender
    /// (SOAP 1.1 section 6.2, SOAP 1.2 part 2 section 7.5.2.2).
    #[must_use]
    pub fn http_status(&self, version: Version) -> u16 {
        match (version, self.facts.code.kind()) {
            (Version::Soap12, FaultKind::Client) => 400,
            _ => 500,
        }
    }
}

/// A declared detail is a fault of the server's making; the name of its element is the reason.
impl<F: FaultDetail> From<F> for Fault<F> {
    fn from(detail: F) -> Self {
        Self::server(detail.name().local).with_detail(detail)
    }
}

impl<F> fmt::Display for Fault<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = format!("{}: {}", self.facts.code, self.facts.reason);
        f.write_str(&self.facts.secrets.mask(&shown))
    }
}

/// Everything, but the secrets of the request that the fault repeats.
impl<F: fmt::Debug> fmt::Debug for Fault<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unmasked = Unmasked(self);
        let shown = if f.alternate() { format!("{unmasked:#?}") } else { format!("{unmasked:?}") };
        f.write_str(&self.facts.secrets.mask_debug(&shown))
    }
}

struct Unmasked<'f, F>(&'f Fault<F>);

impl<F: fmt::Debug> fmt::Debug for Unmasked<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { facts, detail } = self.0;
        f.debug_struct("Fault")
            .field("code", &facts.code)
            .field("reason", &facts.reason)
            .field("actor", &facts.actor)
            .field("node", &facts.node)
            .field("detail", detail)
            .field("details", &facts.details)
            .field("report", &facts.report)
            .finish()
    }
}

impl<F: fmt::Debug> std::error::Error for Fault<F> {}
