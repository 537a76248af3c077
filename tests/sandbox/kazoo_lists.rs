//! Pages, filters and scopes of Kazoo's lists, and its fax boxes.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::kazoo::{ACCOUNT, World, new_fax, send};

#[tokio::test]
async fn pages_follow_each_other_by_their_keys() {
    let world = World::new().await;
    for number in 1..=5 {
        world.fax(&format!("+{number}")).await;
    }
    let (mut seen, mut path) = (vec![], "/faxes/outgoing?page_size=2".to_owned());
    loop {
        let envelope = world.get(&path).await.json();
        let items = envelope["data"].as_array().unwrap();
        assert_eq!(envelope["page_size"], items.len());
        assert_eq!(envelope["revision"], "automatic");
        seen.extend(items.iter().map(|item| item["to"].as_str().unwrap().to_owned()));
        let Some(key) = envelope.get("next_start_key") else { break };
        path = format!("/faxes/outgoing?page_size=2&start_key={}", key.as_str().unwrap());
    }
    assert_eq!(seen, ["+5", "+4", "+3", "+2", "+1"]);
    let filtered = world.get("/faxes/outgoing?filter_to_number=%2B3&ascending=true").await.data();
    assert_eq!(filtered.as_array().unwrap().len(), 1);
    let chunked = world.get("/faxes/outgoing?is_chunked=true&pretty_print=true").await;
    assert_eq!(chunked.json()["page_size"], "5");
    assert!(chunked.bytes.starts_with(b"{\n"));
}

#[tokio::test]
async fn folders_are_listed_for_31_days() {
    let world = World::new().await;
    world.receive(json!({})).await;
    world.clock.advance(Duration::from_secs(31 * 86_400 + 3601));
    let world = World { token: world.log_in().await, ..world };
    assert_eq!(world.get("/faxes/inbox").await.data(), json!([]));
    let now = world.clock.now().as_second() + 62_167_219_200;
    let day = 86_400;
    let path = format!("/faxes/inbox?created_from={}&created_to={}", now - 32 * day, now - 30 * day);
    assert_eq!(world.get(&path).await.data().as_array().unwrap().len(), 1);
    let too_long = world.get(&format!("/faxes/inbox?created_from={}&created_to={now}", now - 32 * day)).await;
    assert_eq!(too_long.status, 400);
    assert!(too_long.data()["created_from"]["date_range"].is_object());
}

#[tokio::test]
async fn users_have_their_own_folders() {
    let world = World::new().await;
    let user = "0123456789abcdef0123456789abcdef";
    let path = |rest: &str| format!("/users/{user}/faxes{rest}");
    assert_eq!(world.put(&path(""), new_fax("+1", json!({}))).await.data()["owner_id"], user);
    world.fax("+2").await;
    assert_eq!(world.get(&path("/outgoing")).await.data().as_array().unwrap().len(), 2);
    world.finish();
    let outbox = world.get(&path("/outbox")).await.data();
    assert_eq!((outbox.as_array().unwrap().len(), &outbox[0]["to"]), (1, &json!("+1")));
    assert_eq!(world.get("/users/me/faxes/outbox").await.status, 404);
}

#[tokio::test]
async fn a_fax_box_fills_in_what_is_left_out() {
    let world = World::new().await;
    let data = json!({"data": {"name": "Front desk", "caller_id": "+14155550100", "caller_name": "Desk", "retries": 2}});
    let created = world.put("/faxboxes", data).await;
    let faxbox = created.data();
    let id = faxbox["id"].as_str().unwrap();
    assert_eq!(created.header("location"), format!("/v2/accounts/{ACCOUNT}/faxboxes/{id}"));
    let fax = json!({"data": {"to_number": "+1", "document": {"url": "http://a"}}});
    let job = world.put(&format!("/faxboxes/{id}/faxes"), fax).await.data();
    assert_eq!((&job["from_number"], &job["from_name"]), (&json!("+14155550100"), &json!("Desk")));
    assert_eq!((&job["retries"], &job["faxbox_id"]), (&json!(2), &json!(id)));
    assert_eq!(world.get(&format!("/faxboxes/{id}/faxes/outgoing")).await.data(), json!([]));
    assert_eq!(world.get("/faxes/outgoing").await.data()[0]["faxbox_id"], id);
    world.finish();
    assert_eq!(world.get(&format!("/faxboxes/{id}/faxes/outbox")).await.data().as_array().unwrap().len(), 1);
    assert_eq!(world.get("/faxboxes/0/faxes/outbox").await.status, 404);
}

#[tokio::test]
async fn fax_boxes_are_created_shown_replaced_patched_and_deleted() {
    let world = World::new().await;
    let body = |data: Value| json!({ "data": data });
    let address = "faxes@example.org";
    let faxbox = world
        .put("/faxboxes", body(json!({"name": "One", "custom_smtp_email_address": address, "mine": 1})))
        .await
        .data();
    assert_eq!((&faxbox["caller_name"], &faxbox["retries"]), (&json!("Kazoo Fax Printer"), &json!(1)));
    let path = format!("/faxboxes/{}", faxbox["id"].as_str().unwrap());
    assert_eq!(world.get(&path).await.data(), faxbox);
    assert_eq!(world.get("/faxboxes").await.data(), json!([faxbox]));

    for (data, field, rule) in [
        (json!({}), "name", "required"),
        (json!({"name": ""}), "name", "minLength"),
        (json!({"name": "x".repeat(129)}), "name", "maxLength"),
        (json!({"name": "Two", "custom_smtp_email_address": address}), "custom_smtp_email_address", "unique"),
        (json!({"name": "Two", "media": {"fax_option": 1}}), "media.fax_option", "type"),
        (
            json!({"name": "Two", "notifications": {"inbound": {"callback": {"url": "a"}}}}),
            "notifications.inbound.callback.url",
            "pattern",
        ),
    ] {
        let answer = world.put("/faxboxes", body(data)).await;
        assert_eq!(answer.status, 400);
        assert!(answer.data()[field][rule].is_object(), "{field} {rule}");
    }

    let change = async |method, data| send(world.own(method, &path).json(&body(data))).await;
    let nameless = change(Method::PATCH, json!({"retries": 3})).await;
    assert_eq!(nameless.status, 400, "the whole is checked");
    let patched =
        change(Method::PATCH, json!({"name": "One", "retries": 3, "mine": null, "id": "x"})).await.data();
    assert_eq!((&patched["retries"], patched.get("mine"), &patched["id"]), (&json!(3), None, &faxbox["id"]));
    let replaced = change(Method::POST, json!({"name": "Other", "custom_smtp_email_address": address})).await;
    assert_eq!((replaced.status, &replaced.data()["name"]), (200, &json!("Other")));
    assert_eq!(replaced.data().get("retries"), None);
    assert_eq!(world.delete(&path).await.status, 200);
    for answer in [world.get(&path).await, change(Method::PATCH, json!({"name": "a"})).await] {
        assert_eq!((answer.status, &answer.json()["message"]), (404, &json!("bad_identifier")));
    }
}

#[tokio::test]
async fn too_many_items_are_not_one_page() {
    let world = World::new().await;
    for number in 0..=1000 {
        let document = json!({"data": {"name": number.to_string()}});
        assert_eq!(world.put("/faxboxes", document).await.status, if number < 1000 { 201 } else { 503 });
    }
    assert_eq!(world.get("/faxboxes?paginate=false").await.data().as_array().unwrap().len(), 1000);
}
