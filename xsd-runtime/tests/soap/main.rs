//! The SOAP layer over real HTTP on the loopback interface, against servers that do as they are told.

#![allow(unreachable_pub, reason = "nothing here is seen from outside")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panic")]

mod blocking;
mod canary;
mod captures;
mod faults;
mod hardening;
mod messages;
mod replies;
mod requests;
mod robustness;
mod security;
mod security_sending;
mod server;
mod server_side;
mod serving;
mod transport;
