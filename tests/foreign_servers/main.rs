//! Our clients against servers of other stacks, which `tests/interop/run` starts: PHP's `SoapServer` and gSOAP, from the
//! contracts. They say in a header block what they have read of a request.
//!
//! The environment holds their addresses, and in `INTEROP_USER` and `INTEROP_PASSWORD` the credentials that they want.
//! Without an address there is nothing to do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panic, and says how far it came"
)]

mod byfax;
mod monopond;
mod server;

/// Every operation and every fault of Monopond's version 2.1.
#[test]
fn monopond() {
    server::check(&[("PHP", "INTEROP_PHP"), ("GSOAP", "INTEROP_GSOAP")], monopond::GROUPS);
}

/// Every operation of byFax's five services.
#[test]
fn byfax() {
    server::check(&[("PHP, byFax", "INTEROP_BYFAX_PHP")], byfax::GROUPS);
}
