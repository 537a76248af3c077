//! Members of a JSON object whose types are not known for certain.

use std::fmt;

use serde_json::{Map, Value};

/// JSON that is not the notice that was due. It says where and what was due, and never repeats a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    kind: JsonErrorKind,
    member: String,
}

impl JsonError {
    pub(super) fn new(kind: JsonErrorKind, member: impl Into<String>) -> Self {
        Self { kind, member: member.into() }
    }

    fn wrong(expected: &'static str, member: impl Into<String>) -> Self {
        Self::new(JsonErrorKind::Type { expected }, member)
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &JsonErrorKind {
        &self.kind
    }

    /// The member at fault, such as `faxNumber[2]`, where items count from 1; empty for the whole text.
    #[must_use]
    pub fn member(&self) -> &str {
        &self.member
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        if self.member.is_empty() { Ok(()) } else { write!(f, " at {}", self.member) }
    }
}

impl std::error::Error for JsonError {}

/// The kinds of [`JsonError`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// The text is not JSON (RFC 8259) in UTF-8.
    Malformed {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1; 0 at the end of a line.
        column: usize,
    },
    /// A member that is required is missing, null or empty.
    Missing,
    /// A value is of another type than it should be, or is none of that type.
    Type {
        /// What was due.
        expected: &'static str,
    },
}

impl fmt::Display for JsonErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { line, column } => write!(f, "not JSON (line {line}, column {column})"),
            Self::Missing => f.write_str("a required value is missing"),
            Self::Type { expected } => write!(f, "{expected} is due"),
        }
    }
}

/// A JSON object whose members are taken out one by one. null is the same as absent.
pub(super) struct Members(Map<String, Value>);

impl Members {
    pub(super) fn parse(text: &[u8]) -> Result<Self, JsonError> {
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        match serde_json::from_slice(text) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            Ok(_) => Err(JsonError::wrong("an object", "")),
            Err(error) => {
                let kind = JsonErrorKind::Malformed { line: error.line(), column: error.column() };
                Err(JsonError::new(kind, ""))
            }
        }
    }

    /// A text, or a number in its place.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, JsonError> {
        self.take(name).map(|value| text(value, || name.to_owned())).transpose()
    }

    /// One text, or a list of them.
    pub(super) fn texts(&mut self, name: &str) -> Result<Vec<String>, JsonError> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => (1..)
                .zip(items)
                .map(|(number, item): (usize, _)| text(item, || format!("{name}[{number}]")))
                .collect(),
            Some(single) => Ok(vec![text(single, || name.to_owned())?]),
        }
    }

    /// What `parse` makes of a text or number; one that is blank counts as absent.
    pub(super) fn parsed<T>(
        &mut self,
        name: &str,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, JsonError> {
        let text = self.text(name)?.filter(|text| !text.trim().is_empty());
        text.map(|text| parse(text.trim()).ok_or_else(|| JsonError::wrong(expected, name))).transpose()
    }

    /// What was not taken.
    pub(super) fn rest(self) -> Map<String, Value> {
        self.0
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !value.is_null())
    }
}

fn text(value: Value, member: impl FnOnce() -> String) -> Result<String, JsonError> {
    match value {
        Value::String(text) => Ok(text),
        // Others would have lost digits.
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(number.to_string()),
        _ => Err(JsonError::wrong("a string or an integer", member())),
    }
}
