//! A Kazoo that keeps its faxes in memory: the faxes of its version 2, with what belongs to them.
//!
//! `routes` has the paths, and `answer` what is the same for all of them: whom to let in, the bucket of requests, the
//! envelope. Behind it, `faxes` holds the queue, inbox and outbox, moved by the clock; `faxboxes` and `smtplog` what
//! stands beside them. Documents are JSON objects and stay what they were, since the service keeps members that it does
//! not know. What is wrong is a `Refusal`, with `Findings` where it is a matter of fields.

mod account;
mod answer;
mod attachment;
mod bucket;
mod check;
mod faxboxes;
mod faxes;
mod file;
mod findings;
mod gregorian;
mod job;
mod list;
mod login;
mod multipart;
pub(crate) mod outcome;
mod received;
mod refusal;
mod reply;
mod request;
mod restrictions;
mod routes;
mod send;
mod smtplog;
mod stored;
mod tokens;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value};
use xsd_runtime::soap::UsernameToken;

use crate::clock::Clock;
use account::Account;
use bucket::Bucket;
use faxboxes::Faxboxes;
use faxes::Faxes;
use smtplog::SmtpLog;
use tokens::Tokens;

pub(crate) use received::{Mail, Order};
pub(crate) use routes::routes;

/// A document as the service keeps it: members that nobody knows stay in it.
type Document = Map<String, Value>;

/// A Kazoo. Clones share what it holds.
#[derive(Clone, Debug)]
pub(crate) struct Kazoo {
    clock: Clock,
    account: Arc<Account>,
    state: Arc<Mutex<State>>,
}

/// What changes.
#[derive(Debug)]
struct State {
    /// How many requests there were.
    requests: u64,
    bucket: Option<Bucket>,
    tokens: Tokens,
    faxes: Faxes,
    faxboxes: Faxboxes,
    smtplog: SmtpLog,
}

impl Kazoo {
    /// One without faxes, for whoever has these credentials. A fax stays in each state for `pace`; the bucket of requests
    /// has `bucket` tokens, or no bottom.
    pub(crate) fn new(
        clock: &Clock,
        pace: Duration,
        credentials: &UsernameToken,
        bucket: Option<u32>,
    ) -> Self {
        let state = State {
            requests: 0,
            bucket: bucket.map(|tokens| Bucket::new(tokens, clock.now())),
            tokens: Tokens::default(),
            faxes: Faxes::new(pace),
            faxboxes: Faxboxes::default(),
            smtplog: SmtpLog::default(),
        };
        Self {
            clock: clock.clone(),
            account: Arc::new(Account::new(credentials)),
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// What it holds, at this moment.
    fn state(&self) -> MutexGuard<'_, State> {
        // A panic under the lock would be a bug, and no reason to refuse everybody from then on.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.faxes.advance(self.clock.now());
        state
    }
}
