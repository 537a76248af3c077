//! Namespaces of the standards.

pub(crate) const XSD: &str = "http://www.w3.org/2001/XMLSchema";
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
pub(super) const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
pub(super) const WSDL_20: &str = "http://www.w3.org/ns/wsdl";
pub(super) const SOAP_11: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
pub(super) const SOAP_12: &str = "http://schemas.xmlsoap.org/wsdl/soap12/";
pub(super) const HTTP: &str = "http://schemas.xmlsoap.org/wsdl/http/";
pub(super) const MIME: &str = "http://schemas.xmlsoap.org/wsdl/mime/";

/// SOAP 1.1 and SOAP 1.2 encoding.
pub(crate) const SOAP_ENCODING: [&str; 2] =
    ["http://schemas.xmlsoap.org/soap/encoding/", "http://www.w3.org/2003/05/soap-encoding"];

/// WS-Policy, in all of its versions.
pub(super) const POLICY: [&str; 4] = [
    "http://schemas.xmlsoap.org/ws/2002/12/policy",
    "http://schemas.xmlsoap.org/ws/2004/09/policy",
    "http://www.w3.org/2006/07/ws-policy",
    "http://www.w3.org/ns/ws-policy",
];

/// XML Schema before the recommendation of 2001.
pub(crate) const OLD_XSD: [&str; 3] = [
    "http://www.w3.org/1999/XMLSchema",
    "http://www.w3.org/2000/08/XMLSchema",
    "http://www.w3.org/2000/10/XMLSchema",
];

/// Whether the components of a namespace are known without a document.
pub(super) fn is_built_in(namespace: &str) -> bool {
    [XSD, XML, XSI].contains(&namespace) || SOAP_ENCODING.contains(&namespace)
}
