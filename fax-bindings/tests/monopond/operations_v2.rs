//! Every operation of version 2: the exact bytes that go out, and what comes back.

use fax_bindings::monopond::v2::client::ApiClient;
use fax_bindings::monopond::v2::*;
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
    assert_eq!(recorded.header("soapaction"), Some("\"\""));
    assert_eq!(recorded.body, request_envelope(NAMESPACE, request));
    let reply = result.unwrap();
    assert!(reply.report().is_empty(), "{}", reply.report());
    reply
}

const MESSAGES: &str = "<FaxMessages><FaxMessage messageRef=\"m-1\" status=\"starting\"/></FaxMessages>";

fn messages() -> Vec<ApiFaxMessageStatus> {
    vec![ApiFaxMessageStatus::new().with_message_ref("m-1").with_status(FaxUserStatus::Starting)]
}

#[test]
fn send_fax() {
    let message = ApiFaxMessage::new("m-1", "61011111111")
        .with_documents([ApiFaxDocument::new("a.txt", b"own")])
        .with_retries(2);
    let request = SendFaxRequest::new()
        .with_send_ref("s")
        .with_fax_messages([message])
        .with_documents([ApiFaxDocument::new("b.txt", b"all").with_order(1)])
        .with_busy_retries(3)
        .with_header_format("%d");
    let reply = call(
        |client| client.send_fax(&request),
        "<ns1:SendFaxRequest><SendRef>s</SendRef><FaxMessages><FaxMessage><MessageRef>m-1</MessageRef>\
         <SendTo>61011111111</SendTo><Documents><Document><FileName>a.txt</FileName><FileData>b3du</FileData>\
         <Order>0</Order></Document></Documents><Retries>2</Retries></FaxMessage></FaxMessages>\
         <Documents><Document><FileName>b.txt</FileName><FileData>YWxs</FileData><Order>1</Order></Document>\
         </Documents><BusyRetries>3</BusyRetries><HeaderFormat>%d</HeaderFormat></ns1:SendFaxRequest>",
        &format!("<ns2:SendFaxResponse>{MESSAGES}</ns2:SendFaxResponse>"),
    );
    assert_eq!(reply.into_inner(), SendFaxResponse::new().with_fax_messages(messages()));
}

#[test]
fn fax_status() {
    let request = FaxStatusRequest::new().with_send_ref("s").with_verbosity(FaxStatusLevel::All);
    let reply = call(
        |client| client.fax_status(&request),
        "<ns1:FaxStatusRequest><SendRef>s</SendRef><Verbosity>all</Verbosity></ns1:FaxStatusRequest>",
        &format!(
            "<ns2:FaxStatusResponse><FaxStatusTotals starting=\"1\"/>{MESSAGES}</ns2:FaxStatusResponse>"
        ),
    );
    let expected = FaxStatusResponse::new()
        .with_fax_status_totals(FaxStatusTotals::new().with_starting(1))
        .with_fax_messages(messages());
    assert_eq!(reply.into_inner(), expected);
}

#[test]
fn stop_fax() {
    let reply = call(
        |client| client.stop_fax(&StopFaxRequest::new().with_message_ref("m-1")),
        "<ns1:StopFaxRequest><MessageRef>m-1</MessageRef></ns1:StopFaxRequest>",
        &format!("<ns2:StopFaxResponse>{MESSAGES}</ns2:StopFaxResponse>"),
    );
    assert_eq!(reply.into_inner(), StopFaxResponse::new().with_fax_messages(messages()));
}

#[test]
fn pause_fax() {
    let reply = call(
        |client| client.pause_fax(&PauseFaxRequest::new().with_send_ref("s")),
        "<ns1:PauseFaxRequest><SendRef>s</SendRef></ns1:PauseFaxRequest>",
        "<ns2:PauseFaxResponse/>",
    );
    assert_eq!(reply.into_inner(), PauseFaxResponse::new());
}

#[test]
fn resume_fax() {
    let reply = call(
        |client| client.resume_fax(&ResumeFaxRequest::new().with_broadcast_ref("b")),
        "<ns1:ResumeFaxRequest><BroadcastRef>b</BroadcastRef></ns1:ResumeFaxRequest>",
        &format!("<ns2:ResumeFaxResponse>{MESSAGES}</ns2:ResumeFaxResponse>"),
    );
    assert_eq!(reply.into_inner(), ResumeFaxResponse::new().with_fax_messages(messages()));
}
