//! Reads WSDL 1.1 and XML Schema 1.0 and writes typed, idiomatic, async Rust.
//!
//! In a `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), xsd_codegen::Error> {
//!     xsd_codegen::Builder::new().contract("wsdl/service.wsdl").write_to_out_dir("service.rs")
//! }
//! ```
//!
//! and in the crate, which depends on `xsd-runtime`:
//!
//! ```ignore
//! pub mod service {
//!     include!(concat!(env!("OUT_DIR"), "/service.rs"));
//! }
//! ```
//!
//! # Servers
//!
//! [`Builder::server`] adds a module `server` with a trait for each port type, that a server implements, and
//! `<PortType>Server`, which carries an implementation to `xsd_runtime::soap::server::Dispatcher`. An `async fn` is all
//! that a method of the trait needs:
//!
//! ```ignore
//! use service::server::{Clock, ClockServer};
//!
//! impl Clock for MyClock {
//!     async fn now(&self, context: &Context) -> Result<DateTime, Fault<NoFault>> {
//!         Ok(Timestamp::now().into())
//!     }
//! }
//!
//! let dispatcher = Dispatcher::new(ClockServer::new(MyClock));
//! ```
//!
//! Methods take the message where the operation has one, then the `Context`. A fault that the contract declares is
//! `Err(StoreFault::Full(detail).into())`. How axum carries a dispatcher is shown in the docs of
//! `xsd_runtime::soap::server`.
//!
//! # Contracts
//!
//! A contract is a WSDL or a plain `.xsd`; imports and includes are followed by relative path, and through a
//! `catalog.tsv` beside the contract. The schemas of the standards that contracts import, such as WS-Addressing, come with
//! the generator. A `bindings.toml` beside it adjusts what the contract says loosely.
#![forbid(unsafe_code)]

mod diagnostic;
mod document;
mod emit;
mod error;
mod explain;
mod load;
mod model;
mod output;
#[allow(dead_code, reason = "it holds all that a contract says, also what no code is generated from")]
mod schema;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use error::Error;
pub use output::{Module, Output};

use diagnostic::{Diagnostic, Diagnostics, Severity};
use load::Sources;
use model::{Bindings, share};

/// Name of the file beside a contract that adjusts it.
const BINDINGS: &str = "bindings.toml";

/// What to generate, and from what.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("note.xsd");
/// # std::fs::write(&path, r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
/// #   <xs:complexType name="note"><xs:sequence><xs:element name="to" type="xs:string"/></xs:sequence></xs:complexType>
/// # </xs:schema>"#)?;
/// let code = xsd_codegen::Builder::new().contract(path).generate()?;
/// assert!(code.contains("pub struct Note"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    contract: PathBuf,
    bindings: Option<PathBuf>,
    catalogs: Vec<PathBuf>,
    operations: Vec<String>,
    client: bool,
    server: bool,
    shared: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// Nothing chosen yet but that there is a client.
    #[must_use]
    pub fn new() -> Self {
        Self {
            contract: PathBuf::new(),
            bindings: None,
            catalogs: Vec::new(),
            operations: Vec::new(),
            client: true,
            server: false,
            shared: false,
        }
    }

    /// The contract: a WSDL, or an XML Schema.
    #[must_use]
    pub fn contract(mut self, path: impl Into<PathBuf>) -> Self {
        self.contract = path.into();
        self
    }

    /// The file that adjusts the contract, instead of the `bindings.toml` beside it.
    #[must_use]
    pub fn bindings(mut self, path: impl Into<PathBuf>) -> Self {
        self.bindings = Some(path.into());
        self
    }

    /// One more catalog beside the `catalog.tsv` of the contract, and before it: a file that says which local file an import
    /// means. Each line has a location or a namespace, a tab, and the file, relative to the catalog; `#` starts a comment.
    /// A line with the words `url` and `file` says that a table follows, and which of its columns these are.
    #[must_use]
    pub fn catalog(mut self, path: impl Into<PathBuf>) -> Self {
        self.catalogs.push(path.into());
        self
    }

    /// Only these operations, by their names in the contract, and the types that they need. Names of types are the same as
    /// without a selection. Entries of `bindings.toml` may then apply to nothing.
    #[must_use]
    pub fn operations<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.operations.extend(names.into_iter().map(Into::into));
        self
    }

    /// Whether to write a client for each port type; it is written unless told otherwise.
    #[must_use]
    pub fn client(mut self, client: bool) -> Self {
        self.client = client;
        self
    }

    /// Whether to write a server trait for each port type, and what takes requests to it; it is left out unless asked
    /// for. The code then needs the feature `server` of `xsd-runtime`.
    #[must_use]
    pub fn server(mut self, server: bool) -> Self {
        self.server = server;
        self
    }

    /// Whether to write, instead of all else, the module of the types that `bindings.toml` shares among contracts
    /// (`[[share]]`). Each of those contracts is read, and a type that is not the same in all of them is an error.
    #[must_use]
    pub fn shared(mut self, shared: bool) -> Self {
        self.shared = shared;
        self
    }

    /// Generates the code.
    ///
    /// # Errors
    /// [`Error`] with all mistakes of the contract, or of its bindings, that could be found at once.
    pub fn generate(&self) -> Result<String, Error> {
        self.run().map(|output| output.code)
    }

    /// Generates the code into a file. The file is not touched when it holds the same code already.
    ///
    /// In a build script, cargo is told which files were read, and shown the warnings.
    ///
    /// # Errors
    /// Like [`Builder::generate`], and when the file cannot be written.
    pub fn write_to(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let output = self.run()?;
        if std::env::var_os("OUT_DIR").is_some() {
            tell_cargo(&output);
        }
        output.write_to(path)
    }

    /// Generates the code into the file `name` in cargo's `OUT_DIR`, for a build script.
    ///
    /// # Errors
    /// Like [`Builder::write_to`], and when there is no `OUT_DIR`.
    pub fn write_to_out_dir(&self, name: impl AsRef<Path>) -> Result<(), Error> {
        let folder = std::env::var_os("OUT_DIR").ok_or_else(Error::no_out_dir)?;
        self.write_to(Path::new(&folder).join(name))
    }

    /// Generates the code into a folder for it alone: `mod.rs`, and a file for each namespace beside the contract's own, for
    /// the clients and for the servers. They are modules of a crate, named by `mod` in the file above the folder, with or
    /// without `#[path]`; not for `include!`. Files that did not change are not touched, and those of modules that are no
    /// more are removed.
    ///
    /// # Errors
    /// Like [`Builder::generate`], and when a file cannot be written.
    pub fn write_dir(&self, folder: impl AsRef<Path>) -> Result<(), Error> {
        let output = self.run_split()?;
        if std::env::var_os("OUT_DIR").is_some() {
            tell_cargo(&output);
        }
        output.write_dir(folder)
    }

    /// Generates the code, and says what was read and what is worth knowing of the contract.
    ///
    /// # Errors
    /// Like [`Builder::generate`].
    pub fn run(&self) -> Result<Output, Error> {
        self.run_with(|file| emit::source(file).map(|code| (code, Vec::new())))
    }

    /// The same with the modules of the code apart from it, for files of their own: [`Output::modules`].
    ///
    /// # Errors
    /// Like [`Builder::generate`].
    pub fn run_split(&self) -> Result<Output, Error> {
        self.run_with(|file| {
            let (code, modules) = emit::sources(file)?;
            Ok((code, modules.into_iter().map(|(name, code)| Module::new(&name, code)).collect()))
        })
    }

    fn run_with(
        &self,
        emit: impl FnOnce(&model::File) -> Result<(String, Vec<Module>), syn::Error>,
    ) -> Result<Output, Error> {
        let mut diagnostics = Diagnostics::default();
        let mut sources = self.sources(&mut diagnostics)?;
        let file = match self.shared {
            true => self.shared_file(&mut sources, &mut diagnostics),
            false => self.file(&mut sources, &mut diagnostics),
        };
        diagnostics.sort();
        let Some(file) = file else { return Err(Error::diagnostics(&diagnostics, &sources)) };
        let (code, modules) = emit(&file).map_err(|error| Error::internal(&error))?;
        Ok(Output {
            code,
            modules,
            warnings: diagnostics.render_only(Severity::Warning, &sources),
            notes: diagnostics.render_only(Severity::Note, &sources),
            files: sources.paths().map(Path::to_owned).collect(),
        })
    }

    /// Says what the contract is and what becomes of it: services, operations with their headers and faults, types by
    /// namespace, names that differ from those of the contract, policies, the constructs that were met, and all that was
    /// tolerated or left out.
    ///
    /// # Errors
    /// Like [`Builder::generate`].
    pub fn explain(&self) -> Result<String, Error> {
        let mut diagnostics = Diagnostics::default();
        let mut sources = self.sources(&mut diagnostics)?;
        let report = self.explained(&mut sources, &mut diagnostics);
        diagnostics.sort();
        let Some(report) = report else { return Err(Error::diagnostics(&diagnostics, &sources)) };
        let told =
            [Severity::Warning, Severity::Note].map(|severity| diagnostics.render_only(severity, &sources));
        let told: Vec<_> = told.into_iter().filter(|told| !told.is_empty()).collect();
        let told = told.join("\n");
        Ok(format!(
            "{report}\nTolerated or left out\n{}",
            if told.is_empty() { "  (nothing)\n" } else { &told }
        ))
    }

    fn explained(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<String> {
        let (contract, bindings) = self.resolved(sources, diagnostics)?;
        let file = self.lowered(&contract, &bindings, diagnostics)?;
        Some(explain::report(&contract, &file))
    }

    /// The catalogs, before anything else is read.
    fn sources(&self, diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
        if self.contract.as_os_str().is_empty() {
            return Err(Error::usage("no contract was given: call `contract(path)`"));
        }
        let mut sources = Sources::beside(&self.contract, diagnostics);
        for catalog in &self.catalogs {
            sources.read_catalog(catalog, diagnostics);
        }
        Ok(sources)
    }

    /// All that the contract has of its own.
    fn file(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<model::File> {
        let mut file = self.stages(sources, diagnostics)?;
        if let Some(shared) = file.shared.take() {
            share::take_out(&mut file, &shared);
        }
        Some(file)
    }

    /// What the contract and others share, where all of them agree on it.
    fn shared_file(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<model::File> {
        let (mut file, mut shared) = self.shared_part(sources, diagnostics)?;
        for name in shared.contracts.clone() {
            let other = self.clone().contract(self.contract.with_file_name(&name));
            if other.contract != self.contract {
                let (theirs, their_shared) = other.shared_part(sources, diagnostics)?;
                share::compare(
                    &shared,
                    &emit::shapes(&file),
                    &their_shared,
                    &emit::shapes(&theirs),
                    diagnostics,
                );
                share::join((&mut file, &mut shared), (theirs, their_shared));
            }
        }
        share::refuse_missing(&shared, diagnostics);
        stage_edge(diagnostics)?;
        Some(file)
    }

    /// The shared types of this contract alone.
    fn shared_part(
        &self,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<(model::File, model::Shared)> {
        let mut file = self.stages(sources, diagnostics)?;
        let Some(shared) = file.shared.take() else {
            let what = format!("the bindings share no type of {}", self.contract.display());
            diagnostics.push(
                Diagnostic::error("shares-nothing", what)
                    .help("write `[[share]]` with `module`, `types` and `contracts` into bindings.toml"),
            );
            return None;
        };
        share::alone(&mut file, &shared);
        Some((file, shared))
    }

    /// From text to model; `None` at the edge of the first stage that found an error.
    fn stages(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<model::File> {
        let (contract, bindings) = self.resolved(sources, diagnostics)?;
        self.lowered(&contract, &bindings, diagnostics)
    }

    fn resolved(
        &self,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<(schema::Contract, Bindings)> {
        let documents = document::parse(&self.contract, sources, diagnostics);
        let bindings = self.read_bindings(sources, diagnostics);
        stage_edge(diagnostics)?;
        let mut contract = schema::resolve(&documents, diagnostics);
        if !self.operations.is_empty() {
            contract.select(&self.operations, diagnostics);
        }
        contract.report_unresolved(diagnostics);
        stage_edge(diagnostics)?;
        Some((contract, bindings))
    }

    fn lowered(
        &self,
        contract: &schema::Contract,
        bindings: &Bindings,
        diagnostics: &mut Diagnostics,
    ) -> Option<model::File> {
        let mut file = model::lower(contract, bindings, diagnostics);
        stage_edge(diagnostics)?;
        file.clients = self.client;
        file.servers = self.server;
        Some(file)
    }

    fn read_bindings(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Bindings {
        let beside = || Some(self.contract.with_file_name(BINDINGS)).filter(|path| path.is_file());
        let contract = self.contract.file_name().unwrap_or_default().to_string_lossy();
        match self.bindings.clone().or_else(beside) {
            Some(path) => Bindings::read(&path, &contract, sources, diagnostics),
            None => Bindings::default(),
        }
    }
}

/// Ends the run where a stage found errors.
fn stage_edge(diagnostics: &Diagnostics) -> Option<()> {
    (!diagnostics.has_errors()).then_some(())
}

#[allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
fn tell_cargo(output: &Output) {
    for file in &output.files {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    for line in output.warnings.lines() {
        println!("cargo::warning={line}");
    }
}
