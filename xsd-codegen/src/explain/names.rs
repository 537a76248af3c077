//! Names that are not simply those of the contract in Rust's spelling, because the plain one was taken, is a keyword, or the
//! bindings ask for another.

use std::fmt::{self, Write};

use super::{modules, qname};
use crate::model::{Field, File, Item, Slot, XmlName, is_plain_type, is_plain_value};

pub(super) fn section(text: &mut String, file: &File) -> fmt::Result {
    let mut rows = Vec::new();
    for module in modules(file) {
        let path = |ident: &str| match &*module.ident {
            "" => ident.to_owned(),
            module => format!("{module}::{ident}"),
        };
        for item in &module.items {
            of_item(item, &path(item.ident()), &mut rows);
        }
    }
    for operation in file.port_types.iter().flat_map(|port_type| &port_type.operations) {
        let local = operation.name.rsplit('.').next().unwrap_or_default();
        if !is_plain_value(local, &operation.ident) {
            rows.push((operation.name.clone(), format!("{}()", operation.ident)));
        }
    }
    writeln!(text, "\nNames that are not the plain ones")?;
    if rows.is_empty() {
        return writeln!(text, "  (none)");
    }
    for (from, to) in rows {
        writeln!(text, "  {from}  {to}")?;
    }
    Ok(())
}

fn of_item(item: &Item, path: &str, rows: &mut Vec<(String, String)>) {
    let named = |name: &XmlName| !name.local.is_empty() && !is_plain_type(&name.local, item.ident());
    match item {
        Item::Struct(it) => {
            if named(&it.name) {
                rows.push((qname(&it.name), path.to_owned()));
            }
            for field in &it.fields {
                let row = match field.slot {
                    Slot::Attribute(index) => it.attributes.get(index),
                    Slot::Element(index) | Slot::Wrapped { index, .. } => it.elements.get(index),
                    _ => None,
                };
                rows.extend(row.and_then(|row| of_field(field, &row.name.local, path)));
            }
        }
        Item::Enumeration(it) => {
            rows.extend(it.name.iter().filter(|name| named(name)).map(|name| (qname(name), path.to_owned())));
            let values = it.values.iter().filter(|value| !is_plain_type(&value.text, &value.ident));
            rows.extend(values.map(|value| (format!("{path} {:?}", value.text), value.ident.clone())));
        }
        _ => {}
    }
}

fn of_field(field: &Field, local: &str, path: &str) -> Option<(String, String)> {
    (!is_plain_value(local, &field.ident)).then(|| (format!("{path}/{local}"), field.ident.clone()))
}
