//! What the links of faxes lead to.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::Sipgate;
use super::request::query;
use crate::pdf::pdf;

/// The document as it was sent.
pub(super) async fn document(State(sipgate): State<Sipgate>, uri: Uri) -> Response {
    let history = sipgate.history();
    let document = history.by_key(&key(&uri)).and_then(|fax| fax.document.clone());
    document.map_or_else(missing, |document| ([(CONTENT_TYPE, "application/pdf")], document).into_response())
}

/// What became of a fax, on one page.
pub(super) async fn report(State(sipgate): State<Sipgate>, uri: Uri) -> Response {
    let now = sipgate.now();
    let history = sipgate.history();
    let Some(fax) = history.by_key(&key(&uri)).filter(|fax| fax.is_over(now)) else { return missing() };
    let lines = [
        format!("to {}", fax.recipient),
        format!("file {}", fax.filename),
        format!("queued {}", fax.created),
        fax.state(now).as_str().to_owned(),
    ];
    ([(CONTENT_TYPE, "application/pdf")], pdf(1, &lines)).into_response()
}

/// It stands in the query, which the log does not show.
fn key(uri: &Uri) -> String {
    let parameters = query(uri).into_iter();
    parameters.filter(|(name, _)| name == "key").map(|(_, key)| key).next().unwrap_or_default()
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "There is no such file.\n").into_response()
}
