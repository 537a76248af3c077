//! Text of some known values, to which others may be added.

use std::fmt::Write;

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::doc;

/// A call of the macro that makes such a type.
pub(super) fn write(name: &str, schema: &Value) -> String {
    let mut text = String::from("crate::rest::open_enum! {\n");
    text += &doc::lines(schema["description"].as_str().unwrap(), 4);
    writeln!(text, "    pub enum {name} {{").unwrap();
    for value in schema["enum"].as_array().unwrap() {
        let value = value.as_str().unwrap();
        let description = schema["x-enum-descriptions"][value].as_str();
        let description = description.unwrap_or_else(|| panic!("{name}: {value} has no description"));
        text += &doc::lines(description, 8);
        // Two values may have the same words.
        let own_name = schema["x-enum-names"][value].as_str().map(str::to_owned);
        let name = own_name.unwrap_or_else(|| value.to_upper_camel_case());
        writeln!(text, "        {name} = {value:?},").unwrap();
    }
    text + "    }\n}\n"
}
