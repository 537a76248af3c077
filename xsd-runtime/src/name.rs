//! Qualified names.

/// A name known when the code was generated: namespace URI (empty for none) and local part.
///
/// Prefixes do not take part: a name is (namespace, local), see Namespaces in XML 1.0, section 2.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// Namespace URI; empty for a name in no namespace.
    pub namespace: &'static str,
    /// Local part.
    pub local: &'static str,
}

impl Name {
    /// A name from namespace URI (empty for none) and local part.
    #[must_use]
    pub const fn new(namespace: &'static str, local: &'static str) -> Self {
        Self { namespace, local }
    }
}

/// Writes `{namespace}local`, or `local` alone where there is no namespace.
impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.namespace.is_empty() {
            f.write_str(self.local)
        } else {
            write!(f, "{{{}}}{}", self.namespace, self.local)
        }
    }
}
