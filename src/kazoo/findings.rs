//! What is wrong with the fields of a request.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Document;
use super::refusal::Refusal;

/// Mistakes, by field and rule. Fields are paths joined by dots.
#[derive(Debug, Default)]
pub(super) struct Findings(Document);

impl Findings {
    /// One mistake alone.
    pub(super) fn one(field: &str, rule: &str, message: &str) -> Refusal {
        let mut findings = Self::default();
        findings.add(field, rule, message);
        findings.into_refusal()
    }

    pub(super) fn add(&mut self, field: &str, rule: &str, message: &str) {
        self.put(field, rule, json!({ "message": message }));
    }

    /// With what was broken, as a bound, and by which value.
    pub(super) fn add_value(
        &mut self,
        field: &str,
        rule: &str,
        message: &str,
        target: &Value,
        value: &Value,
    ) {
        self.put(field, rule, json!({ "message": message, "target": target, "value": value }));
    }

    fn put(&mut self, field: &str, rule: &str, mistake: Value) {
        let rules = self.0.entry(field).or_insert_with(|| json!({}));
        if let Some(rules) = rules.as_object_mut() {
            rules.insert(rule.to_owned(), mistake);
        }
    }

    /// Fails where there are any.
    pub(super) fn check(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into_refusal()) }
    }

    fn into_refusal(self) -> Refusal {
        Refusal {
            status: StatusCode::BAD_REQUEST,
            message: "validation error",
            data: self.0.into(),
            allow: None,
        }
    }
}
