//! `Decode` and `Encode` of structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::{Arm, Place, dispatch, write_all};
use super::scope::Scope;
use super::token::{ident, initialized};
use crate::model::{Field, Slot, Struct};

pub(super) fn codec(scope: &Scope<'_>, item: &Struct) -> TokenStream {
    scope.uses(&["Decode", "DecodeError", "Encode", "Name", "Reader", "Writer"]);
    let (ty, name) = (scope.own(&item.ident), scope.name(&item.name));
    let declares_href = item.declares_href.then(|| quote! { const DECLARES_HREF: bool = true; });
    let decode = decode(scope, &item.fields);
    // Attributes can be written only before any content.
    let (attributes, content): (Vec<_>, Vec<_>) =
        item.fields.iter().partition(|field| matches!(field.slot, Slot::Attribute(_)));
    let (writes, writer) = write_all(attributes.into_iter().chain(content));
    quote! {
        impl Decode for #ty {
            const TYPE: Name = #name;
            #declares_href
            fn decode(__reader: &mut Reader<'_>) -> Result<Self, DecodeError> { #decode }
        }
        impl Encode for #ty {
            const TYPE: Name = <Self as Decode>::TYPE;
            fn encode(&self, #writer: &mut Writer) { #writes }
        }
    }
}

/// A variable for each field, a loop over the attributes, a loop over the children, and the value. The variables have
/// the names of the fields; those of our own begin with two underscores, as no field does.
fn decode(scope: &Scope<'_>, fields: &[Field]) -> TokenStream {
    let places: Vec<_> = fields
        .iter()
        .map(|field| Place { scope: *scope, field, place: ident(&field.ident), owner: quote!(Self) })
        .collect();
    let locals = places.iter().filter_map(Place::local);
    let attributes = places.iter().filter_map(Place::read_attribute).collect();
    let attributes = read_all(&quote!(attribute), &quote!(ATTRIBUTES), attributes);
    let children = places.iter().flat_map(Place::read_child).collect();
    let mixed = fields.iter().any(|field| matches!(field.slot, Slot::Mixed { .. }));
    let next = if mixed { quote!(mixed) } else { quote!(child) };
    let children = read_all(&next, &quote!(ELEMENTS), children);
    let values = places.iter().map(|place| initialized(&place.place, &place.finish()));
    quote! { #(#locals)* #attributes #children Ok(Self { #(#values),* }) }
}

/// Reads each member that is found.
fn read_all(next: &TokenStream, table: &TokenStream, mut arms: Vec<Arm>) -> Option<TokenStream> {
    for arm in &mut arms {
        arm.code.extend(quote!(?));
    }
    let (several, asks) = (arms.len() > 1, arms.iter().any(|arm| arm.asks));
    let any = !arms.is_empty();
    let read = dispatch(arms);
    let read = if several { read } else { quote!(#read;) };
    any.then(|| {
        if several || asks {
            quote! { while let Some(__member) = __reader.#next(&Self::#table)? { #read } }
        } else {
            quote! { while __reader.#next(&Self::#table)?.is_some() { #read } }
        }
    })
}
