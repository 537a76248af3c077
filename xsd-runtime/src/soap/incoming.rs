//! A request as a server receives it.

use super::Body;
use super::envelope::{Message, Root, Source};
use super::header::{Headers, is_credential};
use super::version::Version;
use crate::charset::decode_text;
use crate::content_type::charset;
use crate::decode::Decode;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::limits::Limits;
use crate::mask::{MASK, Secrets};
use crate::name::Name;
use crate::raw::RawXml;
use crate::read::Reader;
use crate::report::Report;
use crate::types::{QName, ValueError};

/// A request whose header blocks and root name have been read, so that it can be told which operation it asks for.
///
/// Its text is kept, and read once more, from its start, for the body. What it shows to prove who sent it, and what the
/// body declares as secret, is in none of its errors.
///
/// ```
/// use xsd_runtime::soap::{Body, Incoming};
/// use xsd_runtime::{Limits, Name};
///
/// let request = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">
///     <e:Body><Double xmlns="urn:example">21</Double></e:Body>
/// </e:Envelope>"#;
/// let incoming = Incoming::parse(request.as_bytes(), Some("text/xml"), &Limits::default())?;
/// assert_eq!(incoming.root().unwrap().local(), "Double");
/// incoming.check_understood(&[])?;
/// let (number, report) = incoming.body::<i32>(Body::Element(Name::new("urn:example", "Double")))?;
/// assert_eq!(number, 21);
/// assert!(report.is_empty());
/// # Ok::<(), xsd_runtime::DecodeError>(())
/// ```
#[derive(Clone)]
pub struct Incoming {
    text: String,
    limits: Limits,
    strict: bool,
    version: Version,
    headers: Headers,
    root: Option<QName>,
    contract: &'static str,
    /// Passwords in the header blocks, which errors must not show.
    secrets: Secrets,
}

impl Incoming {
    /// Reads a request up to the root of its body. `content_type` is the HTTP header, for its charset.
    ///
    /// # Errors
    /// When the bytes are not an envelope.
    pub fn parse(bytes: &[u8], content_type: Option<&str>, limits: &Limits) -> Result<Self, DecodeError> {
        let text = decode_text(bytes, content_type.and_then(charset))?.into_owned();
        let source =
            Source { text: &text, limits, strict: false, is_reply: false, contract: "", secrets: None };
        let message = Message::open(source).map_err(|error| {
            // Header blocks that can be read tell what the error must not show.
            let headers = Message::open_for(source, Body::Parts).map(|message| message.headers);
            let secrets = Secrets::new(headers.unwrap_or_default().credentials(limits));
            without_credentials(secrets.mask_error(error))
        })?;
        let root = match message.root {
            Root::Ahead | Root::Empty => None,
            Root::Fault => Some(QName::checked(message.version.namespace(), "Fault")),
            Root::Element(name) => Some(name),
        };
        let (version, headers) = (message.version, message.headers);
        let secrets = Secrets::new(headers.credentials(limits));
        Ok(Self {
            text,
            limits: limits.clone(),
            strict: false,
            version,
            headers,
            root,
            contract: "",
            secrets,
        })
    }

    /// The same request, read so that everything out of order in its body is an error.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// The same request, whose shared types are those of the contract with this target namespace.
    #[cfg(feature = "server")]
    pub(super) fn in_contract(mut self, contract: &'static str) -> Self {
        self.contract = contract;
        self
    }

    /// Version of its envelope; the reply should have the same.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The header blocks.
    #[must_use]
    pub fn headers(&self) -> &[RawXml] {
        &self.headers.blocks
    }

    /// Name of the first element of the body; `None` where the body is empty.
    #[must_use]
    pub fn root(&self) -> Option<&QName> {
        self.root.as_ref()
    }

    /// Checks that each header block which must be understood is among `understood`.
    ///
    /// # Errors
    /// [`DecodeErrorKind::MustUnderstand`](crate::DecodeErrorKind::MustUnderstand) for the first that is not; the
    /// answer to it is a fault of kind [`FaultKind::MustUnderstand`](super::FaultKind::MustUnderstand).
    pub fn check_understood(&self, understood: &[Name]) -> Result<(), DecodeError> {
        self.check_understood_among(understood.iter())
    }

    pub(super) fn check_understood_among<'n>(
        &self,
        understood: impl Iterator<Item = &'n Name> + Clone,
    ) -> Result<(), DecodeError> {
        self.headers.check(understood).map_err(|error| self.secrets.mask_error(error))
    }

    /// Reads the body, to the end of the request, and what was skipped or tolerated on the way.
    ///
    /// # Errors
    /// When the body does not hold a `T`, or the rest of the request is not well-formed.
    pub fn body<T: Decode>(&self, body: Body) -> Result<(T, Report), DecodeError> {
        let (value, mut reader) = self.read(body)?;
        Ok((value, self.secrets.mask_report(reader.take_report())))
    }

    /// The same, and where elements start in the request that must not be shown, in their order.
    #[cfg(feature = "server")]
    pub(super) fn body_withholding<T: Decode>(
        &self,
        body: Body,
    ) -> Result<(T, Report, Vec<usize>), DecodeError> {
        let (value, mut reader) = self.read(body)?;
        let mut withheld = reader.take_withheld();
        withheld.sort_unstable();
        Ok((value, self.secrets.mask_report(reader.take_report()), withheld))
    }

    fn read<T: Decode>(&self, body: Body) -> Result<(T, Reader<'_>), DecodeError> {
        let hide = |error| without_credentials(self.secrets.mask_error(error));
        let mut message = Message::open_for(self.source(), body).map_err(hide)?;
        match message.value(body) {
            Ok(value) => Ok((value, message.reader)),
            Err(error) if message.reader.take_secrets().is_empty() => Err(hide(error)),
            Err(error) => Err(hide(without_value(error))),
        }
    }

    fn source(&self) -> Source<'_> {
        Source {
            text: &self.text,
            limits: &self.limits,
            strict: self.strict,
            is_reply: false,
            contract: self.contract,
            secrets: Some(&self.secrets),
        }
    }

    /// The header blocks, which the rest of the request can be read without.
    #[cfg(feature = "server")]
    pub(super) fn take_headers(&mut self) -> Vec<RawXml> {
        std::mem::take(&mut self.headers.blocks)
    }

    /// Passwords in the header blocks.
    #[cfg(feature = "server")]
    pub(super) fn secrets(&self) -> &Secrets {
        &self.secrets
    }
}

/// The error without the value that is out of order: it may repeat a secret that was not known to be one beforehand.
fn without_value(error: DecodeError) -> DecodeError {
    let DecodeErrorKind::Value(value) = error.kind() else { return error };
    let kind = DecodeErrorKind::Value(ValueError::new(value.kind(), value.expected(), MASK));
    DecodeError::new(kind, error.path().to_owned(), error.position())
}

/// The error without what may be pieces of a password: where one was not escaped, they pass for names.
fn without_credentials(error: DecodeError) -> DecodeError {
    let mut end = 0;
    let is_inside = error.path().split('/').any(|step| {
        end += step.len() + 1;
        is_credential(step.split('[').next().unwrap_or_default())
    });
    if !is_inside {
        return error;
    }
    let kind = match error.kind() {
        DecodeErrorKind::Malformed(_) => {
            DecodeErrorKind::Malformed("what stands there is not shown".to_owned())
        }
        kind => kind.clone(),
    };
    let path = error.path().get(..end - 1).unwrap_or_default().to_owned();
    DecodeError::new(kind, path, error.position())
}

/// Version, header blocks and root; the text may hold secrets.
impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming")
            .field("version", &self.version)
            .field("headers", &self.headers.blocks)
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}
