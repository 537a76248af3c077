//! What a type expects: the names of its attributes and children.

use crate::name::Name;

/// An attribute or child element of a generated type. A table of these is all that the reader and
/// the writer need to know about its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub(crate) name: Name,
    pub(crate) repeats: bool,
    pub(crate) collapse: bool,
}

impl Member {
    /// A member in no namespace (`form="unqualified"`).
    #[must_use]
    pub const fn local(local: &'static str) -> Self {
        Self::qualified("", local)
    }

    /// A member in `namespace`.
    #[must_use]
    pub const fn qualified(namespace: &'static str, local: &'static str) -> Self {
        Self { name: Name::new(namespace, local), repeats: false, collapse: false }
    }

    /// The element may stand more than once, so [`Limits::children`](crate::Limits::children) does not count it.
    #[must_use]
    pub const fn repeats(mut self) -> Self {
        self.repeats = true;
        self
    }

    /// White space of a string is collapsed (`xs:token` and what derives from it).
    #[must_use]
    pub const fn collapse(mut self) -> Self {
        self.collapse = true;
        self
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> Name {
        self.name
    }
}
