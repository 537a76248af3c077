//! Recorded messages and published contracts, which stand beside the project where they are at hand.

// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::path::PathBuf;

/// The folder of this name; tells why the test is skipped when it is not there.
pub fn folder(name: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")).join(name);
    if !folder.is_dir() {
        let _seen = writeln!(std::io::stderr(), "skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// The files in it whose names fit, with their names, in order.
pub fn files(folder: &std::path::Path, fits: impl Fn(&str) -> bool) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| fits(name))
        .map(|(name, path)| (name, std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}
