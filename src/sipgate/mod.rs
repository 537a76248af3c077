//! A sipgate that keeps its faxes in memory.
//!
//! `routes` has the endpoints of the contract, whose requests `request` reads; `sessions` takes faxes, `history` keeps
//! them, and a `fax` shows at any time how far it has got. What is wrong is told by a `refusal`. `outcome` holds what
//! becomes of faxes, by their numbers, `lines` which lines there are.

mod credentials;
mod fax;
mod files;
mod filter;
mod history;
mod lines;
pub(crate) mod outcome;
mod refusal;
mod request;
mod routes;
mod sessions;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use xsd_runtime::soap::UsernameToken;
use xsd_runtime::types::jiff::Timestamp;

use crate::clock::Clock;
use crate::http::Address;
use credentials::Credentials;
use history::History;

pub(crate) use routes::{BASE, routes};

/// What the endpoints share. Clones share it too.
#[derive(Clone, Debug)]
pub(crate) struct Sipgate {
    clock: Clock,
    /// How long a fax stays in each state.
    pace: Duration,
    address: Address,
    credentials: Credentials,
    history: Arc<Mutex<History>>,
}

impl Sipgate {
    /// One without faxes, for whoever has these credentials.
    pub(crate) fn new(clock: &Clock, pace: Duration, credentials: &UsernameToken, address: Address) -> Self {
        Self {
            clock: clock.clone(),
            pace,
            address,
            credentials: Credentials::new(credentials),
            history: Arc::new(Mutex::new(History::new())),
        }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn history(&self) -> MutexGuard<'_, History> {
        // A panic under the lock would be a bug, and no reason to refuse everybody from then on.
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
