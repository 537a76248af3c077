//! `xs:anyAttribute`: the attributes that a type does not name.

use super::lower::Lowering;
use super::particle::Content;
use super::{Cardinality, Field, Initial, Member as Row, Slot, Type, doc};
use crate::schema::AnyAttribute;

impl Lowering<'_> {
    /// A struct has one list of them: that of a base type is also one's own.
    pub(super) fn any_attribute(&mut self, any: &AnyAttribute, place: &str, content: &mut Content) {
        let own = content.attributes.iter().position(|row| row.wildcard.is_some());
        if let Some(index) = own {
            return widen(index, any, content);
        }
        let place = format!("{place}/@any()");
        self.known(place.clone());
        let slot = Slot::Attribute(content.attributes.len());
        content.attributes.push(Row::wildcard(any.namespaces.clone(), true));
        let ident = content.field_ident(self, "any_attributes", &place);
        content.push(Field {
            setter: None,
            ident,
            doc: documentation(any),
            ty: Type::Runtime("RawAttribute"),
            cardinality: Cardinality::Many,
            slot,
            initial: Initial::Nothing,
        });
    }
}

/// Lets the wildcard that there is stand for more.
fn widen(index: usize, any: &AnyAttribute, content: &mut Content) {
    let Some(row) = content.attributes.get_mut(index) else { return };
    let Some(admitted) = row.wildcard.take() else { return };
    let both = AnyAttribute { namespaces: admitted.or(&any.namespaces), annotation: any.annotation.clone() };
    if let Some(field) = content.fields.iter_mut().find(|field| field.slot == Slot::Attribute(index)) {
        field.doc = documentation(&both);
    }
    row.wildcard = Some(both.namespaces);
}

fn documentation(any: &AnyAttribute) -> String {
    let otherwise = format!("Attributes {}.", doc::admitted(&any.namespaces));
    doc::doc(any.annotation.doc.as_deref(), &otherwise, &[])
}
