//! Simple types and their facets (part 1, section 3.14; part 2, section 4).

use roxmltree::Node;

use super::super::{EnumValue, Facets, SimpleType, SimpleUse, Variety};
use crate::diagnostic::Diagnostic;
use crate::document::namespaces::XSD;
use crate::document::reader::Reader;
use crate::document::{QName, Ref};

impl Reader<'_> {
    pub(super) fn simple_type(&mut self, node: Node<'_, '_>) -> SimpleType {
        let mut variety = None;
        for child in self.children(node) {
            variety = match child.tag_name().name() {
                _ if variety.is_some() => {
                    self.unknown_element(child);
                    continue;
                }
                "restriction" => Some(self.simple_restriction(child)),
                "list" => Some(self.list(child)),
                "union" => Some(self.union(child)),
                _ => {
                    self.unknown_element(child);
                    continue;
                }
            };
        }
        let variety = variety.unwrap_or_else(|| {
            self.empty_type(node, "a simple type without restriction, list or union");
            let base = SimpleUse::Named(self.text(node));
            Variety::Restriction { base, enumeration: Vec::new(), facets: Box::default() }
        });
        SimpleType { variety, annotation: self.annotation(node) }
    }

    fn empty_type(&mut self, node: Node<'_, '_>, what: &str) {
        self.push(
            Diagnostic::warning("empty-type", what)
                .at(self.annotation(node).span, "read as text")
                .help("write <xs:restriction base=\"xs:string\"/> in it"),
        );
    }

    /// What is read where a type of text is due and none is named.
    pub(super) fn text(&mut self, node: Node<'_, '_>) -> Ref {
        Ref::to(QName { namespace: self.intern(XSD), local: self.intern("string") }, self.tag(node))
    }

    fn simple_restriction(&mut self, node: Node<'_, '_>) -> Variety {
        self.check_attributes(node, &["base"]);
        let mut base = self.reference(node, "base").map(SimpleUse::Named);
        let (mut enumeration, mut facets) = (Vec::new(), Box::<Facets>::default());
        for child in self.children(node) {
            if child.tag_name().name() == "simpleType" {
                let inline = self.simple_type(child);
                match base {
                    Some(_) => self.two_types(child, "a restriction"),
                    None => base = Some(SimpleUse::Inline(Box::new(inline))),
                }
            } else if !self.facet(child, &mut enumeration, &mut facets) {
                self.unknown_element(child);
            }
        }
        let base = base.unwrap_or_else(|| self.text_for_missing(node, "base"));
        Variety::Restriction { base, enumeration, facets }
    }

    fn text_for_missing(&mut self, node: Node<'_, '_>, attribute: &str) -> SimpleUse {
        if !node.has_attribute(attribute) {
            self.missing_attribute(node, attribute, "read as text");
        }
        SimpleUse::Named(self.text(node))
    }

    /// Reads a facet; `false` if the element is none.
    pub(super) fn facet(
        &mut self,
        node: Node<'_, '_>,
        enumeration: &mut Vec<EnumValue>,
        facets: &mut Facets,
    ) -> bool {
        let name = node.tag_name().name();
        let slot = match name {
            "enumeration" | "pattern" => None,
            "length" => Some(&mut facets.length),
            "minLength" => Some(&mut facets.min_length),
            "maxLength" => Some(&mut facets.max_length),
            "whiteSpace" => Some(&mut facets.white_space),
            "minInclusive" => Some(&mut facets.min_inclusive),
            "maxInclusive" => Some(&mut facets.max_inclusive),
            "minExclusive" => Some(&mut facets.min_exclusive),
            "maxExclusive" => Some(&mut facets.max_exclusive),
            "totalDigits" => Some(&mut facets.total_digits),
            "fractionDigits" => Some(&mut facets.fraction_digits),
            _ => return false,
        };
        self.check_attributes(node, &["value", "fixed"]);
        let Some(value) = self.string(node, "value") else {
            self.missing_attribute(node, "value", "left out");
            return true;
        };
        match slot {
            Some(slot) => *slot = Some(value),
            None if name == "pattern" => facets.patterns.push(value),
            None => enumeration.push(EnumValue { value, annotation: self.annotation(node) }),
        }
        true
    }

    fn list(&mut self, node: Node<'_, '_>) -> Variety {
        self.check_attributes(node, &["itemType"]);
        let mut item = self.reference(node, "itemType").map(SimpleUse::Named);
        for child in self.children(node) {
            match child.tag_name().name() {
                "simpleType" if item.is_some() => self.two_types(child, "a list"),
                "simpleType" => item = Some(SimpleUse::Inline(Box::new(self.simple_type(child)))),
                _ => self.unknown_element(child),
            }
        }
        Variety::List(item.unwrap_or_else(|| self.text_for_missing(node, "itemType")))
    }

    fn union(&mut self, node: Node<'_, '_>) -> Variety {
        self.check_attributes(node, &["memberTypes"]);
        let named = self.references(node, "memberTypes");
        let mut members: Vec<SimpleUse> = named.into_iter().map(SimpleUse::Named).collect();
        for child in self.children(node) {
            match child.tag_name().name() {
                "simpleType" => members.push(SimpleUse::Inline(Box::new(self.simple_type(child)))),
                _ => self.unknown_element(child),
            }
        }
        if members.is_empty() {
            self.empty_type(node, "a union without member types");
            members.push(SimpleUse::Named(self.text(node)));
        }
        Variety::Union(members)
    }
}
