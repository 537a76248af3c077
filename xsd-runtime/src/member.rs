//! What a type expects: the names of its attributes and children.

use crate::name::Name;

/// An attribute or child element of a generated type. A table of these is all that the reader and
/// the writer need to know about its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub(crate) name: Name,
    pub(crate) repeats: bool,
    pub(crate) collapse: bool,
    pub(crate) wildcard: Option<Wildcard>,
}

/// Of which namespaces a wildcard admits names (XSD 1.0 part 1, section 3.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wildcard {
    Any,
    /// Of any other than this one, but not names without a namespace.
    Other(&'static str),
    /// Of these; empty stands for no namespace.
    Among(&'static [&'static str]),
}

/// Local part of the name of a wildcard, which no element and no attribute has.
pub(crate) const ANY: &str = "*";

impl Member {
    /// A member in no namespace (`form="unqualified"`).
    #[must_use]
    pub const fn local(local: &'static str) -> Self {
        Self::qualified("", local)
    }

    /// A member in `namespace`.
    #[must_use]
    pub const fn qualified(namespace: &'static str, local: &'static str) -> Self {
        Self { name: Name::new(namespace, local), repeats: false, collapse: false, wildcard: None }
    }

    /// A wildcard (`xs:any`, `xs:anyAttribute`) for names of any namespace and of none. It stands for what no other row
    /// of the table names, and its value is a [`RawXml`](crate::RawXml) or a [`RawAttribute`](crate::RawAttribute), which
    /// is written under its own name.
    #[must_use]
    pub const fn any() -> Self {
        Self { wildcard: Some(Wildcard::Any), ..Self::local(ANY) }
    }

    /// A wildcard for names of any namespace but `namespace` (`##other`). Names without a namespace are not among them.
    #[must_use]
    pub const fn any_other(namespace: &'static str) -> Self {
        Self { wildcard: Some(Wildcard::Other(namespace)), ..Self::local(ANY) }
    }

    /// A wildcard for names of these namespaces; empty stands for no namespace.
    #[must_use]
    pub const fn any_of(namespaces: &'static [&'static str]) -> Self {
        Self { wildcard: Some(Wildcard::Among(namespaces)), ..Self::local(ANY) }
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

    /// The name; `*` for a wildcard.
    #[must_use]
    pub const fn name(&self) -> Name {
        self.name
    }
}
