//! byFax.

use super::soap::{self, start};
use super::{Error, Id, Outgoing, Reason, State, Status, Vendor};
use crate::byfax::common::{
    FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality, ListPagination, StateCodes,
};
use crate::byfax::faxout::{
    ApiRequestFaxjobListMessages, ApiRequestFaxjobProcess, ApiRequestFaxjobSubmit, FaxRecipient,
    FaxReportMessage, StateRecipient,
};
use crate::byfax::{self, ApiReply, Client, StateError};

pub(super) async fn send(client: &Client, outgoing: &Outgoing) -> Result<Id, Error> {
    let reference = outgoing.reference_or_random();
    let request = request(outgoing, &reference)?;
    client.faxout().submit(&request).await.map_err(call)?.ok().map_err(refused)?;
    Ok(Id::from(reference))
}

fn request(outgoing: &Outgoing, reference: &str) -> Result<ApiRequestFaxjobSubmit, Error> {
    let number = outgoing.to_without_blanks();
    // A recipient needs a name, and nobody has given one.
    let recipient = FaxRecipient::new().with_name(&number).with_number(&number).with_message_ref(reference);
    let file = |document: &super::Document| FaxFile::from_bytes(&document.name, &*document.data);
    let documents = outgoing.documents.iter().map(|document| FaxDocument::from(file(document)));
    let sender = FaxContact::new().with_name(&outgoing.from);
    let mut request = ApiRequestFaxjobSubmit::new(FaxQuality::Fine, FaxMode::Text, sender, [recipient])
        .with_broadcast_ref(reference)
        .with_documents(documents.collect::<Vec<_>>());
    request.send_at = start(outgoing)?;
    request.header = outgoing.header.clone();
    request.busy_retry = outgoing.retries.map(i32::from);
    Ok(request)
}

pub(super) async fn status(client: &Client, id: &Id) -> Result<Status, Error> {
    let request =
        ApiRequestFaxjobListMessages::new(ListPagination::new(0, 10)).with_message_refs([id.to_string()]);
    let reply = client.faxout().list_recipients(&request).await.map_err(call)?.ok().map_err(refused)?;
    let mut faxes = reply.into_inner().items.unwrap_or_default().into_iter();
    let fax = faxes.find(|fax| fax.message_ref == id.as_str()).ok_or(Error::NotFound)?;
    Ok(Status { state: state(&fax), vendor: Vendor::Byfax(Box::new(fax)) })
}

pub(super) async fn cancel(client: &Client, id: &Id) -> Result<(), Error> {
    let request = ApiRequestFaxjobProcess::new().with_message_refs([id.to_string()]);
    client.faxout().cancel(&request).await.map_err(call)?.ok().map_err(refused)?;
    Ok(())
}

/// The services declare no faults: what comes as one was not looked at.
fn call(error: xsd_runtime::soap::Error<xsd_runtime::soap::NoFault>) -> Error {
    soap::error(error, |_| false)
}

fn refused<R>(error: StateError<R>) -> Error {
    match error.code() {
        StateCodes::FaxjobNotFound | StateCodes::ContainerNotFound | StateCodes::EmptyResult => {
            Error::NotFound
        }
        _ => Error::Refused(Box::new(byfax::Error::from(error))),
    }
}

fn state(fax: &FaxReportMessage) -> State {
    match &fax.job_state {
        StateRecipient::Success => State::Delivered,
        StateRecipient::Failed | StateRecipient::Aborted => State::Failed(reason(fax)),
        StateRecipient::Cancelled | StateRecipient::Deleted => State::Failed(Reason::Cancelled),
        StateRecipient::Submitting
        | StateRecipient::Submitted
        | StateRecipient::Delivering
        | StateRecipient::Aborting
        | StateRecipient::Cancelling => State::Sending,
        StateRecipient::UnknownValue | StateRecipient::Unknown(_) => {
            State::Unknown(fax.job_state.to_string())
        }
        StateRecipient::Pending
        | StateRecipient::Preparing
        | StateRecipient::Ready
        | StateRecipient::Pausing
        | StateRecipient::Resuming
        | StateRecipient::Paused => State::Queued,
    }
}

fn reason(fax: &FaxReportMessage) -> Reason {
    let Some(code) = &fax.job_state_ex else {
        return Reason::Other(fax.job_state_ex_message.clone().unwrap_or_default());
    };
    match code {
        StateCodes::Busy => Reason::Busy,
        StateCodes::NoAnswer | StateCodes::TemporarilyUnavailable => Reason::NoAnswer,
        StateCodes::NumberUnobtainable
        | StateCodes::UnallocatedNumber
        | StateCodes::InvalidNumber
        | StateCodes::NumberUnsupported
        | StateCodes::NumberCountryUnknown
        | StateCodes::NumberNoDialingRule
        | StateCodes::CountryNotSupported
        | StateCodes::CountryNoRoute
        | StateCodes::DestinationUnreachable => Reason::Number,
        StateCodes::ReceiverIncompatible | StateCodes::NotFaxMachine | StateCodes::VoiceAnswer => {
            Reason::Machine
        }
        StateCodes::NegotiationFailed
        | StateCodes::TransmissionEarlyHangup
        | StateCodes::TransmissionError
        | StateCodes::TransmissionAborted
        | StateCodes::DeliveryFailure => Reason::Transmission,
        StateCodes::InsufficientFunds => Reason::Funds,
        StateCodes::NumberBlocked => Reason::Blocked,
        StateCodes::ContainerPagesLimitExceeded => Reason::Document,
        file if file.as_str().starts_with("FILE_") => Reason::Document,
        other => Reason::Other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_the_contract_has_a_meaning() {
        let fax = |job_state: &StateRecipient| {
            FaxReportMessage::new(StateCodes::Success, "letter-1", job_state.clone(), 0.0, "EUR")
        };
        let meaning = |job_state| format!("{job_state}: {}", state(&fax(job_state)));
        let states: Vec<String> = StateRecipient::ALL.iter().map(meaning).collect();
        let expected = [
            "UNKNOWN: unknown (UNKNOWN)",
            "PENDING: queued",
            "PREPARING: queued",
            "READY: queued",
            "SUBMITTING: sending",
            "SUBMITTED: sending",
            "DELIVERING: sending",
            "PAUSING: queued",
            "RESUMING: queued",
            "PAUSED: queued",
            "ABORTING: sending",
            "ABORTED: failed: the service does not say why",
            "CANCELLING: sending",
            "CANCELLED: failed: cancelled",
            "SUCCESS: delivered",
            "FAILED: failed: the service does not say why",
            "DELETED: failed: cancelled",
        ];
        assert_eq!(states, expected);
    }
}
