//! Covers.

use fax_bindings::byfax::common::{ApiResponse, ApiResponseFileDownload, FaxFile, StateCodes};
use fax_bindings::byfax::cover::*;

use super::{TEXT, TEXT_AS_JSON, client, file, success};
use crate::server::Server;

pub(crate) fn all(server: &Server) {
    change(server);
    read(server);
}

fn change(server: &Server) {
    let cover = client(server).cover().clone();
    let template = FaxFile::from_bytes("cover.docx", b"PK").with_file_mime("application/msword");
    let as_read = "file.fileName=\"cover.docx\"\nfile.fileMime=\"application/msword\"\nfile.fileSize=2\n\
                   file.fileCheck=\"d71bdd22c8bb93b8d287dce6f46aed25\"\nfile.fileData=\"UEs=\"\n";
    let reply = server.answered(
        cover.add_cover(&AddCoverInput::new(TEXT, template.clone())),
        &format!("title={TEXT_AS_JSON}\n{as_read}"),
    );
    let added = ApiResponseCoverUpload::new(StateCodes::Success)
        .with_cover_ref(format!("cover of {TEXT}"))
        .with_file_size(2)
        .with_file_check(template.file_check.clone().unwrap())
        .with_file_mime("application/msword");
    server.equal(reply, added);

    let reply = server.answered(
        cover.rename_cover(&RenameCoverInput::new("c", "<new>")),
        "coverRef=\"c\"\ntitle=\"<new>\"\n",
    );
    server.equal(reply, success().with_state_message("c is <new>"));
    let reply = server.answered(
        cover.reload_cover(&ReloadCoverInput::new("c", template)),
        &format!("coverRef=\"c\"\n{as_read}"),
    );
    server.equal(reply, success());
    let reply = server.answered(cover.delete_cover("c"), "coverRef=\"c\"\n");
    server.equal(reply, ApiResponse::new(StateCodes::CoverTemplateDeleted).with_state_message(""));
}

fn read(server: &Server) {
    let cover = client(server).cover().clone();
    let known =
        |reference: &str, title: &str| FaxCover::new(Some(reference.to_owned()), Some(title.to_owned()));
    let reply = server.answered(cover.get_cover("c"), "coverRef=\"c\"\n");
    server.equal(reply, listed([known("c", TEXT)]));
    let reply = server.answered(cover.list_covers(), "");
    server.equal(reply, listed([known("c-1", TEXT), known("c-2", ""), FaxCover::new(None, None)]));

    let reply = server.answered(cover.download_cover("c"), "coverRef=\"c\"\n");
    let template = file("cover.docx", b"bytes of c");
    server.equal(reply, ApiResponseFileDownload::new(StateCodes::Success).with_document(template));
    let reply = server.answered(cover.get_cover_preview("c"), "coverRef=\"c\"\n");
    let not_ready = ApiResponseFileDownload::new(StateCodes::FilePreviewNotReady).with_state_message(TEXT);
    server.equal(reply, not_ready);
}

fn listed<const N: usize>(covers: [FaxCover; N]) -> ApiResponseListCovers {
    let count = i32::try_from(N).unwrap();
    ApiResponseListCovers::new(StateCodes::Success)
        .with_count_result(count)
        .with_count_total(count + 40)
        .with_items(covers)
}
