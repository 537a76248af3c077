//! Documents of standards that a contract refers to without importing or declaring them, or declares in part.

use std::collections::HashSet;
use std::sync::Arc;

use super::xsd::Schema;
use super::{Content, Loader, namespaces};
use crate::diagnostic::{Diagnostic, FileId, Span};

/// A local name that something refers to, and where.
pub(super) type Referred = (Arc<str>, Span);

impl Loader<'_> {
    /// Takes the document of the standard for a namespace that is referred to, as far as nothing declares or imports it.
    pub(super) fn take_unasked(&mut self, namespace: &Arc<str>, referred: &[Referred]) {
        if namespaces::is_built_in(namespace) {
            return;
        }
        let Some(file) = self.sources.well_known(None, Some(namespace)) else { return };
        let documents = &self.state.documents;
        if documents.bundled.contains(&file) {
            return;
        }
        if documents.schemas.iter().any(|schema| schema.target_namespace == *namespace) {
            self.take_rest(file, namespace, referred);
        } else if !documents.definitions.iter().any(|it| it.target_namespace == *namespace) {
            self.take_whole(file, namespace, referred);
        }
    }

    fn take_whole(&mut self, file: FileId, namespace: &Arc<str>, referred: &[Referred]) {
        let Some((_, first)) = referred.first() else { return };
        self.diagnostics.push(
            Diagnostic::warning("not-imported", format!("nothing imports the namespace `{namespace}`"))
                .at(*first, "read by the document of the standard")
                .help(format!("write <xs:import namespace=\"{namespace}\"/> in a schema of the contract")),
        );
        self.state.documents.bundled.push(file);
        self.state.documents.unasked.push(Arc::clone(namespace));
        if self.state.read.insert((file, None))
            && let Ok(content) = self.read(file, None)
        {
            self.keep(file, content);
        }
    }

    /// Takes what the contract leaves out of a namespace that it declares itself, if something refers to that.
    fn take_rest(&mut self, file: FileId, namespace: &Arc<str>, referred: &[Referred]) {
        let schemas = self.state.documents.schemas.iter();
        let own = components(schemas.filter(|schema| schema.target_namespace == *namespace));
        if referred.iter().all(|(name, _)| has(&own, name)) {
            return;
        }
        let Ok(Content::Schema(mut standard)) = self.read(file, None) else { return };
        standard.items.retain(|item| !own.contains(&(item.kind(), Arc::clone(&item.name().text))));
        let rest = components([&standard]);
        let mut told = HashSet::new();
        let mut used = referred.iter().filter(|(name, _)| !has(&own, name) && has(&rest, name)).peekable();
        if used.peek().is_none() {
            return;
        }
        let warning = Diagnostic::warning(
            "partly-declared",
            format!("the contract declares only a part of the namespace `{namespace}`"),
        );
        let warning = used
            .filter(|(name, _)| told.insert(name))
            .fold(warning, |warning, (_, span)| warning.at(*span, "read by the document of the standard"));
        self.diagnostics.push(warning.help("declare this in its schema of that namespace as well"));
        self.state.documents.bundled.push(file);
        self.state.read.insert((file, None));
        self.keep(file, Content::Schema(standard));
    }
}

/// The global components of schemas, by kind and name.
type Components = HashSet<(&'static str, Arc<str>)>;

fn components<'s>(schemas: impl IntoIterator<Item = &'s Schema>) -> Components {
    let items = schemas.into_iter().flat_map(|schema| &schema.items);
    items.map(|item| (item.kind(), Arc::clone(&item.name().text))).collect()
}

/// Whether there is a component of the name, of whatever kind.
fn has(components: &Components, name: &Arc<str>) -> bool {
    components.iter().any(|(_, known)| known == name)
}
