//! Start tags: names and attributes, checked as XML 1.0 sections 2.3, 3.1 and 3.3.3 ask.

use std::borrow::Cow;

use super::chars;
use super::scope::Namespace;

/// An attribute as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'x> {
    pub(super) prefix: &'x str,
    pub(super) local: &'x str,
    pub(super) namespace: Namespace,
    pub(super) value: Raw<'x>,
}

/// An attribute value between its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw<'x> {
    text: &'x str,
    /// How many bytes at its start stand for themselves: all of them, unless there is a reference or white space
    /// that must be normalised. A flag would do, but copying one with the padding behind it stalls the processor.
    plain: usize,
}

/// Whether a byte begins a reference, or is white space other than a blank. Other control characters have been refused
/// before.
fn is_special(byte: u8) -> bool {
    byte == b'&' || byte < b' '
}

impl<'x> Raw<'x> {
    /// Finds out whether the value is plain, and that its references are well-formed even if nobody ever asks for it.
    pub(super) fn check(&mut self) -> Result<(), String> {
        self.plain = self.text.bytes().position(is_special).unwrap_or(self.text.len());
        self.value().map(|_| ())
    }

    /// The value, normalised (section 3.3.3) and with its references replaced.
    #[inline]
    pub(super) fn value(self) -> Result<Cow<'x, str>, String> {
        match self.plain() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.normalised().map(Cow::Owned),
        }
    }

    fn normalised(self) -> Result<String, String> {
        let mut value = String::with_capacity(self.text.len());
        let mut rest = self.text;
        while let Some(at) = rest.bytes().position(is_special) {
            let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            value.push_str(before);
            rest = if let Some(reference) = from.strip_prefix('&') {
                let (name, after) = reference.split_once(';').ok_or("a reference has no end `;`")?;
                value.push(resolve_reference(name)?);
                after
            } else {
                value.push(' ');
                from.strip_prefix("\r\n").or_else(|| from.get(1..)).unwrap_or_default()
            };
        }
        value.push_str(rest);
        Ok(value)
    }

    /// The value as written, where nothing in it needs to be replaced.
    pub(super) fn plain(self) -> Option<&'x str> {
        (self.plain == self.text.len()).then_some(self.text)
    }

    pub(super) fn len(self) -> usize {
        self.text.len()
    }
}

/// The character for `name` of `&name;`: the five predefined entities and character references.
pub(crate) fn resolve_reference(name: &str) -> Result<char, String> {
    let code = match name {
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "amp" => return Ok('&'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => match name.strip_prefix("#x") {
            Some(digits) => parse_digits(digits, 16),
            None => name.strip_prefix('#').and_then(|digits| parse_digits(digits, 10)),
        },
    };
    match code {
        Some(code) => char::from_u32(code)
            .filter(|c| chars::is_allowed(*c))
            .ok_or_else(|| "a reference is to no character of XML 1.0".to_owned()),
        // The text is not quoted here and below: it may be cut out of a secret, and then nothing could mask it.
        None => {
            Err("a reference is neither to a character nor to one of the five entities of XML".to_owned())
        }
    }
}

fn parse_digits(digits: &str, radix: u32) -> Option<u32> {
    // `from_str_radix` accepts a sign, XML does not.
    let unsigned = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if unsigned { u32::from_str_radix(digits, radix).ok() } else { None }
}

const NOT_A_NAME: &str = "something else stands where a name is due";

/// Prefix (empty for none) and local part of a qualified name.
pub(super) fn split_name(name: &str) -> Result<(&str, &str), String> {
    match take_name(name)? {
        (prefix, local, "") => Ok((prefix, local)),
        _ => Err(NOT_A_NAME.to_owned()),
    }
}

/// Prefix and local part of the qualified name that `text` begins with, and what follows.
#[inline]
pub(super) fn take_name(text: &str) -> Result<(&str, &str, &str), String> {
    let len = text.bytes().position(|byte| !chars::is_name_byte(byte)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(len).unwrap_or((text, ""));
    match rest.as_bytes().first() {
        Some(b':' | 0x80..) => take_long_name(text).ok_or_else(|| NOT_A_NAME.to_owned()),
        _ if chars::begins_name(name) => Ok(("", name, rest)),
        _ => Err(NOT_A_NAME.to_owned()),
    }
}

/// The same for names with a prefix or characters beyond ASCII.
fn take_long_name(text: &str) -> Option<(&str, &str, &str)> {
    let ends = |byte| !chars::is_name_byte(byte) && byte != b':' && byte < 0x80;
    let (name, rest) = text.split_at_checked(text.bytes().position(ends).unwrap_or(text.len()))?;
    match name.split_once(':') {
        None if chars::is_ncname(name) => Some(("", name, rest)),
        Some((prefix, local)) if chars::is_ncname(prefix) && chars::is_ncname(local) => {
            Some((prefix, local, rest))
        }
        _ => None,
    }
}

/// Takes the attributes of a start tag apart.
pub(super) struct Attributes<'x> {
    text: &'x str,
}

impl<'x> Attributes<'x> {
    /// `text` is what follows the element's name.
    pub(super) fn new(text: &'x str) -> Self {
        Self { text }
    }

    /// The next attribute, in no namespace yet; `None` before `>` and `/>`. Whether the value is plain is for
    /// [`Raw::check`] to find.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<Attribute<'x>>, String> {
        let start = skip_space(self.text);
        if let Some(b'>' | b'/') | None = start.as_bytes().first() {
            self.text = start;
            return Ok(None);
        }
        if start.len() == self.text.len() {
            return Err("white space or `>` is missing in a start tag".to_owned());
        }
        let (prefix, local, rest) = take_name(start)?;
        let (quote, rest) = match rest.split_at_checked(2) {
            Some(("=\"", rest)) => (b'"', rest),
            _ => take_quote(rest).ok_or_else(|| "an attribute has no value in quotes".to_owned())?,
        };
        let Some((text, rest)) = take_value(rest, quote) else {
            return Err("an attribute has a value without end, or with `<` in it".to_owned());
        };
        self.text = rest;
        let value = Raw { text, plain: text.len() };
        Ok(Some(Attribute { prefix, local, namespace: Namespace::NONE, value }))
    }

    /// Reads the end of the tag: whether it is `/>` and not `>`, and what follows it.
    pub(super) fn end(self) -> Result<(bool, &'x str), String> {
        match self.text.strip_prefix("/>") {
            Some(rest) => Ok((true, rest)),
            None => match self.text.strip_prefix('>') {
                Some(rest) => Ok((false, rest)),
                None => Err("a start tag has no proper end".to_owned()),
            },
        }
    }
}

/// The quote that follows `=`, and what follows it.
fn take_quote(text: &str) -> Option<(u8, &str)> {
    let rest = skip_space(text).strip_prefix('=')?;
    let (quote, body) = skip_space(rest).split_at_checked(1)?;
    match quote {
        "\"" => Some((b'"', body)),
        "'" => Some((b'\'', body)),
        _ => None,
    }
}

/// The value up to `quote`, and what follows it; `None` where `<` or the end comes first.
#[inline]
fn take_value(text: &str, quote: u8) -> Option<(&str, &str)> {
    let end = memchr::memchr2(quote, b'<', text.as_bytes())?;
    let (value, rest) = text.split_at_checked(end)?;
    if rest.starts_with('<') { None } else { Some((value, rest.get(1..)?)) }
}

#[inline]
fn skip_space(text: &str) -> &str {
    let mut rest = text;
    while let Some(first) = rest.as_bytes().first()
        && chars::is_space(*first)
    {
        rest = rest.get(1..).unwrap_or_default();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<(String, String)>, String> {
        let tag = format!("{text}>");
        let mut attributes = Attributes::new(&tag);
        let mut found = Vec::new();
        while let Some(mut attribute) = attributes.next()? {
            attribute.value.check()?;
            found.push((attribute.local.to_owned(), attribute.value.value()?.into_owned()));
        }
        attributes.end().map(|_| found)
    }

    #[test]
    fn values_are_normalised_and_unescaped() {
        let found = all(" a=\"1\" b = 'x\"y' c='&lt;&#65;&#x42;&amp;\t\r\n.'\n").unwrap();
        let expected = [("a", "1"), ("b", "x\"y"), ("c", "<AB&  .")];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn malformed_attributes_are_refused() {
        for bad in [
            " a",
            " a=1",
            " a='1",
            " a='<'",
            " a='1'b='2'",
            " a='&x;'",
            " a='&lt'",
            " a='&#0;'",
            " a='&#xFFFE;'",
            " a='&#+65;'",
            " ='1'",
            " a==''",
        ] {
            assert!(all(bad).is_err(), "{bad}");
        }
    }
}
