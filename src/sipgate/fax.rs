//! A fax, as far as it has got at a time.

use std::time::Duration;

use axum::body::Bytes;
use serde_json::{Value, json};
use xsd_runtime::types::jiff::Timestamp;

use super::lines::Line;
use super::outcome::{Call, Outcome};
use crate::clock::after;

/// How much longer what takes long takes.
const LONG: u32 = 10;

/// A fax that was queued.
#[derive(Clone, Debug)]
pub(super) struct Fax {
    pub(super) id: String,
    pub(super) line: &'static Line,
    pub(super) recipient: String,
    pub(super) filename: String,
    pub(super) created: Timestamp,
    pub(super) pages: usize,
    pub(super) outcome: Outcome,
    /// What its links are known by.
    pub(super) key: String,
    /// The PDF, while there is room for it.
    pub(super) document: Option<Bytes>,
    pub(super) flags: Flags,
    /// When it is in which state, in their order. The first one begins when it is created.
    agenda: Vec<(Timestamp, State)>,
}

/// What a user may change.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Flags {
    pub(super) note: String,
    pub(super) archived: bool,
    pub(super) read: bool,
    pub(super) starred: bool,
    pub(super) changed: Option<Timestamp>,
}

/// How far a fax has got.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum State {
    Scheduled,
    Pending,
    Sending,
    /// What no contract has.
    Confirming,
    Sent,
    Failed,
}

impl State {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "SCHEDULED",
            Self::Pending => "PENDING",
            Self::Sending => "SENDING",
            Self::Confirming => "CONFIRMING",
            Self::Sent => "SENT",
            Self::Failed => "FAILED",
        }
    }

    fn is_final(self) -> bool {
        matches!(self, Self::Sent | Self::Failed)
    }
}

/// What a fax is made of.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) line: &'static Line,
    pub(super) recipient: String,
    pub(super) filename: String,
    pub(super) document: Option<Bytes>,
    pub(super) pages: usize,
    pub(super) outcome: Outcome,
}

impl Fax {
    pub(super) fn new(order: Order, id: String, key: String, now: Timestamp, pace: Duration) -> Self {
        let Order { line, recipient, filename, document, pages, outcome } = order;
        let agenda = agenda(outcome, now, pace);
        Self {
            id,
            line,
            recipient,
            filename,
            created: now,
            pages,
            outcome,
            key,
            document,
            flags: Flags::default(),
            agenda,
        }
    }

    fn at(&self, now: Timestamp) -> (Timestamp, State) {
        let begun = self.agenda.iter().rev().find(|(begin, _)| *begin <= now);
        // A clock does not go back.
        begun.or(self.agenda.first()).copied().unwrap_or((self.created, State::Pending))
    }

    pub(super) fn state(&self, now: Timestamp) -> State {
        self.at(now).1
    }

    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        self.state(now).is_final()
    }

    /// Whether the history has it.
    pub(super) fn is_visible(&self, now: Timestamp) -> bool {
        self.outcome != Outcome::Hidden || self.state(now) != State::Pending
    }

    /// What to order to send it once more, from `line`.
    pub(super) fn again(&self, line: &'static Line) -> Order {
        Order {
            line,
            recipient: self.recipient.clone(),
            filename: self.filename.clone(),
            document: self.document.clone(),
            pages: self.pages,
            outcome: self.outcome,
        }
    }

    /// As the history shows it, with links below `url`.
    pub(super) fn to_json(&self, now: Timestamp, url: &str) -> Value {
        let (begin, state) = self.at(now);
        let modified = self.flags.changed.map_or(begin, |changed| changed.max(begin));
        let link = |what: &str| format!("{url}/sandbox/sipgate/{what}.pdf?key={}", self.key);
        json!({
            "id": self.id,
            "source": self.line.number,
            "target": self.recipient,
            "sourceAlias": self.line.alias,
            "targetAlias": "",
            "type": "FAX",
            "created": self.created.to_string(),
            "lastModified": modified.to_string(),
            "direction": "OUTGOING",
            "incoming": false,
            "status": self.call(state),
            "connectionIds": [self.line.id],
            "read": self.flags.read,
            "archived": self.flags.archived,
            "note": self.flags.note,
            "endpoints": [{ "type": "ROUTED", "endpoint": { "extension": self.line.id, "type": "FAX" } }],
            "starred": self.flags.starred,
            "labels": [],
            "faxStatusType": state.as_str(),
            "scheduled": (state == State::Scheduled).then(|| self.sent_from().to_string()),
            "documentUrl": self.document.is_some().then(|| link("document")),
            "reportUrl": state.is_final().then(|| link("report")),
            "previewUrl": null,
            "pageCount": self.pages,
        })
    }

    /// When it leaves the state `SCHEDULED`, or is created.
    fn sent_from(&self) -> Timestamp {
        let pending = self.agenda.iter().find(|(_, state)| *state == State::Pending);
        pending.map_or(self.created, |(begin, _)| *begin)
    }

    /// How the call went, which is no outcome of a fax.
    fn call(&self, state: State) -> &'static str {
        match (state, self.outcome) {
            (State::Sent, _) | (State::Failed, Outcome::Fails(Call::Pickup)) => "PICKUP",
            (State::Failed, Outcome::Fails(Call::Busy)) => "BUSY",
            _ => "NOPICKUP",
        }
    }
}

/// When a fax is in which state.
fn agenda(outcome: Outcome, now: Timestamp, pace: Duration) -> Vec<(Timestamp, State)> {
    let long = pace.saturating_mul(LONG);
    let (states, last): (&[(State, Duration)], State) = match outcome {
        Outcome::Slow => (&[(State::Pending, pace), (State::Sending, long)], State::Sent),
        Outcome::Scheduled => {
            (&[(State::Scheduled, long), (State::Pending, pace), (State::Sending, pace)], State::Sent)
        }
        Outcome::Novel => {
            (&[(State::Pending, pace), (State::Sending, pace), (State::Confirming, pace)], State::Sent)
        }
        Outcome::Fails(_) => (&[(State::Pending, pace), (State::Sending, pace)], State::Failed),
        Outcome::Sent | Outcome::Hidden | Outcome::Lost | Outcome::Refused(_) => {
            (&[(State::Pending, pace), (State::Sending, pace)], State::Sent)
        }
    };
    let mut begin = now;
    let mut agenda = Vec::with_capacity(states.len() + 1);
    for (state, lasts) in states {
        agenda.push((begin, *state));
        begin = after(begin, *lasts);
    }
    agenda.push((begin, last));
    agenda
}
