//! Files: those that come in, checked and with what their content says, and those that the sandbox makes.

mod kind;

use std::sync::Arc;

use super::common::{FaxFile, FaxQuality, StateCodes};
use super::contract::document::FileContentGroup;
use super::reply::Refusal;
use crate::pages;
use crate::pdf::pdf;
use crate::tiff::{Resolution, tiff};

pub(super) use kind::{DOCX, ZIP};

/// Characters of a file's name.
const MOST_CHARACTERS: usize = 255;

/// A file with its content. Clones share the content.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) kind: FileContentGroup,
    /// Media type, by the content.
    pub(crate) mime: &'static str,
    pub(crate) bytes: Arc<[u8]>,
    /// MD5 of the bytes, in lower case.
    pub(crate) check: String,
    /// At least 1.
    pub(crate) pages: u32,
}

impl File {
    /// Fails where name or content are missing, or the content is not what size and checksum say.
    pub(crate) fn read(file: FaxFile) -> Result<Self, Refusal> {
        let FaxFile { file_name: name, file_size, file_check, file_data, .. } = file;
        check_text("fileName", &name)?;
        let bytes: Arc<[u8]> = file_data.unwrap_or_default().into_bytes().into();
        if bytes.is_empty() {
            let message = format!("the file `{name}` has no content in fileData");
            return Err(Refusal::new(StateCodes::ApiRequestIncomplete, message));
        }
        let size = size(&bytes);
        if let Some(said) = file_size.filter(|said| *said != size) {
            let message = format!("fileSize is {said}, and there are {size} bytes");
            return Err(Refusal::new(StateCodes::FileStorageSizeMismatch, message));
        }
        let check = md5(&bytes);
        if file_check.is_some_and(|said| !said.is_empty() && said != check) {
            let message = format!("fileCheck is not {check}, the MD5 of the content in lower case");
            return Err(Refusal::new(StateCodes::FileIntegrityFailure, message));
        }
        let (kind, mime) = kind::of(&bytes);
        let pages = match kind {
            FileContentGroup::Pdf => pages::of_pdf(&bytes),
            FileContentGroup::Tiff => pages::of_tiff(&bytes),
            FileContentGroup::PlainText => pages::of_text(&bytes),
            _ => 1,
        };
        let pages = u32::try_from(pages.max(1)).unwrap_or(u32::MAX);
        Ok(Self { name, kind, mime, bytes, check, pages })
    }

    /// Fails where the content is of no kind that can be faxed.
    pub(crate) fn check_faxable(&self) -> Result<(), Refusal> {
        let (code, message) = match self.kind {
            FileContentGroup::Unk => {
                (StateCodes::FileFormatUnknown, format!("what `{}` holds is not known", self.name))
            }
            FileContentGroup::Other => (
                StateCodes::FileFormatUnsupported,
                format!("files like `{}`, {}, are not faxed", self.name, self.mime),
            ),
            _ => return Ok(()),
        };
        Err(Refusal::new(code, message))
    }

    pub(crate) fn size(&self) -> i64 {
        size(&self.bytes)
    }

    /// As it came in.
    pub(crate) fn to_fax_file(&self) -> FaxFile {
        fax_file(&self.name, self.mime, &self.bytes)
    }
}

/// Fails where a text is missing, or longer than what is kept.
pub(super) fn check_text(name: &str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::new(StateCodes::ApiRequestIncomplete, format!("{name} is empty")));
    }
    if text.chars().nth(MOST_CHARACTERS).is_some() {
        let message = format!("{name} has more than {MOST_CHARACTERS} characters");
        return Err(Refusal::new(StateCodes::ApiRequestValidate, message));
    }
    Ok(())
}

/// Format of a file that shows how a fax looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Pdf,
    Tiff(Resolution),
}

impl Format {
    /// What `isPdf` stands for.
    pub(crate) fn new(is_pdf: bool, quality: Option<&FaxQuality>) -> Self {
        match quality {
            _ if is_pdf => Self::Pdf,
            Some(FaxQuality::Fine | FaxQuality::SuperFine | FaxQuality::UltraFine) => {
                Self::Tiff(Resolution::Fine)
            }
            _ => Self::Tiff(Resolution::Normal),
        }
    }
}

/// A file called `stem` with an extension, of `pages` pages, at least one and at most 50, with these lines of text on
/// each.
pub(crate) fn printed(stem: &str, format: Format, pages: u32, lines: &[String]) -> FaxFile {
    match format {
        Format::Pdf => fax_file(&format!("{stem}.pdf"), "application/pdf", &pdf(pages, lines)),
        Format::Tiff(resolution) => {
            fax_file(&format!("{stem}.tiff"), "image/tiff", &tiff(pages, resolution, lines))
        }
    }
}

fn fax_file(name: &str, mime: &str, bytes: &[u8]) -> FaxFile {
    FaxFile::new(name)
        .with_file_mime(mime)
        .with_file_size(size(bytes))
        .with_file_check(md5(bytes))
        .with_file_data(bytes)
}

fn size(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

/// In lower case.
fn md5(bytes: &[u8]) -> String {
    format!("{:x}", md5::compute(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: &[u8]) -> FaxFile {
        FaxFile::new("a.txt").with_file_data(bytes)
    }

    fn code(file: FaxFile) -> StateCodes {
        File::read(file).unwrap_err().code
    }

    #[test]
    fn the_checksum_is_that_of_rfc_1321() {
        for (text, sum) in [
            ("", "d41d8cd98f00b204e9800998ecf8427e"),
            ("a", "0cc175b9c0f1b6a831c399e269772661"),
            ("abc", "900150983cd24fb0d6963f7d28e17f72"),
            ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
            ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        ] {
            assert_eq!(md5(text.as_bytes()), sum, "{text}");
        }
    }

    #[test]
    fn size_and_checksum_have_to_be_those_of_the_content() {
        let hello = "5d41402abc4b2a76b9719d911017c592";
        let read = File::read(file(b"hello").with_file_size(5).with_file_check(hello)).unwrap();
        assert_eq!((read.check.as_str(), read.size(), read.pages, read.mime), (hello, 5, 1, "text/plain"));
        assert!(File::read(file(b"hello").with_file_check("")).is_ok());
        assert_eq!(code(file(b"hello").with_file_size(4)), StateCodes::FileStorageSizeMismatch);
        assert_eq!(code(file(b"hello!").with_file_check(hello)), StateCodes::FileIntegrityFailure);
        let upper = hello.to_uppercase();
        assert_eq!(code(file(b"hello").with_file_check(upper)), StateCodes::FileIntegrityFailure);
    }

    #[test]
    fn a_file_has_a_name_and_content() {
        assert_eq!(code(FaxFile::new("a.txt")), StateCodes::ApiRequestIncomplete);
        assert_eq!(code(file(b"")), StateCodes::ApiRequestIncomplete);
        assert_eq!(code(FaxFile::new(" ").with_file_data(b"x")), StateCodes::ApiRequestIncomplete);
        assert!(File::read(FaxFile::new("é".repeat(255)).with_file_data(b"x")).is_ok());
        assert_eq!(code(FaxFile::new("é".repeat(256)).with_file_data(b"x")), StateCodes::ApiRequestValidate);
    }

    #[test]
    fn a_file_goes_out_as_it_came_in() {
        let sent = file(b"hello").with_file_size(5).with_file_mime("text/plain");
        let sent = sent.with_file_check("5d41402abc4b2a76b9719d911017c592");
        assert_eq!(File::read(sent.clone()).unwrap().to_fax_file(), sent);
    }

    #[test]
    fn what_is_printed_has_its_pages() {
        for (format, name, kind) in [
            (Format::Pdf, "fax.pdf", FileContentGroup::Pdf),
            (Format::Tiff(Resolution::Normal), "fax.tiff", FileContentGroup::Tiff),
            (Format::Tiff(Resolution::Fine), "fax.tiff", FileContentGroup::Tiff),
        ] {
            let read = File::read(printed("fax", format, 3, &["(é\\".to_owned()])).unwrap();
            assert_eq!((read.name.as_str(), read.kind, read.pages), (name, kind, 3));
        }
    }

    #[test]
    fn quality_is_a_resolution_of_a_tiff() {
        assert_eq!(Format::new(true, Some(&FaxQuality::Fine)), Format::Pdf);
        assert_eq!(Format::new(false, Some(&FaxQuality::Fine)), Format::Tiff(Resolution::Fine));
        assert_eq!(Format::new(false, Some(&FaxQuality::Standard)), Format::Tiff(Resolution::Normal));
        assert_eq!(Format::new(false, None), Format::Tiff(Resolution::Normal));
    }
}
