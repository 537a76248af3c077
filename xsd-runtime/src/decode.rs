//! Reading a value from its element.

use crate::error::DecodeError;
use crate::name::Name;
use crate::read::Reader;
use crate::text::Text;

/// A value that is read from an element; it does not know the element's name.
///
/// Generated types implement it. Every [`Text`] is one: its element holds the text alone.
pub trait Decode: Sized {
    /// Name of the schema type; the local part is empty for anonymous and simple types.
    const TYPE: Name;

    /// Whether the type declares an attribute `href` of its own, so that it is not taken for a reference.
    const DECLARES_HREF: bool = false;

    /// Reads attributes, then content, of the element that `reader` stands in.
    ///
    /// Code that decodes a member does not call this but a slot method of [`Reader`], which deals with
    /// `xsi:nil` and `href` before and with what is left of the element behind.
    ///
    /// # Errors
    /// When the element does not hold such a value.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// What `xsi:nil="true"` stands for, where the member is nillable.
    #[must_use]
    fn nil() -> Option<Self> {
        None
    }
}

impl<T: Text> Decode for T {
    const TYPE: Name = Name::new("", "");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.text_value()
    }
}

/// A nillable value.
impl<T: Decode> Decode for Option<T> {
    const TYPE: Name = T::TYPE;
    const DECLARES_HREF: bool = T::DECLARES_HREF;

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        T::decode(reader).map(Some)
    }

    fn nil() -> Option<Self> {
        Some(None)
    }
}

/// Members that stand together without an element of their own: a repeated sequence, or a choice with a
/// sequence among its branches. Generated code implements it.
///
/// `Self` collects the members; [`Group::finish`] makes the value of them.
pub trait Group: Default {
    /// The value made of the members.
    type Value;

    /// Whether `member` has its place taken already, so that meeting it again starts the next group, where
    /// another one may stand.
    fn is_filled(&self, member: usize) -> bool;

    /// Reads the element just opened as `member`.
    ///
    /// # Errors
    /// When the element does not hold such a value.
    fn read(&mut self, member: usize, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// The value.
    ///
    /// # Errors
    /// When a required member is missing.
    fn finish(self, reader: &Reader<'_>) -> Result<Self::Value, DecodeError>;
}

/// A group that may be absent: it is there when one of its members is.
impl<G: Group> Group for Option<G> {
    type Value = Option<G::Value>;

    fn is_filled(&self, member: usize) -> bool {
        self.as_ref().is_some_and(|group| group.is_filled(member))
    }

    fn read(&mut self, member: usize, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.get_or_insert_default().read(member, reader)
    }

    fn finish(self, reader: &Reader<'_>) -> Result<Self::Value, DecodeError> {
        self.map(|group| group.finish(reader)).transpose()
    }
}

/// A group that repeats: a member whose place is taken starts the next one.
impl<G: Group> Group for Vec<G> {
    type Value = Vec<G::Value>;

    fn is_filled(&self, _: usize) -> bool {
        false
    }

    fn read(&mut self, member: usize, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        match self.last_mut() {
            Some(group) if !group.is_filled(member) => group.read(member, reader),
            _ => {
                let mut group = G::default();
                group.read(member, reader)?;
                self.push(group);
                Ok(())
            }
        }
    }

    fn finish(self, reader: &Reader<'_>) -> Result<Self::Value, DecodeError> {
        self.into_iter().map(|group| group.finish(reader)).collect()
    }
}
