//! Reading of input: contracts, what they import, and the catalog beside them.
//!
//! Nothing else opens an input file. Every text that was read stays here, so that diagnostics can
//! quote it and a build script can name exactly the files that matter.

mod catalog;
mod encoding;
mod location;
pub(crate) mod well_known;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use catalog::Columns;
pub(crate) use encoding::EncodingFault;

/// Name of the file beside a contract that maps locations and namespaces to local files.
const CATALOG: &str = "catalog.tsv";

/// Largest file that is read: 64 MiB, some ten times the largest public contract.
const MAX_BYTES: u64 = 64 << 20;

/// The texts that a run reads, each once.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    files: Vec<Source>,
    by_path: HashMap<PathBuf, FileId>,
    /// From a location or namespace, as an import writes it, to a file.
    catalog: HashMap<String, PathBuf>,
}

#[derive(Debug)]
struct Source {
    path: PathBuf,
    text: Arc<str>,
    encoding_fault: Option<EncodingFault>,
    /// Where its lines begin; found out when the first diagnostic asks.
    lines: OnceLock<Vec<usize>>,
    /// It comes with the generator: there is no such file.
    is_bundled: bool,
}

/// Why an input could not be had.
#[derive(Debug)]
pub(crate) struct LoadError {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl LoadError {
    /// The same as a diagnostic without a place.
    pub(crate) fn diagnostic(self) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.code, self.message);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

impl Sources {
    /// Starts with the catalog beside `contract`, if there is one.
    pub(crate) fn beside(contract: &Path, diagnostics: &mut Diagnostics) -> Self {
        let mut sources = Self::default();
        let catalog = contract.with_file_name(CATALOG);
        if catalog.is_file() {
            sources.read_catalog(&catalog, diagnostics);
        }
        sources
    }

    /// Takes over what a catalog lists.
    pub(crate) fn read_catalog(&mut self, catalog: &Path, diagnostics: &mut Diagnostics) {
        match self.open(catalog) {
            Ok(file) => self.read_entries(file, diagnostics),
            Err(error) => diagnostics.push(error.diagnostic()),
        }
    }

    /// Maps a location or namespace that imports use to a file.
    pub(crate) fn map(&mut self, location: impl Into<String>, path: PathBuf) {
        self.catalog.insert(location.into(), path);
    }

    /// Reads a file, or finds it among those that were read.
    pub(crate) fn open(&mut self, path: &Path) -> Result<FileId, LoadError> {
        let key = path.canonicalize().map_err(|error| unreadable(path, &error))?;
        if let Some(file) = self.by_path.get(&key) {
            return Ok(*file);
        }
        let (text, encoding_fault) = encoding::decode(path, &read(path)?)?;
        let lines = OnceLock::new();
        let source =
            Source { path: path.to_owned(), text: text.into(), lines, encoding_fault, is_bundled: false };
        Ok(self.keep(key, source))
    }

    fn keep(&mut self, key: PathBuf, source: Source) -> FileId {
        let file = FileId(self.files.len());
        self.files.push(source);
        self.by_path.insert(key, file);
        file
    }

    /// The document of a standard that an import means, by its location or its namespace.
    pub(crate) fn well_known(&mut self, location: Option<&str>, namespace: Option<&str>) -> Option<FileId> {
        let document = well_known::find(location, namespace)?;
        let path = Path::new("xsd-codegen:schemas").join(document.file);
        if let Some(file) = self.by_path.get(&path) {
            return Some(*file);
        }
        let source = Source {
            path: path.clone(),
            text: document.text.into(),
            lines: OnceLock::new(),
            encoding_fault: None,
            is_bundled: true,
        };
        Some(self.keep(path, source))
    }

    /// Finds what an import or include in `from` asks for: in the catalog by location, then by
    /// namespace, then as a path or URI reference relative to `from`. `None` is an import by namespace alone that
    /// the catalog does not know.
    pub(crate) fn follow(
        &mut self,
        from: FileId,
        location: Option<&str>,
        namespace: Option<&str>,
    ) -> Result<Option<FileId>, LoadError> {
        let listed = [location, namespace].into_iter().flatten().find_map(|k| self.catalog.get(k));
        if let Some(path) = listed.cloned() {
            return self.open(&path).map(Some);
        }
        let Some(location) = location else { return Ok(None) };
        if location::is_remote(location) {
            return Err(remote(location));
        }
        let [written, meant] = location::paths(location).map(|path| self.path(from).with_file_name(path));
        self.open(if written.is_file() { &written } else { &meant }).map(Some)
    }

    pub(crate) fn text(&self, file: FileId) -> &Arc<str> {
        static NOTHING: std::sync::LazyLock<Arc<str>> = std::sync::LazyLock::new(|| "".into());
        self.files.get(file.0).map_or(&NOTHING, |source| &source.text)
    }

    /// What is wrong with the encoding of a text that was read all the same.
    pub(crate) fn encoding_fault(&self, file: FileId) -> Option<&EncodingFault> {
        self.files.get(file.0)?.encoding_fault.as_ref()
    }

    /// Number of the line, from 1, that holds the byte at `offset`, and where the line begins.
    pub(crate) fn line(&self, file: FileId, offset: usize) -> (usize, usize) {
        let Some(source) = self.files.get(file.0) else { return (1, 0) };
        let lines = source.lines.get_or_init(|| line_starts(&source.text));
        let number = lines.partition_point(|start| *start <= offset);
        (number, lines.get(number.saturating_sub(1)).copied().unwrap_or(0))
    }

    /// The path as the user gave it, or as it follows from that.
    pub(crate) fn path(&self, file: FileId) -> &Path {
        self.files.get(file.0).map_or(Path::new(""), |source| &source.path)
    }

    /// Every file that was read, in the order of reading.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter(|source| !source.is_bundled).map(|source| source.path.as_path())
    }

    /// Lines of `location-or-namespace<TAB>file`, the file relative to the catalog; `#` starts a comment line. A line
    /// with `url` and `file` says which columns a table has.
    fn read_entries(&mut self, file: FileId, diagnostics: &mut Diagnostics) {
        let text = Arc::clone(self.text(file));
        let path = self.path(file).to_owned();
        let mut columns = Columns::PLAIN;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let entry = line.trim_end();
            let span = Span { file, start, end: start + entry.len() };
            start += line.len();
            if entry.is_empty() || entry.starts_with('#') {
                continue;
            }
            if let Some(headed) = Columns::headed(entry) {
                columns = headed;
                continue;
            }
            match columns.entry(entry) {
                Some((name, target)) => self.map(name, path.with_file_name(target)),
                None => diagnostics.push(
                    Diagnostic::error("bad-catalog", "this line of the catalog has no tab")
                        .at(span, "one column")
                        .help(
                            "write the location or namespace, a tab, and the file, relative to the catalog",
                        ),
                ),
            }
        }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(newline, _)| newline + 1)).collect()
}

fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let metadata = path.metadata().map_err(|error| unreadable(path, &error))?;
    if metadata.len() > MAX_BYTES {
        return Err(LoadError {
            code: "too-large",
            message: format!("{} is larger than {} MiB", path.display(), MAX_BYTES >> 20),
            help: None,
        });
    }
    std::fs::read(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> LoadError {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    };
    LoadError { code: "unreadable", message: format!("cannot read {}: {reason}", path.display()), help: None }
}

fn remote(location: &str) -> LoadError {
    LoadError {
        code: "remote-location",
        message: format!("{location} is not a local file, and nothing is fetched"),
        help: Some(format!(
            "save the document and list it in {CATALOG} beside the contract, or in another catalog (`--catalog`, \
             `Builder::catalog`): `{location}`, a tab, and the file, relative to the catalog"
        )),
    }
}
