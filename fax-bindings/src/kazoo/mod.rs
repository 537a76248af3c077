//! The faxes of a Kazoo server (Crossbar, version 2 of its interface): sending, following, folders, fax boxes, faxes by
//! email.
//!
//! The [types] are generated from the contract `openapi/kazoo-faxes.json`; the [client](Client) is written by hand,
//! over reqwest. Values that the server may add to are kept as `Unknown`, members as [`Extra`], and what came of a
//! transmission as all that the server wrote, [`TransmissionResult`].
//!
//! # Sending a fax
//!
//! ```no_run
//! use std::time::Duration;
//! use fax_bindings::kazoo::{AccountName, Client, Credentials, Document, NewFax};
//!
//! # async fn send() -> Result<(), Box<dyn std::error::Error>> {
//! let credentials = Credentials::user(AccountName::name("example"), "ada", "secret");
//! let client = Client::new("https://kazoo.example.org:8443/v2", credentials)?;
//! let faxes = client.own_account().await?.faxes();
//!
//! let fax = NewFax::new("+14155550100", "+14155550101").with_retries(3).with_member("client_ref", "letter-1");
//! let job = faxes.create_with_document(&fax, &Document::pdf(std::fs::read("letter.pdf")?)).await?;
//! // Queued, and no more. A fax can take minutes.
//! let fax = faxes.wait_until_done(&job.id, Duration::from_secs(10)).await?;
//! println!("{:?}, {:?} pages", fax.is_delivered(), fax.tx_result.as_ref().and_then(|result| result.pages()));
//! # Ok(())
//! # }
//! ```
//!
//! A document comes along with the fax, [`create_with_document`](Faxes::create_with_document), or the server fetches it from
//! an address, [`create`](Faxes::create). Either is looked at after the reply: a document that cannot be fetched fails the
//! fax, one that cannot be converted leaves it in [`AttachingFiles`](JobStatus::AttachingFiles).
//!
//! A number to send from that is not the account's is found out later too. `retries` is how many attempts there are at most.
//!
//! # Who a client is
//!
//! [`Credentials`] are a user name and password, the key of an account, those of HTTP Basic, or a token. The first two get a
//! token by themselves, and another one when it is over. Of a password only the digest is kept that the service takes; it is
//! as good as the password, so it does not go over plain `http` to another machine.
//!
//! # Following it
//!
//! A fax is in the queue, [`outgoing_fax`](Faxes::outgoing_fax), until it ends; then it is in the outbox under another id,
//! year and month before the old one. [`find`](Faxes::find) looks in both, and [`wait_until_done`](Faxes::wait_until_done)
//! follows it there. There are no states
//! beyond [`Completed`](JobStatus::Completed) and [`Failed`](JobStatus::Failed); while a fax is being sent, some servers
//! give text of their own for a status, which is [`Unknown`](JobStatus::Unknown). A queued fax cannot be cancelled.
//!
//! Times are [`GregorianSeconds`]. What a server writes as the text `undefined` is absent.
//!
//! # Refusals
//!
//! [`Refusal`] has what the server says of each field, by the rules that it breaks. Its words differ between versions; go
//! by [`RefusalKind`] and the rules. A document that is too large is [`TooLarge`](RefusalKind::TooLarge), also where the
//! server says 400.
//!
//! # After a timeout
//!
//! The client repeats nothing. When a request [may have been sent](Error::may_have_been_sent), as after a status of 500:
//!
//! | Operation | What to do |
//! |---|---|
//! | [`create`](Faxes::create), [`create_with_document`](Faxes::create_with_document), [`resubmit`](Faxes::resubmit), [`forward`](Faxes::forward) | Do not send again at once: there is no key by which the server would know the fax. List [`outgoing`](Faxes::outgoing), then [`outbox`](Faxes::outbox), and compare numbers and `created`; a [member of one's own](NewFax::with_member) should be found again by a [filter](ListQuery::with_filter). Send again only if there is none in either. |
//! | [`Faxboxes::create`] | Look for it in [`Faxboxes::list`]. |
//! | [`delete`](Faxes::delete), [`Faxboxes::delete`] | Repeat it, and take [`NotFound`](RefusalKind::NotFound) as done. |
//! | [`delete_attachment`](Faxes::delete_attachment), [`Faxboxes::replace`], [`Faxboxes::patch`] | Repeat it. |
//! | all others | Ask again; they change nothing. |
//!
//! After [`TooManyRequests`](RefusalKind::TooManyRequests) nothing was done; wait a while. After
//! [`Unavailable`](RefusalKind::Unavailable) a fax may be in the queue.
//!
//! # What is not known
//!
//! The limits of a server: the size of documents, what conversions there are, tokens, the check of numbers to send from. The
//! units of what a fax engine writes. How [`incoming`](Faxes::incoming) behaves on newer servers, and whether any calls the
//! URL of a [`FaxboxCallback`].

mod account;
mod client;
mod credentials;
mod document;
mod envelope;
mod faxboxes;
mod faxes;
mod follow;
mod gregorian;
mod list;
mod query;
mod recipients;
mod refusal;
mod result;
/// The types of the contract. Generated.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod types;

pub use crate::rest::{
    BuildError, ClientBuilder, Extra, InputError, NotUnderstood, PdfError, Secret, SecretUrl, TransportError,
    TransportErrorKind, Unknown,
};
pub use account::Account;
pub use client::Client;
pub use credentials::{AccountName, Credentials, Digest};
pub use document::{Attachment, Document};
pub use envelope::{Envelope, Meta, Tokens};
pub use faxboxes::Faxboxes;
pub use faxes::Faxes;
pub use follow::Followed;
pub use gregorian::GregorianSeconds;
pub use query::{ListQuery, Listing, StartKey};
pub use recipients::Recipients;
pub use refusal::{Refusal, RefusalKind};
pub use result::TransmissionResult;
#[doc(no_inline)]
pub use types::*;

/// Why there is no reply.
pub type Error = crate::rest::Error<Refusal>;

impl NewFax {
    /// With a member that the contract does not name, such as a reference of one's own: the server keeps it, and returns
    /// it.
    #[must_use]
    pub fn with_member(mut self, name: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
        self.extra.insert(name.into(), value.into());
        self
    }
}
