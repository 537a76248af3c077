//! Storing, sending by reference, previewing and deleting documents.

use fax_bindings::monopond::v2_1::{
    ApiFaxDocument, ApiFaxDocumentDocMergeField, ApiFaxMessage, DeleteFaxDocumentRequest,
    FaxDocumentPreviewFault, FaxDocumentPreviewRequest, FaxResolution, SaveFaxDocumentRequest, SendFaxFault,
    SendFaxRequest,
};
use fax_bindings::runtime::soap::FaultDetail;

use crate::{World, fax, letter};

fn stored(reference: &str) -> ApiFaxDocument {
    ApiFaxDocument::new().with_document_ref(reference)
}

/// Text of so many pages.
fn text(pages: usize) -> Vec<u8> {
    "x\n".repeat(pages * 60 - 1).into_bytes()
}

/// Sends the fax `a` with these documents; the pages that arrive.
async fn pages(world: &World, documents: impl IntoIterator<Item = ApiFaxDocument>) -> i32 {
    world.send(fax("61011111111").with_documents(documents)).await;
    world.finish();
    let request = fax_bindings::monopond::v2_1::FaxStatusRequest::new()
        .with_message_ref("a")
        .with_verbosity(fax_bindings::monopond::v2_1::FaxStatusLevel::Results);
    let faxes = world.status(request).await.fax_messages.unwrap();
    faxes.last().unwrap().last_result().unwrap().pages.unwrap()
}

/// The name of the fault that previewing a document ends in.
async fn preview_fault(world: &World, reference: &str) -> &'static str {
    let error =
        world.client.fax_document_preview(&FaxDocumentPreviewRequest::new(reference)).await.unwrap_err();
    error.fault().unwrap().detail().unwrap().name().local
}

#[tokio::test]
async fn a_saved_document_is_sent_by_reference_until_it_is_deleted() {
    let world = World::new().await;
    let save = SaveFaxDocumentRequest::new("terms", "terms.txt", text(3));
    world.client.save_fax_document(&save).await.unwrap();
    assert_eq!(pages(&world, [stored("terms")]).await, 3);
    assert_eq!(pages(&world, [stored("terms").with_order(1), letter()]).await, 4);

    let delete = DeleteFaxDocumentRequest::new().with_document_ref("terms");
    world.client.delete_fax_document(&delete).await.unwrap();
    assert_eq!(preview_fault(&world, "terms").await, "DocumentRefDoesNotExistException");
    let error = world.client.delete_fax_document(&delete).await.unwrap_err();
    assert_eq!(error.fault().unwrap().detail().unwrap().name().local, "DocumentRefDoesNotExistException");
    world.client.save_fax_document(&save).await.unwrap();
}

#[tokio::test]
async fn a_document_with_reference_and_data_is_sent_and_stored() {
    let world = World::new().await;
    let both = || stored("terms").with_file_name("terms.txt").with_file_data(text(2));
    assert_eq!(pages(&world, [both()]).await, 2);
    assert_eq!(pages(&world, [stored("terms")]).await, 2);
    let again = SendFaxRequest::new().with_fax_messages([fax("61011111111")]).with_documents([both()]);
    let error = world.client.send_fax(&again).await.unwrap_err();
    let Some(SendFaxFault::DocumentRefAlreadyExistsException(bean)) = error.fault().unwrap().detail() else {
        panic!("{error:?}")
    };
    assert_eq!(bean.message.as_deref(), Some("a document is already stored as terms"));
}

#[tokio::test]
async fn a_request_may_refer_to_what_it_stores_and_stores_nothing_twice() {
    let world = World::new().await;
    let both = || stored("terms").with_file_name("terms.txt").with_file_data(text(2));
    let message =
        |reference: &str, document| ApiFaxMessage::new(reference, "61011111111").with_documents([document]);
    let twice = SendFaxRequest::new().with_fax_messages([message("a", both()), message("b", both())]);
    let error = world.client.send_fax(&twice).await.unwrap_err();
    let detail = error.fault().unwrap().detail().unwrap();
    assert!(matches!(detail, SendFaxFault::DocumentRefAlreadyExistsException(_)));
    assert_eq!(preview_fault(&world, "terms").await, "DocumentRefDoesNotExistException");

    let once = SendFaxRequest::new().with_fax_messages([message("a", stored("terms")), message("b", both())]);
    world.client.send_fax(&once).await.unwrap();
    world.finish();
    assert_eq!(world.look().await.last_result().unwrap().pages, Some(2));
}

#[tokio::test]
async fn a_stored_document_lives_for_ten_days() {
    let world = World::new().await;
    let save = SaveFaxDocumentRequest::new("terms", "terms.txt", text(1));
    world.client.save_fax_document(&save).await.unwrap();
    world.clock.advance(std::time::Duration::from_secs(10 * 24 * 3600 - 1));
    world.client.fax_document_preview(&FaxDocumentPreviewRequest::new("terms")).await.unwrap();
    world.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(preview_fault(&world, "terms").await, "DocumentRefDoesNotExistException");
}

#[tokio::test]
async fn pages_are_counted_by_type() {
    let world = World::new().await;
    let file = |name: &str, data: &[u8]| ApiFaxDocument::new().with_file_name(name).with_file_data(data);
    let pdf = b"%PDF-1.4 <</Type /Pages /Count 2>> <</Type /Page>> <</Type /Page>>";
    assert_eq!(pages(&world, [file("a.pdf", pdf)]).await, 2);
    assert_eq!(pages(&world, [file("a.PNG", pdf)]).await, 1);
    assert_eq!(pages(&world, [file("a.txt", &text(5))]).await, 5);
    assert_eq!(pages(&world, [file("a.txt", &text(5)), file("a.pdf", pdf), file("a.doc", b"x")]).await, 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_without_an_order_is_taken() {
    let world = World::new().await;
    let body = "<m:SendFaxRequest><FaxMessages><FaxMessage><MessageRef>a</MessageRef><SendTo>61011111111</SendTo>\
        </FaxMessage></FaxMessages><Documents><Document><FileName>a.txt</FileName><FileData>QQ==</FileData>\
        </Document></Documents></m:SendFaxRequest>";
    let (status, answer) = crate::http::post_v2_1(&world.sandbox, body);
    assert_eq!(status, "HTTP/1.1 200 OK", "{answer}");
    assert_eq!(world.state().await, "pending");
}

#[tokio::test]
async fn a_preview_is_a_tiff() {
    let world = World::new().await;
    let save = SaveFaxDocumentRequest::new("terms", "terms.txt", text(2));
    world.client.save_fax_document(&save).await.unwrap();
    let preview = async |request: FaxDocumentPreviewRequest| {
        let reply = world.client.fax_document_preview(&request).await.unwrap().into_inner();
        (reply.number_of_pages, reply.tiff_preview.unwrap().into_bytes())
    };
    let (pages, normal) = preview(FaxDocumentPreviewRequest::new("terms")).await;
    assert_eq!(pages, Some(2));
    assert_eq!(tiff_heights(&normal), [1078, 1078]);
    let fine = FaxDocumentPreviewRequest::new("terms").with_resolution(FaxResolution::Fine);
    assert_eq!(tiff_heights(&preview(fine).await.1), [2156, 2156]);
}

#[tokio::test]
async fn what_is_merged_shows_in_the_preview() {
    let world = World::new().await;
    world.client.save_fax_document(&SaveFaxDocumentRequest::new("form", "form.docx", b"x")).await.unwrap();
    let preview = async |request: FaxDocumentPreviewRequest| {
        let reply = world.client.fax_document_preview(&request).await.unwrap().into_inner();
        reply.tiff_preview.unwrap().into_bytes()
    };
    let plain = preview(FaxDocumentPreviewRequest::new("form")).await;
    let field = ApiFaxDocumentDocMergeField::new().with_key("name").with_value("Dr Who");
    let merged = preview(FaxDocumentPreviewRequest::new("form").with_doc_merge_data([field])).await;
    assert_ne!(plain, merged);
}

#[tokio::test]
async fn a_document_that_is_not_faxed_can_be_stored_and_not_rendered() {
    let world = World::new().await;
    world.client.save_fax_document(&SaveFaxDocumentRequest::new("song", "song.mp3", b"x")).await.unwrap();
    let error = world.client.fax_document_preview(&FaxDocumentPreviewRequest::new("song")).await.unwrap_err();
    let detail = error.fault().unwrap().detail().unwrap();
    assert!(matches!(detail, FaxDocumentPreviewFault::UnsupportedDocumentContentType(_)));
}

/// `ImageLength` (tag 257) of each page of a TIFF file (TIFF 6.0, section 2).
fn tiff_heights(file: &[u8]) -> Vec<u32> {
    let little = file.starts_with(b"II");
    assert!(little || file.starts_with(b"MM"));
    let number = |at: usize, bytes: usize| {
        let digits = file[at..at + bytes].iter().map(|byte| u32::from(*byte));
        let join = |number, digit| number << 8 | digit;
        if little { digits.rev().fold(0, join) } else { digits.fold(0, join) }
    };
    let mut heights = Vec::new();
    let mut directory = number(4, 4) as usize;
    while directory != 0 {
        let entries = number(directory, 2) as usize;
        let entry =
            (0..entries).map(|index| directory + 2 + 12 * index).find(|at| number(*at, 2) == 257).unwrap();
        let bytes = if number(entry + 2, 2) == 3 { 2 } else { 4 };
        heights.push(number(entry + 8, bytes));
        directory = number(directory + 2 + 12 * entries, 4) as usize;
    }
    heights
}
