//! Where the elements of a content model stand: in how many places each name does, and how often.

use std::collections::HashMap;

use crate::model::lower::xml_name;
use crate::model::{Namespaces, XmlName};
use crate::schema::{Particle, Term, TypeRef};

/// The element names of a content model, and its wildcards.
pub(in crate::model) struct Standing {
    names: HashMap<XmlName, Count>,
    wildcards: Vec<Wildcard>,
}

/// A wildcard in one of the places where it stands.
struct Wildcard {
    /// Where its particle stands in memory, which tells it from others that say the same.
    address: usize,
    admitted: Namespaces,
}

/// How one name stands.
#[derive(Clone, Copy)]
struct Count {
    /// Places that have it.
    places: usize,
    /// Most of these places in one document: a choice takes one branch.
    at_once: usize,
    /// Most elements in one document.
    most: u64,
    /// The type that the first place gives it.
    ty: TypeRef,
}

impl Standing {
    /// Of particles that stand one after the other.
    pub(in crate::model) fn of<'p>(particles: impl IntoIterator<Item = &'p Particle>) -> Self {
        let particles: Vec<_> = particles.into_iter().collect();
        let mut wildcards = Vec::new();
        particles.iter().for_each(|particle| collect_wildcards(particle, &mut wildcards));
        Self { names: in_sequence(particles), wildcards }
    }

    /// The name stands in more than one place.
    pub(super) fn is_shared(&self, name: &XmlName) -> bool {
        self.names.get(name).is_some_and(|count| count.places > 1)
    }

    /// The name stands in more than one place of one document.
    pub(super) fn is_again(&self, name: &XmlName) -> bool {
        self.names.get(name).is_some_and(|count| count.at_once > 1)
    }

    /// A document has several elements of the name.
    pub(super) fn repeats(&self, name: &XmlName) -> bool {
        self.names.get(name).is_some_and(|count| count.most > 1)
    }

    /// The type that the first place gives the name.
    pub(super) fn ty(&self, name: &XmlName) -> Option<TypeRef> {
        self.names.get(name).map(|count| count.ty)
    }

    /// A name of these stands in more than one place of the whole.
    pub(super) fn shares_with(&self, whole: &Self) -> bool {
        self.names.keys().any(|name| whole.is_shared(name))
    }

    /// An element may stand for a wildcard of these and for one of the whole that is not among these. Which of the two is
    /// meant depends on what may stand next, and that is not looked at.
    pub(super) fn competes_in(&self, whole: &Self) -> bool {
        let is_here = |other: &Wildcard| self.wildcards.iter().any(|one| one.address == other.address);
        let overlaps =
            |other: &Wildcard| self.wildcards.iter().any(|one| one.admitted.overlaps(&other.admitted));
        !self.wildcards.is_empty() && whole.wildcards.iter().any(|other| overlaps(other) && !is_here(other))
    }

    /// There are several wildcards, and one of them is among these.
    pub(super) fn has_one_wildcard_of_several_in(&self, whole: &Self) -> bool {
        !self.wildcards.is_empty() && whole.wildcards.len() > 1
    }

    /// Each name stands here alone, and here in one place of one document.
    pub(super) fn is_apart_in(&self, whole: &Self) -> bool {
        self.names.iter().all(|(name, count)| {
            count.at_once == 1 && whole.names.get(name).is_none_or(|all| all.places == count.places)
        })
    }
}

fn in_sequence<'p>(particles: impl IntoIterator<Item = &'p Particle>) -> HashMap<XmlName, Count> {
    merged(particles, |all, one| Count {
        places: all.places + one.places,
        at_once: all.at_once + one.at_once,
        most: all.most.saturating_add(one.most),
        ty: all.ty,
    })
}

fn in_choice<'p>(particles: impl IntoIterator<Item = &'p Particle>) -> HashMap<XmlName, Count> {
    merged(particles, |all, one| Count {
        places: all.places + one.places,
        at_once: all.at_once.max(one.at_once),
        most: all.most.max(one.most),
        ty: all.ty,
    })
}

fn merged<'p>(
    particles: impl IntoIterator<Item = &'p Particle>,
    join: impl Fn(Count, Count) -> Count,
) -> HashMap<XmlName, Count> {
    let mut all: HashMap<XmlName, Count> = HashMap::new();
    for (name, count) in particles.into_iter().flat_map(in_particle) {
        all.entry(name).and_modify(|known| *known = join(*known, count)).or_insert(count);
    }
    all
}

fn in_particle(particle: &Particle) -> HashMap<XmlName, Count> {
    let max = particle.max.unwrap_or(u64::MAX);
    let mut counts = match &particle.term {
        Term::Element(element) => {
            let count = Count { places: 1, at_once: 1, most: 1, ty: element.ty };
            HashMap::from([(xml_name(&element.name), count)])
        }
        // Nothing of it may stand.
        _ if max == 0 => HashMap::new(),
        Term::Sequence(inner) | Term::All(inner) => in_sequence(inner),
        Term::Choice(inner) => in_choice(inner),
        Term::Substitution(group) => in_choice(group.members.iter()),
        Term::Any(_) => HashMap::new(),
    };
    counts.values_mut().for_each(|count| count.most = count.most.saturating_mul(max));
    counts
}

fn collect_wildcards(particle: &Particle, wildcards: &mut Vec<Wildcard>) {
    match &particle.term {
        _ if particle.max == Some(0) => {}
        Term::Any(admitted) => {
            let address = std::ptr::from_ref(particle).addr();
            wildcards.push(Wildcard { address, admitted: admitted.clone() });
        }
        Term::Element(_) | Term::Substitution(_) => {}
        Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
            inner.iter().for_each(|inner| collect_wildcards(inner, wildcards));
        }
    }
}
