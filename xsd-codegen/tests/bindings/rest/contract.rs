//! An OpenAPI contract, as far as types go.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value, json};

/// A contract of a REST service (OpenAPI 3.0.3).
pub(super) struct Contract(Value);

impl Contract {
    pub(super) fn read(path: &Path) -> Self {
        Self(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    /// `components.schemas`: the named types.
    pub(super) fn schemas(&self) -> &Map<String, Value> {
        self.0["components"]["schemas"].as_object().unwrap()
    }

    /// The named types whose values a client sends.
    pub(super) fn sent(&self) -> BTreeSet<String> {
        self.below("requestBody")
    }

    /// The named types whose values a client receives.
    pub(super) fn received(&self) -> BTreeSet<String> {
        self.below("responses")
    }

    /// The named types that are referred to from members called `part` of the operations.
    fn below(&self, part: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let paths = self.0["paths"].as_object().unwrap().values();
        for operation in paths.flat_map(|path| path.as_object().unwrap().values()) {
            self.follow(&operation[part], &mut found);
        }
        found
    }

    fn follow(&self, value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => match members.get("$ref").and_then(Value::as_str) {
                Some(reference) => {
                    let name = name_of(reference);
                    if !reference.contains("/schemas/") || found.insert(name.to_owned()) {
                        self.follow(self.0.pointer(reference.trim_start_matches('#')).unwrap(), found);
                    }
                }
                None => members.values().for_each(|member| self.follow(member, found)),
            },
            Value::Array(items) => items.iter().for_each(|item| self.follow(item, found)),
            _ => {}
        }
    }

    /// The named types as typify takes them, without those of these names.
    pub(super) fn prepared(&self, left_out: &[&str]) -> Value {
        let kept = self.schemas().iter();
        let kept = kept.filter(|(name, schema)| !left_out.contains(&name.as_str()) && !is_plain_text(schema));
        json!({"definitions": kept.map(|(name, schema)| (name.clone(), self.prepare(schema))).collect::<Map<_, _>>()})
    }

    /// A schema without what typify would make types or crates of that nobody needs: patterns and formats of text, values
    /// of enumerations, which stay open, and names for plain text. What `allOf` joins is one object.
    fn prepare(&self, schema: &Value) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let named = &self.schemas()[name_of(reference)];
            return if is_plain_text(named) { self.prepare(named) } else { schema.clone() };
        }
        if let Some(parts) = schema["allOf"].as_array() {
            return match parts.as_slice() {
                [one] => self.prepare(one),
                parts => self.prepare(&self.joined(parts)),
            };
        }
        let mut schema = schema.as_object().unwrap().clone();
        if schema.get("type") == Some(&json!("string")) {
            return json!({"type": "string"});
        }
        schema.remove("nullable");
        if schema.get("additionalProperties") == Some(&json!(true)) {
            // So that unknown members are kept.
            schema.insert("additionalProperties".to_owned(), json!({}));
        }
        for (_, member) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
            *member = self.prepare(member);
        }
        if let Some(items) = schema.get_mut("items") {
            *items = self.prepare(items);
        }
        Value::Object(schema)
    }

    /// One object with the members of all `parts`.
    fn joined(&self, parts: &[Value]) -> Value {
        let mut all =
            json!({"type": "object", "properties": {}, "required": [], "additionalProperties": true});
        for part in parts {
            let part = self.resolved(part);
            for (name, member) in part["properties"].as_object().into_iter().flatten() {
                all["properties"][name] = member.clone();
            }
            let required = part["required"].as_array().into_iter().flatten().cloned();
            all["required"].as_array_mut().unwrap().extend(required);
        }
        all
    }

    /// What a schema says, where it refers to a named one or is joined of several.
    fn resolved(&self, schema: &Value) -> Value {
        match (schema["$ref"].as_str(), schema["allOf"].as_array()) {
            (Some(reference), _) => self.resolved(&self.schemas()[name_of(reference)]),
            (_, Some(parts)) => self.joined(parts),
            _ => schema.clone(),
        }
    }

    /// What the contract says of a type.
    pub(super) fn description(&self, name: &str) -> &str {
        description(&self.schemas()[name]).unwrap_or_else(|| panic!("{name} has no description"))
    }

    /// What the contract says of a member of a type.
    pub(super) fn member_description(&self, name: &str, member: &str) -> String {
        let schema = self.resolved(&self.schemas()[name]);
        let member_schema = &schema["properties"][member];
        let own = description(member_schema).map(str::to_owned);
        own.or_else(|| description(&self.resolved(member_schema)).map(str::to_owned))
            .unwrap_or_else(|| panic!("{name}.{member} has no description"))
    }
}

/// The last part of a reference.
fn name_of(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap()
}

fn description(schema: &Value) -> Option<&str> {
    schema["description"].as_str()
}

/// Whether a named schema is text like any other.
fn is_plain_text(schema: &Value) -> bool {
    schema["type"] == "string" && !is_open_enum(schema) && !is_secret(schema) && rust_type(schema).is_none()
}

/// Whether a named schema is text of some known values, to which others may be added.
pub(super) fn is_open_enum(schema: &Value) -> bool {
    schema["x-open-enum"] == true
}

/// Whether a named schema is text that must not be shown.
pub(super) fn is_secret(schema: &Value) -> bool {
    schema["x-secret"] == true
}

/// The type that a named schema has in the bindings, where it is written by hand.
pub(super) fn rust_type(schema: &Value) -> Option<&str> {
    schema["x-rust-type"].as_str()
}
