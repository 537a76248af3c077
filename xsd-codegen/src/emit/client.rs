//! Clients: a method of one line for each operation, and the constant that describes it.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::scope::Scope;
use super::token::{docs, ident};
use crate::model::{Body, Client, HeaderSetter, Operation, Payload, Type, XmlName};

/// `mod client`, where there are any.
pub(super) fn module(scope: &Scope<'_>, clients: &[Client]) -> Option<TokenStream> {
    let imports = Imports::default();
    let scope = scope.inner(&imports);
    let items: Vec<_> = clients.iter().map(|item| client(&scope, item)).collect();
    let imports = imports.declarations();
    (!clients.is_empty()).then(|| {
        quote! {
            /// Clients for the operations.
            pub mod client { #imports #(#items)* }
        }
    })
}

fn client(scope: &Scope<'_>, client: &Client) -> TokenStream {
    scope.uses(&["soap::BuildError", "soap::Client", "soap::ClientBuilder", "soap::Version"]);
    let (docs, ident) = (docs(&client.doc), ident(&client.ident));
    let constructors = constructors(scope, client);
    let headers = client.headers.iter().map(|header| header_setter(scope, header));
    let methods = client.operations.iter().map(|operation| method(scope, operation));
    let namespaces = client.namespaces.iter().map(|namespace| scope.namespace(namespace));
    let namespaces = (!client.namespaces.is_empty())
        .then(|| quote! { const NAMESPACES: &'static [&'static str] = &[#(#namespaces),*]; });
    let descriptions =
        client.operations.iter().map(|operation| description(scope, operation, namespaces.is_some()));
    quote! {
        #docs
        ///
        /// Cloning is cheap, and clones share their connections.
        #[derive(Clone, Debug)]
        pub struct #ident { client: Client }
        #[allow(clippy::should_implement_trait, clippy::wrong_self_convention)]
        impl #ident { #namespaces #(#descriptions)* #constructors #(#headers)* #(#methods)* }
        impl From<Client> for #ident {
            fn from(client: Client) -> Self { Self { client } }
        }
    }
}

/// `new` and `builder`.
fn constructors(scope: &Scope<'_>, client: &Client) -> TokenStream {
    let version = ident(client.version);
    let (parameter, credentials) = if client.username_token {
        let token = scope.runtime("soap::UsernameToken");
        let parameter = quote!(credentials: #token);
        (Some(parameter), Some(quote!(.credentials(credentials))))
    } else {
        (None, None)
    };
    quote! {
        /// A client of the service at `endpoint`, an absolute URL.
        ///
        /// # Errors
        /// When the endpoint is unfit, or secrets would go over plain `http` to another machine.
        pub fn new(
            endpoint: impl Into<String>,
            #parameter
        ) -> Result<Self, BuildError> {
            Self::builder(endpoint) #credentials .build()
        }
        /// A builder of a client of the service at `endpoint`: for timeouts, limits, a transport of one's own.
        pub fn builder(
            endpoint: impl Into<String>,
        ) -> ClientBuilder<Self> {
            ClientBuilder::new()
                .endpoint(endpoint)
                .version(Version::#version)
        }
    }
}

fn header_setter(scope: &Scope<'_>, header: &HeaderSetter) -> TokenStream {
    let (docs, ident) = (docs(&header.doc), ident(&header.ident));
    let (ty, element) = (scope.ty(&header.ty), scope.element(&header.element));
    let (parameter, value) = if scope.is_primitive(&header.ty) {
        (ty, quote!(header))
    } else {
        (quote!(impl Into<#ty>), quote!(header.into()))
    };
    quote! {
        #docs
        pub fn #ident(self, header: #parameter) -> Self {
            Self { client: self.client.with_header(#element, #value) }
        }
    }
}

fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    scope.uses(&["soap::Call"]);
    let constant = ident(&operation.constant);
    let (docs, ident) = (docs(&operation.doc), ident(&operation.ident));
    let (output, fault) = (scope.ty(&operation.output.ty), fault(scope, operation));
    let input = scope.ty(&operation.input.ty);
    let (parameter, request) = match operation.input.ty {
        Type::Unit => (None, quote!(&())),
        _ => (Some(quote!(, request: &#input)), quote!(request)),
    };
    quote! {
        #docs
        pub fn #ident(&self #parameter) -> Call<#output, #fault> {
            self.client.call(&Self::#constant, #request)
        }
    }
}

/// The constant that says what the operation sends and gets.
fn description(scope: &Scope<'_>, operation: &Operation, has_namespaces: bool) -> TokenStream {
    scope.uses(&["soap::Operation", "span"]);
    let (constant, name, action) = (ident(&operation.constant), &operation.name, &operation.action);
    let (input, output) = (scope.ty(&operation.input.ty), scope.ty(&operation.output.ty));
    let fault = fault(scope, operation);
    let action = (!action.is_empty()).then(|| quote!(.action(#action)));
    let input_body = body(scope, &operation.input).map(|body| quote!(.input(#body)));
    let output_body = body(scope, &operation.output).map(|body| quote!(.output(#body)));
    let namespaces = has_namespaces.then(|| quote!(.namespaces(Self::NAMESPACES)));
    let headers = names(scope, &operation.headers).map(|names| quote!(.headers(#names)));
    let understood = names(scope, &operation.understood).map(|names| quote!(.understood(#names)));
    let idempotent = operation.idempotent.then(|| quote!(.idempotent()));
    quote! {
        const #constant: Operation<#input, #output, #fault> =
            Operation::new(#name, || span!(#name))
                #action #input_body #output_body #namespaces #headers #understood #idempotent;
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
        Body::Empty => return None,
    };
    let body = scope.runtime("soap::Body");
    Some(quote!(#body::#variant))
}

fn names(scope: &Scope<'_>, names: &[XmlName]) -> Option<TokenStream> {
    let constants = names.iter().map(|name| scope.element(name));
    (!names.is_empty()).then(|| quote!(&[#(#constants),*]))
}

fn fault(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    match &operation.fault {
        Some(fault) => scope.path("", fault),
        None => scope.runtime("soap::NoFault"),
    }
}
