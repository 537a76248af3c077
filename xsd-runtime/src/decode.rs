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

    /// For a group that repeats: the place of each member in the sequence, and whether every group has the
    /// member, once. A member of an earlier place than the one read last starts the next group, unless this
    /// group still lacks it; members of one place stand in any order. Empty for a group that stands once,
    /// where every member is taken as it comes.
    const ORDER: &'static [(usize, bool)] = &[];

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
    fn finish(self, reader: &mut Reader<'_>) -> Result<Self::Value, DecodeError>;
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

    fn finish(self, reader: &mut Reader<'_>) -> Result<Self::Value, DecodeError> {
        self.map(|group| group.finish(reader)).transpose()
    }
}

/// A group that repeats: a member whose place is taken starts the next one, and so does one that may be
/// absent or repeat and stands before the member read last ([`Group::ORDER`]).
#[derive(Debug)]
pub struct Groups<G> {
    groups: Vec<G>,
    /// Place of the member read last.
    place: usize,
}

impl<G> Default for Groups<G> {
    fn default() -> Self {
        Self { groups: Vec::new(), place: 0 }
    }
}

impl<G: Group> Group for Groups<G> {
    type Value = Vec<G::Value>;

    fn is_filled(&self, _: usize) -> bool {
        false
    }

    fn read(&mut self, member: usize, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let (place, required) = G::ORDER.get(member).copied().unwrap_or_default();
        let goes_back = place < self.place && !required;
        self.place = place;
        match self.groups.last_mut() {
            Some(group) if !goes_back && !group.is_filled(member) => group.read(member, reader),
            _ => {
                let mut group = G::default();
                group.read(member, reader)?;
                self.groups.push(group);
                Ok(())
            }
        }
    }

    fn finish(self, reader: &mut Reader<'_>) -> Result<Self::Value, DecodeError> {
        self.groups.into_iter().map(|group| group.finish(reader)).collect()
    }
}
