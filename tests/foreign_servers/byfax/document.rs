//! Documents.

use fax_bindings::byfax::common::{
    ApiResponseDocPreview, ApiResponseFileDownload, FaxDocument, FaxFile, FaxMode, FaxQuality, StateCodes,
};
use fax_bindings::byfax::document::*;

use super::{TEXT, TEXT_AS_JSON, client, file, success};
use crate::server::Server;

pub(crate) fn all(server: &Server) {
    let document = client(server).document().clone();
    let letter =
        FaxFile::from_bytes("Brief an \u{41e}\u{43b}\u{44c}\u{433}\u{430}.docx", vec![b'x'; 3_000_000])
            .with_file_mime("application/msword");
    let check = letter.file_check.clone().unwrap();
    let understood = format!(
        "uploadDocument.documentRef={TEXT_AS_JSON}\n\
         uploadDocument.documentFile.fileName=\"Brief an \u{41e}\u{43b}\u{44c}\u{433}\u{430}.docx\"\n\
         uploadDocument.documentFile.fileMime=\"application/msword\"\n\
         uploadDocument.documentFile.fileSize=3000000\nuploadDocument.documentFile.fileCheck=\"{check}\"\n\
         uploadDocument.documentFile.fileData=\"3000000 bytes\"\n"
    );
    let request = FaxDocument::new().with_document_ref(TEXT).with_document_file(letter);
    let reply = server.answered(document.upload_document(&request), &understood);
    // Size and checksum are those of what the server has read.
    let uploaded = ApiResponseDocUpload::new(StateCodes::Success)
        .with_document_ref(TEXT)
        .with_document_type(FileContentGroup::MsOffice)
        .with_file_size(3_000_000)
        .with_file_check(check)
        .with_file_mime("application/msword");
    server.equal(reply, uploaded);

    let reply = server.answered(document.check_document("d"), "documentRef=\"d\"\n");
    server.equal(reply, ApiResponseDocUpload::new(StateCodes::FileNotFound).with_state_message("no d"));

    let reply = server.answered(document.download_document("d"), "documentRef=\"d\"\n");
    let every_byte: Vec<u8> = (0..=255).collect();
    let downloaded =
        ApiResponseFileDownload::new(StateCodes::Success).with_document(file("bytes.bin", every_byte));
    server.equal(reply, downloaded);

    for (quality, mode) in [(FaxQuality::Fine, FaxMode::Text), (FaxQuality::SuperFine, FaxMode::Photo)] {
        let understood = format!("documentRef=\"d\"\nquality=\"{quality}\"\nconversion=\"{mode}\"\n");
        let request = GetDocumentPreviewInput::new("d", quality.clone(), mode.clone());
        let reply = server.answered(document.get_document_preview(&request), &understood);
        let preview = file(&format!("{quality} {mode}.pdf"), b"%PDF");
        server.equal(
            reply,
            ApiResponseDocPreview::new(StateCodes::Success).with_document(preview).with_pages(2),
        );
    }

    let two = ["d-1".to_owned(), TEXT.to_owned()];
    let understood = format!("documentRefs.1=\"d-1\"\ndocumentRefs.2={TEXT_AS_JSON}\n");
    let reply = server.answered(document.delete_documents(two), &understood);
    server.equal(reply, success().with_state_message("2 deleted"));
    let reply = server.answered(document.delete_documents(Vec::new()), "documentRefs=[]\n");
    server.equal(reply, success().with_state_message("0 deleted"));
}
