//! Kazoo's client: what it sends and understands, against a server that does as it is told.
#![allow(unreachable_pub, reason = "nothing here is seen from outside")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod canary;
mod login;
mod refusals;
mod replies;
#[path = "../scripted/mod.rs"]
mod scripted;
mod wire;

use fax_bindings::kazoo::{AccountName, Client, ClientBuilder, Credentials, DocumentSource, Faxes, NewFax};

use scripted::{Answer, Server, json};

/// A builder of a client that has a token.
fn builder(server: &Server) -> ClientBuilder<Client> {
    // Reading the certificates of the machine takes longer than most tests.
    let http = reqwest::Client::builder().tls_certs_only([]).no_proxy();
    Client::builder(format!("{}/v2", server.url)).credentials(Credentials::token("t0ken")).http_client(http)
}

/// The faxes of account `a`, by a client that has a token.
fn faxes(server: &Server) -> Faxes {
    builder(server).build().unwrap().account("a").faxes()
}

fn user() -> Credentials {
    Credentials::user(AccountName::name("demo"), "demo", "demo")
}

fn fax() -> NewFax {
    NewFax::new("+14155550100", "+14155550101")
        .with_document(DocumentSource::new("https://files.example/fax.pdf"))
}

/// An envelope with this data, and further members.
fn ok(data: &str, further: &str) -> Answer {
    json("200 OK", &format!(r#"{{"data":{data},"status":"success"{further}}}"#))
}
