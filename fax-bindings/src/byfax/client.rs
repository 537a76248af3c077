//! One client for the five services.

use std::fmt;

use xsd_runtime::Name;
use xsd_runtime::soap::{self, BuildError, ClientBuilder, Version};

use super::common::UsernameToken;
use super::cover::client::ApiServiceCoverSoapClient;
use super::document::client::ApiServiceDocumentSoapClient;
use super::faxin_inventory::client::ApiServiceFxiInventorySoapClient;
use super::faxin_message::client::ApiServiceFxiMessageSoapClient;
use super::faxout::client::ApiServiceFaxoutSoapClient;
use super::{cover, document, faxin_inventory, faxin_message, faxout};

/// The five services at one address, with the same credentials and the same connections.
///
/// Cloning is cheap, and clones share their connections.
///
/// ```no_run
/// use fax_bindings::byfax::{Client, UsernameToken, endpoint};
///
/// let client = Client::new(endpoint::SANDBOX, UsernameToken::new("key", "secret"))?;
/// let balance = client.faxout().get_balance();
/// # Ok::<(), fax_bindings::runtime::soap::BuildError>(())
/// ```
#[derive(Clone)]
pub struct Client {
    /// At the base address, and without credentials.
    base: soap::Client,
    cover: ApiServiceCoverSoapClient,
    document: ApiServiceDocumentSoapClient,
    faxout: ApiServiceFaxoutSoapClient,
    faxin_message: ApiServiceFxiMessageSoapClient,
    faxin_inventory: ApiServiceFxiInventorySoapClient,
}

/// The name of the header block that holds the credentials.
///
/// The vendor's own clients do not agree on it, so the service presumably looks at the local name alone; whether it
/// will go on doing so is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeaderForm {
    /// `UsernameToken` in the namespace of the service that is called, as the contracts say and the C# client does.
    #[default]
    ServiceNamespace,
    /// `UsernameToken` in no namespace, as the Python client does.
    NoNamespace,
}

impl Client {
    /// A client of the services below `base`, one of the addresses in [`endpoint`](super::endpoint) or an absolute URL
    /// of one's own, with or without a slash at its end. User name and password of the token are key and secret of the
    /// API.
    ///
    /// # Errors
    /// When the address is unfit, or there is no transport.
    pub fn new(base: impl Into<String>, token: impl Into<UsernameToken>) -> Result<Self, BuildError> {
        Ok(Self::builder(base).build()?.with_username_token(token))
    }

    /// A builder of a client of the services below `base`: for timeouts, limits, a transport of one's own, which all
    /// services share.
    ///
    /// The builder's own `credentials` are those of WS-Security, which these services do not know: give the client its
    /// [token](Self::with_username_token) when it is built.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use fax_bindings::byfax::{Client, UsernameToken, endpoint};
    ///
    /// let client = Client::builder(endpoint::PRODUCTION)
    ///     .timeout(Duration::from_secs(120))
    ///     .build()?
    ///     .with_username_token(UsernameToken::new("key", "secret"));
    /// # Ok::<(), fax_bindings::runtime::soap::BuildError>(())
    /// ```
    pub fn builder(base: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new().endpoint(base).version(Version::Soap11)
    }

    /// The same client with these credentials, in the place of earlier ones.
    ///
    /// They do not go over plain `http` to another machine: a call fails then before anything is sent, unless the builder
    /// was told to [allow it](ClientBuilder::allow_plain_http).
    #[must_use]
    pub fn with_username_token(self, token: impl Into<UsernameToken>) -> Self {
        self.with_username_token_as(HeaderForm::default(), token)
    }

    /// The same client with these credentials in a header block of another name, in the place of earlier ones.
    #[must_use]
    pub fn with_username_token_as(self, form: HeaderForm, token: impl Into<UsernameToken>) -> Self {
        let token = token.into();
        Self::assemble(self.base, |client, namespace| match form {
            HeaderForm::ServiceNamespace => {
                client.with_header(Name::new(namespace, "UsernameToken"), token.clone())
            }
            HeaderForm::NoNamespace => {
                client.with_extra_header(Name::new("", "UsernameToken"), token.clone())
            }
        })
    }

    /// The clients of the services, each made by `service` from one at its address, and its namespace.
    fn assemble(base: soap::Client, service: impl Fn(soap::Client, &'static str) -> soap::Client) -> Self {
        let at = |path, namespace| service(base.clone().at_path(path), namespace);
        Self {
            cover: at("/soap/1.1/cover", cover::NAMESPACE).into(),
            document: at("/soap/1.1/document", document::NAMESPACE).into(),
            faxout: at("/soap/1.1/faxout", faxout::NAMESPACE).into(),
            faxin_message: at("/soap/1.1/faxin/message", faxin_message::NAMESPACE).into(),
            faxin_inventory: at("/soap/1.1/faxin/inventory", faxin_inventory::NAMESPACE).into(),
            base,
        }
    }

    /// Covers: templates of a first page.
    #[must_use]
    pub fn cover(&self) -> &ApiServiceCoverSoapClient {
        &self.cover
    }

    /// Documents that are kept to be sent.
    #[must_use]
    pub fn document(&self) -> &ApiServiceDocumentSoapClient {
        &self.document
    }

    /// Sending faxes and following them.
    #[must_use]
    pub fn faxout(&self) -> &ApiServiceFaxoutSoapClient {
        &self.faxout
    }

    /// Received faxes.
    #[must_use]
    pub fn faxin_message(&self) -> &ApiServiceFxiMessageSoapClient {
        &self.faxin_message
    }

    /// Numbers to receive faxes at.
    #[must_use]
    pub fn faxin_inventory(&self) -> &ApiServiceFxiInventorySoapClient {
        &self.faxin_inventory
    }
}

/// A client of the services below the endpoint of this one, without credentials.
impl From<soap::Client> for Client {
    fn from(base: soap::Client) -> Self {
        Self::assemble(base, |client, _| client)
    }
}

/// The base address.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base.endpoint()).finish_non_exhaustive()
    }
}
