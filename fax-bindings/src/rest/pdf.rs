//! What a file has to be to be sent.

use std::fmt;

/// Why bytes are not sent as a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PdfError {
    /// They do not begin with `%PDF-` (ISO 32000-1, section 7.5.2).
    NoHeader,
    /// `%%EOF` is nowhere in them (ISO 32000-1, section 7.5.5): presumably the file is cut off.
    NoEnd,
}

/// Whether `bytes` begin as a PDF does.
pub(crate) fn check_pdf_start(bytes: &[u8]) -> Result<(), PdfError> {
    if bytes.starts_with(b"%PDF-") { Ok(()) } else { Err(PdfError::NoHeader) }
}

/// Whether `bytes` begin and end as a PDF does.
#[cfg(feature = "sipgate")]
pub(crate) fn check_pdf(bytes: &[u8]) -> Result<(), PdfError> {
    check_pdf_start(bytes)?;
    // It stands near the end, though writers append to what stands there.
    match bytes.windows(5).rev().any(|window| window == b"%%EOF") {
        true => Ok(()),
        false => Err(PdfError::NoEnd),
    }
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoHeader => "the document is no PDF: it does not begin with `%PDF-`",
            Self::NoEnd => "the document is no whole PDF: there is no `%%EOF` in it",
        })
    }
}

impl std::error::Error for PdfError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_have_to_be_there() {
        assert_eq!(check_pdf(b"%PDF-1.4\n%%EOF\n"), Ok(()));
        assert_eq!(check_pdf(b"%PDF-1.4\n%%EOF\nappended"), Ok(()));
        assert_eq!(check_pdf(b"%PDF-1.4\n"), Err(PdfError::NoEnd));
        for bytes in [b"".as_slice(), b"\n%PDF-1.4\n%%EOF\n", b"Dear Ann,", b"%pdf-1.4 %%EOF"] {
            assert_eq!(check_pdf(bytes), Err(PdfError::NoHeader));
        }
    }
}
