//! One fax, from the request to the result.

use xsd_runtime::types::jiff::{SignedDuration, Timestamp};
use xsd_runtime::types::{DateTime, Decimal};

use crate::contract::{
    ApiFaxDocument, ApiFaxMessage, ApiFaxMessageStatus, ApiFaxMessageStatusDetails,
    ApiFaxMessageStatusResults, FaxResolution, FaxResult, FaxStatusLevel, FaxStatusRequest, FaxUserStatus,
    SendFaxRequest,
};

/// What the vendor prints on top of a fax unless told otherwise.
const HEADER_FORMAT: &str = "From %from%, To %to%|%a %b %d %H:%M %Y";
/// Transmission of one page.
const SECONDS_A_PAGE: i32 = 30;
/// Price of one page.
const CENTS_A_PAGE: i64 = 15;

/// A fax that was taken in.
pub(crate) struct Fax {
    message_ref: String,
    send_ref: Option<String>,
    broadcast_ref: Option<String>,
    send_to: String,
    status: FaxUserStatus,
    details: ApiFaxMessageStatusDetails,
    attempts: Vec<ApiFaxMessageStatusResults>,
    scheduled: DateTime,
    pages: i32,
}

impl Fax {
    /// The fax that `message` asks for; what it leaves out comes from the request.
    pub(crate) fn new(request: &SendFaxRequest, message: &ApiFaxMessage) -> Self {
        let scheduled = message.scheduled_start_time.or(request.scheduled_start_time);
        Self {
            message_ref: message.message_ref.clone(),
            send_ref: request.send_ref.clone(),
            broadcast_ref: request.broadcast_ref.clone(),
            send_to: message.send_to.trim().to_owned(),
            status: FaxUserStatus::Pending,
            details: details(request, message),
            attempts: Vec::new(),
            scheduled: scheduled.unwrap_or_else(|| Timestamp::now().into()),
            pages: i32::try_from(documents_of(request, message).len()).unwrap_or(i32::MAX),
        }
    }

    /// Where it is now.
    pub(crate) fn status(&self) -> &FaxUserStatus {
        &self.status
    }

    /// The calls that were made for it.
    pub(crate) fn attempts(&self) -> &[ApiFaxMessageStatusResults] {
        &self.attempts
    }

    /// Takes the next step on the way to `done`.
    pub(crate) fn advance(&mut self) {
        self.status = after(&self.status);
        if self.status == FaxUserStatus::Finalizing {
            self.attempts.push(self.delivery());
        }
    }

    /// What a reply says about it at `level`.
    pub(crate) fn report(&self, level: &FaxStatusLevel) -> ApiFaxMessageStatus {
        let mut report = ApiFaxMessageStatus::new()
            .with_message_ref(&*self.message_ref)
            .with_send_to(&*self.send_to)
            .with_status(self.status.clone());
        report.send_ref.clone_from(&self.send_ref);
        report.broadcast_ref.clone_from(&self.broadcast_ref);
        if matches!(level, FaxStatusLevel::Details | FaxStatusLevel::All) {
            report.fax_details = Some(self.details.clone());
        }
        if matches!(level, FaxStatusLevel::Results | FaxStatusLevel::All) {
            report.fax_results = Some(self.attempts.clone());
        }
        report
    }

    /// A successful call, as long as it takes to send the pages.
    fn delivery(&self) -> ApiFaxMessageStatusResults {
        let seconds = self.pages.saturating_mul(SECONDS_A_PAGE);
        let started = self.scheduled.to_timestamp().unwrap_or_else(Timestamp::now);
        let ended = started.checked_add(SignedDuration::from_secs(seconds.into())).unwrap_or(started);
        ApiFaxMessageStatusResults::new()
            .with_attempt(1)
            .with_result(FaxResult::Success)
            .with_cost(Decimal::new(i64::from(self.pages) * CENTS_A_PAGE, 2))
            .with_pages(self.pages)
            .with_total_fax_duration(seconds)
            .with_scheduled_start_time(self.scheduled)
            .with_date_call_started(started)
            .with_date_call_ended(ended)
    }
}

/// The documents that a message sends: its own, or those of the request.
pub(crate) fn documents_of<'a>(
    request: &'a SendFaxRequest,
    message: &'a ApiFaxMessage,
) -> &'a [ApiFaxDocument] {
    message.documents.as_ref().or(request.documents.as_ref()).map_or(&[], Vec::as_slice)
}

fn details(request: &SendFaxRequest, message: &ApiFaxMessage) -> ApiFaxMessageStatusDetails {
    let either = |own: &Option<String>, shared: &Option<String>, default: &str| {
        own.as_ref().or(shared.as_ref()).map_or(default, String::as_str).to_owned()
    };
    let resolution = message.resolution.as_ref().or(request.resolution.as_ref());
    let mut details = ApiFaxMessageStatusDetails::new()
        .with_send_from(either(&message.send_from, &request.send_from, "Fax"))
        .with_resolution(resolution.cloned().unwrap_or(FaxResolution::Normal))
        .with_header_format(either(&message.header_format, &request.header_format, HEADER_FORMAT));
    details.retries = message.retries.or(request.retries);
    details.busy_retries = message.busy_retries.or(request.busy_retries);
    details
}

/// The state that follows.
fn after(status: &FaxUserStatus) -> FaxUserStatus {
    match status {
        FaxUserStatus::Pending => FaxUserStatus::Processing,
        FaxUserStatus::Processing => FaxUserStatus::Queued,
        FaxUserStatus::Queued => FaxUserStatus::Starting,
        FaxUserStatus::Starting => FaxUserStatus::Sending,
        FaxUserStatus::Sending => FaxUserStatus::Finalizing,
        _ => FaxUserStatus::Done,
    }
}

/// Which faxes are meant: those that have all of the references given. An empty one counts as none.
pub(crate) struct References<'a> {
    message: Option<&'a str>,
    send: Option<&'a str>,
    broadcast: Option<&'a str>,
}

impl<'a> References<'a> {
    pub(crate) fn of_status_request(request: &'a FaxStatusRequest) -> Self {
        Self {
            message: given(&request.message_ref),
            send: given(&request.send_ref),
            broadcast: given(&request.broadcast_ref),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.message.or(self.send).or(self.broadcast).is_none()
    }

    pub(crate) fn match_fax(&self, fax: &Fax) -> bool {
        let matches = |wanted: Option<&str>, own: Option<&str>| wanted.is_none() || wanted == own;
        matches(self.message, Some(&fax.message_ref))
            && matches(self.send, fax.send_ref.as_deref())
            && matches(self.broadcast, fax.broadcast_ref.as_deref())
    }
}

fn given(reference: &Option<String>) -> Option<&str> {
    reference.as_deref().filter(|text| !text.is_empty())
}
