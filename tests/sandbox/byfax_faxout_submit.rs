//! What is refused when faxes are submitted, and what is taken.

use std::io::Cursor;

use fax_bindings::byfax::common::{FaxContact, FaxDocument, FaxFile, StateCodes};
use fax_bindings::byfax::cover::AddCoverInput;
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobCountMessages, ApiRequestFaxjobMessage, ApiRequestFaxjobSubmit, DownloadInput,
};
use tiff::encoder::TiffEncoder;
use tiff::encoder::colortype::Gray8;

use crate::byfax::{World, letter, recipient, submission};

/// One recipient, `a`.
fn one() -> ApiRequestFaxjobSubmit {
    submission([recipient("a", "61011111111")])
}

fn named(reference: &str) -> FaxDocument {
    letter().with_document_ref(reference)
}

fn stored(reference: &str) -> FaxDocument {
    FaxDocument::new().with_document_ref(reference)
}

async fn faxes(world: &World) -> i32 {
    let request = ApiRequestFaxjobCountMessages::new();
    world.client.faxout().count_recipients(&request).await.unwrap().items_count.unwrap()
}

#[tokio::test]
async fn a_request_without_what_it_needs_is_incomplete_or_invalid() {
    let world = World::new().await;
    let mut nothing = one();
    nothing.documents = None;
    let mut nobody = one();
    nobody.sender = FaxContact::new().with_timezone("UTC").with_name(" ");
    for (request, code) in [
        (nothing, StateCodes::ApiRequestIncomplete),
        (one().with_documents([FaxDocument::new()]), StateCodes::ApiRequestIncomplete),
        (nobody, StateCodes::ApiRequestIncomplete),
        (submission([]), StateCodes::ApiRequestIncomplete),
        (one().with_documents(vec![FaxDocument::new(); 101]), StateCodes::ApiRequestValidate),
        (submission(vec![recipient("", ""); 10_001]), StateCodes::ApiRequestValidate),
        (one().with_busy_retry(-1), StateCodes::ApiRequestValidate),
        (one().with_busy_retry(21), StateCodes::ApiRequestValidate),
        (one().with_broadcast_ref("é".repeat(256)), StateCodes::ApiRequestValidate),
        (one().with_send_ref("é".repeat(256)), StateCodes::ApiRequestValidate),
        (one().with_cover_ref("none"), StateCodes::CoverTemplateNotFound),
        (one().with_documents([stored("none")]), StateCodes::FileNotFound),
        (one().with_documents([named(&"x".repeat(33))]), StateCodes::ApiRequestValidate),
        (one().with_broadcast_ref("state:INSUFFICIENT_FUNDS"), StateCodes::InsufficientFunds),
        (one().with_cover_ref("state:COVER_TEMPLATE_DELETED"), StateCodes::CoverTemplateDeleted),
        (one().with_documents([named("state:FILE_EXISTS")]), StateCodes::FileExists),
        (one().with_broadcast_ref("state:WHATEVER"), StateCodes::ApiRequestValidate),
    ] {
        let reply = world.submit(&request).await;
        assert_eq!(reply.state_code, code, "{:?}", reply.state_message);
        assert!(reply.state_message.is_some_and(|message| !message.is_empty()));
        assert_eq!((reply.broadcast_ref, reply.report_recipients), (None, None));
    }
    assert_eq!(faxes(&world).await, 0);
    let most = one().with_broadcast_ref("é".repeat(255)).with_busy_retry(20);
    assert_eq!(world.submit(&most).await.state_code, StateCodes::Success);
}

#[tokio::test]
async fn references_of_broadcasts_are_taken_once() {
    let world = World::new().await;
    assert_eq!(world.submit(&one()).await.state_code, StateCodes::Success);
    // The very same request, as after a timeout: its document is the same too.
    let with_document = submission([recipient("b", "61011111111")]).with_broadcast_ref("other");
    let with_document = with_document.with_documents([named("letter")]);
    assert_eq!(world.submit(&with_document).await.state_code, StateCodes::Success);
    assert_eq!(world.submit(&with_document).await.state_code, StateCodes::ContainerExists);
    assert_eq!(faxes(&world).await, 2);
}

#[tokio::test]
async fn a_recipient_is_refused_alone() {
    let world = World::new().await;
    assert_eq!(world.submit(&one()).await.state_code, StateCodes::Success);
    let reply = world
        .submit(
            &submission([
                recipient("a", "61011111111"),
                recipient("b", "+61 (0) 1111-1111"),
                recipient("b", "61011111111"),
                recipient("c", ""),
                recipient("d", "sip:61011111111"),
                recipient("e", "12"),
                recipient("f", "123456789012345678901"),
                recipient("state:NUMBER_BLOCKED", "61011111111"),
                recipient(&"x".repeat(256), "61011111111"),
            ])
            .with_broadcast_ref("other"),
        )
        .await;
    assert_eq!((reply.state_code, reply.broadcast_ref.as_deref()), (StateCodes::Success, Some("other")));
    let reports = reply.report_recipients.unwrap();
    let codes: Vec<_> = reports.iter().map(|report| report.state_code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "MESSAGE_REFERENCE_DUPLICATE",
            "SUCCESS",
            "MESSAGE_REFERENCE_DUPLICATE",
            "API_REQUEST_VALIDATE",
            "INVALID_NUMBER",
            "INVALID_NUMBER",
            "INVALID_NUMBER",
            "NUMBER_BLOCKED",
            "API_REQUEST_VALIDATE",
        ]
    );
    assert_eq!(reports[3].state_message.as_deref(), Some("Number is missing"));
    assert_eq!(reports[4].recipient_number.as_deref(), Some("sip:61011111111"));
    assert_eq!(faxes(&world).await, 2);
}

#[tokio::test]
async fn where_all_recipients_are_refused_so_is_the_broadcast() {
    let world = World::new().await;
    let refused = submission([recipient("a", "number"), recipient("b", "")]);
    let reply = world.submit(&refused).await;
    assert_eq!((reply.state_code, reply.broadcast_ref), (StateCodes::InvalidNumber, None));
    assert_eq!(reply.report_recipients.map(|reports| reports.len()), Some(2));
    // Nothing was taken.
    assert_eq!(world.submit(&one()).await.state_code, StateCodes::Success);
}

#[tokio::test]
async fn documents_are_reported_one_by_one() {
    let world = World::new().await;
    let mut wrong_size = FaxFile::from_bytes("a.txt", b"hello");
    wrong_size.file_size = Some(4);
    let mut wrong_check = FaxFile::from_bytes("a.txt", b"hello");
    wrong_check.file_check = Some("5d41402abc4b2a76b9719d911017c593".to_owned());
    let request = one().with_documents([
        letter(),
        wrong_size.into(),
        wrong_check.into(),
        stored("none"),
        named("new"),
        named("new"),
        named("state:FILE_DELETED"),
    ]);
    let reply = world.submit(&request).await;
    assert_eq!((reply.state_code, reply.report_recipients), (StateCodes::FileStorageSizeMismatch, None));
    let reports = reply.report_documents.unwrap();
    let reports: Vec<_> =
        reports.iter().map(|report| (report.state_code.as_str(), report.file_ref.as_deref())).collect();
    assert_eq!(
        reports,
        [
            ("SUCCESS", None),
            ("FILE_STORAGE_SIZE_MISMATCH", None),
            ("FILE_INTEGRITY_FAILURE", None),
            ("FILE_NOT_FOUND", Some("none")),
            ("SUCCESS", Some("new")),
            ("CONTAINER_DOCUMENT_DUPLICATE", Some("new")),
            ("FILE_DELETED", Some("state:FILE_DELETED")),
        ]
    );
    assert_eq!(faxes(&world).await, 0);
    // What was reported as taken is there.
    let reply = world.submit(&one().with_documents([stored("new"), letter()])).await;
    assert_eq!(reply.state_code, StateCodes::Success);
    world.finish();
    assert_eq!(world.look("a").await.pages_sent, Some(2));
}

#[tokio::test]
async fn documents_that_were_uploaded_are_sent() {
    let world = World::new().await;
    let text = "line\n".repeat(130);
    let upload = FaxDocument::from(FaxFile::from_bytes("long.txt", text)).with_document_ref("long");
    assert_eq!(
        world.client.document().upload_document(&upload).await.unwrap().state_code,
        StateCodes::Success
    );
    let reply = world.submit(&one().with_documents([stored("long")])).await;
    assert_eq!(reply.report_documents.unwrap()[0].file_ref.as_deref(), Some("long"));
    assert_eq!(world.look("a").await.pages_total, Some(3));
}

#[tokio::test]
async fn a_cover_is_a_page_and_may_be_all() {
    let world = World::new().await;
    let docx = FaxFile::from_bytes("cover.docx", b"PK\x03\x04 a file of words");
    let added = world.client.cover().add_cover(&AddCoverInput::new("Cover", docx)).await.unwrap();
    let cover = added.cover_ref.clone().unwrap_or_else(|| panic!("{added:?}"));
    let mut request = one().with_cover_ref(&*cover);
    request.documents = None;
    assert_eq!(world.submit(&request).await.state_code, StateCodes::Success);
    assert_eq!(world.look("a").await.pages_total, Some(1));
}

#[tokio::test]
async fn a_fax_has_at_most_fifty_pages() {
    let world = World::new().await;
    let of_pages =
        |pages: usize| FaxDocument::from(FaxFile::from_bytes("a.txt", "\n".repeat(60 * pages - 1)));
    let reply = world.submit(&one().with_documents([of_pages(50), letter()])).await;
    assert_eq!(reply.state_code, StateCodes::ContainerPagesLimitExceeded);
    assert_eq!(world.submit(&one().with_documents([of_pages(50)])).await.state_code, StateCodes::Success);
    world.finish();
    let request = DownloadInput::new("a", true);
    assert_eq!(world.client.faxout().download(&request).await.unwrap().pages, Some(50));
}

/// A page as a fax machine makes it, from the sandbox itself.
async fn ready(world: &World) -> FaxFile {
    world.send("61011111111").await;
    world.finish();
    let reply = world.client.faxout().download(&DownloadInput::new("a", false)).await.unwrap();
    reply.into_inner().document.unwrap()
}

fn message(reference: &str, document: impl Into<FaxDocument>) -> ApiRequestFaxjobMessage {
    let sender = FaxContact::new().with_name("Example");
    let to = FaxContact::new().with_number("61011111111");
    let message_ref = Some(format!("{reference}-1"));
    ApiRequestFaxjobMessage::new(Some(reference.to_owned()), message_ref, sender, to).with_document(document)
}

#[tokio::test]
async fn a_ready_file_is_sent_as_it_is() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    let document = FaxDocument::from(ready(&world).await).with_document_ref("ready");
    let reply = faxout.submit_message(&message("b", document)).await.unwrap().into_inner();
    assert_eq!((reply.state_code, reply.broadcast_ref.as_deref()), (StateCodes::Success, Some("b")));
    assert_eq!(reply.report_recipients.unwrap()[0].message_ref.as_deref(), Some("b-1"));
    assert_eq!(
        faxout.submit_message(&message("c", stored("ready"))).await.unwrap().state_code,
        StateCodes::Success
    );
    world.finish();
    assert_eq!(world.look("b-1").await.job_state.as_str(), "SUCCESS");

    assert_eq!(faxout.check_tiff_exists("ready").await.unwrap().state_code, StateCodes::Success);
    assert_eq!(faxout.check_tiff_exists("none").await.unwrap().state_code, StateCodes::FileNotFound);
    assert_eq!(faxout.check_tiff_exists("state:BUSY").await.unwrap().state_code, StateCodes::Busy);
    world.client.document().upload_document(&named("letter")).await.unwrap();
    assert_eq!(faxout.check_tiff_exists("letter").await.unwrap().state_code, StateCodes::FileNotFound);
}

#[tokio::test]
async fn a_file_that_is_not_ready_is_refused() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    let mut gray = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut gray).unwrap();
    encoder.write_image::<Gray8>(1728, 1, &[0; 1728]).unwrap();
    let gray = FaxFile::from_bytes("gray.tiff", gray.into_inner());
    world.client.document().upload_document(&named("letter")).await.unwrap();
    for (document, code) in [
        (named("b"), StateCodes::FileTiffFormatValidation),
        (stored("letter"), StateCodes::FileTiffFormatValidation),
        (gray.into(), StateCodes::FileTiffDepthValidation),
        (stored("none"), StateCodes::FileNotFound),
        (FaxDocument::new(), StateCodes::ApiRequestIncomplete),
    ] {
        let reply = faxout.submit_message(&message("b", document)).await.unwrap();
        assert_eq!(reply.state_code, code);
        assert_eq!(reply.report_documents.as_ref().map(Vec::len), Some(1));
    }
    let mut nothing = message("b", letter());
    nothing.document = None;
    assert_eq!(faxout.submit_message(&nothing).await.unwrap().state_code, StateCodes::ApiRequestIncomplete);
    // A file that was refused is not stored.
    let reply = world.submit(&one().with_documents([stored("b")])).await;
    assert_eq!(reply.state_code, StateCodes::FileNotFound);
}
