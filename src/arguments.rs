//! What the contract allows and the service refuses.

use crate::contract::{ApiFaxDocument, ApiFaxMessage, FaxStatusLevel, FaxStatusRequest, SendFaxRequest};
use crate::fax::{References, documents_of};

/// Why a request is refused.
pub(crate) enum Mistake {
    /// Arguments are missing or wrong: all of them, separated by semicolons.
    Invalid(String),
    /// A reference names no stored document.
    UnknownDocument(String),
}

/// Checks that each fax has a reference, a number and a document.
pub(crate) fn check_send_fax(request: &SendFaxRequest) -> Result<(), Mistake> {
    let messages = request.fax_messages.as_deref().unwrap_or_default();
    if messages.is_empty() {
        return Err(Mistake::Invalid("FaxMessages: at least one FaxMessage is required".to_owned()));
    }
    let mistakes: Vec<String> = (1..)
        .zip(messages)
        .flat_map(|(number, message)| {
            let place = format!("FaxMessages/FaxMessage[{number}]");
            message_mistakes(request, message).map(move |mistake| format!("{place}/{mistake}"))
        })
        .collect();
    if !mistakes.is_empty() {
        return Err(Mistake::Invalid(mistakes.join("; ")));
    }
    let mut documents = messages.iter().flat_map(|message| documents_of(request, message));
    documents.try_for_each(check_document)
}

fn message_mistakes(request: &SendFaxRequest, message: &ApiFaxMessage) -> impl Iterator<Item = &'static str> {
    let number = message.send_to.trim();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let mistakes = [
        (message.message_ref.trim().is_empty(), "MessageRef: must not be empty"),
        (!is_number, "SendTo: must be the digits of a number with its country code"),
        (documents_of(request, message).is_empty(), "Documents: required here or on the request"),
    ];
    mistakes.into_iter().filter_map(|(wrong, mistake)| wrong.then_some(mistake))
}

fn check_document(document: &ApiFaxDocument) -> Result<(), Mistake> {
    match (&document.file_name, &document.file_data, &document.document_ref) {
        (Some(_), Some(_), _) => Ok(()),
        (None, None, Some(reference)) => {
            Err(Mistake::UnknownDocument(format!("no document is stored as {reference}")))
        }
        _ => Err(Mistake::Invalid("Documents/Document: FileName and FileData are required".to_owned())),
    }
}

/// Checks that there is a reference and a known verbosity.
pub(crate) fn check_fax_status(request: &FaxStatusRequest) -> Result<(), String> {
    if References::of_status_request(request).is_empty() {
        return Err("MessageRef, SendRef or BroadcastRef is required".to_owned());
    }
    match &request.verbosity {
        Some(FaxStatusLevel::Unknown(text)) => Err(format!("Verbosity: {} is unknown", text.as_str())),
        _ => Ok(()),
    }
}
