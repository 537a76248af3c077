//! Enumerations, open to values that are not in the schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::token::{docs, ident};
use crate::model::{Enumeration, Value};

pub(super) fn definition(scope: &Scope<'_>, item: &Enumeration) -> TokenStream {
    let (docs, ident) = (docs(&item.doc), ident(&item.ident));
    let variants = item.values.iter().map(variant);
    let unknown = scope.runtime("types::Unknown");
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// Text that is not among the values of the schema.
            Unknown(#unknown),
        }
    }
}

pub(super) fn code(scope: &Scope<'_>, item: &Enumeration) -> TokenStream {
    scope.uses(&["types::Enumeration", "types::Unknown", "types::ValueError", "types::parse_enumeration"]);
    let (fmt, from_str) = (scope.imported("::std::fmt"), scope.imported("::std::str::FromStr"));
    let ty = scope.own(&item.ident);
    let idents: Vec<_> = item.values.iter().map(|value| ident(&value.ident)).collect();
    let texts = item.values.iter().map(|value| &value.text);
    let name = item.name.as_ref().map(|name| {
        let (ty, name) = (scope.runtime("Name"), scope.name(name));
        quote! { const TYPE: #ty = #name; }
    });
    let spellings = item.values.iter().map(|value| {
        let (text, aliases) = (&value.text, &value.aliases);
        quote!(#text #(| #aliases)*)
    });
    quote! {
        impl #ty {
            /// The values of the schema.
            pub const ALL: &'static [Self] = &[#(Self::#idents),*];
            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #texts,)*
                    Self::Unknown(text) => text.as_str(),
                }
            }
        }
        impl Enumeration for #ty {
            #name
            fn from_known(text: &str) -> Option<Self> {
                match text { #(#spellings => Some(Self::#idents),)* _ => None, }
            }
            fn from_unknown(text: Unknown) -> Self { Self::Unknown(text) }
            fn as_str(&self) -> &str { Self::as_str(self) }
        }
        impl #from_str for #ty {
            type Err = ValueError;
            fn from_str(text: &str) -> Result<Self, ValueError> { parse_enumeration(text) }
        }
        impl #fmt::Display for #ty {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result { f.write_str(self.as_str()) }
        }
    }
}

fn variant(value: &Value) -> TokenStream {
    let (docs, ident) = (docs(&value.doc), ident(&value.ident));
    quote!(#docs #ident)
}
