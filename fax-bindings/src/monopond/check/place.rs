//! Where in a request something stands.

use std::fmt;

/// An element or attribute, by the way to it from the root of the request, which itself is not part of the path.
/// The path is put together only when there is something to find.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    name: &'static str,
    /// From 1, in lists.
    number: Option<usize>,
}

impl<'p> Place<'p> {
    /// The request.
    pub(super) const ROOT: Place<'static> = Place { parent: None, name: "", number: None };

    /// An element, or an attribute whose name begins with `@`.
    pub(super) fn at(&'p self, name: &'static str) -> Self {
        Self { parent: Some(self), name, number: None }
    }

    /// The item of a list with this index, from 0.
    pub(super) fn item(&'p self, name: &'static str, index: usize) -> Self {
        Self { parent: Some(self), name, number: Some(index + 1) }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(parent) = self.parent else { return Ok(()) };
        if parent.parent.is_some() {
            write!(f, "{parent}/")?;
        }
        f.write_str(self.name)?;
        match self.number {
            Some(number) => write!(f, "[{number}]"),
            None => Ok(()),
        }
    }
}
