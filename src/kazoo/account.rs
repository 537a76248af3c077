//! The one account, and how it is known.

use std::fmt::{self, Debug, Formatter};

use serde_json::{Value, json};
use sha1_smol::Sha1;
use xsd_runtime::soap::UsernameToken;
use xsd_runtime::types::Secret;

/// What the realm of the account ends with.
const REALM: &str = "sandbox.example";
/// The number of the account.
const NUMBER: &str = "+14155550100";

/// The account that a user name and a password stand for. What it is known by is derived from them, so that nobody has to
/// configure it.
pub(super) struct Account {
    /// 32 hexadecimal digits: MD5 of the user name.
    pub(super) id: String,
    /// The user name.
    pub(super) name: String,
    /// The user, 32 hexadecimal digits: MD5 of `user:` and the user name.
    pub(super) owner: String,
    /// MD5 and SHA-1 of user name in lower case, a colon and the password.
    md5: Secret,
    sha: Secret,
    /// The MD5 of the credentials, twice.
    api_key: Secret,
}

/// What finds an account at a login.
pub(super) enum Claim<'c> {
    Name(&'c str),
    Realm(&'c str),
    Number(&'c str),
}

impl Account {
    pub(super) fn new(credentials: &UsernameToken) -> Self {
        let name = credentials.username().to_owned();
        let pair = format!("{}:{}", name.to_lowercase(), credentials.password().expose());
        let digest = md5_hex(&pair);
        Self {
            id: md5_hex(&name),
            owner: md5_hex(&format!("user:{name}")),
            api_key: Secret::from(digest.repeat(2)),
            md5: Secret::from(digest),
            sha: Secret::from(Sha1::from(&pair).digest().to_string()),
            name,
        }
    }

    /// Whether this is the account, and the credentials are those of its user.
    pub(super) fn admits(&self, claim: &Claim<'_>, credentials: &str, method: &str) -> bool {
        let digest = if method == "sha" { &self.sha } else { &self.md5 };
        let is_this = match claim {
            Claim::Name(name) => name.eq_ignore_ascii_case(&self.name),
            Claim::Realm(realm) => *realm == format!("{}.{REALM}", self.name.to_lowercase()),
            Claim::Number(number) => *number == NUMBER,
        };
        is_this && Secret::from(credentials) == *digest
    }

    pub(super) fn has_api_key(&self, key: &str) -> bool {
        Secret::from(key) == self.api_key
    }

    /// Whether these are credentials of HTTP Basic: the account id, and the MD5 of the credentials.
    pub(super) fn admits_basic(&self, account: &str, password: &str) -> bool {
        account == self.id && Secret::from(password) == self.md5
    }

    /// Whom a token stands for.
    pub(super) fn identity(&self) -> Value {
        json!({
            "account_id": self.id,
            "account_name": self.name,
            "owner_id": self.owner,
            "is_reseller": false,
            "language": "en-us",
            "apps": [],
        })
    }
}

impl Debug for Account {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("id", &self.id).finish_non_exhaustive()
    }
}

/// In lower case.
pub(super) fn md5_hex(text: &str) -> String {
    format!("{:x}", md5::compute(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digests_are_those_of_lower_case_user_and_password() {
        let account = Account::new(&UsernameToken::new("Demo", "demo"));
        let md5 = "80851851709e01bc9453cced585a7bca";
        let name = Claim::Name("demo");
        assert!(account.admits(&name, md5, "md5"));
        assert!(account.admits(&name, "1e16f7bc75de48ae2a156466a3d0521f525a3187", "sha"));
        assert!(!account.admits(&name, md5, "sha"));
        assert!(account.admits_basic(&account.id, md5) && !account.admits_basic("demo", md5));
        assert!(account.has_api_key(&md5.repeat(2)) && !account.has_api_key(md5));
    }

    #[test]
    fn it_is_found_by_name_realm_and_number() {
        let account = Account::new(&UsernameToken::new("demo", "demo"));
        let md5 = "80851851709e01bc9453cced585a7bca";
        for (claim, is_this) in [
            (Claim::Name("demo"), true),
            (Claim::Realm("demo.sandbox.example"), true),
            (Claim::Number("+14155550100"), true),
            (Claim::Name("other"), false),
            (Claim::Realm("demo"), false),
            (Claim::Number(""), false),
        ] {
            assert_eq!(account.admits(&claim, md5, "md5"), is_this);
        }
    }
}
