//! byFax's bindings: what they send and understand, against a service that does as it is told.
#![allow(unreachable_pub, reason = "nothing here is seen from outside")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod canary;
mod client;
mod file;
mod listing;
mod ok;
mod service;
mod wire;
