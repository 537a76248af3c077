//! From documents to a contract: declares every name, then fills in what each one means.
//!
//! Ids are handed out before anything refers to them, so types may refer to each other in any
//! order. Anonymous types get theirs when they are met; [`super::order`] then puts all types into
//! document order.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::lookup::{find, no_builtin};
use super::need::{Unresolved, User};
use super::table::{Namespaces, Table};
use super::{
    Annotation, Attribute, Builtin, ComplexType, Content, Contract, Element, ElementId, QName, SimpleType,
    Type, TypeId, TypeKind, TypeName, TypeRef, Usage, check, order, policy, services, substitution,
};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use crate::document::xsd::{self, Item, Schema, SimpleUse, TypeUse};
use crate::document::{Documents, Name, Ref, SOAP_ENCODING, XSD};

/// Looks up every reference of `documents`.
pub(crate) fn resolve(documents: &Documents, diagnostics: &mut Diagnostics) -> Contract {
    let namespaces = namespaces(documents);
    let mut resolver = Resolver::new(&namespaces, &documents.unasked, diagnostics);
    let globals = resolver.declare(documents);
    resolver.resolve_elements(&globals);
    resolver.resolve_attributes(&globals);
    resolver.fill_types(&globals);
    resolver.fix_text_types();
    resolver.fix_complex_contents();
    check::derivation(&resolver.types, resolver.diagnostics);
    check::substitution(&resolver.elements, resolver.diagnostics);
    resolver.sort_types();
    let mut unresolved = std::mem::take(&mut resolver.unresolved);
    if !resolver.diagnostics.has_errors() {
        let Resolver { types, elements, diagnostics, .. } = &mut resolver;
        substitution::expand(types, elements, &documents.bundled, diagnostics);
    }
    let names = services::Names {
        types: &resolver.symbols.types,
        elements: &resolver.symbols.elements,
        namespaces: &namespaces,
    };
    let services = services::resolve(documents, &names, &mut unresolved, resolver.diagnostics);
    Contract {
        target_namespace: Arc::clone(&documents.target_namespace),
        doc: documents.doc.clone(),
        types: resolver.types,
        elements: resolver.elements,
        port_types: services.port_types,
        bindings: services.bindings,
        services: services.services,
        policies: policy::resolve(documents),
        bundled: documents.bundled.clone(),
        unresolved,
        missing: documents.missing.clone(),
        is_selection: false,
    }
}

fn namespaces(documents: &Documents) -> Namespaces {
    let schemas = documents.schemas.iter().map(|schema| &schema.target_namespace);
    let definitions = documents.definitions.iter().map(|definitions| &definitions.target_namespace);
    Arc::new(schemas.chain(definitions).cloned().collect())
}

/// The definition of a named type.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum TypeDefinition<'d> {
    Simple(&'d xsd::SimpleType),
    Complex(&'d xsd::ComplexType),
}

/// A component together with the schema that it stands in, which says its namespace and forms.
#[derive(Clone, Copy)]
pub(super) struct Placed<'d, T> {
    pub(super) schema: &'d Schema,
    pub(super) item: T,
}

/// The symbol spaces of XML Schema (part 1, section 2.5).
pub(super) struct Symbols<'d> {
    pub(super) types: Table<TypeDefinition<'d>, TypeId>,
    pub(super) elements: Table<&'d xsd::Element, ElementId>,
    pub(super) attributes: Table<&'d xsd::Attribute, usize>,
    pub(super) groups: Table<&'d xsd::Group, Placed<'d, &'d xsd::Group>>,
    pub(super) attribute_groups: Table<&'d xsd::AttributeGroup, Placed<'d, &'d xsd::AttributeGroup>>,
}

/// Global declarations that get filled in, each with its id or index.
#[derive(Default)]
struct Globals<'d> {
    types: Vec<GlobalType<'d>>,
    elements: Vec<(ElementId, Placed<'d, &'d xsd::Element>)>,
    attributes: Vec<Placed<'d, &'d xsd::Attribute>>,
}

/// A type that has its id from the start: named, or of a global element or attribute.
#[derive(Clone, Copy)]
struct GlobalType<'d> {
    id: TypeId,
    schema: &'d Schema,
    definition: TypeDefinition<'d>,
}

pub(super) struct Resolver<'d, 'x> {
    pub(super) symbols: Symbols<'d>,
    pub(super) types: Vec<Type>,
    pub(super) elements: Vec<Element>,
    /// Global attribute declarations.
    pub(super) attributes: Vec<Attribute>,
    /// Ids in document order: each global type, followed by the anonymous types inside of it.
    pub(super) order: Vec<TypeId>,
    /// Places where simple content refers to what may be a complex type; see `fix_text_types`.
    pub(super) text_types: Vec<(TypeId, Span)>,
    /// Types with complex content, and the types that they derive from; see `fix_complex_contents`.
    pub(super) complex_contents: Vec<(TypeId, TypeId, Span)>,
    /// Groups that are being expanded, to find circles.
    pub(super) open_groups: Vec<QName>,
    /// Anonymous types by the places in memory of their schema and their definition.
    anonymous: HashMap<(usize, usize), TypeId>,
    /// How deep the particle that is being read is nested, groups expanded.
    pub(super) nesting: usize,
    /// Particles and attributes that groups have brought in.
    pub(super) expanded: usize,
    /// Namespaces of which it was said that nothing imports them.
    unasked: &'d [Arc<str>],
    /// Schemas that were told that they lack an import.
    told: HashSet<(FileId, usize, Arc<str>)>,
    /// Whose references are being looked up.
    user: User,
    /// Those that lead nowhere.
    unresolved: Vec<Unresolved>,
    pub(super) diagnostics: &'x mut Diagnostics,
}

impl<'d, 'x> Resolver<'d, 'x> {
    fn new(namespaces: &Namespaces, unasked: &'d [Arc<str>], diagnostics: &'x mut Diagnostics) -> Self {
        Self {
            symbols: Symbols {
                types: Table::new("type", namespaces),
                elements: Table::new("element", namespaces),
                attributes: Table::new("attribute", namespaces),
                groups: Table::new("group", namespaces),
                attribute_groups: Table::new("attribute group", namespaces),
            },
            types: Vec::new(),
            elements: Vec::new(),
            attributes: Vec::new(),
            order: Vec::new(),
            text_types: Vec::new(),
            complex_contents: Vec::new(),
            open_groups: Vec::new(),
            anonymous: HashMap::new(),
            nesting: 0,
            expanded: 0,
            unasked,
            told: HashSet::new(),
            user: User::Services,
            unresolved: Vec::new(),
            diagnostics,
        }
    }

    /// Hands out ids to all global declarations.
    fn declare(&mut self, documents: &'d Documents) -> Globals<'d> {
        let mut globals = Globals::default();
        for schema in &documents.schemas {
            for item in &schema.items {
                match item {
                    Item::SimpleType(name, ty) => {
                        self.declare_type(&mut globals, schema, name, TypeDefinition::Simple(ty));
                    }
                    Item::ComplexType(name, ty) => {
                        self.declare_type(&mut globals, schema, name, TypeDefinition::Complex(ty));
                    }
                    Item::Element(element) => self.declare_element(&mut globals, schema, element),
                    Item::Attribute(attribute) => self.declare_attribute(&mut globals, schema, attribute),
                    Item::Group(group) => {
                        let table = &mut self.symbols.groups;
                        let name = global(schema, &group.name);
                        if table.is_new(&name, group.name.span, &group, self.diagnostics) {
                            table.insert(name, group.name.span, group, Placed { schema, item: group });
                        }
                    }
                    Item::AttributeGroup(group) => {
                        let table = &mut self.symbols.attribute_groups;
                        let name = global(schema, &group.name);
                        if table.is_new(&name, group.name.span, &group, self.diagnostics) {
                            table.insert(name, group.name.span, group, Placed { schema, item: group });
                        }
                    }
                }
            }
        }
        globals
    }

    fn declare_type(
        &mut self,
        globals: &mut Globals<'d>,
        schema: &'d Schema,
        name: &Name,
        definition: TypeDefinition<'d>,
    ) {
        let qname = global(schema, name);
        if self.symbols.types.is_new(&qname, name.span, &definition, self.diagnostics) {
            let type_name = TypeName::Named(qname.clone());
            let id = self.reserve(type_name, schema, definition);
            self.symbols.types.insert(qname, name.span, definition, id);
            globals.types.push(GlobalType { id, schema, definition });
        }
    }

    fn declare_element(&mut self, globals: &mut Globals<'d>, schema: &'d Schema, element: &'d xsd::Element) {
        let name = global(schema, &element.name);
        if !self.symbols.elements.is_new(&name, element.name.span, &element, self.diagnostics) {
            return;
        }
        let id = ElementId(self.elements.len());
        let ty = match &element.ty {
            Some(TypeUse::Simple(inline)) => Some(TypeDefinition::Simple(inline)),
            Some(TypeUse::Complex(inline)) => Some(TypeDefinition::Complex(inline)),
            Some(TypeUse::Named(_)) | None => None,
        };
        let ty = ty.map(|definition| {
            let id = self.reserve(TypeName::OfElement(id), schema, definition);
            globals.types.push(GlobalType { id, schema, definition });
            TypeRef::Defined(id)
        });
        let ty = ty.unwrap_or(TypeRef::Builtin(Builtin::AnyType));
        let global = Element { global: Some(id), ..element_declaration(element, name.clone(), ty) };
        self.elements.push(global);
        self.symbols.elements.insert(name, element.name.span, element, id);
        globals.elements.push((id, Placed { schema, item: element }));
    }

    fn declare_attribute(
        &mut self,
        globals: &mut Globals<'d>,
        schema: &'d Schema,
        attribute: &'d xsd::Attribute,
    ) {
        let name = global(schema, &attribute.name);
        if !self.symbols.attributes.is_new(&name, attribute.name.span, &attribute, self.diagnostics) {
            return;
        }
        let ty = match &attribute.ty {
            Some(SimpleUse::Inline(inline)) => {
                let definition = TypeDefinition::Simple(inline);
                let type_name = TypeName::OfAttribute(name.clone());
                let id = self.reserve(type_name, schema, definition);
                globals.types.push(GlobalType { id, schema, definition });
                TypeRef::Defined(id)
            }
            Some(SimpleUse::Named(_)) | None => TypeRef::Builtin(Builtin::AnySimpleType),
        };
        let index = self.attributes.len();
        self.attributes.push(attribute_declaration(attribute, name.clone(), ty, Usage::Optional));
        self.symbols.attributes.insert(name, attribute.name.span, attribute, index);
        globals.attributes.push(Placed { schema, item: attribute });
    }

    /// Gives global elements the types that they name, or that the heads of their substitution groups have.
    fn resolve_elements(&mut self, globals: &Globals<'d>) {
        let mut without_type = Vec::new();
        for (id, Placed { schema, item }) in &globals.elements {
            self.user = User::Element(*id);
            let head = item.substitution_group.as_ref().and_then(|head| self.element(schema, head));
            let ty = match &item.ty {
                Some(TypeUse::Named(name)) => self.type_or_any(schema, name),
                Some(_) => None,
                None => {
                    without_type.extend(head.map(|_| *id));
                    None
                }
            };
            if let Some(element) = self.elements.get_mut(id.0) {
                element.substitutes = head;
                element.ty = ty.unwrap_or(element.ty);
            }
        }
        for id in without_type {
            self.take_type_of_head(id, &globals.elements);
        }
    }

    fn take_type_of_head(&mut self, id: ElementId, globals: &[(ElementId, Placed<'d, &'d xsd::Element>)]) {
        let has_type = |id: ElementId| globals.get(id.0).is_some_and(|(_, global)| global.item.ty.is_some());
        let heads = std::iter::successors(Some(id), |id| self.elements.get(id.0)?.substitutes);
        let with_type = heads.take(check::MAX_SUBSTITUTION + 1).find(|id| has_type(*id));
        let ty = with_type.and_then(|id| self.elements.get(id.0)).map(|head| head.ty);
        if let (Some(ty), Some(element)) = (ty, self.elements.get_mut(id.0)) {
            element.ty = ty;
        }
    }

    fn resolve_attributes(&mut self, globals: &Globals<'d>) {
        for (index, Placed { schema, item }) in globals.attributes.iter().enumerate() {
            self.user = User::Attribute(global(schema, &item.name));
            if let Some(SimpleUse::Named(name)) = &item.ty {
                let ty = self.simple_type(schema, name);
                if let Some(attribute) = self.attributes.get_mut(index) {
                    attribute.ty = ty;
                }
            }
        }
    }

    fn fill_types(&mut self, globals: &Globals<'d>) {
        for GlobalType { id, schema, definition } in &globals.types {
            self.order.push(*id);
            self.fill(*id, schema, *definition);
        }
    }

    /// The type of an anonymous definition, which is met again where a group is expanded again. It may use the group that
    /// it stands in: groups are circular only where no element is between.
    pub(super) fn anonymous(
        &mut self,
        name: TypeName,
        schema: &'d Schema,
        definition: TypeDefinition<'d>,
    ) -> TypeRef {
        let place = (std::ptr::from_ref(schema).addr(), definition.address());
        if let Some(id) = self.anonymous.get(&place) {
            return TypeRef::Defined(*id);
        }
        let id = self.reserve(name, schema, definition);
        self.anonymous.insert(place, id);
        self.order.push(id);
        let open_groups = std::mem::take(&mut self.open_groups);
        self.fill(id, schema, definition);
        self.open_groups = open_groups;
        TypeRef::Defined(id)
    }

    fn fill(&mut self, id: TypeId, schema: &'d Schema, definition: TypeDefinition<'d>) {
        let outer = std::mem::replace(&mut self.user, User::Type(id));
        let kind = match definition {
            TypeDefinition::Simple(ty) => TypeKind::Simple(self.simple(id, schema, ty)),
            TypeDefinition::Complex(ty) => TypeKind::Complex(self.complex(id, schema, ty)),
        };
        self.user = outer;
        if let Some(ty) = self.types.get_mut(id.0) {
            ty.kind = kind;
        }
    }

    /// A type that is not filled in yet, though it is known whether it is simple.
    fn reserve(&mut self, name: TypeName, schema: &Schema, definition: TypeDefinition<'_>) -> TypeId {
        let kind = match definition {
            TypeDefinition::Simple(_) => TypeKind::Simple(SimpleType::Union { members: Vec::new() }),
            TypeDefinition::Complex(ty) => TypeKind::Complex(ComplexType {
                derivation: None,
                is_abstract: ty.is_abstract,
                mixed: ty.mixed,
                content: Content::Empty,
                attributes: Vec::new(),
                any_attribute: None,
            }),
        };
        let id = TypeId(self.types.len());
        self.types.push(Type {
            name,
            namespace: Arc::clone(&schema.target_namespace),
            annotation: definition.annotation().clone(),
            kind,
        });
        id
    }

    fn sort_types(&mut self) {
        let positions = order::positions(&self.order);
        order::renumber(&mut self.types, &mut self.elements, &positions);
        for id in self.symbols.types.values_mut() {
            *id = positions.of(*id);
        }
        for unresolved in &mut self.unresolved {
            if let User::Type(id) = &mut unresolved.user {
                *id = positions.of(*id);
            }
        }
    }

    /// The type that a reference names; none where there is none.
    pub(super) fn type_or_any(&mut self, schema: &Schema, reference: &Ref) -> Option<TypeRef> {
        self.type_or(schema, reference, "read as any type")
    }

    fn type_or(&mut self, schema: &Schema, reference: &Ref, instead: &'static str) -> Option<TypeRef> {
        let found = find_type(&self.symbols.types, reference);
        if let Ok(TypeRef::Defined(_)) = found {
            self.check_import(schema, reference);
        }
        self.found(found, reference, instead)
    }

    /// The simple type that a reference names; where there is none, `anySimpleType`.
    pub(super) fn simple_type(&mut self, schema: &Schema, reference: &Ref) -> TypeRef {
        let any = TypeRef::Builtin(Builtin::AnySimpleType);
        let Some(ty) = self.type_or(schema, reference, "read as text") else { return any };
        if self.is_simple(ty) {
            return ty;
        }
        self.diagnostics.push(
            Diagnostic::warning("not-simple", format!("`{}` is a complex type", reference.name))
                .at(reference.span, "a simple type is due here; read as text")
                .help("attributes, list items and simple types hold text: name a simple type"),
        );
        any
    }

    pub(super) fn is_simple(&self, ty: TypeRef) -> bool {
        match ty {
            TypeRef::Builtin(builtin) => builtin.is_simple(),
            TypeRef::Defined(id) => {
                self.types.get(id.0).is_some_and(|ty| matches!(ty.kind, TypeKind::Simple(_)))
            }
        }
    }

    pub(super) fn element(&mut self, schema: &Schema, reference: &Ref) -> Option<ElementId> {
        self.check_import(schema, reference);
        let found = find(&self.symbols.elements, "dangling-element", reference);
        self.found(found, reference, "left out")
    }

    /// What was found, if anything was. `instead` says what is done where nothing was and nothing depends on it.
    pub(super) fn found<T>(
        &mut self,
        found: Result<T, Diagnostic>,
        reference: &Ref,
        instead: &'static str,
    ) -> Option<T> {
        let told = |diagnostic| Unresolved::new(self.user.clone(), reference, diagnostic, instead);
        found.map_err(|diagnostic| self.unresolved.push(told(diagnostic))).ok()
    }

    /// A schema should import the namespaces that it refers to (part 1, section 4.2.3).
    pub(super) fn check_import(&mut self, schema: &Schema, reference: &Ref) {
        let namespace = &reference.name.namespace;
        let is_said = self.unasked.contains(namespace) || reference.fault.is_some();
        if is_said || *namespace == schema.target_namespace || schema.imported.contains(namespace) {
            return;
        }
        if self.told.insert((schema.span.file, schema.span.start, Arc::clone(namespace))) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "not-imported",
                    format!("the schema does not import the namespace `{namespace}`"),
                )
                .at(reference.span, "found all the same")
                .at(schema.span, "this schema")
                .help(format!("write <xs:import namespace=\"{namespace}\"/> in the schema")),
            );
        }
    }
}

/// The type of a name: built in or declared.
pub(super) fn find_type(
    types: &Table<TypeDefinition<'_>, TypeId>,
    reference: &Ref,
) -> Result<TypeRef, Diagnostic> {
    let QName { namespace, local } = &reference.name;
    if **namespace == *XSD {
        return Builtin::from_name(local).map(TypeRef::Builtin).ok_or_else(|| no_builtin(reference));
    }
    let encoded = SOAP_ENCODING.contains(&&**namespace).then(|| Builtin::from_soap_encoding(local));
    match encoded.flatten() {
        Some(builtin) => Ok(TypeRef::Builtin(builtin)),
        None => find(types, "dangling-type", reference).map(TypeRef::Defined),
    }
}

/// The name of a global declaration.
fn global(schema: &Schema, name: &Name) -> QName {
    QName { namespace: Arc::clone(&schema.target_namespace), local: Arc::clone(&name.text) }
}

pub(super) fn element_declaration(element: &xsd::Element, name: QName, ty: TypeRef) -> Element {
    Element {
        name,
        ty,
        nillable: element.nillable,
        is_abstract: element.is_abstract,
        default: element.default.clone(),
        fixed: element.fixed.clone(),
        global: None,
        substitutes: None,
        annotation: element.annotation.clone(),
    }
}

pub(super) fn attribute_declaration(
    attribute: &xsd::Attribute,
    name: QName,
    ty: TypeRef,
    usage: Usage,
) -> Attribute {
    Attribute {
        name,
        ty,
        usage,
        default: attribute.default.clone(),
        fixed: attribute.fixed.clone(),
        array_type: None,
        annotation: attribute.annotation.clone(),
    }
}

impl TypeDefinition<'_> {
    /// Where it stands in memory, which tells one definition from others that say the same.
    fn address(&self) -> usize {
        match self {
            Self::Simple(ty) => std::ptr::from_ref(*ty).addr(),
            Self::Complex(ty) => std::ptr::from_ref(*ty).addr(),
        }
    }

    fn annotation(&self) -> &Annotation {
        match self {
            Self::Simple(ty) => &ty.annotation,
            Self::Complex(ty) => &ty.annotation,
        }
    }
}
