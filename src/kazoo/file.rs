//! Documents of faxes.

use std::sync::Arc;

use crate::pages;
use crate::pdf::pdf;

/// The file of a fax. Clones share the content.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) bytes: Arc<[u8]>,
    /// Media type, as it was said.
    pub(super) kind: String,
}

impl File {
    pub(super) fn new(bytes: &[u8], kind: &str) -> Self {
        Self { bytes: bytes.into(), kind: kind.to_owned() }
    }

    /// A PDF of the sandbox's own, with these lines on each page.
    pub(super) fn printed(pages: u32, lines: &[String]) -> Self {
        Self::new(&pdf(pages, lines), "application/pdf")
    }

    /// At least 1.
    pub(super) fn pages(&self) -> u32 {
        let pages = match &*self.bytes {
            bytes if bytes.starts_with(b"%PDF-") => pages::of_pdf(bytes),
            bytes if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") => pages::of_tiff(bytes),
            _ => 1,
        };
        u32::try_from(pages.max(1)).unwrap_or(u32::MAX)
    }

    /// The file itself where it is a PDF; of others, one of as many pages that says what they are.
    pub(super) fn to_pdf(&self) -> Arc<[u8]> {
        if self.bytes.starts_with(b"%PDF-") {
            return Arc::clone(&self.bytes);
        }
        pdf(self.pages(), &[format!("{}, {} bytes", self.kind, self.bytes.len())]).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiff::{Resolution, tiff};

    #[test]
    fn it_is_given_as_a_pdf() {
        let printed = File::printed(3, &[]);
        assert_eq!((printed.pages(), printed.to_pdf()), (3, printed.bytes.clone()));
        let tiff = File::new(&tiff(2, Resolution::Normal, &[]), "image/tiff");
        assert_eq!((tiff.pages(), pages::of_pdf(&tiff.to_pdf())), (2, 2));
        assert_eq!(File::new(b"text", "text/plain").pages(), 1);
    }
}
