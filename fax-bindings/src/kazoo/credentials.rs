//! Who a client is.

use std::fmt;

use reqwest::header::HeaderValue;
use serde_json::{Value, json};

use super::{BuildError, Secret};

/// Characters of the key of an account.
const KEY: usize = 64;

/// How a client shows who it is.
///
/// Of user name and password only the digest is kept that the service takes for them. It is as good as the password: use
/// TLS.
///
/// ```
/// use fax_bindings::kazoo::{AccountName, Credentials};
///
/// let credentials = Credentials::user(AccountName::name("example"), "ada", "secret");
/// assert!(!format!("{credentials:?}").contains("secret"));
/// ```
#[derive(Clone)]
pub struct Credentials(pub(super) Kind);

#[derive(Clone)]
pub(super) enum Kind {
    /// By `/user_auth`.
    User { account: AccountName, method: Digest, digest: Secret },
    /// By `/api_auth`.
    ApiKey(Secret),
    /// By HTTP Basic, with each request.
    Basic { account_id: String, digest: Secret },
    /// A token that somebody has got.
    Token(Secret),
}

/// The digest that stands for user name and password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Digest {
    /// MD5, which every server takes.
    #[default]
    Md5,
    /// SHA-1.
    Sha,
}

impl Digest {
    fn as_str(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha => "sha",
        }
    }

    /// Of user name in lower case, a colon and the password.
    fn of(self, user: &str, password: &Secret) -> Secret {
        let pair = Secret::from(format!("{}:{}", user.to_lowercase(), password.expose()));
        Secret::from(match self {
            Self::Md5 => format!("{:x}", md5::compute(pair.expose())),
            Self::Sha => sha1_smol::Sha1::from(pair.expose()).digest().to_string(),
        })
    }
}

/// What an account is known by where a user logs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName {
    member: &'static str,
    value: String,
}

impl AccountName {
    /// Its name.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self { member: "account_name", value: name.into() }
    }

    /// Its realm.
    #[must_use]
    pub fn realm(realm: impl Into<String>) -> Self {
        Self { member: "account_realm", value: realm.into() }
    }

    /// One of its numbers.
    #[must_use]
    pub fn phone_number(number: impl Into<String>) -> Self {
        Self { member: "phone_number", value: number.into() }
    }
}

impl Credentials {
    /// User name and password, which get a token, by MD5.
    #[must_use]
    pub fn user(account: AccountName, user: &str, password: impl Into<Secret>) -> Self {
        Self::user_by(Digest::Md5, account, user, password)
    }

    /// User name and password, which get a token, by a digest of one's choice.
    #[must_use]
    pub fn user_by(method: Digest, account: AccountName, user: &str, password: impl Into<Secret>) -> Self {
        let digest = method.of(user, &password.into());
        Self(Kind::User { account, method, digest })
    }

    /// The key of an account, which gets a token.
    #[must_use]
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(Kind::ApiKey(key.into()))
    }

    /// User name and password of a user of this account, shown with each request by HTTP Basic, without a token.
    #[must_use]
    pub fn basic(account_id: impl Into<String>, user: &str, password: impl Into<Secret>) -> Self {
        let digest = Digest::Md5.of(user, &password.into());
        Self(Kind::Basic { account_id: account_id.into(), digest })
    }

    /// A token. It ends about an hour after it was last used, and the client has no way to get another one.
    #[must_use]
    pub fn token(token: impl Into<Secret>) -> Self {
        Self(Kind::Token(token.into()))
    }

    /// Fails where they cannot be right.
    pub(super) fn check(&self) -> Result<(), BuildError> {
        match &self.0 {
            Kind::User { account, .. } if account.value.trim().is_empty() => {
                Err(BuildError::Credentials("the account is empty"))
            }
            Kind::ApiKey(key) if key.expose().len() != KEY => {
                Err(BuildError::Credentials("the key of an account has 64 characters"))
            }
            Kind::Basic { account_id, .. } if account_id.is_empty() || account_id.contains(':') => {
                Err(BuildError::Credentials("the account id is empty, or has a colon in it"))
            }
            Kind::Token(token) if token.expose().is_empty() || header(token.expose()).is_none() => Err(
                BuildError::Credentials("the token is empty, or has a character that HTTP does not allow"),
            ),
            _ => Ok(()),
        }
    }

    /// Path and data of the login that they need, if they do.
    pub(super) fn login(&self) -> Option<(&'static str, Value)> {
        match &self.0 {
            Kind::User { account, method, digest } => {
                let data = json!({"credentials": digest.expose(), "method": method.as_str(), (account.member): account.value});
                Some(("user_auth", data))
            }
            Kind::ApiKey(key) => Some(("api_auth", json!({"api_key": key.expose()}))),
            Kind::Basic { .. } | Kind::Token(_) => None,
        }
    }

    /// What of them must not be shown.
    pub(super) fn secret(&self) -> &Secret {
        match &self.0 {
            Kind::User { digest, .. } | Kind::Basic { digest, .. } => digest,
            Kind::ApiKey(secret) | Kind::Token(secret) => secret,
        }
    }
}

/// The value of a header that is not shown.
pub(super) fn header(value: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::try_from(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::User { account, method, .. } => f
                .debug_struct("User")
                .field("account", account)
                .field("method", method)
                .finish_non_exhaustive(),
            Kind::ApiKey(_) => f.write_str("ApiKey(***)"),
            Kind::Basic { account_id, .. } => {
                f.debug_struct("Basic").field("account_id", account_id).finish_non_exhaustive()
            }
            Kind::Token(_) => f.write_str("Token(***)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_has_the_digest_of_lower_case_user_and_password() {
        let (path, data) = Credentials::user(AccountName::name("a"), "Demo", "demo").login().unwrap();
        assert_eq!(path, "user_auth");
        let expected =
            json!({"credentials": "80851851709e01bc9453cced585a7bca", "method": "md5", "account_name": "a"});
        assert_eq!(data, expected);
        let realm = Credentials::user_by(Digest::Sha, AccountName::realm("a.example"), "demo", "demo");
        let expected = json!({
            "credentials": "1e16f7bc75de48ae2a156466a3d0521f525a3187", "method": "sha", "account_realm": "a.example"
        });
        assert_eq!(realm.login().unwrap().1, expected);
        let number = Credentials::user(AccountName::phone_number("+1"), "demo", "demo");
        assert_eq!(number.login().unwrap().1["phone_number"], "+1");
        let key = "k".repeat(64);
        assert_eq!(Credentials::api_key(&*key).login(), Some(("api_auth", json!({"api_key": key}))));
        assert_eq!(Credentials::token("t").login(), None);
    }

    #[test]
    fn what_cannot_be_right_is_refused() {
        for credentials in [
            Credentials::user(AccountName::name(" "), "demo", "demo"),
            Credentials::api_key("short"),
            Credentials::basic("", "demo", "demo"),
            Credentials::basic("a:b", "demo", "demo"),
            Credentials::token(""),
            Credentials::token("a\nb"),
        ] {
            assert!(credentials.check().is_err(), "{credentials:?}");
        }
        assert_eq!(Credentials::basic("a", "demo", "demo").check(), Ok(()));
    }

    #[test]
    fn nothing_of_it_is_shown() {
        let digest = "80851851709e01bc9453cced585a7bca";
        let shown = format!(
            "{:?} {:?} {:?} {:?}",
            Credentials::user(AccountName::name("a"), "demo", "demo"),
            Credentials::api_key(digest.repeat(2)),
            Credentials::basic("b", "demo", "demo"),
            Credentials::token(digest)
        );
        assert!(!shown.contains("demo") && !shown.contains(digest.get(..8).unwrap()), "{shown}");
    }
}
