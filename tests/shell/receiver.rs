//! A server that is posted to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode, Uri};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// What was posted.
pub(crate) struct Post {
    pub(crate) path: String,
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

#[derive(Clone)]
struct Answers {
    posts: mpsc::UnboundedSender<Post>,
    statuses: Arc<Mutex<Vec<u16>>>,
}

/// A server that answers with these statuses, one after the other, and then with 200.
pub(crate) struct Receiver {
    address: SocketAddr,
    posts: mpsc::UnboundedReceiver<Post>,
}

impl Receiver {
    pub(crate) async fn start(statuses: &[u16]) -> Self {
        let (put, posts) = mpsc::unbounded_channel();
        let statuses = Arc::new(Mutex::new(statuses.iter().rev().copied().collect()));
        let routes = Router::new().fallback(receive).with_state(Answers { posts: put, statuses });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async { axum::serve(listener, routes).await });
        Self { address, posts }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The next thing that is posted.
    pub(crate) async fn next(&mut self) -> Post {
        let next = tokio::time::timeout(std::time::Duration::from_secs(20), self.posts.recv()).await;
        next.expect("nothing was posted").unwrap()
    }

    /// Whether nothing more has been posted.
    pub(crate) fn is_empty(&mut self) -> bool {
        self.posts.try_recv().is_err()
    }
}

async fn receive(
    State(answers): State<Answers>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, [(axum::http::HeaderName, &'static str); 1]) {
    let content_type = headers.get(CONTENT_TYPE).map_or("", |value| value.to_str().unwrap()).to_owned();
    let status = answers.statuses.lock().unwrap().pop().unwrap_or(200);
    answers.posts.send(Post { path: uri.to_string(), content_type, body: body.to_vec() }).unwrap();
    (StatusCode::from_u16(status).unwrap(), [(LOCATION, "/elsewhere")])
}
