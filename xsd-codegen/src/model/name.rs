//! Every Rust identifier, made here and nowhere else.
//!
//! A scope gives each name once. When two XML names want the same identifier, the one that comes first in
//! the document has it and the next one gets a number, so adding something unrelated renames nothing.
//!
//! Identifiers have letters of ASCII alone. rustc compares all identifiers of a crate with each other (its lints
//! `confusable_idents` and `mixed_script_confusables`), so no other letter is safe whatever a user has beside the contract.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use any_ascii::any_ascii_char;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Identifiers that are taken in one place: a module, a struct, an enum.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// For what was wanted again, the number to try next: those below are taken.
    numbers: HashMap<String, usize>,
}

impl Scope {
    /// The values of an enumeration or the variants of a union: `Unknown` is the one for all that the contract does not know.
    pub(super) fn of_values() -> Self {
        Self::reserving(&["Unknown"])
    }

    /// Keeps identifiers that the emitter itself uses in this place.
    pub(super) fn reserving(reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|ident| (*ident).to_owned()).collect();
        Self { taken, ..Self::default() }
    }

    /// `Ident`, `Ident2`, `Ident3`, …: the first that is free.
    pub(super) fn type_ident(&mut self, name: &str) -> String {
        self.claim(&type_ident(name), "")
    }

    /// The ident of something inside of `owner`: `OwnerName`.
    pub(super) fn nested_type(&mut self, owner: &str, name: &str) -> String {
        if owner.is_empty() {
            return self.type_ident(name);
        }
        let name = type_ident(name);
        self.claim(&format!("{}{}", owner.trim_end_matches('_'), name.trim_matches('_')), "")
    }

    /// `ident`, `ident_2`, `ident_3`, …: the first that is free.
    pub(super) fn value_ident(&mut self, name: &str) -> String {
        self.claim(&value_ident(name), "_")
    }

    /// `IDENT`, `IDENT_2`, …: the first that is free.
    pub(super) fn constant(&mut self, name: &str) -> String {
        self.claim(&constant(name), "_")
    }

    /// `Ident` for the value of an enumeration; there are values without any letter.
    pub(super) fn variant(&mut self, value: &str) -> String {
        self.claim(&beside_unknown(variant(value)), "")
    }

    /// `Ident` for the member type of a union.
    pub(super) fn member_variant(&mut self, name: &str) -> String {
        self.claim(&beside_unknown(type_ident(name)), "")
    }

    /// An identifier that somebody asked for; false where it is taken.
    pub(super) fn pin(&mut self, ident: &str) -> bool {
        // `r#name` is `name`.
        self.taken.insert(ident.trim_start_matches("r#").to_owned())
    }

    fn claim(&mut self, wanted: &str, separator: &str) -> String {
        if self.pin(wanted) {
            return wanted.to_owned();
        }
        // With a number behind it a keyword is none.
        let base = format!("{}{separator}", wanted.trim_start_matches("r#").trim_end_matches('_'));
        let mut number = self.numbers.get(&base).copied().unwrap_or(2);
        let ident = loop {
            let ident = format!("{base}{number}");
            number += 1;
            if self.pin(&ident) {
                break ident;
            }
        };
        self.numbers.insert(base, number);
        ident
    }
}

/// Whether a type or a variant has the name that follows from its name in the contract alone.
pub(crate) fn is_plain_type(name: &str, ident: &str) -> bool {
    ident == type_ident(name)
}

/// The same for a field or a method.
pub(crate) fn is_plain_value(name: &str, ident: &str) -> bool {
    ident == value_ident(name)
}

/// Whether a type or a variant shows its name in the contract by its ident.
pub(super) fn type_shows(name: &str, ident: &str) -> bool {
    is_plain_type(name, ident) && name.chars().all(is_shown)
}

/// The same for a field.
pub(super) fn value_shows(name: &str, ident: &str) -> bool {
    is_plain_value(name, ident) && name.chars().all(is_shown)
}

/// Letters and digits, and what parts words.
fn is_shown(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ')
}

/// `UpperCamelCase`.
pub(super) fn type_ident(name: &str) -> String {
    identifier(ascii(name).to_upper_camel_case(), "Unnamed")
}

/// `snake_case`.
pub(super) fn value_ident(name: &str) -> String {
    identifier(ascii(name).to_snake_case(), "unnamed")
}

/// `SHOUTY_SNAKE_CASE`.
pub(super) fn constant(name: &str) -> String {
    identifier(ascii(name).to_shouty_snake_case(), "UNNAMED")
}

/// Name of the chained setter of a field.
pub(super) fn setter(field: &str) -> String {
    format!("with_{}", field.strip_prefix("r#").unwrap_or(field).trim_start_matches('_'))
}

/// The variant for a value: its letters and digits, or the names of its signs.
fn variant(value: &str) -> String {
    if value.is_empty() {
        return "Empty".to_owned();
    }
    let value = ascii(value);
    if value.chars().any(char::is_alphanumeric) {
        return match value.chars().next() {
            // `-1` is not `1`.
            Some('-') => format!("Minus{}", type_ident(&value).trim_start_matches('_')),
            _ => type_ident(&value),
        };
    }
    let signs: Vec<_> = value.chars().map(sign).collect();
    type_ident(&signs.join(" "))
}

fn beside_unknown(ident: String) -> String {
    if ident == "Unknown" { "UnknownValue".to_owned() } else { ident }
}

fn sign(c: char) -> &'static str {
    match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '_' => "underscore",
        ' ' => "space",
        _ => "sign",
    }
}

/// Makes `ident` an identifier: keywords become raw, or get an underscore where they cannot be raw.
fn identifier(ident: String, fallback: &str) -> String {
    if ident.is_empty() {
        return fallback.to_owned();
    }
    if is_identifier(&ident) {
        return ident;
    }
    let candidates = [format!("r#{ident}"), format!("{ident}_"), format!("_{ident}")];
    candidates.into_iter().find(|candidate| is_identifier(candidate)).unwrap_or_else(|| fallback.to_owned())
}

/// The text in ASCII, as it is transliterated: `größe` is `grosse`, `传真` is `ChuanZhen`. A letter that has no usual spelling
/// is its code point, and signs that stand for letters are left out, since they would part words.
fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let spelled = text.chars().map(|c| match any_ascii_char(c) {
        "" if c.is_alphabetic() => Cow::Owned(format!("u{:x}", u32::from(c))),
        letters if !c.is_ascii() && c.is_alphabetic() => {
            Cow::Owned(letters.chars().filter(char::is_ascii_alphanumeric).collect())
        }
        other => Cow::Borrowed(other),
    });
    Cow::Owned(spelled.collect())
}

/// Whether Rust takes the text as an identifier.
pub(super) fn is_identifier(text: &str) -> bool {
    // `gen` is a keyword from edition 2024 on.
    !matches!(text, "_" | "gen") && syn::parse_str::<syn::Ident>(text).is_ok()
}

/// Why the bindings cannot ask for `ident`; nothing where they can.
pub(super) fn fault_of_pinned(ident: &str) -> Option<String> {
    let plain = ident.trim_start_matches("r#");
    if !is_identifier(ident) {
        Some(format!("`{ident}` is not a Rust identifier"))
    } else if ident.starts_with('_') {
        // Locals of generated code begin so, and a setter is named without it.
        Some(format!("`{ident}` begins with an underscore, as names of generated code do"))
    } else if plain != ident && is_identifier(plain) {
        Some(format!("`{ident}` is not written raw: `{plain}` is no keyword"))
    } else {
        None
    }
}

/// Whether names of types and values (`UpperCamelCase`), or those of methods (`snake_case`), begin so.
pub(super) fn begins_like(ident: &str, upper: bool) -> bool {
    let first = ident.trim_start_matches("r#").chars().next();
    first.is_some_and(|c| if upper { !c.is_lowercase() } else { !c.is_uppercase() })
}

/// Short module name for a namespace: the last segment of its URI that says something.
pub(super) fn module_ident(scope: &mut Scope, namespace: &str) -> String {
    let mut segments = namespace
        .trim_start_matches("http://")
        .trim_start_matches("https://")
        .split(['/', ':', '#', '?'])
        .filter(|segment| segment.chars().any(char::is_alphabetic) && *segment != "urn")
        .map(|segment| capitalized(segment.trim_end_matches(".xsd").trim_end_matches(".wsdl")))
        .rev();
    let last = segments.next().unwrap_or_else(|| "unqualified".to_owned());
    let short = value_ident(&last);
    if scope.pin(&short) {
        return short;
    }
    match segments.next() {
        Some(before) => scope.value_ident(&format!("{before} {last}")),
        None => scope.value_ident(&last),
    }
}

/// With a capital first, so that a small letter before capitals is no word of its own: `eBLTypes` is `ebl_types`.
fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        for (xml, ty, value) in [
            ("sendFaxRequest", "SendFaxRequest", "send_fax_request"),
            ("FAX_BUSY", "FaxBusy", "fax_busy"),
            ("xCoord", "XCoord", "x_coord"),
            ("type", "Type", "r#type"),
            ("self", "Self_", "self_"),
            ("crate", "Crate", "crate_"),
            ("async", "Async", "r#async"),
            ("gen", "Gen", "r#gen"),
            ("3d-model", "_3dModel", "_3d_model"),
            ("größe", "Grosse", "grosse"),
            ("GRÖSSE", "Grosse", "grosse"),
            ("gro\u{308}ße", "Grosse", "grosse"),
            ("传真", "ChuanZhen", "chuan_zhen"),
            ("ДатаДеньги", "DataDengi", "data_dengi"),
            ("µª", "Ua", "ua"),
            ("а𖿴", "Au16ff4", "au16ff4"),
            ("a–b", "AB", "a_b"),
            ("_", "Unnamed", "unnamed"),
            ("a.b-c_d", "ABCD", "a_b_c_d"),
            ("Option", "Option", "option"),
        ] {
            assert_eq!((&*type_ident(xml), &*value_ident(xml)), (ty, value), "{xml}");
        }
    }

    #[test]
    fn the_first_of_two_equal_names_keeps_it() {
        let mut scope = Scope::default();
        let idents = ["URL", "url", "Url", "self", "Self"].map(|name| scope.value_ident(name));
        assert_eq!(idents, ["url", "url_2", "url_3", "self_", "self_2"]);
        let idents = ["type", "Type"].map(|name| scope.value_ident(name));
        assert_eq!(idents, ["r#type", "type_2"]);
        let idents = ["a-b", "aB", "A_b"].map(|name| scope.type_ident(name));
        assert_eq!(idents, ["AB", "AB2", "AB3"]);
        assert_eq!(scope.nested_type("AB", "c d"), "ABCD");
    }

    #[test]
    fn values_of_enumerations_have_names_too() {
        let mut scope = Scope::of_values();
        let values = ["", "1", "-1", "+", "<=", "unknown", "a b", "UTF-8", "€", "≤ 5", "≥", "\u{202E}"];
        let idents = values.map(|value| scope.variant(value));
        let expected = [
            "Empty",
            "_1",
            "Minus1",
            "Plus",
            "LessEqual",
            "UnknownValue",
            "AB",
            "Utf8",
            "Eur",
            "_5",
            "GreaterEqual",
            "Unnamed",
        ];
        assert_eq!(idents, expected);
    }

    #[test]
    fn modules_are_short_and_distinct() {
        let mut scope = Scope::default();
        for (namespace, ident) in [
            ("http://schemas.microsoft.com/exchange/services/2006/types", "types"),
            ("http://example.org/other/types", "other_types"),
            ("urn:ebay:apis:eBLBaseComponents", "ebl_base_components"),
            ("http://www.w3.org/2000/09/xmldsig#", "xmldsig"),
            ("", "unqualified"),
        ] {
            assert_eq!(module_ident(&mut scope, namespace), ident);
        }
    }
}
