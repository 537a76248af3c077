//! What goes back.

use std::fmt;

/// The answer to a request, for an HTTP server to send. It should not be cached.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// HTTP status: 200 for a reply, 202 where nothing answers an operation, and what the fault says.
    pub status: u16,
    /// Value of the HTTP header `Content-Type`; `None` where there is no body.
    pub content_type: Option<&'static str>,
    /// The envelope in UTF-8; empty where nothing answers an operation.
    pub body: Vec<u8>,
}

impl Response {
    /// The answer to an operation that has no reply.
    pub(super) const fn accepted() -> Self {
        Self { status: 202, content_type: None, body: Vec::new() }
    }
}

/// Without the body, which may hold secrets.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("bytes", &self.body.len())
            .finish()
    }
}
