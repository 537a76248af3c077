//! Clients with their operations. What most operations of a client have is said once.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::{count, qname, ty};
use crate::model::{Body, File, HeaderSetter, Operation, PortType, Type};

/// What stands for an operation's name in what is said of several.
const NAME: &str = "{operation}";

/// Something that operations have.
struct Trait {
    label: &'static str,
    of: fn(&Operation) -> Option<&str>,
}

const TRAITS: [Trait; 4] = [
    Trait { label: "", of: |operation| Some(style(operation)) },
    Trait { label: "action ", of: |operation| Some(super::or(&operation.action, "(none)")) },
    Trait { label: "addressing: input ", of: |operation| operation.addressing.input.as_deref() },
    Trait { label: "addressing: output ", of: |operation| operation.addressing.output.as_deref() },
];

pub(super) fn section(text: &mut String, port_type: &PortType, file: &File) -> fmt::Result {
    let operations = &port_type.operations;
    let version = if port_type.version == "Soap12" { "SOAP 1.2" } else { "SOAP 1.1" };
    writeln!(text, "\n{} ({version}): {}", port_type.client, count(operations.len(), "operation"))?;
    let usual = TRAITS.map(|it| usual(operations, &it));
    for (it, usual) in TRAITS.iter().zip(&usual) {
        usual.iter().try_for_each(|usual| writeln!(text, "  {}{usual}", it.label))?;
    }
    if port_type.username_token {
        writeln!(text, "  with a UsernameToken of WS-Security")?;
    }
    port_type.headers.iter().try_for_each(|header| self::header(text, header, operations))?;
    operations.iter().try_for_each(|operation| self::operation(text, operation, &usual, file))
}

/// What more than half of the operations have: the same, or the same but for the operation's name in it.
fn usual(operations: &[Operation], it: &Trait) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for operation in operations {
        let Some(value) = (it.of)(operation) else { continue };
        let pattern = value.replace(local(operation), NAME);
        if pattern != value {
            *counts.entry(pattern).or_default() += 1;
        }
        *counts.entry(value.to_owned()).or_default() += 1;
    }
    let usual = counts.into_iter().find(|(_, count)| count * 2 > operations.len());
    usual.map(|(pattern, _)| pattern)
}

/// What is to be said of an operation itself.
fn own<'o>(operation: &'o Operation, it: &Trait, usual: Option<&String>) -> Option<&'o str> {
    match ((it.of)(operation), usual) {
        (value, None) => value,
        (None, Some(_)) => Some("(none)"),
        (value, Some(usual)) => value.filter(|value| usual.replace(NAME, local(operation)) != *value),
    }
}

fn local(operation: &Operation) -> &str {
    operation.name.rsplit('.').next().unwrap_or_default()
}

fn style(operation: &Operation) -> &'static str {
    match (&operation.input.body, operation.encoded) {
        (_, true) => "rpc/encoded",
        (Body::Wrapper(_) | Body::Part(..), false) => "rpc/literal",
        _ => "document/literal",
    }
}

fn header(text: &mut String, header: &HeaderSetter, operations: &[Operation]) -> fmt::Result {
    let (with, without): (Vec<_>, Vec<_>) =
        operations.iter().partition(|operation| operation.headers.contains(&header.element));
    let idents = |operations: Vec<&Operation>| {
        operations.iter().map(|operation| &*operation.ident).collect::<Vec<_>>().join(", ")
    };
    let who = match (with.len(), without.len()) {
        (_, 0) => "all".to_owned(),
        (many, few) if few < many => format!("all but {}", idents(without)),
        _ => idents(with),
    };
    writeln!(text, "  {}({})  header block {}: {who}", header.ident, ty(&header.ty), qname(&header.element))
}

fn operation(text: &mut String, operation: &Operation, usual: &[Option<String>], file: &File) -> fmt::Result {
    let input = match operation.input.ty {
        Type::Unit => String::new(),
        ref request => ty(request),
    };
    let output = if operation.one_way { "no reply".to_owned() } else { ty(&operation.output.ty) };
    writeln!(text, "  {}({input}) -> {output}", operation.ident)?;
    for (it, usual) in TRAITS.iter().zip(usual) {
        let own = own(operation, it, usual.as_ref());
        own.iter().try_for_each(|value| writeln!(text, "    {}{value}", it.label))?;
    }
    let faults = file.faults.iter().filter(|faults| operation.fault.as_ref() == Some(&faults.ident));
    for fault in faults.flat_map(|faults| &faults.variants) {
        writeln!(text, "    fault {} {}", qname(&fault.element), ty(&fault.ty))?;
    }
    let mut addressed = operation.addressing.faults.iter();
    addressed.try_for_each(|(fault, action)| writeln!(text, "    addressing: fault {fault} {action}"))
}
