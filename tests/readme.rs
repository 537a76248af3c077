//! What README.md shows is what runs: the code stands there as in the files of this folder, which are tested.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use xsd_runtime::soap::UsernameToken;
use xsd_runtime::soap::server::Authenticator;
use xsd_runtime::types::jiff::Timestamp;

use service::client::ClockClient;

const README: &str = include_str!("../README.md");

/// What the generator makes of a contract.
#[allow(missing_docs, unreachable_pub, dead_code, reason = "it is more than the server needs")]
mod service {
    include!("../xsd-codegen/cases/services/code.snap.rs");
}

#[allow(missing_docs, unreachable_pub, reason = "a user's program")]
#[path = "readme/server.rs"]
mod server;

fn assert_shown(language: &str, code: &str) {
    let block = format!("```{language}\n{}\n```\n", code.trim_end());
    assert!(README.contains(&block), "README.md does not show\n{block}");
}

#[test]
fn the_server_is_the_tested_one() {
    assert_shown("rust", include_str!("readme/server.rs"));
}

#[test]
fn the_zeep_script_is_the_tested_one() {
    assert_shown("python", include_str!("interop/clients/ten_lines.py"));
}

async fn serve(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await });
    format!("http://{address}/clock")
}

#[tokio::test]
async fn the_server_tells_the_time_to_those_who_know_the_password() {
    let token = UsernameToken::new("alice", "hunter2");
    let endpoint = serve(server::app(Authenticator::user(&token))).await;
    let with = |token: UsernameToken| {
        ClockClient::builder(&endpoint)
            .credentials(token.with_digest(true))
            .timestamp(Duration::from_secs(300))
            .build()
            .unwrap()
    };
    let reply = with(token).now().await.unwrap();
    assert!(reply.report().is_empty());
    assert!(reply.to_timestamp().unwrap().duration_until(Timestamp::now()).as_secs() < 60);

    let error = with(UsernameToken::new("alice", "hunter3")).now().await.unwrap_err();
    assert!(error.to_string().contains("FailedAuthentication"), "{error}");
}
