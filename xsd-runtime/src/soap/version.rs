//! The two versions of SOAP.

use crate::namespace;

/// A version of SOAP; a message shows it by the namespace of its envelope.
///
/// ```
/// use xsd_runtime::soap::Version;
///
/// assert_eq!(Version::Soap11.content_type("urn:send"), "text/xml; charset=utf-8");
/// assert_eq!(
///     Version::Soap12.content_type("urn:send"),
///     r#"application/soap+xml; charset=utf-8; action="urn:send""#,
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Version {
    /// SOAP 1.1 (W3C Note of 8 May 2000).
    #[default]
    Soap11,
    /// SOAP 1.2 (W3C Recommendation, second edition).
    Soap12,
}

impl Version {
    /// Namespace of the envelope.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::Soap11 => namespace::SOAP11,
            Self::Soap12 => namespace::SOAP12,
        }
    }

    /// The version whose envelope has `namespace`.
    #[must_use]
    pub fn from_namespace(namespace: &str) -> Option<Self> {
        [Self::Soap11, Self::Soap12].into_iter().find(|version| version.namespace() == namespace)
    }

    /// Value of the HTTP header `Content-Type`. SOAP 1.2 says the action there (part 2, section 6.5);
    /// an empty one is left out.
    #[must_use]
    pub fn content_type(self, action: &str) -> String {
        match self {
            Self::Soap12 if !action.is_empty() => format!("{}; action={}", self.media_type(), quoted(action)),
            Self::Soap11 | Self::Soap12 => self.media_type().to_owned(),
        }
    }

    /// The content type without an action.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Soap11 => "text/xml; charset=utf-8",
            Self::Soap12 => "application/soap+xml; charset=utf-8",
        }
    }

    /// Value of the HTTP header `SOAPAction`, which SOAP 1.1 always has (section 6.1.1) and SOAP 1.2 never.
    #[must_use]
    pub fn soap_action(self, action: &str) -> Option<String> {
        match self {
            Self::Soap11 => Some(quoted(action)),
            Self::Soap12 => None,
        }
    }

    /// Value of the HTTP header `Accept`.
    pub(super) fn accept(self) -> &'static str {
        match self {
            Self::Soap11 => "text/xml, application/xml;q=0.9",
            Self::Soap12 => "application/soap+xml, application/xml;q=0.9",
        }
    }
}

/// A quoted string of HTTP (RFC 9110 section 5.6.4).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_action_is_quoted_and_stands_where_the_version_wants_it() {
        assert_eq!(Version::Soap11.soap_action("").unwrap(), "\"\"");
        assert_eq!(Version::Soap11.soap_action("urn:a#b").unwrap(), "\"urn:a#b\"");
        assert_eq!(Version::Soap12.soap_action("urn:a"), None);
        assert_eq!(Version::Soap12.content_type(""), "application/soap+xml; charset=utf-8");
        assert_eq!(Version::Soap11.soap_action("a\"b\\").unwrap(), r#""a\"b\\""#);
    }

    #[test]
    fn a_version_is_known_by_its_namespace() {
        for version in [Version::Soap11, Version::Soap12] {
            assert_eq!(Version::from_namespace(version.namespace()), Some(version));
        }
        assert_eq!(Version::from_namespace("http://www.w3.org/2001/12/soap-envelope"), None);
    }
}
