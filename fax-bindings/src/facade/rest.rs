//! What the REST services have in common.

use std::fmt;

use super::Error;
use crate::rest;

/// What an error of a call means.
pub(super) fn error<R>(error: rest::Error<R>) -> Error
where
    R: fmt::Debug + fmt::Display + Send + Sync + 'static,
{
    match error.status() {
        Some(400..500) => Error::Refused(Box::new(error)),
        None if !error.may_have_been_sent() => Error::NotSent(Box::new(error)),
        _ => Error::Unclear(Box::new(error)),
    }
}

/// What an error of a question for a fax means.
pub(super) fn not_found_or<R>(error: rest::Error<R>) -> Error
where
    R: fmt::Debug + fmt::Display + Send + Sync + 'static,
{
    if error.status() == Some(404) { Error::NotFound } else { self::error(error) }
}
