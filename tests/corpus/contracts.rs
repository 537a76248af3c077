//! Which contracts there are.

// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::path::{Path, PathBuf};

const CORPUS: &str = "../shared/corpus";
const CASES: &str = "xsd-codegen/cases";

#[derive(Clone)]
pub(crate) struct Contract {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// Whether all that it refers to is there: code is due.
    pub(crate) is_sound: bool,
}

/// Those of the corpus, or, where that is missing, of the cases.
pub(crate) fn all() -> Vec<Contract> {
    let corpus = Path::new(CORPUS);
    match std::fs::read_to_string(corpus.join("manifest.tsv")) {
        Ok(manifest) => of_corpus(corpus, &manifest),
        Err(_) => {
            let what = format!("skipped: {CORPUS} is not there; the contracts of {CASES} are taken");
            let _seen = writeln!(std::io::stderr(), "{what}");
            of_cases()
        }
    }
}

fn of_corpus(corpus: &Path, manifest: &str) -> Vec<Contract> {
    let mut rows = manifest.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let column = |name: &str| header.iter().position(|title| *title == name).unwrap();
    let [id, status, folder, entry] = ["id", "status", "folder", "entry"].map(column);
    let contract = |row: Vec<&str>| Contract {
        name: row[id].to_owned(),
        path: corpus.join(row[folder]).join(row[entry]),
        is_sound: row[status].starts_with("ok"),
    };
    rows.map(contract).collect()
}

fn of_cases() -> Vec<Contract> {
    let folders = std::fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().path());
    let mut contracts: Vec<Contract> = folders
        .filter_map(|folder| {
            let path = ["contract.wsdl", "contract.xsd"]
                .map(|name| folder.join(name))
                .into_iter()
                .find(|p| p.exists())?;
            Some(Contract { name: folder.file_name()?.to_string_lossy().into_owned(), path, is_sound: true })
        })
        .collect();
    contracts.sort_by(|a, b| a.name.cmp(&b.name));
    contracts
}
