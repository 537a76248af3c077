//! A fax in the queue.

use std::time::Duration;

use serde_json::{Value, json};
use xsd_runtime::types::jiff::Timestamp;

use super::Document;
use super::file::File;
use super::gregorian::gregorian;
use super::outcome::{Failure, Outcome};
use super::stored::{Folder, Stored};
use crate::clock::after;

/// How many times as long a slow fax is being sent.
const SLOW: u32 = 10;
/// What the service says it waits for between two attempts, in seconds; the sandbox waits as long as in any state.
const RETRY_AFTER: u32 = 300;

/// Where a fax is on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Status {
    /// An uploaded document is stored.
    Attaching,
    /// The same, of a fax by email.
    AttachingMail,
    Pending,
    Locked,
    Processing,
    /// Out of the queue, and not in the outbox yet.
    Moving,
    Completed,
    Failed,
}

impl Status {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Attaching => "attaching_files",
            Self::AttachingMail => "attaching files",
            Self::Pending => "pending",
            Self::Locked => "locked",
            Self::Processing => "processing",
            Self::Moving | Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }
}

/// A fax in the queue.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) id: String,
    pub(super) created: Timestamp,
    /// What was asked for, and what is filled in for all.
    document: Document,
    file: File,
    outcome: Outcome,
    status: Status,
    /// When it came into this state.
    since: Timestamp,
    attempts: u32,
    /// What came of the last attempt.
    result: Option<Document>,
    waits_to_retry: bool,
}

impl Job {
    /// One that was taken in now, as `status` says.
    pub(super) fn new(
        id: String,
        now: Timestamp,
        document: Document,
        file: File,
        outcome: Outcome,
        status: Status,
    ) -> Self {
        Self {
            id,
            created: now,
            document,
            file,
            outcome,
            status,
            since: now,
            attempts: 0,
            result: None,
            waits_to_retry: false,
        }
    }

    /// Bytes that it takes, more or less.
    pub(super) fn weight(&self) -> usize {
        self.file.bytes.len() + Value::from(self.document.clone()).to_string().len()
    }

    /// Whether the queue shows it.
    pub(super) fn is_visible(&self) -> bool {
        self.status != Status::Moving
    }

    /// When it goes on by itself, if it stays for `pace` in each state.
    pub(super) fn due(&self, pace: Duration) -> Option<Timestamp> {
        match self.status {
            Status::Completed | Status::Failed => None,
            Status::Attaching | Status::AttachingMail | Status::Pending if self.outcome == Outcome::Stuck => {
                None
            }
            Status::Processing if self.outcome == Outcome::Slow => {
                Some(after(self.since, pace.saturating_mul(SLOW)))
            }
            _ => Some(after(self.since, pace)),
        }
    }

    /// Takes the one step that is due at `at`.
    pub(super) fn go_on(&mut self, at: Timestamp) {
        let next = match self.status {
            Status::Attaching | Status::AttachingMail => Status::Pending,
            Status::Pending => Status::Locked,
            Status::Locked => Status::Processing,
            Status::Processing => self.hang_up(at),
            Status::Moving | Status::Completed => Status::Completed,
            Status::Failed => Status::Failed,
        };
        self.status = next;
        self.since = at;
    }

    /// Where it is after the attempt.
    fn hang_up(&mut self, at: Timestamp) -> Status {
        let failure = self.outcome.failure_after(self.attempts);
        self.attempts += 1;
        self.result = Some(self.result_of(failure, at));
        match failure {
            None if self.outcome == Outcome::Hidden => Status::Moving,
            None => Status::Completed,
            Some(_) if self.retries() > self.attempts => {
                self.waits_to_retry = true;
                Status::Pending
            }
            Some(_) => Status::Failed,
        }
    }

    /// How many attempts there are at most; without any the first one is made all the same.
    fn retries(&self) -> u32 {
        let retries = self.document.get("retries").and_then(Value::as_u64);
        retries.and_then(|retries| u32::try_from(retries).ok()).unwrap_or(1)
    }

    /// The members are those that a server writes: some for what went wrong in itself, others, partly as text, for what a
    /// machine answered.
    fn result_of(&self, failure: Option<Failure>, at: Timestamp) -> Document {
        let seconds = at.duration_since(self.created).as_secs();
        let pages = self.file.pages();
        let result = match failure {
            Some(failure) if failure.is_local() => json!({
                "success": false,
                "result_code": failure.code,
                "result_text": failure.text,
                "pages_sent": 0,
                "time_elapsed": seconds,
                "fax_bad_rows": 0,
                "fax_speed": 0,
                "fax_receiver_id": "",
                "fax_error_correction": false,
            }),
            Some(failure) => json!({
                "success": false,
                "result_code": failure.code,
                "result_cause": failure.cause,
                "result_text": failure.text,
                "transferred_pages": "0",
                "total_pages": pages.to_string(),
                "time_elapsed": seconds,
            }),
            None => json!({
                "success": true,
                "result_code": 200,
                "result_cause": "NORMAL_CLEARING",
                "transferred_pages": pages.to_string(),
                "total_pages": pages.to_string(),
                "bad_rows": "0",
                "transfer_rate": "14400",
                "ecm_used": "on",
                "t38_used": false,
                "remote_station_id": self.text("to_number"),
                "time_elapsed": seconds,
            }),
        };
        into_document(result)
    }

    fn text(&self, member: &str) -> &str {
        self.document.get(member).and_then(Value::as_str).unwrap_or_default()
    }

    /// As create shows it.
    pub(super) fn document(&self) -> Document {
        let mut document = self.document.clone();
        document.insert("id".to_owned(), self.id.clone().into());
        document.insert("attempts".to_owned(), self.attempts.into());
        let result = self.result.clone().unwrap_or_else(no_result);
        document.insert("tx_result".to_owned(), result.into());
        if self.waits_to_retry {
            document.insert("retry_after".to_owned(), RETRY_AFTER.into());
        }
        document
    }

    /// As the queue shows it.
    pub(super) fn details(&self) -> Document {
        let mut document = self.document();
        document.insert("created".to_owned(), gregorian(self.created).into());
        document.insert("delivered".to_owned(), "undefined".into());
        let status = match (self.status, self.outcome) {
            (Status::Processing, Outcome::Live) => format!("Sent Page 1 of {}", self.file.pages()),
            (status, _) => status.as_str().to_owned(),
        };
        document.insert("status".to_owned(), status.into());
        document
    }

    /// As the list of the queue shows it.
    pub(super) fn summary(&self) -> Document {
        let mut summary = into_document(json!({
            "id": self.id,
            "status": self.status.as_str(),
            "from": self.text("from_number"),
            "to": self.text("to_number"),
            "created": gregorian(self.created),
            "attempts": self.attempts,
        }));
        if let Some(id) = self.document.get("faxbox_id") {
            summary.insert("faxbox_id".to_owned(), id.clone());
        }
        summary
    }

    /// What it becomes in the outbox, once it is over.
    pub(super) fn archived(&self) -> Option<Stored> {
        let status = match self.status {
            Status::Completed | Status::Failed => self.status.as_str(),
            _ => return None,
        };
        let id = format!("{}-{}", self.created.strftime("%Y%m"), self.id);
        let file = Some(self.file.clone());
        Some(Stored::new(id, Folder::Outbox, status, self.document(), file, (self.created, self.since)))
    }
}

/// What stands in the place of a result before the first attempt.
fn no_result() -> Document {
    into_document(json!({
        "error_message": "",
        "fax_bad_rows": 0,
        "fax_error_correction": false,
        "fax_receiver_id": "",
        "fax_speed": 0,
        "pages_sent": 0,
        "success": false,
        "time_elapsed": 0,
    }))
}

/// The members of what is an object.
pub(super) fn into_document(value: Value) -> Document {
    match value {
        Value::Object(members) => members,
        _ => Document::new(),
    }
}
