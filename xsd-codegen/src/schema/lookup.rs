//! From a reference to what it names, and what to say when there is no such thing.

use super::table::Table;
use super::{Builtin, QName};
use crate::diagnostic::{Diagnostic, closest};
use crate::document::{OLD_XSD, Ref, XSD};

/// The value that a reference names, or a diagnostic that says what would be right.
pub(super) fn find<D: PartialEq, V: Copy>(
    table: &Table<D, V>,
    code: &'static str,
    reference: &Ref,
) -> Result<V, Diagnostic> {
    if let Some(fault) = &reference.fault {
        return Err((**fault).clone());
    }
    table.get(&reference.name).ok_or_else(|| dangling(table, code, reference))
}

fn dangling<D: PartialEq, V: Copy>(table: &Table<D, V>, code: &'static str, reference: &Ref) -> Diagnostic {
    let kind = table.kind();
    Diagnostic::error(code, format!("there is no {kind} `{}`", reference.name))
        .at(reference.span, format!("no such {kind}"))
        .help(advice(table, &reference.name))
}

fn advice<D: PartialEq, V: Copy>(table: &Table<D, V>, name: &QName) -> String {
    let kind = table.kind();
    let namespace = &*name.namespace;
    if OLD_XSD.contains(&namespace) {
        return format!("declare the prefix with the namespace of the recommendation: {XSD}");
    }
    let own = table.names().filter(|known| *known.namespace == *namespace);
    if let Some(known) = closest(&name.local, own.map(|known| &*known.local)) {
        return format!("did you mean `{known}`?");
    }
    let namesake = table.names().filter(|known| known.local == name.local).min();
    if let Some(known) = namesake {
        return format!(
            "there is one in the namespace `{}`: use a prefix that stands for it",
            known.namespace
        );
    }
    if kind == "type" && namespace.is_empty() && Builtin::from_name(&name.local).is_some() {
        return format!("for the type of XML Schema use a prefix declared as {XSD}");
    }
    if table.knows_namespace(namespace) {
        return format!("declare it in the namespace `{namespace}`, or correct the name");
    }
    format!(
        "no document that was read has the namespace `{namespace}`: import it with its location, or \
         list the namespace and a file in catalog.tsv"
    )
}

/// What to say of a name in the namespace of XML Schema that is none of its types.
pub(super) fn no_builtin(reference: &Ref) -> Diagnostic {
    let diagnostic =
        Diagnostic::error("dangling-type", format!("XML Schema has no type `{}`", reference.name))
            .at(reference.span, "no such type");
    let names =
        Builtin::ALL.iter().filter(|builtin| **builtin != Builtin::SoapArray).map(|builtin| builtin.name());
    diagnostic.help(match closest(&reference.name.local, names) {
        Some(known) => format!("did you mean `{known}`?"),
        None => "for a type of the contract use the prefix of its own namespace".to_owned(),
    })
}
