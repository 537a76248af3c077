//! Every folder of `reject/` holds a contract that nothing is generated from, and what is said of it.

use std::path::Path;

use super::{contract, folders, snapshots_in};
use crate::{Builder, Error};

#[test]
fn every_mistake_is_said_as_its_snapshot_has_it() {
    for case in folders(Path::new("reject")) {
        let said = match Builder::new().contract(contract(&case)).run() {
            Err(Error::Contract { rendered }) => rendered,
            Err(other) => panic!("{}: {other}", case.display()),
            Ok(_) => panic!("{} is not refused", case.display()),
        };
        snapshots_in(&case).bind(|| insta::assert_snapshot!("diagnostics", said));
    }
}
