//! Simple types: built-in ones, enumerations, and names for other types with facets.

use super::doc::{self, code};
use super::lower::{Lowering, Member};
use super::{Alias, Enumeration, Item, Literal, Type, Value};
use crate::diagnostic::Diagnostic;
use crate::schema::{Builtin, EnumValue, SimpleType, TypeId, TypeKind, TypeName, TypeRef};

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

impl Lowering<'_> {
    /// The Rust type of a simple type where a member has it.
    pub(super) fn simple_type(&mut self, id: TypeId, member: Member<'_>) -> (Type, bool) {
        let ty = self.type_at(id);
        let TypeKind::Simple(simple) = &ty.kind else { return (Type::Unit, false) };
        match simple {
            SimpleType::Restriction { enumeration, base, .. } => {
                if self.is_enumeration(id) && !enumeration.is_empty() {
                    return (self.item_type(id, member), false);
                }
                let (base, collapse) = self.type_of(*base, member);
                let named = matches!(ty.name, TypeName::Named(_));
                (if named { self.item_type(id, member) } else { base }, collapse)
            }
            SimpleType::List { item } => {
                let (item, _) = self.type_of(*item, member);
                let named = matches!(ty.name, TypeName::Named(_));
                (if named { self.item_type(id, member) } else { Type::List(Box::new(item)) }, false)
            }
            SimpleType::Union { .. } => {
                self.unsupported(ty.annotation.span, "a union", "give the member one type with `retype`");
                (Type::String, false)
            }
        }
    }

    /// Whether values of the type are texts out of a fixed set.
    fn is_enumeration(&self, id: TypeId) -> bool {
        matches!(builtin(self.ground(TypeRef::Defined(id))).0, Type::String)
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
                    TypeKind::Simple(SimpleType::Union { .. }) | TypeKind::Complex(_) => {
                        return Builtin::AnySimpleType;
                    }
                },
            }
        }
    }

    /// The item for a named simple type, or for an anonymous enumeration.
    pub(super) fn simple_item(&mut self, id: TypeId, ident: String, member: Member<'_>) -> Option<Item> {
        let ty = self.type_at(id);
        let TypeKind::Simple(simple) = &ty.kind else { return None };
        let otherwise = match &ty.name {
            TypeName::Named(name) => format!("Simple type {}.", code(&name.local)),
            _ => format!("Values of {}.", code(member.local)),
        };
        let doc = |further: &[String]| doc::doc(ty.annotation.doc.as_deref(), &otherwise, further);
        Some(match simple {
            SimpleType::Restriction { enumeration, facets, .. }
                if !enumeration.is_empty() && self.is_enumeration(id) =>
            {
                Item::Enumeration(self.enumeration(
                    ident,
                    doc(&doc::facets(facets)),
                    member.place,
                    enumeration,
                ))
            }
            SimpleType::Restriction { base, facets, enumeration } => {
                let mut further = doc::facets(facets);
                further.extend(values(enumeration));
                Item::Alias(Alias { ident, doc: doc(&further), ty: self.type_of(*base, member).0 })
            }
            SimpleType::List { item } => {
                let ty = Type::List(Box::new(self.type_of(*item, member).0));
                Item::Alias(Alias { ident, doc: doc(&[]), ty })
            }
            SimpleType::Union { .. } => {
                self.unsupported(ty.annotation.span, "a union", "give its uses one type with `retype`");
                return None;
            }
        })
    }

    fn enumeration(&mut self, ident: String, doc: String, place: &str, written: &[EnumValue]) -> Enumeration {
        // `Unknown` is ours, and `ALL` an associated constant.
        let mut scope = super::name::Scope::reserving(&["Unknown"]);
        let mut values: Vec<Value> = Vec::new();
        let mut pinned = Vec::new();
        for value in written {
            self.known(format!("{place} = {}", value.value));
            pinned.push(self.pinned(self.bindings.rename_value(place, &value.value), &mut scope));
        }
        for (value, pinned) in written.iter().zip(pinned) {
            let repeated = values.iter().any(|known| known.text == value.value);
            if repeated {
                continue;
            }
            let ident = pinned.unwrap_or_else(|| scope.variant(&value.value));
            values.push(Value {
                ident,
                doc: doc::doc(
                    value.annotation.doc.as_deref(),
                    &format!("Value {}.", code(&value.value)),
                    &[],
                ),
                text: value.value.clone(),
                aliases: self.bindings.aliases(place, &value.value),
            });
        }
        Enumeration { ident, doc, values }
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

    /// A default of the schema as a literal; `None` where the type has no literals.
    pub(super) fn literal(&mut self, ty: TypeRef, text: &str, member: Member<'_>) -> Option<Literal> {
        if let Some((Type::Item { module, ident }, values)) = self.enumeration_values(ty, member) {
            let at = values.iter().position(|value| *value == text.trim())?;
            let variant = self.variant_ident(&ident, &module, at)?;
            return Some(Literal::Variant { module, ident, variant });
        }
        let (rust, _) = builtin(self.ground(ty));
        let text = text.trim();
        match rust {
            Type::String => Some(Literal::String(text.to_owned())),
            Type::Primitive("bool") => match text {
                "true" | "1" => Some(Literal::Bool(true)),
                "false" | "0" => Some(Literal::Bool(false)),
                _ => None,
            },
            Type::Primitive("f32" | "f64") => {
                let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
                Some(Literal::Float(format!("{number:?}")))
            }
            Type::Primitive(width) => {
                let number: i128 = text.parse().ok()?;
                fits(number, width).then(|| Literal::Integer(number.to_string()))
            }
            _ => None,
        }
    }

    fn enumeration_values(&mut self, ty: TypeRef, member: Member<'_>) -> Option<(Type, Vec<String>)> {
        let TypeRef::Defined(id) = ty else { return None };
        let TypeKind::Simple(SimpleType::Restriction { base, enumeration, .. }) = &self.type_at(id).kind
        else {
            return None;
        };
        if enumeration.is_empty() {
            return self.enumeration_values(*base, member);
        }
        if !self.is_enumeration(id) {
            return None;
        }
        let mut values: Vec<String> = Vec::new();
        for value in enumeration {
            if !values.contains(&value.value) {
                values.push(value.value.clone());
            }
        }
        let ty = self.item_type(id, member);
        self.ensure_lowered(id);
        Some((ty, values))
    }

    /// Says that a construct is not generated.
    pub(super) fn unsupported(&mut self, span: crate::diagnostic::Span, what: &str, help: &str) {
        self.diagnostics.push(
            Diagnostic::error("unsupported", format!("{what} is not supported yet"))
                .at(span, "declared here".to_owned())
                .help(help),
        );
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

/// The values of an enumeration of something else than text, as a sentence.
fn values(enumeration: &[EnumValue]) -> Option<String> {
    let values: Vec<_> = enumeration.iter().map(|value| code(&value.value)).collect();
    (!values.is_empty()).then(|| format!("One of {}.", values.join(", ")))
}
