//! One exchange: a request on its way, its answer, and what a hook may see of both.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::debug;

use super::client::Inner;
use super::error::Error;
use super::fault::NoFault;
use super::operation::Description;
use super::transport::{HttpRequest, HttpResponse, TransportError, TransportErrorKind, is_valid_header};
use crate::content_type::charset;
use crate::error::EncodeError;
use crate::mask::{self, Secrets};
use crate::soap::envelope::readable;

/// A request, and what in it must not be shown.
pub(super) struct Request {
    pub(super) http: HttpRequest,
    /// How many of the HTTP headers are our own; the values of the others are secrets.
    pub(super) own_header_count: usize,
    pub(super) secret_places: Vec<Range<usize>>,
    pub(super) secrets: Secrets,
}

impl Request {
    /// The secrets in an envelope, in HTTP headers and in the query of a URL.
    pub(super) fn secrets(
        xml: &str,
        places: &[Range<usize>],
        headers: &[(String, String)],
        query: &str,
    ) -> Secrets {
        let in_xml = places.iter().filter_map(|place| {
            let escaped = xml.get(place.clone())?;
            quick_xml::escape::unescape(escaped).ok().map(Cow::into_owned)
        });
        // Of `Basic dXNlcg==`, the second word alone is a secret too.
        let in_headers = headers.iter().flat_map(|(_, value)| {
            let last_word = value.split_ascii_whitespace().last().unwrap_or_default();
            [value.clone(), last_word.to_owned()]
        });
        let in_query = query
            .split(['?', '&', '#'])
            .map(|pair| pair.split_once('=').map_or(pair, |(_, value)| value).to_owned());
        Secrets::new(in_xml.chain(in_headers).chain(in_query))
    }
}

/// What came of a call before its reply is read.
pub(super) struct Answer {
    pub(super) client: Arc<Inner>,
    pub(super) operation: &'static Description,
    pub(super) outcome: Result<HttpResponse, Error<NoFault>>,
    pub(super) secrets: Secrets,
    /// Kept for the hook, if there is one.
    request: Option<Request>,
    elapsed: Duration,
}

/// Sends the request and receives the answer.
pub(super) async fn exchange(
    client: Arc<Inner>,
    operation: &'static Description,
    request: Result<Request, EncodeError>,
) -> Answer {
    let started = Instant::now();
    let (outcome, request) = match request {
        Ok(request) => {
            let outcome = send(&client, operation, &request, started).await;
            (outcome.map_err(Error::Transport), Some(request))
        }
        Err(error) => (Err(Error::Encode(error)), None),
    };
    let secrets = request.as_ref().map(|request| request.secrets.clone()).unwrap_or_default();
    let request = request.filter(|_| client.hook.is_some());
    Answer { client, operation, outcome, secrets, request, elapsed: started.elapsed() }
}

async fn send(
    client: &Inner,
    operation: &Description,
    request: &Request,
    started: Instant,
) -> Result<HttpResponse, TransportError> {
    check(client, request)?;
    debug!(bytes = request.http.body.len(), "sending request");
    match client.transport.send(request.http.clone()).await {
        Err(error) if may_repeat(client, operation, &error) => {
            debug!(error = ?error.kind(), "connection lost, sending request again");
            let timeout = request.http.timeout.saturating_sub(started.elapsed());
            client.transport.send(HttpRequest { timeout, ..request.http.clone() }).await
        }
        result => result,
    }
}

/// What must never reach a transport.
fn check(client: &Inner, request: &Request) -> Result<(), TransportError> {
    if !request.http.headers.iter().all(|(name, value)| is_valid_header(name, value)) {
        return Err(TransportError::new(TransportErrorKind::InvalidHeader).not_sent());
    }
    let tells_secrets = !request.secret_places.is_empty() && client.endpoint.is_open_to_eavesdroppers();
    if tells_secrets && !client.allow_plain_http {
        return Err(TransportError::new(TransportErrorKind::PlainHttp).not_sent());
    }
    Ok(())
}

/// A lost connection is worth one more try, unless the server may have received a request that must not come twice: by
/// what the operation does, or by its nonce, which a server would take for an attack.
fn may_repeat(client: &Inner, operation: &Description, error: &TransportError) -> bool {
    let may_come_twice = operation.idempotent && !client.security.is_for_one_use();
    error.is_lost_connection() && (may_come_twice || !error.may_have_been_sent())
}

impl Answer {
    /// Logs how the call ended and shows the exchange to the hook. `learned` are the secrets of the reply.
    pub(super) fn conclude(&self, ending: &'static str, notes: usize, learned: Vec<String>) {
        let response = self.outcome.as_ref().ok();
        debug!(
            status = response.map(|response| response.status),
            bytes = response.map(|response| response.body.len()),
            milliseconds = u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX),
            notes,
            ending,
            "call ended"
        );
        if let (Some(hook), Some(request)) = (&self.client.hook, &self.request) {
            let secrets = self.secrets.and(learned);
            let body = mask::replace(&request.http.body, request.secret_places.iter().cloned());
            hook(&Exchange {
                operation: self.operation.name,
                url: self.client.endpoint.shown(),
                request_headers: shown_headers(request),
                request_body: secrets.mask_bytes(&body),
                status: response.map(|response| response.status),
                content_type: response
                    .and_then(|response| response.content_type.as_deref())
                    .map(|content_type| secrets.mask(content_type)),
                reply_body: response.map(|response| shown_reply(response, &secrets)),
                elapsed: self.elapsed,
            });
        }
    }
}

fn shown_headers(request: &Request) -> Vec<(&str, &str)> {
    let headers = request.http.headers.iter().enumerate();
    let value = |index, value| if index < request.own_header_count { value } else { mask::MASK };
    headers.map(|(index, (name, text))| (&**name, value(index, &**text))).collect()
}

/// The reply in UTF-8, since secrets are found only there.
fn shown_reply<'a>(response: &'a HttpResponse, secrets: &Secrets) -> Cow<'a, [u8]> {
    match readable(&response.body, response.content_type.as_deref().and_then(charset)) {
        Cow::Borrowed(text) => secrets.mask_bytes(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(secrets.mask(&text).into_owned().into_bytes()),
    }
}

/// What went over the wire in one call, for a hook to log or keep. Secrets are masked as `***`: what the contract, the
/// credentials and the HTTP headers say is secret, wherever it stands, in the reply too.
///
/// A secret of fewer than four bytes is masked where it was sent, but not looked for elsewhere. Secrets that the contract
/// declares in a reply are not known when the reply cannot be read.
pub struct Exchange<'e> {
    operation: &'static str,
    url: &'e str,
    request_headers: Vec<(&'e str, &'e str)>,
    request_body: Cow<'e, [u8]>,
    status: Option<u16>,
    content_type: Option<Cow<'e, str>>,
    reply_body: Option<Cow<'e, [u8]>>,
    elapsed: Duration,
}

impl Exchange<'_> {
    /// `Service.Operation`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Where the request went, without the query.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url
    }

    /// Names and values of the HTTP headers of the request, but those that the transport adds.
    #[must_use]
    pub fn request_headers(&self) -> &[(&str, &str)] {
        &self.request_headers
    }

    /// The envelope that was sent.
    #[must_use]
    pub fn request_body(&self) -> &[u8] {
        &self.request_body
    }

    /// HTTP status of the reply; `None` where none came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The reply's HTTP header `Content-Type`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Body of the reply, decompressed and in UTF-8; what is malformed is replaced. `None` where no reply came.
    #[must_use]
    pub fn reply_body(&self) -> Option<&[u8]> {
        self.reply_body.as_deref()
    }

    /// How long it took, from sending to the last byte of the reply.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

/// Without headers and bodies.
impl fmt::Debug for Exchange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("operation", &self.operation)
            .field("url", &self.url)
            .field("status", &self.status)
            .field("elapsed", &self.elapsed)
            .finish_non_exhaustive()
    }
}
