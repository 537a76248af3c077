//! What a type holds: content and attributes, with groups expanded in place.

use std::sync::Arc;

use super::lookup::find;
use super::resolve::{
    Placed, Resolver, TypeDefinition, attribute_declaration, element_declaration, find_type,
};
use super::{
    Annotation, AnyAttribute, ArrayType, Attribute, Builtin, ComplexType, Content, Derivation, Element,
    Method, Namespaces, Particle, QName, SimpleType, Term, Type, TypeId, TypeKind, TypeName, TypeRef,
    builtin,
};
use crate::diagnostic::{Diagnostic, Span};
use crate::document::xsd::{
    self, AttributeItem, Attributes, Body, ComplexContent, Schema, SimpleUse, TypeUse, Variety,
};
use crate::document::{Name, Ref, XSD};

/// Deepest nesting of groups in groups.
const MAX_GROUP_DEPTH: usize = 128;

/// Deepest nesting of particles, groups expanded: as deep as one document may be.
const MAX_NESTING: usize = 128;

/// Most particles and attributes that groups may bring into one contract: groups that hold groups
/// multiply.
const MAX_EXPANDED: usize = 500_000;

impl<'d> Resolver<'d, '_> {
    pub(super) fn simple(&mut self, id: TypeId, schema: &'d Schema, ty: &'d xsd::SimpleType) -> SimpleType {
        match &ty.variety {
            Variety::Restriction { base, enumeration, facets } => SimpleType::Restriction {
                base: self.simple_use(id, schema, base),
                enumeration: enumeration.clone(),
                facets: (**facets).clone(),
            },
            Variety::List(item) => SimpleType::List { item: self.simple_use(id, schema, item) },
            Variety::Union(members) => SimpleType::Union {
                members: members.iter().map(|member| self.simple_use(id, schema, member)).collect(),
            },
        }
    }

    fn simple_use(&mut self, owner: TypeId, schema: &'d Schema, ty: &'d SimpleUse) -> TypeRef {
        match ty {
            SimpleUse::Named(name) => self.simple_type(schema, name),
            SimpleUse::Inline(inline) => {
                self.anonymous(TypeName::PartOf { owner }, schema, TypeDefinition::Simple(inline))
            }
        }
    }

    pub(super) fn complex(
        &mut self,
        id: TypeId,
        schema: &'d Schema,
        ty: &'d xsd::ComplexType,
    ) -> ComplexType {
        let mut mixed = ty.mixed;
        let (derivation, content, attributes) = match &ty.content {
            ComplexContent::Direct(body) => (None, self.content(id, schema, body), &body.attributes),
            ComplexContent::Complex { method, base, body } => {
                let from = self.type_or_any(schema, base);
                let from = from.unwrap_or(TypeRef::Builtin(Builtin::AnyType));
                let is_simple = self.is_simple(from);
                if is_simple {
                    let read_as = if body.particle.is_none() { "simple content" } else { "mixed content" };
                    self.warn_of_simple_base(&format!("the simple type `{}`", base.name), base.span, read_as);
                } else if let TypeRef::Defined(from) = from {
                    self.complex_contents.push((id, from, base.span));
                }
                let derivation = Derivation { base: from, method: *method };
                match self.content(id, schema, body) {
                    Content::Empty if is_simple => {
                        (Some(derivation), Content::Simple(from), &body.attributes)
                    }
                    content if is_simple => {
                        mixed = true;
                        (None, content, &body.attributes)
                    }
                    content => (Some(derivation), content, &body.attributes),
                }
            }
            ComplexContent::Simple { method, base, narrowing, body } => {
                let from = self.type_or_any(schema, base);
                let from = from.unwrap_or(TypeRef::Builtin(Builtin::AnySimpleType));
                self.check_simple_content(*method, from, base);
                self.text_types.push((id, base.span));
                let text = match narrowing {
                    Some(narrowing) => self.narrowed_text(id, schema, narrowing, from, base.span),
                    None => from,
                };
                let derivation = Derivation { base: from, method: *method };
                (Some(derivation), Content::Simple(text), &body.attributes)
            }
        };
        let mut found = FoundAttributes::default();
        self.attributes(id, schema, attributes, &mut found);
        ComplexType {
            derivation,
            is_abstract: ty.is_abstract,
            mixed,
            content,
            attributes: found.list,
            any_attribute: found.any,
        }
    }

    /// The anonymous type of a text that a restriction of simple content narrows.
    fn narrowed_text(
        &mut self,
        owner: TypeId,
        schema: &'d Schema,
        narrowing: &'d xsd::Narrowing,
        from: TypeRef,
        span: Span,
    ) -> TypeRef {
        let base = match &narrowing.inline {
            Some(inline) => {
                self.anonymous(TypeName::PartOf { owner }, schema, TypeDefinition::Simple(inline))
            }
            None => from,
        };
        let id = TypeId(self.types.len());
        self.types.push(Type {
            name: TypeName::PartOf { owner },
            namespace: Arc::clone(&schema.target_namespace),
            annotation: Annotation { doc: None, span },
            kind: TypeKind::Simple(SimpleType::Restriction {
                base,
                enumeration: narrowing.enumeration.clone(),
                facets: narrowing.facets.clone(),
            }),
        });
        self.order.push(id);
        self.text_types.push((id, span));
        TypeRef::Defined(id)
    }

    /// Simple content extends a simple type or a complex one; it restricts a complex one only.
    fn check_simple_content(&mut self, method: Method, base: TypeRef, reference: &Ref) {
        if method == Method::Restriction && self.is_simple(base) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "simple-base",
                    format!("simple content restricts the simple type `{}`", reference.name),
                )
                .at(reference.span, "a complex type is due here")
                .help("write <xs:extension>, or a simple type with the restriction"),
            );
        }
    }

    fn content(&mut self, owner: TypeId, schema: &'d Schema, body: &'d Body) -> Content {
        let particle = body.particle.as_ref().and_then(|particle| self.particle(owner, schema, particle));
        particle.map_or(Content::Empty, Content::Particle)
    }

    /// One particle; `None` after a diagnostic.
    fn particle(
        &mut self,
        owner: TypeId,
        schema: &'d Schema,
        particle: &'d xsd::Particle,
    ) -> Option<Particle> {
        if self.nesting == MAX_NESTING {
            self.diagnostics.push(
                Diagnostic::error(
                    "too-deep",
                    format!("groups expand to content deeper than {MAX_NESTING} levels"),
                )
                .at(particle.annotation.span, "one level too many"),
            );
            return None;
        }
        self.nesting += 1;
        let term = self.term(owner, schema, particle);
        self.nesting -= 1;
        Some(Particle {
            min: particle.min,
            max: particle.max,
            term: term?,
            annotation: particle.annotation.clone(),
        })
    }

    fn term(&mut self, owner: TypeId, schema: &'d Schema, particle: &'d xsd::Particle) -> Option<Term> {
        Some(match &particle.term {
            xsd::Term::Element(element) => Term::Element(self.local_element(owner, schema, element)),
            xsd::Term::ElementRef(target) => {
                Term::Element(self.referenced_element(schema, target, &particle.annotation)?)
            }
            xsd::Term::GroupRef(target) => self.group(owner, schema, target)?,
            xsd::Term::Sequence(inner) => Term::Sequence(self.particles(owner, schema, inner)),
            xsd::Term::Choice(inner) => Term::Choice(self.particles(owner, schema, inner)),
            xsd::Term::All(inner) => Term::All(self.particles(owner, schema, inner)),
            xsd::Term::Any { namespace } => {
                Term::Any(Namespaces::parse(namespace.as_deref(), &schema.target_namespace))
            }
        })
    }

    fn particles(&mut self, owner: TypeId, schema: &'d Schema, inner: &'d [xsd::Particle]) -> Vec<Particle> {
        let mut particles = Vec::with_capacity(inner.len());
        for particle in inner {
            if self.expandable(&particle.annotation) {
                particles.extend(self.particle(owner, schema, particle));
            }
        }
        particles
    }

    fn local_element(&mut self, owner: TypeId, schema: &'d Schema, element: &'d xsd::Element) -> Element {
        let qualified = element.qualified.unwrap_or(schema.qualified_elements);
        let name = local(schema, &element.name, qualified);
        let within = self.local_type_name(owner, &name);
        let ty = match &element.ty {
            None => None,
            Some(TypeUse::Named(name)) => self.type_or_any(schema, name),
            Some(TypeUse::Simple(inline)) => {
                Some(self.anonymous(within, schema, TypeDefinition::Simple(inline)))
            }
            Some(TypeUse::Complex(inline)) => {
                Some(self.anonymous(within, schema, TypeDefinition::Complex(inline)))
            }
        };
        let ty = ty.unwrap_or(TypeRef::Builtin(Builtin::AnyType));
        element_declaration(element, name, ty)
    }

    /// Where the type of a local element or attribute stands: in the group that is being expanded, or in `owner`.
    fn local_type_name(&self, owner: TypeId, name: &QName) -> TypeName {
        match self.open_groups.last() {
            Some(group) => TypeName::InGroup { group: group.clone(), name: name.clone() },
            None => TypeName::Within { owner, name: name.clone() },
        }
    }

    /// The global declaration, at the place of the reference and with its documentation if it has one.
    fn referenced_element(&mut self, schema: &Schema, target: &Ref, place: &Annotation) -> Option<Element> {
        let id = self.element(schema, target)?;
        let mut element = self.elements.get(id.0)?.clone();
        element.annotation.span = place.span;
        element.annotation.doc = place.doc.clone().or(element.annotation.doc);
        Some(element)
    }

    /// What a group holds, in place of the reference to it.
    fn group(&mut self, owner: TypeId, schema: &Schema, target: &Ref) -> Option<Term> {
        let found = find(&self.symbols.groups, "dangling-group", target);
        let Placed { schema: home, item: group } = self.found(found, target, "left out")?;
        self.check_import(schema, target);
        if !self.open_group(target, "group") {
            return None;
        }
        let particle = group.particle.as_ref().and_then(|particle| self.particle(owner, home, particle));
        self.open_groups.pop();
        let particle = particle?;
        // The occurrence of the reference is that of the group, whose own is one (part 1, section 3.7.2).
        let once = particle.min == 1 && particle.max == Some(1);
        Some(if once { particle.term } else { Term::Sequence(vec![particle]) })
    }

    /// Enters a group, unless it is being expanded already; leave it by taking it off `open_groups`.
    fn open_group(&mut self, target: &Ref, kind: &str) -> bool {
        if self.open_groups.contains(&target.name) {
            self.diagnostics.push(
                Diagnostic::error("circular-group", format!("the {kind} `{}` contains itself", target.name))
                    .at(target.span, "closes the circle")
                    .help("break the circle with an element whose type holds the group"),
            );
            return false;
        }
        if self.open_groups.len() >= MAX_GROUP_DEPTH {
            self.diagnostics.push(
                Diagnostic::error(
                    "too-deep",
                    format!("groups are nested deeper than {MAX_GROUP_DEPTH} levels"),
                )
                .at(target.span, "one level too many"),
            );
            return false;
        }
        self.open_groups.push(target.name.clone());
        true
    }

    /// Counts one more particle or attribute; `false` when groups have multiplied beyond all measure.
    fn expandable(&mut self, place: &Annotation) -> bool {
        if self.open_groups.is_empty() {
            return true;
        }
        self.expanded += 1;
        if self.expanded == MAX_EXPANDED {
            self.diagnostics.push(
                Diagnostic::error(
                    "too-large",
                    format!("groups expand to more than {MAX_EXPANDED} elements and attributes"),
                )
                .at(place.span, "one too many"),
            );
        }
        self.expanded < MAX_EXPANDED
    }

    fn attributes(
        &mut self,
        owner: TypeId,
        schema: &'d Schema,
        attributes: &'d Attributes,
        found: &mut FoundAttributes,
    ) {
        if let Some(any) = &attributes.any {
            found.add_any(any, schema);
        }
        for item in &attributes.items {
            match item {
                AttributeItem::Declaration(attribute, usage) => {
                    let qualified = attribute.qualified.unwrap_or(schema.qualified_attributes);
                    let name = local(schema, &attribute.name, qualified);
                    let ty = self.attribute_type(owner, schema, attribute, &name);
                    let attribute = attribute_declaration(attribute, name, ty, *usage);
                    self.add_attribute(attribute, found);
                }
                AttributeItem::Reference(reference) => {
                    if let Some(attribute) = self.referenced_attribute(schema, reference) {
                        self.add_attribute(attribute, found);
                    }
                }
                AttributeItem::Group(target) => self.attribute_group(owner, schema, target, found),
            }
        }
    }

    fn attribute_type(
        &mut self,
        owner: TypeId,
        schema: &'d Schema,
        attribute: &'d xsd::Attribute,
        name: &QName,
    ) -> TypeRef {
        match &attribute.ty {
            None => TypeRef::Builtin(Builtin::AnySimpleType),
            Some(SimpleUse::Named(ty)) => self.simple_type(schema, ty),
            Some(SimpleUse::Inline(inline)) => {
                let name = self.local_type_name(owner, name);
                self.anonymous(name, schema, TypeDefinition::Simple(inline))
            }
        }
    }

    fn referenced_attribute(&mut self, schema: &Schema, reference: &xsd::AttributeRef) -> Option<Attribute> {
        let target = &reference.target;
        let (ty, default, fixed, doc) = match builtin::attribute(&target.name) {
            Some(ty) => (TypeRef::Builtin(ty), None, None, None),
            None => {
                let found = find(&self.symbols.attributes, "dangling-attribute", target);
                let index = self.found(found, target, "left out")?;
                self.check_import(schema, target);
                let global = self.attributes.get(index)?;
                let Attribute { ty, default, fixed, annotation, .. } = global;
                (*ty, default.clone(), fixed.clone(), annotation.doc.clone())
            }
        };
        Some(Attribute {
            name: target.name.clone(),
            ty,
            usage: reference.usage,
            default: reference.default.clone().or(default),
            fixed: reference.fixed.clone().or(fixed),
            array_type: reference.array_type.as_ref().and_then(|ty| self.array_type(schema, ty)),
            annotation: Annotation {
                doc: reference.annotation.doc.clone().or(doc),
                span: reference.annotation.span,
            },
        })
    }

    fn array_type(&mut self, schema: &Schema, (item, dimensions): &(Ref, String)) -> Option<ArrayType> {
        let item = match self.item_without_prefix(schema, item) {
            Some(found) => found,
            None => self.type_or_any(schema, item)?,
        };
        Some(ArrayType { item, dimensions: dimensions.clone() })
    }

    /// Contracts leave the prefix out where they mean a type of their own, or one of XML Schema, and the default namespace is
    /// another one.
    fn item_without_prefix(&mut self, schema: &Schema, item: &Ref) -> Option<TypeRef> {
        if find_type(&self.symbols.types, item).is_ok() {
            return None;
        }
        let meant = [&schema.target_namespace, &Arc::from(XSD)].into_iter().find_map(|namespace| {
            let name = QName { namespace: Arc::clone(namespace), ..item.name.clone() };
            let found = find_type(&self.symbols.types, &Ref::to(name.clone(), item.span)).ok()?;
            Some((name, found))
        });
        let (name, found) = meant?;
        self.diagnostics.push(
            Diagnostic::warning("array-type", format!("there is no type `{}`", item.name))
                .at(item.span, format!("`{name}` is taken"))
                .help("write the prefix of that namespace before the name"),
        );
        Some(found)
    }

    fn attribute_group(&mut self, owner: TypeId, schema: &Schema, target: &Ref, found: &mut FoundAttributes) {
        if let Some(attributes) = builtin::attribute_group(&target.name) {
            for (name, ty) in attributes {
                let attribute = builtin_attribute(name, ty, target.span);
                self.add_attribute(attribute, found);
            }
            return;
        }
        let group = find(&self.symbols.attribute_groups, "dangling-attribute-group", target);
        let Some(Placed { schema: home, item: group }) = self.found(group, target, "left out") else {
            return;
        };
        self.check_import(schema, target);
        if self.open_groups.contains(&target.name) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "circular-group",
                    format!("the attribute group `{}` contains itself", target.name),
                )
                .at(target.span, "adds nothing")
                .help("remove the reference"),
            );
        } else if found.groups.insert(target.name.clone()) && self.open_group(target, "attribute group") {
            self.attributes(owner, home, &group.attributes, found);
            self.open_groups.pop();
        }
    }

    fn add_attribute(&mut self, attribute: Attribute, found: &mut FoundAttributes) {
        if !self.expandable(&attribute.annotation) {
            return;
        }
        match found.names.insert(attribute.name.clone(), attribute.annotation.span) {
            None => found.list.push(attribute),
            Some(first) => self.diagnostics.push(
                Diagnostic::warning(
                    "duplicate-attribute",
                    format!("a type with two attributes `{}`", attribute.name),
                )
                .at(attribute.annotation.span, "the second, ignored")
                .at(first, "the first")
                .help("remove one of them"),
            ),
        }
    }
}

/// Attributes of one type, in the order of declaration.
#[derive(Default)]
struct FoundAttributes {
    /// Attribute groups that were looked into: what is referred to again adds nothing.
    groups: std::collections::HashSet<QName>,
    list: Vec<Attribute>,
    names: std::collections::HashMap<QName, Span>,
    any: Option<AnyAttribute>,
}

impl FoundAttributes {
    /// Where groups bring wildcards too, the type has one for what each of them admits. The standard wants what all of them
    /// admit (section 3.4.2); what is sent all the same has a place so.
    fn add_any(&mut self, any: &xsd::AnyAttribute, schema: &Schema) {
        let namespaces = Namespaces::parse(any.namespace.as_deref(), &schema.target_namespace);
        self.any = Some(match self.any.take() {
            Some(before) => AnyAttribute { namespaces: before.namespaces.or(&namespaces), ..before },
            None => AnyAttribute { namespaces, annotation: any.annotation.clone() },
        });
    }
}

fn builtin_attribute(name: QName, ty: Builtin, span: Span) -> Attribute {
    Attribute {
        name,
        ty: TypeRef::Builtin(ty),
        usage: super::Usage::Optional,
        default: None,
        fixed: None,
        array_type: None,
        annotation: Annotation { doc: None, span },
    }
}

/// The name of a local declaration on the wire.
fn local(schema: &Schema, name: &Name, qualified: bool) -> QName {
    let namespace = if qualified { Arc::clone(&schema.target_namespace) } else { Arc::default() };
    QName { namespace, local: Arc::clone(&name.text) }
}
