//! Text of a service, without what must not be shown.

use serde_json::Value;

use super::secret::Secret;

/// What stands in the place of what is not shown.
const MASK: &str = "***";
/// Characters of base64 in a row that are presumably a document or a key.
const LONGEST_WORD: usize = 64;

/// The text without `secrets`, documents, and what follows the host in a URL: links that services hand out are secrets
/// too.
pub(super) fn text(text: &str, secrets: &[Secret]) -> String {
    let secrets = secrets.iter().map(Secret::expose).filter(|secret| !secret.is_empty());
    // Slashes can be escaped in JSON, and what is no JSON as a whole may be a part of it.
    let text = secrets.fold(text.replace("\\/", "/"), |text, secret| text.replace(secret, MASK));
    let text = match text.split_once("%PDF-") {
        Some((before, _)) => format!("{before}{MASK}"),
        None => text,
    };
    without_words(&without_paths(&text))
}

/// The same for each text in a JSON value, and each name.
pub(super) fn value(value: Value, secrets: &[Secret]) -> Value {
    match value {
        Value::String(string) => Value::String(text(&string, secrets)),
        Value::Array(items) => items.into_iter().map(|item| self::value(item, secrets)).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            members.map(|(name, member)| (text(&name, secrets), self::value(member, secrets))).collect()
        }
        other => other,
    }
}

/// URLs end with their host.
fn without_paths(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        let end = after.find(|c: char| c.is_whitespace() || "\"'<>()`".contains(c)).unwrap_or(after.len());
        let (url, next) = after.split_at(end);
        let host = url.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        // What stands before an `@` is a password.
        let host = host.rsplit('@').next().unwrap_or_default();
        masked += before;
        masked += "://";
        masked += host;
        if url != host {
            masked += "/";
            masked += MASK;
        }
        rest = next;
    }
    masked + rest
}

/// No long words of base64, in either alphabet.
fn without_words(text: &str) -> String {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=-_".contains(c);
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (word, next) = rest.split_at(rest.find(|c| !is_base64(c)).unwrap_or(rest.len()));
        masked += if word.len() < LONGEST_WORD { word } else { MASK };
        let (between, next) = next.split_at(next.find(is_base64).unwrap_or(next.len()));
        masked += between;
        rest = next;
    }
    masked
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn secrets_documents_and_links_are_masked() {
        let secrets = [Secret::from("hunter2"), Secret::default()];
        for (shown, masked) in [
            ("the token hunter2, twice: hunter2", "the token ***, twice: ***"),
            ("see https://files.example/key/fax.pdf?s=1 for it", "see https://files.example/*** for it"),
            ("{\"url\":\"https:\\/\\/files.example\\/key\"", "{\"url\":\"https://files.example/***\""),
            ("<a href='http://a.example/x'>y</a>", "<a href='http://a.example/***'>y</a>"),
            ("https://user:word@a.example", "https://a.example/***"),
            ("https://a.example", "https://a.example"),
            ("got %PDF-1.4 and more", "got ***"),
            ("no secret in it", "no secret in it"),
        ] {
            assert_eq!(text(shown, &secrets), masked);
        }
        assert_eq!(text(&format!("a {} b", "JVBERi0xLjQK".repeat(10)), &[]), "a *** b");
        let short = "a".repeat(LONGEST_WORD - 1);
        assert_eq!(text(&short, &[]), short);
    }

    #[test]
    fn names_and_values_of_json_are_masked() {
        let masked =
            value(json!({"hunter2": ["https:\u{2f}/a.example/b", 1, null]}), &[Secret::from("hunter2")]);
        assert_eq!(masked, json!({"***": ["https://a.example/***", 1, null]}));
    }
}
