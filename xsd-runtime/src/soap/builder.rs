//! Making a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::client::{Client, Hook, Inner};
use super::endpoint::Endpoint;
use super::exchange::Exchange;
#[cfg(feature = "reqwest")]
use super::http::ReqwestTransport;
use super::security::{Credentials, Security};
use super::transport::{Transport, TransportError, is_valid_header};
use super::version::Version;
use crate::limits::Limits;
use crate::name::Name;

/// Makes a client of type `C`: a generated one, or [`Client`] itself.
///
/// ```no_run
/// use std::time::Duration;
/// use xsd_runtime::soap::{Client, UsernameToken};
///
/// let client = Client::builder::<Client>()
///     .endpoint("https://api.example.com/soap")
///     .credentials(UsernameToken::new("alice", "hunter2"))
///     .timeout(Duration::from_secs(30))
///     .build()?;
/// # Ok::<(), xsd_runtime::soap::BuildError>(())
/// ```
#[must_use]
pub struct ClientBuilder<C> {
    parts: Parts,
    client: PhantomData<fn() -> C>,
}

#[derive(Default)]
struct Parts {
    endpoint: Option<String>,
    version: Version,
    security: Security,
    http_headers: Vec<(String, String)>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    limits: Limits,
    strict: bool,
    understood: Vec<Name>,
    carrier: Carrier,
    hook: Option<Hook>,
    allow_plain_http: bool,
}

/// What requests are sent by.
#[derive(Default)]
enum Carrier {
    /// What the features bring.
    #[default]
    Default,
    Transport(Arc<dyn Transport>),
    #[cfg(feature = "reqwest")]
    Http(Box<reqwest::ClientBuilder>),
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A builder that still needs an endpoint.
    pub fn new() -> Self {
        Self { parts: Parts::default(), client: PhantomData }
    }

    /// Where requests go: an absolute `https` or `http` URL without user information.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.parts.endpoint = Some(url.into());
        self
    }

    /// How the client shows who it is.
    pub fn credentials(mut self, credentials: impl Into<Credentials>) -> Self {
        self.parts.security.credentials = credentials.into();
        self
    }

    /// Says in each request when it was made and that it lives for `life`, by a `wsu:Timestamp` in the `wsse:Security`
    /// block, which is written for it alone if there are no credentials (SOAP Message Security 1.0, section 10). Times
    /// are in UTC with milliseconds; the clock has to be right.
    pub fn timestamp(mut self, life: Duration) -> Self {
        self.parts.security.life = Some(life);
        self
    }

    /// The version of SOAP to speak; 1.1 unless said otherwise. Replies are understood in both.
    pub fn version(mut self, version: Version) -> Self {
        self.parts.version = version;
        self
    }

    /// How long a whole call may take, from its first poll to the last byte of the reply. Default: 60 seconds, and
    /// 8 more for each MiB that is sent.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.parts.timeout = Some(timeout);
        self
    }

    /// How long a connection may take to be made; 10 seconds unless said otherwise. A transport or an HTTP client of
    /// one's own has its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.parts.connect_timeout = Some(timeout);
        self
    }

    /// How much a reply may cost to read.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.parts.limits = limits;
        self
    }

    /// Whether everything that would be a note in a reply's [`Report`](crate::Report) is an error instead.
    pub fn strict(mut self, strict: bool) -> Self {
        self.parts.strict = strict;
        self
    }

    /// A header block of replies that the caller deals with, so that it may say `mustUnderstand`.
    pub fn understands(mut self, header: Name) -> Self {
        self.parts.understood.push(header);
        self
    }

    /// An HTTP header for every request, such as `Authorization`. Its value is taken for a secret.
    pub fn http_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts.http_headers.push((name.into(), value.into()));
        self
    }

    /// Whether credentials may be sent over plain `http` to another machine, for everyone on the way to read.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.parts.allow_plain_http = allow;
        self
    }

    /// Sends requests by `transport`.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.parts.carrier = Carrier::Transport(Arc::new(transport));
        self
    }

    /// Sends requests by a reqwest client of one's own: with a proxy, other root certificates, a client certificate.
    ///
    /// It gets no redirects and no retries, whatever `client` says: either would send the envelope, password included,
    /// once more. The proxies of the system apply, unless `client` says `no_proxy()`; it should where plain `http` goes
    /// to this machine.
    ///
    /// ```no_run
    /// use xsd_runtime::soap::Client;
    ///
    /// let proxy = reqwest::Proxy::https("https://proxy.example.com")?;
    /// let client = Client::builder::<Client>()
    ///     .endpoint("https://api.example.com/soap")
    ///     .http_client(reqwest::Client::builder().proxy(proxy))
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "reqwest")]
    pub fn http_client(mut self, client: reqwest::ClientBuilder) -> Self {
        self.parts.carrier = Carrier::Http(Box::new(client));
        self
    }

    /// Calls `hook` after each exchange with what went over the wire, secrets masked.
    pub fn on_exchange(mut self, hook: impl Fn(&Exchange<'_>) + Send + Sync + 'static) -> Self {
        self.parts.hook = Some(Arc::new(hook));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When the endpoint is missing or unfit, secrets would go over plain `http`, an HTTP header is not allowed, or
    /// there is no transport.
    pub fn build(self) -> Result<C, BuildError> {
        self.parts.build().map(C::from)
    }
}

impl<C: From<Client>> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("version", &self.parts.version).finish_non_exhaustive()
    }
}

impl Parts {
    fn build(self) -> Result<Client, BuildError> {
        let url = self.endpoint.ok_or(BuildError::NoEndpoint)?;
        let endpoint = Endpoint::parse(&url).map_err(BuildError::Endpoint)?;
        let has_secrets = !self.security.credentials.is_none() || !self.http_headers.is_empty();
        if has_secrets && endpoint.is_open_to_eavesdroppers() && !self.allow_plain_http {
            return Err(BuildError::PlainHttp);
        }
        if let Some(index) = self.http_headers.iter().position(|(name, value)| !is_valid_header(name, value))
        {
            return Err(BuildError::Header(index));
        }
        let transport = match self.carrier {
            Carrier::Default => default_transport(self.connect_timeout, endpoint.is_loopback())?,
            Carrier::Transport(transport) => transport,
            #[cfg(feature = "reqwest")]
            Carrier::Http(client) => {
                Arc::new(ReqwestTransport::from_builder(*client).map_err(BuildError::Transport)?)
            }
        };
        Ok(Client::from_inner(Inner {
            endpoint,
            version: self.version,
            security: self.security,
            http_headers: self.http_headers,
            header_blocks: Vec::new(),
            timeout: self.timeout,
            limits: self.limits,
            strict: self.strict,
            understood: self.understood,
            transport,
            hook: self.hook,
            allow_plain_http: self.allow_plain_http,
        }))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(
    connect_timeout: Option<Duration>,
    is_loopback: bool,
) -> Result<Arc<dyn Transport>, BuildError> {
    let connect_timeout = connect_timeout.unwrap_or(Duration::from_secs(10));
    // What is meant for this machine must not leave it through the system's proxy.
    let transport = match is_loopback {
        true => ReqwestTransport::direct(connect_timeout),
        false => ReqwestTransport::new(connect_timeout),
    };
    Ok(Arc::new(transport.map_err(BuildError::Transport)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Option<Duration>, _: bool) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

/// Why a client cannot be made. It shows neither the URL nor header values, which may hold secrets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// No endpoint was given.
    NoEndpoint,
    /// The endpoint is unfit, and why.
    Endpoint(&'static str),
    /// Credentials or HTTP headers would go over plain `http` to another machine;
    /// see [`ClientBuilder::allow_plain_http`].
    PlainHttp,
    /// The HTTP header given at this place, from 0, has a name or value that HTTP does not allow.
    Header(usize),
    /// No transport was given, and the feature `reqwest` is not there to bring one.
    NoTransport,
    /// The transport cannot be set up.
    Transport(TransportError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEndpoint => f.write_str("the client has no endpoint"),
            Self::Endpoint(why) => write!(f, "the endpoint is unfit: {why}"),
            Self::PlainHttp => f.write_str(
                "credentials would go over plain http to another machine; use https, or `allow_plain_http`",
            ),
            Self::Header(index) => {
                write!(f, "HTTP header {index} has a name or value that HTTP does not allow")
            }
            Self::NoTransport => {
                f.write_str("there is no transport: give one, or enable the feature `reqwest`")
            }
            Self::Transport(_) => f.write_str("the HTTP transport cannot be set up"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            _ => None,
        }
    }
}
