//! A local sandbox that speaks the protocols of fax services, to try a program without sending, or paying for, a fax.
//!
//! So far it is a Monopond, v2.1, with the operations `SendFax` and `FaxStatus`:
//!
//! ```
//! use fax_bindings::monopond::Client;
//! use fax_bindings::monopond::v2_1::{ApiFaxDocument, ApiFaxMessage, SendFaxRequest};
//! use fax_sandbox::{Sandbox, Settings};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let settings = Settings::default();
//! let credentials = settings.credentials.clone();
//! let sandbox = Sandbox::start(settings).await?;
//!
//! let client = Client::new(sandbox.endpoint(), credentials)?;
//! let letter = ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(b"Dear Sir or Madam");
//! let request = SendFaxRequest::new()
//!     .with_fax_messages([ApiFaxMessage::new("letter-1", "61011111111")])
//!     .with_documents([letter]);
//! let reply = client.send_fax(&request).await?;
//! assert_eq!(reply.fax_messages.as_ref().map(Vec::len), Some(1));
//! # Ok(())
//! # }
//! ```
//!
//! What it does beside the contract:
//!
//! | Case | Answer |
//! |---|---|
//! | no UsernameToken / an unknown one | fault `wsse:InvalidSecurity` / `wsse:FailedAuthentication` |
//! | a fax without reference, number in digits, or document; a status request without reference | `InvalidArgumentsException`, which lists what is wrong |
//! | references that match no fax | `NoMessagesFoundException` |
//! | a document that is only a `DocumentRef` | `DocumentRefDoesNotExistException`: documents are not kept |
//! | another operation, bad XML, a header block that must be understood and is not, a body of more than 64 MiB | a fault without detail |
//!
//! Time does not pass by itself: each `FaxStatus` request moves the faxes that it asks for by one state before it
//! answers, from `pending` through `processing`, `queued`, `starting`, `sending` and `finalizing` to `done`. Every fax
//! is delivered at the first attempt; each document is one page, of 30 seconds and 0.15 in cost.
#![forbid(unsafe_code)]

mod arguments;
mod dispatch;
mod fax;
mod sandbox;
mod service;
mod totals;

/// The types of Monopond's fax API, v2.1, as `build.rs` generates them.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
mod contract {
    include!(concat!(env!("OUT_DIR"), "/monopond_v2_1.rs"));
}

pub use sandbox::{Sandbox, Settings};
