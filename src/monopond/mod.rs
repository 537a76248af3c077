//! A Monopond that keeps its faxes in memory.
//!
//! A request comes in by `api` (version 2.1) or `v2`, which both end in `operations`. `arguments` refuses what the
//! service would refuse; `sending` reads documents and `inheritance` completes messages; `faxes` finds faxes and moves
//! each fax from state to state as the clock goes; `report` says where they are. `outcome` holds what users may
//! choose, `limits` what memory may be used. Refusals become the faults of an operation in `refusal`.
//!
//! What no reply tells is taken and has no effect: the `Order` of documents, dithering, `CLI` and `TimeZone`. Replies tell
//! the number of a fax's pages, which is the same in any order; a preview is of one document.

mod api;
mod arguments;
mod attempt;
pub(crate) mod contract;
mod documents;
mod fax;
mod faxes;
mod file;
mod index;
mod inheritance;
mod limits;
mod merge;
mod mistakes;
mod operations;
pub(crate) mod outcome;
mod preview;
mod refusal;
mod report;
mod requests;
mod sending;
mod totals;
mod v2;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use crate::clock::Clock;
use contract::v2_1::{ApiFaxMessageStatus, FaxStatusLevel};
use documents::Documents;
use faxes::Faxes;
use limits::Limits;

pub(crate) use v2::V2;

/// A Monopond. Clones share its faxes.
#[derive(Clone)]
pub(crate) struct Monopond {
    clock: Clock,
    limits: Limits,
    state: Arc<Mutex<State>>,
}

/// What there is at a time.
struct State {
    now: Timestamp,
    faxes: Faxes,
    documents: Documents,
}

impl Monopond {
    /// One without faxes; a fax stays in each state for `pace`.
    pub(crate) fn new(clock: Clock, pace: Duration) -> Self {
        Self::with_limits(clock, pace, Limits::default())
    }

    fn with_limits(clock: Clock, pace: Duration, limits: Limits) -> Self {
        let state = State {
            now: clock.now(),
            faxes: Faxes::new(pace, limits.faxes),
            documents: Documents::new(limits),
        };
        Self { clock, limits, state: Arc::new(Mutex::new(state)) }
    }

    /// The faxes that became done since this was last asked, at level `results`.
    pub(crate) fn take_finished(&self) -> Vec<ApiFaxMessageStatus> {
        let mut state = self.state();
        state.faxes.take_finished().into_iter().map(|fax| fax.report(&FaxStatusLevel::Results)).collect()
    }

    /// Everything, as it is now.
    fn state(&self) -> MutexGuard<'_, State> {
        // A panic under the lock would be a bug, and no reason to refuse everybody from then on.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        state.now = now;
        state.faxes.advance(now);
        state.documents.forget_expired(now);
        state
    }
}

impl fmt::Debug for Monopond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monopond").field("clock", &self.clock).finish_non_exhaustive()
    }
}
