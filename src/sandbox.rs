//! The HTTP server around it all.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use xsd_runtime::Limits;
use xsd_runtime::soap::{Fault, UsernameToken};

use crate::dispatch::{Answer, Dispatcher};

/// Where the vendor serves v2.1: its newest address, and the older one.
const PATHS: [&str; 3] = ["/api/fax/v2.1", "/fax/soap/v2.1", "/fax/soap/v2.1/"];

/// How a sandbox is started.
///
/// ```
/// use fax_sandbox::Settings;
/// use xsd_runtime::soap::UsernameToken;
///
/// let settings = Settings { credentials: UsernameToken::new("alice", "hunter2"), ..Settings::default() };
/// assert!(settings.listen.ip().is_loopback());
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address to listen on. Default: a free port of 127.0.0.1.
    pub listen: SocketAddr,
    /// Who may send. Default: the user `demo` with the password `demo`.
    pub credentials: UsernameToken,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            credentials: UsernameToken::new("demo", "demo"),
        }
    }
}

/// A running sandbox. It ends when this is dropped, and forgets its faxes.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    /// The server stops when the other end of this is gone.
    _running: oneshot::Sender<()>,
}

impl Sandbox {
    /// Starts a sandbox in the background of the tokio runtime that this is called in.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn start(settings: Settings) -> io::Result<Self> {
        let listener = TcpListener::bind(settings.listen).await?;
        let address = listener.local_addr()?;
        let (running, stopped) = oneshot::channel::<()>();
        let server = axum::serve(listener, router(settings.credentials)).with_graceful_shutdown(async {
            // An error says that the handle was dropped, which is the only news there is.
            let _ = stopped.await;
        });
        tokio::spawn(async { server.await });
        Ok(Self { address, _running: running })
    }

    /// The address that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of its Monopond, for a client.
    #[must_use]
    pub fn endpoint(&self) -> String {
        let [path, ..] = PATHS;
        format!("http://{}{path}", self.address)
    }
}

fn router(credentials: UsernameToken) -> Router {
    let dispatcher = Arc::new(Dispatcher::new(credentials));
    PATHS
        .into_iter()
        .fold(Router::new(), |router, path| router.route(path, post(receive)))
        .layer(DefaultBodyLimit::max(Limits::default().body))
        .with_state(dispatcher)
}

async fn receive(
    State(dispatcher): State<Arc<Dispatcher>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Answer {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    match body {
        Ok(body) => dispatcher.answer(&body, content_type),
        Err(rejection) => Answer::refusal(&Fault::client(rejection.body_text())),
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, [(CONTENT_TYPE, self.version.content_type(""))], self.envelope).into_response()
    }
}
