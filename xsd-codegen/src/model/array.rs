//! Arrays of SOAP encoding (SOAP 1.1, section 5.4.2; WSDL 1.1, section 2.2): a `Vec` where they are used.

use super::Type;
use super::lower::{Lowering, Member};
use crate::diagnostic::Diagnostic;
use crate::schema::{Builtin, ComplexType, Content, Method, Term, TypeId, TypeRef};

impl<'c> Lowering<'c> {
    /// Whether the type is an array, or a restriction of one.
    pub(super) fn is_array(&self, id: TypeId) -> bool {
        self.arrays(id).next().is_some()
    }

    /// The type of a member that is an array.
    pub(super) fn array(&mut self, id: TypeId, member: Member<'_>) -> Type {
        let declared =
            self.arrays(id).flat_map(|complex| &complex.attributes).find_map(|it| it.array_type.as_ref());
        let item = declared.map(|array| array.item).or_else(|| self.item_of_content(id));
        let item = item.map_or(Type::Runtime("RawXml"), |item| self.item_of(id, item, member));
        let dimensions = declared.map_or("", |array| &array.dimensions);
        if dimensions.contains(',') {
            let what = "an array of several dimensions";
            self.diagnostics.push(Diagnostic::warning("array-dimensions", what).at(
                self.type_at(id).annotation.span,
                "generated as one list of all items, row by row".to_owned(),
            ));
        }
        let nested = dimensions.matches('[').count().max(1);
        (0..nested).fold(item, |item, _| Type::Array(Box::new(item)))
    }

    /// The type of the items. A `Vec` cannot hold itself, so those of an array of itself are raw.
    fn item_of(&mut self, array: TypeId, item: TypeRef, member: Member<'_>) -> Type {
        if self.open_arrays.contains(&array) {
            if self.raw.insert(array) {
                let what = "an array that holds itself, with nothing between";
                let span = self.type_at(array).annotation.span;
                self.diagnostics.push(
                    Diagnostic::warning("array-of-itself", what)
                        .at(span, "what it holds of itself is raw XML".to_owned()),
                );
            }
            return Type::Runtime("RawXml");
        }
        self.open_arrays.push(array);
        let item = self.type_of(item, member).0;
        self.open_arrays.pop();
        item
    }

    /// The type and the arrays that it restricts; none where it is no array.
    fn arrays(&self, id: TypeId) -> impl Iterator<Item = &'c ComplexType> {
        let mut found = Vec::new();
        let mut current = Some(id);
        while let Some(complex) = current.and_then(|id| self.complex(id)) {
            found.push(complex);
            current = match complex.derivation {
                Some(derivation) if derivation.method == Method::Restriction => match derivation.base {
                    TypeRef::Builtin(Builtin::SoapArray) => return found.into_iter(),
                    TypeRef::Defined(base) if found.len() < self.contract.types.len() => Some(base),
                    _ => None,
                },
                _ => None,
            };
        }
        Vec::new().into_iter()
    }

    /// The type of the one element that the content names.
    fn item_of_content(&self, id: TypeId) -> Option<TypeRef> {
        self.arrays(id).find_map(|complex| {
            let Content::Particle(particle) = &complex.content else { return None };
            let Term::Sequence(particles) = &particle.term else { return None };
            match &particles[..] {
                [particle] => match &particle.term {
                    Term::Element(element) => Some(element.ty),
                    _ => None,
                },
                _ => None,
            }
        })
    }
}
