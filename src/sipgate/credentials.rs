//! Who is let in.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use xsd_runtime::soap::UsernameToken;
use xsd_runtime::types::Secret;

use super::refusal::Refusal;
use crate::rest::basic;

/// The token id as user name, with the token as password, which is an access token of OAuth 2 as well. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Credentials(Arc<UsernameToken>);

impl Credentials {
    pub(super) fn new(credentials: &UsernameToken) -> Self {
        Self(Arc::new(credentials.clone()))
    }

    /// Fails where `Authorization` shows neither.
    pub(super) fn check(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let is_right = match basic(headers) {
            Some((id, token)) => id == self.0.username() && Secret::from(token) == *self.0.password(),
            None => bearer(headers).is_some_and(|token| Secret::from(token) == *self.0.password()),
        };
        if is_right { Ok(()) } else { Err(Refusal::unauthorized()) }
    }
}

/// The token of the scheme `Bearer` (RFC 6750 section 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then_some(token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_taken_in_both_schemes_and_no_other() {
        let credentials = Credentials::new(&UsernameToken::new("demo", "demo"));
        let check =
            |value: &str| credentials.check(&HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]));
        for value in ["Basic ZGVtbzpkZW1v", "basic ZGVtbzpkZW1v", "Bearer demo", "bearer demo"] {
            assert!(check(value).is_ok(), "{value}");
        }
        for value in ["Basic ZGVtbzpkZW1vCg==", "Basic eDpkZW1v", "Bearer x", "Bearer", "demo", "Digest demo"]
        {
            assert!(check(value).is_err(), "{value}");
        }
        assert!(credentials.check(&HeaderMap::new()).is_err());
    }
}
