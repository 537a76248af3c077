//! What is said of a contract before anything is generated.

use std::path::Path;

use super::{contract, snapshots_in};
use crate::Builder;

#[test]
fn a_contract_is_explained() {
    for case in ["documents", "services", "names", "tolerant"] {
        let case = Path::new("cases").join(case);
        let report = Builder::new().contract(contract(&case)).explain().unwrap();
        snapshots_in(&case).bind(|| insta::assert_snapshot!("explain", report));
    }
}

#[test]
fn of_a_selection_nothing_else_is_explained() {
    let builder = Builder::new().contract("cases/services/contract.wsdl");
    let report = builder.operations(["Store"]).explain().unwrap();
    assert!(report.contains(": 1 operation\n") && report.contains("  store(Store)"), "{report}");
    // The types of the other operations have these.
    for other in ["ping", "urn:merge", "repeated element"] {
        assert!(!report.contains(other), "{other} in {report}");
    }
}
