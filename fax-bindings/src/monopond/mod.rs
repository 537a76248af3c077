//! Monopond's fax API: sending faxes and following them, over SOAP.
//!
//! [`v2_1`] is the version to use; [`v2`] is the earlier one. Both are generated from the contracts in
//! `wsdl/monopond`, and every type, field and value is documented there. Beside them stands what the contracts cannot
//! say: the known [addresses](endpoint), [`check`] for rules that a schema cannot hold, [`split`] for broadcasts,
//! [`callback`] for what the service posts, and a few questions to ask a status reply
//! ([`is_done`](v2_1::ApiFaxMessageStatus::is_done), [`last_result`](v2_1::ApiFaxMessageStatus::last_result),
//! [`is_transient`](v2_1::FaxError::is_transient)).
//!
//! # Sending a fax
//!
//! ```
//! use fax_bindings::monopond::v2_1::{ApiFaxDocument, ApiFaxMessage, FaxResolution, SendFaxRequest};
//! use fax_bindings::monopond::{self, Client, UsernameToken, endpoint};
//!
//! // Your reference of this one request: how to find the fax again, whatever happens.
//! let request = SendFaxRequest::new()
//!     .with_send_ref("invoice-4711")
//!     .with_fax_messages([ApiFaxMessage::new("invoice-4711-1", "61011111111")])
//!     .with_documents([ApiFaxDocument::new().with_file_name("invoice.pdf").with_file_data(b"%PDF-1.7 ...")])
//!     .with_resolution(FaxResolution::Fine);
//! let _warnings = monopond::check(&request).into_result()?;
//!
//! # #[cfg(feature = "reqwest")]
//! async fn send(request: &SendFaxRequest) -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::new(endpoint::v2_1::PRODUCTION, UsernameToken::new("user", "password"))?;
//!     let reply = client.send_fax(request).await?;
//!     for fax in reply.fax_messages.iter().flatten() {
//!         println!("{:?}: {:?}", fax.message_ref, fax.status);
//!     }
//!     Ok(())
//! }
//! # Ok::<(), monopond::Findings>(())
//! ```
//!
//! With the feature `blocking`, `client.send_fax(request).wait()` does the same without async.
//!
//! # Following it
//!
//! The reply to `SendFax` is seldom final. Ask `FaxStatus` for the `SendRef` until every fax
//! [is done](v2_1::ApiFaxMessageStatus::is_done): 30 seconds apart at first, backing off to minutes. The vendor prefers
//! its [callback], which it sets up for an account.
//!
//! How much a reply tells is asked for by `Verbosity`; replies to `SendFax`, `StopFax`, `PauseFax` and `ResumeFax` are
//! those of level `send`:
//!
//! | Level | The reply has |
//! |---|---|
//! | `brief`, if none is asked for | how many faxes there are of each state and result |
//! | `send` | also each fax, with its references and its state |
//! | `details` | also the settings that each fax is sent with |
//! | `results` | `send`, and the attempts of each fax with result, error, cost, pages and times |
//! | `all` | all of this |
//!
//! A reference can match several faxes, and several references together narrow the match. Totals that are zero may be
//! absent.
//!
//! # After a timeout
//!
//! When [`Error::is_timeout`](crate::runtime::soap::Error::is_timeout) says that time ran out, or a connection was lost,
//! the service may have done what was asked. By itself the client sends a request again, once, only when a
//! connection was lost and either no byte of the request had left or the operation is `FaxStatus` or `FaxDocumentPreview`.
//!
//! | Operation | What to do |
//! |---|---|
//! | `SendFax` | Do not send again at once. After some seconds ask `FaxStatus` for the `SendRef` at level `send`. It finds messages: the request was accepted. It answers `NoMessagesFoundException`: send the request again, with the same references. |
//! | `SendFax` with a `DocumentRef` and data | As above. If the second request fails with `DocumentRefAlreadyExistsException`, the document was stored: send its `DocumentRef` without data. |
//! | `FaxStatus`, `FaxDocumentPreview` | Ask again; they change nothing. |
//! | `StopFax`, `PauseFax`, `ResumeFax` | Send again, if that is still wanted: they act on whatever state the faxes have then. |
//! | `SaveFaxDocument` | Send again, and take `DocumentRefAlreadyExistsException` as success. |
//! | `DeleteFaxDocument` | Send again, and take `DocumentRefDoesNotExistException` as success. |
//!
//! It is not known whether the service refuses a `SendRef` or `MessageRef` that was used before: do not rely on it.
//!
//! # What each version has
//!
//! | | [`v2`] | [`v2_1`] |
//! |---|---|---|
//! | `SendFax`, `FaxStatus`, `StopFax`, `PauseFax`, `ResumeFax` | yes | yes |
//! | `SaveFaxDocument`, `DeleteFaxDocument`, `FaxDocumentPreview` | | yes |
//! | `MustBeSentBeforeDate`, `MaxFaxPages`, `CLI`, `TimeZone` | | yes |
//! | documents | name, data and order | also stored ones, dithering, merge fields and stamps |
//! | results | 8 facts of each attempt | also those of the Do Not Call Register, and `csi` |
//!
//! # Features
//!
//! `reqwest`, on by default, brings HTTP with TLS. Without it a client needs a
//! [transport](crate::runtime::soap::Transport) of your own. `blocking` adds
//! `wait()` to calls, for programs without async. `json` adds [`callback`]'s reader of received faxes. `digest` adds
//! `UsernameToken::with_digest`; all of the vendor's clients send the password as text, and whether the service takes a
//! digest is not documented. The sandbox of this repository takes both.

mod batch;
pub mod callback;
mod check;
pub mod endpoint;
mod outcome;
/// Types and client of version 2, generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod v2;
/// Types and client of version 2.1, generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod v2_1;

pub use batch::{Broadcast, MESSAGES_PER_REQUEST, Parts, split};
pub use check::{Finding, Findings, Request, Rule, Severity, check};
pub use v2_1::client::ApiClient as Client;
pub use xsd_runtime::soap::UsernameToken;
