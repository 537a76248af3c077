//! Definitions of structs, and aliases.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::token::{docs, ident, tokens};
use crate::model::{Alias, Field, Group, Initial, Member, Slot, Struct};

/// A public struct: a complex type or a group.
pub(super) struct Record<'m> {
    pub(super) ident: &'m str,
    doc: &'m str,
    derives: &'m [String],
    pub(super) attributes: &'m [Member],
    pub(super) elements: &'m [Member],
    pub(super) fields: &'m [Field],
}

impl<'m> From<&'m Struct> for Record<'m> {
    fn from(item: &'m Struct) -> Self {
        Self {
            ident: &item.ident,
            doc: &item.doc,
            derives: &item.derives,
            attributes: &item.attributes,
            elements: &item.elements,
            fields: &item.fields,
        }
    }
}

impl<'m> From<&'m Group> for Record<'m> {
    fn from(item: &'m Group) -> Self {
        // Choices and groups inside of it write by tables of their own.
        let is_used =
            item.fields.iter().any(|field| matches!(field.slot, Slot::Element(_) | Slot::Wrapped { .. }));
        Self {
            ident: &item.ident,
            doc: &item.doc,
            derives: &[],
            attributes: &[],
            elements: if is_used { &item.elements } else { &[] },
            fields: &item.fields,
        }
    }
}

impl Record<'_> {
    /// Nothing is in a new value, so `Default` is derived.
    pub(super) fn starts_empty(&self) -> bool {
        self.fields.iter().all(|field| field.initial == Initial::Nothing)
    }

    pub(super) fn takes_arguments(&self) -> bool {
        self.fields.iter().any(|field| field.initial == Initial::Argument)
    }
}

pub(super) fn definition(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let (docs, ident) = (docs(record.doc), ident(record.ident));
    let fields = record.fields.iter().map(|field| member(scope, field));
    let default = record.starts_empty().then(|| quote!(Default,));
    let derives = record.derives.iter().map(|derive| tokens(derive));
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq, #(#derives),*)]
        #[non_exhaustive]
        pub struct #ident { #(#fields),* }
    }
}

fn member(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (docs, ident, ty) = (docs(&field.doc), ident(&field.ident), scope.field(field, &field.ty));
    quote! { #docs pub #ident: #ty }
}

pub(super) fn alias(scope: &Scope<'_>, alias: &Alias) -> TokenStream {
    let (docs, ident, ty) = (docs(&alias.doc), ident(&alias.ident), scope.ty(&alias.ty));
    quote! { #docs pub type #ident = #ty; }
}
