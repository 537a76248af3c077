//! The types that need no schema: those of XML Schema 1.0 part 2, and the array of SOAP encoding.

use std::sync::Arc;

use super::QName;
use crate::document::{SOAP_ENCODING, XML};

/// Declares each type with its name and the type that it is derived from.
macro_rules! builtins {
    ($($variant:ident $name:literal $(: $base:ident)?,)*) => {
        /// A type that every contract may use without declaring it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Builtin {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Builtin {
            /// Every one of them, in the order of the standard.
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),*];

            /// The local name.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The type that this one restricts, or is a list of; `None` for `anyType`.
            pub(crate) fn base(self) -> Option<Self> {
                match self { $(Self::$variant => [$(Self::$base)?].first().copied(),)* }
            }
        }
    };
}

builtins! {
    AnyType "anyType",
    AnySimpleType "anySimpleType": AnyType,
    String "string": AnySimpleType,
    Boolean "boolean": AnySimpleType,
    Decimal "decimal": AnySimpleType,
    Float "float": AnySimpleType,
    Double "double": AnySimpleType,
    Duration "duration": AnySimpleType,
    DateTime "dateTime": AnySimpleType,
    Time "time": AnySimpleType,
    Date "date": AnySimpleType,
    GYearMonth "gYearMonth": AnySimpleType,
    GYear "gYear": AnySimpleType,
    GMonthDay "gMonthDay": AnySimpleType,
    GDay "gDay": AnySimpleType,
    GMonth "gMonth": AnySimpleType,
    HexBinary "hexBinary": AnySimpleType,
    Base64Binary "base64Binary": AnySimpleType,
    AnyUri "anyURI": AnySimpleType,
    QName "QName": AnySimpleType,
    Notation "NOTATION": AnySimpleType,
    NormalizedString "normalizedString": String,
    Token "token": NormalizedString,
    Language "language": Token,
    NmToken "NMTOKEN": Token,
    NmTokens "NMTOKENS": AnySimpleType,
    Name "Name": Token,
    NcName "NCName": Name,
    Id "ID": NcName,
    IdRef "IDREF": NcName,
    IdRefs "IDREFS": AnySimpleType,
    Entity "ENTITY": NcName,
    Entities "ENTITIES": AnySimpleType,
    Integer "integer": Decimal,
    NonPositiveInteger "nonPositiveInteger": Integer,
    NegativeInteger "negativeInteger": NonPositiveInteger,
    Long "long": Integer,
    Int "int": Long,
    Short "short": Int,
    Byte "byte": Short,
    NonNegativeInteger "nonNegativeInteger": Integer,
    UnsignedLong "unsignedLong": NonNegativeInteger,
    UnsignedInt "unsignedInt": UnsignedLong,
    UnsignedShort "unsignedShort": UnsignedInt,
    UnsignedByte "unsignedByte": UnsignedShort,
    PositiveInteger "positiveInteger": NonNegativeInteger,
    SoapArray "Array": AnyType,
}

impl Builtin {
    /// The type of the XML Schema namespace with this local name.
    pub(crate) fn from_name(local: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|builtin| builtin.name() == local && *builtin != Self::SoapArray)
    }

    /// The type of the SOAP encoding namespace with this local name (SOAP 1.1, section 5): the array,
    /// or a simple type that differs from the one of XML Schema only by its `id` and `href`.
    pub(crate) fn from_soap_encoding(local: &str) -> Option<Self> {
        match local {
            "Array" => Some(Self::SoapArray),
            // Members of any name (SOAP 1.1, section 5.4.1).
            "Struct" => Some(Self::AnyType),
            "base64" => Some(Self::Base64Binary),
            _ => Self::from_name(local).filter(|builtin| builtin.is_simple()),
        }
    }

    /// Whether values are text, without elements and attributes.
    pub(crate) fn is_simple(self) -> bool {
        !matches!(self, Self::AnyType | Self::SoapArray)
    }
}

/// The attributes that every schema may refer to: those of the XML namespace (`xml:lang` and the
/// like) and of SOAP encoding.
const ATTRIBUTES: [(&str, &str, Builtin); 9] = [
    (XML, "base", Builtin::AnyUri),
    (XML, "lang", Builtin::Language),
    (XML, "space", Builtin::NcName),
    (XML, "id", Builtin::Id),
    (SOAP_ENCODING[0], "arrayType", Builtin::String),
    (SOAP_ENCODING[0], "offset", Builtin::String),
    (SOAP_ENCODING[0], "root", Builtin::Boolean),
    (SOAP_ENCODING[1], "itemType", Builtin::QName),
    (SOAP_ENCODING[1], "arraySize", Builtin::String),
];

/// The type of an attribute that needs no declaration.
pub(super) fn attribute(name: &QName) -> Option<Builtin> {
    let mut known = ATTRIBUTES.iter();
    known.find(|(ns, local, _)| *name.namespace == **ns && *name.local == **local).map(|known| known.2)
}

/// An attribute group that needs no declaration: `xml:specialAttrs`, and those of SOAP encoding,
/// whose attributes belong to the encoding and not to the data.
pub(super) fn attribute_group(name: &QName) -> Option<Vec<(QName, Builtin)>> {
    if SOAP_ENCODING.contains(&&*name.namespace) {
        return Some(Vec::new());
    }
    if *name.namespace != *XML || &*name.local != "specialAttrs" {
        return None;
    }
    let xml = ATTRIBUTES.iter().filter(|(namespace, _, _)| *namespace == XML);
    let named = |local: &str| QName { namespace: Arc::clone(&name.namespace), local: local.into() };
    Some(xml.map(|(_, local, ty)| (named(local), *ty)).collect())
}

#[cfg(test)]
mod tests {
    use super::Builtin;

    #[test]
    fn every_type_of_the_standard_is_found_by_its_name() {
        assert_eq!(Builtin::ALL.len(), 47, "44 built-in types, two ur-types, and the array");
        for builtin in Builtin::ALL.iter().filter(|builtin| **builtin != Builtin::SoapArray) {
            assert_eq!(Builtin::from_name(builtin.name()), Some(*builtin));
        }
        assert_eq!(Builtin::from_name("Array"), None);
        assert_eq!(Builtin::from_name("anytype"), None);
    }

    #[test]
    fn every_chain_of_bases_ends_at_any_type() {
        for builtin in Builtin::ALL {
            let chain: Vec<_> = std::iter::successors(Some(*builtin), |b| b.base()).collect();
            assert_eq!(chain.last(), Some(&Builtin::AnyType));
        }
        let byte: Vec<_> =
            std::iter::successors(Some(Builtin::Byte), |b| b.base()).map(Builtin::name).collect();
        assert_eq!(byte, ["byte", "short", "int", "long", "integer", "decimal", "anySimpleType", "anyType"]);
    }

    #[test]
    fn soap_encoding_repeats_the_simple_types() {
        assert_eq!(Builtin::from_soap_encoding("Array"), Some(Builtin::SoapArray));
        assert_eq!(Builtin::from_soap_encoding("Struct"), Some(Builtin::AnyType));
        assert_eq!(Builtin::from_soap_encoding("string"), Some(Builtin::String));
        assert_eq!(Builtin::from_soap_encoding("base64"), Some(Builtin::Base64Binary));
        assert_eq!(Builtin::from_soap_encoding("anyType"), None);
    }
}
