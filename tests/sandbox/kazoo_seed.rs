//! The samples of the vendor's page on faxes, sent as they are written there, with the sandbox's account and token in
//! their places.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::kazoo::{Answer, World, send};

/// The body of the page's first `curl -X PUT`.
const CREATE: &str = r#"{"data":{"document":{"url":"http://myserver.com/fax.pdf","method":"get"},"retries":3,"from_name":"Test Fax","from_number":"18884732963","to_name":"To Name","to_number":"18884732963"}}"#;

/// As curl sends it with `-d`: as a form, whatever it is.
async fn curl_d(world: &World, method: Method, path: &str, body: &'static str) -> Answer {
    let request = world.own(method, path).header("Content-Type", "application/x-www-form-urlencoded");
    send(request.body(body)).await
}

async fn create(world: &World) -> Answer {
    curl_d(world, Method::PUT, "/faxes", CREATE).await
}

/// A fax that was sent, by its id of the outbox.
async fn sent(world: &World) -> String {
    let job = create(world).await.data()["id"].as_str().unwrap().to_owned();
    world.finish();
    world.archived(&job)
}

/// "Create an outgoing fax": request and reply.
#[tokio::test]
async fn sample_create_an_outgoing_fax() {
    let world = World::new().await;
    let mut envelope = create(&world).await.json();
    let mut data = envelope["data"].take();
    let members = data.as_object_mut().unwrap();
    assert_eq!(members.remove("id").unwrap().as_str().unwrap().len(), 32);
    let mut expected: Value = serde_json::from_str::<Value>(CREATE).unwrap()["data"].take();
    expected.as_object_mut().unwrap().extend(
        json!({
            "attempts": 0,
            "tx_result": {
                "error_message": "", "fax_bad_rows": 0, "fax_error_correction": false, "fax_receiver_id": "",
                "fax_speed": 0, "pages_sent": 0, "success": false, "time_elapsed": 0
            },
            "fax_timezone": "undefined"
        })
        .as_object()
        .unwrap()
        .clone(),
    );
    assert_eq!(data, expected);
    assert_eq!(envelope["status"], "success");
    assert_eq!(envelope["auth_token"], world.token.as_str());
    assert!(envelope["revision"].is_string() && envelope["request_id"].is_string());
}

/// "Create an outgoing fax", second method: `-F "content=@fax.json; type=application/json"` and the PDF.
#[tokio::test]
async fn sample_create_with_a_multipart_request() {
    let world = World::new().await;
    let json = r#"{"data":{"from_number":"18884732963","to_number":"18884732963"}}"#;
    let part = |bytes: &'static [u8], name, kind| Part::bytes(bytes).file_name(name).mime_str(kind).unwrap();
    let form = Form::new()
        .part("content", part(json.as_bytes(), "fax.json", "application/json"))
        .part("content", part(b"%PDF-1.4 %%EOF", "fax.pdf", "application/pdf"));
    // curl puts its boundary behind the type that it is told.
    let kind = format!("multipart/mixed; boundary={}", form.boundary());
    let mut request = world.own(Method::PUT, "/faxes").multipart(form).build().unwrap();
    request.headers_mut().insert("Content-Type", kind.parse().unwrap());
    let client = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    assert_eq!(client.execute(request).await.unwrap().status(), 201);
    let listed = world.get("/faxes/outgoing").await.data();
    assert_eq!(listed[0]["status"], "attaching_files");
}

/// "Create an outgoing fax (Alias)": identical, and the page's own request has no body.
#[tokio::test]
async fn sample_create_by_the_alias() {
    let world = World::new().await;
    assert_eq!(curl_d(&world, Method::PUT, "/faxes/outgoing", CREATE).await.status, 201);
    let empty = send(world.own(Method::PUT, "/faxes/outgoing")).await;
    assert_eq!((empty.status, empty.data()["document.url"]["required"].is_object()), (400, true));
}

/// "Fetch outgoing faxes and their statuses": members of envelope and item.
#[tokio::test]
async fn sample_fetch_outgoing_faxes() {
    let world = World::new().await;
    let id = create(&world).await.data()["id"].clone();
    let envelope = world.get("/faxes/outgoing").await.json();
    for member in ["auth_token", "data", "page_size", "request_id", "revision", "start_key", "status"] {
        assert!(envelope.get(member).is_some(), "{member}");
    }
    assert_eq!(envelope["page_size"], 1);
    let item = &envelope["data"][0];
    let created = world.clock.now().as_second() + 62_167_219_200;
    assert_eq!((&item["created"], &item["from"], &item["id"]), (&json!(created), &json!("18884732963"), &id));
    assert_eq!((&item["status"], &item["to"]), (&json!("pending"), &json!("18884732963")));
}

/// "Fetch details of a queued outgoing fax job": all members of the reply.
#[tokio::test]
async fn sample_fetch_a_queued_fax() {
    let world = World::new().await;
    let created = create(&world).await.data();
    let data = world.get(&format!("/faxes/outgoing/{}", created["id"].as_str().unwrap())).await.data();
    for (member, value) in created.as_object().unwrap() {
        assert_eq!(&data[member], value, "{member}");
    }
    assert_eq!((&data["delivered"], &data["status"]), (&json!("undefined"), &json!("pending")));
    assert!(data["created"].as_i64().unwrap() > 63_626_410_973);
}

/// "Managing Past Outbound Faxes": list, fetch, resubmit, payload, both deletions.
#[tokio::test]
async fn samples_of_past_outbound_faxes() {
    let world = World::new().await;
    let id = sent(&world).await;
    let path = format!("/faxes/outbox/{id}");
    assert_eq!(world.get("/faxes/outbox").await.data()[0]["id"], id);
    assert_eq!(world.get(&path).await.data()["id"], id);
    let resubmitted = curl_d(&world, Method::PUT, &path, r#"{"action": "resubmit", "data": {}}"#).await;
    assert_eq!((resubmitted.status, &resubmitted.data()["to_number"]), (201, &json!("18884732963")));
    let attachment = format!("{path}/attachment");
    assert!(world.get(&attachment).await.bytes.starts_with(b"%PDF-"));
    assert_eq!(world.delete(&attachment).await.status, 200);
    assert_eq!(world.get(&attachment).await.status, 404);
    assert_eq!(world.get(&path).await.status, 200, "the evidence is kept");
    assert_eq!(world.delete(&path).await.status, 200);
    assert_eq!(world.get(&path).await.status, 404);
}

/// "Fetch logs related to outbound faxes submitted via email", and a specific one.
#[tokio::test]
async fn samples_of_the_log() {
    let world = World::new().await;
    assert_eq!(world.get("/faxes/smtplog").await.data(), json!([]));
    let attempt = world.get("/faxes/smtplog/202403-0123456789abcdef0123456789abcdef").await;
    assert_eq!(attempt.status, 404);
}

/// "Managing Past Inbound Faxes": list, fetch, payload, both deletions.
#[tokio::test]
async fn samples_of_past_inbound_faxes() {
    let world = World::new().await;
    let fax = world.receive(json!({})).await;
    let path = format!("/faxes/inbox/{}", fax["id"].as_str().unwrap());
    let attachment = format!("{path}/attachment");
    assert_eq!(world.get("/faxes/inbox").await.data()[0]["id"], fax["id"]);
    assert_eq!(world.get(&path).await.data(), fax);
    assert_eq!(world.get(&attachment).await.status, 200);
    assert_eq!(world.delete(&attachment).await.status, 200);
    assert_eq!(world.delete(&path).await.status, 200);
    assert_eq!(world.get(&path).await.status, 404);
}

/// "APIs under active development": the list, and one that nothing is in.
#[tokio::test]
async fn samples_under_development() {
    let world = World::new().await;
    let fax = world.receive(json!({})).await;
    assert_eq!(world.get("/faxes/incoming").await.data()[0]["id"], fax["id"]);
    assert_eq!(world.get(&format!("/faxes/incoming/{}", fax["id"].as_str().unwrap())).await.status, 500);
}

/// "Processing States": each of them is reached.
#[tokio::test]
async fn every_state_of_the_page_is_reached() {
    let world = World::new().await;
    let form = Form::new()
        .part(
            "a",
            Part::text(r#"{"data":{"from_number":"1","to_number":"2"}}"#)
                .mime_str("application/json")
                .unwrap(),
        )
        .part("b", Part::text("text").mime_str("text/plain").unwrap());
    let job = send(world.own(Method::PUT, "/faxes").multipart(form)).await.data()["id"].clone();
    let job = job.as_str().unwrap();
    let mut states = vec![];
    for _ in 0..4 {
        states.push(world.state(job).await);
        world.pass(1);
    }
    assert_eq!(states, ["attaching_files", "pending", "locked", "processing"]);
    for number in ["9990010", "2"] {
        world.fax(number).await;
    }
    world.fax_with("1", json!({"document": {"url": "http://myserver.com/fetch-fails"}})).await;
    world.finish();
    let listed = world.get("/faxes/outbox").await.data();
    let ends: Vec<_> = listed.as_array().unwrap().iter().map(|fax| fax["status"].as_str().unwrap()).collect();
    assert_eq!(ends, ["failed", "completed", "failed", "completed"]);
    let text = listed[0]["tx_result"]["result_text"].as_str().unwrap();
    assert!(text.starts_with("could not retrieve file, http response "), "{text}");
}
