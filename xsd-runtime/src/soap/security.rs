//! Web Services Security: the UsernameToken profile 1.0, with the password as text.

use std::fmt;

use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::DecodeError;
use crate::member::Member;
use crate::name::Name;
use crate::namespace::WSSE;
use crate::raw::RawXml;
use crate::read::Reader;
use crate::soap::Version;
use crate::types::Secret;
use crate::write::Writer;

/// Name of the header block (Web Services Security: SOAP Message Security 1.0, section 5).
pub const SECURITY: Name = Name::new(WSSE, "Security");

/// What `Type` of a password in clear text says (UsernameToken profile 1.0, section 3.1).
const PASSWORD_TEXT: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";

/// How a client shows who it is.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Credentials {
    /// Not at all, or by HTTP headers or a client certificate.
    #[default]
    None,
    /// A user name and password in a `wsse:Security` header block.
    UsernameToken(UsernameToken),
}

impl Credentials {
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Writes the header block that shows them, if there is one.
    pub(super) fn write(&self, version: Version, writer: &mut Writer) {
        match self {
            Self::None => {}
            Self::UsernameToken(token) => token.write(version, writer),
        }
    }
}

impl From<UsernameToken> for Credentials {
    fn from(token: UsernameToken) -> Self {
        Self::UsernameToken(token)
    }
}

/// A user name and a password, sent as text: the connection must keep them secret.
///
/// ```
/// use xsd_runtime::soap::UsernameToken;
///
/// let token = UsernameToken::new("alice", "hunter2");
/// assert_eq!(token.username(), "alice");
/// assert!(!format!("{token:?}").contains("hunter2"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct UsernameToken {
    username: String,
    password: Secret,
    says_type: bool,
}

impl UsernameToken {
    /// A token whose password has no attribute `Type`, which means text as well.
    #[must_use]
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { username: username.into(), password: password.into(), says_type: false }
    }

    /// Whether the password says by its attribute `Type` that it is text. A few servers insist on it.
    #[must_use]
    pub fn with_password_type(mut self, says_type: bool) -> Self {
        self.says_type = says_type;
        self
    }

    /// The user name.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The password.
    #[must_use]
    pub fn password(&self) -> &Secret {
        &self.password
    }

    /// The token in the `wsse:Security` block of a request, for a server to check; `None` without one.
    /// Passwords are compared with `==`, which takes the same time wherever they differ.
    ///
    /// # Errors
    /// The inner result is one where the block is there and not as the profile says.
    #[must_use]
    pub fn from_headers(headers: &[RawXml]) -> Option<Result<Self, DecodeError>> {
        let block = headers.iter().find(|block| *block.name() == SECURITY)?;
        block.decode::<Security>().map(|security| security.0).transpose()
    }

    /// Writes the `wsse:Security` header block, which the server must understand.
    fn write(&self, version: Version, writer: &mut Writer) {
        writer.start(WSSE, "Security");
        writer.plain_attribute(version.namespace(), "mustUnderstand", "1");
        writer.element(Name::new(WSSE, "UsernameToken"), self);
        writer.end();
    }
}

/// User name only.
impl fmt::Debug for UsernameToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UsernameToken").field("username", &self.username).finish_non_exhaustive()
    }
}

impl Encode for UsernameToken {
    const TYPE: Name = Name::new(WSSE, "UsernameTokenType");

    fn encode(&self, writer: &mut Writer) {
        writer.element(Name::new(WSSE, "Username"), &self.username);
        writer.start(WSSE, "Password");
        if self.says_type {
            writer.plain_attribute("", "Type", PASSWORD_TEXT);
        }
        writer.content(&self.password);
        writer.end();
    }
}

impl Decode for UsernameToken {
    const TYPE: Name = Name::new(WSSE, "UsernameTokenType");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        const MEMBERS: [Member; 2] =
            [Member::qualified(WSSE, "Username"), Member::qualified(WSSE, "Password")];
        let (mut username, mut password) = (None, None);
        while let Some(member) = reader.child(&MEMBERS)? {
            match member {
                0 => reader.one(&mut username)?,
                _ => reader.one::<Password>(&mut password)?,
            }
        }
        let [username_member, password_member] = &MEMBERS;
        let password = reader.require(password, password_member)?;
        Ok(Self {
            username: reader.require(username, username_member)?,
            password: password.text,
            says_type: password.says_type,
        })
    }
}

/// `wsse:Password`.
struct Password {
    text: Secret,
    says_type: bool,
}

impl Decode for Password {
    const TYPE: Name = Name::new(WSSE, "PasswordString");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut ty = None::<String>;
        while reader.attribute(&[Member::local("Type")])?.is_some() {
            reader.value_of_attribute(&mut ty)?;
        }
        Ok(Self { text: reader.text_value()?, says_type: ty.is_some() })
    }
}

/// `wsse:Security`, which may hold other things than a token.
struct Security(Option<UsernameToken>);

impl Decode for Security {
    const TYPE: Name = Name::new(WSSE, "SecurityHeaderType");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut token = None;
        while reader.child(&[Member::qualified(WSSE, "UsernameToken")])?.is_some() {
            reader.one(&mut token)?;
        }
        Ok(Self(token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(token: &UsernameToken, version: Version) -> String {
        let mut writer = Writer::new();
        token.write(version, &mut writer);
        writer.finish().unwrap()
    }

    #[test]
    fn the_block_is_written_as_the_profile_says() {
        let token = UsernameToken::new("a&b", "p<w");
        assert_eq!(
            written(&token, Version::Soap11),
            "<wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" \
             xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" soapenv:mustUnderstand=\"1\"><wsse:UsernameToken>\
             <wsse:Username>a&amp;b</wsse:Username><wsse:Password>p&lt;w</wsse:Password></wsse:UsernameToken></wsse:Security>"
        );
        let typed = written(&token.with_password_type(true), Version::Soap12);
        assert!(typed.contains("xmlns:soapenv=\"http://www.w3.org/2003/05/soap-envelope\""), "{typed}");
        assert!(typed.contains("<wsse:Password Type=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText\">"), "{typed}");
    }

    #[test]
    fn a_server_reads_what_a_client_writes() {
        let token = UsernameToken::new("a&b", " p<w ").with_password_type(true);
        let block = RawXml::parse(&written(&token, Version::Soap11)).unwrap();
        let read = UsernameToken::from_headers(&[block]).unwrap().unwrap();
        assert!(read == token);
        assert_eq!(read.password(), &Secret::from(" p<w "));
    }

    #[test]
    fn a_block_without_token_is_none_and_a_token_without_password_an_error() {
        let block = |content: &str| {
            [RawXml::parse(&format!("<s:Security xmlns:s=\"{WSSE}\">{content}</s:Security>")).unwrap()]
        };
        assert!(UsernameToken::from_headers(&[]).is_none());
        assert!(UsernameToken::from_headers(&block("<s:Other/>")).is_none());
        let token = block("<s:UsernameToken><s:Username>u</s:Username></s:UsernameToken>");
        assert!(UsernameToken::from_headers(&token).unwrap().is_err());
    }
}
