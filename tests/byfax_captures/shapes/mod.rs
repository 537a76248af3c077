//! The forms that were recorded, with values of their own.

mod replies;
mod requests;
