//! How a client gets its token, and loses it.

use fax_bindings::kazoo::{Client, Credentials, Error, RefusalKind};

use crate::scripted::{Server, json};
use crate::{ok, user};

fn client(server: &Server, credentials: Credentials) -> Client {
    crate::builder(server).credentials(credentials).build().unwrap()
}

fn given(token: &str) -> crate::scripted::Answer {
    ok(r#"{"account_id":"a"}"#, &format!(r#","auth_token":"{token}""#))
}

#[tokio::test]
async fn a_token_is_got_once_and_used_again() {
    let server =
        Server::new([given("one"), ok("{}", ""), ok("{}", ""), ok("{}", ""), given("two"), ok("{}", "")]);
    let client = client(&server, user());
    client.identity().await.unwrap();
    client.clone().identity().await.unwrap();
    client.log_out().await.unwrap();
    client.identity().await.unwrap();
    let requests = server.requests();
    let shown: Vec<_> =
        requests.iter().map(|request| (request.line.as_str(), request.header("x-auth-token"))).collect();
    let token_auth = "GET /v2/token_auth";
    let expected = [
        ("PUT /v2/user_auth", None),
        (token_auth, Some("one")),
        (token_auth, Some("one")),
        ("DELETE /v2/token_auth", Some("one")),
        ("PUT /v2/user_auth", None),
        (token_auth, Some("two")),
    ];
    assert_eq!(shown, expected);
    let login =
        r#"{"data":{"account_name":"demo","credentials":"80851851709e01bc9453cced585a7bca","method":"md5"}}"#;
    assert_eq!(requests[0].body, login);
}

#[tokio::test]
async fn a_refused_token_is_an_error_and_the_next_call_logs_in() {
    let refused =
        || json("401 Unauthorized", r#"{"data":{"message":"invalid credentials"},"status":"error"}"#);
    let server = Server::new([given("one"), refused(), given("two"), ok("{}", "")]);
    let client = client(&server, Credentials::api_key("k".repeat(64)));
    let error = client.identity().await.unwrap_err();
    assert_eq!(error.refusal().unwrap().kind, RefusalKind::Unauthorized);
    client.identity().await.unwrap();
    let lines: Vec<_> = server.requests().into_iter().map(|request| request.line).collect();
    assert_eq!(lines, ["PUT /v2/api_auth", "GET /v2/token_auth", "PUT /v2/api_auth", "GET /v2/token_auth"]);
}

#[tokio::test]
async fn a_login_without_a_token_is_none() {
    for further in ["", r#","auth_token":"a\nb""#] {
        let server = Server::new([ok("{}", further)]);
        let Err(Error::NotUnderstood(error)) = client(&server, user()).log_in().await else { panic!() };
        assert_eq!(error.problem(), "`auth_token` is missing");
    }
    let server = Server::new([given("one"), ok("{}", "")]);
    let Err(Error::NotUnderstood(error)) = client(&server, user()).own_account().await else { panic!() };
    assert_eq!(error.problem(), "`account_id` is missing");
}

#[tokio::test]
async fn basic_is_shown_with_each_request() {
    let server = Server::new([ok("{}", "")]);
    let client = client(&server, Credentials::basic("a", "demo", "demo"));
    assert_eq!(client.own_account().await.unwrap().id(), "a");
    client.log_out().await.unwrap();
    client.identity().await.unwrap();
    let [request] = server.requests().try_into().unwrap();
    let pair = base64_simd::STANDARD.encode_to_string("a:80851851709e01bc9453cced585a7bca");
    assert_eq!(request.header("authorization"), Some(format!("Basic {pair}").as_str()));
    assert_eq!(request.header("x-auth-token"), None);
}
