//! What surrounds the operations of the sandbox: HTTP, callbacks, and the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod callbacks;
mod http;
mod program;
mod receiver;

use std::sync::{Arc, Mutex};

use fax_bindings::monopond::v2_1::{ApiFaxDocument, ApiFaxMessage, SendFaxRequest};
use fax_bindings::monopond::{Client, UsernameToken};
use fax_sandbox::{Log, Sandbox};

/// A request over HTTP: status, content type and body of the answer.
async fn request(request: reqwest::RequestBuilder) -> (u16, String, String) {
    let response = request.send().await.unwrap();
    let content_type = response.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    (response.status().as_u16(), content_type.unwrap_or_default(), response.text().await.unwrap())
}

/// A client that does not read the certificates of the machine, which takes longer than most tests.
fn http_builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy().tls_certs_only([])
}

fn http() -> reqwest::Client {
    http_builder().build().unwrap()
}

fn client(sandbox: &Sandbox) -> Client {
    let demo = UsernameToken::new("demo", "demo");
    Client::builder(sandbox.endpoint()).credentials(demo).http_client(http_builder()).build().unwrap()
}

/// A fax to each of `numbers`, with the references `a-1`, `a-2` and so on.
fn faxes(numbers: &[&str]) -> SendFaxRequest {
    let message = |(index, number): (usize, &&str)| ApiFaxMessage::new(format!("a-{}", index + 1), *number);
    let letter = ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(b"Dear Sir or Madam");
    SendFaxRequest::new()
        .with_send_ref("a")
        .with_fax_messages(numbers.iter().enumerate().map(message).collect::<Vec<_>>())
        .with_documents([letter])
}

/// A log that can be looked into.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<String>>);

impl Kept {
    fn log(&self) -> Log {
        let kept = self.clone();
        Log::new(move |text| {
            let mut all = kept.0.lock().unwrap();
            all.push_str(text);
            all.push('\n');
        })
    }

    fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    /// Waits until there is a line with `text`.
    async fn wait_for(&self, text: &str) -> String {
        for _ in 0..1000 {
            if let Some(line) = self.text().lines().find(|line| line.contains(text)) {
                return line.to_owned();
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("no line with {text}\n{}", self.text())
    }
}
