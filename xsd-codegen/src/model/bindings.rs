//! `bindings.toml`: what the bindings' author knows better than the contract.
//!
//! Each entry says where it applies and why. An entry that applies nowhere is an error, so that none is
//! left behind when the contract changes.

use std::cell::Cell;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span, closest};
use crate::load::Sources;

/// The adjustments for one contract.
#[derive(Debug, Default)]
pub(crate) struct Bindings {
    file: Option<FileId>,
    rename: Vec<Entry<Rename>>,
    retype: Vec<Entry<Retype>>,
    optional: Vec<Entry<Place>>,
    nil_is_absent: Vec<Entry<Place>>,
    exact: Vec<Entry<Place>>,
    secret: Vec<Entry<Place>>,
    alias: Vec<Entry<Alias>>,
    derive: Vec<Entry<Derive>>,
    security: Vec<Entry<Security>>,
    idempotent: Vec<Entry<OfOperation>>,
    header: Vec<Entry<HeaderName>>,
    share: Vec<Entry<Share>>,
    runtime_path: Option<String>,
}

#[derive(Debug)]
struct Entry<T> {
    what: T,
    span: Span,
    used: Cell<bool>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    runtime_path: Option<Spanned<String>>,
    #[serde(default)]
    rename: Vec<Spanned<Rename>>,
    #[serde(default)]
    retype: Vec<Spanned<Retype>>,
    #[serde(default)]
    optional: Vec<Spanned<Place>>,
    #[serde(default)]
    nillable: Vec<Spanned<Place>>,
    #[serde(default)]
    exact: Vec<Spanned<Place>>,
    #[serde(default)]
    secret: Vec<Spanned<Place>>,
    #[serde(default)]
    alias: Vec<Spanned<Alias>>,
    #[serde(default)]
    derive: Vec<Spanned<Derive>>,
    #[serde(default)]
    security: Vec<Spanned<Security>>,
    #[serde(default)]
    idempotent: Vec<Spanned<OfOperation>>,
    #[serde(default)]
    header: Vec<Spanned<HeaderName>>,
    #[serde(default)]
    share: Vec<Spanned<Share>>,
}

/// What an entry of every kind has.
trait Scoped {
    fn contracts(&self) -> &[String];
    fn reason(&self) -> &str;
    /// What is wrong with the entry as it is written, and what to write instead.
    fn fault(&self) -> Option<(String, &'static str)>;
    /// What it is looked up by, for the message when it is not found.
    fn target(&self) -> String;
}

macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $ty:ty,)* } by $target:expr $(, unless $fault:expr)?;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            $($(#[$field_doc])* $field: $ty,)*
            /// Why: every entry has to say.
            reason: String,
            /// File names of the contracts that it is for; all of the folder where it says none.
            #[serde(default)]
            contracts: Vec<String>,
        }

        impl Scoped for $name {
            fn contracts(&self) -> &[String] {
                &self.contracts
            }

            fn reason(&self) -> &str {
                &self.reason
            }

            fn fault(&self) -> Option<(String, &'static str)> {
                $(
                    let fault: fn(&Self) -> Option<(String, &'static str)> = $fault;
                    if let Some(fault) = fault(self) {
                        return Some(fault);
                    }
                )?
                None
            }

            fn target(&self) -> String {
                let target: fn(&Self) -> String = $target;
                target(self)
            }
        }
    )*};
}

entries! {
    /// Another Rust identifier for a type, a member, a value, an operation or a port type.
    Rename {
        at: Option<String>,
        value: Option<String>,
        operation: Option<String>,
        port_type: Option<String>,
        to: String,
    } by |entry| match (&entry.at, &entry.value, &entry.operation, &entry.port_type) {
        (Some(at), Some(value), ..) => format!("{at} = {value}"),
        (Some(at), None, ..) => at.clone(),
        (None, _, Some(operation), _) => operation_place(operation),
        (None, _, None, port_type) => port_type_place(port_type.as_deref().unwrap_or_default()),
    }, unless |entry| match (&entry.at, &entry.value, &entry.operation, &entry.port_type) {
        (Some(_), _, None, None) | (None, None, Some(_), None) | (None, None, None, Some(_)) => None,
        _ => Some((
            "`rename` has to name one thing".to_owned(),
            "write `at`, `at` with `value`, `operation`, or `port_type`",
        )),
    };
    /// Another type for a member.
    Retype { at: String, to: String, } by |entry| entry.at.clone();
    /// A type or a member.
    Place { at: String, } by |entry| entry.at.clone();
    /// Another spelling that is read as a value of an enumeration.
    Alias { at: String, value: String, also: String, } by |entry| format!("{} = {}", entry.at, entry.value);
    /// Further derives for a type.
    Derive { at: String, traits: Vec<String>, } by |entry| entry.at.clone(), unless fault_of_derives;
    /// What the contract does not say about authentication.
    Security { kind: SecurityKind, } by |_| "security".to_owned();
    /// Name of the element of a header block whose part names a type.
    HeaderName { part: String, name: String, namespace: Option<String>, } by |entry| header_place(&entry.part);
    /// Types that stand once, in a module of their own, for several contracts.
    Share { module: String, types: Vec<String>, } by |entry| format!("types for {}", entry.module), unless fault_of_share;
    /// An operation.
    OfOperation { operation: String, } by |entry| operation_place(&entry.operation);
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum SecurityKind {
    UsernameToken,
}

impl Bindings {
    /// Reads `path` for the contract with the file name `contract`.
    pub(crate) fn read(
        path: &Path,
        contract: &str,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let file = match sources.open(path) {
            Ok(file) => file,
            Err(error) => {
                diagnostics.push(error.diagnostic());
                return Self::default();
            }
        };
        match toml::from_str(sources.text(file)) {
            Ok(written) => Self::of(written, file, contract, diagnostics),
            Err(error) => {
                let range = error.span().unwrap_or_default();
                let span = Span { file, start: range.start, end: range.end.max(range.start + 1) };
                diagnostics.push(
                    Diagnostic::error("bindings", "the bindings file cannot be read")
                        .at(span, error.message().to_owned())
                        .help("ARCHITECTURE.md lists the kinds of entries and their keys"),
                );
                Self::default()
            }
        }
    }

    fn of(written: Written, file: FileId, contract: &str, diagnostics: &mut Diagnostics) -> Self {
        if let Some(path) = &written.runtime_path
            && !is_path(path.get_ref(), true)
        {
            let what = format!("`{}` is no absolute path", path.get_ref());
            diagnostics.push(
                Diagnostic::error("bindings", what)
                    .at(span(file, path), "this is to be the runtime crate".to_owned())
                    .help("begin it with `::` and the crate, or with `crate`"),
            );
        }
        Self {
            file: Some(file),
            rename: entries(written.rename, file, contract, diagnostics),
            retype: entries(written.retype, file, contract, diagnostics),
            optional: entries(written.optional, file, contract, diagnostics),
            nil_is_absent: entries(written.nillable, file, contract, diagnostics),
            exact: entries(written.exact, file, contract, diagnostics),
            secret: entries(written.secret, file, contract, diagnostics),
            alias: entries(written.alias, file, contract, diagnostics),
            derive: entries(written.derive, file, contract, diagnostics),
            security: entries(written.security, file, contract, diagnostics),
            idempotent: entries(written.idempotent, file, contract, diagnostics),
            header: entries(written.header, file, contract, diagnostics),
            share: entries(written.share, file, contract, diagnostics),
            runtime_path: written.runtime_path.map(Spanned::into_inner),
        }
    }

    /// Path of the runtime crate in generated code.
    pub(super) fn runtime_path(&self) -> &str {
        self.runtime_path.as_deref().unwrap_or("::xsd_runtime")
    }

    /// The identifier for the type or member at `place`.
    pub(super) fn rename(&self, place: &str) -> Option<(&str, Span)> {
        let wanted = |entry: &Rename| entry.at.as_deref() == Some(place) && entry.value.is_none();
        find(&self.rename, wanted).map(|entry| (&*entry.what.to, entry.span))
    }

    /// The identifier for a value of the enumeration at `place`.
    pub(super) fn rename_value(&self, place: &str, value: &str) -> Option<(&str, Span)> {
        let wanted =
            |entry: &Rename| entry.at.as_deref() == Some(place) && entry.value.as_deref() == Some(value);
        find(&self.rename, wanted).map(|entry| (&*entry.what.to, entry.span))
    }

    /// The identifier for an operation.
    pub(super) fn rename_operation(&self, operation: &str) -> Option<(&str, Span)> {
        let wanted = |entry: &Rename| entry.operation.as_deref() == Some(operation);
        find(&self.rename, wanted).map(|entry| (&*entry.what.to, entry.span))
    }

    /// The ident wanted for a port type, and where.
    pub(super) fn rename_port_type(&self, port_type: &str) -> Option<(&str, Span)> {
        let wanted = |rename: &Rename| rename.port_type.as_deref() == Some(port_type);
        find(&self.rename, wanted).map(|entry| (&*entry.what.to, entry.span))
    }

    /// The type that the member at `place` is given: `xs:` and a built-in type, or a type of the contract.
    pub(super) fn retype(&self, place: &str) -> Option<(&str, Span)> {
        find(&self.retype, |entry| entry.at == place).map(|entry| (&*entry.what.to, entry.span))
    }

    /// Whether the member at `place` may be missing although the contract requires it.
    pub(super) fn is_optional(&self, place: &str) -> bool {
        find(&self.optional, |entry| entry.at == place).is_some()
    }

    /// Whether nil means absent for the member at `place`.
    pub(super) fn nil_is_absent(&self, place: &str) -> bool {
        find(&self.nil_is_absent, |entry| entry.at == place).is_some()
    }

    /// Whether the type at `place` stands for itself alone, not for what derives from it.
    pub(super) fn exact(&self, place: &str) -> Option<Span> {
        find(&self.exact, |entry| entry.at == place).map(|entry| entry.span)
    }

    /// Whether the member at `place` is never shown.
    pub(super) fn secret(&self, place: &str) -> Option<Span> {
        find(&self.secret, |entry| entry.at == place).map(|entry| entry.span)
    }

    /// The other spellings of a value of the enumeration at `place`.
    pub(super) fn aliases(&self, place: &str, value: &str) -> Vec<String> {
        let applies = |entry: &&Entry<Alias>| entry.what.at == place && entry.what.value == value;
        let found = self.alias.iter().filter(applies);
        found.inspect(|entry| entry.used.set(true)).map(|entry| entry.what.also.clone()).collect()
    }

    /// Further derives for the type at `place`.
    pub(super) fn derives(&self, place: &str) -> Vec<String> {
        find(&self.derive, |entry| entry.at == place)
            .map(|entry| entry.what.traits.clone())
            .unwrap_or_default()
    }

    /// Whether calls carry a WS-Security UsernameToken.
    pub(super) fn username_token(&self) -> bool {
        find(&self.security, |entry| entry.kind == SecurityKind::UsernameToken).is_some()
    }

    /// Local name and, where it is not the one that the contract gives, namespace of a header block's element.
    pub(super) fn header(&self, part: &str) -> Option<(&str, Option<&str>)> {
        find(&self.header, |entry| entry.part == part)
            .map(|entry| (&*entry.what.name, entry.what.namespace.as_deref()))
    }

    /// What the contract shares with others.
    pub(super) fn share(&self) -> Option<Sharing<'_>> {
        let entry = find(&self.share, |_| true)?;
        let Share { module, types, contracts, .. } = &entry.what;
        Some(Sharing { module, types, contracts, span: entry.span })
    }

    /// Whether the operation can be repeated without harm.
    pub(super) fn is_idempotent(&self, operation: &str) -> bool {
        find(&self.idempotent, |entry| entry.operation == operation).is_some()
    }

    /// An error for each entry that nothing asked for; `known` are the places that there are.
    pub(super) fn report_unused(&self, known: &[String], diagnostics: &mut Diagnostics) {
        if self.file.is_none() {
            return;
        }
        let mut report = Unused { known, diagnostics };
        report.entries("rename", &self.rename);
        report.entries("retype", &self.retype);
        report.entries("optional", &self.optional);
        report.entries("nillable", &self.nil_is_absent);
        report.entries("exact", &self.exact);
        report.entries("secret", &self.secret);
        report.entries("alias", &self.alias);
        report.entries("derive", &self.derive);
        report.entries("security", &self.security);
        report.entries("idempotent", &self.idempotent);
        report.entries("header", &self.header);
        report.entries("share", &self.share);
    }
}

struct Unused<'a> {
    known: &'a [String],
    diagnostics: &'a mut Diagnostics,
}

impl Unused<'_> {
    fn entries<T: Scoped>(&mut self, kind: &str, entries: &[Entry<T>]) {
        for entry in entries.iter().filter(|entry| !entry.used.get()) {
            let target = entry.what.target();
            if self.known.contains(&target) {
                self.diagnostics.push(
                    Diagnostic::error("unused-binding", format!("`{kind}` changes nothing in the contract"))
                        .at(entry.span, format!("`{target}` is there, but `{kind}` does not apply to it"))
                        .help("remove the entry"),
                );
                continue;
            }
            let help = match closest(&target, self.known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`? otherwise remove the entry"),
                None => "remove the entry, or correct where it applies".to_owned(),
            };
            self.diagnostics.push(
                Diagnostic::error("unused-binding", format!("`{kind}` applies to nothing in the contract"))
                    .at(entry.span, format!("there is no `{target}`"))
                    .help(help),
            );
        }
    }
}

/// An entry `share`.
pub(super) struct Sharing<'b> {
    /// Absolute path of the module that the types stand in.
    pub(super) module: &'b str,
    pub(super) types: &'b [String],
    /// File names of the contracts.
    pub(super) contracts: &'b [String],
    pub(super) span: Span,
}

fn fault_of_share(entry: &Share) -> Option<(String, &'static str)> {
    if !is_path(&entry.module, true) {
        let help = "begin it with `::` and the crate, or with `crate`";
        return Some((format!("`{}` is no absolute path", entry.module), help));
    }
    (entry.contracts.len() < 2).then(|| {
        ("`share` is for several contracts".to_owned(), "name them: contracts = [\"a.wsdl\", \"b.wsdl\"]")
    })
}

/// How the part of a header is looked up.
pub(super) fn header_place(part: &str) -> String {
    format!("header {part}")
}

/// How a port type is looked up.
pub(super) fn port_type_place(port_type: &str) -> String {
    format!("port type {port_type}")
}

/// An operation among the places that bindings can name.
pub(super) fn operation_place(operation: &str) -> String {
    format!("operation {operation}")
}

fn span<T>(file: FileId, written: &Spanned<T>) -> Span {
    let range = written.span();
    Span { file, start: range.start, end: range.end }
}

/// Whether `text` is a path without arguments; an absolute one begins with two colons or `crate`.
fn is_path(text: &str, absolute: bool) -> bool {
    let Ok(path) = syn::parse_str::<syn::Path>(text) else { return false };
    let in_crate =
        path.segments.len() > 1 && path.segments.first().is_some_and(|first| first.ident == "crate");
    let plain = path.segments.iter().all(|segment| segment.arguments.is_none());
    plain && (!absolute || in_crate || path.leading_colon.is_some())
}

fn fault_of_derives(entry: &Derive) -> Option<(String, &'static str)> {
    let mut names: Vec<&str> = vec!["Clone", "Debug", "Default", "PartialEq"];
    for path in &entry.traits {
        if !is_path(path, false) {
            return Some((format!("`{path}` is no path of a trait"), "write `Eq`, or `::serde::Serialize`"));
        }
        let name = path.rsplit("::").next().unwrap_or_default().trim();
        if names.contains(&name) {
            let help = "remove it: `Clone`, `Debug` and `PartialEq` are always there, `Default` where nothing is required";
            return Some((format!("`{name}` is derived already"), help));
        }
        names.push(name);
    }
    None
}

/// Says what is wrong with entries as they are written, for whatever contract they are.
fn check<T: Scoped>(written: &[Spanned<T>], file: FileId, diagnostics: &mut Diagnostics) {
    for entry in written {
        let (what, help) = match entry.get_ref() {
            it if it.reason().trim().is_empty() => {
                ("the reason is empty".to_owned(), "say why the entry is there")
            }
            it => match it.fault() {
                Some(fault) => fault,
                None => continue,
            },
        };
        diagnostics.push(
            Diagnostic::error("bindings", what).at(span(file, entry), "in this entry".to_owned()).help(help),
        );
    }
}

fn entries<T: Scoped>(
    written: Vec<Spanned<T>>,
    file: FileId,
    contract: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Entry<T>> {
    check(&written, file, diagnostics);
    let applies = |entry: &T| {
        let contracts = entry.contracts();
        contracts.is_empty() || contracts.iter().any(|name| name == contract)
    };
    let written = written.into_iter().filter(|entry| applies(entry.get_ref()));
    let entry = |entry: Spanned<T>| {
        let span = span(file, &entry);
        Entry { what: entry.into_inner(), span, used: Cell::new(false) }
    };
    written.map(entry).collect()
}

fn find<T>(entries: &[Entry<T>], applies: impl Fn(&T) -> bool) -> Option<&Entry<T>> {
    let found = entries.iter().find(|entry| applies(&entry.what))?;
    found.used.set(true);
    Some(found)
}
