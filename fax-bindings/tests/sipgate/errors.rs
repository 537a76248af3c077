//! What goes wrong.

use std::time::Duration;

use fax_bindings::sipgate::{
    BuildError, Client, Credentials, Error, HistoryBatchEntry, HistoryQuery, HistoryUpdate, InputError,
    PdfError, Refusal, RefusalKind, SecretUrl, SendFax, TransportErrorKind, endpoint,
};

use crate::scripted::{Answer, Server, http, json};
use crate::{builder, client, fax};

async fn refused(answer: Answer) -> (u16, Refusal) {
    let server = Server::new([answer]);
    match client(&server).send(&fax()).await.unwrap_err() {
        Error::Refused { status, refusal } => (status, *refusal),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn each_row_of_the_table_has_its_kind_with_and_without_a_body() {
    for (status, kind) in [
        (400, RefusalKind::BadRequest),
        (401, RefusalKind::Unauthorized),
        (402, RefusalKind::PaymentRequired),
        (403, RefusalKind::Forbidden),
        (404, RefusalKind::NotFound),
        (405, RefusalKind::MethodNotAllowed),
        (407, RefusalKind::InvalidRecipient),
        (415, RefusalKind::UnsupportedMediaType),
        (429, RefusalKind::TooManyRequests),
        (500, RefusalKind::ServerError),
        (418, RefusalKind::Other),
        (503, RefusalKind::Other),
    ] {
        let line = format!("{status} Reason");
        for body in ["", "<html>no</html>", "{}", "[]", r#"{"errors":null}"#, r#"{"errors":"no"}"#] {
            let (got, refusal) = refused(json(&line, body)).await;
            assert_eq!((got, refusal.kind), (status, kind));
            assert!(refusal.errors.is_empty());
            assert_eq!(refusal.excerpt, body);
        }
    }
}

#[tokio::test]
async fn a_body_that_says_more_is_kept() {
    let body = r#"{"errors":[{"status":407,"title":"Invalid","detail":"no such number","source":{"pointer":"/recipient"},"id":7}]}"#;
    let (_, refusal) = refused(json("407 Proxy Authentication Required", body)).await;
    assert_eq!(
        refusal.to_string(),
        "the number of the recipient is invalid; Invalid; no such number; /recipient"
    );
    assert_eq!(refusal.errors[0].extra["id"], 7);
    let error = Error::Refused { status: 407, refusal: refusal.into() };
    assert!(
        error.to_string().starts_with("the service refused with status 407: the number of the recipient")
    );
    let (_, refusal) = refused(json("400 Bad Request", "no\u{1b}[2J")).await;
    assert_eq!(refusal.to_string(), "a member is empty or invalid; no\\u{1b}[2J");
}

#[tokio::test]
async fn status_407_is_about_a_recipient_where_there_is_one() {
    let (_, refusal) = refused(http("407 X", "Proxy-Authenticate: Basic\r\n", "")).await;
    assert_eq!(refusal.kind, RefusalKind::InvalidRecipient);
    let server = Server::new([json("407 X", "")]);
    let error = client(&server).history_entry("1").await.unwrap_err();
    assert_eq!(error.refusal().unwrap().kind, RefusalKind::Other);
}

#[tokio::test]
async fn how_long_to_wait_is_told() {
    let after = async |text: &str| {
        let (_, refusal) = refused(http("429 X", &format!("Retry-After: {text}\r\n"), "")).await;
        (refusal.wait(), refusal.retry_after.unwrap())
    };
    assert_eq!(after("30").await, (Some(Duration::from_secs(30)), "30".to_owned()));
    let date = "Wed, 21 Oct 2026 07:28:00 GMT";
    assert_eq!(after(date).await, (None, date.to_owned()));
    let (_, refusal) = refused(http("429 X", "", "")).await;
    assert_eq!((refusal.wait(), refusal.retry_after), (None, None));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    for status in ["301 Moved", "307 Temporary", "304 Not Modified"] {
        let server = Server::new([http(status, "Location: http://127.0.0.1:1/x?key=1\r\n", "")]);
        let error = client(&server).send(&fax()).await.unwrap_err();
        let Error::NotUnderstood(answer) = error else { panic!("{error:?}") };
        let expected = "redirects (here to http://127.0.0.1:1/***) are not followed";
        assert!(answer.to_string().ends_with(expected), "{answer}");
    }
}

#[tokio::test]
async fn it_is_told_whether_a_request_may_have_arrived() {
    let nobody = Server::new([]);
    // The listener ends with the thread.
    while std::net::TcpStream::connect(nobody.url.trim_start_matches("http://")).is_ok() {
        std::thread::yield_now();
    }
    let lost = Server::new([Answer::Close]);
    let silent = Server::new([Answer::Silence]);
    for (server, kind, may_have_been_sent) in [
        (&nobody, TransportErrorKind::Connect, false),
        (&lost, TransportErrorKind::Closed, true),
        (&silent, TransportErrorKind::Timeout, true),
    ] {
        let client = builder(server).timeout(Duration::from_millis(300)).build().unwrap();
        let error = client.send(&fax()).await.unwrap_err();
        let Error::Transport(transport) = &error else { panic!("{error:?}") };
        assert_eq!((transport.kind(), error.may_have_been_sent()), (kind, may_have_been_sent));
        assert_eq!(error.is_timeout(), kind == TransportErrorKind::Timeout);
        assert_eq!((error.status(), error.refusal()), (None, None));
        // Nothing is sent twice.
        assert!(server.requests().len() <= 1);
    }
}

#[tokio::test]
async fn a_reply_may_be_as_large_as_the_limit() {
    let body = r#"{"sub":"w0"}"#;
    for (limit, is_taken) in [(body.len(), true), (body.len() - 1, false)] {
        let server = Server::new([json("200 OK", body)]);
        let result = builder(&server).reply_limit(limit).build().unwrap().user_info().await;
        match result {
            Ok(_) => assert!(is_taken),
            Err(Error::Transport(error)) => {
                assert!(!is_taken);
                assert_eq!(error.kind(), TransportErrorKind::TooLarge);
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let client = client(&Server::new([]));
    let mut call = std::pin::pin!(client.user_info());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(result) = call.as_mut().poll(&mut context) else { panic!("it waits") };
    let error = result.unwrap_err();
    assert!(!error.may_have_been_sent());
    assert!(matches!(error, Error::Transport(error) if error.kind() == TransportErrorKind::Runtime));
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_found_before_it_is_sent() {
    let server = Server::new([]);
    let client = client(&server);
    let entries = |number| vec![HistoryBatchEntry::new("1"); number];
    let pdf = b"%PDF-1.4\n%%EOF\n".as_slice();
    for (result, message) in [
        (client.send(&SendFax::new(" ", "1", "a", pdf)).await.map(drop), "`faxlineId` is blank"),
        (client.send(&SendFax::new("f0", "", "a", pdf)).await.map(drop), "`recipient` is blank"),
        (client.send(&SendFax::new("f0", "1", "\t", pdf)).await.map(drop), "`filename` is blank"),
        // Each of these would be the URL of something else.
        (client.delete_history_entry("").await, "`path` cannot have an id that is empty, `.` or `..`"),
        (client.delete_history_entry("..").await, "`path` cannot have an id that is empty, `.` or `..`"),
        (client.history_entry(".").await.map(drop), "`path` cannot have an id that is empty, `.` or `..`"),
        (client.fax_lines("..").await.map(drop), "`path` cannot have an id that is empty, `.` or `..`"),
        (client.delete_history_entries::<&str>(&[]).await, "`id` is missing: there is no entry to change"),
        (client.delete_history_entries(&[""]).await, "`id` is empty"),
        (
            client.delete_history_entries(&["1"; 150]).await,
            "`id` is there too often: at most 149 entries at once",
        ),
        (client.update_history_entries(&entries(0)).await, "`id` is missing: there is no entry to change"),
        (
            client.update_history_entries(&entries(150)).await,
            "`id` is there too often: at most 149 entries at once",
        ),
        (client.update_history_entry("1", &HistoryUpdate::new()).await, "`HistoryUpdate` changes nothing"),
        (
            client.history(&HistoryQuery::new().with_limit(1001)).await.map(drop),
            "`limit` is larger than 1000",
        ),
        (client.download(&SecretUrl::from("fax.pdf")).await.map(drop), "`url` is no absolute URL"),
        (
            client.download(&SecretUrl::from("http://files.example/x")).await.map(drop),
            "`url` would go over plain http to another machine",
        ),
    ] {
        let Err(Error::Input(error)) = result else { panic!("{message}: {result:?}") };
        assert_eq!(error.to_string(), message);
    }
    let error = client.send(&SendFax::new("f0", "1", "a", b"%PDF-1.4")).await.unwrap_err();
    assert!(matches!(error, Error::Input(InputError::Pdf(PdfError::NoEnd))));
    assert!(server.requests().is_empty());
}

#[test]
fn a_client_is_built_with_an_endpoint_and_credentials_that_are_fit() {
    let build = |base: &str| Client::builder(base).credentials(("token-ABC123", "s3cr3t"));
    let http = || reqwest::Client::builder().tls_certs_only([]);
    for base in [
        endpoint::PRODUCTION,
        "https://a.example/",
        "http://localhost:1",
        "http://127.1.2.3",
        "http://[::1]:80/v2",
    ] {
        assert!(build(base).http_client(http()).build().is_ok(), "{base}");
    }
    for base in
        ["", "a.example", "ftp://a.example", "https://user:s3cr3t@a.example", "https://a.example?key=s3cr3t"]
    {
        let error = build(base).build().unwrap_err();
        assert!(matches!(error, BuildError::Endpoint(_)), "{base}");
        assert!(!error.to_string().contains("s3cr3t"));
    }
    for base in ["http://a.example", "http://localhost.a.example", "http://10.0.0.1"] {
        assert_eq!(build(base).build().unwrap_err(), BuildError::PlainHttp, "{base}");
        assert!(build(base).allow_plain_http(true).http_client(http()).build().is_ok(), "{base}");
    }
    assert_eq!(
        Client::builder(endpoint::PRODUCTION).http_client(http()).build().unwrap_err(),
        BuildError::NoCredentials
    );
    let unfit =
        build(endpoint::PRODUCTION).credentials(Credentials::bearer("s3cr3t\n")).http_client(http()).build();
    let unfit = unfit.unwrap_err();
    assert!(matches!(unfit, BuildError::Credentials(_)) && !unfit.to_string().contains("s3cr3t"));
}

#[tokio::test]
async fn all_of_the_history_is_not_asked_for_by_pages_of_nothing() {
    let server = Server::new([]);
    let mut history = client(&server).history_all(HistoryQuery::new().with_limit(0));
    let error = history.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Input(InputError::Value { name: "limit", .. })), "{error:?}");
    assert!(history.next().await.is_none());
}
