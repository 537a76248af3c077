//! Faxes of Kazoo, from the queue to the outbox, and what is done with them there.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::kazoo::{ACCOUNT, World, new_fax, send};

const PDF: &str = "%PDF-1.4\n<< /Type /Page >> << /Type /Page >>\n%%EOF";

/// A fax with a document, as a form.
fn upload(metadata: &Value, document: Vec<u8>) -> Form {
    let part = |bytes: Vec<u8>, kind| Part::bytes(bytes).mime_str(kind).unwrap();
    Form::new()
        .part("content", part(metadata.to_string().into_bytes(), "application/json"))
        .part("content", part(document, "application/pdf"))
}

fn numbers() -> Value {
    json!({"data": {"from_number": "+14155550100", "to_number": "+14155550101"}})
}

/// The path of a fax of the outbox.
fn outbox(world: &World, job: &str) -> String {
    format!("/faxes/outbox/{}", world.archived(job))
}

#[tokio::test]
async fn a_fax_by_address_goes_through_the_queue_to_the_outbox() {
    let world = World::new().await;
    let answer =
        world.put("/faxes/outgoing", new_fax("+14155550101", json!({"client_ref": "letter-1"}))).await;
    let data = answer.data();
    let job = data["id"].as_str().unwrap();
    assert_eq!(answer.header("location"), format!("/v2/accounts/{ACCOUNT}/faxes/outgoing/{job}"));
    assert_eq!((&data["client_ref"], &data["fax_timezone"]), (&json!("letter-1"), &json!("undefined")));
    assert_eq!((&data["attempts"], &data["retries"]), (&json!(0), &json!(1)));
    for state in ["pending", "locked", "processing"] {
        assert_eq!(world.state(job).await, state);
        assert_eq!(world.get("/faxes/outgoing").await.data()[0]["status"], state);
        assert_eq!(world.get(&outbox(&world, job)).await.status, 404);
        world.pass(1);
    }
    assert_eq!(world.get(&format!("/faxes/outgoing/{job}")).await.status, 404);
    assert_eq!(world.get("/faxes/outgoing").await.data(), json!([]));
    let fax = world.get(&outbox(&world, job)).await.data();
    assert_eq!((&fax["folder"], &fax["client_ref"]), (&json!("outbox"), &json!("letter-1")));
    let result = &fax["tx_result"];
    assert_eq!((&result["success"], &result["transferred_pages"]), (&json!(true), &json!("1")));
    let listed = world.get("/faxes/outbox").await.json();
    assert_eq!((&listed["data"][0]["status"], &listed["page_size"]), (&json!("completed"), &json!(1)));
}

#[tokio::test]
async fn a_document_is_uploaded_by_either_kind_of_multipart() {
    let world = World::new().await;
    let form = world.own(Method::PUT, "/faxes").multipart(upload(&numbers(), PDF.into()));
    let mixed = format!(
        "--b1\r\nContent-Type: application/json\r\n\r\n{}\r\n--b1\r\nContent-Type: application/pdf\r\n\
         Content-Disposition: attachment; filename=\"fax.pdf\"\r\n\r\n{PDF}\r\n--b1--\r\n",
        numbers()
    );
    let mixed =
        world.own(Method::PUT, "/faxes").header("Content-Type", "multipart/mixed; boundary=b1").body(mixed);
    for request in [form, mixed] {
        let answer = send(request).await;
        assert_eq!(answer.status, 201);
        let job = answer.data()["id"].as_str().unwrap().to_owned();
        assert_eq!(world.state(&job).await, "attaching_files");
        world.finish();
        let path = outbox(&world, &job);
        assert_eq!(world.get(&path).await.data()["tx_result"]["total_pages"], "2");
        let attachment = world.get(&format!("{path}/attachment")).await;
        assert_eq!((attachment.status, attachment.bytes.as_slice()), (200, PDF.as_bytes()));
        assert_eq!(attachment.header("content-type"), "application/pdf");
        let disposition = attachment.header("content-disposition");
        assert!(disposition.starts_with("attachment; filename=fax_document_6"), "{disposition}");
    }
}

#[tokio::test]
async fn the_address_wins_over_the_upload() {
    let world = World::new().await;
    let both = new_fax("+14155550101", json!({}));
    let answer = send(world.own(Method::PUT, "/faxes").multipart(upload(&both, PDF.into()))).await;
    assert_eq!(world.state(answer.data()["id"].as_str().unwrap()).await, "pending");
}

#[tokio::test]
async fn a_document_may_have_eight_million_bytes() {
    let world = World::new().await;
    for (bytes, status) in [(8_000_000, 201), (8_000_001, 400)] {
        let answer =
            send(world.own(Method::PUT, "/faxes").multipart(upload(&numbers(), vec![b'x'; bytes]))).await;
        assert_eq!(answer.status, status);
        if status == 400 {
            assert!(answer.data()["file"]["maxSize"]["message"].is_string());
        }
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_fax_is_told_by_field_and_rule() {
    let world = World::new().await;
    let nothing = send(world.own(Method::PUT, "/faxes/outgoing")).await;
    assert_eq!((nothing.status, &nothing.json()["message"]), (400, &json!("validation error")));
    let errors = nothing.data();
    assert!(errors["from_number"]["required"].is_object() && errors["to_number"]["required"].is_object());
    assert_eq!(errors["document.url"]["required"]["message"], "add document url or upload a document");

    for (further, field, rule) in [
        (json!({"retries": 5}), "retries", "maximum"),
        (json!({"retries": "1"}), "retries", "type"),
        (json!({"document": {"url": "ftp://a"}}), "document.url", "pattern"),
        (json!({"document": {"method": "put", "url": "http://a"}}), "document.method", "enum"),
        (json!({"document": {}}), "document.url", "required"),
        (json!({"notifications": {"email": {"send_to": 1}}}), "notifications.email.send_to", "type"),
    ] {
        let errors = world.put("/faxes", new_fax("+1", further)).await.data();
        assert!(errors[field][rule]["message"].is_string(), "{field} {rule}: {errors}");
    }
    let errors = world.put("/faxes", new_fax("nobody", json!({}))).await.data();
    assert!(errors["document.to_number"]["required"].is_object());
    assert_eq!(world.put("/faxes", json!({"data": []})).await.status, 400);
    for body in ["{", "[]"] {
        let answer = send(world.own(Method::PUT, "/faxes").body(body)).await;
        assert_eq!((answer.status, &answer.json()["message"]), (400, &json!("parse_error")));
    }
    let broken = world.own(Method::PUT, "/faxes").header("Content-Type", "multipart/mixed").body("--");
    assert_eq!(send(broken).await.status, 400);
}

#[tokio::test]
async fn numbers_decide() {
    let world = World::new().await;
    let no_credit = world.put("/faxes", new_fax("9990030", json!({}))).await;
    assert_eq!((no_credit.status, &no_credit.json()["message"]), (402, &json!("no_credit")));
    for (number, code, has_cause) in [
        ("9990010", 486, true),
        ("9990012", 480, true),
        ("9990013", 404, true),
        ("9990014", 200, true),
        ("9990017", 200, true),
        ("9990018", 500, false),
        ("9990020", 0, false),
        ("9990040", 400, false),
    ] {
        let job = world.fax(number).await;
        world.finish();
        let fax = world.get(&outbox(&world, &job)).await.data();
        let result = &fax["tx_result"];
        assert_eq!((&result["success"], &result["result_code"]), (&json!(false), &json!(code)), "{number}");
        assert_eq!(result["result_cause"].is_string(), has_cause, "{number}");
        assert_eq!(fax["attempts"], 1);
    }
    let stuck = world.fax("9990021").await;
    world.finish();
    assert_eq!(world.state(&stuck).await, "pending");
}

#[tokio::test]
async fn attempts_are_repeated_as_retries_says() {
    let world = World::new().await;
    for (retries, attempts, success) in
        [(0, 1, false), (1, 1, false), (2, 2, false), (3, 3, true), (4, 3, true)]
    {
        let job = world.fax_with("+999 00 11", json!({"retries": retries})).await;
        world.pass(3);
        if retries > 1 {
            let fax = world.get(&format!("/faxes/outgoing/{job}")).await.data();
            assert_eq!((&fax["status"], &fax["retry_after"]), (&json!("pending"), &json!(300)));
            assert_eq!(fax["tx_result"]["result_cause"], "USER_BUSY");
        }
        world.finish();
        let fax = world.get(&outbox(&world, &job)).await.data();
        assert_eq!(
            (&fax["attempts"], &fax["tx_result"]["success"]),
            (&json!(attempts), &json!(success)),
            "{retries}"
        );
    }
}

#[tokio::test]
async fn some_ways_to_the_outbox_are_longer() {
    let world = World::new().await;
    let slow = world.fax("9990050").await;
    world.pass(11);
    assert_eq!(world.state(&slow).await, "processing");
    world.pass(1);
    assert_eq!(world.get(&outbox(&world, &slow)).await.status, 200);

    let live = world.fax("9990052").await;
    world.pass(2);
    assert_eq!(world.state(&live).await, "Sent Page 1 of 1");

    let hidden = world.fax("9990051").await;
    world.pass(3);
    assert_eq!(world.get(&format!("/faxes/outgoing/{hidden}")).await.status, 404);
    assert_eq!(world.get(&outbox(&world, &hidden)).await.status, 404);
    world.pass(1);
    assert_eq!(world.get(&outbox(&world, &hidden)).await.status, 200);
}

#[tokio::test]
async fn a_document_that_is_not_there_fails_later() {
    let world = World::new().await;
    let job = world.fax_with("+1", json!({"document": {"url": "http://a/fetch-fails.pdf"}})).await;
    world.finish();
    let result = world.get(&outbox(&world, &job)).await.data()["tx_result"].clone();
    assert_eq!((&result["success"], &result["result_code"]), (&json!(false), &json!(0)));
}

#[tokio::test]
async fn parts_of_a_document_are_given() {
    let world = World::new().await;
    let job = world.fax("+1").await;
    world.finish();
    let path = format!("{}/attachment", outbox(&world, &job));
    let whole = world.get(&path).await.bytes;
    let part =
        send(world.own(Method::GET, &format!("{path}?disposition=inline")).header("Range", "bytes=1-3"))
            .await;
    assert_eq!((part.status, part.bytes.as_slice()), (206, &b"PDF"[..]));
    assert_eq!(part.header("content-range"), format!("bytes 1-3/{}", whole.len()));
    assert!(part.header("content-disposition").starts_with("inline; filename="));
    let behind = send(world.own(Method::GET, &path).header("Range", "bytes=9999999-")).await;
    assert_eq!((behind.status, &behind.json()["error"]), (416, &json!("416")));
}

#[tokio::test]
async fn a_fax_and_its_document_are_deleted() {
    let world = World::new().await;
    let job = world.fax("+1").await;
    world.finish();
    let path = outbox(&world, &job);
    let attachment = format!("{path}/attachment");
    for _ in 0..2 {
        let answer = world.delete(&attachment).await;
        assert_eq!((answer.status, answer.data()), (200, json!({"_read_only": {"deleted": true}})));
    }
    assert_eq!(world.get(&attachment).await.json()["message"], "not_found");
    assert_eq!(world.put(&path, json!({"action": "resubmit", "data": {}})).await.status, 404);
    assert_eq!(world.get(&path).await.status, 200);
    let deleted = world.delete(&path).await;
    assert_eq!((deleted.status, &deleted.data()["_read_only"]["deleted"]), (200, &json!(true)));
    for answer in [world.get(&path).await, world.delete(&path).await] {
        assert_eq!((answer.status, &answer.json()["message"]), (404, &json!("bad_identifier")));
    }
    assert_eq!(world.get("/faxes/outbox").await.data(), json!([]));
}

#[tokio::test]
async fn a_fax_is_resubmitted_as_a_new_one() {
    let world = World::new().await;
    let job = world.fax("9990010").await;
    world.finish();
    let path = outbox(&world, &job);
    let answer = world.put(&path, json!({"action": "resubmit", "data": {"to_number": "+2"}})).await;
    let copy = answer.data();
    let new = copy["id"].as_str().unwrap();
    assert_eq!(answer.status, 201);
    assert!(new != job && copy.get("folder").is_none() && copy.get("retry_after").is_none());
    assert_eq!((&copy["attempts"], &copy["tx_result"]["time_elapsed"]), (&json!(0), &json!(0)));
    world.finish();
    assert_eq!(world.get(&outbox(&world, new)).await.data()["tx_result"]["success"], true);
    assert_eq!(world.get(&path).await.data()["tx_result"]["success"], false, "the old one stays");

    let bad = world.put(&path, json!({"action": "resubmit", "data": {"retries": 9}})).await;
    assert_eq!(bad.status, 400);
    for body in [json!({}), json!({"action": "forward"})] {
        assert_eq!(world.put(&path, body).await.status, 500);
    }
}

#[tokio::test]
async fn received_faxes_are_in_the_inbox() {
    let world = World::new().await;
    let fax = world.receive(json!({"from_number": "+1", "pages": 3})).await;
    let id = fax["id"].as_str().unwrap();
    let path = format!("/faxes/inbox/{id}");
    assert_eq!(world.get(&path).await.data(), fax);
    for list in ["inbox", "incoming"] {
        let listed = world.get(&format!("/faxes/{list}")).await.data();
        assert_eq!((&listed[0]["id"], &listed[0]["from"]), (&fax["id"], &json!("+1")));
        assert_eq!(listed[0]["status"], "completed");
    }
    for folder in ["outbox", "incoming"] {
        let answer = world.get(&format!("/faxes/{folder}/{id}")).await;
        assert_eq!(answer.status, 500);
        assert_eq!(answer.data()["message"], format!("document is not in folder {folder}"));
    }
    assert_eq!(world.get("/faxes/incoming/x").await.status, 404);
    assert!(world.get(&format!("{path}/attachment")).await.bytes.starts_with(b"%PDF-"));
    let forwarded = world
        .put(&path, json!({"action": "forward", "data": {"to_number": "+2", "from_number": "+3"}}))
        .await;
    assert_eq!((forwarded.status, &forwarded.data()["to_number"]), (201, &json!("+2")));
    assert_eq!(world.delete(&path).await.status, 200);
    assert_eq!(world.get(&path).await.status, 404);

    let failed = world.receive(json!({"success": false, "pages": 0})).await;
    let path = format!("/faxes/inbox/{}/attachment", failed["id"].as_str().unwrap());
    assert_eq!(world.get(&path).await.status, 404);
}

#[tokio::test]
async fn emails_are_in_the_log() {
    let world = World::new().await;
    let mail = async |order: Value| {
        let client = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
        send(client.post(world.sandbox.url("/sandbox/kazoo/mailed")).json(&order)).await
    };
    let good = mail(json!({"from": "a@example.org"})).await.json();
    let bad = mail(json!({"error": "no such faxbox"})).await.json();
    assert_eq!(mail(json!({"errors": 1})).await.status, 400);
    let job = good["faxdoc_id"].as_str().unwrap();
    assert_eq!(world.state(job).await, "attaching files");
    let list = world.get("/faxes/smtplog").await.data();
    assert_eq!((&list[0]["id"], &list[0]["error"]), (&bad["id"], &json!("no such faxbox")));
    assert_eq!((&list[1]["from"], list[1].get("error")), (&json!("a@example.org"), None));
    let entry = world.get(&format!("/faxes/smtplog/{}", good["id"].as_str().unwrap())).await.data();
    assert_eq!(entry, good);
    assert_eq!(world.get("/faxes/smtplog/x").await.status, 404);
}
