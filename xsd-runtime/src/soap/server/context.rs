//! What an operation may know about its request beside the message.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use super::progress::Progress;
use super::request::HttpHeaders;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::{DecodeError, EncodeError};
use crate::limits::Limits;
use crate::mask::Secrets;
use crate::name::Name;
use crate::raw::RawXml;
use crate::report::Report;
use crate::soap::Version;
use crate::soap::header::decode_first;
use crate::soap::operation::Description;
use crate::write::Writer;

/// What came with a request: header blocks, who sent it, HTTP headers, and how it was to read. And what goes with its
/// answer: header blocks.
pub struct Context {
    pub(super) operation: Description,
    pub(super) version: Version,
    pub(super) headers: Vec<RawXml>,
    pub(super) http_headers: HttpHeaders,
    pub(super) username: Option<String>,
    pub(super) peer: Option<SocketAddr>,
    pub(super) report: Report,
    pub(super) limits: Limits,
    /// Passwords in the header blocks.
    pub(super) secrets: Secrets,
    pub(super) progress: Arc<Progress>,
}

impl Context {
    /// `Service.Operation`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation.name
    }

    /// The SOAP version of the request, and so of the answer.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The header blocks of the request, in its order: all of them, also those that are meant for somebody else.
    #[must_use]
    pub fn headers(&self) -> &[RawXml] {
        &self.headers
    }

    /// The first header block called `name` as a typed value; `None` without one.
    ///
    /// # Errors
    /// The inner result is one where the block does not hold an `H`.
    #[must_use]
    pub fn header<H: Decode>(&self, name: Name) -> Option<Result<H, DecodeError>> {
        decode_first(&self.headers, name, &self.limits, &self.secrets)
    }

    /// The user whom the [`Authenticator`](super::Authenticator) verified; `None` where the dispatcher has none.
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }

    /// Where the request came from, if the HTTP server said so.
    #[must_use]
    pub fn peer(&self) -> Option<SocketAddr> {
        self.peer
    }

    /// Value of the first HTTP header called `name`, whose case does not matter.
    #[must_use]
    pub fn http_header(&self, name: &str) -> Option<&str> {
        self.http_headers.get(name)
    }

    /// What was skipped or tolerated while the body was read.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Adds a header block to the answer, be it a reply or a fault, behind those that were added before. It is in the
    /// encoding of the operation.
    ///
    /// # Errors
    /// When a text of the value holds a character that XML cannot carry.
    pub fn add_header<T: Encode>(&self, name: Name, value: &T) -> Result<(), EncodeError> {
        let mut writer = Writer::new();
        self.operation.within(&mut writer, |writer| writer.header_block(name, value));
        self.progress.facts().blocks.push(writer.finish()?);
        Ok(())
    }
}

/// Without values of HTTP headers.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("operation", &self.operation.name)
            .field("version", &self.version)
            .field("headers", &self.headers)
            .field("http_headers", &self.http_headers)
            .field("username", &self.username)
            .field("peer", &self.peer)
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}
