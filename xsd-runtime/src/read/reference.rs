//! `href` and `id` (SOAP 1.1 section 5.1): a value that stands elsewhere in the message.
//!
//! On the first `href` the whole message is scanned once for elements with an `id`. A reference is then
//! followed by reading on from there and coming back. What is read again that way counts against
//! `Limits::body`, and a reference inside of its own target is refused, so neither circles nor
//! exponential graphs get anywhere.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Reader;
use super::events::{self, Node};
use super::scope::Bindings;
use super::tag::Attribute;
use crate::error::{DecodeError, DecodeErrorKind};

/// The elements that can be referred to, and the references being followed.
#[derive(Debug, Default)]
pub(super) struct References<'x> {
    /// What a scan of the message found; `None` before there was a reason for one.
    found: Option<Found<'x>>,
    following: Vec<usize>,
    expanded: usize,
}

#[derive(Debug, Default)]
struct Found<'x> {
    targets: HashMap<String, Target<'x>>,
    /// The ids that an `href` names.
    referred_to: HashSet<String>,
}

/// An element with an `id`.
#[derive(Clone, Debug)]
pub(super) struct Target<'x> {
    start: usize,
    declared: Declared<'x>,
}

/// The namespace declarations around a target, innermost first. Targets share what they have in common, so
/// all of them together are no larger than the message.
type Declared<'x> = Option<Rc<Declaration<'x>>>;

#[derive(Debug)]
struct Declaration<'x> {
    prefix: &'x str,
    uri: Cow<'x, str>,
    outer: Declared<'x>,
}

/// Where reading goes on after a reference.
pub(super) struct Place<'x> {
    events: quick_xml::Reader<&'x [u8]>,
    base: usize,
    between_tags: bool,
    closing: bool,
    bindings: Bindings<'x>,
}

impl<'x> Reader<'x> {
    /// The element that has `id`.
    pub(super) fn target(&mut self, id: &str) -> Result<Target<'x>, DecodeError> {
        let target = self.found()?.targets.get(id).cloned();
        target.ok_or_else(|| {
            let why = "`href` refers to something that no element has as its `id`".to_owned();
            self.error(DecodeErrorKind::Reference(why))
        })
    }

    /// Whether an `href` somewhere in the message names this `id`.
    pub(super) fn is_referred_to(&mut self, id: Attribute<'x>) -> Result<bool, DecodeError> {
        let id = id.value.value().map_err(|why| self.malformed(why))?;
        Ok(self.found()?.referred_to.contains(&*id))
    }

    fn found(&mut self) -> Result<&Found<'x>, DecodeError> {
        let found = match self.references.found.take() {
            Some(found) => found,
            None => self.scan()?,
        };
        Ok(self.references.found.insert(found))
    }

    fn scan(&self) -> Result<Found<'x>, DecodeError> {
        let mut scan = Reader::new(self.input, &self.limits)?;
        let mut found = Found::default();
        let mut around: Vec<Declared<'x>> = vec![None];
        while let Some(node) = scan.next_node()? {
            match node {
                Node::Start => {
                    let declared = around.last().cloned().flatten();
                    around.push(scan.declared_within(declared.clone()));
                    if let Some(id) = scan.id()? {
                        found.targets.insert(id, Target { start: scan.here(), declared });
                    }
                    found.referred_to.extend(scan.special.href.map(str::to_owned));
                }
                Node::End => {
                    around.pop();
                    scan.close();
                }
                Node::Text(_) => {}
            }
        }
        Ok(found)
    }

    /// `outer` and what the element just opened declares.
    fn declared_within(&self, outer: Declared<'x>) -> Declared<'x> {
        let own = self.scope.since(self.open.last().map_or(0, |open| open.bindings));
        own.fold(outer, |outer, (prefix, uri)| Some(Rc::new(Declaration { prefix, uri, outer })))
    }

    fn id(&self) -> Result<Option<String>, DecodeError> {
        let is_id = |namespace: &str| namespace.is_empty() || namespace == crate::namespace::SOAP12_ENCODING;
        let attribute = self
            .attributes
            .iter()
            .find(|attribute| attribute.local == "id" && is_id(self.scope.uri(attribute.namespace)));
        let value = attribute.map(|attribute| attribute.value.value()).transpose();
        Ok(value.map_err(|why| self.malformed(why))?.map(Cow::into_owned))
    }

    /// Goes to `target`: its start tag is read, its content is next.
    pub(super) fn enter(&mut self, target: Target<'x>) -> Result<Place<'x>, DecodeError> {
        if self.references.following.contains(&target.start) {
            let why = "`href` refers to an element that it is part of".to_owned();
            return Err(self.error(DecodeErrorKind::Reference(why)));
        }
        self.references.following.push(target.start);
        let due = self.open.last().map(|open| (open.ty, open.collapse));
        let rest = self.input.get(target.start..).unwrap_or_default();
        let place = Place {
            events: std::mem::replace(&mut self.events, events::quick_xml_reader(rest)),
            base: std::mem::replace(&mut self.base, target.start),
            between_tags: std::mem::replace(&mut self.between_tags, false),
            closing: std::mem::replace(&mut self.closing, false),
            bindings: self.scope.take(),
        };
        let declared: Vec<_> =
            std::iter::successors(target.declared.as_ref(), |d| d.outer.as_ref()).collect();
        for declaration in declared.into_iter().rev() {
            self.scope.bind(declaration.prefix, declaration.uri.clone());
        }
        self.node()?;
        if let (Some(open), Some((ty, collapse))) = (self.open.last_mut(), due) {
            open.ty = ty;
            open.collapse = collapse;
        }
        Ok(place)
    }

    /// Counts bytes that a value takes up beyond those of the message.
    pub(super) fn expand(&mut self, bytes: usize) -> Result<(), DecodeError> {
        self.references.expanded += bytes;
        if self.references.expanded > self.limits.body {
            return Err(self.over("body", self.limits.body));
        }
        Ok(())
    }

    /// Comes back to the referring element.
    pub(super) fn come_back(&mut self, place: Place<'x>) -> Result<(), DecodeError> {
        let start = self.references.following.pop().unwrap_or_default();
        self.expand(self.offset() - start)?;
        self.events = place.events;
        self.base = place.base;
        self.between_tags = place.between_tags;
        self.closing = place.closing;
        self.scope.restore(place.bindings);
        // The start tag of the referring element is dealt with.
        self.attributes_read = self.attributes.len();
        self.ended = false;
        Ok(())
    }
}
