//! Documents that are uploaded.

use std::fmt;
use std::hash::{BuildHasher, RandomState};

use super::InputError;
use crate::rest::check_pdf_start;

/// A document to send.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    content_type: String,
    bytes: Vec<u8>,
}

impl Document {
    /// A PDF. One that does not begin as a PDF does is refused before it is sent.
    #[must_use]
    pub fn pdf(bytes: impl Into<Vec<u8>>) -> Self {
        Self::new("application/pdf", bytes)
    }

    /// A TIFF.
    #[must_use]
    pub fn tiff(bytes: impl Into<Vec<u8>>) -> Self {
        Self::new("image/tiff", bytes)
    }

    /// A document of another type. Images are taken, those of offices where the operator has enabled their conversion;
    /// one that cannot be converted stays in [`AttachingFiles`](super::JobStatus::AttachingFiles) for good.
    #[must_use]
    pub fn new(content_type: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { content_type: content_type.into(), bytes: bytes.into() }
    }

    /// Fails where it cannot be what it is said to be.
    fn check(&self) -> Result<(), InputError> {
        if self.bytes.is_empty() {
            return Err(InputError::value("document", "is empty"));
        }
        if self.content_type == "application/pdf" {
            check_pdf_start(&self.bytes)?;
        }
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$&^_.+-/".contains(c);
        if self.content_type.is_empty() || !self.content_type.chars().all(is_token) {
            return Err(InputError::value("document", "has a type that is no media type"));
        }
        Ok(())
    }

    /// Content type and body of a request that has `envelope` and this document (RFC 2046, section 5.1.3).
    pub(super) fn multipart(&self, envelope: &[u8]) -> Result<(String, Vec<u8>), InputError> {
        self.check()?;
        let boundary = boundary(&self.bytes);
        let mut body = Vec::with_capacity(envelope.len() + self.bytes.len() + 512);
        for (content_type, content) in [("application/json", envelope), (&self.content_type, &self.bytes)] {
            body.extend(format!("--{boundary}\r\nContent-Type: {content_type}\r\n").into_bytes());
            if content_type != "application/json" {
                body.extend(b"Content-Disposition: attachment; filename=\"fax\"\r\n");
            }
            body.extend(b"\r\n");
            body.extend(content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").into_bytes());
        Ok((format!("multipart/mixed; boundary={boundary}"), body))
    }
}

/// A text that is nowhere in the document. JSON as it is written here has no line that could begin with it.
fn boundary(bytes: &[u8]) -> String {
    loop {
        // Random, so that no document could be made for it.
        let random = RandomState::new().hash_one(bytes.len());
        let boundary = format!("fax-{random:016x}");
        if !bytes.windows(boundary.len()).any(|window| window == boundary.as_bytes()) {
            return boundary;
        }
    }
}

/// The content is told by its size.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("content_type", &self.content_type)
            .field("bytes", &format_args!("{} bytes", self.bytes.len()))
            .finish()
    }
}

/// A document that was sent or received.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attachment {
    /// The bytes, all or those that were asked for.
    pub bytes: Vec<u8>,
    /// Its media type: `application/pdf` unless the operator says otherwise.
    pub content_type: Option<String>,
    /// The name that the server gives it.
    pub file_name: Option<String>,
}

impl Attachment {
    pub(super) fn new(bytes: Vec<u8>, content_type: Option<String>, disposition: Option<&str>) -> Self {
        let file_name = disposition.and_then(|text| text.split_once("filename=")).map(|(_, name)| {
            let name = name.split(';').next().unwrap_or_default();
            name.trim().trim_matches('"').to_owned()
        });
        Self { bytes, content_type, file_name }
    }
}

/// The content is told by its size.
impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment")
            .field("bytes", &format_args!("{} bytes", self.bytes.len()))
            .field("content_type", &self.content_type)
            .field("file_name", &self.file_name)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_has_two_parts() {
        let (content_type, body) = Document::pdf(b"%PDF-1.4").multipart(b"{}").unwrap();
        let boundary = content_type.strip_prefix("multipart/mixed; boundary=").unwrap();
        let expected = format!(
            "--{boundary}\r\nContent-Type: application/json\r\n\r\n{{}}\r\n--{boundary}\r\n\
             Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"fax\"\r\n\r\n%PDF-1.4\r\n\
             --{boundary}--\r\n"
        );
        assert_eq!(String::from_utf8(body).unwrap(), expected);
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        for document in [
            Document::pdf(b"PDF"),
            Document::tiff(b""),
            Document::new("", b"x"),
            Document::new("image/tiff\r\nX: y", b"x"),
        ] {
            assert!(document.multipart(b"{}").is_err(), "{document:?}");
        }
        assert!(Document::new("image/png", b"x").multipart(b"{}").is_ok());
    }

    #[test]
    fn content_is_not_shown() {
        let attachment =
            Attachment::new(b"secret".to_vec(), None, Some("attachment; filename=\"a b.pdf\"; x=y"));
        assert_eq!(attachment.file_name.as_deref(), Some("a b.pdf"));
        let shown = format!("{attachment:?} {:?}", Document::pdf(b"secret"));
        assert!(!shown.contains("secret") && shown.matches("6 bytes").count() == 2, "{shown}");
    }
}
