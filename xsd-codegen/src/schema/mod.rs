//! What a contract means: an arena of types and elements, and services with their operations.
//!
//! No prefixes and no open references are left here. A reference is an id into one of the
//! vectors of [`Contract`], and an id is its index.

mod builtin;
mod check;
mod lookup;
mod need;
mod order;
mod policy;
mod resolve;
mod select;
mod services;
mod simple_content;
mod substitution;
mod table;
mod types;
mod wildcard;

use crate::diagnostic::FileId;
use crate::document::MissingDocument;
pub(crate) use crate::document::wsdl::{PolicyTerm, SoapVersion, Style, Use};
pub(crate) use crate::document::xsd::{EnumValue, Facets, Method, Usage};
pub(crate) use crate::document::{Annotation, QName};
pub(crate) use builtin::Builtin;
pub(crate) use resolve::resolve;
pub(crate) use wildcard::Namespaces;

/// Index into [`Contract::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TypeId(pub(crate) usize);

/// Index into [`Contract::elements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ElementId(pub(crate) usize);

/// Everything that one contract declares, in document order.
#[derive(Debug)]
pub(crate) struct Contract {
    /// Target namespace of the root document.
    pub(crate) target_namespace: std::sync::Arc<str>,
    /// Documentation of the root document.
    pub(crate) doc: Option<String>,
    /// Named and anonymous types, in document order; an anonymous type follows the item it stands in.
    pub(crate) types: Vec<Type>,
    /// Global element declarations.
    pub(crate) elements: Vec<Element>,
    pub(crate) port_types: Vec<PortType>,
    pub(crate) bindings: Vec<Binding>,
    pub(crate) services: Vec<Service>,
    /// Kept, and not acted on.
    pub(crate) policies: Vec<Policy>,
    /// Files that come with the generator: what is in them counts where the contract uses it.
    pub(crate) bundled: Vec<FileId>,
    /// References that lead nowhere; see [`Contract::report_unresolved`].
    unresolved: Vec<need::Unresolved>,
    /// Documents that were not found.
    missing: Vec<MissingDocument>,
    /// Operations were left out, and the types that only those use.
    pub(crate) is_selection: bool,
}

impl Contract {
    /// Whether a declaration is generated only where something else needs it.
    pub(crate) fn is_on_demand(&self, declaration: &Annotation) -> bool {
        self.is_selection || self.bundled.contains(&declaration.span.file)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TypeRef {
    Builtin(Builtin),
    Defined(TypeId),
}

#[derive(Debug)]
pub(crate) struct Type {
    pub(crate) name: TypeName,
    /// Target namespace of the schema that the type stands in.
    pub(crate) namespace: std::sync::Arc<str>,
    pub(crate) annotation: Annotation,
    pub(crate) kind: TypeKind,
}

#[derive(Debug)]
pub(crate) enum TypeName {
    Named(QName),
    /// The type of a global element that has no named type.
    OfElement(ElementId),
    /// The type of a local element or attribute `name` inside of `owner`.
    Within {
        owner: TypeId,
        name: QName,
    },
    /// The type of a local element or attribute `name` inside of the group, or attribute group, `group`. All that refer to
    /// the group have it.
    InGroup {
        group: QName,
        name: QName,
    },
    /// An anonymous base, item or member type of the simple type `owner`, or the text of a complex type
    /// whose simple content narrows that of its base.
    PartOf {
        owner: TypeId,
    },
    /// The type of a global attribute.
    OfAttribute(QName),
}

#[derive(Debug)]
pub(crate) enum TypeKind {
    Simple(SimpleType),
    Complex(ComplexType),
}

#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "few of them, and none is moved about")]
pub(crate) enum SimpleType {
    Restriction { base: TypeRef, enumeration: Vec<EnumValue>, facets: Facets },
    List { item: TypeRef },
    Union { members: Vec<TypeRef> },
}

#[derive(Debug)]
pub(crate) struct ComplexType {
    pub(crate) derivation: Option<Derivation>,
    pub(crate) is_abstract: bool,
    pub(crate) mixed: bool,
    /// What this type adds to its base (for a restriction: the whole content).
    pub(crate) content: Content,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) any_attribute: Option<AnyAttribute>,
}

/// `xs:anyAttribute`.
#[derive(Debug)]
pub(crate) struct AnyAttribute {
    pub(crate) namespaces: Namespaces,
    pub(crate) annotation: Annotation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Derivation {
    pub(crate) base: TypeRef,
    pub(crate) method: Method,
}

#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "few of them, and none is moved about")]
pub(crate) enum Content {
    Empty,
    /// Simple content: the text has this type. The base of the derivation is the same type or a complex type with simple content.
    Simple(TypeRef),
    Particle(Particle),
}

#[derive(Clone, Debug)]
pub(crate) struct Particle {
    pub(crate) min: u64,
    /// `None` is unbounded.
    pub(crate) max: Option<u64>,
    pub(crate) term: Term,
    pub(crate) annotation: Annotation,
}

#[derive(Clone, Debug)]
pub(crate) enum Term {
    Element(Element),
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
    All(Vec<Particle>),
    /// A reference to the head of a substitution group.
    Substitution(Substitution),
    /// `xs:any`. Whether and how its elements are to be checked does not matter: they stay as they are.
    Any(Namespaces),
}

/// What may stand in the place of an element that others substitute.
#[derive(Clone, Debug)]
pub(crate) struct Substitution {
    pub(crate) head: ElementId,
    /// Name of the head.
    pub(crate) name: QName,
    /// Elements, each once: the head, unless it is abstract, and what substitutes it.
    pub(crate) members: std::sync::Arc<[Particle]>,
}

/// An element declaration, global or local; a `ref` is the global declaration that it names.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// The name on the wire: an unqualified local element has no namespace.
    pub(crate) name: QName,
    pub(crate) ty: TypeRef,
    pub(crate) nillable: bool,
    pub(crate) is_abstract: bool,
    pub(crate) default: Option<String>,
    pub(crate) fixed: Option<String>,
    /// The global declaration, where this is one or refers to one.
    pub(crate) global: Option<ElementId>,
    /// Head of the substitution group.
    pub(crate) substitutes: Option<ElementId>,
    pub(crate) annotation: Annotation,
}

#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    /// The name on the wire: an unqualified attribute has no namespace.
    pub(crate) name: QName,
    pub(crate) ty: TypeRef,
    pub(crate) usage: Usage,
    pub(crate) default: Option<String>,
    pub(crate) fixed: Option<String>,
    pub(crate) array_type: Option<ArrayType>,
    pub(crate) annotation: Annotation,
}

/// `wsdl:arrayType` (WSDL 1.1, section 2.2).
#[derive(Clone, Debug)]
pub(crate) struct ArrayType {
    pub(crate) item: TypeRef,
    /// As written: `[]`, `[,]`, `[3]`, or several for arrays of arrays, the outermost last.
    pub(crate) dimensions: String,
}

#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) name: QName,
    pub(crate) ports: Vec<Port>,
    pub(crate) annotation: Annotation,
}

#[derive(Debug)]
pub(crate) struct Port {
    pub(crate) name: String,
    /// Index into [`Contract::bindings`]; `None` for a binding that is not SOAP.
    pub(crate) binding: Option<usize>,
    pub(crate) address: Option<String>,
}

#[derive(Debug)]
pub(crate) struct PortType {
    pub(crate) name: QName,
    pub(crate) operations: Vec<Operation>,
    pub(crate) annotation: Annotation,
}

/// An abstract operation (WSDL 1.1, section 2.4).
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) input: Option<Message>,
    pub(crate) output: Option<Message>,
    pub(crate) faults: Vec<FaultMessage>,
    /// `parameterOrder`, split.
    pub(crate) parameter_order: Vec<String>,
    pub(crate) annotation: Annotation,
}

/// What is asked of one part of the contract by WS-Policy.
#[derive(Debug)]
pub(crate) struct Policy {
    /// In the words of WSDL: `binding Soap, operation Get, input`.
    pub(crate) subject: String,
    /// The name of the operation that it is or is part of.
    pub(crate) operation: Option<String>,
    /// With policies that it refers to put in; a reference that is left leads out of the contract.
    pub(crate) terms: Vec<PolicyTerm>,
}

/// A message, by value at each use.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) name: QName,
    pub(crate) parts: Vec<Part>,
    /// `Action` of WS-Addressing, where an operation says one: kept, and not acted on.
    pub(crate) action: Option<String>,
    pub(crate) annotation: Annotation,
}

#[derive(Debug)]
pub(crate) struct FaultMessage {
    pub(crate) name: String,
    pub(crate) message: Message,
}

#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) content: PartContent,
    pub(crate) annotation: Annotation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartContent {
    Element(ElementId),
    Type(TypeRef),
}

/// A SOAP binding (WSDL 1.1, section 3). Bindings to other protocols do not get here.
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) name: QName,
    /// Index into [`Contract::port_types`].
    pub(crate) port_type: usize,
    pub(crate) version: SoapVersion,
    pub(crate) transport: Option<String>,
    pub(crate) operations: Vec<BoundOperation>,
    /// Indices into [`PortType::operations`] of those that it binds and no message can have, which was said.
    pub(crate) impossible: Vec<usize>,
    pub(crate) annotation: Annotation,
}

#[derive(Debug)]
pub(crate) struct BoundOperation {
    /// Index into the port type's operations.
    pub(crate) operation: usize,
    pub(crate) style: Style,
    /// `soapAction`; empty where the contract gives none.
    pub(crate) action: String,
    pub(crate) input: Option<BoundMessage>,
    pub(crate) output: Option<BoundMessage>,
    /// `soap:fault` by the fault's name, with its `use`.
    pub(crate) faults: Vec<(String, Use)>,
    pub(crate) annotation: Annotation,
}

impl BoundOperation {
    /// Whether a message is in SOAP encoding.
    pub(crate) fn is_encoded(&self) -> bool {
        let messages = [self.input.as_ref(), self.output.as_ref()];
        messages.into_iter().flatten().any(|message| message.usage == Use::Encoded)
    }
}

/// `soap:body` and the `soap:header`s of one direction.
#[derive(Debug)]
pub(crate) struct BoundMessage {
    pub(crate) usage: Use,
    /// `namespace` of `soap:body` (rpc wrapper element).
    pub(crate) namespace: Option<String>,
    /// The parts in the body, after `parts=` and after removing those that headers of the same message take.
    pub(crate) body: Vec<Part>,
    pub(crate) headers: Vec<Header>,
}

#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) message: QName,
    pub(crate) part: Part,
    pub(crate) usage: Use,
    pub(crate) namespace: Option<String>,
    pub(crate) annotation: Annotation,
}
