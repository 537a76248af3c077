//! The faults of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::choice::{by_reference, make};
use super::scope::Scope;
use super::token::{docs, ident, index};
use crate::model::{FaultEnum, FaultVariant};

/// An enum with a variant for each fault, known by its element.
pub(super) fn definition(scope: &Scope<'_>, faults: &FaultEnum) -> TokenStream {
    let (docs, ident) = (docs(&faults.doc), ident(&faults.ident));
    let variants = faults.variants.iter().map(|variant| self::variant(scope, variant));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::enum_variant_names, clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #ident { #(#variants),* }
    }
}

fn variant(scope: &Scope<'_>, variant: &FaultVariant) -> TokenStream {
    let (docs, ident, ty) = (docs(&variant.doc), ident(&variant.ident), scope.ty(&variant.ty));
    quote!(#docs #ident(#ty))
}

pub(super) fn code(scope: &Scope<'_>, faults: &FaultEnum) -> TokenStream {
    scope.uses(&["DecodeError", "Name", "Reader", "soap::EncodeDetail", "soap::FaultDetail"]);
    let fmt = scope.imported("::std::fmt");
    let ty = scope.own(&faults.ident);
    let names = faults.variants.iter().map(|variant| scope.element(&variant.element));
    let (position, decode) = decode(&faults.variants);
    let details = faults.variants.iter().enumerate().map(|(at, variant)| {
        let (at, ident, value) = (index(at), ident(&variant.ident), by_reference(&variant.ty));
        quote! { Self::#ident(value) => (#at, #value), }
    });
    quote! {
        impl FaultDetail for #ty {
            const NAMES: &'static [Name] = &[#(#names),*];
            fn decode(#position: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError> { #decode }
            fn detail(&self) -> (usize, &dyn EncodeDetail) { match self { #(#details)* } }
        }
        impl #fmt::Display for #ty {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result { f.write_str(self.name().local) }
        }
    }
}

/// The body of `decode`, and the name of its parameter for the index, which has none where there is no choice.
fn decode(variants: &[FaultVariant]) -> (TokenStream, TokenStream) {
    let reads = variants.iter().enumerate().map(|(at, variant)| {
        let ident = ident(&variant.ident);
        let make = make(&quote!(Self::#ident), &variant.ty);
        let last = at + 1 == variants.len();
        let pattern = if last { quote!(_) } else { index(at) };
        (pattern, quote!(reader.root_value().map(#make)))
    });
    let (patterns, reads): (Vec<_>, Vec<_>) = reads.unzip();
    match &reads[..] {
        [only] => (quote!(_), only.clone()),
        _ => (quote!(index), quote! { match index { #(#patterns => #reads,)* } }),
    }
}
