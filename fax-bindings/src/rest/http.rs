//! Requests to a service, and its answers.

use std::fmt;
use std::time::Duration;

use reqwest::{Method, RequestBuilder, Url};

use super::answer::Answer;
use super::error::InputError;
use super::secret::Secret;
use super::transport::{TransportError, TransportErrorKind};

/// Room made for an answer before its first byte, whatever length it claims.
const FIRST_ROOM: u64 = 1 << 20;
/// How long a call may take that says nothing else.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How much longer that is for each MiB that is sent.
const TIMEOUT_PER_MIB: Duration = Duration::from_secs(8);

/// An HTTP client at the address of a service. Clones share their connections.
#[derive(Clone)]
pub struct Http {
    pub(super) client: reqwest::Client,
    pub(super) base: Url,
    pub(super) timeout: Option<Duration>,
    pub(super) reply_limit: usize,
    #[cfg_attr(not(feature = "sipgate"), allow(dead_code, reason = "it is for downloads"))]
    pub(super) allow_plain_http: bool,
}

impl Http {
    /// The URL of what lies at these segments of a path below the base.
    ///
    /// # Errors
    /// When a segment is one that URLs cannot have. It would be left out, and the URL be that of something else.
    pub(crate) fn url(&self, segments: &[&str]) -> Result<Url, InputError> {
        if segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
            return Err(InputError::value("path", "cannot have an id that is empty, `.` or `..`"));
        }
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        Ok(url)
    }

    /// A request to that URL.
    pub(crate) fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.client.request(method, url)
    }

    /// Sends a request, once, and receives the whole answer, whatever its status. `secrets` are those of the request.
    pub(crate) async fn send(
        &self,
        request: RequestBuilder,
        secrets: Vec<Secret>,
    ) -> Result<Answer, TransportError> {
        // reqwest panics without the runtime that it needs.
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::not_sent(TransportErrorKind::Runtime));
        }
        let mut request = request.build()?;
        let sent = request.body().and_then(|body| body.as_bytes()).map_or(0, <[u8]>::len);
        *request.timeout_mut() = Some(self.timeout.unwrap_or_else(|| timeout(sent)));
        let mut response = self.client.execute(request).await?;
        let room = response.content_length().unwrap_or(0).min(FIRST_ROOM);
        let mut body = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
        while let Some(piece) = response.chunk().await? {
            if body.len() + piece.len() > self.reply_limit {
                return Err(TransportError::too_large());
            }
            body.extend_from_slice(&piece);
        }
        Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body, secrets })
    }

    /// Downloads from an address that a service has handed out, without any credentials.
    #[cfg(feature = "sipgate")]
    pub(crate) fn download(&self, url: &str) -> Result<RequestBuilder, InputError> {
        let url = Url::parse(url).map_err(|_| InputError::value("url", "is no absolute URL"))?;
        if is_open_to_eavesdroppers(&url) && !self.allow_plain_http {
            return Err(InputError::value("url", "would go over plain http to another machine"));
        }
        Ok(self.request(Method::GET, url))
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The query may be a key.
        f.debug_struct("Http")
            .field("host", &self.base.host_str())
            .field("path", &self.base.path())
            .finish_non_exhaustive()
    }
}

fn timeout(sent: usize) -> Duration {
    TIMEOUT + TIMEOUT_PER_MIB * u32::try_from(sent >> 20).unwrap_or(u32::MAX)
}

/// Whether what is sent there can be read on the way.
pub(super) fn is_open_to_eavesdroppers(url: &Url) -> bool {
    url.scheme() == "http" && !is_loopback(url)
}

/// Whether it is on this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
