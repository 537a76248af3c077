//! Members that stand together without an element of their own.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::{Place, dispatch, write_all};
use super::scope::Scope;
use super::token::{ident, index};
use crate::model::{Group, MemberPlace};

/// How the members are written, and the struct that collects them.
pub(super) fn code(scope: &Scope<'_>, group: &Group) -> TokenStream {
    scope.uses(&["Writer"]);
    let (owner, parts) = (scope.own(&group.ident), ident(&group.parts));
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
    let (writes, writer) = write_all(group.fields.iter());
    let finish = quote! { Ok(#owner { #(#idents: #values),* }) };
    let order = order(&group.order);
    let implementation = implementation(scope, &parts, &owner, &order, &is_filled, &read, &finish);
    quote! {
        impl #owner {
            fn encode_members(&self, #writer: &mut Writer) { #writes }
        }
        #[derive(Default)]
        struct #parts { #(#idents: #collected),* }
        #implementation
    }
}

/// The places of the members, where the group repeats.
pub(super) fn order(places: &[MemberPlace]) -> Option<TokenStream> {
    let order = places.iter().map(|place| {
        let (position, required) = (index(place.position), place.required);
        quote!((#position, #required))
    });
    (!places.is_empty()).then(|| quote! { const ORDER: &'static [(usize, bool)] = &[#(#order),*]; })
}

/// The runtime's `Group` for the parts of a value.
pub(super) fn implementation(
    scope: &Scope<'_>,
    parts: &TokenStream,
    value: &TokenStream,
    order: &Option<TokenStream>,
    is_filled: &TokenStream,
    read: &TokenStream,
    finish: &TokenStream,
) -> TokenStream {
    scope.uses(&["DecodeError", "Group", "Reader"]);
    quote! {
        impl Group for #parts {
            type Value = #value;
            #order
            fn is_filled(&self, __member: usize) -> bool { #is_filled }
            fn read(&mut self, __member: usize, __reader: &mut Reader<'_>) -> Result<(), DecodeError> { #read }
            fn finish(self, __reader: &mut Reader<'_>) -> Result<#value, DecodeError> { #finish }
        }
    }
}
