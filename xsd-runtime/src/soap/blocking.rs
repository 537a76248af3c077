//! Calls without async.

use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Runtime};
use tokio::task::coop::unconstrained;

use super::call::Call;
use super::error::Error;
use super::reply::Reply;
use super::transport::{TransportError, TransportErrorKind};

impl<O, F> Call<O, F> {
    /// Waits for the reply.
    ///
    /// Connections live in a background runtime that all such calls share; it is started by the first one. So it works
    /// in every thread, those of an async runtime included. But it holds the thread up: an async function should await
    /// the call, or wait in `spawn_blocking`.
    ///
    /// # Errors
    /// As when the call is awaited. If the background runtime cannot be started, the error is one of
    /// [`TransportErrorKind::Runtime`], and nothing is sent.
    pub fn wait(self) -> Result<Reply<O>, Error<F>> {
        let _entered = runtime()?.enter();
        block_on(self)
    }
}

/// Polls `future` in this thread until it is ready. [`Runtime::block_on`] would refuse a thread of another runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    // In a task, tokio would hold polls back after a while, until a task that never gets its turn again yields.
    let mut future = pin!(unconstrained(future));
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        thread::park();
    }
}

/// Lets a thread go on.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
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
