//! The answer to a call.

use std::ops::Deref;

use crate::decode::Decode;
use crate::error::DecodeError;
use crate::name::Name;
use crate::raw::RawXml;
use crate::report::Report;

/// What came back: the message itself, to which this derefs, the header blocks beside it, and a report of what was
/// skipped or tolerated while it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply<T> {
    value: T,
    headers: Vec<RawXml>,
    report: Report,
}

impl<T> Reply<T> {
    pub(super) fn new(value: T, headers: Vec<RawXml>, report: Report) -> Self {
        Self { value, headers, report }
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
        self.headers.iter().find(|block| *block.name() == name).map(RawXml::decode)
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
