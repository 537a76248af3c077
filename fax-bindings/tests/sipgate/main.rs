//! sipgate's client: what it sends and understands, against a server that does as it is told.
#![allow(unreachable_pub, reason = "nothing here is seen from outside")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod canary;
mod errors;
mod replies;
#[path = "../scripted/mod.rs"]
mod scripted;
mod wire;

use fax_bindings::sipgate::{Client, ClientBuilder, SendFax};

use scripted::Server;

/// A client of the server, below a path as the vendor's is.
fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn builder(server: &Server) -> ClientBuilder<Client> {
    // Reading the certificates of the machine takes longer than most tests.
    let http = reqwest::Client::builder().tls_certs_only([]).no_proxy();
    Client::builder(format!("{}/v2", server.url)).credentials(("token-ABC123", "s3cr3t")).http_client(http)
}

fn fax() -> SendFax {
    SendFax::new("f0", "+4921112345678", "fax.pdf", b"%PDF-1.4\n%%EOF\n")
}
