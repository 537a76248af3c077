//! Attributes that no schema describes: `xs:anyAttribute`.

use std::fmt;

use crate::types::QName;

/// An attribute of any name, with its value as text.
///
/// The prefix of its name is resolved when it is read, and chosen when it is written. Prefixes in its value are text like
/// any other: what they stood for is not kept.
///
/// ```
/// use xsd_runtime::RawAttribute;
/// use xsd_runtime::types::QName;
///
/// let colour = RawAttribute::new(QName::new("urn:example", "colour")?, "red");
/// assert_eq!((colour.name().local(), colour.value()), ("colour", "red"));
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RawAttribute {
    name: QName,
    value: String,
}

impl RawAttribute {
    /// An attribute with this name and value.
    #[must_use]
    pub fn new(name: impl Into<QName>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }

    /// Its name; attributes without a prefix are in no namespace.
    #[must_use]
    pub fn name(&self) -> &QName {
        &self.name
    }

    /// Its value, with references replaced and white space normalised (XML 1.0, section 3.3.3).
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// The name and the length: the value may be what must not be shown.
impl fmt::Debug for RawAttribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawAttribute({}, {} bytes)", self.name, self.value.len())
    }
}
