//! JSON as the log shows it.

use serde_json::Value;

/// Members whose values are shown to nobody: credentials, what stands for them, documents, and links to them.
const SECRETS: &[&str] = &[
    "api_key",
    "auth_token",
    "base64Content",
    "credentials",
    "documentUrl",
    "password",
    "previewUrl",
    "reportUrl",
    "token",
];
/// Longer texts are shortened to this many characters.
const LONGEST: usize = 200;
/// Further lines are left out.
const LINES: usize = 100;

/// The JSON, indented, without secrets and shortened. `None` where it is no JSON.
pub(super) fn masked(body: &[u8]) -> Option<String> {
    let mut value: Value = serde_json::from_slice(body).ok()?;
    mask(&mut value);
    let text = serde_json::to_string_pretty(&value).ok()?;
    let mut shown = String::new();
    for (number, line) in text.lines().enumerate() {
        if number == LINES {
            shown.push_str("\n  …");
            break;
        }
        shown.push_str("\n  ");
        shown.push_str(line);
    }
    Some(shown)
}

fn mask(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match SECRETS.contains(&name.as_str()) {
                    true => *member = "***".into(),
                    false => mask(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mask),
        Value::String(text) => shorten(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn shorten(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        let length = text.chars().count();
        text.truncate(end);
        text.push_str(&format!("… ({length} characters)"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let body =
            br#"{"auth_token": "s3cret", "data": [{"api_key": ["s3cret"], "to": "1"}], "credentials": 1}"#;
        let shown = masked(body).unwrap();
        assert!(!shown.contains("s3cret") && shown.contains("\"to\": \"1\""), "{shown}");
        assert_eq!(shown.matches("\"***\"").count(), 3);
    }

    #[test]
    fn what_is_long_is_shortened() {
        let shown = masked(format!("\"{}\"", "é".repeat(1000)).as_bytes()).unwrap();
        assert!(shown.len() < 500 && shown.ends_with("… (1000 characters)\""), "{shown}");
        let many = masked(format!("[{}1]", "1,".repeat(1000)).as_bytes()).unwrap();
        assert_eq!(many.lines().count(), LINES + 2);
        assert_eq!(masked(b"<html>"), None);
    }

    #[test]
    fn a_text_is_no_line_of_its_own() {
        let shown = masked(br#"{"a": "b\n12:00:00  c\u001b[2J"}"#).unwrap();
        assert_eq!(shown, "\n  {\n    \"a\": \"b\\n12:00:00  c\\u001b[2J\"\n  }");
    }
}
