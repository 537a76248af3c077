//! Choices with a branch of more than one single element: what collects the members on the way.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::choice::make;
use super::field::member_from;
use super::group;
use super::scope::{Scope, unboxed};
use super::token::{ident, index};
use crate::model::{Cardinality, Choice, ChoiceParts, PartsBranch, Variant};

/// A branch, the variant for it, and their number.
struct Branch<'m> {
    scope: &'m Scope<'m>,
    at: usize,
    variant: &'m Variant,
    branch: &'m PartsBranch,
}

/// The struct that collects the members of one branch, and remembers which.
pub(super) fn parts(scope: &Scope<'_>, choice: &Choice, parts: &ChoiceParts) -> TokenStream {
    let (value, ident) = (scope.own(&choice.ident), ident(&parts.ident));
    let branches: Vec<_> = choice
        .variants
        .iter()
        .zip(&parts.branches)
        .enumerate()
        .map(|(at, (variant, branch))| Branch { scope, at, variant, branch })
        .collect();
    let fields = branches.iter().map(Branch::field);
    let filled = branches.iter().map(Branch::is_filled);
    let is_filled = quote! {
        match (self.chosen, __member) { #(#filled)* _ => self.chosen.is_some(), }
    };
    let read = read(&branches);
    let finish = finish(&value, &branches);
    let order = group::order(&parts.order);
    let implementation = group::implementation(scope, &ident, &value, &order, &is_filled, &read, &finish);
    quote! {
        #[derive(Default)]
        struct #ident { chosen: Option<usize>, #(#fields),* }
        #implementation
    }
}

fn read(branches: &[Branch<'_>]) -> TokenStream {
    let arms = branches.iter().map(|branch| {
        let last = branch.at + 1 == branches.len();
        let pattern = if last { quote!(_) } else { branch.rows() };
        let (number, read) = (index(branch.at), branch.read());
        quote! { #pattern => { self.chosen = Some(#number); #read } }
    });
    quote! { match __member { #(#arms)* } }
}

fn finish(choice: &TokenStream, branches: &[Branch<'_>]) -> TokenStream {
    let arms = branches.iter().map(|branch| {
        let last = branch.at + 1 == branches.len();
        let number = index(branch.at);
        let pattern = if last { quote!(Some(_)) } else { quote!(Some(#number)) };
        let value = branch.finish(choice);
        quote! { #pattern => #value, }
    });
    quote! { match self.chosen { None => __reader.require_branch(None), #(#arms)* } }
}

impl Branch<'_> {
    /// The member of the parts that collects the branch.
    fn slot(&self) -> Ident {
        format_ident!("branch_{}", self.at)
    }

    fn is_many(&self) -> bool {
        self.variant.cardinality == Cardinality::Many
    }

    fn rows(&self) -> TokenStream {
        match *self.branch {
            PartsBranch::Group { start, len, .. } if len > 1 => {
                let (first, last) = (index(start), index(start + len - 1));
                quote!(#first..=#last)
            }
            PartsBranch::Element(row) | PartsBranch::Group { start: row, .. } => index(row),
        }
    }

    fn field(&self) -> TokenStream {
        let slot = self.slot();
        let ty = match self.branch {
            PartsBranch::Element(_) if self.is_many() => {
                self.scope.repeated(Cardinality::Many, &self.scope.ty(&self.variant.ty))
            }
            PartsBranch::Element(_) => {
                self.scope.repeated(Cardinality::Optional, &self.scope.ty(unboxed(&self.variant.ty)))
            }
            PartsBranch::Group { parts, .. } => self.scope.collected(self.variant.cardinality, parts),
        };
        quote!(#slot: #ty)
    }

    fn is_filled(&self) -> TokenStream {
        let (slot, rows) = (self.slot(), self.rows());
        let number = index(self.at);
        let filled = match self.branch {
            PartsBranch::Element(_) if self.is_many() => quote!(false),
            PartsBranch::Element(_) => quote!(self.#slot.is_some()),
            PartsBranch::Group { start, .. } => {
                let member = member_from(*start);
                quote!(self.#slot.is_filled(#member))
            }
        };
        quote! { (Some(#number), #rows) => #filled, }
    }

    fn read(&self) -> TokenStream {
        let slot = self.slot();
        match self.branch {
            PartsBranch::Element(_) if self.is_many() => quote!(__reader.many(&mut self.#slot)),
            PartsBranch::Element(_) => quote!(__reader.one(&mut self.#slot)),
            PartsBranch::Group { start, .. } => {
                let member = member_from(*start);
                quote!(__reader.group(&mut self.#slot, #member))
            }
        }
    }

    fn finish(&self, choice: &TokenStream) -> TokenStream {
        let (variant, slot) = (ident(&self.variant.ident), self.slot());
        let value = match self.branch {
            PartsBranch::Element(_) if self.is_many() => return quote!(Ok(#choice::#variant(self.#slot))),
            PartsBranch::Element(row) => {
                let row = index(*row);
                quote!(__reader.require(self.#slot, &#choice::ELEMENTS[#row]))
            }
            PartsBranch::Group { .. } => quote!(self.#slot.finish(__reader)),
        };
        let make = make(&quote!(#choice::#variant), &self.variant.ty);
        quote!(#value.map(#make))
    }
}
