//! What an inner module brings into scope.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::token::{ident, tokens};

/// The paths that the code of a module uses by their last names, recorded while it is written: names by the
/// path of what they stand in.
#[derive(Default)]
pub(super) struct Imports {
    names: RefCell<BTreeMap<String, BTreeSet<String>>>,
}

impl Imports {
    /// Records `name`, which stands in `parent`.
    pub(super) fn add(&self, parent: &str, name: &str) {
        self.names.borrow_mut().entry(parent.to_owned()).or_default().insert(name.to_owned());
    }

    /// The `use` declarations for all that was recorded.
    pub(super) fn declarations(&self) -> TokenStream {
        let names = self.names.borrow();
        let declarations = names.iter().map(|(parent, names)| {
            let parent = tokens(parent);
            let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
            match &names[..] {
                [only] => quote! { use #parent::#only; },
                _ => quote! { use #parent::{#(#names),*}; },
            }
        });
        quote! { #(#declarations)* }
    }
}
