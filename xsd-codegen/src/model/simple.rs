//! Simple types: built-in ones, enumerations, names for other types with facets, and their default values.

use std::collections::HashSet;

use super::doc::{self, code};
use super::lower::{Lowering, Member, xml_name};
use super::name::{self, Scope};
use super::union::Shape;
use super::{Alias, Enumeration, Item, Literal, Type, Value, XmlName};
use crate::diagnostic::{Diagnostic, Span};
use crate::schema::{
    BoundOperation, Builtin, Content, EnumValue, Particle, SimpleType, Term, TypeId, TypeKind, TypeName,
    TypeRef,
};

/// What the schema's default or fixed value of a member is in Rust.
enum Stated {
    /// Variant of an enumeration, counted from 0.
    Variant {
        enumeration: TypeId,
        at: usize,
    },
    Literal(Literal),
    /// A value that no literal stands for: a date, a list.
    WithoutLiteral,
    /// Nothing that the Rust type of this name can hold.
    Foreign(String),
}

/// The Rust type of a built-in type, and whether its white space is collapsed although it is a string.
pub(super) fn builtin(builtin: Builtin) -> (Type, bool) {
    use Builtin as B;
    let ty = match builtin {
        B::AnyType | B::SoapArray => Type::Runtime("RawXml"),
        B::AnySimpleType | B::String | B::NormalizedString => Type::String,
        B::Token
        | B::Language
        | B::NmToken
        | B::Name
        | B::NcName
        | B::Id
        | B::IdRef
        | B::Entity
        | B::AnyUri => {
            return (Type::String, true);
        }
        B::NmTokens | B::IdRefs | B::Entities => Type::List(Box::new(Type::String)),
        B::Boolean => Type::Primitive("bool"),
        B::Decimal => Type::Runtime("types::Decimal"),
        B::Float => Type::Primitive("f32"),
        B::Double => Type::Primitive("f64"),
        B::Duration => Type::Runtime("types::Duration"),
        B::DateTime => Type::Runtime("types::DateTime"),
        B::Time => Type::Runtime("types::Time"),
        B::Date => Type::Runtime("types::Date"),
        B::GYearMonth => Type::Runtime("types::GYearMonth"),
        B::GYear => Type::Runtime("types::GYear"),
        B::GMonthDay => Type::Runtime("types::GMonthDay"),
        B::GDay => Type::Runtime("types::GDay"),
        B::GMonth => Type::Runtime("types::GMonth"),
        B::HexBinary => Type::Runtime("types::HexBinary"),
        B::Base64Binary => Type::Runtime("types::Base64"),
        B::QName | B::Notation => Type::Runtime("types::QName"),
        B::Integer | B::NonPositiveInteger | B::NegativeInteger | B::Long => Type::Primitive("i64"),
        B::Int => Type::Primitive("i32"),
        B::Short => Type::Primitive("i16"),
        B::Byte => Type::Primitive("i8"),
        B::NonNegativeInteger | B::PositiveInteger | B::UnsignedLong => Type::Primitive("u64"),
        B::UnsignedInt => Type::Primitive("u32"),
        B::UnsignedShort => Type::Primitive("u16"),
        B::UnsignedByte => Type::Primitive("u8"),
    };
    (ty, false)
}

impl<'c> Lowering<'c> {
    /// The Rust type of a simple type where a member has it.
    pub(super) fn simple_type(&mut self, id: TypeId, member: Member<'_>) -> (Type, bool) {
        let ty = self.type_at(id);
        let TypeKind::Simple(simple) = &ty.kind else { return (Type::Unit, false) };
        // What a named type is made of is named after it, and not after the member that comes first.
        let named = matches!(ty.name, TypeName::Named(_));
        match simple {
            SimpleType::Restriction { enumeration, base, .. } => {
                let is_item = named || self.is_enumeration(id) && !enumeration.is_empty();
                let rust = if is_item { self.item_type(id, member) } else { self.type_of(*base, member).0 };
                (rust, self.collapses(TypeRef::Defined(id)))
            }
            SimpleType::List { .. } if named => (self.item_type(id, member), false),
            SimpleType::List { item } => (Type::List(Box::new(self.type_of(*item, member).0)), false),
            SimpleType::Union { members } => match self.union_shape(members) {
                Shape::Alias(only) if !named => (self.type_of(only, member).0, self.collapses(only)),
                _ => (self.item_type(id, member), self.collapses(TypeRef::Defined(id))),
            },
        }
    }

    /// Whether values of the type are texts out of a fixed set.
    pub(super) fn is_enumeration(&self, id: TypeId) -> bool {
        is_text(self.ground(TypeRef::Defined(id)))
    }

    /// The built-in type that a simple type, or the text of a complex one, comes from.
    pub(super) fn ground(&self, ty: TypeRef) -> Builtin {
        let mut ty = ty;
        loop {
            match ty {
                TypeRef::Builtin(builtin) => return builtin,
                TypeRef::Defined(id) => match &self.type_at(id).kind {
                    TypeKind::Simple(SimpleType::Restriction { base, .. }) => ty = *base,
                    TypeKind::Simple(SimpleType::List { .. }) => return Builtin::NmTokens,
                    TypeKind::Simple(SimpleType::Union { members }) => match self.union_shape(members) {
                        Shape::Alias(only) => ty = only,
                        _ => return Builtin::AnySimpleType,
                    },
                    TypeKind::Complex(_) => return Builtin::AnySimpleType,
                },
            }
        }
    }

    /// Whether white space is collapsed in the text of a simple type (XSD 1.0 part 2, section 4.3.6), where its Rust type
    /// would keep it.
    pub(super) fn collapses(&self, ty: TypeRef) -> bool {
        let mut ty = ty;
        loop {
            let id = match ty {
                TypeRef::Builtin(known) => return builtin(known).1,
                TypeRef::Defined(id) => id,
            };
            ty = match &self.type_at(id).kind {
                TypeKind::Simple(SimpleType::Restriction { base, facets, .. }) => {
                    if facets.white_space.as_deref() == Some("collapse") {
                        return true;
                    }
                    *base
                }
                TypeKind::Simple(SimpleType::Union { members }) => {
                    // Numbers and the like have no white space to keep.
                    let keeps = |member| is_text(self.ground(member)) && !self.collapses(member);
                    return !members.is_empty() && !self.flattened(members).into_iter().any(keeps);
                }
                TypeKind::Simple(SimpleType::List { .. }) | TypeKind::Complex(_) => return false,
            };
        }
    }

    /// The item for a named simple type, or for an anonymous enumeration.
    pub(super) fn simple_item(&mut self, id: TypeId, ident: String, member: Member<'_>) -> Option<Item> {
        let ty = self.type_at(id);
        let TypeKind::Simple(simple) = &ty.kind else { return None };
        let otherwise = match &ty.name {
            TypeName::Named(name) => format!("Simple type {}.", code(&name.local)),
            name => format!("Values of {}.", code(self.origin(name).unwrap_or(member.local))),
        };
        let doc = |further: &[String]| doc::doc(ty.annotation.doc.as_deref(), &otherwise, further);
        Some(match simple {
            SimpleType::Restriction { enumeration, facets, .. }
                if !enumeration.is_empty() && self.is_enumeration(id) =>
            {
                let name = self.name_in_messages(id);
                let values = self.values(member.place, enumeration);
                Item::Enumeration(Enumeration { ident, doc: doc(&doc::facets(facets)), name, values })
            }
            SimpleType::Restriction { base, facets, enumeration } => {
                let mut further = doc::facets(facets);
                further.extend(values(enumeration));
                Item::Alias(Alias { ident, doc: doc(&further), ty: self.type_of(*base, member).0 })
            }
            SimpleType::List { item } => {
                let member = Member { owner: &ident, local: "item", place: member.place };
                let ty = Type::List(Box::new(self.type_of(*item, member).0));
                Item::Alias(Alias { ident, doc: doc(&[]), ty })
            }
            SimpleType::Union { members } => {
                let shape = self.union_shape(members);
                let doc = match shape {
                    Shape::Alias(_) if members.len() > 1 => doc(&self.doc_of_union(members)),
                    _ => doc(&[]),
                };
                match shape {
                    Shape::Alias(only) => {
                        Item::Alias(Alias { doc, ty: self.type_of(only, within(&ident, member)).0, ident })
                    }
                    Shape::Values(values) => {
                        let name = self.name_in_messages(id);
                        let values = self.values(member.place, &values);
                        Item::Enumeration(Enumeration { ident, doc, name, values })
                    }
                    Shape::Variants(members) => self.union_item(id, ident, doc, &members, member.place),
                }
            }
        })
    }

    /// The name of what an anonymous type was declared in.
    fn origin(&self, name: &'c TypeName) -> Option<&'c str> {
        match name {
            TypeName::PartOf { owner } => match &self.type_at(*owner).name {
                TypeName::Named(name) => Some(&name.local),
                name => self.origin(name),
            },
            TypeName::Within { name, .. } | TypeName::InGroup { name, .. } => Some(&name.local),
            _ => None,
        }
    }

    /// The name of a type where messages of the contract say types: in SOAP encoding.
    pub(super) fn name_in_messages(&self, id: TypeId) -> Option<XmlName> {
        let TypeName::Named(name) = &self.type_at(id).name else { return None };
        let mut operations = self.contract.bindings.iter().flat_map(|binding| &binding.operations);
        operations.any(BoundOperation::is_encoded).then(|| xml_name(name))
    }

    fn values(&mut self, place: &str, written: &[EnumValue]) -> Vec<Value> {
        let mut scope = Scope::of_values();
        let mut values: Vec<Value> = Vec::new();
        let mut known = HashSet::new();
        let mut pinned = Vec::new();
        for value in written {
            self.known(format!("{place} = {}", value.value));
            pinned.push(self.pinned_type(self.bindings.rename_value(place, &value.value), &mut scope));
        }
        for (value, pinned) in written.iter().zip(pinned) {
            if !known.insert(&value.value) {
                continue;
            }
            let ident = pinned.unwrap_or_else(|| scope.variant(&value.value));
            let told = format!("Value {}.", code(&value.value));
            let doc = doc::doc(value.annotation.doc.as_deref(), &told, &[]);
            values.push(Value {
                doc: if name::type_shows(&value.value, &ident) { doc } else { doc::with(doc, &told) },
                ident,
                text: value.value.clone(),
                aliases: self.bindings.aliases(place, &value.value),
            });
        }
        values
    }

    /// The facets of the type of a member that has no name of its own.
    pub(super) fn anonymous_facets(&self, ty: TypeRef) -> Vec<String> {
        let TypeRef::Defined(id) = ty else { return Vec::new() };
        let ty = self.type_at(id);
        match (&ty.name, &ty.kind) {
            (TypeName::Named(_), _) => Vec::new(),
            (_, TypeKind::Simple(SimpleType::Restriction { facets, enumeration, .. })) => {
                let mut sentences = doc::facets(facets);
                if !self.is_enumeration(id) {
                    sentences.extend(values(enumeration));
                }
                sentences
            }
            _ => Vec::new(),
        }
    }

    /// A default of the schema as a literal; `None` where there is none.
    pub(super) fn literal(&mut self, ty: TypeRef, text: &str, member: Member<'_>) -> Option<Literal> {
        match self.stated(ty, text) {
            Stated::Literal(literal) => Some(literal),
            Stated::Variant { enumeration, at } => {
                let Type::Item { module, ident } = self.item_type(enumeration, member) else { return None };
                self.ensure_lowered(enumeration);
                let variant = self.variant_ident(&ident, &module, at)?;
                Some(Literal::Variant { module, ident, variant })
            }
            Stated::WithoutLiteral | Stated::Foreign(_) => None,
        }
    }

    /// Whether `new` can fill in a default of the schema.
    pub(super) fn has_literal(&self, ty: TypeRef, text: &str) -> bool {
        matches!(self.stated(ty, text), Stated::Literal(_) | Stated::Variant { .. })
    }

    fn stated(&self, ty: TypeRef, text: &str) -> Stated {
        if let TypeRef::Defined(id) = ty
            && (self.complex(id).is_some() || self.is_union(ty))
        {
            return Stated::WithoutLiteral;
        }
        let text = self.normalized(ty, text);
        let Some(enumeration) = self.enumeration_of(ty) else { return stated(self.ground(ty), text) };
        let values = self.values_of(enumeration);
        let at = values.iter().position(|value| value.value == text);
        match at.or_else(|| values.iter().position(|value| value.value.trim() == text.trim())) {
            Some(at) => Stated::Variant { enumeration, at: distinct(values.iter().take(at)) },
            None => Stated::Foreign("value of the enumeration".to_owned()),
        }
    }

    /// A default as it counts: its white space treated as that of the type is.
    fn normalized(&self, ty: TypeRef, text: &str) -> String {
        match self.ground(ty) {
            _ if self.collapses(ty) => text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
            Builtin::String | Builtin::AnySimpleType => text.to_owned(),
            Builtin::NormalizedString => text.replace(['\t', '\r', '\n'], " "),
            _ => text.trim().to_owned(),
        }
    }

    /// The enumeration that a type is, or restricts without values of its own.
    pub(super) fn enumeration_of(&self, ty: TypeRef) -> Option<TypeId> {
        let TypeRef::Defined(id) = ty else { return None };
        match &self.type_at(id).kind {
            TypeKind::Simple(SimpleType::Restriction { base, enumeration, .. }) if enumeration.is_empty() => {
                self.enumeration_of(*base)
            }
            TypeKind::Simple(SimpleType::Restriction { .. }) if self.is_enumeration(id) => Some(id),
            TypeKind::Simple(SimpleType::Union { members }) => match self.union_shape(members) {
                Shape::Alias(only) => self.enumeration_of(only),
                Shape::Values(_) => Some(id),
                Shape::Variants(_) => None,
            },
            _ => None,
        }
    }

    /// Warns of each default and fixed value that its type does not have.
    pub(super) fn check_defaults(&mut self) {
        let mut stated = Vec::new();
        for ty in &self.contract.types {
            let TypeKind::Complex(complex) = &ty.kind else { continue };
            for attribute in &complex.attributes {
                let texts = [&attribute.default, &attribute.fixed];
                stated.extend(texts.map(|text| (attribute.ty, text, attribute.annotation.span)));
            }
            let mut open: Vec<&Particle> = Vec::new();
            if let Content::Particle(particle) = &complex.content {
                open.push(particle);
            }
            while let Some(particle) = open.pop() {
                match &particle.term {
                    Term::Element(element) => {
                        let texts = [&element.default, &element.fixed];
                        stated.extend(texts.map(|text| (element.ty, text, element.annotation.span)));
                    }
                    Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => open.extend(inner),
                    Term::Substitution(group) => open.extend(group.members.iter()),
                    Term::Any(_) => {}
                }
            }
        }
        // A declaration that several types refer to is one.
        let mut seen = HashSet::new();
        for (ty, text, span) in stated {
            let Some(text) = text else { continue };
            if let Stated::Foreign(expected) = self.stated(ty, text)
                && seen.insert(span)
            {
                self.warn_of_default(text, &expected, span);
            }
        }
    }

    fn warn_of_default(&mut self, text: &str, expected: &str, span: Span) {
        self.diagnostics.push(
            Diagnostic::warning("bad-default", "the default is no value of the type")
                .at(span, format!("`{text}` is no {expected}"))
                .help("nothing is filled in for the member"),
        );
    }
}

/// A default whose white space is normalized, as a value of the Rust type for `known`.
fn stated(known: Builtin, text: String) -> Stated {
    let literal = match builtin(known).0 {
        Type::String => return Stated::Literal(Literal::String(text)),
        Type::Primitive("bool") => match &*text {
            "true" | "1" => Some(Literal::Bool(true)),
            "false" | "0" => Some(Literal::Bool(false)),
            _ => None,
        },
        Type::Primitive("f32" | "f64") if matches!(&*text, "INF" | "-INF" | "NaN") => {
            return Stated::WithoutLiteral;
        }
        Type::Primitive(width @ ("f32" | "f64")) => match float(&text, width) {
            // What is too large is infinite.
            Some(number) if number.contains("inf") => return Stated::WithoutLiteral,
            number => number.map(Literal::Float),
        },
        Type::Primitive(width) => {
            let number = text.parse().ok().filter(|number| fits(*number, width));
            number.map(|number| Literal::Integer(number.to_string()))
        }
        _ => return Stated::WithoutLiteral,
    };
    match (literal, builtin(known).0) {
        (Some(literal), _) => Stated::Literal(literal),
        (None, Type::Primitive(width)) => Stated::Foreign(format!("`{width}`")),
        (None, _) => Stated::WithoutLiteral,
    }
}

/// A number as a literal of a type, in as many digits as that type has.
fn float(text: &str, width: &str) -> Option<String> {
    // Rust knows words for numbers that the schema writes otherwise.
    if text.contains(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E')) {
        return None;
    }
    match width {
        "f32" => text.parse().ok().map(|number: f32| format!("{number:?}")),
        _ => text.parse().ok().map(|number: f64| format!("{number:?}")),
    }
}

fn fits(number: i128, width: &str) -> bool {
    let (min, max) = match width {
        "i8" => (i128::from(i8::MIN), i128::from(i8::MAX)),
        "i16" => (i128::from(i16::MIN), i128::from(i16::MAX)),
        "i32" => (i128::from(i32::MIN), i128::from(i32::MAX)),
        "i64" => (i128::from(i64::MIN), i128::from(i64::MAX)),
        "u8" => (0, i128::from(u8::MAX)),
        "u16" => (0, i128::from(u16::MAX)),
        "u32" => (0, i128::from(u32::MAX)),
        _ => (0, i128::from(u64::MAX)),
    };
    (min..=max).contains(&number)
}

fn is_text(known: Builtin) -> bool {
    builtin(known).0 == Type::String
}

/// What a type that stands for its only member is made of is named after it.
fn within<'m>(ident: &'m str, member: Member<'m>) -> Member<'m> {
    Member { owner: ident, local: "value", place: member.place }
}

/// How many values these are, each counted once.
fn distinct<'v>(values: impl Iterator<Item = &'v EnumValue>) -> usize {
    values.map(|value| &value.value).collect::<HashSet<_>>().len()
}

/// The values of an enumeration of something else than text, as a sentence.
fn values(enumeration: &[EnumValue]) -> Option<String> {
    let values: Vec<_> = enumeration.iter().map(|value| code(&value.value)).collect();
    (!values.is_empty()).then(|| format!("One of {}.", values.join(", ")))
}
