//! Web Services Security (WSS): SOAP Message Security 1.0, the UsernameToken profile 1.0 and timestamps.
//!
//! A client sends a [`UsernameToken`], as text or as digest, and a timestamp if it is told to. A server has an
//! `Authenticator` check them. Signatures, encryption and other tokens are not there.

#[cfg(feature = "server")]
mod authenticator;
#[cfg(feature = "digest")]
mod digest;
#[cfg(feature = "server")]
mod nonces;
#[cfg(feature = "server")]
mod received;
#[cfg(feature = "server")]
mod refusal;
mod timestamp;
mod username_token;

use std::time::Duration;

use jiff::Timestamp;

#[cfg(feature = "server")]
pub use authenticator::Authenticator;
pub use username_token::UsernameToken;

use crate::name::Name;
use crate::namespace::{WSSE, WSU};
use crate::soap::Version;
use crate::write::Writer;

/// Name of the header block (Web Services Security: SOAP Message Security 1.0, section 5).
pub const SECURITY: Name = Name::new(WSSE, "Security");

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
}

impl From<UsernameToken> for Credentials {
    fn from(token: UsernameToken) -> Self {
        Self::UsernameToken(token)
    }
}

/// What a client puts into the `wsse:Security` block of its requests.
#[derive(Clone, Debug, Default)]
pub(super) struct Security {
    pub(super) credentials: Credentials,
    /// How long a request lives, if it says so.
    pub(super) life: Option<Duration>,
}

impl Security {
    pub(super) fn is_empty(&self) -> bool {
        self.credentials.is_none() && self.life.is_none()
    }

    /// Whether a server that remembers nonces refuses the same request when it comes again.
    pub(super) fn is_for_one_use(&self) -> bool {
        matches!(&self.credentials, Credentials::UsernameToken(token) if token.has_nonce())
    }

    /// Writes the header block as of now, if anything is in it.
    pub(super) fn write(&self, version: Version, writer: &mut Writer) {
        if !self.is_empty() {
            self.write_at(Timestamp::now(), version, writer);
        }
    }

    /// The server must understand the block. The timestamp stands first in it, as most stacks write it.
    fn write_at(&self, now: Timestamp, version: Version, writer: &mut Writer) {
        writer.start(WSSE, "Security");
        if self.life.is_some() || self.is_for_one_use() {
            writer.declare(&[WSU]);
        }
        writer.plain_attribute(version.namespace(), "mustUnderstand", "1");
        if let Some(life) = self.life {
            timestamp::write(now, life, writer);
        }
        if let Credentials::UsernameToken(token) = &self.credentials {
            writer.element(Name::new(WSSE, "UsernameToken"), token);
        }
        writer.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(security: &Security, version: Version) -> String {
        let mut writer = Writer::new();
        security.write_at("2024-02-29T10:15:00.1239Z".parse().unwrap(), version, &mut writer);
        writer.finish().unwrap()
    }

    fn with_token(token: UsernameToken) -> Security {
        Security { credentials: token.into(), life: None }
    }

    #[test]
    fn the_block_is_written_as_the_profile_says() {
        let token = UsernameToken::new("a&b", "p<w");
        assert_eq!(
            written(&with_token(token.clone()), Version::Soap11),
            "<wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" \
             xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" soapenv:mustUnderstand=\"1\"><wsse:UsernameToken>\
             <wsse:Username>a&amp;b</wsse:Username><wsse:Password>p&lt;w</wsse:Password></wsse:UsernameToken></wsse:Security>"
        );
        let typed = written(&with_token(token.with_password_type(true)), Version::Soap12);
        assert!(typed.contains("xmlns:soapenv=\"http://www.w3.org/2003/05/soap-envelope\""), "{typed}");
        assert!(typed.contains("<wsse:Password Type=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText\">"), "{typed}");
    }

    #[test]
    fn a_timestamp_stands_before_the_token_or_alone() {
        let life = Some(Duration::from_secs(300));
        let times = "xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\" \
             xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" soapenv:mustUnderstand=\"1\"><wsu:Timestamp>\
             <wsu:Created>2024-02-29T10:15:00.123Z</wsu:Created><wsu:Expires>2024-02-29T10:20:00.123Z</wsu:Expires>\
             </wsu:Timestamp><";
        let alone = written(&Security { life, ..Security::default() }, Version::Soap11);
        assert!(alone.contains(&format!("{times}/wsse:Security>")), "{alone}");
        let with_token = Security { life, credentials: UsernameToken::new("a", "b").into() };
        let both = written(&with_token, Version::Soap11);
        assert!(both.contains(&format!("{times}wsse:UsernameToken>")), "{both}");
    }

    #[test]
    fn without_anything_in_it_there_is_no_block() {
        let mut writer = Writer::new();
        Security::default().write(Version::Soap11, &mut writer);
        assert_eq!(writer.finish().unwrap(), "");
    }
}
