//! What requests say.

use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::fax::Flags;
use super::refusal::Refusal;

/// Characters of base64 that a document may have.
const MOST_BASE64: usize = 28_330_000;
/// Characters of any other text that is kept.
const MOST_CHARACTERS: usize = 1000;
/// Entries that are changed at once.
const MOST_ENTRIES: usize = 149;

/// A fax to queue.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SendFax {
    pub(super) faxline_id: String,
    pub(super) recipient: String,
    pub(super) filename: String,
    pub(super) base64_content: String,
}

/// A fax to queue again.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ResendFax {
    pub(super) fax_id: String,
    #[serde(default, deserialize_with = "some")]
    pub(super) faxline_id: Option<String>,
}

/// What to change of an entry.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Update {
    #[serde(default, deserialize_with = "some")]
    note: Option<String>,
    #[serde(default, deserialize_with = "some")]
    archived: Option<bool>,
    #[serde(default, deserialize_with = "some")]
    read: Option<bool>,
    #[serde(default, deserialize_with = "some")]
    starred: Option<bool>,
}

/// What to change of one entry of several.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BatchEntry {
    id: String,
    #[serde(default, deserialize_with = "some")]
    archived: Option<bool>,
    #[serde(default, deserialize_with = "some")]
    read: Option<bool>,
    #[serde(default, deserialize_with = "some")]
    starred: Option<bool>,
}

/// A member that can be left out, and is never null.
fn some<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

impl SendFax {
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let fax: Self = json(headers, body)?;
        check_line(&fax.faxline_id)?;
        check_text(&fax.recipient, "/recipient")?;
        check_text(&fax.filename, "/filename")?;
        if fax.base64_content.trim().is_empty() {
            return Err(Refusal::bad_request("the document is empty").at("/base64Content"));
        }
        if fax.base64_content.len() > MOST_BASE64 {
            return Err(Refusal::bad_request("the document is too large").at("/base64Content"));
        }
        Ok(fax)
    }
}

impl ResendFax {
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let fax: Self = json(headers, body)?;
        check_text(&fax.fax_id, "/faxId")?;
        if let Some(line) = &fax.faxline_id {
            check_line(line)?;
        }
        Ok(fax)
    }
}

impl Update {
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let update: Self = json(headers, body)?;
        if update == Self::default() {
            return Err(Refusal::bad_request("nothing is to be changed"));
        }
        match &update.note {
            Some(note) if note.chars().count() > MOST_CHARACTERS => {
                Err(Refusal::bad_request("the note is too long").at("/note"))
            }
            _ => Ok(update),
        }
    }

    /// The changes of several entries, with their ids.
    pub(super) fn read_batch(headers: &HeaderMap, body: &[u8]) -> Result<Vec<(String, Self)>, Refusal> {
        let entries: Vec<BatchEntry> = json(headers, body)?;
        if entries.is_empty() || entries.len() > MOST_ENTRIES {
            return Err(Refusal::bad_request(format!("1 to {MOST_ENTRIES} entries can be changed at once")));
        }
        if entries.iter().any(|entry| entry.id.is_empty()) {
            return Err(Refusal::bad_request("an id is empty"));
        }
        let update =
            |BatchEntry { id, archived, read, starred }| (id, Self { note: None, archived, read, starred });
        Ok(entries.into_iter().map(update).collect())
    }

    pub(super) fn apply(&self, flags: &mut Flags) {
        let Self { note, archived, read, starred } = self;
        if let Some(note) = note {
            flags.note.clone_from(note);
        }
        flags.archived = archived.unwrap_or(flags.archived);
        flags.read = read.unwrap_or(flags.read);
        flags.starred = starred.unwrap_or(flags.starred);
    }
}

/// The parameters of a query, in their order.
pub(super) fn query(uri: &Uri) -> Vec<(String, String)> {
    let Some(query) = uri.query() else { return Vec::new() };
    // Only as a part of a URL can it be read here.
    let url = reqwest::Url::parse(&format!("http://sandbox/?{query}"));
    url.map(|url| url.query_pairs().into_owned().collect()).unwrap_or_default()
}

/// What a body says that is said to be JSON.
fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Refusal> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        let detail = "the Content-Type is not application/json";
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    }
    // What is said of a document that is in the wrong place would repeat it.
    serde_json::from_slice(body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let what = match error.classify() {
            serde_json::error::Category::Data => "is not as the contract says",
            _ => "is no JSON",
        };
        Refusal::bad_request(format!("the body {what}, at line {line}, column {column}"))
    })
}

/// Whether this can be the id of a line: the letter f and a number without leading zeros.
fn check_line(id: &str) -> Result<(), Refusal> {
    let is_line = id.strip_prefix('f').is_some_and(|number| {
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        digits && (number == "0" || !number.starts_with('0'))
    });
    match is_line {
        true => Ok(()),
        false => Err(Refusal::bad_request("a fax line is the letter f and a number").at("/faxlineId")),
    }
}

fn check_text(text: &str, pointer: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::bad_request("the member is blank").at(pointer));
    }
    if text.chars().count() > MOST_CHARACTERS {
        return Err(Refusal::bad_request("the member is too long").at(pointer));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_a_letter_and_a_number() {
        for id in ["f0", "f1", "f10"] {
            assert!(check_line(id).is_ok(), "{id}");
        }
        for id in ["", "f", "0", "f01", "F0", "f-1", "f1 ", "g0", "f½"] {
            assert!(check_line(id).is_err(), "{id}");
        }
    }

    #[test]
    fn parameters_are_read_in_their_order() {
        let uri = Uri::from_static("/history?types=FAX&types=CALL&phonenumber=%2B49+1&x");
        let expected = [("types", "FAX"), ("types", "CALL"), ("phonenumber", "+49 1"), ("x", "")];
        assert_eq!(query(&uri), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(query(&Uri::from_static("/history")), []);
    }
}
