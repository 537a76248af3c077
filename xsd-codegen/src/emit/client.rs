//! Clients: a method of one line for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::Part;
use super::imports::Imports;
use super::operations::{self, fault};
use super::scope::Scope;
use super::token::{docs, ident};
use crate::model::{File, HeaderSetter, Operation, PortType, Type};

/// `mod client`, where it is asked for.
pub(super) fn module(scope: &Scope<'_>, file: &File) -> Option<Part> {
    let imports = Imports::default();
    let scope = scope.inner(&imports);
    let items: Vec<_> = file.port_types.iter().map(|item| client(&scope, item)).collect();
    let imports = imports.declarations();
    (file.clients && !items.is_empty()).then(|| Part {
        docs: docs("Clients for the operations."),
        visibility: Some(quote!(pub)),
        name: "client".to_owned(),
        body: quote! { #imports #(#items)* },
    })
}

fn client(scope: &Scope<'_>, port_type: &PortType) -> TokenStream {
    scope.uses(&["soap::BuildError", "soap::Client", "soap::ClientBuilder", "soap::Version"]);
    let (docs, ident) = (docs(&port_type.doc), ident(&port_type.client));
    let constructors = constructors(scope, port_type);
    let headers = port_type.headers.iter().map(|header| header_setter(scope, header));
    let methods = port_type.operations.iter().map(|operation| method(scope, port_type, operation));
    quote! {
        #docs
        ///
        /// A client: cloning it is cheap, and clones share their connections.
        #[derive(Clone, Debug)]
        pub struct #ident { client: Client }
        #[allow(clippy::should_implement_trait, clippy::wrong_self_convention)]
        impl #ident { #constructors #(#headers)* #(#methods)* }
        impl From<Client> for #ident {
            fn from(client: Client) -> Self { Self { client } }
        }
    }
}

/// `new` and `builder`.
fn constructors(scope: &Scope<'_>, port_type: &PortType) -> TokenStream {
    let version = ident(port_type.version);
    let (parameter, credentials) = if port_type.username_token {
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

fn method(scope: &Scope<'_>, port_type: &PortType, operation: &Operation) -> TokenStream {
    scope.uses(&["soap::Call"]);
    let constant = operations::path(scope, port_type, operation);
    let (docs, ident) = (docs(&operation.doc), ident(&operation.ident));
    let (output, fault) = (scope.ty(&operation.output.ty), fault(scope, operation));
    let input = scope.ty(&operation.input.ty);
    let name = self::ident(&operation.input.parameter);
    let (parameter, request) = match &operation.input.ty {
        Type::Unit => (None, quote!(&())),
        ty if scope.is_primitive(ty) => (Some(quote!(, #name: #input)), quote!(&#name)),
        // The part of an rpc message may be as small as that.
        Type::String | Type::Array(_) => (Some(quote!(, #name: impl Into<#input>)), quote!(&#name.into())),
        _ => (Some(quote!(, #name: &#input)), quote!(#name)),
    };
    let idempotent = operation.idempotent.then(|| {
        quote! {
            ///
            /// Safe to repeat: a call that may not have arrived is sent once more.
        }
    });
    quote! {
        #docs
        #idempotent
        pub fn #ident(&self #parameter) -> Call<#output, #fault> {
            self.client.call(&#constant, #request)
        }
    }
}
