//! A fax to send.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::InputError;
use crate::rest::check_pdf;

/// Characters of base64 that a document may have.
const MOST_BASE64: usize = 28_330_000;

/// A fax to send: one PDF to one number.
///
/// ```
/// use fax_bindings::sipgate::SendFax;
///
/// let fax = SendFax::new("f0", "+4921112345678", "letter.pdf", b"%PDF-1.4 ... %%EOF");
/// assert!(fax.check().is_ok());
/// assert!(SendFax::new("f0", "+4921112345678", "letter.txt", b"Dear Ann,").check().is_err());
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SendFax {
    /// The line to send from: the letter f and a number, such as `f0`. It must be able to send.
    pub faxline_id: String,
    /// The number to send to. E.164 is advised; other spellings are accepted.
    pub recipient: String,
    /// The name that the document is shown under.
    pub filename: String,
    /// The PDF: at most about 21 MB, without form fields.
    pub document: Vec<u8>,
}

impl SendFax {
    /// A fax from a line to a number, with a PDF and the name to show it under.
    #[must_use]
    pub fn new(
        faxline_id: impl Into<String>,
        recipient: impl Into<String>,
        filename: impl Into<String>,
        document: impl Into<Vec<u8>>,
    ) -> Self {
        Self {
            faxline_id: faxline_id.into(),
            recipient: recipient.into(),
            filename: filename.into(),
            document: document.into(),
        }
    }

    /// Finds what the service would refuse, or fail at later. [`send`](super::Client::send) does it too.
    ///
    /// # Errors
    /// When a member is blank, or the document is no PDF or too large.
    pub fn check(&self) -> Result<(), InputError> {
        let members =
            [("faxlineId", &self.faxline_id), ("recipient", &self.recipient), ("filename", &self.filename)];
        if let Some((name, _)) = members.into_iter().find(|(_, value)| value.trim().is_empty()) {
            return Err(InputError::value(name, "is blank"));
        }
        check_pdf(&self.document)?;
        if self.document.len().div_ceil(3) * 4 > MOST_BASE64 {
            return Err(InputError::value(
                "base64Content",
                "is too large: at most 28,330,000 characters of base64",
            ));
        }
        Ok(())
    }

    /// As the service takes it.
    pub(super) fn to_wire(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct SendFaxRequest<'f> {
            faxline_id: &'f str,
            recipient: &'f str,
            filename: &'f str,
            base64_content: String,
        }
        SendFaxRequest {
            faxline_id: &self.faxline_id,
            recipient: &self.recipient,
            filename: &self.filename,
            base64_content: base64_simd::STANDARD.encode_to_string(&self.document),
        }
    }
}

/// The document is told by its size.
impl fmt::Debug for SendFax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendFax")
            .field("faxline_id", &self.faxline_id)
            .field("recipient", &self.recipient)
            .field("filename", &self.filename)
            .field("document", &format_args!("{} bytes", self.document.len()))
            .finish()
    }
}

/// The id of a fax that was queued, which is also the id of its entry in the history.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(transparent)]
pub struct SessionId(String);

impl SessionId {
    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SessionId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for SessionId {
    fn from(id: T) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the service answers to a fax that it has queued.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Queued {
    pub(super) session_id: SessionId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_has_the_documented_members() {
        let fax = SendFax::new("f0", "+4921112345678", "fax.pdf", b"%PDF-1.4\n%%EOF\n");
        let expected = r#"{"faxlineId":"f0","recipient":"+4921112345678","filename":"fax.pdf","base64Content":"JVBERi0xLjQKJSVFT0YK"}"#;
        assert_eq!(serde_json::to_string(&fax.to_wire()).unwrap(), expected);
    }

    #[test]
    fn the_largest_document_is_taken_and_no_larger_one() {
        let of = |bytes: usize| {
            let mut document = b"%PDF-1.4\n".to_vec();
            document.resize(bytes - 5, b' ');
            document.extend(b"%%EOF");
            SendFax::new("f0", "1", "a.pdf", document).check()
        };
        let largest = MOST_BASE64 / 4 * 3;
        assert_eq!(of(largest), Ok(()));
        assert!(of(largest + 1).unwrap_err().to_string().starts_with("`base64Content` is too large"));
    }

    #[test]
    fn documents_are_not_shown() {
        let shown = format!("{:?}", SendFax::new("f0", "1", "a.pdf", b"%PDF-1.4"));
        assert!(shown.contains("8 bytes") && !shown.contains("PDF-"), "{shown}");
    }
}
