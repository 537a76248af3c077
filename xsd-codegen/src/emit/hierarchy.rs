//! Types that others derive from, where any of them may stand.

use proc_macro2::TokenStream;
use quote::quote;

use super::choice::{by_reference, make, variant};
use super::conversion::conversion;
use super::scope::Scope;
use super::token::{docs, ident, index};
use crate::model::{Hierarchy, Variant};

pub(super) fn definition(scope: &Scope<'_>, item: &Hierarchy) -> TokenStream {
    let (docs, ident) = (docs(&item.doc), ident(&item.ident));
    let variants = variants(item).map(|variant| self::variant(scope, variant));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::enum_variant_names)]
        #[non_exhaustive]
        pub enum #ident { #(#variants),* }
    }
}

fn variants(item: &Hierarchy) -> impl Iterator<Item = &Variant> {
    item.declared.iter().chain(item.derived.iter().map(|(_, variant)| variant))
}

pub(super) fn code(scope: &Scope<'_>, item: &Hierarchy) -> TokenStream {
    scope.uses(&["Decode", "DecodeError", "Encode", "Name", "Reader", "Writer"]);
    let (ty, name) = (scope.own(&item.ident), scope.name(&item.name));
    let (len, types) = (index(item.derived.len()), item.derived.iter().map(|(name, _)| scope.name(name)));
    let (decode, encode) = (decode(item), encode(item));
    let conversions = variants(item).map(|variant| conversion(scope, &ty, variant));
    quote! {
        impl #ty {
            const TYPES: [Name; #len] = [#(#types),*];
        }
        impl Decode for #ty {
            const TYPE: Name = #name;
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> { #decode }
        }
        impl Encode for #ty {
            const TYPE: Name = Name::new("", "");
            const ITEM: Name = <Self as Decode>::TYPE;
            fn encode(&self, writer: &mut Writer) { #encode }
        }
        #(#conversions)*
    }
}

fn decode(item: &Hierarchy) -> TokenStream {
    let read = |variant: &Variant| {
        let ident = ident(&variant.ident);
        let make = make(&quote!(Self::#ident), &variant.ty);
        quote!(Decode::decode(reader).map(#make))
    };
    let derived = item.derived.iter().enumerate().map(|(at, (_, variant))| {
        let (at, read) = (index(at), read(variant));
        quote! { Some(#at) => #read, }
    });
    let declared = match &item.declared {
        Some(variant) => read(variant),
        None => quote!(Err(reader.abstract_type(<Self as Decode>::TYPE))),
    };
    quote! {
        match reader.type_among(&Self::TYPES, <Self as Decode>::TYPE)? {
            #(#derived)*
            _ => #declared,
        }
    }
}

fn encode(item: &Hierarchy) -> TokenStream {
    let declared = item.declared.iter().map(|variant| {
        let (ident, value) = (ident(&variant.ident), by_reference(&variant.ty));
        quote! { Self::#ident(value) => writer.declared(<Self as Decode>::TYPE, #value), }
    });
    let derived = item.derived.iter().enumerate().map(|(at, (_, variant))| {
        let (at, ident, value) = (index(at), ident(&variant.ident), by_reference(&variant.ty));
        quote! { Self::#ident(value) => writer.derived(Self::TYPES[#at], #value), }
    });
    quote! { match self { #(#declared)* #(#derived)* } }
}
