//! Calls without async.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use super::call::Call;
use super::error::Error;
use super::reply::Reply;
use super::transport::{TransportError, TransportErrorKind};

impl<O, F> Call<O, F> {
    /// Waits for the reply.
    ///
    /// Connections live in a background runtime that all such calls share; it is started by the first one.
    ///
    /// # Errors
    /// As when the call is awaited. Inside of an async runtime, which must not be held up, the error is one of
    /// [`TransportErrorKind::Runtime`], and nothing is sent.
    pub fn wait(self) -> Result<Reply<O>, Error<F>> {
        if Handle::try_current().is_ok() {
            return Err(TransportError::new(TransportErrorKind::Runtime).not_sent().into());
        }
        runtime()?.block_on(self)
    }
}

/// The background runtime. That it cannot be started is not remembered: threads may be free later.
fn runtime() -> Result<&'static Runtime, TransportError> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let started = Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("xsd-runtime")
        .enable_all()
        .build()
        .map_err(|error| TransportError::new(TransportErrorKind::Runtime).not_sent().with_source(error))?;
    Ok(RUNTIME.get_or_init(|| started))
}
