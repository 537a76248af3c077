//! Mixed content: text and elements as a list of pieces, in the order of the document.

use super::{Cardinality, Content, Standing};
use crate::model::doc::code;
use crate::model::lower::{Lowering, xml_name};
use crate::model::name::Scope;
use crate::model::{Choice, ChoiceBranch, Field, Initial, Item, Member as Row, Slot, Type, Variant};
use crate::schema::{Builtin, Element, Particle, Term, TypeRef};

/// The pieces that the content of a type is made of, those of its base types included.
pub(in crate::model) struct Pieces<'c> {
    /// Place of the enum among the items.
    at: usize,
    scope: Scope,
    text: String,
    /// The rows of the elements.
    pub(in crate::model) rows: Content,
    variants: Vec<Variant>,
    /// The wildcards, which are one piece, and the place of the first.
    wildcards: Vec<&'c Particle>,
    wildcard_place: String,
}

impl<'c> Lowering<'c> {
    /// No pieces yet, for the struct of `content`.
    pub(in crate::model) fn pieces(&mut self, content: &Content) -> Pieces<'c> {
        let mut scope = Scope::default();
        Pieces {
            at: self.reserve_item(content.module),
            text: scope.type_ident("text"),
            scope,
            rows: content.within(&content.owner, Standing::of([])),
            variants: Vec::new(),
            wildcards: Vec::new(),
            wildcard_place: String::new(),
        }
    }

    /// Adds a piece for each element of a particle. How often and in which order they may stand does not matter.
    pub(in crate::model) fn add_pieces(
        &mut self,
        particle: &'c Particle,
        place: &str,
        pieces: &mut Pieces<'c>,
    ) {
        match &particle.term {
            Term::Element(element) => self.add_piece(element, place, pieces),
            _ if particle.max == Some(0) => {}
            Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
                inner.iter().for_each(|particle| self.add_pieces(particle, place, pieces));
            }
            Term::Substitution(group) => {
                group.members.iter().for_each(|particle| self.add_pieces(particle, place, pieces));
            }
            Term::Any(_) => {
                if pieces.wildcards.is_empty() {
                    place.clone_into(&mut pieces.wildcard_place);
                }
                pieces.wildcards.push(particle);
            }
        }
    }

    fn add_piece(&mut self, element: &Element, place: &str, pieces: &mut Pieces<'c>) {
        if pieces.rows.position(&xml_name(&element.name)).is_some() {
            return;
        }
        let Pieces { scope, rows, variants, .. } = pieces;
        let (variant, _) = self.element_branch(element, false, place, scope, rows);
        variants.push(variant);
    }

    /// Adds the field for the pieces, or, where text alone can stand, for the text.
    pub(in crate::model) fn pieces_field(&mut self, pieces: Pieces<'c>, place: &str, content: &mut Content) {
        let Pieces { at, mut scope, text, mut rows, mut variants, wildcards, wildcard_place } = pieces;
        if !wildcards.is_empty() {
            let (variant, _) = self.wildcard_branch(&wildcards, true, &wildcard_place, &mut scope, &mut rows);
            variants.push(variant);
        }
        if variants.is_empty() {
            return self.text(TypeRef::Builtin(Builtin::String), place, content);
        }
        let module = content.module;
        let ident = self.module(module).scope.nested_type(&content.owner, "Content");
        let branches = variants.iter().enumerate().map(|(index, variant)| ChoiceBranch {
            index,
            variant: variant.ident.clone(),
            boxed: false,
        });
        let slot = Slot::Mixed { branches: branches.collect(), text: text.clone() };
        let repeated = rows.elements.iter().map(|row| Row { repeats: true, ..row.clone() });
        content.push_rows(repeated.collect(), &rows.order, Cardinality::Many);
        let text = Variant {
            ident: text,
            doc: "Text between elements, white space included.".to_owned(),
            ty: Type::String,
            cardinality: Cardinality::One,
        };
        let doc = format!("A piece of the content of {}.", code(&content.owner));
        let item = Choice {
            ident: ident.clone(),
            doc,
            text: Some(text),
            variants,
            elements: rows.elements,
            parts: None,
            conversions: Vec::new(),
            of_head: false,
        };
        self.fill_item(module, at, Some(Item::Choice(item)));
        let field = content.scope.value_ident("content");
        content.push(Field {
            setter: None,
            ident: field,
            doc: "Text and elements, in the order of the document.".to_owned(),
            ty: self.item_in(module, ident),
            cardinality: Cardinality::Many,
            at_least_one: false,
            slot,
            initial: Initial::Nothing,
        });
    }
}
