//! What the service says when it refuses.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::Error;
use crate::rest::{Answer, seconds};

/// What the service says when it refuses. Secrets that it repeats are masked.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Refusal {
    /// What is wrong.
    pub kind: RefusalKind,
    /// What is wrong in a word or two, for people: it differs between versions.
    pub message: Option<String>,
    /// The same at more length, where it is not a matter of fields.
    pub detail: Option<String>,
    /// What it is about, such as an id.
    pub cause: Option<String>,
    /// For each field, with its path joined by dots, for each rule that it breaks, what is said of it. Rules are such as
    /// `required`, `type`, `enum`, `maximum`, `unique`. Of the number to send to, the field may be `document.to_number`:
    /// see [`field`](Self::field).
    pub fields: BTreeMap<String, BTreeMap<String, String>>,
    /// The server's name of the request; say it when asking for support.
    pub request_id: Option<String>,
    /// How long to wait before another request, if the server says it: the header `Retry-After`, seconds or a date (RFC 9110
    /// section 10.2.3).
    pub retry_after: Option<String>,
    /// The start of the body, whatever it is; at most 512 bytes.
    pub excerpt: String,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RefusalKind {
    /// 400: see [`Refusal::fields`].
    Invalid,
    /// 401: the credentials are wrong, or the token is over.
    Unauthorized,
    /// 402: no credit, no means of payment, or charges that have to be accepted.
    PaymentRequired,
    /// 403: this is not allowed.
    Forbidden,
    /// 404: there is no such thing, or it is somewhere else by now.
    NotFound,
    /// 405: the method is wrong.
    MethodNotAllowed,
    /// 409: somebody else has changed it at the same time.
    Conflict,
    /// 413, or 400 with the rule `maxSize` of the field `file`: the document is too large.
    TooLarge,
    /// 416: too many items, or there are no such bytes.
    RangeNotSatisfiable,
    /// 423: the account is disabled, or has expired.
    Locked,
    /// 429: too many requests. See [`Refusal::wait`].
    TooManyRequests,
    /// 500: the service failed, **or** did not handle a bad request, as of a fax that is in another folder.
    ServerError,
    /// 503: the service cannot reach its store.
    Unavailable,
    /// Any other status.
    Other,
}

impl RefusalKind {
    fn of(status: u16) -> Self {
        match status {
            400 => Self::Invalid,
            401 => Self::Unauthorized,
            402 => Self::PaymentRequired,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            409 => Self::Conflict,
            413 => Self::TooLarge,
            416 => Self::RangeNotSatisfiable,
            423 => Self::Locked,
            429 => Self::TooManyRequests,
            500 => Self::ServerError,
            503 => Self::Unavailable,
            _ => Self::Other,
        }
    }
}

impl fmt::Display for RefusalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "the request is invalid",
            Self::Unauthorized => "the credentials are wrong, or the token is over",
            Self::PaymentRequired => "credit, or a means of payment, is missing",
            Self::Forbidden => "this is not allowed",
            Self::NotFound => "there is no such thing",
            Self::MethodNotAllowed => "the method is wrong",
            Self::Conflict => "somebody else has changed it at the same time",
            Self::TooLarge => "the document is too large",
            Self::RangeNotSatisfiable => "too many items, or no such bytes",
            Self::Locked => "the account is disabled, or has expired",
            Self::TooManyRequests => "too many requests",
            Self::ServerError => "the service failed, or did not handle a bad request",
            Self::Unavailable => "the service cannot reach its store",
            Self::Other => "a status that is not documented",
        })
    }
}

/// The envelope of an error, as far as it is looked into.
#[derive(Default, Deserialize)]
struct ErrorEnvelope {
    message: Option<Value>,
    request_id: Option<Value>,
    #[serde(default)]
    data: Value,
}

impl Refusal {
    /// The answer, if its status is that of success.
    pub(super) fn check(answer: Answer) -> Result<Answer, Error> {
        answer.accepted(|answer| Self::new(answer, answer.status()))
    }

    /// Of an answer that stands for this status.
    pub(super) fn new(answer: &Answer, status: u16) -> Self {
        let envelope = answer.masked_json::<ErrorEnvelope>().unwrap_or_default();
        let mut fields = BTreeMap::new();
        let mut data = envelope.data;
        let text = |value: Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
        let mut word = |name| text(data.as_object_mut().and_then(|members| members.remove(name)));
        let (detail, cause) = (word("message"), word("cause"));
        if let Value::Object(members) = &data {
            collect("", members, &mut fields);
        }
        let is_too_large = fields.get("file").is_some_and(|rules| rules.contains_key("maxSize"));
        Self {
            kind: if is_too_large { RefusalKind::TooLarge } else { RefusalKind::of(status) },
            message: text(envelope.message),
            detail,
            cause,
            fields,
            request_id: text(envelope.request_id),
            retry_after: answer.header("retry-after").map(str::to_owned),
            excerpt: answer.excerpt(),
        }
    }

    /// What is said of a field of the request, by the rules that it breaks.
    ///
    /// The service says of some members of a fax, as of `to_number`, that they stand in `document`; they are found too.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&BTreeMap<String, String>> {
        self.fields.get(name).or_else(|| self.fields.get(&format!("document.{name}")))
    }

    /// How long to wait before another request, where the service says it in seconds.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        seconds(self.retry_after.as_deref())
    }
}

/// Puts what is said of fields below `path` into `fields`. Names of fields are joined already, or nested on older servers;
/// a rule is an object with a message.
fn collect(
    path: &str,
    members: &Map<String, Value>,
    fields: &mut BTreeMap<String, BTreeMap<String, String>>,
) {
    for (name, value) in members {
        let Value::Object(inner) = value else { continue };
        match inner.get("message") {
            Some(Value::String(message)) => {
                fields.entry(path.to_owned()).or_default().insert(name.clone(), message.clone());
            }
            _ => {
                let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect(&below, inner, fields);
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        for text in [&self.message, &self.detail, &self.cause].into_iter().flatten() {
            write!(f, "; {}", text.escape_debug())?;
        }
        for (field, rules) in &self.fields {
            for (rule, message) in rules {
                write!(
                    f,
                    "; `{}`: {} ({})",
                    field.escape_debug(),
                    message.escape_debug(),
                    rule.escape_debug()
                )?;
            }
        }
        if self.message.is_none() && !self.excerpt.is_empty() {
            write!(f, "; {}", self.excerpt.escape_debug())?;
        }
        if let Some(retry_after) = &self.retry_after {
            write!(f, "; to be asked again after {}", retry_after.escape_debug())?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
