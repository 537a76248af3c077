//! A byFax that keeps its faxes in memory.
//!
//! `routes` has its five services, each of which ends in a module: `covers`, `documents`, `faxout`, `received` and
//! `inventory`. What is wrong is told by state codes, which `reply` has in common for all of them, and so are wrong
//! `credentials`. `outcome` holds what becomes of faxes, by their numbers; `multiref` is the other form of replies.

pub(crate) mod contract;
mod covers;
mod credentials;
mod documents;
mod faxout;
mod files;
mod inventory;
pub(crate) mod multiref;
pub(crate) mod outcome;
mod page;
mod received;
mod reply;
mod routes;
mod shelf;

use std::time::Duration;

use xsd_runtime::soap::UsernameToken;

use crate::clock::Clock;
use covers::Covers;
use credentials::Credentials;
use documents::Documents;
use faxout::Faxout;

pub(crate) use received::{Order, Received, to_json};
pub(crate) use routes::routes;

/// What the five contracts have in common, as `build.rs` generates it.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
pub(crate) mod common {
    include!(concat!(env!("OUT_DIR"), "/byfax_common.rs"));
}

/// What the services of a byFax share.
#[derive(Clone, Debug)]
pub(crate) struct Byfax {
    credentials: Credentials,
    covers: Covers,
    documents: Documents,
    faxout: Faxout,
    pub(crate) received: Received,
}

impl Byfax {
    /// One without faxes, documents and covers, for whoever has these credentials. A fax stays in each state for `pace`.
    pub(crate) fn new(clock: &Clock, pace: Duration, credentials: &UsernameToken) -> Self {
        let covers = Covers::new();
        let documents = Documents::new(clock.clone(), pace);
        Self {
            credentials: Credentials::new(credentials),
            faxout: Faxout::new(clock.clone(), pace, covers.clone(), documents.clone()),
            covers,
            documents,
            received: Received::new(clock.clone()),
        }
    }
}
