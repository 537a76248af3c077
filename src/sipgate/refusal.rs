//! Why a request is refused.

use axum::Json;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, json};

/// Why a request is refused: a status of the vendor's table of errors, in words, and the member that is wrong.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    detail: String,
    /// A JSON pointer.
    pointer: Option<String>,
    header: Option<(HeaderName, &'static str)>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), pointer: None, header: None }
    }

    pub(super) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(super) fn unauthorized() -> Self {
        let header = Some((WWW_AUTHENTICATE, "Basic realm=\"sandbox\""));
        Self { header, ..Self::new(StatusCode::UNAUTHORIZED, "token id or token are wrong") }
    }

    pub(super) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    pub(super) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// The vendor's code for a number that is none, which is that of proxies in HTTP.
    pub(super) fn invalid_recipient() -> Self {
        Self::new(StatusCode::PROXY_AUTHENTICATION_REQUIRED, "the number of the recipient is invalid")
            .at("/recipient")
    }

    pub(super) fn too_many_requests() -> Self {
        let header = Some((RETRY_AFTER, "1"));
        Self { header, ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too many requests") }
    }

    /// The same, of the member at this pointer.
    pub(super) fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self { status, detail, pointer, header } = self;
        let mut error = Map::new();
        error.insert("status".to_owned(), status.as_u16().into());
        error.insert("title".to_owned(), status.canonical_reason().unwrap_or_default().into());
        error.insert("detail".to_owned(), detail.into());
        error.extend(pointer.map(|pointer| ("source".to_owned(), json!({ "pointer": pointer }))));
        let mut response = (status, Json(json!({ "errors": [error] }))).into_response();
        response
            .headers_mut()
            .extend(header.map(|(name, value)| (name, axum::http::HeaderValue::from_static(value))));
        response
    }
}
