//! A request as a server receives it.

use super::Body;
use super::envelope::{Message, Root, Source, charset};
use super::header::Headers;
use super::version::Version;
use crate::charset::decode_text;
use crate::decode::Decode;
use crate::error::DecodeError;
use crate::limits::Limits;
use crate::name::Name;
use crate::raw::RawXml;
use crate::report::Report;
use crate::types::QName;

/// A request whose header blocks and root name have been read, so that it can be told which operation it asks for.
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
}

impl Incoming {
    /// Reads a request up to the root of its body. `content_type` is the HTTP header, for its charset.
    ///
    /// # Errors
    /// When the bytes are not an envelope.
    pub fn parse(bytes: &[u8], content_type: Option<&str>, limits: &Limits) -> Result<Self, DecodeError> {
        let text = decode_text(bytes, content_type.and_then(charset))?.into_owned();
        let message = Message::open(Source { text: &text, limits, strict: false, secrets: None })?;
        let root = match message.root {
            Root::Empty => None,
            Root::Fault => Some(QName::checked(message.version.namespace(), "Fault")),
            Root::Element(name) => Some(name),
        };
        let (version, headers) = (message.version, message.headers);
        Ok(Self { text, limits: limits.clone(), strict: false, version, headers, root })
    }

    /// The same request, read so that everything out of order in its body is an error.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
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
        let message = Message::open(self.source())?;
        self.headers.check(understood.iter()).map_err(|kind| message.reader.error(kind))
    }

    /// Reads the body, to the end of the request, and what was skipped or tolerated on the way.
    ///
    /// # Errors
    /// When the body does not hold a `T`, or the rest of the request is not well-formed.
    pub fn body<T: Decode>(&self, body: Body) -> Result<(T, Report), DecodeError> {
        let mut message = Message::open(self.source())?;
        let value = message.value(body)?;
        Ok((value, message.reader.take_report()))
    }

    fn source(&self) -> Source<'_> {
        Source { text: &self.text, limits: &self.limits, strict: self.strict, secrets: None }
    }
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
