//! Text that must not be shown.

use std::fmt;
use std::hint::black_box;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// A password or token: text that is never shown.
///
/// `Debug` prints `Secret(***)`, there is no `Display`, comparison takes the same time wherever two texts of equal length
/// differ, and the memory is overwritten when the value is dropped. Only [`Secret::expose`] gives the text away.
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

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// The text itself, for a request that has it as a member.
impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

/// An address from which anybody who has it can download a file, and therefore a secret.
///
/// `Debug` prints `SecretUrl(***)`; only [`SecretUrl::expose`] gives the address away.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct SecretUrl(Secret);

impl SecretUrl {
    /// The address itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl<T: Into<Secret>> From<T> for SecretUrl {
    fn from(url: T) -> Self {
        Self(url.into())
    }
}

impl fmt::Debug for SecretUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretUrl(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_by_text() {
        assert_eq!(Secret::from("abc"), Secret::from(String::from("abc")));
        assert_ne!(Secret::from("abc"), Secret::from("abd"));
        assert_ne!(Secret::from("abc"), Secret::from("abcd"));
        assert_eq!(Secret::default(), Secret::from(""));
    }

    #[test]
    fn is_not_shown() {
        let url = SecretUrl::from("https://files.example/abc");
        assert_eq!(format!("{:?} {url:?}", Secret::from("abc")), "Secret(***) SecretUrl(***)");
        assert_eq!(url.expose(), "https://files.example/abc");
    }
}
