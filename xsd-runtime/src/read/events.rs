//! Events of well-formed XML only.
//!
//! quick-xml finds text, end tags, comments and the like; start tags are taken apart by `tag`. What quick-xml lets
//! through is refused here: two roots, an unclosed root, unbound prefixes, characters that XML does not allow, `]]>`
//! in text, attributes given twice.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::events::Event;

use super::chars;
use super::scope::Namespace;
use super::tag::{self, Attribute, Attributes, Raw};
use super::{Open, Reader, Special};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::name::Name;
use crate::namespace;

/// What stands at one place of the content of an element.
#[derive(Debug)]
pub(super) enum Node<'x> {
    Start,
    End,
    Text(Cow<'x, str>),
}

/// Where in the document the reader stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Document {
    #[default]
    Start,
    Prolog,
    Root,
    Epilog,
}

/// Attributes up to which looking at each pair is cheaper than a set.
const FEW: usize = 16;

/// The longest name of an element, in bytes: each note and error below it repeats it in its path.
const LONGEST_NAME: usize = 1024;

pub(super) fn quick_xml_reader(text: &str) -> quick_xml::Reader<&[u8]> {
    let mut reader = quick_xml::Reader::from_str(text);
    let config = reader.config_mut();
    config.check_comments = true;
    // End tags are compared with `Open::raw`, here.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}

impl<'x> Reader<'x> {
    /// Opens the root element.
    pub(crate) fn open_root(&mut self) -> Result<(), DecodeError> {
        match self.next_node()? {
            Some(Node::Start) => Ok(()),
            _ => Err(self.malformed("there is no root element")),
        }
    }

    /// Reads what may follow the root: comments, processing instructions and white space.
    pub(crate) fn end_of_document(&mut self) -> Result<(), DecodeError> {
        match self.next_node()? {
            None => Ok(()),
            Some(_) => Err(self.malformed("something follows the root element")),
        }
    }

    /// The next node of the content of the element that is open.
    #[inline]
    pub(super) fn node(&mut self) -> Result<Node<'x>, DecodeError> {
        match self.next_node()? {
            Some(node) => Ok(node),
            None => Err(self.malformed("there is no root element")),
        }
    }

    /// The next node; `None` at the end of the document.
    pub(super) fn next_node(&mut self) -> Result<Option<Node<'x>>, DecodeError> {
        if self.closing {
            self.closing = false;
            self.ended = true;
            return Ok(Some(Node::End));
        }
        loop {
            let before = self.offset();
            if self.between_tags && self.is_start_tag(before) {
                let end = self.start(before)?;
                self.move_to(end);
                return Ok(Some(Node::Start));
            }
            let event = match self.events.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.malformed(error.to_string())),
            };
            self.between_tags = !matches!(event, Event::Text(_));
            match event {
                Event::Start(_) | Event::Empty(_) => {
                    if self.start(before)? != self.offset() {
                        return Err(self.malformed("a start tag has no proper end"));
                    }
                    return Ok(Some(Node::Start));
                }
                Event::End(tag) => {
                    self.end(tag.name().0)?;
                    self.ended = true;
                    return Ok(Some(Node::End));
                }
                Event::Text(text) => {
                    let text = self.checked_text(text.into_inner())?;
                    if self.document == Document::Root {
                        return Ok(Some(Node::Text(text)));
                    }
                    if !chars::is_blank(&text) {
                        return Err(self.malformed("text stands outside of the root element"));
                    }
                }
                Event::CData(text) => {
                    self.inside_root("a CDATA section")?;
                    let text = self.without_carriage_returns(text.into_inner());
                    return Ok(Some(Node::Text(text)));
                }
                Event::GeneralRef(reference) => {
                    self.inside_root("a reference")?;
                    let c = tag::resolve_reference(&reference).map_err(|why| self.malformed(why))?;
                    return Ok(Some(Node::Text(Cow::Owned(c.to_string()))));
                }
                Event::Comment(_) => {}
                Event::PI(instruction) => {
                    let target = instruction.target();
                    if target.eq_ignore_ascii_case("xml") || !chars::is_ncname(target) {
                        return Err(self.malformed("a processing instruction has no proper name"));
                    }
                }
                Event::Decl(declaration) => {
                    if before != 0 || self.document != Document::Start {
                        return Err(self.malformed("the XML declaration does not stand first"));
                    }
                    match declaration.version() {
                        Ok(version) if version == "1.0" => {}
                        _ => return Err(self.malformed("only XML 1.0 is read")),
                    }
                }
                Event::DocType(_) => {
                    return Err(self.error_at(DecodeErrorKind::Doctype, before));
                }
                Event::Eof => return self.end_of_input().map(|()| None),
            }
            if self.document == Document::Start {
                self.document = Document::Prolog;
            }
        }
    }

    fn end_of_input(&self) -> Result<(), DecodeError> {
        match self.open.last() {
            Some(open) => Err(self.malformed(format!("the text ends before `</{}>`", open.raw))),
            None => Ok(()),
        }
    }

    fn inside_root(&self, what: &str) -> Result<(), DecodeError> {
        if self.document == Document::Root {
            Ok(())
        } else {
            Err(self.malformed(format!("{what} stands outside of the root element")))
        }
    }

    fn checked_text(&self, text: Cow<'x, str>) -> Result<Cow<'x, str>, DecodeError> {
        if self.has_cdata_end && text.contains("]]>") {
            return Err(self.malformed("`]]>` stands in text"));
        }
        Ok(self.without_carriage_returns(text))
    }

    /// Line ends as XML 1.0 section 2.11 wants them.
    fn without_carriage_returns(&self, text: Cow<'x, str>) -> Cow<'x, str> {
        if self.has_carriage_return && text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            text
        }
    }

    /// Whether the `<` of a start tag stands at `offset`.
    fn is_start_tag(&self, offset: usize) -> bool {
        match self.input.as_bytes().get(offset..offset + 2) {
            Some([b'<', next]) => !matches!(next, b'/' | b'!' | b'?'),
            _ => false,
        }
    }

    /// Lets quick-xml go on at `end`, behind a tag that it has not seen. To look for the end of the tag and then for
    /// its attributes would be to read most of a message twice.
    fn move_to(&mut self, end: usize) {
        self.base += end - self.offset();
        *self.events.get_mut() = self.input.as_bytes().get(end..).unwrap_or_default();
    }

    /// Opens the element whose tag begins with the `<` at `start`; the offset behind the tag.
    fn start(&mut self, start: usize) -> Result<usize, DecodeError> {
        match self.document {
            Document::Start | Document::Prolog => self.document = Document::Root,
            Document::Root => {}
            Document::Epilog => return Err(self.malformed("there are two root elements")),
        }
        let text = self.input.get(start + 1..).unwrap_or_default();
        let (prefix, local, rest) = tag::take_name(text).map_err(|why| self.malformed(why))?;
        let raw = text.get(..text.len() - rest.len()).unwrap_or_default();
        if raw.len() > LONGEST_NAME {
            return Err(self.malformed(format!("a name is longer than {LONGEST_NAME} bytes")));
        }
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(self.over("elements", self.limits.elements));
        }
        if self.open.len() >= self.limits.depth {
            return Err(self.over("depth", self.limits.depth));
        }
        self.open.push(Open {
            raw,
            local,
            namespace: Namespace::NONE,
            start,
            bindings: self.scope.len(),
            children: 0,
            items: 0,
            last_member: 0,
            repeat: 0,
            number: 0,
            collapse: false,
            ty: Name::new("", ""),
        });
        self.attributes.clear();
        self.attributes_read = 0;
        self.next_attribute = 0;
        self.special = Special::default();
        let (empty, rest) = match rest.strip_prefix('>') {
            Some(rest) => (false, rest),
            None => self.read_attributes(rest)?,
        };
        self.closing = empty;
        let namespace = self.namespace_of(prefix)?;
        if let Some(open) = self.open.last_mut() {
            open.namespace = namespace;
        }
        Ok(self.input.len() - rest.len())
    }

    fn namespace_of(&self, prefix: &str) -> Result<Namespace, DecodeError> {
        match self.scope.lookup(prefix) {
            Some(namespace) => Ok(namespace),
            None => Err(self.malformed(format!("the prefix `{prefix}` is not declared"))),
        }
    }

    /// Reads what follows the name in a start tag; whether the tag is `<a/>`, and what follows it.
    fn read_attributes(&mut self, text: &'x str) -> Result<(bool, &'x str), DecodeError> {
        let own_bindings = self.scope.len();
        let mut attributes = Attributes::new(text);
        let mut count = 0;
        while let Some(attribute) = attributes.next().map_err(|why| self.malformed(why))? {
            count += 1;
            if count > self.limits.attributes {
                return Err(self.over("attributes", self.limits.attributes));
            }
            if attribute.value.len() > self.limits.attribute {
                return Err(self.over("attribute", self.limits.attribute));
            }
            match (attribute.prefix, attribute.local) {
                ("", "xmlns") => self.declare("", attribute.value, own_bindings)?,
                ("xmlns", prefix) => self.declare(prefix, attribute.value, own_bindings)?,
                _ => self.attributes.push(attribute),
            }
        }
        let (empty, rest) = attributes.end().map_err(|why| self.malformed(why))?;
        let tag = text.get(..text.len() - rest.len()).unwrap_or_default();
        // Few tags hold anything that must be replaced: one look for all values is cheaper than one for each.
        if self.has_carriage_return || memchr::memchr3(b'&', b'\n', b'\t', tag.as_bytes()).is_some() {
            let check = |attribute: &mut Attribute<'x>| attribute.value.check();
            let checked = self.attributes.iter_mut().try_for_each(check);
            checked.map_err(|why| self.malformed(why))?;
        }
        self.resolve_attributes()?;
        Ok((empty, rest))
    }

    fn declare(&mut self, prefix: &'x str, mut uri: Raw<'x>, own_bindings: usize) -> Result<(), DecodeError> {
        let uri = uri.check().and_then(|()| uri.value()).map_err(|why| self.malformed(why))?;
        self.scope.declare(prefix, uri, own_bindings).map_err(|why| self.malformed(why))?;
        if self.scope.len() > self.limits.namespaces {
            return Err(self.over("namespaces", self.limits.namespaces));
        }
        Ok(())
    }

    /// Gives prefixed attributes their namespaces, refuses doubles, and finds those that concern the reader.
    fn resolve_attributes(&mut self) -> Result<(), DecodeError> {
        let mut attributes = std::mem::take(&mut self.attributes);
        let result = attributes.iter_mut().try_for_each(|attribute| {
            if attribute.prefix.is_empty() {
                if attribute.local == "href" {
                    self.special.href = attribute.value.plain().and_then(|href| href.strip_prefix('#'));
                }
                return Ok(());
            }
            attribute.namespace = self.namespace_of(attribute.prefix)?;
            self.find_special(*attribute)
        });
        let doubled = has_doubles(&attributes);
        self.attributes = attributes;
        result?;
        if doubled {
            return Err(self.malformed("an attribute is given twice"));
        }
        Ok(())
    }

    fn find_special(&mut self, attribute: Attribute<'x>) -> Result<(), DecodeError> {
        match (self.scope.uri(attribute.namespace), attribute.local) {
            (namespace::XSI, "nil") => {
                let value = attribute.value.value().map_err(|why| self.malformed(why))?;
                self.special.nil = matches!(chars::trim(&value), "true" | "1");
            }
            (namespace::XSI, "type") => self.special.xsi_type = attribute.value.plain(),
            (namespace::SOAP12_ENCODING, "ref") => self.special.href = attribute.value.plain(),
            _ => {}
        }
        Ok(())
    }

    #[inline]
    fn end(&mut self, name: &str) -> Result<(), DecodeError> {
        match self.open.last() {
            Some(open) if open.raw == name => Ok(()),
            Some(open) => Err(self.malformed(format!("`</{}>` is due, `</{name}>` stands here", open.raw))),
            None => Err(self.malformed(format!("`</{name}>` has no start tag"))),
        }
    }

    /// Leaves the element whose end was read.
    #[inline]
    pub(super) fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.scope.truncate(open.bindings);
        }
        if self.open.is_empty() {
            self.document = Document::Epilog;
        }
        self.ended = false;
        self.attributes_read = self.attributes.len();
        self.special = Special::default();
    }
}

fn has_doubles(attributes: &[Attribute<'_>]) -> bool {
    let same = |a: &Attribute<'_>, b: &Attribute<'_>| a.local == b.local && a.namespace == b.namespace;
    if attributes.len() <= FEW {
        let mut rest = attributes;
        while let Some((first, others)) = rest.split_first() {
            if others.iter().any(|other| same(first, other)) {
                return true;
            }
            rest = others;
        }
        return false;
    }
    let mut seen = HashSet::with_capacity(attributes.len());
    !attributes.iter().all(|attribute| seen.insert((attribute.namespace, attribute.local)))
}

#[cfg(test)]
mod tests {
    use crate::{Limits, Name, RawXml, Reader};

    #[test]
    fn names_have_a_limit() {
        for (len, is_read) in [(1024, true), (1025, false)] {
            let xml = format!("<{}/>", "a".repeat(len));
            assert_eq!(RawXml::parse(&xml).is_ok(), is_read, "{len}");
        }
    }

    #[test]
    fn start_tags_are_read_alike_wherever_they_stand() {
        let good = ["<a/>", "<a></a>", "<a b='>' c = \"/>\" />", "<a b='&lt;\t'\r\n></a >", "<é/>"];
        let bad = [
            "<a",
            "<a/ >",
            "<a b/>",
            "<a b=1/>",
            "<a b='1'c='2'/>",
            "<a b='1' b='2'/>",
            "<a b='<'/>",
            "<a b='1/>",
            "<a b='&'/>",
            "<a:b/>",
            "<a:/>",
            "<1/>",
            "< a/>",
            "<a<b/>",
            "<a>",
            "<>",
        ];
        let is_read = |before: &str, tag: &str| {
            let xml = format!("<r>{before}{tag}</r>");
            let mut reader = Reader::new(&xml, &Limits::default()).unwrap();
            reader.document::<RawXml>(Name::new("", "r")).is_ok()
        };
        for before in ["", "text", "\u{FEFF}", "<b/>", "<b>text</b>", "<!-- -->", "&amp;", "<![CDATA[]]>"] {
            for tag in good {
                assert!(is_read(before, tag), "{before}{tag}");
            }
            for tag in bad {
                assert!(!is_read(before, tag), "{before}{tag}");
            }
        }
    }
}
