//! Text that must not be shown.

use std::borrow::Cow;
use std::fmt;
use std::hint::black_box;

use zeroize::Zeroizing;

use super::ValueError;
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

/// A password, token or card number: text that is never shown.
///
/// `Debug` prints `Secret(***)`, there is no `Display`, comparison takes the same time wherever two texts
/// of equal length differ, and the memory is overwritten when the value is dropped. Only [`Secret::expose`]
/// and writing it into a message give the text away.
///
/// ```
/// use xsd_runtime::types::Secret;
///
/// let password = Secret::from("hunter2");
/// assert_eq!(format!("{password:?}"), "Secret(***)");
/// assert_eq!(password.expose(), "hunter2");
/// ```
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.0.as_bytes(), other.0.as_bytes());
        let difference = |sum: u8, (a, b): (&u8, &u8)| black_box(sum | (a ^ b));
        one.len() == two.len() && one.iter().zip(two).fold(0, difference) == 0
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// Every text can be a secret, and white space belongs to it.
impl Text for Secret {
    const NAME: Name = Name::new(crate::namespace::XSD, "string");

    fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
        Ok(Self::from(text.into_owned()))
    }

    fn write(&self, out: &mut dyn TextSink) {
        out.secret(&self.0);
    }

    const COLLAPSE: bool = false;
    const SECRET: bool = true;
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use crate::types::tests::canonical;

    #[test]
    fn compares_by_text() {
        assert_eq!(Secret::from("abc"), Secret::from(String::from("abc")));
        assert_ne!(Secret::from("abc"), Secret::from("abd"));
        assert_ne!(Secret::from("abc"), Secret::from("abcd"));
        assert_eq!(Secret::default(), Secret::from(""));
    }

    #[test]
    fn is_not_shown() {
        assert_eq!(
            format!("{:?} {:#?}", Secret::from("abc"), Some(Secret::from("abc"))),
            "Secret(***) Some(\n    Secret(***),\n)"
        );
    }

    #[test]
    fn is_written_as_it_is() {
        canonical::<Secret>(&[("", ""), (" p<&> ", " p<&> ")]);
    }
}
