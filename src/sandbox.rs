//! The HTTP server around it all.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use xsd_runtime::Limits;
use xsd_runtime::soap::server::{Authenticator, Dispatcher};

use crate::body::Bodies;
use crate::byfax::{self, Byfax};
use crate::callback::{Inbox, Outbox, post_results};
use crate::clock::Clock;
use crate::control::{self, Control};
use crate::http::{self, Address};
use crate::kazoo::{self, Kazoo};
use crate::monopond::contract::{v2, v2_1};
use crate::monopond::{Monopond, V2};
use crate::server::serve;
use crate::settings::{Replies, Settings};
use crate::sipgate::{self, Sipgate};
use crate::soap::{self, Shared};

/// Where the vendor serves v2.1: its newest address, and the older one.
const PATHS: [&str; 3] = ["/api/fax/v2.1", "/fax/soap/v2.1", "/fax/soap/v2.1/"];
/// Where the vendor serves v2.
const PATHS_V2: [&str; 2] = ["/fax/soap/v2", "/fax/soap/v2/"];

const WSDL: &str = include_str!("../wsdl/monopond/fax-v2.1.wsdl");
const WSDL_V2: &str = include_str!("../wsdl/monopond/fax-v2.wsdl");

/// What `GET /` answers.
const INDEX: &str = "\
A sandbox for the fax APIs of Monopond, byFax, Kazoo and sipgate. It sends no faxes.

POST a SOAP envelope, GET ?wsdl for the contract:

/api/fax/v2.1 and /fax/soap/v2.1   Monopond, version 2.1
/fax/soap/v2                       Monopond, version 2
/soap/1.1/faxout                   byFax: sends faxes
/soap/1.1/document                 byFax: documents
/soap/1.1/cover                    byFax: cover pages
/soap/1.1/faxin/message            byFax: received faxes
/soap/1.1/faxin/inventory          byFax: numbers

/v2/user_auth, /v2/accounts/…      Kazoo, version 2: JSON
/v2/sessions/fax, /v2/history/…    sipgate, version 2: JSON

/sandbox/clock/advance?seconds=60  POST: puts the clock forward
/sandbox/received                  POST: lets a fax come in, and posts the inbound callback of Monopond
/sandbox/byfax/received            POST: lets a fax come in that byFax lists
/sandbox/kazoo/received            POST: lets a fax come into the inbox of Kazoo
/sandbox/kazoo/mailed              POST: lets an email come in that Kazoo makes a fax of
";

/// A running sandbox. It ends when this is dropped, with all connections and callbacks, and forgets its faxes.
#[derive(Debug)]
pub struct Sandbox {
    address: Address,
    clock: Clock,
    /// All that it does, which ends with this.
    _tasks: JoinSet<()>,
}

impl Sandbox {
    /// Starts a sandbox in the background of the tokio runtime that this is called in.
    ///
    /// # Errors
    /// When the address cannot be listened on, or a callback URL is none.
    pub async fn start(settings: Settings) -> io::Result<Self> {
        let Settings { listen, clock, log, .. } = &settings;
        let mut tasks = JoinSet::new();
        let mut outbox = |url: &Option<String>| -> io::Result<Option<Outbox>> {
            let Some(url) = url else { return Ok(None) };
            let (outbox, courier) = Outbox::new(url, log.clone())?;
            tasks.spawn(courier.run());
            Ok(Some(outbox))
        };
        let (results, received) = (outbox(&settings.callback)?, outbox(&settings.inbound_callback)?);

        let listener = TcpListener::bind(listen).await?;
        let address = Address(listener.local_addr()?);
        let monopond = Monopond::new(clock.clone(), settings.pace);
        if let Some(outbox) = results {
            tasks.spawn(post_results(monopond.clone(), clock.clone(), outbox, log.clone()));
        }
        let byfax = Byfax::new(clock, settings.pace, &settings.credentials);
        let kazoo = Kazoo::new(clock, settings.pace, &settings.credentials, settings.kazoo_bucket);
        let sipgate = Sipgate::new(clock, settings.pace, &settings.credentials, address);
        let control = Control {
            clock: clock.clone(),
            inbox: Inbox::new(received),
            byfax_received: byfax.received.clone(),
            kazoo: kazoo.clone(),
            address,
        };
        let shared =
            Shared { bodies: Arc::new(Bodies::new(Limits::default().body)), address, log: log.clone() };
        let routes = monopond_routes(&settings, monopond, &shared)
            .merge(byfax::routes(&byfax, settings.byfax_replies, &shared))
            .merge(kazoo::routes(&kazoo, &shared))
            .merge(sipgate::routes(&sipgate, &shared))
            .merge(control::router(control, settings.remote_control))
            .route("/", get(INDEX))
            .fallback(|| async { (StatusCode::NOT_FOUND, "GET / says what is here.\n") });
        tasks.spawn(serve(listener, http::shared(routes, log.clone()), log.clone()));
        Ok(Self { address, clock: clock.clone(), _tasks: tasks })
    }

    /// The address that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address.0
    }

    /// The URL of its Monopond v2.1, for a client on the same machine.
    #[must_use]
    pub fn endpoint(&self) -> String {
        let [path, ..] = PATHS;
        self.url(path)
    }

    /// The URL of its Monopond v2.
    #[must_use]
    pub fn endpoint_v2(&self) -> String {
        let [path, ..] = PATHS_V2;
        self.url(path)
    }

    /// The URL of its byFax, to which clients add the path of a service.
    #[must_use]
    pub fn byfax(&self) -> String {
        self.address.local()
    }

    /// The URL of its Kazoo, with the version: `http://127.0.0.1:8000/v2`.
    #[must_use]
    pub fn kazoo(&self) -> String {
        self.url("/v2")
    }

    /// The URL of its sipgate, with the version, as that of the vendor has it: `http://127.0.0.1:8000/v2`.
    #[must_use]
    pub fn sipgate(&self) -> String {
        self.url(sipgate::BASE)
    }

    /// The URL of a path, such as `/sandbox/received`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address.local())
    }

    /// The time that its faxes live by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}

/// Both versions of the API; whoever may use one may use the other.
fn monopond_routes(settings: &Settings, monopond: Monopond, shared: &Shared) -> Router {
    let authenticator = Authenticator::user(&settings.credentials);
    let v2 = v2::server::ApiServer::new(V2::new(monopond.clone()));
    let v2 = Dispatcher::new(v2).authenticator(authenticator.clone());
    let v2_1 = Dispatcher::new(v2_1::server::ApiServer::new(monopond)).authenticator(authenticator);
    soap::router(&PATHS, WSDL, v2_1, Replies::Inline, shared).merge(soap::router(
        &PATHS_V2,
        WSDL_V2,
        v2,
        Replies::Inline,
        shared,
    ))
}
