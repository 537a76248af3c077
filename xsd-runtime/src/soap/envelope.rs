//! The envelope around a message.

mod read;
mod sniff;
mod write;

pub(super) use read::{Message, Root, Source, read_fault};
pub(super) use sniff::{charset, is_envelope, readable};
pub(super) use write::write;
pub use write::{write_fault, write_reply};
