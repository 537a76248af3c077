//! `xs:QName`, XSD 1.0 part 2, section 3.2.18.

use std::borrow::Cow;
use std::fmt;

use super::{ValueError, ValueErrorKind};
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

const TYPE: &str = "QName";

/// A qualified name as a value: namespace URI (empty for none) and local part.
///
/// Prefixes are resolved when it is read, where a name without prefix takes the default namespace, and
/// chosen when it is written. They never take part in a comparison. Compare with a [`Name`] to test for a
/// name known from the contract.
///
/// ```
/// use xsd_runtime::types::QName;
///
/// let name = QName::new("http://www.w3.org/2001/XMLSchema", "int")?;
/// assert_eq!(name.to_string(), "{http://www.w3.org/2001/XMLSchema}int");
/// assert!(QName::new("", "not a name").is_err());
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QName {
    namespace: String,
    local: String,
}

impl QName {
    /// A name from namespace URI (empty for none) and local part.
    ///
    /// # Errors
    /// [`ValueError`] when `local` is no NCName (Namespaces in XML 1.0, section 3).
    pub fn new(namespace: impl Into<String>, local: impl Into<String>) -> Result<Self, ValueError> {
        let local = local.into();
        if is_ncname(&local) {
            Ok(Self::checked(namespace, local))
        } else {
            Err(ValueError::new(ValueErrorKind::Lexical, TYPE, &local))
        }
    }

    /// A name whose local part is known to be an NCName.
    pub(crate) fn checked(namespace: impl Into<String>, local: impl Into<String>) -> Self {
        Self { namespace: namespace.into(), local: local.into() }
    }

    /// Namespace URI; empty for a name in no namespace.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// Local part: an NCName.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }
}

/// A name known when the code was generated is taken as it is.
impl From<Name> for QName {
    fn from(name: Name) -> Self {
        Self::checked(name.namespace, name.local)
    }
}

impl PartialEq<Name> for QName {
    fn eq(&self, other: &Name) -> bool {
        self.namespace == other.namespace && self.local == other.local
    }
}

/// Writes `{namespace}local`, or `local` alone where there is no namespace.
impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&super::to_text(self))
    }
}

impl Text for QName {
    const NAME: Name = Name::new(crate::namespace::XSD, "QName");

    fn parse(text: Cow<'_, str>, prefixes: &dyn Prefixes) -> Result<Self, ValueError> {
        let refused = |kind| ValueError::new(kind, TYPE, &text);
        let (prefix, local) = match text.split_once(':') {
            Some((prefix, local)) if is_ncname(prefix) => (prefix, local),
            Some(_) => return Err(refused(ValueErrorKind::Lexical)),
            None => ("", &*text),
        };
        if !is_ncname(local) {
            return Err(refused(ValueErrorKind::Lexical));
        }
        let namespace = prefixes.namespace(prefix).ok_or_else(|| refused(ValueErrorKind::UnboundPrefix))?;
        Ok(Self::checked(namespace, local))
    }

    fn write(&self, out: &mut dyn TextSink) {
        out.qname(&self.namespace, &self.local);
    }
}

/// A name without colon: XML 1.0 (fifth edition), section 2.3, productions 4 and 4a.
fn is_ncname(text: &str) -> bool {
    text.starts_with(starts_name) && text.chars().all(continues_name)
}

fn starts_name(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn continues_name(character: char) -> bool {
    starts_name(character)
        || matches!(character,
            '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::NoPrefixes;

    /// `p` and `é` are bound; the default namespace is `urn:default`.
    struct Bindings;

    impl Prefixes for Bindings {
        fn namespace(&self, prefix: &str) -> Option<&str> {
            match prefix {
                "" => Some("urn:default"),
                "p" => Some("urn:p"),
                "é" => Some("urn:q"),
                _ => None,
            }
        }
    }

    fn parse(text: &str) -> Result<QName, ValueError> {
        QName::parse(Cow::Borrowed(text), &Bindings)
    }

    #[test]
    fn prefixes_are_resolved() {
        assert_eq!(parse("p:name").unwrap(), QName::new("urn:p", "name").unwrap());
        assert_eq!(parse("é:ñ-1.2").unwrap(), QName::new("urn:q", "ñ-1.2").unwrap());
        assert_eq!(parse("name").unwrap(), QName::new("urn:default", "name").unwrap());
        assert_eq!(
            QName::parse(Cow::Borrowed("name"), &NoPrefixes).unwrap(),
            QName::new("", "name").unwrap()
        );
    }

    #[test]
    fn unbound_prefixes_are_errors() {
        assert_eq!(parse("x:name").unwrap_err().kind(), ValueErrorKind::UnboundPrefix);
        assert_eq!(parse("P:name").unwrap_err().kind(), ValueErrorKind::UnboundPrefix);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            ":", "p:", ":name", "p:q:name", "p: name", "p name", "1p:name", "p:1", "-a", ".a", "a/b", "{u}a",
            "a×b",
        ] {
            assert_eq!(parse(text).unwrap_err().kind(), ValueErrorKind::Lexical, "{text}");
        }
        assert_eq!(parse("").unwrap_err().kind(), ValueErrorKind::Empty);
        assert!(QName::new("urn:p", "p:name").is_err());
        assert_eq!(QName::new("urn:p", "").unwrap_err().kind(), ValueErrorKind::Empty);
    }

    #[test]
    fn is_shown_with_its_namespace() {
        assert_eq!(parse("p:name").unwrap().to_string(), "{urn:p}name");
        assert_eq!(QName::new("", "name").unwrap().to_string(), "name");
    }

    #[test]
    fn compares_with_names_of_the_contract() {
        const NAME: Name = Name::new("urn:p", "name");
        assert_eq!(parse("p:name").unwrap(), NAME);
        assert_ne!(parse("name").unwrap(), NAME);
        assert_eq!(QName::from(NAME), parse("p:name").unwrap());
    }

    #[test]
    fn is_written_through_the_sink() {
        struct Names(Vec<String>);
        impl TextSink for Names {
            fn text(&mut self, _: &str) {}
            fn verbatim(&mut self, _: &str) {}
            fn secret(&mut self, _: &str) {}
            fn qname(&mut self, namespace: &str, local: &str) {
                self.0.push(format!("{namespace} {local}"));
            }
            fn base64(&mut self, _: &[u8]) {}
            fn format(&mut self, _: fmt::Arguments<'_>) {}
        }
        let mut names = Names(Vec::new());
        parse("p:name").unwrap().write(&mut names);
        assert_eq!(names.0, ["urn:p name"]);
    }
}
