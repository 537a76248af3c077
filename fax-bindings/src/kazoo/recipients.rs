//! One address or several.

use serde::{Deserialize, Serialize};

/// One address or several; which of the two is kept as it was.
///
/// ```
/// use fax_bindings::kazoo::{Notifications, Recipients, SendTo};
///
/// let told = Notifications::new().with_email(SendTo::new().with_send_to("office@example.org"));
/// let both = Recipients::from(["office@example.org", "desk@example.org"]);
/// assert_eq!(both.as_slice().len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "an address or a list of them is due")]
#[non_exhaustive]
pub enum Recipients {
    /// One.
    One(String),
    /// A list.
    List(Vec<String>),
}

impl Recipients {
    /// All of them.
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(address) => std::slice::from_ref(address),
            Self::List(addresses) => addresses,
        }
    }
}

impl From<String> for Recipients {
    fn from(address: String) -> Self {
        Self::One(address)
    }
}

impl From<&str> for Recipients {
    fn from(address: &str) -> Self {
        Self::One(address.to_owned())
    }
}

impl From<Vec<String>> for Recipients {
    fn from(addresses: Vec<String>) -> Self {
        Self::List(addresses)
    }
}

impl<const N: usize> From<[&str; N]> for Recipients {
    fn from(addresses: [&str; N]) -> Self {
        Self::List(addresses.into_iter().map(str::to_owned).collect())
    }
}
