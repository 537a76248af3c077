//! Unions, XSD 1.0 part 2, section 2.5.1.3, open to text that is of no member type.

use std::borrow::Cow;

use super::plain::{WHITE_SPACE, collapse_white_space};
use super::{Enumeration, QName, Unknown, ValueError, ValueErrorKind, to_text};
use crate::text::{Prefixes, Text};

/// The text of a union, offered to one member type after the other until one takes it.
///
/// Generated code calls it. White space counts as the member type has it, so the union itself leaves it alone
/// ([`Text::COLLAPSE`] is false). Nothing is offered to those behind the one that took the text.
///
/// ```
/// use std::borrow::Cow;
///
/// use xsd_runtime::text::{Prefixes, Text, TextSink};
/// use xsd_runtime::types::{Union, Unknown, ValueError, parse_text};
///
/// #[derive(Debug, PartialEq)]
/// enum Width {
///     Pixels(u32),
///     Automatic(bool),
///     Unknown(Unknown),
/// }
///
/// impl Text for Width {
///     fn parse(text: Cow<'_, str>, prefixes: &dyn Prefixes) -> Result<Self, ValueError> {
///         Union::of(text, prefixes).value(Self::Pixels).value(Self::Automatic).unknown(Self::Unknown)
///     }
///
///     fn write(&self, out: &mut dyn TextSink) {
///         match self {
///             Self::Pixels(value) => value.write(out),
///             Self::Automatic(value) => value.write(out),
///             Self::Unknown(text) => out.text(text.as_str()),
///         }
///     }
///
///     const COLLAPSE: bool = false;
/// }
///
/// assert_eq!(parse_text::<Width>(" 1728 ")?, Width::Pixels(1728));
/// assert_eq!(parse_text::<Width>("true")?, Width::Automatic(true));
/// assert!(matches!(parse_text::<Width>("wide")?, Width::Unknown(text) if text.as_str() == "wide"));
/// # Ok::<(), ValueError>(())
/// ```
pub struct Union<'t, T> {
    text: Cow<'t, str>,
    prefixes: &'t dyn Prefixes,
    found: Option<T>,
}

impl<T> std::fmt::Debug for Union<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Union").field("found", &self.found.is_some()).finish_non_exhaustive()
    }
}

impl<'t, T> Union<'t, T> {
    /// Text that nobody took yet.
    #[must_use]
    pub fn of(text: Cow<'t, str>, prefixes: &'t dyn Prefixes) -> Self {
        Self { text, prefixes, found: None }
    }

    /// For an enumeration: takes its known values.
    #[must_use]
    pub fn known<M: Enumeration>(self, variant: fn(M) -> T) -> Self {
        self.offer(|union| M::from_known(union.trimmed()).map(variant))
    }

    /// Takes every value of the type.
    #[must_use]
    pub fn value<M: Text>(self, variant: fn(M) -> T) -> Self {
        self.offer(|union| union.parse().map(variant))
    }

    /// Where text comes behind: takes a value that is written as it was read, but for white space around it and zeros at
    /// the end of a fraction. `007` is left to the text.
    #[must_use]
    pub fn exact<M: Text>(self, variant: fn(M) -> T) -> Self {
        self.offer(|union| {
            let value = union.parse()?;
            let written = to_text(&value);
            (written == union.trimmed() || written == union.without_zeros()).then(|| variant(value))
        })
    }

    /// Where text comes behind: takes a qualified name that has a prefix. Any word could be one without.
    #[must_use]
    pub fn prefixed(self, variant: fn(QName) -> T) -> Self {
        self.offer(|union| union.parse().filter(|_| union.text.contains(':')).map(variant))
    }

    /// The value; text that nobody took is unknown.
    ///
    /// # Errors
    /// [`ValueError`] of kind [`Empty`](ValueErrorKind::Empty) when the text is empty and nobody took it.
    pub fn unknown(self, variant: fn(Unknown) -> T) -> Result<T, ValueError> {
        match self.found {
            Some(value) => Ok(value),
            None => match self.text.trim_matches(WHITE_SPACE) {
                "" => Err(ValueError::new(ValueErrorKind::Empty, "value of a union", "")),
                text => Ok(variant(Unknown::new(text.to_owned()))),
            },
        }
    }

    /// The value; what nobody took is a value of this type, which takes any text.
    ///
    /// # Errors
    /// [`ValueError`] where the type does not take it after all.
    pub fn rest<M: Text>(self, variant: fn(M) -> T) -> Result<T, ValueError> {
        match self.found {
            Some(value) => Ok(value),
            None if M::COLLAPSE => M::parse(Cow::Borrowed(self.trimmed()), self.prefixes).map(variant),
            None => M::parse(self.text, self.prefixes).map(variant),
        }
    }

    /// The value; what nobody took is text whose white space is collapsed.
    ///
    /// # Errors
    /// [`ValueError`] where the type does not take it after all.
    pub fn collapsed_rest<M: Text>(self, variant: fn(M) -> T) -> Result<T, ValueError> {
        match self.found {
            Some(value) => Ok(value),
            None => M::parse(collapse_white_space(self.text), self.prefixes).map(variant),
        }
    }

    fn offer(mut self, take: impl FnOnce(&Self) -> Option<T>) -> Self {
        if self.found.is_none() {
            self.found = take(&self);
        }
        self
    }

    fn trimmed(&self) -> &str {
        self.text.trim_matches(WHITE_SPACE)
    }

    /// The text without zeros at the end of a fraction.
    fn without_zeros(&self) -> &str {
        let text = self.trimmed();
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
    }

    fn parse<M: Text>(&self) -> Option<M> {
        let text = if M::COLLAPSE { self.trimmed() } else { &self.text };
        M::parse(Cow::Borrowed(text), self.prefixes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextSink;
    use crate::types::tests::{canonical, kind};
    use crate::types::{Date, List, parse_text};

    #[derive(Clone, Debug, PartialEq)]
    enum Side {
        Left,
        Unknown(Unknown),
    }

    impl Enumeration for Side {
        fn from_known(text: &str) -> Option<Self> {
            (text == "left").then_some(Self::Left)
        }

        fn from_unknown(text: Unknown) -> Self {
            Self::Unknown(text)
        }

        fn as_str(&self) -> &str {
            match self {
                Self::Left => "left",
                Self::Unknown(text) => text.as_str(),
            }
        }
    }

    /// Side, number, date, and whatever is none of them.
    #[derive(Debug, PartialEq)]
    enum Closed {
        Side(Side),
        Number(i32),
        Date(Date),
        Unknown(Unknown),
    }

    impl Text for Closed {
        fn parse(text: Cow<'_, str>, prefixes: &dyn Prefixes) -> Result<Self, ValueError> {
            Union::of(text, prefixes)
                .known(Self::Side)
                .value(Self::Number)
                .value(Self::Date)
                .unknown(Self::Unknown)
        }

        fn write(&self, out: &mut dyn TextSink) {
            match self {
                Self::Side(value) => value.write(out),
                Self::Number(value) => value.write(out),
                Self::Date(value) => value.write(out),
                Self::Unknown(text) => out.text(text.as_str()),
            }
        }

        const COLLAPSE: bool = false;
    }

    /// Side, number, qualified name, else text.
    #[derive(Debug, PartialEq)]
    enum Open {
        Side(Side),
        Number(i32),
        Name(QName),
        Text(String),
    }

    impl Text for Open {
        fn parse(text: Cow<'_, str>, prefixes: &dyn Prefixes) -> Result<Self, ValueError> {
            Union::of(text, prefixes)
                .known(Self::Side)
                .exact(Self::Number)
                .prefixed(Self::Name)
                .rest(Self::Text)
        }

        fn write(&self, out: &mut dyn TextSink) {
            match self {
                Self::Side(value) => value.write(out),
                Self::Number(value) => value.write(out),
                Self::Name(value) => value.write(out),
                Self::Text(text) => text.write(out),
            }
        }

        const COLLAPSE: bool = false;
    }

    struct OnePrefix;

    impl Prefixes for OnePrefix {
        fn namespace(&self, prefix: &str) -> Option<&str> {
            match prefix {
                "p" => Some("urn:p"),
                "" => Some("urn:default"),
                _ => None,
            }
        }
    }

    #[test]
    fn the_first_member_that_has_the_value_takes_it() {
        assert_eq!(parse_text(" left\n"), Ok(Closed::Side(Side::Left)));
        assert_eq!(parse_text(" +7 "), Ok(Closed::Number(7)));
        assert!(matches!(parse_text("2024-02-29"), Ok(Closed::Date(_))));
        assert!(
            matches!(parse_text(" 2023-02-29 "), Ok(Closed::Unknown(text)) if text.as_str() == "2023-02-29")
        );
        assert_eq!(kind::<Closed>(" "), ValueErrorKind::Empty);
        canonical::<List<Closed>>(&[(" left  07 x", "left 7 x")]);
    }

    #[test]
    fn no_character_is_lost_before_a_member_of_text() {
        assert_eq!(parse_text(" 7 "), Ok(Open::Number(7)));
        canonical::<Open>(&[("007", "007"), ("+7", "+7"), ("1.0", "1.0"), ("", ""), (" a  b ", " a  b ")]);
    }

    /// A measure is a number, however many digits it has.
    #[test]
    fn zeros_at_the_end_of_a_fraction_are_no_characters_to_keep() {
        let read = |text: &'static str| {
            Union::of(Cow::Borrowed(text), &OnePrefix).exact(|value: f64| value).rest(|_: String| f64::NAN)
        };
        for (text, value) in
            [("1.50", 1.5), (" 1.0 ", 1.0), ("100", 100.0), ("1.", 1.0), ("INF", f64::INFINITY)]
        {
            assert_eq!(read(text), Ok(value), "{text}");
        }
        for text in ["01.5", "+1", "1.2.0", "0x10", ""] {
            assert!(read(text).is_ok_and(f64::is_nan), "{text}");
        }
    }

    #[test]
    fn a_qualified_name_has_a_bound_prefix_before_a_member_of_text() {
        let read = |text| Open::parse(Cow::Borrowed(text), &OnePrefix);
        assert_eq!(read(" p:a"), QName::new("urn:p", "a").map(Open::Name));
        assert_eq!(read("a"), Ok(Open::Text("a".to_owned())));
        assert_eq!(read("q:a"), Ok(Open::Text("q:a".to_owned())));
    }

    #[test]
    fn white_space_is_that_of_the_member() {
        let collapsed = |text| Union::of(Cow::Borrowed(text), &OnePrefix).collapsed_rest(Open::Text);
        assert_eq!(collapsed(" a \n b "), Ok(Open::Text("a b".to_owned())));
        assert_eq!(parse_text(" a \n b "), Ok(Open::Text(" a \n b ".to_owned())));
        let list = |text| Union::of(Cow::Borrowed(text), &OnePrefix).rest(|list: List<String>| list.0);
        assert_eq!(list(" a  b"), Ok(vec!["a".to_owned(), "b".to_owned()]));
    }
}
