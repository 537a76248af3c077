//! Wildcards: members of raw XML, for elements that the content model does not name.

use super::{Content, Occurrence, repeats};
use crate::diagnostic::Diagnostic;
use crate::model::doc;
use crate::model::lower::Lowering;
use crate::model::name::Scope;
use crate::model::{
    Cardinality, Field, Initial, Member as Row, Namespaces, PartsBranch, Slot, Type, Variant,
};
use crate::schema::{Particle, Term};

/// The value of a wildcard.
const RAW: Type = Type::Runtime("RawXml");

impl Lowering<'_> {
    /// A struct has one wildcard: where there are several, in a base type or in a sequence, it is a list for all of them.
    pub(super) fn wildcard(
        &mut self,
        namespaces: &Namespaces,
        particle: &Particle,
        place: &str,
        within: Occurrence,
        content: &mut Content,
    ) {
        let own = self.module(content.module).namespace.clone();
        let written = particle.annotation.doc.as_deref();
        let at_least_one = self.is_due(within, &format!("{place}/any()"));
        if content.widen_wildcard(namespaces, written, &own, at_least_one) {
            if !within.flat {
                self.note_second_wildcard(particle);
            }
            return;
        }
        let place = format!("{place}/any()");
        self.known(place.clone());
        let cardinality = self.cardinality(particle, &place, within, within.repeated);
        let repeats = cardinality == Cardinality::Many;
        let index = content.push_row(Row::wildcard(namespaces.clone(), repeats), cardinality);
        let ident = content.field_ident(self, "any", &place);
        content.push(Field {
            setter: None,
            ident,
            doc: doc::doc(written, &what_stands(namespaces, repeats, &own), &[]),
            ty: RAW,
            cardinality,
            at_least_one,
            slot: Slot::Element(index),
            initial: if cardinality == Cardinality::One { Initial::Argument } else { Initial::Nothing },
        });
    }

    fn note_second_wildcard(&mut self, particle: &Particle) {
        self.diagnostics.push(
            Diagnostic::note("repeated-wildcard", "a wildcard stands in two places of one type").at(
                particle.annotation.span,
                "the elements of all of them are one repeated member, written in one place".to_owned(),
            ),
        );
    }

    /// The branch for all wildcards of a choice, which are branches themselves.
    pub(super) fn wildcard_branch(
        &mut self,
        branches: &[&Particle],
        repeated: bool,
        place: &str,
        scope: &mut Scope,
        inner: &mut Content,
    ) -> (Variant, PartsBranch) {
        let wildcards = || branches.iter().filter(|branch| matches!(branch.term, Term::Any(_)));
        let namespaces = wildcards().fold(Namespaces::Among(Vec::new()), |sum, branch| match &branch.term {
            Term::Any(namespaces) => sum.or(namespaces),
            _ => sum,
        });
        let many = !repeated && wildcards().any(|branch| repeats(branch));
        let own = self.module(inner.module).namespace.clone();
        let written = wildcards().find_map(|branch| branch.annotation.doc.as_deref());
        let place = format!("{place}/any()");
        self.known(place.clone());
        let cardinality = if many { Cardinality::Many } else { Cardinality::One };
        let pinned = self.pinned_type(self.bindings.rename(&place), scope);
        let variant = Variant {
            ident: pinned.unwrap_or_else(|| scope.type_ident("any")),
            doc: doc::doc(written, &what_stands(&namespaces, many, &own), &[]),
            ty: RAW,
            cardinality,
        };
        let row = inner.push_row(Row::wildcard(namespaces, many), cardinality);
        (variant, PartsBranch::Element(row))
    }
}

impl Content {
    /// Lets the wildcard that there is stand for more; `false` where there is none.
    fn widen_wildcard(
        &mut self,
        namespaces: &Namespaces,
        written: Option<&str>,
        own: &str,
        at_least_one: bool,
    ) -> bool {
        let is_wildcard = |index: usize| self.elements.get(index).is_some_and(|row| row.wildcard.is_some());
        let found = self.fields.iter().find_map(|field| match field.slot {
            Slot::Element(index) if is_wildcard(index) => Some(index),
            _ => None,
        });
        let Some(index) = found else { return false };
        self.repeat(index);
        if let Some(place) = self.order.get_mut(index) {
            // It stands behind other members too, so it does not say that the next group begins.
            place.required = true;
        }
        let Some(admitted) = self.elements.get_mut(index).and_then(|row| row.wildcard.as_mut()) else {
            return true;
        };
        let sum = admitted.clone().or(namespaces);
        if let Some(field) = self.fields.iter_mut().find(|field| field.slot == Slot::Element(index)) {
            field.doc = doc::doc(written, &what_stands(&sum, true, own), &[]);
            field.at_least_one |= at_least_one;
        }
        *admitted = sum;
        true
    }
}

/// Whether there are wildcards that one branch of a choice cannot stand for: they are part of a sequence, or all that
/// the choice has.
pub(super) fn are_apart(branches: &[&Particle]) -> bool {
    let alone = branches.iter().filter(|branch| matches!(branch.term, Term::Any(_))).count();
    let wildcards: usize = branches.iter().map(|branch| wildcards_in(branch)).sum();
    wildcards > 1 && (alone < wildcards || alone == branches.len())
}

/// Whether wildcards hide where the next one of a repeated sequence begins: there are several, which are one member, and
/// no element before the first of them that each sequence begins with.
pub(super) fn hide_beginnings(sequence: &[Particle]) -> bool {
    let begins = |particle: &Particle| particle.min > 0 && matches!(particle.term, Term::Element(_));
    let wildcards: usize = sequence.iter().map(wildcards_in).sum();
    let mut before = sequence.iter().take_while(|particle| wildcards_in(particle) == 0);
    wildcards > 1 && !before.any(begins)
}

fn wildcards_in(particle: &Particle) -> usize {
    match &particle.term {
        Term::Any(_) => 1,
        Term::Element(_) | Term::Substitution(_) => 0,
        Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
            inner.iter().map(wildcards_in).sum()
        }
    }
}

fn what_stands(namespaces: &Namespaces, many: bool, own: &str) -> String {
    let what = if many { "Elements" } else { "An element" };
    format!("{what} {}.", doc::admitted(namespaces, own))
}
