//! Why there is no answer.

use std::fmt;
use std::sync::Arc;

/// Why there is no answer. One pointer wide.
#[derive(Clone)]
pub struct TransportError(Box<Facts>);

#[derive(Clone)]
struct Facts {
    kind: TransportErrorKind,
    may_have_been_sent: bool,
    source: Option<Arc<reqwest::Error>>,
}

/// The kinds of [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made, or none with TLS.
    Connect,
    /// Time ran out.
    Timeout,
    /// The connection was lost before the answer was complete, or what came is no HTTP.
    Closed,
    /// The answer is larger than the limit for replies.
    TooLarge,
    /// There is no tokio runtime here, which the client needs.
    Runtime,
    /// The request cannot be written, as when it is to go to an address that is none.
    Request,
}

impl TransportError {
    /// An error before anything was sent.
    pub(crate) fn not_sent(kind: TransportErrorKind) -> Self {
        Self(Box::new(Facts { kind, may_have_been_sent: false, source: None }))
    }

    /// The answer is too large.
    pub(crate) fn too_large() -> Self {
        Self(Box::new(Facts { kind: TransportErrorKind::TooLarge, may_have_been_sent: true, source: None }))
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// Whether the service may have received the request, or a part of it. If not, sending it again is safe.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.0.may_have_been_sent
    }
}

/// The URL is left out: it may be a secret, or have one in its query.
impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        let kind = if error.is_timeout() {
            TransportErrorKind::Timeout
        } else if error.is_builder() {
            TransportErrorKind::Request
        } else if error.is_connect() {
            TransportErrorKind::Connect
        } else {
            TransportErrorKind::Closed
        };
        let may_have_been_sent = !(error.is_connect() || error.is_builder());
        Self(Box::new(Facts { kind, may_have_been_sent, source: Some(Arc::new(error.without_url())) }))
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.0.kind)
            .field("may_have_been_sent", &self.0.may_have_been_sent)
            .field("source", &self.0.source)
            .finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.kind {
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::Timeout => "time ran out",
            TransportErrorKind::Closed => "the connection was lost before the answer was complete",
            TransportErrorKind::TooLarge => "the answer is larger than the limit",
            TransportErrorKind::Runtime => "the client needs a tokio runtime, and there is none here",
            TransportErrorKind::Request => "the request cannot be written",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}
