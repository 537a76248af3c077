//! The client.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, Url};
use serde::{Deserialize, Serialize};

use super::send::Queued;
use super::types::{
    Faxline, GroupFaxline, HistoryBatchEntry, HistoryEntry, HistoryUpdate, ResendFaxRequest, UserInfo,
};
use super::{
    BuildError, ClientBuilder, Credentials, Error, Extra, History, HistoryQuery, InputError, Refusal,
    RefusalKind, Secret, SecretUrl, SendFax, SessionId,
};
use crate::rest::{Answer, Http, Service};

/// Entries that are changed or deleted at once.
const MOST_AT_ONCE: usize = 149;
/// How often an entry may not be there yet, or say nothing of its fax, while it is followed.
const PATIENCE: u32 = 6;

/// A client of sipgate's REST API. Cloning is cheap, and clones share their connections.
///
/// A future of its methods does nothing before it is polled, and needs a tokio runtime then.
#[derive(Clone, Debug)]
pub struct Client {
    http: Http,
    /// Marked as sensitive, so that it is not shown.
    authorization: HeaderValue,
    secrets: Arc<[Secret]>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// How many there are on all pages, if the service says it.
    pub total_count: Option<u64>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Service for Client {
    type Credentials = Credentials;

    fn connect(http: Http, credentials: Option<Credentials>) -> Result<Self, BuildError> {
        let (authorization, secrets) = credentials.ok_or(BuildError::NoCredentials)?.header()?;
        Ok(Self { http, authorization, secrets: secrets.into() })
    }
}

impl Client {
    /// A client of the service at `base`, [`endpoint::PRODUCTION`](super::endpoint::PRODUCTION) or an absolute URL of one's
    /// own, with a personal access token and its id.
    ///
    /// # Errors
    /// When the address or the token is unfit, or TLS cannot be set up.
    pub fn new(
        base: impl Into<String>,
        token_id: impl Into<String>,
        token: impl Into<Secret>,
    ) -> Result<Self, BuildError> {
        Self::builder(base).credentials(Credentials::token(token_id, token)).build()
    }

    /// A builder of a client of the service at `base`: for OAuth 2, timeouts, an HTTP client of one's own.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use fax_bindings::sipgate::{Client, Credentials, endpoint};
    ///
    /// let client = Client::builder(endpoint::PRODUCTION)
    ///     .credentials(Credentials::bearer("eyJ…"))
    ///     .timeout(Duration::from_secs(120))
    ///     .build()?;
    /// # Ok::<(), fax_bindings::sipgate::BuildError>(())
    /// ```
    pub fn builder(base: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(base)
    }

    /// Queues a fax. That it is queued is all that success says; follow it with
    /// [`wait_until_done`](Self::wait_until_done).
    ///
    /// Not safe to repeat: see [After a timeout](super#after-a-timeout).
    ///
    /// # Errors
    /// [`Error::Input`] when a member is blank or the document is no PDF, before anything is sent.
    pub async fn send(&self, fax: &SendFax) -> Result<SessionId, Error> {
        fax.check()?;
        let request = self.with_body(Method::POST, self.http.url(&["sessions", "fax"])?, &fax.to_wire())?;
        Ok(self.call(request, true).await?.json::<Queued>()?.session_id)
    }

    /// Queues a fax of the history again, and gives its id if the service does, which is not documented.
    ///
    /// Not safe to repeat: see [After a timeout](super#after-a-timeout).
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn resend(&self, fax: &ResendFaxRequest) -> Result<Option<SessionId>, Error> {
        let request = self.with_body(Method::POST, self.http.url(&["sessions", "fax", "resend"])?, fax)?;
        let answer = self.call(request, true).await?;
        Ok(answer.json::<Queued>().ok().map(|queued| queued.session_id))
    }

    /// One entry of the history: of a fax that was sent, under the id of its session.
    ///
    /// # Errors
    /// [`RefusalKind::NotFound`] when there is none, or not yet.
    pub async fn history_entry(&self, id: &str) -> Result<HistoryEntry, Error> {
        Ok(self.fetch_entry(id).await?.json()?)
    }

    async fn fetch_entry(&self, id: &str) -> Result<Answer, Error> {
        self.get(self.http.url(&["history", id])?).await
    }

    /// Asks for the entry of a fax until it is [final](super::FaxStatusType::is_final), which says whether it was sent, and
    /// waits for `pause` between two questions: five seconds is the pace of the vendor's samples.
    ///
    /// It waits as long as it takes; put a limit to it with `tokio::time::timeout`. That there is no such entry, or no
    /// status in it, is taken for the first six questions to mean that it is not there yet.
    ///
    /// # Errors
    /// When a question fails. The fax goes its way all the same; ask again.
    pub async fn wait_until_done(&self, id: &str, pause: Duration) -> Result<HistoryEntry, Error> {
        let mut patience = PATIENCE;
        loop {
            match self.fetch_entry(id).await {
                Ok(answer) => {
                    let entry: HistoryEntry = answer.json()?;
                    match &entry.fax_status_type {
                        Some(status) if status.is_final() => return Ok(entry),
                        Some(_) => patience = 0,
                        None if patience == 0 => {
                            return Err(answer.not_understood("the entry has no `faxStatusType`").into());
                        }
                        None => patience -= 1,
                    }
                }
                Err(Error::Refused { refusal, .. })
                    if refusal.kind == RefusalKind::NotFound && patience > 0 =>
                {
                    patience -= 1;
                }
                Err(error) => return Err(error),
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// One page of the history, newest first.
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn history(&self, query: &HistoryQuery) -> Result<Page<HistoryEntry>, Error> {
        let url = query.at(self.http.url(&["history"])?)?;
        Ok(self.get(url).await?.json()?)
    }

    /// The history from the offset of `query` on, over all pages, newest first.
    ///
    /// ```no_run
    /// # async fn list(client: fax_bindings::sipgate::Client) -> Result<(), fax_bindings::sipgate::Error> {
    /// use fax_bindings::sipgate::{HistoryQuery, HistoryType};
    ///
    /// let mut faxes = client.history_all(HistoryQuery::new().with_types([HistoryType::Fax]).with_limit(100));
    /// while let Some(fax) = faxes.next().await {
    ///     println!("{:?}", fax?.fax_status_type);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn history_all(&self, query: HistoryQuery) -> History {
        let client = self.clone();
        History::new(query.offset, move |offset| {
            let (client, query) = (client.clone(), query.clone().with_offset(offset));
            async move {
                if query.limit == Some(0) {
                    return Err(InputError::value("limit", "is 0: such pages have no events").into());
                }
                let page = client.history(&query).await?;
                let next = offset.saturating_add(u32::try_from(page.items.len()).unwrap_or(u32::MAX));
                let is_last =
                    page.items.is_empty() || page.total_count.is_some_and(|total| total <= next.into());
                Ok((page.items, (!is_last).then_some(next)))
            }
        })
    }

    /// Changes an entry of the history; what `update` does not name stays as it is.
    ///
    /// # Errors
    /// When the service refuses, or nothing is to be changed.
    pub async fn update_history_entry(&self, id: &str, update: &HistoryUpdate) -> Result<(), Error> {
        if *update == HistoryUpdate::new() {
            return Err(InputError::value("HistoryUpdate", "changes nothing").into());
        }
        let request = self.with_body(Method::PUT, self.http.url(&["history", id])?, update)?;
        self.call(request, false).await.map(drop)
    }

    /// Changes up to 149 entries of the history. Notes are set one by one, by
    /// [`update_history_entry`](Self::update_history_entry).
    ///
    /// # Errors
    /// When the service refuses, or these are too many or none.
    pub async fn update_history_entries(&self, updates: &[HistoryBatchEntry]) -> Result<(), Error> {
        check_number(updates.len())?;
        let request = self.with_body(Method::PUT, self.http.url(&["history"])?, updates)?;
        self.call(request, false).await.map(drop)
    }

    /// Deletes an entry of the history.
    ///
    /// # Errors
    /// [`RefusalKind::NotFound`] when there is none.
    pub async fn delete_history_entry(&self, id: &str) -> Result<(), Error> {
        let request = self.http.request(Method::DELETE, self.http.url(&["history", id])?);
        self.call(request, false).await.map(drop)
    }

    /// Deletes up to 149 entries of the history.
    ///
    /// # Errors
    /// When the service refuses, or these are too many or none.
    pub async fn delete_history_entries<T: AsRef<str> + Sync>(&self, ids: &[T]) -> Result<(), Error> {
        check_number(ids.len())?;
        if ids.iter().any(|id| id.as_ref().is_empty()) {
            return Err(InputError::value("id", "is empty").into());
        }
        let mut url = self.http.url(&["history"])?;
        url.query_pairs_mut().extend_pairs(ids.iter().map(|id| ("id", id)));
        self.call(self.http.request(Method::DELETE, url), false).await.map(drop)
    }

    /// The fax lines of a user: the `sub` of [`user_info`](Self::user_info).
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn fax_lines(&self, user: &str) -> Result<Page<Faxline>, Error> {
        Ok(self.get(self.http.url(&[user, "faxlines"])?).await?.json()?)
    }

    /// The fax lines of the groups that a user is in.
    ///
    /// # Errors
    /// When the service refuses.
    pub async fn group_fax_lines(&self, user: &str) -> Result<Page<GroupFaxline>, Error> {
        let mut url = self.http.url(&["groupfaxlines"])?;
        url.query_pairs_mut().append_pair("userId", user);
        Ok(self.get(url).await?.json()?)
    }

    /// The user that the token belongs to.
    ///
    /// # Errors
    /// [`RefusalKind::Unauthorized`] when the token is wrong.
    pub async fn user_info(&self) -> Result<UserInfo, Error> {
        Ok(self.get(self.http.url(&["authorization", "userinfo"])?).await?.json()?)
    }

    /// Downloads a document, report or preview of an entry. No credentials are sent, and no redirect is followed.
    ///
    /// # Errors
    /// [`Error::Input`] for an address at another machine by plain `http`, unless the builder was told to
    /// [allow it](ClientBuilder::allow_plain_http).
    pub async fn download(&self, url: &SecretUrl) -> Result<Vec<u8>, Error> {
        let request = self.http.download(url.expose())?;
        let answer = self.http.send(request, vec![url.expose().into()]).await?;
        Ok(accepted(answer, false)?.into_body())
    }

    async fn get(&self, url: Url) -> Result<Answer, Error> {
        self.call(self.http.request(Method::GET, url), false).await
    }

    fn with_body(
        &self,
        method: Method,
        url: Url,
        body: &(impl Serialize + ?Sized),
    ) -> Result<RequestBuilder, InputError> {
        // Structs of text and truth values can be written.
        let body = serde_json::to_vec(body).map_err(|_| InputError::value("body", "cannot be written"))?;
        Ok(self.http.request(method, url).header(CONTENT_TYPE, "application/json").body(body))
    }

    /// Sends a request with credentials; `is_fax` where it queues a fax.
    async fn call(&self, request: RequestBuilder, is_fax: bool) -> Result<Answer, Error> {
        let request =
            request.header(AUTHORIZATION, self.authorization.clone()).header(ACCEPT, "application/json");
        accepted(self.http.send(request, self.secrets.to_vec()).await?, is_fax)
    }
}

/// The answer, if it is a success; `is_fax` where a fax was to be queued.
fn accepted(answer: Answer, is_fax: bool) -> Result<Answer, Error> {
    answer.accepted(|answer| Refusal::new(answer, is_fax))
}

/// Whether so many entries can be changed at once.
fn check_number(of: usize) -> Result<(), InputError> {
    match of {
        0 => Err(InputError::value("id", "is missing: there is no entry to change")),
        1..=MOST_AT_ONCE => Ok(()),
        _ => Err(InputError::value("id", "is there too often: at most 149 entries at once")),
    }
}
