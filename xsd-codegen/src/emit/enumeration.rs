//! Enumerations, open to values that are not in the schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::token::{docs, ident};
use crate::model::{Enumeration, Value};

pub(super) fn enumeration(scope: &Scope<'_>, item: &Enumeration) -> TokenStream {
    let runtime = scope.runtime();
    let variants = item.values.iter().map(variant);
    let idents: Vec<_> = item.values.iter().map(|value| ident(&value.ident)).collect();
    let texts = item.values.iter().map(|value| &value.text);
    let spellings = item.values.iter().map(|value| {
        let (text, aliases) = (&value.text, &value.aliases);
        quote!(#text #(| #aliases)*)
    });
    let (docs, ident) = (docs(&item.doc), ident(&item.ident));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// Text that is not among the values of the schema.
            Unknown(#runtime::types::Unknown),
        }
        impl #ident {
            /// The values of the schema.
            pub const ALL: &'static [Self] = &[#(Self::#idents),*];
            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #texts,)*
                    Self::Unknown(__text) => __text.as_str(),
                }
            }
        }
        impl #runtime::types::Enumeration for #ident {
            fn from_known(__text: &str) -> ::std::option::Option<Self> {
                Some(match __text { #(#spellings => Self::#idents,)* _ => return None, })
            }
            fn from_unknown(__text: #runtime::types::Unknown) -> Self { Self::Unknown(__text) }
            fn as_str(&self) -> &str { Self::as_str(self) }
        }
        impl ::std::str::FromStr for #ident {
            type Err = #runtime::types::ValueError;
            fn from_str(__text: &str) -> ::std::result::Result<Self, Self::Err> {
                #runtime::types::parse_enumeration(__text)
            }
        }
        impl ::std::fmt::Display for #ident {
            fn fmt(&self, __f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                __f.write_str(self.as_str())
            }
        }
    }
}

fn variant(value: &Value) -> TokenStream {
    let (docs, ident) = (docs(&value.doc), ident(&value.ident));
    quote!(#docs #ident)
}
