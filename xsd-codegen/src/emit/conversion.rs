//! `From` for the variants of an enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, boxed, unboxed};
use super::token::ident;
use crate::model::Variant;

/// So that a value of the variant's type becomes one of the enum `target` by `into`, in a `Box` or not.
pub(super) fn conversion(scope: &Scope<'_>, target: &TokenStream, variant: &Variant) -> TokenStream {
    let (ident, ty) = (ident(&variant.ident), scope.ty(unboxed(&variant.ty)));
    let value = boxed(&variant.ty, quote!(value));
    quote! {
        impl From<#ty> for #target {
            fn from(value: #ty) -> Self { Self::#ident(#value) }
        }
    }
}
