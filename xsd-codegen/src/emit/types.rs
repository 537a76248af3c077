//! Structs: fields, constructor, chained setters. And aliases.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, boxed, unboxed};
use super::token::{docs, ident, tokens};
use crate::model::{Alias, Cardinality, Field, Group, Initial, Literal, Member, Slot, Struct, Type};

/// More arguments than this are too many for Clippy.
const MANY_ARGUMENTS: usize = 7;

/// A public struct: a complex type or a group.
pub(super) struct Record<'m> {
    ident: &'m str,
    doc: &'m str,
    derives: &'m [String],
    attributes: &'m [Member],
    elements: &'m [Member],
    fields: &'m [Field],
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
        Self {
            ident: &item.ident,
            doc: &item.doc,
            derives: &[],
            attributes: &[],
            elements: &item.elements,
            fields: &item.fields,
        }
    }
}

impl Record<'_> {
    /// Nothing is in a new value, so `Default` is derived.
    fn starts_empty(&self) -> bool {
        self.fields.iter().all(|field| field.initial == Initial::Nothing)
    }

    fn takes_arguments(&self) -> bool {
        self.fields.iter().any(|field| field.initial == Initial::Argument)
    }
}

/// The struct, its tables, `new`, the setters and `Default`.
pub(super) fn record(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let (docs, ident) = (docs(record.doc), ident(record.ident));
    let fields = record.fields.iter().map(|field| definition(scope, field));
    let default = record.starts_empty().then(|| quote!(Default,));
    let derives = record.derives.iter().map(|derive| tokens(derive));
    let tables = tables(scope, record);
    let new = new(scope, record);
    let setters = record.fields.iter().filter_map(|field| setter(scope, field));
    let own_default = (!record.starts_empty() && !record.takes_arguments()).then(|| {
        quote! {
            impl ::std::default::Default for #ident {
                fn default() -> Self { Self::new() }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq, #(#derives),*)]
        #[non_exhaustive]
        pub struct #ident { #(#fields),* }
        impl #ident { #tables #new #(#setters)* }
        #own_default
    }
}

pub(super) fn alias(scope: &Scope<'_>, alias: &Alias) -> TokenStream {
    let (docs, ident, ty) = (docs(&alias.doc), ident(&alias.ident), scope.ty(&alias.ty));
    quote! { #docs pub type #ident = #ty; }
}

fn definition(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (docs, ident, ty) = (docs(&field.doc), ident(&field.ident), scope.field(field, &field.ty));
    quote! { #docs pub #ident: #ty }
}

/// The names of attributes and children, and of the items of each wrapper.
fn tables(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let attributes = scope.table("ATTRIBUTES", record.attributes);
    let elements = scope.table("ELEMENTS", record.elements);
    let wrapped = record.fields.iter().filter_map(|field| match &field.slot {
        Slot::Wrapped { item, constant, .. } => scope.table(constant, std::slice::from_ref(item)),
        _ => None,
    });
    quote! { #attributes #elements #(#wrapped)* }
}

fn new(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    if record.starts_empty() {
        return quote! {
            /// A new value without any members.
            pub fn new() -> Self { Self::default() }
        };
    }
    let arguments: Vec<_> = record.fields.iter().filter(|field| field.initial == Initial::Argument).collect();
    let allow = (arguments.len() > MANY_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let parameters = arguments.into_iter().map(|field| {
        let (ident, argument) = (ident(&field.ident), Argument::of(scope, field));
        let ty = argument.ty;
        quote!(#ident: #ty)
    });
    let values = record.fields.iter().map(|field| {
        let ident = ident(&field.ident);
        match initial(scope, field) {
            Some(value) => quote!(#ident: #value),
            None => ident,
        }
    });
    quote! {
        /// A new value of what is required. The rest is absent, or has the default of the schema.
        #allow
        pub fn new(#(#parameters),*) -> Self { Self { #(#values),* } }
    }
}

/// What `new` puts into a field; `None` for the argument of that name as it is.
fn initial(scope: &Scope<'_>, field: &Field) -> Option<TokenStream> {
    let value = match &field.initial {
        Initial::Argument => return Argument::of(scope, field).conversion,
        Initial::Nothing if is_vec(field) => return Some(quote!(::std::vec::Vec::new())),
        Initial::Nothing => return Some(quote!(None)),
        Initial::Value(value) => boxed(&field.ty, literal(scope, value)),
    };
    Some(match field.cardinality {
        Cardinality::Optional => quote!(Some(#value)),
        Cardinality::One | Cardinality::Many => value,
    })
}

/// Whether the field is a `Vec`, and not the `Option` of one.
fn is_vec(field: &Field) -> bool {
    match field.cardinality {
        Cardinality::One => matches!(field.slot, Slot::Wrapped { .. }),
        Cardinality::Optional => false,
        Cardinality::Many => true,
    }
}

fn literal(scope: &Scope<'_>, literal: &Literal) -> TokenStream {
    match literal {
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(text) | Literal::Float(text) => tokens(text),
        Literal::String(text) => quote!(::std::string::String::from(#text)),
        Literal::Variant { module, ident: enumeration, variant } => {
            let (enumeration, variant) = (scope.path(module, enumeration), ident(variant));
            quote!(#enumeration::#variant)
        }
    }
}

/// `with_field`.
fn setter(scope: &Scope<'_>, field: &Field) -> Option<TokenStream> {
    let (setter, ident) = (ident(field.setter.as_ref()?), ident(&field.ident));
    let doc = format!(" Sets `{}`.", field.ident.trim_start_matches("r#"));
    let argument = Argument::in_chain(scope, field);
    let ty = &argument.ty;
    let value = argument.conversion.unwrap_or_else(|| ident.clone());
    let value = match field.cardinality {
        Cardinality::Optional => quote!(Some(#value)),
        Cardinality::One | Cardinality::Many => value,
    };
    Some(quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #setter(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    })
}

/// A parameter for the value of a field, which has the field's name.
struct Argument {
    ty: TokenStream,
    /// The value made of it; `None` where it is the value.
    conversion: Option<TokenStream>,
}

impl Argument {
    /// Of `new`: what is nillable is an `Option`.
    fn of(scope: &Scope<'_>, field: &Field) -> Self {
        match &field.ty {
            Type::Nillable(_) if !is_list(field) => Self { ty: scope.ty(&field.ty), conversion: None },
            _ => Self::in_chain(scope, field),
        }
    }

    /// Of a setter: anything that can be made the value, but numbers as they are.
    fn in_chain(scope: &Scope<'_>, field: &Field) -> Self {
        let ident = ident(&field.ident);
        if is_list(field) {
            let item = scope.ty(&field.ty);
            let ty = quote!(impl ::std::convert::Into<::std::vec::Vec<#item>>);
            return Self { ty, conversion: Some(quote!(#ident.into())) };
        }
        let value = unboxed(&field.ty);
        let ty = scope.ty(value);
        let (ty, conversion) = if scope.is_primitive(value) {
            (ty, ident.clone())
        } else {
            (quote!(impl ::std::convert::Into<#ty>), quote!(#ident.into()))
        };
        let conversion = boxed(&field.ty, conversion);
        let as_it_is = conversion.to_string() == ident.to_string();
        Self { ty, conversion: (!as_it_is).then_some(conversion) }
    }
}

/// Whether the value of the field is a list, perhaps inside of an `Option`.
fn is_list(field: &Field) -> bool {
    field.cardinality == Cardinality::Many || matches!(field.slot, Slot::Wrapped { .. })
}
