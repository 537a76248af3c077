//! What the contract allows and the service refuses.

use std::collections::HashMap;

use xsd_runtime::types::Enumeration;

use super::contract::v2_1::{
    ApiFaxDocument, ApiFaxMessage, DeleteFaxDocumentRequest, FaxDocumentPreviewRequest, FaxStatusRequest,
    SaveFaxDocumentRequest, SendFaxRequest,
};
use super::faxes::References;
use super::inheritance::{complete, documents_of};
use super::limits::{MOST_CHARACTERS, MOST_RETRIES};
use super::merge;
use super::mistakes::Mistakes;
use super::refusal::Refusal;

/// Characters that the name of the sender may have.
const MOST_CHARACTERS_OF_SENDER: usize = 32;

/// Checks that each fax has a reference, a number and documents, and that settings are possible.
pub(super) fn check_send_fax(request: &SendFaxRequest) -> Result<(), Refusal> {
    let mut mistakes = Mistakes::default();
    let messages = request.fax_messages.as_deref().unwrap_or_default();
    mistakes.check(messages.is_empty(), "FaxMessages", "at least one FaxMessage is required");
    check_text(&mut mistakes, "BroadcastRef", request.broadcast_ref.as_deref());
    check_text(&mut mistakes, "SendRef", request.send_ref.as_deref());
    mistakes.each("FaxMessages", "FaxMessage", messages, |mistakes, message| {
        check_message(mistakes, request, message);
    });
    check_message_refs_differ(&mut mistakes, messages);
    check_documents(&mut mistakes, request.documents.as_deref());
    check_settings(&mut mistakes, &complete(request, &ApiFaxMessage::new("", "")));
    mistakes.into_result()
}

fn check_message(mistakes: &mut Mistakes, request: &SendFaxRequest, message: &ApiFaxMessage) {
    check_required(mistakes, "MessageRef", &message.message_ref);
    check_text(mistakes, "SendTo", Some(&message.send_to));
    let number = message.send_to.trim();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    mistakes.check(!is_number, "SendTo", "must be the digits of a number with its country code");
    let has_documents = !documents_of(request, message).is_empty();
    mistakes.check(!has_documents, "Documents", "required here or on the request");
    check_documents(mistakes, message.documents.as_deref());
    check_settings(mistakes, message);
}

fn check_message_refs_differ(mistakes: &mut Mistakes, messages: &[ApiFaxMessage]) {
    let mut first = HashMap::new();
    for (number, message) in (1..).zip(messages) {
        let before: usize = *first.entry(message.message_ref.as_str()).or_insert(number);
        if before != number && !is_blank(&message.message_ref) {
            mistakes.within(format_args!("FaxMessages/FaxMessage[{number}]"), |mistakes| {
                mistakes.add("MessageRef", format_args!("FaxMessage[{before}] has the same"));
            });
        }
    }
}

/// Checks the settings that requests and messages have.
fn check_settings(mistakes: &mut Mistakes, settings: &ApiFaxMessage) {
    check_known(mistakes, "Resolution", &settings.resolution);
    let sender = settings.send_from.as_ref().map_or(0, |name| name.chars().count());
    mistakes.check(
        sender > MOST_CHARACTERS_OF_SENDER,
        "SendFrom",
        format_args!("has {sender} characters, {MOST_CHARACTERS_OF_SENDER} are allowed"),
    );
    check_retries(mistakes, "Retries", settings.retries);
    check_retries(mistakes, "BusyRetries", settings.busy_retries);
    check_text(mistakes, "HeaderFormat", settings.header_format.as_deref());
    check_not_negative(mistakes, "MaxFaxPages", settings.max_fax_pages);
    check_text(mistakes, "CLI", settings.cli.as_deref());
    check_text(mistakes, "TimeZone", settings.time_zone.as_deref());
}

fn check_documents(mistakes: &mut Mistakes, documents: Option<&[ApiFaxDocument]>) {
    mistakes.each("Documents", "Document", documents.unwrap_or_default(), |mistakes, document| {
        let reference = document.document_ref.as_deref();
        check_text(mistakes, "DocumentRef", reference);
        match &document.file_data {
            Some(data) => {
                mistakes.check(data.is_empty(), "FileData", "must not be empty");
                check_required(mistakes, "FileName", document.file_name.as_deref().unwrap_or_default());
            }
            None => mistakes.check(
                reference.is_none_or(is_blank),
                "FileData",
                "required, unless DocumentRef names a stored document",
            ),
        }
        check_known(mistakes, "DitheringTechnique", &document.dithering_technique);
        merge::check(mistakes, document.doc_merge_data.as_deref(), document.stamp_merge_data.as_deref());
    });
}

/// Checks that there is a reference and a known verbosity.
pub(super) fn check_fax_status(
    request: &FaxStatusRequest,
    references: &References<'_>,
) -> Result<(), Refusal> {
    let mut mistakes = Mistakes::default();
    check_has_reference(&mut mistakes, references);
    check_known(&mut mistakes, "Verbosity", &request.verbosity);
    mistakes.into_result()
}

/// Checks that there is a reference.
pub(super) fn check_references(references: &References<'_>) -> Result<(), Refusal> {
    let mut mistakes = Mistakes::default();
    check_has_reference(&mut mistakes, references);
    mistakes.into_result()
}

fn check_has_reference(mistakes: &mut Mistakes, references: &References<'_>) {
    let is_missing = references.message.or(references.send).or(references.broadcast).is_none();
    mistakes.check(is_missing, "MessageRef", "one of MessageRef, SendRef and BroadcastRef is required");
}

/// Checks that there is a reference and a file.
pub(super) fn check_save(request: &SaveFaxDocumentRequest) -> Result<(), Refusal> {
    let mut mistakes = Mistakes::default();
    check_required(&mut mistakes, "DocumentRef", &request.document_ref);
    check_required(&mut mistakes, "FileName", &request.file_name);
    mistakes.check(request.file_data.is_empty(), "FileData", "must not be empty");
    mistakes.into_result()
}

/// Checks that there is the reference of a document. What the others would mean is not documented.
pub(super) fn check_delete(request: &DeleteFaxDocumentRequest) -> Result<(), Refusal> {
    let mut mistakes = Mistakes::default();
    let is_missing = request.document_ref.as_deref().is_none_or(is_blank);
    mistakes.check(is_missing, "DocumentRef", "required: documents are not deleted by other references");
    mistakes.into_result()
}

/// Checks that there is a reference, and settings that are possible.
pub(super) fn check_preview(request: &FaxDocumentPreviewRequest) -> Result<(), Refusal> {
    let mut mistakes = Mistakes::default();
    check_required(&mut mistakes, "DocumentRef", &request.document_ref);
    check_known(&mut mistakes, "Resolution", &request.resolution);
    check_known(&mut mistakes, "DitheringTechnique", &request.dithering_technique);
    merge::check(&mut mistakes, request.doc_merge_data.as_deref(), request.stamp_merge_data.as_deref());
    mistakes.into_result()
}

fn check_required(mistakes: &mut Mistakes, name: &str, text: &str) {
    mistakes.check(is_blank(text), name, "must not be empty");
    check_text(mistakes, name, Some(text));
}

/// Texts that are kept must not be endless.
fn check_text(mistakes: &mut Mistakes, name: &str, text: Option<&str>) {
    let characters = text.map_or(0, |text| text.chars().count());
    mistakes.check(
        characters > MOST_CHARACTERS,
        name,
        format_args!("has {characters} characters, the sandbox takes {MOST_CHARACTERS}"),
    );
}

fn check_known<E: Enumeration>(mistakes: &mut Mistakes, name: &str, value: &Option<E>) {
    if let Some(text) = value.as_ref().map(E::as_str)
        && E::from_known(text).is_none()
    {
        mistakes.add(name, format_args!("{text} is unknown"));
    }
}

pub(super) fn check_not_negative(mistakes: &mut Mistakes, name: &str, number: Option<i32>) {
    mistakes.check(number.is_some_and(|number| number < 0), name, "must not be negative");
}

fn check_retries(mistakes: &mut Mistakes, name: &str, number: Option<i32>) {
    check_not_negative(mistakes, name, number);
    let is_too_much = number.is_some_and(|number| number > MOST_RETRIES);
    mistakes.check(is_too_much, name, format_args!("the account allows {MOST_RETRIES}"));
}

/// Whether there is nothing in a text to refer by.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
