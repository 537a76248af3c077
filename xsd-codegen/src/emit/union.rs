//! Unions, open to text that is of no member type.

use proc_macro2::TokenStream;
use quote::quote;

use super::choice::variant;
use super::conversion::conversion;
use super::scope::Scope;
use super::token::{docs, ident};
use crate::model::{Attempt, Union, Variant};

pub(super) fn definition(scope: &Scope<'_>, item: &Union) -> TokenStream {
    let (docs, ident) = (docs(&item.doc), ident(&item.ident));
    let variants = item.variants.iter().map(|variant| self::variant(scope, variant));
    let unknown = item.has_unknown().then(|| {
        let unknown = scope.runtime("types::Unknown");
        quote! {
            /// Text that is of no member type.
            Unknown(#unknown)
        }
    });
    let variants = variants.chain(unknown);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::enum_variant_names)]
        #[non_exhaustive]
        pub enum #ident { #(#variants),* }
    }
}

pub(super) fn code(scope: &Scope<'_>, item: &Union) -> TokenStream {
    scope.uses(&["text::Prefixes", "text::Text", "text::TextSink"]);
    scope.uses(&["types::Union", "types::ValueError", "types::parse_text", "types::to_text"]);
    let (fmt, from_str) = (scope.imported("::std::fmt"), scope.imported("::std::str::FromStr"));
    let cow = scope.imported("::std::borrow::Cow");
    let ty = scope.own(&item.ident);
    let attempts = item.attempts.iter().filter_map(|(at, how)| Some(attempt(item.variants.get(*at)?, *how)));
    let (takes_unknown, writes_unknown) = match item.has_unknown() {
        true => (
            Some(quote!(.unknown(Self::Unknown))),
            Some(quote! { Self::Unknown(text) => sink.text(text.as_str()), }),
        ),
        false => (None, None),
    };
    let writes = item.variants.iter().map(|variant| {
        let ident = ident(&variant.ident);
        quote! { Self::#ident(value) => value.write(sink), }
    });
    let name = item.name.as_ref().map(|name| {
        let (ty, name) = (scope.runtime("Name"), scope.name(name));
        quote! { const NAME: #ty = #name; }
    });
    let conversions = item.variants.iter().map(|variant| conversion(scope, &ty, variant));
    quote! {
        impl Text for #ty {
            #name
            const COLLAPSE: bool = false;
            fn parse(text: #cow<'_, str>, prefixes: &dyn Prefixes) -> Result<Self, ValueError> {
                Union::of(text, prefixes) #(#attempts)* #takes_unknown
            }
            fn write(&self, sink: &mut dyn TextSink) {
                match self { #(#writes)* #writes_unknown }
            }
        }
        impl #from_str for #ty {
            type Err = ValueError;
            fn from_str(text: &str) -> Result<Self, ValueError> { parse_text(text) }
        }
        impl #fmt::Display for #ty {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result { f.write_str(&to_text(self)) }
        }
        #(#conversions)*
    }
}

/// How the text is offered to a variant.
fn attempt(variant: &Variant, how: Attempt) -> TokenStream {
    let ident = ident(&variant.ident);
    match how {
        Attempt::Known => quote!(.known(Self::#ident)),
        Attempt::Value => quote!(.value(Self::#ident)),
        Attempt::Exact => quote!(.exact(Self::#ident)),
        Attempt::Prefixed => quote!(.prefixed(Self::#ident)),
        Attempt::Rest => quote!(.rest(Self::#ident)),
        Attempt::CollapsedRest => quote!(.collapsed_rest(Self::#ident)),
    }
}
