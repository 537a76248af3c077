//! What is around the data of every reply.

use std::ops::{Deref, DerefMut};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Error, Extra, Refusal, Secret, StartKey};
use crate::rest::Answer;

/// Members that servers write as the text `undefined` where there is nothing.
const UNDEFINED: [&str; 4] = ["created", "delivered", "fax_timezone", "timestamp"];

/// A reply: the data, to which it derefs, and what the server says beside it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Envelope<T> {
    /// What was asked for.
    pub data: T,
    /// What the server says beside it.
    #[serde(flatten)]
    pub meta: Meta,
}

/// What the server says beside the data of a reply.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Meta {
    /// The server's name of the request; say it when asking for support.
    pub request_id: Option<String>,
    /// Revision of the document, or `automatic` for lists.
    pub revision: Option<String>,
    /// Time of the server, ISO 8601.
    pub timestamp: Option<String>,
    /// Version of the server.
    pub version: Option<String>,
    /// The server that answered.
    pub node: Option<String>,
    /// The bucket of requests.
    pub tokens: Option<Tokens>,
    /// Items of this page, in lists.
    #[serde(default, deserialize_with = "number_or_text")]
    pub page_size: Option<u64>,
    /// Where this page begins, in lists.
    pub start_key: Option<StartKey>,
    /// Where the next page begins, in lists; `None` on the last one.
    pub next_start_key: Option<StartKey>,
    status: Option<String>,
    /// The token that was used, or the new one of a login.
    pub(super) auth_token: Option<Secret>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The bucket of requests: each takes a token, and they come back with time.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Tokens {
    /// What this request took.
    pub consumed: Option<i64>,
    /// What is left.
    pub remaining: Option<i64>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: Extra,
}

impl<T> Envelope<T> {
    /// The data alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.data
    }
}

/// The reply that an answer is whose status is that of success. One that says `error` all the same is a refusal.
pub(super) fn read<T: DeserializeOwned>(answer: &Answer) -> Result<Envelope<T>, Error> {
    let mut envelope: Envelope<Value> = answer.json()?;
    if envelope.meta.status.as_deref().is_some_and(|status| matches!(status, "error" | "fatal")) {
        let status =
            envelope.meta.extra.get("error").and_then(Value::as_str).and_then(|code| code.parse().ok());
        let status = status.unwrap_or(answer.status());
        return Err(Error::Refused { status, refusal: Box::new(Refusal::new(answer, status)) });
    }
    let documents = match &mut envelope.data {
        Value::Array(items) => items.iter_mut().collect(),
        one => vec![one],
    };
    documents.into_iter().for_each(tidy);
    let data = serde_path_to_error::deserialize(envelope.data).map_err(|error| {
        let path = error.path().to_string();
        answer.not_understood(match path.as_str() {
            "." => format!("{} at `data`", error.into_inner()),
            path => format!("{} at `data`, in it `{path}`", error.into_inner()),
        })
    })?;
    Ok(Envelope { data, meta: envelope.meta })
}

/// Takes away what stands for nothing, and gives a record that is shown as it is stored its `id`.
fn tidy(document: &mut Value) {
    let Value::Object(members) = document else { return };
    for name in UNDEFINED {
        if members.get(name).is_some_and(|value| value == "undefined") {
            members.remove(name);
        }
    }
    if members.get("id").is_none_or(Value::is_null)
        && let Some(id) = members.get("_id").cloned()
    {
        members.insert("id".to_owned(), id);
    }
}

/// Replies in chunks have their numbers as text.
fn number_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let value = Option::<Value>::deserialize(deserializer)?;
    Ok(value.and_then(|value| match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64(),
    }))
}

impl<T> Deref for Envelope<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T> DerefMut for Envelope<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.data
    }
}
