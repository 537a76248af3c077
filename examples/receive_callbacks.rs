//! Receives what the service posts: results of faxes that were sent, and faxes that came in.
//!
//! ```sh
//! cargo run --example receive_callbacks                     # a sandbox inside of this program posts; ends by itself
//! CALLBACK_SECRET=… cargo run --example receive_callbacks -- 127.0.0.1:8080     # listens there until Ctrl-C
//! ```
//!
//! In the second form it serves `/<secret>/results` and `/<secret>/received`. The service says in no way who it is, so the
//! secret in the path is all that keeps others out. Let a server in front of it speak TLS, and have the vendor set up
//! both URLs for your account. `cargo run -- --callback http://127.0.0.1:8080/<secret>/results` starts a sandbox that posts
//! there, `--inbound-callback` does the same for received faxes, and `curl -X POST 127.0.0.1:8000/sandbox/received` lets one
//! come in.
//!
//! It ends with 0 when it received all that the sandbox posts, and with 1 otherwise.
#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::collections::{BTreeSet, HashSet};
use std::env;
use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::routing::post;
use fax_bindings::monopond::Client;
use fax_bindings::monopond::callback::{self, Key, Results};
use fax_bindings::monopond::v2_1::{ApiFaxDocument, ApiFaxMessage, ApiFaxMessageStatus, SendFaxRequest};
use fax_sandbox::{Sandbox, Settings};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Results of faxes that were sent, as an argument of a handler.
struct FaxResults(Results);

impl<S: Send + Sync> FromRequest<S> for FaxResults {
    type Rejection = (StatusCode, String);

    async fn from_request(request: Request, state: &S) -> std::result::Result<Self, Self::Rejection> {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.map(str::to_owned);
        let body = body(request, state).await?;
        let results = Results::read(&body, content_type.as_deref());
        results.map(Self).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))
    }
}

/// A fax that came in, as an argument of a handler.
struct ReceivedFax(callback::ReceivedFax);

impl<S: Send + Sync> FromRequest<S> for ReceivedFax {
    type Rejection = (StatusCode, String);

    async fn from_request(request: Request, state: &S) -> std::result::Result<Self, Self::Rejection> {
        let body = body(request, state).await?;
        let fax = callback::ReceivedFax::read(&body);
        fax.map(Self).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))
    }
}

/// The body; axum refuses more than 2 MB.
async fn body<S: Send + Sync>(
    request: Request,
    state: &S,
) -> std::result::Result<Bytes, (StatusCode, String)> {
    let body = Bytes::from_request(request, state).await;
    body.map_err(|rejection| (rejection.status(), rejection.body_text()))
}

/// What was posted, on its way to who works on it.
enum Notice {
    Results(Results),
    Received(callback::ReceivedFax),
}

type Desk = mpsc::Sender<Notice>;

/// Answers at once and leaves the work to others: a service that waits too long may post again.
async fn results(State(desk): State<Desk>, FaxResults(results): FaxResults) -> StatusCode {
    put(&desk, Notice::Results(results))
}

async fn received(State(desk): State<Desk>, ReceivedFax(fax): ReceivedFax) -> StatusCode {
    put(&desk, Notice::Received(fax))
}

/// 503 where the desk is full: the service may try again later.
fn put(desk: &Desk, notice: Notice) -> StatusCode {
    match desk.try_send(notice) {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Works on notices, each of them once.
struct Clerk {
    http: reqwest::Client,
    /// A program that goes on for longer keeps these in its database.
    results: HashSet<Key>,
    received: BTreeSet<String>,
    repeated: usize,
}

impl Clerk {
    fn new(http: reqwest::Client) -> Self {
        Self { http, results: HashSet::new(), received: BTreeSet::new(), repeated: 0 }
    }

    async fn work_on(&mut self, notice: Notice) {
        match notice {
            Notice::Results(results) => {
                for note in results.report.notes() {
                    println!("            note: {note}");
                }
                for (key, fax) in results.keyed() {
                    // A fax without a key cannot be told from others, so it is always new.
                    let is_new = key.is_none_or(|key| self.results.insert(key));
                    self.show(is_new, "result", &describe(fax));
                }
            }
            Notice::Received(fax) => {
                let is_new = self.received.insert(fax.key().to_owned());
                let pages = fax.pages.map_or("?".to_owned(), |pages| pages.to_string());
                let from = fax.cli.as_deref().unwrap_or("an unknown number");
                self.show(is_new, "received", &format!("{} from {from}, pages: {pages}", fax.key()));
                // The URL dies after a day: fetch the file now.
                if let Some(url) = fax.tiff_document_url.filter(|_| is_new) {
                    match self.fetch(url.expose()).await {
                        Ok(tiff) => println!("            its TIFF file has {} bytes", tiff.len()),
                        Err(error) => {
                            println!("            its TIFF file cannot be fetched: {}", error.without_url())
                        }
                    }
                }
            }
        }
    }

    async fn fetch(&self, url: &str) -> reqwest::Result<Bytes> {
        self.http.get(url).send().await?.error_for_status()?.bytes().await
    }

    fn show(&mut self, is_new: bool, kind: &str, what: &str) {
        let again = if is_new { "" } else { " (again: nothing to do)" };
        self.repeated += usize::from(!is_new);
        println!("{kind:<10}  {what}{again}");
    }
}

fn describe(fax: &ApiFaxMessageStatus) -> String {
    let reference = fax.message_ref.as_deref().unwrap_or("(no reference)");
    let Some(attempt) = fax.last_result() else { return format!("{reference}: no attempt") };
    let result = attempt.result.as_ref().map_or("unknown", |result| result.as_str());
    match attempt.error.as_ref().and_then(|error| error.code.as_ref()) {
        Some(error) => format!("{reference}: {result}, {error}"),
        None => format!("{reference}: {result}"),
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match env::args().nth(1) {
        Some(address) => listen(&address).await,
        None => demonstrate().await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Receives until Ctrl-C.
async fn listen(address: &str) -> Result<()> {
    let secret =
        env::var("CALLBACK_SECRET").map_err(|_| "CALLBACK_SECRET must be set, to what nobody guesses")?;
    let address: SocketAddr =
        address.parse().map_err(|_| format!("{address} is no address such as 127.0.0.1:8080"))?;
    let (desk, mut notices) = mpsc::channel(1000);
    let address = serve(address, &secret, desk).await?;
    println!("Listening   http://{address}/<secret>/results and http://{address}/<secret>/received\n");
    let mut clerk = Clerk::new(reqwest::Client::new());
    while let Some(notice) = tokio::select! {
        notice = notices.recv() => notice,
        _ = tokio::signal::ctrl_c() => None,
    } {
        clerk.work_on(notice).await;
    }
    Ok(())
}

/// Serves both URLs in the background; gives the address.
async fn serve(address: SocketAddr, secret: &str, desk: Desk) -> Result<SocketAddr> {
    let routes =
        Router::new().route("/results", post(results)).route("/received", post(received)).with_state(desk);
    let routes = Router::new().nest(&format!("/{secret}"), routes);
    let listener =
        TcpListener::bind(address).await.map_err(|error| format!("cannot listen on {address}: {error}"))?;
    let address = listener.local_addr()?;
    tokio::spawn(async { axum::serve(listener, routes).await });
    Ok(address)
}

/// Has a sandbox send three faxes and receive one, which it tells of twice.
async fn demonstrate() -> Result<()> {
    let (desk, mut notices) = mpsc::channel(1000);
    let address = serve(([127, 0, 0, 1], 0).into(), "some-secret", desk).await?;
    let mut settings = Settings::default();
    settings.callback = Some(format!("http://{address}/some-secret/results"));
    settings.inbound_callback = Some(format!("http://{address}/some-secret/received"));
    let credentials = settings.credentials.clone();
    let sandbox = Sandbox::start(settings).await?;
    println!("Listening   http://{address}\nSandbox     {}\n", sandbox.endpoint());

    let client = Client::new(sandbox.endpoint(), credentials)?;
    let [delivered, busy, unanswered] = ["61011111111", "9990010", "9990012"];
    let request = SendFaxRequest::new()
        .with_send_ref("callbacks")
        .with_fax_messages([
            ApiFaxMessage::new("callbacks-1", delivered),
            ApiFaxMessage::new("callbacks-2", busy),
            ApiFaxMessage::new("callbacks-3", unanswered),
        ])
        .with_documents([ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(b"Dear reader")]);
    client.send_fax(&request).await?;
    // What is on this machine is not behind a proxy.
    let http = reqwest::Client::builder().no_proxy().build()?;
    for _ in 0..2 {
        let fax = r#"{"messageRef": "4711", "pages": 2, "cli": "61033333333"}"#;
        http.post(sandbox.url("/sandbox/received")).body(fax).send().await?.error_for_status()?;
    }

    let mut clerk = Clerk::new(http);
    while clerk.results.len() < 3 || clerk.received.is_empty() || clerk.repeated == 0 {
        let notice = tokio::time::timeout(Duration::from_secs(30), notices.recv()).await;
        let notice = notice.map_err(|_| "nothing was posted for 30 seconds")?;
        clerk.work_on(notice.ok_or("the server has ended")?).await;
    }
    let Clerk { results, received, repeated, .. } = clerk;
    println!(
        "\n{} results, {} received fax, {repeated} notice that came again.",
        results.len(),
        received.len()
    );
    Ok(())
}
