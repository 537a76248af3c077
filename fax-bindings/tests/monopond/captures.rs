//! Messages recorded from other stacks, where they are at hand: each means what its sender meant.

use std::fmt::Debug;

use fax_bindings::monopond::UsernameToken;
use fax_bindings::monopond::v2_1::client::ApiClient;
use fax_bindings::monopond::v2_1::*;
use fax_bindings::runtime::soap::{
    Body, Call, Error, HttpRequest, HttpResponse, Incoming, Reply, SECURITY, Sending, Transport, Version,
    write_reply,
};
use fax_bindings::runtime::{Decode, Encode, Limits, Name};

use crate::shared::{files, folder};
use crate::xml;

/// `<server>_mono__<client>__<case>` of a recorded message.
struct Recording {
    name: String,
    server: String,
    client: String,
    case: String,
    bytes: Vec<u8>,
}

impl Recording {
    /// Two of the clients send one message without stamps.
    fn is_short(&self) -> bool {
        matches!(self.client.as_str(), "gsoap" | "jaxws")
    }
}

/// The recorded messages whose names end so; none, told visibly, where the folder is missing.
fn recordings(ending: &str) -> Vec<Recording> {
    let Some(folder) = folder("captures/wire") else { return Vec::new() };
    let files = files(&folder, |name| name.contains("_mono__") && name.ends_with(ending));
    assert!(files.len() >= 40, "{} recordings only", files.len());
    files
        .into_iter()
        .map(|(name, bytes)| {
            let mut parts = name.trim_end_matches(ending).split("__").map(str::to_owned);
            let mut part = || parts.next().unwrap();
            let (server, client, case) = (part(), part(), part());
            Recording { name, server, client, case, bytes }
        })
        .collect()
}

/// Gives this answer to every request.
struct Canned(Vec<u8>);

impl Transport for Canned {
    fn send(&self, _: HttpRequest) -> Sending<'_> {
        let response = HttpResponse { status: 500, content_type: None, body: self.0.clone() };
        Box::pin(async { Ok(response) })
    }
}

/// What a client makes of a recorded reply.
fn answered<O, F>(
    recording: &Recording,
    call: impl FnOnce(&ApiClient) -> Call<O, F>,
) -> Result<Reply<O>, Error<F>> {
    let builder = ApiClient::builder("https://fax.example/").transport(Canned(recording.bytes.clone()));
    call(&builder.build().unwrap()).wait()
}

#[test]
fn recorded_replies_mean_what_their_senders_meant() {
    for recording in recordings(".res.xml") {
        let name = &recording.name;
        match recording.case.as_str() {
            "status2" => check_status(
                &recording,
                answered(&recording, |client| client.fax_status(&FaxStatusRequest::new())).unwrap(),
            ),
            "sendfax" => check_sent(
                &recording,
                answered(&recording, |client| client.send_fax(&SendFaxRequest::new())).unwrap(),
            ),
            "fault" => {
                let error =
                    answered(&recording, |client| client.fax_status(&FaxStatusRequest::new())).unwrap_err();
                let fault = error.fault().unwrap();
                assert!(fault.report().is_empty() && fault.details().is_empty(), "{name}: {fault:?}");
                let Some(FaxStatusFault::InvalidArgumentsException(bean)) = fault.detail() else {
                    panic!("{name}: {fault:?}");
                };
                assert!(bean.message.as_ref().is_some_and(|message| !message.is_empty()), "{name}");
            }
            "delete_missing" => {
                let request = DeleteFaxDocumentRequest::new();
                check_deleted(
                    &recording,
                    answered(&recording, |client| client.delete_fax_document(&request)),
                );
            }
            other => panic!("{name}: what is {other}?"),
        }
    }
}

fn check_deleted(
    recording: &Recording,
    result: Result<Reply<DeleteFaxDocumentResponse>, Error<DeleteFaxDocumentFault>>,
) {
    let name = &recording.name;
    let error = match result {
        // The validating peer has one fixed answer.
        Ok(reply) => return assert!(recording.server == "val_mono" && reply.report().is_empty(), "{name}"),
        Err(error) => error,
    };
    match error.fault().and_then(|fault| fault.detail()) {
        Some(DeleteFaxDocumentFault::DocumentRefDoesNotExistException(bean)) => {
            assert!(bean.message.as_ref().is_some_and(|message| !message.is_empty()), "{name}");
        }
        other => panic!("{name}: {other:?}"),
    }
}

fn check_status(recording: &Recording, reply: Reply<FaxStatusResponse>) {
    let name = &recording.name;
    assert!(reply.report().is_empty(), "{name}: {}", reply.report());
    let messages = reply.fax_messages.as_ref().unwrap();
    // The validating peer has one fixed answer.
    let count: i64 = if recording.server == "val_mono" { 1 } else { 2 };
    assert_eq!(messages.len() as i64, count, "{name}");
    assert_eq!(reply.fax_status_totals.as_ref().unwrap().done, Some(count), "{name}");
    assert_eq!(reply.fax_results_totals.as_ref().unwrap().success, Some(count), "{name}");
    assert!(messages.iter().all(ApiFaxMessageStatus::is_done), "{name}");
    if recording.server != "val_mono" {
        for (index, message) in messages.iter().enumerate() {
            assert_eq!(message.message_ref, Some(format!("msg-00000{index}")), "{name}");
            assert_eq!(message.broadcast_ref.as_deref(), Some("broadcast & co"), "{name}");
            let details = message.fax_details.as_ref().unwrap();
            assert_eq!(details.send_from.as_deref(), Some("Acme <fax>"), "{name}");
            let results = message.fax_results.as_ref().unwrap();
            assert_eq!(results.len(), 2, "{name}");
            let error = results[0].error.as_ref().unwrap();
            assert_eq!(error.code.as_ref().unwrap().as_str(), "301", "{name}");
            assert_eq!(error.name.as_deref(), Some("FAX_BUSY"), "{name}");
            let last = message.last_result().unwrap();
            assert_eq!((last.attempt, &last.result), (Some(2), &Some(FaxResult::Success)), "{name}");
            assert_eq!(last.cost.unwrap().to_string(), "0.05", "{name}");
            let started = last.date_call_started.unwrap().to_timestamp().unwrap();
            assert!(started < last.date_call_ended.unwrap().to_timestamp().unwrap(), "{name}");
        }
    }
    assert_same_xml(recording, elements::FAX_STATUS_RESPONSE, &*reply);
}

fn check_sent(recording: &Recording, reply: Reply<SendFaxResponse>) {
    let name = &recording.name;
    assert!(reply.report().is_empty(), "{name}: {}", reply.report());
    let messages = reply.fax_messages.as_ref().unwrap();
    let refs: Vec<&str> = messages.iter().filter_map(|message| message.message_ref.as_deref()).collect();
    let status = &messages[0].status;
    match recording.server.as_str() {
        "val_mono" => assert_eq!((refs, status), (vec!["m1"], &Some(FaxUserStatus::Done)), "{name}"),
        _ if recording.is_short() => {
            assert_eq!((refs, status), (vec!["r1"], &Some(FaxUserStatus::Queued)), "{name}")
        }
        _ => assert_eq!((refs, status), (vec!["r1", "r2"], &Some(FaxUserStatus::Queued)), "{name}"),
    }
    assert_same_xml(recording, elements::SEND_FAX_RESPONSE, &*reply);
}

#[test]
fn recorded_requests_mean_what_their_senders_meant() {
    for recording in recordings(".req.xml") {
        let name = &recording.name;
        match recording.case.as_str() {
            "status2" => {
                let request: FaxStatusRequest = received(&recording, elements::FAX_STATUS_REQUEST);
                let expected =
                    FaxStatusRequest::new().with_message_ref("n:2").with_verbosity(FaxStatusLevel::All);
                assert_eq!(request, expected, "{name}");
            }
            "fault" => {
                let request: FaxStatusRequest = received(&recording, elements::FAX_STATUS_REQUEST);
                assert_eq!(request.message_ref.as_deref(), Some("fault"), "{name}");
            }
            "delete_missing" => {
                let request: DeleteFaxDocumentRequest =
                    received(&recording, elements::DELETE_FAX_DOCUMENT_REQUEST);
                assert_eq!(request, DeleteFaxDocumentRequest::new().with_document_ref("missing"), "{name}");
            }
            "sendfax" => check_send_fax(&recording, &received(&recording, elements::SEND_FAX_REQUEST)),
            other => panic!("{name}: what is {other}?"),
        }
    }
}

fn check_send_fax(recording: &Recording, request: &SendFaxRequest) {
    let name = &recording.name;
    let messages = request.fax_messages.as_ref().unwrap();
    assert_eq!(messages.len(), if recording.is_short() { 1 } else { 2 }, "{name}");
    for (message, number) in messages.iter().zip(1..) {
        assert_eq!(message.message_ref, format!("r{number}"), "{name}");
        assert_eq!(message.send_to, format!("6129012000{number}"), "{name}");
        assert_eq!(message.send_from.as_deref(), Some("Acme <fax> & \"co\""), "{name}");
        assert_eq!(message.resolution, Some(FaxResolution::Fine), "{name}");
        let blocklists = ApiFaxMessageBlocklist::new().with_dncr(true).with_fps(false).with_smartblock(true);
        assert_eq!(message.blocklists, Some(blocklists), "{name}");
        assert_eq!((message.retries, message.busy_retries), (Some(3), Some(0)), "{name}");
        assert!(message.header_format.as_ref().unwrap().starts_with("From %from%|"), "{name}");
        assert_eq!(message.must_be_sent_before_date.unwrap().civil().year(), 2027, "{name}");
        assert_eq!(message.cli.as_deref(), Some("6128"), "{name}");
    }
    let documents = request.documents.as_ref().unwrap();
    assert_eq!(Some(documents), messages[0].documents.as_ref(), "{name}");
    let document = &documents[0];
    assert_eq!(document.file_name.as_deref(), Some("a.pdf"), "{name}");
    assert_eq!(*document.file_data.as_ref().unwrap().as_bytes(), *b"%PDF-1.4 fake\0\xff", "{name}");
    assert_eq!(document.dithering_technique, Some(FaxDitheringTechnique::DarkenMore), "{name}");
    if !recording.is_short() {
        let stamps = document.stamp_merge_data.as_ref().unwrap();
        let text = stamps[0].text_value.as_ref().unwrap();
        assert_eq!((text.value.as_str(), text.font_name.as_deref()), ("Hi <&>\"'", Some("Arial")), "{name}");
        assert_eq!(text.font_size.unwrap().to_string(), "12.5", "{name}");
    }
}

#[test]
fn requests_of_the_vendors_own_client_are_understood() {
    let Some(folder) = folder("captures/sdk/monopond-php") else { return };
    let recorded = files(&folder, |name| name.ends_with(".txt"));
    assert_eq!(recorded.len(), 3);
    for (name, bytes) in recorded {
        let text = String::from_utf8(bytes).unwrap();
        let envelope = &text[text.find("<?xml").unwrap()..];
        let recording = Recording {
            name: name.clone(),
            server: String::new(),
            client: "php".to_owned(),
            case: String::new(),
            bytes: envelope.trim_end().as_bytes().to_vec(),
        };
        let incoming = incoming(&recording);
        incoming.check_understood(&[SECURITY]).unwrap();
        let token = UsernameToken::from_headers(incoming.headers()).unwrap().unwrap();
        assert_eq!(token, UsernameToken::new("user", "pass"), "{name}");
        match name.as_str() {
            "01.txt" => {
                let document =
                    ApiFaxDocument::new().with_file_name("test.txt").with_file_data(b"This is a fax");
                let start: fax_bindings::runtime::types::DateTime = "2017-03-25T12:00:00Z".parse().unwrap();
                let message = ApiFaxMessage::new("test-1-1-1", "61011111111")
                    .with_documents([document])
                    .with_blocklists(ApiFaxMessageBlocklist::new().with_dncr(true))
                    .with_scheduled_start_time(start)
                    .with_time_zone("Australia/Adelaide");
                let expected = SendFaxRequest::new()
                    .with_broadcast_ref("B")
                    .with_send_ref("S")
                    .with_fax_messages([message])
                    .with_send_from("TSID");
                assert_eq!(received::<SendFaxRequest>(&recording, elements::SEND_FAX_REQUEST), expected);
                assert!(fax_bindings::monopond::check(&expected).as_slice().is_empty());
            }
            "02.txt" => {
                let expected = FaxStatusRequest::new().with_send_ref("S").with_verbosity(FaxStatusLevel::All);
                assert_eq!(received::<FaxStatusRequest>(&recording, elements::FAX_STATUS_REQUEST), expected);
            }
            _ => {
                let expected = DeleteFaxDocumentRequest::new().with_message_ref("m");
                let element = elements::DELETE_FAX_DOCUMENT_REQUEST;
                assert_eq!(received::<DeleteFaxDocumentRequest>(&recording, element), expected);
            }
        }
    }
}

fn incoming(recording: &Recording) -> Incoming {
    Incoming::parse(&recording.bytes, Some("text/xml; charset=utf-8"), &Limits::default())
        .unwrap_or_else(|error| panic!("{}: {error}", recording.name))
}

/// Reads a request as a server does, and writes it again. It has nothing to report but the `id` of what is used twice.
fn received<T: Decode + Encode + Debug>(recording: &Recording, element: Name) -> T {
    let (value, report) = incoming(recording)
        .body::<T>(Body::Element(element))
        .unwrap_or_else(|error| panic!("{}: {error}", recording.name));
    assert!(report.notes().iter().all(|note| note.path.ends_with("/@id")), "{}: {report}", recording.name);
    assert_same_xml(recording, element, &value);
    value
}

/// What we write says the same as the recorded message. One with `href` is written out.
fn assert_same_xml<T: Encode>(recording: &Recording, element: Name, value: &T) {
    let recorded = std::str::from_utf8(&recording.bytes).unwrap();
    if !recorded.contains("href=") {
        let ours = write_reply(Version::Soap11, Body::Element(element), value).unwrap();
        assert_eq!(xml::body(&ours), xml::body(recorded), "{}", recording.name);
    }
}
