//! Writing one member from its place.

use super::Writer;
use crate::encode::Encode;
use crate::error::EncodeErrorKind;
use crate::member::Member;
use crate::name::Name;
use crate::namespace;
use crate::raw_attribute::RawAttribute;
use crate::text::Text;

impl Writer {
    /// Writes an attribute of the element just started.
    pub fn attribute<T: Text>(&mut self, member: &Member, value: &T) {
        let name = member.name;
        self.write_attribute(name.namespace, name.local, |sink| value.write(sink));
    }

    /// Writes an attribute of the element just started, where there is one.
    pub fn optional_attribute<T: Text>(&mut self, member: &Member, value: &Option<T>) {
        if let Some(value) = value {
            self.attribute(member, value);
        }
    }

    /// Writes attributes that the schema does not name. `members` are those that it names, which are written already.
    pub fn any_attributes(&mut self, members: &[Member], attributes: &[RawAttribute]) {
        for (at, attribute) in attributes.iter().enumerate() {
            let (name, mut earlier) = (attribute.name(), attributes.iter().take(at));
            let is_taken = members.iter().any(|member| *name == self.in_contract(member.name))
                || earlier.any(|other| other.name() == name);
            let is_declaration = name.namespace() == namespace::XMLNS || *name == Name::new("", "xmlns");
            if is_taken || is_declaration || namespace::is_of_message(name.namespace()) {
                self.fail_at(EncodeErrorKind::RawAttribute, name.local());
            } else {
                self.raw_attribute(attribute);
            }
        }
    }

    /// Writes the text of the element just started.
    pub fn content<T: Text>(&mut self, value: &T) {
        self.write_content(|sink| value.write(sink));
    }

    /// Writes a child.
    pub fn one<T: Encode>(&mut self, member: &Member, value: &T) {
        self.element(member.name, value);
    }

    /// Writes a child, where there is one.
    pub fn optional<T: Encode>(&mut self, member: &Member, value: &Option<T>) {
        if let Some(value) = value {
            self.element(member.name, value);
        }
    }

    /// Writes a child for each item.
    pub fn many<T: Encode>(&mut self, member: &Member, items: &[T]) {
        for item in items {
            self.element(member.name, item);
        }
    }

    /// Writes a wrapper with a child for each item.
    pub fn wrapped<T: Encode>(&mut self, wrapper: &Member, item: &[Member; 1], items: &[T]) {
        self.start(wrapper.name.namespace, wrapper.name.local);
        let [item] = item;
        self.many(item, items);
        self.end();
    }

    /// Writes a value of the type `ty`, which is the one that is due here, into the element just started.
    pub fn declared<T: Encode>(&mut self, ty: Name, value: &T) {
        self.say_type(ty);
        value.encode(self);
    }

    /// Writes a value of the type `ty`, derived from the one that is due here, into the element just started.
    pub fn derived<T: Encode>(&mut self, ty: Name, value: &T) {
        self.is_next_untyped = false;
        self.xsi_type(ty);
        value.encode(self);
    }
}
