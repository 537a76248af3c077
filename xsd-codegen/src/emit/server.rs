//! Servers: a trait with a method for each operation, and the table that takes requests to them.

use proc_macro2::TokenStream;
use quote::quote;

use super::Part;
use super::imports::Imports;
use super::operations::{self, fault};
use super::scope::Scope;
use super::token::{docs, ident, index};
use crate::model::{File, Operation, PortType, Type};

/// `mod server`, where it is asked for.
pub(super) fn module(scope: &Scope<'_>, file: &File) -> Option<Part> {
    let imports = Imports::default();
    let scope = scope.inner(&imports);
    let items: Vec<_> = file.port_types.iter().map(|item| server(&scope, item)).collect();
    let imports = imports.declarations();
    (file.servers && !items.is_empty()).then(|| Part {
        docs: docs("What servers implement."),
        visibility: Some(quote!(pub)),
        name: "server".to_owned(),
        body: quote! { #imports #(#items)* },
    })
}

fn server(scope: &Scope<'_>, port_type: &PortType) -> TokenStream {
    scope.uses(&[
        "soap::Fault",
        "soap::NoFault",
        "soap::server::Answer",
        "soap::server::Context",
        "soap::server::Received",
        "soap::server::Response",
        "soap::server::Route",
        "soap::server::Service",
    ]);
    let (docs, service, server) = (docs(&port_type.doc), ident(&port_type.ident), ident(&port_type.server));
    let methods = port_type.operations.iter().map(|operation| method(scope, operation));
    let routes = port_type.operations.iter().map(|operation| operations::path(scope, port_type, operation));
    let arms = port_type.operations.iter().enumerate().map(|(at, operation)| {
        let (at, arm) = (index(at), arm(scope, port_type, operation));
        quote!(#at => Box::pin(async move { #arm }),)
    });
    let takes = format!(" For a server to implement; [`{}`] takes requests to it.", port_type.server);
    let taken = format!(" The operations of a [`{}`], for a dispatcher.", port_type.ident);
    quote! {
        #docs
        ///
        #[doc = #takes]
        pub trait #service: Send + Sync { #(#methods)* }
        #[doc = #taken]
        #[derive(Clone, Debug)]
        pub struct #server<S> { service: S }
        impl<S> #server<S> {
            /// Has `service` answer.
            pub fn new(service: S) -> Self { Self { service } }
        }
        impl<S: #service> Service for #server<S> {
            const ROUTES: &'static [Route] = &[#(#routes.route()),*];
            async fn call(&self, index: usize, mut received: Received) -> Result<Response, Fault<NoFault>> {
                let answer: Answer<'_> = match index {
                    #(#arms)*
                    _ => Box::pin(async { Err(Fault::server("no such operation")) }),
                };
                answer.await
            }
        }
    }
}

fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let future = scope.imported("::std::future::Future");
    let (docs, ident) = (docs(&operation.doc), ident(&operation.ident));
    let (output, fault) = (scope.ty(&operation.output.ty), fault(scope, operation));
    let request = (operation.input.ty != Type::Unit).then(|| {
        let input = scope.ty(&operation.input.ty);
        let name = self::ident(&operation.input.parameter);
        quote!(#name: #input,)
    });
    quote! {
        #docs
        fn #ident(&self, #request context: &Context)
            -> impl #future<Output = Result<#output, Fault<#fault>>> + Send;
    }
}

/// Reads the request, calls the method, and writes what it says. Each is a future of its own: one for all operations would
/// cost the compiler the square of their number.
fn arm(scope: &Scope<'_>, port_type: &PortType, operation: &Operation) -> TokenStream {
    let constant = operations::path(scope, port_type, operation);
    let (service, method) = (ident(&port_type.ident), ident(&operation.ident));
    let (read, request) = if operation.input.ty == Type::Unit {
        (quote!(received.request(&#constant)?;), None)
    } else {
        (quote!(let request = received.request(&#constant)?;), Some(quote!(request,)))
    };
    quote! {
        #read
        let result = #service::#method(&self.service, #request received.context()).await;
        received.reply(&#constant, result)
    }
}
