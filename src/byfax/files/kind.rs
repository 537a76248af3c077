//! What kind of file it is, by its content.

use FileContentGroup::{Html, Image, MsOffice, OpOffice, Other, Pdf, PlainText, StOffice, Tiff, Unk};

use crate::byfax::contract::document::FileContentGroup;

/// What begins each file of a ZIP archive (APPNOTE, section 4.3.7).
pub(in crate::byfax) const ZIP: &[u8] = b"PK\x03\x04";
/// Bytes from there to the name of the file.
const NAME_IN_ZIP: usize = 30;

/// How files begin, what they are, and their media types.
const SIGNATURES: [(&[u8], FileContentGroup, &str); 11] = [
    (b"%PDF-", Pdf, "application/pdf"),
    (b"II*\0", Tiff, "image/tiff"),
    (b"MM\0*", Tiff, "image/tiff"),
    (b"\x89PNG\r\n\x1a\n", Image, "image/png"),
    (b"\xff\xd8\xff", Image, "image/jpeg"),
    (b"GIF8", Image, "image/gif"),
    (b"{\\rtf", MsOffice, "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MsOffice, "application/msword"),
    (b"\x1f\x8b", Other, "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", Other, "application/x-7z-compressed"),
    (b"\x7fELF", Other, "application/x-executable"),
];

/// How the name of a file in an archive begins, with the content of `mimetype`, which is not compressed.
const MEMBERS: [(&[u8], FileContentGroup, &str); 7] = [
    (b"word/", MsOffice, DOCX),
    (b"xl/", MsOffice, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", MsOffice, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", OpOffice, "application/vnd.oasis.opendocument.text"),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        OpOffice,
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.presentation",
        OpOffice,
        "application/vnd.oasis.opendocument.presentation",
    ),
    (b"mimetypeapplication/vnd.sun.xml.writer", StOffice, "application/vnd.sun.xml.writer"),
];

/// Media type of Word's files.
pub(in crate::byfax) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The kind and the media type: `OTHER` for what is known and not faxed, `UNK` for what is not known.
pub(super) fn of(bytes: &[u8]) -> (FileContentGroup, &'static str) {
    if bytes.starts_with(ZIP) {
        return named_by(&MEMBERS, members(bytes)).unwrap_or((Other, "application/zip"));
    }
    named_by(&SIGNATURES, [bytes]).unwrap_or_else(|| of_text(bytes))
}

/// The row whose beginning is that of one of `contents`.
fn named_by<'b>(
    table: &[(&[u8], FileContentGroup, &'static str)],
    contents: impl IntoIterator<Item = &'b [u8]>,
) -> Option<(FileContentGroup, &'static str)> {
    contents.into_iter().find_map(|content| {
        let row = table.iter().find(|(beginning, ..)| content.starts_with(beginning));
        row.map(|(_, kind, mime)| (kind.clone(), *mime))
    })
}

/// The archive from the name of each of its files on.
fn members(zip: &[u8]) -> impl Iterator<Item = &[u8]> {
    let files = zip.windows(ZIP.len()).enumerate().filter(|(_, bytes)| *bytes == ZIP);
    files.filter_map(|(at, _)| zip.get(at + NAME_IN_ZIP..))
}

fn of_text(bytes: &[u8]) -> (FileContentGroup, &'static str) {
    if bytes.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()) {
        return (Unk, "application/octet-stream");
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins_with = |tag: &[u8]| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    if begins_with(b"<!doctype html") || begins_with(b"<html") {
        return (Html, "text/html");
    }
    (PlainText, "text/plain")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive with empty files of these names.
    fn zip(names: &[&str]) -> Vec<u8> {
        names.iter().flat_map(|name| [ZIP, &[0; NAME_IN_ZIP - 4], name.as_bytes()].concat()).collect()
    }

    #[test]
    fn the_content_tells() {
        for (bytes, kind, mime) in [
            (b"%PDF-1.4 ".as_slice(), Pdf, "application/pdf"),
            (b"II*\0\x08\0\0\0", Tiff, "image/tiff"),
            (b"MM\0*\0\0\0\x08", Tiff, "image/tiff"),
            (b"\x89PNG\r\n\x1a\n\0", Image, "image/png"),
            (b"\xff\xd8\xff\xe0", Image, "image/jpeg"),
            (b"GIF89a", Image, "image/gif"),
            (b"{\\rtf1 a}", MsOffice, "application/rtf"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", MsOffice, "application/msword"),
            (b"\x1f\x8b\x08", Other, "application/gzip"),
            (b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>", Html, "text/html"),
            (b"<HTML>", Html, "text/html"),
            (b"Dear Sir\tor Madam\r\n\x0c", PlainText, "text/plain"),
            ("Grüße".as_bytes(), PlainText, "text/plain"),
            (b"Gr\xfc\xdfe", PlainText, "text/plain"),
            (b"\x00\x01\x02", Unk, "application/octet-stream"),
            (b"Dear\0", Unk, "application/octet-stream"),
        ] {
            assert_eq!(of(bytes), (kind, mime), "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn an_archive_is_told_by_the_files_in_it() {
        let odt = "mimetypeapplication/vnd.oasis.opendocument.text";
        let ods = "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        for (names, kind, mime) in [
            (["[Content_Types].xml", "word/document.xml"], MsOffice, DOCX),
            (
                ["_rels/.rels", "xl/workbook.xml"],
                MsOffice,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            ([odt, "content.xml"], OpOffice, "application/vnd.oasis.opendocument.text"),
            ([ods, "content.xml"], OpOffice, "application/vnd.oasis.opendocument.spreadsheet"),
            (
                ["mimetypeapplication/vnd.sun.xml.writer", "content.xml"],
                StOffice,
                "application/vnd.sun.xml.writer",
            ),
            (["letter.txt", "password/a"], Other, "application/zip"),
        ] {
            assert_eq!(of(&zip(&names)), (kind, mime), "{names:?}");
        }
        assert_eq!(of(ZIP), (Other, "application/zip"));
    }
}
