//! Counts over several faxes.

use super::contract::v2_1::{FaxResult, FaxResultsTotals, FaxStatusTotals, FaxUserStatus};
use super::fax::Fax;

/// How many faxes are in each state: zeros for the seven that every contract has, nothing for the four others.
pub(super) fn by_status(faxes: &[&Fax]) -> FaxStatusTotals {
    let mut totals = FaxStatusTotals::new()
        .with_pending(0)
        .with_processing(0)
        .with_queued(0)
        .with_starting(0)
        .with_sending(0)
        .with_finalizing(0)
        .with_done(0);
    for fax in faxes {
        if let Some(counter) = counter(&mut totals, fax.status()) {
            *counter.get_or_insert(0) += 1;
        }
    }
    totals
}

fn counter<'t>(totals: &'t mut FaxStatusTotals, status: &FaxUserStatus) -> Option<&'t mut Option<i64>> {
    Some(match status {
        FaxUserStatus::Pending => &mut totals.pending,
        FaxUserStatus::Processing => &mut totals.processing,
        FaxUserStatus::Queued => &mut totals.queued,
        FaxUserStatus::Starting => &mut totals.starting,
        FaxUserStatus::Sending => &mut totals.sending,
        FaxUserStatus::Pausing => &mut totals.pausing,
        FaxUserStatus::Paused => &mut totals.paused,
        FaxUserStatus::Resuming => &mut totals.resuming,
        FaxUserStatus::Stopping => &mut totals.stopping,
        FaxUserStatus::Finalizing => &mut totals.finalizing,
        FaxUserStatus::Done => &mut totals.done,
        FaxUserStatus::Unknown(_) => return None,
    })
}

/// How many faxes that are done ended in each way, and sums over all attempts.
pub(super) fn by_result(faxes: &[&Fax]) -> FaxResultsTotals {
    let done = || faxes.iter().filter(|fax| *fax.status() == FaxUserStatus::Done);
    let number_of = |result: &FaxResult| count(done().filter(|fax| result_of(fax).as_ref() == Some(result)));
    let attempts = || faxes.iter().flat_map(|fax| fax.attempts());
    FaxResultsTotals::new()
        .with_success(number_of(&FaxResult::Success))
        .with_blocked(number_of(&FaxResult::Blocked))
        .with_failed(number_of(&FaxResult::Failed))
        .with_total_attempts(count(attempts()))
        .with_total_fax_duration(attempts().map(|attempt| i64::from(attempt.seconds())).sum::<i64>())
        .with_total_pages(attempts().map(|attempt| i64::from(attempt.pages)).sum::<i64>())
}

/// How the last attempt ended.
fn result_of(fax: &Fax) -> Option<FaxResult> {
    Some(fax.attempts().last()?.result())
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}
