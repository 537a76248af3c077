//! Faxes that came in.

use std::fmt;

use serde_json::{Map, Value};

use super::json::Members;
use super::{JsonError, JsonErrorKind};
use crate::runtime::types::jiff::Timestamp;
use crate::runtime::types::{DateTime, Secret};

/// What the service posts when a fax came in for a number of yours.
///
/// Only the reference is required. The types are read as loosely as they are documented: numbers as text, text as
/// numbers, one number or several, null for what is absent.
///
/// ```
/// use fax_bindings::monopond::callback::ReceivedFax;
///
/// let fax = ReceivedFax::read(br#"{"messageRef": "1987665543", "faxNumber": "61011111111", "status": "RELAYED",
///     "pages": 2, "dateReceived": "2026-03-25 13:27:55", "tiffDocumentUrl": "https://cdn.example/fax.tiff?key=1"}"#)?;
/// assert_eq!((fax.key(), fax.pages), ("1987665543", Some(2)));
/// assert_eq!(fax.date_received.unwrap().to_string(), "2026-03-25T13:27:55Z");
/// assert_eq!(fax.tiff_document_url.unwrap().expose(), "https://cdn.example/fax.tiff?key=1");
/// # Ok::<(), fax_bindings::monopond::callback::JsonError>(())
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ReceivedFax {
    /// The service's reference of the fax.
    pub message_ref: String,
    /// Telephone numbers: of the sender, to go by the documentation, of the recipient, to go by the name and its
    /// type, a list. Empty: not told.
    pub fax_numbers: Vec<String>,
    /// What became of it. `RELAYED` and `ON_HOLD` are known.
    pub status: Option<String>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// Name that the sending machine gave (Transmitting Subscriber Identification).
    pub tsi: Option<String>,
    /// Number that the call came from (Calling Line Identification).
    pub cli: Option<String>,
    /// When it came in. Documented is UTC without a zone; a zone is honoured if there is one.
    pub date_received: Option<Timestamp>,
    /// Where its pages are, as a TIFF file. Whoever has this URL can read the fax, without a password, so it is
    /// not shown by `Debug`. It serves for 24 hours: fetch the file now.
    pub tiff_document_url: Option<Secret>,
    /// Members that are not documented. `Debug` shows their names only.
    pub other: Map<String, Value>,
}

impl ReceivedFax {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// When it is not a JSON object, `messageRef` is missing, or a value is not of its type.
    pub fn read(body: &[u8]) -> Result<Self, JsonError> {
        let mut members = Members::parse(body)?;
        let message_ref = members.text("messageRef")?.filter(|text| !text.trim().is_empty());
        Ok(Self {
            message_ref: message_ref.ok_or_else(|| JsonError::new(JsonErrorKind::Missing, "messageRef"))?,
            fax_numbers: members.texts("faxNumber")?,
            status: members.text("status")?,
            pages: members.parsed("pages", "a number of pages", |text| text.parse().ok())?,
            tsi: members.text("tsi")?,
            cli: members.text("cli")?,
            date_received: members.parsed("dateReceived", "a date and time", moment)?,
            tiff_document_url: members.text("tiffDocumentUrl")?.map(Secret::from),
            other: members.rest(),
        })
    }

    /// What tells this fax from all others, also when the service posts it again: its reference.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.message_ref
    }
}

/// A date and time as XML Schema writes them, or with a blank for the `T`; in UTC where it has no zone.
fn moment(text: &str) -> Option<Timestamp> {
    let date_time: DateTime = text.replacen(' ', "T", 1).parse().ok()?;
    date_time.to_timestamp().or_else(|| DateTime::utc(date_time.civil()).to_timestamp())
}

/// Without the URL, and of what is not documented only the names.
impl fmt::Debug for ReceivedFax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedFax")
            .field("message_ref", &self.message_ref)
            .field("fax_numbers", &self.fax_numbers)
            .field("status", &self.status)
            .field("pages", &self.pages)
            .field("tsi", &self.tsi)
            .field("cli", &self.cli)
            .field("date_received", &self.date_received)
            .field("tiff_document_url", &self.tiff_document_url)
            .field("other", &self.other.keys().collect::<Vec<_>>())
            .finish()
    }
}
