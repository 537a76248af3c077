//! The server side: a [`Dispatcher`] takes requests to the operations of a [`Service`], which generated code makes of a
//! trait with a method for each operation.
//!
//! No socket is opened here. An HTTP server gives the body and the headers of a `POST`, and sends what comes back. With
//! axum, say:
//!
//! ```ignore
//! use std::sync::Arc;
//!
//! use axum::body::Bytes;
//! use axum::extract::State;
//! use axum::http::{HeaderMap, StatusCode, header};
//! use axum::response::IntoResponse;
//! use contract::{SendFaxFault, SendFaxRequest, SendFaxResponse, WebFaultBean};
//! use xsd_runtime::soap::server::{Authenticator, Context, Dispatcher, Request};
//! use xsd_runtime::soap::{Fault, UsernameToken};
//!
//! struct MyFax;
//!
//! impl contract::server::Api for MyFax {
//!     async fn send_fax(&self, request: SendFaxRequest, _: &Context) -> Result<SendFaxResponse, Fault<SendFaxFault>> {
//!         match request.fax_messages {
//!             Some(_) => Ok(SendFaxResponse::new()),
//!             None => Err(SendFaxFault::InvalidArgumentsException(WebFaultBean::new()).into()),
//!         }
//!     }
//!     // and the other operations
//! }
//!
//! type Fax = Dispatcher<contract::server::ApiServer<MyFax>>;
//!
//! async fn soap(State(fax): State<Arc<Fax>>, headers: HeaderMap, body: Bytes) -> impl IntoResponse {
//!     let request = headers.iter().fold(Request::new(&body), |request, (name, value)| {
//!         request.header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))
//!     });
//!     let response = fax.answer(request).await;
//!     let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
//!     let content_type = response.content_type.map(|content_type| [(header::CONTENT_TYPE, content_type)]);
//!     (status, content_type, response.body)
//! }
//!
//! let fax = Dispatcher::new(contract::server::ApiServer::new(MyFax))
//!     .authenticator(Authenticator::user(&UsernameToken::new("alice", "hunter2")));
//! let app = axum::Router::new()
//!     .route("/fax", axum::routing::post(soap))
//!     // A larger body is for the dispatcher to refuse, in an envelope.
//!     .layer(axum::extract::DefaultBodyLimit::max(65 << 20))
//!     .with_state(Arc::new(fax));
//! ```
//!
//! Compressed bodies are for the HTTP server to unpack. [`wsdl_at`] makes what `GET ?wsdl` asks for.
//!
//! # How the operation is found
//!
//! 1. By the name of the body's root. Where several operations take it, the SOAP action chooses, else the first.
//! 2. Where no operation takes the root, by the action: `SOAPAction`, or `action` of the content type in SOAP 1.2. The
//!    message is then read leniently, or refused.
//! 3. An empty body goes to the only operation whose input is empty, any other root to the only operation whose body
//!    holds parts.
//!
//! # What is refused
//!
//! Always with an envelope in the version of the request; where no envelope tells it, the one that the content type
//! stands for, else SOAP 1.1. The status is that of [`Fault::http_status`](crate::soap::Fault::http_status) where the
//! table says none.
//!
//! | What | Fault | Status |
//! |---|---|---|
//! | more bytes than [`Limits::body`](crate::Limits::body) | `Client` | 413 |
//! | a content type that is not XML; one that is missing may be | `Client` | 415 |
//! | an envelope of another version of SOAP | `VersionMismatch` | |
//! | what is no envelope, malformed or over another limit | `Client`, with path, line and column | |
//! | a header block for us that says `mustUnderstand` and that nobody handles | `MustUnderstand` | |
//! | what the [`Authenticator`] refuses | as it says | |
//! | nothing that any operation takes | `Client`, with what came and what is known | |
//! | a body that is not as the contract says, or that another `Body` or a `Header` follows; in strict mode, one that is not exactly so | `Client`, with path, line and column | |
//! | a reply that XML cannot carry | `Server` | |
//!
//! In this order, and the service sees nothing of it. A fault of a one-way operation is answered like any other.
//!
//! # What is kept in memory
//!
//! The bytes of the request are the caller's until it is answered. Beside them there are one copy as text, until the
//! operation reads its message, and one of the header blocks; then the message, and at the end the answer. The envelope is
//! parsed up to the root of its body to find the operation, and once more for the message. What [`Answered`] shows is made
//! when a hook asks for it.
//!
//! # Secrets
//!
//! No fault that is made here repeats a password or nonce of WS-Security, nor a value that the contract calls secret. What
//! a service says in its replies and faults goes out as it is. [`Answered`] says what the hook sees. Where a sender did
//! not escape a value that the contract calls secret, pieces of it pass for names, and the sender may see those again.

mod answered;
mod context;
mod dispatcher;
mod markup;
mod progress;
mod received;
mod refused;
mod request;
mod response;
mod route;
mod service;
mod shown;
mod wsdl;

pub use answered::Answered;
pub use context::Context;
pub use dispatcher::Dispatcher;
pub use received::Received;
pub use request::Request;
pub use response::Response;
pub use route::Route;
pub use service::{Answer, Service};
pub use wsdl::wsdl_at;

pub use super::security::Authenticator;
