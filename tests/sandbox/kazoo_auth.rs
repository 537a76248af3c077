//! Whom Kazoo lets in, for how long, and how often.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use fax_sandbox::Log;
use reqwest::Method;
use serde_json::{Value, json};

use crate::kazoo::{ACCOUNT, CREDENTIALS, World, send};

async fn log_in(world: &World, path: &str, data: Value) -> crate::kazoo::Answer {
    send(world.request(Method::PUT, path).json(&json!({"data": data}))).await
}

#[tokio::test]
async fn a_user_logs_in_by_a_digest() {
    let world = World::new().await;
    let sha = "1e16f7bc75de48ae2a156466a3d0521f525a3187";
    for data in [
        json!({"credentials": CREDENTIALS, "account_name": "demo"}),
        json!({"credentials": CREDENTIALS, "account_realm": "demo.sandbox.example", "method": "md5"}),
        json!({"credentials": sha, "phone_number": "+14155550100", "method": "sha"}),
    ] {
        let answer = log_in(&world, "/user_auth", data).await;
        let envelope = answer.json();
        assert_eq!((answer.status, &envelope["status"]), (201, &json!("success")));
        assert!(envelope["auth_token"].as_str().unwrap().len() >= 32);
        assert_eq!(envelope["data"]["account_id"], ACCOUNT);
        assert_eq!(answer.header("location"), "/v2/token_auth");
    }
    for data in [
        json!({"credentials": CREDENTIALS, "account_name": "other"}),
        json!({"credentials": sha, "account_name": "demo"}),
        json!({"credentials": CREDENTIALS}),
    ] {
        let answer = log_in(&world, "/user_auth", data).await;
        let envelope = answer.json();
        assert_eq!(answer.status, 401);
        assert_eq!(envelope["data"], json!({"message": "invalid credentials"}));
        assert_eq!(
            (&envelope["error"], &envelope["message"]),
            (&json!("401"), &json!("invalid_credentials"))
        );
        assert_eq!(envelope.get("auth_token"), None);
    }
    let wrong = json!({"method": "sha1", "account_realm": "abc", "restrictions": {"get": [1]}});
    let errors = log_in(&world, "/user_auth", wrong).await.data();
    assert!(errors["credentials"]["required"].is_object() && errors["method"]["enum"].is_object());
    assert!(errors["account_realm"]["minLength"].is_object() && errors["restrictions"]["type"].is_object());
}

#[tokio::test]
async fn an_account_logs_in_by_its_key() {
    let world = World::new().await;
    let answer = log_in(&world, "/api_auth", json!({"api_key": CREDENTIALS.repeat(2)})).await;
    assert_eq!(answer.status, 201);
    assert_eq!(log_in(&world, "/api_auth", json!({"api_key": "0".repeat(64)})).await.status, 401);
    let short = log_in(&world, "/api_auth", json!({"api_key": "0"})).await;
    assert_eq!((short.status, short.data()["api_key"]["minLength"].is_object()), (400, true));
}

#[tokio::test]
async fn a_token_is_shown_in_a_header_or_the_envelope_and_basic_needs_none() {
    let world = World::new().await;
    let path = format!("/accounts/{ACCOUNT}/faxes/outgoing");
    assert_eq!(world.get("/faxes/outgoing").await.status, 200);
    let body = json!({"verb": "get", "auth_token": world.token});
    let tunnelled = send(world.request(Method::POST, &path).json(&body)).await;
    assert_eq!((tunnelled.status, tunnelled.data()), (200, json!([])));
    let basic = |password| world.request(Method::GET, &path).basic_auth(ACCOUNT, Some(password));
    assert_eq!(send(basic(CREDENTIALS)).await.status, 200);
    assert_eq!(send(basic("demo")).await.status, 401);
    assert_eq!(send(world.request(Method::GET, &path)).await.status, 401);
    assert_eq!(send(world.request(Method::GET, &path).header("X-Auth-Token", "x")).await.status, 401);
}

#[tokio::test]
async fn a_token_ends_an_hour_after_its_last_use_and_when_it_is_revoked() {
    let world = World::new().await;
    for _ in 0..2 {
        world.clock.advance(Duration::from_secs(3599));
        let answer =
            send(world.request(Method::GET, "/token_auth").header("X-Auth-Token", &world.token)).await;
        assert_eq!((answer.status, &answer.data()["account_id"]), (200, &json!(ACCOUNT)));
    }
    world.clock.advance(Duration::from_secs(3600));
    assert_eq!(world.get("/faxes/outbox").await.status, 401);

    let token = world.log_in().await;
    let with_token = |method| world.request(method, "/token_auth").header("X-Auth-Token", &token);
    assert_eq!(send(with_token(Method::DELETE)).await.status, 200);
    assert_eq!(send(with_token(Method::GET)).await.status, 401);
}

#[tokio::test]
async fn a_restricted_token_is_good_for_little() {
    let mut world = World::new().await;
    let restrictions = json!({"get": ["accounts/*/faxes/#"]});
    let data = json!({"credentials": CREDENTIALS, "account_name": "demo", "restrictions": restrictions});
    let answer = log_in(&world, "/user_auth", data).await;
    world.token = answer.json()["auth_token"].as_str().unwrap().to_owned();
    assert_eq!(world.get("/faxes/outbox").await.status, 200);
    assert_eq!(world.get("/faxboxes").await.status, 403);
    assert_eq!(world.put("/faxes", json!({})).await.status, 403);
}

#[tokio::test]
async fn the_bucket_is_filled_by_the_clock() {
    let world = World::with(|settings| settings.kazoo_bucket = Some(12)).await;
    for left in (0..11).rev() {
        let envelope = world.get("/faxes/outgoing").await.json();
        assert_eq!(envelope["tokens"], json!({"consumed": 1, "remaining": left}));
    }
    let answer = world.get("/faxes/outgoing").await;
    assert_eq!((answer.status, &answer.json()["message"]), (429, &json!("too_many_requests")));
    world.clock.advance(Duration::from_secs(1));
    assert_eq!(world.get("/faxes/outgoing").await.status, 200);
}

#[tokio::test]
async fn accounts_are_answered_with_the_status_that_they_end_with() {
    let world = World::new().await;
    for (account, _) in fax_sandbox::kazoo_accounts() {
        let status = account.trim_start_matches('0');
        let answer = send(world.request(Method::GET, &format!("/accounts/{account}/faxes/inbox"))).await;
        let envelope = answer.json();
        assert_eq!(answer.status.to_string(), status);
        assert_eq!((&envelope["error"], &envelope["status"]), (&json!(status), &json!("error")));
        assert!(envelope["data"]["message"].is_string() && envelope["message"].is_string());
    }
}

#[tokio::test]
async fn other_accounts_paths_and_verbs_are_refused() {
    let world = World::new().await;
    let get = async |path: &str| {
        let request = world.request(Method::GET, path).header("X-Auth-Token", &world.token);
        let answer = send(request).await;
        (answer.status, answer.json()["message"].as_str().unwrap().to_owned())
    };
    let other = "0123456789abcdef0123456789abcdef";
    assert_eq!(get(&format!("/accounts/{other}/faxes/inbox")).await, (403, "forbidden".to_owned()));
    assert_eq!(get("/accounts/demo/faxes/inbox").await, (404, "bad_identifier".to_owned()));
    assert_eq!(get(&format!("/accounts/{ACCOUNT}/devices")).await, (404, "faulty_request".to_owned()));
    assert_eq!(get(&format!("/accounts/{ACCOUNT}/faxes")).await, (405, "invalid_method".to_owned()));
    assert_eq!(get("/user_auth").await, (405, "invalid_method".to_owned()));
    for (path, methods) in [
        ("/faxes", "PUT"),
        ("/faxes/outgoing", "GET, PUT"),
        ("/faxes/outgoing/x", "GET"),
        ("/faxes/incoming", "GET"),
        ("/faxes/inbox/x", "GET, PUT, DELETE"),
        ("/faxes/outbox/x/attachment", "GET, DELETE"),
        ("/faxes/smtplog/x", "GET"),
        ("/faxboxes", "GET, PUT"),
        ("/faxboxes/x", "GET, POST, PATCH, DELETE"),
    ] {
        let answer = send(world.own(Method::OPTIONS, path)).await;
        assert_eq!((answer.status, answer.header("allow")), (405, methods), "{path}");
    }
}

#[tokio::test]
async fn the_log_shows_messages_without_what_lets_one_in() {
    let shown = Arc::new(Mutex::new(String::new()));
    let lines = Arc::clone(&shown);
    let log = Log::new(move |text| lines.lock().unwrap().push_str(text)).with_messages(true);
    let world = World::with(|settings| settings.log = log).await;
    log_in(&world, "/api_auth", json!({"api_key": CREDENTIALS.repeat(2)})).await;
    world.fax("+14155550101").await;
    let path = format!("/accounts/{ACCOUNT}/faxes/outgoing");
    send(world.request(Method::POST, &path).json(&json!({"verb": "get", "auth_token": world.token}))).await;
    let shown = shown.lock().unwrap();
    assert!(
        shown.contains("PUT /v2/user_auth  201") && shown.contains("\"to_number\": \"+14155550101\""),
        "{shown}"
    );
    assert!(!shown.contains(CREDENTIALS) && !shown.contains(&world.token), "{shown}");
}
