//! What reading WSDL and reading XML Schema have in common: names, places, attributes, documentation.

use std::collections::BTreeMap;
use std::sync::Arc;

use roxmltree::Node;

use super::name::{Annotation, Interner, Name, QName, Ref};
use super::namespaces::{OLD_XSD, WSDL, WSDL_20, XML, XSD};
use super::standards::Referred;
use super::text::tidy;
use super::xml::html_page;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span, closest};

/// Reads the elements of one file.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    /// The namespace that a schema without one takes over from the schema that includes it.
    pub(super) adopted: Option<Arc<str>>,
    pub(super) names: &'a mut Interner,
    /// Namespaces that something refers to, with what it means there.
    pub(super) referred: &'a mut BTreeMap<Arc<str>, Vec<Referred>>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn intern(&mut self, text: &str) -> Arc<str> {
        self.names.intern(text)
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span { file: self.file, start: range.start, end: range.end }
    }

    /// The start of an element's tag: `<prefix:name`.
    pub(super) fn tag(&self, node: Node<'_, '_>) -> Span {
        let start = node.range().start;
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(|char: char| char.is_whitespace() || char == '>' || char == '/');
        self.span(start..start + length.unwrap_or(rest.len()))
    }

    /// An attribute's value, or the element where it has none.
    pub(super) fn value_span(&self, node: Node<'_, '_>, attribute: &str) -> Span {
        match node.attribute_node(attribute) {
            Some(attribute) if !attribute.range_value().is_empty() => self.span(attribute.range_value()),
            Some(attribute) => self.span(attribute.range()),
            None => self.tag(node),
        }
    }

    pub(super) fn string(&self, node: Node<'_, '_>, attribute: &str) -> Option<String> {
        node.attribute(attribute).map(str::to_owned)
    }

    /// The name of a declaration that is referred to; `None` after a warning, since nothing refers to what has none. One
    /// that is not as names are is kept: references to it may be written alike.
    pub(super) fn name(&mut self, node: Node<'_, '_>) -> Option<Name> {
        self.checked_name(node, "kept as it is")
    }

    /// The name of an element or attribute; `None` after a warning, since no document can have it.
    pub(super) fn wire_name(&mut self, node: Node<'_, '_>) -> Option<Name> {
        self.checked_name(node, "left out, since no document can have it")
            .filter(|name| is_nc_name(&name.text))
    }

    /// The name of what may do without.
    pub(super) fn name_or_none(&mut self, node: Node<'_, '_>) -> Name {
        let nameless = Name { text: self.intern(""), span: self.tag(node) };
        if !node.has_attribute("name") {
            self.missing_attribute(node, "name", "has no name");
            return nameless;
        }
        self.name(node).unwrap_or(nameless)
    }

    fn checked_name(&mut self, node: Node<'_, '_>, if_odd: &str) -> Option<Name> {
        let span = self.value_span(node, "name");
        let Some(text) = node.attribute("name").map(str::trim).filter(|text| !text.is_empty()) else {
            self.missing_attribute(node, "name", "left out");
            return None;
        };
        if !is_nc_name(text) {
            self.push(
                Diagnostic::warning("bad-name", format!("`{text}` is not a name"))
                    .at(span, if_odd)
                    .help("a name starts with a letter or `_`; letters, digits, `.`, `-` and `_` follow"),
            );
        }
        Some(Name { text: self.intern(text), span })
    }

    /// Warns of an attribute that is not there; `instead` says what is done about it.
    pub(super) fn missing_attribute(&mut self, node: Node<'_, '_>, attribute: &str, instead: &str) {
        let tag = node.tag_name().name();
        self.push(
            Diagnostic::warning("missing-attribute", format!("`{tag}` needs the attribute `{attribute}`"))
                .at(self.tag(node), instead)
                .help(format!("write {attribute}=\"…\"")),
        );
    }

    /// The name that an attribute refers to; `None` without the attribute, or where it is empty, which is warned of.
    pub(super) fn reference(&mut self, node: Node<'_, '_>, attribute: &str) -> Option<Ref> {
        let value = node.attribute(attribute)?.trim();
        let span = self.value_span(node, attribute);
        if value.is_empty() {
            self.push(
                Diagnostic::warning("bad-value", format!("`{attribute}` is empty"))
                    .at(span, "read as if it were not there")
                    .help("name something, or remove the attribute"),
            );
            return None;
        }
        Some(self.expand(node, value, span))
    }

    /// The same for an attribute that must be there; `instead` says what is done where it is not.
    pub(super) fn required_reference(
        &mut self,
        node: Node<'_, '_>,
        attribute: &str,
        instead: &str,
    ) -> Option<Ref> {
        if !node.has_attribute(attribute) {
            self.missing_attribute(node, attribute, instead);
        }
        self.reference(node, attribute)
    }

    /// A list of references parted by white space, such as `memberTypes`.
    pub(super) fn references(&mut self, node: Node<'_, '_>, attribute: &str) -> Vec<Ref> {
        let span = self.value_span(node, attribute);
        let value = node.attribute(attribute).unwrap_or_default();
        value.split_whitespace().map(|text| self.expand(node, text, span)).collect()
    }

    /// A prefixed name as (namespace, local), by the declarations in scope at `node`. A second colon belongs to the local
    /// name, as some contracts declare such names.
    pub(super) fn expand(&mut self, node: Node<'_, '_>, text: &str, span: Span) -> Ref {
        let (prefix, local) = match text.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, text),
        };
        if prefix == Some("") || local.is_empty() {
            let fault = Diagnostic::error("bad-name", format!("`{text}` is not a qualified name"))
                .at(span, "a name is due here")
                .help("write prefix:name, or name for the default namespace");
            return self.unknowable(text, span, fault);
        }
        let namespace = match prefix {
            Some("xml") => Some(XML),
            Some(prefix) => node.lookup_namespace_uri(Some(prefix)),
            None => Some(node.lookup_namespace_uri(None).unwrap_or_default()),
        };
        let Some(namespace) = namespace else {
            let fault = undeclared_prefix(prefix.unwrap_or_default(), text, span);
            return self.unknowable(text, span, fault);
        };
        let namespace = match &self.adopted {
            Some(adopted) if namespace.is_empty() => Arc::clone(adopted),
            _ => self.intern(namespace),
        };
        let local = self.intern(local);
        self.referred.entry(Arc::clone(&namespace)).or_default().push((Arc::clone(&local), span));
        Ref::to(QName { namespace, local }, span)
    }

    /// A reference to what nothing can be.
    fn unknowable(&mut self, text: &str, span: Span, fault: Diagnostic) -> Ref {
        let name = QName { namespace: self.intern(""), local: self.intern(text) };
        Ref { name, span, fault: Some(Box::new(fault)) }
    }

    pub(super) fn boolean(&mut self, node: Node<'_, '_>, attribute: &str) -> bool {
        match node.attribute(attribute).map(str::trim) {
            None | Some("false" | "0") => false,
            Some("true" | "1") => true,
            Some(_) => {
                self.bad_value(node, attribute, "true or false", "false");
                false
            }
        }
    }

    pub(super) fn bad_value(&mut self, node: Node<'_, '_>, attribute: &str, due: &str, read_as: &str) {
        let value = node.attribute(attribute).unwrap_or_default();
        self.push(
            Diagnostic::warning("bad-value", format!("`{value}` is not a value of `{attribute}`"))
                .at(self.value_span(node, attribute), format!("read as {read_as}"))
                .help(format!("write {due}")),
        );
    }

    /// Warns of attributes that an element of WSDL or XML Schema does not have. `id` is always allowed.
    pub(super) fn check_attributes(&mut self, node: Node<'_, '_>, known: &[&str]) {
        let own_namespace = node.tag_name().namespace();
        for attribute in node.attributes() {
            let name = attribute.name();
            let own = match attribute.namespace() {
                None => !known.contains(&name) && name != "id",
                Some(namespace) => Some(namespace) == own_namespace && namespace == XSD,
            };
            if !own {
                continue;
            }
            let tag = node.tag_name().name();
            let diagnostic =
                Diagnostic::warning("unknown-attribute", format!("`{tag}` has no attribute `{name}`"))
                    .at(self.span(attribute.range_qname()), "ignored");
            self.push(match closest(name, known.iter().copied()) {
                Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
                None => diagnostic,
            });
        }
    }

    /// Documentation and place of a declaration: its `name` or `ref` where it has one, else its tag.
    pub(super) fn annotation(&self, node: Node<'_, '_>) -> Annotation {
        let place = ["name", "ref", "value"].into_iter().find(|name| node.has_attribute(*name));
        let span = place.map_or_else(|| self.tag(node), |place| self.value_span(node, place));
        Annotation { doc: documentation(node), span }
    }

    /// Says that an element of WSDL or XML Schema stands where it cannot, and is left out.
    pub(super) fn misplaced(&mut self, node: Node<'_, '_>, known: &[&str]) {
        let tag = node.tag_name().name();
        let diagnostic = self.misplacement(node, "left out");
        let near = closest(tag, known.iter().copied()).filter(|near| *near != tag);
        self.push(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
    }

    /// The same for one whose meaning is plain: `read_as` says which.
    pub(super) fn misplaced_but_read(&mut self, node: Node<'_, '_>, read_as: &str) {
        let diagnostic = self.misplacement(node, read_as);
        self.push(diagnostic);
    }

    fn misplacement(&self, node: Node<'_, '_>, instead: &str) -> Diagnostic {
        let tag = node.tag_name().name();
        let parent = node.parent_element().map_or("", |parent| parent.tag_name().name());
        Diagnostic::warning("unknown-element", format!("`{tag}` cannot stand in `{parent}`"))
            .at(self.tag(node), instead)
            .help("remove it, or move it to where the standard has it")
    }

    /// Says what a root element is that is neither `wsdl:definitions` nor `xs:schema`.
    pub(super) fn foreign_root(&self, root: Node<'_, '_>) -> Diagnostic {
        let namespace = root.tag_name().namespace().unwrap_or_default();
        let local = root.tag_name().name();
        let span = self.tag(root);
        if namespace == WSDL_20 {
            Diagnostic::error("wsdl-2.0", "this is a WSDL 2.0 description; WSDL 1.1 is what can be read")
                .at(span, "WSDL 2.0")
                .help("ask the service for its WSDL 1.1: most that serve 2.0 serve both")
        } else if OLD_XSD.contains(&namespace) {
            old_schema(namespace, span)
        } else if local.eq_ignore_ascii_case("html") {
            html_page(span)
        } else {
            Diagnostic::error(
                "not-a-contract",
                format!("`{{{namespace}}}{local}` is neither a WSDL 1.1 document nor a schema"),
            )
            .at(span, "the root element")
            .help(format!("the root of a contract is {{{WSDL}}}definitions or {{{XSD}}}schema"))
        }
    }
}

pub(super) fn old_schema(namespace: &str, span: Span) -> Diagnostic {
    Diagnostic::error("old-schema", format!("the schema namespace `{namespace}` is older than the standard"))
        .at(span, "a working draft of XML Schema")
        .help(format!("use the namespace of the recommendation: {XSD}"))
}

fn undeclared_prefix(prefix: &str, text: &str, span: Span) -> Diagnostic {
    Diagnostic::error("undeclared-prefix", format!("the prefix `{prefix}` of `{text}` is not declared"))
        .at(span, format!("`{prefix}` stands for no namespace here"))
        .help(format!("declare it on this element or one around it: xmlns:{prefix}=\"…\""))
}

/// The `documentation` of WSDL, or that of XML Schema in its `annotation` or without; several are parted by an empty line.
fn documentation(node: Node<'_, '_>) -> Option<String> {
    let is = |node: &Node<'_, '_>, namespace, name| node.has_tag_name((namespace, name));
    let mut texts = Vec::new();
    for child in node.children() {
        if is(&child, WSDL, "documentation") || is(&child, XSD, "documentation") {
            texts.extend(tidy(&all_text(child)));
        } else if is(&child, XSD, "annotation") {
            let inner = child.children().filter(|inner| is(inner, XSD, "documentation"));
            texts.extend(inner.filter_map(|inner| tidy(&all_text(inner))));
        }
    }
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

fn all_text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// Whether a text is a name without colon. Beyond ASCII any letter will do: the parser has already
/// refused what XML does not allow, and a name is only compared.
pub(crate) fn is_nc_name(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().is_some_and(|char| char.is_alphabetic() || char == '_');
    first && chars.all(|char| char.is_alphanumeric() || matches!(char, '.' | '-' | '_') || !char.is_ascii())
}
