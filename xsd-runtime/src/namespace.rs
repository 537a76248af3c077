//! Namespaces of the standards.

/// Prefix `xml` (XML 1.0).
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// Namespace declarations (Namespaces in XML 1.0).
pub const XMLNS: &str = "http://www.w3.org/2000/xmlns/";
/// XML Schema.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema";
/// `xsi:nil` and `xsi:type` (XSD 1.0 part 1, section 2.6).
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// SOAP 1.1 envelope.
pub const SOAP11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// SOAP 1.2 envelope.
pub const SOAP12: &str = "http://www.w3.org/2003/05/soap-envelope";
/// SOAP 1.1 encoding (section 5).
pub const SOAP11_ENCODING: &str = "http://schemas.xmlsoap.org/soap/encoding/";
/// SOAP 1.2 encoding (part 2, section 3).
pub const SOAP12_ENCODING: &str = "http://www.w3.org/2003/05/soap-encoding";
/// Web Services Security 1.0.
pub const WSSE: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
/// Web Services Security 1.0: times.
pub const WSU: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

/// Stands, in types that several contracts share, for the target namespace of the contract that they are used in: an
/// operation says it ([`Operation::contract`](crate::soap::Operation::contract)), and reader and writer put it here.
pub const CONTRACT: &str = "urn:xsd-runtime:contract";

/// Whether attributes of `namespace` belong to the message and not to what is in it, whatever the schema says.
pub(crate) fn is_of_message(namespace: &str) -> bool {
    matches!(namespace, XSI | SOAP11 | SOAP12 | SOAP11_ENCODING | SOAP12_ENCODING)
}

/// `namespace`, or `contract` where it stands for the one of the contract.
#[inline]
pub(crate) fn of_contract<'n>(namespace: &'n str, contract: &'n str) -> &'n str {
    if namespace == CONTRACT { contract } else { namespace }
}
