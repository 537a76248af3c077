//! What a generated `decode` asks for: attributes, children and text of the element it stands in.

use std::borrow::Cow;

use super::events::Node;
use super::scope::Namespace;
use super::tag::Attribute;
use super::{Open, Reader, Special, chars};
use crate::error::{DecodeError, DecodeErrorKind, Position};
use crate::member::{Member, Wildcard};
use crate::name::Name;
use crate::namespace;
use crate::raw_attribute::RawAttribute;
use crate::report::NoteKind;
use crate::text::Text;
use crate::types::{QName, ValueError, ValueErrorKind, collapse_white_space};

impl<'x> Reader<'x> {
    /// The next attribute that `members` names, as its index; `None` after the last one.
    ///
    /// Others are skipped and noted. Take its value with [`Reader::value_of_attribute`].
    ///
    /// # Errors
    /// In strict mode, at an attribute that `members` does not name.
    pub fn attribute(&mut self, members: &[Member]) -> Result<Option<usize>, DecodeError> {
        while let Some(&attribute) = self.attributes.get(self.attributes_read) {
            self.attributes_read += 1;
            let is = |member: &Member| self.is_named(member, attribute.namespace, attribute.local);
            match find_first_at(self.next_attribute, members, is) {
                Some((index, member)) => {
                    self.next_attribute = index + 1;
                    self.collapse_attribute = member.collapse;
                    return Ok(Some(index));
                }
                None => match self.find_attribute_wildcard(members, attribute.namespace) {
                    Some(index) => return Ok(Some(index)),
                    None => self.note_unknown_attribute(attribute)?,
                },
            }
        }
        Ok(None)
    }

    /// The wildcard that admits attributes of this namespace.
    fn find_attribute_wildcard(&self, members: &[Member], namespace: Namespace) -> Option<usize> {
        let admits = |wildcard: Wildcard| {
            self.admits(wildcard, namespace) && !namespace::is_of_message(self.scope.uri(namespace))
        };
        members.iter().position(|member| member.wildcard.is_some_and(admits))
    }

    #[inline]
    fn of_contract<'n>(&self, namespace: &'n str) -> &'n str {
        namespace::of_contract(namespace, self.contract)
    }

    #[inline]
    fn is_named(&self, member: &Member, namespace: Namespace, local: &str) -> bool {
        member.name.local == local && self.is_namespace(member.name.namespace, namespace)
    }

    /// Whether `expected` is that of a name in the message. Any can be that of a contract which nobody said: shared types
    /// are read so from header blocks and raw XML, which know no operation.
    #[inline]
    fn is_namespace(&self, expected: &str, namespace: Namespace) -> bool {
        if expected == namespace::CONTRACT {
            return self.contract.is_empty() || self.scope.is(namespace, self.contract);
        }
        self.scope.is(namespace, expected)
    }

    /// The value of the attribute that [`Reader::attribute`] found, into its place.
    /// Empty text leaves the place empty where the type has no empty value.
    ///
    /// # Errors
    /// When the text is not a `T`.
    pub fn value_of_attribute<T: Text>(&mut self, slot: &mut Option<T>) -> Result<(), DecodeError> {
        let index = self.attributes_read.saturating_sub(1);
        let Some(&Attribute { local, value, .. }) = self.attributes.get(index) else { return Ok(()) };
        let text = value.value().map_err(|why| self.malformed(why))?;
        match self.parse(text, self.collapse_attribute) {
            Ok(value) => *slot = Some(value),
            Err(error) => self.refused_attribute(local, error)?,
        }
        Ok(())
    }

    /// The attribute that [`Reader::attribute`] found, of whatever name, as the next item.
    ///
    /// # Errors
    /// When its value has references that stand for nothing.
    pub fn any_attribute(&mut self, items: &mut Vec<RawAttribute>) -> Result<(), DecodeError> {
        let index = self.attributes_read.saturating_sub(1);
        let Some(&Attribute { namespace, local, value, .. }) = self.attributes.get(index) else {
            return Ok(());
        };
        let value = value.value().map_err(|why| self.malformed(why))?;
        items.push(RawAttribute::new(QName::checked(self.scope.uri(namespace), local), value));
        Ok(())
    }

    #[cold]
    fn refused_attribute(&mut self, local: &str, error: ValueError) -> Result<(), DecodeError> {
        if error.kind() == ValueErrorKind::Empty {
            return self.note_about(NoteKind::EmptyValue, &format!("/@{local}"));
        }
        let path = format!("{}/@{local}", self.path());
        let position = self.position_of(self.here());
        Err(DecodeError::new(DecodeErrorKind::Value(error), path, position))
    }

    /// The next child that `members` names, as its index; `None` at the end of the element.
    ///
    /// The child is open then: decode it with one of the slot methods, such as [`Reader::one`].
    /// Others are skipped and noted. The order does not matter; where the schema's order is kept, the
    /// child is found at the first look.
    ///
    /// # Errors
    /// When the XML is not well-formed or a limit is passed.
    pub fn child(&mut self, members: &[Member]) -> Result<Option<usize>, DecodeError> {
        if self.ended {
            return Ok(None);
        }
        self.leave_start_tag()?;
        loop {
            match self.node()? {
                Node::Start => match self.find_member(members)? {
                    Some(index) => return Ok(Some(index)),
                    None => self.skip_noting(NoteKind::UnknownElement)?,
                },
                Node::End => return Ok(None),
                Node::Text(text) if chars::is_blank(&text) => {}
                Node::Text(_) => self.note(NoteKind::StrayText)?,
            }
        }
    }

    /// The next piece of mixed content: a child that `members` names, as its index, or text, as the index behind the last
    /// one; `None` at the end of the element.
    ///
    /// Take text with [`Reader::piece`]; it is whole, with references replaced, and CDATA sections are part of it like
    /// the rest. Other children are skipped and noted.
    ///
    /// # Errors
    /// When the XML is not well-formed or a limit is passed.
    pub fn mixed(&mut self, members: &[Member]) -> Result<Option<usize>, DecodeError> {
        if let Some(child) = self.behind_piece.take() {
            return Ok(Some(child));
        }
        if self.ended {
            return Ok(None);
        }
        self.leave_start_tag()?;
        let mut text = String::new();
        let child = loop {
            match self.node()? {
                Node::Text(piece) => text.push_str(&piece),
                Node::Start => match self.find_member(members)? {
                    Some(index) => break Some(index),
                    None => self.skip_noting(NoteKind::UnknownElement)?,
                },
                Node::End => break None,
            }
            if text.len() > self.limits.text {
                return Err(self.over("text", self.limits.text));
            }
        };
        if text.is_empty() {
            return Ok(child);
        }
        self.piece = text;
        self.behind_piece = child;
        Ok(Some(members.len()))
    }

    /// Opens the next child, whatever its name; `false` at the end of the element.
    pub(crate) fn any_child(&mut self) -> Result<bool, DecodeError> {
        if self.ended {
            return Ok(false);
        }
        self.leave_start_tag()?;
        loop {
            match self.node()? {
                Node::Start => return self.find_member(&[]).map(|_| true),
                Node::End => return Ok(false),
                Node::Text(text) if chars::is_blank(&text) => {}
                Node::Text(_) => self.note(NoteKind::StrayText)?,
            }
        }
    }

    /// Opens the next item of an array, whatever its name; `false` at the end of the element.
    pub(crate) fn item(&mut self) -> Result<bool, DecodeError> {
        let found = self.any_child()?;
        if found && let Some([array, item]) = self.open.last_chunk_mut::<2>() {
            // Items are counted like elements that the schema repeats.
            array.children = 0;
            array.items += 1;
            item.number = array.items;
            // Some number all items, although none is left out.
            let index = array.items - 1;
            self.refuse_part("position", index)?;
        }
        Ok(found)
    }

    /// An error where the element is an array that is sent in part.
    pub(crate) fn whole_array(&self) -> Result<(), DecodeError> {
        self.refuse_part("offset", 0)
    }

    /// An error where this attribute of an array says that something is left out (SOAP 1.1, sections 5.4.2.1 and
    /// 5.4.2.2): anything but `[index]`.
    fn refuse_part(&self, attribute: &'static str, index: usize) -> Result<(), DecodeError> {
        match self.find_attribute(Name::new(namespace::SOAP11_ENCODING, attribute))? {
            Some(value) if *value.trim() != *format!("[{index}]") => {
                Err(self.error(DecodeErrorKind::PartialArray))
            }
            _ => Ok(()),
        }
    }

    /// The value of an attribute of the element just opened, whether it has been asked for or not.
    pub(crate) fn find_attribute(&self, name: Name) -> Result<Option<Cow<'x, str>>, DecodeError> {
        let found = self.attributes.iter().find(|attribute| {
            attribute.local == name.local && self.scope.is(attribute.namespace, name.namespace)
        });
        found.map(|attribute| attribute.value.value()).transpose().map_err(|why| self.malformed(why))
    }

    /// The text of the element; children are skipped and noted.
    ///
    /// # Errors
    /// When the XML is not well-formed or a limit is passed.
    pub fn text(&mut self) -> Result<Cow<'x, str>, DecodeError> {
        self.leave_start_tag()?;
        let mut text = Cow::Borrowed("");
        while !self.ended {
            match self.node()? {
                Node::Text(piece) if text.is_empty() => text = piece,
                Node::Text(piece) => text.to_mut().push_str(&piece),
                Node::Start => self.skip_noting(NoteKind::UnknownElement)?,
                Node::End => {}
            }
            if text.len() > self.limits.text {
                return Err(self.over("text", self.limits.text));
            }
        }
        Ok(text)
    }

    /// The text of the element as a value of a simple type.
    ///
    /// # Errors
    /// When the text is not a `T`.
    pub fn text_value<T: Text>(&mut self) -> Result<T, DecodeError> {
        let collapse = self.open.last().is_some_and(|open| open.collapse);
        self.text_as(collapse)
    }

    /// The text of the element as a value of a simple type whose white space is collapsed, whatever element it is.
    ///
    /// # Errors
    /// When the text is not a `T`.
    pub fn collapsed_text_value<T: Text>(&mut self) -> Result<T, DecodeError> {
        self.text_as(true)
    }

    fn text_as<T: Text>(&mut self, collapse: bool) -> Result<T, DecodeError> {
        let text = self.text()?;
        self.parse(text, collapse).map_err(|error| {
            // Many of these may be tolerated: where it is will be counted if it is not.
            let position = Position { line: 0, column: 0, offset: self.here() };
            DecodeError::new(DecodeErrorKind::Value(error), self.path(), position)
        })
    }

    #[inline]
    fn parse<T: Text>(&mut self, text: Cow<'_, str>, collapse: bool) -> Result<T, ValueError> {
        let text = match (T::COLLAPSE, collapse) {
            (_, true) => collapse_white_space(text),
            (true, false) => trim(text),
            (false, false) => text,
        };
        if T::SECRET && !text.is_empty() {
            self.secrets.push(text.to_string());
            self.withhold();
        }
        if T::SECRET || self.hidden.is_empty() {
            return T::parse(text, &self.scope);
        }
        self.parse_masked(text)
    }

    /// The value of a text in which secrets of the request may be repeated.
    fn parse_masked<T: Text>(&self, text: Cow<'_, str>) -> Result<T, ValueError> {
        T::parse(Cow::Borrowed(&*text), &self.scope).map_err(|error| {
            // An error shows an excerpt of the text, so it is made from the masked one.
            let masked = Cow::Owned(self.hidden.mask(&text).into_owned());
            T::parse(masked, &self.scope).err().unwrap_or(error)
        })
    }

    /// Skips what is left of the element, and leaves it.
    ///
    /// # Errors
    /// When the XML is not well-formed or a limit is passed.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        self.withhold();
        self.skip_content()?;
        self.close();
        Ok(())
    }

    /// Leaves a nil element; what has no place in a value that is absent is noted.
    pub(super) fn skip_nil(&mut self) -> Result<(), DecodeError> {
        self.special.xsi_type = None;
        self.leave_element()
    }

    /// Notes the attributes of a referring element, but the reference itself.
    pub(super) fn note_other_attributes(&mut self) -> Result<(), DecodeError> {
        while let Some(&attribute) = self.attributes.get(self.attributes_read) {
            self.attributes_read += 1;
            if attribute.local != "href" || attribute.namespace != Namespace::NONE {
                self.note_unknown_attribute(attribute)?;
            }
        }
        Ok(())
    }

    /// Reads up to the end tag of the element, which stays open.
    pub(super) fn skip_content(&mut self) -> Result<(), DecodeError> {
        let depth = self.open.len();
        while !(self.ended && self.open.len() == depth) {
            if self.ended {
                self.close();
            } else {
                self.node()?;
            }
        }
        Ok(())
    }

    /// Leaves the element after its value was made; content that nobody asked for is noted.
    pub(crate) fn leave_element(&mut self) -> Result<(), DecodeError> {
        while self.child(&[])?.is_some() {}
        self.close();
        Ok(())
    }

    /// Skips the element with a note, and leaves it.
    ///
    /// # Errors
    /// In strict mode, and when the XML is not well-formed or a limit is passed.
    pub fn skip_noting(&mut self, kind: NoteKind) -> Result<(), DecodeError> {
        self.note(kind)?;
        self.skip()
    }

    /// Which of `types` the `xsi:type` of the element names; `None` without one, or, with a note, for
    /// another type than those and `declared`.
    ///
    /// # Errors
    /// In strict mode, when the type is not known.
    pub fn type_among(&mut self, types: &[Name], declared: Name) -> Result<Option<usize>, DecodeError> {
        let Some(raw) = self.special.xsi_type.take() else { return Ok(None) };
        if let Some((namespace, local)) = self.resolve(raw) {
            let is = |ty: &Name| ty.local == local && self.is_namespace(ty.namespace, namespace);
            if is(&declared) {
                return Ok(None);
            }
            if let Some(index) = types.iter().position(is) {
                return Ok(Some(index));
            }
        }
        self.note(NoteKind::TypeIgnored)?;
        Ok(None)
    }

    /// The error for an element of an abstract type without a usable `xsi:type`.
    #[cold]
    pub fn abstract_type(&self, declared: Name) -> DecodeError {
        self.error(DecodeErrorKind::Abstract(declared.to_string()))
    }

    /// Namespace and local part that a qualified name in an attribute stands for.
    fn resolve<'n>(&self, name: &'n str) -> Option<(Namespace, &'n str)> {
        let (prefix, local) = super::tag::split_name(chars::trim(name)).ok()?;
        Some((self.scope.lookup(prefix)?, local))
    }

    /// Deals with what has not been asked for in the start tag.
    #[inline]
    fn leave_start_tag(&mut self) -> Result<(), DecodeError> {
        while let Some(attribute) = self.attributes.get(self.attributes_read).copied() {
            self.attributes_read += 1;
            self.note_unknown_attribute(attribute)?;
        }
        if self.special.xsi_type.is_some() {
            let declared = self.open.last().map_or(Name::new("", ""), |open| open.ty);
            if declared.local.is_empty() {
                self.special.xsi_type = None;
            } else {
                self.type_among(&[], declared)?;
            }
        }
        Ok(())
    }

    /// Attributes that every element may have are not worth a note.
    fn note_unknown_attribute(&mut self, attribute: Attribute<'x>) -> Result<(), DecodeError> {
        let expected = match self.scope.uri(attribute.namespace) {
            namespace::XML => true,
            uri if namespace::is_of_message(uri) => true,
            "" if attribute.local == "id" => self.is_referred_to(attribute)?,
            _ => false,
        };
        if expected {
            return Ok(());
        }
        self.note_about(NoteKind::UnknownAttribute, &format!("/@{}", attribute.local))
    }

    /// Finds the child just opened among `members`, from the place where the one before was found.
    fn find_member(&mut self, members: &[Member]) -> Result<Option<usize>, DecodeError> {
        let Some([parent, child]) = self.open.last_chunk::<2>() else { return Ok(None) };
        let is = |member: &Member| self.is_named(member, child.namespace, child.local);
        let exact = find_first_at(parent.last_member, members, is);
        let declared = exact.or_else(|| self.find_wildcard(members, parent, child));
        let found = declared.or_else(|| self.find_in_other_form(members, parent, child));
        let Some([parent, child]) = self.open.last_chunk_mut::<2>() else { return Ok(None) };
        let mut repeats = false;
        if let Some((index, member)) = found {
            repeats = member.repeats;
            child.collapse = member.collapse;
            parent.repeat = if parent.last_member == index { parent.repeat + 1 } else { 1 };
            parent.last_member = index;
            // A single element has a number only where it stands again; those of a wildcard have names of their own.
            let is_numbered = (repeats || parent.repeat > 1) && member.wildcard.is_none();
            child.number = if is_numbered { parent.repeat } else { 0 };
            if member.wildcard.is_some() {
                // Whatever it says of itself is kept as it stands, nil as well.
                self.special = Special::default();
            }
        } else {
            parent.repeat = 0;
        }
        if !repeats {
            parent.children += 1;
            if parent.children > self.limits.children {
                return Err(self.over("children", self.limits.children));
            }
        }
        if declared.is_none() && found.is_some() {
            self.note(NoteKind::Qualification)?;
        }
        Ok(found.map(|(index, _)| index))
    }

    /// The wildcard that admits the child: the next one in the order of the table, where there are several.
    fn find_wildcard<'m>(
        &self,
        members: &'m [Member],
        parent: &Open<'_>,
        child: &Open<'_>,
    ) -> Option<(usize, &'m Member)> {
        let last = members.get(parent.last_member);
        let is_taken = parent.repeat > 0 && last.is_some_and(|member| !member.repeats);
        let next = parent.last_member + usize::from(is_taken);
        let admits = |(_, member): &(usize, &Member)| {
            member.wildcard.is_some_and(|wildcard| self.admits(wildcard, child.namespace))
        };
        let mut wildcards = members.iter().enumerate().filter(admits);
        wildcards.clone().find(|(index, _)| *index >= next).or_else(|| wildcards.next())
    }

    /// Whether names of `namespace` may stand for a wildcard.
    fn admits(&self, wildcard: Wildcard, namespace: Namespace) -> bool {
        match wildcard {
            Wildcard::Any => true,
            // Where nobody said the contract, its namespace may be any other.
            Wildcard::Other(namespace::CONTRACT) if self.contract.is_empty() => namespace != Namespace::NONE,
            Wildcard::Other(excluded) => {
                namespace != Namespace::NONE && !self.is_namespace(excluded, namespace)
            }
            Wildcard::Among(admitted) => admitted.iter().any(|uri| self.is_namespace(uri, namespace)),
        }
    }

    /// The member whose name differs from the child's in being in the target namespace, or in none.
    fn find_in_other_form<'m>(
        &self,
        members: &'m [Member],
        parent: &Open<'_>,
        child: &Open<'_>,
    ) -> Option<(usize, &'m Member)> {
        let target = self.of_contract(parent.ty.namespace);
        let other_form = match self.scope.uri(child.namespace) {
            "" => target,
            namespace if namespace == target => "",
            _ => return None,
        };
        let is = |name: Name| name.local == child.local && self.of_contract(name.namespace) == other_form;
        members.iter().enumerate().find(|(_, member)| is(member.name))
    }
}

/// The member that `is` holds for, and its index; the one at `first` is looked at first.
#[inline]
fn find_first_at(first: usize, members: &[Member], is: impl Fn(&Member) -> bool) -> Option<(usize, &Member)> {
    match members.get(first) {
        Some(member) if is(member) => Some((first, member)),
        _ => members.iter().enumerate().find(|(_, member)| is(member)),
    }
}

#[inline]
fn trim(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(chars::trim(text)),
        Cow::Owned(text) => Cow::Owned(chars::trim(&text).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decode, RawXml, Writer};

    /// A shared type with a qualified member.
    #[derive(Debug, PartialEq)]
    struct Shared(i32);

    const NUMBER: [Member; 1] = [Member::qualified(namespace::CONTRACT, "number")];

    impl Decode for Shared {
        const TYPE: Name = Name::new(namespace::CONTRACT, "Shared");

        fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let mut number = None;
            while reader.child(&NUMBER)?.is_some() {
                reader.one(&mut number)?;
            }
            Ok(Self(reader.require(number, &NUMBER[0])?))
        }
    }

    #[test]
    fn shared_types_are_read_where_nobody_says_the_contract() {
        let block = RawXml::parse("<t:a xmlns:t='urn:t'><t:number>1</t:number></t:a>").unwrap();
        assert_eq!(block.decode::<Shared>().unwrap(), Shared(1));
        let written = Writer::document(NUMBER[0].name, &1).unwrap();
        assert_eq!(written, "<number>1</number>");
        assert_eq!(
            RawXml::parse("<a><number>1</number></a>").unwrap().decode::<Shared>().unwrap(),
            Shared(1)
        );
    }

    /// Names of the elements that stand for a wildcard of a shared type.
    fn admitted(wildcard: Member, contract: &'static str) -> Vec<String> {
        let text = "<r><none/><t:own xmlns:t='urn:t'/><u:other xmlns:u='urn:u'/></r>";
        let mut reader = Reader::new(text, &crate::Limits::default()).unwrap().in_contract(contract);
        reader.open_root().unwrap();
        let mut found: Vec<RawXml> = Vec::new();
        while reader.child(&[wildcard]).unwrap().is_some() {
            reader.many(&mut found).unwrap();
        }
        found.iter().map(|raw| raw.name().local().to_owned()).collect()
    }

    #[test]
    fn wildcards_of_shared_types_are_about_the_contract() {
        const OTHER: Member = Member::any_other(namespace::CONTRACT).repeats();
        const OWN: Member = Member::any_of(&[namespace::CONTRACT]).repeats();
        assert_eq!(admitted(OTHER, "urn:t"), ["other"]);
        assert_eq!(admitted(OWN, "urn:t"), ["own"]);
        // Nobody said the contract: what may be meant is kept.
        assert_eq!(admitted(OTHER, ""), ["own", "other"]);
        assert_eq!(admitted(OWN, ""), ["none", "own", "other"]);
        assert_eq!(admitted(Member::any_other("").repeats(), ""), ["own", "other"]);
        assert_eq!(admitted(Member::any().repeats(), ""), ["none", "own", "other"]);
    }

    #[test]
    fn shared_types_are_those_of_the_contract_that_is_said() {
        let read = |text: &str| {
            let mut reader = Reader::new(text, &crate::Limits::default()).unwrap().in_contract("urn:t");
            let value = reader.document::<Shared>(Name::new("", "a")).map_err(|error| error.kind().clone());
            (value, reader.take_report().notes.len())
        };
        let value = "<a><n:number xmlns:n='NS'>1</n:number></a>";
        assert_eq!(read(&value.replace("NS", "urn:t")), (Ok(Shared(1)), 0));
        assert_eq!(read(&value.replace("NS", "urn:u")).0, Err(DecodeErrorKind::Missing("number".to_owned())));
        assert_eq!(read("<a><number>1</number></a>"), (Ok(Shared(1)), 1));
    }
}
