//! Values to and from plain text, outside of any XML.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::ValueError;
use crate::text::{NoPrefixes, Text, TextSink};

/// White space of XML 1.0, section 2.3.
pub(super) const WHITE_SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

pub(super) fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Facet `whiteSpace` = `collapse` (XSD 1.0 part 2, section 4.3.6).
pub(crate) fn collapse_white_space(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(WHITE_SPACE)),
        Cow::Owned(text) => Cow::Owned(text.trim_matches(WHITE_SPACE).to_owned()),
    };
    let inner = |pair: &[u8]| matches!(pair, [b' ', b' '] | [b'\t' | b'\n' | b'\r', _]);
    if !text.as_bytes().windows(2).any(inner) {
        return text;
    }
    let words = text.split(WHITE_SPACE).filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// The value that `text` stands for, with white space at both ends dropped where the type allows. No prefix
/// is bound.
///
/// # Errors
/// [`ValueError`] when the text is not a value of `T`.
///
/// ```
/// assert_eq!(xsd_runtime::types::parse_text::<u16>(" 600 ")?, 600);
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
pub fn parse_text<T: Text>(text: &str) -> Result<T, ValueError> {
    let text = if T::COLLAPSE { text.trim_matches(WHITE_SPACE) } else { text };
    T::parse(Cow::Borrowed(text), &NoPrefixes)
}

/// The canonical text of `value`, not escaped; a [`QName`](super::QName) as `{namespace}local`, a
/// [`Secret`](super::Secret) in the open.
///
/// ```
/// assert_eq!(xsd_runtime::types::to_text(&true), "true");
/// ```
pub fn to_text<T: Text>(value: &T) -> String {
    let mut plain = Plain(String::new());
    value.write(&mut plain);
    plain.0
}

struct Plain(String);

impl TextSink for Plain {
    fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn verbatim(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn secret(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn qname(&mut self, namespace: &str, local: &str) {
        if namespace.is_empty() {
            self.0.push_str(local);
        } else {
            self.format(format_args!("{{{namespace}}}{local}"));
        }
    }

    fn base64(&mut self, bytes: &[u8]) {
        base64_simd::STANDARD.encode_append(bytes, &mut self.0);
    }

    fn format(&mut self, value: fmt::Arguments<'_>) {
        // A `String` takes whatever is written to it.
        let _ = self.0.write_fmt(value);
    }
}
