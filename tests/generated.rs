//! The checked-in bindings are what the generator makes of the contracts.
//!
//! `REGENERATE=1 cargo test --test generated` rewrites them.

use std::path::Path;

use xsd_codegen::Builder;

const BINDINGS: &[(&str, &str)] = &[
    ("wsdl/monopond/fax-v2.wsdl", "fax-bindings/src/monopond/v2.rs"),
    ("wsdl/monopond/fax-v2.1.wsdl", "fax-bindings/src/monopond/v2_1.rs"),
];

#[test]
fn checked_in_bindings_are_up_to_date() {
    for (contract, path) in BINDINGS {
        let output = Builder::new().contract(contract).run().unwrap();
        assert_eq!(output.warnings, "", "{contract}");
        if std::env::var_os("REGENERATE").is_some() {
            std::fs::write(path, &output.code).unwrap();
        }
        let present = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            present == output.code,
            "{path} is not what the generator makes of {contract}; run `REGENERATE=1 cargo test --test generated`"
        );
    }
}

#[test]
fn files_read_are_the_contract_and_its_bindings() {
    let output = Builder::new().contract("wsdl/monopond/fax-v2.wsdl").run().unwrap();
    assert_eq!(output.files, [Path::new("wsdl/monopond/fax-v2.wsdl"), Path::new("wsdl/monopond/bindings.toml")]);
}

#[test]
fn a_file_that_did_not_change_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v2.rs");
    let builder = Builder::new().contract("wsdl/monopond/fax-v2.wsdl");
    builder.write_to(&path).unwrap();
    // A file that cannot be written would fail if it were touched.
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    let written = std::fs::metadata(&path).unwrap().modified().unwrap();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    builder.write_to(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), written);
}
