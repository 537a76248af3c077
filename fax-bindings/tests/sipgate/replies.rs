//! What is understood.

use std::time::Duration;

use fax_bindings::sipgate::{
    Error, FaxStatusType, HistoryDirection, HistoryEntry, HistoryQuery, HistoryStatus, HistoryType,
    RefusalKind,
    types::{EndpointType, RoutingType},
};

use crate::client;
use crate::scripted::{Answer, Server, json};

async fn entry(body: &str) -> Result<HistoryEntry, Error> {
    let server = Server::new([json("200 OK", body)]);
    client(&server).history_entry("1").await
}

/// All members that an entry of a fax is known to have, as the vendor's own library has them in its tests.
const SENT: &str = r#"{"id":"100018428","source":"+4921100000000","target":"+4921112345678","sourceAlias":"Office",
    "targetAlias":"Ada","type":"FAX","created":"2020-09-14T10:03:20Z","lastModified":"2020-09-14T10:03:21Z",
    "direction":"OUTGOING","incoming":false,"status":"PICKUP","connectionIds":["f0"],"read":true,"archived":false,
    "note":"","endpoints":[{"type":"ROUTED","endpoint":{"extension":"f0","type":"FAX"}}],"starred":false,"labels":[],
    "faxStatusType":"SENT","documentUrl":"https://files.example/X/fax.pdf",
    "reportUrl":"https://files.example/X/report.pdf","previewUrl":"https://files.example/X/preview_small_1.jpg",
    "pageCount":1}"#;

#[tokio::test]
async fn a_whole_entry_is_read() {
    let entry = entry(SENT).await.unwrap();
    assert_eq!(entry.id, "100018428");
    assert_eq!((entry.source_alias.as_deref(), entry.target_alias.as_deref()), (Some("Office"), Some("Ada")));
    assert_eq!((entry.type_, entry.direction), (Some(HistoryType::Fax), Some(HistoryDirection::Outgoing)));
    assert_eq!(
        (entry.status, entry.fax_status_type),
        (Some(HistoryStatus::Pickup), Some(FaxStatusType::Sent))
    );
    assert_eq!((entry.read, entry.archived, entry.starred, entry.incoming), (true, false, false, false));
    assert_eq!((entry.connection_ids, entry.labels), (vec!["f0".to_owned()], vec![]));
    assert_eq!(entry.note.as_deref(), Some(""));
    let [stop] = entry.endpoints.try_into().unwrap();
    assert_eq!(stop.type_, Some(RoutingType::Routed));
    assert_eq!(stop.endpoint.unwrap().type_, Some(EndpointType::Fax));
    assert_eq!(entry.document_url.unwrap().expose(), "https://files.example/X/fax.pdf");
    assert_eq!((entry.page_count, entry.scheduled), (Some(1), None));
    assert!(entry.extra.is_empty());
}

#[tokio::test]
async fn an_entry_needs_no_more_than_an_id() {
    let least = entry(r#"{"id":"1"}"#).await.unwrap();
    assert!(least.endpoints.is_empty() && least.connection_ids.is_empty() && !least.read);
    let with_null = r#"{"id":"1","source":null,"target":null,"sourceAlias":null,"targetAlias":null,"type":null,"created":null,
        "lastModified":null,"direction":null,"incoming":null,"status":null,"connectionIds":null,"read":null,
        "archived":null,"note":null,"endpoints":null,"starred":null,"labels":null,"faxStatusType":null,
        "scheduled":null,"documentUrl":null,"reportUrl":null,"previewUrl":null,"pageCount":null}"#;
    assert_eq!(entry(with_null).await.unwrap(), least);
}

#[tokio::test]
async fn unknown_members_and_values_are_kept() {
    let body = SENT.replace("SENT", "FILED").replace("\"FAX\"", "\"TELEX\"").replacen(
        '{',
        "{\"costs\":{\"cent\":12},",
        1,
    );
    let entry = entry(&body).await.unwrap();
    let status = entry.fax_status_type.unwrap();
    assert!(matches!(&status, FaxStatusType::Unknown(text) if text.as_str() == "FILED"));
    assert!(!status.is_final());
    assert_eq!(status.to_string(), "FILED");
    assert_eq!(entry.type_.unwrap().as_str(), "TELEX");
    assert_eq!(entry.extra["costs"]["cent"], 12);
    let body = r#"{"items":[{"id":"f0","canFly":true}],"page":1}"#;
    let server = Server::new([json("200 OK", body)]);
    let lines = client(&server).fax_lines("w0").await.unwrap();
    assert_eq!((&lines.items[0].extra["canFly"], &lines.extra["page"]), (&true.into(), &1.into()));
    assert_eq!(lines.total_count, None);
}

#[tokio::test]
async fn what_is_not_understood_has_a_place() {
    for (body, problem) in [
        (r#"{"id":1}"#, "invalid type: integer `1`, expected a string at line 1 column 7 at `id`"),
        (r#"{"type":"FAX"}"#, "missing field `id` at line 1 column 14"),
        (
            r#"{"id":"1","endpoints":[{},{"type":[]}]}"#,
            "invalid type: sequence, expected a string at line 1 column 34 at `endpoints[1].type`",
        ),
        (r#"{"id":"1""#, "EOF while parsing an object at line 1 column 9"),
        ("", "EOF while parsing a value at line 1 column 0"),
        (r#"{"id":"1"}x"#, "trailing characters at line 1 column 11"),
    ] {
        let error = entry(body).await.unwrap_err();
        let Error::NotUnderstood(answer) = &error else { panic!("{error:?}") };
        assert_eq!(answer.problem(), problem, "{body}");
        assert_eq!((answer.status(), answer.content_type()), (200, Some("application/json")));
        assert_eq!(answer.excerpt(), body);
        assert!(error.may_have_been_sent());
    }
}

#[tokio::test]
async fn a_fax_is_followed_past_what_is_not_there_yet() {
    let status = |status: &str| json("200 OK", &format!(r#"{{"id":"1","faxStatusType":{status}}}"#));
    let follow = async |answers: Vec<Answer>| {
        let server = Server::new(answers);
        let result = client(&server).wait_until_done("1", Duration::ZERO).await;
        (result.map(|entry| entry.fax_status_type.unwrap().to_string()), server.requests().len())
    };
    let missing = || json("404 Not Found", "");
    let (result, asked) = follow(vec![
        missing(),
        status("null"),
        missing(),
        status("\"PENDING\""),
        status("\"SCHEDULED\""),
        status("\"NEW\""),
        status("\"SENDING\""),
        status("\"SENT\""),
    ])
    .await;
    assert_eq!((result.unwrap().as_str(), asked), ("SENT", 8));
    assert_eq!(follow(vec![status("\"FAILED\"")]).await.0.unwrap(), "FAILED");

    // It never comes.
    let (result, asked) = follow(vec![missing(); 8]).await;
    assert_eq!((result.unwrap_err().refusal().unwrap().kind, asked), (RefusalKind::NotFound, 7));
    let (result, asked) = follow(vec![status("null"); 8]).await;
    assert!(matches!(result, Err(Error::NotUnderstood(_))) && asked == 7);
    // It was there, and was deleted.
    let (result, asked) = follow(vec![status("\"PENDING\""), missing()]).await;
    assert_eq!((result.unwrap_err().status(), asked), (Some(404), 2));
    // Whatever else goes wrong is told.
    let (result, asked) = follow(vec![status("\"PENDING\""), json("429 Too Many Requests", "")]).await;
    assert_eq!((result.unwrap_err().status(), asked), (Some(429), 2));
}

#[tokio::test]
async fn a_list_that_breaks_off_ends_with_the_error() {
    let server =
        Server::new([json("200 OK", r#"{"items":[{"id":"1"}],"totalCount":2}"#), json("500 Error", "")]);
    let mut entries = client(&server).history_all(HistoryQuery::new());
    assert_eq!(entries.next().await.unwrap().unwrap().id, "1");
    assert_eq!(entries.next().await.unwrap().unwrap_err().status(), Some(500));
    assert!(entries.next().await.is_none());
}
