//! Connections: how many there are, how long they may be idle, and when they end.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::log::Log;

/// Connections at a time; further ones wait.
const MOST: usize = 512;
/// How long the head of a request may take, and with it how long a connection may be idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);
/// How long to wait before trying again where no connection can be taken, as when there are no file descriptors left.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves `routes` for ever. All connections end when this is dropped.
pub(crate) async fn serve(listener: TcpListener, routes: Router, log: Log) {
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        if connections.len() >= MOST {
            connections.join_next().await;
        }
        match listener.accept().await {
            Ok((stream, peer)) => {
                connections.spawn(talk(stream, peer, routes.clone()));
            }
            Err(error) => {
                log.line(format_args!("no connection can be taken: {error}"));
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Answers the requests of one client.
async fn talk(stream: TcpStream, peer: SocketAddr, routes: Router) {
    let routes = routes.layer(Extension(ConnectInfo(peer)));
    // It makes answers faster, no more.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    // An error is the client's: it hung up, or does not speak HTTP.
    let _ = connection.await;
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::task::AbortHandle;

    use super::*;
    use crate::http::shared;

    /// A server, and what ends it.
    async fn start() -> (SocketAddr, AbortHandle) {
        let routes = Router::new().route("/", post(|body: Bytes| async { body }));
        let routes = shared(routes, Log::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        (listener.local_addr().unwrap(), tokio::spawn(serve(listener, routes, Log::default())).abort_handle())
    }

    async fn connect(address: SocketAddr, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    /// All that comes until the connection is closed.
    async fn rest(stream: &mut TcpStream) -> String {
        let mut text = Vec::new();
        let end = tokio::time::timeout(Duration::from_secs(200), stream.read_to_end(&mut text)).await;
        // Closed with bytes unread is an error, and closed all the same.
        assert!(end.is_ok(), "the connection is still open");
        String::from_utf8(text).unwrap()
    }

    /// Half of a request whose body the server is waiting for.
    async fn half(address: SocketAddr) -> TcpStream {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n";
        let mut stream = connect(address, head).await;
        let mut answer = [0; 25];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
        stream.write_all(b"half").await.unwrap();
        stream
    }

    #[tokio::test]
    async fn a_head_that_does_not_come_ends_the_connection() {
        let (address, _) = start().await;
        let mut stream = connect(address, "POST / HTTP/1.1\r\nHost:").await;
        tokio::time::pause();
        let started = tokio::time::Instant::now();
        assert_eq!(rest(&mut stream).await, "");
        assert!(started.elapsed() < 2 * HEAD_TIMEOUT);
    }

    #[tokio::test]
    async fn a_body_that_does_not_come_is_waited_for_and_refused() {
        let (address, _) = start().await;
        let mut stream = half(address).await;
        tokio::time::pause();
        let answer = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
    }

    #[tokio::test]
    async fn connections_end_with_the_server() {
        let (address, server) = start().await;
        let mut idle = connect(address, "").await;
        let mut head = connect(address, "POST / HTTP/1.1\r\nHost:").await;
        let mut body = half(address).await;
        server.abort();
        for stream in [&mut idle, &mut head, &mut body] {
            assert_eq!(rest(stream).await, "");
        }
    }

    #[tokio::test]
    async fn further_connections_wait_for_their_turn() {
        let (address, _) = start().await;
        let mut all = Vec::new();
        for _ in 0..MOST {
            all.push(half(address).await);
        }
        let mut further =
            connect(address, "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                .await;
        let waits = tokio::time::timeout(Duration::from_millis(50), further.readable()).await;
        assert!(waits.is_err(), "it is answered beside {MOST} others");
        all.pop();
        assert!(rest(&mut further).await.starts_with("HTTP/1.1 200 OK\r\n"));
    }
}
