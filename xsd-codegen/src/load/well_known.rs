//! Documents of standards that contracts import, often by an address that nobody is meant to open: transcribed as far as
//! they declare anything, so that generating never needs the network.

/// One of them.
pub(crate) struct Document {
    /// Name of the file in `schemas/`.
    pub(crate) file: &'static str,
    /// Its target namespace.
    pub(crate) namespace: &'static str,
    /// Where it is published, without the scheme.
    pub(crate) locations: &'static [&'static str],
    pub(super) text: &'static str,
}

/// Each with its file, its namespace, and the places where it is published beside that which its namespace names.
macro_rules! documents {
    ($($file:literal $namespace:literal [$($location:literal),*];)*) => {
        &[$(Document {
            file: $file,
            namespace: $namespace,
            locations: &[$($location),*],
            text: include_str!(concat!("../../schemas/", $file)),
        }),*]
    };
}

#[rustfmt::skip]
pub(crate) const DOCUMENTS: &[Document] = documents! {
    "wsdl.xsd" "http://schemas.xmlsoap.org/wsdl/" [];
    "wsdl-soap.xsd" "http://schemas.xmlsoap.org/wsdl/soap/" [];
    "soap-envelope-1.1.xsd" "http://schemas.xmlsoap.org/soap/envelope/" [];
    "soap-envelope-1.2.xsd" "http://www.w3.org/2003/05/soap-envelope" [];
    "xlink.xsd" "http://www.w3.org/1999/xlink" ["www.w3.org/1999/xlink.xsd", "www.w3.org/XML/2008/06/xlink.xsd"];
    "xmlmime.xsd" "http://www.w3.org/2005/05/xmlmime" [];
    "xop.xsd" "http://www.w3.org/2004/08/xop/include" [];
    "swaref.xsd" "http://ws-i.org/profiles/basic/1.1/xsd" ["ws-i.org/profiles/basic/1.1/swaref.xsd"];
    "addressing.xsd" "http://www.w3.org/2005/08/addressing" ["www.w3.org/2006/03/addressing/ws-addr.xsd"];
    "addressing-2004-08.xsd" "http://schemas.xmlsoap.org/ws/2004/08/addressing" [];
    "addressing-2004-03.xsd" "http://schemas.xmlsoap.org/ws/2004/03/addressing" [];
    "addressing-metadata.xsd" "http://www.w3.org/2007/05/addressing/metadata" [];
    "security-utility.xsd" "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" [];
    "security.xsd" "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" [];
    "security-1.1.xsd" "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd" [];
    "signature.xsd" "http://www.w3.org/2000/09/xmldsig#" ["www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd"];
    "encryption.xsd" "http://www.w3.org/2001/04/xmlenc#" ["www.w3.org/TR/xmlenc-core/xenc-schema.xsd"];
    "saml.xsd" "urn:oasis:names:tc:SAML:2.0:assertion" ["docs.oasis-open.org/security/saml/v2.0/saml-schema-assertion-2.0.xsd"];
    "policy.xsd" "http://www.w3.org/ns/ws-policy" ["www.w3.org/2007/02/ws-policy.xsd"];
    "policy-2004.xsd" "http://schemas.xmlsoap.org/ws/2004/09/policy" [];
    "notification.xsd" "http://docs.oasis-open.org/wsn/b-2" ["docs.oasis-open.org/wsn/b-2.xsd"];
    "notification.wsdl" "http://docs.oasis-open.org/wsn/bw-2" ["docs.oasis-open.org/wsn/bw-2.wsdl"];
    "brokered-notification.xsd" "http://docs.oasis-open.org/wsn/br-2" ["docs.oasis-open.org/wsn/br-2.xsd"];
    "brokered-notification.wsdl" "http://docs.oasis-open.org/wsn/brw-2" ["docs.oasis-open.org/wsn/brw-2.wsdl"];
    "topics.xsd" "http://docs.oasis-open.org/wsn/t-1" ["docs.oasis-open.org/wsn/t-1.xsd"];
    "base-faults.xsd" "http://docs.oasis-open.org/wsrf/bf-2" ["docs.oasis-open.org/wsrf/bf-2.xsd"];
    "resource.xsd" "http://docs.oasis-open.org/wsrf/r-2" ["docs.oasis-open.org/wsrf/r-2.xsd"];
    "resource.wsdl" "http://docs.oasis-open.org/wsrf/rw-2" ["docs.oasis-open.org/wsrf/rw-2.wsdl"];
    "resource-properties.xsd" "http://docs.oasis-open.org/wsrf/rp-2" ["docs.oasis-open.org/wsrf/rp-2.xsd"];
    "resource-properties.wsdl" "http://docs.oasis-open.org/wsrf/rpw-2" ["docs.oasis-open.org/wsrf/rpw-2.wsdl"];
    "serialization.xsd" "http://schemas.microsoft.com/2003/10/Serialization/" [];
    "xml-soap.xsd" "http://xml.apache.org/xml-soap" [];
};

/// The document that an import means: by its location, which may be the namespace, else by its namespace.
pub(super) fn find(location: Option<&str>, namespace: Option<&str>) -> Option<&'static Document> {
    let location = location.and_then(address);
    let published = |document: &&Document| {
        let own = address(document.namespace);
        location.is_some()
            && (own == location || document.locations.iter().any(|known| Some(*known) == location))
    };
    let by_location = DOCUMENTS.iter().find(published);
    by_location.or_else(|| DOCUMENTS.iter().find(|document| Some(document.namespace) == namespace))
}

/// A URL without its scheme, and without a slash at its end.
fn address(url: &str) -> Option<&str> {
    url.split_once("://").map(|(_, address)| address.trim_end_matches('/'))
}
