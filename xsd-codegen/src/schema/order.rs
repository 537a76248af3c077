//! Puts types into document order and corrects every id.

use super::{Content, Element, Particle, SimpleType, Term, Type, TypeId, TypeKind, TypeName, TypeRef};

/// Where each type goes, by its present id.
pub(super) struct Positions(Vec<TypeId>);

impl Positions {
    pub(super) fn of(&self, id: TypeId) -> TypeId {
        self.0.get(id.0).copied().unwrap_or(id)
    }

    fn correct(&self, ty: &mut TypeRef) {
        if let TypeRef::Defined(id) = ty {
            *id = self.of(*id);
        }
    }
}

/// From the ids in the order that is wanted.
pub(super) fn positions(order: &[TypeId]) -> Positions {
    let mut positions = vec![TypeId(0); order.len()];
    for (position, id) in order.iter().enumerate() {
        if let Some(slot) = positions.get_mut(id.0) {
            *slot = TypeId(position);
        }
    }
    Positions(positions)
}

pub(super) fn renumber(types: &mut Vec<Type>, elements: &mut [Element], positions: &Positions) {
    let mut placed: Vec<(TypeId, Type)> = std::mem::take(types)
        .into_iter()
        .enumerate()
        .map(|(index, ty)| (positions.of(TypeId(index)), ty))
        .collect();
    placed.sort_by_key(|(position, _)| *position);
    types.extend(placed.into_iter().map(|(_, ty)| ty));
    types.iter_mut().for_each(|ty| correct_type(ty, positions));
    elements.iter_mut().for_each(|element| positions.correct(&mut element.ty));
}

fn correct_type(ty: &mut Type, positions: &Positions) {
    match &mut ty.name {
        TypeName::Within { owner, .. } | TypeName::PartOf { owner } => *owner = positions.of(*owner),
        TypeName::Named(_) | TypeName::OfElement(_) | TypeName::OfAttribute(_) | TypeName::InGroup { .. } => {
        }
    }
    match &mut ty.kind {
        TypeKind::Simple(SimpleType::Restriction { base, .. }) => positions.correct(base),
        TypeKind::Simple(SimpleType::List { item }) => positions.correct(item),
        TypeKind::Simple(SimpleType::Union { members }) => {
            members.iter_mut().for_each(|member| positions.correct(member));
        }
        TypeKind::Complex(ty) => {
            if let Some(derivation) = &mut ty.derivation {
                positions.correct(&mut derivation.base);
            }
            match &mut ty.content {
                Content::Empty => {}
                Content::Simple(text) => positions.correct(text),
                Content::Particle(particle) => correct_particle(particle, positions),
            }
            ty.attributes.iter_mut().for_each(|attribute| positions.correct(&mut attribute.ty));
        }
    }
}

fn correct_particle(particle: &mut Particle, positions: &Positions) {
    match &mut particle.term {
        Term::Element(element) => positions.correct(&mut element.ty),
        Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
            inner.iter_mut().for_each(|particle| correct_particle(particle, positions));
        }
        // Ids are corrected before substitution groups are looked at.
        Term::Substitution(_) | Term::Any(_) => {}
    }
}
