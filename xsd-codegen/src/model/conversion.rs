//! Which variants of a choice a value becomes by `From`, so that nobody has to know whether they are in a `Box`.

use std::collections::HashMap;

use super::{Cardinality, Item, Module, Type, Variant};

/// Module and ident of an item.
type Key = (String, String);

/// Marks the variants of choices whose type is an item that no other variant has. Numbers, text and the like say too
/// little of what they are.
pub(super) fn mark(modules: &mut [Module]) {
    let aliases = aliases(modules);
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        let Item::Choice(choice) = item else { continue };
        let items: Vec<_> = choice.variants.iter().map(|variant| item_of(variant, &aliases)).collect();
        let is_only = |key: &Key| items.iter().flatten().filter(|other| *other == key).count() == 1;
        let only = items.iter().enumerate().filter(|(_, key)| key.as_ref().is_some_and(is_only));
        choice.conversions = only.map(|(index, _)| index).collect();
    }
}

fn aliases(modules: &[Module]) -> HashMap<Key, Type> {
    let mut aliases = HashMap::new();
    for module in modules {
        for item in &module.items {
            if let Item::Alias(alias) = item {
                aliases.insert((module.ident.clone(), alias.ident.clone()), alias.ty.clone());
            }
        }
    }
    aliases
}

/// The item that a variant holds one of, behind all aliases.
fn item_of(variant: &Variant, aliases: &HashMap<Key, Type>) -> Option<Key> {
    let mut ty = Some(&variant.ty).filter(|_| variant.cardinality == Cardinality::One)?;
    loop {
        ty = match ty {
            Type::Boxed(inner) => inner,
            Type::Item { module, ident } => {
                let key = (module.clone(), ident.clone());
                match aliases.get(&key) {
                    Some(aliased) => aliased,
                    None => return Some(key),
                }
            }
            _ => return None,
        };
    }
}
