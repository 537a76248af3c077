//! Unions (XSD 1.0 part 2, section 2.5.1.3): which member types a Rust enum tells apart, and in which order a text is
//! offered to them.
//!
//! Facets are not checked, so members that differ by facets alone are one. Text comes last, since it takes whatever is
//! left; before it stand lists that take any text.

use std::borrow::Cow;
use std::collections::HashSet;

use super::doc;
use super::lower::{Lowering, Member};
use super::name::Scope;
use super::simple::builtin;
use super::{Attempt, Cardinality, Item, Type, Union, Variant};
use crate::schema::{Builtin, EnumValue, Facets, SimpleType, TypeId, TypeKind, TypeName, TypeRef};

/// What a union is in Rust.
pub(super) enum Shape {
    /// The only type that is left.
    Alias(TypeRef),
    /// Enumerations alone: one with the values of all.
    Values(Vec<EnumValue>),
    /// A variant for each of them.
    Variants(Vec<TypeRef>),
}

/// What a member type takes, in the order in which members are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Takes {
    /// The values of an enumeration, a number, a date or the like.
    Values,
    /// Any text as a list: that of text, or of enumerations, which are open.
    AnyList,
    /// Any text.
    Text,
}

impl Lowering<'_> {
    /// The union that a type is, or restricts without values of its own, where it is a Rust enum of member types.
    pub(super) fn is_union(&self, ty: TypeRef) -> bool {
        let TypeRef::Defined(id) = ty else { return false };
        match &self.type_at(id).kind {
            TypeKind::Simple(SimpleType::Restriction { base, enumeration, .. }) => {
                enumeration.is_empty() && self.is_union(*base)
            }
            TypeKind::Simple(SimpleType::Union { members }) => match self.union_shape(members) {
                Shape::Alias(ty) => self.is_union(ty),
                Shape::Values(_) => false,
                Shape::Variants(_) => true,
            },
            _ => false,
        }
    }

    pub(super) fn union_shape(&self, members: &[TypeRef]) -> Shape {
        if let [only] = members {
            return Shape::Alias(*only);
        }
        let members = self.told_apart(&self.flattened(members));
        match &members[..] {
            [] => Shape::Alias(TypeRef::Builtin(Builtin::AnySimpleType)),
            [only] => Shape::Alias(*only),
            _ => {
                let enumerations: Option<Vec<TypeId>> =
                    members.iter().map(|member| self.enumeration_of(*member)).collect();
                match enumerations {
                    Some(all) => Shape::Values(
                        all.into_iter().flat_map(|id| self.values_of(id).into_owned()).collect(),
                    ),
                    None => Shape::Variants(members),
                }
            }
        }
    }

    /// The member types, each once, those of unions among them in their place.
    pub(super) fn flattened(&self, members: &[TypeRef]) -> Vec<TypeRef> {
        let mut open: Vec<TypeRef> = members.iter().rev().copied().collect();
        let mut seen = HashSet::new();
        let mut flat = Vec::new();
        while let Some(member) = open.pop() {
            if !seen.insert(member) {
                continue;
            }
            match self.members_of(member) {
                Some(inner) => open.extend(inner.iter().rev()),
                None => flat.push(member),
            }
        }
        flat
    }

    /// The member types of a union, or of one that is restricted without values.
    fn members_of(&self, ty: TypeRef) -> Option<&[TypeRef]> {
        let mut ty = ty;
        while let TypeRef::Defined(id) = ty {
            match &self.type_at(id).kind {
                TypeKind::Simple(SimpleType::Restriction { base, enumeration, .. })
                    if enumeration.is_empty() =>
                {
                    ty = *base;
                }
                TypeKind::Simple(SimpleType::Union { members }) => return Some(members),
                _ => return None,
            }
        }
        None
    }

    /// The members that a text can be told to be of: of those that are the same in Rust the first without facets, and of
    /// those behind one that takes any text the enumerations.
    fn told_apart(&self, members: &[TypeRef]) -> Vec<TypeRef> {
        let mut kept: Vec<TypeRef> = Vec::new();
        let mut ended = false;
        for member in members.iter().copied() {
            match kept.iter_mut().find(|other| self.is_same_in_rust(**other, member)) {
                Some(other) if self.is_plain(member) && !self.is_plain(*other) => *other = member,
                Some(_) => {}
                None if ended && self.enumeration_of(member).is_none() => {}
                None => kept.push(member),
            }
            ended |= self.takes(member) == Takes::Text && self.is_plain(member);
        }
        kept
    }

    fn is_same_in_rust(&self, one: TypeRef, other: TypeRef) -> bool {
        if let (Some(one), Some(other)) = (self.enumeration_of(one), self.enumeration_of(other)) {
            return one == other;
        }
        match (self.unrestricted(one), self.unrestricted(other)) {
            (TypeRef::Builtin(one), TypeRef::Builtin(other)) => builtin(one).0 == builtin(other).0,
            (TypeRef::Defined(one), TypeRef::Defined(other)) => {
                let (one_item, other_item) = (self.list_item(one), self.list_item(other));
                one == other
                    || one_item.zip(other_item).is_some_and(|(one, other)| self.is_same_in_rust(one, other))
            }
            _ => false,
        }
    }

    fn list_item(&self, id: TypeId) -> Option<TypeRef> {
        match &self.type_at(id).kind {
            TypeKind::Simple(SimpleType::List { item }) => Some(*item),
            _ => None,
        }
    }

    fn is_list(&self, ty: TypeRef) -> bool {
        match self.unrestricted(ty) {
            TypeRef::Defined(id) => self.list_item(id).is_some(),
            TypeRef::Builtin(_) => false,
        }
    }

    /// The type below restrictions that are the same type in Rust.
    fn unrestricted(&self, ty: TypeRef) -> TypeRef {
        let mut ty = ty;
        while let TypeRef::Defined(id) = ty
            && let TypeKind::Simple(SimpleType::Restriction { base, .. }) = &self.type_at(id).kind
            && self.enumeration_of(ty).is_none()
        {
            ty = *base;
        }
        ty
    }

    /// The values of an enumeration of text.
    pub(super) fn values_of(&self, enumeration: TypeId) -> Cow<'_, [EnumValue]> {
        match &self.type_at(enumeration).kind {
            TypeKind::Simple(SimpleType::Restriction { enumeration, .. }) => Cow::Borrowed(enumeration),
            TypeKind::Simple(SimpleType::Union { members }) => match self.union_shape(members) {
                Shape::Values(values) => Cow::Owned(values),
                Shape::Alias(_) | Shape::Variants(_) => Cow::default(),
            },
            _ => Cow::default(),
        }
    }

    fn takes(&self, ty: TypeRef) -> Takes {
        if self.enumeration_of(ty).is_some() {
            return Takes::Values;
        }
        match self.unrestricted(ty) {
            TypeRef::Defined(id) if self.list_item(id).is_some_and(|item| self.takes_any_item(item)) => {
                Takes::AnyList
            }
            TypeRef::Defined(_) => Takes::Values,
            TypeRef::Builtin(known) => match builtin(known).0 {
                Type::String => Takes::Text,
                Type::List(_) => Takes::AnyList,
                _ => Takes::Values,
            },
        }
    }

    fn takes_any_item(&self, item: TypeRef) -> bool {
        self.enumeration_of(item).is_some() || self.is_union(item) || self.takes(item) == Takes::Text
    }

    /// Whether values of a type need nothing but the Rust type to be valid.
    fn is_plain(&self, ty: TypeRef) -> bool {
        match ty {
            TypeRef::Builtin(known) => !matches!(
                known,
                Builtin::Language
                    | Builtin::NmToken
                    | Builtin::Name
                    | Builtin::NcName
                    | Builtin::Id
                    | Builtin::IdRef
                    | Builtin::Entity
            ),
            TypeRef::Defined(id) => match &self.type_at(id).kind {
                TypeKind::Simple(SimpleType::Restriction { base, enumeration, facets }) => {
                    let checked = Facets { white_space: facets.white_space.clone(), ..Facets::default() };
                    enumeration.is_empty() && *facets == checked && self.is_plain(*base)
                }
                _ => true,
            },
        }
    }

    /// The item for a union whose members stay apart.
    pub(super) fn union_item(
        &mut self,
        id: TypeId,
        ident: String,
        doc: String,
        members: &[TypeRef],
        place: &str,
    ) -> Item {
        let mut scope = Scope::of_values();
        let mut pinned = Vec::new();
        for member in members {
            let name = self.name_of_member(*member);
            pinned.push(self.pinned_type(self.bindings.rename_value(place, &name), &mut scope));
            self.known(format!("{place} = {name}"));
        }
        let mut variants = Vec::new();
        for (member, pinned) in members.iter().zip(pinned) {
            let local = if self.is_list(*member) { ITEM } else { VALUE };
            let (owner, place) =
                self.declared_in(*member).unwrap_or_else(|| (ident.clone(), place.to_owned()));
            let ty = self.type_of(*member, Member { owner: &owner, local, place: &place }).0;
            variants.push(Variant {
                ident: pinned.unwrap_or_else(|| scope.member_variant(&self.name_of_member(*member))),
                doc: self.doc_of_member(*member),
                ty,
                cardinality: Cardinality::One,
            });
        }
        let attempts = self.attempts(members);
        Item::Union(Union { ident, doc, name: self.name_in_messages(id), variants, attempts })
    }

    /// Ident and place of the named type that a member without a name belongs to: it is not named after whatever union
    /// takes it in first.
    fn declared_in(&self, member: TypeRef) -> Option<(String, String)> {
        let TypeRef::Defined(id) = member else { return None };
        let TypeName::PartOf { owner } = &self.type_at(id).name else { return None };
        let TypeName::Named(name) = &self.type_at(*owner).name else { return None };
        let ident = self.idents_of(*owner).into_iter().next()?;
        Some((ident, name.local.to_string()))
    }

    /// Which member is asked next, and how.
    fn attempts(&self, members: &[TypeRef]) -> Vec<(usize, Attempt)> {
        let mut order: Vec<(Takes, usize)> =
            members.iter().enumerate().map(|(at, member)| (self.takes(*member), at)).collect();
        order.sort_unstable();
        let last = order.last().copied();
        let has_text = last.is_some_and(|(takes, _)| takes == Takes::Text);
        let attempt = |(takes, at): (Takes, usize)| {
            let member = members.get(at).copied().unwrap_or(TypeRef::Builtin(Builtin::AnySimpleType));
            let attempt = match takes {
                Takes::Text if self.collapses(member) => Attempt::CollapsedRest,
                Takes::Text => Attempt::Rest,
                Takes::AnyList if last == Some((takes, at)) => Attempt::Rest,
                _ if self.enumeration_of(member).is_some() => Attempt::Known,
                _ if !has_text => Attempt::Value,
                _ if matches!(self.ground(member), Builtin::QName | Builtin::Notation) => Attempt::Prefixed,
                _ => Attempt::Exact,
            };
            (at, attempt)
        };
        order.into_iter().map(attempt).collect()
    }

    /// What a variant is called after: the member type, or what it is made of where it has no name.
    fn name_of_member(&self, ty: TypeRef) -> String {
        let id = match ty {
            TypeRef::Builtin(known) => return known.name().to_owned(),
            TypeRef::Defined(id) => id,
        };
        let ty = self.type_at(id);
        match (&ty.name, &ty.kind) {
            (TypeName::Named(name), _) => name.local.to_string(),
            (_, TypeKind::Simple(SimpleType::Restriction { base, enumeration, .. }))
                if enumeration.is_empty() || !self.is_enumeration(id) =>
            {
                self.name_of_member(*base)
            }
            (_, TypeKind::Simple(SimpleType::List { .. })) => "list".to_owned(),
            _ => VALUE.to_owned(),
        }
    }

    fn doc_of_member(&self, ty: TypeRef) -> String {
        let written = self.written_member(ty);
        let TypeRef::Defined(id) = ty else { return format!("Type {written}.") };
        let found = self.type_at(id);
        let otherwise = match &found.name {
            TypeName::Named(_) => return format!("Type {written}."),
            _ if self.enumeration_of(ty).is_some() => "One of the values that the union lists.".to_owned(),
            _ if self.is_list(ty) => "A list.".to_owned(),
            _ => format!("Type {written} with facets."),
        };
        doc::doc(found.annotation.doc.as_deref(), &otherwise, &self.anonymous_facets(ty))
    }

    /// The name of a member type, or of what it restricts, as documentation has it.
    fn written_member(&self, ty: TypeRef) -> String {
        match ty {
            TypeRef::Builtin(known) => doc::code(&format!("xs:{}", known.name())),
            TypeRef::Defined(id) => match (&self.type_at(id).name, &self.type_at(id).kind) {
                (TypeName::Named(name), _) => doc::code(&name.local),
                (_, TypeKind::Simple(SimpleType::Restriction { base, .. })) => self.written_member(*base),
                (_, TypeKind::Simple(SimpleType::List { .. })) => "a list".to_owned(),
                _ => "a union".to_owned(),
            },
        }
    }

    /// For a union that is one Rust type only: what the contract makes it of.
    pub(super) fn doc_of_union(&self, members: &[TypeRef]) -> Vec<String> {
        let members: Vec<_> = members.iter().map(|member| self.written_member(*member)).collect();
        vec![format!("A union of {}.", members.join(" and "))]
    }
}

/// What a member type without a name is called.
const VALUE: &str = "value";

/// What the type of a list's items is called where it has no name.
const ITEM: &str = "item";
