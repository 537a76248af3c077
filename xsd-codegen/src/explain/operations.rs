//! Clients with their operations. What most operations of a client have is said once.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::{count, qname, ty};
use crate::model::{Body, File, HeaderSetter, Operation, PortType, Type};

/// What stands for an operation's name in what is said of several.
const NAME: &str = "{operation}";

/// Something that operations have, in lines.
struct Trait {
    name: &'static str,
    of: fn(&Operation, &File) -> Vec<String>,
}

const TRAITS: [Trait; 6] = [
    Trait { name: "style", of: |operation, _| vec![style(operation).to_owned()] },
    Trait {
        name: "action",
        of: |operation, _| vec![format!("action {}", super::or(&operation.action, "(none)"))],
    },
    Trait {
        name: "addressing of the input",
        of: |operation, _| lines(&operation.addressing.input, |action| format!("addressing: input {action}")),
    },
    Trait {
        name: "addressing of the output",
        of: |operation, _| {
            lines(&operation.addressing.output, |action| format!("addressing: output {action}"))
        },
    },
    Trait { name: "faults", of: faults },
    Trait {
        name: "addressing of faults",
        of: |operation, _| {
            let addressed = &operation.addressing.faults;
            lines(addressed, |(fault, action)| format!("addressing: fault {fault} {action}"))
        },
    },
];

fn lines<'t, T: 't>(of: impl IntoIterator<Item = &'t T>, line: fn(&T) -> String) -> Vec<String> {
    of.into_iter().map(line).collect()
}

pub(super) fn section(text: &mut String, port_type: &PortType, file: &File) -> fmt::Result {
    let operations = &port_type.operations;
    let version = if port_type.version == "Soap12" { "SOAP 1.2" } else { "SOAP 1.1" };
    writeln!(text, "\n{} ({version}): {}", port_type.client, count(operations.len(), "operation"))?;
    let usual = TRAITS.map(|it| usual(operations, &it, file));
    for line in usual.iter().flatten() {
        writeln!(text, "  {line}")?;
    }
    if port_type.username_token {
        writeln!(text, "  with a UsernameToken of WS-Security")?;
    }
    port_type.headers.iter().try_for_each(|header| self::header(text, header, operations))?;
    operations.iter().try_for_each(|operation| self::operation(text, operation, &usual, file))
}

/// What more than half of the operations have: the same, or the same but for the operation's name in it.
fn usual(operations: &[Operation], it: &Trait, file: &File) -> Vec<String> {
    let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for operation in operations {
        let lines = (it.of)(operation, file);
        let pattern: Vec<_> = lines.iter().map(|line| line.replace(local(operation), NAME)).collect();
        if pattern != lines {
            *counts.entry(pattern).or_default() += 1;
        }
        *counts.entry(lines).or_default() += 1;
    }
    let usual = counts.into_iter().find(|(_, count)| count * 2 > operations.len());
    usual.map(|(pattern, _)| pattern).unwrap_or_default()
}

/// What is to be said of an operation itself.
fn own(operation: &Operation, it: &Trait, usual: &[String], file: &File) -> Vec<String> {
    let lines = (it.of)(operation, file);
    let expected: Vec<_> = usual.iter().map(|line| line.replace(NAME, local(operation))).collect();
    if lines == expected {
        Vec::new()
    } else if lines.is_empty() {
        vec![format!("no {}", it.name)]
    } else {
        lines
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

fn operation(text: &mut String, operation: &Operation, usual: &[Vec<String>], file: &File) -> fmt::Result {
    let input = match operation.input.ty {
        Type::Unit => String::new(),
        ref request => ty(request),
    };
    let output = if operation.one_way { "no reply".to_owned() } else { ty(&operation.output.ty) };
    writeln!(text, "  {}({input}) -> {output}", operation.ident)?;
    for (it, usual) in TRAITS.iter().zip(usual) {
        own(operation, it, usual, file).iter().try_for_each(|line| writeln!(text, "    {line}"))?;
    }
    Ok(())
}

fn faults(operation: &Operation, file: &File) -> Vec<String> {
    let faults = file.faults.iter().filter(|faults| operation.fault.as_ref() == Some(&faults.ident));
    let variants = faults.flat_map(|faults| &faults.variants);
    variants.map(|fault| format!("fault {} {}", qname(&fault.element), ty(&fault.ty))).collect()
}
