//! What is written is valid by the schemas that the vendor published, where these and xmllint are at hand.

// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use fax_bindings::monopond::{v2, v2_1};
use fax_bindings::runtime::{Encode, Name, Writer};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::shared::folder;
use crate::values::{fax_status_response, send_fax_request};

/// The schema inside of a published contract, or the reason why there is none.
fn schema(contract: &str) -> Option<String> {
    let wsdl = std::fs::read_to_string(folder("contracts/monopond")?.join(contract)).unwrap();
    if Command::new("xmllint").arg("--version").output().is_err() {
        let _seen = writeln!(std::io::stderr(), "skipped: xmllint is not installed");
        return None;
    }
    let document = roxmltree::Document::parse(&wsdl).unwrap();
    let schema = document.descendants().find(|node| node.tag_name().name() == "schema").unwrap();
    Some(wsdl[schema.range()].to_owned())
}

#[derive(Default)]
struct Messages(Vec<String>);

impl Messages {
    fn add<T: Encode>(&mut self, element: Name, value: &T) {
        self.0.push(Writer::document(element, value).unwrap());
    }

    #[track_caller]
    fn are_valid_by(&self, schema: &str) {
        if let Err(complaint) = self.validate(schema) {
            panic!("{complaint}");
        }
    }

    fn validate(&self, schema: &str) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let schema = write("schema.xsd", schema);
        let paths: Vec<_> =
            self.0.iter().enumerate().map(|(number, text)| write(&format!("{number}.xml"), text)).collect();
        let output =
            Command::new("xmllint").args(["--noout", "--schema"]).arg(schema).args(&paths).output().unwrap();
        match output.status.success() {
            true => Ok(()),
            false => Err(complaint(&String::from_utf8_lossy(&output.stderr), &paths)),
        }
    }
}

/// What xmllint says, without the files that it likes, and the first file that it does not like.
fn complaint(said: &str, paths: &[impl AsRef<Path>]) -> String {
    let lines: Vec<&str> = said.lines().filter(|line| !line.ends_with(" validates")).collect();
    let named = |path: &&Path| lines.iter().any(|line| line.contains(&*path.to_string_lossy()));
    let first = paths.iter().map(AsRef::as_ref).find(named);
    let text = first.map(|path| std::fs::read_to_string(path).unwrap()).unwrap_or_default();
    format!("{}\n{text}", lines.join("\n"))
}

/// Some values, the same ones every time.
fn some<T: std::fmt::Debug>(values: impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..100).map(|_| values.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn version_2_1() {
    use v2_1::*;

    let Some(schema) = schema("fax-v2.1.wsdl") else { return };
    let mut messages = Messages::default();
    // Without what the contract got later, and without values that it does not have.
    for request in some(send_fax_request(false, false)) {
        messages.add(elements::SEND_FAX_REQUEST, &request);
    }
    for response in some(fax_status_response(false, false)) {
        messages.add(elements::FAX_STATUS_RESPONSE, &response);
        let mut sent = SendFaxResponse::new();
        sent.fax_messages = response.fax_messages;
        messages.add(elements::SEND_FAX_RESPONSE, &sent);
    }
    messages.add(elements::SEND_FAX_REQUEST, &SendFaxRequest::new());
    let by_reference =
        FaxStatusRequest::new().with_message_ref("m").with_send_ref("s").with_broadcast_ref("b");
    for level in FaxStatusLevel::ALL {
        messages.add(elements::FAX_STATUS_REQUEST, &by_reference.clone().with_verbosity(level.clone()));
    }
    messages.add(
        elements::STOP_FAX_REQUEST,
        &StopFaxRequest::new().with_message_ref("m").with_broadcast_ref("b"),
    );
    messages.add(elements::PAUSE_FAX_REQUEST, &PauseFaxRequest::new().with_send_ref("s"));
    messages.add(elements::RESUME_FAX_REQUEST, &ResumeFaxRequest::new());
    messages.add(elements::STOP_FAX_RESPONSE, &StopFaxResponse::new());
    messages.add(elements::PAUSE_FAX_RESPONSE, &PauseFaxResponse::new());
    messages.add(elements::RESUME_FAX_RESPONSE, &ResumeFaxResponse::new());
    messages.add(elements::SAVE_FAX_DOCUMENT_REQUEST, &SaveFaxDocumentRequest::new("d", "d.pdf", b"%PDF"));
    messages.add(elements::SAVE_FAX_DOCUMENT_RESPONSE, &SaveFaxDocumentResponse::new());
    messages
        .add(elements::DELETE_FAX_DOCUMENT_REQUEST, &DeleteFaxDocumentRequest::new().with_document_ref("d"));
    messages.add(elements::DELETE_FAX_DOCUMENT_RESPONSE, &DeleteFaxDocumentResponse::new());
    for technique in FaxDitheringTechnique::ALL {
        let preview = FaxDocumentPreviewRequest::new("d")
            .with_resolution(FaxResolution::Normal)
            .with_dithering_technique(technique.clone())
            .with_doc_merge_data([ApiFaxDocumentDocMergeField::new().with_key("k").with_value("v")])
            .with_stamp_merge_data([ApiFaxDocumentStampMergeField::new()]);
        messages.add(elements::FAX_DOCUMENT_PREVIEW_REQUEST, &preview);
    }
    let preview = FaxDocumentPreviewResponse::new().with_tiff_preview(b"II*").with_number_of_pages(1);
    messages.add(elements::FAX_DOCUMENT_PREVIEW_RESPONSE, &preview);
    messages.add(elements::INVALID_ARGUMENTS_EXCEPTION, &WebFaultBean::new().with_message("m"));
    messages.add(elements::UNKNOWN_HOST_EXCEPTION, &UnknownHostException::new());
    messages.are_valid_by(&schema);
}

#[test]
fn what_the_contract_got_later_is_not_in_the_published_schema() {
    use v2_1::*;

    let Some(schema) = schema("fax-v2.1.wsdl") else { return };
    let mut messages = Messages::default();
    messages.add(elements::SEND_FAX_REQUEST, &SendFaxRequest::new().with_time_zone("UTC"));
    let complaint = messages.validate(&schema).unwrap_err();
    assert!(complaint.contains("TimeZone"), "{complaint}");
}

#[test]
fn version_2() {
    use v2::*;

    let Some(schema) = schema("fax-v2.wsdl") else { return };
    let mut messages = Messages::default();
    let start = "2026-03-25T12:00:00+10:00".parse::<fax_bindings::runtime::types::DateTime>().unwrap();
    let message = ApiFaxMessage::new("m", "61011111111")
        .with_send_from("f")
        .with_documents([ApiFaxDocument::new("a.txt", b"a")])
        .with_resolution(FaxResolution::Fine)
        .with_blocklists(ApiFaxMessageBlocklist::new().with_dncr(true).with_fps(true).with_smartblock(false))
        .with_scheduled_start_time(start)
        .with_retries(1)
        .with_busy_retries(2)
        .with_header_format("h");
    let request = SendFaxRequest::new()
        .with_broadcast_ref("b")
        .with_send_ref("s")
        .with_fax_messages([message])
        .with_documents([ApiFaxDocument::new("b.txt", b"b").with_order(7)])
        .with_resolution(FaxResolution::Normal)
        .with_blocklists(ApiFaxMessageBlocklist::new())
        .with_send_from("f")
        .with_scheduled_start_time(start)
        .with_retries(1)
        .with_busy_retries(2)
        .with_header_format("h");
    messages.add(elements::SEND_FAX_REQUEST, &request);
    let status = FaxStatusRequest::new().with_send_ref("s").with_verbosity(FaxStatusLevel::Details);
    messages.add(elements::FAX_STATUS_REQUEST, &status);
    messages.add(elements::STOP_FAX_REQUEST, &StopFaxRequest::new().with_message_ref("m"));
    messages.add(elements::PAUSE_FAX_REQUEST, &PauseFaxRequest::new().with_send_ref("s"));
    messages.add(elements::RESUME_FAX_REQUEST, &ResumeFaxRequest::new().with_broadcast_ref("b"));
    let result = ApiFaxMessageStatusResults::new()
        .with_attempt(1)
        .with_result(FaxResult::Failed)
        .with_pages(0)
        .with_date_call_started(start)
        .with_error(FaxErrorAdapter::new().with_code(FaxError::FaxBusy).with_name("n"));
    let message = ApiFaxMessageStatus::new()
        .with_message_ref("m")
        .with_status(FaxUserStatus::Done)
        .with_fax_results([result]);
    let response = FaxStatusResponse::new()
        .with_fax_status_totals(FaxStatusTotals::new().with_done(1))
        .with_fax_results_totals(FaxResultsTotals::new().with_failed(1))
        .with_fax_messages([message]);
    messages.add(elements::FAX_STATUS_RESPONSE, &response);
    messages.add(elements::NO_MESSAGES_FOUND_EXCEPTION, &WebFaultBean::new());
    messages.are_valid_by(&schema);
}
