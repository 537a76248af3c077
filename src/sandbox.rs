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
use xsd_runtime::soap::server::Authenticator;

use crate::body::Bodies;
use crate::callback::{Inbox, Outbox, post_results};
use crate::clock::Clock;
use crate::control::{self, Control};
use crate::http::{Address, shared};
use crate::monopond::contract::{v2, v2_1};
use crate::monopond::{Monopond, V2};
use crate::server::serve;
use crate::settings::Settings;
use crate::soap::{self, Shared};

/// Where the vendor serves v2.1: its newest address, and the older one.
const PATHS: [&str; 3] = ["/api/fax/v2.1", "/fax/soap/v2.1", "/fax/soap/v2.1/"];
/// Where the vendor serves v2.
const PATHS_V2: [&str; 2] = ["/fax/soap/v2", "/fax/soap/v2/"];

const WSDL: &str = include_str!("../wsdl/monopond/fax-v2.1.wsdl");
const WSDL_V2: &str = include_str!("../wsdl/monopond/fax-v2.wsdl");

/// What `GET /` answers.
const INDEX: &str = "\
A sandbox for Monopond's fax API. It sends no faxes.

/api/fax/v2.1 and /fax/soap/v2.1   version 2.1: POST a SOAP envelope, GET ?wsdl for the contract
/fax/soap/v2                       version 2
/sandbox/clock/advance?seconds=60  POST: puts the clock forward
/sandbox/received                  POST: lets a fax come in, and posts the inbound callback
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
        let control = Control { clock: clock.clone(), inbox: Inbox::new(received), address };
        let routes = vendor(&settings, monopond, address)
            .merge(control::router(control, settings.remote_control))
            .route("/", get(INDEX))
            .fallback(|| async { (StatusCode::NOT_FOUND, "GET / says what is here.\n") });
        tasks.spawn(serve(listener, shared(routes, log.clone()), log.clone()));
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
fn vendor(settings: &Settings, monopond: Monopond, address: Address) -> Router {
    let shared = Shared {
        authenticator: Authenticator::user(&settings.credentials),
        bodies: Arc::new(Bodies::new(Limits::default().body)),
        address,
        log: settings.log.clone(),
    };
    let v2 = v2::server::ApiServer::new(V2::new(monopond.clone()));
    let v2_1 = v2_1::server::ApiServer::new(monopond);
    soap::router(&PATHS, WSDL, v2_1, &shared).merge(soap::router(&PATHS_V2, WSDL_V2, v2, &shared))
}
