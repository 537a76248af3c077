//! Fields of a request, held against rules of JSON Schema.

use serde_json::{Value, json};

use super::Document;
use super::findings::Findings;
use super::refusal::Refusal;

/// A document, and what was found to be wrong with it. Fields are paths joined by dots; `null` is a
/// value like any other.
pub(super) struct Check<'d> {
    document: &'d Document,
    findings: Findings,
}

impl<'d> Check<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, findings: Findings::default() }
    }

    /// Fails where something was found.
    pub(super) fn end(self) -> Result<(), Refusal> {
        self.findings.check()
    }

    pub(super) fn add(&mut self, field: &str, rule: &str, message: &str) {
        self.findings.add(field, rule, message);
    }

    pub(super) fn required(&mut self, field: &str) {
        if get(self.document, field).is_none() {
            self.findings.add(field, "required", "field is required");
        }
    }

    /// The text of a field that has to be text, where there is one.
    pub(super) fn text(&mut self, field: &str) -> Option<&'d str> {
        let value = get(self.document, field)?;
        if value.as_str().is_none() {
            self.wrong_type(field, "string", value);
        }
        value.as_str()
    }

    pub(super) fn length(&mut self, field: &str, least: usize, most: usize) {
        let Some(text) = self.text(field) else { return };
        let length = text.chars().count();
        for (is_broken, rule, message, bound) in [
            (length < least, "minLength", "the text is too short", least),
            (length > most, "maxLength", "the text is too long", most),
        ] {
            if is_broken {
                self.findings.add_value(field, rule, message, &json!(bound), &json!(length));
            }
        }
    }

    pub(super) fn url(&mut self, field: &str) {
        let Some(url) = self.text(field) else { return };
        if !url.starts_with("http://") && !url.starts_with("https://") {
            self.findings.add_value(
                field,
                "pattern",
                "no address by http or https",
                &json!("^https?://"),
                &json!(url),
            );
        }
    }

    pub(super) fn one_of(&mut self, field: &str, values: &[&str]) {
        let Some(text) = self.text(field) else { return };
        if !values.contains(&text) {
            self.findings.add_value(field, "enum", "none of the values", &json!(values), &json!(text));
        }
    }

    pub(super) fn integer(&mut self, field: &str, least: i64, most: i64) {
        let Some(value) = get(self.document, field) else { return };
        match value.as_i64() {
            None => self.wrong_type(field, "integer", value),
            Some(number) if number < least => {
                self.findings.add_value(field, "minimum", "the number is too small", &json!(least), value);
            }
            Some(number) if number > most => {
                self.findings.add_value(field, "maximum", "the number is too large", &json!(most), value);
            }
            Some(_) => {}
        }
    }

    pub(super) fn boolean(&mut self, field: &str) {
        if let Some(value) = get(self.document, field).filter(|value| !value.is_boolean()) {
            self.wrong_type(field, "boolean", value);
        }
    }

    pub(super) fn object(&mut self, field: &str) {
        if let Some(value) = get(self.document, field).filter(|value| !value.is_object()) {
            self.wrong_type(field, "object", value);
        }
    }

    pub(super) fn texts(&mut self, field: &str) {
        if let Some(value) = get(self.document, field).filter(|value| !is_list_of_text(value)) {
            self.wrong_type(field, "array", value);
        }
    }

    /// One text, or a list of them.
    pub(super) fn text_or_texts(&mut self, field: &str) {
        let is_wrong = |value: &&Value| !value.is_string() && !is_list_of_text(value);
        if let Some(value) = get(self.document, field).filter(is_wrong) {
            self.wrong_type(field, "string", value);
        }
    }

    fn wrong_type(&mut self, field: &str, expected: &str, value: &Value) {
        self.findings.add_value(field, "type", "the value has another type", &json!(expected), value);
    }
}

pub(super) fn is_list_of_text(value: &Value) -> bool {
    value.as_array().is_some_and(|list| list.iter().all(Value::is_string))
}

/// The value at a path joined by dots.
pub(super) fn get<'d>(document: &'d Document, path: &str) -> Option<&'d Value> {
    let mut segments = path.split('.');
    let first = document.get(segments.next()?);
    segments.fold(first, |value, segment| value?.get(segment))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field and rule of all that is found.
    fn found(document: Value, check: impl FnOnce(&mut Check<'_>)) -> Vec<String> {
        let document = document.as_object().unwrap().clone();
        let mut checked = Check::new(&document);
        check(&mut checked);
        let Err(refusal) = checked.end() else { return vec![] };
        let fields = refusal.data.as_object().unwrap().clone();
        let rules = |(field, rules): (String, Value)| {
            let rules = rules.as_object().unwrap().clone();
            rules.into_iter().map(move |(rule, _)| format!("{field} {rule}")).collect::<Vec<_>>()
        };
        fields.into_iter().flat_map(rules).collect()
    }

    #[test]
    fn rules_are_held_against_what_is_there() {
        let none: [&str; 0] = [];
        let all = |check: &mut Check<'_>| {
            check.length("a.text", 1, 3);
            check.url("url");
            check.one_of("verb", &["get", "post"]);
            check.integer("number", 0, 4);
            check.boolean("flag");
            check.object("a");
            check.texts("list");
            check.text_or_texts("to");
        };
        assert_eq!(found(json!({}), all), none);
        assert_eq!(found(json!({"a": null, "number": null}), all), ["a type", "number type"]);
        let good = json!({
            "a": {"text": "äöü"}, "url": "http://a", "verb": "get", "number": 4, "flag": false, "list": [], "to": ["a"]
        });
        assert_eq!(found(good, all), none);
        let bad = json!({
            "a": {"text": "four"}, "url": "ftp://a", "verb": "put", "number": 5, "flag": "yes", "list": [1], "to": 1
        });
        let rules = [
            "a.text maxLength",
            "flag type",
            "list type",
            "number maximum",
            "to type",
            "url pattern",
            "verb enum",
        ];
        assert_eq!(found(bad, all), rules);
        let types = json!({"a": "text", "url": 1, "verb": 2, "number": "3", "to": [1]});
        assert_eq!(found(types, all), ["a type", "number type", "to type", "url type", "verb type"]);
        let small = json!({"a": {"text": ""}, "number": -1});
        assert_eq!(found(small, all), ["a.text minLength", "number minimum"]);
    }

    #[test]
    fn what_is_required_is_there() {
        let document = json!({"a": {"b": 1}, "c": null});
        let check =
            |check: &mut Check<'_>| ["a.b", "c", "a.d"].iter().for_each(|field| check.required(field));
        assert_eq!(found(document, check), ["a.d required"]);
    }
}
