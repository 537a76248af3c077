//! Every mistake is told with its place.

use super::super::contract::v2_1::{
    ApiFaxDocumentDocMergeField, ApiFaxDocumentStampMergeField, ApiFaxDocumentStampMergeFieldImageValue,
    ApiFaxDocumentStampMergeFieldKey, ApiFaxDocumentStampMergeFieldTextValue, DeleteFaxDocumentRequest,
    FaxDitheringTechnique, FaxDocumentPreviewRequest, FaxResolution, SaveFaxDocumentRequest, StopFaxRequest,
};
use super::super::refusal::Kind;
use super::*;

/// What a request is refused for, one mistake after the other.
fn mistakes<T: std::fmt::Debug>(result: Result<T, Refusal>) -> Vec<String> {
    let refusal = result.unwrap_err();
    assert_eq!(refusal.kind, Kind::InvalidArgumentsException);
    refusal.message.split("; ").map(str::to_owned).collect()
}

fn sent(request: &SendFaxRequest) -> Vec<String> {
    mistakes(monopond(Limits::default()).1.send(request))
}

fn message() -> ApiFaxMessage {
    ApiFaxMessage::new("a", "61011111111")
}

fn with_documents(documents: impl IntoIterator<Item = ApiFaxDocument>) -> SendFaxRequest {
    SendFaxRequest::new().with_fax_messages([message()]).with_documents(documents)
}

#[test]
fn faxes_need_messages() {
    let required = ["FaxMessages: at least one FaxMessage is required"];
    assert_eq!(sent(&SendFaxRequest::new()), required);
    assert_eq!(sent(&SendFaxRequest::new().with_fax_messages([])), required);
}

#[test]
fn messages_need_references_numbers_and_documents() {
    let good = message().with_documents([letter()]);
    let bad = ApiFaxMessage::new(" ", "+61 0").with_documents([]);
    assert_eq!(
        sent(&SendFaxRequest::new().with_fax_messages([good.clone(), bad, good])),
        [
            "FaxMessages/FaxMessage[2]/MessageRef: must not be empty",
            "FaxMessages/FaxMessage[2]/SendTo: must be the digits of a number with its country code",
            "FaxMessages/FaxMessage[2]/Documents: required here or on the request",
            "FaxMessages/FaxMessage[3]/MessageRef: FaxMessage[1] has the same",
        ]
    );
}

#[test]
fn settings_have_to_be_possible_on_messages_and_requests() {
    let unknown: FaxResolution = "superfine".parse().unwrap();
    let bad = message()
        .with_resolution(unknown.clone())
        .with_send_from("x".repeat(33))
        .with_retries(-1)
        .with_busy_retries(11)
        .with_max_fax_pages(-1);
    let request = SendFaxRequest::new()
        .with_fax_messages([bad])
        .with_documents([letter()])
        .with_resolution(unknown)
        .with_send_from("x".repeat(33))
        .with_retries(11)
        .with_busy_retries(-1)
        .with_header_format("x".repeat(256))
        .with_max_fax_pages(-2)
        .with_cli("1".repeat(256))
        .with_time_zone("x".repeat(256));
    assert_eq!(
        sent(&request),
        [
            "FaxMessages/FaxMessage[1]/Resolution: superfine is unknown",
            "FaxMessages/FaxMessage[1]/SendFrom: has 33 characters, 32 are allowed",
            "FaxMessages/FaxMessage[1]/Retries: must not be negative",
            "FaxMessages/FaxMessage[1]/BusyRetries: the account allows 10",
            "FaxMessages/FaxMessage[1]/MaxFaxPages: must not be negative",
            "Resolution: superfine is unknown",
            "SendFrom: has 33 characters, 32 are allowed",
            "Retries: the account allows 10",
            "BusyRetries: must not be negative",
            "HeaderFormat: has 256 characters, the sandbox takes 255",
            "MaxFaxPages: must not be negative",
            "CLI: has 256 characters, the sandbox takes 255",
            "TimeZone: has 256 characters, the sandbox takes 255",
        ]
    );
}

#[test]
fn what_is_just_possible_is_taken() {
    let limit = SendFaxRequest::new()
        .with_broadcast_ref("b".repeat(255))
        .with_send_ref("ä".repeat(255))
        .with_fax_messages([ApiFaxMessage::new("m".repeat(255), "1".repeat(255))
            .with_send_from("ä".repeat(32))
            .with_retries(10)
            .with_busy_retries(0)
            .with_max_fax_pages(0)])
        .with_documents([letter()])
        .with_header_format("x".repeat(255));
    monopond(Limits::default()).1.send(&limit).unwrap();
    let one_past = limit.with_broadcast_ref("b".repeat(256)).with_send_ref("ä".repeat(256));
    assert_eq!(
        sent(&one_past),
        [
            "BroadcastRef: has 256 characters, the sandbox takes 255",
            "SendRef: has 256 characters, the sandbox takes 255"
        ]
    );
}

#[test]
fn documents_need_content() {
    let unknown: FaxDitheringTechnique = "stipple".parse().unwrap();
    let documents = [
        ApiFaxDocument::new(),
        ApiFaxDocument::new().with_document_ref(" ").with_file_name("a.txt"),
        ApiFaxDocument::new().with_file_data(b"x"),
        letter().with_file_name(" ").with_file_data(b""),
        letter().with_dithering_technique(unknown),
        letter().with_document_ref("r".repeat(256)),
    ];
    assert_eq!(
        sent(&with_documents(documents)),
        [
            "Documents/Document[1]/FileData: required, unless DocumentRef names a stored document",
            "Documents/Document[2]/FileData: required, unless DocumentRef names a stored document",
            "Documents/Document[3]/FileName: must not be empty",
            "Documents/Document[4]/FileData: must not be empty",
            "Documents/Document[4]/FileName: must not be empty",
            "Documents/Document[5]/DitheringTechnique: stipple is unknown",
            "Documents/Document[6]/DocumentRef: has 256 characters, the sandbox takes 255",
        ]
    );
    let own = SendFaxRequest::new().with_fax_messages([message().with_documents([ApiFaxDocument::new()])]);
    assert_eq!(
        sent(&own),
        ["FaxMessages/FaxMessage[1]/Documents/Document[1]/FileData: \
             required, unless DocumentRef names a stored document"]
    );
}

#[test]
fn merge_fields_need_keys_of_their_own() {
    let field = |key: &str| ApiFaxDocumentDocMergeField::new().with_key(key).with_value("x");
    let fields = [field("a"), field(" "), ApiFaxDocumentDocMergeField::new(), field("a")];
    assert_eq!(
        sent(&with_documents([letter().with_file_name("a.docx").with_doc_merge_data(fields)])),
        [
            "Documents/Document[1]/DocMergeData/MergeField[2]/Key: must not be empty",
            "Documents/Document[1]/DocMergeData/MergeField[3]/Key: must not be empty",
            "Documents/Document[1]/DocMergeData/MergeField[4]/Key: MergeField[1] has the same",
        ]
    );
}

#[test]
fn stamps_need_a_place_and_something_to_stamp() {
    let stamp = ApiFaxDocumentStampMergeField::new;
    let at = |x, y| ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(x).with_y_coord(y);
    let text = ApiFaxDocumentStampMergeFieldTextValue::new("x");
    let image = ApiFaxDocumentStampMergeFieldImageValue::new();
    let stamps = [
        stamp(),
        stamp()
            .with_key(ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(1))
            .with_text_value(text.clone()),
        stamp().with_key(at(-1, -1)).with_text_value(
            text.clone().with_font_size("-1".parse::<xsd_runtime::types::Decimal>().unwrap()),
        ),
        stamp().with_key(at(0, 0)).with_image_value(image.clone().with_width(-1).with_height(-1)),
        stamp().with_key(at(0, 0)).with_text_value(text),
    ];
    let place = "Documents/Document[1]/StampMergeData/MergeField";
    assert_eq!(
        sent(&with_documents([letter().with_file_name("a.tiff").with_stamp_merge_data(stamps)])),
        [
            format!("{place}[1]/Key: xCoord and yCoord are required"),
            format!("{place}[1]/TextValue: required, unless there is an ImageValue"),
            format!("{place}[2]/Key: xCoord and yCoord are required"),
            format!("{place}[3]/Key/@xCoord: must not be negative"),
            format!("{place}[3]/Key/@yCoord: must not be negative"),
            format!("{place}[3]/TextValue/@fontSize: must not be negative"),
            format!("{place}[4]/ImageValue/@width: must not be negative"),
            format!("{place}[4]/ImageValue/@height: must not be negative"),
            format!("{place}[4]/ImageValue/FileName: must not be empty"),
            format!("{place}[4]/ImageValue/FileData: must not be empty"),
        ]
    );
}

#[test]
fn a_hundred_mistakes_are_told_and_the_others_counted() {
    let documents = |number| vec![ApiFaxDocument::new(); number];
    let hundred = sent(&with_documents(documents(100)));
    assert_eq!(hundred.len(), 100);
    let more = sent(&with_documents(documents(350)));
    assert_eq!(more.len(), 101);
    assert_eq!((&more[..100], &*more[100]), (&*hundred, "and 250 more"));
}

#[test]
fn the_other_requests_need_references() {
    let (_clock, monopond) = monopond(Limits::default());
    let required = ["MessageRef: one of MessageRef, SendRef and BroadcastRef is required"];
    assert_eq!(mistakes(monopond.status(&FaxStatusRequest::new())), required);
    assert_eq!(mistakes(monopond.stop(&StopFaxRequest::new().with_send_ref(" "))), required);
    let chatty: FaxStatusLevel = "chatty".parse().unwrap();
    assert_eq!(
        mistakes(monopond.status(&FaxStatusRequest::new().with_verbosity(chatty))),
        [required[0], "Verbosity: chatty is unknown"]
    );
    assert_eq!(
        mistakes(monopond.save(&SaveFaxDocumentRequest::new("", " ", b""))),
        ["DocumentRef: must not be empty", "FileName: must not be empty", "FileData: must not be empty"]
    );
    assert_eq!(
        mistakes(monopond.delete(&DeleteFaxDocumentRequest::new().with_send_ref("send"))),
        ["DocumentRef: required: documents are not deleted by other references"]
    );
    let preview = FaxDocumentPreviewRequest::new("")
        .with_resolution("superfine".parse::<FaxResolution>().unwrap())
        .with_dithering_technique("stipple".parse::<FaxDitheringTechnique>().unwrap());
    assert_eq!(
        mistakes(monopond.preview(&preview)),
        [
            "DocumentRef: must not be empty",
            "Resolution: superfine is unknown",
            "DitheringTechnique: stipple is unknown"
        ]
    );
}
