//! A request as it came over HTTP.

use std::borrow::Cow;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use crate::content_type::parameter;
use crate::soap::Version;

/// A request as an HTTP server received it: its body, complete and unpacked, and what else is known of it.
///
/// ```
/// use xsd_runtime::soap::server::Request;
///
/// let request = Request::new(b"<Envelope/>")
///     .header("Content-Type", "text/xml; charset=utf-8")
///     .header("SOAPAction", "\"urn:send\"")
///     .peer(([127, 0, 0, 1], 49152).into());
/// # drop(request);
/// ```
#[derive(Clone)]
pub struct Request<'r> {
    pub(super) body: &'r [u8],
    pub(super) headers: HttpHeaders,
    pub(super) peer: Option<SocketAddr>,
}

impl<'r> Request<'r> {
    /// A request without HTTP headers.
    #[must_use]
    pub fn new(body: &'r [u8]) -> Self {
        Self { body, headers: HttpHeaders::default(), peer: None }
    }

    /// The same request with one more HTTP header. `Content-Type` and `SOAPAction` are looked at here, the others are for
    /// the operations.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        Arc::make_mut(&mut self.headers.0).push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same request with the address that it came from.
    #[must_use]
    pub fn peer(mut self, peer: SocketAddr) -> Self {
        self.peer = Some(peer);
        self
    }

    pub(super) fn content_type(&self) -> Option<&str> {
        self.headers.get("Content-Type")
    }

    /// Whether the body claims to be XML. One that claims nothing may be.
    pub(super) fn is_xml(&self) -> bool {
        let Some(content_type) = self.content_type() else { return true };
        let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let xml = ["", "text/xml", "application/xml"];
        xml.contains(&&*media_type) || media_type.contains('/') && media_type.ends_with("+xml")
    }

    /// The version that the content type stands for, where no envelope says it.
    pub(super) fn likely_version(&self) -> Version {
        let media_type = "application/soap+xml";
        match self.content_type().and_then(|content_type| content_type.get(..media_type.len())) {
            Some(start) if start.eq_ignore_ascii_case(media_type) => Version::Soap12,
            _ => Version::Soap11,
        }
    }

    /// The SOAP action: the header `SOAPAction` (SOAP 1.1 section 6.1.1), or `action` of the content type (SOAP 1.2 part 2
    /// section 6.5), where there are clients that say it in the other way all the same.
    pub(super) fn action(&self, version: Version) -> Option<String> {
        let in_content_type =
            || self.content_type().and_then(|content_type| parameter(content_type, "action"));
        let in_header = || self.headers.get("SOAPAction");
        let action = match version {
            Version::Soap11 => in_header(),
            Version::Soap12 => in_content_type().or_else(in_header),
        };
        let action = unquoted(action?.trim());
        (!action.is_empty()).then(|| action.into_owned())
    }
}

/// Names of the HTTP headers; values and body may hold secrets.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("bytes", &self.body.len())
            .field("headers", &self.headers)
            .field("peer", &self.peer)
            .finish()
    }
}

/// What a quoted string stands for (RFC 9110 section 5.6.4); other text for itself.
fn unquoted(text: &str) -> Cow<'_, str> {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match inner {
        Some(inner) if inner.contains('\\') => {
            let mut is_escaped = false;
            let keeps = |c: &char| {
                is_escaped = *c == '\\' && !is_escaped;
                !is_escaped
            };
            Cow::Owned(inner.chars().filter(keeps).collect())
        }
        _ => Cow::Borrowed(inner.unwrap_or(text)),
    }
}

/// HTTP headers in the order in which they came. Cloning is cheap.
#[derive(Clone, Default)]
pub(super) struct HttpHeaders(Arc<Vec<(String, String)>>);

impl HttpHeaders {
    /// Value of the first header called `name`, whose case does not matter.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// The names.
impl fmt::Debug for HttpHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_type(content_type: &str) -> Request<'static> {
        Request::new(b"").header("content-type", content_type)
    }

    #[test]
    fn xml_is_told_by_its_media_type() {
        for xml in [
            "text/xml",
            "TEXT/XML; charset=utf-8",
            "application/xml",
            "application/soap+xml;action=a",
            "a/b+xml",
            "",
        ] {
            assert!(with_type(xml).is_xml(), "{xml}");
        }
        assert!(Request::new(b"").is_xml());
        for other in [
            "text/plain",
            "application/json; a=text/xml",
            "multipart/related; type=\"text/xml\"",
            "xml",
            "+xml",
        ] {
            assert!(!with_type(other).is_xml(), "{other}");
        }
    }

    #[test]
    fn the_action_stands_where_the_version_wants_it() {
        let both = with_type(r#"application/soap+xml; action="urn:\"a;b\\"; charset=utf-8"#)
            .header("SOAPAction", "\"urn:c\"");
        assert_eq!(both.action(Version::Soap12).unwrap(), r#"urn:"a;b\"#);
        assert_eq!(both.action(Version::Soap11).unwrap(), "urn:c");
        let header = Request::new(b"").header("soapaction", " urn:c ");
        assert_eq!(header.action(Version::Soap12).unwrap(), "urn:c");
        assert_eq!(Request::new(b"").header("SOAPAction", "\"\"").action(Version::Soap11), None);
        assert_eq!(Request::new(b"").header("SOAPAction", "\"").action(Version::Soap11).unwrap(), "\"");
        assert_eq!(Request::new(b"").action(Version::Soap12), None);
    }

    #[test]
    fn the_content_type_hints_at_the_version() {
        assert_eq!(with_type("Application/SOAP+xml; a=b").likely_version(), Version::Soap12);
        assert_eq!(with_type("text/xml").likely_version(), Version::Soap11);
        assert_eq!(with_type("é").likely_version(), Version::Soap11);
    }
}
