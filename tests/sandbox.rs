//! The sandbox as clients see it, over real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use std::io::{Read, Write};
use std::net::TcpStream;

use fax_bindings::monopond::v2_1::{
    ApiFaxDocument, ApiFaxMessage, ApiFaxMessageStatus, FaxResolution, FaxResult, FaxStatusFault,
    FaxStatusLevel, FaxStatusRequest, FaxStatusResponse, FaxUserStatus, SendFaxFault, SendFaxRequest,
    StopFaxRequest,
};
use fax_bindings::monopond::{Client, UsernameToken};
use fax_bindings::runtime::soap::{Error, FaultKind};
use fax_bindings::runtime::{Limits, namespace};
use fax_sandbox::{Sandbox, Settings};

async fn sandbox() -> (Sandbox, Client) {
    let settings = Settings::default();
    let credentials = settings.credentials.clone();
    let sandbox = Sandbox::start(settings).await.unwrap();
    let client = Client::new(sandbox.endpoint(), credentials).unwrap();
    (sandbox, client)
}

fn letter() -> ApiFaxDocument {
    ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(b"Dear Sir or Madam")
}

fn two_faxes() -> SendFaxRequest {
    SendFaxRequest::new()
        .with_broadcast_ref("autumn")
        .with_send_ref("autumn-1")
        .with_fax_messages([
            ApiFaxMessage::new("a", "61011111111"),
            ApiFaxMessage::new("b", " 61022222222")
                .with_send_from("Branch")
                .with_resolution(FaxResolution::Fine)
                .with_documents([letter(), letter().with_order(1)]),
        ])
        .with_documents([letter()])
        .with_send_from("Head Office")
        .with_retries(2)
}

fn status(level: FaxStatusLevel) -> FaxStatusRequest {
    FaxStatusRequest::new().with_send_ref("autumn-1").with_verbosity(level)
}

/// Asks `times` times; gives the last answer.
async fn asked(client: &Client, request: &FaxStatusRequest, times: usize) -> FaxStatusResponse {
    for _ in 1..times {
        client.fax_status(request).await.unwrap();
    }
    client.fax_status(request).await.unwrap().into_inner()
}

fn messages(reply: &FaxStatusResponse) -> &[ApiFaxMessageStatus] {
    reply.fax_messages.as_deref().unwrap()
}

#[tokio::test]
async fn a_fax_goes_through_all_states_and_is_delivered() {
    let (_sandbox, client) = sandbox().await;
    let sent = client.send_fax(&two_faxes()).await.unwrap();
    let first = sent.fax_messages.as_deref().unwrap();
    assert_eq!(first.len(), 2);
    assert!(first.iter().all(|fax| fax.status == Some(FaxUserStatus::Pending)));
    assert!(sent.report().is_empty());

    for state in ["processing", "queued", "starting", "sending", "finalizing", "done", "done"] {
        let reply = asked(&client, &status(FaxStatusLevel::Send), 1).await;
        for fax in messages(&reply) {
            assert_eq!(fax.status.as_ref().map(FaxUserStatus::as_str), Some(state));
            assert_eq!((&fax.fax_details, &fax.fax_results), (&None, &None));
        }
    }
}

#[tokio::test]
async fn totals_count_what_was_asked_for() {
    let (_sandbox, client) = sandbox().await;
    client.send_fax(&two_faxes()).await.unwrap();
    client.send_fax(&two_faxes().with_send_ref("autumn-2")).await.unwrap();

    let reply = asked(&client, &status(FaxStatusLevel::Brief), 6).await;
    assert_eq!(reply.fax_messages, None);
    let totals = reply.fax_status_totals.unwrap();
    assert_eq!((totals.done, totals.pending, totals.paused), (Some(2), Some(0), None));
    let results = reply.fax_results_totals.unwrap();
    assert_eq!((results.success, results.blocked, results.failed), (Some(2), Some(0), Some(0)));
    assert_eq!((results.total_attempts, results.total_pages), (Some(2), Some(3)));
    assert_eq!(results.total_fax_duration, Some(90));

    let both = FaxStatusRequest::new().with_broadcast_ref("autumn");
    let totals = asked(&client, &both, 1).await.fax_status_totals.unwrap();
    assert_eq!((totals.done, totals.processing), (Some(2), Some(2)));
}

#[tokio::test]
async fn details_and_results_are_told_at_their_levels() {
    let (_sandbox, client) = sandbox().await;
    let start = "2026-03-25T12:00:00+10:00";
    let request = two_faxes()
        .with_scheduled_start_time(start.parse::<fax_bindings::runtime::types::DateTime>().unwrap());
    client.send_fax(&request).await.unwrap();

    let details = asked(&client, &status(FaxStatusLevel::Details), 1).await;
    assert!(messages(&details).iter().all(|fax| fax.fax_results.is_none()));
    let [inherits, overrides] = messages(&details) else { panic!("{details:?}") };
    let inherited = inherits.fax_details.as_ref().unwrap();
    assert_eq!(inherited.send_from.as_deref(), Some("Head Office"));
    assert_eq!(inherited.resolution, Some(FaxResolution::Normal));
    assert_eq!((inherited.retries, inherited.busy_retries), (Some(2), None));
    assert_eq!(inherited.header_format.as_deref(), Some("From %from%, To %to%|%a %b %d %H:%M %Y"));
    let own = overrides.fax_details.as_ref().unwrap();
    assert_eq!(own.send_from.as_deref(), Some("Branch"));
    assert_eq!(own.resolution, Some(FaxResolution::Fine));
    assert_eq!(overrides.send_to.as_deref(), Some("61022222222"));

    let results = asked(&client, &status(FaxStatusLevel::Results), 5).await;
    assert!(messages(&results).iter().all(|fax| fax.fax_details.is_none()));
    let attempt = messages(&results)[1].last_result().unwrap();
    assert_eq!((attempt.attempt, &attempt.result), (Some(1), &Some(FaxResult::Success)));
    assert_eq!((attempt.pages, attempt.total_fax_duration), (Some(2), Some(60)));
    assert_eq!(attempt.cost.unwrap().to_string(), "0.30");
    assert_eq!(attempt.scheduled_start_time.unwrap().to_string(), start);
    assert_eq!(attempt.date_call_started.unwrap().to_string(), "2026-03-25T02:00:00Z");
    assert_eq!(attempt.date_call_ended.unwrap().to_string(), "2026-03-25T02:01:00Z");
    assert_eq!(attempt.error, None);

    let all = asked(&client, &status(FaxStatusLevel::All), 1).await;
    assert!(messages(&all).iter().all(|fax| fax.fax_details.is_some() && fax.fax_results.is_some()));
}

#[tokio::test]
async fn references_narrow_the_match() {
    let (_sandbox, client) = sandbox().await;
    client.send_fax(&two_faxes()).await.unwrap();
    client.send_fax(&two_faxes().with_send_ref("autumn-2")).await.unwrap();
    let found = async |request: FaxStatusRequest| {
        let request = request.with_verbosity(FaxStatusLevel::Send);
        client.fax_status(&request).await.map(|reply| messages(&reply).len())
    };
    let any = FaxStatusRequest::new;
    assert_eq!(found(any().with_broadcast_ref("autumn")).await.unwrap(), 4);
    assert_eq!(found(any().with_message_ref("a")).await.unwrap(), 2);
    assert_eq!(found(any().with_message_ref("a").with_send_ref("autumn-2")).await.unwrap(), 1);
    assert_eq!(found(any().with_message_ref("a").with_send_ref("")).await.unwrap(), 2);

    let nothing = found(any().with_message_ref("a").with_broadcast_ref("spring")).await.unwrap_err();
    let fault = nothing.fault().unwrap();
    assert_eq!(fault.code().kind(), FaultKind::Server);
    assert_eq!(fault.reason(), "NoMessagesFoundException");
    let Some(FaxStatusFault::NoMessagesFoundException(bean)) = fault.detail() else { panic!("{fault:?}") };
    assert_eq!(bean.message.as_deref(), Some("no fax has these references"));
}

#[tokio::test]
async fn a_status_request_needs_a_reference_and_a_known_verbosity() {
    let (_sandbox, client) = sandbox().await;
    let unknown = "chatty".parse::<FaxStatusLevel>().unwrap();
    for (request, message) in [
        (FaxStatusRequest::new(), "MessageRef, SendRef or BroadcastRef is required"),
        (FaxStatusRequest::new().with_send_ref(""), "MessageRef, SendRef or BroadcastRef is required"),
        (status(unknown), "Verbosity: chatty is unknown"),
    ] {
        let error = client.fax_status(&request).await.unwrap_err();
        let Some(FaxStatusFault::InvalidArgumentsException(bean)) = error.fault().unwrap().detail() else {
            panic!("{error:?}")
        };
        assert_eq!(bean.message.as_deref(), Some(message));
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_fax_is_listed() {
    let (_sandbox, client) = sandbox().await;
    let refused = async |request: SendFaxRequest| {
        let error = client.send_fax(&request).await.unwrap_err();
        match error {
            Error::Fault(fault) => fault.into_detail().unwrap(),
            other => panic!("{other:?}"),
        }
    };
    let message = |fault| match fault {
        SendFaxFault::InvalidArgumentsException(bean) => bean.message.unwrap(),
        other => panic!("{other:?}"),
    };
    let required = "FaxMessages: at least one FaxMessage is required";
    assert_eq!(message(refused(SendFaxRequest::new()).await), required);
    assert_eq!(message(refused(SendFaxRequest::new().with_fax_messages([])).await), required);

    let good = ApiFaxMessage::new("a", "61011111111").with_documents([letter()]);
    let request = SendFaxRequest::new().with_fax_messages([good.clone(), ApiFaxMessage::new(" ", "+61 0")]);
    assert_eq!(
        message(refused(request).await),
        "FaxMessages/FaxMessage[2]/MessageRef: must not be empty; \
         FaxMessages/FaxMessage[2]/SendTo: must be the digits of a number with its country code; \
         FaxMessages/FaxMessage[2]/Documents: required here or on the request"
    );

    let nameless = good.clone().with_documents([ApiFaxDocument::new().with_file_data(b"x")]);
    assert_eq!(
        message(refused(SendFaxRequest::new().with_fax_messages([nameless])).await),
        "Documents/Document: FileName and FileData are required"
    );
    let stored = good.with_documents([ApiFaxDocument::new().with_document_ref("cover")]);
    let fault = refused(SendFaxRequest::new().with_fax_messages([stored])).await;
    let SendFaxFault::DocumentRefDoesNotExistException(bean) = fault else { panic!("{fault:?}") };
    assert_eq!(bean.message.as_deref(), Some("no document is stored as cover"));

    let nothing = client.fax_status(&FaxStatusRequest::new().with_message_ref("a")).await.unwrap_err();
    assert!(matches!(nothing.fault().unwrap().detail(), Some(FaxStatusFault::NoMessagesFoundException(_))));
}

#[tokio::test]
async fn wrong_credentials_and_none_are_faults_of_ws_security() {
    let (sandbox, _) = sandbox().await;
    for token in [UsernameToken::new("demo", "wrong"), UsernameToken::new("other", "demo")] {
        let client = Client::new(sandbox.endpoint(), token).unwrap();
        let error = client.send_fax(&two_faxes()).await.unwrap_err();
        let code = error.fault().unwrap().code().name();
        assert_eq!((code.namespace(), code.text()), (namespace::WSSE, "FailedAuthentication"));
    }
    let nobody = Client::builder(sandbox.endpoint()).build().unwrap();
    let error = nobody.send_fax(&two_faxes()).await.unwrap_err();
    assert_eq!(error.fault().unwrap().code().name().text(), "InvalidSecurity");

    let typed = Client::new(sandbox.endpoint(), UsernameToken::new("demo", "demo").with_password_type(true));
    assert!(typed.unwrap().send_fax(&two_faxes()).await.is_ok());
}

#[tokio::test]
async fn an_operation_that_is_not_there_is_the_fault_of_the_client() {
    let (_sandbox, client) = sandbox().await;
    let error = client.stop_fax(&StopFaxRequest::new().with_send_ref("autumn-1")).await.unwrap_err();
    let fault = error.fault().unwrap();
    assert_eq!(fault.code().kind(), FaultKind::Client);
    assert_eq!(
        fault.reason(),
        "the sandbox has no operation for {https://api.monopond.com/fax/soap/v2.1}StopFaxRequest"
    );
}

#[tokio::test]
async fn it_listens_where_it_is_told_and_ends_when_it_is_dropped() {
    let (sandbox, _) = sandbox().await;
    let address = sandbox.address();
    assert!(address.ip().is_loopback());
    let taken = Settings { listen: address, ..Settings::default() };
    assert_eq!(Sandbox::start(taken).await.unwrap_err().kind(), std::io::ErrorKind::AddrInUse);

    drop(sandbox);
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(address).await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the sandbox still listens");
}

/// Posts bytes as they are; gives the status line and the body of the answer.
fn post(sandbox: &Sandbox, body: &[u8]) -> (String, String) {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    let head = format!(
        "POST /api/fax/v2.1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

/// An envelope with good credentials.
fn envelope(version: &str, header: &str, body: &str) -> String {
    format!(
        "<e:Envelope xmlns:e='{version}' xmlns:m='https://api.monopond.com/fax/soap/v2.1'><e:Header>\
         <s:Security xmlns:s='{}'><s:UsernameToken><s:Username>demo</s:Username><s:Password>demo</s:Password>\
         </s:UsernameToken></s:Security>{header}</e:Header><e:Body>{body}</e:Body></e:Envelope>",
        namespace::WSSE
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_requests_are_faults() {
    let (sandbox, _) = sandbox().await;
    let soap11 = |header: &str, body: &str| envelope(namespace::SOAP11, header, body);
    let deep = "<a>".repeat(1_000);
    let cases = [
        ("", "Client", "not"),
        ("<html><body>hello</body></html>", "Client", "not a SOAP envelope"),
        ("<!DOCTYPE e [<!ENTITY x 'x'>]><e>&amp;x;</e>", "Client", "DOCTYPE"),
        (&soap11("", ""), "Client", "the body of the request is empty"),
        (&soap11("", "<m:SendFaxRequest>"), "Client", "not well-formed XML"),
        (&soap11("", "<m:SendFaxRequest/>").replace("v2.1", "v9"), "Client", "no operation"),
        (&soap11("", "<m:Nonsense/>"), "Client", "no operation"),
        (&soap11("", "<m:SendFaxRequest><Retries>many</Retries></m:SendFaxRequest>"), "Client", "many"),
        (&soap11("", &format!("<m:SendFaxRequest>{deep}")), "Client", "limit `depth`"),
        (&soap11("<x e:mustUnderstand='1'/>", "<m:FaxStatusRequest/>"), "MustUnderstand", "header `x`"),
        (&soap11("", "").replace("<s:Password>demo</s:Password>", ""), "InvalidSecurity", "`Password`"),
    ];
    for (request, code, reason) in cases {
        let (status, answer) = post(&sandbox, request.as_bytes());
        assert_eq!(status, "HTTP/1.1 500 Internal Server Error", "{request}");
        let as_expected = answer.contains(&format!(":{code}</faultcode>")) && answer.contains(reason);
        assert!(as_expected, "{request}\n{answer}");
    }
    let nil = "<m:SendFaxRequest xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>";
    assert!(post(&sandbox, soap11("", nil).as_bytes()).1.contains("InvalidArgumentsException"));
    assert!(post(&sandbox, &[0xff, 0xfe, 0x00, 0xd8]).1.contains("Client"));
}

#[tokio::test(flavor = "multi_thread")]
async fn soap_1_2_is_answered_in_kind() {
    let (sandbox, _) = sandbox().await;
    let request = envelope(namespace::SOAP12, "", "<m:Nonsense/>");
    let (status, answer) = post(&sandbox, request.as_bytes());
    assert_eq!(status, "HTTP/1.1 400 Bad Request");
    assert!(answer.contains(namespace::SOAP12) && answer.contains(":Sender<"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_beyond_the_limit_is_refused() {
    let (sandbox, _) = sandbox().await;
    let limit = Limits::default().body;
    let (status, answer) = post(&sandbox, &vec![b' '; limit + 1]);
    assert_eq!(status, "HTTP/1.1 500 Internal Server Error");
    assert!(answer.contains("length limit exceeded"), "{answer}");
    let (_, answer) = post(&sandbox, &vec![b' '; limit]);
    assert!(answer.contains("<faultcode>") && !answer.contains("length limit exceeded"), "{answer}");
}
