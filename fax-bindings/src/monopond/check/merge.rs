//! What is merged into a document: word merge fields and stamps.

use std::collections::HashMap;

use super::file_type::FileType;
use super::finding::{Findings, Rule};
use super::font;
use super::place::Place;
use super::reference::is_blank;
use super::settings;
use super::view::Rendering;
use crate::monopond::v2_1::{
    ApiFaxDocumentDocMergeField, ApiFaxDocumentStampMergeField, ApiFaxDocumentStampMergeFieldImageValue,
    ApiFaxDocumentStampMergeFieldTextValue,
};

/// `file_type` is `None` where it is not known, for a stored document above all.
pub(super) fn check(
    rendering: &Rendering<'_>,
    file_type: Option<FileType>,
    document: &Place<'_>,
    findings: &mut Findings,
) {
    settings::known(rendering.unknown_dithering, &document.at("DitheringTechnique"), findings);
    if let Some(fields) = rendering.doc_merge {
        let place = document.at("DocMergeData");
        check_doc_merge_kind(file_type, &place, findings);
        check_doc_merge_fields(fields, &place, findings);
    }
    if let Some(stamps) = rendering.stamps {
        let place = document.at("StampMergeData");
        if rendering.doc_merge.is_some() {
            let message = "give either this or DocMergeData: no type of file takes both";
            findings.add(Rule::MergeKind, &place, message);
        } else {
            check_stamp_kind(file_type, &place, findings);
        }
        for (index, stamp) in stamps.iter().enumerate() {
            check_stamp(stamp, &place.item("MergeField", index), findings);
        }
    }
}

fn check_doc_merge_kind(file_type: Option<FileType>, place: &Place<'_>, findings: &mut Findings) {
    match file_type {
        None | Some(FileType::Microsoft | FileType::Unlisted) => {}
        Some(FileType::Tiff | FileType::Pdf) => {
            let message =
                "send DOC(X), XLS(X) or PPT(X) to merge fields, or put stamps on the file by StampMergeData";
            findings.add(Rule::MergeKind, place, message);
        }
        Some(FileType::Other | FileType::Rtf) => {
            let message = "send DOC(X), XLS(X) or PPT(X): fields are merged into no other type of file";
            findings.add(Rule::MergeKind, place, message);
        }
    }
}

fn check_stamp_kind(file_type: Option<FileType>, place: &Place<'_>, findings: &mut Findings) {
    match file_type {
        None | Some(FileType::Tiff | FileType::Unlisted) => {}
        Some(FileType::Pdf) => {
            let message = "send TIFF to be sure: later documentation stamps no PDF files";
            findings.add(Rule::StampOnPdf, place, message);
        }
        Some(FileType::Microsoft) => {
            let message = "use DocMergeData for this type of file, or send TIFF: stamps go onto TIFF files";
            findings.add(Rule::MergeKind, place, message);
        }
        Some(FileType::Other | FileType::Rtf) => {
            findings.add(Rule::MergeKind, place, "send TIFF: stamps go onto no other type of file");
        }
    }
}

fn check_doc_merge_fields(fields: &[ApiFaxDocumentDocMergeField], list: &Place<'_>, findings: &mut Findings) {
    let mut seen = HashMap::new();
    for (index, field) in fields.iter().enumerate() {
        let item = list.item("MergeField", index);
        let place = item.at("Key");
        let Some(key) = field.key.as_deref().filter(|key| !is_blank(key)) else {
            findings.add(Rule::NoMergeKey, &place, "give the key that stands in the document as `<mf:key>`");
            continue;
        };
        let first = *seen.entry(key).or_insert(index);
        if first != index {
            let message = format!("give each key once: MergeField[{}] has the same", first + 1);
            findings.add(Rule::DuplicateMergeKey, &place, message);
        }
    }
}

fn check_stamp(stamp: &ApiFaxDocumentStampMergeField, place: &Place<'_>, findings: &mut Findings) {
    check_stamp_place(stamp, &place.at("Key"), findings);
    if stamp.text_value.is_none() && stamp.image_value.is_none() {
        findings.add(Rule::NoStampValue, place, "give a TextValue or an ImageValue");
    }
    if let Some(text) = &stamp.text_value {
        check_stamp_text(text, &place.at("TextValue"), findings);
    }
    if let Some(image) = &stamp.image_value {
        check_stamp_image(image, &place.at("ImageValue"), findings);
    }
}

fn check_stamp_place(stamp: &ApiFaxDocumentStampMergeField, place: &Place<'_>, findings: &mut Findings) {
    let (x, y) = stamp.key.as_ref().map_or((None, None), |key| (key.x_coord, key.y_coord));
    if x.is_none() || y.is_none() {
        let message = "give xCoord and yCoord of the place; 0 and 0 are the top left corner";
        findings.add(Rule::NoStampPlace, place, message);
    }
    settings::not_negative(x, &place.at("@xCoord"), findings);
    settings::not_negative(y, &place.at("@yCoord"), findings);
}

fn check_stamp_text(
    text: &ApiFaxDocumentStampMergeFieldTextValue,
    place: &Place<'_>,
    findings: &mut Findings,
) {
    if text.font_name.as_deref().is_some_and(|name| !font::is_listed(name)) {
        let message = "the font is not listed and may not be there: use one such as `Helvetica` or `Courier`";
        findings.add(Rule::Font, &place.at("@fontName"), message);
    }
    if let Some(size) = text.font_size.filter(|size| size.is_sign_negative() && !size.is_zero()) {
        findings.add(
            Rule::Negative,
            &place.at("@fontSize"),
            format!("give a size above 0 instead of {size}"),
        );
    }
}

fn check_stamp_image(
    image: &ApiFaxDocumentStampMergeFieldImageValue,
    place: &Place<'_>,
    findings: &mut Findings,
) {
    settings::not_negative(image.width, &place.at("@width"), findings);
    settings::not_negative(image.height, &place.at("@height"), findings);
    if image.file_name.as_deref().and_then(FileType::of).is_none() {
        let message =
            "give a file name with an extension, such as `seal.png`: it tells the type of the image";
        findings.add(Rule::NoFileName, &place.at("FileName"), message);
    }
    match &image.file_data {
        None => findings.add(Rule::NoContent, &place.at("FileData"), "give the image"),
        Some(data) if data.is_empty() => {
            findings.add(Rule::EmptyFile, &place.at("FileData"), "give an image that is not empty");
        }
        Some(_) => {}
    }
}
