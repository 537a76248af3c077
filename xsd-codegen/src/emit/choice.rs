//! Choices: an enum that writes the members of its branch. What else enums have in common is here too.

use proc_macro2::TokenStream;
use quote::quote;

use super::conversion::conversion;
use super::parts;
use super::scope::Scope;
use super::token::{docs, ident, index};
use crate::model::{Cardinality, Choice, PartsBranch, Type, Variant};

pub(super) fn definition(scope: &Scope<'_>, choice: &Choice) -> TokenStream {
    let (docs, ident) = (docs(&choice.doc), ident(&choice.ident));
    // A contract gains substitutes as it gains types.
    let non_exhaustive = choice.of_head.then(|| quote!(#[non_exhaustive]));
    let variants = choice.text.iter().chain(&choice.variants).map(|variant| self::variant(scope, variant));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::enum_variant_names)]
        #non_exhaustive
        pub enum #ident { #(#variants),* }
    }
}

pub(super) fn code(scope: &Scope<'_>, choice: &Choice) -> TokenStream {
    scope.uses(&["Writer"]);
    let ty = scope.own(&choice.ident);
    let branches = choice.parts.as_ref().map_or(&[][..], |parts| &parts.branches);
    // A branch that is a group has a table of its own.
    let is_used =
        branches.is_empty() || branches.iter().any(|branch| matches!(branch, PartsBranch::Element(_)));
    let table = scope.table("ELEMENTS", if is_used { &choice.elements } else { &[] });
    let writes = choice.variants.iter().enumerate().map(|(at, variant)| {
        let branch = choice.parts.as_ref().and_then(|parts| parts.branches.get(at));
        write(variant, branch.unwrap_or(&PartsBranch::Element(at)))
    });
    let text = choice.text.as_ref().map(|variant| {
        let ident = ident(&variant.ident);
        quote! { Self::#ident(value) => writer.content(value), }
    });
    let parts = choice.parts.as_ref().map(|parts| parts::parts(scope, choice, parts));
    let converted = choice.conversions.iter().filter_map(|index| choice.variants.get(*index));
    let conversions = converted.map(|variant| conversion(scope, &ty, variant));
    let visibility = choice.of_head.then(|| scope.whole_file());
    quote! {
        impl #ty {
            #table
            #visibility fn encode_members(&self, writer: &mut Writer) {
                match self { #text #(#writes)* }
            }
        }
        #parts
        #(#conversions)*
    }
}

/// A variant with its value.
pub(super) fn variant(scope: &Scope<'_>, variant: &Variant) -> TokenStream {
    let (docs, ident) = (docs(&variant.doc), ident(&variant.ident));
    let ty = scope.repeated(variant.cardinality, &scope.ty(&variant.ty));
    quote!(#docs #ident(#ty))
}

/// The arm that writes the members of a branch.
fn write(variant: &Variant, branch: &PartsBranch) -> TokenStream {
    let ident = ident(&variant.ident);
    let many = variant.cardinality == Cardinality::Many;
    let write = match branch {
        PartsBranch::Element(row) => {
            let row = index(*row);
            let method = if many { quote!(many) } else { quote!(one) };
            let value = by_reference(&variant.ty);
            quote!(writer.#method(&Self::ELEMENTS[#row], #value))
        }
        PartsBranch::Group { .. } if many => {
            quote!({
                for item in value {
                    item.encode_members(writer);
                }
            })
        }
        PartsBranch::Group { .. } => quote!(value.encode_members(writer)),
    };
    quote! { Self::#ident(value) => #write, }
}

/// `value`, a reference to a value of this type, as a reference to what is inside its `Box`.
pub(super) fn by_reference(ty: &Type) -> TokenStream {
    match ty {
        Type::Boxed(_) => quote!(&**value),
        _ => quote!(value),
    }
}

/// The function that makes an enum of the value of a variant, which the enum perhaps holds in a `Box`.
pub(super) fn make(variant: &TokenStream, ty: &Type) -> TokenStream {
    match ty {
        Type::Boxed(_) => quote!(|value| #variant(Box::new(value))),
        _ => variant.clone(),
    }
}
