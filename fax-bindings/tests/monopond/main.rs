//! The Monopond bindings: over HTTP against a server that does as it is told, against recorded messages of other
//! stacks, against the published schema, and against arbitrary values.

#![allow(unreachable_pub, reason = "nothing here is seen from outside")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panic"
)]

mod batch;
mod callback;
mod canary;
mod captures;
mod check;
mod faults;
mod operations_v2;
mod operations_v2_1;
mod properties;
mod published_schema;
mod samples;
mod server;
mod shared;
mod values;
mod xml;
