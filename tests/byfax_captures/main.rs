//! byFax's messages from foreign hands: requests as the vendor's libraries and other stacks write them, read by a server
//! of generated traits, and replies of other servers, read by generated clients. Each has to mean what its sender meant,
//! without a note.
//!
//! `sdk` and `wire` read recordings, where they are at hand. `shapes` has their forms with values of its own.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod client;
mod recordings;
mod sdk;
mod service;
mod shapes;
mod wire;

/// The server side of three contracts, as `build.rs` generates it.
#[allow(missing_docs, unreachable_pub, dead_code, reason = "a contract has more than its tests use")]
mod byfax {
    pub mod common {
        include!(concat!(env!("OUT_DIR"), "/byfax_common.rs"));
    }
    pub mod cover {
        include!(concat!(env!("OUT_DIR"), "/byfax_cover.rs"));
    }
    pub mod document {
        include!(concat!(env!("OUT_DIR"), "/byfax_document.rs"));
    }
    pub mod faxout {
        include!(concat!(env!("OUT_DIR"), "/byfax_faxout.rs"));
    }
}

/// Runs a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("it waits"),
    }
}
