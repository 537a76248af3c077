//! Every operation and every fault of version 2.1 of Monopond's API.

use std::fmt::Debug;
use std::time::Duration;

use fax_bindings::monopond::UsernameToken;
use fax_bindings::monopond::v2_1::client::ApiClient;
use fax_bindings::monopond::v2_1::*;
use fax_bindings::runtime::soap::{Call, Client, ClientBuilder, Error, FaultDetail, FaultKind};
use fax_bindings::runtime::types::{DateTime, Decimal};

use crate::server::{Group, Server, password, user};

pub(crate) const GROUPS: &[Group] = &[
    ("send", send),
    ("status at each verbosity", status),
    ("stop, pause and resume", change),
    ("documents", documents),
    ("faults", faults),
    ("credentials", credentials),
];

/// A token with the right password.
fn token() -> UsernameToken {
    token_with(&password())
}

fn token_with(password: &str) -> UsernameToken {
    UsernameToken::new(user(), password)
}

impl Server {
    fn client(&self) -> ApiClient {
        self.client_with(token())
    }

    fn client_with(&self, token: UsernameToken) -> ApiClient {
        self.builder().credentials(token).build().unwrap()
    }

    fn builder(&self) -> ClientBuilder<ApiClient> {
        Client::builder().endpoint(&self.endpoint)
    }
}

/// Has every member that the published contract has, and text that needs escaping.
fn everything() -> SendFaxRequest {
    let stamps = [
        ApiFaxDocumentStampMergeField::new()
            .with_key(ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(1287).with_y_coord(-1))
            .with_text_value(
                ApiFaxDocumentStampMergeFieldTextValue::new("  a\tb\r\n<&>\"' ]]> ")
                    .with_font_name("Courier-New-Bold")
                    .with_font_size(Decimal::new(125, 1)),
            ),
        ApiFaxDocumentStampMergeField::new().with_image_value(
            ApiFaxDocumentStampMergeFieldImageValue::new()
                .with_width(120)
                .with_height(130)
                .with_file_name("seal.png")
                .with_file_data(b"\x89PNG\r\n"),
        ),
    ];
    let form = ApiFaxDocument::new()
        .with_document_ref("form")
        .with_file_name("form.tiff")
        .with_file_data(b"\0\xff\xfe")
        .with_order(-7)
        .with_dithering_technique(FaxDitheringTechnique::DarkenMore)
        .with_stamp_merge_data(stamps);
    let letter = ApiFaxDocument::new()
        .with_file_name("Brief an \u{41e}\u{43b}\u{44c}\u{433}\u{430}.docx")
        .with_file_data(vec![b'x'; 3_000_000])
        .with_dithering_technique(FaxDitheringTechnique::Detailed)
        .with_doc_merge_data([
            ApiFaxDocumentDocMergeField::new().with_key("name").with_value("Ann & Bob"),
            ApiFaxDocumentDocMergeField::new().with_key("empty").with_value(""),
        ]);
    let message = ApiFaxMessage::new("m-1", "61011111111")
        .with_send_from("Gr\u{f6}\u{df}e \u{20ac}\u{1f4e0} <&>\"'")
        .with_documents([form])
        .with_resolution(FaxResolution::Fine)
        .with_blocklists(ApiFaxMessageBlocklist::new().with_dncr(true).with_fps(false))
        .with_scheduled_start_time(date("2026-03-25T12:00:00+10:00"))
        .with_retries(0)
        .with_busy_retries(i32::MAX)
        .with_header_format("From %from%|%d %%")
        .with_must_be_sent_before_date(date("2026-03-26T12:00:00.5+10:00"))
        .with_max_fax_pages(3)
        .with_cli("61033333333");
    SendFaxRequest::new()
        .with_broadcast_ref("b")
        .with_send_ref("s")
        .with_fax_messages([message, ApiFaxMessage::new("m-2", "61022222222")])
        .with_documents([letter])
        .with_resolution(FaxResolution::Normal)
        .with_blocklists(ApiFaxMessageBlocklist::new().with_smartblock(true))
        .with_send_from("Head Office")
        .with_scheduled_start_time(date("2026-03-25T02:00:00Z"))
        .with_retries(1)
        .with_busy_retries(2)
        .with_header_format("%to%")
        .with_must_be_sent_before_date(date("1969-12-31T23:59:59Z"))
        .with_max_fax_pages(20)
        .with_cli("61044444444")
}

/// [`everything`], as the servers tell it. Dates of the schema's own type are told in seconds since 1970.
const EVERYTHING: &str = "\
BroadcastRef=b
SendRef=s
FaxMessages.FaxMessage.1.MessageRef=m-1
FaxMessages.FaxMessage.1.SendTo=61011111111
FaxMessages.FaxMessage.1.SendFrom=Gr\u{f6}\u{df}e \u{20ac}\u{1f4e0} <&>\"'
FaxMessages.FaxMessage.1.Documents.Document.1.DocumentRef=form
FaxMessages.FaxMessage.1.Documents.Document.1.FileName=form.tiff
FaxMessages.FaxMessage.1.Documents.Document.1.FileData=AP/+
FaxMessages.FaxMessage.1.Documents.Document.1.Order=-7
FaxMessages.FaxMessage.1.Documents.Document.1.DitheringTechnique=darken_more
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.1.Key.xCoord=1287
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.1.Key.yCoord=-1
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.1.TextValue._=  a\tb\r\n<&>\"' ]]> 
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.1.TextValue.fontName=Courier-New-Bold
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.1.TextValue.fontSize=12.5
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.2.ImageValue.FileName=seal.png
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.2.ImageValue.FileData=iVBORw0K
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.2.ImageValue.width=120
FaxMessages.FaxMessage.1.Documents.Document.1.StampMergeData.MergeField.2.ImageValue.height=130
FaxMessages.FaxMessage.1.Resolution=fine
FaxMessages.FaxMessage.1.Blocklists.dncr=true
FaxMessages.FaxMessage.1.Blocklists.fps=false
FaxMessages.FaxMessage.1.ScheduledStartTime=2026-03-25T12:00:00+10:00
FaxMessages.FaxMessage.1.Retries=0
FaxMessages.FaxMessage.1.BusyRetries=2147483647
FaxMessages.FaxMessage.1.HeaderFormat=From %from%|%d %%
FaxMessages.FaxMessage.1.MustBeSentBeforeDate=1774490400
FaxMessages.FaxMessage.1.MaxFaxPages=3
FaxMessages.FaxMessage.1.CLI=61033333333
FaxMessages.FaxMessage.2.MessageRef=m-2
FaxMessages.FaxMessage.2.SendTo=61022222222
Documents.Document.1.FileName=Brief an \u{41e}\u{43b}\u{44c}\u{433}\u{430}.docx
Documents.Document.1.FileData=4000000 characters
Documents.Document.1.Order=0
Documents.Document.1.DitheringTechnique=DETAILED
Documents.Document.1.DocMergeData.MergeField.1.Key=name
Documents.Document.1.DocMergeData.MergeField.1.Value=Ann & Bob
Documents.Document.1.DocMergeData.MergeField.2.Key=empty
Documents.Document.1.DocMergeData.MergeField.2.Value=
Resolution=normal
Blocklists.smartblock=true
SendFrom=Head Office
ScheduledStartTime=2026-03-25T02:00:00Z
Retries=1
BusyRetries=2
HeaderFormat=%to%
MustBeSentBeforeDate=-1
MaxFaxPages=20
CLI=61044444444
";

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn send(server: &Server) {
    let reply = server.answered(server.client().send_fax(&everything()), EVERYTHING);
    let queued = |message: &str, number: &str| {
        ApiFaxMessageStatus::new()
            .with_message_ref(message)
            .with_send_ref("s")
            .with_broadcast_ref("b")
            .with_send_to(number)
            .with_status(FaxUserStatus::Queued)
    };
    let messages = [queued("m-1", "61011111111"), queued("m-2", "61022222222")];
    server.equal(reply, SendFaxResponse::new().with_fax_messages(messages));
}

/// What both servers answer at this level. PHP writes what stands in two places once and refers to it (`href`).
fn expected_status(server: &Server, level: Option<FaxStatusLevel>) -> FaxStatusResponse {
    use FaxStatusLevel::{All, Brief, Details, Results};

    let totals = FaxStatusTotals::new()
        .with_pending(0)
        .with_processing(1)
        .with_queued(2)
        .with_starting(3)
        .with_sending(4)
        .with_finalizing(5)
        .with_done(i64::MAX);
    let results = FaxResultsTotals::new()
        .with_success(1)
        .with_blocked(0)
        .with_failed(1)
        .with_total_attempts(3)
        .with_total_fax_duration(57)
        .with_total_pages(2);
    let reply = FaxStatusResponse::new().with_fax_status_totals(totals).with_fax_results_totals(results);
    if matches!(level, None | Some(Brief)) {
        return reply;
    }
    let message = |number: &str| {
        ApiFaxMessageStatus::new()
            .with_message_ref("m")
            .with_send_ref("s")
            .with_broadcast_ref("b")
            .with_send_to(number)
            .with_status(FaxUserStatus::Done)
    };
    let mut messages = [message("61011111111"), message("61022222222")];
    if matches!(level, Some(Details | All)) {
        let details = ApiFaxMessageStatusDetails::new()
            .with_send_from("Gr\u{f6}\u{df}e <&> \"'")
            .with_resolution(FaxResolution::Fine)
            .with_retries(0)
            .with_busy_retries(3)
            .with_header_format("From %from%|\u{20ac}\u{1f4e0}");
        for message in &mut messages {
            message.fax_details = Some(details.clone());
        }
    }
    if matches!(level, Some(Results | All)) {
        let [first, second] = &mut messages;
        first.fax_results = Some(vec![busy(), success(server)]);
        second.fax_results = Some(vec![of_no_contract()]);
    }
    reply.with_fax_messages(messages)
}

fn busy() -> ApiFaxMessageStatusResults {
    ApiFaxMessageStatusResults::new()
        .with_attempt(1)
        .with_result(FaxResult::Failed)
        .with_cost(Decimal::new(0, 2))
        .with_pages(0)
        .with_total_fax_duration(0)
        .with_error(FaxErrorAdapter::new().with_code(FaxError::FaxBusy).with_name("Phone number busy"))
}

/// gSOAP holds dates in whole seconds and writes them in UTC.
fn success(server: &Server) -> ApiFaxMessageStatusResults {
    let [scheduled, started, ended] = match server.stack {
        "GSOAP" => ["2026-03-25T02:00:00Z", "2026-03-25T02:00:02Z", "2026-03-25T02:00:29Z"],
        _ => ["2026-03-25T12:00:00.299+10:00", "2026-03-25T12:00:02+10:00", "2026-03-25T02:00:29Z"],
    };
    ApiFaxMessageStatusResults::new()
        .with_attempt(2)
        .with_result(FaxResult::Success)
        .with_cost(Decimal::new(15, 2))
        .with_pages(2)
        .with_total_fax_duration(57)
        .with_scheduled_start_time(date(scheduled))
        .with_date_call_started(date(started))
        .with_date_call_ended(date(ended))
}

fn of_no_contract() -> ApiFaxMessageStatusResults {
    let code: FaxError = "FAX_BY_PIGEON".parse().unwrap_or_else(|_| panic!("an open enumeration"));
    assert!(matches!(code, FaxError::Unknown(_)));
    ApiFaxMessageStatusResults::new()
        .with_attempt(1)
        .with_result(FaxResult::Failed)
        .with_error(FaxErrorAdapter::new().with_code(code).with_name("<new>"))
}

fn status(server: &Server) {
    let references = "MessageRef=m\nSendRef=s\nBroadcastRef=b\n";
    for level in FaxStatusLevel::ALL {
        let request = FaxStatusRequest::new()
            .with_message_ref("m")
            .with_send_ref("s")
            .with_broadcast_ref("b")
            .with_verbosity(level.clone());
        let understood = format!("{references}Verbosity={level}\n");
        let reply = server.answered(server.client().fax_status(&request), &understood);
        server.equal(reply, expected_status(server, Some(level.clone())));
    }
    let reply = server
        .answered(server.client().fax_status(&FaxStatusRequest::new().with_send_ref("s")), "SendRef=s\n");
    server.equal(reply, expected_status(server, None));
}

fn change(server: &Server) {
    let client = server.client();
    let now = |status| ApiFaxMessageStatus::new().with_status(status);
    let reply = server
        .answered(client.stop_fax(&StopFaxRequest::new().with_message_ref("m & m")), "MessageRef=m & m\n");
    let stopping = now(FaxUserStatus::Stopping).with_message_ref("m & m");
    server.equal(reply, StopFaxResponse::new().with_fax_messages([stopping]));

    let reply = server.answered(client.pause_fax(&PauseFaxRequest::new().with_send_ref("s")), "SendRef=s\n");
    let pausing = now(FaxUserStatus::Pausing).with_send_ref("s");
    server.equal(reply, PauseFaxResponse::new().with_fax_messages([pausing]));

    let request = ResumeFaxRequest::new().with_broadcast_ref("b").with_message_ref("");
    let reply = server.answered(client.resume_fax(&request), "MessageRef=\nBroadcastRef=b\n");
    let resuming = now(FaxUserStatus::Resuming).with_broadcast_ref("b").with_message_ref("");
    server.equal(reply, ResumeFaxResponse::new().with_fax_messages([resuming]));
}

fn documents(server: &Server) {
    let client = server.client();
    let request = SaveFaxDocumentRequest::new("cover", "cover.pdf", b"%PDF");
    let reply = server.answered(
        client.save_fax_document(&request),
        "DocumentRef=cover\nFileName=cover.pdf\nFileData=JVBERg==\n",
    );
    server.equal(reply, SaveFaxDocumentResponse::new());

    let request = DeleteFaxDocumentRequest::new().with_document_ref("cover");
    let reply = server.answered(client.delete_fax_document(&request), "DocumentRef=cover\n");
    server.equal(reply, DeleteFaxDocumentResponse::new());

    let request = FaxDocumentPreviewRequest::new("cover \u{e9}")
        .with_resolution(FaxResolution::Fine)
        .with_dithering_technique(FaxDitheringTechnique::DarkenExtra)
        .with_doc_merge_data([ApiFaxDocumentDocMergeField::new().with_key("k").with_value("v")]);
    let reply = server.answered(
        client.fax_document_preview(&request),
        "DocumentRef=cover \u{e9}\nResolution=fine\nDitheringTechnique=darken_extra\n\
         DocMergeData.MergeField.1.Key=k\nDocMergeData.MergeField.1.Value=v\n",
    );
    let preview = FaxDocumentPreviewResponse::new()
        .with_tiff_preview("TIFF of cover \u{e9}".as_bytes())
        .with_number_of_pages(2);
    server.equal(reply, preview);
}

/// Every fault that each operation declares.
fn faults(server: &Server) {
    let client = server.client();
    let message = || ApiFaxMessage::new("m", "61011111111");
    raised(server, |fault| {
        client.send_fax(&SendFaxRequest::new().with_send_ref(fault).with_fax_messages([message()]))
    });
    raised(server, |fault| client.fax_status(&FaxStatusRequest::new().with_send_ref(fault)));
    raised(server, |fault| client.stop_fax(&StopFaxRequest::new().with_send_ref(fault)));
    raised(server, |fault| client.pause_fax(&PauseFaxRequest::new().with_send_ref(fault)));
    raised(server, |fault| client.resume_fax(&ResumeFaxRequest::new().with_send_ref(fault)));
    raised(server, |fault| client.save_fax_document(&SaveFaxDocumentRequest::new(fault, "a.txt", b"a")));
    raised(server, |fault| {
        client.delete_fax_document(&DeleteFaxDocumentRequest::new().with_document_ref(fault))
    });
    raised(server, |fault| client.fax_document_preview(&FaxDocumentPreviewRequest::new(fault)));
}

/// Asks for each fault that the operation declares: it comes out typed, with its message if its type has one.
fn raised<O: Debug, F: FaultDetail>(server: &Server, call: impl Fn(&str) -> Call<O, F>) {
    for name in F::NAMES {
        let reference = format!("fault:{}", name.local);
        let error = call(&reference).wait().unwrap_err();
        let fault = error.fault().unwrap_or_else(|| panic!("{} {reference}: {error:?}", server.stack));
        let typed = fault.detail().unwrap_or_else(|| panic!("{} {reference}: {fault:?}", server.stack));
        server.equal(typed.name(), *name);
        let is_empty = ["UnsupportedDocumentContentType", "UnknownHostException", "InterruptedException"]
            .contains(&name.local);
        server.equal(format!("{typed:?}").contains(&format!("because of {reference}")), !is_empty);
        server.equal(fault.reason(), &format!("asked for {}", name.local));
        server.equal(fault.code().kind(), FaultKind::Server);
        server.equal((fault.details().len(), fault.report().to_string()), (0, String::new()));
    }
}

fn credentials(server: &Server) {
    let request = FaxStatusRequest::new().with_send_ref("s");
    // Text was let in by all that went before. One client sends each digest once.
    let digest = server.client_with(token().with_digest(true));
    for _ in 0..2 {
        server.answered(digest.fax_status(&request), "SendRef=s\n");
    }
    let typed = server.client_with(token().with_password_type(true));
    server.answered(typed.fax_status(&request), "SendRef=s\n");
    let with_life = server.builder().credentials(token()).timestamp(Duration::from_secs(60)).build().unwrap();
    server.answered(with_life.fax_status(&request), "Timestamp=60\nSendRef=s\n");

    for digest in [false, true] {
        let wrong = server.client_with(token_with("something else").with_digest(digest));
        refused(server, wrong.fax_status(&request), "FailedAuthentication");
    }
    let without = server.builder().build().unwrap();
    // gSOAP's plugin has one code for both.
    let missing = if server.stack == "GSOAP" { "FailedAuthentication" } else { "InvalidSecurity" };
    refused(server, without.fax_status(&request), missing);
}

fn refused<O: Debug, F: FaultDetail>(server: &Server, call: Call<O, F>, code: &str) {
    let error: Error<F> = call.wait().unwrap_err();
    let fault = error.fault().unwrap_or_else(|| panic!("{}: {error:?}", server.stack));
    server.equal(fault.code().name().text(), code);
    server.equal(fault.detail().is_none(), true);
    server.equal(error.to_string().contains("something else"), false);
}
