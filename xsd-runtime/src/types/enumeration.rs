//! Enumerations, XSD 1.0 part 2, section 4.3.5, open to values that are not in the schema.

use std::borrow::Cow;

use super::{ValueError, ValueErrorKind, plain};
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

/// A generated enumeration: the values of the schema and a variant for any other text.
///
/// It makes the type a [`Text`]. White space at both ends is not part of a value.
///
/// ```
/// use xsd_runtime::types::{Enumeration, Unknown, parse_enumeration, to_text};
///
/// #[derive(Clone, Debug, PartialEq)]
/// enum Resolution {
///     Normal,
///     Fine,
///     Unknown(Unknown),
/// }
///
/// impl Enumeration for Resolution {
///     fn from_known(text: &str) -> Option<Self> {
///         match text {
///             "normal" => Some(Self::Normal),
///             "fine" => Some(Self::Fine),
///             _ => None,
///         }
///     }
///
///     fn from_unknown(text: Unknown) -> Self {
///         Self::Unknown(text)
///     }
///
///     fn as_str(&self) -> &str {
///         match self {
///             Self::Normal => "normal",
///             Self::Fine => "fine",
///             Self::Unknown(text) => text.as_str(),
///         }
///     }
/// }
///
/// assert_eq!(parse_enumeration::<Resolution>("fine")?, Resolution::Fine);
/// let newer = parse_enumeration::<Resolution>("superfine")?;
/// assert_eq!(to_text(&newer), "superfine");
/// assert!(parse_enumeration::<Resolution>("").is_err());
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
pub trait Enumeration: Clone + Sized {
    /// Name of the schema type; the local part is empty where it does not matter.
    const TYPE: Name = Name::new("", "");

    /// The known value spelled `text`, aliases included.
    fn from_known(text: &str) -> Option<Self>;

    /// The variant for text that is not among the known values.
    fn from_unknown(text: Unknown) -> Self;

    /// The spelling of the value.
    fn as_str(&self) -> &str;
}

/// Text that is not among the values of an enumeration, or of no member type of a union.
///
/// Only reading makes one, and only after no known value matched: it never stands for a known value, and it
/// is never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unknown(String);

impl Unknown {
    /// Text for which there is no known value.
    pub(super) fn new(text: String) -> Self {
        Self(text)
    }

    /// The text as it was read, without white space at its ends.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The value spelled `text`, the unknown ones included; for `FromStr` of generated enumerations.
///
/// # Errors
/// [`ValueError`] of kind [`Empty`](ValueErrorKind::Empty) when `text` is empty and the enumeration has no
/// empty value.
pub fn parse_enumeration<T: Enumeration>(text: &str) -> Result<T, ValueError> {
    read(Cow::Borrowed(text.trim_matches(plain::WHITE_SPACE)))
}

impl<T: Enumeration> Text for T {
    const NAME: Name = T::TYPE;

    fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
        read(text)
    }

    fn write(&self, out: &mut dyn TextSink) {
        out.text(self.as_str());
    }
}

fn read<T: Enumeration>(text: Cow<'_, str>) -> Result<T, ValueError> {
    match T::from_known(&text) {
        Some(value) => Ok(value),
        None if text.is_empty() => Err(ValueError::new(ValueErrorKind::Empty, "enumeration value", "")),
        None => Ok(T::from_unknown(Unknown::new(text.into_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::tests::{canonical, kind};
    use crate::types::{List, parse_text};

    #[derive(Clone, Debug, PartialEq)]
    enum Dithering {
        Light,
        Both,
        Unknown(Unknown),
    }

    impl Enumeration for Dithering {
        fn from_known(text: &str) -> Option<Self> {
            match text {
                "lighten" | "ligthen" => Some(Self::Light),
                "a&b" => Some(Self::Both),
                _ => None,
            }
        }

        fn from_unknown(text: Unknown) -> Self {
            Self::Unknown(text)
        }

        fn as_str(&self) -> &str {
            match self {
                Self::Light => "lighten",
                Self::Both => "a&b",
                Self::Unknown(text) => text.as_str(),
            }
        }
    }

    #[test]
    fn known_values_aliases_and_the_rest() {
        canonical::<Dithering>(&[
            ("lighten", "lighten"),
            (" ligthen\n", "lighten"),
            ("a&b", "a&b"),
            ("Lighten", "Lighten"),
            ("<>", "<>"),
        ]);
        assert_eq!(parse_text("ligthen"), Ok(Dithering::Light));
        assert_eq!(parse_enumeration(" ligthen "), Ok(Dithering::Light));
        assert!(
            matches!(parse_enumeration("darken"), Ok(Dithering::Unknown(text)) if text.as_str() == "darken")
        );
    }

    #[test]
    fn empty_text_is_no_value() {
        assert_eq!(kind::<Dithering>(""), ValueErrorKind::Empty);
        assert_eq!(kind::<Dithering>(" \n"), ValueErrorKind::Empty);
        let error = parse_enumeration::<Dithering>("").unwrap_err();
        assert_eq!(error.to_string(), "empty text where enumeration value is due");
    }

    #[test]
    fn empty_text_is_a_value_where_the_schema_says_so() {
        #[derive(Clone)]
        struct Blank;

        impl Enumeration for Blank {
            fn from_known(text: &str) -> Option<Self> {
                text.is_empty().then_some(Self)
            }

            fn from_unknown(_: Unknown) -> Self {
                Self
            }

            fn as_str(&self) -> &str {
                ""
            }
        }

        canonical::<Blank>(&[("", "")]);
    }

    #[test]
    fn items_of_a_list_may_be_enumerated() {
        canonical::<List<Dithering>>(&[("ligthen  a&b other", "lighten a&b other")]);
    }
}
