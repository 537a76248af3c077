//! One symbol space: what is declared under which name.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::QName;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};

/// Target namespaces of all documents that were read.
pub(super) type Namespaces = Arc<HashSet<Arc<str>>>;

/// Declarations `D` of one kind, each with the value `V` that stands for it.
pub(super) struct Table<D, V> {
    /// What a diagnostic calls the kind.
    kind: &'static str,
    namespaces: Namespaces,
    entries: HashMap<QName, Entry<D, V>>,
}

struct Entry<D, V> {
    span: Span,
    declaration: D,
    value: V,
}

impl<D: PartialEq, V: Copy> Table<D, V> {
    pub(super) fn new(kind: &'static str, namespaces: &Namespaces) -> Self {
        Self { kind, namespaces: Arc::clone(namespaces), entries: HashMap::new() }
    }

    pub(super) fn knows_namespace(&self, namespace: &str) -> bool {
        self.namespaces.contains(namespace)
    }

    pub(super) fn kind(&self) -> &'static str {
        self.kind
    }

    /// Whether a declaration is the first of its name. A repetition is passed over, a contradiction warned of.
    pub(super) fn is_new(
        &self,
        name: &QName,
        span: Span,
        declaration: &D,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Some(first) = self.entries.get(name) else { return true };
        if first.declaration != *declaration {
            diagnostics.push(
                Diagnostic::warning(
                    "duplicate-definition",
                    format!("the {} `{name}` is defined twice, differently", self.kind),
                )
                .at(span, "ignored")
                .at(first.span, "the first definition, which counts")
                .help("keep one of them, or rename one and what refers to it"),
            );
        }
        false
    }

    pub(super) fn insert(&mut self, name: QName, span: Span, declaration: D, value: V) {
        self.entries.insert(name, Entry { span, declaration, value });
    }

    pub(super) fn get(&self, name: &QName) -> Option<V> {
        self.entries.get(name).map(|entry| entry.value)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &QName> {
        self.entries.keys()
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.values_mut().map(|entry| &mut entry.value)
    }
}
