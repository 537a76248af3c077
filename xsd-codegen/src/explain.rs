//! What a contract is and what becomes of it, for people: services and operations, types by namespace, names that are not
//! the plain ones, policies, and the constructs that were met.

mod constructs;
mod names;
mod operations;
mod policies;

use std::fmt::{self, Write};

use crate::model::{File, Item, Module, Type, XmlName};
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
    writeln!(text, "In all            {}", totals(contract, file))?;
    services(text, contract)?;
    for port_type in &file.port_types {
        operations::section(text, port_type, file)?;
    }
    types(text, file)?;
    names::section(text, file)?;
    policies::section(text, contract)?;
    constructs::section(text, contract, file)
}

fn totals(contract: &Contract, file: &File) -> String {
    let operations = file.port_types.iter().map(|port_type| port_type.operations.len()).sum();
    let services = [contract.services.len(), file.port_types.len(), operations];
    let mut items = [0; ITEMS.len()];
    for module in modules(file) {
        items.iter_mut().zip(items_in(module)).for_each(|(sum, number)| *sum += number);
    }
    let counts =
        ["service", "client", "operation"].into_iter().zip(services).chain(ITEMS.into_iter().zip(items));
    or(&list(counts), "nothing").to_owned()
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

fn types(text: &mut String, file: &File) -> fmt::Result {
    writeln!(text, "\nTypes")?;
    for module in modules(file) {
        let ident = or(&module.ident, "(this module)");
        let items = list(ITEMS.into_iter().zip(items_in(module)));
        writeln!(text, "  {ident}  {}: {items}", or(&module.namespace, "(no namespace)"))?;
    }
    Ok(())
}

/// What a module has, in the order of `items_in`.
const ITEMS: [&str; 4] = ["type", "enumeration", "simple type", "global element"];

fn items_in(module: &Module) -> [usize; ITEMS.len()] {
    let items = module.items.iter();
    let enums = items.clone().filter(|item| matches!(item, Item::Enumeration(_))).count();
    let aliases = items.clone().filter(|item| matches!(item, Item::Alias(_))).count();
    [items.len() - enums - aliases, enums, aliases, module.elements.len()]
}

/// The modules that have something in them.
fn modules(file: &File) -> impl Iterator<Item = &Module> {
    let all = std::iter::once(&file.root).chain(&file.modules);
    all.filter(|module| !module.items.is_empty() || !module.elements.is_empty())
}

/// What there is of each kind.
fn list<'w>(counts: impl IntoIterator<Item = (&'w str, usize)>) -> String {
    let counts = counts.into_iter().filter(|(_, number)| *number > 0);
    counts.map(|(what, number)| count(number, what)).collect::<Vec<_>>().join(", ")
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
