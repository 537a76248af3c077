//! What goes over the wire.

use std::time::Duration;

use fax_bindings::kazoo::{
    Document, DocumentSource, Faxbox, FaxboxCallback, FaxboxNotification, FaxboxNotifications, FetchMethod,
    Folder, GregorianSeconds, ListQuery, NewFax, Notifications, RefusalKind, SendTo,
};
use serde_json::{Map, Value, json as value};

use crate::scripted::{Server, http, json};
use crate::{fax, faxes, ok};

#[tokio::test]
async fn a_fax_has_the_documented_members() {
    let server = Server::new([ok(r#"{"id":"j"}"#, "")]);
    let source = DocumentSource::new("https://files.example/fax?key=1")
        .with_method(FetchMethod::Post)
        .with_content("a=b")
        .with_content_type("application/x-www-form-urlencoded")
        .with_host("files.example")
        .with_referer("https://example.org/");
    let fax = NewFax::new("+14155550100", "+14155550101")
        .with_from_name("Me")
        .with_to_name("You")
        .with_document(source)
        .with_retries(4)
        .with_notifications(
            Notifications::new()
                .with_email(SendTo::new().with_send_to("a@example.org"))
                .with_sms(SendTo::new().with_send_to(["+1", "+2"])),
        )
        .with_fax_identity_name("Example")
        .with_fax_identity_number("+14155550100")
        .with_timezone("Europe/London")
        .with_faxbox_id("b")
        .with_owner_id("o")
        .with_flags(["x".to_owned()])
        .with_member("client_ref", "letter-1");
    faxes(&server).create(&fax).await.unwrap();
    let [request] = server.requests().try_into().unwrap();
    assert_eq!(request.line, "PUT /v2/accounts/a/faxes");
    assert_eq!(request.header("x-auth-token"), Some("t0ken"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    let sent: Value = serde_json::from_str(&request.body).unwrap();
    let expected = value!({"data": {
        "from_number": "+14155550100", "to_number": "+14155550101", "from_name": "Me", "to_name": "You",
        "document": {
            "url": "https://files.example/fax?key=1", "method": "post", "content": "a=b",
            "content_type": "application/x-www-form-urlencoded", "host": "files.example",
            "referer": "https://example.org/"
        },
        "retries": 4,
        "notifications": {"email": {"send_to": "a@example.org"}, "sms": {"send_to": ["+1", "+2"]}},
        "fax_identity_name": "Example", "fax_identity_number": "+14155550100", "timezone": "Europe/London",
        "faxbox_id": "b", "owner_id": "o", "flags": ["x"], "client_ref": "letter-1"
    }});
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn what_is_left_out_is_not_sent() {
    let server = Server::new([ok(r#"{"id":"j"}"#, "")]);
    let fax = NewFax::new("1", "2");
    faxes(&server).create_with_document(&fax, &Document::tiff(b"II*\0")).await.unwrap();
    let [request] = server.requests().try_into().unwrap();
    let kind = request.header("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/mixed; boundary=").unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Type: application/json\r\n\r\n{{\"data\":{{\"from_number\":\"1\",\"to_number\":\"2\"}}}}\r\n\
         --{boundary}\r\nContent-Type: image/tiff\r\nContent-Disposition: attachment; filename=\"fax\"\r\n\r\nII*\0\r\n\
         --{boundary}--\r\n"
    );
    assert_eq!(request.body, expected);
}

#[tokio::test]
async fn every_call_has_its_place() {
    let server = Server::new(std::iter::repeat_n(ok(r#"{"id":"j","name":"b"}"#, ""), 20));
    let client = crate::builder(&server).build().unwrap();
    let account = client.account("a");
    let (faxes, boxes) = (account.faxes(), account.faxboxes());
    faxes.outgoing_fax("j").await.unwrap();
    faxes.inbox_fax("j/k").await.unwrap();
    faxes.outbox_fax("j").await.unwrap();
    faxes.incoming_fax("j").await.unwrap();
    faxes.delete(Folder::Inbox, "j").await.unwrap();
    faxes.delete_attachment(Folder::Outbox, "j").await.unwrap();
    faxes.smtp_log_entry("j").await.unwrap();
    account.faxes_of_user("u").outbox_fax("j").await.unwrap();
    account.faxes_of_faxbox("b").create(&fax()).await.unwrap();
    faxes.resubmit("j", Map::new()).await.unwrap();
    faxes.forward("j", "1", "2").await.unwrap();
    let faxbox = Faxbox::new().with_name("b");
    boxes.get("b").await.unwrap();
    boxes.create(&faxbox).await.unwrap();
    boxes.replace("b", &faxbox).await.unwrap();
    boxes.patch("b", Map::from_iter([("retries".to_owned(), Value::Null)])).await.unwrap();
    boxes.delete("b").await.unwrap();
    client.identity().await.unwrap();
    client.log_out().await.unwrap();
    let requests = server.requests();
    let lines: Vec<&str> = requests.iter().map(|request| request.line.as_str()).collect();
    let expected = [
        "GET /v2/accounts/a/faxes/outgoing/j",
        "GET /v2/accounts/a/faxes/inbox/j%2Fk",
        "GET /v2/accounts/a/faxes/outbox/j",
        "GET /v2/accounts/a/faxes/incoming/j",
        "DELETE /v2/accounts/a/faxes/inbox/j",
        "DELETE /v2/accounts/a/faxes/outbox/j/attachment",
        "GET /v2/accounts/a/faxes/smtplog/j",
        "GET /v2/accounts/a/users/u/faxes/outbox/j",
        "PUT /v2/accounts/a/faxboxes/b/faxes",
        "PUT /v2/accounts/a/faxes/outbox/j",
        "PUT /v2/accounts/a/faxes/inbox/j",
        "GET /v2/accounts/a/faxboxes/b",
        "PUT /v2/accounts/a/faxboxes",
        "POST /v2/accounts/a/faxboxes/b",
        "PATCH /v2/accounts/a/faxboxes/b",
        "DELETE /v2/accounts/a/faxboxes/b",
        "GET /v2/token_auth",
        "DELETE /v2/token_auth",
    ];
    assert_eq!(lines, expected);
    assert_eq!(requests[9].body, r#"{"action":"resubmit","data":{}}"#);
    assert_eq!(requests[10].body, r#"{"action":"forward","data":{"from_number":"1","to_number":"2"}}"#);
    assert_eq!(requests[12].body, r#"{"data":{"name":"b"}}"#);
    assert_eq!(requests[14].body, r#"{"data":{"retries":null}}"#);
}

#[tokio::test]
async fn a_fax_box_goes_back_as_it_came() {
    let json = value!({
        "id": "b", "name": "Desk", "caller_id": "1", "caller_name": "Ada", "fax_header": "h", "fax_identity": "i",
        "fax_timezone": "UTC", "retries": 2, "attempts": 0, "custom_smtp_email_address": "a@example.org",
        "smtp_email_address": "b@example.org", "smtp_permission_list": [".*"], "media": {"fax_option": true, "new": 1},
        "notifications": {
            "inbound": {"email": {"send_to": ["a@example.org"]}, "callback": {"url": "https://a.example/", "method": "put", "type": "json"}},
            "outbound": {"sms": {"send_to": "+1"}}
        },
        "flags": ["x"], "mine": {"a": [1, null]}
    });
    let faxbox: Faxbox = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&faxbox).unwrap(), json);
    let callback = FaxboxCallback::new().with_url("https://a.example/");
    let told = FaxboxNotifications::new().with_inbound(FaxboxNotification::new().with_callback(callback));
    let faxbox = Faxbox::new().with_name("b").with_notifications(told);
    let expected = r#"{"name":"b","notifications":{"inbound":{"callback":{"url":"https://a.example/"}}}}"#;
    assert_eq!(serde_json::to_string(&faxbox).unwrap(), expected);
}

#[tokio::test]
async fn pages_are_asked_for_by_keys_of_either_form() {
    let server = Server::new([
        ok(r#"[{"id":"1","status":"pending"}]"#, r#","page_size":1,"start_key":"k0","next_start_key":"k+1""#),
        ok(r#"[{"id":"2"},{"id":"3"}]"#, r#","page_size":"2","next_start_key":["k",2]"#),
        ok("[]", ""),
    ]);
    let mut listing = faxes(&server).outgoing(ListQuery::new().with_page_size(2));
    let mut ids = vec![];
    while let Some(fax) = listing.next().await {
        ids.push(fax.unwrap().id);
    }
    assert_eq!(ids, ["1", "2", "3"]);
    let lines: Vec<String> = server.requests().into_iter().map(|request| request.line).collect();
    let path = "GET /v2/accounts/a/faxes/outgoing?page_size=2";
    let expected =
        [path.to_owned(), format!("{path}&start_key=k%2B1"), format!("{path}&start_key=%5B%22k%22%2C2%5D")];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn a_server_whose_pages_go_in_a_circle_is_not_asked_for_ever() {
    let page = |next: &str| ok(r#"[{"id":"1"}]"#, &format!(r#","next_start_key":"{next}""#));
    for (keys, pages) in [(["k", "k", "k"], 1), (["a", "b", "a"], 2)] {
        let server = Server::new(keys.map(page));
        let mut listing = faxes(&server).outbox(ListQuery::new());
        for _ in 0..pages {
            assert!(listing.next().await.unwrap().is_ok());
        }
        let error = listing.next().await.unwrap().unwrap_err();
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains("`next_start_key` is that of a page before"), "{source}");
        assert!(listing.next().await.is_none());
    }
}

#[tokio::test]
async fn documents_are_asked_for_as_they_are() {
    let headers = "Content-Type: image/tiff\r\nContent-Disposition: inline; filename=fax_document_1.tiff\r\n";
    let server = Server::new([http("200 OK", headers, "II*"), http("206 Partial Content", headers, "I")]);
    let faxes = faxes(&server);
    let whole = faxes.attachment(Folder::Inbox, "j").await.unwrap();
    assert_eq!((whole.bytes.as_slice(), whole.content_type.as_deref()), (&b"II*"[..], Some("image/tiff")));
    assert_eq!(whole.file_name.as_deref(), Some("fax_document_1.tiff"));
    assert_eq!(faxes.attachment_part(Folder::Inbox, "j", 1..=1).await.unwrap().bytes, b"I");
    let requests = server.requests();
    assert_eq!(requests[0].line, "GET /v2/accounts/a/faxes/inbox/j/attachment");
    assert_eq!((requests[0].header("accept"), requests[0].header("range")), (Some("*/*"), None));
    assert_eq!(requests[1].header("range"), Some("bytes=1-1"));
}

#[tokio::test]
async fn a_fax_is_looked_for_in_the_month_of_its_creation() {
    let not_found =
        || json("404 Not Found", r#"{"data":{"message":"bad identifier"},"error":"404","status":"error"}"#);
    // 28 March 2016.
    let created = GregorianSeconds(63_626_410_973);
    let server = Server::new([
        ok(&format!(r#"{{"id":"j","status":"processing","created":{created}}}"#), ""),
        not_found(),
        not_found(),
        ok("[]", ""),
        not_found(),
        ok(r#"{"id":"201603-j","tx_result":{"success":true}}"#, ""),
    ]);
    let fax = faxes(&server).wait_until_done("j", Duration::from_millis(1)).await.unwrap();
    assert_eq!((fax.id.as_str(), fax.is_delivered()), ("201603-j", Some(true)));
    let lines: Vec<String> = server.requests().into_iter().map(|request| request.line).collect();
    let expected = ["outgoing/j", "outgoing/j", "outbox/201603-j", "outbox", "outgoing/j", "outbox/201603-j"];
    assert_eq!(lines, expected.map(|path| format!("GET /v2/accounts/a/faxes/{path}")));
}

#[tokio::test]
async fn a_fax_of_another_month_is_found_in_the_list() {
    let not_found = || json("404 Not Found", r#"{"data":{},"error":"404","status":"error"}"#);
    let server = Server::new([
        not_found(),
        not_found(),
        ok(r#"[{"id":"199912-other"},{"id":"199912-j"}]"#, ""),
        ok(r#"{"id":"199912-j","tx_result":{"success":"false"}}"#, ""),
    ]);
    let fax = faxes(&server).wait_until_done("j", Duration::from_millis(1)).await.unwrap();
    assert_eq!((fax.id.as_str(), fax.is_delivered()), ("199912-j", Some(false)));

    // A question that fails ends it.
    let server =
        Server::new([json("503 Service Unavailable", r#"{"status":"error","message":"datastore_fault"}"#)]);
    let error = faxes(&server).wait_until_done("j", Duration::ZERO).await.unwrap_err();
    assert_eq!(error.refusal().unwrap().kind, RefusalKind::Unavailable);
}
