//! The constants that describe the operations, for clients and servers alike.

use proc_macro2::TokenStream;
use quote::quote;

use super::Part;
use super::imports::Imports;
use super::scope::Scope;
use super::token::{docs, ident};
use crate::model::{Body, File, Operation, Payload, PortType, XmlName};

/// `mod operations`, where anybody asks for it.
pub(super) fn module(scope: &Scope<'_>, file: &File) -> Option<Part> {
    let imports = Imports::default();
    let scope = scope.inner(&imports);
    let items: Vec<_> = file.port_types.iter().map(|item| port_type(&scope, item)).collect();
    let imports = imports.declarations();
    let are_used = (file.clients || file.servers) && !items.is_empty();
    are_used.then(|| Part {
        docs: docs("What the operations send and get."),
        visibility: None,
        name: "operations".to_owned(),
        body: quote! { #imports #(#items)* },
    })
}

/// An empty type that holds the constants: they need not be told from those of other port types.
fn port_type(scope: &Scope<'_>, port_type: &PortType) -> TokenStream {
    let ident = ident(&port_type.ident);
    let namespaces = port_type.namespaces.iter().map(|namespace| scope.namespace(namespace));
    let namespaces = (!port_type.namespaces.is_empty())
        .then(|| quote! { const NAMESPACES: &'static [&'static str] = &[#(#namespaces),*]; });
    let operations = port_type.operations.iter().map(|operation| description(scope, port_type, operation));
    quote! {
        /// The operations of a port type.
        pub(super) enum #ident {}
        impl #ident { #namespaces #(#operations)* }
    }
}

fn description(scope: &Scope<'_>, port_type: &PortType, operation: &Operation) -> TokenStream {
    scope.uses(&["soap::Operation", "span"]);
    let (constant, name, action) = (ident(&operation.constant), &operation.name, &operation.action);
    let (input, output) = (scope.ty(&operation.input.ty), scope.ty(&operation.output.ty));
    let fault = fault(scope, operation);
    let action = (!action.is_empty()).then(|| quote!(.action(#action)));
    let input_body = body(scope, &operation.input).map(|body| quote!(.input(#body)));
    let output_body = body(scope, &operation.output).map(|body| quote!(.output(#body)));
    let namespaces = (!port_type.namespaces.is_empty()).then(|| quote!(.namespaces(Self::NAMESPACES)));
    let headers = names(scope, &operation.headers).map(|names| quote!(.headers(#names)));
    let understood = names(scope, &operation.understood).map(|names| quote!(.understood(#names)));
    let idempotent = operation.idempotent.then(|| quote!(.idempotent()));
    let one_way = operation.one_way.then(|| quote!(.one_way()));
    let encoded = operation.encoded.then(|| quote!(.encoded()));
    let contract = port_type.contract.as_ref().map(|contract| {
        let contract = scope.namespace(contract);
        quote!(.contract(#contract))
    });
    quote! {
        pub(super) const #constant: Operation<#input, #output, #fault> =
            Operation::new(#name, || span!(#name))
                #action #input_body #output_body #namespaces #headers #understood #idempotent #one_way #encoded #contract;
    }
}

/// What stands in the body; `None` for nothing.
fn body(scope: &Scope<'_>, payload: &Payload) -> Option<TokenStream> {
    let variant = match &payload.body {
        Body::Element(name) => {
            let name = scope.element(name);
            quote!(Element(#name))
        }
        Body::Parts => quote!(Parts),
        Body::Wrapper(name) => {
            let name = scope.name(name);
            quote!(Wrapper(#name))
        }
        Body::Part(name, part) => {
            let (name, part) = (scope.name(name), scope.member(part));
            quote!(Part(#name, #part))
        }
        Body::Empty => return None,
    };
    let body = scope.runtime("soap::Body");
    Some(quote!(#body::#variant))
}

fn names(scope: &Scope<'_>, names: &[XmlName]) -> Option<TokenStream> {
    let constants = names.iter().map(|name| scope.element(name));
    (!names.is_empty()).then(|| quote!(&[#(#constants),*]))
}

/// The path of an operation's constant, as the modules beside this one write it.
pub(super) fn path(scope: &Scope<'_>, port_type: &PortType, operation: &Operation) -> TokenStream {
    let module = scope.imported("super::operations");
    let (port_type, constant) = (ident(&port_type.ident), ident(&operation.constant));
    quote!(#module::#port_type::#constant)
}

/// The type of an operation's fault details.
pub(super) fn fault(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    match &operation.fault {
        Some(fault) => scope.path("", fault),
        None => scope.runtime("soap::NoFault"),
    }
}
