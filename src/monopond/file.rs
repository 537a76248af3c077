//! Files: what their names and their content say.

use super::refusal::{Kind, Refusal};
use crate::pages;

/// What a file can be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileType {
    /// Merge fields go into it.
    Microsoft,
    /// Stamps go onto it.
    Tiff,
    /// Stamps go onto it, and it tells its pages.
    Pdf,
    /// Its pages are counted by lines.
    Text,
    /// It is faxed as it is.
    Image,
    /// Its type is known, and it is not faxed.
    Unsupported,
}

impl FileType {
    /// The type that an extension stands for.
    fn of(file_name: &str) -> Option<Self> {
        let (stem, extension) = file_name.trim_end().rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        Some(match extension.to_ascii_lowercase().as_str() {
            "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx" => Self::Microsoft,
            "tif" | "tiff" => Self::Tiff,
            "pdf" => Self::Pdf,
            "txt" => Self::Text,
            "png" | "jpg" | "jpeg" | "gif" | "ps" => Self::Image,
            "rtf" | "odt" | "ods" | "odp" | "html" | "htm" | "xml" | "json" | "csv" | "md" | "svg"
            | "bmp" | "webp" | "heic" | "mp3" | "mp4" | "wav" | "avi" | "mov" | "zip" | "gz" | "tar"
            | "7z" | "rar" | "exe" | "eml" | "msg" => Self::Unsupported,
            _ => return None,
        })
    }
}

/// A file without its content.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) file_type: FileType,
    pub(super) pages: i32,
}

impl File {
    /// Fails where the name does not tell the type.
    pub(super) fn new(name: &str, data: &[u8]) -> Result<Self, Refusal> {
        let Some(file_type) = FileType::of(name) else {
            let message = format!("the extension of the file name `{name}` does not tell a type of file");
            return Err(Refusal::new(Kind::DocumentContentTypeNotFoundException, message));
        };
        let pages = match file_type {
            FileType::Text => pages::of_text(data),
            FileType::Pdf => pages::of_pdf(data),
            _ => 1,
        };
        Ok(Self { name: name.to_owned(), file_type, pages: i32::try_from(pages.max(1)).unwrap_or(i32::MAX) })
    }

    /// Fails where it cannot be faxed, or not be merged with what is given for it.
    pub(super) fn check_use(&self, has_fields: bool, has_stamps: bool) -> Result<(), Refusal> {
        let name = &self.name;
        if self.file_type == FileType::Unsupported {
            let message = format!("files like `{name}` are not faxed");
            return Err(Refusal::new(Kind::UnsupportedDocumentContentType, message));
        }
        let mismatch =
            |message| Err(Refusal::new(Kind::MergeFieldDoesNotMatchDocumentTypeException, message));
        if has_fields && self.file_type != FileType::Microsoft {
            return mismatch(format!("DocMergeData is for DOC, XLS and PPT files, not for `{name}`"));
        }
        if has_stamps && !matches!(self.file_type, FileType::Tiff | FileType::Pdf) {
            return mismatch(format!("StampMergeData is for TIFF and PDF files, not for `{name}`"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(name: &str, data: &[u8]) -> i32 {
        File::new(name, data).unwrap().pages
    }

    #[test]
    fn the_last_extension_counts_in_any_case() {
        for (name, file_type) in [
            ("a.pdf.DocX", FileType::Microsoft),
            ("a.TIF", FileType::Tiff),
            ("C:\\x.y\\a.pdf", FileType::Pdf),
            ("a.txt ", FileType::Text),
            ("a.jpeg", FileType::Image),
            ("a.mp3", FileType::Unsupported),
            ("a.rtf", FileType::Unsupported),
        ] {
            assert_eq!(FileType::of(name), Some(file_type), "{name}");
        }
        for name in ["", "fax", "fax.", ".pdf", "x.y/fax", "fax.unheard-of"] {
            assert_eq!(FileType::of(name), None, "{name}");
            let refusal = File::new(name, b"x").unwrap_err();
            assert_eq!(refusal.kind, Kind::DocumentContentTypeNotFoundException);
        }
    }

    #[test]
    fn a_file_has_a_page_at_least() {
        assert_eq!(pages("a.txt", "x\n".repeat(60).as_bytes()), 2);
        assert_eq!(pages("a.pdf", b"<</Type/Page>> <</Type /Page>>"), 2);
        assert_eq!(pages("a.pdf", b"%PDF-1.7 compressed"), 1);
        assert_eq!(pages("a.tiff", b"<</Type/Page>> <</Type /Page>>"), 1);
    }

    #[test]
    fn merge_data_has_to_fit_the_file() {
        let check = |name, fields, stamps| {
            File::new(name, b"x").unwrap().check_use(fields, stamps).map_err(|refusal| refusal.kind)
        };
        let mismatch = Err(Kind::MergeFieldDoesNotMatchDocumentTypeException);
        for (name, fields, stamps) in [
            ("a.docx", Ok(()), mismatch),
            ("a.tiff", mismatch, Ok(())),
            ("a.pdf", mismatch, Ok(())),
            ("a.png", mismatch, mismatch),
            ("a.txt", mismatch, mismatch),
        ] {
            assert_eq!(check(name, false, false), Ok(()), "{name}");
            assert_eq!(check(name, true, false), fields, "{name}");
            assert_eq!(check(name, false, true), stamps, "{name}");
            assert_eq!(check(name, true, true), mismatch, "{name}");
        }
        assert_eq!(check("a.zip", false, false), Err(Kind::UnsupportedDocumentContentType));
    }
}
