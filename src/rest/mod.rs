//! What the services that speak JSON over HTTP share: bodies read within their limit, credentials of HTTP, and a log in
//! which no secret is.

mod basic;
mod masked;

pub(crate) use basic::basic;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;

use crate::body::{Bodies, Unreadable};
use crate::http::Told;
use crate::log::Log;
use masked::masked;

/// How a service says that it could not read a body.
type Refuse = fn(&Unreadable) -> Response;

#[derive(Clone)]
struct Exchange {
    bodies: Arc<Bodies>,
    log: Log,
    refuse: Refuse,
}

/// The same routes, whose requests have their bodies read and unpacked before, and told the log of after.
pub(crate) fn exchanged(routes: Router, bodies: Arc<Bodies>, log: Log, refuse: Refuse) -> Router {
    // Bodies are as large as they may be when they get there.
    let routes = routes.layer(DefaultBodyLimit::disable());
    routes.layer(from_fn_with_state(Exchange { bodies, log, refuse }, exchange))
}

async fn exchange(
    State(Exchange { bodies, log, refuse }): State<Exchange>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let (body, _permit) = match bodies.read(&parts.headers, body).await {
        Ok(read) => read,
        Err(unreadable) => return refuse(&unreadable),
    };
    // Not the query, which may hold a token.
    let what = format!("{} {}", parts.method, parts.uri.path());
    let asked = log.shows_messages().then(|| shown(&parts.headers, &body));
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;

    let (mut parts, body) = response.into_parts();
    // It is in memory already, and there is no failing in reading it.
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let messages = asked.map(|asked| asked + &shown(&parts.headers, &body)).unwrap_or_default();
    let (status, milliseconds) = (parts.status.as_u16(), started.elapsed().as_millis());
    log.line(format_args!("{peer}  {what}  {status}  {milliseconds} ms{messages}"));
    parts.extensions.insert(Told);
    Response::from_parts(parts, Body::from(body))
}

/// A body as the log shows it: JSON without its secrets, of anything else the size.
fn shown(headers: &HeaderMap, body: &Bytes) -> String {
    if body.is_empty() {
        return String::new();
    }
    masked(body).unwrap_or_else(|| {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        // What follows the type may be a boundary, which helps nobody.
        let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or("unknown type");
        format!("\n  ({} bytes, {kind})", body.len())
    })
}
