//! Which fax is to come in, as JSON says, and what came in, as JSON.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use xsd_runtime::types::DateTime;

use crate::byfax::common::{FaxCompression, FaxQuality, StateCodes};
use crate::byfax::contract::faxin_message::{FaxinMessage, StateTransport};
use crate::byfax::inventory::FIRST_DID;

/// A fax that is to come in. All members may be left out; states and codes may be others than those of the contract.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Order {
    #[serde(rename = "didE164", deserialize_with = "parsed")]
    did: Option<Text>,
    #[serde(rename = "senderE164", deserialize_with = "parsed")]
    sender: Option<Text>,
    #[serde(deserialize_with = "parsed")]
    state: Option<StateTransport>,
    #[serde(deserialize_with = "parsed")]
    state_ex: Option<StateCodes>,
    #[serde(deserialize_with = "parsed")]
    state_message: Option<Text>,
    duration_call: Option<i32>,
    duration_fax: Option<i32>,
    #[serde(rename = "localSID", deserialize_with = "parsed")]
    local_sid: Option<Text>,
    #[serde(rename = "remoteSID", deserialize_with = "parsed")]
    remote_sid: Option<Text>,
    pages: Option<i32>,
    speed: Option<i32>,
    ecm: Option<bool>,
    #[serde(deserialize_with = "parsed")]
    quality: Option<FaxQuality>,
    #[serde(deserialize_with = "parsed")]
    compression: Option<FaxCompression>,
    has_file: Option<bool>,
}

impl Order {
    /// What came in: what the order does not say is as it is for a page that was received well, or was not received.
    pub(super) fn fax(self, ref_id: String, date_received: DateTime) -> FaxinMessage {
        let state = self.state.unwrap_or(StateTransport::Success);
        let is_success = state == StateTransport::Success;
        let usual_code = if is_success { StateCodes::Success } else { StateCodes::TransmissionError };
        let pages = self.pages.unwrap_or(i32::from(is_success));
        FaxinMessage {
            ref_id,
            recipient_e164: self.did.map_or_else(|| FIRST_DID.to_owned(), Text::into),
            sender_e164: self.sender.map_or_else(|| "+442079460123".to_owned(), Text::into),
            state,
            state_ex: Some(self.state_ex.unwrap_or(usual_code)),
            state_message: self.state_message.map(Text::into),
            date_received,
            duration_call: Some(self.duration_call.unwrap_or(40)),
            duration_fax: Some(self.duration_fax.unwrap_or(30)),
            local_sid: Some(self.local_sid.map_or_else(|| "Sandbox".to_owned(), Text::into)),
            remote_sid: Some(self.remote_sid.map_or_else(|| "Sender".to_owned(), Text::into)),
            pages: Some(pages),
            speed: Some(self.speed.unwrap_or(14_400)),
            ecm: Some(self.ecm.unwrap_or(true)),
            quality: Some(self.quality.unwrap_or(FaxQuality::Standard)),
            compression: Some(self.compression.unwrap_or(FaxCompression::Mmr)),
            has_file: self.has_file.unwrap_or(pages > 0),
        }
    }
}

/// A text that XML can carry.
#[derive(Debug)]
struct Text(String);

impl FromStr for Text {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.chars().all(is_char) { Ok(Self(text.to_owned())) } else { Err("XML cannot carry this text") }
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

/// XML 1.0, production 2.
fn is_char(character: char) -> bool {
    !matches!(character, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// A text or null, read as the type reads itself.
fn parsed<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    Text::from_str(&text).map_err(D::Error::custom)?;
    text.parse().map(Some).map_err(D::Error::custom)
}

/// A fax under the names that it has in a list.
pub(crate) fn to_json(fax: &FaxinMessage) -> Value {
    json!({
        "refID": fax.ref_id,
        "recipientE164": fax.recipient_e164,
        "senderE164": fax.sender_e164,
        "state": fax.state.as_str(),
        "stateEx": fax.state_ex.as_ref().map(StateCodes::as_str),
        "stateMessage": fax.state_message,
        "dateReceived": fax.date_received.to_string(),
        "durationCall": fax.duration_call,
        "durationFax": fax.duration_fax,
        "localSID": fax.local_sid,
        "remoteSID": fax.remote_sid,
        "pages": fax.pages,
        "speed": fax.speed,
        "ecm": fax.ecm,
        "quality": fax.quality.as_ref().map(FaxQuality::as_str),
        "compression": fax.compression.as_ref().map(FaxCompression::as_str),
        "hasFile": fax.has_file,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(json: &str) -> Result<FaxinMessage, String> {
        let order: Order = serde_json::from_str(json).map_err(|error| error.to_string())?;
        Ok(order.fax("fax-1".to_owned(), "2026-03-25T13:27:55Z".parse().unwrap()))
    }

    #[test]
    fn an_empty_order_is_a_page_received_well() {
        let fax = order("{}").unwrap();
        assert_eq!((fax.state, fax.state_ex), (StateTransport::Success, Some(StateCodes::Success)));
        assert_eq!((fax.pages, fax.has_file), (Some(1), true));
        assert_eq!(fax.recipient_e164, FIRST_DID);
    }

    #[test]
    fn a_fax_that_failed_has_no_pages() {
        let fax = order(r#"{"state": "FAILED"}"#).unwrap();
        assert_eq!(
            (fax.state_ex, fax.pages, fax.has_file),
            (Some(StateCodes::TransmissionError), Some(0), false)
        );
        let fax = order(r#"{"state": "ABORTED", "stateEx": "CALL_ABORTED", "pages": 2}"#).unwrap();
        assert_eq!((fax.state_ex, fax.pages, fax.has_file), (Some(StateCodes::CallAborted), Some(2), true));
    }

    #[test]
    fn it_is_shown_as_it_was_ordered() {
        let json = r#"{
            "refID": "fax-1", "recipientE164": "+375170000000", "senderE164": "+61255501234",
            "state": "PAUSED", "stateEx": "NEW_CODE", "stateMessage": "a <b>",
            "dateReceived": "2026-03-25T13:27:55Z", "durationCall": 1, "durationFax": 2,
            "localSID": "here", "remoteSID": "there", "pages": 3, "speed": 9600, "ecm": false,
            "quality": "FINE", "compression": "MH", "hasFile": false
        }"#;
        let expected: Value = serde_json::from_str(json).unwrap();
        let mut asked = expected.clone();
        let members = asked.as_object_mut().unwrap();
        members.remove("refID");
        members.remove("dateReceived");
        let did = members.remove("recipientE164").unwrap();
        members.insert("didE164".to_owned(), did);
        assert_eq!(to_json(&order(&asked.to_string()).unwrap()), expected);
    }

    #[test]
    fn what_no_reply_could_carry_is_refused() {
        for (json, message) in [
            (r#"{"remoteSID": "a\u0000"}"#, "XML cannot carry this text"),
            (r#"{"state": "\uffff"}"#, "XML cannot carry this text"),
            (r#"{"state": ""}"#, "enumeration value"),
            (r#"{"did": "1"}"#, "unknown field `did`"),
        ] {
            let error = order(json).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
        assert!(order(r#"{"remoteSID": null, "state": null}"#).is_ok());
    }
}
