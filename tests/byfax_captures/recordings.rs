//! Recorded messages, which stand beside the project where they are at hand.

// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::path::Path;

/// The files in a folder of recordings whose names fit, in order; none, told visibly, where the folder is missing.
pub(crate) fn files(folder: &str, fits: impl Fn(&str) -> bool) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/captures").join(folder);
    if !folder.is_dir() {
        let _seen = writeln!(std::io::stderr(), "skipped: {} is not there", folder.display());
        return Vec::new();
    }
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| fits(name))
        .map(|(name, path)| (name, std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "the folder is there and has no recording");
    files
}
