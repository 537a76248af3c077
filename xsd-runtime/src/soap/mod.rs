//! SOAP 1.1 and 1.2 over HTTP: what clients and servers are made of.
//!
//! A generated client wraps a [`Client`] and has an [`Operation`] for each of its methods. A call writes the request,
//! sends it by a [`Transport`], and ends in a [`Reply`] or an [`Error`]. A generated server is carried by the dispatcher in the
//! module `server` (feature `server`); whoever serves requests without it reads them with [`Incoming`] and answers with
//! [`write_reply`] or [`write_fault`].
//!
//! # How replies are read
//!
//! | What comes | What it is |
//! |---|---|
//! | a fault, at any HTTP status | [`Error::Fault`] |
//! | another envelope, at any HTTP status | the reply, or [`Error::Decode`] where it is not as the contract says |
//! | anything else: HTML, text, nothing | [`Error::Status`]; nothing at all is a reply where the operation has no output |
//! | a detail that the contract declares | typed, by the name of its element; the first one, if there are several |
//! | other details, those that are not as declared, and text in their place | [`Fault::details`] |
//! | in strict mode, a fault that is not as declared | read as in any other mode: a fault is never lost |
//! | a body whose root has another namespace than the contract says | accepted and reported |
//! | elements behind the root of the body | skipped and reported, but silently where they have an `id` |
//! | a header block with `mustUnderstand` that neither the contract declares nor the client was told of | [`Error::Decode`] |
//! | a further root, or text behind the envelope | [`Error::Decode`] |
//!
//! # What is sent twice
//!
//! When a connection cannot be made, or is lost, a request is sent once more, at once, if no byte of it has left or the
//! operation is [idempotent](Operation::idempotent). Nothing else is ever sent twice; above all not after time ran out.
//! A request with a nonce of WS-Security, which is good once, is not idempotent.
//!
//! # Secrets
//!
//! Passwords, fields that the bindings call secret, values of HTTP headers and of the endpoint's query are shown nowhere: not in
//! `Debug`, `Display`, sources of errors, `tracing` events, nor to the hook of [`ClientBuilder::on_exchange`]. Where a server repeats one in
//! a fault or an error page, it is replaced by `***`, if it has at least four bytes. What a successful reply says is the caller's, as it
//! came, and so are the code and the details of a fault, which is masked as soon as it is shown as a whole, and the text of a
//! [`RawXml`](crate::RawXml).

#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod call;
mod client;
mod endpoint;
mod envelope;
mod error;
mod exchange;
mod fault;
mod header;
#[cfg(feature = "reqwest")]
mod http;
mod incoming;
mod operation;
mod reply;
mod security;
#[cfg(feature = "server")]
pub mod server;
mod transport;
mod version;

pub use builder::{BuildError, ClientBuilder};
pub use call::Call;
pub use client::Client;
pub use envelope::{write_fault, write_reply};
pub use error::{Error, Status};
pub use exchange::Exchange;
pub use fault::{CodeName, EncodeDetail, Fault, FaultCode, FaultDetail, FaultKind, NoFault};
#[cfg(feature = "reqwest")]
pub use http::ReqwestTransport;
pub use incoming::Incoming;
pub use operation::{Body, Operation};
pub use reply::Reply;
pub use security::{Credentials, SECURITY, UsernameToken};
pub use transport::{HttpRequest, HttpResponse, Sending, Transport, TransportError, TransportErrorKind};
pub use version::Version;
