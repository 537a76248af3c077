//! The answer to a call.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use crate::decode::Decode;
use crate::error::DecodeError;
use crate::limits::Limits;
use crate::mask::Secrets;
use crate::name::Name;
use crate::raw::RawXml;
use crate::report::Report;
use crate::soap::header::decode_first;

/// What came back: the message itself, to which this derefs, the header blocks beside it, and a report of what was
/// skipped or tolerated while it was read.
#[derive(Clone)]
pub struct Reply<T> {
    value: T,
    headers: Vec<RawXml>,
    report: Report,
    /// Secrets of the request, which errors must not show.
    secrets: Secrets,
}

impl<T> Reply<T> {
    pub(super) fn new(value: T, headers: Vec<RawXml>, report: Report, secrets: Secrets) -> Self {
        Self { value, headers, report, secrets }
    }

    /// The message alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The message, the header blocks and the report.
    #[must_use]
    pub fn into_parts(self) -> (T, Vec<RawXml>, Report) {
        (self.value, self.headers, self.report)
    }

    /// The header blocks in the order of the message.
    #[must_use]
    pub fn headers(&self) -> &[RawXml] {
        &self.headers
    }

    /// The first header block called `name` as a typed value; `None` without one.
    ///
    /// # Errors
    /// The inner result is one where the block does not hold an `H`.
    #[must_use]
    pub fn header<H: Decode>(&self, name: Name) -> Option<Result<H, DecodeError>> {
        decode_first(&self.headers, name, &Limits::default(), &self.secrets)
    }

    /// `text` with `***` for each secret of the request that it repeats, for whoever makes an error of a message that
    /// came as a reply.
    #[must_use]
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.secrets.mask(text)
    }

    /// What was skipped or tolerated.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Message, header blocks and report.
impl<T: PartialEq> PartialEq for Reply<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.headers == other.headers && self.report == other.report
    }
}

impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("value", &self.value)
            .field("headers", &self.headers)
            .field("report", &self.report)
            .finish()
    }
}
