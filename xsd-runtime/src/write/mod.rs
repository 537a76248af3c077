//! The writer that generated code encodes into.
//!
//! This file starts and ends elements and chooses prefixes; `slots` writes one member from its place,
//! `escape` knows what must not stand in XML as it is.

mod escape;
mod slots;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::encode::Encode;
use crate::error::{EncodeError, EncodeErrorKind};
use crate::name::Name;
use crate::namespace;
use crate::raw_attribute::RawAttribute;
use crate::text::TextSink;
use escape::Place;

/// Elements inside of each other that can be written; far more than any reader takes.
const MAX_DEPTH: usize = 1024;

/// From this size on, room is made for exactly what is written and a little more, not for twice as much.
const LARGE: usize = 64 << 10;

/// Writes XML into one buffer. Prefixes are chosen here: a namespace gets one when it is first used.
///
/// Mistakes do not stop it; [`Writer::finish`] reports the first one.
///
/// ```
/// use xsd_runtime::{Name, Writer};
///
/// let xml = Writer::document(Name::new("urn:example", "n"), &42)?;
/// assert_eq!(xml, r#"<ns1:n xmlns:ns1="urn:example">42</ns1:n>"#);
/// # Ok::<(), xsd_runtime::EncodeError>(())
/// ```
#[derive(Default)]
pub struct Writer {
    out: String,
    open: Vec<Open>,
    bindings: Vec<Binding>,
    /// The start tag written last has no `>` yet.
    in_tag: bool,
    /// Values say their types (SOAP 1.1, section 5).
    encoded: bool,
    /// The next value does not, although values do.
    is_next_untyped: bool,
    /// What [`namespace::CONTRACT`] stands for.
    contract: &'static str,
    prefixes: usize,
    error: Option<EncodeError>,
    secrets: Vec<Range<usize>>,
}

struct Open {
    /// Where the element's qualified name stands in `out`.
    name: Range<usize>,
    /// Where its start tag ends, so that a declaration can be put in.
    tag_end: usize,
    /// How many bindings there were outside of it.
    bindings: usize,
}

struct Binding {
    prefix: Cow<'static, str>,
    namespace: Cow<'static, str>,
}

impl Writer {
    /// An empty writer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `value` as a document with the root element `root`, without an XML declaration.
    ///
    /// # Errors
    /// When a text holds a character that XML 1.0 cannot carry.
    pub fn document<T: Encode>(root: Name, value: &T) -> Result<String, EncodeError> {
        let mut writer = Self::new();
        writer.element(root, value);
        writer.finish()
    }

    /// The XML, complete.
    ///
    /// # Errors
    /// The first thing that could not be written.
    pub fn finish(self) -> Result<String, EncodeError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.out),
        }
    }

    /// The XML and the places in it that must not be shown.
    pub(crate) fn finish_with_secrets(self) -> Result<(String, Vec<Range<usize>>), EncodeError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok((self.out, self.secrets)),
        }
    }

    /// Writes `value` as the element `name`.
    pub fn element<T: Encode>(&mut self, name: Name, value: &T) {
        value.encode_as(name, self);
    }

    /// Writes `value` as a header block, which is known by its name: it does not say its type, though what is in it may.
    /// PHP's server takes a block that says it for something else.
    pub(crate) fn header_block<T: Encode>(&mut self, name: Name, value: &T) {
        self.is_next_untyped = true;
        self.element(name, value);
        self.is_next_untyped = false;
    }

    /// Starts an element; attributes may follow, then content, then [`Writer::end`].
    pub fn start(&mut self, namespace: &str, local: &str) {
        let namespace = namespace::of_contract(namespace, self.contract);
        self.end_start_tag();
        if self.open.len() >= MAX_DEPTH {
            self.fail(EncodeErrorKind::Depth(MAX_DEPTH));
            return;
        }
        let bindings = self.bindings.len();
        self.out.push('<');
        let start = self.out.len();
        if namespace.is_empty() {
            self.out.push_str(local);
            self.opened(start, bindings);
        } else if let Some(prefix) = find_prefix(&self.bindings, namespace) {
            self.out.push_str(prefix);
            self.out.push(':');
            self.out.push_str(local);
            self.opened(start, bindings);
        } else {
            let prefix = self.new_prefix(namespace);
            self.out.push_str(&prefix);
            self.out.push(':');
            self.out.push_str(local);
            self.opened(start, bindings);
            self.bind(prefix, namespace);
        }
    }

    fn opened(&mut self, start: usize, bindings: usize) {
        self.open.push(Open { name: start..self.out.len(), tag_end: 0, bindings });
        self.in_tag = true;
    }

    /// Ends the element started last.
    pub fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if self.in_tag {
            self.out.push_str("/>");
            self.in_tag = false;
        } else {
            self.out.push_str("</");
            self.out.extend_from_within(open.name);
            self.out.push('>');
        }
        self.bindings.truncate(open.bindings);
    }

    /// Declares a prefix for each of `namespaces` on the element just started, so that nothing inside has to.
    pub fn declare(&mut self, namespaces: &[&'static str]) {
        for namespace in namespaces {
            if !namespace.is_empty() && find_prefix(&self.bindings, namespace).is_none() {
                let prefix = self.new_prefix(namespace);
                self.bind(prefix, namespace);
            }
        }
    }

    /// Marks the element just started as nil (XSD 1.0 part 1, section 2.6.2).
    pub fn nil(&mut self) {
        self.plain_attribute(namespace::XSI, "nil", "true");
    }

    /// Says which type the element just started has (XSD 1.0 part 1, section 2.6.1).
    pub fn xsi_type(&mut self, ty: Name) {
        self.write_attribute(namespace::XSI, "type", |sink| sink.qname(ty.namespace, ty.local));
    }

    /// What [`namespace::CONTRACT`] stands for from now on.
    pub(crate) fn set_contract(&mut self, contract: &'static str) {
        self.contract = contract;
    }

    /// Whether what is written from now on is in the encoding of SOAP 1.1, section 5.
    pub(crate) fn set_encoded(&mut self, encoded: bool) {
        self.encoded = encoded;
    }

    pub(crate) fn is_encoded(&self) -> bool {
        self.encoded
    }

    /// Says which type the element just started has, where the encoding wants to know.
    #[inline]
    pub(crate) fn say_type(&mut self, ty: Name) {
        let is_untyped = std::mem::take(&mut self.is_next_untyped);
        if self.encoded && !is_untyped && !ty.local.is_empty() {
            self.xsi_type(ty);
        }
    }

    /// Says how many items the array just started has, and of which type (SOAP 1.1, section 5.4.2).
    pub(crate) fn array_type(&mut self, item: Name, dimensions: usize, len: usize) {
        let item = if item.local.is_empty() { Name::new(namespace::XSD, "anyType") } else { item };
        self.write_attribute(namespace::SOAP11_ENCODING, "arrayType", |sink| {
            sink.qname(item.namespace, item.local);
            (1..dimensions).for_each(|_| sink.verbatim("[]"));
            sink.format(format_args!("[{len}]"));
        });
    }

    /// Writes an attribute whose value is known to need no escape.
    pub(crate) fn plain_attribute(&mut self, namespace: &str, local: &str, value: &str) {
        self.write_attribute(namespace, local, |sink| sink.verbatim(value));
    }

    fn write_attribute(&mut self, namespace: &str, local: &str, value: impl FnOnce(&mut Sink<'_>)) {
        let namespace = namespace::of_contract(namespace, self.contract);
        if !namespace.is_empty() && find_prefix(&self.bindings, namespace).is_none() {
            let prefix = self.new_prefix(namespace);
            self.bind(prefix, namespace);
        }
        let at = self.out.len();
        self.out.push(' ');
        if let Some(prefix) = find_prefix(&self.bindings, namespace) {
            self.out.push_str(prefix);
            self.out.push(':');
        }
        self.out.push_str(local);
        self.out.push_str("=\"");
        value(&mut Sink { writer: self, place: Place::Attribute, declarations: at, attribute: local });
        self.out.push('"');
    }

    /// Writes an attribute whose namespace nobody has checked.
    fn raw_attribute(&mut self, attribute: &RawAttribute) {
        let name = attribute.name();
        match name.namespace().chars().find(|c| !crate::read::chars::is_allowed(*c)) {
            Some(c) => self.fail_at(EncodeErrorKind::Character(c), name.local()),
            None => {
                self.write_attribute(name.namespace(), name.local(), |sink| sink.text(attribute.value()));
            }
        }
    }

    /// The name with the namespace of the contract where it has that.
    fn in_contract(&self, name: Name) -> Name {
        Name { namespace: namespace::of_contract(name.namespace, self.contract), ..name }
    }

    fn write_content(&mut self, value: impl FnOnce(&mut Sink<'_>)) {
        self.end_start_tag();
        let declarations = self.open.last().map_or(0, |open| open.tag_end);
        value(&mut Sink { writer: self, place: Place::Content, declarations, attribute: "" });
    }

    /// Writes a complete element as it is.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.end_start_tag();
        self.grow(xml.len());
        self.out.push_str(xml);
    }

    /// Adds `xml`, which is the rest of the start tag and the content, to the element just started.
    pub(crate) fn raw_inside(&mut self, attributes: &str, content: &str) {
        self.out.push_str(attributes);
        if !content.is_empty() {
            self.end_start_tag();
            self.grow(content.len());
            self.out.push_str(content);
        }
    }

    /// Prefix that the name of the element just started has, empty for none.
    pub(crate) fn prefix_of_open(&self) -> &str {
        let name = self.open.last().and_then(|open| self.out.get(open.name.clone()));
        name.and_then(|name| name.split_once(':')).map_or("", |(prefix, _)| prefix)
    }

    pub(crate) fn fail(&mut self, kind: EncodeErrorKind) {
        self.fail_at(kind, "");
    }

    #[cold]
    fn fail_at(&mut self, kind: EncodeErrorKind, attribute: &str) {
        if self.error.is_none() {
            let mut path = String::new();
            for open in &self.open {
                let name = self.out.get(open.name.clone()).unwrap_or_default();
                path.push('/');
                path.push_str(name.split_once(':').map_or(name, |(_, local)| local));
            }
            if !attribute.is_empty() {
                path.push_str("/@");
                path.push_str(attribute);
            }
            self.error = Some(EncodeError::new(kind, path));
        }
    }

    fn end_start_tag(&mut self) {
        if self.in_tag {
            self.in_tag = false;
            if let Some(open) = self.open.last_mut() {
                open.tag_end = self.out.len();
            }
            self.out.push('>');
        }
    }

    fn new_prefix(&mut self, namespace: &str) -> Cow<'static, str> {
        let usual = match namespace {
            namespace::XSI => "xsi",
            namespace::XSD => "xsd",
            namespace::SOAP11 | namespace::SOAP12 => "soapenv",
            namespace::WSSE => "wsse",
            namespace::WSU => "wsu",
            namespace::SOAP11_ENCODING => "soapenc",
            namespace::XML => "xml",
            _ => "",
        };
        if usual.is_empty() || self.bindings.iter().any(|binding| binding.prefix == usual) {
            self.prefixes += 1;
            format!("ns{}", self.prefixes).into()
        } else {
            usual.into()
        }
    }

    fn bind(&mut self, prefix: Cow<'static, str>, namespace: &str) {
        if prefix != "xml" {
            let declaration = declaration(&prefix, namespace);
            self.out.push_str(&declaration);
        }
        self.bindings.push(Binding { prefix, namespace: namespace.to_owned().into() });
    }

    /// Makes room for `more` bytes without doubling a large buffer.
    fn grow(&mut self, more: usize) {
        let (len, capacity) = (self.out.len(), self.out.capacity());
        if more >= LARGE && capacity - len < more {
            self.out.reserve_exact(more + (len + more) / 8);
        }
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The text may hold secrets.
        f.debug_struct("Writer").field("len", &self.out.len()).finish_non_exhaustive()
    }
}

fn find_prefix<'b>(bindings: &'b [Binding], namespace: &str) -> Option<&'b str> {
    let found = bindings.iter().find(|binding| binding.namespace == namespace);
    found.map(|binding| &*binding.prefix)
}

/// Appends `text` as it stands in an attribute value.
pub(crate) fn escape_attribute(out: &mut String, text: &str) -> Result<(), char> {
    escape::escape(out, text, Place::Attribute)
}

fn declaration(prefix: &str, namespace: &str) -> String {
    let mut declaration = format!(" xmlns:{prefix}=\"");
    // A namespace comes from a contract or a message that was read, so XML can carry it.
    let _carried = escape::escape(&mut declaration, namespace, Place::Attribute);
    declaration.push('"');
    declaration
}

/// Where the text of one simple value goes.
struct Sink<'w> {
    writer: &'w mut Writer,
    place: Place,
    /// Where in `out` a namespace declaration can be put in.
    declarations: usize,
    attribute: &'w str,
}

impl TextSink for Sink<'_> {
    fn text(&mut self, text: &str) {
        self.writer.grow(text.len());
        if let Err(c) = escape::escape(&mut self.writer.out, text, self.place) {
            self.writer.fail_at(EncodeErrorKind::Character(c), self.attribute);
        }
    }

    fn verbatim(&mut self, text: &str) {
        self.writer.grow(text.len());
        self.writer.out.push_str(text);
    }

    fn secret(&mut self, text: &str) {
        let start = self.writer.out.len();
        self.text(text);
        self.writer.secrets.push(start..self.writer.out.len());
    }

    fn qname(&mut self, namespace: &str, local: &str) {
        let namespace = namespace::of_contract(namespace, self.writer.contract);
        if !namespace.is_empty() && find_prefix(&self.writer.bindings, namespace).is_none() {
            let prefix = self.writer.new_prefix(namespace);
            if let Some(c) = namespace.chars().find(|c| !crate::read::chars::is_allowed(*c)) {
                self.writer.fail_at(EncodeErrorKind::Character(c), self.attribute);
            }
            let declaration = declaration(&prefix, namespace);
            self.writer.out.insert_str(self.declarations, &declaration);
            self.declarations += declaration.len();
            self.writer.bindings.push(Binding { prefix, namespace: namespace.to_owned().into() });
        }
        if let Some(prefix) = find_prefix(&self.writer.bindings, namespace) {
            self.writer.out.push_str(prefix);
            self.writer.out.push(':');
        }
        self.text(local);
    }

    fn base64(&mut self, bytes: &[u8]) {
        self.writer.grow(bytes.len().div_ceil(3) * 4);
        base64_simd::STANDARD.encode_append(bytes, &mut self.writer.out);
    }

    fn format(&mut self, value: fmt::Arguments<'_>) {
        // Formatting into a string does not fail.
        let _written = fmt::Write::write_fmt(&mut self.writer.out, value);
    }
}
