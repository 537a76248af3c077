//! byFax's fax API 1.1: five services over SOAP, in rpc style with SOAP encoding.
//!
//! | Service | | Module | Path |
//! |---|---|---|---|
//! | [`Client::cover`] | covers: templates of a first page | [`cover`] | `/soap/1.1/cover` |
//! | [`Client::document`] | documents that are kept to be sent | [`document`] | `/soap/1.1/document` |
//! | [`Client::faxout`] | sending faxes and following them | [`faxout`] | `/soap/1.1/faxout` |
//! | [`Client::faxin_message`] | received faxes | [`faxin_message`] | `/soap/1.1/faxin/message` |
//! | [`Client::faxin_inventory`] | numbers to receive faxes at | [`faxin_inventory`] | `/soap/1.1/faxin/inventory` |
//!
//! The modules are generated from the contracts in `wsdl/byfax`, and every type, member and value is documented there.
//! What the contracts have in common stands once, in [`common`]. Beside them stands what the contracts cannot say: one
//! [client](Client) for the five services, the known [addresses](endpoint), [`ok`](ApiReply::ok) for what a reply says
//! went wrong, [listings](Listing) over all pages, [files](common::FaxFile::from_bytes) with their checksum, and a few
//! questions to ask a state ([`is_terminal`](faxout::StateRecipient::is_terminal),
//! [`is_transient`](common::StateCodes::is_transient)).
//!
//! # Sending a fax
//!
//! ```
//! use fax_bindings::byfax::common::{FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality};
//! use fax_bindings::byfax::faxout::{ApiRequestFaxjobSubmit, FaxRecipient};
//! use fax_bindings::byfax::{ApiReply, Client, UsernameToken, endpoint};
//!
//! let letter = FaxFile::from_bytes("letter.txt", b"Dear Sir or Madam");
//! // Your references of this one request: how to find the faxes again, whatever happens.
//! let request = ApiRequestFaxjobSubmit::new(
//!     FaxQuality::Standard,
//!     FaxMode::Text,
//!     FaxContact::new().with_name("Example"),
//!     [FaxRecipient::new().with_number("+61011111111").with_name("Ada").with_message_ref("letter-4711-1")],
//! )
//! .with_broadcast_ref("letter-4711")
//! .with_documents([FaxDocument::from(letter)]);
//!
//! async fn send(request: &ApiRequestFaxjobSubmit) -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::new(endpoint::SANDBOX, UsernameToken::new("key", "secret"))?;
//!     let reply = client.faxout().submit(request).await?.ok()?;
//!     println!("accepted as {:?}", reply.broadcast_ref);
//!     Ok(())
//! }
//! ```
//!
//! With the feature `blocking`, `client.faxout().submit(request).wait()` does the same without async.
//!
//! # State codes
//!
//! The services declare no faults. Each reply has a [state code](common::StateCodes), and so has each recipient,
//! document, broadcast and fax in it: a call that went well as far as SOAP goes may have failed all the same, as a whole
//! or in part, and a wrong key shows in no other way. **Ask every reply whether it is [`ok`](ApiReply::ok)**; what it makes
//! an error of, it keeps, so that a submission whose second recipient was refused is not lost:
//!
//! ```
//! use fax_bindings::byfax::faxout::ApiRequestFaxjobSubmit;
//! use fax_bindings::byfax::{ApiReply, Client, Error};
//!
//! async fn send(client: &Client, request: &ApiRequestFaxjobSubmit) -> Result<(), Error> {
//!     match client.faxout().submit(request).await?.ok() {
//!         Ok(_) => {}
//!         // Accepted, but not for everybody.
//!         Err(error) if error.code().is_success() => {
//!             for item in error.items() {
//!                 println!("{}[{}] {:?}: {}", item.list, item.index, item.reference, item.code);
//!             }
//!         }
//!         Err(error) => return Err(error.into()),
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Codes that are newer than the contracts are kept as `Unknown`, and are failures. `EMPTY_RESULT` is none where
//! something is listed or counted: it presumably means that there is none. Why a fax was not delivered is not its state
//! code but its `jobStateEx`.
//!
//! # Following it
//!
//! The reply to `Submit` says what was accepted, not what was delivered. Ask `listRecipients` for the `messageRefs`, or
//! for all faxes of a broadcast with [`Client::recipients`], until every `jobState`
//! [is final](faxout::StateRecipient::is_terminal). There is no callback. The vendor gives no interval: 15 seconds at
//! first, backing off to minutes, is a considerate pace.
//!
//! # Deleting
//!
//! **`Delete` of [`faxout`] takes the reference of one fax and removes the whole broadcast that the fax belongs to**, with the
//! faxes to everybody else in it. The contract does not say so; the vendor's clients do. To stop one fax, use `Cancel`
//! with its `messageRefs`.
//!
//! # After a timeout
//!
//! When [`Error::is_timeout`](crate::runtime::soap::Error::is_timeout) says that time ran out, or a connection was lost,
//! the service may have done what was asked. By itself the client sends a request again, once, only when a
//! connection was lost and either no byte of the request had left or the operation only reads.
//!
//! | Operation | What to do |
//! |---|---|
//! | `Submit` | Do not send again at once. After some seconds ask `listBrodcasts` for the `broadcastRef`. It finds the broadcast: the request was accepted. It finds none: send the request again, with the same references. `CONTAINER_EXISTS` or `MESSAGE_REFERENCE_DUPLICATE` then presumably means that the first one was accepted after all. |
//! | `SubmitMessage` | The same, with `listRecipients` and the `messageRef`. |
//! | either, without references of your own | Never send again: there is no way to tell whether the faxes are on their way. |
//! | `Resubmit` | Ask `listRecipients` for the state of the faxes, and send again only for those that are still `FAILED`. |
//! | `Pause`, `Resume`, `Cancel` | Send again, if that is still wanted: they act on whatever state the faxes have then. `FAXJOB_NOT_WAITING` says that it is too late, or done. |
//! | `uploadDocument` with a `documentRef` | Send again, and take `FILE_REFERENCE_DUPLICATE` and `FILE_EXISTS` as success, or ask `checkDocument`. |
//! | `addCover` | Look for the title in `listCovers` first: a second request adds a second cover. |
//! | `reloadCover`, `renameCover` | Send again. |
//! | `deleteCover`, `deleteDocuments`, `Delete`, `deleteFax` | Send again, and take that there is no such thing as success. |
//! | all that get, list, count, check or download | Ask again; they change nothing. |
//!
//! # Rules that users trip over
//!
//! * Credentials are a header block of the vendor's own and not WS-Security: the key of the API as user name, its secret
//!   as password. Give them to the client as [`UsernameToken`], not to its builder.
//! * `broadcastRef` and `messageRef` are unique in the account. Left empty, the service makes them and returns them.
//! * Numbers are E.164 with the plus sign and without blanks, such as `+61011111111`. They are sent as you give them.
//! * The sender needs at least one of name, company and number; a recipient a number, and a name or company with it.
//! * A document is either uploaded before, and named by its `documentRef`, or comes along as a file. Documents are sent
//!   in the order they are given in. `fileData` is written as base64 by itself: give the bytes as they are.
//! * Size and checksum of a file are those of its bytes. [`FaxFile::from_bytes`](common::FaxFile::from_bytes) fills them
//!   in; wrong ones are presumably refused with `FILE_STORAGE_SIZE_MISMATCH` and `FILE_INTEGRITY_FAILURE`.
//! * `Subject` and `coverText` need a cover, which is a DOCX file with placeholders, not a document.
//! * `SubmitMessage` takes one TIFF file that is ready to be sent. What is wrong with it is said by codes that begin with
//!   `FILE_TIFF_`. An empty `Header` keeps the header line off pages that have one already.
//! * Documents are converted in the background: `getDocumentPreview` may answer `FILE_PREVIEW_NOT_READY`. Ask again.
//! * The time zone of a submission is that of its sender, `Sender.Timezone`; `sendAt` needs a zone of its own.
//! * How the placeholders of a header line are spelt is not certain: see [`header_template`].
//! * Pages are counted from 0.

mod client;
/// What the five contracts have in common, generated from them.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod common;
/// Covers: templates of a first page. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod cover;
/// Documents that are kept to be sent. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod document;
pub mod endpoint;
mod error;
/// Numbers to receive faxes at. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod faxin_inventory;
/// Received faxes. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod faxin_message;
/// Sending faxes and following them. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod faxout;
mod file;
pub mod header_template;
mod listing;
mod reply;
mod state;

pub use client::{Client, HeaderForm};
pub use common::UsernameToken;
pub use error::{Error, FailedItem, StateError};
pub use listing::Listing;
pub use reply::ApiReply;
