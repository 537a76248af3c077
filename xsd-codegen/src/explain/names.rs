//! Names that are not simply those of the contract in Rust's spelling, because the plain one was taken, is a keyword, or the
//! bindings ask for another.

use std::fmt::{self, Write};

use super::{count, modules, qname};
use crate::model::{Field, File, Item, Member, Slot, XmlName, is_plain_type, is_plain_value};

/// As many places of one name are listed, and the others counted.
const PLACES: usize = 6;

/// Names that become the same, in one place or in several.
struct Row {
    from: String,
    to: String,
    /// The types it stands in; empty for what stands alone.
    places: Vec<String>,
}

#[derive(Default)]
struct Rows(Vec<Row>);

impl Rows {
    /// The name of something that stands alone.
    fn add(&mut self, from: String, to: String) {
        self.0.push(Row { from, to, places: Vec::new() });
    }

    /// The name of something in the type `place`.
    fn add_in(&mut self, place: &str, from: String, to: &str) {
        let same = |row: &&mut Row| !row.places.is_empty() && row.from == from && row.to == to;
        match self.0.iter_mut().find(same) {
            Some(row) => row.places.push(place.to_owned()),
            None => self.0.push(Row { from, to: to.to_owned(), places: vec![place.to_owned()] }),
        }
    }
}

pub(super) fn section(text: &mut String, file: &File) -> fmt::Result {
    let mut rows = Rows::default();
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
            rows.add(operation.name.clone(), format!("{}()", operation.ident));
        }
    }
    writeln!(text, "\nNames that are not the plain ones")?;
    if rows.0.is_empty() {
        return writeln!(text, "  (none)");
    }
    rows.0.iter().try_for_each(|row| write_row(text, row))
}

fn write_row(text: &mut String, Row { from, to, places }: &Row) -> fmt::Result {
    write!(text, "  {from}  {to}")?;
    if let [first, others @ ..] = &places[..] {
        write!(text, "  in {first}")?;
        others.iter().take(PLACES - 1).try_for_each(|place| write!(text, ", {place}"))?;
        let more = places.len().saturating_sub(PLACES);
        if more > 0 {
            write!(text, " and {}", count(more, "other"))?;
        }
    }
    writeln!(text)
}

fn of_item(item: &Item, path: &str, rows: &mut Rows) {
    let named = |name: &XmlName| !name.local.is_empty() && !is_plain_type(&name.local, item.ident());
    match item {
        Item::Struct(it) => {
            if named(&it.name) {
                rows.add(qname(&it.name), path.to_owned());
            }
            for field in &it.fields {
                let row = match field.slot {
                    Slot::Attribute(index) => it.attributes.get(index),
                    Slot::Element(index) | Slot::Wrapped { index, .. } => it.elements.get(index),
                    _ => None,
                };
                if let Some(row) = row {
                    of_field(field, row, path, rows);
                }
            }
        }
        Item::Enumeration(it) => {
            if let Some(name) = it.name.as_ref().filter(|name| named(name)) {
                rows.add(qname(name), path.to_owned());
            }
            for value in it.values.iter().filter(|value| !is_plain_type(&value.text, &value.ident)) {
                rows.add_in(path, format!("{:?}", value.text), &value.ident);
            }
        }
        _ => {}
    }
}

/// A wildcard has no name that it could be called by.
fn of_field(field: &Field, row: &Member, path: &str, rows: &mut Rows) {
    let local = &row.name.local;
    if row.wildcard.is_none() && !is_plain_value(local, &field.ident) {
        rows.add_in(path, local.clone(), &field.ident);
    }
}
