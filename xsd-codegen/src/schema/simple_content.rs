//! Types that derive from simple content, or from what they take for it: what that is shows once all types are filled
//! (part 1, section 3.4.2).

use super::resolve::Resolver;
use super::{
    Builtin, ComplexType, Content, Derivation, Method, Particle, SimpleType, Term, Type, TypeId, TypeKind,
    TypeName, TypeRef,
};
use crate::diagnostic::{Diagnostic, Span};

impl Resolver<'_, '_> {
    /// Where simple content derives from a complex type, its text has the type of that one's text. Where that holds elements,
    /// this one does too.
    pub(super) fn fix_text_types(&mut self) {
        for (id, span) in std::mem::take(&mut self.text_types) {
            let (path, text) = self.text_type(id);
            let Some(text) = text else {
                self.diagnostics.push(
                    Diagnostic::warning(
                        "complex-base",
                        "simple content cannot derive from a type that holds elements",
                    )
                    .at(span, "read as an extension of its content")
                    .help("write <xs:complexContent> instead of <xs:simpleContent>"),
                );
                self.derive_content(id);
                continue;
            };
            for id in path {
                match self.types.get_mut(id.0).map(|ty| &mut ty.kind) {
                    Some(TypeKind::Complex(ty)) => ty.content = Content::Simple(text),
                    Some(TypeKind::Simple(SimpleType::Restriction { base, .. })) => *base = text,
                    _ => {}
                }
            }
        }
    }

    /// Gives a type the content of its base instead of text.
    fn derive_content(&mut self, id: TypeId) {
        let mut narrowed = None;
        match self.types.get_mut(id.0) {
            Some(Type { kind: TypeKind::Complex(ty), .. }) => {
                ty.content = Content::Empty;
                if let Some(derivation) = &mut ty.derivation {
                    derivation.method = Method::Extension;
                }
            }
            Some(Type { kind: TypeKind::Simple(SimpleType::Restriction { base, .. }), name, .. }) => {
                *base = TypeRef::Builtin(Builtin::AnySimpleType);
                if let TypeName::PartOf { owner } = name {
                    narrowed = Some(*owner);
                }
            }
            _ => {}
        }
        if let Some(owner) = narrowed {
            self.derive_content(owner);
        }
    }

    /// The simple type at the end of a chain of types with simple content, and the chain.
    fn text_type(&self, id: TypeId) -> (Vec<TypeId>, Option<TypeRef>) {
        let mut path = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            let Some(text) = self.types.get(id.0).and_then(text_of) else { break };
            // A circle is reported elsewhere; here it must only end.
            if path.len() > self.types.len() {
                return (path, Some(TypeRef::Builtin(Builtin::AnySimpleType)));
            }
            path.push(id);
            match text {
                text if self.is_simple(text) => return (path, Some(text)),
                TypeRef::Defined(base) => next = Some(base),
                TypeRef::Builtin(_) => break,
            }
        }
        (path, None)
    }

    /// Complex content that derives from a simple type is simple content; with elements besides, it is mixed.
    pub(super) fn warn_of_simple_base(&mut self, base: &str, span: Span, read_as: &str) {
        self.diagnostics.push(
            Diagnostic::warning("simple-base", format!("complex content cannot derive from {base}"))
                .at(span, format!("a type with complex content is due here; read as {read_as}"))
                .help("write <xs:simpleContent> instead of <xs:complexContent>"),
        );
    }

    /// Complex content that derives from simple content is that too; with elements, it is mixed content, and has the
    /// attributes of its base. An extension without elements is right as it is.
    pub(super) fn fix_complex_contents(&mut self) {
        for (id, base, span) in std::mem::take(&mut self.complex_contents) {
            let (_, Some(text)) = self.text_type(base) else { continue };
            let Some(TypeKind::Complex(ty)) = self.types.get_mut(id.0).map(|ty| &mut ty.kind) else {
                continue;
            };
            let Some(derivation) = &mut ty.derivation else { continue };
            let read_as = match (&ty.content, derivation.method) {
                (Content::Particle(particle), _) if holds_elements(particle) => {
                    derivation.method = Method::Restriction;
                    ty.mixed = true;
                    "mixed content"
                }
                (_, Method::Restriction) => {
                    ty.content = Content::Simple(text);
                    "simple content"
                }
                (_, Method::Extension) => continue,
            };
            self.warn_of_simple_base("a type with simple content", span, read_as);
        }
    }
}

/// What the text of a type is, as far as the type itself says.
fn text_of(ty: &Type) -> Option<TypeRef> {
    match &ty.kind {
        TypeKind::Complex(ComplexType { content: Content::Simple(text), .. }) => Some(*text),
        TypeKind::Complex(ComplexType {
            content: Content::Empty,
            derivation: Some(Derivation { base, method: Method::Extension }),
            ..
        })
        | TypeKind::Simple(SimpleType::Restriction { base, .. }) => Some(*base),
        _ => None,
    }
}

fn holds_elements(particle: &Particle) -> bool {
    match &particle.term {
        Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => inner.iter().any(holds_elements),
        Term::Element(_) | Term::Substitution(_) | Term::Any(_) => true,
    }
}
