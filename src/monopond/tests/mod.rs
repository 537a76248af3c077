//! What needs smaller bounds, or a closer look, than a sandbox on the network gives.

mod arguments;
mod bounds;
mod journey;
mod properties;

use std::time::Duration;

use super::Monopond;
use super::contract::v2_1::{
    ApiFaxDocument, ApiFaxMessage, ApiFaxMessageStatus, FaxStatusLevel, FaxStatusRequest, FaxUserStatus,
    SendFaxRequest,
};
use super::limits::Limits;
use super::refusal::Refusal;
use crate::clock::Clock;

const PACE: Duration = Duration::from_secs(1);

fn monopond(limits: Limits) -> (Clock, Monopond) {
    let clock = Clock::manual();
    (clock.clone(), Monopond::with_limits(clock, PACE, limits))
}

fn letter() -> ApiFaxDocument {
    ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(b"Dear Sir or Madam")
}

/// A request with a message for each of the references.
fn request(messages: &[&str]) -> SendFaxRequest {
    let messages: Vec<_> =
        messages.iter().map(|reference| ApiFaxMessage::new(*reference, "61011111111")).collect();
    SendFaxRequest::new().with_send_ref("send").with_fax_messages(messages).with_documents([letter()])
}

/// All about the faxes with this `MessageRef`.
fn look(monopond: &Monopond, message_ref: &str) -> Result<Vec<ApiFaxMessageStatus>, Refusal> {
    let request = FaxStatusRequest::new().with_message_ref(message_ref).with_verbosity(FaxStatusLevel::All);
    monopond.status(&request).map(|reply| reply.fax_messages.unwrap_or_default())
}

fn status_of(monopond: &Monopond, message_ref: &str) -> FaxUserStatus {
    let found = look(monopond, message_ref).unwrap();
    assert_eq!(found.len(), 1);
    found[0].status.clone().unwrap()
}
