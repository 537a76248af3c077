//! A service that answers as it is told, without a network.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use fax_bindings::byfax::{Client, UsernameToken};
use fax_bindings::runtime::soap::{
    HttpRequest, HttpResponse, Sending, Transport, TransportError, TransportErrorKind,
};

/// What a request comes to: what stands in the `Body` of the answer.
pub type Answer = Result<String, TransportErrorKind>;

/// Answers each request with the next of its answers, and all further ones with the last. Clones share what was sent.
#[derive(Clone)]
pub struct Service(Arc<State>);

struct State {
    answers: Mutex<VecDeque<Answer>>,
    sent: Mutex<Vec<HttpRequest>>,
}

impl Service {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self(Arc::new(State { answers: Mutex::new(answers.into_iter().collect()), sent: Mutex::default() }))
    }

    /// One that always answers with this in the `Body`.
    pub fn answering(body: &str) -> Self {
        Self::new([Ok(body.to_owned())])
    }

    /// A client that has the key `key` and the secret `secret`.
    pub fn client(&self) -> Client {
        self.client_at("http://localhost").with_username_token(UsernameToken::new("key", "secret"))
    }

    /// A client without credentials.
    pub fn client_at(&self, base: &str) -> Client {
        Client::builder(base).transport(self.clone()).build().unwrap()
    }

    /// The bodies of the requests up to now.
    pub fn bodies(&self) -> Vec<String> {
        self.0
            .sent
            .lock()
            .unwrap()
            .iter()
            .map(|request| String::from_utf8(request.body.to_vec()).unwrap())
            .collect()
    }

    /// Their URLs.
    pub fn urls(&self) -> Vec<String> {
        self.0.sent.lock().unwrap().iter().map(|request| request.url.clone()).collect()
    }

    /// HTTP headers of the first request.
    pub fn headers(&self) -> Vec<(String, String)> {
        self.0.sent.lock().unwrap()[0].headers.clone()
    }
}

impl Transport for Service {
    fn send(&self, request: HttpRequest) -> Sending<'_> {
        self.0.sent.lock().unwrap().push(request);
        let mut answers = self.0.answers.lock().unwrap();
        let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        Box::pin(async move {
            let body = answer.unwrap().map_err(TransportError::new)?;
            let content_type = Some("text/xml; charset=utf-8".to_owned());
            Ok(HttpResponse { status: 200, content_type, body: envelope(&body).into_bytes() })
        })
    }
}

fn envelope(body: &str) -> String {
    format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:t='urn:ApiServiceFaxout' \
         xmlns:c='http://schemas.xmlsoap.org/soap/encoding/' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' \
         xmlns:x='http://www.w3.org/2001/XMLSchema'><e:Body>{body}</e:Body></e:Envelope>"
    )
}

/// Runs a future that never waits.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}
