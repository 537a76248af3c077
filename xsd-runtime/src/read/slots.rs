//! Every child is decoded here, and nowhere else: nil, `href`, repetition and empty values.

use super::Reader;
use crate::decode::{Decode, Group};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::member::Member;
use crate::name::Name;
use crate::report::NoteKind;
use crate::types::ValueErrorKind;

impl Reader<'_> {
    /// Reads the child just found into its place. If the place is taken, the first value stays.
    ///
    /// A nil child, and empty text where the type has no empty value, leave the place empty.
    ///
    /// # Errors
    /// When the child does not hold a `T`.
    pub fn one<T: Decode>(&mut self, slot: &mut Option<T>) -> Result<(), DecodeError> {
        if slot.is_some() {
            return self.skip_noting(NoteKind::Repeated);
        }
        *slot = self.value_or_empty()?;
        Ok(())
    }

    /// Reads the child just found as the next item. A nil child is skipped with a note unless `T` is an `Option`.
    ///
    /// # Errors
    /// When the child does not hold a `T`.
    pub fn many<T: Decode>(&mut self, items: &mut Vec<T>) -> Result<(), DecodeError> {
        if self.special.nil && T::nil().is_none() {
            return self.skip_noting(NoteKind::NilItem);
        }
        match self.value()? {
            Some(item) => items.push(item),
            // A reference led to it.
            None => self.note(NoteKind::NilItem)?,
        }
        Ok(())
    }

    /// Reads the child just found as a wrapper around `item`s. If the place is taken, the first list stays.
    ///
    /// # Errors
    /// When an item does not hold a `T`.
    pub fn wrapped<T: Decode>(
        &mut self,
        slot: &mut Option<Vec<T>>,
        item: &[Member; 1],
    ) -> Result<(), DecodeError> {
        self.wrapper(slot, item, |_, items| Ok(items))
    }

    /// The same for a wrapper in which at least one item has to stand. Where there is none, that is noted.
    ///
    /// # Errors
    /// When an item does not hold a `T`; in strict mode, when there is none.
    pub fn wrapped_some<T: Decode>(
        &mut self,
        slot: &mut Option<Vec<T>>,
        item: &[Member; 1],
    ) -> Result<(), DecodeError> {
        self.wrapper(slot, item, |reader, items| reader.require_items(items, &item[0]))
    }

    fn wrapper<T: Decode>(
        &mut self,
        slot: &mut Option<Vec<T>>,
        item: &[Member; 1],
        check: impl FnOnce(&mut Self, Vec<T>) -> Result<Vec<T>, DecodeError>,
    ) -> Result<(), DecodeError> {
        if slot.is_some() {
            return self.skip_noting(NoteKind::Repeated);
        }
        self.inherit_namespace();
        *slot = self.followed(false, |reader| {
            let mut items = Vec::new();
            while reader.child(item)?.is_some() {
                reader.many(&mut items)?;
            }
            check(reader, items)
        })?;
        Ok(())
    }

    /// Reads the child just found as a branch of a choice. If a branch was read already, it stays.
    ///
    /// # Errors
    /// When the child does not hold a `T`.
    pub fn branch<T: Decode, C>(
        &mut self,
        slot: &mut Option<C>,
        branch: fn(T) -> C,
    ) -> Result<(), DecodeError> {
        if slot.is_some() {
            return self.skip_noting(NoteKind::SecondBranch);
        }
        *slot = self.value_or_empty()?.map(branch);
        Ok(())
    }

    /// Reads the child just found as the next branch of a repeated choice.
    ///
    /// # Errors
    /// When the child does not hold a `T`.
    pub fn branches<T: Decode, C>(
        &mut self,
        items: &mut Vec<C>,
        branch: fn(T) -> C,
    ) -> Result<(), DecodeError> {
        if self.special.nil && T::nil().is_none() {
            return self.skip_noting(NoteKind::NilItem);
        }
        items.extend(self.value()?.map(branch));
        Ok(())
    }

    /// Takes the text that [`Reader::mixed`] found as the next piece.
    ///
    /// # Errors
    /// Never; it is called like those that read a child.
    pub fn piece<C>(&mut self, pieces: &mut Vec<C>, text: fn(String) -> C) -> Result<(), DecodeError> {
        pieces.push(text(std::mem::take(&mut self.piece)));
        Ok(())
    }

    /// Reads the child just found as `member` of `group`: what stands once, an `Option` of it or
    /// [`Groups`](crate::Groups) of it. If its place is taken and no other group can start, the first value stays.
    ///
    /// # Errors
    /// When the child does not hold a value of the member.
    pub fn group<G: Group>(&mut self, group: &mut G, member: usize) -> Result<(), DecodeError> {
        if group.is_filled(member) {
            return self.skip_noting(NoteKind::Repeated);
        }
        group.read(member, self)
    }

    /// Reads the root element just opened: `xsi:nil` gives the value without content.
    ///
    /// # Errors
    /// When the element does not hold a `T`.
    pub fn root_value<T: Decode>(&mut self) -> Result<T, DecodeError> {
        if self.special.nil {
            if let Some(nil) = T::nil() {
                self.skip()?;
                return Ok(nil);
            }
            self.special.nil = false;
        }
        match self.value().map_err(|error| self.located(error))? {
            Some(value) => Ok(value),
            None => Err(self.missing("content")),
        }
    }

    /// The value of a required member.
    ///
    /// # Errors
    /// [`DecodeErrorKind::Missing`] where there is none.
    pub fn require<T>(&self, slot: Option<T>, member: &Member) -> Result<T, DecodeError> {
        slot.ok_or_else(|| self.missing(member.name.local))
    }

    /// The value of a required member that may be nil. Where there is none it is nil, with a note.
    ///
    /// # Errors
    /// In strict mode, where there is none.
    pub fn require_nillable<T>(
        &mut self,
        slot: Option<Option<T>>,
        member: &Member,
    ) -> Result<Option<T>, DecodeError> {
        if slot.is_none() {
            self.note_about(NoteKind::MissingNil, &format!("/{}", member.name.local))?;
        }
        Ok(slot.flatten())
    }

    /// The items of a list that has at least one. Where there is none, that is noted.
    ///
    /// # Errors
    /// In strict mode, where there is none.
    #[inline]
    pub fn require_items<T>(&mut self, items: Vec<T>, member: &Member) -> Result<Vec<T>, DecodeError> {
        if items.is_empty() {
            self.note_about(NoteKind::MissingItem, &format!("/{}", member.name.local))?;
        }
        Ok(items)
    }

    /// The same for a choice or a sequence that repeats.
    ///
    /// # Errors
    /// In strict mode, where there is none.
    #[inline]
    pub fn require_branches<T>(&mut self, items: Vec<T>) -> Result<Vec<T>, DecodeError> {
        if items.is_empty() {
            self.note(NoteKind::MissingItem)?;
        }
        Ok(items)
    }

    /// The value of a required attribute.
    ///
    /// # Errors
    /// [`DecodeErrorKind::Missing`] where there is none.
    pub fn require_attribute<T>(&self, slot: Option<T>, member: &Member) -> Result<T, DecodeError> {
        slot.ok_or_else(|| self.missing(&format!("@{}", member.name.local)))
    }

    /// The branch of a required choice.
    ///
    /// # Errors
    /// [`DecodeErrorKind::NoBranch`] where there is none.
    pub fn require_branch<T>(&self, slot: Option<T>) -> Result<T, DecodeError> {
        slot.ok_or_else(|| self.error(DecodeErrorKind::NoBranch))
    }

    /// Reads the element just opened, which holds the one part of an rpc message, and leaves it. `namespace` is what
    /// the part may be qualified with by mistake.
    ///
    /// `None` where the part is not there, unless it `is_due`.
    pub(crate) fn part_value<T: Decode>(
        &mut self,
        namespace: &'static str,
        part: &Member,
        is_due: bool,
    ) -> Result<Option<T>, DecodeError> {
        let value = self.followed(false, |reader| {
            if let Some(open) = reader.open.last_mut() {
                open.ty = Name::new(namespace, "");
            }
            let mut slot = None;
            while reader.child(std::slice::from_ref(part))?.is_some() {
                match slot {
                    Some(_) => reader.skip_noting(NoteKind::Repeated)?,
                    None => slot = Some(reader.part(part)?),
                }
            }
            if is_due { reader.require(slot.or_else(T::nil), part).map(Some) } else { Ok(slot) }
        })?;
        Ok(value.flatten())
    }

    /// Reads the element just opened, which holds the one part of an rpc message under another name than that of `part`,
    /// and leaves it: the part is what stands first.
    pub(crate) fn part_of_any_name<T: Decode>(&mut self, part: &Member) -> Result<T, DecodeError> {
        let value = self.followed(false, |reader| {
            if !reader.any_child()? {
                return reader.require(T::nil(), part);
            }
            reader.note(NoteKind::PartName)?;
            reader.part(part)
        })?;
        value.ok_or_else(|| self.missing(part.name.local))
    }

    /// The child just found as `part`. One that is nil although its type has no value for that is read as if it were empty.
    fn part<T: Decode>(&mut self, part: &Member) -> Result<T, DecodeError> {
        if self.special.nil && T::nil().is_none() {
            self.note(NoteKind::NilPart)?;
            self.special.nil = false;
        }
        let mut slot = None;
        self.one(&mut slot).map_err(|error| self.located(error))?;
        self.require(slot.or_else(T::nil), part)
    }

    #[cold]
    fn missing(&self, name: &str) -> DecodeError {
        self.error(DecodeErrorKind::Missing(name.to_owned()))
    }

    /// The child as a `T`; `None` for nil, and, with a note, for empty text where that is no value.
    fn value_or_empty<T: Decode>(&mut self) -> Result<Option<T>, DecodeError> {
        let depth = self.open.len();
        match self.value() {
            // The child itself is empty, not something inside of it.
            Err(error) if is_empty_value(&error) && self.open.len() == depth => {
                self.leave_element()?;
                self.note_at(NoteKind::EmptyValue, error.path().to_owned(), error.position().offset)?;
                Ok(None)
            }
            result => result,
        }
    }

    /// The child as a `T`; `None` for nil where `T` has no value for it.
    #[inline]
    fn value<T: Decode>(&mut self) -> Result<Option<T>, DecodeError> {
        if let Some(open) = self.open.last_mut() {
            open.ty = T::TYPE;
        }
        let value = self.followed(T::DECLARES_HREF, T::decode)?;
        Ok(value.or_else(T::nil))
    }

    /// Runs `decode` on the element just opened, or on the one that its `href` leads to; `None` for nil.
    #[inline]
    fn followed<T>(
        &mut self,
        declares_href: bool,
        decode: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<Option<T>, DecodeError> {
        match self.special.href {
            Some(id) if !declares_href && self.follows_references => self.follow(id, decode),
            _ => self.unless_nil(decode),
        }
    }

    #[cold]
    fn follow<T>(
        &mut self,
        id: &str,
        decode: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<Option<T>, DecodeError> {
        let target = self.target(id)?;
        // What stands beside the reference has no place in the value.
        self.note_other_attributes()?;
        let place = self.enter(target)?;
        let depth = self.open.len();
        let value = match self.special.href {
            Some(id) => self.follow(id, decode),
            None => self.unless_nil(decode),
        };
        if let Err(error) = &value
            && is_empty_value(error)
            && self.open.len() == depth
        {
            self.leave_element()?;
        }
        if self.open.len() < depth {
            self.come_back(place)?;
        }
        if value.is_ok() {
            self.leave_element()?;
        }
        value
    }

    #[inline]
    fn unless_nil<T>(
        &mut self,
        decode: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<Option<T>, DecodeError> {
        if self.special.nil {
            self.skip_nil()?;
            return Ok(None);
        }
        let value = decode(self)?;
        self.leave_element()?;
        Ok(Some(value))
    }

    /// A wrapper's items are qualified like the members of the type that the wrapper stands in.
    fn inherit_namespace(&mut self) {
        if let Some([parent, child]) = self.open.last_chunk_mut::<2>() {
            child.ty = crate::Name::new(parent.ty.namespace, "");
        }
    }
}

fn is_empty_value(error: &DecodeError) -> bool {
    matches!(error.kind(), DecodeErrorKind::Value(error) if error.kind() == ValueErrorKind::Empty)
}
