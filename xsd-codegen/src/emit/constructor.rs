//! What a struct is made with: the tables of its members, `new`, chained setters and `Default`.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, boxed, unboxed};
use super::token::{ident, initialized, tokens};
use super::types::Record;
use crate::model::{Cardinality, Field, Initial, Literal, Slot, Type};

/// More arguments than this are too many for Clippy.
const MANY_ARGUMENTS: usize = 7;

pub(super) fn code(scope: &Scope<'_>, record: &Record<'_>) -> TokenStream {
    let ty = scope.own(record.ident);
    let tables = tables(scope, record);
    let new = new(scope, record);
    let setters = record.fields.iter().filter_map(|field| setter(scope, field));
    let default = (!record.starts_empty() && !record.takes_arguments()).then(|| {
        quote! {
            impl Default for #ty {
                fn default() -> Self { Self::new() }
            }
        }
    });
    quote! {
        impl #ty { #tables #new #(#setters)* }
        #default
    }
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
        let ident = ident(&field.ident);
        let ty = Argument::of(scope, field, &ident).ty;
        quote!(#ident: #ty)
    });
    let values = record.fields.iter().map(|field| {
        let ident = ident(&field.ident);
        let value = initial(scope, field, &ident);
        initialized(&ident, &value)
    });
    quote! {
        /// A new value of what is required. The rest is absent, or has the default of the schema.
        #allow
        pub fn new(#(#parameters),*) -> Self { Self { #(#values),* } }
    }
}

/// What `new` puts into a field, perhaps made of the argument of that name.
fn initial(scope: &Scope<'_>, field: &Field, argument: &TokenStream) -> TokenStream {
    match &field.initial {
        Initial::Argument => Argument::of(scope, field, argument).value,
        Initial::Nothing if is_vec(field) => quote!(Vec::new()),
        Initial::Nothing => quote!(None),
        Initial::Value(value) => present(field, boxed(&field.ty, literal(scope, value))),
    }
}

/// The value of a field that is there.
fn present(field: &Field, value: TokenStream) -> TokenStream {
    match field.cardinality {
        Cardinality::Optional => quote!(Some(#value)),
        Cardinality::One | Cardinality::Many => value,
    }
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
        Literal::String(text) => quote!(String::from(#text)),
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
    let Argument { ty, value } = Argument::in_chain(scope, field, &quote!(value));
    let value = present(field, value);
    Some(quote! {
        #[doc = #doc]
        pub fn #setter(mut self, value: #ty) -> Self {
            self.#ident = #value;
            self
        }
    })
}

/// A parameter for the value of a field.
struct Argument {
    ty: TokenStream,
    /// The value made of it.
    value: TokenStream,
}

impl Argument {
    /// Of `new`: what is nillable is an `Option`.
    fn of(scope: &Scope<'_>, field: &Field, name: &TokenStream) -> Self {
        match &field.ty {
            Type::Nillable(_) if item(field).is_none() => {
                Self { ty: scope.ty(&field.ty), value: name.clone() }
            }
            _ => Self::in_chain(scope, field, name),
        }
    }

    /// Of a setter: anything that can be made the value, but numbers as they are.
    fn in_chain(scope: &Scope<'_>, field: &Field, name: &TokenStream) -> Self {
        if let Some(item) = item(field) {
            let item = scope.ty(item);
            let ty = quote!(impl IntoIterator<Item = #item>);
            return Self { ty, value: quote!(#name.into_iter().collect()) };
        }
        let ty = scope.ty(unboxed(&field.ty));
        let (ty, value) = if scope.is_primitive(unboxed(&field.ty)) {
            (ty, name.clone())
        } else {
            (quote!(impl Into<#ty>), quote!(#name.into()))
        };
        Self { ty, value: boxed(&field.ty, value) }
    }
}

/// The type of one item, where the value of the field is a list, perhaps inside of an `Option`.
fn item(field: &Field) -> Option<&Type> {
    match &field.ty {
        ty if field.cardinality == Cardinality::Many || matches!(field.slot, Slot::Wrapped { .. }) => {
            Some(ty)
        }
        Type::Array(item) => Some(item),
        _ => None,
    }
}
