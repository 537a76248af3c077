//! Faults that come of what a request says, as they would from the service.
//!
//! For each operation there is a request for every fault that it declares, except for those that no request brings about.

use std::collections::BTreeSet;
use std::fmt::Debug;

use fax_bindings::monopond::v2;
use fax_bindings::monopond::v2_1::{
    ApiFaxDocument, ApiFaxDocumentDocMergeField, ApiFaxDocumentStampMergeField,
    ApiFaxDocumentStampMergeFieldKey, ApiFaxDocumentStampMergeFieldTextValue, DeleteFaxDocumentRequest,
    FaxDocumentPreviewRequest, FaxStatusRequest, PauseFaxRequest, ResumeFaxRequest, SaveFaxDocumentRequest,
    SendFaxRequest, StopFaxRequest,
};
use fax_bindings::runtime::soap::{Call, FaultDetail};

use crate::{World, fax, letter, one};

/// Each call ends in the fault beside it; together with those that no request brings about they are all.
async fn declares<O: Debug, F: FaultDetail>(cases: Vec<(&'static str, Call<O, F>)>, never: &[&'static str]) {
    let mut seen: BTreeSet<&str> = never.iter().copied().collect();
    for (expected, call) in cases {
        let error = call.await.unwrap_err();
        let fault = error.fault().unwrap_or_else(|| panic!("{expected}: {error:?}"));
        let detail = fault.detail().unwrap_or_else(|| panic!("{expected}: {fault:?}"));
        assert_eq!(detail.name().local, expected, "{detail:?}");
        seen.insert(expected);
    }
    let declared: BTreeSet<&str> = F::NAMES.iter().map(|name| name.local).collect();
    assert_eq!(seen, declared);
}

fn file(name: &str) -> ApiFaxDocument {
    letter().with_file_name(name)
}

fn field() -> ApiFaxDocumentDocMergeField {
    ApiFaxDocumentDocMergeField::new().with_key("name").with_value("Dr Who")
}

fn stamp() -> ApiFaxDocumentStampMergeField {
    ApiFaxDocumentStampMergeField::new()
        .with_key(ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(0).with_y_coord(0))
        .with_text_value(ApiFaxDocumentStampMergeFieldTextValue::new("x"))
}

/// A sandbox with documents stored under the names of their types.
async fn world() -> World {
    let world = World::new().await;
    for name in ["docx", "tiff", "mp3"] {
        let save = SaveFaxDocumentRequest::new(name, format!("a.{name}"), b"x");
        world.client.save_fax_document(&save).await.unwrap();
    }
    world
}

#[tokio::test]
async fn send_fax_2_1() {
    let world = world().await;
    let send = |document| {
        world.client.send_fax(
            &SendFaxRequest::new().with_fax_messages([fax("61011111111")]).with_documents([document]),
        )
    };
    let stored = |reference: &str| ApiFaxDocument::new().with_document_ref(reference);
    let merge = "MergeFieldDoesNotMatchDocumentTypeException";
    declares(
        vec![
            ("InvalidArgumentsException", world.client.send_fax(&SendFaxRequest::new())),
            ("InvalidArgumentsException", send(file("a.txt").with_file_data(b""))),
            ("DocumentContentTypeNotFoundException", send(file("letter"))),
            ("DocumentContentTypeNotFoundException", send(file("letter.what"))),
            ("UnsupportedDocumentContentType", send(file("song.mp3"))),
            ("UnsupportedDocumentContentType", send(file("all.zip"))),
            ("UnsupportedDocumentContentType", send(stored("mp3"))),
            ("DocumentRefAlreadyExistsException", send(file("a.txt").with_document_ref("docx"))),
            ("DocumentRefDoesNotExistException", send(stored("pdf"))),
            (merge, send(file("a.tiff").with_doc_merge_data([field()]))),
            (merge, send(file("a.docx").with_stamp_merge_data([stamp()]))),
            (merge, send(stored("tiff").with_doc_merge_data([field()]))),
            (merge, send(stored("docx").with_stamp_merge_data([stamp()]))),
        ],
        &["NoMessagesFoundException", "InternalServerException"],
    )
    .await;
    send(stored("docx").with_doc_merge_data([field()])).await.unwrap();
    send(file("a.tiff").with_stamp_merge_data([stamp()])).await.unwrap();
}

#[tokio::test]
async fn send_fax_2() {
    let world = world().await;
    let send = |name: &str| {
        let request = v2::SendFaxRequest::new()
            .with_fax_messages([v2::ApiFaxMessage::new("a", "61011111111")])
            .with_documents([v2::ApiFaxDocument::new(name, b"x")]);
        world.client_v2.send_fax(&request)
    };
    declares(
        vec![
            ("InvalidArgumentsException", world.client_v2.send_fax(&v2::SendFaxRequest::new())),
            ("DocumentContentTypeNotFoundException", send("letter")),
            // Version 2 has no fault of its own for it.
            ("DocumentContentTypeNotFoundException", send("song.mp3")),
        ],
        &["NoMessagesFoundException", "InternalServerException"],
    )
    .await;
}

/// An operation that chooses faxes.
macro_rules! chooses_faxes {
    ($test:ident, $client:ident, $method:ident, $request:path) => {
        #[tokio::test]
        async fn $test() {
            type Request = $request;
            let world = world().await;
            world.client.send_fax(&one(fax("61011111111"))).await.unwrap();
            let nothing = Request::new().with_message_ref("a").with_send_ref("x");
            declares(
                vec![
                    ("InvalidArgumentsException", world.$client.$method(&Request::new())),
                    ("InvalidArgumentsException", world.$client.$method(&Request::new().with_send_ref(" "))),
                    ("NoMessagesFoundException", world.$client.$method(&nothing)),
                ],
                &["InternalServerException"],
            )
            .await;
            world.$client.$method(&Request::new().with_message_ref("a")).await.unwrap();
        }
    };
}

chooses_faxes!(fax_status_2_1, client, fax_status, FaxStatusRequest);
chooses_faxes!(stop_fax_2_1, client, stop_fax, StopFaxRequest);
chooses_faxes!(pause_fax_2_1, client, pause_fax, PauseFaxRequest);
chooses_faxes!(resume_fax_2_1, client, resume_fax, ResumeFaxRequest);
chooses_faxes!(fax_status_2, client_v2, fax_status, v2::FaxStatusRequest);
chooses_faxes!(stop_fax_2, client_v2, stop_fax, v2::StopFaxRequest);
chooses_faxes!(pause_fax_2, client_v2, pause_fax, v2::PauseFaxRequest);
chooses_faxes!(resume_fax_2, client_v2, resume_fax, v2::ResumeFaxRequest);

#[tokio::test]
async fn save_fax_document() {
    let world = world().await;
    let save = |reference: &str, name: &str| {
        world.client.save_fax_document(&SaveFaxDocumentRequest::new(reference, name, b"x"))
    };
    declares(
        vec![
            ("InvalidArgumentsException", save("", "a.txt")),
            ("InvalidArgumentsException", save("new", "")),
            ("DocumentContentTypeNotFoundException", save("new", "letter")),
            ("DocumentRefAlreadyExistsException", save("docx", "a.docx")),
        ],
        &["InternalServerException"],
    )
    .await;
}

#[tokio::test]
async fn delete_fax_document() {
    let world = world().await;
    let delete = |request: DeleteFaxDocumentRequest| world.client.delete_fax_document(&request);
    declares(
        vec![
            ("InvalidArgumentsException", delete(DeleteFaxDocumentRequest::new())),
            ("InvalidArgumentsException", delete(DeleteFaxDocumentRequest::new().with_send_ref("a"))),
            (
                "DocumentRefDoesNotExistException",
                delete(DeleteFaxDocumentRequest::new().with_document_ref("pdf")),
            ),
        ],
        &["InternalServerException"],
    )
    .await;
}

#[tokio::test]
async fn fax_document_preview() {
    let world = world().await;
    let preview = |request: FaxDocumentPreviewRequest| world.client.fax_document_preview(&request);
    let request = |reference: &str| FaxDocumentPreviewRequest::new(reference);
    let merge = "MergeFieldDoesNotMatchDocumentTypeException";
    // A text has more pages than a preview may have: that is what the sandbox is too small for.
    let long = SaveFaxDocumentRequest::new("long", "long.txt", "x\n".repeat(51 * 60).as_bytes());
    world.client.save_fax_document(&long).await.unwrap();
    declares(
        vec![
            ("InvalidArgumentsException", preview(request(""))),
            ("UnsupportedDocumentContentType", preview(request("mp3"))),
            ("DocumentRefDoesNotExistException", preview(request("pdf"))),
            (merge, preview(request("tiff").with_doc_merge_data([field()]))),
            (merge, preview(request("docx").with_stamp_merge_data([stamp()]))),
            ("InternalServerException", preview(request("long"))),
        ],
        &["UnknownHostException", "InterruptedException"],
    )
    .await;
}
