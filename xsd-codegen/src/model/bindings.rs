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
    runtime_path: Option<String>,
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
}

/// What an entry of every kind has.
trait Scoped {
    fn contracts(&self) -> &[String];
    /// What it is looked up by, for the message when it is not found.
    fn target(&self) -> String;
}

macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $ty:ty,)* } by $target:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            $($(#[$field_doc])* $field: $ty,)*
            /// Why: every entry has to say.
            #[serde(rename = "reason")]
            _reason: String,
            /// File names of the contracts that it is for; all of the folder where it says none.
            #[serde(default)]
            contracts: Vec<String>,
        }

        impl Scoped for $name {
            fn contracts(&self) -> &[String] {
                &self.contracts
            }

            fn target(&self) -> String {
                let target: fn(&Self) -> String = $target;
                target(self)
            }
        }
    )*};
}

entries! {
    /// Another Rust identifier for a type, a member, a value or an operation.
    Rename {
        at: Option<String>,
        value: Option<String>,
        operation: Option<String>,
        to: String,
    } by |entry| match (&entry.at, &entry.value, &entry.operation) {
        (Some(at), Some(value), _) => format!("{at} = {value}"),
        (Some(at), None, _) => at.clone(),
        (None, _, operation) => operation_place(operation.as_deref().unwrap_or_default()),
    };
    /// Another type for a member.
    Retype { at: String, to: String, } by |entry| entry.at.clone();
    /// A type or a member.
    Place { at: String, } by |entry| entry.at.clone();
    /// Another spelling that is read as a value of an enumeration.
    Alias { at: String, value: String, also: String, } by |entry| format!("{} = {}", entry.at, entry.value);
    /// Further derives for a type.
    Derive { at: String, traits: Vec<String>, } by |entry| entry.at.clone();
    /// What the contract does not say about authentication.
    Security { kind: SecurityKind, } by |_| "security".to_owned();
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
            Ok(written) => Self::of(written, file, contract),
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

    fn of(written: Written, file: FileId, contract: &str) -> Self {
        Self {
            file: Some(file),
            rename: entries(written.rename, file, contract),
            retype: entries(written.retype, file, contract),
            optional: entries(written.optional, file, contract),
            nil_is_absent: entries(written.nillable, file, contract),
            exact: entries(written.exact, file, contract),
            secret: entries(written.secret, file, contract),
            alias: entries(written.alias, file, contract),
            derive: entries(written.derive, file, contract),
            security: entries(written.security, file, contract),
            idempotent: entries(written.idempotent, file, contract),
            runtime_path: written.runtime_path,
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
    pub(super) fn is_exact(&self, place: &str) -> bool {
        find(&self.exact, |entry| entry.at == place).is_some()
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

/// An operation among the places that bindings can name.
pub(super) fn operation_place(operation: &str) -> String {
    format!("operation {operation}")
}

fn entries<T: Scoped>(written: Vec<Spanned<T>>, file: FileId, contract: &str) -> Vec<Entry<T>> {
    let applies = |entry: &T| {
        let contracts = entry.contracts();
        contracts.is_empty() || contracts.iter().any(|name| name == contract)
    };
    let written = written.into_iter().filter(|entry| applies(entry.get_ref()));
    let entry = |entry: Spanned<T>| {
        let range = entry.span();
        let span = Span { file, start: range.start, end: range.end };
        Entry { what: entry.into_inner(), span, used: Cell::new(false) }
    };
    written.map(entry).collect()
}

fn find<T>(entries: &[Entry<T>], applies: impl Fn(&T) -> bool) -> Option<&Entry<T>> {
    let found = entries.iter().find(|entry| applies(&entry.what))?;
    found.used.set(true);
    Some(found)
}
