//! Names, references and annotations: what every declaration is made of.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Span};

/// A name: namespace URI (empty for none) and local part.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct QName {
    pub(crate) namespace: Arc<str>,
    pub(crate) local: Arc<str>,
}

impl fmt::Display for QName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{{{}}}{}", self.namespace, self.local)
    }
}

/// The local name that a declaration gives, and where.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: Arc<str>,
    pub(crate) span: Span,
}

/// The name that a reference names, and where.
#[derive(Clone, Debug)]
pub(crate) struct Ref {
    pub(crate) name: QName,
    pub(crate) span: Span,
    /// Why nothing can have the name: its prefix is not declared, or it is no name. It is told where it is looked up, since
    /// nothing may depend on it.
    pub(crate) fault: Option<Box<Diagnostic>>,
}

impl Ref {
    /// A reference to what is known to be there.
    pub(crate) fn to(name: QName, span: Span) -> Self {
        Self { name, span, fault: None }
    }
}

/// Documentation and place: what every declaration has.
#[derive(Clone, Debug)]
pub(crate) struct Annotation {
    pub(crate) doc: Option<String>,
    /// The name of the declaration, or its tag where it has none.
    pub(crate) span: Span,
}

// Two declarations are the same when they say the same, wherever they stand and however they are
// documented: a contract may repeat a definition, it may not give two.

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl PartialEq for Ref {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl PartialEq for Annotation {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Keeps one copy of each name and namespace.
#[derive(Default)]
pub(super) struct Interner {
    texts: HashSet<Arc<str>>,
}

impl Interner {
    pub(super) fn intern(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.texts.insert(Arc::clone(&new));
        new
    }
}
