//! Kazoo.

use super::{Document, Error, Id, Outgoing, Reason, State, Status, Vendor, rest};
use crate::kazoo::{self, ArchivedFax, Faxes, Followed, JobStatus, NewFax, TransmissionResult};

/// The member that keeps the reference.
const REFERENCE: &str = "client_ref";
/// Attempts that may be asked for.
const MOST_ATTEMPTS: u32 = 4;

pub(super) async fn send(faxes: &Faxes, outgoing: &Outgoing) -> Result<Id, Error> {
    let fax = new_fax(outgoing)?;
    let document = outgoing.only_document()?;
    let document = kazoo::Document::new(media_type(document)?, &*document.data);
    let job = faxes.create_with_document(&fax, &document).await.map_err(rest::error)?;
    Ok(Id::from(&*job.id))
}

fn new_fax(outgoing: &Outgoing) -> Result<NewFax, Error> {
    let mut fax = NewFax::new(&outgoing.from, &outgoing.to);
    fax.fax_identity_name = outgoing.header.clone();
    if let Some(reference) = &outgoing.reference {
        fax = fax.with_member(REFERENCE, &**reference);
    }
    // The first attempt counts.
    fax.retries = outgoing.retries.map(|retries| u32::from(retries) + 1);
    if fax.retries > Some(MOST_ATTEMPTS) {
        return Err(Error::NotSent("Kazoo takes up to 3 retries".into()));
    }
    Ok(fax)
}

/// The media type, by how the content begins or else by the extension of the name.
fn media_type(document: &Document) -> Result<&'static str, Error> {
    let begins = |magic: &[u8]| document.data.starts_with(magic);
    let extension = document.name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    Ok(match &*extension {
        _ if begins(b"%PDF-") => "application/pdf",
        _ if begins(b"II*\0") || begins(b"MM\0*") => "image/tiff",
        _ if begins(b"\x89PNG") => "image/png",
        _ if begins(b"\xff\xd8") => "image/jpeg",
        "txt" => "text/plain",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => {
            return Err(Error::NotSent(
                "Kazoo has to be told the type of a document, and this one's is not known".into(),
            ));
        }
    })
}

pub(super) async fn status(faxes: &Faxes, id: &Id) -> Result<Status, Error> {
    let fax = faxes.find(id.as_str()).await.map_err(rest::not_found_or)?;
    let state = match &fax {
        Followed::Queue(job) => state(job.status.as_ref(), job.tx_result.as_ref()),
        Followed::Outbox(fax) => outcome(fax),
    };
    Ok(Status { state, vendor: Vendor::Kazoo(fax) })
}

fn outcome(fax: &ArchivedFax) -> State {
    match fax.is_delivered() {
        Some(true) => State::Delivered,
        Some(false) => State::Failed(reason(fax.tx_result.as_ref())),
        None => state(fax.status.as_ref(), fax.tx_result.as_ref()),
    }
}

fn state(status: Option<&JobStatus>, result: Option<&TransmissionResult>) -> State {
    match status {
        Some(JobStatus::Completed) => State::Delivered,
        Some(JobStatus::Failed) => State::Failed(reason(result)),
        Some(JobStatus::Processing) => State::Sending,
        Some(status @ JobStatus::Unknown(_)) => State::Unknown(status.to_string()),
        Some(_) => State::Queued,
        None => State::Unknown(String::new()),
    }
}

/// By the cause of the call's end, as telephone networks name it, or else by the code of the result.
fn reason(result: Option<&TransmissionResult>) -> Reason {
    let Some(result) = result else { return Reason::Other(String::new()) };
    match (result.cause(), result.code()) {
        (Some("USER_BUSY"), _) => Reason::Busy,
        (Some("NO_ANSWER" | "NO_USER_RESPONSE"), _) => Reason::NoAnswer,
        (Some("UNALLOCATED_NUMBER" | "INVALID_NUMBER_FORMAT" | "NO_ROUTE_DESTINATION"), _) => Reason::Number,
        // The call went well, and the fax did not.
        (Some("NORMAL_CLEARING" | "NORMAL_TEMPORARY_FAILURE"), _) => Reason::Transmission,
        (None, Some(0)) => Reason::Document,
        (cause, _) => Reason::Other(result.text().or(cause).unwrap_or_default().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_the_contract_has_a_meaning() {
        let meaning = |status: &JobStatus| format!("{status}: {}", state(Some(status), None));
        let states: Vec<String> = JobStatus::ALL.iter().map(meaning).collect();
        let expected = [
            "attaching_files: queued",
            "attaching files: queued",
            "pending: queued",
            "locked: queued",
            "processing: sending",
            "resubmitting: queued",
            "completed: delivered",
            "failed: failed: the service does not say why",
        ];
        assert_eq!(states, expected);
        assert_eq!(
            meaning(&"Sent Page 1 of 2".parse().unwrap()),
            "Sent Page 1 of 2: unknown (Sent Page 1 of 2)"
        );
    }

    #[test]
    fn the_first_attempt_counts() {
        let letter = || Outgoing::new("+1", "+2", Document::new("a.pdf", b"%PDF-1.4"));
        let retries = |outgoing: &Outgoing| new_fax(outgoing).map(|fax| fax.retries);
        assert_eq!(retries(&letter()).unwrap(), None);
        assert_eq!(retries(&letter().with_retries(0)).unwrap(), Some(1));
        assert_eq!(retries(&letter().with_retries(3)).unwrap(), Some(4));
        assert!(matches!(retries(&letter().with_retries(4)), Err(Error::NotSent(_))));
    }

    #[test]
    fn the_type_of_a_document_is_told() {
        let media_type = |name: &str, data: &[u8]| media_type(&Document::new(name, data)).ok();
        assert_eq!(media_type("letter", b"%PDF-1.4"), Some("application/pdf"));
        assert_eq!(media_type("letter.pdf", b"II*\0"), Some("image/tiff"));
        assert_eq!(media_type("LETTER.TXT", b"Dear Ann,"), Some("text/plain"));
        assert_eq!(media_type("letter", b"Dear Ann,"), None);
    }
}
