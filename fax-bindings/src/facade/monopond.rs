//! Monopond, v2.1.

use super::soap::{self, start};
use super::{Error, Id, Outgoing, Reason, State, Status, Vendor};
use crate::monopond::Client;
use crate::monopond::v2_1::{
    ApiFaxDocument, ApiFaxMessage, ApiFaxMessageStatus, FaxError, FaxResult, FaxStatusFault, FaxStatusLevel,
    FaxStatusRequest, FaxUserStatus, SendFaxFault, SendFaxRequest, StopFaxFault, StopFaxRequest,
};

pub(super) async fn send(client: &Client, outgoing: &Outgoing) -> Result<Id, Error> {
    let reference = outgoing.reference_or_random();
    let request = request(outgoing, &reference)?;
    // What is only a warning does not stand in the way.
    let _warnings = crate::monopond::check(&request)
        .into_result()
        .map_err(|findings| Error::NotSent(Box::new(findings)))?;
    let refuses = |fault: &SendFaxFault| !matches!(fault, SendFaxFault::InternalServerException(_));
    client.send_fax(&request).await.map_err(|error| soap::error(error, refuses))?;
    Ok(Id::from(reference))
}

fn request(outgoing: &Outgoing, reference: &str) -> Result<SendFaxRequest, Error> {
    let number = outgoing.to_without_blanks();
    let number = number.strip_prefix('+').unwrap_or(&number);
    let documents = (0..).zip(&outgoing.documents).map(|(order, document)| {
        ApiFaxDocument::new().with_file_name(&document.name).with_file_data(&*document.data).with_order(order)
    });
    let mut request = SendFaxRequest::new()
        .with_send_ref(reference)
        .with_fax_messages([ApiFaxMessage::new(reference, number)])
        .with_documents(documents.collect::<Vec<_>>())
        .with_send_from(&outgoing.from);
    request.scheduled_start_time = start(outgoing)?;
    request.header_format = outgoing.header.clone();
    request.retries = outgoing.retries.map(i32::from);
    request.busy_retries = request.retries;
    Ok(request)
}

pub(super) async fn status(client: &Client, id: &Id) -> Result<Status, Error> {
    let question =
        FaxStatusRequest::new().with_message_ref(id.as_str()).with_verbosity(FaxStatusLevel::Results);
    let reply = match client.fax_status(&question).await {
        Ok(reply) => reply.into_inner(),
        Err(error) => {
            let detail = error.fault().and_then(|fault| fault.detail());
            if let Some(FaxStatusFault::NoMessagesFoundException(_)) = detail {
                return Err(Error::NotFound);
            }
            return Err(soap::error(error, |fault| {
                !matches!(fault, FaxStatusFault::InternalServerException(_))
            }));
        }
    };
    let mut faxes = reply.fax_messages.unwrap_or_default();
    let fax = faxes.pop().ok_or(Error::NotFound)?;
    if !faxes.is_empty() {
        return Err(Error::Unclear(format!("{} faxes have the reference {id}", faxes.len() + 1).into()));
    }
    Ok(Status { state: state(&fax), vendor: Vendor::Monopond(Box::new(fax)) })
}

pub(super) async fn cancel(client: &Client, id: &Id) -> Result<(), Error> {
    let request = StopFaxRequest::new().with_message_ref(id.as_str());
    let reply = match client.stop_fax(&request).await {
        Ok(reply) => reply.into_inner(),
        Err(error) => {
            let detail = error.fault().and_then(|fault| fault.detail());
            if let Some(StopFaxFault::NoMessagesFoundException(_)) = detail {
                return Err(Error::NotFound);
            }
            return Err(soap::error(error, |fault| {
                !matches!(fault, StopFaxFault::InternalServerException(_))
            }));
        }
    };
    let status = reply.fax_messages.unwrap_or_default().pop().and_then(|fax| fax.status);
    match status {
        // No fault says that it is not stopped then.
        Some(FaxUserStatus::Pending | FaxUserStatus::Processing) => {
            Err(Error::Refused("a fax is not stopped before it is queued: try again in some seconds".into()))
        }
        Some(FaxUserStatus::Done) => Err(Error::Refused("the fax is done already".into())),
        _ => Ok(()),
    }
}

fn state(fax: &ApiFaxMessageStatus) -> State {
    match &fax.status {
        Some(FaxUserStatus::Done) => outcome(fax),
        Some(FaxUserStatus::Sending | FaxUserStatus::Finalizing | FaxUserStatus::Stopping) => State::Sending,
        Some(status @ FaxUserStatus::Unknown(_)) => State::Unknown(status.to_string()),
        Some(_) => State::Queued,
        None => State::Unknown(String::new()),
    }
}

/// How a fax that is done ended.
fn outcome(fax: &ApiFaxMessageStatus) -> State {
    let Some(last) = fax.last_result() else {
        return State::Unknown("done, without a result".to_owned());
    };
    match &last.result {
        Some(FaxResult::Success) => State::Delivered,
        Some(result @ FaxResult::Unknown(_)) => State::Unknown(result.to_string()),
        Some(FaxResult::Blocked) => State::Failed(Reason::Blocked),
        Some(FaxResult::Failed) => {
            let error = last.error.as_ref().and_then(|error| error.code.as_ref());
            State::Failed(error.map_or_else(|| Reason::Other(String::new()), reason))
        }
        None => State::Unknown("done, without a result".to_owned()),
    }
}

fn reason(error: &FaxError) -> Reason {
    match error {
        FaxError::FaxBusy => Reason::Busy,
        FaxError::FaxNoAnswer => Reason::NoAnswer,
        FaxError::FaxNumberUnobtainable => Reason::Number,
        FaxError::FaxIncompatibleMachine => Reason::Machine,
        FaxError::FaxNegotiationFailed | FaxError::FaxEarlyHangup | FaxError::FaxSendingFailed => {
            Reason::Transmission
        }
        FaxError::DocumentExceedsPageLimit
        | FaxError::DocumentUnsupported
        | FaxError::DocumentFailedConversion => Reason::Document,
        FaxError::FundsInsufficient | FaxError::FundsFailed => Reason::Funds,
        FaxError::BlockAccount
        | FaxError::BlockGlobal
        | FaxError::BlockSmart
        | FaxError::BlockDncr
        | FaxError::BlockFps
        | FaxError::BlockCustom => Reason::Blocked,
        FaxError::FaxCancelled => Reason::Cancelled,
        FaxError::FaxUnknown | FaxError::Unknown(_) => Reason::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::monopond::v2_1::ApiFaxMessageStatusResults;

    fn shown<T>(values: &[T], meaning: impl Fn(&T) -> String) -> Vec<String>
    where
        T: ToString,
    {
        values.iter().map(|value| format!("{}: {}", value.to_string(), meaning(value))).collect()
    }

    #[test]
    fn every_state_of_the_contract_has_a_meaning() {
        let fax = |status: &FaxUserStatus| ApiFaxMessageStatus::new().with_status(status.clone());
        let states = shown(FaxUserStatus::ALL, |status| state(&fax(status)).to_string());
        let expected = [
            "pending: queued",
            "processing: queued",
            "queued: queued",
            "starting: queued",
            "sending: sending",
            "pausing: queued",
            "paused: queued",
            "resuming: queued",
            "stopping: sending",
            "finalizing: sending",
            "done: unknown (done, without a result)",
        ];
        assert_eq!(states, expected);
        assert_eq!(state(&fax(&"on hold".parse().unwrap())), State::Unknown("on hold".to_owned()));
    }

    #[test]
    fn what_is_done_is_delivered_or_not() {
        let done = |result| {
            let attempt = ApiFaxMessageStatusResults::new().with_attempt(1).with_result(result);
            state(&ApiFaxMessageStatus::new().with_status(FaxUserStatus::Done).with_fax_results([attempt]))
        };
        assert_eq!(done(FaxResult::Success), State::Delivered);
        assert_eq!(done(FaxResult::Blocked), State::Failed(Reason::Blocked));
        assert_eq!(done(FaxResult::Failed), State::Failed(Reason::Other(String::new())));
    }

    #[test]
    fn only_the_error_that_says_nothing_has_no_reason_of_its_own() {
        let other = FaxError::ALL.iter().filter(|error| matches!(reason(error), Reason::Other(_)));
        assert_eq!(other.collect::<Vec<_>>(), [&FaxError::FaxUnknown]);
    }

    #[test]
    fn the_request_says_all_that_is_asked_for() {
        let outgoing =
            Outgoing::new("Example", "+61 2 9999 0000", super::super::Document::new("a.txt", b"Dear"))
                .with_header("%from%")
                .with_at(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000))
                .with_retries(2);
        let request = request(&outgoing, "letter-1").unwrap();
        let messages = request.fax_messages.unwrap_or_default();
        assert_eq!((&*messages[0].message_ref, &*messages[0].send_to), ("letter-1", "61299990000"));
        assert_eq!(request.send_from.as_deref(), Some("Example"));
        assert_eq!(request.header_format.as_deref(), Some("%from%"));
        assert_eq!((request.retries, request.busy_retries), (Some(2), Some(2)));
        assert_eq!(request.scheduled_start_time, Some("2023-11-14T22:13:20Z".parse().unwrap()));
    }
}
