//! `xs:redefine` (XSD 1.0 part 1, section 4.2.2): the components of an included schema in another version.
//!
//! The new component takes the name, and every reference to it. The old one stays under a name of its own, which only the
//! new one refers to: as the base of a type, or as a group inside of a group.

use std::sync::Arc;

use super::xsd::{
    AttributeItem, ComplexContent, ComplexType, Item, Particle, Schema, SimpleType, SimpleUse, Term, Variety,
};
use super::{Documents, MissingDocument, Name, QName};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Puts each redefined component into the place of the one of its name.
pub(super) fn apply(documents: &mut Documents, diagnostics: &mut Diagnostics) {
    // A schema that is included may redefine what it includes itself, and stands behind it.
    for index in (0..documents.schemas.len()).rev() {
        let Some(schema) = documents.schemas.get_mut(index) else { return };
        let namespace = Arc::clone(&schema.target_namespace);
        for mut item in std::mem::take(&mut schema.redefined) {
            let (kind, name) = (item.kind(), item.name().clone());
            match redefined(&mut documents.schemas, index, &namespace, kind, &name) {
                Some(old) => {
                    let local = Arc::from(format!("{}.original", old.text));
                    refer_to(&mut item, &namespace, &old.text, &local);
                    old.text = local;
                }
                None if is_part_missing(&documents.missing, &namespace) => {
                    report_missing(kind, &name, diagnostics);
                    continue;
                }
                None => report(kind, &name, diagnostics),
            }
            if let Some(schema) = documents.schemas.get_mut(index) {
                schema.items.push(item);
            }
        }
    }
}

/// The name of the component of this kind and name, in another schema than that at `index`.
fn redefined<'s>(
    schemas: &'s mut [Schema],
    index: usize,
    namespace: &Arc<str>,
    kind: &str,
    name: &Name,
) -> Option<&'s mut Name> {
    let others = schemas.iter_mut().enumerate().filter(|(other, _)| *other != index);
    let same = others.map(|(_, schema)| schema).filter(|schema| schema.target_namespace == *namespace);
    let items = same.flat_map(|schema| &mut schema.items).filter(|item| item.kind() == kind);
    items.map(Item::name_mut).find(|other| other.text == name.text)
}

/// Whether what is not there may be in a file that is missing.
fn is_part_missing(missing: &[MissingDocument], namespace: &Arc<str>) -> bool {
    missing.iter().any(|missing| missing.is_part && missing.namespace == *namespace)
}

fn report(kind: &str, name: &Name, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::warning(
            "dangling-redefinition",
            format!("there is no {kind} `{}` to redefine", name.text),
        )
        .at(name.span, "read as a declaration of its own")
        .help("correct the name, or declare the component outside of `redefine`"),
    );
}

/// Whether that is a mistake is told with the file that is missing.
fn report_missing(kind: &str, name: &Name, diagnostics: &mut Diagnostics) {
    let message = format!("the {kind} `{}` redefines what is in a file that is missing", name.text);
    diagnostics.push(
        Diagnostic::warning("dangling-redefinition", message).at(name.span, "left out, as that file is"),
    );
}

/// Lets a component refer to `new` where it referred to `old`, its own name.
fn refer_to(item: &mut Item, namespace: &Arc<str>, old: &Arc<str>, new: &Arc<str>) {
    let rename = |name: &mut QName| {
        if name.namespace == *namespace && name.local == *old {
            name.local = Arc::clone(new);
        }
    };
    match item {
        Item::SimpleType(
            _,
            SimpleType { variety: Variety::Restriction { base: SimpleUse::Named(base), .. }, .. },
        )
        | Item::ComplexType(
            _,
            ComplexType {
                content: ComplexContent::Complex { base, .. } | ComplexContent::Simple { base, .. },
                ..
            },
        ) => rename(&mut base.name),
        Item::Group(group) => group.particle.iter_mut().for_each(|particle| in_particle(particle, &rename)),
        Item::AttributeGroup(group) => {
            for item in &mut group.attributes.items {
                if let AttributeItem::Group(group) = item {
                    rename(&mut group.name);
                }
            }
        }
        Item::SimpleType(..) | Item::ComplexType(..) | Item::Element(_) | Item::Attribute(_) => {}
    }
}

fn in_particle(particle: &mut Particle, rename: &impl Fn(&mut QName)) {
    match &mut particle.term {
        Term::GroupRef(group) => rename(&mut group.name),
        Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
            inner.iter_mut().for_each(|particle| in_particle(particle, rename));
        }
        Term::Element(_) | Term::ElementRef(_) | Term::Any { .. } => {}
    }
}
