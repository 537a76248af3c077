//! sipgate's REST API v2, as far as faxes go: sending, following, the history, fax lines.
//!
//! The [types] are generated from the contract `openapi/sipgate-fax.json`; the [client](Client) is written by hand,
//! over reqwest. Every value that the service may add to is kept as `Unknown`, every member as
//! [`Extra`].
//!
//! # Sending a fax
//!
//! ```no_run
//! use std::time::Duration;
//! use fax_bindings::sipgate::{Client, FaxStatusType, SendFax, endpoint};
//!
//! # async fn send(token: String) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::new(endpoint::PRODUCTION, "token-ABC123", token)?;
//! let fax = SendFax::new("f0", "+4921112345678", "letter.pdf", std::fs::read("letter.pdf")?);
//! let session = client.send(&fax).await?;
//! // Queued, and no more. A fax can take minutes.
//! let entry = client.wait_until_done(&session, Duration::from_secs(5)).await?;
//! println!("{}", entry.fax_status_type == Some(FaxStatusType::Sent));
//! # Ok(())
//! # }
//! ```
//!
//! The document is a PDF; what does not begin and end as one is refused before it is sent. One with form fields or text
//! fields is accepted by the service and `FAILED` later.
//!
//! The token needs the scopes `sessions:fax:write` to send and `history:read` to follow; fax lines need `faxlines:read`
//! and `groups:faxlines:read`, changes of the history `history:write`. Which lines there are says
//! [`fax_lines`](Client::fax_lines) of the `sub` of [`user_info`](Client::user_info).
//!
//! # Following it
//!
//! A session is an entry in the history, under the same id. [`history_entry`](Client::history_entry) has its
//! `fax_status_type`: `PENDING`, `SENDING`, and in the end `SENT` or `FAILED`. `SCHEDULED` is not final, and `status` is not
//! the outcome of a fax: it is that of a call, and `PICKUP` for a fax that was sent. Five seconds is the pace that the
//! vendor's samples have; there is no callback.
//!
//! `document_url`, `report_url` and `preview_url` are addresses at another host from which anybody can download who has
//! them. They are never shown, and [`download`](Client::download) sends no credentials there.
//!
//! # Refusals
//!
//! [`Refusal`] says which row of the vendor's table of errors it is, and what the body said, if it said anything. **407 is
//! an invalid number**, and not a proxy's.
//!
//! # After a timeout
//!
//! The client repeats nothing. When a request [may have been sent](crate::sipgate::Error::may_have_been_sent), as after
//! a status of 500:
//!
//! | Operation | What to do |
//! |---|---|
//! | [`send`](Client::send), [`resend`](Client::resend) | Do not send again at once: there is no key by which the service would know the fax. Ask [`history`](Client::history) for [`HistoryQuery::sent_to`] the number, from the time at which you began, and compare `target`, `connection_ids` and `created`. Send again only if after about a minute there is none. |
//! | [`update_history_entry`](Client::update_history_entry), [`update_history_entries`](Client::update_history_entries) | Repeat it. |
//! | [`delete_history_entry`](Client::delete_history_entry) | Repeat it, and take [`RefusalKind::NotFound`] as done. |
//! | [`delete_history_entries`](Client::delete_history_entries) | Repeat it. |
//! | all others | Ask again; they change nothing. |
//!
//! # What is not known
//!
//! What bodies the service's errors have, how often it may be asked, how long the addresses of files work, how a fax
//! becomes `SCHEDULED` (no member of the request is documented for it), what success of `resend` looks like, and what is
//! different on the product sipgate neo. There is no test system of the vendor's: every fax costs.

mod client;
mod credentials;
pub mod endpoint;
mod query;
mod refusal;
mod send;
/// The types of the contract. Generated.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod types;

pub use crate::rest::{
    BuildError, ClientBuilder, Extra, InputError, NotUnderstood, PdfError, Secret, SecretUrl, TransportError,
    TransportErrorKind, Unknown,
};
pub use client::{Client, Page};
pub use credentials::Credentials;
pub use query::{History, HistoryQuery};
pub use refusal::{Refusal, RefusalKind};
pub use send::{SendFax, SessionId};
#[doc(no_inline)]
pub use types::*;

/// Why there is no reply.
pub type Error = crate::rest::Error<Refusal>;

impl FaxStatusType {
    /// Whether nothing changes any more: [`Sent`](Self::Sent) and [`Failed`](Self::Failed). What is unknown is not final.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Sent | Self::Failed)
    }
}
