//! Tests that take a contract through the stages.

mod byfax;
mod cases;
mod corpus;
mod describe;
mod explain;
mod layers;
mod limits;
mod monopond;
mod names;
mod published;
mod reject;
mod resolve;
mod select;
mod share;
mod split;
mod tolerate;
mod well_known;

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::load::Sources;
use crate::{document, schema};

/// A contract after the first stages, with all that they said.
struct Loaded {
    sources: Sources,
    diagnostics: Diagnostics,
    /// `None` when loading ended with an error.
    contract: Option<schema::Contract>,
}

fn load(path: &Path) -> Loaded {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::beside(path, &mut diagnostics);
    let contract = load_with(path, &mut sources, &mut diagnostics);
    diagnostics.sort();
    Loaded { sources, diagnostics, contract }
}

fn load_with(path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<schema::Contract> {
    let documents = document::parse(path, sources, diagnostics);
    (!diagnostics.has_errors()).then(|| {
        let contract = schema::resolve(&documents, diagnostics);
        contract.report_unresolved(diagnostics);
        contract
    })
}

/// The folders in a folder, by name.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// The contract of a case.
fn contract(case: &Path) -> PathBuf {
    let names = ["contract.wsdl", "contract.xsd"];
    let found = names.into_iter().map(|name| case.join(name)).find(|path| path.exists());
    found.unwrap_or_else(|| panic!("{} has no contract", case.display()))
}

/// Snapshots of a case stand beside its contract.
fn snapshots_in(case: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(std::env::current_dir().unwrap().join(case));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}
