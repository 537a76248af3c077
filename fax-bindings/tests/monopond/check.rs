//! Every rule: what breaks it is found, at its place, and what keeps it is not.

use fax_bindings::monopond::v2_1::*;
use fax_bindings::monopond::{self, Request, Rule, Severity, v2};
use fax_bindings::runtime::types::{Base64, DateTime, Decimal};

/// Rules and places of the findings.
fn findings(request: &impl Request) -> Vec<(Rule, String)> {
    monopond::check(request).into_iter().map(|finding| (finding.rule, finding.path)).collect()
}

#[track_caller]
fn finds(request: &impl Request, expected: &[(Rule, &str)]) {
    let found = findings(request);
    let found: Vec<(Rule, &str)> = found.iter().map(|(rule, path)| (*rule, path.as_str())).collect();
    assert_eq!(found, expected);
}

fn document() -> ApiFaxDocument {
    ApiFaxDocument::new().with_file_name("a.pdf").with_file_data(b"%PDF")
}

fn message() -> ApiFaxMessage {
    ApiFaxMessage::new("m-1", "61011111111")
}

/// A request that keeps all rules.
fn request() -> SendFaxRequest {
    SendFaxRequest::new().with_send_ref("s").with_fax_messages([message()]).with_documents([document()])
}

fn with_message(message: ApiFaxMessage) -> SendFaxRequest {
    request().with_fax_messages([message])
}

fn with_document(document: ApiFaxDocument) -> SendFaxRequest {
    request().with_documents([document])
}

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

#[test]
fn a_good_request_has_no_findings() {
    finds(&request(), &[]);
    let full = message()
        .with_send_from("Head Office")
        .with_documents([document(), document().with_order(1)])
        .with_scheduled_start_time(date("2026-03-25T12:00:00+10:00"))
        .with_must_be_sent_before_date(date("2026-03-25T12:00:01+10:00"))
        .with_retries(0)
        .with_busy_retries(3)
        .with_max_fax_pages(20)
        .with_header_format("From %from%, To %to%|%a %b %d %H:%M %Y")
        .with_time_zone("America/Argentina/Buenos_Aires");
    finds(&with_message(full), &[]);
}

#[test]
fn a_request_has_messages() {
    let mut none = request();
    none.fax_messages = None;
    finds(&none, &[(Rule::NoMessages, "FaxMessages")]);
    finds(&request().with_fax_messages([]), &[(Rule::NoMessages, "FaxMessages")]);
}

#[test]
fn six_hundred_messages_are_advised() {
    let many = |count: usize| -> Vec<_> {
        (0..count).map(|number| ApiFaxMessage::new(number.to_string(), "61011111111")).collect()
    };
    finds(&request().with_fax_messages(many(600)), &[]);
    let findings = monopond::check(&request().with_fax_messages(many(601)));
    assert_eq!(findings.as_slice()[0].rule, Rule::ManyMessages);
    assert!(findings.is_ok() && findings.warnings().count() == 1);
}

#[test]
fn a_request_has_a_reference_of_its_own() {
    let mut without = request();
    without.send_ref = None;
    finds(&without, &[(Rule::NoSendRef, "SendRef")]);
    finds(&request().with_send_ref(" "), &[(Rule::NoSendRef, "SendRef")]);
}

#[test]
fn messages_have_references_of_their_own() {
    let messages = [message(), ApiFaxMessage::new("", "61011111111"), message(), message()];
    finds(
        &request().with_fax_messages(messages),
        &[
            (Rule::NoMessageRef, "FaxMessages/FaxMessage[2]/MessageRef"),
            (Rule::DuplicateMessageRef, "FaxMessages/FaxMessage[3]/MessageRef"),
            (Rule::DuplicateMessageRef, "FaxMessages/FaxMessage[4]/MessageRef"),
        ],
    );
}

#[test]
fn numbers_are_digits_with_a_country_code() {
    let said = |number: &str| {
        let findings = monopond::check(&with_message(ApiFaxMessage::new("m", number)));
        findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(said("61011111111"), "");
    assert_eq!(said("+61 (0) 1111-1111"), "write the number in digits alone: `61011111111`");
    assert_eq!(said(" 61011111111"), "write the number in digits alone: `61011111111`");
    assert_eq!(said(""), "give the number that the fax goes to, in digits with the country code");
    assert_eq!(said("+"), "give the number that the fax goes to, in digits with the country code");
    assert_eq!(said("fax:61011111111"), "give a telephone number: digits with the country code");
    finds(
        &with_message(ApiFaxMessage::new("m", "0255550101")),
        &[(Rule::NoCountryCode, "FaxMessages/FaxMessage[1]/SendTo")],
    );
}

#[test]
fn there_is_a_document_for_each_message() {
    let mut nowhere = request().with_fax_messages([message(), ApiFaxMessage::new("m-2", "61011111111")]);
    nowhere.documents = None;
    finds(&nowhere, &[(Rule::NoDocument, "Documents")]);
    let with_its_own = ApiFaxMessage::new("m-2", "61011111111").with_documents([document()]);
    let mixed = nowhere.with_fax_messages([message(), with_its_own]);
    finds(&mixed, &[(Rule::NoDocument, "FaxMessages/FaxMessage[1]/Documents")]);
}

#[test]
fn documents_have_content_with_a_name() {
    let place = "Documents/Document[1]/FileData";
    finds(&with_document(ApiFaxDocument::new()), &[(Rule::NoContent, place)]);
    finds(&with_document(ApiFaxDocument::new().with_file_name("a.pdf")), &[(Rule::NoContent, place)]);
    finds(&with_document(ApiFaxDocument::new().with_document_ref("stored")), &[]);
    finds(&with_document(document().with_document_ref("new")), &[]);
    finds(&with_document(document().with_file_data(Base64::default())), &[(Rule::EmptyFile, place)]);
    let place = "Documents/Document[1]/FileName";
    finds(&with_document(ApiFaxDocument::new().with_file_data(b"x")), &[(Rule::NoFileName, place)]);
    finds(&with_document(document().with_file_name("fax")), &[(Rule::NoFileName, place)]);
    finds(&with_document(document().with_file_name("fax.rtf")), &[(Rule::FileType, place)]);
    finds(&with_document(document().with_file_name("fax.odt")), &[(Rule::FileType, place)]);
    let on_message = with_message(message().with_documents([ApiFaxDocument::new()]));
    finds(&on_message, &[(Rule::NoContent, "FaxMessages/FaxMessage[1]/Documents/Document[1]/FileData")]);
}

#[test]
fn documents_have_an_order() {
    let documents = [document(), document().with_order(1), document()];
    finds(&request().with_documents(documents), &[(Rule::OrderTie, "Documents/Document[3]/Order")]);
}

#[test]
fn merge_fields_fit_the_type_of_the_file() {
    let fields = [ApiFaxDocumentDocMergeField::new().with_key("k").with_value("v")];
    let merged =
        |name: &str| with_document(document().with_file_name(name).with_doc_merge_data(fields.clone()));
    let place = "Documents/Document[1]/DocMergeData";
    for name in ["a.docx", "a.DOC", "a.xlsx", "a.pptx"] {
        finds(&merged(name), &[]);
    }
    for name in ["a.pdf", "a.tiff", "a.txt"] {
        finds(&merged(name), &[(Rule::MergeKind, place)]);
    }
    finds(&merged("a.odt"), &[(Rule::FileType, "Documents/Document[1]/FileName")]);
    finds(&with_document(ApiFaxDocument::new().with_document_ref("stored").with_doc_merge_data(fields)), &[]);
}

#[test]
fn stamps_fit_the_type_of_the_file() {
    let stamped =
        |name: &str| with_document(document().with_file_name(name).with_stamp_merge_data([stamp()]));
    let place = "Documents/Document[1]/StampMergeData";
    finds(&stamped("a.tiff"), &[]);
    finds(&stamped("a.tif"), &[]);
    finds(&stamped("a.pdf"), &[(Rule::StampOnPdf, place)]);
    finds(&stamped("a.docx"), &[(Rule::MergeKind, place)]);
    finds(&stamped("a.png"), &[(Rule::MergeKind, place)]);
    let both = ApiFaxDocument::new()
        .with_document_ref("stored")
        .with_doc_merge_data([ApiFaxDocumentDocMergeField::new().with_key("k")])
        .with_stamp_merge_data([stamp()]);
    finds(&with_document(both), &[(Rule::MergeKind, place)]);
}

#[test]
fn merge_keys_stand_once() {
    let field = |key: &str| ApiFaxDocumentDocMergeField::new().with_key(key);
    let fields = [field("a"), ApiFaxDocumentDocMergeField::new(), field("b"), field("a")];
    finds(
        &with_document(document().with_file_name("a.docx").with_doc_merge_data(fields)),
        &[
            (Rule::NoMergeKey, "Documents/Document[1]/DocMergeData/MergeField[2]/Key"),
            (Rule::DuplicateMergeKey, "Documents/Document[1]/DocMergeData/MergeField[4]/Key"),
        ],
    );
}

fn stamp() -> ApiFaxDocumentStampMergeField {
    ApiFaxDocumentStampMergeField::new()
        .with_key(ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(0).with_y_coord(0))
        .with_text_value(ApiFaxDocumentStampMergeFieldTextValue::new("t").with_font_name("Helvetica"))
}

#[track_caller]
fn stamp_finds(stamp: ApiFaxDocumentStampMergeField, expected: &[(Rule, &str)]) {
    let request = with_document(document().with_file_name("a.tiff").with_stamp_merge_data([stamp]));
    let place = "Documents/Document[1]/StampMergeData/MergeField[1]";
    let expected: Vec<_> = expected.iter().map(|(rule, inner)| (*rule, format!("{place}{inner}"))).collect();
    assert_eq!(findings(&request), expected);
}

#[test]
fn stamps_have_place_and_value() {
    stamp_finds(
        ApiFaxDocumentStampMergeField::new(),
        &[(Rule::NoStampPlace, "/Key"), (Rule::NoStampValue, "")],
    );
    let key = ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(-1);
    stamp_finds(stamp().with_key(key), &[(Rule::NoStampPlace, "/Key"), (Rule::Negative, "/Key/@xCoord")]);
    let text = ApiFaxDocumentStampMergeFieldTextValue::new("t")
        .with_font_name("Comic Sans")
        .with_font_size(Decimal::new(-1, 0));
    stamp_finds(
        stamp().with_text_value(text),
        &[(Rule::Font, "/TextValue/@fontName"), (Rule::Negative, "/TextValue/@fontSize")],
    );
    let image = ApiFaxDocumentStampMergeFieldImageValue::new().with_width(-1).with_height(-1);
    stamp_finds(
        stamp().with_image_value(image),
        &[
            (Rule::Negative, "/ImageValue/@width"),
            (Rule::Negative, "/ImageValue/@height"),
            (Rule::NoFileName, "/ImageValue/FileName"),
            (Rule::NoContent, "/ImageValue/FileData"),
        ],
    );
    let image = ApiFaxDocumentStampMergeFieldImageValue::new()
        .with_file_name("a.png")
        .with_file_data(Base64::default());
    stamp_finds(stamp().with_image_value(image), &[(Rule::EmptyFile, "/ImageValue/FileData")]);
}

#[test]
fn names_of_senders_are_short() {
    let named = |length: usize| request().with_send_from("é".repeat(length));
    finds(&named(20), &[]);
    finds(&named(21), &[(Rule::SendFromLong, "SendFrom")]);
    finds(&named(32), &[(Rule::SendFromLong, "SendFrom")]);
    finds(&named(33), &[(Rule::SendFromTooLong, "SendFrom")]);
    let on_message = with_message(message().with_send_from("x".repeat(33)));
    finds(&on_message, &[(Rule::SendFromTooLong, "FaxMessages/FaxMessage[1]/SendFrom")]);
}

#[test]
fn counts_are_not_negative() {
    finds(
        &request().with_retries(-1).with_busy_retries(-1).with_max_fax_pages(-1),
        &[(Rule::Negative, "Retries"), (Rule::Negative, "BusyRetries"), (Rule::Negative, "MaxFaxPages")],
    );
}

#[test]
fn header_codes_are_listed() {
    finds(&request().with_header_format("100%"), &[(Rule::HeaderCode, "HeaderFormat")]);
    finds(&request().with_header_format("%W"), &[(Rule::HeaderCode, "HeaderFormat")]);
}

#[test]
fn a_fax_starts_before_its_deadline() {
    let start = date("2026-03-25T12:00:00+10:00");
    let request_place = &[(Rule::Deadline, "MustBeSentBeforeDate")];
    let started = request().with_scheduled_start_time(start);
    finds(&started.clone().with_must_be_sent_before_date(date("2026-03-25T03:00:00Z")), &[]);
    finds(&started.clone().with_must_be_sent_before_date(date("2026-03-25T02:00:00Z")), request_place);
    finds(&started.clone().with_must_be_sent_before_date(date("2026-03-25T01:59:59Z")), request_place);

    // The message takes the start from the request.
    let message_place = &[(Rule::Deadline, "FaxMessages/FaxMessage[1]/MustBeSentBeforeDate")];
    let early = message().with_must_be_sent_before_date(date("2026-03-24T00:00:00Z"));
    finds(&started.with_fax_messages([early]), message_place);
}

#[test]
fn dates_have_a_zone() {
    let request = request()
        .with_scheduled_start_time(date("2026-03-25T12:00:00"))
        .with_must_be_sent_before_date(date("2026-03-25T11:00:00"));
    finds(
        &request,
        &[
            (Rule::NoZone, "ScheduledStartTime"),
            (Rule::NoZone, "MustBeSentBeforeDate"),
            (Rule::Deadline, "MustBeSentBeforeDate"),
        ],
    );
    let not_comparable = request.with_must_be_sent_before_date(date("2026-03-25T11:00:00Z"));
    finds(&not_comparable, &[(Rule::NoZone, "ScheduledStartTime")]);
}

#[test]
fn time_zones_have_names() {
    for name in ["Australia/Adelaide", "Etc/GMT+10", "America/Port-au-Prince", "UTC"] {
        finds(&request().with_time_zone(name), &[]);
    }
    for name in ["", "+10:00", "AUS Eastern Standard Time", "Australia/", "/Adelaide", "10/20"] {
        finds(&request().with_time_zone(name), &[(Rule::TimeZone, "TimeZone")]);
    }
}

#[test]
fn values_are_those_of_the_contract() {
    finds(
        &with_document(
            document().with_dithering_technique("imagemagick".parse::<FaxDitheringTechnique>().unwrap()),
        )
        .with_resolution("superfine".parse::<FaxResolution>().unwrap()),
        &[
            (Rule::UnknownValue, "Documents/Document[1]/DitheringTechnique"),
            (Rule::UnknownValue, "Resolution"),
        ],
    );
    let status = FaxStatusRequest::new().with_send_ref("s");
    finds(&status.clone().with_verbosity(FaxStatusLevel::Send), &[]);
    let verbose = status.with_verbosity("verbose".parse::<FaxStatusLevel>().unwrap());
    finds(&verbose, &[(Rule::UnknownValue, "Verbosity")]);
}

#[test]
fn requests_by_reference_have_one() {
    let missing = &[(Rule::NoReference, "MessageRef")];
    finds(&FaxStatusRequest::new(), missing);
    finds(&StopFaxRequest::new(), missing);
    finds(&PauseFaxRequest::new().with_send_ref(""), missing);
    finds(&ResumeFaxRequest::new(), missing);
    finds(&FaxStatusRequest::new().with_message_ref("m"), &[]);
    finds(&StopFaxRequest::new().with_send_ref("s"), &[]);
    finds(&PauseFaxRequest::new().with_broadcast_ref("b"), &[]);
    finds(&ResumeFaxRequest::new().with_message_ref("m").with_send_ref("s"), &[]);
    finds(&DeleteFaxDocumentRequest::new(), &[(Rule::NoReference, "DocumentRef")]);
    finds(&DeleteFaxDocumentRequest::new().with_document_ref("d"), &[]);
    finds(&DeleteFaxDocumentRequest::new().with_broadcast_ref("b"), &[]);
}

#[test]
fn stored_documents_are_whole() {
    finds(&SaveFaxDocumentRequest::new("d", "d.pdf", b"%PDF"), &[]);
    finds(
        &SaveFaxDocumentRequest::new("", "d", Base64::default()),
        &[
            (Rule::NoDocumentRef, "DocumentRef"),
            (Rule::EmptyFile, "FileData"),
            (Rule::NoFileName, "FileName"),
        ],
    );
}

#[test]
fn previews_are_checked_like_documents() {
    finds(&FaxDocumentPreviewRequest::new("d").with_stamp_merge_data([stamp()]), &[]);
    let preview = FaxDocumentPreviewRequest::new(" ")
        .with_resolution("superfine".parse::<FaxResolution>().unwrap())
        .with_dithering_technique("imagemagick".parse::<FaxDitheringTechnique>().unwrap())
        .with_doc_merge_data([ApiFaxDocumentDocMergeField::new()]);
    finds(
        &preview,
        &[
            (Rule::NoDocumentRef, "DocumentRef"),
            (Rule::UnknownValue, "Resolution"),
            (Rule::UnknownValue, "DitheringTechnique"),
            (Rule::NoMergeKey, "DocMergeData/MergeField[1]/Key"),
        ],
    );
}

#[test]
fn version_2_keeps_the_same_rules() {
    let message = v2::ApiFaxMessage::new("m", "+61011111111")
        .with_documents([v2::ApiFaxDocument::new("fax", b"x")])
        .with_retries(-1);
    let request = v2::SendFaxRequest::new()
        .with_fax_messages([message])
        .with_send_from("x".repeat(21))
        .with_resolution("superfine".parse::<v2::FaxResolution>().unwrap());
    finds(
        &request,
        &[
            (Rule::NoSendRef, "SendRef"),
            (Rule::SendTo, "FaxMessages/FaxMessage[1]/SendTo"),
            (Rule::NoFileName, "FaxMessages/FaxMessage[1]/Documents/Document[1]/FileName"),
            (Rule::Negative, "FaxMessages/FaxMessage[1]/Retries"),
            (Rule::UnknownValue, "Resolution"),
            (Rule::SendFromLong, "SendFrom"),
        ],
    );
    finds(&v2::FaxStatusRequest::new(), &[(Rule::NoReference, "MessageRef")]);
    finds(&v2::StopFaxRequest::new().with_send_ref("s"), &[]);
    finds(&v2::PauseFaxRequest::new(), &[(Rule::NoReference, "MessageRef")]);
    finds(&v2::ResumeFaxRequest::new(), &[(Rule::NoReference, "MessageRef")]);
}

#[test]
fn findings_are_told_in_lines() {
    let findings = monopond::check(&request().with_send_ref("").with_retries(-2));
    assert!(!findings.is_ok());
    assert_eq!((findings.errors().count(), findings.warnings().count()), (1, 1));
    let text = findings.to_string();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("warning at SendRef: give a SendRef of its own"), "{text}");
    assert_eq!(lines[1..], ["error at Retries: give 0 or more instead of -2"]);
    assert_eq!(findings.clone().into_result(), Err(findings));
    let only_warnings = monopond::check(&request().with_send_ref(""));
    assert_eq!(only_warnings.as_slice()[0].severity(), Severity::Warning);
    assert_eq!(only_warnings.clone().into_result(), Ok(only_warnings));
}
