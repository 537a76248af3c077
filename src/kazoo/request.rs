//! A request, as far as it is the same for all paths.

use axum::body::Bytes;
use axum::extract::Query as Parse;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method, Uri};
use serde_json::{Value, json};

use super::Document;
use super::file::File;
use super::findings::Findings;
use super::multipart::{self, Part};
use super::refusal::Refusal;
use crate::rest::basic;

/// A request whose envelope was read.
#[derive(Debug)]
pub(super) struct Request {
    /// In lower case; the one of the envelope where it was tunnelled.
    pub(super) verb: String,
    /// The path below the version.
    pub(super) path: Vec<String>,
    pub(super) query: Query,
    pub(super) headers: HeaderMap,
    /// All but the data.
    pub(super) envelope: Document,
    pub(super) data: Value,
    /// What was uploaded beside the envelope.
    pub(super) file: Option<File>,
}

/// Members of the query, in their order.
#[derive(Debug, Default)]
pub(super) struct Query(pub(super) Vec<(String, String)>);

impl Query {
    /// The first one of this name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }
}

impl Request {
    pub(super) fn read(
        method: &Method,
        uri: &Uri,
        headers: HeaderMap,
        body: &Bytes,
    ) -> Result<Self, Refusal> {
        let path = uri.path().split('/').filter(|segment| !segment.is_empty()).skip(1);
        let path = path.map(str::to_owned).collect();
        let query = Parse::try_from_uri(uri).map(|Parse(query)| Query(query)).unwrap_or_default();
        let (mut envelope, file) = read_body(&headers, body)?;
        let data = envelope.remove("data").unwrap_or(json!({}));
        let own = method.as_str().to_lowercase();
        let tunnelled = envelope.get("verb").and_then(Value::as_str).map(str::to_lowercase);
        let verb = if own == "post" { tunnelled.unwrap_or(own) } else { own };
        Ok(Self { verb, path, query, headers, envelope, data, file })
    }

    /// The token of the header or the envelope.
    pub(super) fn token(&self) -> Option<&str> {
        let header = self.headers.get("x-auth-token").and_then(|token| token.to_str().ok());
        header.or_else(|| self.envelope.get("auth_token").and_then(Value::as_str))
    }

    /// Account id and password of HTTP Basic.
    pub(super) fn basic(&self) -> Option<(String, String)> {
        basic(&self.headers)
    }

    /// What the action beside the data is, where one is due.
    pub(super) fn action(&self) -> Option<&str> {
        self.envelope.get("action").and_then(Value::as_str)
    }

    /// The data, which has to be an object.
    pub(super) fn document(&self) -> Result<Document, Refusal> {
        match &self.data {
            Value::Object(members) => Ok(members.clone()),
            _ => Err(Findings::one("data", "type", "an object is due")),
        }
    }
}

/// The envelope, and the first file beside it.
fn read_body(headers: &HeaderMap, body: &Bytes) -> Result<(Document, Option<File>), Refusal> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Programs call JSON all kinds of things, curl calls it a form.
    if !content_type.trim_start().to_ascii_lowercase().starts_with("multipart/") {
        return Ok((read_envelope(body)?, None));
    }
    let parts = multipart::parts(content_type, body)
        .ok_or_else(|| Refusal::parse_error("the body is not the multipart that its Content-Type says"))?;
    let is_envelope = |part: &Part<'_>| part.kind.starts_with("application/json");
    let envelope = match parts.iter().find(|part| is_envelope(part)) {
        Some(part) => read_envelope(part.content)?,
        None => Document::new(),
    };
    let file = parts.iter().find(|part| !is_envelope(part) && !part.content.is_empty());
    Ok((envelope, file.map(|part| File::new(part.content, &part.kind))))
}

fn read_envelope(json: &[u8]) -> Result<Document, Refusal> {
    if json.trim_ascii().is_empty() {
        return Ok(Document::new());
    }
    match serde_json::from_slice(json) {
        Ok(Value::Object(envelope)) => Ok(envelope),
        Ok(_) => Err(Refusal::parse_error("the body is JSON, but no object")),
        Err(error) => Err(Refusal::parse_error(&format!("the body is no JSON: {error}"))),
    }
}
