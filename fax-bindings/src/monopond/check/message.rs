//! A request to send faxes, and its messages.

use std::collections::HashMap;

use super::document;
use super::finding::{Findings, Rule};
use super::place::Place;
use super::reference::is_blank;
use super::settings;
use super::view::SendFax;
use crate::monopond::MESSAGES_PER_REQUEST;

pub(super) fn check(request: &SendFax<'_>, findings: &mut Findings) {
    check_send_ref(request, findings);
    check_number_of_messages(request.messages.len(), findings);
    check_documents_are_there(request, findings);

    let root = Place::ROOT;
    let list = root.at("FaxMessages");
    let mut seen = HashMap::new();
    for (index, message) in request.messages.iter().enumerate() {
        let place = list.item("FaxMessage", index);
        check_message_ref(message.message_ref, index, &mut seen, &place, findings);
        check_send_to(message.send_to, &place.at("SendTo"), findings);
        document::check_all(&message.documents, &place, findings);
        settings::check(&message.settings, &place, findings);
        settings::check_deadline(&message.settings, &request.settings, &place, findings);
    }
    document::check_all(&request.documents, &root, findings);
    settings::check(&request.settings, &root, findings);
    settings::check_deadline(&request.settings, &request.settings, &root, findings);
}

fn check_send_ref(request: &SendFax<'_>, findings: &mut Findings) {
    if request.send_ref.is_none_or(is_blank) {
        let message = "give a SendRef of its own: after a timeout, FaxStatus by it tells whether the request was accepted";
        findings.add(Rule::NoSendRef, &Place::ROOT.at("SendRef"), message);
    }
}

fn check_number_of_messages(count: usize, findings: &mut Findings) {
    let root = Place::ROOT;
    let place = root.at("FaxMessages");
    if count == 0 {
        findings.add(Rule::NoMessages, &place, "give at least one message");
    } else if count > MESSAGES_PER_REQUEST {
        let message = format!(
            "{count} messages, where about {MESSAGES_PER_REQUEST} are advised: `monopond::split` makes several requests"
        );
        findings.add(Rule::ManyMessages, &place, message);
    }
}

/// A document that is nowhere is one mistake; one that some messages lack is theirs.
fn check_documents_are_there(request: &SendFax<'_>, findings: &mut Findings) {
    if !request.documents.is_empty() {
        return;
    }
    let root = Place::ROOT;
    if request.messages.iter().all(|message| message.documents.is_empty()) {
        let message = "give a document to the request, for all messages, or one to each message";
        return findings.add(Rule::NoDocument, &root.at("Documents"), message);
    }
    let list = root.at("FaxMessages");
    for (index, _) in request.messages.iter().enumerate().filter(|(_, message)| message.documents.is_empty())
    {
        let place = list.item("FaxMessage", index);
        findings.add(
            Rule::NoDocument,
            &place.at("Documents"),
            "give a document, as the request has none for all messages",
        );
    }
}

/// `seen` says at which index a reference stood first.
fn check_message_ref<'r>(
    message_ref: &'r str,
    index: usize,
    seen: &mut HashMap<&'r str, usize>,
    message: &Place<'_>,
    findings: &mut Findings,
) {
    let place = message.at("MessageRef");
    if is_blank(message_ref) {
        return findings.add(Rule::NoMessageRef, &place, "give a reference of its own to the message");
    }
    let first = *seen.entry(message_ref).or_insert(index);
    if first != index {
        let message = format!("give another reference: FaxMessage[{}] has the same", first + 1);
        findings.add(Rule::DuplicateMessageRef, &place, message);
    }
}

fn check_send_to(number: &str, place: &Place<'_>, findings: &mut Findings) {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        findings.add(
            Rule::SendTo,
            place,
            "give the number that the fax goes to, in digits with the country code",
        );
    } else if digits != number {
        let has_letters = number.chars().any(char::is_alphabetic);
        let message = if has_letters {
            "give a telephone number: digits with the country code".to_owned()
        } else {
            format!("write the number in digits alone: `{digits}`")
        };
        findings.add(Rule::SendTo, place, message);
    } else if number.starts_with('0') {
        let message =
            "begin with the country code, without 0 or 00 before it, for example `61` for Australia";
        findings.add(Rule::NoCountryCode, place, message);
    }
}
