//! Recorded exchanges of other stacks about the contract of faxes that are sent.

use fax_bindings::byfax::common::{
    self as shared, ApiResponse, ApiResponseDocPreview, ApiResponseItemsCount, StateCodes,
};
use fax_bindings::byfax::faxout::{
    self as replies, ApiResponseBalance, ApiResponseFaxjobMessages, ApiResponseFaxjobProcess,
    ApiResponseFaxjobSubmit, FaxReportMessage, FaxReportProcess, FaxReportRecipient, FaxReportUpload,
    StateRecipient,
};
use xsd_runtime::types::DateTime;

use crate::byfax::common::{FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality, ListPagination};
use crate::byfax::faxout::{
    ApiRequestFaxjobCountBroadcasts, ApiRequestFaxjobListMessages, ApiRequestFaxjobProcess,
    ApiRequestFaxjobSubmit, DownloadInput, FaxRecipient,
};
use crate::client::answered;
use crate::recordings::files;
use crate::service::{Key, received};

/// `<server>_byfax__<client>__<case>` of a recorded message.
struct Recording {
    name: String,
    server: String,
    client: String,
    case: String,
    bytes: Vec<u8>,
}

/// The recorded messages whose names end so: of three servers and three clients, seven cases each.
fn recordings(ending: &str) -> Vec<Recording> {
    let files = files("wire", |name| name.contains("_byfax__") && name.ends_with(ending));
    assert!(matches!(files.len(), 0 | 63), "{}", files.len());
    let recording = |(name, bytes): (String, Vec<u8>)| {
        let mut parts = name.trim_end_matches(ending).split("__").map(str::to_owned);
        let mut part = || parts.next().unwrap();
        let (server, client, case) = (part(), part(), part());
        Recording { name, server, client, case, bytes }
    };
    files.into_iter().map(recording).collect()
}

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn strings<const N: usize>(texts: [&str; N]) -> [String; N] {
    texts.map(str::to_owned)
}

#[test]
fn recorded_requests_mean_what_their_senders_meant() {
    for Recording { name, client, case, bytes, .. } in recordings(".req.xml") {
        let action = match case.as_str() {
            "submit" => "#Submit",
            "cancel" => "#Cancel",
            "count" => "#countBrodcasts",
            "list" => "#listRecipients",
            "balance" => "#getBalance",
            "tifffault" => "#checkTiffExists",
            "download" => "#Download",
            other => panic!("what is {other}?"),
        };
        let received = received(&name, "/soap/1.1/faxout", action, &bytes);
        assert_eq!(received.operation, action.replace('#', "ApiServiceFaxout."), "{name}");
        let (namespace, block) = match client.as_str() {
            "gsoap" => ("urn:ApiServiceFaxout", "UsernameTokenHeaderPart"),
            "php" => ("urn:ApiServiceFaxout", "UsernameToken"),
            _ => ("", "UsernameTokenHeaderPart"),
        };
        assert_eq!(received.key, Key::new(namespace, block, "u", "p"), "{name}");
        match case.as_str() {
            "submit" => received.means(submission(&client)),
            "cancel" => {
                received.means(ApiRequestFaxjobProcess::new().with_message_refs(strings(["m1", "m2"])));
            }
            "count" => received.means(count(&client)),
            "list" => received.means(listing(&client)),
            "balance" => received.means(()),
            "tifffault" => received.means("fault".to_owned()),
            _ => received.means(DownloadInput::new("m1", true)),
        }
    }
}

fn submission(client: &str) -> ApiRequestFaxjobSubmit {
    let recipient = |name: &str, number: &str, message_ref: &str| {
        FaxRecipient::new().with_name(name).with_number(number).with_message_ref(message_ref)
    };
    let file = FaxFile::new("a.pdf")
        .with_file_mime("application/pdf")
        .with_file_size(15)
        .with_file_data(b"%PDF-1.4 fake\x00\xff");
    // gSOAP's sample was made from another time.
    let send_at = if client == "gsoap" { "2027-01-02T02:57:25Z" } else { "2027-01-02T03:04:05Z" };
    ApiRequestFaxjobSubmit::new(
        FaxQuality::Fine,
        FaxMode::Text,
        FaxContact::new().with_name("S").with_number("+491"),
        [recipient("N1", "+4930123", "m1"), recipient("N2 <&>", "+4930124", "m2")],
    )
    .with_broadcast_ref("b1")
    .with_priority(1)
    .with_send_at(date(send_at))
    .with_documents([FaxDocument::new().with_document_ref("d1").with_document_file(file)])
}

/// Only PHP sends a list whose `maxOccurs` is 0 in the contract they were given.
fn count(client: &str) -> ApiRequestFaxjobCountBroadcasts {
    let request = ApiRequestFaxjobCountBroadcasts::new();
    match client {
        "php" => {
            request.with_broadcast_refs(strings(["b1", "b2"])).with_date_from(date("2020-01-02T03:04:05Z"))
        }
        "gsoap" => request.with_date_from(date("2020-01-02T03:04:05Z")),
        _ => request.with_date_from(date("2020-01-02T03:04:05")),
    }
}

fn listing(client: &str) -> ApiRequestFaxjobListMessages {
    let request = ApiRequestFaxjobListMessages::new(ListPagination::new(1, 2));
    match client {
        "php" => request.with_date_from(date("2020-01-02T03:04:05Z")),
        _ => request,
    }
}

#[test]
fn recorded_replies_mean_what_their_senders_meant() {
    for recording in recordings(".res.xml") {
        let Recording { name, bytes, .. } = &recording;
        match recording.case.as_str() {
            "submit" => {
                let reply = answered(bytes, |client| client.submit(&any_submission())).unwrap();
                assert_eq!(reply, submitted(&recording), "{name}");
            }
            "cancel" => {
                let request = replies::ApiRequestFaxjobProcess::new();
                let reply = answered(bytes, |client| client.cancel(&request)).unwrap();
                assert_eq!(reply, cancelled(&recording), "{name}");
            }
            "count" => {
                let request = replies::ApiRequestFaxjobCountBroadcasts::new();
                let reply = answered(bytes, |client| client.count_broadcasts(&request)).unwrap();
                assert_eq!(reply, counted(&recording), "{name}");
            }
            "list" => {
                let request = replies::ApiRequestFaxjobListMessages::new(shared::ListPagination::new(0, 1));
                let reply = answered(bytes, |client| client.list_recipients(&request)).unwrap();
                assert_eq!(reply, listed(&recording), "{name}");
            }
            "balance" => {
                let reply = answered(bytes, |client| client.get_balance()).unwrap();
                assert_eq!(reply, balance(&recording), "{name}");
            }
            "download" => {
                let request = replies::DownloadInput::new("m1", true);
                let reply = answered(bytes, |client| client.download(&request)).unwrap();
                assert_eq!(reply, downloaded(&recording), "{name}");
            }
            "tifffault" => match answered(bytes, |client| client.check_tiff_exists("fault")) {
                Ok(reply) => {
                    let (code, message) = state(&recording);
                    let mut expected = ApiResponse::new(code);
                    expected.state_message = message;
                    assert_eq!(reply, expected, "{name}");
                }
                Err(error) => {
                    assert_eq!(recording.server, "php_byfax", "{name}");
                    let fault = error.fault().unwrap();
                    assert_eq!(fault.code().to_string(), "API_REQUEST_FAILURE", "{name}");
                    assert_eq!(fault.reason(), "tiffRef invalid", "{name}");
                }
            },
            other => panic!("what is {other}?"),
        }
    }
}

fn any_submission() -> replies::ApiRequestFaxjobSubmit {
    let sender = shared::FaxContact::new();
    replies::ApiRequestFaxjobSubmit::new(shared::FaxQuality::Fine, shared::FaxMode::Text, sender, [])
}

/// The validating peer has one short answer.
fn is_short(recording: &Recording) -> bool {
    recording.server == "val_byfax"
}

/// State code and message. gSOAP's server and PHP's say in the message how they were asked; the former knows the header
/// block by one name only.
fn state(recording: &Recording) -> (StateCodes, Option<String>) {
    let dated = |zone: &str| format!("dateFrom=2020-01-02T03:04:05{zone} user=u");
    let message = match (recording.server.as_str(), recording.client.as_str(), recording.case.as_str()) {
        ("val_byfax", ..) => return (StateCodes::Success, None),
        ("gsoap_byfax", "gsoap", _) => "user=u".to_owned(),
        ("gsoap_byfax", ..) => {
            return (StateCodes::ApiKeyMissing, Some("no UsernameTokenHeaderPart header".to_owned()));
        }
        (_, "zeep", "count") => dated(""),
        (_, _, "count") => dated("Z"),
        (_, "php", _) => "user=u via UsernameToken".to_owned(),
        _ => "user=u via UsernameTokenHeaderPart".to_owned(),
    };
    (StateCodes::Success, Some(message))
}

fn submitted(recording: &Recording) -> ApiResponseFaxjobSubmit {
    let (code, message) = state(recording);
    let mut expected = ApiResponseFaxjobSubmit::new(code);
    expected.state_message = message;
    if is_short(recording) {
        return expected;
    }
    let recipient = |message_ref: &str, number: &str| {
        FaxReportRecipient::new(StateCodes::Success, Some(message_ref.to_owned()), Some(number.to_owned()))
    };
    expected
        .with_broadcast_ref("b1")
        .with_report_recipients([recipient("m1", "+4930123"), recipient("m2", "+4930124")])
        .with_report_documents([FaxReportUpload::new(StateCodes::Success).with_file_ref("bytes=15")])
}

fn cancelled(recording: &Recording) -> ApiResponseFaxjobProcess {
    let (code, message) = state(recording);
    let mut expected = ApiResponseFaxjobProcess::new(code);
    expected.state_message = message;
    if is_short(recording) {
        return expected;
    }
    // gSOAP's server does not say the total.
    expected.count_total = (recording.server == "php_byfax").then_some(2);
    let item = |message_ref: &str| {
        FaxReportProcess::new(StateCodes::Success, StateRecipient::Cancelled).with_message_ref(message_ref)
    };
    expected.with_count_result(2).with_items([item("m1"), item("m2")])
}

fn counted(recording: &Recording) -> ApiResponseItemsCount {
    let (code, message) = state(recording);
    let mut expected = ApiResponseItemsCount::new(code);
    expected.state_message = message;
    expected.items_count = (!is_short(recording)).then_some(2);
    expected
}

fn listed(recording: &Recording) -> ApiResponseFaxjobMessages {
    let (code, message) = state(recording);
    let mut expected = ApiResponseFaxjobMessages::new(code);
    expected.state_message = message;
    if is_short(recording) {
        return expected;
    }
    let started = match recording.server.as_str() {
        "gsoap_byfax" => ["2012-07-23T01:31:51Z", "2012-07-23T01:31:52Z"],
        _ => ["2012-07-23T11:31:51+10:00"; 2],
    };
    let item = |attempt: i32, started: &str| {
        FaxReportMessage::new(
            StateCodes::Success,
            format!("msg-{attempt}"),
            StateRecipient::Success,
            0.07,
            "EUR",
        )
        .with_call_started(date(started))
        .with_attempt(attempt)
    };
    expected.with_count_result(2).with_count_total(2).with_items([item(0, started[0]), item(1, started[1])])
}

fn balance(recording: &Recording) -> ApiResponseBalance {
    let (code, message) = state(recording);
    let mut expected = ApiResponseBalance::new(code);
    expected.state_message = message;
    if is_short(recording) {
        return expected;
    }
    expected.with_balance_value(12.5).with_balance_currency("EUR")
}

fn downloaded(recording: &Recording) -> ApiResponseDocPreview {
    let (code, message) = state(recording);
    let mut expected = ApiResponseDocPreview::new(code);
    expected.state_message = message;
    if is_short(recording) {
        return expected;
    }
    let mut file = shared::FaxFile::new("m1.pdf").with_file_size(4).with_file_data(b"II*\0");
    file.file_mime = (recording.server == "php_byfax").then(|| "x".to_owned());
    expected.with_document(file).with_pages(1)
}
