//! A contract of ours against the published one: the same on the wire, but for differences that a test names.

use std::collections::{BTreeMap, BTreeSet};
// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::describe::describe;
use super::load;
use crate::diagnostic::Diagnostics;
use crate::model::{self, Bindings, File, Module};
use crate::schema::{Content, Contract, PartContent, Particle, Term, Type, TypeKind, TypeName, TypeRef};

/// The folder of the contracts that a vendor published, where it is there.
pub(super) fn published(vendor: &str) -> Option<PathBuf> {
    let folder = Path::new("../../shared/contracts").join(vendor);
    if !folder.exists() {
        let _seen = writeln!(std::io::stderr(), "skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// Fails unless `ours` has `added` and lacks `removed`, and is otherwise the contract `published`. Both are taken as
/// they stand, without bindings.
pub(super) fn assert_differences(ours: &Path, published: &Path, added: &[&str], removed: &[&str]) {
    assert_models(&Model::of(ours, false), &Model::of(published, false), added, removed);
}

/// The same for what the two have in their own namespace, and not for what they import.
pub(super) fn assert_own_differences(ours: &Path, published: &Path, added: &[&str], removed: &[&str]) {
    assert_models(&Model::of(ours, true), &Model::of(published, true), added, removed);
}

fn assert_models(ours: &Model, published: &Model, added: &[&str], removed: &[&str]) {
    let difference = |a: &Model, b: &Model| a.facts.difference(&b.facts).cloned().collect::<Vec<_>>();
    assert_eq!(difference(ours, published), added);
    assert_eq!(difference(published, ours), removed);
    // Where both have the same elements they stand in the same order.
    for (item, order) in &published.orders {
        let ours = ours.orders.get(item).map_or(&[][..], Vec::as_slice);
        let common: Vec<_> = ours.iter().filter(|element| order.contains(element)).collect();
        assert_eq!(
            common,
            order.iter().filter(|element| ours.contains(element)).collect::<Vec<_>>(),
            "{item}"
        );
    }
}

/// A contract as a set of facts, each with the item that it belongs to, and the order of elements in each item.
#[derive(Default)]
struct Model {
    facts: BTreeSet<String>,
    orders: BTreeMap<String, Vec<String>>,
}

impl Model {
    fn of(path: &Path, own: bool) -> Self {
        let loaded = load(path);
        let contract =
            loaded.contract.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(&loaded.sources)));
        let mut diagnostics = Diagnostics::default();
        let mut file = model::lower(&contract, &Bindings::default(), &mut diagnostics);
        if own {
            keep_own(&mut file, &contract);
        }
        assert!(!diagnostics.has_errors(), "{}", diagnostics.render(&loaded.sources));
        let mut model = Self::default();
        model.add_items(&describe(&file));
        model.facts.extend(elements(&contract));
        model.facts.extend(operations(&contract));
        model.facts.extend(uses(&contract));
        model.facts.extend(addresses(&contract));
        contract.types.iter().for_each(|ty| model.facts.extend(declarations(ty, &contract)));
        model
    }

    fn add_items(&mut self, description: &str) {
        let mut item = String::new();
        let mut operation = String::new();
        for line in description.lines() {
            match line.strip_prefix("  ") {
                None => {
                    item = line.split(" {").next().unwrap_or(line).to_owned();
                    self.facts.insert(line.to_owned());
                }
                Some(fact) => {
                    // What belongs to an operation stands under it, further in.
                    let owner = if fact.starts_with("  ") {
                        format!("{item} {operation}")
                    } else {
                        operation = fact.split(' ').next().unwrap_or_default().to_owned();
                        item.clone()
                    };
                    self.facts.insert(format!("{owner}: {}", fact.trim()));
                    if let Some((_, place)) =
                        fact.split_once(" <- ").filter(|(_, place)| !place.starts_with('@'))
                    {
                        self.orders.entry(item.clone()).or_default().push(place.to_owned());
                    }
                }
            }
        }
    }
}

/// Leaves out what is of other namespaces than the contract's own.
fn keep_own(file: &mut File, contract: &Contract) {
    file.modules.clear();
    if file.root.namespace != *contract.target_namespace {
        file.root = Module::default();
    }
}

/// What global elements declare beside their names.
fn elements(contract: &Contract) -> impl Iterator<Item = String> {
    let own = contract.elements.iter().filter(|element| element.name.namespace == contract.target_namespace);
    own.map(|element| {
        let head = element.substitutes.and_then(|head| contract.elements.get(head.0));
        let head = head.map(|head| format!(" for {}", head.name)).unwrap_or_default();
        let (nillable, is_abstract) = (element.nillable, element.is_abstract);
        let ty = type_name(element.ty, contract);
        format!("global {}: {ty}, nillable {nillable}, abstract {is_abstract}{head}", element.name)
    })
}

/// What operations send and get, whether something binds them or not.
fn operations(contract: &Contract) -> Vec<String> {
    let mut facts = Vec::new();
    let own = contract.port_types.iter().filter(|it| it.name.namespace == contract.target_namespace);
    for (port_type, operation) in own.flat_map(|it| it.operations.iter().map(move |inner| (it, inner))) {
        let messages = [("in", &operation.input), ("out", &operation.output)];
        let messages = messages.into_iter().filter_map(|(at, message)| Some((at, message.as_ref()?)));
        let faults = operation.faults.iter().map(|fault| (&*fault.name, &fault.message));
        for (place, message) in messages.chain(faults) {
            let parts = message.parts.iter().map(|part| match part.content {
                PartContent::Element(id) => format!("{} {}", part.name, contract.elements[id.0].name),
                PartContent::Type(ty) => format!("{} of type {}", part.name, type_name(ty, contract)),
            });
            let parts: Vec<_> = parts.collect();
            let (owner, name) = (&port_type.name.local, &operation.name);
            facts.push(format!("{owner}.{name} {place}: {} ({})", message.name, parts.join(", ")));
        }
    }
    facts
}

/// How each message is written: its body, and the headers with it.
fn uses(contract: &Contract) -> Vec<String> {
    let mut facts = Vec::new();
    for operation in contract.bindings.iter().flat_map(|binding| &binding.operations) {
        for (direction, message) in [("in", &operation.input), ("out", &operation.output)] {
            let Some(message) = message else { continue };
            let place = format!("{} {direction}", operation.action);
            facts.push(format!("{place}: {:?}", message.usage));
            for header in &message.headers {
                facts.push(format!("{place}: header {} {:?}", header.part.name, header.usage));
            }
        }
    }
    facts
}

fn addresses(contract: &Contract) -> impl Iterator<Item = String> {
    let ports = contract.services.iter().flat_map(|service| &service.ports);
    ports.map(|port| format!("port {} at {}", port.name, port.address.as_deref().unwrap_or("no address")))
}

/// What a type declares and the model does not show: what it forbids, and what an array holds.
fn declarations(ty: &Type, contract: &Contract) -> Vec<String> {
    let (TypeName::Named(name), TypeKind::Complex(complex)) = (&ty.name, &ty.kind) else { return Vec::new() };
    let mut facts = Vec::new();
    if let Content::Particle(particle) = &complex.content {
        forbidden(particle, &mut |element| facts.push(format!("forbidden {}/{element}", name.local)));
    }
    for array in complex.attributes.iter().filter_map(|attribute| attribute.array_type.as_ref()) {
        let item = type_name(array.item, contract);
        facts.push(format!("array {} of {item} {}", name.local, array.dimensions));
    }
    facts
}

fn forbidden(particle: &Particle, found: &mut impl FnMut(&str)) {
    match &particle.term {
        Term::Element(element) if particle.max == Some(0) => found(&element.name.local),
        Term::Element(_) | Term::Substitution(_) | Term::Any(_) => {}
        Term::Sequence(particles) | Term::Choice(particles) | Term::All(particles) => {
            particles.iter().for_each(|particle| forbidden(particle, found));
        }
    }
}

fn type_name(ty: TypeRef, contract: &Contract) -> String {
    match ty {
        TypeRef::Builtin(builtin) => format!("xs:{}", builtin.name()),
        TypeRef::Defined(id) => match &contract.types[id.0].name {
            TypeName::Named(name) => name.to_string(),
            _ => "its own".to_owned(),
        },
    }
}
