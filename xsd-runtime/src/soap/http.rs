//! The transport on reqwest.

use std::error::Error as _;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::transport::{HttpRequest, HttpResponse, Sending, Transport, TransportError, TransportErrorKind};

/// Room made for an answer before its first byte, whatever length it claims.
const FIRST_ROOM: u64 = 1 << 20;

/// HTTP/1.1 over TLS by reqwest: rustls with the crypto provider aws-lc-rs and the platform's root certificates.
///
/// Redirects are not followed, replies in gzip are unpacked, and connections are kept and used again. A connection that
/// the server had closed before anything was written to it is replaced silently; nothing that may have left is sent twice.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport that gives up on a connection after `connect_timeout`.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::from_builder(reqwest::Client::builder().connect_timeout(connect_timeout))
    }

    /// A transport that goes past the system's proxy.
    pub(super) fn direct(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::from_builder(reqwest::Client::builder().connect_timeout(connect_timeout).no_proxy())
    }

    /// A transport with a proxy, root certificates, a client certificate or timeouts of one's own. Whatever `builder`
    /// says of redirects and retries, there are none: either would send the envelope, password included, once more.
    ///
    /// # Errors
    /// When `builder` cannot make a client.
    pub fn from_builder(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let client = builder
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .build();
        client.map(Self).map_err(|error| failure(error).not_sent())
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        // reqwest panics without the runtime that it needs.
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::new(TransportErrorKind::Runtime).not_sent());
        }
        let mut post = self.0.post(&request.url).timeout(request.timeout);
        for (name, value) in &request.headers {
            post = post.header(name, value.as_bytes());
        }
        let mut response = post.body(into_body(request.body)).send().await.map_err(failure)?;
        Ok(HttpResponse {
            status: response.status().as_u16(),
            content_type: content_type(&response),
            body: receive(&mut response, request.body_limit).await?,
        })
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: HttpRequest) -> Sending<'_> {
        Box::pin(self.exchange(request))
    }
}

/// The body without a copy.
fn into_body(body: Arc<Vec<u8>>) -> reqwest::Body {
    struct Shared(Arc<Vec<u8>>);

    impl AsRef<[u8]> for Shared {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    bytes::Bytes::from_owner(Shared(body)).into()
}

fn content_type(response: &reqwest::Response) -> Option<String> {
    let value = response.headers().get(reqwest::header::CONTENT_TYPE)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The body, piece by piece, so that what unpacks to too much is noticed on the way.
async fn receive(response: &mut reqwest::Response, limit: usize) -> Result<Vec<u8>, TransportError> {
    let room = response.content_length().unwrap_or(0).min(FIRST_ROOM);
    let mut body = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
    while let Some(piece) = response.chunk().await.map_err(failure)? {
        if body.len() + piece.len() > limit {
            return Err(TransportError::new(TransportErrorKind::TooLarge));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// The URL is left out of the error: it may hold a key.
fn failure(error: reqwest::Error) -> TransportError {
    let io_kind = io_kind(&error);
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        match io_kind {
            // How rustls reports what it refuses.
            Some(io::ErrorKind::InvalidData) => TransportErrorKind::Tls,
            _ => TransportErrorKind::Connect,
        }
    } else if error.is_builder() {
        TransportErrorKind::Other
    } else if io_kind.is_some_and(is_compression) {
        TransportErrorKind::Compression
    } else {
        TransportErrorKind::Closed
    };
    let not_sent = error.is_connect() || error.is_builder();
    let failure = TransportError::new(kind).with_source(error.without_url());
    if not_sent { failure.not_sent() } else { failure }
}

/// How the decompressor reports what is no gzip.
fn is_compression(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData)
}

/// The kind of the input or output error that is the cause, if there is one.
fn io_kind(error: &reqwest::Error) -> Option<io::ErrorKind> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return Some(innermost(error).kind());
        }
        cause = error.source();
    }
    None
}

/// What an input or output error wraps, if that is one too. [`source`](std::error::Error::source) would pass over it.
fn innermost(mut error: &io::Error) -> &io::Error {
    while let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        error = inner;
    }
    error
}
