//! Contracts of other services and stacks, where they are at hand: none may panic, and those that
//! are sound must load without an error.

// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::load_with;
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::Sources;

const CORPUS: &str = "../../shared/corpus";
const CONTRACTS: &str = "../../shared/contracts";

#[test]
fn sound_contracts_of_the_corpus_load_without_an_error() {
    let corpus = Path::new(CORPUS);
    let Ok(manifest) = std::fs::read_to_string(corpus.join("manifest.tsv")) else {
        let _seen = writeln!(std::io::stderr(), "skipped: {CORPUS} is not there");
        return;
    };
    let catalog = std::fs::read_to_string(corpus.join("wellknown/catalog.tsv")).unwrap();
    let mut rows = manifest.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let column = |name: &str| header.iter().position(|title| *title == name).unwrap();
    let (status, folder, entry) = (column("status"), column("folder"), column("entry"));
    let (mut sound, mut unsound, mut failures) = (0, 0, Vec::new());
    for row in rows {
        let path = corpus.join(row[folder]).join(row[entry]);
        let report = report(&path, |sources| well_known(&catalog, corpus, sources));
        if row[status].starts_with("ok") {
            sound += 1;
            failures.extend(report.errors);
        } else {
            unsound += 1;
            assert!(report.says_something, "{}: {} and not a word", path.display(), row[status]);
        }
    }
    eprintln!("{sound} sound contracts, {unsound} others, {} failures", failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn published_contracts_of_fax_services_load_without_an_error() {
    if Path::new(CONTRACTS).is_dir() {
        load_vendors(Path::new(CONTRACTS));
    } else {
        let _seen = writeln!(std::io::stderr(), "skipped: {CONTRACTS} is not there");
    }
}

#[test]
fn our_contracts_load_without_an_error() {
    load_vendors(Path::new("../wsdl"));
}

/// Loads the contracts in the folders of `root`.
fn load_vendors(root: &Path) {
    let vendors = std::fs::read_dir(root).unwrap();
    let folders = vendors.map(|vendor| std::fs::read_dir(vendor.unwrap().path()).unwrap());
    for file in folders.flatten() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "wsdl") {
            assert_eq!(report(&path, |_| {}).errors, None);
        }
    }
}

struct Report {
    errors: Option<String>,
    /// There is an error or a warning.
    says_something: bool,
}

fn report(path: &Path, prepare: impl Fn(&mut Sources)) -> Report {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::beside(path, &mut diagnostics);
    prepare(&mut sources);
    let start = Instant::now();
    let contract = load_with(path, &mut sources, &mut diagnostics);
    let time = start.elapsed();
    diagnostics.sort();
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let types = contract.map_or(0, |contract| contract.types.len());
    eprintln!(
        "{}: {types} types, {} errors, {} warnings, {} notes, {time:.0?}",
        path.display(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note),
    );
    if std::env::var_os("SHOW").is_some() {
        eprintln!("{}", diagnostics.render(&sources));
    }
    let errors = diagnostics.has_errors().then(|| diagnostics.render(&sources));
    Report { errors, says_something: diagnostics.iter().any(|d| d.severity != Severity::Note) }
}

/// The catalog of the standards' documents: location, namespace, file, whether also found by namespace.
fn well_known(catalog: &str, corpus: &Path, sources: &mut Sources) {
    for line in catalog.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let file: PathBuf = corpus.join("wellknown").join(columns[2]);
        sources.map(columns[0], file.clone());
        if columns[3] == "1" {
            sources.map(columns[1], file);
        }
    }
}
