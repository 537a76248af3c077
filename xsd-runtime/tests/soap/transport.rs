//! What can happen to an exchange below SOAP.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::messages::{Fax, Send, SendFault, Sent, Session};
use crate::server::{Answer, Server, answer, envelope, xml};
use flate2::Compression;
use flate2::write::GzEncoder;
use xsd_runtime::soap::{
    BuildError, Error, HttpRequest, HttpResponse, NoFault, Operation, Reply, ReqwestTransport, Sending,
    Transport, TransportError, TransportErrorKind, UsernameToken,
};
use xsd_runtime::types::Secret;
use xsd_runtime::{Limits, span};

const SENT: &str = "<f:Sent><Id>7</Id></f:Sent>";

fn send(server: &Server) -> Result<Reply<Sent>, Error<SendFault>> {
    Fax::at(&server.url()).send(&Send::to("1")).wait()
}

#[track_caller]
fn transport_error<T: std::fmt::Debug, F: std::fmt::Debug>(result: Result<T, Error<F>>) -> TransportError {
    match result {
        Err(Error::Transport(error)) => error,
        other => panic!("{other:?}"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gzipped(body: impl AsRef<[u8]>) -> Answer {
    answer(200, "Content-Type: text/xml\r\nContent-Encoding: gzip\r\n", body)
}

#[test]
fn a_truncated_body_is_a_lost_connection() {
    let Answer::Bytes(mut whole) = xml(200, envelope(SENT)) else { unreachable!() };
    whole.truncate(whole.len() - 10);
    let error = transport_error(send(&Server::start([Answer::Bytes(whole)])));
    assert_eq!(error.kind(), TransportErrorKind::Closed);
    assert!(error.may_have_been_sent());
}

#[test]
fn a_connection_closed_without_an_answer_is_not_tried_again() {
    let server = Server::start([Answer::Close, xml(200, envelope(SENT))]);
    let error = transport_error(send(&server));
    assert_eq!(error.kind(), TransportErrorKind::Closed);
    assert!(error.may_have_been_sent());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_idempotent_operation_is_tried_once_more() {
    let server = Server::start([Answer::Close, xml(200, envelope(SENT))]);
    assert_eq!(Fax::at(&server.url()).status(&Send::to("1")).wait().unwrap().id, 7);
    assert_eq!(server.requests().len(), 2);
    let server = Server::start([Answer::Close, Answer::Close, xml(200, envelope(SENT))]);
    let error = transport_error(Fax::at(&server.url()).status(&Send::to("1")).wait());
    assert_eq!(error.kind(), TransportErrorKind::Closed);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_refused_connection_has_sent_nothing() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let error = transport_error(Fax::at(&url).send(&Send::to("1")).wait());
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(!error.may_have_been_sent());
}

#[test]
fn a_server_that_never_answers_runs_out_of_time_and_is_not_asked_again() {
    let server = Server::start([Answer::Silence, xml(200, envelope(SENT))]);
    let timeout = Duration::from_millis(300);
    let client = Fax::builder().endpoint(server.url()).timeout(timeout).build().unwrap();
    let error = client.status(&Send::to("1")).wait().unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(transport_error(Err::<(), _>(error)).may_have_been_sent());
    // One, unless time ran out before it arrived.
    assert!(server.requests().len() <= 1);
}

#[test]
fn a_reply_in_gzip_is_unpacked() {
    let reply = send(&Server::start([gzipped(gzip(envelope(SENT).as_bytes()))])).unwrap();
    assert_eq!(reply.id, 7);
}

#[test]
fn what_is_no_gzip_is_an_error() {
    for body in [b"not gzip at all, not at all".to_vec(), gzip(&[b'x'; 4096])[..20].to_vec()] {
        let error = transport_error(send(&Server::start([gzipped(&body)])));
        let kind = error.kind();
        assert!(matches!(kind, TransportErrorKind::Compression | TransportErrorKind::Closed), "{error:?}");
    }
    let error = transport_error(send(&Server::start([gzipped("not gzip at all, not at all")])));
    assert_eq!(error.kind(), TransportErrorKind::Compression);
}

#[test]
fn the_body_limit_counts_what_is_unpacked() {
    let limit = 100_000;
    let padded = |len: usize| {
        let text = envelope(SENT);
        text.clone() + &" ".repeat(len - text.len())
    };
    let call = |answer| {
        let server = Server::start([answer]);
        let limits = Limits { body: limit, ..Limits::default() };
        let client = Fax::builder().endpoint(server.url()).limits(limits).build().unwrap();
        client.send(&Send::to("1")).wait()
    };
    assert!(call(xml(200, padded(limit))).is_ok());
    assert!(call(gzipped(gzip(padded(limit).as_bytes()))).is_ok());
    let bomb = gzip(&vec![b' '; 64 << 20]);
    assert!(bomb.len() < limit);
    for answer in [xml(200, padded(limit + 1)), gzipped(gzip(padded(limit + 1).as_bytes())), gzipped(bomb)] {
        assert_eq!(transport_error(call(answer)).kind(), TransportErrorKind::TooLarge);
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let target = Server::start([xml(200, envelope(SENT))]);
    for status in [301, 302, 307, 308] {
        let server = Server::start([answer(status, &format!("Location: {}\r\n", target.url()), "moved")]);
        let error = send(&server).unwrap_err();
        assert_eq!(error.status().unwrap().code(), status);
    }
    assert!(target.requests().is_empty());
}

#[test]
fn no_header_can_be_smuggled_in() {
    let build = |name: &str, value: &str| {
        Fax::builder().endpoint("https://fax.example/").http_header(name, value).build()
    };
    for (name, value) in [("X-A", "b\r\nX-C: d"), ("X-A", "b\nc"), ("X-A", "b\0"), ("X A", "b"), ("", "b")] {
        assert!(matches!(build(name, value), Err(BuildError::Header(0))), "{name:?}: {value:?}");
    }
    let crlf = Fax::builder().endpoint("https://fax.example/\r\nX-C: d").build();
    assert!(matches!(crlf, Err(BuildError::Endpoint(_))), "{crlf:?}");
    static OPERATION: Operation<(), (), NoFault> =
        Operation::new("Fax.Bad", || span!("Fax.Bad")).action("urn:a\r\nX-C: d");
    let server = Server::start([]);
    let error = transport_error(Fax::at(&server.url()).0.call(&OPERATION, &()).wait());
    assert_eq!(error.kind(), TransportErrorKind::InvalidHeader);
    assert!(!error.may_have_been_sent());
}

#[test]
fn credentials_do_not_go_over_plain_http_to_another_machine() {
    let builder = |url: &str| Fax::builder().endpoint(url).credentials(UsernameToken::new("u", "p"));
    assert!(matches!(builder("http://fax.example/").build(), Err(BuildError::PlainHttp)));
    assert!(builder("https://fax.example/").build().is_ok());
    assert!(builder("http://fax.example/").allow_plain_http(true).build().is_ok());
    assert!(Fax::builder().endpoint("http://fax.example/").build().is_ok());
    let header = Fax::builder().endpoint("http://fax.example/").http_header("Authorization", "Basic x");
    assert!(matches!(header.build(), Err(BuildError::PlainHttp)));
    for url in ["http://localhost/", "http://127.0.0.1:81/", "http://[::1]/"] {
        assert!(builder(url).build().is_ok(), "{url}");
    }
}

#[test]
fn other_secrets_do_not_either() {
    let client = Fax::at("http://fax.invalid/");
    let secret = Send { to: "1".to_owned(), pin: Some(Secret::from("1234")) };
    let error = transport_error(client.send(&secret).wait());
    assert_eq!(error.kind(), TransportErrorKind::PlainHttp);
    let client = client.with_session(Session { key: Secret::from("k") });
    assert_eq!(transport_error(client.send(&Send::to("1")).wait()).kind(), TransportErrorKind::PlainHttp);
}

#[test]
fn an_unfit_endpoint_is_refused() {
    assert!(matches!(Fax::builder().build(), Err(BuildError::NoEndpoint)));
    for url in ["", "fax.example", "/soap", "ftp://fax.example/", "https://u:p@fax.example/", "https://"] {
        assert!(matches!(Fax::builder().endpoint(url).build(), Err(BuildError::Endpoint(_))), "{url}");
    }
}

#[test]
fn a_server_that_speaks_no_tls_is_a_tls_error() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("https://localhost:{}/", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        loop {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
            // The client may close first.
            let _ = stream.read_to_end(&mut Vec::new());
        }
    });
    let error = transport_error(Fax::at(&url).send(&Send::to("1")).wait());
    assert_eq!(error.kind(), TransportErrorKind::Tls, "{error:?}");
    assert!(!error.may_have_been_sent());
}

#[test]
fn one_s_own_reqwest_client_is_used() {
    let server = Server::start([xml(200, envelope(SENT))]);
    let own = reqwest::Client::builder().no_proxy().default_headers([own_header()].into_iter().collect());
    let client = Fax::builder().endpoint(server.url()).http_client(own).build().unwrap();
    client.send(&Send::to("1")).wait().unwrap();
    assert_eq!(server.requests()[0].header("x-own"), Some("yes"));
}

fn own_header() -> (reqwest::header::HeaderName, reqwest::header::HeaderValue) {
    let name = reqwest::header::HeaderName::from_static("x-own");
    (name, reqwest::header::HeaderValue::from_static("yes"))
}

/// Fails with the given error, counting how often it is asked.
struct Failing(TransportError, Arc<AtomicUsize>);

impl Transport for Failing {
    fn send(&self, _: HttpRequest) -> Sending<'_> {
        self.1.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Err(self.0.clone()) })
    }
}

#[test]
fn only_a_lost_connection_is_worth_another_try_and_only_where_it_is_safe() {
    use TransportErrorKind::{Closed, Connect, Timeout, Tls};
    let tries = |error: &TransportError, idempotent: bool| {
        let count = Arc::new(AtomicUsize::new(0));
        let transport = Failing(error.clone(), Arc::clone(&count));
        let client = Fax::builder().endpoint("https://fax.example/").transport(transport).build().unwrap();
        if idempotent {
            transport_error(client.status(&Send::to("1")).wait());
        } else {
            transport_error(client.send(&Send::to("1")).wait());
        }
        count.load(Ordering::SeqCst)
    };
    let sent = TransportError::new;
    let not_sent = |kind| TransportError::new(kind).not_sent();
    for (error, plain, idempotent) in [
        (sent(Closed), 1, 2),
        (not_sent(Closed), 2, 2),
        (not_sent(Connect), 2, 2),
        (not_sent(Tls), 1, 1),
        (sent(Timeout), 1, 1),
        (not_sent(Timeout), 1, 1),
    ] {
        assert_eq!((tries(&error, false), tries(&error, true)), (plain, idempotent), "{error:?}");
    }
}

/// Answers every request with the same envelope.
struct Canned;

impl Transport for Canned {
    fn send(&self, request: HttpRequest) -> Sending<'_> {
        assert_eq!(request.body_limit, 64 << 20);
        assert_eq!(request.timeout, Duration::from_secs(60));
        Box::pin(async {
            Ok(HttpResponse { status: 200, content_type: None, body: envelope(SENT).into_bytes() })
        })
    }
}

#[test]
fn a_transport_of_one_s_own_needs_no_runtime() {
    let client = Fax::builder().endpoint("https://fax.example/").transport(Canned).build().unwrap();
    let call = pin!(client.send(&Send::to("1")));
    let Poll::Ready(reply) = call.poll(&mut Context::from_waker(Waker::noop())) else { panic!("pending") };
    assert_eq!(reply.unwrap().id, 7);
}

#[test]
fn outside_of_a_runtime_reqwest_is_a_typed_error() {
    let transport = ReqwestTransport::new(Duration::from_secs(1)).unwrap();
    let client = Fax::builder().endpoint("https://fax.example/").transport(transport).build().unwrap();
    let call = pin!(client.send(&Send::to("1")));
    let Poll::Ready(reply) = call.poll(&mut Context::from_waker(Waker::noop())) else { panic!("pending") };
    assert_eq!(transport_error(reply).kind(), TransportErrorKind::Runtime);
}

#[tokio::test]
async fn a_call_can_be_spawned_and_outlives_its_client() {
    let server = Server::start([xml(200, envelope(SENT))]);
    let call = Fax::at(&server.url()).send(&Send::to("1"));
    assert_eq!(tokio::spawn(call).await.unwrap().unwrap().id, 7);
}

#[tokio::test]
async fn nothing_is_sent_before_a_call_is_polled() {
    let server = Server::start([xml(200, envelope(SENT)), xml(200, envelope(SENT))]);
    let client = Fax::at(&server.url());
    drop(client.send(&Send::to("dropped")));
    client.send(&Send::to("sent")).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    assert!(requests[0].body.contains("<To>sent</To>"));
}

#[test]
fn errors_are_small() {
    assert!(size_of::<Error<SendFault>>() <= 16);
    assert!(size_of::<TransportError>() <= 8);
}
