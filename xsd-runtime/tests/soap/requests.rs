//! What goes over the wire.

use std::sync::{Arc, Mutex};

use crate::messages::{Fax, Send, Session};
use crate::server::{Answer, Server, envelope, envelope12, xml};
use xsd_runtime::soap::{UsernameToken, Version};
use xsd_runtime::types::Secret;
use xsd_runtime::{EncodeErrorKind, Name};

const SENT: &str = "<f:Sent><Id>7</Id></f:Sent>";

#[test]
fn a_soap_11_request_has_its_headers_and_prefixes() {
    let server = Server::start([xml(200, envelope(SENT))]);
    let token = UsernameToken::new("alice", "s<ecret");
    let client = Fax::builder().endpoint(server.url()).credentials(token).build().unwrap();
    let reply = client.send(&Send::to("61&<")).wait().unwrap();
    assert_eq!(reply.id, 7);
    assert!(reply.report().is_empty(), "{}", reply.report());
    let request = server.requests().remove(0);
    assert_eq!(request.line, "POST /soap HTTP/1.1");
    assert_eq!(request.header("content-type"), Some("text/xml; charset=utf-8"));
    assert_eq!(request.header("soapaction"), Some("\"urn:fax#send\""));
    assert_eq!(request.header("accept"), Some("text/xml, application/xml;q=0.9"));
    assert_eq!(request.header("accept-encoding"), Some("gzip"));
    assert_eq!(request.header("user-agent"), Some(concat!("xsd-runtime/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(
        request.body,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns1=\"urn:fax\">\
         <soapenv:Header><wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" \
         soapenv:mustUnderstand=\"1\"><wsse:UsernameToken><wsse:Username>alice</wsse:Username>\
         <wsse:Password>s&lt;ecret</wsse:Password></wsse:UsernameToken></wsse:Security></soapenv:Header>\
         <soapenv:Body><ns1:Send><To>61&amp;&lt;</To></ns1:Send></soapenv:Body></soapenv:Envelope>"
    );
}

#[test]
fn a_soap_12_request_says_its_action_in_the_content_type() {
    let server = Server::start([xml(200, envelope12(SENT)), xml(200, envelope12(SENT))]);
    let client = Fax::builder().endpoint(server.url()).version(Version::Soap12).build().unwrap();
    client.send(&Send::to("1")).wait().unwrap();
    client.status(&Send::to("1")).wait().unwrap();
    let [send, status] = &server.requests()[..] else { panic!("two requests") };
    assert_eq!(
        send.header("content-type"),
        Some("application/soap+xml; charset=utf-8; action=\"urn:fax#send\"")
    );
    assert_eq!(send.header("soapaction"), None);
    assert_eq!(status.header("content-type"), Some("application/soap+xml; charset=utf-8"));
    assert!(
        send.body.contains("<soapenv:Envelope xmlns:soapenv=\"http://www.w3.org/2003/05/soap-envelope\"")
    );
}

#[test]
fn an_empty_action_is_quoted_too() {
    let server = Server::start([xml(200, envelope(SENT))]);
    Fax::at(&server.url()).status(&Send::to("1")).wait().unwrap();
    assert_eq!(server.requests()[0].header("soapaction"), Some("\"\""));
}

#[test]
fn members_of_parts_stand_in_the_body_and_empty_is_empty() {
    let server = Server::start([xml(200, envelope("<Id>7</Id>")), xml(200, envelope(""))]);
    let client = Fax::at(&server.url());
    assert_eq!(client.parts(&Send::to("1")).wait().unwrap().id, 7);
    client.ping().wait().unwrap();
    let [parts, ping] = &server.requests()[..] else { panic!("two requests") };
    assert!(parts.body.contains("<soapenv:Body><To>1</To></soapenv:Body>"), "{}", parts.body);
    assert!(ping.body.contains("<soapenv:Body/>"), "{}", ping.body);
}

#[test]
fn header_blocks_go_with_the_operations_that_declare_them() {
    let server = Server::start([(); 4].map(|()| xml(200, envelope(SENT))));
    let session = |key: &str| Session { key: Secret::from(key) };
    let client = Fax::at(&server.url()).with_session(session("old")).with_session(session("new"));
    client.send(&Send::to("1")).wait().unwrap();
    client.status(&Send::to("1")).wait().unwrap();
    let extra = Fax(client.0.clone().with_extra_header(Name::new("urn:x", "Trace"), 42));
    extra.status(&Send::to("1")).wait().unwrap();
    client.status(&Send::to("1")).wait().unwrap();
    let bodies: Vec<String> = server.requests().into_iter().map(|request| request.body).collect();
    assert!(
        bodies[0].contains("<soapenv:Header><ns1:Session><Key>new</Key></ns1:Session></soapenv:Header>"),
        "{}",
        bodies[0]
    );
    assert!(!bodies[1].contains("Header"), "{}", bodies[1]);
    assert!(
        bodies[2].contains("<soapenv:Header><ns1:Trace xmlns:ns1=\"urn:x\">42</ns1:Trace></soapenv:Header>"),
        "{}",
        bodies[2]
    );
    assert!(!bodies[3].contains("Trace"), "{}", bodies[3]);
}

#[test]
fn own_http_headers_are_sent_and_replace_ours() {
    let server = Server::start([xml(200, envelope(SENT))]);
    let client = Fax::builder()
        .endpoint(server.url())
        .http_header("Authorization", "Basic dXNlcjpw")
        .http_header("user-agent", "mine")
        .build()
        .unwrap();
    client.send(&Send::to("1")).wait().unwrap();
    let request = server.requests().remove(0);
    assert_eq!(request.header("authorization"), Some("Basic dXNlcjpw"));
    assert_eq!(request.headers.iter().filter(|(name, _)| name == "user-agent").count(), 1);
    assert_eq!(request.header("user-agent"), Some("mine"));
}

#[test]
fn what_xml_cannot_carry_is_an_error_before_anything_is_sent() {
    let server = Server::start([]);
    let error = Fax::at(&server.url()).send(&Send::to("a\u{1}b")).wait().unwrap_err();
    let xsd_runtime::soap::Error::Encode(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), &EncodeErrorKind::Character('\u{1}'));
    assert_eq!(error.path(), "/Envelope/Body/Send/To");
    assert!(server.requests().is_empty());
}

#[test]
fn a_hook_sees_each_exchange_with_secrets_masked() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&seen);
    let reply = envelope("<f:Sent><Id>7</Id><Token>to&#107;en</Token></f:Sent><f:Echo>token abc</f:Echo>");
    let server = Server::start([xml(200, reply), Answer::Close]);
    let client = Fax::builder()
        .endpoint(server.url() + "?key=12345")
        .http_header("X-Key", "hidden")
        .on_exchange(move |exchange| {
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
            let headers = exchange.request_headers().iter().map(|(name, value)| format!("{name}: {value}"));
            hook.lock().unwrap().push((
                format!("{} {} {:?}", exchange.operation(), exchange.url(), exchange.status()),
                headers.collect::<Vec<_>>(),
                text(exchange.request_body()),
                exchange.reply_body().map(text),
            ));
        })
        .build()
        .unwrap();
    let request = Send { to: "1".to_owned(), pin: Some(Secret::from("abc")) };
    assert_eq!(client.send(&request).wait().unwrap().token, Some(Secret::from("token")));
    client.send(&request).wait().unwrap_err();
    let seen = seen.lock().unwrap();
    let [(line, headers, sent, received), (second_line, _, _, nothing)] = &seen[..] else {
        panic!("{seen:?}")
    };
    assert_eq!(*line, format!("Fax.Send {} Some(200)", server.url()));
    assert!(headers.contains(&"X-Key: ***".to_owned()), "{headers:?}");
    assert!(headers.contains(&"SOAPAction: \"urn:fax#send\"".to_owned()), "{headers:?}");
    assert!(sent.contains("<To>1</To><Pin>***</Pin>"), "{sent}");
    // What is shorter than four bytes is not looked for.
    let received = received.as_ref().unwrap();
    assert!(received.contains("<Token>***</Token></f:Sent><f:Echo>*** abc</f:Echo>"), "{received}");
    assert_eq!(*second_line, format!("Fax.Send {} None", server.url()));
    assert_eq!(*nothing, None);
}
