//! Sending faxes and following them.

use fax_bindings::byfax::common::{
    ApiResponse, ApiResponseDocPreview, ApiResponseItemsCount, FaxContact, FaxDocument, FaxFile, FaxMode,
    FaxQuality, ListPagination, StateCodes,
};
use fax_bindings::byfax::faxout::*;
use fax_bindings::runtime::types::Base64;

use super::{TEXT, TEXT_AS_JSON, client, code_of_no_contract, date, file, success};
use crate::server::Server;

/// Has every member that the contract has, with text that needs escaping, and two of all that is repeated.
fn everything() -> ApiRequestFaxjobSubmit {
    let greeting = FaxGreeting::new()
        .with_greeting_ref("g")
        .with_language_iso("EN")
        .with_greeting_title(TEXT)
        .with_greeting_file(FaxFile::from_bytes("greeting.tiff", b"II*\0"));
    let ada = FaxRecipient::new()
        .with_name(TEXT)
        .with_company("  A\tB\r\n ")
        .with_number("+375170000000")
        .with_timezone("Europe/Minsk")
        .with_message_ref("m-1")
        .with_send_ref("s-1")
        .with_header("<From>|{To}")
        .with_subject("")
        .with_greeting(greeting);
    let letter =
        FaxFile::new("letter.pdf").with_file_mime("application/pdf").with_file_data(vec![b'x'; 3_000_000]);
    ApiRequestFaxjobSubmit::new(
        FaxQuality::Fine,
        FaxMode::Text,
        FaxContact::new().with_name("Head Office").with_timezone("Australia/Melbourne"),
        [ada, FaxRecipient::new().with_number("+375170000001").with_message_ref("")],
    )
    .with_broadcast_ref("b & b")
    .with_send_ref(TEXT)
    .with_header("<DateTime> <Timezone>|From: <From>")
    .with_subject("]]>")
    .with_priority(1)
    .with_busy_retry(i32::MIN)
    .with_send_at(date("2026-03-25T12:00:00.25+03:00"))
    .with_documents([
        FaxDocument::new().with_document_ref("d-1"),
        FaxDocument::new().with_document_file(letter),
        FaxDocument::new().with_document_file(FaxFile::new("empty").with_file_data(Base64::default())),
    ])
    .with_cover_ref("c")
    .with_cover_text("one\ntwo")
}

fn everything_as_read() -> String {
    format!(
        r#"submitRequest.broadcastRef="b & b"
submitRequest.sendRef={TEXT_AS_JSON}
submitRequest.Header="<DateTime> <Timezone>|From: <From>"
submitRequest.Subject="]]>"
submitRequest.Priority=1
submitRequest.busyRetry=-2147483648
submitRequest.sendAt="2026-03-25T12:00:00.25+03:00"
submitRequest.sendQuality="FINE"
submitRequest.sendMode="TEXT"
submitRequest.Sender.Name="Head Office"
submitRequest.Sender.Timezone="Australia/Melbourne"
submitRequest.Recipients.1.Name={TEXT_AS_JSON}
submitRequest.Recipients.1.Company="  A\tB\r\n "
submitRequest.Recipients.1.Number="+375170000000"
submitRequest.Recipients.1.Timezone="Europe/Minsk"
submitRequest.Recipients.1.messageRef="m-1"
submitRequest.Recipients.1.sendRef="s-1"
submitRequest.Recipients.1.Header="<From>|{{To}}"
submitRequest.Recipients.1.Subject=""
submitRequest.Recipients.1.Greeting.greetingRef="g"
submitRequest.Recipients.1.Greeting.languageISO="EN"
submitRequest.Recipients.1.Greeting.greetingTitle={TEXT_AS_JSON}
submitRequest.Recipients.1.Greeting.greetingFile.fileName="greeting.tiff"
submitRequest.Recipients.1.Greeting.greetingFile.fileSize=4
submitRequest.Recipients.1.Greeting.greetingFile.fileCheck="499064663ea3be0c51d43c93f7f013b3"
submitRequest.Recipients.1.Greeting.greetingFile.fileData="SUkqAA=="
submitRequest.Recipients.2.Number="+375170000001"
submitRequest.Recipients.2.messageRef=""
submitRequest.Documents.1.documentRef="d-1"
submitRequest.Documents.2.documentFile.fileName="letter.pdf"
submitRequest.Documents.2.documentFile.fileMime="application/pdf"
submitRequest.Documents.2.documentFile.fileData="3000000 bytes"
submitRequest.Documents.3.documentFile.fileName="empty"
submitRequest.Documents.3.documentFile.fileData=""
submitRequest.coverRef="c"
submitRequest.coverText="one\ntwo"
"#
    )
}

fn accepted(message: Option<&str>, number: &str) -> FaxReportRecipient {
    FaxReportRecipient::new(StateCodes::Success, message.map(Into::into), Some(number.to_owned()))
}

pub(crate) fn submit(server: &Server) {
    let faxout = client(server).faxout().clone();
    let reply = server.answered(faxout.submit(&everything()), &everything_as_read());
    let unknown = |reference: &str| {
        FaxReportUpload::new(StateCodes::FileFormatUnknown).with_state_message(TEXT).with_file_ref(reference)
    };
    let all = ApiResponseFaxjobSubmit::new(StateCodes::Success)
        .with_broadcast_ref("b & b")
        .with_send_ref(TEXT)
        .with_report_recipients([accepted(Some("m-1"), "+375170000000"), accepted(Some(""), "+375170000001")])
        .with_report_documents([unknown("d-1"), unknown("made"), unknown("made")]);
    server.equal(reply, all);

    let bare = ApiRequestFaxjobSubmit::new(
        FaxQuality::Standard,
        FaxMode::Photo,
        FaxContact::new(),
        [FaxRecipient::new().with_number("1")],
    );
    let sender = "submitRequest.sendQuality=\"STANDARD\"\nsubmitRequest.sendMode=\"PHOTO\"\n";
    let recipient = "submitRequest.Recipients.1.Number=\"1\"\n";
    let reply = server.answered(faxout.submit(&bare), &format!("{sender}{recipient}"));
    let none = || ApiResponseFaxjobSubmit::new(StateCodes::Success);
    server
        .equal(reply, none().with_report_recipients([accepted(None, "1")]).with_report_documents(Vec::new()));

    let mut nobody = bare.with_documents(Vec::new());
    nobody.recipients.clear();
    let lists = "submitRequest.Recipients=[]\nsubmitRequest.Documents=[]\n";
    let reply = server.answered(faxout.submit(&nobody), &format!("{sender}{lists}"));
    server.equal(reply, none().with_report_recipients(Vec::new()).with_report_documents(Vec::new()));

    submit_message(server);
}

fn submit_message(server: &Server) {
    let page = FaxFile::from_bytes("page.tiff", b"\0\xff\xfe").with_file_mime("image/tiff");
    let contact = |name: &str| FaxContact::new().with_name(name).with_number("+375170000000");
    let all = ApiRequestFaxjobMessage::new(None, Some("m".to_owned()), contact("from"), contact("to"))
        .with_send_ref("s")
        .with_header("")
        .with_subject(TEXT)
        .with_priority(100)
        .with_busy_retry(0)
        .with_document(FaxDocument::new().with_document_ref("d").with_document_file(page));
    let understood = format!(
        r#"submitRequest.broadcastRef=null
submitRequest.sendRef="s"
submitRequest.messageRef="m"
submitRequest.Header=""
submitRequest.Subject={TEXT_AS_JSON}
submitRequest.Priority=100
submitRequest.busyRetry=0
submitRequest.Sender.Name="from"
submitRequest.Sender.Number="+375170000000"
submitRequest.Recipient.Name="to"
submitRequest.Recipient.Number="+375170000000"
submitRequest.Document.documentRef="d"
submitRequest.Document.documentFile.fileName="page.tiff"
submitRequest.Document.documentFile.fileMime="image/tiff"
submitRequest.Document.documentFile.fileSize=3
submitRequest.Document.documentFile.fileCheck="e9fa623fb6877bfc89247b3d6f7cf5fc"
submitRequest.Document.documentFile.fileData="AP/+"
"#
    );
    let reply = server.answered(client(server).faxout().submit_message(&all), &understood);
    let report = [accepted(Some("m"), "+375170000000")];
    server.equal(reply, ApiResponseFaxjobSubmit::new(StateCodes::Success).with_report_recipients(report));
}

/// Arrays of text, several, empty and absent. PHP writes the report that all items share once, and refers to it.
pub(crate) fn process(server: &Server) {
    let faxout = client(server).faxout().clone();
    let report = |state| FaxReportProcess::new(StateCodes::Success, state).with_job_attempt(1);
    let listed = |items: Vec<FaxReportProcess>| {
        let count = i32::try_from(items.len()).unwrap();
        ApiResponseFaxjobProcess::new(StateCodes::Success)
            .with_count_result(count)
            .with_count_total(count + 40)
            .with_items(items)
    };

    let request = ApiRequestFaxjobProcess::new()
        .with_broadcast_refs(["b".to_owned()])
        .with_send_refs(Vec::new())
        .with_message_refs([TEXT.to_owned(), String::new(), " m ".to_owned()]);
    let understood = format!(
        "pauseRequest.broadcastRefs.1=\"b\"\npauseRequest.sendRefs=[]\npauseRequest.messageRefs.1={TEXT_AS_JSON}\n\
         pauseRequest.messageRefs.2=\"\"\npauseRequest.messageRefs.3=\" m \"\n"
    );
    let reply = server.answered(faxout.pause(&request), &understood);
    server.equal(reply, listed(vec![report(StateRecipient::Pausing); 4]));

    let one = ApiRequestFaxjobProcess::new().with_message_refs(["m".to_owned()]);
    let reply = server.answered(faxout.resume(&one), "resumeRequest.messageRefs.1=\"m\"\n");
    server.equal(reply, listed(vec![report(StateRecipient::Resuming)]));
    let reply = server.answered(faxout.cancel(&one), "cancelRequest.messageRefs.1=\"m\"\n");
    server.equal(reply, listed(vec![report(StateRecipient::Cancelling)]));
    let two = ApiRequestFaxjobProcess::new().with_send_refs(["s".to_owned(), "t".to_owned()]);
    let reply = server.answered(
        faxout.resubmit(&two),
        "resubmitRequest.sendRefs.1=\"s\"\nresubmitRequest.sendRefs.2=\"t\"\n",
    );
    server.equal(reply, listed(vec![report(StateRecipient::Preparing); 2]));
}

/// The filters are what the published contract declares with `maxOccurs="0"`.
pub(crate) fn lists(server: &Server) {
    broadcasts(server);
    recipients(server);
}

fn broadcasts(server: &Server) {
    let faxout = client(server).faxout().clone();
    let references = ["b-1".to_owned(), "b-2".to_owned()];
    let (from, till) = (date("2026-01-01T00:00:00Z"), date("2026-12-31T23:59:59.999-11:00"));
    let filters = "listRequest.broadcastRefs.1=\"b-1\"\nlistRequest.broadcastRefs.2=\"b-2\"\n\
                   listRequest.dateFrom=\"2026-01-01T00:00:00Z\"\n\
                   listRequest.dateTill=\"2026-12-31T23:59:59.999-11:00\"\n";
    let count = ApiRequestFaxjobCountBroadcasts::new()
        .with_broadcast_refs(references.clone())
        .with_date_from(from)
        .with_date_till(till);
    let reply = server.answered(faxout.count_broadcasts(&count), filters);
    server.equal(reply, ApiResponseItemsCount::new(StateCodes::Success).with_items_count(2));

    let list = ApiRequestFaxjobListBroadcasts::new(ListPagination::new(0, 25))
        .with_broadcast_refs(references)
        .with_date_from(from)
        .with_date_till(till);
    let page = "listRequest.pagination.pageNumber=0\nlistRequest.pagination.pageSize=25\n";
    let reply = server.answered(faxout.list_broadcasts(&list), &format!("{filters}{page}"));
    let done = FaxReportBroadcast::new(StateCodes::Success, StateContainer::Done, 0.1, 1_234_567.89, "EUR")
        .with_broadcast_ref("b-1")
        .with_job_state_ex(StateCodes::Success)
        .with_job_state_ex_message(TEXT)
        .with_job_created(date("2026-03-25T12:00:00.25+03:00"))
        .with_job_delivered(date("2026-03-25T09:01:00Z"))
        .with_recipient_count(2);
    let flying: StateContainer = "FLYING".parse().unwrap_or_else(|_| panic!("an open enumeration"));
    let new = FaxReportBroadcast::new(code_of_no_contract("LOST_BY_PIGEON"), flying, 0.0, 1e-7, "");
    let all = ApiResponseFaxjobBroadcasts::new(StateCodes::Success)
        .with_count_result(2)
        .with_count_total(42)
        .with_items([done, new]);
    server.equal(reply, all);
}

fn recipients(server: &Server) {
    let faxout = client(server).faxout().clone();
    let references = ["m-1".to_owned(), TEXT.to_owned()];
    let filters = format!(
        "listRequest.broadcastRefs.1=\"b\"\nlistRequest.messageRefs.1=\"m-1\"\nlistRequest.messageRefs.2={TEXT_AS_JSON}\n\
         listRequest.dateFrom=\"1969-12-31T23:59:59Z\"\nlistRequest.dateTill=\"2026-03-25T12:00:00+03:00\"\n"
    );
    let (from, till) = (date("1969-12-31T23:59:59Z"), date("2026-03-25T12:00:00+03:00"));
    let count = ApiRequestFaxjobCountMessages::new()
        .with_broadcast_refs(["b".to_owned()])
        .with_message_refs(references.clone())
        .with_date_from(from)
        .with_date_till(till);
    let reply = server.answered(faxout.count_recipients(&count), &filters);
    server.equal(reply, ApiResponseItemsCount::new(StateCodes::Success).with_items_count(2));

    let list = ApiRequestFaxjobListMessages::new(ListPagination::new(3, 1))
        .with_broadcast_refs(["b".to_owned()])
        .with_message_refs(references)
        .with_date_from(from)
        .with_date_till(till);
    let page = "listRequest.pagination.pageNumber=3\nlistRequest.pagination.pageSize=1\n";
    let reply = server.answered(faxout.list_recipients(&list), &format!("{filters}{page}"));
    let message =
        |of: &str| FaxReportMessage::new(StateCodes::Success, of, StateRecipient::Submitted, 0.25, "USD");
    let first = message("m-1")
        .with_broadcast_ref("b-1")
        .with_send_ref("s-1")
        .with_job_state_ex(StateCodes::Busy)
        .with_job_state_ex_message(TEXT)
        .with_local_id("+375 17")
        .with_remote_id(" <fax> ")
        .with_call_started(date("2026-03-25T12:00:00+03:00"))
        .with_fax_started(date("2026-03-25T12:00:09+03:00"))
        .with_call_ended(date("2026-03-25T12:01:00.001+03:00"))
        .with_call_duration(60)
        .with_line_duration(61)
        .with_fax_duration(51)
        .with_attempt(3)
        .with_recipient_number("+375170000000")
        .with_pages_total(2)
        .with_pages_sent(1)
        .with_fax_speed(14400);
    let all = ApiResponseFaxjobMessages::new(StateCodes::Success)
        .with_count_result(2)
        .with_count_total(42)
        .with_items([first, message(TEXT)]);
    server.equal(reply, all);

    let none = ApiRequestFaxjobListMessages::new(ListPagination::new(0, 1)).with_message_refs(Vec::new());
    let page = "listRequest.pagination.pageNumber=0\nlistRequest.pagination.pageSize=1\n";
    let reply =
        server.answered(faxout.list_recipients(&none), &format!("listRequest.messageRefs=[]\n{page}"));
    let empty =
        ApiResponseFaxjobMessages::new(StateCodes::EmptyResult).with_count_result(0).with_count_total(0);
    server.equal(reply, empty.with_items(Vec::new()));
}

pub(crate) fn others(server: &Server) {
    let faxout = client(server).faxout().clone();
    for (is_pdf, name) in [(true, "fax.pdf"), (false, "fax.tiff")] {
        let request = DownloadInput::new("m & m", is_pdf);
        let reply =
            server.answered(faxout.download(&request), &format!("messageRef=\"m & m\"\nisPdf={is_pdf}\n"));
        let fax = file(name, b"bytes of m & m");
        let downloaded = ApiResponseDocPreview::new(StateCodes::Success).with_document(fax).with_pages(1);
        server.equal(reply, downloaded);
    }
    server.equal(server.answered(faxout.delete(""), "messageRef=\"\"\n"), success());
    let reply = server.answered(faxout.check_tiff_exists("t"), "tiffRef=\"t\"\n");
    server.equal(reply, ApiResponse::new(StateCodes::FileNotFound).with_state_message("t"));
    let reply = server.answered(faxout.get_balance(), "");
    let balance =
        ApiResponseBalance::new(StateCodes::Success).with_balance_value(-12.5).with_balance_currency("BYN");
    server.equal(reply, balance);
}
