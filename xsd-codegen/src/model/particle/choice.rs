//! Choices: an enum of the branches, or, where an element's name stands elsewhere too, members of their own.

use super::{Content, Made, Occurrence, Standing, elements_in, is_void, repeats, wildcard, words_in};
use crate::diagnostic::Diagnostic;
use crate::model::doc::{self, code};
use crate::model::lower::{Lowering, Member, xml_name};
use crate::model::name::Scope;
use crate::model::{
    Cardinality, Choice, ChoiceBranch, ChoiceParts, Field, Initial, Item, Member as Row, PartsBranch, Slot,
    Type, Variant,
};
use crate::schema::{Element, Particle, Term};

impl Lowering<'_> {
    pub(super) fn choice(
        &mut self,
        particle: &Particle,
        particles: &[Particle],
        place: &str,
        within: Occurrence,
        content: &mut Content,
    ) {
        let mut branches = Vec::new();
        let mut within = within;
        collect_branches(particles, &mut branches, &mut within);
        match &branches[..] {
            [] => return self.warn_of_impossible(particle, within),
            [only] => return self.particle(only, place, within, content),
            _ => {}
        }
        let branches = with_substitutes(branches, &mut within);
        let standing = Standing::of(branches.iter().copied());
        let shares = standing.shares_with(&content.standing) || standing.competes_in(&content.standing);
        if within.flat || shares || wildcard::are_apart(&branches) {
            return self.flat_choice(particle, &branches, place, within, content);
        }
        let optional = within.optional || branches.iter().any(|branch| is_emptiable(branch));
        self.choice_field(particle, &branches, place, Occurrence { optional, ..within }, content);
    }

    /// A choice without branches: nothing stands there, which is a mistake where something has to.
    fn warn_of_impossible(&mut self, particle: &Particle, within: Occurrence) {
        if !within.optional {
            self.diagnostics.push(
                Diagnostic::warning("empty-choice", "a choice without branches can never be satisfied")
                    .at(particle.annotation.span, "nothing is generated for it".to_owned())
                    .help("add a branch, set `minOccurs=\"0\"`, or remove the choice"),
            );
        }
    }

    /// A choice with an element whose name stands in several places: each element is an optional or repeated
    /// member.
    pub(super) fn flat_choice(
        &mut self,
        particle: &Particle,
        branches: &[&Particle],
        place: &str,
        within: Occurrence,
        content: &mut Content,
    ) {
        let start = content.elements.len();
        let flat = Occurrence { optional: true, flat: true, ..within };
        for branch in branches {
            self.particle(branch, place, flat, content);
        }
        if within.flat {
            return;
        }
        content.disorder(start);
        let in_order = |branch: &&Particle| {
            let elements = elements_in(std::iter::once(*branch));
            elements.iter().map(|element| content.position(&xml_name(&element.name))).is_sorted()
        };
        let standing = Standing::of(branches.iter().copied());
        let loses_wildcards = standing.has_one_wildcard_of_several_in(&content.standing);
        let loses_order =
            within.repeated || loses_wildcards || branches.iter().any(|branch| repeats_several(branch));
        let told = if loses_order {
            "each element is a repeated member; the order among them is not kept"
        } else if !branches.iter().all(in_order) {
            "each element is a member, written where the first branch has it"
        } else {
            return;
        };
        let what = if wildcard::are_apart(branches) || standing.competes_in(&content.standing) {
            "a choice has several wildcards, or one of several"
        } else {
            "a choice has an element name that stands in several places"
        };
        self.diagnostics
            .push(Diagnostic::note("flat-choice", what).at(particle.annotation.span, told.to_owned()));
    }

    fn choice_field(
        &mut self,
        particle: &Particle,
        branches: &[&Particle],
        place: &str,
        within: Occurrence,
        content: &mut Content,
    ) {
        let (cardinality, at_least_one) = (within.cardinality(), !within.optional);
        let module = content.module;
        let ident = self.module(module).scope.nested_type(&content.owner, "Choice");
        let at = self.reserve_item(module);
        let repeated = cardinality == Cardinality::Many;
        let start = content.elements.len();
        let mut inner = content.within(&ident, Standing::of(branches.iter().copied()));
        let mut variants = Vec::new();
        let mut rows = Vec::new();
        let mut scope = Scope::default();
        for branch in branches {
            let (variant, row) = match &branch.term {
                Term::Element(element) => {
                    let many = !repeated && repeats(branch);
                    self.element_branch(element, many, place, &mut scope, &mut inner)
                }
                Term::Sequence(particles) | Term::All(particles) => {
                    let many = !repeated && repeats(branch);
                    self.group_branch(particles, many, place, &mut scope, &mut inner)
                }
                // The first one has stood for all of them.
                Term::Any(_) if inner.elements.iter().any(|row| row.wildcard.is_some()) => continue,
                Term::Any(_) => self.wildcard_branch(branches, repeated, place, &mut scope, &mut inner),
                // Choices inside of it have added their own branches.
                Term::Choice(_) | Term::Substitution(_) => continue,
            };
            variants.push(variant);
            rows.push(row);
        }
        let simple = rows.iter().all(|row| matches!(row, PartsBranch::Element(_)))
            && variants.iter().all(|variant| variant.cardinality == Cardinality::One);
        let outer = inner.elements.iter().map(|row| Row { repeats: row.repeats || repeated, ..row.clone() });
        content.push_rows(outer.collect(), &inner.order, cardinality);
        let (slot, parts) = if simple {
            let branches = variants.iter().enumerate().map(|(index, variant)| ChoiceBranch {
                index: start + index,
                variant: variant.ident.clone(),
                boxed: false,
            });
            (Slot::Choice { branches: branches.collect() }, None)
        } else {
            let parts = self.module(module).scope.nested_type(&ident, "Parts");
            let len = inner.elements.len();
            let slot = Slot::Group { start, len, parts: self.item_in(module, parts.clone()) };
            let order = if repeated { inner.order } else { Vec::new() };
            (slot, Some(ChoiceParts { ident: parts, order, branches: rows }))
        };
        let idents: Vec<String> = variants.iter().map(|variant| variant.ident.clone()).collect();
        let doc = doc::doc(
            particle.annotation.doc.as_deref(),
            &format!("One of the branches of a choice in `{}`.", content.owner),
            &[],
        );
        let item = Choice {
            ident: ident.clone(),
            doc,
            text: None,
            elements: inner.elements,
            variants,
            parts,
            conversions: Vec::new(),
            of_head: false,
        };
        self.fill_item(module, at, Some(Item::Choice(item)));
        let field = content.scope.value_ident("choice");
        content.push(Field {
            setter: None,
            ident: field,
            doc: if repeated {
                format!("The branches {}, in the order of the document.", doc::some_of(&idents, "and"))
            } else {
                format!("The branch that stands here: {}.", doc::some_of(&idents, "or"))
            },
            ty: self.item_in(module, ident),
            cardinality,
            at_least_one,
            slot,
            initial: if cardinality == Cardinality::One { Initial::Argument } else { Initial::Nothing },
        });
    }

    pub(super) fn element_branch(
        &mut self,
        element: &Element,
        many: bool,
        place: &str,
        scope: &mut Scope,
        inner: &mut Content,
    ) -> (Variant, PartsBranch) {
        let local = &*element.name.local;
        let place = format!("{place}/{local}");
        let owner = inner.declarer.clone();
        let member = Member { owner: &owner, local, place: &place };
        let (ty, collapse, _) = self.member_type(element.ty, member);
        let pinned = self.pinned_type(self.bindings.rename(&place), scope);
        let cardinality = if many { Cardinality::Many } else { Cardinality::One };
        let row = Row { name: xml_name(&element.name), repeats: many, collapse, wildcard: None };
        let row = inner.push_row(row, cardinality);
        let ident = pinned.unwrap_or_else(|| scope.type_ident(local));
        let variant = Variant {
            doc: self.variant_doc(element, &ident),
            ident,
            ty: if element.nillable { Type::Nillable(Box::new(ty)) } else { ty },
            cardinality,
        };
        (variant, PartsBranch::Element(row))
    }

    fn group_branch(
        &mut self,
        particles: &[Particle],
        many: bool,
        place: &str,
        scope: &mut Scope,
        inner: &mut Content,
    ) -> (Variant, PartsBranch) {
        let words: Vec<_> = words_in(particles).into_iter().take(3).collect();
        let wanted = words.join(" ");
        let Made { ty, parts, rows, order } = self.group(particles, many, &wanted, place, inner, None);
        let len = rows.len();
        let cardinality = if many { Cardinality::Many } else { Cardinality::One };
        let start = inner.push_rows(rows, &order, cardinality);
        let variant = Variant {
            ident: scope.type_ident(&wanted),
            doc: format!("The elements {} together.", list(&words)),
            ty,
            cardinality,
        };
        (variant, PartsBranch::Group { start, len, parts })
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| code(word)).collect::<Vec<_>>().join(", ")
}

/// The branches of a choice: a choice inside of it adds its own, a sequence of one particle is that particle.
fn collect_branches<'p>(
    particles: &'p [Particle],
    branches: &mut Vec<&'p Particle>,
    within: &mut Occurrence,
) {
    for particle in particles {
        match &particle.term {
            _ if particle.max == Some(0) => {}
            Term::Choice(inner) => {
                within.optional |= particle.min == 0;
                within.repeated |= repeats(particle);
                collect_branches(inner, branches, within);
            }
            Term::Sequence(inner) | Term::All(inner) => match &inner[..] {
                _ if is_void(particle) => within.optional = true,
                [_] if particle.max == Some(1) => {
                    within.optional |= particle.min == 0;
                    collect_branches(inner, branches, within);
                }
                _ => branches.push(particle),
            },
            _ => branches.push(particle),
        }
    }
}

/// The head of a substitution group among other branches stands for a branch of each of its elements.
fn with_substitutes<'p>(branches: Vec<&'p Particle>, within: &mut Occurrence) -> Vec<&'p Particle> {
    let mut found = Vec::new();
    for branch in branches {
        match &branch.term {
            Term::Substitution(group) => {
                within.optional |= branch.min == 0;
                within.repeated |= repeats(branch);
                found.extend(group.members.iter());
            }
            _ => found.push(branch),
        }
    }
    found
}

/// Whether several elements repeat together, in some order.
fn repeats_several(particle: &Particle) -> bool {
    match &particle.term {
        Term::Element(_) | Term::Any(_) => false,
        Term::Substitution(_) => repeats(particle),
        Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
            repeats(particle) && words_in(inner).len() > 1 || inner.iter().any(repeats_several)
        }
    }
}

/// Whether nothing at all satisfies the particle.
pub(super) fn is_emptiable(particle: &Particle) -> bool {
    particle.min == 0
        || match &particle.term {
            Term::Element(_) | Term::Substitution(_) | Term::Any(_) => false,
            Term::Sequence(inner) | Term::All(inner) => inner.iter().all(is_emptiable),
            Term::Choice(inner) => inner.is_empty() || inner.iter().any(is_emptiable),
        }
}
