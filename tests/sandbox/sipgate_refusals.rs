//! sipgate: each status of its table of errors, for each mistake that it is the answer to, as raw HTTP.

use reqwest::Method;
use serde_json::{Value, json};

use crate::sipgate::{NUMBER, World};

/// `%PDF-1.4`, `%%EOF` and line feeds.
const BASE64: &str = "JVBERi0xLjQKJSVFT0YK";

/// An answer: status, headers that matter, JSON.
struct Answer {
    status: u16,
    allow: Option<String>,
    authenticate: Option<String>,
    retry_after: Option<String>,
    body: Value,
}

impl Answer {
    /// The first error, which says the same status.
    fn detail(&self) -> (&str, &str) {
        let error = &self.body["errors"][0];
        assert_eq!(error["status"], self.status, "{}", self.body);
        (error["detail"].as_str().unwrap(), error["source"]["pointer"].as_str().unwrap_or_default())
    }
}

struct Raw {
    world: World,
    http: reqwest::Client,
}

impl Raw {
    async fn new() -> Self {
        Self {
            world: World::new().await,
            http: reqwest::Client::builder().tls_certs_only([]).build().unwrap(),
        }
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.world.sandbox.sipgate()))
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let header = |name: &str| Some(response.headers().get(name)?.to_str().unwrap().to_owned());
        let (status, allow) = (response.status().as_u16(), header("allow"));
        let (authenticate, retry_after) = (header("www-authenticate"), header("retry-after"));
        let body = response.text().await.unwrap();
        let body = serde_json::from_str(&body).unwrap_or(Value::Null);
        Answer { status, allow, authenticate, retry_after, body }
    }

    async fn call(&self, method: Method, path: &str) -> Answer {
        self.answer(self.request(method, path).basic_auth("demo", Some("demo"))).await
    }

    async fn json(&self, method: Method, path: &str, body: &str) -> Answer {
        let request = self.request(method, path).basic_auth("demo", Some("demo"));
        self.answer(request.header("Content-Type", "application/json").body(body.to_owned())).await
    }
}

fn fax() -> Value {
    json!({ "faxlineId": "f0", "recipient": NUMBER, "filename": "fax.pdf", "base64Content": BASE64 })
}

/// The fax with another member.
fn with(name: &str, value: Value) -> String {
    let mut fax = fax();
    fax[name] = value;
    fax.to_string()
}

/// The fax without a member.
fn without(name: &str) -> String {
    let mut fax = fax();
    fax.as_object_mut().unwrap().remove(name);
    fax.to_string()
}

#[tokio::test]
async fn status_400_is_a_body_that_is_wrong() {
    let raw = Raw::new().await;
    let members = ["faxlineId", "recipient", "filename", "base64Content"];
    for body in members.map(without) {
        assert_eq!(raw.json(Method::POST, "/sessions/fax", &body).await.status, 400, "{body}");
    }
    for name in members {
        for value in [json!(""), json!("   "), json!(null), json!(1)] {
            let answer = raw.json(Method::POST, "/sessions/fax", &with(name, value.clone())).await;
            assert_eq!(answer.status, 400, "{name}: {value}");
            if value.is_string() {
                assert_eq!(answer.detail().1, format!("/{name}"));
            }
        }
    }
    for body in ["", "{", "[]", "null", &with("scheduled", json!("now")), &with("faxlineId", json!("x"))] {
        assert_eq!(raw.json(Method::POST, "/sessions/fax", body).await.status, 400, "{body}");
    }
    for body in [
        "{}",
        r#"{"faxId": ""}"#,
        r#"{"faxId": "1", "faxlineId": "0"}"#,
        r#"{"faxId": "1", "faxlineId": null}"#,
    ] {
        assert_eq!(raw.json(Method::POST, "/sessions/fax/resend", body).await.status, 400, "{body}");
    }
    // Where the mistake is, without what was there.
    let answer = raw.json(Method::POST, "/sessions/fax", &with("recipient", json!(["hunter2"]))).await;
    let (detail, _) = answer.detail();
    assert!(detail.contains("line 1, column") && !detail.contains("hunter2"), "{detail}");
}

#[tokio::test]
async fn status_400_is_a_document_that_is_too_large() {
    let raw = Raw::new().await;
    let body = with("base64Content", "A".repeat(28_330_001).into());
    let answer = raw.json(Method::POST, "/sessions/fax", &body).await;
    assert_eq!((answer.status, answer.detail().1), (400, "/base64Content"));
}

#[tokio::test]
async fn status_400_is_a_change_or_a_filter_that_is_wrong() {
    let raw = Raw::new().await;
    let id = raw.world.send_to(NUMBER).await.unwrap();
    let path = format!("/history/{id}");
    for body in ["{}", "[]", r#"{"note": null}"#, r#"{"read": "yes"}"#, r#"{"color": "red"}"#] {
        assert_eq!(raw.json(Method::PUT, &path, body).await.status, 400, "{body}");
    }
    let many = json!(vec![json!({ "id": "1", "read": true }); 150]).to_string();
    for body in ["[]", "{}", r#"[{"read": true}]"#, r#"[{"id": ""}]"#, r#"[{"id": "1", "note": "x"}]"#, &many]
    {
        assert_eq!(raw.json(Method::PUT, "/history", body).await.status, 400, "{body}");
    }
    for query in
        ["types=TELEX", "limit=1001", "limit=-1", "offset=x", "from=today", "archived=1", "starred=true"]
    {
        let answer = raw.call(Method::GET, &format!("/history?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        assert!(answer.detail().0.starts_with(query.split('=').next().unwrap()));
    }
    for path in ["/history", "/history?id=", "/history?id=1&id="] {
        assert_eq!(raw.call(Method::DELETE, path).await.status, 400, "{path}");
    }
    for path in ["/groupfaxlines", "/groupfaxlines?userId="] {
        assert_eq!(raw.call(Method::GET, path).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn status_401_is_a_wrong_token_everywhere() {
    let raw = Raw::new().await;
    for (method, path) in [
        (Method::POST, "/sessions/fax"),
        (Method::POST, "/sessions/fax/resend"),
        (Method::GET, "/history"),
        (Method::PUT, "/history"),
        (Method::DELETE, "/history?id=1"),
        (Method::GET, "/history/1"),
        (Method::PUT, "/history/1"),
        (Method::DELETE, "/history/1"),
        (Method::GET, "/w0/faxlines"),
        (Method::GET, "/groupfaxlines?userId=w0"),
        (Method::GET, "/authorization/userinfo"),
    ] {
        let request = || raw.request(method.clone(), path);
        for request in [
            request(),
            request().basic_auth("demo", Some("wrong")),
            request().basic_auth("wrong", Some("demo")),
            // A line break at the end of what was encoded.
            request().header("Authorization", "Basic ZGVtbzpkZW1vCg=="),
            request().bearer_auth("wrong"),
        ] {
            let answer = raw.answer(request).await;
            assert_eq!(answer.status, 401, "{method} {path}");
            assert!(answer.authenticate.as_deref().unwrap().starts_with("Basic "));
            answer.detail();
        }
        assert_ne!(raw.answer(request().bearer_auth("demo")).await.status, 401, "{method} {path}");
    }
}

#[tokio::test]
async fn status_402_429_and_500_are_asked_for_by_number() {
    let raw = Raw::new().await;
    for (number, status) in [("9990030", 402), ("9990080", 429), ("9990081", 500), ("9990082", 500)] {
        let answer = raw.json(Method::POST, "/sessions/fax", &with("recipient", number.into())).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.retry_after.as_deref(), (status == 429).then_some("1"));
        answer.detail();
    }
}

#[tokio::test]
async fn status_403_is_a_line_or_user_that_is_not_allowed() {
    let raw = Raw::new().await;
    for line in ["f1", "f3"] {
        let answer = raw.json(Method::POST, "/sessions/fax", &with("faxlineId", line.into())).await;
        assert_eq!((answer.status, answer.detail().1), (403, "/faxlineId"), "{line}");
    }
    let id = raw.world.send_to(NUMBER).await.unwrap();
    let again = json!({ "faxId": id.as_str(), "faxlineId": "f1" }).to_string();
    assert_eq!(raw.json(Method::POST, "/sessions/fax/resend", &again).await.status, 403);
    let answer = raw.json(Method::POST, "/sessions/fax", &with("recipient", "9990040".into())).await;
    assert_eq!(answer.status, 403);
    for path in ["/w1/faxlines", "/groupfaxlines?userId=w1"] {
        assert_eq!(raw.call(Method::GET, path).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn status_404_is_a_wrong_path_or_an_entry_that_is_not_there() {
    let raw = Raw::new().await;
    for path in
        ["/sessions/fac", "/sessions/fax/send", "/history/1/note", "/authorization/user", "/history/1"]
    {
        let answer = raw.call(Method::GET, path).await;
        assert_eq!(answer.status, 404, "{path}");
        answer.detail();
    }
    for (method, path, body) in [
        (Method::PUT, "/history/1", r#"{"read": true}"#),
        (Method::DELETE, "/history/1", ""),
        (Method::PUT, "/history", r#"[{"id": "1", "read": true}]"#),
        (Method::POST, "/sessions/fax/resend", r#"{"faxId": "1"}"#),
    ] {
        assert_eq!(raw.json(method.clone(), path, body).await.status, 404, "{method} {path}");
    }
    // Nothing of the service's.
    assert_eq!(raw.call(Method::GET, "/nothing").await.status, 404);
}

#[tokio::test]
async fn status_405_is_a_wrong_method() {
    let raw = Raw::new().await;
    for (method, path, allowed) in [
        (Method::GET, "/sessions/fax", "POST"),
        (Method::DELETE, "/sessions/fax/resend", "POST"),
        (Method::POST, "/history", "GET,HEAD,PUT,DELETE"),
        (Method::POST, "/history/1", "GET,HEAD,PUT,DELETE"),
        (Method::PATCH, "/w0/faxlines", "GET,HEAD"),
        (Method::POST, "/groupfaxlines", "GET,HEAD"),
        (Method::POST, "/authorization/userinfo", "GET,HEAD"),
    ] {
        let answer = raw.call(method.clone(), path).await;
        assert_eq!(answer.status, 405, "{method} {path}");
        assert_eq!(answer.allow.as_deref(), Some(allowed), "{method} {path}");
        answer.detail();
    }
}

#[tokio::test]
async fn status_407_is_a_recipient_that_is_no_number() {
    let raw = Raw::new().await;
    for number in ["fax", "+49x211", "12", "123456789012345678901", "9990083"] {
        let answer = raw.json(Method::POST, "/sessions/fax", &with("recipient", number.into())).await;
        assert_eq!((answer.status, answer.detail().1), (407, "/recipient"), "{number}");
    }
    for number in ["02111234567", "+49 (211) 123-4567", "0049211/1234567"] {
        let answer = raw.json(Method::POST, "/sessions/fax", &with("recipient", number.into())).await;
        assert_eq!(answer.status, 200, "{number}");
    }
}

#[tokio::test]
async fn status_415_is_a_body_that_is_not_said_to_be_json() {
    let raw = Raw::new().await;
    for (method, path, body) in [
        (Method::POST, "/sessions/fax", fax().to_string()),
        (Method::POST, "/sessions/fax/resend", r#"{"faxId": "1"}"#.to_owned()),
        (Method::PUT, "/history/1", r#"{"read": true}"#.to_owned()),
        (Method::PUT, "/history", r#"[{"id": "1"}]"#.to_owned()),
    ] {
        for kind in
            [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonp")]
        {
            let request =
                raw.request(method.clone(), path).basic_auth("demo", Some("demo")).body(body.clone());
            let request =
                kind.into_iter().fold(request, |request, kind| request.header("Content-Type", kind));
            let answer = raw.answer(request).await;
            assert_eq!(answer.status, 415, "{method} {path} {kind:?}");
            answer.detail();
        }
        let request = raw.request(method.clone(), path).basic_auth("demo", Some("demo")).body(body);
        let answer = raw.answer(request.header("Content-Type", "Application/JSON; charset=utf-8")).await;
        assert_ne!(answer.status, 415, "{method} {path}");
    }
    let request = raw.request(Method::POST, "/sessions/fax").basic_auth("demo", Some("demo")).body("x");
    assert_eq!(raw.answer(request.header("Content-Encoding", "br")).await.status, 415);
}
