//! Content models: from nested particles to the flat members of a struct.
//!
//! A sequence that stands at most once is part of its surroundings; one that repeats is a `Vec` of
//! structs, unless it holds a single element, which repeats instead. A choice is an enum; branches that
//! share a name fall back to optional members.

use super::doc::{self, code};
use super::lower::{Lowering, Member, xml_name};
use super::name::{self, Scope};
use super::{
    Cardinality, Choice, ChoiceBranch, ChoiceParts, Field, Group, Initial, Item, Member as Row, PartsBranch,
    Slot, Type, Variant,
};
use crate::diagnostic::Diagnostic;
use crate::schema::{Element, Particle, Term};

/// What is known of the members of one struct or group so far.
pub(super) struct Content {
    /// Ident of the struct or group.
    pub(super) owner: String,
    module: usize,
    scope: Scope,
    constants: Scope,
    pub(super) attributes: Vec<Row>,
    pub(super) elements: Vec<Row>,
    pub(super) fields: Vec<Field>,
}

/// How often what surrounds a particle stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Occurrence {
    optional: bool,
    repeated: bool,
    /// Elsewhere in the same choice an element of this name may stand instead: no second member for it.
    exclusive: bool,
}

impl Content {
    pub(super) fn new(owner: &str, module: usize) -> Self {
        Self {
            owner: owner.to_owned(),
            module,
            scope: Scope::default(),
            constants: Scope::reserving(&["ATTRIBUTES", "ELEMENTS", "TYPE", "TYPES", "DECLARES_HREF"]),
            attributes: Vec::new(),
            elements: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The ident of a new field, as the bindings or the XML name have it.
    pub(super) fn field_ident(&mut self, lowering: &mut Lowering<'_>, local: &str, place: &str) -> String {
        let pinned = lowering.pinned(lowering.bindings.rename(place), &mut self.scope);
        pinned.unwrap_or_else(|| self.scope.value_ident(local))
    }

    pub(super) fn push(&mut self, mut field: Field) {
        if field.initial != Initial::Argument {
            field.setter = Some(name::setter(&field.ident));
        }
        self.fields.push(field);
    }
}

impl Lowering<'_> {
    /// Adds the members of a particle.
    pub(super) fn particle(
        &mut self,
        particle: &Particle,
        place: &str,
        around: Occurrence,
        content: &mut Content,
    ) {
        if particle.max == Some(0) && !matches!(particle.term, Term::Element(_)) {
            return;
        }
        let repeats = particle.max.is_none_or(|max| max > 1);
        let within = Occurrence {
            optional: around.optional || particle.min == 0,
            repeated: around.repeated || repeats,
            exclusive: around.exclusive,
        };
        match &particle.term {
            Term::Element(element) => self.element(element, particle, place, within, content),
            Term::Sequence(particles) | Term::All(particles) => match &particles[..] {
                [] => {}
                [only] => self.particle(only, place, within, content),
                _ if within.repeated => self.repeated_sequence(particle, particles, place, content),
                _ => particles.iter().for_each(|particle| self.particle(particle, place, within, content)),
            },
            Term::Choice(particles) => self.choice(particle, particles, place, within, content),
            Term::Any { .. } => self.unsupported(
                particle.annotation.span,
                "`xs:any`",
                "declare the elements that the service uses",
            ),
        }
    }

    fn element(
        &mut self,
        element: &Element,
        particle: &Particle,
        place: &str,
        within: Occurrence,
        content: &mut Content,
    ) {
        let name = xml_name(&element.name);
        let local = &*element.name.local;
        let place = format!("{place}/{local}");
        let cardinality = self.cardinality(particle, &place, within);
        if let Some(index) = content.elements.iter().position(|row| row.name == name) {
            return self.again(index, within, element, content);
        }
        if element.is_abstract {
            let help = "name an element that is not abstract, or a choice of such";
            self.unsupported(particle.annotation.span, "an abstract element", help);
        }
        let doc = self.element_doc(element);
        if cardinality != Cardinality::Many
            && !element.nillable
            && self.bindings.retype(&place).is_none()
            && let Some((item, _)) = self.wrapped_item(element.ty)
        {
            return self.wrapped(element, item, &place, cardinality, doc, content);
        }
        let owner = content.owner.clone();
        let member = Member { owner: &owner, local, place: &place };
        let (ty, collapse, declared) = self.member_type(element.ty, member);
        let nillable = element.nillable && !self.bindings.nil_is_absent(&place);
        let cardinality = match cardinality {
            Cardinality::One if element.nillable && !nillable => Cardinality::Optional,
            cardinality => cardinality,
        };
        let ty = if nillable { Type::Nillable(Box::new(ty)) } else { ty };
        let default = element.fixed.as_ref().or(element.default.as_ref());
        let initial = match ty {
            Type::Nillable(_) if cardinality == Cardinality::One => Initial::Argument,
            _ => self.initial(cardinality, declared, default, member),
        };
        let index = content.elements.len();
        content.elements.push(Row { name, repeats: cardinality == Cardinality::Many, collapse });
        let ident = content.field_ident(self, local, &place);
        content.push(Field {
            setter: None,
            ident,
            doc,
            ty,
            cardinality,
            slot: Slot::Element(index),
            initial,
        });
    }

    fn cardinality(&mut self, particle: &Particle, place: &str, within: Occurrence) -> Cardinality {
        if particle.max == Some(0) {
            self.diagnostics.push(
                Diagnostic::warning("max-occurs-zero", "the contract forbids this element")
                    .at(particle.annotation.span, "generated as an optional member all the same".to_owned())
                    .help("services that declare `maxOccurs=\"0\"` have been seen to need the element"),
            );
            return Cardinality::Optional;
        }
        if within.repeated {
            Cardinality::Many
        } else if within.optional || self.bindings.is_optional(place) {
            Cardinality::Optional
        } else {
            Cardinality::One
        }
    }

    /// An element of a name that the content has already: in another branch of a choice it is the same
    /// member, in a sequence the member repeats.
    fn again(&mut self, index: usize, within: Occurrence, element: &Element, content: &mut Content) {
        let slot = Slot::Element(index);
        if within.exclusive && !within.repeated {
            return;
        }
        let Some(field) = content.fields.iter_mut().find(|field| field.slot == slot) else {
            let span = element.annotation.span;
            let help = "give the elements different names, or put one of them into an element of its own";
            return self.unsupported(span, "an element of the same name in two places of one type", help);
        };
        field.cardinality = Cardinality::Many;
        field.initial = Initial::Nothing;
        field.setter = Some(name::setter(&field.ident));
        if let Some(row) = content.elements.get_mut(index) {
            row.repeats = true;
        }
        if !within.exclusive {
            self.diagnostics.push(
                Diagnostic::note("repeated-name", "the element stands in two places of one type").at(
                    element.annotation.span,
                    "it is one repeated member, written in one place".to_owned(),
                ),
            );
        }
    }

    /// A wrapper around a repeated element: the list of the elements.
    fn wrapped(
        &mut self,
        wrapper: &Element,
        item: &Element,
        place: &str,
        cardinality: Cardinality,
        doc: String,
        content: &mut Content,
    ) {
        let owner = format!("{}{}", content.owner, name::type_ident(&wrapper.name.local));
        let inner = format!("{place}/{}", item.name.local);
        let member = Member { owner: &owner, local: &item.name.local, place: &inner };
        let (ty, collapse, _) = self.member_type(item.ty, member);
        let ty = if item.nillable { Type::Nillable(Box::new(ty)) } else { ty };
        self.known(place.to_owned());
        let index = content.elements.len();
        content.elements.push(Row { name: xml_name(&wrapper.name), repeats: false, collapse: false });
        let item = Row { name: xml_name(&item.name), repeats: true, collapse };
        let constant = content.constants.constant(&wrapper.name.local);
        let ident = content.field_ident(self, &wrapper.name.local, place);
        let slot = Slot::Wrapped { index, item, constant };
        let initial = Initial::Nothing;
        content.push(Field { setter: None, ident, doc, ty, cardinality, slot, initial });
    }

    fn element_doc(&self, element: &Element) -> String {
        self.member_doc(
            element.annotation.doc.as_deref(),
            &format!("Element {}.", code(&element.name.local)),
            element.ty,
            element.default.as_deref(),
            element.fixed.as_deref(),
        )
    }

    /// A sequence of several elements that repeats: a struct of its own, many times.
    fn repeated_sequence(
        &mut self,
        particle: &Particle,
        particles: &[Particle],
        place: &str,
        content: &mut Content,
    ) {
        let (ty, parts, rows) =
            self.group(particles, "Sequence", place, content, particle.annotation.doc.as_deref());
        let start = content.elements.len();
        let len = rows.len();
        content.elements.extend(rows);
        let ident = content.scope.value_ident("sequence");
        content.push(Field {
            setter: None,
            ident,
            doc: doc::doc(particle.annotation.doc.as_deref(), "Elements that stand together, repeated.", &[]),
            ty,
            cardinality: Cardinality::Many,
            slot: Slot::Group { start, len, parts },
            initial: Initial::Nothing,
        });
    }

    /// Makes the struct for elements that stand together: its type, that of its parts, and its rows, which
    /// all repeat.
    fn group(
        &mut self,
        particles: &[Particle],
        suffix: &str,
        place: &str,
        around: &Content,
        written: Option<&str>,
    ) -> (Type, Type, Vec<Row>) {
        let module = around.module;
        let ident = self.module(module).scope.nested_type(&around.owner, suffix);
        let parts = self.module(module).scope.nested_type(&ident, "Parts");
        let at = self.reserve_item(module);
        let mut content = Content::new(&ident, module);
        for particle in particles {
            self.particle(particle, place, Occurrence::default(), &mut content);
        }
        let doc = doc::doc(written, &format!("Elements that stand together in `{}`.", around.owner), &[]);
        let rows = content.elements.iter().map(|row| Row { repeats: true, ..row.clone() }).collect();
        let group = Group {
            ident: ident.clone(),
            doc,
            parts: parts.clone(),
            elements: content.elements,
            fields: content.fields,
        };
        self.fill_item(module, at, Some(Item::Group(group)));
        (self.item_in(module, ident), self.item_in(module, parts), rows)
    }

    fn item_in(&mut self, module: usize, ident: String) -> Type {
        Type::Item { module: self.module_ident(module), ident }
    }

    fn choice(
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
        let mut names = Vec::new();
        branches.iter().for_each(|branch| collect_names(branch, &mut names));
        let taken = names.iter().any(|name| content.elements.iter().any(|row| row.name == xml_name(name)));
        let distinct = names.iter().collect::<std::collections::HashSet<_>>().len() == names.len();
        let empty = branches.iter().any(|branch| is_emptiable(branch));
        if branches.len() == 1 || !distinct || taken || contains_any(&branches) {
            let exclusive = branches.len() > 1;
            let flat = Occurrence { optional: within.optional || exclusive, exclusive, ..within };
            return branches.iter().for_each(|branch| self.particle(branch, place, flat, content));
        }
        let cardinality = if within.repeated {
            Cardinality::Many
        } else if within.optional || empty {
            Cardinality::Optional
        } else {
            Cardinality::One
        };
        self.choice_field(particle, &branches, place, cardinality, content);
    }

    fn choice_field(
        &mut self,
        particle: &Particle,
        branches: &[&Particle],
        place: &str,
        cardinality: Cardinality,
        content: &mut Content,
    ) {
        let module = content.module;
        let ident = self.module(module).scope.nested_type(&content.owner, "Choice");
        let at = self.reserve_item(module);
        let repeated = cardinality == Cardinality::Many;
        let start = content.elements.len();
        let mut inner = Content::new(&ident, module);
        let mut variants = Vec::new();
        let mut rows = Vec::new();
        let mut scope = Scope::default();
        for branch in branches {
            let (variant, row) = match &branch.term {
                Term::Element(element) => {
                    let many = !repeated && branch.max.is_none_or(|max| max > 1);
                    self.element_branch(element, many, place, &mut scope, &mut inner)
                }
                Term::Sequence(particles) | Term::All(particles) => {
                    self.group_branch(particles, place, &mut scope, &mut inner)
                }
                Term::Choice(_) => {
                    self.group_branch(std::slice::from_ref(*branch), place, &mut scope, &mut inner)
                }
                Term::Any { .. } => continue,
            };
            variants.push(variant);
            rows.push(row);
        }
        let simple = rows.iter().all(|row| matches!(row, PartsBranch::Element(_)))
            && variants.iter().all(|variant| variant.cardinality == Cardinality::One);
        content
            .elements
            .extend(inner.elements.iter().map(|row| Row { repeats: row.repeats || repeated, ..row.clone() }));
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
            (slot, Some(ChoiceParts { ident: parts, branches: rows }))
        };
        let doc = doc::doc(
            particle.annotation.doc.as_deref(),
            &format!("One of the branches of a choice in `{}`.", content.owner),
            &[],
        );
        let item = Choice { ident: ident.clone(), doc, elements: inner.elements, variants, parts };
        self.fill_item(module, at, Some(Item::Choice(item)));
        let field = content.scope.value_ident("choice");
        content.push(Field {
            setter: None,
            ident: field,
            doc: if repeated {
                "The branches, in the order of the document."
            } else {
                "The branch that stands here."
            }
            .to_owned(),
            ty: self.item_in(module, ident),
            cardinality,
            slot,
            initial: if cardinality == Cardinality::One { Initial::Argument } else { Initial::Nothing },
        });
    }

    fn element_branch(
        &mut self,
        element: &Element,
        many: bool,
        place: &str,
        scope: &mut Scope,
        inner: &mut Content,
    ) -> (Variant, PartsBranch) {
        let local = &*element.name.local;
        let place = format!("{place}/{local}");
        let owner = inner.owner.clone();
        let member = Member { owner: &owner, local, place: &place };
        let (ty, collapse, _) = self.member_type(element.ty, member);
        let pinned = self.pinned(self.bindings.rename(&place), scope);
        let row = inner.elements.len();
        inner.elements.push(Row { name: xml_name(&element.name), repeats: many, collapse });
        let variant = Variant {
            ident: pinned.unwrap_or_else(|| scope.type_ident(local)),
            doc: self.element_doc(element),
            ty: if element.nillable { Type::Nillable(Box::new(ty)) } else { ty },
            cardinality: if many { Cardinality::Many } else { Cardinality::One },
        };
        (variant, PartsBranch::Element(row))
    }

    fn group_branch(
        &mut self,
        particles: &[Particle],
        place: &str,
        scope: &mut Scope,
        inner: &mut Content,
    ) -> (Variant, PartsBranch) {
        let mut names = Vec::new();
        particles.iter().for_each(|particle| collect_names(particle, &mut names));
        let words: Vec<_> = names.iter().take(3).map(|name| &*name.local).collect();
        let wanted = words.join(" ");
        let (ty, parts, rows) = self.group(particles, &wanted, place, inner, None);
        let start = inner.elements.len();
        let len = rows.len();
        // Within a choice that stands once, a group's own rows say what repeats; the owner adds the rest.
        inner.elements.extend(rows);
        let variant = Variant {
            ident: scope.type_ident(&wanted),
            doc: format!("The elements {} together.", list(&words)),
            ty,
            cardinality: Cardinality::One,
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
                within.repeated |= particle.max.is_none_or(|max| max > 1);
                collect_branches(inner, branches, within);
            }
            Term::Sequence(inner) | Term::All(inner) if particle.max == Some(1) => match &inner[..] {
                [] => within.optional = true,
                [_] => {
                    within.optional |= particle.min == 0;
                    collect_branches(inner, branches, within);
                }
                _ => branches.push(particle),
            },
            _ => branches.push(particle),
        }
    }
}

fn collect_names<'p>(particle: &'p Particle, names: &mut Vec<&'p crate::schema::QName>) {
    match &particle.term {
        Term::Element(element) => names.push(&element.name),
        Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
            inner.iter().for_each(|particle| collect_names(particle, names));
        }
        Term::Any { .. } => {}
    }
}

fn contains_any(branches: &[&Particle]) -> bool {
    branches.iter().any(|branch| match &branch.term {
        Term::Any { .. } => true,
        Term::Element(_) => false,
        Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
            contains_any(&inner.iter().collect::<Vec<_>>())
        }
    })
}

/// Whether nothing at all satisfies the particle.
fn is_emptiable(particle: &Particle) -> bool {
    particle.min == 0
        || match &particle.term {
            Term::Element(_) | Term::Any { .. } => false,
            Term::Sequence(inner) | Term::All(inner) => inner.iter().all(is_emptiable),
            Term::Choice(inner) => inner.is_empty() || inner.iter().any(is_emptiable),
        }
}
