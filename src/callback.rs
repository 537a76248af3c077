//! What the sandbox posts by itself.

mod outbox;
mod received;
mod results;

pub(crate) use outbox::Outbox;
pub(crate) use received::{Inbox, Order, Refusal};
pub(crate) use results::post_results;
