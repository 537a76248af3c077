//! Content models: from nested particles to the flat members of a struct.
//!
//! A sequence that stands at most once is part of its surroundings; one that repeats is a `Vec` of
//! structs, unless it holds a single element, which repeats instead. A choice is an enum. A choice or a
//! repeated sequence with an element whose name stands in another place too is flat: its elements are members
//! of what is around it. The head of a substitution group is a choice of its own.

mod choice;
pub(super) mod mixed;
mod standing;
mod substitution;
mod wildcard;

use std::collections::{HashMap, HashSet};

use super::doc::{self, code};
use super::lower::{Lowering, Member, xml_name};
use super::name::{self, Scope};
use super::{Cardinality, Field, Group, Initial, Item, Member as Row, MemberPlace, Slot, Type, XmlName};
use crate::diagnostic::Diagnostic;
use crate::schema::{Element, Particle, Term};

pub(super) use standing::Standing;
pub(super) use substitution::Head;

/// What is known of the members of one struct or group so far.
pub(super) struct Content {
    /// Ident of the struct or group.
    pub(super) owner: String,
    /// Ident of the type that declares what is added: types without a name are named after it, so that they have the same
    /// name in all that derive from it.
    pub(super) declarer: String,
    pub(super) module: usize,
    /// All that stands in it.
    standing: Standing,
    scope: Scope,
    constants: Scope,
    pub(super) attributes: Vec<Row>,
    pub(super) elements: Vec<Row>,
    attribute_names: HashSet<XmlName>,
    /// Where each name is among the elements for the first time.
    positions: HashMap<XmlName, usize>,
    pub(super) fields: Vec<Field>,
    /// For each of the elements, its place in the sequence: elements of one place stand in any order.
    order: Vec<MemberPlace>,
}

/// What was made of a group.
struct Made {
    ty: Type,
    parts: Type,
    /// Its members, all of them repeated.
    rows: Vec<Row>,
    /// Their places.
    order: Vec<MemberPlace>,
}

/// How often what surrounds a particle stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Occurrence {
    optional: bool,
    repeated: bool,
    /// In a choice or a repeated sequence that is flat.
    flat: bool,
}

impl Occurrence {
    fn cardinality(self) -> Cardinality {
        if self.repeated {
            Cardinality::Many
        } else if self.optional {
            Cardinality::Optional
        } else {
            Cardinality::One
        }
    }
}

impl Content {
    pub(super) fn new(owner: &str, module: usize, standing: Standing) -> Self {
        Self {
            owner: owner.to_owned(),
            declarer: owner.to_owned(),
            module,
            standing,
            scope: Scope::default(),
            constants: Scope::reserving(&["ATTRIBUTES", "ELEMENTS", "TYPE", "TYPES", "DECLARES_HREF"]),
            attributes: Vec::new(),
            elements: Vec::new(),
            attribute_names: HashSet::new(),
            positions: HashMap::new(),
            fields: Vec::new(),
            order: Vec::new(),
        }
    }

    /// The same for what stands inside of this one and has the ident `owner`.
    fn within(&self, owner: &str, standing: Standing) -> Self {
        Self { declarer: self.declarer.clone(), ..Self::new(owner, self.module, standing) }
    }

    /// Adds an element that has a place of its own in the sequence.
    fn push_row(&mut self, row: Row, cardinality: Cardinality) -> usize {
        let index = self.elements.len();
        self.positions.entry(row.name.clone()).or_insert(index);
        self.elements.push(row);
        self.order.push(MemberPlace { position: index, required: cardinality == Cardinality::One });
        index
    }

    /// Adds the elements of a group: with the places that they have there, or in one place where the group
    /// repeats and keeps its own order.
    fn push_rows(&mut self, rows: Vec<Row>, order: &[MemberPlace], cardinality: Cardinality) -> usize {
        let start = self.elements.len();
        for (row, at) in rows.iter().zip(start..) {
            self.positions.entry(row.name.clone()).or_insert(at);
        }
        self.elements.extend(rows);
        self.order.extend(order.iter().map(|place| MemberPlace {
            position: if cardinality == Cardinality::Many { start } else { start + place.position },
            required: place.required && cardinality == Cardinality::One,
        }));
        start
    }

    fn position(&self, name: &XmlName) -> Option<usize> {
        self.positions.get(name).copied()
    }

    /// Whether there is no attribute of the name yet. From now on there is one.
    pub(super) fn is_new_attribute(&mut self, name: &XmlName) -> bool {
        self.attribute_names.insert(name.clone())
    }

    /// Lets the elements from `start` on stand in any order.
    fn disorder(&mut self, start: usize) {
        self.order.iter_mut().skip(start).for_each(|place| place.position = start);
    }

    /// Makes the member at `index` of the elements repeat, unless it belongs to a choice or a group.
    fn repeat(&mut self, index: usize) -> bool {
        let slot = Slot::Element(index);
        let Some(field) = self.fields.iter_mut().find(|field| field.slot == slot) else { return false };
        field.cardinality = Cardinality::Many;
        field.initial = Initial::Nothing;
        field.setter = Some(name::setter(&field.ident));
        if let Some(row) = self.elements.get_mut(index) {
            row.repeats = true;
        }
        true
    }

    /// Of the elements of this name one has to stand, unless they belong to a choice or a group.
    fn require(&mut self, index: usize) {
        let slot = Slot::Element(index);
        if let Some(field) = self.fields.iter_mut().find(|field| field.slot == slot) {
            field.at_least_one = true;
        }
    }

    /// The ident of a new field, as the bindings or the XML name have it.
    pub(super) fn field_ident(&mut self, lowering: &mut Lowering<'_>, local: &str, place: &str) -> String {
        let pinned = lowering.pinned_value(lowering.bindings.rename(place), &mut self.scope);
        pinned.unwrap_or_else(|| self.scope.value_ident(local))
    }

    pub(super) fn push(&mut self, mut field: Field) {
        if field.initial != Initial::Argument {
            field.setter = Some(name::setter(&field.ident));
        }
        if let Some(wire_name) = self.wire_name(&field) {
            field.doc = doc::with(field.doc, &wire_name);
        }
        self.fields.push(field);
    }

    /// What a field is in the XML, where its ident does not tell.
    fn wire_name(&self, field: &Field) -> Option<String> {
        let (kind, row) = match field.slot {
            Slot::Attribute(index) => ("Attribute", self.attributes.get(index)?),
            Slot::Element(index) | Slot::Wrapped { index, .. } => ("Element", self.elements.get(index)?),
            _ => return None,
        };
        let local = &row.name.local;
        let is_told = row.wildcard.is_some() || name::value_shows(local, &field.ident);
        (!is_told).then(|| format!("{kind} {}.", code(local)))
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
        let within = Occurrence {
            optional: around.optional || particle.min == 0,
            repeated: around.repeated || repeats(particle),
            flat: around.flat,
        };
        match &particle.term {
            Term::Element(element) => self.element(element, particle, place, within, content),
            Term::Sequence(particles) | Term::All(particles) => match &particles[..] {
                _ if is_void(particle) => {}
                [only] => self.particle(only, place, within, content),
                _ if within.repeated && !within.flat => {
                    self.repeated_sequence(particle, particles, place, within, content)
                }
                _ => particles.iter().for_each(|particle| self.particle(particle, place, within, content)),
            },
            Term::Choice(particles) => self.choice(particle, particles, place, within, content),
            Term::Substitution(group) => self.substitution(group, particle, place, within, content),
            Term::Any(namespaces) => self.wildcard(namespaces, particle, place, within, content),
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
        let at_least_one = particle.max != Some(0) && self.is_due(within, &place);
        if let Some(index) = content.position(&name) {
            if at_least_one {
                content.require(index);
            }
            return self.again(element, &name, content);
        }
        let cardinality = self.cardinality(particle, &place, within, content.standing.repeats(&name));
        let doc = self.element_doc(element);
        if cardinality != Cardinality::Many
            && !content.standing.is_shared(&name)
            && !element.nillable
            && self.bindings.retype(&place).is_none()
            && let Some(item) = self.wrapped_item(element.ty)
        {
            return self.wrapped(element, item, &place, cardinality, doc, content);
        }
        let owner = content.declarer.clone();
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
        let index = content.push_row(
            Row { name, repeats: cardinality == Cardinality::Many, collapse, wildcard: None },
            cardinality,
        );
        let ident = content.field_ident(self, local, &place);
        content.push(Field {
            setter: None,
            ident,
            doc,
            ty,
            cardinality,
            at_least_one,
            slot: Slot::Element(index),
            initial,
        });
    }

    /// Whether what stands `within` has to be there, and the bindings do not let it be absent.
    fn is_due(&self, within: Occurrence, place: &str) -> bool {
        !within.optional && !self.bindings.is_optional(place)
    }

    fn cardinality(
        &mut self,
        particle: &Particle,
        place: &str,
        within: Occurrence,
        repeats: bool,
    ) -> Cardinality {
        if particle.max == Some(0) {
            self.diagnostics.push(
                Diagnostic::warning("max-occurs-zero", "the contract forbids this element")
                    .at(particle.annotation.span, "generated as an optional member all the same".to_owned())
                    .help("services that declare `maxOccurs=\"0\"` have been seen to need the element"),
            );
            return Cardinality::Optional;
        }
        if repeats {
            Cardinality::Many
        } else if within.optional || self.bindings.is_optional(place) {
            Cardinality::Optional
        } else {
            Cardinality::One
        }
    }

    /// An element of a name that the content has already is the same member.
    fn again(&mut self, element: &Element, name: &XmlName, content: &Content) {
        if content.standing.is_again(name) {
            self.diagnostics.push(
                Diagnostic::note("repeated-name", "the element stands in two places of one type").at(
                    element.annotation.span,
                    "it is one repeated member, written in one place".to_owned(),
                ),
            );
        }
        if content.standing.ty(name) != Some(element.ty) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "two-types-of-one-name",
                    format!("the element `{}` has another type in another place of one type", name.local),
                )
                .at(
                    element.annotation.span,
                    "it is one member, of the type that the first one has".to_owned(),
                )
                .help("give both the same named type (XSD 1.0 part 1, section 3.8.6)"),
            );
        }
    }

    /// A wrapper around a repeated element: the list of the elements.
    fn wrapped(
        &mut self,
        wrapper: &Element,
        (item, is_due): (&Element, bool),
        place: &str,
        cardinality: Cardinality,
        doc: String,
        content: &mut Content,
    ) {
        let owner = format!("{}{}", content.declarer, name::type_ident(&wrapper.name.local));
        let inner = format!("{place}/{}", item.name.local);
        let member = Member { owner: &owner, local: &item.name.local, place: &inner };
        let (ty, collapse, _) = self.member_type(item.ty, member);
        let ty = if item.nillable { Type::Nillable(Box::new(ty)) } else { ty };
        self.known(place.to_owned());
        let row = Row { name: xml_name(&wrapper.name), repeats: false, collapse: false, wildcard: None };
        let index = content.push_row(row, cardinality);
        let item = Row { name: xml_name(&item.name), repeats: true, collapse, wildcard: None };
        let constant = content.constants.constant(&wrapper.name.local);
        let ident = content.field_ident(self, &wrapper.name.local, place);
        let at_least_one = is_due && !self.bindings.is_optional(&inner);
        let slot = Slot::Wrapped { index, item, constant };
        let initial = Initial::Nothing;
        content.push(Field { setter: None, ident, doc, ty, cardinality, at_least_one, slot, initial });
    }

    /// Documentation of the variant `ident` for an element.
    fn variant_doc(&self, element: &Element, ident: &str) -> String {
        let (doc, local) = (self.element_doc(element), &*element.name.local);
        if name::type_shows(local, ident) {
            return doc;
        }
        doc::with(doc, &format!("Element {}.", code(local)))
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
        within: Occurrence,
        content: &mut Content,
    ) {
        let standing = Standing::of(particles);
        let is_told_apart = !standing.competes_in(&content.standing) && !wildcard::hide_beginnings(particles);
        if !is_told_apart || !standing.is_apart_in(&content.standing) {
            return self.flat_sequence(particle, particles, place, within, content);
        }
        let written = particle.annotation.doc.as_deref();
        let Made { ty, parts, rows, order } =
            self.group(particles, true, "Sequence", place, content, written);
        let len = rows.len();
        let start = content.push_rows(rows, &order, Cardinality::Many);
        let ident = content.scope.value_ident("sequence");
        content.push(Field {
            setter: None,
            ident,
            doc: doc::doc(particle.annotation.doc.as_deref(), "Elements that stand together, repeated.", &[]),
            ty,
            cardinality: Cardinality::Many,
            at_least_one: !within.optional && !particles.iter().all(choice::is_emptiable),
            slot: Slot::Group { start, len, parts },
            initial: Initial::Nothing,
        });
    }

    /// A repeated sequence with an element whose name stands in several places, or with wildcards that nothing tells apart:
    /// where the next sequence begins would be a guess, so each element is a repeated member.
    fn flat_sequence(
        &mut self,
        particle: &Particle,
        particles: &[Particle],
        place: &str,
        within: Occurrence,
        content: &mut Content,
    ) {
        let start = content.elements.len();
        let flat = Occurrence { flat: true, ..within };
        particles.iter().for_each(|particle| self.particle(particle, place, flat, content));
        content.disorder(start);
        let what = if Standing::of(particles).is_apart_in(&content.standing) {
            "a repeated sequence has wildcards that nothing tells apart"
        } else {
            "a repeated sequence has a name that stands in several places"
        };
        self.diagnostics.push(Diagnostic::note("flat-sequence", what).at(
            particle.annotation.span,
            "each element is a repeated member; which of them stand together is not kept".to_owned(),
        ));
    }

    /// Makes the struct for elements that stand together: its type, that of its parts, and its rows, which
    /// all repeat.
    fn group(
        &mut self,
        particles: &[Particle],
        repeated: bool,
        suffix: &str,
        place: &str,
        around: &Content,
        written: Option<&str>,
    ) -> Made {
        let module = around.module;
        let ident = self.module(module).scope.nested_type(&around.owner, suffix);
        let parts = self.module(module).scope.nested_type(&ident, "Parts");
        let at = self.reserve_item(module);
        let mut content = around.within(&ident, Standing::of(particles));
        for particle in particles {
            self.particle(particle, place, Occurrence::default(), &mut content);
        }
        let doc = doc::doc(written, &format!("Elements that stand together in `{}`.", around.owner), &[]);
        let rows = content.elements.iter().map(|row| Row { repeats: true, ..row.clone() }).collect();
        let order = content.order;
        let group = Group {
            ident: ident.clone(),
            doc,
            parts: parts.clone(),
            elements: content.elements,
            order: if repeated { order.clone() } else { Vec::new() },
            fields: content.fields,
        };
        self.fill_item(module, at, Some(Item::Group(group)));
        Made { ty: self.item_in(module, ident), parts: self.item_in(module, parts), rows, order }
    }

    fn item_in(&mut self, module: usize, ident: String) -> Type {
        Type::Item { module: self.module_ident(module), ident }
    }
}

fn repeats(particle: &Particle) -> bool {
    particle.max.is_none_or(|max| max > 1)
}

/// The names of the elements inside of particles, in document order; `any` for a wildcard.
fn words_in(particles: &[Particle]) -> Vec<&str> {
    let mut found = Vec::new();
    for particle in particles {
        match &particle.term {
            Term::Element(element) => found.push(&*element.name.local),
            Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => found.extend(words_in(inner)),
            Term::Substitution(group) => found.push(&*group.name.local),
            Term::Any(_) => found.push("any"),
        }
    }
    found
}

/// Whether the particle is made of sequences without anything that may stand in them.
fn is_void(particle: &Particle) -> bool {
    match &particle.term {
        Term::Element(_) => false,
        _ if particle.max == Some(0) => true,
        Term::Substitution(_) | Term::Any(_) => false,
        Term::Sequence(inner) | Term::All(inner) => inner.iter().all(is_void),
        Term::Choice(inner) => !inner.is_empty() && inner.iter().all(is_void),
    }
}

/// The elements inside of particles, in document order.
fn elements_in<'p>(particles: impl IntoIterator<Item = &'p Particle>) -> Vec<&'p Element> {
    let mut found = Vec::new();
    for particle in particles {
        match &particle.term {
            Term::Element(element) => found.push(element),
            Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
                found.extend(elements_in(inner))
            }
            Term::Substitution(group) => found.extend(elements_in(group.members.iter())),
            Term::Any(_) => {}
        }
    }
    found
}
