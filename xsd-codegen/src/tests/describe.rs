//! The model as text for snapshots: a line for each member.

use std::fmt::Write;

use crate::model::{
    Body, Cardinality, Choice, Field, File, Item, Member, Module, Namespaces, PartsBranch, PortType, Slot,
    Type, Variant, XmlName,
};

pub(super) fn describe(file: &File) -> String {
    let mut text = String::new();
    module(&mut text, &file.root);
    file.modules.iter().for_each(|child| module(&mut text, child));
    for fault in &file.faults {
        let _ = writeln!(text, "faults {}", fault.ident);
        for variant in &fault.variants {
            let _ = writeln!(text, "  {} {}: {}", variant.ident, name(&variant.element), ty(&variant.ty));
        }
    }
    file.port_types.iter().for_each(|it| port_type(&mut text, it));
    text
}

fn module(text: &mut String, module: &Module) {
    let ident = if module.ident.is_empty() { "(root)" } else { &module.ident };
    let _ = writeln!(text, "module {ident} {:?}", module.namespace);
    for element in &module.elements {
        let _ = writeln!(text, "element {} {}", element.ident, name(&element.name));
    }
    module.items.iter().for_each(|it| item(text, it));
}

fn item(text: &mut String, item: &Item) {
    match item {
        Item::Struct(it) => {
            let _ = writeln!(text, "struct {} {}", it.ident, name(&it.name));
            it.fields.iter().for_each(|it_field| field(text, it_field, &it.attributes, &it.elements));
        }
        Item::Group(it) => {
            let _ = writeln!(text, "group {} (parts {})", it.ident, it.parts);
            it.fields.iter().for_each(|it_field| field(text, it_field, &[], &it.elements));
        }
        Item::Choice(it) => choice(text, it),
        Item::Hierarchy(it) => {
            let _ = writeln!(text, "hierarchy {} {}", it.ident, name(&it.name));
            it.declared.iter().for_each(|it| variant(text, it, "declared"));
            it.derived.iter().for_each(|(ty, it)| variant(text, it, &name(ty)));
        }
        Item::Enumeration(it) => {
            let _ = writeln!(text, "enumeration {}", it.ident);
            for value in &it.values {
                let aliases: String = value.aliases.iter().map(|alias| format!(" | {alias:?}")).collect();
                let _ = writeln!(text, "  {} = {:?}{aliases}", value.ident, value.text);
            }
        }
        Item::Union(it) => {
            let _ = writeln!(text, "union {}", it.ident);
            it.variants.iter().for_each(|it| {
                let _ = writeln!(text, "  {}: {}", it.ident, ty(&it.ty));
            });
            let asked = it.attempts.iter().map(|(at, how)| format!("{} {how:?}", it.variants[*at].ident));
            let _ = writeln!(text, "  asks {}", asked.collect::<Vec<_>>().join(", "));
        }
        Item::Alias(it) => {
            let _ = writeln!(text, "alias {} = {}", it.ident, ty(&it.ty));
        }
    }
}

fn choice(text: &mut String, choice: &Choice) {
    let parts = choice.parts.as_ref();
    let of_parts = parts.map(|parts| format!(" (parts {})", parts.ident)).unwrap_or_default();
    let _ = writeln!(text, "choice {}{of_parts}", choice.ident);
    choice.text.iter().for_each(|it| variant(text, it, "text"));
    for (at, it) in choice.variants.iter().enumerate() {
        let place = match parts.and_then(|parts| parts.branches.get(at)) {
            Some(PartsBranch::Group { start, len, .. }) => format!("members {start}..{}", start + len),
            Some(PartsBranch::Element(index)) => row(&choice.elements[*index]),
            None => row(&choice.elements[at]),
        };
        variant(text, it, &place);
    }
}

fn variant(text: &mut String, variant: &Variant, place: &str) {
    let ty = with_cardinality(ty(&variant.ty), variant.cardinality);
    let _ = writeln!(text, "  {}: {ty} <- {place}", variant.ident);
}

fn field(text: &mut String, field: &Field, attributes: &[Member], elements: &[Member]) {
    let place = match &field.slot {
        Slot::Attribute(index) => format!("@{}", row(&attributes[*index])),
        Slot::Text { collapse: true } => "text~".to_owned(),
        Slot::Text { collapse: false } => "text".to_owned(),
        Slot::Element(index) => row(&elements[*index]),
        Slot::Wrapped { index, item, .. } => format!("{}/{}", row(&elements[*index]), row(item)),
        Slot::Choice { branches } => {
            let rows: Vec<_> = branches.iter().map(|branch| row(&elements[branch.index])).collect();
            format!("choice of {}", rows.join(" | "))
        }
        Slot::Mixed { branches, text } => {
            let rows: Vec<_> = branches.iter().map(|branch| row(&elements[branch.index])).collect();
            format!("mixed content of {text} | {}", rows.join(" | "))
        }
        Slot::Group { start, len, .. } => {
            let rows: Vec<_> = elements[*start..start + len].iter().map(row).collect();
            format!("group of {}", rows.join(" "))
        }
    };
    let wrapped = matches!(field.slot, Slot::Wrapped { .. });
    let inner = ty(&field.ty);
    let inner = if wrapped { format!("Vec<{inner}>") } else { inner };
    let ty = with_cardinality(inner, field.cardinality);
    let many = field.cardinality == Cardinality::Many || wrapped;
    let least = if many && field.at_least_one { ", at least one" } else { "" };
    let _ = writeln!(text, "  {}: {ty} <- {place} (new: {:?}{least})", field.ident, field.initial);
}

fn port_type(text: &mut String, port_type: &PortType) {
    let token = if port_type.username_token { " with UsernameToken" } else { "" };
    let _ = writeln!(text, "port type {} {}{token}", port_type.ident, port_type.version);
    for header in &port_type.headers {
        let _ = writeln!(text, "  header {} {}: {}", header.ident, name(&header.element), ty(&header.ty));
    }
    for it in &port_type.operations {
        let fault = it.fault.as_deref().unwrap_or("no fault");
        let once = if it.idempotent { ", idempotent" } else { "" };
        let _ = writeln!(text, "  {} {:?} action {:?}{once}", it.ident, it.name, it.action);
        let _ = writeln!(text, "    in {} {}", body(&it.input.body), ty(&it.input.ty));
        let _ = writeln!(text, "    out {} {}, {fault}", body(&it.output.body), ty(&it.output.ty));
        let list = |names: &[XmlName]| names.iter().map(name).collect::<Vec<_>>().join(" ");
        if !it.headers.is_empty() || !it.understood.is_empty() {
            let _ = writeln!(text, "    headers {} understood {}", list(&it.headers), list(&it.understood));
        }
    }
}

fn body(body: &Body) -> String {
    match body {
        Body::Element(element) => name(element),
        Body::Wrapper(element) => format!("rpc {}", name(element)),
        Body::Part(element, part) => format!("rpc {}/{}", name(element), name(&part.name)),
        Body::Parts => "(parts)".to_owned(),
        Body::Empty => "(empty)".to_owned(),
    }
}

fn name(name: &XmlName) -> String {
    if name.namespace.is_empty() {
        name.local.clone()
    } else {
        format!("{{{}}}{}", name.namespace, name.local)
    }
}

fn row(member: &Member) -> String {
    let repeats = if member.repeats { "*" } else { "" };
    let collapse = if member.collapse { "~" } else { "" };
    let name = match &member.wildcard {
        None => name(&member.name),
        Some(Namespaces::Any) => "any".to_owned(),
        Some(Namespaces::Other(excluded)) => format!("any but {excluded:?}"),
        Some(Namespaces::Among(admitted)) => format!("any of {admitted:?}"),
    };
    format!("{name}{repeats}{collapse}")
}

fn with_cardinality(ty: String, cardinality: Cardinality) -> String {
    match cardinality {
        Cardinality::One => ty,
        Cardinality::Optional => format!("Option<{ty}>"),
        Cardinality::Many => format!("Vec<{ty}>"),
    }
}

fn ty(it: &Type) -> String {
    match it {
        Type::Primitive(name) | Type::Runtime(name) => (*name).to_owned(),
        Type::String => "String".to_owned(),
        Type::List(inner) => format!("List<{}>", ty(inner)),
        Type::Item { module, ident } if module.is_empty() => ident.clone(),
        Type::Item { module, ident } => format!("{module}::{ident}"),
        Type::Shared(path) => path.clone(),
        Type::Array(inner) => format!("Array<{}>", ty(inner)),
        Type::Nillable(inner) => format!("Nillable<{}>", ty(inner)),
        Type::Boxed(inner) => format!("Box<{}>", ty(inner)),
        Type::Unit => "()".to_owned(),
    }
}
