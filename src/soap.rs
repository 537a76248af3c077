//! Between HTTP and a dispatcher.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{ACCEPT_ENCODING, ALLOW, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use xsd_runtime::soap::server::{self, Dispatcher, Service, wsdl_at};
use xsd_runtime::soap::{Fault, NoFault, Version, write_fault};

use crate::body::{Bodies, Unreadable};
use crate::byfax::multiref::multiref;
use crate::http::{Address, Told};
use crate::log::Log;
use crate::settings::Replies;

/// What all endpoints share.
pub(crate) struct Shared {
    pub(crate) bodies: Arc<Bodies>,
    pub(crate) address: Address,
    pub(crate) log: Log,
}

/// What is served at some paths.
struct Endpoint<S> {
    wsdl: &'static str,
    dispatcher: Dispatcher<S>,
    replies: Replies,
    bodies: Arc<Bodies>,
    address: Address,
}

/// Serves a service at each of `paths`: SOAP by `POST`, with replies in this form, and its contract by `GET` with `?wsdl`.
pub(crate) fn router<S: Service + 'static>(
    paths: &[&str],
    wsdl: &'static str,
    dispatcher: Dispatcher<S>,
    replies: Replies,
    shared: &Shared,
) -> Router {
    let log = shared.log.clone();
    let dispatcher = dispatcher.on_answer(move |answered| {
        log.answered(answered, || in_form(replies, answered.reply()));
    });
    let bodies = Arc::clone(&shared.bodies);
    let endpoint = Arc::new(Endpoint { wsdl, dispatcher, replies, bodies, address: shared.address });
    let routes = paths.iter().fold(Router::new(), |router, path| router.route(path, any(serve::<S>)));
    routes.with_state(endpoint)
}

async fn serve<S: Service>(
    State(endpoint): State<Arc<Endpoint<S>>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    match parts.method {
        Method::POST => endpoint.answer(peer, &parts.headers, body).await,
        Method::GET | Method::HEAD if asks_for_wsdl(&parts.uri) => {
            endpoint.contract(&parts.headers, parts.uri.path())
        }
        _ => {
            let hint = "POST a SOAP envelope, or GET ?wsdl for the contract.\n";
            (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "POST")], hint).into_response()
        }
    }
}

/// What a dispatcher answers, in the form of replies that was asked for.
fn in_form(replies: Replies, reply: &str) -> String {
    match replies {
        Replies::Inline => reply.to_owned(),
        Replies::Multiref => multiref(reply),
    }
}

fn asks_for_wsdl(uri: &Uri) -> bool {
    let mut parameters = uri.query().unwrap_or_default().split('&');
    parameters
        .any(|parameter| parameter.split('=').next().is_some_and(|name| name.eq_ignore_ascii_case("wsdl")))
}

impl<S: Service> Endpoint<S> {
    async fn answer(&self, peer: SocketAddr, headers: &HeaderMap, body: Body) -> Response {
        let (body, _permit) = match self.bodies.read(headers, body).await {
            Ok(read) => read,
            Err(unreadable) => return refuse(&unreadable),
        };
        let request = headers.iter().fold(server::Request::new(&body), |request, (name, value)| {
            request.header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))
        });
        let response = self.dispatcher.answer(request.peer(peer)).await;
        let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let content_type = response.content_type.map(|content_type| [(CONTENT_TYPE, content_type)]);
        let body = match self.replies {
            Replies::Inline => response.body,
            form => in_form(form, &String::from_utf8_lossy(&response.body)).into_bytes(),
        };
        let mut response = (status, content_type, body).into_response();
        // The dispatcher's hook has told of it.
        response.extensions_mut().insert(Told);
        response
    }

    /// The contract, with the address that it was asked for by.
    fn contract(&self, headers: &HeaderMap, path: &str) -> Response {
        match wsdl_at(self.wsdl, &format!("{}{path}", self.address.asked_for(headers))) {
            Ok(wsdl) => ([(CONTENT_TYPE, "text/xml; charset=utf-8")], wsdl).into_response(),
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    }
}

/// A fault that says why the body was not read.
fn refuse(why: &Unreadable) -> Response {
    let fault: Fault<NoFault> = Fault::client(why.reason());
    let envelope = write_fault(Version::default(), &fault).unwrap_or_default();
    let headers = [(CONTENT_TYPE, Version::default().content_type("")), (ACCEPT_ENCODING, "gzip".into())];
    (why.status(), headers, envelope).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_is_asked_for_in_any_spelling() {
        for uri in ["/a?wsdl", "/a?WSDL", "/a?wsdl=", "/a?x=1&Wsdl=fax.wsdl"] {
            assert!(asks_for_wsdl(&Uri::from_static(uri)), "{uri}");
        }
        for uri in ["/a", "/a?", "/a?xsd=wsdl", "/wsdl"] {
            assert!(!asks_for_wsdl(&Uri::from_static(uri)), "{uri}");
        }
    }
}
