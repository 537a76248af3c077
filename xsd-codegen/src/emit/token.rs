//! Texts of the model as tokens.

use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use quote::quote;
use syn::Ident;

/// An identifier.
pub(super) fn ident(text: &str) -> TokenStream {
    match syn::parse_str::<Ident>(text) {
        Ok(ident) => quote!(#ident),
        Err(_) => misplaced(text),
    }
}

/// A path, or a literal with its suffix.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| misplaced(text))
}

/// A number without a suffix.
pub(super) fn index(index: usize) -> TokenStream {
    let literal = Literal::usize_unsuffixed(index);
    quote!(#literal)
}

/// What no parser takes where an identifier or a path is due, so that a mistake of the model ends as an error
/// of [`source`](super::source) and not as other code.
fn misplaced(text: &str) -> TokenStream {
    let literal = Literal::string(text);
    quote!(#literal #literal)
}

/// A field and its value in the expression of a struct.
pub(super) fn initialized(field: &TokenStream, value: &TokenStream) -> TokenStream {
    if field.to_string() == value.to_string() { field.clone() } else { quote!(#field: #value) }
}

/// Finished documentation as `///` lines.
pub(super) fn docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = line.trim_end();
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote! { #[doc = #line] }
    });
    quote! { #(#lines)* }
}

/// The tokens without `#[doc = …]`.
pub(super) fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_doc = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#')
            && tokens.next_if(is_doc_attribute).is_some();
        match token {
            _ if is_doc => {}
            TokenTree::Group(group) => {
                let inside = Group::new(group.delimiter(), without_docs(group.stream()));
                kept.extend([TokenTree::Group(inside)]);
            }
            token => kept.extend([token]),
        }
    }
    kept
}

fn is_doc_attribute(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == "doc")
}
