//! Every folder of `tolerate/` holds a contract with mistakes that are read all the same: what is said of them, and what
//! is generated.

use std::path::Path;

use super::{contract, describe::describe, folders, snapshots_in};
use crate::Builder;
use crate::diagnostic::Diagnostics;
use crate::load::Sources;

#[test]
fn every_leniency_says_and_gives_what_its_snapshots_have() {
    for case in folders(Path::new("tolerate")) {
        let builder = Builder::new().contract(contract(&case)).server(true);
        let mut diagnostics = Diagnostics::default();
        let mut sources = Sources::beside(&builder.contract, &mut diagnostics);
        let model = builder.stages(&mut sources, &mut diagnostics);
        diagnostics.sort();
        let said = diagnostics.render(&sources);
        let model = model.unwrap_or_else(|| panic!("{said}"));
        assert!(!said.is_empty(), "{} says nothing", case.display());
        builder.generate().unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        snapshots_in(&case).bind(|| {
            insta::assert_snapshot!("diagnostics", said);
            insta::assert_snapshot!("model", describe(&model));
        });
    }
}
