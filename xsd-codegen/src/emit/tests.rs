//! Code for small models made by hand, and that it compiles.

mod sample;

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{file, source};
use crate::Builder;
use crate::model::Item;

#[track_caller]
fn code(items: Vec<Item>) -> String {
    source(&sample::file(items)).unwrap()
}

#[test]
fn structs() {
    insta::assert_snapshot!("struct_with_a_wrapper", code(vec![sample::message()]));
    insta::assert_snapshot!("struct_with_simple_content", code(vec![sample::attempt()]));
    insta::assert_snapshot!("struct_without_members", code(vec![sample::nothing()]));
    insta::assert_snapshot!("struct_with_boxes_and_defaults", code(vec![sample::node(), sample::count()]));
    insta::assert_snapshot!("struct_with_many_arguments", code(vec![sample::crowd(), sample::count()]));
}

#[test]
fn choices_and_groups() {
    insta::assert_snapshot!(
        "choices_and_a_repeated_sequence",
        code(vec![sample::job(), sample::target(), sample::step(), sample::job_sequence()])
    );
    insta::assert_snapshot!("choice_with_a_boxed_branch", code(sample::tree()));
    insta::assert_snapshot!("choice_with_a_sequence", code(sample::payment()));
    insta::assert_snapshot!("group_in_a_group", code(sample::nested_group()));
}

#[test]
fn hierarchies() {
    insta::assert_snapshot!("hierarchy_of_an_abstract_type", code(vec![sample::shape()]));
    insta::assert_snapshot!("hierarchy_of_a_concrete_type", code(vec![sample::animal()]));
}

#[test]
fn enumerations() {
    insta::assert_snapshot!("enumeration", code(vec![sample::status()]));
}

#[test]
fn services() {
    insta::assert_snapshot!("service", source(&sample::service()).unwrap());
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(source(&sample::everything()).unwrap(), source(&sample::everything()).unwrap());
}

#[test]
fn what_is_no_identifier_ends_as_an_error() {
    for ident in ["", "a b", "type", "1st", "_", "a; fn f() {}", "\"", "r#self"] {
        let mut broken = sample::file(vec![sample::details()]);
        if let Some(Item::Struct(item)) = broken.root.items.first_mut() {
            item.ident = ident.to_owned();
        }
        assert!(source(&broken).is_err(), "{ident:?} passed: {}", file(&broken));
    }
}

/// The code compiles without a warning in both editions, in a crate of its own.
#[test]
fn the_code_compiles_without_a_warning() {
    let samples = [sample::everything(), sample::service()].map(|file| source(&file).unwrap());
    let sources: Vec<String> = samples.into_iter().chain(cases()).collect();
    for edition in ["2021", "2024"] {
        let outcome = check(edition, &sources);
        assert!(outcome.is_ok(), "edition {edition}:\n{}", outcome.unwrap_err());
    }
}

/// The code of every case, the obstacle course of names among them: with clients, with servers, and with both.
fn cases() -> impl Iterator<Item = String> {
    let folders = std::fs::read_dir("cases").unwrap().map(|entry| entry.unwrap().path());
    folders.filter(|path| path.is_dir()).flat_map(|folder| {
        let contracts = ["contract.wsdl", "contract.xsd"].map(|name| folder.join(name));
        let contract = contracts.into_iter().find(|path| path.exists()).unwrap();
        [(true, false), (false, true), (true, true)].map(|(client, server)| {
            Builder::new().contract(&contract).client(client).server(server).generate().unwrap()
        })
    })
}

/// Runs `cargo check` on a crate with these sources, and gives what it says where it fails.
fn check(edition: &str, sources: &[String]) -> Result<(), String> {
    let package = scratch_package(edition);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../xsd-runtime").canonicalize().unwrap();
    let lock = runtime.join("../Cargo.lock");
    let mut library =
        "#![deny(warnings, missing_docs, rust_2018_idioms, unreachable_pub)]\n//! Scratch.\n".to_owned();
    std::fs::create_dir_all(package.join("src")).unwrap();
    for (at, source) in sources.iter().enumerate() {
        std::fs::write(package.join(format!("src/file_{at}.in")), source).unwrap();
        library += &format!("/// One.\npub mod file_{at} {{ include!(\"file_{at}.in\"); }}\n");
    }
    // In files of their own: several namespaces, clients and servers.
    for case in ["namespaces/contract.xsd", "services/contract.wsdl"] {
        let module = case.split('/').next().unwrap_or_default();
        let builder = Builder::new().contract(Path::new("cases").join(case)).server(true);
        builder.write_dir(package.join("src").join(module)).unwrap();
        library += &format!("/// One.\npub mod {module};\n");
    }
    std::fs::write(package.join("src/lib.rs"), library).unwrap();
    let manifest = format!(
        "[package]\nname = \"scratch\"\nedition = \"{edition}\"\n[dependencies]\nxsd-runtime = {{ path = {runtime:?}, features = [\"server\"] }}\n[workspace]\n"
    );
    std::fs::write(package.join("Cargo.toml"), manifest).unwrap();
    // The same versions as here, so that nothing has to be fetched.
    if lock.exists() {
        std::fs::copy(lock, package.join("Cargo.lock")).unwrap();
    }
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(&package)
        .env("CARGO_TARGET_DIR", package.join("../target"))
        .output()
        .unwrap();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// A directory in the target directory, kept so that the next run is fast.
fn scratch_package(edition: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let target = test.ancestors().find(|path| path.join("CACHEDIR.TAG").exists()).unwrap();
    target.join("emit-scratch").join(edition)
}
