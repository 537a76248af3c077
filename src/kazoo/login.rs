//! Tokens for credentials.

use serde_json::Value;

use super::account::Claim;
use super::check::{Check, is_list_of_text};
use super::job::into_document;
use super::refusal::Refusal;
use super::reply::Reply;
use super::request::Request;
use super::restrictions::Restrictions;
use super::{Document, Kazoo};

/// A reply, and the token that it is about.
pub(super) type LoggedIn = (Reply, String);

impl Kazoo {
    /// By the digest of user name and password.
    pub(super) fn user_auth(&self, request: &Request) -> Result<LoggedIn, Refusal> {
        let data = request.document()?;
        let mut check = Check::new(&data);
        check.required("credentials");
        check.length("credentials", 1, 64);
        check.one_of("method", &["md5", "sha"]);
        check.length("account_name", 1, 128);
        check.length("account_realm", 4, 253);
        check.length("phone_number", 1, 64);
        check_restrictions(&mut check, &data);
        check.end()?;
        let text = |member| data.get(member).and_then(Value::as_str);
        let claim = text("account_name").map(Claim::Name);
        let claim = claim.or_else(|| text("account_realm").map(Claim::Realm));
        let claim = claim.or_else(|| text("phone_number").map(Claim::Number));
        let (credentials, method) =
            (text("credentials").unwrap_or_default(), text("method").unwrap_or("md5"));
        match claim {
            Some(claim) if self.account.admits(&claim, credentials, method) => Ok(self.give_token(&data)),
            _ => Err(Refusal::invalid_credentials()),
        }
    }

    /// By the key of the account.
    pub(super) fn api_auth(&self, request: &Request) -> Result<LoggedIn, Refusal> {
        let data = request.document()?;
        let mut check = Check::new(&data);
        check.required("api_key");
        check.length("api_key", 64, 64);
        check_restrictions(&mut check, &data);
        check.end()?;
        let key = data.get("api_key").and_then(Value::as_str).unwrap_or_default();
        if !self.account.has_api_key(key) {
            return Err(Refusal::invalid_credentials());
        }
        Ok(self.give_token(&data))
    }

    fn give_token(&self, data: &Document) -> LoggedIn {
        let restrictions = Restrictions::read(data.get("restrictions"));
        let token = self.state().tokens.give(restrictions, self.clock.now());
        let path = "/v2/token_auth".to_owned();
        (Reply::Created { data: into_document(self.account.identity()), path }, token)
    }
}

/// An object of lists of patterns.
fn check_restrictions(check: &mut Check<'_>, data: &Document) {
    check.object("restrictions");
    let mut verbs = data.get("restrictions").and_then(Value::as_object).into_iter().flatten();
    if verbs.any(|(_, patterns)| !is_list_of_text(patterns)) {
        check.add("restrictions", "type", "a list of patterns is due for each verb");
    }
}
