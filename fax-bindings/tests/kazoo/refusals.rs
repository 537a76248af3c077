//! What the service says when it refuses.

use fax_bindings::kazoo::{Error, Refusal, RefusalKind, TransportErrorKind};

use crate::scripted::{Answer, Server, http, json};
use crate::{fax, faxes};

async fn refused(status: &str, body: &str) -> (u16, Refusal) {
    let server = Server::new([json(status, body)]);
    match faxes(&server).create(&fax()).await.unwrap_err() {
        Error::Refused { status, refusal } => (status, *refusal),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn each_status_has_its_kind_with_and_without_a_body() {
    for (status, kind) in [
        (400, RefusalKind::Invalid),
        (401, RefusalKind::Unauthorized),
        (402, RefusalKind::PaymentRequired),
        (403, RefusalKind::Forbidden),
        (404, RefusalKind::NotFound),
        (405, RefusalKind::MethodNotAllowed),
        (409, RefusalKind::Conflict),
        (413, RefusalKind::TooLarge),
        (416, RefusalKind::RangeNotSatisfiable),
        (423, RefusalKind::Locked),
        (429, RefusalKind::TooManyRequests),
        (500, RefusalKind::ServerError),
        (503, RefusalKind::Unavailable),
        (418, RefusalKind::Other),
    ] {
        for body in ["", "<html>", "{}", r#"{"data":[],"status":"error"}"#, r#"{"data":"x","message":1}"#] {
            let (got, refusal) = refused(&format!("{status} Reason"), body).await;
            assert_eq!((got, refusal.kind), (status, kind), "{body}");
            assert_eq!((refusal.message, refusal.fields.len()), (None, 0), "{body}");
        }
    }
}

/// The message of a rule of a field.
fn said<'r>(refusal: &'r Refusal, field: &str, rule: &str) -> Option<&'r str> {
    refusal.field(field)?.get(rule).map(String::as_str)
}

#[tokio::test]
async fn fields_may_be_joined_or_nested() {
    let flat = r#"{"data":{"document.url":{"required":{"message":"add document url or upload a document"}},
        "retries":{"maximum":{"message":"too many","target":4,"value":9}, "type":{"message":"no"}}},
        "error":"400","message":"validation error","status":"error","request_id":"r2"}"#;
    let nested = r#"{"data":{"document":{"url":{"required":{"message":"add document url or upload a document"}}},
        "retries":{"maximum":{"message":"too many"}, "type":{"message":"no"}}},
        "error":"400","message":"invalid data","status":"fatal","request_id":"r2"}"#;
    for body in [flat, nested] {
        let (_, refusal) = refused("400 Bad Request", body).await;
        assert_eq!(said(&refusal, "document.url", "required"), Some("add document url or upload a document"));
        assert_eq!(said(&refusal, "url", "required"), Some("add document url or upload a document"));
        assert_eq!(
            (said(&refusal, "retries", "maximum"), said(&refusal, "retries", "type")),
            (Some("too many"), Some("no"))
        );
        assert_eq!((refusal.kind, refusal.fields.len()), (RefusalKind::Invalid, 2));
        assert_eq!(refusal.request_id.as_deref(), Some("r2"));
    }
    let number = r#"{"data":{"document.to_number":{"required":{"message":"invalid"}}},"status":"error"}"#;
    assert_eq!(said(&refused("400 Bad Request", number).await.1, "to_number", "required"), Some("invalid"));
}

#[tokio::test]
async fn too_large_may_be_a_400() {
    let body = r#"{"data":{"file":{"maxSize":{"message":"Files must not be more than 8000000 bytes"}}},"status":"error"}"#;
    let (status, refusal) = refused("400 Bad Request", body).await;
    assert_eq!((status, refusal.kind), (400, RefusalKind::TooLarge));
}

#[tokio::test]
async fn a_refusal_may_come_with_a_status_of_success() {
    let body = r#"{"data":{"message":"not found","cause":"j"},"error":"404","message":"bad_identifier","status":"error"}"#;
    let (status, refusal) = refused("200 OK", body).await;
    assert_eq!((status, refusal.kind), (404, RefusalKind::NotFound));
    assert_eq!((refusal.detail.as_deref(), refusal.cause.as_deref()), (Some("not found"), Some("j")));
    assert_eq!(refusal.to_string(), "there is no such thing; bad_identifier; not found; j");
}

#[tokio::test]
async fn how_long_to_wait_is_said() {
    let server = Server::new([http("429 Too Many Requests", "Retry-After: 30\r\n", "")]);
    let error = faxes(&server).create(&fax()).await.unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.wait(), Some(std::time::Duration::from_secs(30)));
    assert_eq!(refusal.to_string(), "too many requests; to be asked again after 30");
}

#[tokio::test]
async fn after_a_refusal_nothing_is_on_its_way_but_after_a_failure_something_may_be() {
    for (status, may_have_been_sent) in [
        ("401 Unauthorized", false),
        ("429 Too Many Requests", false),
        ("500 Error", true),
        ("503 Error", true),
    ] {
        let server = Server::new([json(status, "")]);
        let error = faxes(&server).create(&fax()).await.unwrap_err();
        assert_eq!(error.may_have_been_sent(), may_have_been_sent, "{status}");
    }
}

#[tokio::test]
async fn a_lost_connection_may_have_sent_the_fax_and_nothing_is_repeated() {
    let server = Server::new([Answer::Close, json("201 Created", r#"{"data":{"id":"j"}}"#)]);
    let error = faxes(&server).create(&fax()).await.unwrap_err();
    assert!(error.may_have_been_sent() && !error.is_timeout());
    assert_eq!(server.requests().len(), 1);

    let server = Server::new([Answer::Silence]);
    let client = crate::builder(&server).timeout(std::time::Duration::from_millis(200)).build().unwrap();
    let error = client.account("a").faxes().create(&fax()).await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_sent());

    let nobody = Server::new([]);
    // The port is closed once nobody is there to answer.
    while std::net::TcpStream::connect(nobody.url.trim_start_matches("http://")).is_ok() {}
    let Error::Transport(error) = faxes(&nobody).create(&fax()).await.unwrap_err() else { panic!() };
    assert_eq!((error.kind(), error.may_have_been_sent()), (TransportErrorKind::Connect, false));
}
