//! A Kazoo whose time stands still, and how its tests speak to it.

use std::time::Duration;

use fax_sandbox::{Clock, Sandbox, Settings};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::PACE;

/// The account of demo, demo.
pub(crate) const ACCOUNT: &str = "fe01ce2a7fbac8fafaed7c982a04e229";
/// MD5 of `demo:demo`.
pub(crate) const CREDENTIALS: &str = "80851851709e01bc9453cced585a7bca";

/// A sandbox, and a token of its account.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Clock,
    pub(crate) token: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The envelope.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn data(&self) -> Value {
        self.json()["data"].clone()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(|_| ()).await
    }

    /// One that is started otherwise.
    pub(crate) async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let clock = Clock::manual();
        let mut settings = Settings::default();
        settings.clock = clock.clone();
        settings.pace = PACE;
        change(&mut settings);
        let sandbox = Sandbox::start(settings).await.unwrap();
        let mut world = Self { sandbox, clock, token: String::new() };
        world.token = world.log_in().await;
        world
    }

    pub(crate) async fn log_in(&self) -> String {
        let body = json!({"data": {"credentials": CREDENTIALS, "account_name": "demo"}});
        let answer = send(self.request(Method::PUT, "/user_auth").json(&body)).await;
        assert_eq!(answer.status, 201);
        answer.json()["auth_token"].as_str().unwrap().to_owned()
    }

    /// A request below the version, without a token.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        // Reading the certificates of the machine takes longer than most tests.
        let client = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
        client.request(method, format!("{}{path}", self.sandbox.kazoo()))
    }

    /// A request below the account, with a token.
    pub(crate) fn own(&self, method: Method, path: &str) -> RequestBuilder {
        self.request(method, &format!("/accounts/{ACCOUNT}{path}")).header("X-Auth-Token", &self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        send(self.own(Method::GET, path)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        send(self.own(Method::PUT, path).json(&body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        send(self.own(Method::DELETE, path)).await
    }

    /// Sends a fax by address; gives the id of the job.
    pub(crate) async fn fax(&self, number: &str) -> String {
        self.fax_with(number, json!({})).await
    }

    /// The same, with further members.
    pub(crate) async fn fax_with(&self, number: &str, further: Value) -> String {
        let answer = self.put("/faxes", new_fax(number, further)).await;
        assert_eq!(answer.status, 201, "{}", answer.json());
        answer.data()["id"].as_str().unwrap().to_owned()
    }

    /// The id of a job in the outbox.
    pub(crate) fn archived(&self, job: &str) -> String {
        format!("{}-{job}", self.clock.now().strftime("%Y%m"))
    }

    /// The state of a job in the queue.
    pub(crate) async fn state(&self, job: &str) -> String {
        let answer = self.get(&format!("/faxes/outgoing/{job}")).await;
        answer.data()["status"].as_str().unwrap_or("none").to_owned()
    }

    /// Lets faxes go on by this many states.
    pub(crate) fn pass(&self, states: u32) {
        self.clock.advance(PACE * states);
    }

    /// Lets so much time pass that every fax is over.
    pub(crate) fn finish(&self) {
        self.clock.advance(Duration::from_secs(1_000));
    }

    /// Lets a fax come in; gives it as the inbox shows it.
    pub(crate) async fn receive(&self, order: Value) -> Value {
        let client = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
        let answer = send(client.post(self.sandbox.url("/sandbox/kazoo/received")).json(&order)).await;
        assert_eq!(answer.status, 200);
        answer.json()
    }
}

/// A fax to this number, with further members.
pub(crate) fn new_fax(number: &str, further: Value) -> Value {
    let mut data = json!({
        "document": {"url": "https://files.example.org/fax.pdf"},
        "from_number": "+14155550100",
        "to_number": number,
    });
    data.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
    json!({"data": data})
}

pub(crate) async fn send(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Answer { status, headers, bytes: response.bytes().await.unwrap().to_vec() }
}
