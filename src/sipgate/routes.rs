//! The endpoints, at the paths where the vendor serves them.

use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get, post};
use axum::{Json, Router};
use serde_json::json;

use super::fax::Flags;
use super::filter::Filter;
use super::refusal::Refusal;
use super::request::{ResendFax, SendFax, Update, query};
use super::{Sipgate, files, lines};
use crate::body::Unreadable;
use crate::rest::exchanged;
use crate::soap::Shared;

/// What all paths begin with.
pub(crate) const BASE: &str = "/v2";

type Answer = Result<Response, Refusal>;

/// All endpoints, and the files that their links lead to.
pub(crate) fn routes(sipgate: &Sipgate, shared: &Shared) -> Router {
    let endpoints = [
        ("/sessions/fax", post(send)),
        ("/sessions/fax/resend", post(resend)),
        ("/history", get(list).put(update_all).delete(delete_all)),
        ("/history/{id}", get(entry).put(update).delete(delete)),
        ("/{user}/faxlines", get(fax_lines)),
        ("/groupfaxlines", get(group_fax_lines)),
        ("/authorization/userinfo", get(user_info)),
    ];
    let elsewhere = ["/sessions/{*path}", "/history/{id}/{*path}", "/authorization/{*path}"];
    let endpoints = endpoints.into_iter().fold(Router::new(), |router, (path, methods)| {
        let methods: MethodRouter<Sipgate> = methods.fallback(wrong_method);
        router.route(&format!("{BASE}{path}"), methods)
    });
    let endpoints = elsewhere
        .into_iter()
        .fold(endpoints, |router, path| router.route(&format!("{BASE}{path}"), any(wrong_path)))
        .route_layer(from_fn_with_state(sipgate.clone(), let_in));
    let files = Router::new()
        .route("/sandbox/sipgate/document.pdf", get(files::document))
        .route("/sandbox/sipgate/report.pdf", get(files::report));
    let endpoints = endpoints.with_state(sipgate.clone());
    let endpoints = exchanged(endpoints, shared.bodies.clone(), shared.log.clone(), unreadable);
    endpoints.merge(files.with_state(sipgate.clone()))
}

/// Lets in those who show who they are.
async fn let_in(State(sipgate): State<Sipgate>, request: Request, next: Next) -> Response {
    match sipgate.credentials.check(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

async fn wrong_method() -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "the method is wrong")
}

async fn wrong_path() -> Refusal {
    Refusal::not_found("there is nothing at this path")
}

fn unreadable(unreadable: &Unreadable) -> Response {
    let status = match unreadable {
        Unreadable::Encoding(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Unreadable::TooLarge(_) | Unreadable::Damaged => StatusCode::BAD_REQUEST,
    };
    Refusal::new(status, unreadable.reason()).into_response()
}

async fn send(State(sipgate): State<Sipgate>, headers: HeaderMap, body: Bytes) -> Answer {
    let id = sipgate.send(SendFax::read(&headers, &body)?)?;
    Ok(Json(json!({ "sessionId": id })).into_response())
}

async fn resend(State(sipgate): State<Sipgate>, headers: HeaderMap, body: Bytes) -> Answer {
    let id = sipgate.resend(&ResendFax::read(&headers, &body)?)?;
    Ok(Json(json!({ "sessionId": id })).into_response())
}

async fn list(State(sipgate): State<Sipgate>, headers: HeaderMap, uri: Uri) -> Answer {
    let filter = Filter::read(&query(&uri))?;
    let url = sipgate.address.asked_for(&headers);
    Ok(Json(sipgate.history().page(&filter, sipgate.now(), &url)).into_response())
}

async fn entry(State(sipgate): State<Sipgate>, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let url = sipgate.address.asked_for(&headers);
    let now = sipgate.now();
    Ok(Json(sipgate.history().get(&id, now)?.to_json(now, &url)).into_response())
}

async fn update(
    State(sipgate): State<Sipgate>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let update = Update::read(&headers, &body)?;
    change(&sipgate, vec![(id, update)])
}

async fn update_all(State(sipgate): State<Sipgate>, headers: HeaderMap, body: Bytes) -> Answer {
    change(&sipgate, Update::read_batch(&headers, &body)?)
}

fn change(sipgate: &Sipgate, updates: Vec<(String, Update)>) -> Answer {
    let changes = updates.into_iter().map(|(id, update)| (id, move |flags: &mut Flags| update.apply(flags)));
    sipgate.history().change(&changes.collect::<Vec<_>>(), sipgate.now())?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn delete(State(sipgate): State<Sipgate>, Path(id): Path<String>) -> Answer {
    sipgate.history().delete(&id)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Those that are not there make no difference.
async fn delete_all(State(sipgate): State<Sipgate>, uri: Uri) -> Answer {
    let parameters = query(&uri);
    let ids: Vec<_> = parameters.iter().filter(|(name, _)| name == "id").map(|(_, id)| id).collect();
    if ids.is_empty() || ids.iter().any(|id| id.is_empty()) {
        return Err(Refusal::bad_request("id is missing or empty"));
    }
    let mut history = sipgate.history();
    ids.into_iter().for_each(|id| drop(history.delete(id)));
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn fax_lines(Path(user): Path<String>) -> Answer {
    Ok(Json(lines::of_user(&user)?).into_response())
}

async fn group_fax_lines(uri: Uri) -> Answer {
    let parameters = query(&uri);
    let user = parameters.iter().find(|(name, user)| name == "userId" && !user.is_empty());
    let (_, user) = user.ok_or_else(|| Refusal::bad_request("userId is missing or empty"))?;
    Ok(Json(lines::of_groups(user)?).into_response())
}

async fn user_info() -> Answer {
    Ok(Json(lines::user()).into_response())
}
