//! What a run gives, and how it gets into files.

use std::path::{Path, PathBuf};

use crate::Error;
use crate::emit::MODULE_HEADER;

/// What a run gives.
#[derive(Clone, Debug)]
pub struct Output {
    /// The Rust code: one file, without inner attributes, to be compiled or included.
    pub code: String,
    /// The modules that the code declares, for files beside it; empty unless [`Builder::run_split`](crate::Builder::run_split)
    /// gave this.
    pub modules: Vec<Module>,
    /// What is wrong with the contract and was read all the same, rendered with places; empty where there is nothing.
    pub warnings: String,
    /// What was left out on purpose, rendered in the same way.
    pub notes: String,
    /// Every file that was read, in the order of reading.
    pub files: Vec<PathBuf>,
}

/// A module in a file of its own.
#[derive(Clone, Debug)]
pub struct Module {
    /// The name of the file.
    pub file: String,
    /// The Rust code.
    pub code: String,
}

impl Module {
    pub(crate) fn new(ident: &str, code: String) -> Self {
        Self { file: format!("{}.rs", ident.trim_start_matches("r#")), code }
    }
}

impl Output {
    /// Writes the code into a file. The file is not touched when it holds the same code already.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_to(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        write(path.as_ref(), &self.code)
    }

    /// Writes the code into `mod.rs` of a folder and each module beside it. Files that hold the same code already are not
    /// touched; those of [`Output::stale`] are removed.
    ///
    /// # Errors
    /// When a file cannot be written or removed.
    pub fn write_dir(&self, folder: impl AsRef<Path>) -> Result<(), Error> {
        let folder = folder.as_ref();
        std::fs::create_dir_all(folder).map_err(|source| Error::write(folder, source))?;
        for (file, code) in self.texts() {
            write(&folder.join(file), code)?;
        }
        for path in self.stale(folder) {
            std::fs::remove_file(&path).map_err(|source| Error::write(&path, source))?;
        }
        Ok(())
    }

    /// Each file of a folder with the code, `mod.rs` first: its name and its text.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let modules = self.modules.iter().map(|module| (&*module.file, &*module.code));
        std::iter::once(("mod.rs", &*self.code)).chain(modules)
    }

    /// The files in a folder that were generated for modules that are no more, sorted.
    pub fn stale(&self, folder: impl AsRef<Path>) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| {
            let is_ours = |name: &std::ffi::OsStr| self.texts().any(|(file, _)| *file == *name);
            !path.file_name().is_some_and(is_ours)
                && path.extension().is_some_and(|extension| extension == "rs")
                && std::fs::read(path).is_ok_and(|text| text.starts_with(MODULE_HEADER.as_bytes()))
        });
        paths.sort();
        paths
    }
}

fn write(path: &Path, code: &str) -> Result<(), Error> {
    let unchanged = std::fs::read(path).is_ok_and(|old| old == code.as_bytes());
    if unchanged {
        return Ok(());
    }
    std::fs::write(path, code).map_err(|source| Error::write(path, source))
}
