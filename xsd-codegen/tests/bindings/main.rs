//! The checked-in bindings are what the generator makes of the contracts, byte for byte.
//!
//! `REGENERATE=1 cargo test -p xsd-codegen --test bindings` rewrites them. The test stands in this package
//! so that it runs while the bindings do not compile.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod rest;

use std::path::Path;

use xsd_codegen::Builder;

/// What the contracts of byFax share.
const SHARED: (&str, &str) = ("../wsdl/byfax/faxout.wsdl", "../fax-bindings/src/byfax/common.rs");

/// Contract and bindings.
const BINDINGS: &[(&str, &str)] = &[
    ("../wsdl/byfax/cover.wsdl", "../fax-bindings/src/byfax/cover.rs"),
    ("../wsdl/byfax/document.wsdl", "../fax-bindings/src/byfax/document.rs"),
    ("../wsdl/byfax/faxin-inventory.wsdl", "../fax-bindings/src/byfax/faxin_inventory.rs"),
    ("../wsdl/byfax/faxin-message.wsdl", "../fax-bindings/src/byfax/faxin_message.rs"),
    ("../wsdl/byfax/faxout.wsdl", "../fax-bindings/src/byfax/faxout.rs"),
    ("../wsdl/monopond/fax-v2.wsdl", "../fax-bindings/src/monopond/v2.rs"),
    ("../wsdl/monopond/fax-v2.1.wsdl", "../fax-bindings/src/monopond/v2_1.rs"),
];

#[test]
fn checked_in_bindings_are_up_to_date() {
    let shared = (Builder::new().contract(SHARED.0).shared(true), SHARED.1);
    let others = BINDINGS.iter().map(|(contract, path)| (Builder::new().contract(contract), *path));
    for (builder, path) in others.chain([shared]) {
        let output = builder.run().unwrap();
        assert_eq!((&*output.warnings, &*output.notes), ("", ""), "{path}");
        assert_up_to_date(path, &output.code);
    }
}

/// A file is what is generated; with `REGENERATE` it becomes it.
fn assert_up_to_date(path: &str, generated: &str) {
    if std::env::var_os("REGENERATE").is_some() {
        std::fs::write(path, generated).unwrap();
    }
    let present = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        present == generated,
        "{path} is not what the generator makes of its contract; \
         run `REGENERATE=1 cargo test -p xsd-codegen --test bindings`"
    );
}

#[test]
fn files_read_are_the_contract_and_its_bindings() {
    let output = Builder::new().contract("../wsdl/monopond/fax-v2.wsdl").run().unwrap();
    let read = ["../wsdl/monopond/fax-v2.wsdl", "../wsdl/monopond/bindings.toml"];
    assert_eq!(output.files, read.map(Path::new));
}

#[test]
fn a_file_that_did_not_change_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v2.rs");
    let builder = Builder::new().contract("../wsdl/monopond/fax-v2.wsdl");
    builder.write_to(&path).unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    builder.write_to(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
    std::fs::write(&path, "something else").unwrap();
    builder.write_to(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), builder.generate().unwrap());
}
