//! The client that generated clients wrap.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::builder::ClientBuilder;
use super::call::Call;
use super::endpoint::Endpoint;
use super::envelope;
use super::exchange::{Exchange, Request};
use super::fault::FaultDetail;
use super::operation::{Description, Operation};
use super::security::Security;
use super::transport::{HttpRequest, Transport};
use super::version::Version;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::EncodeError;
use crate::limits::Limits;
use crate::name::Name;
use crate::write::Writer;

/// How long a call may take, beside the time for what it sends.
const CALL_TIMEOUT: Duration = Duration::from_secs(60);

/// How many milliseconds more for each MiB that is sent.
const MILLISECONDS_PER_MIB: u64 = 8_000;

/// Calls the operations of one service at one endpoint. Generated clients wrap it, a method for each operation.
///
/// Cloning is cheap, and clones share their connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

/// What a client was built with.
#[derive(Clone)]
pub(super) struct Inner {
    pub(super) endpoint: Endpoint,
    pub(super) version: Version,
    pub(super) security: Security,
    pub(super) http_headers: Vec<(String, String)>,
    pub(super) header_blocks: Vec<HeaderBlock>,
    pub(super) timeout: Option<Duration>,
    pub(super) limits: Limits,
    pub(super) strict: bool,
    pub(super) understood: Vec<Name>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) hook: Option<Hook>,
    pub(super) allow_plain_http: bool,
}

/// Sees each exchange.
pub(super) type Hook = Arc<dyn Fn(&Exchange<'_>) + Send + Sync>;

/// A header block that the client adds to its requests.
#[derive(Clone)]
pub(super) struct HeaderBlock {
    name: Name,
    /// It goes with every operation, not only with those that declare it.
    always: bool,
    write: Arc<dyn Fn(&mut Writer) + Send + Sync>,
}

impl Client {
    /// A builder for a generated client, or for this one.
    pub fn builder<C: From<Self>>() -> ClientBuilder<C> {
        ClientBuilder::new()
    }

    pub(super) fn from_inner(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// The same client for the service at `path` below its endpoint: for services that share an address, credentials
    /// and connections. `path` is taken as it is.
    ///
    /// ```no_run
    /// use xsd_runtime::soap::Client;
    ///
    /// let vendor: Client = Client::builder().endpoint("https://api.example.com/").build()?;
    /// let covers = vendor.clone().at_path("/soap/cover");
    /// assert_eq!(covers.endpoint(), "https://api.example.com/soap/cover");
    /// # Ok::<(), xsd_runtime::soap::BuildError>(())
    /// ```
    #[must_use]
    pub fn at_path(mut self, path: &'static str) -> Self {
        let inner = Arc::make_mut(&mut self.0);
        inner.endpoint = inner.endpoint.below(path);
        self
    }

    /// The same client with a header block for the operations that declare one called `name`
    /// ([`Operation::headers`]), in the place of an earlier one of that name.
    #[must_use]
    pub fn with_header<T: Encode + Send + Sync + 'static>(self, name: Name, value: T) -> Self {
        self.with_block(name, value, false)
    }

    /// The same client with a header block that goes with every operation, in the place of an earlier one called
    /// `name`: for what a contract does not say.
    #[must_use]
    pub fn with_extra_header<T: Encode + Send + Sync + 'static>(self, name: Name, value: T) -> Self {
        self.with_block(name, value, true)
    }

    fn with_block<T: Encode + Send + Sync + 'static>(mut self, name: Name, value: T, always: bool) -> Self {
        let write = Arc::new(move |writer: &mut Writer| writer.header_block(name, &value));
        let blocks = &mut Arc::make_mut(&mut self.0).header_blocks;
        blocks.retain(|block| block.name != name);
        blocks.push(HeaderBlock { name, always, write });
        self
    }

    /// Where requests go, without the query, which may hold a key.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        self.0.endpoint.shown()
    }

    /// Calls `operation`.
    ///
    /// The request is written now, so it need not live as long as the call. It is sent when the call is first
    /// polled. A request that cannot be written shows as the call's error.
    pub fn call<I, O, F>(&self, operation: &'static Operation<I, O, F>, request: &I) -> Call<O, F>
    where
        I: Encode,
        O: Decode,
        F: FaultDetail,
    {
        let description = &operation.description;
        let body = |writer: &mut Writer| description.write(description.input, request, writer);
        Call::new(Arc::clone(&self.0), description, &body)
    }
}

/// Endpoint and version.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.endpoint())
            .field("version", &self.0.version)
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// The HTTP request for an operation; `body` writes into the `Body` element.
    pub(super) fn request(
        &self,
        operation: &Description,
        body: &dyn Fn(&mut Writer),
    ) -> Result<Request, EncodeError> {
        let writer = self.envelope(operation, body);
        let (xml, secret_places) = writer.finish_with_secrets()?;
        let timeout = self.timeout.unwrap_or_else(|| timeout_for(xml.len()));
        let own_headers = self.own_headers(operation);
        let own_header_count = own_headers.len();
        Ok(Request {
            secrets: Request::secrets(&xml, &secret_places, &self.http_headers, self.endpoint.query()),
            secret_places,
            own_header_count,
            http: HttpRequest {
                url: self.endpoint.url().to_owned(),
                headers: own_headers.into_iter().chain(self.http_headers.iter().cloned()).collect(),
                body: Arc::new(xml.into_bytes()),
                timeout,
                body_limit: self.limits.body,
            },
        })
    }

    fn envelope(&self, operation: &Description, body: &dyn Fn(&mut Writer)) -> Writer {
        let goes_along = |block: &&HeaderBlock| block.always || operation.headers.contains(&block.name);
        let blocks: Vec<&HeaderBlock> = self.header_blocks.iter().filter(goes_along).collect();
        let header = |writer: &mut Writer| {
            self.security.write(self.version, writer);
            operation.within(writer, |writer| blocks.iter().for_each(|block| (block.write)(writer)));
        };
        let has_header = !self.security.is_empty() || !blocks.is_empty();
        let header = has_header.then_some(&header as &dyn Fn(&mut Writer));
        envelope::write(self.version, operation.namespaces, header, body)
    }

    /// The HTTP headers that SOAP asks for.
    fn own_headers(&self, operation: &Description) -> Vec<(String, String)> {
        let header = |name: &str, value: String| (name.to_owned(), value);
        let mut headers = vec![
            header("Content-Type", self.version.content_type(operation.action)),
            header("Accept", self.version.accept().to_owned()),
            header("User-Agent", concat!("xsd-runtime/", env!("CARGO_PKG_VERSION")).to_owned()),
        ];
        headers.extend(self.version.soap_action(operation.action).map(|action| header("SOAPAction", action)));
        // A header that the user gave replaces ours.
        headers.retain(|(name, _)| self.http_headers.iter().all(|(own, _)| !own.eq_ignore_ascii_case(name)));
        headers
    }
}

/// A minute, and time for what is sent over a slow line.
fn timeout_for(bytes: usize) -> Duration {
    let kib = u64::try_from(bytes / 1024).unwrap_or(u64::MAX);
    CALL_TIMEOUT + Duration::from_millis(kib.saturating_mul(MILLISECONDS_PER_MIB) / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_timeout_grows_with_what_is_sent() {
        assert_eq!(timeout_for(0), Duration::from_secs(60));
        assert_eq!(timeout_for(10 << 20), Duration::from_secs(140));
        assert_eq!(timeout_for(512 << 10), Duration::from_secs(64));
    }
}
