//! Who a client is.

use std::fmt;

use reqwest::header::HeaderValue;

use super::{BuildError, Secret};

/// How a client shows who it is.
#[derive(Clone)]
pub struct Credentials(Kind);

#[derive(Clone)]
enum Kind {
    Token { id: String, token: Secret },
    Bearer(Secret),
}

impl Credentials {
    /// A personal access token and its id, such as `token-ABC123`.
    #[must_use]
    pub fn token(id: impl Into<String>, token: impl Into<Secret>) -> Self {
        Self(Kind::Token { id: id.into(), token: token.into() })
    }

    /// An access token of OAuth 2. They live about five minutes.
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(Kind::Bearer(token.into()))
    }

    /// The value of `Authorization`, and what of it must not be shown.
    pub(super) fn header(&self) -> Result<(HeaderValue, Vec<Secret>), BuildError> {
        let unfit =
            |text: &str| text.is_empty() || text.contains(|c: char| c.is_control() || c.is_whitespace());
        let (value, secrets) = match &self.0 {
            Kind::Token { id, .. } if unfit(id) || id.contains(':') => {
                return Err(BuildError::Credentials(
                    "the token id is empty, or has a blank or a colon in it",
                ));
            }
            Kind::Token { id, token } => {
                let pair = base64_simd::STANDARD.encode_to_string(format!("{id}:{}", token.expose()));
                (format!("Basic {pair}"), vec![token.clone(), Secret::from(pair)])
            }
            Kind::Bearer(token) => (format!("Bearer {}", token.expose()), vec![token.clone()]),
        };
        if secrets.iter().any(|secret| unfit(secret.expose())) {
            return Err(BuildError::Credentials("the token is empty, or has a blank or a line break in it"));
        }
        let mut value = HeaderValue::try_from(value)
            .map_err(|_| BuildError::Credentials("the token has a character that HTTP does not allow"))?;
        value.set_sensitive(true);
        Ok((value, secrets))
    }
}

impl<I: Into<String>, T: Into<Secret>> From<(I, T)> for Credentials {
    fn from((id, token): (I, T)) -> Self {
        Self::token(id, token)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Token { id, .. } => f.debug_struct("Token").field("id", id).finish_non_exhaustive(),
            Kind::Bearer(_) => f.write_str("Bearer(***)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_basic_without_a_line_break() {
        let token = Credentials::token("token-ABC123", "00000000-0000-4000-8000-000000000000");
        let (value, secrets) = token.header().unwrap();
        let pair = "dG9rZW4tQUJDMTIzOjAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMA==";
        assert_eq!(value.as_bytes(), format!("Basic {pair}").as_bytes());
        assert!(value.is_sensitive() && secrets.contains(&Secret::from(pair)));
        assert_eq!(Credentials::bearer("abc").header().unwrap().0.as_bytes(), b"Bearer abc");
    }

    #[test]
    fn tokens_that_cannot_be_right_are_refused() {
        for (id, token) in [("", "t"), ("a:b", "t"), ("a b", "t"), ("a", ""), ("a", "t\n"), ("a", "t t")] {
            assert!(Credentials::from((id, token)).header().is_err(), "{id:?} {token:?}");
        }
        assert!(Credentials::bearer("t\r\nX: y").header().is_err());
    }

    #[test]
    fn tokens_are_not_shown() {
        let shown = format!(
            "{:?} {:?}",
            Credentials::token("token-ABC123", "hunter2"),
            Credentials::bearer("hunter2")
        );
        assert_eq!(shown, "Token { id: \"token-ABC123\", .. } Bearer(***)");
    }
}
