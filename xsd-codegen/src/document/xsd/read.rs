//! Reading of the elements of XML Schema 1.0 (part 1, section 3; part 2, section 4).

mod complex;
mod simple;

use std::sync::Arc;

use roxmltree::Node;

use super::{
    AnyAttribute, Attribute, AttributeGroup, AttributeItem, AttributeRef, Attributes, Element, Group, Item,
    Particle, Schema, SimpleUse, Term, TypeUse, Usage,
};
use crate::diagnostic::Diagnostic;
use crate::document::namespaces::{OLD_XSD, WSDL, XSD};
use crate::document::reader::{Reader, old_schema};
use crate::document::{Link, LinkKind, Ref};

const ELEMENT: &[&str] = &[
    "name",
    "ref",
    "type",
    "minOccurs",
    "maxOccurs",
    "nillable",
    "abstract",
    "default",
    "fixed",
    "form",
    "substitutionGroup",
    "block",
    "final",
];
const ATTRIBUTE: &[&str] = &["name", "ref", "type", "use", "default", "fixed", "form"];
const OCCURS: &[&str] = &["minOccurs", "maxOccurs"];
const SCHEMA: &[&str] = &[
    "targetNamespace",
    "elementFormDefault",
    "attributeFormDefault",
    "version",
    "blockDefault",
    "finalDefault",
];

/// The elements of XML Schema 1.0 that hold declarations, for suggestions.
const ELEMENTS: &[&str] = &[
    "all",
    "annotation",
    "any",
    "anyAttribute",
    "attribute",
    "attributeGroup",
    "choice",
    "complexContent",
    "complexType",
    "element",
    "enumeration",
    "extension",
    "group",
    "import",
    "include",
    "list",
    "restriction",
    "sequence",
    "simpleContent",
    "simpleType",
    "union",
];

/// Elements of XSD 1.1 (part 1, section 3; part 2, section 4.3).
const XSD_11: &[&str] = &[
    "assert",
    "assertion",
    "alternative",
    "openContent",
    "defaultOpenContent",
    "override",
    "explicitTimezone",
];

impl Reader<'_> {
    pub(in crate::document) fn schema(&mut self, node: Node<'_, '_>) -> Schema {
        self.check_attributes(node, SCHEMA);
        let own = node.attribute("targetNamespace").map(|uri| self.intern(uri.trim()));
        let own = own.filter(|namespace| !namespace.is_empty());
        if own.is_some() {
            self.adopted = None;
        }
        let has_target_namespace = own.is_some();
        let target_namespace = own.or_else(|| self.adopted.clone()).unwrap_or_default();
        let mut schema = Schema {
            has_target_namespace,
            qualified_elements: self.form(node, "elementFormDefault").unwrap_or(false),
            qualified_attributes: self.form(node, "attributeFormDefault").unwrap_or(false),
            links: Vec::new(),
            imported: Vec::new(),
            items: Vec::new(),
            redefined: Vec::new(),
            doc: self.annotation(node).doc,
            span: self.tag(node),
            target_namespace,
        };
        for child in self.children(node) {
            self.schema_item(child, &mut schema);
        }
        schema
    }

    fn schema_item(&mut self, node: Node<'_, '_>, schema: &mut Schema) {
        match node.tag_name().name() {
            "import" => self.import(node, schema),
            "include" => self.include(node, schema),
            "redefine" => self.redefine(node, schema),
            "notation" => self.ignored(node),
            "element" => schema.items.extend(self.element(node).map(Item::Element)),
            "attribute" => schema.items.extend(self.attribute(node).map(Item::Attribute)),
            _ => {
                let item = self.redefinable(node);
                schema.items.extend(item);
            }
        }
    }

    /// A declaration that may stand in `xs:redefine` too; `None` after a diagnostic.
    fn redefinable(&mut self, node: Node<'_, '_>) -> Option<Item> {
        Some(match node.tag_name().name() {
            "simpleType" => {
                self.check_attributes(node, &["name", "final"]);
                let ty = self.simple_type(node);
                Item::SimpleType(self.name(node)?, ty)
            }
            "complexType" => {
                self.check_attributes(node, &["name", "abstract", "mixed", "block", "final"]);
                let ty = self.complex_type(node);
                Item::ComplexType(self.name(node)?, ty)
            }
            "group" => Item::Group(self.group(node)?),
            "attributeGroup" => Item::AttributeGroup(self.attribute_group(node)?),
            _ => {
                self.unknown_element(node);
                return None;
            }
        })
    }

    fn import(&mut self, node: Node<'_, '_>, schema: &mut Schema) {
        self.check_attributes(node, &["namespace", "schemaLocation"]);
        let namespace = self.intern(node.attribute("namespace").map_or("", str::trim));
        schema.imported.push(Arc::clone(&namespace));
        schema.links.push(self.link(node, "schemaLocation", LinkKind::Import(namespace)));
    }

    fn include(&mut self, node: Node<'_, '_>, schema: &mut Schema) {
        self.check_attributes(node, &["schemaLocation"]);
        if !node.has_attribute("schemaLocation") {
            return self.missing_attribute(node, "schemaLocation", "nothing is included");
        }
        let kind = LinkKind::Include(Arc::clone(&schema.target_namespace));
        schema.links.push(self.link(node, "schemaLocation", kind));
    }

    pub(in crate::document) fn link(&self, node: Node<'_, '_>, location: &str, kind: LinkKind) -> Link {
        Link {
            kind,
            location: node.attribute(location).map(|text| text.trim().to_owned()),
            span: self.value_span(node, location),
        }
    }

    /// An include, with other versions of some of what it brings.
    fn redefine(&mut self, node: Node<'_, '_>, schema: &mut Schema) {
        self.include(node, schema);
        for child in self.children(node) {
            let item = self.redefinable(child);
            schema.redefined.extend(item);
        }
    }

    fn ignored(&mut self, node: Node<'_, '_>) {
        let tag = node.tag_name().name();
        self.push(
            Diagnostic::note("ignored", format!("`{tag}` has no effect on the generated code"))
                .at(self.annotation(node).span, "ignored"),
        );
    }

    /// An element with its type; `None` after a warning, where no document can have it.
    fn element(&mut self, node: Node<'_, '_>) -> Option<Element> {
        self.check_attributes(node, ELEMENT);
        let mut ty = self.reference(node, "type").map(TypeUse::Named);
        for child in self.children(node) {
            let inline = match child.tag_name().name() {
                "simpleType" => TypeUse::Simple(Box::new(self.simple_type(child))),
                "complexType" => {
                    self.check_attributes(child, &["mixed"]);
                    TypeUse::Complex(Box::new(self.complex_type(child)))
                }
                "key" | "keyref" | "unique" => {
                    self.ignored(child);
                    continue;
                }
                _ => {
                    self.unknown_element(child);
                    continue;
                }
            };
            match ty {
                Some(_) => self.two_types(child, "an element"),
                None => ty = Some(inline),
            }
        }
        self.default_and_fixed(node);
        Some(Element {
            name: self.wire_name(node)?,
            ty,
            nillable: self.boolean(node, "nillable"),
            is_abstract: self.boolean(node, "abstract"),
            default: self.string(node, "default"),
            fixed: self.string(node, "fixed"),
            qualified: self.form(node, "form"),
            substitution_group: self.reference(node, "substitutionGroup"),
            annotation: self.annotation(node),
        })
    }

    /// Reads one particle; `None` after a diagnostic.
    fn particle(&mut self, node: Node<'_, '_>) -> Option<Particle> {
        let term = match node.tag_name().name() {
            "element" if node.has_attribute("ref") => self.element_ref(node)?,
            "element" => Term::Element(Box::new(self.element(node)?)),
            "group" => {
                self.check_attributes(node, &["ref", "minOccurs", "maxOccurs"]);
                Term::GroupRef(self.required_reference(node, "ref", "left out")?)
            }
            "sequence" => Term::Sequence(self.particles(node)),
            "choice" => Term::Choice(self.particles(node)),
            "all" => Term::All(self.particles(node)),
            "any" => self.any(node),
            _ => {
                self.unknown_element(node);
                return None;
            }
        };
        let (min, max) = self.occurs(node);
        Some(Particle { min, max, term, annotation: self.annotation(node) })
    }

    fn particles(&mut self, node: Node<'_, '_>) -> Vec<Particle> {
        self.check_attributes(node, OCCURS);
        self.children(node).into_iter().filter_map(|child| self.particle(child)).collect()
    }

    fn element_ref(&mut self, node: Node<'_, '_>) -> Option<Term> {
        self.check_attributes(node, ELEMENT);
        let given = ["name", "type", "nillable", "default", "fixed", "form"]
            .into_iter()
            .find(|name| node.has_attribute(*name));
        if let Some(name) = given {
            self.not_with_ref(node, name);
        }
        let target = self.reference(node, "ref")?;
        // .NET's data sets bring their schema along, by reference to the schema of schemas: any of its elements may stand.
        if &*target.name.namespace == XSD {
            return Some(Term::Any { namespace: Some(XSD.to_owned()) });
        }
        Some(Term::ElementRef(target))
    }

    fn not_with_ref(&mut self, node: Node<'_, '_>, attribute: &str) {
        self.push(
            Diagnostic::warning("not-with-ref", format!("`{attribute}` has no effect beside `ref`"))
                .at(self.value_span(node, attribute), "ignored")
                .help("the referenced declaration says it"),
        );
    }

    fn any(&mut self, node: Node<'_, '_>) -> Term {
        self.check_attributes(node, &["namespace", "processContents", "minOccurs", "maxOccurs"]);
        Term::Any { namespace: self.string(node, "namespace") }
    }

    /// `minOccurs` and `maxOccurs`, which are 1 by default. `maxOccurs="0"` alone implies a minimum of 0.
    fn occurs(&mut self, node: Node<'_, '_>) -> (u64, Option<u64>) {
        let max = match node.attribute("maxOccurs").map(str::trim) {
            None => Some(1),
            Some("unbounded") => None,
            Some(number) => number.parse().map_or_else(
                |_| {
                    self.bad_value(node, "maxOccurs", "a number or unbounded", "unbounded");
                    None
                },
                Some,
            ),
        };
        let min = match node.attribute("minOccurs").map(str::trim) {
            None => max.map_or(1, |max| max.min(1)),
            Some(number) => number.parse().unwrap_or_else(|_| {
                self.bad_value(node, "minOccurs", "a number", "0");
                0
            }),
        };
        if let Some(most) = max
            && min > most
        {
            self.push(
                Diagnostic::warning(
                    "bad-occurrence",
                    format!("at least {min} and at most {most} occurrences"),
                )
                .at(self.value_span(node, "minOccurs"), "read as the other way round")
                .help(format!("write maxOccurs=\"{min}\" or maxOccurs=\"unbounded\"")),
            );
            // What is forbidden stays so.
            return (most, if most == 0 { max } else { Some(min) });
        }
        (min, max)
    }

    fn group(&mut self, node: Node<'_, '_>) -> Option<Group> {
        self.check_attributes(node, &["name"]);
        let body = self.body_of(node);
        if body.attributes != Attributes::default() {
            self.push(
                Diagnostic::warning("unknown-element", "a group of elements with attributes")
                    .at(self.annotation(node).span, "the attributes are left out")
                    .help("move them into an <xs:attributeGroup>"),
            );
        }
        Some(Group { name: self.name(node)?, particle: body.particle })
    }

    fn attribute_group(&mut self, node: Node<'_, '_>) -> Option<AttributeGroup> {
        self.check_attributes(node, &["name"]);
        let attributes = self.attributes_of(node);
        Some(AttributeGroup { name: self.name(node)?, attributes })
    }

    /// The attributes in what can hold nothing else.
    fn attributes_of(&mut self, node: Node<'_, '_>) -> Attributes {
        let mut attributes = Attributes::default();
        for child in self.children(node) {
            if !self.attribute_item(child, &mut attributes) {
                self.unknown_element(child);
            }
        }
        attributes
    }

    /// Reads `attribute`, `attributeGroup` or `anyAttribute`; `false` if the element is none.
    fn attribute_item(&mut self, node: Node<'_, '_>, attributes: &mut Attributes) -> bool {
        let item = match node.tag_name().name() {
            "attribute" if node.has_attribute("ref") => {
                self.attribute_ref(node).map(AttributeItem::Reference)
            }
            "attribute" => {
                let usage = self.usage(node);
                self.attribute(node).map(|attribute| AttributeItem::Declaration(attribute, usage))
            }
            "attributeGroup" => {
                self.check_attributes(node, &["ref"]);
                self.required_reference(node, "ref", "left out").map(AttributeItem::Group)
            }
            "anyAttribute" => {
                self.check_attributes(node, &["namespace", "processContents"]);
                let namespace = self.string(node, "namespace");
                if attributes.any.is_some() {
                    self.misplaced_but_read(node, "read as one wildcard with the first");
                }
                attributes.admit(AnyAttribute { namespace, annotation: self.annotation(node) });
                None
            }
            _ => return false,
        };
        attributes.items.extend(item);
        true
    }

    /// An attribute with its type; `None` after a warning, where no document can have it.
    fn attribute(&mut self, node: Node<'_, '_>) -> Option<Attribute> {
        self.check_attributes(node, ATTRIBUTE);
        let mut ty = self.reference(node, "type").map(SimpleUse::Named);
        for child in self.children(node) {
            match child.tag_name().name() {
                "simpleType" => {
                    let inline = self.simple_type(child);
                    match ty {
                        Some(_) => self.two_types(child, "an attribute"),
                        None => ty = Some(SimpleUse::Inline(Box::new(inline))),
                    }
                }
                _ => self.unknown_element(child),
            }
        }
        self.default_and_fixed(node);
        Some(Attribute {
            name: self.wire_name(node)?,
            ty,
            default: self.string(node, "default"),
            fixed: self.string(node, "fixed"),
            qualified: self.form(node, "form"),
            annotation: self.annotation(node),
        })
    }

    fn attribute_ref(&mut self, node: Node<'_, '_>) -> Option<AttributeRef> {
        self.check_attributes(node, ATTRIBUTE);
        if let Some(name) = ["name", "type", "form"].into_iter().find(|name| node.has_attribute(*name)) {
            self.not_with_ref(node, name);
        }
        self.default_and_fixed(node);
        Some(AttributeRef {
            target: self.reference(node, "ref")?,
            usage: self.usage(node),
            default: self.string(node, "default"),
            fixed: self.string(node, "fixed"),
            array_type: self.array_type(node),
            annotation: self.annotation(node),
        })
    }

    /// `wsdl:arrayType="ns:item[]"` (WSDL 1.1, section 2.2); of `ns:item[][,]` the last dimension is cut off.
    fn array_type(&mut self, node: Node<'_, '_>) -> Option<(Ref, String)> {
        let value = node.attribute((WSDL, "arrayType"))?.trim();
        let span = self.value_span(node, "ref");
        let Some(bracket) = value.find('[') else {
            self.push(
                Diagnostic::warning("bad-value", format!("the array type `{value}` has no dimension"))
                    .at(span, "ignored")
                    .help(format!("write {value}[]")),
            );
            return None;
        };
        let (name, dimensions) = value.split_at(bracket);
        Some((self.expand(node, name.trim(), span), dimensions.to_owned()))
    }

    fn usage(&mut self, node: Node<'_, '_>) -> Usage {
        match node.attribute("use").map(str::trim) {
            None | Some("optional") => Usage::Optional,
            Some("required") => Usage::Required,
            Some("prohibited") => Usage::Prohibited,
            Some(_) => {
                self.bad_value(node, "use", "optional, required or prohibited", "optional");
                Usage::Optional
            }
        }
    }

    fn form(&mut self, node: Node<'_, '_>, attribute: &str) -> Option<bool> {
        match node.attribute(attribute)?.trim() {
            "qualified" => Some(true),
            "unqualified" => Some(false),
            _ => {
                self.bad_value(node, attribute, "qualified or unqualified", "if it were not there");
                None
            }
        }
    }

    fn default_and_fixed(&mut self, node: Node<'_, '_>) {
        if node.has_attribute("default") && node.has_attribute("fixed") {
            self.push(
                Diagnostic::warning("default-and-fixed", "both a default and a fixed value")
                    .at(self.value_span(node, "default"), "the default")
                    .at(self.value_span(node, "fixed"), "the fixed value")
                    .help("keep `fixed` if no other value is allowed, else `default`"),
            );
        }
    }

    fn two_types(&mut self, inline: Node<'_, '_>, what: &str) {
        self.push(
            Diagnostic::warning("two-types", format!("{what} with two types"))
                .at(self.tag(inline), "ignored: the first one counts")
                .help("remove the attribute that names a type, or this type"),
        );
    }

    /// The children that are schema elements, without annotations. Others, and what belongs into annotations, are warned of.
    fn children<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let (own, foreign): (Vec<_>, Vec<_>) = node
            .children()
            .filter(Node::is_element)
            .filter(|child| !child.has_tag_name((XSD, "annotation")))
            .partition(|child| child.tag_name().namespace() == Some(XSD));
        for child in foreign {
            let namespace = child.tag_name().namespace().unwrap_or_default();
            let diagnostic = if OLD_XSD.contains(&namespace) {
                old_schema(namespace, self.tag(child))
            } else {
                let tag = child.tag_name().name();
                Diagnostic::warning(
                    "unknown-element",
                    format!("`{{{namespace}}}{tag}` is no element of a schema"),
                )
                .at(self.tag(child), "ignored")
                .help("put what is not schema into <xs:annotation><xs:appinfo>")
            };
            self.push(diagnostic);
        }
        own.into_iter().filter(|child| !self.is_loose_annotation(*child)).collect()
    }

    fn is_loose_annotation(&mut self, node: Node<'_, '_>) -> bool {
        match node.tag_name().name() {
            "documentation" => self.misplaced_but_read(node, "read as if it stood in `annotation`"),
            "appinfo" => self.misplaced(node, ELEMENTS),
            _ => return false,
        }
        true
    }

    fn unknown_element(&mut self, node: Node<'_, '_>) {
        let tag = node.tag_name().name();
        if !XSD_11.contains(&tag) {
            return self.misplaced(node, ELEMENTS);
        }
        self.push(
            Diagnostic::error(
                "xsd-1.1",
                format!("`{tag}` belongs to XML Schema 1.1, which is not supported"),
            )
            .at(self.tag(node), "XSD 1.1")
            .help("remove it, and say in the documentation what it demands"),
        );
    }
}
