//! What a server does for its clients.

use std::future::Future;
use std::pin::Pin;

use super::{Received, Response, Route};
use crate::soap::{Fault, NoFault};

/// What an operation comes to, once it is done.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, Fault<NoFault>>> + Send + 'a>>;

/// The operations of a port type, for a [`Dispatcher`](super::Dispatcher). Generated code implements it around the trait
/// that a server's author implements.
pub trait Service: Send + Sync {
    /// The operations.
    const ROUTES: &'static [Route];

    /// Calls the operation `ROUTES[index]`: reads the message by [`Received::request`], does what it says, and ends with
    /// [`Received::reply`].
    ///
    /// # Errors
    /// A fault that the operation does not declare, above all where the message cannot be read.
    fn call(
        &self,
        index: usize,
        received: Received,
    ) -> impl Future<Output = Result<Response, Fault<NoFault>>> + Send;
}
