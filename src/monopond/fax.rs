//! One fax, from the request to the result.

use std::sync::Arc;
use std::time::Duration;

use xsd_runtime::types::DateTime;
use xsd_runtime::types::jiff::Timestamp;

use super::attempt::Attempt;
use super::contract::v2_1::{
    ApiFaxMessage, ApiFaxMessageStatus, ApiFaxMessageStatusDetails, FaxError, FaxResolution, FaxStatusLevel,
    FaxUserStatus,
};
use super::limits::USUAL_PAGES;
use super::outcome::Outcome;
use crate::clock::{after, moment};

/// What the vendor prints on top of a fax unless told otherwise.
const HEADER_FORMAT: &str = "From %from%, To %to%|%a %b %d %H:%M %Y";
/// The name of the sender unless there is one.
const SEND_FROM: &str = "Fax";
/// How many times as long a slow fax is being sent.
const SLOW: u32 = 10;

/// A fax that was taken in.
#[derive(Debug)]
pub(super) struct Fax {
    pub(super) message_ref: Arc<str>,
    pub(super) send_ref: Option<Arc<str>>,
    pub(super) broadcast_ref: Option<Arc<str>>,
    send_to: String,
    details: ApiFaxMessageStatusDetails,
    /// As the request has it.
    scheduled: DateTime,
    start: Timestamp,
    deadline: Option<Timestamp>,
    pages: i32,
    outcome: Outcome,
    status: FaxUserStatus,
    /// When it came into this state.
    since: Timestamp,
    attempts: Vec<Attempt>,
}

/// The references that all faxes of a request have.
#[derive(Clone, Debug, Default)]
pub(super) struct RequestRefs {
    pub(super) send: Option<Arc<str>>,
    pub(super) broadcast: Option<Arc<str>>,
}

impl Fax {
    /// The fax of a message that is complete, with the number of its pages.
    pub(super) fn new(message: ApiFaxMessage, refs: &RequestRefs, pages: i32, now: Timestamp) -> Self {
        let outcome = if pages > message.max_fax_pages.unwrap_or(USUAL_PAGES) {
            Outcome::Refused(FaxError::DocumentExceedsPageLimit)
        } else {
            Outcome::of(&message.send_to, message.blocklists.as_ref())
        };
        let details = ApiFaxMessageStatusDetails::new()
            .with_send_from(message.send_from.unwrap_or_else(|| SEND_FROM.to_owned()))
            .with_resolution(message.resolution.unwrap_or(FaxResolution::Normal))
            .with_retries(message.retries.unwrap_or(0))
            .with_busy_retries(message.busy_retries.unwrap_or(0))
            .with_header_format(message.header_format.unwrap_or_else(|| HEADER_FORMAT.to_owned()));
        Self {
            message_ref: message.message_ref.into(),
            send_ref: refs.send.clone(),
            broadcast_ref: refs.broadcast.clone(),
            send_to: message.send_to,
            details,
            scheduled: message.scheduled_start_time.unwrap_or_else(|| now.into()),
            start: message.scheduled_start_time.map_or(now, moment),
            deadline: message.must_be_sent_before_date.map(moment),
            pages,
            outcome,
            status: FaxUserStatus::Pending,
            since: now,
            attempts: Vec::new(),
        }
    }

    /// Where it is.
    pub(super) fn status(&self) -> &FaxUserStatus {
        &self.status
    }

    /// The attempts that have ended.
    pub(super) fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// When it goes on by itself, if it stays for `pace` in each state.
    pub(super) fn due(&self, pace: Duration) -> Option<Timestamp> {
        let goes_on = match self.status {
            FaxUserStatus::Pending => Some(after(self.since, pace).max(self.start)),
            FaxUserStatus::Sending if self.outcome == Outcome::Slow => {
                Some(after(self.since, pace.saturating_mul(SLOW)))
            }
            FaxUserStatus::Paused | FaxUserStatus::Done | FaxUserStatus::Unknown(_) => None,
            _ => Some(after(self.since, pace)),
        };
        let cancelled = self.deadline.filter(|_| self.waits()).map(|deadline| deadline.max(self.since));
        goes_on.into_iter().chain(cancelled).min()
    }

    /// Goes on by itself: takes the one step that is due at `at`.
    pub(super) fn go_on(&mut self, at: Timestamp) {
        if self.waits() && self.deadline.is_some_and(|deadline| deadline <= at) {
            return self.end(Attempt::without_call(FaxError::FaxCancelled), at);
        }
        match self.status {
            FaxUserStatus::Pending => self.enter(FaxUserStatus::Processing, at),
            FaxUserStatus::Processing => match self.outcome.refusal().cloned() {
                Some(error) => self.end(Attempt::without_call(error), at),
                None => self.enter(FaxUserStatus::Queued, at),
            },
            FaxUserStatus::Queued => self.enter(FaxUserStatus::Starting, at),
            FaxUserStatus::Starting | FaxUserStatus::Resuming => self.enter(FaxUserStatus::Sending, at),
            FaxUserStatus::Sending => self.hang_up(at),
            FaxUserStatus::Pausing => self.enter(FaxUserStatus::Paused, at),
            FaxUserStatus::Stopping => self.end(Attempt::without_call(FaxError::FaxCancelled), at),
            FaxUserStatus::Finalizing => self.enter(FaxUserStatus::Done, at),
            FaxUserStatus::Paused | FaxUserStatus::Done | FaxUserStatus::Unknown(_) => {}
        }
    }

    /// Comes into a state.
    pub(super) fn enter(&mut self, status: FaxUserStatus, at: Timestamp) {
        self.status = status;
        self.since = at;
    }

    /// What a reply says about it at `level`.
    pub(super) fn report(&self, level: &FaxStatusLevel) -> ApiFaxMessageStatus {
        let mut report = ApiFaxMessageStatus::new()
            .with_message_ref(&*self.message_ref)
            .with_send_to(&*self.send_to)
            .with_status(self.status.clone());
        report.send_ref = self.send_ref.as_deref().map(str::to_owned);
        report.broadcast_ref = self.broadcast_ref.as_deref().map(str::to_owned);
        if matches!(level, FaxStatusLevel::Details | FaxStatusLevel::All) {
            report.fax_details = Some(self.details.clone());
        }
        if matches!(level, FaxStatusLevel::Results | FaxStatusLevel::All) {
            let attempts = (1..).zip(&self.attempts);
            report.fax_results =
                Some(attempts.map(|(number, attempt)| attempt.report(number, self.scheduled)).collect());
        }
        report
    }

    /// Whether it is neither sent yet nor over, so that its deadline counts.
    fn waits(&self) -> bool {
        matches!(
            self.status,
            FaxUserStatus::Pending
                | FaxUserStatus::Processing
                | FaxUserStatus::Queued
                | FaxUserStatus::Starting
                | FaxUserStatus::Pausing
                | FaxUserStatus::Paused
                | FaxUserStatus::Resuming
        )
    }

    /// The call is over: the fax is through, or called again, or has failed.
    fn hang_up(&mut self, at: Timestamp) {
        let Some(error) = self.outcome.error_of_call(self.attempts.len()) else {
            return self.end(Attempt::delivered(self.pages, self.since, at), at);
        };
        let calls_again = self.may_call_again_after(&error);
        let attempt = Attempt::failed(error, self.since, at);
        if calls_again {
            self.attempts.push(attempt);
            self.enter(FaxUserStatus::Queued, at);
        } else {
            self.end(attempt, at);
        }
    }

    /// Whether there are retries left of the kind that this error uses up.
    fn may_call_again_after(&self, error: &FaxError) -> bool {
        let (allowed, used) = if is_busy(error) {
            (self.details.busy_retries, self.failed_calls().filter(|error| is_busy(error)).count())
        } else {
            (self.details.retries, self.failed_calls().filter(|error| !is_busy(error)).count())
        };
        usize::try_from(allowed.unwrap_or(0)).is_ok_and(|allowed| used < allowed)
    }

    fn failed_calls(&self) -> impl Iterator<Item = &FaxError> {
        self.attempts.iter().filter_map(|attempt| attempt.error.as_ref())
    }

    fn end(&mut self, last: Attempt, at: Timestamp) {
        self.attempts.push(last);
        self.enter(FaxUserStatus::Finalizing, at);
    }
}

/// Whether a call counts against `BusyRetries`, and not against `Retries`.
fn is_busy(error: &FaxError) -> bool {
    matches!(error, FaxError::FaxBusy | FaxError::FaxNoAnswer)
}
