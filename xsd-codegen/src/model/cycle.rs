//! What is boxed: members that would make a type contain itself, and large variants of enums.

use std::collections::HashMap;

use super::{Cardinality, Item, Module, Slot, Type};

/// A variant larger than this many bytes is boxed, so that the others do not pay for it.
const LARGE: usize = 160;

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
        .flat_map(|module| module.items.iter().map(|item| (module.ident.clone(), ident(item).to_owned())))
        .collect();
    let index: HashMap<&Key, usize> = keys.iter().enumerate().map(|(at, key)| (key, at)).collect();
    let items = || modules.iter().flat_map(|module| &module.items);
    let edges: Vec<Vec<Edge>> = items().map(|item| edges(item, &index)).collect();
    let mut search = Search { edges: &edges, state: vec![State::New; edges.len()], closing: Vec::new() };
    (0..edges.len()).for_each(|item| search.visit(item));
    let closing = search.closing;
    let mut sizes = Sizes { modules, index: &index, known: HashMap::new(), closing: &closing };
    let large: Vec<(usize, usize)> = (0..keys.len()).flat_map(|item| sizes.large_variants(item)).collect();
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
        let Slot::Choice { branches } = &mut field.slot else { continue };
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

fn ident(item: &Item) -> &str {
    match item {
        Item::Struct(item) => &item.ident,
        Item::Group(item) => &item.ident,
        Item::Choice(item) => &item.ident,
        Item::Hierarchy(item) => &item.ident,
        Item::Enumeration(item) => &item.ident,
        Item::Alias(item) => &item.ident,
    }
}

/// The types of an item's members or variants, with whether each is held by value.
fn members(item: &Item) -> Vec<(&Type, bool)> {
    let by_value = |cardinality: Cardinality| cardinality != Cardinality::Many;
    match item {
        Item::Struct(super::Struct { fields, .. }) | Item::Group(super::Group { fields, .. }) => fields
            .iter()
            .map(|field| {
                let wrapped = matches!(field.slot, Slot::Wrapped { .. });
                (&field.ty, by_value(field.cardinality) && !wrapped)
            })
            .collect(),
        Item::Choice(choice) => {
            choice.variants.iter().map(|variant| (&variant.ty, by_value(variant.cardinality))).collect()
        }
        Item::Hierarchy(hierarchy) => {
            let derived = hierarchy.derived.iter().map(|(_, variant)| variant);
            hierarchy.declared.iter().chain(derived).map(|variant| (&variant.ty, true)).collect()
        }
        Item::Enumeration(_) => Vec::new(),
        Item::Alias(alias) => vec![(&alias.ty, true)],
    }
}

fn box_members(item: &mut Item, boxed: impl Fn(usize) -> bool) -> Vec<usize> {
    let types: Vec<&mut Type> = match item {
        Item::Struct(super::Struct { fields, .. }) | Item::Group(super::Group { fields, .. }) => {
            fields.iter_mut().map(|field| &mut field.ty).collect()
        }
        Item::Choice(choice) => choice.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
        Item::Hierarchy(hierarchy) => {
            let derived = hierarchy.derived.iter_mut().map(|(_, variant)| variant);
            hierarchy.declared.iter_mut().chain(derived).map(|variant| &mut variant.ty).collect()
        }
        Item::Enumeration(_) | Item::Alias(_) => Vec::new(),
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
    let by_value = members.filter(|(_, (_, by_value))| *by_value);
    let edge = |(member, (ty, _)): (usize, (&Type, bool))| {
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
    closing: Vec<(usize, usize)>,
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
                continue;
            };
            path.push((item, next + 1));
            match self.state(edge.to) {
                State::New => {
                    self.set(edge.to, State::Open);
                    path.push((edge.to, 0));
                }
                State::Open => self.closing.push((item, edge.member)),
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

/// Roughly how large each type is: enough to tell large from small.
struct Sizes<'m> {
    modules: &'m [Module],
    index: &'m HashMap<&'m Key, usize>,
    known: HashMap<usize, usize>,
    closing: &'m [(usize, usize)],
}

impl Sizes<'_> {
    /// The variants of an enum of several that are worth a box.
    fn large_variants(&mut self, at: usize) -> Vec<(usize, usize)> {
        let modules = self.modules;
        let Some(item) = modules.iter().flat_map(|module| &module.items).nth(at) else { return Vec::new() };
        let members = members(item);
        if !matches!(item, Item::Choice(_) | Item::Hierarchy(_)) || members.len() < 2 {
            return Vec::new();
        }
        let variants = members.into_iter().enumerate();
        let large = variants.filter(|(_, (ty, by_value))| *by_value && self.size(ty) > LARGE);
        large.map(|(member, _)| (at, member)).collect()
    }

    fn size(&mut self, ty: &Type) -> usize {
        match ty {
            Type::Primitive("i64" | "u64" | "f64") => 8,
            Type::Primitive("i32" | "u32" | "f32") => 4,
            Type::Primitive(_) => 2,
            Type::Unit => 0,
            Type::Boxed(_) => 8,
            Type::Runtime("RawXml") => 136,
            Type::String | Type::List(_) | Type::Runtime(_) => 24,
            Type::Nillable(inner) => self.size(inner) + 4,
            Type::Item { module, ident } => match self.index.get(&(module.clone(), ident.clone())) {
                Some(item) => self.item_size(*item),
                None => 24,
            },
        }
    }

    fn item_size(&mut self, at: usize) -> usize {
        if let Some(size) = self.known.get(&at) {
            return *size;
        }
        // Whoever comes back here on the way does so through a box.
        self.known.insert(at, 8);
        let modules = self.modules;
        let Some(item) = modules.iter().flat_map(|module| &module.items).nth(at) else { return 0 };
        let members = members(item);
        let sizes = members.into_iter().enumerate().map(|(member, (ty, by_value))| {
            if self.closing.contains(&(at, member)) {
                8
            } else if by_value {
                self.size(ty)
            } else {
                24
            }
        });
        let sizes: Vec<usize> = sizes.collect();
        let size = match item {
            Item::Choice(_) | Item::Hierarchy(_) => {
                8 + sizes.into_iter().map(|size| size.min(LARGE)).max().unwrap_or(0)
            }
            Item::Enumeration(_) => 24,
            _ => sizes.into_iter().sum(),
        };
        self.known.insert(at, size);
        size
    }
}
