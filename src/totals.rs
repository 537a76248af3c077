//! Counts over several faxes.

use crate::contract::{
    ApiFaxMessageStatusResults, FaxResult, FaxResultsTotals, FaxStatusTotals, FaxUserStatus,
};
use crate::fax::Fax;

/// How many faxes are in each state that the sandbox knows.
pub(crate) fn by_status(faxes: &[&Fax]) -> FaxStatusTotals {
    let number_of = |status| count(faxes, |fax| *fax.status() == status);
    FaxStatusTotals::new()
        .with_pending(number_of(FaxUserStatus::Pending))
        .with_processing(number_of(FaxUserStatus::Processing))
        .with_queued(number_of(FaxUserStatus::Queued))
        .with_starting(number_of(FaxUserStatus::Starting))
        .with_sending(number_of(FaxUserStatus::Sending))
        .with_finalizing(number_of(FaxUserStatus::Finalizing))
        .with_done(number_of(FaxUserStatus::Done))
}

/// How many faxes ended in each way, and sums over their calls.
pub(crate) fn by_result(faxes: &[&Fax]) -> FaxResultsTotals {
    let number_of = |result| count(faxes, |fax| result_of(fax) == Some(&result));
    FaxResultsTotals::new()
        .with_success(number_of(FaxResult::Success))
        .with_blocked(number_of(FaxResult::Blocked))
        .with_failed(number_of(FaxResult::Failed))
        .with_total_attempts(sum(faxes, |_| Some(1)))
        .with_total_fax_duration(sum(faxes, |attempt| attempt.total_fax_duration))
        .with_total_pages(sum(faxes, |attempt| attempt.pages))
}

/// How the last call ended.
fn result_of(fax: &Fax) -> Option<&FaxResult> {
    fax.attempts().last()?.result.as_ref()
}

fn count(faxes: &[&Fax], has: impl Fn(&Fax) -> bool) -> i64 {
    faxes.iter().map(|fax| i64::from(has(fax))).sum()
}

fn sum(faxes: &[&Fax], of: impl Fn(&ApiFaxMessageStatusResults) -> Option<i32>) -> i64 {
    faxes.iter().flat_map(|fax| fax.attempts()).filter_map(of).map(i64::from).sum()
}
