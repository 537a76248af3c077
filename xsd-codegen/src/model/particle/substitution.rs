//! References to the head of a substitution group: one enum for each head, which all types share.

use super::{Content, Occurrence};
use crate::model::doc::{self, code};
use crate::model::lower::{Lowering, Member, xml_name};
use crate::model::name::Scope;
use crate::model::{
    Cardinality, Choice, ChoiceBranch, Field, Initial, Item, Member as Row, MemberPlace, Slot, Type, Variant,
};
use crate::schema::{Element, Particle, Substitution, Term};

/// The enum of a head.
#[derive(Clone)]
pub(in crate::model) struct Head {
    ty: Type,
    rows: Vec<Row>,
    /// Idents of the variants, one for each row.
    variants: Vec<String>,
}

impl Lowering<'_> {
    pub(super) fn substitution(
        &mut self,
        group: &Substitution,
        particle: &Particle,
        place: &str,
        within: Occurrence,
        content: &mut Content,
    ) {
        let mut names = members(group).map(|element| xml_name(&element.name));
        if within.flat || names.any(|name| content.standing.is_shared(&name)) {
            let branches: Vec<_> = group.members.iter().collect();
            return self.flat_choice(particle, &branches, place, within, content);
        }
        let local = &*group.name.local;
        let place = format!("{place}/{local}");
        self.known(place.clone());
        let optional = within.optional || self.bindings.is_optional(&place);
        let cardinality = Occurrence { optional, ..within }.cardinality();
        let Head { ty, mut rows, variants } = self.head(group);
        rows.iter_mut().for_each(|row| row.repeats = cardinality == Cardinality::Many);
        let together = vec![MemberPlace { position: 0, required: true }; rows.len()];
        let start = content.push_rows(rows, &together, cardinality);
        let branch = |(at, variant)| ChoiceBranch { index: start + at, variant, boxed: false };
        let branches = variants.into_iter().enumerate().map(branch).collect();
        let ident = content.field_ident(self, local, &place);
        let otherwise = format!("Element {} or what substitutes it.", code(local));
        content.push(Field {
            setter: None,
            ident,
            doc: doc::doc(particle.annotation.doc.as_deref(), &otherwise, &[]),
            ty,
            cardinality,
            at_least_one: !optional,
            slot: Slot::Choice { branches },
            initial: if cardinality == Cardinality::One { Initial::Argument } else { Initial::Nothing },
        });
    }

    /// The enum of a head, made on its first use.
    fn head(&mut self, group: &Substitution) -> Head {
        if let Some(head) = self.heads.get(&group.head) {
            return head.clone();
        }
        let module = self.module_of(&group.name.namespace);
        let ident = self.module(module).scope.type_ident(&group.name.local);
        let mut scope = Scope::default();
        let variants: Vec<String> =
            members(group).map(|element| self.variant_of(element, group, &mut scope)).collect();
        let rows = members(group).map(|element| Row {
            name: xml_name(&element.name),
            repeats: false,
            collapse: self.collapses(element.ty),
            wildcard: None,
        });
        let rows = rows.collect();
        let head = Head { ty: self.item_in(module, ident.clone()), rows, variants };
        // What its variants hold may refer to the head again.
        self.heads.insert(group.head, head.clone());
        self.head_item(group, &head, ident, module);
        head
    }

    fn variant_of(&mut self, element: &Element, group: &Substitution, scope: &mut Scope) -> String {
        let place = format!("{}/{}", group.name.local, element.name.local);
        let pinned = self.pinned_type(self.bindings.rename(&place), scope);
        pinned.unwrap_or_else(|| scope.type_ident(&element.name.local))
    }

    fn head_item(&mut self, group: &Substitution, head: &Head, ident: String, module: usize) {
        let at = self.reserve_item(module);
        let mut variants = Vec::new();
        for (element, variant) in members(group).zip(&head.variants) {
            let local = &*element.name.local;
            let place = format!("{}/{local}", group.name.local);
            let member = Member { owner: &ident, local, place: &place };
            let (ty, ..) = self.member_type(element.ty, member);
            variants.push(Variant {
                ident: variant.clone(),
                doc: self.variant_doc(element, variant),
                ty: if element.nillable { Type::Nillable(Box::new(ty)) } else { ty },
                cardinality: Cardinality::One,
            });
        }
        let declared = self.contract.elements.get(group.head.0);
        let written = declared.and_then(|element| element.annotation.doc.as_deref());
        let otherwise = format!("Element {} or what substitutes it.", code(&group.name.local));
        let doc = doc::doc(written, &otherwise, &[]);
        let elements = head.rows.clone();
        let item = Choice {
            ident,
            doc,
            text: None,
            variants,
            elements,
            parts: None,
            conversions: Vec::new(),
            of_head: true,
        };
        self.fill_item(module, at, Some(Item::Choice(item)));
    }
}

/// The elements that may stand in the place of a head.
fn members(group: &Substitution) -> impl Iterator<Item = &Element> {
    group.members.iter().filter_map(|particle| match &particle.term {
        Term::Element(element) => Some(element),
        _ => None,
    })
}
