//! What all routes share.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};

use crate::log::Log;

/// How long a request may take to arrive, and to be answered.
const TIME: Duration = Duration::from_secs(120);
/// Characters of a host and its port that are repeated in URLs.
const LONGEST_HOST: usize = 255;

/// Where the sandbox listens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Address(pub(crate) SocketAddr);

impl Address {
    /// A URL without path for programs on the same machine.
    pub(crate) fn local(self) -> String {
        let mut address = self.0;
        if address.ip().is_unspecified() {
            address.set_ip(match address.ip() {
                IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
                IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
            });
        }
        format!("http://{address}")
    }

    /// A URL without path: the one that a request was sent to, to go by its headers.
    pub(crate) fn asked_for(self, headers: &HeaderMap) -> String {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let host = host.filter(|host| host.len() <= LONGEST_HOST && !host.contains('@'));
        let authority = host.and_then(|host| host.parse::<Authority>().ok());
        match authority.filter(|authority| !authority.host().is_empty()) {
            Some(authority) => format!("http://{authority}"),
            None => self.local(),
        }
    }
}

/// The same routes, with what all of them share.
pub(crate) fn shared(routes: Router, log: Log) -> Router {
    routes.layer(from_fn(in_time)).layer(from_fn_with_state(log, tell))
}

/// Marks a response to a request that the log has been told of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told;

/// Tells the log of a request that nobody has told it of.
async fn tell(
    State(log): State<Log>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    // Not the query, which nothing here expects secrets in, but which may have some.
    let what = format!("{} {}", request.method(), request.uri().path());
    let response = next.run(request).await;
    if response.extensions().get::<Told>().is_none() {
        let (status, milliseconds) = (response.status().as_u16(), started.elapsed().as_millis());
        log.line(format_args!("{peer}  {what}  {status}  {milliseconds} ms"));
    }
    response
}

/// Gives up a request whose body does not come.
async fn in_time(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(TIME, next.run(request)).await;
    answer.unwrap_or_else(|_| (StatusCode::REQUEST_TIMEOUT, "The request took too long.\n").into_response())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_host_of_a_request_is_taken_where_it_is_one() {
        let address = Address("0.0.0.0:8000".parse().unwrap());
        assert_eq!(address.local(), "http://127.0.0.1:8000");
        assert_eq!(Address("[::]:80".parse().unwrap()).local(), "http://[::1]:80");
        for (host, expected) in [
            ("fax.test:81", "http://fax.test:81"),
            ("[::1]:8000", "http://[::1]:8000"),
            ("localhost", "http://localhost"),
            ("", "http://127.0.0.1:8000"),
            (":80", "http://127.0.0.1:8000"),
            ("a/b", "http://127.0.0.1:8000"),
            ("user@host", "http://127.0.0.1:8000"),
            ("a b\"<", "http://127.0.0.1:8000"),
            (&"a".repeat(255), &format!("http://{}", "a".repeat(255))),
            (&"a".repeat(256), "http://127.0.0.1:8000"),
        ] {
            let headers = HeaderMap::from_iter([(HOST, HeaderValue::from_str(host).unwrap())]);
            assert_eq!(address.asked_for(&headers), expected, "{host}");
        }
        assert_eq!(address.asked_for(&HeaderMap::new()), "http://127.0.0.1:8000");
    }
}
