//! What came of a transmission.

use std::ops::Deref;

use serde::Deserialize;
use serde_json::{Map, Value};

/// What came of a transmission, with all members that the server wrote.
///
/// Which members there are depends on the server's fax engine and on how far it got, and numbers may be text. The methods
/// look where servers have been seen to write; members are reached by their names too.
///
/// ```
/// use fax_bindings::kazoo::TransmissionResult;
///
/// let json = r#"{"success": true, "result_code": 200, "transferred_pages": "2", "t38_used": "false"}"#;
/// let result: TransmissionResult = serde_json::from_str(json)?;
/// assert_eq!((result.success(), result.pages()), (Some(true), Some(2)));
/// assert_eq!(result["t38_used"], "false");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct TransmissionResult(Map<String, Value>);

impl TransmissionResult {
    /// Whether it was sent or received. `None` where the server does not say that, or in words that are not known.
    #[must_use]
    pub fn success(&self) -> Option<bool> {
        match self.0.get("success")? {
            Value::Bool(success) => Some(*success),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A status code of SIP; 0 for a bad file, 400 for a bad number or caller id, 500 for a crash or timeout.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.number("result_code")
    }

    /// Why it ended so, for people: `result_text`, or `error_message` where that is missing.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.words("result_text").or_else(|| self.words("error_message"))
    }

    /// Why the call ended, by the name of the cause, such as `USER_BUSY`.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        self.words("result_cause")
    }

    /// Pages that went through: `transferred_pages`, or `pages_sent` where that is missing.
    #[must_use]
    pub fn pages(&self) -> Option<i64> {
        self.number("transferred_pages").or_else(|| self.number("pages_sent"))
    }

    /// Pages of the document.
    #[must_use]
    pub fn total_pages(&self) -> Option<i64> {
        self.number("total_pages")
    }

    /// Seconds from the beginning of the job to its end.
    #[must_use]
    pub fn seconds(&self) -> Option<i64> {
        self.number("time_elapsed")
    }

    /// Speed in bit/s: `transfer_rate`, or `fax_speed` where that is missing.
    #[must_use]
    pub fn speed(&self) -> Option<i64> {
        self.number("transfer_rate").or_else(|| self.number("fax_speed"))
    }

    /// How the other machine calls itself: `remote_station_id`, or `fax_receiver_id` where that is missing.
    #[must_use]
    pub fn remote_station(&self) -> Option<&str> {
        self.words("remote_station_id").or_else(|| self.words("fax_receiver_id"))
    }

    fn number(&self, member: &str) -> Option<i64> {
        match self.0.get(member)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// Text that is not blank.
    fn words(&self, member: &str) -> Option<&str> {
        self.0.get(member)?.as_str().filter(|text| !text.trim().is_empty())
    }
}

impl Deref for TransmissionResult {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(json: &str) -> TransmissionResult {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn members_are_where_the_schema_or_the_engine_has_them() {
        let schema = result(
            r#"{"success": false, "error_message": "busy", "result_text": " ", "pages_sent": 1, "fax_speed": 9600,
                "fax_receiver_id": "them", "time_elapsed": 3}"#,
        );
        assert_eq!((schema.success(), schema.text(), schema.pages()), (Some(false), Some("busy"), Some(1)));
        assert_eq!(
            (schema.speed(), schema.remote_station(), schema.seconds()),
            (Some(9600), Some("them"), Some(3))
        );
        let engine = result(
            r#"{"success": "true", "result_code": "200", "result_cause": "NORMAL_CLEARING", "transferred_pages": "2",
                "pages_sent": 0, "total_pages": 2, "transfer_rate": "14400", "remote_station_id": ""}"#,
        );
        assert_eq!((engine.success(), engine.code(), engine.pages()), (Some(true), Some(200), Some(2)));
        assert_eq!(
            (engine.total_pages(), engine.speed(), engine.remote_station()),
            (Some(2), Some(14_400), None)
        );
        let odd = result(r#"{"success": "partly", "result_code": [], "transferred_pages": "many"}"#);
        assert_eq!((odd.success(), odd.code(), odd.pages(), odd.cause()), (None, None, None, None));
    }
}
