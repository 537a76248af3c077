//! Faxes: sending, and what is done with them in the queue and the folders.

use std::ops::RangeInclusive;

use reqwest::header::{ACCEPT, CONTENT_TYPE, RANGE};
use reqwest::{Method, Url};
use serde_json::{Map, Value, json};

use super::list::list;
use super::{
    ArchivedFax, Attachment, Client, Document, Envelope, Error, FaxJob, FaxJobSummary, Folder, InputError,
    ListQuery, Listing, NewFax, SmtpLogEntry, SmtpLogSummary, envelope,
};

/// The faxes of an account, of one of its users, or of a fax box.
#[derive(Clone, Debug)]
pub struct Faxes {
    client: Client,
    path: Vec<String>,
}

impl Faxes {
    pub(super) fn new(client: Client, path: Vec<String>) -> Self {
        Self { client, path }
    }

    /// Sends a fax whose document the server fetches from an address, after it has answered. That it is queued is all that
    /// success says; follow it with [`wait_until_done`](Self::wait_until_done).
    ///
    /// Not safe to repeat: see [After a timeout](super#after-a-timeout).
    ///
    /// # Errors
    /// [`Error::Input`] when there is no [`document`](NewFax::document), before anything is sent; a refusal with
    /// [fields](super::Refusal::fields) when something is wrong with a member.
    pub async fn create(&self, fax: &NewFax) -> Result<Envelope<FaxJob>, Error> {
        if fax.document.is_none() {
            return Err(InputError::value(
                "document",
                "is missing: give an address, or send the document along",
            )
            .into());
        }
        self.client.tell(Method::PUT, self.url(&[])?, &json!({ "data": fax })).await
    }

    /// Sends a fax with its document in the same request. That it is queued is all that success says; follow it with
    /// [`wait_until_done`](Self::wait_until_done).
    ///
    /// Not safe to repeat: see [After a timeout](super#after-a-timeout).
    ///
    /// # Errors
    /// [`Error::Input`] when the document is empty or not what it is said to be, or when there is an address of another one,
    /// before anything is sent. A document that is too large is refused as [`TooLarge`](super::RefusalKind::TooLarge).
    pub async fn create_with_document(
        &self,
        fax: &NewFax,
        document: &Document,
    ) -> Result<Envelope<FaxJob>, Error> {
        if fax.document.is_some() {
            let problem = "is an address, and a document is sent along: the server would ignore the latter";
            return Err(InputError::value("document", problem).into());
        }
        let envelope = json!({ "data": fax }).to_string();
        let (content_type, body) = document.multipart(envelope.as_bytes())?;
        let with = |request: reqwest::RequestBuilder| {
            request.header(ACCEPT, "application/json").header(CONTENT_TYPE, content_type).body(body)
        };
        envelope::read(&self.client.call(Method::PUT, self.url(&[])?, with).await?)
    }

    /// The faxes in the queue.
    #[must_use]
    pub fn outgoing(&self, query: ListQuery) -> Listing<FaxJobSummary> {
        self.list(&["outgoing"], query)
    }

    /// A fax in the queue.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) once it has ended: it is in the outbox then, under another id.
    pub async fn outgoing_fax(&self, id: &str) -> Result<Envelope<FaxJob>, Error> {
        self.client.ask(Method::GET, self.url(&["outgoing", id])?).await
    }

    /// The received faxes.
    #[must_use]
    pub fn inbox(&self, query: ListQuery) -> Listing<ArchivedFax> {
        self.list(&["inbox"], query)
    }

    /// The faxes that were sent, or given up.
    #[must_use]
    pub fn outbox(&self, query: ListQuery) -> Listing<ArchivedFax> {
        self.list(&["outbox"], query)
    }

    /// The faxes that are being received. **Experimental**: it is documented not to work, and known to answer with the
    /// inbox.
    #[must_use]
    pub fn incoming(&self, query: ListQuery) -> Listing<ArchivedFax> {
        self.list(&["incoming"], query)
    }

    /// A received fax.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) when there is none,
    /// [`ServerError`](super::RefusalKind::ServerError) when it is in the outbox.
    pub async fn inbox_fax(&self, id: &str) -> Result<Envelope<ArchivedFax>, Error> {
        self.client.ask(Method::GET, self.url(&["inbox", id])?).await
    }

    /// A fax that was sent, or given up.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) when there is none,
    /// [`ServerError`](super::RefusalKind::ServerError) when it is in the inbox.
    pub async fn outbox_fax(&self, id: &str) -> Result<Envelope<ArchivedFax>, Error> {
        self.client.ask(Method::GET, self.url(&["outbox", id])?).await
    }

    /// A fax that is being received. **Experimental**: for a fax of the inbox servers are known to answer 500.
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn incoming_fax(&self, id: &str) -> Result<Envelope<ArchivedFax>, Error> {
        self.client.ask(Method::GET, self.url(&["incoming", id])?).await
    }

    /// Sends a fax of the outbox again, as a new one with an id of its own, with `changes` over its members; they may be
    /// empty. The old one stays.
    ///
    /// Not safe to repeat: see [After a timeout](super#after-a-timeout).
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn resubmit(&self, id: &str, changes: Map<String, Value>) -> Result<Envelope<FaxJob>, Error> {
        let envelope = json!({"action": "resubmit", "data": changes});
        self.client.tell(Method::PUT, self.url(&["outbox", id])?, &envelope).await
    }

    /// Sends a fax of the inbox on to another number, as a new one. The documentation does not have this; the servers do.
    ///
    /// Not safe to repeat: see [After a timeout](super#after-a-timeout).
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn forward(
        &self,
        id: &str,
        from_number: &str,
        to_number: &str,
    ) -> Result<Envelope<FaxJob>, Error> {
        let data = json!({"from_number": from_number, "to_number": to_number});
        let envelope = json!({"action": "forward", "data": data});
        self.client.tell(Method::PUT, self.url(&["inbox", id])?, &envelope).await
    }

    /// Deletes a fax of the inbox or the outbox, and gives it as it was.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) when there is none, or none any more.
    pub async fn delete(&self, folder: Folder, id: &str) -> Result<Envelope<ArchivedFax>, Error> {
        self.client.ask(Method::DELETE, self.url(&[folder.as_str(), id])?).await
    }

    /// The document of a fax of the inbox or the outbox, as PDF unless the operator says otherwise.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) when there is no such fax, or its document was deleted.
    pub async fn attachment(&self, folder: Folder, id: &str) -> Result<Attachment, Error> {
        self.fetch(folder, id, None).await
    }

    /// Some bytes of that document, counted from 0, both ends included.
    ///
    /// # Errors
    /// [`RangeNotSatisfiable`](super::RefusalKind::RangeNotSatisfiable) when there are none of them.
    pub async fn attachment_part(
        &self,
        folder: Folder,
        id: &str,
        bytes: RangeInclusive<u64>,
    ) -> Result<Attachment, Error> {
        self.fetch(folder, id, Some(format!("bytes={}-{}", bytes.start(), bytes.end()))).await
    }

    async fn fetch(&self, folder: Folder, id: &str, range: Option<String>) -> Result<Attachment, Error> {
        let url = self.url(&[folder.as_str(), id, "attachment"])?;
        let answer = self.client.call(Method::GET, url, |request| match range {
            Some(range) => request.header(ACCEPT, "*/*").header(RANGE, range),
            None => request.header(ACCEPT, "*/*"),
        });
        let answer = answer.await?;
        let header = |name: &str| answer.header(name).map(str::to_owned);
        let (content_type, disposition) = (header("content-type"), header("content-disposition"));
        Ok(Attachment::new(answer.into_body(), content_type, disposition.as_deref()))
    }

    /// Deletes the document of a fax of the inbox or the outbox. The fax stays.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) when there is no such fax.
    pub async fn delete_attachment(&self, folder: Folder, id: &str) -> Result<(), Error> {
        let url = self.url(&[folder.as_str(), id, "attachment"])?;
        self.client.ask::<Value>(Method::DELETE, url).await.map(drop)
    }

    /// What came of emails that were to become faxes.
    #[must_use]
    pub fn smtp_log(&self, query: ListQuery) -> Listing<SmtpLogSummary> {
        self.list(&["smtplog"], query)
    }

    /// All about one of them.
    ///
    /// # Errors
    /// [`NotFound`](super::RefusalKind::NotFound) when there is none.
    pub async fn smtp_log_entry(&self, id: &str) -> Result<Envelope<SmtpLogEntry>, Error> {
        self.client.ask(Method::GET, self.url(&["smtplog", id])?).await
    }

    fn list<T>(&self, below: &[&str], query: ListQuery) -> Listing<T>
    where
        T: serde::de::DeserializeOwned + Send + 'static,
    {
        list(&self.client, self.url(below), query)
    }

    fn url(&self, below: &[&str]) -> Result<Url, InputError> {
        let path: Vec<&str> = self.path.iter().map(String::as_str).chain(below.iter().copied()).collect();
        self.client.url(&path)
    }
}
