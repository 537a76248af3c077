//! What is sent.

use fax_bindings::sipgate::{
    Client, Credentials, HistoryBatchEntry, HistoryQuery, HistoryType, HistoryUpdate, ResendFaxRequest,
    SecretUrl,
};

use crate::scripted::{Request, Server, http, json};
use crate::{builder, client, fax};

const AUTHORIZATION: &str = "Basic dG9rZW4tQUJDMTIzOnMzY3IzdA==";

/// The one request that a call makes.
async fn request<F: Future>(answer: &str, call: impl FnOnce(Client) -> F) -> Request {
    let server = Server::new([json("200 OK", answer)]);
    call(client(&server)).await;
    let [request] = server.requests().try_into().unwrap();
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("authorization"), Some(AUTHORIZATION));
    request
}

/// A request with a body: it is said to be JSON.
fn check(request: &Request, line: &str, body: &str) {
    assert_eq!((request.line.as_str(), request.body.as_str()), (line, body));
    assert_eq!(request.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn sends_are_posts_of_json() {
    let sent = request(r#"{"sessionId": "100018428"}"#, async |client: Client| {
        assert_eq!(client.send(&fax()).await.unwrap().as_str(), "100018428");
    });
    check(
        &sent.await,
        "POST /v2/sessions/fax",
        r#"{"faxlineId":"f0","recipient":"+4921112345678","filename":"fax.pdf","base64Content":"JVBERi0xLjQKJSVFT0YK"}"#,
    );
    let resend = ResendFaxRequest::new("100018428");
    let sent = request("{}", async |client: Client| {
        assert_eq!(client.resend(&resend).await.unwrap(), None);
    });
    check(&sent.await, "POST /v2/sessions/fax/resend", r#"{"faxId":"100018428"}"#);
    let resend = resend.with_faxline_id("f1");
    let sent = request(r#"{"sessionId":"2"}"#, async |client: Client| {
        assert_eq!(client.resend(&resend).await.unwrap(), Some("2".into()));
    });
    check(&sent.await, "POST /v2/sessions/fax/resend", r#"{"faxId":"100018428","faxlineId":"f1"}"#);
}

#[tokio::test]
async fn changes_are_puts_of_what_is_named() {
    let update = HistoryUpdate::new().with_archived(true).with_note("é");
    let sent = request("", async |client: Client| client.update_history_entry("1", &update).await.unwrap());
    check(&sent.await, "PUT /v2/history/1", r#"{"archived":true,"note":"é"}"#);
    let updates =
        [HistoryBatchEntry::new("1").with_read(true), HistoryBatchEntry::new("2").with_starred(false)];
    let sent = request("", async |client: Client| client.update_history_entries(&updates).await.unwrap());
    check(&sent.await, "PUT /v2/history", r#"[{"id":"1","read":true},{"id":"2","starred":false}]"#);
}

#[tokio::test]
async fn what_has_no_body_is_a_path_and_a_query() {
    let list = r#"{"items": []}"#;
    let entry = r#"{"id": "1"}"#;
    let query = HistoryQuery::sent_to("+49211", "2026-01-31T12:00:00Z").with_limit(20);
    let user = r#"{"sub": "w0"}"#;
    for (sent, line) in [
        (
            request(entry, async |c: Client| drop(c.history_entry("1").await.unwrap())).await,
            "GET /v2/history/1",
        ),
        // An id stays one segment, whatever is in it.
        (
            request(entry, async |c: Client| drop(c.history_entry("../a?b/ö").await.unwrap())).await,
            "GET /v2/history/..%2Fa%3Fb%2F%C3%B6",
        ),
        (
            request(list, async |c: Client| drop(c.history(&query).await.unwrap())).await,
            "GET /v2/history?types=FAX&directions=OUTGOING&from=2026-01-31T12%3A00%3A00Z&phonenumber=%2B49211\
             &offset=0&limit=20",
        ),
        (
            request("", async |c: Client| c.delete_history_entry("1").await.unwrap()).await,
            "DELETE /v2/history/1",
        ),
        (
            request("", async |c: Client| c.delete_history_entries(&["1", "2&3"]).await.unwrap()).await,
            "DELETE /v2/history?id=1&id=2%263",
        ),
        (
            request(list, async |c: Client| drop(c.fax_lines("w0").await.unwrap())).await,
            "GET /v2/w0/faxlines",
        ),
        (
            request(list, async |c: Client| drop(c.group_fax_lines("w0").await.unwrap())).await,
            "GET /v2/groupfaxlines?userId=w0",
        ),
        (
            request(user, async |c: Client| drop(c.user_info().await.unwrap())).await,
            "GET /v2/authorization/userinfo",
        ),
    ] {
        assert_eq!((sent.line.as_str(), sent.body.as_str()), (line, ""));
        assert_eq!(sent.header("content-type"), None);
    }
}

#[tokio::test]
async fn an_access_token_is_a_bearer() {
    let server = Server::new([json("200 OK", r#"{"sub": "w0"}"#)]);
    let client = builder(&server).credentials(Credentials::bearer("abc")).build().unwrap();
    client.user_info().await.unwrap();
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer abc"));
}

#[tokio::test]
async fn downloads_go_without_credentials() {
    let server = Server::new([http("200 OK", "Content-Type: application/pdf\r\n", "%PDF-1.4")]);
    let url = SecretUrl::from(format!("{}/download/X/fax.pdf?s=1", server.url));
    assert_eq!(client(&server).download(&url).await.unwrap(), b"%PDF-1.4");
    let [request] = server.requests().try_into().unwrap();
    assert_eq!(request.line, "GET /download/X/fax.pdf?s=1");
    assert_eq!((request.header("authorization"), request.header("cookie")), (None, None));
}

#[tokio::test]
async fn a_slash_after_the_base_makes_no_difference() {
    let server = Server::new([json("200 OK", r#"{"sub": "w0"}"#)]);
    let http = reqwest::Client::builder().tls_certs_only([]).no_proxy();
    let client = Client::builder(format!("{}/v2/", server.url)).credentials(("a", "b")).http_client(http);
    client.build().unwrap().user_info().await.unwrap();
    assert_eq!(server.requests()[0].line, "GET /v2/authorization/userinfo");
}

#[tokio::test]
async fn pages_are_asked_for_one_by_one() {
    let page = |ids: &[u32], total: &str| {
        let items: Vec<_> = ids.iter().map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
        json("200 OK", &format!(r#"{{"items": [{}]{total}}}"#, items.join(",")))
    };
    let types = || HistoryQuery::new().with_types([HistoryType::Fax]).with_limit(2);
    for (pages, offsets) in [
        (vec![page(&[1, 2], r#", "totalCount": 3"#), page(&[3], r#", "totalCount": 3"#)], &[0, 2][..]),
        (vec![page(&[1, 2], r#", "totalCount": 2"#)], &[0]),
        // Without a total an empty page is the end.
        (vec![page(&[1], ""), page(&[], "")], &[0, 1]),
        (vec![page(&[], r#", "totalCount": 5"#)], &[0]),
    ] {
        let server = Server::new(pages);
        let mut entries = client(&server).history_all(types());
        assert!(server.requests().is_empty(), "nothing is asked for before it is");
        while let Some(entry) = entries.next().await {
            entry.unwrap();
        }
        let lines: Vec<_> = server.requests().into_iter().map(|request| request.line).collect();
        let expected =
            offsets.iter().map(|offset| format!("GET /v2/history?types=FAX&offset={offset}&limit=2"));
        assert_eq!(lines, expected.collect::<Vec<_>>());
    }
}
