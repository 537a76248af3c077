//! Complex types: what they derive from, and what they hold (part 1, section 3.4).

use roxmltree::Node;

use super::super::{Body, ComplexContent, ComplexType, Method, Narrowing, Particle, Term};
use crate::diagnostic::Diagnostic;
use crate::document::namespaces::XSD;
use crate::document::reader::Reader;

impl Reader<'_> {
    pub(super) fn complex_type(&mut self, node: Node<'_, '_>) -> ComplexType {
        let mut mixed = self.boolean(node, "mixed");
        let mut derived = None;
        let mut body = Body::default();
        for child in self.children(node) {
            match child.tag_name().name() {
                "simpleContent" if derived.is_none() => derived = Some(self.simple_content(child)),
                "complexContent" if derived.is_none() => {
                    if child.has_attribute("mixed") {
                        mixed = self.boolean(child, "mixed");
                    }
                    derived = Some(self.complex_content(child));
                }
                "extension" | "restriction" if derived.is_none() => {
                    self.misplaced_but_read(child, "read as if it stood in `complexContent`");
                    derived = Some(self.complex_derivation(child));
                }
                _ => self.body_item(child, &mut body),
            }
        }
        let content = match derived {
            None => ComplexContent::Direct(body),
            Some(derived) if body == Body::default() => derived,
            Some(derived) => self.joined(node, derived, body),
        };
        ComplexType {
            is_abstract: self.boolean(node, "abstract"),
            mixed,
            content,
            annotation: self.annotation(node),
        }
    }

    /// Content that derives from another, and what stands beside it.
    fn joined(&mut self, node: Node<'_, '_>, mut derived: ComplexContent, more: Body) -> ComplexContent {
        let is_lost = matches!(derived, ComplexContent::Simple { .. }) && more.particle.is_some();
        let (ComplexContent::Direct(body)
        | ComplexContent::Complex { body, .. }
        | ComplexContent::Simple { body, .. }) = &mut derived;
        body.attributes.extend(more.attributes);
        body.particle = match (body.particle.take(), more.particle) {
            (Some(first), Some(second)) => Some(in_sequence(first, second)),
            (first, second) => first.or(second),
        };
        let read_as = if is_lost {
            "the attributes are read as if they stood in it, the elements are left out"
        } else {
            "read as if they stood in it, behind its own"
        };
        self.push(
            Diagnostic::warning("two-models", "a type with members beside its simple or complex content")
                .at(self.annotation(node).span, read_as)
                .help("move them into the extension or restriction"),
        );
        derived
    }

    fn complex_content(&mut self, node: Node<'_, '_>) -> ComplexContent {
        self.check_attributes(node, &["mixed"]);
        match self.derivation(node) {
            Some(derivation) => self.complex_derivation(derivation),
            None => {
                self.empty_derivation(node, "read as if what it holds stood in the type");
                ComplexContent::Direct(self.body_of(node))
            }
        }
    }

    pub(super) fn body_of(&mut self, node: Node<'_, '_>) -> Body {
        let mut body = Body::default();
        for child in self.children(node) {
            self.body_item(child, &mut body);
        }
        body
    }

    /// The `extension` or `restriction` of complex content; without a base it is what it holds.
    fn complex_derivation(&mut self, node: Node<'_, '_>) -> ComplexContent {
        self.check_attributes(node, &["base"]);
        let base = self.required_reference(node, "base", "read as a type of its own");
        let body = self.body_of(node);
        match base {
            Some(base) => ComplexContent::Complex { method: method(node), base, body },
            None => ComplexContent::Direct(body),
        }
    }

    fn simple_content(&mut self, node: Node<'_, '_>) -> ComplexContent {
        self.check_attributes(node, &[]);
        let Some(derivation) = self.derivation(node) else {
            self.empty_derivation(node, "read as text, with its attributes");
            let (base, body) =
                (self.text(node), Body { particle: None, attributes: self.attributes_of(node) });
            return ComplexContent::Simple { method: Method::Extension, base, narrowing: None, body };
        };
        self.check_attributes(derivation, &["base"]);
        let base = self.required_reference(derivation, "base", "read as text");
        let base = base.unwrap_or_else(|| self.text(derivation));
        let mut narrowing = Narrowing::default();
        let mut body = Body::default();
        for child in self.children(derivation) {
            if child.tag_name().name() == "simpleType" {
                narrowing.inline = Some(self.simple_type(child));
            } else if !self.facet(child, &mut narrowing.enumeration, &mut narrowing.facets)
                && !self.attribute_item(child, &mut body.attributes)
            {
                self.unknown_element(child);
            }
        }
        let narrowing = (narrowing != Narrowing::default()).then(|| Box::new(narrowing));
        ComplexContent::Simple { method: method(derivation), base, narrowing, body }
    }

    /// The `extension` or `restriction` that simple or complex content holds, and warns of all else beside it.
    fn derivation<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
        let is_derivation = |child: &Node<'_, '_>| {
            child.has_tag_name((XSD, "extension")) || child.has_tag_name((XSD, "restriction"))
        };
        let found = node.children().find(is_derivation)?;
        for child in self.children(node).into_iter().filter(|child| *child != found) {
            self.unknown_element(child);
        }
        Some(found)
    }

    fn empty_derivation(&mut self, node: Node<'_, '_>, read_as: &str) {
        let tag = node.tag_name().name();
        self.push(
            Diagnostic::warning("empty-type", format!("`{tag}` without extension or restriction"))
                .at(self.tag(node), read_as)
                .help("write <xs:extension base=\"…\"> in it"),
        );
    }

    fn body_item(&mut self, node: Node<'_, '_>, body: &mut Body) {
        if self.attribute_item(node, &mut body.attributes) {
            return;
        }
        let tag = node.tag_name().name();
        let is_loose = ["element", "any"].contains(&tag);
        if is_loose {
            self.misplaced_but_read(node, "read as part of a sequence");
        }
        let Some(particle) = self.particle(node) else { return };
        let Some(first) = body.particle.take() else {
            body.particle = Some(particle);
            return;
        };
        if !is_loose {
            self.push(
                Diagnostic::warning("two-models", format!("a second content model: `{tag}`"))
                    .at(self.tag(node), "read as one sequence with what is before it")
                    .help("put both into one <xs:sequence>"),
            );
        }
        body.particle = Some(in_sequence(first, particle));
    }
}

fn in_sequence(first: Particle, second: Particle) -> Particle {
    let annotation = first.annotation.clone();
    Particle { min: 1, max: Some(1), term: Term::Sequence(vec![first, second]), annotation }
}

fn method(derivation: Node<'_, '_>) -> Method {
    match derivation.tag_name().name() {
        "restriction" => Method::Restriction,
        _ => Method::Extension,
    }
}
