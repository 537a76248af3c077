//! Types that others derive from, where any of them may stand.

use proc_macro2::TokenStream;
use quote::quote;

use super::choice::{by_reference, make, variant};
use super::scope::{Scope, boxed, unboxed};
use super::token::{docs, ident, index};
use crate::model::{Hierarchy, Variant};

pub(super) fn hierarchy(scope: &Scope<'_>, item: &Hierarchy) -> TokenStream {
    let runtime = scope.runtime();
    let (docs, ident, name) = (docs(&item.doc), ident(&item.ident), scope.name(&item.name));
    let all: Vec<_> = item.declared.iter().chain(item.derived.iter().map(|(_, variant)| variant)).collect();
    let variants = all.iter().map(|variant| self::variant(scope, variant));
    let (len, types) = (index(item.derived.len()), item.derived.iter().map(|(name, _)| scope.name(name)));
    let decode = decode(runtime, item);
    let encode = encode(runtime, item);
    let conversions = all.iter().map(|variant| conversion(scope, &ident, variant));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::enum_variant_names)]
        #[non_exhaustive]
        pub enum #ident { #(#variants),* }
        impl #ident {
            const TYPES: [#runtime::Name; #len] = [#(#types),*];
        }
        impl #runtime::Decode for #ident {
            const TYPE: #runtime::Name = #name;
            fn decode(
                __reader: &mut #runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, #runtime::DecodeError> {
                #decode
            }
        }
        impl #runtime::Encode for #ident {
            const TYPE: #runtime::Name = <Self as #runtime::Decode>::TYPE;
            fn encode(&self, __writer: &mut #runtime::Writer) {
                #encode
            }
        }
        #(#conversions)*
    }
}

fn decode(runtime: &TokenStream, item: &Hierarchy) -> TokenStream {
    let read = |variant: &Variant| {
        let ident = ident(&variant.ident);
        let make = make(&quote!(Self::#ident), &variant.ty);
        quote!(#runtime::Decode::decode(__reader).map(#make))
    };
    let derived = item.derived.iter().enumerate().map(|(at, (_, variant))| {
        let (at, read) = (index(at), read(variant));
        quote! { Some(#at) => #read, }
    });
    let declared = match &item.declared {
        Some(variant) => read(variant),
        None => quote!(Err(__reader.abstract_type(<Self as #runtime::Decode>::TYPE))),
    };
    quote! {
        match __reader.type_among(&Self::TYPES, <Self as #runtime::Decode>::TYPE)? {
            #(#derived)*
            _ => #declared,
        }
    }
}

fn encode(runtime: &TokenStream, item: &Hierarchy) -> TokenStream {
    let declared = item.declared.iter().map(|variant| {
        let (ident, value) = (ident(&variant.ident), by_reference(&variant.ty));
        quote! { Self::#ident(__value) => #runtime::Encode::encode(#value, __writer), }
    });
    let derived = item.derived.iter().enumerate().map(|(at, (_, variant))| {
        let (at, ident, value) = (index(at), ident(&variant.ident), by_reference(&variant.ty));
        quote! { Self::#ident(__value) => __writer.derived(Self::TYPES[#at], #value), }
    });
    quote! { match self { #(#declared)* #(#derived)* } }
}

/// So that a value of the type is one of the hierarchy by `into`.
fn conversion(scope: &Scope<'_>, hierarchy: &TokenStream, variant: &Variant) -> TokenStream {
    let (ident, ty) = (ident(&variant.ident), scope.ty(unboxed(&variant.ty)));
    let value = boxed(&variant.ty, quote!(__value));
    quote! {
        impl ::std::convert::From<#ty> for #hierarchy {
            fn from(__value: #ty) -> Self { Self::#ident(#value) }
        }
    }
}
