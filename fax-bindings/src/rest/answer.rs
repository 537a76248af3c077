//! An answer of a service, whatever its status.

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{Error, NotUnderstood};
use super::mask;
use super::secret::Secret;

/// Bytes of a body that are shown.
const EXCERPT: usize = 512;
/// Bytes of a body that is looked at for something to show.
const MOST_LOOKED_AT: usize = 1 << 20;

/// An answer, and the secrets of the request that it is one to.
pub(crate) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    pub(super) secrets: Vec<Secret>,
}

impl Answer {
    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    /// The same answer, if it is a success; what the service refuses with is read by `refusal`.
    pub(crate) fn accepted<R>(self, refusal: impl FnOnce(&Self) -> R) -> Result<Self, Error<R>> {
        match self.status {
            200..300 => Ok(self),
            status @ 400.. => Err(Error::Refused { status, refusal: Box::new(refusal(&self)) }),
            _ => Err(self.no_answer().into()),
        }
    }

    /// A header whose value is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    #[cfg(feature = "kazoo")]
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }

    /// With a further secret, which the answer itself gave.
    #[cfg(feature = "kazoo")]
    pub(crate) fn with_secret(mut self, secret: Secret) -> Self {
        self.secrets.push(secret);
        self
    }

    pub(crate) fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// What the body says as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, NotUnderstood> {
        let mut deserializer = serde_json::Deserializer::from_slice(&self.body);
        let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = error.path().to_string();
            self.not_understood(match path.as_str() {
                // The whole, or nobody knows.
                "." | "?" => error.into_inner().to_string(),
                path => format!("{} at `{path}`", error.into_inner()),
            })
        })?;
        deserializer.end().map_err(|error| self.not_understood(error.to_string()))?;
        Ok(value)
    }

    /// What the body says as JSON if it says that, secrets masked: for what a service says of a mistake, which is kept and
    /// shown.
    pub(crate) fn masked_json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_value(self.masked()?).ok()
    }

    /// The start of the body, secrets masked.
    pub(crate) fn excerpt(&self) -> String {
        if self.body.len() > MOST_LOOKED_AT {
            return String::new();
        }
        let text = String::from_utf8_lossy(&self.body);
        // Where characters can be escaped, a secret is found in what they stand for alone.
        let value = if text.contains('\\') { self.masked() } else { None };
        let masked = value.map_or_else(|| mask::text(&text, &self.secrets), |value| value.to_string());
        let ends = masked.char_indices().map(|(start, c)| start + c.len_utf8());
        let end = ends.take_while(|end| *end <= EXCERPT).last().unwrap_or_default();
        masked.get(..end).unwrap_or_default().to_owned()
    }

    /// The error that an answer is whose status is neither that of success nor of a refusal.
    fn no_answer(&self) -> NotUnderstood {
        let to = self.header("location").map(|to| format!(" (here to {to})")).unwrap_or_default();
        self.not_understood(format!("which is no answer to this; redirects{to} are not followed"))
    }

    fn masked(&self) -> Option<Value> {
        let looked_at = self.body.get(..self.body.len().min(MOST_LOOKED_AT))?;
        Some(mask::value(serde_json::from_slice(looked_at).ok()?, &self.secrets))
    }

    /// The error that an answer is which the contract does not know.
    pub(crate) fn not_understood(&self, problem: impl Into<String>) -> NotUnderstood {
        let content_type = self.headers.get(CONTENT_TYPE);
        NotUnderstood {
            status: self.status,
            content_type: content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
            excerpt: self.excerpt(),
            problem: mask::text(&problem.into(), &self.secrets),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> Answer {
        Answer {
            status: 200,
            headers: HeaderMap::new(),
            body: body.as_bytes().to_vec(),
            secrets: vec![Secret::from("hunter2")],
        }
    }

    #[derive(Debug, serde::Deserialize)]
    struct Page {
        #[allow(dead_code, reason = "it is read for the errors that reading gives")]
        items: Vec<u32>,
    }

    #[test]
    fn what_is_not_understood_has_a_place_and_no_secrets() {
        let error = answer(r#"{"items": [1, "\u0068unter2"]}"#).json::<Page>().unwrap_err();
        let expected = "status 200, invalid type: string \"***\", expected u32 at line 1 column 28 at `items[1]`: \
                        {\\\"items\\\":[1,\\\"***\\\"]}";
        assert_eq!(error.to_string(), expected);
        let error = answer("<html>hunter2</html>").json::<Page>().unwrap_err();
        assert_eq!(error.excerpt(), "<html>***</html>");
        assert!(answer(r#"{"items": []} x"#).json::<Page>().is_err());
    }

    #[test]
    fn little_of_a_body_is_shown_and_nothing_of_a_large_one() {
        assert_eq!(answer(&format!(" {}", "é".repeat(1000))).excerpt().len(), 511);
        assert_eq!(answer(&" ".repeat(MOST_LOOKED_AT + 1)).excerpt(), "");
    }
}
