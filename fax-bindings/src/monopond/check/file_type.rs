//! What the extension of a file name says.

/// How a type of file can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileType {
    /// Word merge fields go into it.
    Microsoft,
    /// Stamps go onto it.
    Tiff,
    /// Stamps go onto it by older documentation only.
    Pdf,
    /// It can be sent, and nothing can be merged into it.
    Other,
    /// Listed by older documentation only.
    Rtf,
    /// Not listed.
    Unlisted,
}

impl FileType {
    /// The type of a file; `None` without an extension.
    pub(super) fn of(file_name: &str) -> Option<Self> {
        let (stem, extension) = file_name.trim_end().rsplit_once('.')?;
        if stem.is_empty() || extension.is_empty() || extension.contains(['/', '\\']) {
            return None;
        }
        Some(match extension.to_ascii_lowercase().as_str() {
            "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx" => Self::Microsoft,
            "tif" | "tiff" => Self::Tiff,
            "pdf" => Self::Pdf,
            "png" | "jpg" | "jpeg" | "gif" | "txt" | "ps" => Self::Other,
            "rtf" => Self::Rtf,
            _ => Self::Unlisted,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_extension_counts_in_any_case() {
        assert_eq!(FileType::of("a.pdf.DocX"), Some(FileType::Microsoft));
        assert_eq!(FileType::of("a.TIF"), Some(FileType::Tiff));
        assert_eq!(FileType::of("C:\\x.y\\a.pdf"), Some(FileType::Pdf));
        assert_eq!(FileType::of("a.jpeg"), Some(FileType::Other));
        assert_eq!(FileType::of("a.rtf"), Some(FileType::Rtf));
        assert_eq!(FileType::of("a.odt"), Some(FileType::Unlisted));
    }

    #[test]
    fn names_without_an_extension_have_no_type() {
        for name in ["", "fax", "fax.", ".pdf", "x.y/fax", "x.y\\fax"] {
            assert_eq!(FileType::of(name), None, "{name}");
        }
    }
}
