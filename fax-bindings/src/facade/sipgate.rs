//! sipgate.

use super::{Error, Id, Outgoing, Reason, State, Status, Vendor, rest};
use crate::sipgate::{Client, FaxStatusType, HistoryEntry, SendFax};

pub(super) async fn send(client: &Client, outgoing: &Outgoing) -> Result<Id, Error> {
    let document = outgoing.only_document()?;
    let fax = SendFax::new(&outgoing.from, &outgoing.to, &document.name, &*document.data);
    Ok(Id::from(client.send(&fax).await.map_err(rest::error)?.to_string()))
}

pub(super) async fn status(client: &Client, id: &Id) -> Result<Status, Error> {
    let entry = client.history_entry(id.as_str()).await.map_err(rest::not_found_or)?;
    Ok(Status { state: state(&entry), vendor: Vendor::Sipgate(Box::new(entry)) })
}

fn state(entry: &HistoryEntry) -> State {
    match &entry.fax_status_type {
        Some(FaxStatusType::Pending | FaxStatusType::Scheduled) => State::Queued,
        Some(FaxStatusType::Sending) => State::Sending,
        Some(FaxStatusType::Sent) => State::Delivered,
        // No member of the entry says why.
        Some(FaxStatusType::Failed) => State::Failed(Reason::Other(String::new())),
        Some(status) => State::Unknown(status.to_string()),
        None => State::Unknown(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_the_contract_has_a_meaning() {
        let meaning = |status: &FaxStatusType| {
            let entry = serde_json::json!({"id": "1", "faxStatusType": status.as_str()});
            format!("{status}: {}", state(&serde_json::from_value(entry).unwrap()))
        };
        let states: Vec<String> = FaxStatusType::ALL.iter().map(meaning).collect();
        let expected = [
            "PENDING: queued",
            "SENDING: sending",
            "FAILED: failed: the service does not say why",
            "SENT: delivered",
            "SCHEDULED: queued",
        ];
        assert_eq!(states, expected);
        assert_eq!(meaning(&"LOST".parse().unwrap()), "LOST: unknown (LOST)");
    }
}
