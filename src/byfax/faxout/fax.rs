//! One fax, from the request to the result.

use std::sync::Arc;
use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use super::change::Change;
use super::submission::Recipient;
use crate::byfax::common::StateCodes;
use crate::byfax::contract::faxout::StateRecipient;
use crate::byfax::outcome::Outcome;
use crate::clock::after;

/// How many times as long a slow fax is being sent.
const SLOW: u32 = 10;

/// A fax that was taken in.
#[derive(Debug)]
pub(super) struct Fax {
    pub(super) message_ref: Arc<str>,
    pub(super) broadcast_ref: Arc<str>,
    pub(super) send_ref: Option<Arc<str>>,
    pub(super) number: String,
    pub(super) pages: u32,
    pub(super) created: Timestamp,
    /// When it may be sent.
    start: Timestamp,
    /// Further calls when nobody answers or the number is busy.
    retries: u32,
    outcome: Outcome,
    state: StateRecipient,
    /// When it came into this state.
    since: Timestamp,
    /// Calls so far, and how many of them were made before it was submitted again.
    calls: u32,
    earlier_calls: u32,
    /// How the last call ended, or why there is none.
    reason: Option<StateCodes>,
    last_call: Option<Call>,
}

/// A call that somebody answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    pub(super) started: Timestamp,
    pub(super) ended: Timestamp,
}

/// What all faxes of a broadcast have in common.
#[derive(Clone, Debug)]
pub(super) struct Common {
    pub(super) broadcast_ref: Arc<str>,
    /// For recipients that have none of their own.
    pub(super) send_ref: Option<Arc<str>>,
    pub(super) created: Timestamp,
    pub(super) start: Timestamp,
    pub(super) retries: u32,
    pub(super) pages: u32,
}

impl Fax {
    /// The fax to a recipient who has a reference.
    pub(super) fn new(common: &Common, recipient: &Recipient) -> Self {
        let Common { broadcast_ref, send_ref, created, start, retries, pages } = common.clone();
        let Recipient { message_ref, send_ref: own, number } = recipient;
        Self {
            message_ref: message_ref.as_deref().unwrap_or_default().into(),
            broadcast_ref,
            send_ref: own.as_deref().map(Into::into).or(send_ref),
            outcome: Outcome::of(number),
            number: number.clone(),
            pages,
            created,
            start,
            retries,
            state: StateRecipient::Pending,
            since: created,
            calls: 0,
            earlier_calls: 0,
            reason: None,
            last_call: None,
        }
    }

    pub(super) fn state(&self) -> &StateRecipient {
        &self.state
    }

    /// Calls so far.
    pub(super) fn calls(&self) -> u32 {
        self.calls
    }

    /// How the last call ended, or why there was none.
    pub(super) fn reason(&self) -> Option<&StateCodes> {
        self.reason.as_ref()
    }

    /// The last call that somebody answered.
    pub(super) fn last_call(&self) -> Option<Call> {
        self.last_call
    }

    /// Whether it waits for the time at which it is to be sent.
    pub(super) fn is_delayed(&self, now: Timestamp) -> bool {
        self.state == StateRecipient::Pending && self.start > now
    }

    /// Whether its pages are ready to be sent, or to be looked at.
    pub(super) fn is_prepared(&self) -> bool {
        !matches!(self.state, StateRecipient::Pending | StateRecipient::Preparing)
    }

    /// Whether it has ended, one way or the other.
    pub(super) fn is_over(&self) -> bool {
        self.ended().is_some()
    }

    /// When it ended.
    pub(super) fn ended(&self) -> Option<Timestamp> {
        use StateRecipient as State;
        matches!(self.state, State::Success | State::Failed | State::Aborted | State::Cancelled)
            .then_some(self.since)
    }

    /// When it goes on by itself, if it stays for `pace` in each state.
    pub(super) fn due(&self, pace: Duration) -> Option<Timestamp> {
        match self.state {
            StateRecipient::Pending => Some(after(self.since, pace).max(self.start)),
            StateRecipient::Delivering if self.outcome == Outcome::Slow => {
                Some(after(self.since, pace.saturating_mul(SLOW)))
            }
            StateRecipient::Paused => None,
            _ if self.is_over() => None,
            _ => Some(after(self.since, pace)),
        }
    }

    /// Goes on by itself: takes the one step that is due at `at`.
    pub(super) fn go_on(&mut self, at: Timestamp) {
        use StateRecipient as State;
        match self.state {
            State::Pending => self.enter(State::Preparing, at),
            State::Preparing => match self.outcome.refusal().cloned() {
                Some(code) => self.enter_for(State::Failed, code, at),
                None => self.enter(State::Ready, at),
            },
            State::Ready => self.enter(State::Submitting, at),
            State::Submitting => self.enter(State::Submitted, at),
            State::Submitted => self.enter(State::Delivering, at),
            State::Delivering => self.hang_up(at),
            State::Pausing => self.enter(State::Paused, at),
            State::Resuming => self.enter(State::Pending, at),
            State::Cancelling => self.enter_for(State::Cancelled, StateCodes::QueueTaskAborted, at),
            State::Aborting => self.enter_for(State::Aborted, StateCodes::CallAborted, at),
            _ => {}
        }
    }

    /// Does what a user asks for, or says why that cannot be done.
    pub(super) fn change(&mut self, change: Change, at: Timestamp) -> Result<(), StateCodes> {
        let state = change.target(&self.state)?;
        if change == Change::Resubmit {
            self.earlier_calls = self.calls;
            self.reason = None;
        }
        self.enter(state, at);
        Ok(())
    }

    fn enter(&mut self, state: StateRecipient, at: Timestamp) {
        self.state = state;
        self.since = at;
    }

    fn enter_for(&mut self, state: StateRecipient, reason: StateCodes, at: Timestamp) {
        self.reason = Some(reason);
        self.enter(state, at);
    }

    /// The call is over: the fax is through, or called again, or has failed.
    fn hang_up(&mut self, at: Timestamp) {
        let error = self.outcome.error_of_call(self.calls);
        self.calls += 1;
        if !error.as_ref().is_some_and(is_unanswered) {
            self.last_call = Some(Call { started: self.since, ended: at });
        }
        match error {
            None => self.enter_for(StateRecipient::Success, StateCodes::Success, at),
            Some(code) if may_retry(&code) && self.calls - self.earlier_calls <= self.retries => {
                self.enter_for(StateRecipient::Ready, code, at);
            }
            Some(code) => self.enter_for(StateRecipient::Failed, code, at),
        }
    }
}

/// Whether nobody picked up before a call ended so.
fn is_unanswered(code: &StateCodes) -> bool {
    may_retry(code) || *code == StateCodes::NumberUnobtainable
}

/// Whether calling again may help.
fn may_retry(code: &StateCodes) -> bool {
    matches!(code, StateCodes::Busy | StateCodes::NoAnswer)
}
