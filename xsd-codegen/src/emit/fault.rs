//! The faults of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::choice::make;
use super::scope::Scope;
use super::token::{docs, ident, index};
use crate::model::{FaultEnum, FaultVariant};

/// An enum with a variant for each fault, known by its element.
pub(super) fn fault_enum(scope: &Scope<'_>, faults: &FaultEnum) -> TokenStream {
    let runtime = scope.runtime();
    let definitions = faults.variants.iter().map(|variant| definition(scope, variant));
    let names: Vec<_> = faults.variants.iter().map(|variant| scope.element(&variant.element)).collect();
    let variants: Vec<_> = faults.variants.iter().map(|variant| ident(&variant.ident)).collect();
    let decode = decode(&faults.variants);
    let (docs, ident) = (docs(&faults.doc), ident(&faults.ident));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::enum_variant_names)]
        #[non_exhaustive]
        pub enum #ident { #(#definitions),* }
        impl #runtime::soap::FaultDetail for #ident {
            const NAMES: &'static [#runtime::Name] = &[#(#names),*];
            fn decode(
                __index: usize,
                __reader: &mut #runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, #runtime::DecodeError> {
                #decode
            }
            fn name(&self) -> #runtime::Name {
                match self { #(Self::#variants(_) => #names,)* }
            }
            fn encode(&self, __writer: &mut #runtime::Writer) {
                use #runtime::Encode as _;
                match self { #(Self::#variants(__value) => __value.encode(__writer),)* }
            }
        }
        impl ::std::fmt::Display for #ident {
            fn fmt(&self, __f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                __f.write_str(#runtime::soap::FaultDetail::name(self).local)
            }
        }
    }
}

fn definition(scope: &Scope<'_>, variant: &FaultVariant) -> TokenStream {
    let (docs, ident, ty) = (docs(&variant.doc), ident(&variant.ident), scope.ty(&variant.ty));
    quote!(#docs #ident(#ty))
}

fn decode(variants: &[FaultVariant]) -> TokenStream {
    let reads = variants.iter().enumerate().map(|(at, variant)| {
        let ident = ident(&variant.ident);
        let make = make(&quote!(Self::#ident), &variant.ty);
        let last = at + 1 == variants.len();
        let pattern = if last { quote!(_) } else { index(at) };
        (pattern, quote!(__reader.root_value().map(#make)))
    });
    let (patterns, reads): (Vec<_>, Vec<_>) = reads.unzip();
    match &reads[..] {
        [only] => only.clone(),
        _ => quote! { match __index { #(#patterns => #reads,)* } },
    }
}
