//! What the text of a contract says: one struct per kind of element, names expanded, places kept.
//!
//! A document is a WSDL 1.1 definition or an XML Schema 1.0 schema. Nothing is looked up here: a
//! reference is the name it names.

mod name;
mod namespaces;
mod reader;
mod redefine;
mod standards;
mod text;
pub(crate) mod wsdl;
mod xml;
pub(crate) mod xsd;

pub(crate) use name::{Annotation, Name, QName, Ref};
pub(crate) use namespaces::{OLD_XSD, SOAP_ENCODING, XML, XSD};
pub(crate) use reader::is_nc_name;

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use crate::load::{LoadError, Sources};
use name::Interner;
use reader::Reader;
use standards::Referred;

/// A contract and everything that it imports and includes, the root first.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    pub(crate) target_namespace: Arc<str>,
    pub(crate) doc: Option<String>,
    pub(crate) definitions: Vec<wsdl::Definitions>,
    /// Schemas inside of definitions and of their own, each once for each namespace that it has.
    pub(crate) schemas: Vec<xsd::Schema>,
    /// Those of the files that come with the generator.
    pub(crate) bundled: Vec<FileId>,
    /// Namespaces whose document was taken from those although nothing imports it, which was said.
    pub(crate) unasked: Vec<Arc<str>>,
    /// Imports and includes that led to nothing: mistakes where something needs what they bring.
    pub(crate) missing: Vec<MissingDocument>,
}

/// An import or include that led to no file, or to one that is no contract.
#[derive(Clone, Debug)]
pub(crate) struct MissingDocument {
    /// The namespace that it would bring; empty for none, or where a WSDL does not say.
    pub(crate) namespace: Arc<str>,
    /// It is part of what asks for it, and not only used by that: `include` or `wsdl:import`.
    pub(crate) is_part: bool,
    /// As an error.
    pub(crate) diagnostic: Diagnostic,
}

/// `import` or `include`: one document asks for another.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) kind: LinkKind,
    pub(crate) location: Option<String>,
    /// The location, or the element where it has none.
    pub(crate) span: Span,
}

impl Link {
    /// The namespace that an import asks for.
    fn namespace(&self) -> Option<&str> {
        match &self.kind {
            LinkKind::Import(namespace) => Some(namespace),
            LinkKind::Definitions(_) | LinkKind::Include(_) => None,
        }
    }

    /// The namespace that it brings.
    fn brings(&self) -> &Arc<str> {
        let (LinkKind::Definitions(namespace) | LinkKind::Import(namespace) | LinkKind::Include(namespace)) =
            &self.kind;
        namespace
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// `wsdl:import` of a namespace: definitions, or a schema in contracts older than WS-I BP.
    Definitions(Arc<str>),
    /// `xs:import` of a namespace; empty for none.
    Import(Arc<str>),
    /// `xs:include` into a schema of this namespace.
    Include(Arc<str>),
}

/// Reads the contract at `root` and all that it needs.
pub(crate) fn parse(root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Documents {
    let mut loader = Loader { sources, diagnostics, names: Interner::default(), state: State::default() };
    match loader.sources.open(root) {
        Ok(file) => loader.root(file),
        Err(error) => loader.diagnostics.push(error.diagnostic()),
    }
    let mut documents = loader.state.documents;
    redefine::apply(&mut documents, diagnostics);
    documents
}

struct Loader<'a> {
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    names: Interner,
    state: State,
}

#[derive(Default)]
struct State {
    documents: Documents,
    waiting: VecDeque<(FileId, Link)>,
    /// Files that were read, with the namespace that each took over from an including schema.
    read: HashSet<(FileId, Option<Arc<str>>)>,
    /// Files whose own target namespace is known: no including schema changes it.
    own_namespace: HashMap<FileId, Arc<str>>,
    /// Imports that led to no file.
    missing: VecDeque<Missing>,
    /// Namespaces that something refers to, with what it means there.
    referred: BTreeMap<Arc<str>, Vec<Referred>>,
}

/// An import that led to no file: by namespace alone, or with an error.
struct Missing {
    link: Link,
    error: Option<LoadError>,
}

/// What one file holds.
enum Content {
    Definitions(wsdl::Definitions, Vec<xsd::Schema>),
    Schema(xsd::Schema),
}

impl Loader<'_> {
    fn root(&mut self, file: FileId) {
        let content = self.read(file, None);
        if let Ok(content) = content.map_err(|diagnostic| self.diagnostics.push(diagnostic)) {
            let (namespace, doc) = match &content {
                Content::Definitions(definitions, _) => (&definitions.target_namespace, &definitions.doc),
                Content::Schema(schema) => (&schema.target_namespace, &schema.doc),
            };
            self.state.documents.target_namespace = Arc::clone(namespace);
            self.state.documents.doc.clone_from(doc);
            self.state.read.insert((file, None));
            self.keep(file, content);
        }
        loop {
            while let Some((from, link)) = self.state.waiting.pop_front() {
                self.follow(from, link);
            }
            // Only now it is known what the contract brings itself.
            if let Some(missing) = self.state.missing.pop_front() {
                self.fill_in(missing);
            } else if let Some((namespace, places)) = self.state.referred.pop_first() {
                self.take_unasked(&namespace, &places);
            } else {
                break;
            }
        }
    }

    /// What a file holds; an error where it is no contract.
    fn read(&mut self, file: FileId, adopted: Option<Arc<str>>) -> Result<Content, Diagnostic> {
        let text = Arc::clone(self.sources.text(file));
        let text = xml::without_strays(file, &text, self.diagnostics);
        let document = xml::parse(file, &text)?;
        if let Some(fault) = self.sources.encoding_fault(file) {
            xml::check_encoding(file, &document, fault, self.diagnostics);
        }
        let mut reader = Reader {
            file,
            text: &text,
            adopted,
            names: &mut self.names,
            referred: &mut self.state.referred,
            diagnostics: self.diagnostics,
        };
        let root = document.root_element();
        match (root.tag_name().namespace(), root.tag_name().name()) {
            (Some(namespaces::WSDL), "definitions") => {
                let mut schemas = Vec::new();
                let definitions = reader.definitions(root, &mut schemas);
                Ok(Content::Definitions(definitions, schemas))
            }
            (Some(namespaces::XSD), "schema") => Ok(Content::Schema(reader.schema(root))),
            _ => Err(reader.foreign_root(root)),
        }
    }

    fn keep(&mut self, file: FileId, content: Content) {
        let schemas = match content {
            Content::Definitions(mut definitions, schemas) => {
                self.wait(file, std::mem::take(&mut definitions.imports));
                self.state.documents.definitions.push(definitions);
                schemas
            }
            Content::Schema(schema) => {
                if schema.has_target_namespace {
                    self.state.own_namespace.insert(file, Arc::clone(&schema.target_namespace));
                }
                vec![schema]
            }
        };
        for mut schema in schemas {
            self.wait(file, std::mem::take(&mut schema.links));
            self.state.documents.schemas.push(schema);
        }
    }

    fn wait(&mut self, file: FileId, links: Vec<Link>) {
        self.state.waiting.extend(links.into_iter().map(|link| (file, link)));
    }

    fn follow(&mut self, from: FileId, link: Link) {
        let namespace = link.namespace();
        if namespace.is_some_and(namespaces::is_built_in) {
            return;
        }
        let error = match self.sources.follow(from, link.location.as_deref(), namespace) {
            Ok(Some(file)) => {
                self.check_location(&link);
                return self.visit(file, &link);
            }
            Ok(None) => None,
            Err(error) => Some(error),
        };
        self.state.missing.push_back(Missing { link, error });
    }

    /// Does without the document of an import where another one of the contract brings the namespace, or takes that of the
    /// standard.
    fn fill_in(&mut self, Missing { link, error }: Missing) {
        let namespace = link.namespace();
        let standard = self.sources.well_known(link.location.as_deref(), namespace);
        if let Some(file) = standard.filter(|file| self.state.documents.bundled.contains(file)) {
            self.visit(file, &link);
        } else if namespace.is_some_and(|namespace| self.has_schema(namespace)) {
            if let Some(error) = error {
                self.diagnostics.push(missing_import(error, &link).tolerated("not needed").help(
                    "the namespace is declared by another schema of this contract, which is used: \
                     drop the location, or correct it",
                ));
            }
        } else if let Some(file) = standard {
            self.state.documents.bundled.push(file);
            self.visit(file, &link);
        } else if let Some(error) = error {
            self.miss(&link, missing_import(error, &link));
        }
    }

    fn miss(&mut self, link: &Link, diagnostic: Diagnostic) {
        let namespace = Arc::clone(link.brings());
        let is_part = !matches!(link.kind, LinkKind::Import(_));
        self.state.documents.missing.push(MissingDocument { namespace, is_part, diagnostic });
    }

    fn has_schema(&self, namespace: &str) -> bool {
        self.state.documents.schemas.iter().any(|schema| *schema.target_namespace == *namespace)
    }

    /// Reads a file for a link, unless that was done.
    fn visit(&mut self, file: FileId, link: &Link) {
        let adopted = match &link.kind {
            LinkKind::Include(namespace) if !self.state.own_namespace.contains_key(&file) => {
                Some(Arc::clone(namespace)).filter(|namespace| !namespace.is_empty())
            }
            _ => None,
        };
        if self.state.read.insert((file, adopted.clone())) {
            match self.read(file, adopted) {
                Ok(content) => {
                    self.check_kind(link, &content);
                    self.keep(file, content);
                    if self.state.own_namespace.contains_key(&file) {
                        self.state.read.insert((file, None));
                    }
                }
                Err(diagnostic) => self.miss(link, diagnostic.at(link.span, "asked for here")),
            }
        }
        self.check_namespace(file, link);
    }

    /// A location is a URI reference, which has no backslashes.
    fn check_location(&mut self, link: &Link) {
        let Some(location) = link.location.as_deref().filter(|location| location.contains('\\')) else {
            return;
        };
        let help = format!("write `{}`", location.replace('\\', "/"));
        self.diagnostics.push(
            Diagnostic::warning("bad-location", format!("`{location}` is not a URI"))
                .at(link.span, "read with slashes in their place")
                .help(help),
        );
    }

    fn check_kind(&mut self, link: &Link, content: &Content) {
        if !matches!(link.kind, LinkKind::Definitions(_)) && matches!(content, Content::Definitions(..)) {
            self.diagnostics.push(
                Diagnostic::warning("not-a-schema", "this file is a WSDL document, not a schema")
                    .at(link.span, "its schemas are taken, and all else that is in it")
                    .help("use `wsdl:import` in `wsdl:definitions`, or name the file of the schema"),
            );
        }
    }

    /// The namespace that a link announces must be the one that the file has.
    fn check_namespace(&mut self, file: FileId, link: &Link) {
        let Some(actual) = self.state.own_namespace.get(&file) else { return };
        let diagnostic = match &link.kind {
            LinkKind::Import(announced) if announced != actual => Diagnostic::warning(
                "other-namespace",
                format!("the import announces namespace `{announced}`, the file has `{actual}`"),
            )
            .help(format!("write namespace=\"{actual}\"")),
            LinkKind::Include(announced) if announced != actual => Diagnostic::warning(
                "other-namespace",
                format!(
                    "a schema of namespace `{announced}` cannot include one of `{actual}`: it is imported"
                ),
            )
            .help("use `xs:import` for a schema of another namespace"),
            _ => return,
        };
        let label = format!("{} has targetNamespace=\"{actual}\"", self.sources.path(file).display());
        self.diagnostics.push(diagnostic.at(link.span, label));
    }
}

/// Says which document is asked for, for which namespace, and how to give it.
fn missing_import(error: LoadError, link: &Link) -> Diagnostic {
    let code = if error.code == "unreadable" { "missing-import" } else { error.code };
    let asked = match &**link.brings() {
        "" => "asked for here".to_owned(),
        namespace => format!("asked for here, for the namespace `{namespace}`"),
    };
    let help = error.help.unwrap_or_else(|| {
        "correct the location, which is relative to this file, or list it in catalog.tsv beside the contract or in \
         another catalog (`--catalog`, `Builder::catalog`): the location, a tab, and the file"
            .to_owned()
    });
    Diagnostic::error(code, error.message).at(link.span, asked).help(help)
}
