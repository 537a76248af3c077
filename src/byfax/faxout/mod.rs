//! Sending faxes and following them.
//!
//! `service` is the contract; `submission` reads requests to send, and `submit` takes them in; `faxes` finds faxes and moves
//! each from state to state as the clock goes; `change` is what users may do to them, and `report` says where they are.

mod change;
mod fax;
mod faxes;
mod limits;
mod list;
mod ready;
mod report;
mod selection;
mod service;
mod submission;
mod submit;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::byfax::covers::Covers;
use crate::byfax::documents::Documents;
use crate::clock::Clock;
use faxes::Faxes;

pub(crate) use service::Service;

/// The faxes of the account. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Faxout {
    clock: Clock,
    covers: Covers,
    documents: Documents,
    faxes: Arc<Mutex<Faxes>>,
}

impl Faxout {
    /// None so far; a fax stays in each state for `pace`.
    pub(super) fn new(clock: Clock, pace: Duration, covers: Covers, documents: Documents) -> Self {
        Self::with_room(clock, pace, covers, documents, limits::MOST_FAXES)
    }

    /// The same, of which at most `most` are kept.
    fn with_room(clock: Clock, pace: Duration, covers: Covers, documents: Documents, most: usize) -> Self {
        Self { clock, covers, documents, faxes: Arc::new(Mutex::new(Faxes::new(pace, most))) }
    }

    /// All faxes, as they are now.
    fn faxes(&self) -> MutexGuard<'_, Faxes> {
        // A panic under the lock would be a bug, and no reason to refuse everybody from then on.
        let mut faxes = self.faxes.lock().unwrap_or_else(PoisonError::into_inner);
        faxes.advance(self.clock.now());
        faxes
    }
}
