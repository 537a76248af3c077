//! What the service posts, as it is documented and as it might come.

use std::collections::{BTreeSet, HashSet};

use fax_bindings::monopond::callback::{JsonErrorKind, Key, ReceivedFax, Results};
use fax_bindings::monopond::v2_1::{self, ApiFaxMessageStatus, FaxError, FaxResult, FaxUserStatus};
use fax_bindings::runtime::{DecodeErrorKind, NoteKind};
use proptest::prelude::*;
use proptest::proptest;

const SUCCESS: &str = r#"<FaxMessage status="done" sendTo="61011111111" broadcastRef="autumn" sendRef="autumn-1" messageRef="autumn-1-1">
    <FaxResults>
      <FaxResult dateCallEnded="2026-03-25T12:00:29.299+10:00" dateCallStarted="2026-03-25T12:00:02+10:00"
        scheduledStartTime="2026-03-25T12:00:00.299+10:00" totalFaxDuration="27" pages="1" cost="0.15" result="success" attempt="1"/>
    </FaxResults>
  </FaxMessage>"#;

const FAILURE: &str = r#"<FaxMessage status="done" sendTo="61022222222" messageRef="autumn-1-2"><FaxResults>
    <FaxResult attempt="1" result="failed"><Error code="FAX_BUSY" name="Phone number busy"/></FaxResult>
    <FaxResult attempt="2" result="failed"><Error code="FAX_NEW" name="News"/></FaxResult>
  </FaxResults></FaxMessage>"#;

fn list() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FaxMessages>\n  {SUCCESS}\n  {FAILURE}\n</FaxMessages>\n"
    )
}

fn read(xml: &str) -> Results {
    Results::read(xml.as_bytes(), None).unwrap_or_else(|error| panic!("{error}\n{xml}"))
}

#[test]
fn a_list_is_read_whole() {
    let results = read(&list());
    assert!(results.report.is_empty(), "{}", results.report);
    let [success, failure] = &*results.messages else { panic!("{results:?}") };

    assert_eq!(success.status, Some(FaxUserStatus::Done));
    assert_eq!(success.send_to.as_deref(), Some("61011111111"));
    assert_eq!(
        (success.broadcast_ref.as_deref(), success.send_ref.as_deref()),
        (Some("autumn"), Some("autumn-1"))
    );
    let result = success.last_result().unwrap();
    assert_eq!((result.result.as_ref(), result.pages), (Some(&FaxResult::Success), Some(1)));
    assert_eq!(result.total_fax_duration, Some(27));
    assert_eq!(result.cost.unwrap().to_string(), "0.15");
    assert_eq!(result.scheduled_start_time.unwrap().to_string(), "2026-03-25T12:00:00.299+10:00");
    assert_eq!(result.date_call_started.unwrap().to_string(), "2026-03-25T12:00:02+10:00");

    let errors: Vec<_> = failure
        .fax_results
        .iter()
        .flatten()
        .map(|result| result.error.as_ref().unwrap().code.clone().unwrap())
        .collect();
    assert_eq!(errors[0], FaxError::FaxBusy);
    assert_eq!(errors[1].as_str(), "FAX_NEW");
}

#[test]
fn a_single_message_is_a_list_of_one() {
    assert_eq!(read(SUCCESS).messages, read(&list()).messages[..1]);
}

#[test]
fn namespaces_do_not_matter_wherever_they_stand() {
    let plain = read(&list());
    let prefixed = list().replace("<Fax", "<m:Fax").replace("</Fax", "</m:Fax").replace("<Error", "<m:Error");
    for namespace in [v2_1::NAMESPACE, fax_bindings::monopond::v2::NAMESPACE, "urn:something:else"] {
        let on_root = list().replace("<FaxMessages>", &format!("<FaxMessages xmlns=\"{namespace}\">"));
        let by_prefix =
            prefixed.replace("<m:FaxMessages>", &format!("<m:FaxMessages xmlns:m='{namespace}'>"));
        let root_alone = by_prefix
            .replace("<m:FaxM", "<FaxM")
            .replace("</m:FaxM", "</FaxM")
            .replace("<FaxMessages", "<m:FaxMessages")
            .replace("</FaxMessages", "</m:FaxMessages");
        let on_children = list().replace("<FaxResults>", &format!("<FaxResults xmlns=\"{namespace}\">"));
        for xml in [on_root, by_prefix, root_alone, on_children] {
            assert_eq!(read(&xml), plain, "{xml}");
        }
    }
}

#[test]
fn attributes_of_other_namespaces_are_no_values() {
    let results = read(
        r#"<FaxMessage xmlns:x="urn:x" x:status="sending" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="a b"/>"#,
    );
    assert_eq!(results.messages, [ApiFaxMessageStatus::new()]);
    let notes: Vec<_> = results.report.notes().iter().map(|note| (&note.kind, &*note.path)).collect();
    assert_eq!(notes, [(&NoteKind::UnknownAttribute, "/FaxMessage/@status")]);
}

#[test]
fn what_is_not_known_is_reported_with_its_place() {
    let results = read(
        "<n:FaxMessages xmlns:n='urn:n'>\n  <n:FaxMessage messageRef='a' colour='red'><n:News/></n:FaxMessage></n:FaxMessages>",
    );
    let notes: Vec<String> = results.report.notes().iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "unknown attribute skipped at /FaxMessages/FaxMessage[1]/@colour (line 2, column 3)",
            "unknown element skipped at /FaxMessages/FaxMessage[1]/News (line 2, column 45)"
        ]
    );
    assert!(read("<FaxMessages/>").messages.is_empty());
}

#[test]
fn a_thousand_messages_are_read() {
    let messages: String = (0..1000).map(|n| format!("<FaxMessage messageRef='m{n}'/>")).collect();
    let results = read(&format!("<FaxMessages>{messages}</FaxMessages>"));
    assert_eq!(results.keyed().filter_map(|(key, _)| key).collect::<BTreeSet<_>>().len(), 1000);
}

#[test]
fn encodings_are_those_of_the_content_type() {
    let latin = b"<FaxMessage messageRef=\"caf\xE9\"/>";
    let results = Results::read(latin, Some("text/xml; charset=ISO-8859-1")).unwrap();
    assert_eq!(results.messages[0].message_ref.as_deref(), Some("caf\u{e9}"));
    let error = Results::read(latin, Some("text/xml")).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Encoding(_)), "{error}");
}

#[test]
fn mistakes_are_said_with_their_place() {
    for (xml, expected) in [
        ("", "not well-formed XML: there is no root element (line 1, column 1)"),
        ("<FaxMessages><FaxMessage>", ""),
        ("<FaxMessages/><FaxMessages/>", ""),
        ("<!DOCTYPE FaxMessages><FaxMessages/>", "a DOCTYPE is not accepted"),
        ("<m:FaxMessages/>", ""),
        ("<a:FaxMessage xmlns:a='urn:a' xmlns:b='urn:b'></b:FaxMessage>", ""),
        ("<Results/>", "expected element `FaxMessages`, found `Results` at /Results (line 1, column 1)"),
        (
            "<FaxMessage\n  xmlns='urn:x'><FaxResults>\n <FaxResult cost='free'/></FaxResults></FaxMessage>",
            "at /FaxMessage/FaxResults/FaxResult[1]/@cost (line 3, column 2)",
        ),
    ] {
        let error = Results::read(xml.as_bytes(), None).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}\n{xml}");
    }
}

#[test]
fn a_key_is_the_reference_and_the_last_attempt() {
    let (list, again) = (read(&list()), read(&list()));
    let keys: Vec<_> = list.keyed().map(|(key, _)| key.unwrap()).collect();
    assert_eq!(keys, [Key::new("autumn-1-1", 1), Key::new("autumn-1-2", 2)]);
    assert_eq!(keys[1].to_string(), "autumn-1-2, attempt 2");
    let mut seen: HashSet<Key> = keys.into_iter().collect();
    assert!(again.keyed().all(|(key, _)| !seen.insert(key.unwrap())));

    assert_eq!(Key::of(&ApiFaxMessageStatus::new()), None);
    let sent = ApiFaxMessageStatus::new().with_message_ref("a");
    assert_eq!(Key::of(&sent), Some(Key::new("a", None)));
    assert_eq!(Key::of(&sent).unwrap().to_string(), "a");
    assert!(Key::new("a", None) < Key::new("a", 1));
}

const RECEIVED: &str = r#"{
    "messageRef": "1987665543",
    "faxNumber": "61011111111",
    "status": "RELAYED",
    "pages": 2,
    "tsi": "Branch 2",
    "cli": "61022222222",
    "dateReceived": "2026-03-25 13:27:55",
    "tiffDocumentUrl": "http://cdn.example/fax.tiff?Expires=1&Signature=canary"
}"#;

fn received(json: &str) -> ReceivedFax {
    ReceivedFax::read(json.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{json}"))
}

#[test]
fn a_received_fax_is_read_as_documented() {
    let fax = received(RECEIVED);
    assert_eq!(fax.key(), "1987665543");
    assert_eq!(fax.fax_numbers, ["61011111111"]);
    assert_eq!((fax.status.as_deref(), fax.pages), (Some("RELAYED"), Some(2)));
    assert_eq!((fax.tsi.as_deref(), fax.cli.as_deref()), (Some("Branch 2"), Some("61022222222")));
    assert_eq!(fax.date_received.unwrap().to_string(), "2026-03-25T13:27:55Z");
    assert!(fax.tiff_document_url.as_ref().unwrap().expose().ends_with("&Signature=canary"));
    assert!(fax.other.is_empty());
}

#[test]
fn a_received_fax_is_read_in_other_types_too() {
    let fax = received(
        r#"{"messageRef": 9223372036854775807, "faxNumber": ["61011111111", 61022222222], "pages": " 3 ", "tsi": null,
            "dateReceived": "2026-03-25T13:27:55.5+10:00", "price": {"amount": 0.1}}"#,
    );
    assert_eq!(fax.message_ref, "9223372036854775807");
    assert_eq!(fax.fax_numbers, ["61011111111", "61022222222"]);
    assert_eq!((fax.pages, &fax.tsi, &fax.cli, &fax.status), (Some(3), &None, &None, &None));
    assert_eq!(fax.date_received.unwrap().to_string(), "2026-03-25T03:27:55.5Z");
    assert_eq!(fax.other["price"]["amount"], 0.1);

    let least = received(
        "\u{FEFF}{\"messageRef\": \"1\", \"faxNumber\": [], \"pages\": \"\", \"dateReceived\": \"\"}",
    );
    assert_eq!((least.fax_numbers.len(), least.pages, least.date_received), (0, None, None));
    let zoned = received(r#"{"messageRef": "1", "dateReceived": "2026-03-25T13:27:55Z"}"#);
    assert_eq!(zoned.date_received, received(RECEIVED).date_received);
}

#[test]
fn the_url_is_never_shown() {
    let mut json: serde_json::Value = serde_json::from_str(RECEIVED).unwrap();
    json["pdfDocumentUrl"] = "http://cdn.example/canary".into();
    let fax = received(&json.to_string());
    let shown = format!("{fax:?} {fax:#?}");
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("pdfDocumentUrl") && shown.contains("1987665543"), "{shown}");
    json["tiffDocumentUrl"] = serde_json::json!(["http://cdn.example/canary"]);
    let error = ReceivedFax::read(json.to_string().as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "a string or an integer is due at tiffDocumentUrl");
}

#[test]
fn mistakes_of_a_received_fax_are_said_with_their_place() {
    for (json, expected) in [
        ("", "not JSON (line 1, column 0)"),
        ("{\n  \"messageRef\": 1,\n  canary}", "not JSON (line 3, column 3)"),
        ("[1]", "an object is due"),
        ("\"canary\"", "an object is due"),
        ("{}", "a required value is missing at messageRef"),
        (r#"{"messageRef": null}"#, "a required value is missing at messageRef"),
        (r#"{"messageRef": " "}"#, "a required value is missing at messageRef"),
        (r#"{"messageRef": true}"#, "a string or an integer is due at messageRef"),
        (r#"{"messageRef": 1e3}"#, "a string or an integer is due at messageRef"),
        (r#"{"messageRef": 99999999999999999999999}"#, "a string or an integer is due at messageRef"),
        (r#"{"messageRef": 1, "faxNumber": ["1", {}]}"#, "a string or an integer is due at faxNumber[2]"),
        (r#"{"messageRef": 1, "pages": -1}"#, "a number of pages is due at pages"),
        (r#"{"messageRef": 1, "pages": "canary"}"#, "a number of pages is due at pages"),
        (
            r#"{"messageRef": 1, "dateReceived": "2026-02-30 00:00:00"}"#,
            "a date and time is due at dateReceived",
        ),
        (r#"{"messageRef": 1, "dateReceived": "2026-02-03"}"#, "a date and time is due at dateReceived"),
        ("{\"messageRef\": \"\u{FFFF}\"} {}", "not JSON (line 1, column 23)"),
    ] {
        assert_eq!(ReceivedFax::read(json.as_bytes()).unwrap_err().to_string(), expected, "{json}");
    }
    let deep = "[".repeat(100_000);
    let error = ReceivedFax::read(deep.as_bytes()).unwrap_err();
    assert!(matches!(error.kind(), JsonErrorKind::Malformed { line: 1, .. }), "{error:?}");
    assert_eq!(error.member(), "");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, content_type in proptest::option::of(".{0,40}")) {
        let _ = Results::read(&bytes, content_type.as_deref());
        let _ = ReceivedFax::read(&bytes);
    }

    #[test]
    fn a_damaged_notice_is_read_or_refused(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
        let prefixed = list().replace("<Fax", "<m:Fax").replace("</Fax", "</m:Fax").replace("Messages>", "Messages xmlns:m='u'>");
        for text in [list(), prefixed, RECEIVED.to_owned()] {
            let mut bytes = text.into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(cut.index(bytes.len() + 1).max(at + 1));
            let _ = Results::read(&bytes, None);
            let _ = ReceivedFax::read(&bytes);
        }
    }

    #[test]
    fn every_date_is_in_the_zone_that_it_says(seconds in -62_000_000_000_i64..250_000_000_000, hours in -14_i32..=14) {
        use fax_bindings::runtime::types::jiff::Timestamp;
        use fax_bindings::runtime::types::jiff::tz::{Offset, TimeZone};
        let time = Timestamp::from_second(seconds).unwrap();
        let local = time.to_zoned(TimeZone::fixed(Offset::constant(i8::try_from(hours).unwrap()))).datetime();
        let utc = time.to_zoned(TimeZone::UTC).datetime();
        for text in [format!("{local}{hours:+03}:00"), utc.to_string(), utc.to_string().replace('T', " ")] {
            let fax = received(&format!(r#"{{"messageRef": 1, "dateReceived": "{text}"}}"#));
            prop_assert_eq!(fax.date_received, Some(time));
        }
    }
}
