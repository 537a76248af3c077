//! The envelope around a message.

mod read;
mod sniff;
mod write;

#[cfg(feature = "server")]
pub(super) use read::has_unknown_version;
pub(super) use read::{Message, Root, Source, read_fault};
pub(super) use sniff::{is_envelope, readable};
pub(super) use write::write;
pub use write::{write_fault, write_reply};
