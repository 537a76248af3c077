//! Code in several files.

use std::path::Path;

use super::{contract, folders};
use crate::{Builder, Output};

#[test]
fn the_files_hold_what_the_one_file_holds() {
    for case in folders(Path::new("cases")) {
        let builder = Builder::new().contract(contract(&case)).server(true);
        let whole = syn::parse_file(&builder.generate().unwrap()).unwrap();
        let joined = joined(&builder.run_split().unwrap());
        let text = |file: syn::File| prettyplease::unparse(&file);
        assert!(text(whole) == text(joined), "{}", case.display());
    }
}

/// The code with each module in its place.
fn joined(output: &Output) -> syn::File {
    let mut root = syn::parse_file(&output.code).unwrap();
    for item in &mut root.items {
        let syn::Item::Mod(module) = item else { continue };
        if module.semi.take().is_some() {
            let file = format!("{}.rs", module.ident).replace("r#", "");
            let found = output.modules.iter().find(|module| module.file == file).unwrap();
            module.content =
                Some((syn::token::Brace::default(), syn::parse_file(&found.code).unwrap().items));
        }
    }
    root
}

#[test]
fn there_is_a_file_for_each_namespace_and_each_end() {
    let output = Builder::new().contract("cases/services/contract.wsdl").server(true).run_split().unwrap();
    let files: Vec<_> = output.texts().map(|(file, _)| file).collect();
    assert_eq!(files, ["mod.rs", "headers.rs", "client.rs", "server.rs", "operations.rs"]);
    let declared = ["pub mod headers;", "pub mod client;", "pub mod server;", "\nmod operations;"];
    assert!(declared.iter().all(|line| output.code.contains(line)), "{}", output.code);
}

#[test]
fn files_of_modules_that_are_no_more_are_removed_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join("generated").join(name);
    let write = |case: &str| {
        Builder::new().contract(contract(&Path::new("cases").join(case))).write_dir(path("")).unwrap();
    };
    write("services");
    for name in ["by_hand.rs", "notes.txt"] {
        std::fs::write(path(name), "// Mine.").unwrap();
    }
    std::fs::copy("../fax-bindings/src/monopond/v2.rs", path("v2.rs")).unwrap();
    let output = Builder::new().contract("cases/enumerations/contract.xsd").run_split().unwrap();
    assert_eq!(output.stale(path("")), ["client.rs", "headers.rs", "operations.rs"].map(path));
    write("enumerations");
    assert_eq!(output.stale(path("")), [""; 0].map(path));
    let entries = std::fs::read_dir(path("")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut left: Vec<_> = entries.collect();
    left.sort();
    assert_eq!(left, ["by_hand.rs", "mod.rs", "notes.txt", "v2.rs"]);
}

#[test]
fn a_file_that_somebody_wrote_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let write = || Builder::new().contract(contract(Path::new("cases/namespaces"))).write_dir(folder.path());
    std::fs::write(folder.path().join("mod.rs"), "//! Mine.\n").unwrap();
    let error = write().unwrap_err().to_string();
    assert!(error.contains("mod.rs was not generated, and is not overwritten"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    std::fs::write(folder.path().join("mod.rs"), "").unwrap();
    write().unwrap();
    write().unwrap();
}
