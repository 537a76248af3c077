//! Why a request is refused.

use axum::http::StatusCode;
use serde_json::{Value, json};

/// Why a request is refused, as an envelope says it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) message: &'static str,
    pub(super) data: Value,
    /// The methods that there are, where this one is not.
    pub(super) allow: Option<&'static str>,
}

impl Refusal {
    /// With `words` as the only thing in the data.
    pub(super) fn new(status: StatusCode, message: &'static str, words: &str) -> Self {
        Self { status, message, data: json!({ "message": words }), allow: None }
    }

    fn caused(status: StatusCode, message: &'static str, words: &str, cause: &str) -> Self {
        Self { status, message, data: json!({ "message": words, "cause": cause }), allow: None }
    }

    pub(super) fn invalid_credentials() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_credentials", "invalid credentials")
    }

    pub(super) fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "the token may not be used for this")
    }

    /// There is nothing with this id.
    pub(super) fn bad_identifier(id: &str) -> Self {
        Self::caused(StatusCode::NOT_FOUND, "bad_identifier", "bad identifier", id)
    }

    /// There is a fax, and it has no document.
    pub(super) fn no_attachment(id: &str) -> Self {
        Self::caused(StatusCode::NOT_FOUND, "not_found", "the fax has no document", id)
    }

    /// Nothing is at this path.
    pub(super) fn faulty_request() -> Self {
        Self::new(StatusCode::NOT_FOUND, "faulty_request", "there is nothing at this path")
    }

    /// There are other methods here.
    pub(super) fn invalid_method(verb: &str, allow: &'static str) -> Self {
        let refusal =
            Self::caused(StatusCode::METHOD_NOT_ALLOWED, "invalid_method", "method not allowed", verb);
        Self { allow: Some(allow), ..refusal }
    }

    pub(super) fn parse_error(words: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "parse_error", words)
    }

    pub(super) fn no_credit() -> Self {
        Self::new(StatusCode::PAYMENT_REQUIRED, "no_credit", "there is not enough credit")
    }

    pub(super) fn too_many_requests() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "the bucket is empty: wait a while")
    }

    pub(super) fn out_of_range(words: &str) -> Self {
        Self::new(StatusCode::RANGE_NOT_SATISFIABLE, "range not satisfiable", words)
    }

    /// A mistake of the client's that the service takes for its own.
    pub(super) fn server_error(words: &str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "unspecified_fault", words)
    }

    pub(super) fn full(words: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "datastore_unreachable", words)
    }
}
