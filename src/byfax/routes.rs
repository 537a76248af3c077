//! The five services at the paths where the vendor serves them.

use axum::Router;
use xsd_runtime::Name;
use xsd_runtime::soap::server::{Dispatcher, Service};

use super::contract::cover::server::CoverServer;
use super::contract::document::server::DocumentServer;
use super::contract::faxin_inventory::server::FaxinInventoryServer;
use super::contract::faxin_message::server::FaxinMessageServer;
use super::contract::faxout::server::FaxoutServer;
use super::credentials::HEADERS;
use super::{Byfax, covers, documents, faxout, inventory, received};
use crate::settings::Replies;
use crate::soap::{self, Shared};

/// Where a service is.
struct Place {
    path: &'static str,
    namespace: &'static str,
    wsdl: &'static str,
}

const COVER: Place = Place {
    path: "/soap/1.1/cover",
    namespace: "urn:ApiServiceCover",
    wsdl: include_str!("../../wsdl/byfax/cover.wsdl"),
};
const DOCUMENT: Place = Place {
    path: "/soap/1.1/document",
    namespace: "urn:ApiServiceDocument",
    wsdl: include_str!("../../wsdl/byfax/document.wsdl"),
};
const FAXOUT: Place = Place {
    path: "/soap/1.1/faxout",
    namespace: "urn:ApiServiceFaxout",
    wsdl: include_str!("../../wsdl/byfax/faxout.wsdl"),
};
const MESSAGE: Place = Place {
    path: "/soap/1.1/faxin/message",
    namespace: "urn:ApiServiceFxiMessage",
    wsdl: include_str!("../../wsdl/byfax/faxin-message.wsdl"),
};
const INVENTORY: Place = Place {
    path: "/soap/1.1/faxin/inventory",
    namespace: "urn:ApiServiceFxiInventory",
    wsdl: include_str!("../../wsdl/byfax/faxin-inventory.wsdl"),
};

/// All five, with replies in this form.
pub(crate) fn routes(byfax: &Byfax, replies: Replies, shared: &Shared) -> Router {
    let Byfax { credentials, covers, documents, faxout, received } = byfax.clone();
    let cover = covers::Service::new(credentials.clone(), covers);
    let document = documents::Service::new(credentials.clone(), documents);
    let faxout = faxout::Service::new(credentials.clone(), faxout);
    let message = received::Service::new(credentials.clone(), received.clone());
    let inventory = inventory::Service::new(credentials, received);
    let cover = CoverServer::new(cover);
    let document = DocumentServer::new(document);
    let faxout = FaxoutServer::new(faxout);
    let message = FaxinMessageServer::new(message);
    let inventory = FaxinInventoryServer::new(inventory);
    router(&COVER, cover, replies, shared)
        .merge(router(&DOCUMENT, document, replies, shared))
        .merge(router(&FAXOUT, faxout, replies, shared))
        .merge(router(&MESSAGE, message, replies, shared))
        .merge(router(&INVENTORY, inventory, replies, shared))
}

/// Whom to let in is for the operations to say, in their replies. The header block that shows it may say that it must be
/// understood, by either of its names, in the namespace of the service or in none.
fn router<S: Service + 'static>(place: &Place, service: S, replies: Replies, shared: &Shared) -> Router {
    let dispatcher = HEADERS.into_iter().fold(Dispatcher::new(service), |dispatcher, header| {
        dispatcher.understands(Name::new(place.namespace, header)).understands(Name::new("", header))
    });
    let paths = [place.path, &format!("{}/", place.path)];
    soap::router(&paths, place.wsdl, dispatcher, replies, shared)
}
