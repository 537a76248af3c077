//! What a contract is made of: how often each construct of XML Schema stands in what is generated of it.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::or;
use crate::model::File;
use crate::schema::{
    Content, Contract, Element, ElementId, Method, Particle, SimpleType, Term, TypeId, TypeKind, TypeName,
    Usage,
};

#[derive(Default)]
struct Counts(BTreeMap<&'static str, usize>);

impl Counts {
    fn add(&mut self, construct: &'static str, is_there: bool) {
        if is_there {
            *self.0.entry(construct).or_default() += 1;
        }
    }
}

pub(super) fn section(text: &mut String, contract: &Contract, file: &File) -> fmt::Result {
    let mut counts = Counts::default();
    for (ty, is_used) in contract.types.iter().zip(used(contract, file)) {
        if is_used {
            of_type(&ty.kind, &mut counts);
        }
    }
    let roots = contract.root_elements();
    for (index, element) in contract.elements.iter().enumerate() {
        if contract.is_on_demand(&element.annotation) && !roots.contains(&ElementId(index)) {
            continue;
        }
        counts.add("abstract element", element.is_abstract);
        counts.add("substitution group member", element.substitutes.is_some());
        counts.add("nillable element", element.nillable);
    }
    writeln!(text, "\nConstructs of XML Schema")?;
    let list: Vec<_> = counts.0.iter().map(|(construct, count)| format!("{construct} {count}")).collect();
    writeln!(text, "  {}", or(&list.join(", "), "(none)"))
}

/// For each type whether it is generated, as an item or as part of another.
fn used(contract: &Contract, file: &File) -> Vec<bool> {
    let mut used: Vec<bool> = Vec::with_capacity(contract.types.len());
    for (index, ty) in contract.types.iter().enumerate() {
        let is_part = match &ty.name {
            // An anonymous type follows the item that it stands in.
            TypeName::Within { owner, .. } | TypeName::PartOf { owner } => used.get(owner.0) == Some(&true),
            _ => false,
        };
        used.push(is_part || file.types.contains(&TypeId(index)) || !contract.is_on_demand(&ty.annotation));
    }
    used
}

fn of_type(kind: &TypeKind, counts: &mut Counts) {
    let complex = match kind {
        TypeKind::Simple(SimpleType::Restriction { enumeration, .. }) => {
            return counts.add("enumeration", !enumeration.is_empty());
        }
        TypeKind::Simple(SimpleType::List { .. }) => return counts.add("list", true),
        TypeKind::Simple(SimpleType::Union { .. }) => return counts.add("union", true),
        TypeKind::Complex(complex) => complex,
    };
    counts.add("abstract type", complex.is_abstract);
    counts.add("mixed content", complex.mixed);
    counts.add("anyAttribute", complex.any_attribute.is_some());
    let method = complex.derivation.map(|derivation| derivation.method);
    counts.add("extension", method == Some(Method::Extension));
    counts.add("restriction of a complex type", method == Some(Method::Restriction));
    for attribute in &complex.attributes {
        counts.add("attribute", attribute.usage != Usage::Prohibited);
        counts.add("prohibited attribute", attribute.usage == Usage::Prohibited);
    }
    match &complex.content {
        Content::Empty => {}
        Content::Simple(_) => counts.add("simple content", true),
        Content::Particle(particle) => of_particle(particle, counts),
    }
}

fn of_particle(particle: &Particle, counts: &mut Counts) {
    let repeats = particle.max.is_none_or(|max| max > 1);
    counts.add("maxOccurs 0", particle.max == Some(0));
    let inner = match &particle.term {
        Term::Element(element) => return of_element(element, repeats, counts),
        Term::Any(_) => return counts.add("any", true),
        Term::Substitution(_) => return counts.add("substitution group", true),
        Term::Sequence(inner) => {
            counts.add("repeated sequence", repeats);
            inner
        }
        Term::Choice(inner) => {
            counts.add(if repeats { "repeated choice" } else { "choice" }, true);
            inner
        }
        Term::All(inner) => {
            counts.add("all", true);
            inner
        }
    };
    inner.iter().for_each(|particle| of_particle(particle, counts));
}

fn of_element(element: &Element, repeats: bool, counts: &mut Counts) {
    counts.add(if repeats { "repeated element" } else { "element" }, true);
    counts.add("nillable element", element.nillable);
}
