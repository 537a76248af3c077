//! Endpoints that no vendor has: to put the clock forward, and to let a fax come in.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Query, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::byfax;
use crate::callback::{Inbox, Order, Refusal};
use crate::clock::Clock;
use crate::http::Address;
use crate::kazoo::{self, Kazoo};

/// Bytes of an order, so that what is kept of it is little.
const LONGEST_ORDER: usize = 4096;

#[derive(Clone)]
pub(crate) struct Control {
    pub(crate) clock: Clock,
    pub(crate) inbox: Inbox,
    pub(crate) byfax_received: byfax::Received,
    pub(crate) kazoo: Kazoo,
    pub(crate) address: Address,
}

/// The endpoints; those that change something answer this machine alone, unless `is_remote`.
pub(crate) fn router(control: Control, is_remote: bool) -> Router {
    let orders = Router::new()
        .route("/sandbox/received", post(receive))
        .route("/sandbox/byfax/received", post(receive_by_byfax))
        .route("/sandbox/kazoo/received", post(receive_by_kazoo))
        .route("/sandbox/kazoo/mailed", post(receive_mail))
        .layer(DefaultBodyLimit::max(LONGEST_ORDER));
    let changes = orders.route("/sandbox/clock/advance", post(advance));
    let changes = if is_remote { changes } else { changes.layer(from_fn(only_this_machine)) };
    changes.route("/sandbox/received/{name}", get(received)).with_state(control)
}

async fn only_this_machine(
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    if peer.ip().to_canonical().is_loopback() {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This is for programs on the same machine; see --remote-control.\n")
        .into_response()
}

#[derive(Deserialize)]
struct Advance {
    seconds: f64,
}

/// Puts the clock forward, and answers with its time.
async fn advance(State(control): State<Control>, query: Result<Query<Advance>, QueryRejection>) -> Response {
    let by = query.ok().and_then(|query| Duration::try_from_secs_f64(query.seconds).ok());
    let Some(by) = by else {
        return (StatusCode::BAD_REQUEST, "A number of seconds is due: ?seconds=60\n").into_response();
    };
    control.clock.advance(by);
    format!("{}\n", control.clock.now()).into_response()
}

/// Lets a fax come in, and answers with what is posted to the inbound callback.
async fn receive(State(control): State<Control>, headers: HeaderMap, body: Bytes) -> Response {
    let order: Order = match read(&body) {
        Ok(order) => order,
        Err(error) => return (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
    };
    let url = control.address.asked_for(&headers);
    match control.inbox.receive(order, control.clock.now(), &url) {
        Ok(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
        Err(Refusal::NoCallback) => {
            (StatusCode::CONFLICT, "There is no URL to tell of it; see --inbound-callback.\n").into_response()
        }
        Err(Refusal::Full) => {
            (StatusCode::SERVICE_UNAVAILABLE, "Too many notices wait for the inbound callback.\n")
                .into_response()
        }
    }
}

/// Lets a fax come in by byFax, and answers with what its list shows.
async fn receive_by_byfax(State(control): State<Control>, body: Bytes) -> Response {
    let order: byfax::Order = match read(&body) {
        Ok(order) => order,
        Err(error) => return (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
    };
    Json(byfax::to_json(&control.byfax_received.inject(order))).into_response()
}

/// Lets a fax come in by Kazoo, and answers with what its inbox shows.
async fn receive_by_kazoo(State(control): State<Control>, body: Bytes) -> Response {
    ordered(&body, |order: kazoo::Order| control.kazoo.receive(order))
}

/// Lets an email come in, and answers with what the log of Kazoo shows.
async fn receive_mail(State(control): State<Control>, body: Bytes) -> Response {
    ordered(&body, |mail: kazoo::Mail| control.kazoo.receive_mail(mail))
}

/// Does what an order says, and answers with what came of it.
fn ordered<T: Default + DeserializeOwned>(
    body: &[u8],
    receive: impl FnOnce(T) -> Result<Value, String>,
) -> Response {
    match read(body).map(receive) {
        Ok(Ok(shown)) => Json(shown).into_response(),
        Ok(Err(full)) => (StatusCode::SERVICE_UNAVAILABLE, format!("{full}\n")).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
    }
}

/// An order as JSON; an empty one asks for nothing special.
fn read<T: Default + DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    match body.trim_ascii() {
        b"" => Ok(T::default()),
        json => serde_json::from_slice(json),
    }
}

/// The pages of a fax that came in.
async fn received(State(control): State<Control>, Path(name): Path<String>) -> Response {
    match control.inbox.tiff(&name) {
        Some(tiff) => ([(CONTENT_TYPE, "image/tiff")], tiff).into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such fax.\n").into_response(),
    }
}
