//! What the service posts to a server of yours: results of faxes that were sent, and faxes that came in.
//!
//! [`Results`] reads the first, which is XML; `ReceivedFax`, with the feature `json`, the second, which is JSON. Which
//! URL is called is set up by the vendor for an account. An HTTP server of your choice hands in the body of the request; a
//! complete one is the example `receive_callbacks` of the repository.
//!
//! ```
//! use std::collections::HashSet;
//! use fax_bindings::monopond::callback::Results;
//!
//! let mut seen = HashSet::new();
//! let body = br#"<FaxMessages><FaxMessage status="done" sendTo="61011111111" messageRef="invoice-4711-1">
//!     <FaxResults><FaxResult attempt="1" result="success" cost="0.15" pages="1"/></FaxResults>
//! </FaxMessage></FaxMessages>"#;
//!
//! for _ in 0..2 {
//!     let results = Results::read(body, Some("text/xml"))?;
//!     for (key, fax) in results.keyed() {
//!         if key.is_some_and(|key| !seen.insert(key)) {
//!             continue; // delivered before
//!         }
//!         println!("{:?}: {:?}", fax.message_ref, fax.last_result());
//!     }
//! }
//! assert_eq!(seen.len(), 1);
//! # Ok::<(), fax_bindings::runtime::DecodeError>(())
//! ```
//!
//! # What is not documented
//!
//! * **Who calls.** There is neither a signature nor a password. Serve TLS, make the path of the URL a secret, and ask
//!   `FaxStatus` where it matters.
//! * **What to answer, and how often it is tried.** Answer 200 at once, and work afterwards. The same notice may come
//!   again: keep the [`Key`]s of those that were dealt with.
//!
//! The bodies are read into memory, so bound them in the HTTP server; notices are small.

#[cfg(feature = "json")]
mod json;
mod key;
#[cfg(feature = "json")]
mod received;
mod results;
mod unqualified;

#[cfg(feature = "json")]
pub use json::{JsonError, JsonErrorKind};
pub use key::Key;
#[cfg(feature = "json")]
pub use received::ReceivedFax;
pub use results::Results;
