//! Below which path it is.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::any;

use super::Kazoo;
use super::refusal::Refusal;
use super::reply::{Meta, respond};
use crate::body::Unreadable;
use crate::rest::exchanged;
use crate::soap::Shared;

/// All that is below `/v2`.
pub(crate) fn routes(kazoo: &Kazoo, shared: &Shared) -> Router {
    let paths = ["user_auth", "api_auth", "token_auth", "accounts/{*path}"];
    let routes = paths
        .into_iter()
        .fold(Router::new(), |routes, path| routes.route(&format!("/v2/{path}"), any(answer)));
    // Bodies are read before, within the limit that all services share.
    let routes = routes.layer(DefaultBodyLimit::disable()).with_state(kazoo.clone());
    exchanged(routes, Arc::clone(&shared.bodies), shared.log.clone(), refuse)
}

async fn answer(
    State(kazoo): State<Kazoo>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    kazoo.answer(&method, &uri, headers, &body)
}

/// An envelope that says why the body was not read.
fn refuse(why: &Unreadable) -> Response {
    let message = match why {
        Unreadable::TooLarge(_) => "request entity too large",
        Unreadable::Encoding(_) | Unreadable::Damaged => "parse_error",
    };
    // The service knows no packed requests.
    let status = match why {
        Unreadable::TooLarge(_) => why.status(),
        Unreadable::Encoding(_) | Unreadable::Damaged => StatusCode::BAD_REQUEST,
    };
    let now = xsd_runtime::types::jiff::Timestamp::now();
    let meta = Meta { now, request: 0, token: None, remaining: 0, is_chunked: false, is_pretty: false };
    respond(Err(Refusal::new(status, message, &why.reason())), &meta)
}
