//! Contracts that say where they are served.

use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::markup::{attribute_values, check_well_formed, position};
use crate::error::{DecodeError, DecodeErrorKind, Position};
use crate::limits::Limits;
use crate::write::escape_attribute;

/// Namespaces of the SOAP bindings of WSDL 1.1 (WSDL 1.1 section 3, and its binding extension for SOAP 1.2).
const SOAP_BINDINGS: [&str; 2] =
    ["http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/"];

/// The WSDL with `address` as the location of every `soap:address` and `soap12:address`, and otherwise the same to the
/// byte: what a server gives to those who ask for `?wsdl`.
///
/// ```
/// use xsd_runtime::soap::server::wsdl_at;
///
/// let wsdl = r#"<definitions xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
///     <soap:address location='https://fax.example/'/>
/// </definitions>"#;
/// let here = wsdl_at(wsdl, "http://127.0.0.1:8000/fax?a=1&b=2")?;
/// assert!(here.contains("<soap:address location='http://127.0.0.1:8000/fax?a=1&amp;b=2'/>"));
/// # Ok::<(), xsd_runtime::DecodeError>(())
/// ```
///
/// # Errors
/// When the WSDL is not well-formed or has no such address, and when `address` holds a character that XML cannot carry.
pub fn wsdl_at(wsdl: &str, address: &str) -> Result<String, DecodeError> {
    check_well_formed(wsdl, &Limits::default())?;
    let escaped = escaped(address)?;
    let places = locations(wsdl).ok_or_else(|| malformed("it cannot be read"))?;
    if places.is_empty() {
        let kind = DecodeErrorKind::Missing("soap:address/@location".to_owned());
        return Err(DecodeError::new(kind, String::new(), Position::at(wsdl, 0)));
    }
    let mut moved = String::with_capacity(wsdl.len() + places.len() * escaped.len());
    let mut done = 0;
    for place in places {
        moved.push_str(wsdl.get(done..place.start).unwrap_or_default());
        moved.push_str(&escaped);
        done = place.end;
    }
    moved.push_str(wsdl.get(done..).unwrap_or_default());
    Ok(moved)
}

/// The address as it stands between quotes of either kind.
fn escaped(address: &str) -> Result<String, DecodeError> {
    let mut escaped = String::new();
    match escape_attribute(&mut escaped, address) {
        Ok(()) => Ok(escaped.replace('\'', "&apos;")),
        Err(_) => Err(malformed("the address holds a character that XML cannot carry")),
    }
}

fn malformed(why: &str) -> DecodeError {
    let position = Position { line: 1, column: 1, offset: 0 };
    DecodeError::new(DecodeErrorKind::Malformed(why.to_owned()), String::new(), position)
}

/// Where the locations stand.
fn locations(wsdl: &str) -> Option<Vec<std::ops::Range<usize>>> {
    let text = wsdl.strip_prefix('\u{FEFF}').unwrap_or(wsdl);
    let mark = wsdl.len() - text.len();
    let mut reader = NsReader::from_str(text);
    let mut places = Vec::new();
    loop {
        let start = position(&reader);
        let (namespace, event) = reader.read_resolved_event().ok()?;
        let is_address = match &event {
            Event::Start(tag) | Event::Empty(tag) => is_address(&namespace, tag.local_name().as_ref()),
            Event::Eof => return Some(places),
            _ => false,
        };
        if is_address {
            let tag = text.get(start..position(&reader))?;
            let location = attribute_values(tag).find(|(name, _)| *name == "location");
            places.extend(location.map(|(_, place)| mark + start + place.start..mark + start + place.end));
        }
    }
}

fn is_address(namespace: &ResolveResult<'_>, local: &str) -> bool {
    let ResolveResult::Bound(Namespace(namespace)) = namespace else { return false };
    local == "address" && SOAP_BINDINGS.contains(&&**namespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOAP: &str = "http://schemas.xmlsoap.org/wsdl/soap/";

    #[test]
    fn every_address_of_soap_moves_and_nothing_else() {
        let wsdl = |address: &str| {
            format!(
                "\u{FEFF}<?xml version='1.0'?>\r\n<!-- <soap:address location=\"x\"/> -->\n\
                 <d:definitions xmlns:d='urn:d' xmlns:s=\"{SOAP}\" a = '1'>\n\
                 <d:port><s:address\n  x:location='no' location = '{address}' xmlns:x=\"urn:x\"></s:address ></d:port>\
                 <address xmlns=\"http://schemas.xmlsoap.org/wsdl/soap12/\" location=\"{address}\"/>\
                 <h:address xmlns:h=\"http://schemas.xmlsoap.org/wsdl/http/\" location=\"http://old\"/>\
                 <address location=\"http://old\"/>&amp;<![CDATA[<s:address location='x'/>]]></d:definitions>\n<!-- é -->"
            )
        };
        let moved = wsdl_at(&wsdl("http://old"), "http://new/?a=<\"b'&c").unwrap();
        assert_eq!(moved, wsdl("http://new/?a=&lt;&quot;b&apos;&amp;c"));
    }

    #[test]
    fn what_has_no_address_or_is_malformed_is_an_error() {
        let error = wsdl_at("<definitions/>", "http://new").unwrap_err();
        assert!(error.to_string().contains("soap:address/@location"), "{error}");
        for bad in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<!DOCTYPE a><a/>",
            "<s:address location='x'/>",
            &format!("<a xmlns:s='{SOAP}'><s:address location='x'></a>"),
        ] {
            let error = wsdl_at(bad, "http://new").unwrap_err();
            assert!(!matches!(error.kind(), DecodeErrorKind::Missing(_)), "{bad}: {error}");
        }
        let good = format!("<s:address xmlns:s='{SOAP}' location='x'/>");
        assert!(wsdl_at(&good, "http://\u{1}").is_err());
        assert!(wsdl_at(&good.replace(" location='x'", ""), "http://new").is_err());
    }
}
