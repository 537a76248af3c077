//! The client: who it is, and calls below the version.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder, Url};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::credentials::{Kind, header};
use super::{
    Account, BuildError, ClientBuilder, Credentials, Envelope, Error, Identity, InputError, Refusal, Secret,
    envelope,
};
use crate::rest::{Answer, Http, Service};

/// How long a token is used again without a new login. Servers end it an hour after it was last used.
const LIFE: Duration = Duration::from_secs(50 * 60);
/// Bytes of a body of which something may be shown.
const LONGEST_SHOWN: usize = 1 << 20;
/// The header with the token, and that of HTTP Basic.
const TOKEN: &str = "x-auth-token";
const BASIC: &str = "authorization";

/// A client of the faxes of a Kazoo server. Cloning is cheap, and clones share their connections and their token.
///
/// It logs in by itself, before the first call, after 50 minutes without one, and before the call that follows a refusal of
/// its token. A future of its methods does nothing before it is polled, and needs a tokio runtime then.
#[derive(Clone)]
pub struct Client {
    http: Http,
    session: Arc<Session>,
}

/// Who the client is, and the token that it got for that.
struct Session {
    credentials: Credentials,
    token: Mutex<Option<Token>>,
}

#[derive(Clone)]
struct Token {
    text: Secret,
    used: Instant,
}

impl Session {
    fn put(&self, token: Option<Token>) {
        // Nothing can be half done under this lock.
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = token;
    }

    /// A token that presumably still lives, which is used now.
    fn take(&self) -> Option<Secret> {
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        let alive = token.as_mut().filter(|token| token.used.elapsed() < LIFE)?;
        alive.used = Instant::now();
        Some(alive.text.clone())
    }
}

impl Service for Client {
    type Credentials = Credentials;

    fn connect(http: Http, credentials: Option<Credentials>) -> Result<Self, BuildError> {
        let credentials = credentials.ok_or(BuildError::NoCredentials)?;
        credentials.check()?;
        Ok(Self { http, session: Arc::new(Session { credentials, token: Mutex::new(None) }) })
    }
}

impl Client {
    /// A client of the server at `base`, an absolute URL with the version, such as `https://kazoo.example.org:8443/v2`.
    ///
    /// # Errors
    /// When address or credentials are unfit, or TLS cannot be set up.
    pub fn new(base: impl Into<String>, credentials: impl Into<Credentials>) -> Result<Self, BuildError> {
        Self::builder(base).credentials(credentials).build()
    }

    /// A builder of a client of the server at `base`: for timeouts, limits, an HTTP client of one's own.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use fax_bindings::kazoo::{AccountName, Client, Credentials};
    ///
    /// let client = Client::builder("https://kazoo.example.org:8443/v2")
    ///     .credentials(Credentials::user(AccountName::name("example"), "ada", "secret"))
    ///     .timeout(Duration::from_secs(120))
    ///     .build()?;
    /// # Ok::<(), fax_bindings::kazoo::BuildError>(())
    /// ```
    pub fn builder(base: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(base)
    }

    /// An account, by its id of 32 hexadecimal digits.
    #[must_use]
    pub fn account(&self, id: impl Into<String>) -> Account {
        Account::new(self.clone(), id.into())
    }

    /// The account that the credentials belong to.
    ///
    /// # Errors
    /// When the service refuses, or does not say which account that is.
    pub async fn own_account(&self) -> Result<Account, Error> {
        if let Kind::Basic { account_id, .. } = &self.session.credentials.0 {
            return Ok(self.account(account_id.as_str()));
        }
        let answer = self.call(Method::GET, self.url(&["token_auth"])?, as_json).await?;
        match envelope::read::<Identity>(&answer)?.into_inner().account_id {
            Some(id) => Ok(self.account(id)),
            None => Err(answer.not_understood("`account_id` is missing").into()),
        }
    }

    /// Whom the credentials stand for.
    ///
    /// # Errors
    /// [`Unauthorized`](super::RefusalKind::Unauthorized) when they are wrong.
    pub async fn identity(&self) -> Result<Envelope<Identity>, Error> {
        self.ask(Method::GET, self.url(&["token_auth"])?).await
    }

    /// Logs in now, whether or not there is a token; calls do so where they have to.
    ///
    /// # Errors
    /// [`Unauthorized`](super::RefusalKind::Unauthorized) when the credentials are wrong, [`Error::Input`] where they are
    /// such as need no login.
    pub async fn log_in(&self) -> Result<Envelope<Identity>, Error> {
        let credentials = &self.session.credentials;
        let (path, data) = credentials.login().ok_or_else(|| {
            InputError::value("credentials", "need no login: they are a token, or those of HTTP Basic")
        })?;
        let request = self.http.request(Method::PUT, self.url(&[path])?);
        let request = with_json(as_json(request), &json!({ "data": data }));
        let answer = self.http.send(request, vec![credentials.secret().clone()]).await?;
        let answer = Refusal::check(with_token(answer))?;
        let envelope = envelope::read::<Identity>(&answer)?;
        let token = envelope.meta.auth_token.clone().filter(|token| header(token.expose()).is_some());
        let text = token.ok_or_else(|| answer.not_understood("`auth_token` is missing"))?;
        self.session.put(Some(Token { text, used: Instant::now() }));
        Ok(envelope)
    }

    /// Makes the token of the client worthless, if it has one. The next call logs in again, where it can.
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn log_out(&self) -> Result<(), Error> {
        let has_token = matches!(self.session.credentials.0, Kind::Token(_)) || self.session.take().is_some();
        if has_token {
            self.ask::<Value>(Method::DELETE, self.url(&["token_auth"])?).await?;
            self.session.put(None);
        }
        Ok(())
    }

    /// The URL of what lies at these segments of a path below the version.
    pub(super) fn url(&self, path: &[&str]) -> Result<Url, InputError> {
        self.http.url(path)
    }

    /// The reply to a request without a body.
    pub(super) async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        url: Url,
    ) -> Result<Envelope<T>, Error> {
        envelope::read(&self.call(method, url, as_json).await?)
    }

    /// The reply to a request with an envelope.
    pub(super) async fn tell<T: DeserializeOwned>(
        &self,
        method: Method,
        url: Url,
        envelope: &Value,
    ) -> Result<Envelope<T>, Error> {
        let answer = self.call(method, url, |request| with_json(as_json(request), envelope)).await?;
        envelope::read(&answer)
    }

    /// Sends a request with credentials and what `with` adds to it, once, and gives the answer if it went well.
    pub(super) async fn call(
        &self,
        method: Method,
        url: Url,
        with: impl FnOnce(RequestBuilder) -> RequestBuilder + Send,
    ) -> Result<Answer, Error> {
        let (name, secret) = self.authorization().await?;
        let value = match name {
            TOKEN => header(secret.expose()),
            _ => header(&format!("Basic {}", secret.expose())),
        };
        let value = value
            .ok_or_else(|| InputError::value("credentials", "have a character that HTTP does not allow"))?;
        let request = with(self.http.request(method, url)).header(name, value);
        let secrets = vec![secret, self.session.credentials.secret().clone()];
        let answer = Refusal::check(with_token(self.http.send(request, secrets).await?));
        if answer.as_ref().is_err_and(|error| error.status() == Some(401)) {
            self.session.put(None);
        }
        answer
    }

    /// The header that shows who the client is, and the secret in it.
    async fn authorization(&self) -> Result<(&'static str, Secret), Error> {
        match &self.session.credentials.0 {
            Kind::Basic { account_id, digest } => {
                let pair = Secret::from(format!("{account_id}:{}", digest.expose()));
                Ok((BASIC, Secret::from(base64_simd::STANDARD.encode_to_string(pair.expose()))))
            }
            Kind::Token(token) => Ok((TOKEN, token.clone())),
            Kind::User { .. } | Kind::ApiKey(_) => {
                if let Some(token) = self.session.take() {
                    return Ok((TOKEN, token));
                }
                let given = self.log_in().await?.meta.auth_token.unwrap_or_default();
                Ok((TOKEN, given))
            }
        }
    }
}

/// The answer, which keeps the token in it to itself: each reply repeats that of its request, or has a new one. It need not
/// be understood for that.
fn with_token(answer: Answer) -> Answer {
    match token_in(answer.body()) {
        Some(token) => answer.with_secret(token),
        None => answer,
    }
}

/// What stands behind the name of the token, in what may be JSON.
fn token_in(body: &[u8]) -> Option<Secret> {
    const NAME: &[u8] = b"\"auth_token\"";
    let body = body.get(..body.len().min(LONGEST_SHOWN))?;
    let at = body.windows(NAME.len()).position(|window| window == NAME)?;
    let behind = body.get(at + NAME.len()..)?.trim_ascii_start().strip_prefix(b":")?;
    let token = behind.trim_ascii_start().strip_prefix(b"\"")?;
    let token = token.split(|byte| *byte == b'"').next()?;
    std::str::from_utf8(token).ok().map(Secret::from)
}

/// Says that JSON is due.
fn as_json(request: RequestBuilder) -> RequestBuilder {
    request.header(ACCEPT, "application/json")
}

fn with_json(request: RequestBuilder, envelope: &Value) -> RequestBuilder {
    request.header(CONTENT_TYPE, "application/json").body(envelope.to_string())
}

/// Where it is, and as whom.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("http", &self.http)
            .field("credentials", &self.session.credentials)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_in_what_is_no_json_too() {
        for (body, token) in [
            (r#"{"data":{},"auth_token":"abc"}"#, Some("abc")),
            (r#"{"auth_token" : "abc","#, Some("abc")),
            (r#"{"auth_token":"ab"#, Some("ab")),
            (r#"{"auth_token":null}"#, None),
            (r#"{"auth_token"#, None),
            ("", None),
        ] {
            assert_eq!(token_in(body.as_bytes()), token.map(Secret::from), "{body}");
        }
    }
}
