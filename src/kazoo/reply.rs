//! What is answered.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{ACCEPT_RANGES, ALLOW, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use xsd_runtime::types::jiff::Timestamp;

use super::Document;
use super::account::md5_hex;
use super::refusal::Refusal;

/// What went well.
#[derive(Debug)]
pub(super) enum Reply {
    Data(Document),
    /// Something new, which is at this path.
    Created {
        data: Document,
        path: String,
    },
    List(Page),
    Attachment(Attachment),
}

/// A page of a list.
#[derive(Debug, PartialEq)]
pub(super) struct Page {
    pub(super) items: Vec<Document>,
    pub(super) start_key: Option<String>,
    pub(super) next_start_key: Option<String>,
}

/// A file, or a part of it.
#[derive(Debug)]
pub(super) struct Attachment {
    pub(super) bytes: Arc<[u8]>,
    /// First and last byte of the part.
    pub(super) range: Option<(usize, usize)>,
    pub(super) disposition: String,
}

/// What every envelope says.
#[derive(Debug)]
pub(super) struct Meta {
    pub(super) now: Timestamp,
    pub(super) request: u64,
    pub(super) token: Option<String>,
    /// Tokens of the bucket that are left.
    pub(super) remaining: u32,
    /// Everything but the data is text.
    pub(super) is_chunked: bool,
    pub(super) is_pretty: bool,
}

/// The answer to a request.
pub(super) fn respond(result: Result<Reply, Refusal>, meta: &Meta) -> Response {
    match result {
        Ok(Reply::Data(data)) => {
            let revision = revision(&data);
            meta.success(StatusCode::OK, data.into(), &revision, json!({}))
        }
        Ok(Reply::Created { data, path }) => {
            let revision = revision(&data);
            let mut response = meta.success(StatusCode::CREATED, data.into(), &revision, json!({}));
            if let Ok(path) = HeaderValue::try_from(path) {
                response.headers_mut().insert(LOCATION, path);
            }
            response
        }
        Ok(Reply::List(Page { items, start_key, next_start_key })) => {
            let size = items.len();
            let size = if meta.is_chunked { json!(size.to_string()) } else { json!(size) };
            let paging = json!({"page_size": size, "start_key": start_key, "next_start_key": next_start_key});
            meta.success(StatusCode::OK, items.into(), "automatic", paging)
        }
        Ok(Reply::Attachment(attachment)) => attachment.into_response(),
        Err(Refusal { status, message, data, allow }) => {
            let error = json!({"error": status.as_str(), "message": message, "status": "error"});
            let mut response = meta.envelope(status, data, error);
            response.headers_mut().extend(allow.map(|allow| (ALLOW, HeaderValue::from_static(allow))));
            response
        }
    }
}

/// A text that changes with the document.
fn revision(data: &Document) -> String {
    md5_hex(&Value::from(data.clone()).to_string())
}

impl Meta {
    fn success(&self, status: StatusCode, data: Value, revision: &str, further: Value) -> Response {
        let mut members = json!({"status": "success", "revision": revision});
        merge(&mut members, further);
        self.envelope(status, data, members)
    }

    fn envelope(&self, status: StatusCode, data: Value, members: Value) -> Response {
        let mut envelope = json!({
            "data": data,
            "auth_token": self.token,
            "node": "sandbox",
            "request_id": md5_hex(&format!("request {}", self.request)),
            "timestamp": self.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "tokens": {"consumed": 1, "remaining": self.remaining},
            "version": env!("CARGO_PKG_VERSION"),
        });
        merge(&mut envelope, members);
        let text = if self.is_pretty { format!("{envelope:#}") } else { envelope.to_string() };
        (status, [(CONTENT_TYPE, "application/json")], text).into_response()
    }
}

/// Adds members; `null` is none.
fn merge(object: &mut Value, further: Value) {
    let (Value::Object(members), Value::Object(further)) = (object, further) else { return };
    members.extend(further);
    members.retain(|_, value| !value.is_null());
}

impl IntoResponse for Attachment {
    fn into_response(self) -> Response {
        let all = self.bytes.len();
        let headers = [(CONTENT_TYPE, "application/pdf"), (ACCEPT_RANGES, "bytes")];
        let disposition = [(CONTENT_DISPOSITION, self.disposition)];
        let Some((first, last)) = self.range else {
            return (headers, disposition, Body::from(self.bytes.to_vec())).into_response();
        };
        let part = self.bytes.get(first..=last).unwrap_or_default().to_vec();
        let range = [(CONTENT_RANGE, format!("bytes {first}-{last}/{all}"))];
        (StatusCode::PARTIAL_CONTENT, headers, disposition, range, part).into_response()
    }
}
