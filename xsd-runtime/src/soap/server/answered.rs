//! What a hook sees of a request and its answer.

use std::cell::OnceCell;
use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use super::progress::Facts;
use super::{Request, Response, shown};
use crate::charset::decode_text;
use crate::content_type::charset;

/// A request that was answered, for a hook to log or keep.
///
/// Nothing is shown of it that is not known to be harmless: `***` stands in the place of the content of header blocks, of
/// what the contract calls secret, of elements called `Password` or `Nonce`, of what was skipped, and of comments. Where the
/// request was not read to its end as the contract says, it stands in the place of the whole body.
///
/// A value that the contract does not call secret is shown, whatever it is: secrets are known by where they stand.
pub struct Answered<'a> {
    pub(super) operation: Option<&'static str>,
    pub(super) username: Option<&'a str>,
    pub(super) request: &'a Request<'a>,
    pub(super) response: &'a Response,
    pub(super) facts: Facts,
    pub(super) elapsed: Duration,
    /// Made when they are asked for: a hook may only count.
    pub(super) shown_request: OnceCell<Option<String>>,
    pub(super) shown_reply: OnceCell<String>,
}

impl Answered<'_> {
    /// `Service.Operation`; `None` where it is not known which one the request asks for.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// Where the request came from, if the HTTP server said so.
    #[must_use]
    pub fn peer(&self) -> Option<SocketAddr> {
        self.request.peer
    }

    /// The user whom the [`Authenticator`](super::Authenticator) verified.
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        self.username
    }

    /// The request in UTF-8; `None` where it is no XML.
    #[must_use]
    pub fn request(&self) -> Option<&str> {
        let shown = self.shown_request.get_or_init(|| {
            let text = decode_text(self.request.body, self.request.content_type().and_then(charset)).ok()?;
            shown::request(&text, self.facts.withheld.as_deref())
        });
        shown.as_deref()
    }

    /// The envelope that goes back; empty where nothing answers an operation.
    #[must_use]
    pub fn reply(&self) -> &str {
        self.shown_reply
            .get_or_init(|| shown::answer(&String::from_utf8_lossy(&self.response.body), &self.facts.secrets))
    }

    /// HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.response.status
    }

    /// How long it took, from the complete request to the complete answer.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

/// Without request and reply.
impl fmt::Debug for Answered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answered")
            .field("operation", &self.operation)
            .field("peer", &self.peer())
            .field("username", &self.username)
            .field("status", &self.status())
            .field("elapsed", &self.elapsed)
            .finish_non_exhaustive()
    }
}
