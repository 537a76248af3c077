//! Fax boxes.

use reqwest::{Method, Url};
use serde_json::{Map, Value, json};

use super::list::list;
use super::{Client, Envelope, Error, Faxbox, InputError, ListQuery, Listing};

/// The fax boxes of an account: settings under which faxes are sent and received.
#[derive(Clone, Debug)]
pub struct Faxboxes {
    client: Client,
    path: Vec<String>,
}

impl Faxboxes {
    pub(super) fn new(client: Client, path: Vec<String>) -> Self {
        Self { client, path }
    }

    /// All of them.
    #[must_use]
    pub fn list(&self, query: ListQuery) -> Listing<Faxbox> {
        list(&self.client, self.url(&[]), query)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) when there is none.
    pub async fn get(&self, id: &str) -> Result<Envelope<Faxbox>, Error> {
        self.client.ask(Method::GET, self.url(&[id])?).await
    }

    /// Creates one; it has to have a [name](Faxbox::name).
    ///
    /// Not safe to repeat: look for it in the [list](Self::list) after a timeout.
    ///
    /// # Errors
    /// When the service refuses, as with an email address that another box has.
    pub async fn create(&self, faxbox: &Faxbox) -> Result<Envelope<Faxbox>, Error> {
        self.client.tell(Method::PUT, self.url(&[])?, &json!({ "data": faxbox })).await
    }

    /// Puts another one in its place; what is left out is gone.
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn replace(&self, id: &str, faxbox: &Faxbox) -> Result<Envelope<Faxbox>, Error> {
        self.client.tell(Method::POST, self.url(&[id])?, &json!({ "data": faxbox })).await
    }

    /// Changes members; `null` takes one away. The name has to be among them, since the rules for a whole box are
    /// applied.
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn patch(&self, id: &str, changes: Map<String, Value>) -> Result<Envelope<Faxbox>, Error> {
        self.client.tell(Method::PATCH, self.url(&[id])?, &json!({ "data": changes })).await
    }

    /// Deletes one, and gives it as it was.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) when there is none, or none any more.
    pub async fn delete(&self, id: &str) -> Result<Envelope<Faxbox>, Error> {
        self.client.ask(Method::DELETE, self.url(&[id])?).await
    }

    fn url(&self, below: &[&str]) -> Result<Url, InputError> {
        let path: Vec<&str> = self.path.iter().map(String::as_str).chain(below.iter().copied()).collect();
        self.client.url(&path)
    }
}
