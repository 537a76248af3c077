//! Our own client calls a service over HTTP.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use xsd_runtime::soap::server::{Authenticator, Dispatcher, Request, Service};
use xsd_runtime::soap::{Error, UsernameToken, Version};
use xsd_runtime::types::Secret;

use super::{NOTE, Office, office};
use crate::messages::{FaultBean, Fax, SESSION, Send, SendFault, Session};
use crate::server::read_request;

/// Serves requests, one a connection, until the test ends; the URL.
fn serve<S: Service + 'static>(dispatcher: Dispatcher<S>) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/soap", listener.local_addr().unwrap());
    let dispatcher = Arc::new(dispatcher);
    thread::spawn(move || {
        for stream in listener.incoming() {
            // A client may hang up at any time.
            let _ = serve_one(&mut stream.unwrap(), &dispatcher);
        }
    });
    url
}

fn serve_one<S: Service>(stream: &mut TcpStream, dispatcher: &Dispatcher<S>) -> std::io::Result<()> {
    let received = read_request(stream)?;
    let request = received
        .headers
        .iter()
        .fold(Request::new(received.body.as_bytes()), |request, (name, value)| request.header(name, value));
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let response = runtime.block_on(dispatcher.answer(request.peer(stream.peer_addr()?)));
    let content_type = response.content_type.map(|value| format!("Content-Type: {value}\r\n"));
    write!(
        stream,
        "HTTP/1.1 {} X\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n",
        response.status,
        response.body.len(),
        content_type.unwrap_or_default()
    )?;
    stream.write_all(&response.body)
}

fn guarded() -> Dispatcher<Office> {
    office().authenticator(Authenticator::user(&UsernameToken::new("alice", "p<&>w")))
}

fn client(url: &str, version: Version, password: &str) -> Fax {
    let token = UsernameToken::new("alice", password).with_digest(version == Version::Soap12);
    Fax::builder().endpoint(url).version(version).credentials(token).strict(true).build().unwrap()
}

#[test]
fn client_and_server_understand_each_other_in_both_versions() {
    let url = serve(guarded());
    for version in [Version::Soap11, Version::Soap12] {
        let session = Session { key: Secret::from("s<1>") };
        let fax = client(&url, version, "p<&>w").with_session(session.clone());
        let reply = fax.send(&Send { pin: Some(Secret::from("1234")), ..Send::to("1") }).wait().unwrap();
        assert_eq!((reply.id, &reply.token), (0, &Some(Secret::from("1234"))));
        assert_eq!(reply.header::<Session>(SESSION).unwrap().unwrap(), session);

        let error = fax.send(&Send::to("busy")).wait().unwrap_err();
        let fault = error.fault().unwrap();
        let bean = FaultBean { message: Some("later".to_owned()), line: Some(3) };
        assert_eq!(fault.detail(), Some(&SendFault::Busy(bean)));
        assert_eq!(fault.reason(), "Busy");

        let error = fax.send(&Send::to("who")).wait().unwrap_err();
        assert_eq!(error.fault().unwrap().reason(), "alice");
        assert_eq!(fax.status(&Send::to("1")).wait().unwrap().id, 2);
        assert_eq!(fax.parts(&Send::to("1")).wait().unwrap().id, 4);
        fax.ping().wait().unwrap();

        let stranger = client(&url, version, "guess");
        let error = stranger.send(&Send::to("1")).wait().unwrap_err();
        let code = error.fault().unwrap().code().to_string();
        assert!(code.ends_with("FailedAuthentication"), "{code}");
    }
}

#[test]
fn a_one_way_operation_ends_without_a_reply_or_with_a_fault() {
    let fax = Fax::at(&serve(office()));
    fax.0.call(&NOTE, &Send::to("1")).wait().unwrap();
    let error = fax.0.call(&NOTE, &Send::to("fail")).wait().unwrap_err();
    assert_eq!(error.fault().unwrap().reason(), "no paper");
}

#[test]
fn what_the_dispatcher_refuses_arrives_as_a_fault() {
    let limits = xsd_runtime::Limits { body: 600, ..Default::default() };
    let url = serve(office().limits(limits));
    let fax = Fax::at(&url);
    assert_eq!(fax.send(&Send::to("1")).wait().unwrap().id, 0);
    let error = fax.send(&Send::to(&"1".repeat(600))).wait().unwrap_err();
    assert!(
        matches!(&error, Error::Fault(fault) if fault.reason().contains("larger than 600 bytes")),
        "{error:?}"
    );
}
