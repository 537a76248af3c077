//! Writing a value into its element.

use crate::name::Name;
use crate::text::Text;
use crate::write::Writer;

/// A value that is written into an element; it does not know the element's name.
///
/// Generated types implement it. Every [`Text`] is one: its element holds the text alone.
pub trait Encode {
    /// Name of the schema type, for `xsi:type`; the local part is empty for anonymous types.
    const TYPE: Name;

    /// For an array, the name of what its innermost items are.
    const ITEM: Name = Self::TYPE;

    /// How many arrays there are inside of each other.
    const DIMENSIONS: usize = 0;

    /// Writes attributes, then content, into the element that `writer` has just started.
    ///
    /// What cannot be written is remembered by the writer, which fails at its end.
    fn encode(&self, writer: &mut Writer);

    /// Writes the element `name` with this value.
    fn encode_as(&self, name: Name, writer: &mut Writer) {
        writer.start(name.namespace, name.local);
        writer.say_type(Self::TYPE);
        self.encode(writer);
        writer.end();
    }
}

impl<T: Text> Encode for T {
    const TYPE: Name = T::NAME;

    fn encode(&self, writer: &mut Writer) {
        writer.content(self);
    }
}

/// A nillable value: `None` is written as `xsi:nil="true"`.
impl<T: Encode> Encode for Option<T> {
    const TYPE: Name = T::TYPE;
    const ITEM: Name = T::ITEM;
    const DIMENSIONS: usize = T::DIMENSIONS;

    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.nil(),
        }
    }

    fn encode_as(&self, name: Name, writer: &mut Writer) {
        match self {
            Some(value) => value.encode_as(name, writer),
            None => {
                writer.start(name.namespace, name.local);
                writer.say_type(Self::TYPE);
                writer.nil();
                writer.end();
            }
        }
    }
}
