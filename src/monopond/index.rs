//! Faxes by one of their references.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Number of a fax, in the order in which they came.
pub(super) type Id = u64;

/// Which faxes have a reference.
#[derive(Debug, Default)]
pub(super) struct Index(HashMap<Arc<str>, BTreeSet<Id>>);

impl Index {
    pub(super) fn insert(&mut self, reference: &Arc<str>, id: Id) {
        self.0.entry(Arc::clone(reference)).or_default().insert(id);
    }

    pub(super) fn remove(&mut self, reference: &str, id: Id) {
        if let Some(ids) = self.0.get_mut(reference) {
            ids.remove(&id);
            if ids.is_empty() {
                self.0.remove(reference);
            }
        }
    }

    pub(super) fn get(&self, reference: &str) -> Option<&BTreeSet<Id>> {
        self.0.get(reference)
    }
}
