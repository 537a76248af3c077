//! What will be written: items with their XML names and their Rust names, decided down to the last detail.
//!
//! `lower` makes it from the schema, `name` makes every identifier, `cycle` decides what is boxed. The
//! emitter turns it into tokens without asking anything of the schema.

mod any_attribute;
mod array;
mod bindings;
mod conversion;
mod cycle;
mod doc;
mod lower;
mod message;
mod name;
mod operation;
mod particle;
pub(crate) mod share;
mod simple;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Span;
use crate::schema::TypeId;

pub(crate) use crate::schema::Namespaces;
pub(crate) use bindings::Bindings;
pub(crate) use lower::lower;
pub(crate) use name::{is_plain_type, is_plain_value};

/// One output file.
#[derive(Debug)]
pub(crate) struct File {
    /// Path of the runtime crate: `::xsd_runtime`.
    pub(crate) runtime: String,
    /// Types of the target namespace.
    pub(crate) root: Module,
    /// A child module for each further namespace.
    pub(crate) modules: Vec<Module>,
    /// One fault enum for each operation that declares faults; they stand in the root module.
    pub(crate) faults: Vec<FaultEnum>,
    pub(crate) port_types: Vec<PortType>,
    /// The types of the contract that something was made of.
    pub(crate) types: BTreeSet<TypeId>,
    /// What the contract shares with others, by `bindings.toml`.
    pub(crate) shared: Option<Shared>,
    /// Whether each port type gets a client.
    pub(crate) clients: bool,
    /// Whether each port type gets a server trait with its table of operations.
    pub(crate) servers: bool,
}

/// The types that a contract shares with others.
#[derive(Debug)]
pub(crate) struct Shared {
    /// Absolute path of the module that they stand in.
    pub(crate) module: String,
    /// Idents of their items, and where the types are declared.
    pub(crate) items: BTreeMap<String, Span>,
    /// Types that only other contracts have.
    pub(crate) missing: Vec<String>,
    /// File names of the contracts that share them.
    pub(crate) contracts: Vec<String>,
    /// Where the bindings say so.
    pub(crate) span: Span,
}

/// The items of one namespace.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// Empty for the root module.
    pub(crate) ident: String,
    pub(crate) doc: String,
    pub(crate) namespace: String,
    pub(crate) items: Vec<Item>,
    /// Global elements, for `mod elements`.
    pub(crate) elements: Vec<ElementConst>,
}

/// `pub const IDENT: Name` for a global element.
#[derive(Debug)]
pub(crate) struct ElementConst {
    pub(crate) ident: String,
    pub(crate) doc: String,
    pub(crate) name: XmlName,
}

/// Namespace URI (empty for none) and local part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct XmlName {
    pub(crate) namespace: String,
    pub(crate) local: String,
}

impl Item {
    pub(crate) fn ident(&self) -> &str {
        match self {
            Self::Struct(item) => &item.ident,
            Self::Group(item) => &item.ident,
            Self::Choice(item) => &item.ident,
            Self::Hierarchy(item) => &item.ident,
            Self::Enumeration(item) => &item.ident,
            Self::Union(item) => &item.ident,
            Self::Alias(item) => &item.ident,
        }
    }
}

#[derive(Debug)]
pub(crate) enum Item {
    Struct(Struct),
    Group(Group),
    Choice(Choice),
    Hierarchy(Hierarchy),
    Enumeration(Enumeration),
    Union(Union),
    Alias(Alias),
}

/// A type as it is written in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// `bool`, `i32`, …: no path.
    Primitive(&'static str),
    /// `::std::string::String`.
    String,
    /// Of the runtime: `types::DateTime`, `RawXml`; without the crate.
    Runtime(&'static str),
    /// A runtime `List` of this.
    List(Box<Type>),
    /// An item that several contracts share, by its whole path.
    Shared(String),
    /// An item of this file: module (empty for the root) and ident.
    Item { module: String, ident: String },
    /// An array of SOAP encoding: `Vec` of this.
    Array(Box<Type>),
    /// A nillable value: `Option`.
    Nillable(Box<Type>),
    /// `Box`, on cycles and for large enum variants.
    Boxed(Box<Type>),
    /// `()`: a message without content.
    Unit,
}

/// How often a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cardinality {
    /// `T`
    One,
    /// `Option<T>`
    Optional,
    /// `Vec<T>`
    Many,
}

/// A row of a table of members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: XmlName,
    pub(crate) repeats: bool,
    /// White space is collapsed although the Rust type is a string.
    pub(crate) collapse: bool,
    /// The namespaces that a wildcard admits, whose name is `*`; `None` for all else.
    pub(crate) wildcard: Option<Namespaces>,
}

impl Member {
    /// The row of a wildcard.
    pub(crate) fn wildcard(namespaces: Namespaces, repeats: bool) -> Self {
        let name = XmlName { namespace: String::new(), local: "*".to_owned() };
        Self { name, repeats, collapse: false, wildcard: Some(namespaces) }
    }
}

/// Where a member of a group that repeats stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MemberPlace {
    /// Members of one position stand in any order.
    pub(crate) position: usize,
    /// Every group has the member, once.
    pub(crate) required: bool,
}

/// A complex type.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) ident: String,
    pub(crate) doc: String,
    /// For `xsi:type`; the local part is empty for an anonymous type.
    pub(crate) name: XmlName,
    /// Further derives that the bindings ask for.
    pub(crate) derives: Vec<String>,
    /// Table of attributes; attribute fields refer to it by index.
    pub(crate) attributes: Vec<Member>,
    /// Table of child elements; fields refer to it by index.
    pub(crate) elements: Vec<Member>,
    pub(crate) fields: Vec<Field>,
    /// The type declares an attribute `href` of its own, or has a wildcard for it.
    pub(crate) declares_href: bool,
}

/// Members that stand together without an element of their own: a repeated sequence.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) ident: String,
    pub(crate) doc: String,
    /// Ident of the private struct that collects the members.
    pub(crate) parts: String,
    /// Its own table of members; the owner's table holds the same rows, one after the other.
    pub(crate) elements: Vec<Member>,
    /// The place of each member in the sequence, where the group repeats; else empty.
    pub(crate) order: Vec<MemberPlace>,
    /// Element, wrapped, choice and group fields alone.
    pub(crate) fields: Vec<Field>,
}

/// A field of a struct or a group.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) ident: String,
    /// Name of the chained setter; `None` where `new` takes the field as an argument.
    pub(crate) setter: Option<String>,
    pub(crate) doc: String,
    /// The type of one value: without `Option` or `Vec` of the cardinality, with `Box`.
    pub(crate) ty: Type,
    pub(crate) cardinality: Cardinality,
    /// Of many, one has to stand: in the list, or in the wrapper where that stands.
    pub(crate) at_least_one: bool,
    pub(crate) slot: Slot,
    pub(crate) initial: Initial,
}

/// What `new` puts into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Initial {
    /// An argument of `new`.
    Argument,
    /// `None` or an empty `Vec`.
    Nothing,
    /// The schema's default.
    Value(Literal),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    Bool(bool),
    /// An integer with its type: `0`, `i32`.
    Integer(String),
    Float(String),
    String(String),
    /// Variant of an enumeration of this file.
    Variant {
        module: String,
        ident: String,
        variant: String,
    },
}

/// Where a field's value stands in the XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Index into the table of attributes; with the cardinality `Many` it is the wildcard.
    Attribute(usize),
    /// The text of the element; its white space may be collapsed although the Rust type is a string.
    Text { collapse: bool },
    /// Index into the table of elements.
    Element(usize),
    /// A wrapper (index into the table of elements) around the items; the cardinality `One` is `Vec<T>`,
    /// `Optional` is `Option<Vec<T>>`. `constant` is the ident of the table with the item.
    Wrapped { index: usize, item: Member, constant: String },
    /// A choice among single elements: the branches in the order of `Choice::variants`, each an index
    /// into the table of elements. The field's type is the choice, perhaps boxed.
    Choice { branches: Vec<ChoiceBranch> },
    /// Mixed content: the branches are all of the rows, and `text` is the variant for what stands between them.
    Mixed { branches: Vec<ChoiceBranch>, text: String },
    /// A group: it takes the rows `start..start + len` of the table of elements.
    Group { start: usize, len: usize, parts: Type },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChoiceBranch {
    pub(crate) index: usize,
    pub(crate) variant: String,
    /// The variant's value is in a `Box`.
    pub(crate) boxed: bool,
}

/// A choice: one variant for each branch.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) ident: String,
    pub(crate) doc: String,
    /// The variant for text, where the choice is a piece of mixed content.
    pub(crate) text: Option<Variant>,
    pub(crate) variants: Vec<Variant>,
    /// Table of the members of all branches, one after the other; the owner's table holds the same rows.
    pub(crate) elements: Vec<Member>,
    /// Set where a branch is more than one single element; the choice is read through a `Group` then.
    pub(crate) parts: Option<ChoiceParts>,
    /// The variants that a value becomes by `From`.
    pub(crate) conversions: Vec<usize>,
    /// It stands for the head of a substitution group, and types of every module have it.
    pub(crate) of_head: bool,
}

#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) ident: String,
    pub(crate) doc: String,
    pub(crate) ty: Type,
    /// `Many` for a branch that repeats.
    pub(crate) cardinality: Cardinality,
}

/// How a choice with branches of several elements is read and written.
#[derive(Debug)]
pub(crate) struct ChoiceParts {
    /// Ident of the private struct that collects the members.
    pub(crate) ident: String,
    /// The place of each member in its branch, where the choice repeats; else empty.
    pub(crate) order: Vec<MemberPlace>,
    /// In the order of the variants: which rows the branch takes, and how.
    pub(crate) branches: Vec<PartsBranch>,
}

#[derive(Debug)]
pub(crate) enum PartsBranch {
    /// A single element (cardinality of the variant says whether it repeats).
    Element(usize),
    /// A group, with the type of its parts.
    Group { start: usize, len: usize, parts: Type },
}

/// A type that others derive from, where any of them may stand (`xsi:type`).
#[derive(Debug)]
pub(crate) struct Hierarchy {
    pub(crate) ident: String,
    pub(crate) doc: String,
    /// The declared type.
    pub(crate) name: XmlName,
    /// The variant for the declared type itself; `None` where it is abstract.
    pub(crate) declared: Option<Variant>,
    /// The derived types.
    pub(crate) derived: Vec<(XmlName, Variant)>,
}

#[derive(Debug)]
pub(crate) struct Enumeration {
    pub(crate) ident: String,
    pub(crate) doc: String,
    /// The type's name, where messages say it beside the values.
    pub(crate) name: Option<XmlName>,
    pub(crate) values: Vec<Value>,
}

#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) ident: String,
    pub(crate) doc: String,
    pub(crate) text: String,
    /// Other spellings that are read as this value.
    pub(crate) aliases: Vec<String>,
}

/// A union of simple types whose values stay apart.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) ident: String,
    pub(crate) doc: String,
    /// The type's name, where messages say it beside the values.
    pub(crate) name: Option<XmlName>,
    /// In the order of the schema.
    pub(crate) variants: Vec<Variant>,
    /// Which variant a text is offered next, and how. Only the last one takes the rest; where it does not, what is
    /// left is unknown.
    pub(crate) attempts: Vec<(usize, Attempt)>,
}

impl Union {
    /// Whether there is text that no variant takes.
    pub(crate) fn has_unknown(&self) -> bool {
        !matches!(self.attempts.last(), Some((_, Attempt::Rest | Attempt::CollapsedRest)))
    }
}

/// How a variant of a union takes its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The known values of an enumeration.
    Known,
    /// Every value of the type.
    Value,
    /// A value that is written as it was read.
    Exact,
    /// A qualified name with a prefix.
    Prefixed,
    /// Whatever is left.
    Rest,
    /// Whatever is left, white space collapsed.
    CollapsedRest,
}

/// A simple type that is another one with facets.
#[derive(Debug)]
pub(crate) struct Alias {
    pub(crate) ident: String,
    pub(crate) doc: String,
    pub(crate) ty: Type,
}

/// The faults of one operation.
#[derive(Debug)]
pub(crate) struct FaultEnum {
    pub(crate) ident: String,
    pub(crate) doc: String,
    pub(crate) variants: Vec<FaultVariant>,
}

#[derive(Debug)]
pub(crate) struct FaultVariant {
    pub(crate) ident: String,
    pub(crate) doc: String,
    /// The detail element.
    pub(crate) element: XmlName,
    pub(crate) ty: Type,
}

/// What clients and servers of one port type are made of.
#[derive(Debug)]
pub(crate) struct PortType {
    /// Ident of the server trait, and of what holds the descriptions of the operations.
    pub(crate) ident: String,
    /// Ident of the client.
    pub(crate) client: String,
    /// Ident of what takes requests to a server trait.
    pub(crate) server: String,
    pub(crate) doc: String,
    /// `Soap11` or `Soap12`.
    pub(crate) version: &'static str,
    /// `new` takes a `UsernameToken`.
    pub(crate) username_token: bool,
    /// The target namespace, where the contract uses types that it shares with others.
    pub(crate) contract: Option<String>,
    /// Namespaces that messages use, declared once on the envelope.
    pub(crate) namespaces: Vec<String>,
    pub(crate) headers: Vec<HeaderSetter>,
    pub(crate) operations: Vec<Operation>,
}

/// `with_<header>` of a client.
#[derive(Debug)]
pub(crate) struct HeaderSetter {
    /// The whole method name.
    pub(crate) ident: String,
    pub(crate) doc: String,
    pub(crate) element: XmlName,
    pub(crate) ty: Type,
}

#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) ident: String,
    /// Ident of the constant that describes it.
    pub(crate) constant: String,
    pub(crate) doc: String,
    /// `Service.Operation`.
    pub(crate) name: String,
    pub(crate) action: String,
    pub(crate) input: Payload,
    pub(crate) output: Payload,
    /// The fault enum in the root module; `None` without declared faults.
    pub(crate) fault: Option<String>,
    pub(crate) idempotent: bool,
    /// There is no reply at all.
    pub(crate) one_way: bool,
    /// Messages are in the encoding of SOAP 1.1 section 5.
    pub(crate) encoded: bool,
    /// Header blocks that go with the request.
    pub(crate) headers: Vec<XmlName>,
    /// Header blocks that the contract declares for the reply.
    pub(crate) understood: Vec<XmlName>,
    pub(crate) addressing: Addressing,
}

/// What WS-Addressing calls the messages of an operation, where the contract says it. Nothing acts on it.
#[derive(Debug, Default)]
pub(crate) struct Addressing {
    pub(crate) input: Option<String>,
    pub(crate) output: Option<String>,
    /// By the name of the fault.
    pub(crate) faults: Vec<(String, String)>,
}

/// What stands in the body.
#[derive(Debug)]
pub(crate) struct Payload {
    /// Name of the parameter that a method takes it as.
    pub(crate) parameter: String,
    pub(crate) body: Body,
    pub(crate) ty: Type,
}

#[derive(Debug)]
pub(crate) enum Body {
    Element(XmlName),
    Parts,
    /// In rpc style: an element around the parts, which are the members of the type.
    Wrapper(XmlName),
    /// In rpc style: an element around the only part, which has the type.
    Part(XmlName, Member),
    Empty,
}
