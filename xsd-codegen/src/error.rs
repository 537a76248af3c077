//! Why nothing was generated.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::load::Sources;

/// Why nothing was generated. `Display` and `Debug` both give the text for people, diagnostics rendered
/// with their places, so that a build script may return it from `main`.
#[non_exhaustive]
pub enum Error {
    /// The contract or its bindings are at fault.
    Contract {
        /// Every diagnostic with `path:line:column`, the lines concerned and what to write instead.
        rendered: String,
    },
    /// The output cannot be written.
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The builder was asked for something that cannot be.
    Usage(String),
    /// The generator made something that is not Rust, which is a defect of the generator.
    Internal(String),
}

impl Error {
    pub(crate) fn diagnostics(diagnostics: &Diagnostics, sources: &Sources) -> Self {
        Self::Contract { rendered: diagnostics.render(sources) }
    }

    pub(crate) fn write(path: &Path, source: std::io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }

    pub(crate) fn usage(what: &str) -> Self {
        Self::Usage(what.to_owned())
    }

    pub(crate) fn no_out_dir() -> Self {
        Self::usage("there is no OUT_DIR: call `write_to_out_dir` in a build script, `write_to` elsewhere")
    }

    pub(crate) fn internal(error: &syn::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contract { rendered } => f.write_str(rendered),
            Self::Write { path, source } => write!(f, "cannot write {}: {source}", path.display()),
            Self::Usage(what) => f.write_str(what),
            Self::Internal(what) => {
                write!(f, "the generated code is not Rust ({what}); please report this with the contract")
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}
