//! What the service says when it refuses.

use std::fmt;
use std::time::Duration;

use serde::Deserialize;

use super::types::ErrorItem;
use crate::rest::{Answer, null_is_default, seconds};

/// What the service says when it refuses. Secrets that it repeats are masked.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Refusal {
    /// What is wrong.
    pub kind: RefusalKind,
    /// What the body says, one by one, if it has the shape that the vendor's other operations have. Often empty.
    pub errors: Vec<ErrorItem>,
    /// How long to wait before another request: the header `Retry-After`, seconds or a date (RFC 9110 section 10.2.3).
    pub retry_after: Option<String>,
    /// The start of the body, whatever it is; at most 512 bytes.
    pub excerpt: String,
}

/// The rows of the vendor's table of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RefusalKind {
    /// 400: a member is empty or blank, or a time is invalid.
    BadRequest,
    /// 401: token id or token are wrong.
    Unauthorized,
    /// 402: the balance is too low.
    PaymentRequired,
    /// 403: the fax line may not be used, faxes are not booked, a scope is missing, or a password is due to be reset.
    Forbidden,
    /// 404: the address is wrong; of the history, there is no such entry.
    NotFound,
    /// 405: the method is wrong.
    MethodNotAllowed,
    /// 407 to a fax: the number of the recipient is invalid.
    InvalidRecipient,
    /// 415: the body is not said to be JSON.
    UnsupportedMediaType,
    /// 429: too many requests. See [`Refusal::wait`].
    TooManyRequests,
    /// 500: the service failed, **or** did not handle a bad request. Whether a fax was queued has to be looked up.
    ServerError,
    /// Any other status.
    Other,
}

impl RefusalKind {
    fn of(status: u16, is_fax: bool) -> Self {
        match status {
            400 => Self::BadRequest,
            401 => Self::Unauthorized,
            402 => Self::PaymentRequired,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            407 if is_fax => Self::InvalidRecipient,
            415 => Self::UnsupportedMediaType,
            429 => Self::TooManyRequests,
            500 => Self::ServerError,
            _ => Self::Other,
        }
    }
}

impl fmt::Display for RefusalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadRequest => "a member is empty or invalid",
            Self::Unauthorized => "token id or token are wrong",
            Self::PaymentRequired => "the balance is too low",
            Self::Forbidden => "this is not allowed: by the fax line, the bookings, the token's scopes or the user's password",
            Self::NotFound => "there is no such thing",
            Self::MethodNotAllowed => "the method is wrong",
            Self::InvalidRecipient => "the number of the recipient is invalid",
            Self::UnsupportedMediaType => "the body is not said to be JSON",
            Self::TooManyRequests => "too many requests",
            Self::ServerError => "the service failed, or did not handle a bad request",
            Self::Other => "a status that is not documented",
        })
    }
}

impl Refusal {
    /// What an answer says; `is_fax` where a fax was to be queued.
    pub(super) fn new(answer: &Answer, is_fax: bool) -> Self {
        #[derive(Default, Deserialize)]
        struct ErrorBody {
            #[serde(default, deserialize_with = "null_is_default")]
            errors: Vec<ErrorItem>,
        }
        Self {
            kind: RefusalKind::of(answer.status(), is_fax),
            errors: answer.masked_json::<ErrorBody>().unwrap_or_default().errors,
            retry_after: answer.header("retry-after").map(str::to_owned),
            excerpt: answer.excerpt(),
        }
    }

    /// How long to wait before another request, where the service says it in seconds.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        seconds(self.retry_after.as_deref())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        for error in &self.errors {
            let pointer = error.source.as_ref().and_then(|source| source.pointer.as_deref());
            for text in [error.title.as_deref(), error.detail.as_deref(), pointer].into_iter().flatten() {
                write!(f, "; {}", text.escape_debug())?;
            }
        }
        if self.errors.is_empty() && !self.excerpt.is_empty() {
            write!(f, "; {}", self.excerpt.escape_debug())?;
        }
        if let Some(retry_after) = &self.retry_after {
            write!(f, "; to be asked again after {}", retry_after.escape_debug())?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
