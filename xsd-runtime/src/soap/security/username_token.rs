//! The token itself (UsernameToken profile 1.0, section 3).

use std::fmt;

use super::SECURITY;
#[cfg(feature = "digest")]
use super::digest::{BASE64_BINARY, PASSWORD_DIGEST, Stamp};
use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::DecodeError;
use crate::member::Member;
use crate::name::Name;
use crate::namespace::WSSE;
use crate::raw::RawXml;
use crate::read::Reader;
use crate::types::Secret;
use crate::write::Writer;

/// What `Type` of a password in clear text says (UsernameToken profile 1.0, section 3.1).
pub(super) const PASSWORD_TEXT: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";

/// A user name and a password, sent as text unless it is told to send a digest. As text, the connection must keep it
/// secret.
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
    #[cfg(feature = "digest")]
    digest: bool,
}

impl UsernameToken {
    /// A token whose password has no attribute `Type`, which means text as well.
    #[must_use]
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
            says_type: false,
            #[cfg(feature = "digest")]
            digest: false,
        }
    }

    /// Whether the password says by its attribute `Type` that it is text. A few servers insist on it.
    #[must_use]
    pub fn with_password_type(mut self, says_type: bool) -> Self {
        self.says_type = says_type;
        self
    }

    /// Whether a digest is sent in the place of the password: SHA-1 of a random nonce of 16 bytes, of the time in UTC
    /// with milliseconds, and of the password (UsernameToken profile 1.0, section 3.1). Both are fresh in each request;
    /// the time is that of the call, so it should be awaited soon, and the clock has to be right.
    ///
    /// Whoever reads a digest does not have the password, but can guess at it and can send the digest on: it takes the
    /// place of an encrypted connection no more than the text does, and it is treated as a secret as well.
    ///
    /// Servers remember nonces, so a request with one is sent again only if no byte of it has left, even where the
    /// operation is idempotent.
    ///
    /// ```
    /// use xsd_runtime::soap::UsernameToken;
    ///
    /// let token = UsernameToken::new("alice", "hunter2").with_digest(true);
    /// ```
    #[cfg(feature = "digest")]
    #[must_use]
    pub fn with_digest(mut self, digest: bool) -> Self {
        self.digest = digest;
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

    /// The token in the first `wsse:Security` block of a request; `None` without one. It is as it was sent: nothing of
    /// it has been checked, and where a digest was sent, that is what stands for the password. To let somebody in, use
    /// `soap::server::Authenticator`.
    ///
    /// # Errors
    /// The inner result is one where the block is there and not as the profile says.
    #[must_use]
    pub fn from_headers(headers: &[RawXml]) -> Option<Result<Self, DecodeError>> {
        let block = headers.iter().find(|block| *block.name() == SECURITY)?;
        block.decode::<FirstToken>().map(|first| first.0).transpose()
    }

    /// Whether each request has a nonce of its own.
    pub(super) fn has_nonce(&self) -> bool {
        #[cfg(feature = "digest")]
        return self.digest;
        #[cfg(not(feature = "digest"))]
        false
    }

    #[cfg(feature = "digest")]
    fn write_digest(&self, stamp: &Stamp, writer: &mut Writer) {
        write_secret("Password", Some(("Type", PASSWORD_DIGEST)), &stamp.digest(&self.password), writer);
        write_secret("Nonce", Some(("EncodingType", BASE64_BINARY)), &stamp.nonce_in_base64(), writer);
        writer.element(super::timestamp::CREATED, &stamp.created);
    }
}

fn write_secret(local: &str, attribute: Option<(&str, &str)>, secret: &Secret, writer: &mut Writer) {
    writer.start(WSSE, local);
    if let Some((name, value)) = attribute {
        writer.plain_attribute("", name, value);
    }
    writer.content(secret);
    writer.end();
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
        #[cfg(feature = "digest")]
        if self.digest {
            return match Stamp::fresh() {
                Ok(stamp) => self.write_digest(&stamp, writer),
                Err(_) => writer.fail(crate::error::EncodeErrorKind::Random),
            };
        }
        let ty = self.says_type.then_some(("Type", PASSWORD_TEXT));
        write_secret("Password", ty, &self.password, writer);
    }
}

impl Decode for UsernameToken {
    const TYPE: Name = Name::new(WSSE, "UsernameTokenType");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        const MEMBERS: [Member; 2] =
            [Member::qualified(WSSE, "Username"), Member::qualified(WSSE, "Password")];
        let (mut username, mut password) = (None::<String>, None);
        while let Some(member) = reader.child(&MEMBERS)? {
            match member {
                0 => reader.one(&mut username)?,
                _ => reader.one::<Password>(&mut password)?,
            }
        }
        let [username_member, password_member] = &MEMBERS;
        let username = reader.require(username, username_member)?;
        let password = reader.require(password, password_member)?;
        Ok(Self::new(username, password.text).with_password_type(password.ty.is_some()))
    }
}

/// `wsse:Password`.
pub(super) struct Password {
    pub(super) text: Secret,
    pub(super) ty: Option<String>,
}

impl Decode for Password {
    const TYPE: Name = Name::new(WSSE, "PasswordString");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut ty = None;
        while reader.attribute(&[Member::local("Type")])?.is_some() {
            reader.value_of_attribute(&mut ty)?;
        }
        Ok(Self { text: reader.text_value()?, ty })
    }
}

/// The first token in a `wsse:Security` block.
struct FirstToken(Option<UsernameToken>);

impl Decode for FirstToken {
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

    fn block(content: &str) -> [RawXml; 1] {
        [RawXml::parse(&format!("<s:Security xmlns:s=\"{WSSE}\">{content}</s:Security>")).unwrap()]
    }

    #[test]
    fn a_server_reads_what_a_client_writes() {
        let token = UsernameToken::new("a&b", " p<w ").with_password_type(true);
        let xml = Writer::document(Name::new(WSSE, "UsernameToken"), &token).unwrap();
        let read = UsernameToken::from_headers(&block(&xml)).unwrap().unwrap();
        assert!(read == token);
        assert_eq!(read.password(), &Secret::from(" p<w "));
    }

    #[test]
    fn a_block_without_token_is_none_and_a_token_without_password_an_error() {
        assert!(UsernameToken::from_headers(&[]).is_none());
        assert!(UsernameToken::from_headers(&block("<s:Other/>")).is_none());
        let token = block("<s:UsernameToken><s:Username>u</s:Username></s:UsernameToken>");
        assert!(UsernameToken::from_headers(&token).unwrap().is_err());
    }

    #[cfg(feature = "digest")]
    #[test]
    fn a_digest_is_written_as_the_profile_says() {
        let stamp = Stamp { nonce: *b"0123456789abcdef", created: "2024-02-29T10:15:00.000Z".to_owned() };
        let mut writer = Writer::new();
        writer.start(WSSE, "UsernameToken");
        UsernameToken::new("alice", "hunter2").with_digest(true).write_digest(&stamp, &mut writer);
        writer.end();
        let (xml, secrets) = writer.finish_with_secrets().unwrap();
        assert_eq!(
            xml,
            "<wsse:UsernameToken xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">\
             <wsse:Password Type=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest\">\
             WjEEcOTI6P36gQnM3AklSu28Tkw=</wsse:Password>\
             <wsse:Nonce EncodingType=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary\">\
             MDEyMzQ1Njc4OWFiY2RlZg==</wsse:Nonce>\
             <wsu:Created xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\">\
             2024-02-29T10:15:00.000Z</wsu:Created></wsse:UsernameToken>"
        );
        let shown: Vec<&str> = secrets.into_iter().map(|place| xml.get(place).unwrap()).collect();
        assert_eq!(shown, ["WjEEcOTI6P36gQnM3AklSu28Tkw=", "MDEyMzQ1Njc4OWFiY2RlZg=="]);
    }
}
