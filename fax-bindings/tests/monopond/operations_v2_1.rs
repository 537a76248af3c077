//! Every operation of version 2.1: the exact bytes that go out, and what comes back.

use fax_bindings::monopond::v2_1::client::ApiClient;
use fax_bindings::monopond::v2_1::*;
use fax_bindings::runtime::soap::{Call, FaultDetail, Reply};

use crate::server::{exchange, reply_envelope, request_envelope};

/// Calls an operation, checks the request to the last byte, and gives back the reply, which has nothing to report.
#[track_caller]
fn call<O, F: FaultDetail>(
    call: impl FnOnce(&ApiClient) -> Call<O, F>,
    request: &str,
    reply: &str,
) -> Reply<O> {
    let (result, recorded) = exchange((200, reply_envelope(NAMESPACE, reply)), call);
    assert_eq!(recorded.line, "POST /fax HTTP/1.1");
    assert_eq!(recorded.header("content-type"), Some("text/xml; charset=utf-8"));
    assert_eq!(recorded.header("soapaction"), Some("\"\""));
    assert_eq!(recorded.body, request_envelope(NAMESPACE, request));
    let reply = result.unwrap();
    assert!(reply.report().is_empty(), "{}", reply.report());
    reply
}

fn queued() -> Vec<ApiFaxMessageStatus> {
    vec![
        ApiFaxMessageStatus::new()
            .with_message_ref("m-1")
            .with_send_ref("s")
            .with_broadcast_ref("b")
            .with_send_to("61011111111")
            .with_status(FaxUserStatus::Queued),
    ]
}

const QUEUED: &str = "<FaxMessages><FaxMessage messageRef=\"m-1\" sendRef=\"s\" broadcastRef=\"b\" \
                      sendTo=\"61011111111\" status=\"queued\"/></FaxMessages>";

#[test]
fn send_fax() {
    let stored = ApiFaxDocument::new().with_document_ref("cover");
    let stamps = [
        ApiFaxDocumentStampMergeField::new()
            .with_key(ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(12).with_y_coord(34))
            .with_text_value(
                ApiFaxDocumentStampMergeFieldTextValue::new("A & B")
                    .with_font_name("Courier")
                    .with_font_size("12.5".parse::<fax_bindings::runtime::types::Decimal>().unwrap()),
            ),
        ApiFaxDocumentStampMergeField::new()
            .with_key(ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(0).with_y_coord(0))
            .with_image_value(
                ApiFaxDocumentStampMergeFieldImageValue::new()
                    .with_width(120)
                    .with_height(130)
                    .with_file_name("seal.png")
                    .with_file_data(b"png"),
            ),
    ];
    let form = ApiFaxDocument::new()
        .with_file_name("form.tiff")
        .with_file_data(b"Test")
        .with_order(1)
        .with_dithering_technique(FaxDitheringTechnique::Detailed)
        .with_stamp_merge_data(stamps);
    let letter = ApiFaxDocument::new()
        .with_file_name("letter.docx")
        .with_file_data(b"docx")
        .with_doc_merge_data([ApiFaxDocumentDocMergeField::new().with_key("name").with_value("Ann")]);
    let start = "2026-03-25T12:00:00+10:00".parse::<fax_bindings::runtime::types::DateTime>().unwrap();
    let message = ApiFaxMessage::new("m-1", "61011111111")
        .with_send_from("Branch")
        .with_documents([letter])
        .with_resolution(FaxResolution::Fine)
        .with_blocklists(ApiFaxMessageBlocklist::new().with_dncr(true).with_fps(false).with_smartblock(true))
        .with_scheduled_start_time(start)
        .with_retries(1)
        .with_busy_retries(2)
        .with_header_format("%from%|%to%")
        .with_must_be_sent_before_date(
            "2026-03-26T12:00:00Z".parse::<fax_bindings::runtime::types::DateTime>().unwrap(),
        )
        .with_max_fax_pages(3)
        .with_cli("61022222222")
        .with_time_zone("Australia/Adelaide");
    let request = SendFaxRequest::new()
        .with_broadcast_ref("b")
        .with_send_ref("s")
        .with_fax_messages([message, ApiFaxMessage::new("m-2", "61033333333")])
        .with_documents([stored, form])
        .with_resolution(FaxResolution::Normal)
        .with_send_from("Head Office")
        .with_scheduled_start_time(start)
        .with_retries(0)
        .with_time_zone("UTC");

    let reply = call(
        |client| client.send_fax(&request),
        "<ns1:SendFaxRequest><BroadcastRef>b</BroadcastRef><SendRef>s</SendRef><FaxMessages>\
         <FaxMessage><MessageRef>m-1</MessageRef><SendTo>61011111111</SendTo><SendFrom>Branch</SendFrom>\
         <Documents><Document><FileName>letter.docx</FileName><FileData>ZG9jeA==</FileData><Order>0</Order>\
         <DocMergeData><MergeField><Key>name</Key><Value>Ann</Value></MergeField></DocMergeData></Document></Documents>\
         <Resolution>fine</Resolution><Blocklists dncr=\"true\" fps=\"false\" smartblock=\"true\"/>\
         <ScheduledStartTime>2026-03-25T12:00:00+10:00</ScheduledStartTime><Retries>1</Retries>\
         <BusyRetries>2</BusyRetries><HeaderFormat>%from%|%to%</HeaderFormat>\
         <MustBeSentBeforeDate>2026-03-26T12:00:00Z</MustBeSentBeforeDate><MaxFaxPages>3</MaxFaxPages>\
         <CLI>61022222222</CLI><TimeZone>Australia/Adelaide</TimeZone></FaxMessage>\
         <FaxMessage><MessageRef>m-2</MessageRef><SendTo>61033333333</SendTo></FaxMessage></FaxMessages>\
         <Documents><Document><DocumentRef>cover</DocumentRef><Order>0</Order></Document>\
         <Document><FileName>form.tiff</FileName><FileData>VGVzdA==</FileData><Order>1</Order>\
         <DitheringTechnique>DETAILED</DitheringTechnique><StampMergeData>\
         <MergeField><Key xCoord=\"12\" yCoord=\"34\"/>\
         <TextValue fontName=\"Courier\" fontSize=\"12.5\">A &amp; B</TextValue></MergeField>\
         <MergeField><Key xCoord=\"0\" yCoord=\"0\"/><ImageValue width=\"120\" height=\"130\">\
         <FileName>seal.png</FileName><FileData>cG5n</FileData></ImageValue></MergeField></StampMergeData></Document>\
         </Documents><Resolution>normal</Resolution><SendFrom>Head Office</SendFrom>\
         <ScheduledStartTime>2026-03-25T12:00:00+10:00</ScheduledStartTime><Retries>0</Retries>\
         <TimeZone>UTC</TimeZone></ns1:SendFaxRequest>",
        &format!("<ns2:SendFaxResponse>{QUEUED}</ns2:SendFaxResponse>"),
    );
    assert_eq!(reply.into_inner(), SendFaxResponse::new().with_fax_messages(queued()));
}

#[test]
fn fax_status() {
    let request = FaxStatusRequest::new()
        .with_message_ref("m-1")
        .with_send_ref("s")
        .with_broadcast_ref("b")
        .with_verbosity(FaxStatusLevel::Results);
    let reply = call(
        |client| client.fax_status(&request),
        "<ns1:FaxStatusRequest><MessageRef>m-1</MessageRef><SendRef>s</SendRef><BroadcastRef>b</BroadcastRef>\
         <Verbosity>results</Verbosity></ns1:FaxStatusRequest>",
        &format!(
            "<ns2:FaxStatusResponse><FaxStatusTotals queued=\"1\" paused=\"2\"/><FaxResultsTotals success=\"3\"/>\
             {QUEUED}</ns2:FaxStatusResponse>"
        ),
    );
    let expected = FaxStatusResponse::new()
        .with_fax_status_totals(FaxStatusTotals::new().with_queued(1).with_paused(2))
        .with_fax_results_totals(FaxResultsTotals::new().with_success(3))
        .with_fax_messages(queued());
    assert_eq!(reply.into_inner(), expected);
}

#[test]
fn stop_fax() {
    let reply = call(
        |client| client.stop_fax(&StopFaxRequest::new().with_message_ref("m-1")),
        "<ns1:StopFaxRequest><MessageRef>m-1</MessageRef></ns1:StopFaxRequest>",
        &format!("<ns2:StopFaxResponse>{QUEUED}</ns2:StopFaxResponse>"),
    );
    assert_eq!(reply.into_inner(), StopFaxResponse::new().with_fax_messages(queued()));
}

#[test]
fn pause_fax() {
    let reply = call(
        |client| client.pause_fax(&PauseFaxRequest::new().with_send_ref("s")),
        "<ns1:PauseFaxRequest><SendRef>s</SendRef></ns1:PauseFaxRequest>",
        &format!("<ns2:PauseFaxResponse>{QUEUED}</ns2:PauseFaxResponse>"),
    );
    assert_eq!(reply.into_inner(), PauseFaxResponse::new().with_fax_messages(queued()));
}

#[test]
fn resume_fax() {
    let reply = call(
        |client| client.resume_fax(&ResumeFaxRequest::new().with_broadcast_ref("b")),
        "<ns1:ResumeFaxRequest><BroadcastRef>b</BroadcastRef></ns1:ResumeFaxRequest>",
        &format!("<ns2:ResumeFaxResponse>{QUEUED}</ns2:ResumeFaxResponse>"),
    );
    assert_eq!(reply.into_inner(), ResumeFaxResponse::new().with_fax_messages(queued()));
}

#[test]
fn save_fax_document() {
    let request = SaveFaxDocumentRequest::new("cover", "cover.pdf", b"%PDF");
    let reply = call(
        |client| client.save_fax_document(&request),
        "<ns1:SaveFaxDocumentRequest><DocumentRef>cover</DocumentRef><FileName>cover.pdf</FileName>\
         <FileData>JVBERg==</FileData></ns1:SaveFaxDocumentRequest>",
        "<ns2:SaveFaxDocumentResponse/>",
    );
    assert_eq!(reply.into_inner(), SaveFaxDocumentResponse::new());
}

#[test]
fn delete_fax_document() {
    let request = DeleteFaxDocumentRequest::new()
        .with_document_ref("cover")
        .with_message_ref("m-1")
        .with_send_ref("s")
        .with_broadcast_ref("b");
    let reply = call(
        |client| client.delete_fax_document(&request),
        "<ns1:DeleteFaxDocumentRequest><DocumentRef>cover</DocumentRef><MessageRef>m-1</MessageRef>\
         <SendRef>s</SendRef><BroadcastRef>b</BroadcastRef></ns1:DeleteFaxDocumentRequest>",
        "<ns2:DeleteFaxDocumentResponse/>",
    );
    assert_eq!(reply.into_inner(), DeleteFaxDocumentResponse::new());
}

#[test]
fn fax_document_preview() {
    let request = FaxDocumentPreviewRequest::new("cover")
        .with_resolution(FaxResolution::Fine)
        .with_dithering_technique(FaxDitheringTechnique::DarkenExtra)
        .with_doc_merge_data([ApiFaxDocumentDocMergeField::new().with_key("k")]);
    let reply = call(
        |client| client.fax_document_preview(&request),
        "<ns1:FaxDocumentPreviewRequest><DocumentRef>cover</DocumentRef><Resolution>fine</Resolution>\
         <DitheringTechnique>darken_extra</DitheringTechnique><DocMergeData><MergeField><Key>k</Key></MergeField>\
         </DocMergeData></ns1:FaxDocumentPreviewRequest>",
        "<ns2:FaxDocumentPreviewResponse><TiffPreview>VElG\nRg==</TiffPreview><NumberOfPages>2</NumberOfPages>\
         </ns2:FaxDocumentPreviewResponse>",
    );
    let expected = FaxDocumentPreviewResponse::new().with_tiff_preview(b"TIFF").with_number_of_pages(2);
    assert_eq!(reply.into_inner(), expected);
}

#[test]
fn the_client_of_the_first_example_is_the_one_of_this_version() {
    use fax_bindings::monopond::{Client, UsernameToken, endpoint};

    let client: ApiClient =
        Client::new(endpoint::v2_1::PRODUCTION, UsernameToken::new("user", "password")).unwrap();
    assert!(format!("{client:?}").contains(endpoint::v2_1::PRODUCTION));
    assert!(Client::new("http://fax.example/", UsernameToken::new("user", "password")).is_err());
}
