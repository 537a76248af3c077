//! Simple types: values that are written as text, in an attribute or between tags.

use std::borrow::Cow;
use std::fmt;

use crate::name::Name;
use crate::types::ValueError;

/// A value of a simple type (XSD 1.0 part 2): lexical form to value and back.
///
/// Generated enumerations implement it, and so does every type in [`crate::types`].
pub trait Text: Sized {
    /// The value that `text` stands for. White space around it has been dealt with only where
    /// [`Text::COLLAPSE`] says so.
    ///
    /// # Errors
    /// [`ValueError`] when the text is not in the lexical space of the type, or its value does not fit the Rust type.
    fn parse(text: Cow<'_, str>, prefixes: &dyn Prefixes) -> Result<Self, ValueError>;

    /// Writes the canonical lexical form.
    fn write(&self, out: &mut dyn TextSink);

    /// Whether white space at both ends is dropped before [`Text::parse`] (facet `whiteSpace` = `collapse`);
    /// true for everything but strings, and unions, whose member types have it each its own way.
    const COLLAPSE: bool = true;

    /// Name of the schema type, which messages in the encoding of SOAP say beside each value; the local part is empty
    /// where there is none.
    const NAME: Name = Name::new("", "");

    /// Whether the text must not be shown: it is masked wherever a raw message is.
    const SECRET: bool = false;
}

/// Namespace URI of a prefix at the place where a text stands; needed by `xs:QName` alone.
pub trait Prefixes {
    /// The URI bound to `prefix` (empty: the default namespace, `""` when there is none).
    fn namespace(&self, prefix: &str) -> Option<&str>;
}

/// No prefix is bound.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPrefixes;

impl Prefixes for NoPrefixes {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        prefix.is_empty().then_some("")
    }
}

/// Where a simple value goes: text content or an attribute value, escaped as that place needs.
pub trait TextSink {
    /// Any text; escaped.
    fn text(&mut self, text: &str);
    /// Text that needs no escape: digits, letters, base64, signs other than `<`, `&`, `>`, quotes and control characters.
    fn verbatim(&mut self, text: &str);
    /// Text that must not be shown: written like [`TextSink::text`], and remembered as secret.
    fn secret(&mut self, text: &str);
    /// A qualified name; the sink chooses (and declares) the prefix.
    fn qname(&mut self, namespace: &str, local: &str);
    /// Bytes as base64.
    fn base64(&mut self, bytes: &[u8]);
    /// Anything that formats to text that needs no escape.
    fn format(&mut self, value: fmt::Arguments<'_>);
}
