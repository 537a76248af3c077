//! Types that several contracts declare alike: they are generated once, in a module of their own, and used from there.

use std::collections::{BTreeMap, BTreeSet};

use super::cycle::{members, types_mut};
use super::lower::Lowering;
use super::{Field, File, Item, Member, Module, Namespaces, Shared, Slot, Type, XmlName};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::schema::{TypeId, TypeName};

/// Stands for the target namespace of the contract that a shared type is used in: `xsd_runtime::namespace::CONTRACT`.
const CONTRACT: &str = "urn:xsd-runtime:contract";

impl Lowering<'_> {
    /// The items of the types that the bindings share, with those that are part of them.
    pub(super) fn shared(&mut self, root: &Module) -> Option<Shared> {
        let sharing = self.bindings.share()?;
        let mut items = BTreeMap::new();
        let mut missing = Vec::new();
        for name in sharing.types {
            let found = (0..self.contract.types.len()).map(TypeId).find(|id| self.is_in_root(*id, name));
            match found {
                Some(id) => {
                    let span = self.type_at(id).annotation.span;
                    items.extend(self.idents_of(id).into_iter().map(|ident| (ident, span)));
                }
                None => missing.push(name.clone()),
            }
        }
        let types = (0..self.contract.types.len()).map(TypeId);
        let named = types.filter(|id| matches!(self.type_at(*id).name, TypeName::Named(_)));
        let named: BTreeSet<String> = named.flat_map(|id| self.idents_of(id)).collect();
        self.add_parts(root, &named, sharing.span, &mut items);
        Some(Shared {
            module: sharing.module.to_owned(),
            items,
            missing,
            contracts: sharing.contracts.to_vec(),
            span: sharing.span,
        })
    }

    fn is_in_root(&self, id: TypeId, local: &str) -> bool {
        matches!(&self.type_at(id).name, TypeName::Named(name)
            if *name.local == *local && self.module_of(&name.namespace) == 0)
    }

    /// Adds what only shared items use: types without a name. One with a name has to be shared itself.
    fn add_parts(
        &mut self,
        root: &Module,
        named: &BTreeSet<String>,
        entry: Span,
        items: &mut BTreeMap<String, Span>,
    ) {
        let mut open: Vec<String> = items.keys().cloned().collect();
        while let Some(ident) = open.pop() {
            let Some(item) = root.items.iter().find(|item| item.ident() == ident) else { continue };
            let span = items.get(&ident).copied().unwrap_or(entry);
            for used in members(item).into_iter().filter_map(|(ty, _)| used_item(ty)) {
                let (module, used) = used;
                if module.is_empty() && items.contains_key(used) {
                    continue;
                }
                if module.is_empty() && !named.contains(used) {
                    items.insert(used.to_owned(), span);
                    open.push(used.to_owned());
                    continue;
                }
                self.diagnostics.push(
                    Diagnostic::error(
                        "not-shared",
                        format!("`{ident}` is shared and uses `{used}`, which is not"),
                    )
                    .at(span, "declared here".to_owned())
                    .at(entry, "this entry shares it".to_owned())
                    .help("add the type to `types`"),
                );
            }
        }
    }
}

/// Module and ident of the item behind a type.
fn used_item(ty: &Type) -> Option<(&str, &str)> {
    match ty {
        Type::Item { module, ident } => Some((module, ident)),
        Type::Nillable(inner) | Type::Boxed(inner) | Type::Array(inner) | Type::List(inner) => {
            used_item(inner)
        }
        _ => None,
    }
}

/// Takes the shared items out of `file`, which uses them from their module.
pub(crate) fn take_out(file: &mut File, shared: &Shared) {
    for port_type in &mut file.port_types {
        port_type.contract = Some(file.root.namespace.clone());
    }
    let taken = taken(file, shared);
    file.root.items.retain(|item| !taken.contains(item.ident()));
    let modules = std::iter::once(&mut file.root).chain(&mut file.modules);
    let items = modules.flat_map(|module| &mut module.items).flat_map(types_mut);
    let faults =
        file.faults.iter_mut().flat_map(|faults| &mut faults.variants).map(|variant| &mut variant.ty);
    let messages = file.port_types.iter_mut().flat_map(|port_type| {
        let headers = port_type.headers.iter_mut().map(|header| &mut header.ty);
        let operations = port_type.operations.iter_mut();
        headers.chain(operations.flat_map(|operation| [&mut operation.input.ty, &mut operation.output.ty]))
    });
    items.chain(faults).chain(messages).for_each(|ty| point_to_module(ty, &taken, &shared.module));
}

/// Idents of the items that leave the file: the shared ones. The enum for the head of a substitution group is written
/// by the code of its own file alone, so one that other items use stays too.
fn taken(file: &File, shared: &Shared) -> BTreeSet<String> {
    let is_shared = |item: &Item| shared.items.contains_key(item.ident());
    let others = file.root.items.iter().filter(|item| !is_shared(item));
    let others = others.chain(file.modules.iter().flat_map(|module| &module.items));
    let used: BTreeSet<_> = others.flat_map(members).filter_map(|(ty, _)| used_item(ty)).collect();
    let stays = |item: &Item| {
        matches!(item, Item::Choice(choice) if choice.of_head) && used.contains(&("", item.ident()))
    };
    let taken = file.root.items.iter().filter(|item| is_shared(item) && !stays(item));
    taken.map(|item| item.ident().to_owned()).collect()
}

fn point_to_module(ty: &mut Type, taken: &BTreeSet<String>, path: &str) {
    match ty {
        Type::Item { module, ident } if module.is_empty() && taken.contains(ident) => {
            *ty = Type::Shared(format!("{path}::{ident}"));
        }
        Type::Nillable(inner) | Type::Boxed(inner) | Type::Array(inner) | Type::List(inner) => {
            point_to_module(inner, taken, path);
        }
        _ => {}
    }
}

/// Leaves nothing in `file` but the shared items, which have the namespace of whatever contract uses them.
pub(crate) fn alone(file: &mut File, shared: &Shared) {
    file.root.items.retain(|item| shared.items.contains_key(item.ident()));
    let target = std::mem::replace(&mut file.root.namespace, CONTRACT.to_owned());
    let names = file.root.items.iter_mut().flat_map(names_mut);
    for name in names.filter(|name| name.namespace == target) {
        name.namespace = CONTRACT.to_owned();
    }
    for namespace in file.root.items.iter_mut().flat_map(wildcards_mut).flat_map(Namespaces::named_mut) {
        if **namespace == *target {
            *namespace = CONTRACT.into();
        }
    }
    file.root.elements.clear();
    file.modules.clear();
    file.faults.clear();
    file.port_types.clear();
}

/// An error for each item that both have and that is not the same; `ours` and `theirs` are their shapes.
pub(crate) fn compare(
    shared: &Shared,
    ours: &BTreeMap<String, String>,
    their_shared: &Shared,
    theirs: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) {
    for (ident, shape) in ours {
        let (Some(their_shape), Some(span)) = (theirs.get(ident), their_shared.items.get(ident)) else {
            continue;
        };
        if shape == their_shape {
            continue;
        }
        let here = shared.items.get(ident).copied().unwrap_or(shared.span);
        diagnostics.push(
            Diagnostic::error("shared-type-differs", format!("`{ident}` is not the same in all contracts"))
                .at(*span, "declared so here".to_owned())
                .at(here, "and otherwise here".to_owned())
                .help("take the type out of `types`, or make both agree by bindings"),
        );
    }
}

/// Adds what only the other contract has.
pub(crate) fn join((file, shared): (&mut File, &mut Shared), (theirs, their_shared): (File, Shared)) {
    shared.missing.retain(|name| their_shared.missing.contains(name));
    let new = theirs.root.items.into_iter().filter(|item| !shared.items.contains_key(item.ident()));
    file.root.items.extend(new);
    for (ident, span) in their_shared.items {
        shared.items.entry(ident).or_insert(span);
    }
}

/// An error for each type that no contract has.
pub(crate) fn refuse_missing(shared: &Shared, diagnostics: &mut Diagnostics) {
    for name in &shared.missing {
        diagnostics.push(
            Diagnostic::error("dangling-type", format!("none of the contracts has a type `{name}`"))
                .at(shared.span, "this entry shares it".to_owned())
                .help("leave it out of `types`"),
        );
    }
}

fn names_mut(item: &mut Item) -> Vec<&mut XmlName> {
    match item {
        Item::Struct(item) => std::iter::once(&mut item.name)
            .chain(names_of(&mut item.attributes))
            .chain(names_of(&mut item.elements))
            .chain(names_of_items(&mut item.fields))
            .collect(),
        Item::Group(item) => names_of(&mut item.elements).chain(names_of_items(&mut item.fields)).collect(),
        Item::Choice(item) => names_of(&mut item.elements).collect(),
        Item::Hierarchy(item) => {
            let derived = item.derived.iter_mut().map(|(name, _)| name);
            std::iter::once(&mut item.name).chain(derived).collect()
        }
        Item::Enumeration(item) => item.name.iter_mut().collect(),
        Item::Union(item) => item.name.iter_mut().collect(),
        Item::Alias(_) => Vec::new(),
    }
}

/// What the wildcards of an item admit.
fn wildcards_mut(item: &mut Item) -> impl Iterator<Item = &mut Namespaces> {
    let (attributes, elements) = match item {
        Item::Struct(item) => (&mut item.attributes[..], &mut item.elements[..]),
        Item::Group(item) => (&mut [][..], &mut item.elements[..]),
        Item::Choice(item) => (&mut [][..], &mut item.elements[..]),
        Item::Hierarchy(_) | Item::Enumeration(_) | Item::Union(_) | Item::Alias(_) => {
            (&mut [][..], &mut [][..])
        }
    };
    attributes.iter_mut().chain(elements).filter_map(|row| row.wildcard.as_mut())
}

fn names_of(rows: &mut [Member]) -> impl Iterator<Item = &mut XmlName> {
    rows.iter_mut().map(|row| &mut row.name)
}

/// The names of what stands inside of wrappers.
fn names_of_items(fields: &mut [Field]) -> impl Iterator<Item = &mut XmlName> {
    fields.iter_mut().filter_map(|field| match &mut field.slot {
        Slot::Wrapped { item, .. } => Some(&mut item.name),
        _ => None,
    })
}
