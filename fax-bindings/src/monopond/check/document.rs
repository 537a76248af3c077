//! Documents: those of a request or message, stored ones, and previews of them.

use std::collections::HashMap;

use super::file_type::FileType;
use super::finding::{Findings, Rule};
use super::merge;
use super::place::Place;
use super::reference::is_blank;
use super::settings;
use super::view::{self, Document};
use crate::monopond::v2_1::{FaxDocumentPreviewRequest, SaveFaxDocumentRequest};

/// `owner` is the request or the message.
pub(super) fn check_all(documents: &[Document<'_>], owner: &Place<'_>, findings: &mut Findings) {
    let list = owner.at("Documents");
    let mut seen = HashMap::new();
    for (index, document) in documents.iter().enumerate() {
        let place = list.item("Document", index);
        check_content(document, &place, findings);
        merge::check(&document.rendering, document.file_name.and_then(FileType::of), &place, findings);
        let first = *seen.entry(document.order).or_insert(index);
        if first != index {
            let message = format!(
                "give another number: Document[{}] has {} too, and which of them comes first is not defined",
                first + 1,
                document.order
            );
            findings.add(Rule::OrderTie, &place.at("Order"), message);
        }
    }
}

pub(super) fn check_save(request: &SaveFaxDocumentRequest, findings: &mut Findings) {
    let root = Place::ROOT;
    check_document_ref(&request.document_ref, findings);
    check_file(&request.into(), &root, findings);
}

pub(super) fn check_preview(request: &FaxDocumentPreviewRequest, findings: &mut Findings) {
    let root = Place::ROOT;
    check_document_ref(&request.document_ref, findings);
    settings::known(view::unknown(&request.resolution), &root.at("Resolution"), findings);
    merge::check(&request.into(), None, &root, findings);
}

fn check_document_ref(document_ref: &str, findings: &mut Findings) {
    if is_blank(document_ref) {
        let message = "give the reference that the document is stored under";
        findings.add(Rule::NoDocumentRef, &Place::ROOT.at("DocumentRef"), message);
    }
}

fn check_content(document: &Document<'_>, place: &Place<'_>, findings: &mut Findings) {
    if document.file_data.is_some() {
        check_file(document, place, findings);
    } else if document.document_ref.is_none_or(is_blank) {
        let message = "give FileData with a FileName, or the DocumentRef of a stored document";
        findings.add(Rule::NoContent, &place.at("FileData"), message);
    }
}

/// Data needs a name that tells its type.
fn check_file(document: &Document<'_>, place: &Place<'_>, findings: &mut Findings) {
    if document.file_data.is_some_and(|data| data.is_empty()) {
        findings.add(Rule::EmptyFile, &place.at("FileData"), "give a file that is not empty");
    }
    let place = place.at("FileName");
    match document.file_name.and_then(FileType::of) {
        None => {
            let message =
                "give a file name with an extension, such as `invoice.pdf`: it tells the type of the file";
            findings.add(Rule::NoFileName, &place, message);
        }
        Some(FileType::Rtf) => {
            let message = "RTF has not been listed since October 2017: send PDF or DOCX";
            findings.add(Rule::FileType, &place, message);
        }
        Some(FileType::Unlisted) => {
            let message =
                "the type is not listed: PDF, TIFF, PNG, JPG, GIF, TXT, PS, DOC(X), XLS(X) and PPT(X) are";
            findings.add(Rule::FileType, &place, message);
        }
        Some(_) => {}
    }
}
