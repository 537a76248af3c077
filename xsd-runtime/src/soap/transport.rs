//! Where HTTP comes in: one request out, one response back.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// Sends HTTP requests. The feature `reqwest` brings one; implement it to send by other means, or to test without a
/// network. The sources of its errors are shown as they are, so they must not repeat the request.
///
/// ```
/// use xsd_runtime::soap::{HttpRequest, HttpResponse, Sending, Transport};
///
/// /// Answers every request with 503.
/// struct Closed;
///
/// impl Transport for Closed {
///     fn send(&self, _: HttpRequest) -> Sending<'_> {
///         Box::pin(async { Ok(HttpResponse { status: 503, content_type: None, body: Vec::new() }) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends `request` by POST and receives the whole answer, whatever its status. Redirects are not followed.
    fn send(&self, request: HttpRequest) -> Sending<'_>;
}

/// The answer to come.
pub type Sending<'t> = Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + 't>>;

/// A request to send by POST.
#[derive(Clone)]
pub struct HttpRequest {
    /// Where to; `http` or `https`.
    pub url: String,
    /// Headers; none of them holds CR, LF or NUL. `Host` and `Content-Length` are the transport's.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Arc<Vec<u8>>,
    /// How long everything together may take, up to the last byte of the answer.
    pub timeout: Duration,
    /// How many bytes the body of the answer may have, after decompression.
    pub body_limit: usize,
}

/// Names of headers and sizes; URL, values and body may hold secrets.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| &**name).collect();
        f.debug_struct("HttpRequest")
            .field("headers", &names)
            .field("body", &self.body.len())
            .field("timeout", &self.timeout)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

/// An answer.
#[derive(Clone)]
pub struct HttpResponse {
    /// Status code.
    pub status: u16,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

/// Status, content type and size; the body may hold secrets.
impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("body", &self.body.len())
            .finish()
    }
}

/// Why there is no answer. One pointer wide.
#[derive(Clone)]
pub struct TransportError(Box<Facts>);

#[derive(Clone)]
struct Facts {
    kind: TransportErrorKind,
    may_have_been_sent: bool,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made.
    Connect,
    /// The server's certificate was refused, or TLS could not be agreed on.
    Tls,
    /// Time ran out.
    Timeout,
    /// The connection was lost before the answer was complete.
    Closed,
    /// The answer is larger than [`Limits::body`](crate::Limits::body).
    TooLarge,
    /// The answer cannot be decompressed.
    Compression,
    /// A header of the request holds what HTTP does not allow.
    InvalidHeader,
    /// Secrets would go over plain `http` to another machine; see
    /// [`ClientBuilder::allow_plain_http`](super::ClientBuilder::allow_plain_http).
    PlainHttp,
    /// The transport does not run here: outside of the async runtime that it needs, or where none can be started.
    Runtime,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error after which the server may have received the request.
    #[must_use]
    pub fn new(kind: TransportErrorKind) -> Self {
        Self(Box::new(Facts { kind, may_have_been_sent: true, source: None }))
    }

    /// The same error, and no byte of the request has left.
    #[must_use]
    pub fn not_sent(mut self) -> Self {
        self.0.may_have_been_sent = false;
        self
    }

    /// The same error with what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// Whether the server may have received the request, or a part of it. If not, sending it again is safe.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.0.may_have_been_sent
    }

    /// A connection that could not be made, or broke: another one may do better at once.
    pub(super) fn is_lost_connection(&self) -> bool {
        matches!(self.0.kind, TransportErrorKind::Connect | TransportErrorKind::Closed)
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
            TransportErrorKind::Tls => "no TLS connection could be made",
            TransportErrorKind::Timeout => "time ran out",
            TransportErrorKind::Closed => "the connection was lost before the answer was complete",
            TransportErrorKind::TooLarge => "the answer is larger than the limit",
            TransportErrorKind::Compression => "the answer cannot be decompressed",
            TransportErrorKind::InvalidHeader => "a header holds what HTTP does not allow",
            TransportErrorKind::PlainHttp => "secrets would go over plain http to another machine",
            TransportErrorKind::Runtime => "the transport does not run in this async context",
            TransportErrorKind::Other => "the HTTP exchange failed",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}

/// Whether HTTP allows a header of this name and value (RFC 9110 sections 5.1 and 5.5).
pub(super) fn is_valid_header(name: &str, value: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let text = |byte: u8| byte == b'\t' || !byte.is_ascii_control();
    !name.is_empty() && name.bytes().all(token) && value.bytes().all(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_cannot_carry_a_second_header() {
        assert!(is_valid_header("SOAPAction", "\"urn:a\""));
        assert!(is_valid_header("X-Name", "Zoë\tX"));
        for (name, value) in [
            ("A", "b\r\nC: d"),
            ("A", "b\nc"),
            ("A", "b\0"),
            ("A b", "c"),
            ("A:", "c"),
            ("", "c"),
            ("A\r", "c"),
        ] {
            assert!(!is_valid_header(name, value), "{name:?}: {value:?}");
        }
    }

    #[test]
    fn debug_shows_no_body_and_no_header_value() {
        let request = HttpRequest {
            url: "https://example.com/?key=hunter2".to_owned(),
            headers: vec![("Authorization".to_owned(), "hunter2".to_owned())],
            body: Arc::new(b"hunter2".to_vec()),
            timeout: Duration::from_secs(1),
            body_limit: 1,
        };
        let response = HttpResponse { status: 200, content_type: None, body: b"hunter2".to_vec() };
        let shown = format!("{request:?} {response:?}");
        assert!(shown.contains("Authorization") && !shown.contains("hunter2"), "{shown}");
    }
}
