//! Documents that are kept to be sent.

use fax_bindings::byfax::common::{FaxDocument, FaxFile, FaxMode, FaxQuality, StateCodes};
use fax_bindings::byfax::document::client::DocumentClient;
use fax_bindings::byfax::document::{ApiResponseDocUpload, FileContentGroup, GetDocumentPreviewInput};

use crate::byfax::{World, client, owned};

fn document(reference: &str, file: FaxFile) -> FaxDocument {
    FaxDocument::from(file).with_document_ref(reference)
}

fn hello() -> FaxFile {
    FaxFile::from_bytes("hello.txt", b"hello")
}

async fn upload(documents: &DocumentClient, document: FaxDocument) -> ApiResponseDocUpload {
    documents.upload_document(&document).await.unwrap().into_inner()
}

fn preview_of(reference: &str) -> GetDocumentPreviewInput {
    GetDocumentPreviewInput::new(reference, FaxQuality::Fine, FaxMode::Text)
}

#[tokio::test]
async fn a_document_is_kept_as_it_was_uploaded() {
    let world = World::new().await;
    let documents = world.client.document();
    let reply = upload(documents, document("hello", hello())).await;
    let expected = ApiResponseDocUpload::new(StateCodes::Success)
        .with_document_ref("hello")
        .with_document_type(FileContentGroup::PlainText)
        .with_file_size(5)
        .with_file_check("5d41402abc4b2a76b9719d911017c592")
        .with_file_mime("text/plain");
    assert_eq!(reply, expected);
    assert_eq!(documents.check_document("hello").await.unwrap().into_inner(), expected);

    let download = documents.download_document("hello").await.unwrap().into_inner();
    assert_eq!(download.state_code, StateCodes::Success);
    assert_eq!(download.document, Some(hello().with_file_mime("text/plain")));
}

#[tokio::test]
async fn a_document_without_a_reference_gets_one() {
    let world = World::new().await;
    let documents = world.client.document();
    let first = upload(documents, hello().into()).await.document_ref.unwrap();
    let second = upload(documents, document("", hello())).await.document_ref.unwrap();
    assert_ne!(first, second);
    for reference in [first, second] {
        let found = documents.check_document(&reference).await.unwrap();
        assert_eq!(found.state_code, StateCodes::Success);
    }
}

#[tokio::test]
async fn a_preview_comes_once_the_document_is_converted() {
    let world = World::new().await;
    let documents = world.client.document();
    let two_pages = FaxFile::from_bytes("list.txt", "line\n".repeat(100));
    upload(documents, document("list", two_pages)).await;
    let early = documents.get_document_preview(&preview_of("list")).await.unwrap().into_inner();
    assert_eq!(
        (early.state_code, early.document, early.pages),
        (StateCodes::FilePreviewNotReady, None, None)
    );

    world.pass(1);
    let fine = documents.get_document_preview(&preview_of("list")).await.unwrap().into_inner();
    assert_eq!((fine.state_code, fine.pages), (StateCodes::Success, Some(2)));
    let fine = fine.document.unwrap();
    assert_eq!((&*fine.file_name, fine.file_mime.as_deref()), ("list.tiff", Some("image/tiff")));
    assert!(fine.file_data.unwrap().as_bytes().starts_with(b"II*\0"));

    let coarse = GetDocumentPreviewInput::new("list", FaxQuality::Standard, FaxMode::Photo);
    let coarse = documents.get_document_preview(&coarse).await.unwrap().into_inner();
    assert!(coarse.document.unwrap().file_size < fine.file_size);
}

#[tokio::test]
async fn a_preview_is_of_a_quality_that_faxes_have() {
    let world = World::new().await;
    let documents = world.client.document();
    upload(documents, document("a", hello())).await;
    world.pass(1);
    for (quality, mode) in [
        (FaxQuality::UnknownValue, FaxMode::Text),
        ("BEST".parse().unwrap(), FaxMode::Text),
        (FaxQuality::Fine, FaxMode::UnknownValue),
    ] {
        let request = GetDocumentPreviewInput::new("a", quality, mode);
        let reply = documents.get_document_preview(&request).await.unwrap();
        assert_eq!(reply.state_code, StateCodes::ApiRequestValidate);
    }
}

#[tokio::test]
async fn documents_are_deleted_all_or_none() {
    let world = World::new().await;
    let documents = world.client.document();
    for reference in ["a", "b", "c"] {
        upload(documents, document(reference, hello())).await;
    }
    let delete = async |references: &[&str]| {
        documents.delete_documents(owned(references)).await.unwrap().into_inner().state_code
    };
    assert_eq!(delete(&[]).await, StateCodes::ApiRequestIncomplete);
    assert_eq!(delete(&["a", "x"]).await, StateCodes::FileNotFound);
    assert_eq!(delete(&["a", "state:FILE_ACCESS_DENIED"]).await, StateCodes::FileAccessDenied);
    assert_eq!(documents.check_document("a").await.unwrap().state_code, StateCodes::Success);
    assert_eq!(delete(&["a", "b"]).await, StateCodes::Success);
    assert_eq!(delete(&["a", "b"]).await, StateCodes::FileDeleted);
    assert_eq!(documents.check_document("c").await.unwrap().state_code, StateCodes::Success);
    assert_eq!(upload(documents, document("a", hello())).await.state_code, StateCodes::Success);
}

/// What every operation that takes a reference says of this one.
async fn codes(documents: &DocumentClient, reference: &str) -> Vec<StateCodes> {
    vec![
        documents.download_document(reference).await.unwrap().into_inner().state_code,
        documents.check_document(reference).await.unwrap().into_inner().state_code,
        documents.get_document_preview(&preview_of(reference)).await.unwrap().into_inner().state_code,
        documents.delete_documents(owned(&[reference])).await.unwrap().into_inner().state_code,
    ]
}

#[tokio::test]
async fn every_operation_knows_which_documents_there_are() {
    let world = World::new().await;
    let documents = world.client.document();
    assert_eq!(codes(documents, "a").await, vec![StateCodes::FileNotFound; 4]);
    upload(documents, document("a", hello())).await;
    world.pass(1);

    let stranger = client(&world.sandbox, "nobody", "demo");
    assert_eq!(codes(stranger.document(), "a").await, vec![StateCodes::ApiKeyNotFound; 4]);
    let uploaded = upload(stranger.document(), document("b", hello())).await;
    assert_eq!(uploaded, {
        let message = "api key not found";
        ApiResponseDocUpload::new(StateCodes::ApiKeyNotFound).with_state_message(message)
    });
    assert_eq!(documents.check_document("b").await.unwrap().state_code, StateCodes::FileNotFound);

    assert_eq!(codes(documents, "a").await, vec![StateCodes::Success; 4]);
    assert_eq!(codes(documents, "a").await, vec![StateCodes::FileDeleted; 4]);
    assert_eq!(codes(documents, "state:CUSTOMER_BLOCKED").await, vec![StateCodes::CustomerBlocked; 4]);
    let uploaded = upload(documents, document("state:FILE_EXISTS", hello())).await;
    assert_eq!(uploaded.state_code, StateCodes::FileExists);
}

#[tokio::test]
async fn what_cannot_be_faxed_is_refused() {
    let world = World::new().await;
    let documents = world.client.document();
    upload(documents, document("taken", hello())).await;
    let zip = FaxFile::from_bytes("a.zip", b"PK\x03\x04");
    let longest = "x".repeat(32);
    for (document, code) in [
        (document("taken", hello()), StateCodes::FileReferenceDuplicate),
        (document(&longest, hello()), StateCodes::Success),
        (document(&"x".repeat(33), hello()), StateCodes::ApiRequestValidate),
        (FaxDocument::new().with_document_ref("a"), StateCodes::ApiRequestIncomplete),
        (FaxFile::new("a.txt").into(), StateCodes::ApiRequestIncomplete),
        (FaxFile::from_bytes("", b"hello").into(), StateCodes::ApiRequestIncomplete),
        (hello().with_file_size(6).into(), StateCodes::FileStorageSizeMismatch),
        (hello().with_file_check("0".repeat(32)).into(), StateCodes::FileIntegrityFailure),
        (zip.into(), StateCodes::FileFormatUnsupported),
        (FaxFile::from_bytes("a.txt", [0, 1, 2]).into(), StateCodes::FileFormatUnknown),
    ] {
        let reply = upload(documents, document.clone()).await;
        assert_eq!(reply.state_code, code, "{document:?}");
        assert_eq!(reply.document_ref.is_some(), code == StateCodes::Success);
        assert_eq!(reply.state_message.is_some(), code != StateCodes::Success);
    }
}
