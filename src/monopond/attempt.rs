//! One attempt to send a fax, and what a reply says of it.

use xsd_runtime::types::jiff::Timestamp;
use xsd_runtime::types::{DateTime, Decimal};

use super::contract::v2_1::{ApiFaxMessageStatusResults, FaxError, FaxErrorAdapter, FaxResult};
use super::outcome;

/// Price of one page.
const CENTS_A_PAGE: i64 = 15;

/// An attempt that has ended.
#[derive(Debug)]
pub(super) struct Attempt {
    /// Why it did not succeed.
    pub(super) error: Option<FaxError>,
    /// Pages that reached the receiver.
    pub(super) pages: i32,
    /// From when to when the line was held; `None` where nobody picked up, or nobody was called.
    call: Option<(Timestamp, Timestamp)>,
}

impl Attempt {
    /// A call that delivered all pages.
    pub(super) fn delivered(pages: i32, started: Timestamp, ended: Timestamp) -> Self {
        Self { error: None, pages, call: Some((started, ended)) }
    }

    /// A call that failed.
    pub(super) fn failed(error: FaxError, started: Timestamp, ended: Timestamp) -> Self {
        let call = is_answered(&error).then_some((started, ended));
        Self { error: Some(error), pages: 0, call }
    }

    /// An attempt that ended before a call.
    pub(super) fn without_call(error: FaxError) -> Self {
        Self { error: Some(error), pages: 0, call: None }
    }

    pub(super) fn result(&self) -> FaxResult {
        match &self.error {
            None => FaxResult::Success,
            Some(error) if error.as_str().starts_with("BLOCK_") => FaxResult::Blocked,
            Some(_) => FaxResult::Failed,
        }
    }

    /// Time on the line in seconds; one that was begun counts.
    pub(super) fn seconds(&self) -> i32 {
        let seconds = self.call.map_or(0, |(started, ended)| {
            let held = ended.duration_since(started);
            held.as_secs().saturating_add(i64::from(held.subsec_nanos() > 0))
        });
        i32::try_from(seconds).unwrap_or(i32::MAX)
    }

    /// What a reply says of it, as the attempt of this number.
    pub(super) fn report(&self, number: usize, scheduled: DateTime) -> ApiFaxMessageStatusResults {
        let mut report = ApiFaxMessageStatusResults::new()
            .with_attempt(i32::try_from(number).unwrap_or(i32::MAX))
            .with_result(self.result())
            .with_cost(Decimal::new(i64::from(self.pages) * CENTS_A_PAGE, 2))
            .with_pages(self.pages)
            .with_total_fax_duration(self.seconds())
            .with_scheduled_start_time(scheduled);
        report.date_call_started = self.call.map(|(started, _)| started.into());
        report.date_call_ended = self.call.map(|(_, ended)| ended.into());
        report.error = self
            .error
            .as_ref()
            .map(|error| FaxErrorAdapter::new().with_code(error.clone()).with_name(outcome::name_of(error)));
        report
    }
}

/// Whether a machine picked up before the call ended so.
fn is_answered(error: &FaxError) -> bool {
    !matches!(error, FaxError::FaxBusy | FaxError::FaxNoAnswer | FaxError::FaxNumberUnobtainable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_that_was_begun_counts() {
        let at = |millisecond| Timestamp::from_millisecond(millisecond).unwrap();
        let seconds = |end| Attempt::delivered(1, at(0), at(end)).seconds();
        assert_eq!([0, 1, 999, 1000, 1001].map(seconds), [0, 1, 1, 1, 2]);
        assert_eq!(Attempt::failed(FaxError::FaxBusy, at(0), at(1000)).seconds(), 0);
    }
}
