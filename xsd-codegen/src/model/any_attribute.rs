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
            return self.widen_any_attribute(index, any, content);
        }
        let place = format!("{place}/@any()");
        self.known(place.clone());
        let slot = Slot::Attribute(content.attributes.len());
        content.attributes.push(Row::wildcard(any.namespaces.clone(), true));
        let ident = content.field_ident(self, "any_attributes", &place);
        content.push(Field {
            setter: None,
            ident,
            doc: self.any_attribute_doc(any, content),
            ty: Type::Runtime("RawAttribute"),
            cardinality: Cardinality::Many,
            at_least_one: false,
            slot,
            initial: Initial::Nothing,
        });
    }

    /// Lets the wildcard that there is stand for more.
    fn widen_any_attribute(&mut self, index: usize, any: &AnyAttribute, content: &mut Content) {
        let row = content.attributes.get_mut(index);
        let Some(admitted) = row.and_then(|row| row.wildcard.take()) else { return };
        let namespaces = admitted.or(&any.namespaces);
        let both = AnyAttribute { namespaces, annotation: any.annotation.clone() };
        let doc = self.any_attribute_doc(&both, content);
        if let Some(field) = content.fields.iter_mut().find(|field| field.slot == Slot::Attribute(index)) {
            field.doc = doc;
        }
        if let Some(row) = content.attributes.get_mut(index) {
            row.wildcard = Some(both.namespaces);
        }
    }

    fn any_attribute_doc(&mut self, any: &AnyAttribute, content: &Content) -> String {
        let own = &self.module(content.module).namespace;
        let otherwise = format!("Attributes {}.", doc::admitted(&any.namespaces, own));
        doc::doc(any.annotation.doc.as_deref(), &otherwise, &[])
    }
}
