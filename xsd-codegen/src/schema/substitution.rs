//! Substitution groups (XSD 1.0 part 1, section 3.3.4): a reference to a head stands for a choice of the elements
//! that may substitute it.

use std::collections::{HashMap, HashSet};

use super::{Content, Element, ElementId, Namespaces, Particle, Substitution, Term, Type, TypeKind};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};

/// Puts the choice into the place of every reference to a head.
pub(super) fn expand(
    types: &mut [Type],
    elements: &[Element],
    bundled: &[FileId],
    diagnostics: &mut Diagnostics,
) {
    let mut expansion = Expansion { heads: heads(elements), bundled, told: HashSet::new(), diagnostics };
    for ty in types {
        if let TypeKind::Complex(complex) = &mut ty.kind
            && let Content::Particle(particle) = &mut complex.content
        {
            expansion.particle(particle);
        }
    }
}

struct Expansion<'x> {
    heads: HashMap<ElementId, Substitution>,
    /// Files in which this is nobody's mistake.
    bundled: &'x [FileId],
    /// Places of abstract elements that were told of: a group brings one place into several types.
    told: HashSet<Span>,
    diagnostics: &'x mut Diagnostics,
}

impl Expansion<'_> {
    fn particle(&mut self, particle: &mut Particle) {
        match &mut particle.term {
            Term::Element(element) if particle.max != Some(0) => {
                if let Some(group) = element.global.and_then(|id| self.heads.get(&id)).cloned() {
                    particle.term = self.term(group, particle.annotation.span);
                }
            }
            Term::Element(_) | Term::Substitution(_) | Term::Any(_) => {}
            Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
                inner.iter_mut().for_each(|particle| self.particle(particle));
            }
        }
    }

    fn term(&mut self, group: Substitution, span: Span) -> Term {
        if !group.members.is_empty() {
            return Term::Substitution(group);
        }
        if !self.bundled.contains(&span.file) && self.told.insert(span) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "abstract-element",
                    format!("the element `{}` is abstract and nothing substitutes it", group.name),
                )
                .at(span, "what stands here is raw XML")
                .help("add the schema whose elements belong to its substitution group"),
            );
        }
        Term::Any(Namespaces::Any)
    }
}

/// What stands for each element that others substitute, or that is abstract: itself, unless it is abstract, and what
/// substitutes it at any distance, in document order.
fn heads(elements: &[Element]) -> HashMap<ElementId, Substitution> {
    let mut direct: HashMap<ElementId, Vec<ElementId>> = HashMap::new();
    for (index, element) in elements.iter().enumerate() {
        if let Some(head) = element.substitutes {
            direct.entry(head).or_default().push(ElementId(index));
        }
    }
    let mut heads = HashMap::new();
    for (index, element) in elements.iter().enumerate() {
        let id = ElementId(index);
        if element.is_abstract || direct.contains_key(&id) {
            let substitutes = substitutes(id, &direct);
            let members = std::iter::once(id).chain(substitutes).filter_map(|id| elements.get(id.0));
            let members = members.filter(|element| !element.is_abstract).map(branch).collect();
            heads.insert(id, Substitution { head: id, name: element.name.clone(), members });
        }
    }
    heads
}

/// What substitutes an element, without itself: a circle is reported elsewhere.
fn substitutes(head: ElementId, direct: &HashMap<ElementId, Vec<ElementId>>) -> Vec<ElementId> {
    let mut found = HashSet::from([head]);
    let mut open = vec![head];
    while let Some(id) = open.pop() {
        open.extend(direct.get(&id).into_iter().flatten().filter(|id| found.insert(**id)));
    }
    found.remove(&head);
    let mut found: Vec<ElementId> = found.into_iter().collect();
    found.sort_unstable();
    found
}

fn branch(element: &Element) -> Particle {
    Particle {
        min: 1,
        max: Some(1),
        term: Term::Element(element.clone()),
        annotation: element.annotation.clone(),
    }
}
