//! References that lead nowhere. They are mistakes where an operation needs what they mean; elsewhere the contract is as
//! good without it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::check::MAX_SUBSTITUTION;
use super::{
    Content, Contract, Element, ElementId, Part, PartContent, Particle, QName, SimpleType, Term, Type,
    TypeId, TypeKind, TypeRef,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::document::{MissingDocument, Ref};

/// Whose reference it is.
#[derive(Clone, Debug)]
pub(super) enum User {
    Type(TypeId),
    Element(ElementId),
    /// A global attribute.
    Attribute(QName),
    Message(QName),
    /// An operation of a port type, by its place.
    Operation(Span),
    /// A binding or a port, one of which at least has to be whole.
    Services,
}

/// A reference that leads nowhere.
#[derive(Debug)]
pub(super) struct Unresolved {
    pub(super) user: User,
    /// The namespace of what it names, where that is known.
    namespace: Option<Arc<str>>,
    /// As an error.
    diagnostic: Diagnostic,
    /// What is done about it where it is none.
    instead: &'static str,
}

impl Unresolved {
    pub(super) fn new(user: User, reference: &Ref, diagnostic: Diagnostic, instead: &'static str) -> Self {
        let namespace = reference.fault.is_none().then(|| Arc::clone(&reference.name.namespace));
        Self { user, namespace, diagnostic, instead }
    }

    fn is_in(&self, missing: &MissingDocument) -> bool {
        self.namespace.as_ref() == Some(&missing.namespace)
    }
}

impl Contract {
    /// Tells of each reference that leads nowhere: as an error where an operation needs it, or where the contract has no
    /// operations that could be called. Of those into a document that is missing, that document is told of instead.
    pub(crate) fn report_unresolved(&self, diagnostics: &mut Diagnostics) {
        let needed = Needed::of(self);
        let (errors, others): (Vec<_>, Vec<_>) =
            self.unresolved.iter().partition(|it| needed.as_ref().is_none_or(|needed| needed.by(&it.user)));
        for missing in &self.missing {
            diagnostics.push(told_of_missing(missing, needed.is_none(), &errors));
        }
        for error in &errors {
            if !self.missing.iter().any(|missing| error.is_in(missing)) {
                diagnostics.push(error.diagnostic.clone());
            }
        }
        for other in others {
            // A group may be used both by what is needed and by what is not.
            if !errors.iter().any(|error| error.diagnostic == other.diagnostic) {
                let instead = format!("{}, since no operation needs it", other.instead);
                diagnostics.push(other.diagnostic.clone().tolerated(&instead));
            }
        }
    }
}

/// An error where a reference needs the document, and shows the first that does; also where all of the contract is needed
/// and the document is part of it.
fn told_of_missing(missing: &MissingDocument, all_is_needed: bool, errors: &[&Unresolved]) -> Diagnostic {
    let mut users = errors.iter().filter(|error| error.is_in(missing));
    let diagnostic = missing.diagnostic.clone();
    match users.next().and_then(|first| first.diagnostic.labels.first()) {
        Some(place) => {
            let more = match users.count() {
                0 => String::new(),
                1 => ", and in one more place".to_owned(),
                more => format!(", and in {more} more places"),
            };
            diagnostic.at(place.span, format!("needed here{more}"))
        }
        None if all_is_needed && missing.is_part => diagnostic,
        None => diagnostic.tolerated("not needed"),
    }
}

/// What the operations of a contract need, and what that needs in turn.
struct Needed<'c> {
    contract: &'c Contract,
    /// The types that derive from each: they may stand for it.
    derived: HashMap<TypeId, Vec<TypeId>>,
    types: HashSet<TypeId>,
    elements: HashSet<ElementId>,
    attributes: HashSet<&'c QName>,
    messages: HashSet<&'c QName>,
    operations: HashSet<Span>,
    /// Types that were not looked into yet.
    open: Vec<TypeId>,
}

impl<'c> Needed<'c> {
    /// `None` where there is no operation that could be called: then all is needed.
    fn of(contract: &'c Contract) -> Option<Self> {
        let mut needed = Self {
            contract,
            derived: derived(&contract.types),
            types: HashSet::new(),
            elements: HashSet::new(),
            attributes: HashSet::new(),
            messages: HashSet::new(),
            operations: HashSet::new(),
            open: Vec::new(),
        };
        needed.bound_operations();
        while let Some(id) = needed.open.pop() {
            needed.inside(id);
        }
        (!needed.operations.is_empty()).then_some(needed)
    }

    fn by(&self, user: &User) -> bool {
        match user {
            User::Type(id) => self.types.contains(id),
            User::Element(id) => self.elements.contains(id),
            User::Attribute(name) => self.attributes.contains(name),
            User::Message(name) => self.messages.contains(name),
            User::Operation(span) => self.operations.contains(span),
            User::Services => false,
        }
    }

    fn bound_operations(&mut self) {
        for binding in &self.contract.bindings {
            let Some(port_type) = self.contract.port_types.get(binding.port_type) else { continue };
            for bound in &binding.operations {
                for message in bound.input.iter().chain(&bound.output) {
                    message.body.iter().for_each(|part| self.part(part));
                    for header in &message.headers {
                        self.messages.insert(&header.message);
                        self.part(&header.part);
                    }
                }
                let Some(operation) = port_type.operations.get(bound.operation) else { continue };
                self.operations.insert(operation.annotation.span);
                self.messages
                    .extend(operation.input.iter().chain(&operation.output).map(|message| &message.name));
                for fault in &operation.faults {
                    self.messages.insert(&fault.message.name);
                    fault.message.parts.iter().for_each(|part| self.part(part));
                }
            }
        }
    }

    fn part(&mut self, part: &'c Part) {
        match part.content {
            PartContent::Element(id) => {
                if let Some(element) = self.contract.elements.get(id.0) {
                    self.element(element);
                }
            }
            PartContent::Type(ty) => self.ty(ty),
        }
    }

    /// An element, with the heads that it may have its type from.
    fn element(&mut self, element: &'c Element) {
        let contract = self.contract;
        let head = |element: &&Element| contract.elements.get(element.substitutes?.0);
        let chain = std::iter::successors(Some(element), head).take(MAX_SUBSTITUTION + 1);
        self.elements.extend(chain.take_while(|head| head.ty == element.ty).filter_map(|head| head.global));
        self.ty(element.ty);
    }

    fn ty(&mut self, ty: TypeRef) {
        if let TypeRef::Defined(id) = ty
            && self.types.insert(id)
        {
            self.open.push(id);
        }
    }

    fn inside(&mut self, id: TypeId) {
        for derived in self.derived.get(&id).cloned().unwrap_or_default() {
            self.ty(TypeRef::Defined(derived));
        }
        match self.contract.types.get(id.0).map(|ty| &ty.kind) {
            None => {}
            Some(TypeKind::Simple(
                SimpleType::Restriction { base: ty, .. } | SimpleType::List { item: ty },
            )) => {
                self.ty(*ty);
            }
            Some(TypeKind::Simple(SimpleType::Union { members })) => {
                members.iter().for_each(|member| self.ty(*member));
            }
            Some(TypeKind::Complex(ty)) => {
                if let Some(derivation) = ty.derivation {
                    self.ty(derivation.base);
                }
                match &ty.content {
                    Content::Empty => {}
                    Content::Simple(text) => self.ty(*text),
                    Content::Particle(particle) => self.particle(particle),
                }
                for attribute in &ty.attributes {
                    self.attributes.insert(&attribute.name);
                    self.ty(attribute.ty);
                    if let Some(array) = &attribute.array_type {
                        self.ty(array.item);
                    }
                }
            }
        }
    }

    fn particle(&mut self, particle: &'c Particle) {
        match &particle.term {
            Term::Element(element) => self.element(element),
            Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
                inner.iter().for_each(|particle| self.particle(particle));
            }
            Term::Substitution(group) => {
                self.elements.insert(group.head);
                group.members.iter().for_each(|member| self.particle(member));
            }
            Term::Any(_) => {}
        }
    }
}

fn derived(types: &[Type]) -> HashMap<TypeId, Vec<TypeId>> {
    let mut derived: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    for (index, ty) in types.iter().enumerate() {
        if let TypeKind::Complex(complex) = &ty.kind
            && let Some(derivation) = complex.derivation
            && let TypeRef::Defined(base) = derivation.base
        {
            derived.entry(base).or_default().push(TypeId(index));
        }
    }
    derived
}
