//! What a contract is and what becomes of it, for people: services and operations, types by namespace, names that are not
//! the plain ones, and the constructs that were met.

mod constructs;
mod names;

use std::fmt::{self, Write};

use crate::model::{Body, File, Item, Module, Operation, PortType, Type, XmlName};
use crate::schema::Contract;

/// The report, without what the diagnostics say.
pub(crate) fn report(contract: &Contract, file: &File) -> String {
    let mut text = String::new();
    // Nothing fails when writing into a string.
    let _ = write_report(&mut text, contract, file);
    text
}

fn write_report(text: &mut String, contract: &Contract, file: &File) -> fmt::Result {
    writeln!(text, "Target namespace  {}", or(&contract.target_namespace, "(none)"))?;
    services(text, contract)?;
    for port_type in &file.port_types {
        operations(text, port_type, file)?;
    }
    types(text, file)?;
    names::section(text, file)?;
    constructs::section(text, contract)
}

fn services(text: &mut String, contract: &Contract) -> fmt::Result {
    if contract.services.is_empty() {
        return writeln!(text, "\nServices\n  (none)");
    }
    writeln!(text, "\nServices")?;
    for service in &contract.services {
        writeln!(text, "  {}", service.name.local)?;
        for port in &service.ports {
            let binding = port.binding.and_then(|binding| contract.bindings.get(binding));
            let protocol = binding.map_or("not SOAP", |binding| binding.version.name());
            let address = port.address.as_deref().unwrap_or("(no address)");
            writeln!(text, "    {}  {protocol}  {address}", port.name)?;
        }
    }
    Ok(())
}

fn operations(text: &mut String, port_type: &PortType, file: &File) -> fmt::Result {
    let version = if port_type.version == "Soap12" { "SOAP 1.2" } else { "SOAP 1.1" };
    writeln!(text, "\n{} ({version}): {}", port_type.client, count(port_type.operations.len(), "operation"))?;
    if port_type.username_token {
        writeln!(text, "  with a UsernameToken of WS-Security")?;
    }
    for header in &port_type.headers {
        writeln!(text, "  {}({})  header block {}", header.ident, ty(&header.ty), qname(&header.element))?;
    }
    for operation in &port_type.operations {
        self::operation(text, operation, file)?;
    }
    Ok(())
}

fn operation(text: &mut String, operation: &Operation, file: &File) -> fmt::Result {
    let input = match operation.input.ty {
        Type::Unit => String::new(),
        ref request => ty(request),
    };
    let output = if operation.one_way { "no reply".to_owned() } else { ty(&operation.output.ty) };
    let style = match (&operation.input.body, operation.encoded) {
        (_, true) => "rpc/encoded",
        (Body::Wrapper(_) | Body::Part(..), false) => "rpc/literal",
        _ => "document/literal",
    };
    let action = if operation.action.is_empty() { "(none)" } else { &operation.action };
    writeln!(text, "  {}({input}) -> {output}", operation.ident)?;
    writeln!(text, "    {}, {style}, action {action}", operation.name)?;
    if !operation.headers.is_empty() {
        let headers: Vec<_> = operation.headers.iter().map(|header| &*header.local).collect();
        writeln!(text, "    headers {}", headers.join(", "))?;
    }
    let faults = file.faults.iter().filter(|faults| operation.fault.as_ref() == Some(&faults.ident));
    for fault in faults.flat_map(|faults| &faults.variants) {
        writeln!(text, "    fault {} {}", qname(&fault.element), ty(&fault.ty))?;
    }
    Ok(())
}

fn types(text: &mut String, file: &File) -> fmt::Result {
    writeln!(text, "\nTypes")?;
    for module in modules(file) {
        let ident = or(&module.ident, "(this module)");
        let items = module.items.iter();
        let enums = items.clone().filter(|item| matches!(item, Item::Enumeration(_))).count();
        let aliases = items.clone().filter(|item| matches!(item, Item::Alias(_))).count();
        let others = items.len() - enums - aliases;
        let counts = [
            (others, "type"),
            (enums, "enumeration"),
            (aliases, "simple type"),
            (module.elements.len(), "global element"),
        ];
        let counts = counts.into_iter().filter(|(number, _)| *number > 0);
        let counts: Vec<_> = counts.map(|(number, what)| count(number, what)).collect();
        writeln!(text, "  {ident}  {}: {}", or(&module.namespace, "(no namespace)"), counts.join(", "))?;
    }
    Ok(())
}

/// The modules that have something in them.
fn modules(file: &File) -> impl Iterator<Item = &Module> {
    let all = std::iter::once(&file.root).chain(&file.modules);
    all.filter(|module| !module.items.is_empty() || !module.elements.is_empty())
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

fn or<'t>(text: &'t str, otherwise: &'t str) -> &'t str {
    if text.is_empty() { otherwise } else { text }
}

fn qname(name: &XmlName) -> String {
    if name.namespace.is_empty() {
        name.local.clone()
    } else {
        format!("{{{}}}{}", name.namespace, name.local)
    }
}

/// A type as users write it.
fn ty(it: &Type) -> String {
    match it {
        Type::Primitive(name) => (*name).to_owned(),
        Type::Runtime(path) => path.rsplit("::").next().unwrap_or(path).to_owned(),
        Type::String => "String".to_owned(),
        Type::List(inner) => format!("List<{}>", ty(inner)),
        Type::Item { module, ident } if module.is_empty() => ident.clone(),
        Type::Item { module, ident } => format!("{module}::{ident}"),
        Type::Shared(path) => path.clone(),
        Type::Array(inner) => format!("Vec<{}>", ty(inner)),
        Type::Nillable(inner) => format!("Option<{}>", ty(inner)),
        Type::Boxed(inner) => ty(inner),
        Type::Unit => "()".to_owned(),
    }
}
