//! Who is let in.

use std::sync::Arc;

use roxmltree::{Document, Node};
use xsd_runtime::RawXml;
use xsd_runtime::soap::UsernameToken;
use xsd_runtime::soap::server::Context;
use xsd_runtime::types::Secret;

use super::common::StateCodes;

/// What clients call the header block: after its type, or after the part of the contract as gSOAP does.
pub(crate) const HEADERS: [&str; 2] = ["UsernameToken", "UsernameTokenHeaderPart"];

/// The API key as user name, with its secret as password. Clones share them.
///
/// The vendor's own clients put the header block into four namespaces and its members into two, in either order. So it
/// goes by local names.
#[derive(Clone, Debug)]
pub(crate) struct Credentials(Arc<UsernameToken>);

impl Credentials {
    pub(crate) fn new(credentials: &UsernameToken) -> Self {
        Self(Arc::new(credentials.clone()))
    }

    /// Fails with what the service says of a request whose header block does not show the right key and secret.
    pub(crate) fn check(&self, context: &Context) -> Result<(), StateCodes> {
        self.check_headers(context.headers())
    }

    fn check_headers(&self, headers: &[RawXml]) -> Result<(), StateCodes> {
        let block = headers.iter().find(|block| HEADERS.contains(&block.name().local()));
        let (key, secret) = block.and_then(key_and_secret).ok_or(StateCodes::ApiKeyMissing)?;
        if key != self.0.username() {
            return Err(StateCodes::ApiKeyNotFound);
        }
        if Secret::from(secret) != *self.0.password() {
            return Err(StateCodes::ApiKeySecretNotMatch);
        }
        Ok(())
    }
}

/// `None` where there is no key.
fn key_and_secret(block: &RawXml) -> Option<(String, String)> {
    let document = Document::parse(block.as_str()).ok()?;
    let member = |name| {
        let member = document.root_element().children().find(|child| child.tag_name().name() == name);
        member.map(text).unwrap_or_default()
    };
    Some((member("Username"), member("Password"))).filter(|(key, _)| !key.is_empty())
}

/// What comments and elements in it say does not count.
fn text(element: Node<'_, '_>) -> String {
    element.children().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[&str]) -> Result<(), StateCodes> {
        let headers: Vec<_> = headers.iter().map(|header| RawXml::parse(header).unwrap()).collect();
        Credentials::new(&UsernameToken::new("key", "a<b")).check_headers(&headers)
    }

    #[test]
    fn every_form_of_the_header_is_read() {
        let members = "<Username>key</Username><Password>a&lt;b</Password>";
        for header in [
            format!("<t:UsernameToken xmlns:t='urn:ApiServiceCover'>{members}</t:UsernameToken>"),
            format!("<t:UsernameToken xmlns:t='https://host/soap/1.1/cover'>{members}</t:UsernameToken>"),
            format!("<UsernameToken>{members}</UsernameToken>"),
            format!(
                "<t:UsernameTokenHeaderPart xmlns:t='urn:ApiServiceCover'>{members}</t:UsernameTokenHeaderPart>"
            ),
            "<UsernameToken xmlns:m='http://schemas.datacontract.org/2004/07/cover'>\
             <m:Password>a<![CDATA[<b]]></m:Password><m:Username>k<!-- not -->ey</m:Username></UsernameToken>"
                .to_owned(),
        ] {
            assert_eq!(check(&["<Other/>", &header]), Ok(()), "{header}");
        }
    }

    #[test]
    fn what_is_wrong_with_it_is_told_apart() {
        let header =
            |key, secret| format!("<UsernameToken><Username>{key}</Username>{secret}</UsernameToken>");
        assert_eq!(check(&[]), Err(StateCodes::ApiKeyMissing));
        assert_eq!(check(&["<UsernameToken/>"]), Err(StateCodes::ApiKeyMissing));
        assert_eq!(check(&[&header("", "")]), Err(StateCodes::ApiKeyMissing));
        let secret = "<Password>a&lt;b</Password>";
        assert_eq!(check(&[&header("Key", secret)]), Err(StateCodes::ApiKeyNotFound));
        assert_eq!(check(&[&header("key", "")]), Err(StateCodes::ApiKeySecretNotMatch));
        assert_eq!(check(&[&header("key", "<Password>a</Password>")]), Err(StateCodes::ApiKeySecretNotMatch));
    }
}
