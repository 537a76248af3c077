//! XML Schema 1.0 as written: one struct per kind of element.

mod read;

use std::sync::Arc;

use super::{Annotation, Link, Name, Ref};
use crate::diagnostic::Span;

/// `xs:schema`.
#[derive(Debug)]
pub(crate) struct Schema {
    /// Its own, or that of the schema that includes it.
    pub(crate) target_namespace: Arc<str>,
    /// Whether the schema has a target namespace of its own.
    pub(super) has_target_namespace: bool,
    /// `elementFormDefault="qualified"`.
    pub(crate) qualified_elements: bool,
    /// `attributeFormDefault="qualified"`.
    pub(crate) qualified_attributes: bool,
    /// Imports and includes; the loader takes them.
    pub(super) links: Vec<Link>,
    /// Namespaces that the schema imports.
    pub(crate) imported: Vec<Arc<str>>,
    /// Global declarations, in document order.
    pub(crate) items: Vec<Item>,
    /// What `xs:redefine` holds, until it is in the place of what it redefines.
    pub(super) redefined: Vec<Item>,
    pub(crate) doc: Option<String>,
    /// Where a missing `xs:import` is to be written.
    pub(crate) span: Span,
}

/// A global declaration.
#[derive(Debug)]
pub(crate) enum Item {
    Element(Element),
    SimpleType(Name, SimpleType),
    ComplexType(Name, ComplexType),
    Group(Group),
    Attribute(Attribute),
    AttributeGroup(AttributeGroup),
}

impl Item {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Element(_) => "element",
            Self::SimpleType(..) | Self::ComplexType(..) => "type",
            Self::Group(_) => "group",
            Self::Attribute(_) => "attribute",
            Self::AttributeGroup(_) => "attribute group",
        }
    }

    pub(super) fn name(&self) -> &Name {
        match self {
            Self::Element(Element { name, .. })
            | Self::SimpleType(name, _)
            | Self::ComplexType(name, _)
            | Self::Group(Group { name, .. })
            | Self::Attribute(Attribute { name, .. })
            | Self::AttributeGroup(AttributeGroup { name, .. }) => name,
        }
    }

    pub(super) fn name_mut(&mut self) -> &mut Name {
        match self {
            Self::Element(Element { name, .. })
            | Self::SimpleType(name, _)
            | Self::ComplexType(name, _)
            | Self::Group(Group { name, .. })
            | Self::Attribute(Attribute { name, .. })
            | Self::AttributeGroup(AttributeGroup { name, .. }) => name,
        }
    }
}

/// An element declaration, global or local.
#[derive(Debug, PartialEq)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) ty: Option<TypeUse>,
    pub(crate) nillable: bool,
    pub(crate) is_abstract: bool,
    pub(crate) default: Option<String>,
    pub(crate) fixed: Option<String>,
    /// `form`, where a local element has it: whether qualified.
    pub(crate) qualified: Option<bool>,
    pub(crate) substitution_group: Option<Ref>,
    pub(crate) annotation: Annotation,
}

/// The type of an element, by name or on the spot.
#[derive(Debug, PartialEq)]
pub(crate) enum TypeUse {
    Named(Ref),
    Simple(Box<SimpleType>),
    Complex(Box<ComplexType>),
}

/// A simple type, by name or on the spot.
#[derive(Debug, PartialEq)]
pub(crate) enum SimpleUse {
    Named(Ref),
    Inline(Box<SimpleType>),
}

#[derive(Debug, PartialEq)]
pub(crate) struct SimpleType {
    pub(crate) variety: Variety,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Variety {
    Restriction { base: SimpleUse, enumeration: Vec<EnumValue>, facets: Box<Facets> },
    List(SimpleUse),
    Union(Vec<SimpleUse>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnumValue {
    pub(crate) value: String,
    pub(crate) annotation: Annotation,
}

/// Facets other than `enumeration`, as written (XSD 1.0 part 2, section 4.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    pub(crate) length: Option<String>,
    pub(crate) min_length: Option<String>,
    pub(crate) max_length: Option<String>,
    pub(crate) patterns: Vec<String>,
    pub(crate) white_space: Option<String>,
    pub(crate) min_inclusive: Option<String>,
    pub(crate) max_inclusive: Option<String>,
    pub(crate) min_exclusive: Option<String>,
    pub(crate) max_exclusive: Option<String>,
    pub(crate) total_digits: Option<String>,
    pub(crate) fraction_digits: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct ComplexType {
    pub(crate) is_abstract: bool,
    pub(crate) mixed: bool,
    pub(crate) content: ComplexContent,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) enum ComplexContent {
    /// Particle and attributes directly inside of the type.
    Direct(Body),
    /// `xs:complexContent`.
    Complex { method: Method, base: Ref, body: Body },
    /// `xs:simpleContent`.
    Simple { method: Method, base: Ref, narrowing: Option<Box<Narrowing>>, body: Body },
}

/// What a restriction of simple content says of the text.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Narrowing {
    pub(crate) inline: Option<SimpleType>,
    pub(crate) enumeration: Vec<EnumValue>,
    pub(crate) facets: Facets,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Extension,
    Restriction,
}

/// Particle and attributes of a complex type.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Body {
    pub(crate) particle: Option<Particle>,
    pub(crate) attributes: Attributes,
}

/// What an attribute group, or the attribute part of a complex type, holds.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Attributes {
    pub(crate) items: Vec<AttributeItem>,
    pub(crate) any: Option<AnyAttribute>,
}

impl Attributes {
    pub(super) fn extend(&mut self, more: Self) {
        self.items.extend(more.items);
        if let Some(any) = more.any {
            self.admit(any);
        }
    }

    /// Adds a wildcard, of which there is one for all attributes.
    fn admit(&mut self, more: AnyAttribute) {
        let Some(first) = &mut self.any else {
            self.any = Some(more);
            return;
        };
        let namespaces =
            [&first.namespace, &more.namespace].map(|written| written.as_deref().unwrap_or("##any"));
        first.namespace = Some(namespaces.join(" "));
    }
}

/// `xs:anyAttribute`, with `namespace` as written.
#[derive(Debug, PartialEq)]
pub(crate) struct AnyAttribute {
    pub(crate) namespace: Option<String>,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) enum AttributeItem {
    Declaration(Attribute, Usage),
    Reference(AttributeRef),
    Group(Ref),
}

/// An attribute declaration, global or local.
#[derive(Debug, PartialEq)]
pub(crate) struct Attribute {
    pub(crate) name: Name,
    pub(crate) ty: Option<SimpleUse>,
    pub(crate) default: Option<String>,
    pub(crate) fixed: Option<String>,
    /// `form`, where a local attribute has it: whether qualified.
    pub(crate) qualified: Option<bool>,
    pub(crate) annotation: Annotation,
}

/// `xs:attribute ref`.
#[derive(Debug, PartialEq)]
pub(crate) struct AttributeRef {
    pub(crate) target: Ref,
    pub(crate) usage: Usage,
    pub(crate) default: Option<String>,
    pub(crate) fixed: Option<String>,
    /// `wsdl:arrayType`, expanded: item type name and the dimensions as written (`[]`, `[,]`, `[3]`).
    pub(crate) array_type: Option<(Ref, String)>,
    pub(crate) annotation: Annotation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Usage {
    Optional,
    Required,
    Prohibited,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Particle {
    pub(crate) min: u64,
    /// `None` is unbounded.
    pub(crate) max: Option<u64>,
    pub(crate) term: Term,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Term {
    Element(Box<Element>),
    ElementRef(Ref),
    GroupRef(Ref),
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
    All(Vec<Particle>),
    /// `xs:any`, with `namespace` as written.
    Any {
        namespace: Option<String>,
    },
}

/// A global `xs:group`.
#[derive(Debug, PartialEq)]
pub(crate) struct Group {
    pub(crate) name: Name,
    pub(crate) particle: Option<Particle>,
}

/// A global `xs:attributeGroup`.
#[derive(Debug, PartialEq)]
pub(crate) struct AttributeGroup {
    pub(crate) name: Name,
    pub(crate) attributes: Attributes,
}
