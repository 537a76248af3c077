//! Making a client.

use std::fmt;
use std::time::Duration;

use reqwest::Url;

use super::http::{Http, is_loopback, is_open_to_eavesdroppers};

/// How long a connection may take to be made that says nothing else.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Bytes that the body of a reply may have, unpacked, unless said otherwise.
const REPLY_LIMIT: usize = 64 << 20;

/// A client that a [`ClientBuilder`] can make.
pub trait Service: Sized {
    /// What a client shows to say who it is.
    type Credentials;

    /// The client, on this HTTP.
    #[doc(hidden)]
    fn connect(http: Http, credentials: Option<Self::Credentials>) -> Result<Self, BuildError>;
}

/// Makes a client.
#[must_use]
pub struct ClientBuilder<C: Service> {
    base: String,
    credentials: Option<C::Credentials>,
    timeout: Option<Duration>,
    connect_timeout: Duration,
    reply_limit: usize,
    allow_plain_http: bool,
    http_client: Option<Box<reqwest::ClientBuilder>>,
}

impl<C: Service> ClientBuilder<C> {
    pub(crate) fn new(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            credentials: None,
            timeout: None,
            connect_timeout: CONNECT_TIMEOUT,
            reply_limit: REPLY_LIMIT,
            allow_plain_http: false,
            http_client: None,
        }
    }

    /// How the client shows who it is.
    pub fn credentials(mut self, credentials: impl Into<C::Credentials>) -> Self {
        self.credentials = Some(credentials.into());
        self
    }

    /// How long a whole call may take, up to the last byte of the reply. Default: 60 seconds, and 8 more for each MiB
    /// that is sent.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long a connection may take to be made; 10 seconds unless said otherwise. An HTTP client of one's own has its
    /// own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How many bytes the body of a reply may have, unpacked; 64 MiB unless said otherwise.
    pub fn reply_limit(mut self, bytes: usize) -> Self {
        self.reply_limit = bytes;
        self
    }

    /// Whether credentials may be sent, and documents be downloaded, over plain `http` from and to another machine, for
    /// everyone on the way to read.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// Sends requests by a reqwest client of one's own: with a proxy, other root certificates, a client certificate.
    ///
    /// It follows no redirects and repeats nothing, whatever `client` says. The proxies of the system apply, unless `client`
    /// says `no_proxy()`; it should where plain `http` goes to this machine.
    pub fn http_client(mut self, client: reqwest::ClientBuilder) -> Self {
        self.http_client = Some(Box::new(client));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When the endpoint is unfit, credentials are missing or would go over plain `http` to another machine, or TLS cannot
    /// be set up.
    pub fn build(self) -> Result<C, BuildError> {
        let base = endpoint(&self.base)?;
        if is_open_to_eavesdroppers(&base) && !self.allow_plain_http {
            return Err(BuildError::PlainHttp);
        }
        let client = self.http_client.map_or_else(
            || {
                let client = reqwest::Client::builder().connect_timeout(self.connect_timeout);
                // What is meant for this machine must not leave it through the system's proxy.
                if is_loopback(&base) { client.no_proxy() } else { client }
            },
            |client| *client,
        );
        let client =
            client.redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never()).referer(false);
        let http = Http {
            client: client.build().map_err(|error| BuildError::Http(error.without_url().to_string()))?,
            base,
            timeout: self.timeout,
            reply_limit: self.reply_limit,
            allow_plain_http: self.allow_plain_http,
        };
        C::connect(http, self.credentials)
    }
}

/// The base of all URLs; a slash at its end makes no difference.
fn endpoint(base: &str) -> Result<Url, BuildError> {
    let url = Url::parse(base).map_err(|_| BuildError::Endpoint("it is not an absolute URL"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(BuildError::Endpoint("it is neither http nor https"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BuildError::Endpoint("it holds user information, which belongs into the credentials"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(BuildError::Endpoint("it has a query or a fragment"));
    }
    Ok(url)
}

impl<C: Service> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("reply_limit", &self.reply_limit)
            .field("allow_plain_http", &self.allow_plain_http)
            .finish_non_exhaustive()
    }
}

/// Why a client cannot be made. It shows neither the endpoint nor credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The endpoint is unfit, and why.
    Endpoint(&'static str),
    /// No credentials were given.
    NoCredentials,
    /// The credentials are unfit, and why.
    Credentials(&'static str),
    /// Credentials would go over plain `http` to another machine; see [`ClientBuilder::allow_plain_http`].
    PlainHttp,
    /// HTTP or TLS cannot be set up, and why.
    Http(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint(why) => write!(f, "the endpoint is unfit: {why}"),
            Self::NoCredentials => f.write_str("the client has no credentials"),
            Self::Credentials(why) => write!(f, "the credentials are unfit: {why}"),
            Self::PlainHttp => f.write_str(
                "credentials would go over plain http to another machine; use https, or `allow_plain_http`",
            ),
            Self::Http(why) => write!(f, "HTTP cannot be set up: {why}"),
        }
    }
}

impl std::error::Error for BuildError {}
