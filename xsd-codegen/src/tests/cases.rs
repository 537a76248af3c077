//! Every folder of `cases/` holds a contract for one feature, its model and its code.
//!
//! The code is compiled, and the samples beside it are read and written, by the tests of the root package.

use std::path::Path;

use super::{contract, describe::describe, folders, snapshots_in};
use crate::Builder;
use crate::diagnostic::Diagnostics;
use crate::load::Sources;

/// Everything that can be generated.
fn builder(case: &Path) -> Builder {
    Builder::new().contract(contract(case)).server(true)
}

#[test]
fn every_case_has_the_model_and_the_code_of_its_snapshots() {
    for case in folders(Path::new("cases")) {
        let builder = builder(&case);
        let mut diagnostics = Diagnostics::default();
        let mut sources = Sources::beside(&builder.contract, &mut diagnostics);
        let model = builder.stages(&mut sources, &mut diagnostics);
        let model = model.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources)));
        let code = builder.generate().unwrap();
        snapshots_in(&case).bind(|| {
            insta::assert_snapshot!("model", describe(&model));
            insta::assert_binary_snapshot!("code.rs", code.into_bytes());
        });
    }
}

#[test]
fn ten_runs_give_the_same_bytes() {
    for case in folders(Path::new("cases")) {
        let builder = builder(&case);
        let first = builder.generate().unwrap();
        for _ in 1..10 {
            assert_eq!(builder.generate().unwrap(), first);
        }
    }
}

#[test]
fn overloads_are_renamed_together() {
    let folder = tempfile::tempdir().unwrap();
    let bindings = folder.path().join("bindings.toml");
    let entry = "[[rename]]\noperation = \"get\"\nto = \"fetch\"\nreason = \"It is not a getter.\"\n";
    std::fs::write(&bindings, entry).unwrap();
    let code = builder(Path::new("cases/rpc")).bindings(bindings).generate().unwrap();
    for method in ["pub fn fetch(", "pub fn fetch_2("] {
        assert!(code.contains(method), "{method}");
    }
}
