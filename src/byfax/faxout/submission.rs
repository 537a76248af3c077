//! Requests to send: what they ask for, and what is wrong with them.

use std::collections::HashSet;

use xsd_runtime::types::jiff::Timestamp;

use super::faxes::Faxes;
use super::limits::{MOST_CHARACTERS, MOST_DOCUMENTS, MOST_RECIPIENTS, MOST_RETRIES};
use crate::byfax::common::{FaxContact, FaxDocument, StateCodes};
use crate::byfax::contract::faxout::{ApiRequestFaxjobMessage, ApiRequestFaxjobSubmit, FaxRecipient};
use crate::byfax::reply::{Refusal, provoke};
use crate::clock::moment;

/// Digits of the shortest and of the longest number.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=20;

/// A request to send faxes, of either kind. What is left out of it is taken and has no effect: headers, subjects,
/// greetings, the text of the cover, priority, quality, mode and time zones.
#[derive(Debug)]
pub(super) struct Submission {
    pub(super) broadcast_ref: Option<String>,
    pub(super) send_ref: Option<String>,
    pub(super) cover_ref: Option<String>,
    /// Not before this time.
    pub(super) start: Option<Timestamp>,
    busy_retry: i32,
    sender: FaxContact,
    pub(super) recipients: Vec<Recipient>,
    pub(super) documents: Vec<FaxDocument>,
    /// Whether the only document is a TIFF that is sent as it is.
    pub(super) is_ready: bool,
}

/// Where a fax goes.
#[derive(Debug)]
pub(super) struct Recipient {
    pub(super) message_ref: Option<String>,
    pub(super) send_ref: Option<String>,
    pub(super) number: String,
}

impl Submission {
    /// Fails where something is missing or wrong that does not concern a single recipient or document.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        self.broadcast_ref
            .as_deref()
            .map_or(Ok(()), |reference| check_reference("broadcastRef", reference))?;
        self.send_ref.as_deref().map_or(Ok(()), |reference| check_reference("sendRef", reference))?;
        let FaxContact { name, company, number, .. } = &self.sender;
        if [name, company, number].into_iter().all(|member| given(member.as_deref()).is_none()) {
            return Err(incomplete("Sender has neither Name nor Company nor Number"));
        }
        if self.recipients.is_empty() {
            return Err(incomplete("there are no Recipients"));
        }
        if self.documents.is_empty() && self.cover_ref.is_none() {
            return Err(incomplete("there is nothing to send: neither a document nor a cover"));
        }
        for (name, number, most) in [
            ("Recipients", self.recipients.len(), MOST_RECIPIENTS),
            ("Documents", self.documents.len(), MOST_DOCUMENTS),
        ] {
            if number > most {
                return Err(invalid(format!("there are {number} {name}, and may be {most}")));
            }
        }
        self.retries().map(|_| ())
    }

    /// Further calls when nobody answers or the number is busy.
    pub(super) fn retries(&self) -> Result<u32, Refusal> {
        let retries = u32::try_from(self.busy_retry).ok().filter(|retries| *retries <= MOST_RETRIES);
        retries.ok_or_else(|| invalid(format!("busyRetry is a number from 0 to {MOST_RETRIES}")))
    }
}

impl Recipient {
    /// Fails where the fax cannot be taken in: `taken` has the references of those before it.
    pub(super) fn check<'r>(&'r self, faxes: &Faxes, taken: &mut HashSet<&'r str>) -> Result<(), Refusal> {
        if let Some(reference) = self.message_ref.as_deref() {
            check_reference("messageRef", reference)?;
            if faxes.has_message(reference) || !taken.insert(reference) {
                return Err(StateCodes::MessageReferenceDuplicate.into());
            }
        }
        self.send_ref.as_deref().map_or(Ok(()), |reference| check_reference("sendRef", reference))?;
        if self.number.is_empty() {
            return Err(invalid("Number is missing"));
        }
        let digits = self.number.chars().filter(char::is_ascii_digit).count();
        let is_number = self.number.chars().all(|c| c.is_ascii_digit() || "+ -()./".contains(c));
        if !is_number || !DIGITS.contains(&digits) || self.number.len() > MOST_CHARACTERS {
            return Err(StateCodes::InvalidNumber.into());
        }
        Ok(())
    }
}

impl From<ApiRequestFaxjobSubmit> for Submission {
    fn from(request: ApiRequestFaxjobSubmit) -> Self {
        Self {
            broadcast_ref: given(request.broadcast_ref.as_deref()),
            send_ref: given(request.send_ref.as_deref()),
            cover_ref: given(request.cover_ref.as_deref()),
            start: request.send_at.map(moment),
            busy_retry: request.busy_retry.unwrap_or(0),
            sender: request.sender,
            recipients: request.recipients.into_iter().map(Recipient::from).collect(),
            documents: request.documents.unwrap_or_default(),
            is_ready: false,
        }
    }
}

impl From<ApiRequestFaxjobMessage> for Submission {
    fn from(request: ApiRequestFaxjobMessage) -> Self {
        let recipient = Recipient {
            message_ref: given(request.message_ref.as_deref()),
            send_ref: None,
            number: given(request.recipient.number.as_deref()).unwrap_or_default(),
        };
        Self {
            broadcast_ref: given(request.broadcast_ref.as_deref()),
            send_ref: given(request.send_ref.as_deref()),
            cover_ref: None,
            start: None,
            busy_retry: request.busy_retry.unwrap_or(0),
            sender: request.sender,
            recipients: vec![recipient],
            documents: request.document.into_iter().collect(),
            is_ready: true,
        }
    }
}

impl From<FaxRecipient> for Recipient {
    fn from(recipient: FaxRecipient) -> Self {
        Self {
            message_ref: given(recipient.message_ref.as_deref()),
            send_ref: given(recipient.send_ref.as_deref()),
            number: given(recipient.number.as_deref()).unwrap_or_default(),
        }
    }
}

/// What is not blank.
fn given(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn check_reference(name: &str, reference: &str) -> Result<(), Refusal> {
    if reference.chars().count() > MOST_CHARACTERS {
        return Err(invalid(format!("{name} has more than {MOST_CHARACTERS} characters")));
    }
    provoke(reference)
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new(StateCodes::ApiRequestValidate, message)
}

fn incomplete(message: &str) -> Refusal {
    Refusal::new(StateCodes::ApiRequestIncomplete, message)
}
