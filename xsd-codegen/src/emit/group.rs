//! Members that stand together without an element of their own.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::{Place, dispatch, write};
use super::scope::Scope;
use super::token::ident;
use super::types;
use crate::model::Group;

/// The struct, and the private one that collects its members.
pub(super) fn group(scope: &Scope<'_>, group: &Group) -> TokenStream {
    let (runtime, record) = (scope.runtime(), types::record(scope, &group.into()));
    let (owner, parts) = (ident(&group.ident), ident(&group.parts));
    let places: Vec<_> = group
        .fields
        .iter()
        .map(|field| {
            let ident = ident(&field.ident);
            Place { scope: *scope, field, place: quote!(self.#ident), owner: owner.clone() }
        })
        .collect();
    let idents: Vec<_> = group.fields.iter().map(|field| ident(&field.ident)).collect();
    let collected = places.iter().map(Place::collected_ty);
    let is_filled = dispatch(places.iter().flat_map(Place::is_filled).collect());
    let read = dispatch(places.iter().flat_map(Place::read_child).collect());
    let values = places.iter().map(Place::finish);
    let writes = group.fields.iter().map(write);
    let methods = methods(runtime, &is_filled, &read, &quote! { Ok(#owner { #(#idents: #values),* }) });
    quote! {
        #record
        impl #owner {
            fn encode_members(&self, __writer: &mut #runtime::Writer) { #(#writes)* }
        }
        #[derive(Default)]
        struct #parts { #(#idents: #collected),* }
        impl #runtime::Group for #parts {
            type Value = #owner;
            #methods
        }
    }
}

/// The three methods of the runtime's `Group`.
pub(super) fn methods(
    runtime: &TokenStream,
    is_filled: &TokenStream,
    read: &TokenStream,
    finish: &TokenStream,
) -> TokenStream {
    quote! {
        fn is_filled(&self, __member: usize) -> bool { #is_filled }
        fn read(
            &mut self,
            __member: usize,
            __reader: &mut #runtime::Reader<'_>,
        ) -> ::std::result::Result<(), #runtime::DecodeError> { #read }
        fn finish(
            self,
            __reader: &#runtime::Reader<'_>,
        ) -> ::std::result::Result<Self::Value, #runtime::DecodeError> { #finish }
    }
}
