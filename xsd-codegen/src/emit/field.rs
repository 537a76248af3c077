//! What one field has to do with its codec: which members it reads, how its value is made of them, and how
//! it is written.

use std::ops::Range;

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, unboxed};
use super::token::{ident, index};
use crate::model::{Cardinality, ChoiceBranch, Field, Slot, Type};

/// Code for some rows of a table of members, which it is asked about as `__member`.
pub(super) struct Arm {
    pub(super) rows: Range<usize>,
    pub(super) code: TokenStream,
    /// The code needs to know which row it is.
    pub(super) asks: bool,
}

impl Arm {
    fn row(row: usize, code: TokenStream) -> Self {
        Self { rows: row..row + 1, code, asks: false }
    }

    fn rows(start: usize, len: usize, code: TokenStream) -> Self {
        Self { rows: start..start + len, code, asks: true }
    }

    /// The rows as a pattern.
    pub(super) fn pattern(&self) -> TokenStream {
        let (start, end) = (index(self.rows.start), index(self.rows.end.saturating_sub(1)));
        if self.rows.len() == 1 { start } else { quote!(#start..=#end) }
    }
}

/// The code of one of the arms, chosen by `__member`; what is left is the last one's.
pub(super) fn dispatch(mut arms: Vec<Arm>) -> TokenStream {
    arms.sort_by_key(|arm| arm.rows.start);
    arms.dedup_by(|arm, before| {
        let same = before.rows.end == arm.rows.start && before.code.to_string() == arm.code.to_string();
        if same {
            before.rows.end = arm.rows.end;
        }
        same
    });
    match arms.split_last() {
        Some((last, before)) if !before.is_empty() => {
            let (patterns, codes) = (before.iter().map(Arm::pattern), before.iter().map(|arm| &arm.code));
            let last = &last.code;
            quote! { match __member { #(#patterns => #codes,)* _ => #last, } }
        }
        Some((only, _)) => only.code.clone(),
        None => TokenStream::new(),
    }
}

/// `__member`, counted from `start`.
pub(super) fn member_from(start: usize) -> TokenStream {
    let first = index(start);
    if start == 0 { quote!(__member) } else { quote!(__member - #first) }
}

/// A field, and where its value is collected.
pub(super) struct Place<'f> {
    pub(super) scope: Scope<'f>,
    pub(super) field: &'f Field,
    /// The local variable, or the member of the parts.
    pub(super) place: TokenStream,
    /// The type with the tables.
    pub(super) owner: TokenStream,
}

impl Place<'_> {
    /// Reading the attribute that was found.
    pub(super) fn read_attribute(&self) -> Option<Arm> {
        let Slot::Attribute(row) = self.field.slot else { return None };
        let place = &self.place;
        let method = match self.field.cardinality {
            Cardinality::Many => quote!(any_attribute),
            Cardinality::One | Cardinality::Optional => quote!(value_of_attribute),
        };
        Some(Arm::row(row, quote!(__reader.#method(&mut #place))))
    }

    /// Reading the child that was found.
    pub(super) fn read_child(&self) -> Vec<Arm> {
        let (place, owner) = (&self.place, &self.owner);
        let many = self.field.cardinality == Cardinality::Many;
        match &self.field.slot {
            Slot::Attribute(_) | Slot::Text { .. } => Vec::new(),
            Slot::Element(row) if many => vec![Arm::row(*row, quote!(__reader.many(&mut #place)))],
            Slot::Element(row) => vec![Arm::row(*row, quote!(__reader.one(&mut #place)))],
            Slot::Wrapped { index, constant, .. } => {
                let constant = ident(constant);
                let method = if self.field.at_least_one { quote!(wrapped_some) } else { quote!(wrapped) };
                vec![Arm::row(*index, quote!(__reader.#method(&mut #place, &#owner::#constant)))]
            }
            Slot::Choice { branches } => {
                let method = if many { quote!(branches) } else { quote!(branch) };
                self.read_branches(branches, &method)
            }
            Slot::Mixed { branches, text } => {
                let mut arms = self.read_branches(branches, &quote!(branches));
                let (choice, text) = (self.scope.ty(unboxed(&self.field.ty)), ident(text));
                // Text has the index behind the last row.
                arms.push(Arm::row(arms.len(), quote!(__reader.piece(&mut #place, #choice::#text))));
                arms
            }
            Slot::Group { start, len, .. } => {
                let member = member_from(*start);
                vec![Arm::rows(*start, *len, quote!(__reader.group(&mut #place, #member)))]
            }
        }
    }

    fn read_branches(&self, branches: &[ChoiceBranch], method: &TokenStream) -> Vec<Arm> {
        let place = &self.place;
        let arm = |branch: &ChoiceBranch| {
            let variant = self.variant(branch);
            Arm::row(branch.index, quote!(__reader.#method(&mut #place, #variant)))
        };
        branches.iter().map(arm).collect()
    }

    /// The function that makes the choice of the value of a branch.
    fn variant(&self, branch: &ChoiceBranch) -> TokenStream {
        let (choice, variant) = (self.scope.ty(unboxed(&self.field.ty)), ident(&branch.variant));
        if branch.boxed {
            quote!(|value| #choice::#variant(Box::new(value)))
        } else {
            quote!(#choice::#variant)
        }
    }

    /// Whether a member has its place taken, for the rows of this field.
    pub(super) fn is_filled(&self) -> Vec<Arm> {
        let place = &self.place;
        let filled = match self.field.cardinality {
            Cardinality::Many => quote!(false),
            Cardinality::One | Cardinality::Optional => quote!(#place.is_some()),
        };
        match &self.field.slot {
            Slot::Attribute(_) | Slot::Text { .. } | Slot::Mixed { .. } => Vec::new(),
            Slot::Element(row) | Slot::Wrapped { index: row, .. } => vec![Arm::row(*row, filled)],
            Slot::Choice { branches } => {
                branches.iter().map(|branch| Arm::row(branch.index, filled.clone())).collect()
            }
            Slot::Group { start, len, .. } => {
                let member = member_from(*start);
                vec![Arm::rows(*start, *len, quote!(#place.is_filled(#member)))]
            }
        }
    }

    /// An empty place for what is read; none where there is nothing to collect.
    pub(super) fn local(&self) -> Option<TokenStream> {
        let place = &self.place;
        let empty = match (&self.field.slot, self.field.cardinality) {
            (Slot::Text { .. }, _) => return None,
            (Slot::Group { parts, .. }, cardinality) => {
                let parts = self.scope.parts(parts);
                match cardinality {
                    Cardinality::One => quote!(#parts::default()),
                    Cardinality::Optional => quote!(None::<#parts>),
                    Cardinality::Many => {
                        let groups = self.scope.runtime("Groups");
                        quote!(#groups::<#parts>::default())
                    }
                }
            }
            (_, Cardinality::One | Cardinality::Optional) => quote!(None),
            (_, Cardinality::Many) => quote!(Vec::new()),
        };
        Some(quote! { let mut #place = #empty; })
    }

    /// The type of the place.
    pub(super) fn collected_ty(&self) -> TokenStream {
        let (scope, field) = (&self.scope, self.field);
        match (&field.slot, field.cardinality) {
            (Slot::Group { parts, .. }, cardinality) => scope.collected(cardinality, parts),
            (_, Cardinality::One) => {
                let ty = scope.field(field, unboxed(&field.ty));
                scope.repeated(Cardinality::Optional, &ty)
            }
            _ => scope.field(field, unboxed(&field.ty)),
        }
    }

    /// The field's value, made of what was collected.
    pub(super) fn finish(&self) -> TokenStream {
        let (place, owner) = (&self.place, &self.owner);
        let value = match (&self.field.slot, self.field.cardinality) {
            (Slot::Text { collapse: true }, _) => quote!(__reader.collapsed_text_value()?),
            (Slot::Text { collapse: false }, _) => quote!(__reader.text_value()?),
            (Slot::Group { .. }, Cardinality::Many) if self.field.at_least_one => {
                self.scope.uses(&["Group"]);
                quote!(#place.finish(__reader).and_then(|groups| __reader.require_branches(groups))?)
            }
            (Slot::Group { .. }, _) => {
                self.scope.uses(&["Group"]);
                quote!(#place.finish(__reader)?)
            }
            (Slot::Element(row), Cardinality::Many) if self.field.at_least_one => {
                let row = index(*row);
                quote!(__reader.require_items(#place, &#owner::ELEMENTS[#row])?)
            }
            (Slot::Choice { .. }, Cardinality::Many) if self.field.at_least_one => {
                quote!(__reader.require_branches(#place)?)
            }
            (_, Cardinality::Optional | Cardinality::Many) => place.clone(),
            (Slot::Attribute(row), Cardinality::One) => {
                let row = index(*row);
                quote!(__reader.require_attribute(#place, &#owner::ATTRIBUTES[#row])?)
            }
            (Slot::Element(row), Cardinality::One) if is_nillable(&self.field.ty) => {
                let row = index(*row);
                quote!(__reader.require_nillable(#place, &#owner::ELEMENTS[#row])?)
            }
            (Slot::Element(row) | Slot::Wrapped { index: row, .. }, Cardinality::One) => {
                let row = index(*row);
                quote!(__reader.require(#place, &#owner::ELEMENTS[#row])?)
            }
            (Slot::Choice { .. } | Slot::Mixed { .. }, Cardinality::One) => {
                quote!(__reader.require_branch(#place)?)
            }
        };
        match (&self.field.ty, self.field.cardinality) {
            (Type::Boxed(_), Cardinality::One) => quote!(Box::new(#value)),
            (Type::Boxed(_), Cardinality::Optional) => quote!(#value.map(Box::new)),
            _ => value,
        }
    }
}

fn is_nillable(ty: &Type) -> bool {
    matches!(unboxed(ty), Type::Nillable(_))
}

/// Writing the fields of `self`: the body of a function, and the name of its parameter for the writer, which has
/// none where nothing is written.
pub(super) fn write_all<'f>(fields: impl Iterator<Item = &'f Field>) -> (TokenStream, TokenStream) {
    let writes: Vec<_> = fields.map(write).collect();
    let writer = if writes.is_empty() { quote!(_) } else { quote!(writer) };
    (quote! { #(#writes)* }, writer)
}

fn write(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    let boxed = matches!(field.ty, Type::Boxed(_));
    let value = if boxed { quote!(&*self.#name) } else { quote!(&self.#name) };
    match &field.slot {
        Slot::Attribute(row) => {
            let row = index(*row);
            match field.cardinality {
                Cardinality::One => quote! { writer.attribute(&Self::ATTRIBUTES[#row], #value); },
                Cardinality::Optional => {
                    quote! { writer.optional_attribute(&Self::ATTRIBUTES[#row], #value); }
                }
                Cardinality::Many => quote! { writer.any_attributes(&Self::ATTRIBUTES, #value); },
            }
        }
        Slot::Text { .. } => quote! { writer.content(#value); },
        Slot::Element(row) => {
            let row = index(*row);
            match field.cardinality {
                Cardinality::One => quote! { writer.one(&Self::ELEMENTS[#row], #value); },
                Cardinality::Optional if boxed => quote! {
                    if let Some(value) = &self.#name { writer.one(&Self::ELEMENTS[#row], &**value); }
                },
                Cardinality::Optional => quote! { writer.optional(&Self::ELEMENTS[#row], #value); },
                Cardinality::Many => quote! { writer.many(&Self::ELEMENTS[#row], #value); },
            }
        }
        Slot::Wrapped { index: row, constant, .. } => {
            let (row, table) = (index(*row), ident(constant));
            match field.cardinality {
                Cardinality::Optional => quote! {
                    if let Some(items) = &self.#name {
                        writer.wrapped(&Self::ELEMENTS[#row], &Self::#table, items);
                    }
                },
                _ => quote! { writer.wrapped(&Self::ELEMENTS[#row], &Self::#table, #value); },
            }
        }
        Slot::Choice { .. } | Slot::Mixed { .. } | Slot::Group { .. } => match field.cardinality {
            Cardinality::One => quote! { self.#name.encode_members(writer); },
            Cardinality::Optional => quote! {
                if let Some(value) = &self.#name { value.encode_members(writer); }
            },
            Cardinality::Many => quote! {
                for value in &self.#name { value.encode_members(writer); }
            },
        },
    }
}
