//! What is boxed: members that would make a type contain itself, and large variants of enums.

use std::collections::{HashMap, HashSet};

use super::{Cardinality, Item, Module, Slot, Type};

/// A variant larger than this many bytes is boxed, so that the others do not pay for it.
const LARGE: usize = 160;

/// Sizes of a `Box`, and of a `Vec` or a `String`.
const POINTER: usize = 8;
const VEC: usize = 24;

/// Module and ident.
type Key = (String, String);

/// Where one item holds another by value: which of its members or variants.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edge {
    member: usize,
    to: usize,
}

/// Boxes what must be boxed. The same contract gives the same boxes: items are visited in document order,
/// and the member that closes a circle is the one that is boxed.
pub(super) fn break_cycles(modules: &mut [Module]) {
    let keys: Vec<Key> = modules
        .iter()
        .flat_map(|module| module.items.iter().map(|item| (module.ident.clone(), item.ident().to_owned())))
        .collect();
    let index: HashMap<&Key, usize> = keys.iter().enumerate().map(|(at, key)| (key, at)).collect();
    let items: Vec<&Item> = modules.iter().flat_map(|module| &module.items).collect();
    let edges: Vec<Vec<Edge>> = items.iter().map(|item| edges(item, &index)).collect();
    let mut search = Search {
        edges: &edges,
        state: vec![State::New; edges.len()],
        closing: HashSet::new(),
        finished: Vec::new(),
    };
    (0..edges.len()).for_each(|item| search.visit(item));
    let Search { closing, finished, .. } = search;
    let sizes = Sizes::of(&items, &index, &closing, &finished);
    let large = items.iter().enumerate().flat_map(|(at, item)| sizes.large_variants(at, item));
    let large: HashSet<(usize, usize)> = large.collect();
    let boxed =
        |item: usize, member: usize| closing.contains(&(item, member)) || large.contains(&(item, member));
    let mut boxed_variants: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut at = 0;
    for module in modules.iter_mut() {
        for item in &mut module.items {
            let members = box_members(item, |member| boxed(at, member));
            if let (Item::Choice(choice), false) = (&*item, members.is_empty()) {
                boxed_variants.insert((module.ident.clone(), choice.ident.clone()), members);
            }
            at += 1;
        }
    }
    modules.iter_mut().for_each(|module| tell_owners(module, &boxed_variants));
}

/// The struct that reads a choice has to know which variants are boxed.
fn tell_owners(module: &mut Module, boxed: &HashMap<Key, Vec<usize>>) {
    let fields = module.items.iter_mut().flat_map(|item| match item {
        Item::Struct(structure) => structure.fields.iter_mut(),
        Item::Group(group) => group.fields.iter_mut(),
        _ => [].iter_mut(),
    });
    for field in fields {
        let (Slot::Choice { branches } | Slot::Mixed { branches, .. }) = &mut field.slot else { continue };
        let choice = match &field.ty {
            Type::Boxed(inner) => inner,
            ty => ty,
        };
        let Type::Item { module, ident } = choice else { continue };
        for variant in boxed.get(&(module.clone(), ident.clone())).into_iter().flatten() {
            if let Some(branch) = branches.get_mut(*variant) {
                branch.boxed = true;
            }
        }
    }
}

/// The types of an item's members or variants, each with how it is held: `Many` stands behind a pointer.
pub(super) fn members(item: &Item) -> Vec<(&Type, Cardinality)> {
    match item {
        Item::Struct(super::Struct { fields, .. }) | Item::Group(super::Group { fields, .. }) => fields
            .iter()
            .map(|field| {
                let wrapped = matches!(field.slot, Slot::Wrapped { .. });
                (&field.ty, if wrapped { Cardinality::Many } else { field.cardinality })
            })
            .collect(),
        Item::Choice(choice) => {
            choice.variants.iter().map(|variant| (&variant.ty, variant.cardinality)).collect()
        }
        Item::Hierarchy(hierarchy) => {
            let derived = hierarchy.derived.iter().map(|(_, variant)| variant);
            let variants = hierarchy.declared.iter().chain(derived);
            variants.map(|variant| (&variant.ty, Cardinality::One)).collect()
        }
        Item::Enumeration(_) => Vec::new(),
        Item::Union(union) => {
            union.variants.iter().map(|variant| (&variant.ty, variant.cardinality)).collect()
        }
        Item::Alias(alias) => vec![(&alias.ty, Cardinality::One)],
    }
}

/// The same types, to be changed.
pub(super) fn types_mut(item: &mut Item) -> Vec<&mut Type> {
    match item {
        Item::Struct(super::Struct { fields, .. }) | Item::Group(super::Group { fields, .. }) => {
            fields.iter_mut().map(|field| &mut field.ty).collect()
        }
        Item::Choice(choice) => choice.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
        Item::Hierarchy(hierarchy) => {
            let derived = hierarchy.derived.iter_mut().map(|(_, variant)| variant);
            hierarchy.declared.iter_mut().chain(derived).map(|variant| &mut variant.ty).collect()
        }
        Item::Enumeration(_) => Vec::new(),
        Item::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
        Item::Alias(alias) => vec![&mut alias.ty],
    }
}

fn box_members(item: &mut Item, boxed: impl Fn(usize) -> bool) -> Vec<usize> {
    let types = match item {
        Item::Alias(_) => Vec::new(),
        item => types_mut(item),
    };
    let mut changed = Vec::new();
    for (member, ty) in types.into_iter().enumerate().filter(|(member, _)| boxed(*member)) {
        *ty = Type::Boxed(Box::new(ty.clone()));
        changed.push(member);
    }
    changed
}

/// The item behind a type that is held by value.
fn target(ty: &Type) -> Option<(&str, &str)> {
    match ty {
        Type::Item { module, ident } => Some((module, ident)),
        Type::Nillable(inner) => target(inner),
        _ => None,
    }
}

fn edges(item: &Item, index: &HashMap<&Key, usize>) -> Vec<Edge> {
    let members = members(item).into_iter().enumerate();
    let by_value = members.filter(|(_, (_, cardinality))| *cardinality != Cardinality::Many);
    let edge = |(member, (ty, _)): (usize, (&Type, Cardinality))| {
        let (module, ident) = target(ty)?;
        let to = *index.get(&(module.to_owned(), ident.to_owned()))?;
        Some(Edge { member, to })
    };
    by_value.filter_map(edge).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Depth first, with a stack of its own: contracts nest deeper than a thread's stack allows.
struct Search<'e> {
    edges: &'e [Vec<Edge>],
    state: Vec<State>,
    /// Item and member.
    closing: HashSet<(usize, usize)>,
    /// Every item behind those that it holds by value, but for what closes a circle.
    finished: Vec<usize>,
}

impl Search<'_> {
    fn visit(&mut self, start: usize) {
        if self.state(start) != State::New {
            return;
        }
        let mut path = vec![(start, 0)];
        self.set(start, State::Open);
        while let Some((item, next)) = path.pop() {
            let Some(edge) = self.edges.get(item).and_then(|edges| edges.get(next)) else {
                self.set(item, State::Done);
                self.finished.push(item);
                continue;
            };
            path.push((item, next + 1));
            match self.state(edge.to) {
                State::New => {
                    self.set(edge.to, State::Open);
                    path.push((edge.to, 0));
                }
                State::Open => {
                    self.closing.insert((item, edge.member));
                }
                State::Done => {}
            }
        }
    }

    fn state(&self, item: usize) -> State {
        self.state.get(item).copied().unwrap_or(State::Done)
    }

    fn set(&mut self, item: usize, state: State) {
        if let Some(slot) = self.state.get_mut(item) {
            *slot = state;
        }
    }
}

/// Roughly how large each item is: enough to tell large from small.
struct Sizes<'m> {
    index: &'m HashMap<&'m Key, usize>,
    known: Vec<usize>,
    closing: &'m HashSet<(usize, usize)>,
}

impl<'m> Sizes<'m> {
    /// The sizes of `items`, found out in an order in which each is `finished` behind what it holds.
    fn of(
        items: &[&Item],
        index: &'m HashMap<&'m Key, usize>,
        closing: &'m HashSet<(usize, usize)>,
        finished: &[usize],
    ) -> Self {
        let mut sizes = Self { index, known: vec![0; items.len()], closing };
        for at in finished {
            let size = items.get(*at).map_or(0, |item| sizes.item(*at, item));
            if let Some(slot) = sizes.known.get_mut(*at) {
                *slot = size;
            }
        }
        sizes
    }

    /// The variants of an enum of several that are worth a box.
    fn large_variants(&self, at: usize, item: &Item) -> Vec<(usize, usize)> {
        let members = members(item);
        if !matches!(item, Item::Choice(_) | Item::Hierarchy(_)) || members.len() < 2 {
            return Vec::new();
        }
        let variants = members.into_iter().enumerate();
        let large = variants
            .filter(|(_, (ty, cardinality))| *cardinality != Cardinality::Many && self.ty(ty) > LARGE);
        large.map(|(member, _)| (at, member)).collect()
    }

    fn item(&self, at: usize, item: &Item) -> usize {
        let members = members(item).into_iter().enumerate();
        let sizes = members.map(|(member, (ty, cardinality))| match cardinality {
            _ if self.closing.contains(&(at, member)) => POINTER,
            Cardinality::Many => VEC,
            // `None` has no place in a number.
            Cardinality::Optional if matches!(ty, Type::Primitive(_)) => 2 * self.ty(ty),
            Cardinality::One | Cardinality::Optional => self.ty(ty),
        });
        match item {
            Item::Choice(_) | Item::Hierarchy(_) | Item::Union(_) => {
                8 + sizes.map(|size| size.min(LARGE)).max().unwrap_or(0)
            }
            Item::Enumeration(_) => VEC,
            _ => sizes.sum(),
        }
    }

    fn ty(&self, ty: &Type) -> usize {
        match ty {
            Type::Primitive("i64" | "u64" | "f64") => 8,
            Type::Primitive("i32" | "u32" | "f32") => 4,
            Type::Primitive(_) => 2,
            Type::Unit => 0,
            Type::Boxed(_) => POINTER,
            Type::Runtime("RawXml") => 136,
            Type::String | Type::List(_) | Type::Array(_) | Type::Shared(_) | Type::Runtime(_) => VEC,
            Type::Nillable(inner) => self.ty(inner) + 4,
            Type::Item { module, ident } => {
                let at = self.index.get(&(module.clone(), ident.clone()));
                at.and_then(|at| self.known.get(*at)).copied().unwrap_or(VEC)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Initial, Struct, XmlName};

    /// A struct that holds the structs `holds`.
    fn holder(at: usize, holds: &[usize]) -> Item {
        let field = |to: &usize| Field {
            ident: format!("field_{to}"),
            setter: None,
            doc: String::new(),
            ty: Type::Item { module: String::new(), ident: format!("Item{to}") },
            cardinality: Cardinality::Optional,
            at_least_one: false,
            slot: Slot::Element(0),
            initial: Initial::Nothing,
        };
        Item::Struct(Struct {
            ident: format!("Item{at}"),
            doc: String::new(),
            name: XmlName { namespace: String::new(), local: String::new() },
            derives: Vec::new(),
            attributes: Vec::new(),
            elements: Vec::new(),
            fields: holds.iter().map(field).collect(),
            declares_href: false,
        })
    }

    fn boxes(items: Vec<Item>) -> Vec<(usize, usize)> {
        let mut modules = [Module { items, ..Module::default() }];
        break_cycles(&mut modules);
        let fields = modules[0].items.iter().enumerate().flat_map(|(at, item)| match item {
            Item::Struct(item) => item.fields.iter().enumerate().map(|(i, f)| (at, i, &f.ty)).collect(),
            _ => Vec::new(),
        });
        fields.filter(|(_, _, ty)| matches!(ty, Type::Boxed(_))).map(|(at, field, _)| (at, field)).collect()
    }

    #[test]
    fn the_member_that_closes_a_circle_is_boxed() {
        assert_eq!(boxes(vec![holder(0, &[1, 2]), holder(1, &[2]), holder(2, &[0, 2])]), [(2, 0), (2, 1)]);
        assert_eq!(boxes(vec![holder(0, &[1]), holder(1, &[])]), []);
    }

    /// Neither the stack nor patience ends with the length of what holds what.
    #[test]
    fn long_chains_and_long_circles_are_no_matter() {
        const COUNT: usize = 20_000;
        let chain = |last: &[usize]| -> Vec<Item> {
            let next = |at: usize| if at + 1 < COUNT { vec![at + 1] } else { last.to_vec() };
            (0..COUNT).map(|at| holder(at, &next(at))).collect()
        };
        assert_eq!(boxes(chain(&[])), []);
        assert_eq!(boxes(chain(&[0])), [(COUNT - 1, 0)]);
    }
}
