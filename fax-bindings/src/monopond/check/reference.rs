//! Requests that name faxes or documents by reference.

use super::finding::{Findings, Rule};
use super::place::Place;
use crate::monopond::v2_1::DeleteFaxDocumentRequest;

/// `references` are `MessageRef`, `SendRef` and `BroadcastRef`.
pub(super) fn check(references: [&Option<String>; 3], findings: &mut Findings) {
    if references.into_iter().all(is_missing) {
        let message = "give at least one of MessageRef, SendRef and BroadcastRef; several narrow the match";
        findings.add(Rule::NoReference, &Place::ROOT.at("MessageRef"), message);
    }
}

pub(super) fn check_delete(request: &DeleteFaxDocumentRequest, findings: &mut Findings) {
    let references = [&request.document_ref, &request.message_ref, &request.send_ref, &request.broadcast_ref];
    if references.into_iter().all(is_missing) {
        let message = "give the DocumentRef, or at least one of MessageRef, SendRef and BroadcastRef";
        findings.add(Rule::NoReference, &Place::ROOT.at("DocumentRef"), message);
    }
}

fn is_missing(reference: &Option<String>) -> bool {
    reference.as_deref().is_none_or(is_blank)
}

/// Whether there is nothing in a text to refer by.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
