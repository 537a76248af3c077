//! Servers that repeat secrets where they are hard to find, send clients elsewhere, or take their time.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::messages::{FaultBean, Fax, Send, SendFault, Sent};
use crate::server::{Answer, Server, answer, envelope, envelope_with, xml};
use xsd_runtime::Name;
use xsd_runtime::soap::{Error, Reply, UsernameToken};

const SENT: &str = "<f:Sent><Id>7</Id></f:Sent>";

const PASSWORD: &str = "hunter2hunter2";

/// The result of a call with this password.
fn send(password: &str, answer: Answer) -> Result<Reply<Sent>, Error<SendFault>> {
    let server = Server::start([answer]);
    let client = Fax::builder().endpoint(server.url()).credentials(UsernameToken::new("u", password));
    client.build().unwrap().send(&Send::to("1")).wait()
}

fn fault_with(password: &str, content: &str) -> Error<SendFault> {
    let content = format!("<e:Fault>{content}</e:Fault>");
    send(password, xml(500, envelope(&content))).unwrap_err()
}

/// All that an error shows of itself and of its sources.
fn shown(error: &(dyn std::error::Error + 'static)) -> String {
    let sources = std::iter::successors(Some(error), |error| error.source());
    sources.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")).collect()
}

#[test]
fn names_and_namespaces_of_a_fault_show_no_secret() {
    for content in [
        format!("<faultcode>e:Server</faultcode><detail><{PASSWORD}/></detail>"),
        format!("<faultcode xmlns:q='{PASSWORD}'>q:Server</faultcode>"),
        format!("<faultcode>{PASSWORD}</faultcode>"),
    ] {
        let error = fault_with(PASSWORD, &content);
        assert!(error.fault().is_some());
        assert!(!shown(&error).contains(PASSWORD), "{}", shown(&error));
        assert!(shown(&error).contains("***"), "{}", shown(&error));
    }
}

#[test]
fn a_secret_is_masked_in_the_debug_of_a_typed_detail_however_it_is_quoted() {
    let password = "say \"p\\w\"";
    let error = fault_with(
        password,
        &format!("<detail><f:Invalid><message>{password}</message></f:Invalid></detail>"),
    );
    assert!(shown(&error).contains("message: Some(\"***\")"), "{}", shown(&error));
}

#[test]
fn values_of_a_typed_detail_are_what_was_sent() {
    let error = fault_with(
        "2345",
        "<faultcode>e:Client.2345</faultcode><faultstring>not 2345</faultstring>\
         <detail><f:Invalid><message>fax 912345 failed</message><line>12345</line></f:Invalid><x>2345</x></detail>",
    );
    let fault = error.fault().unwrap();
    let bean = FaultBean { message: Some("fax 912345 failed".to_owned()), line: Some(12345) };
    assert_eq!(fault.detail(), Some(&SendFault::Invalid(bean)));
    assert_eq!(fault.code().name().text(), "Client.2345");
    assert_eq!(fault.details()[0].as_str(), "<x>2345</x>");
    assert_eq!(fault.reason(), "not ***");
    assert!(!shown(&error).contains("2345"), "{}", shown(&error));
}

#[test]
fn the_error_of_a_header_block_shows_no_secret() {
    for block in [format!("<f:Echo>{PASSWORD}</f:Echo>"), format!("<f:Echo>&{PASSWORD};</f:Echo>")] {
        let Ok(reply) = send(PASSWORD, xml(200, envelope_with(&block, SENT))) else { continue };
        let error = reply.header::<i32>(Name::new("urn:fax", "Echo")).unwrap().unwrap_err();
        assert!(!shown(&error).contains(PASSWORD), "{}", shown(&error));
    }
}

#[test]
fn a_query_that_is_a_key_is_not_shown() {
    let key = "secretkey123456";
    let server = Server::start([answer(404, "", format!("Cannot POST /soap?{key}"))]);
    let client = Fax::builder().endpoint(format!("{}?{key}", server.url())).build().unwrap();
    let error = client.send(&Send::to("1")).wait().unwrap_err();
    assert!(!shown(&error).contains(key), "{}", shown(&error));
}

#[test]
fn malformed_utf_16_shows_no_secret() {
    let text = envelope(&format!("<f:Sent>{PASSWORD}</f:Sent>"));
    let mut bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.push(0x41);
    for charset in ["utf-16", "utf-8"] {
        let headers = format!("Content-Type: text/xml; charset={charset}\r\n");
        let server = Server::start([answer(200, &headers, &bytes)]);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let hook = Arc::clone(&seen);
        let client = Fax::builder()
            .endpoint(server.url())
            .credentials(UsernameToken::new("u", PASSWORD))
            .on_exchange(move |exchange| {
                hook.lock().unwrap().extend_from_slice(exchange.reply_body().unwrap())
            })
            .build()
            .unwrap();
        let error = client.send(&Send::to("1")).wait().unwrap_err();
        let seen = String::from_utf8(seen.lock().unwrap().clone()).unwrap();
        assert!(seen.contains("<f:Sent>***</f:Sent>"), "{seen}");
        assert!(!shown(&error).replace("\\0", "").replace('\0', "").contains(PASSWORD), "{error:?}");
    }
}

#[test]
fn a_client_of_one_s_own_follows_no_redirect() {
    let target = Server::start([xml(200, envelope(SENT))]);
    let server = Server::start([answer(307, &format!("Location: {}\r\n", target.url()), "moved")]);
    let own = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::limited(5));
    let client = Fax::builder().endpoint(server.url()).credentials(UsernameToken::new("u", PASSWORD));
    let error = client.http_client(own).build().unwrap().send(&Send::to("1")).wait().unwrap_err();
    assert_eq!(error.status().unwrap().code(), 307);
    assert!(target.requests().is_empty());
}

#[test]
fn an_answer_that_drips_runs_out_of_time() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _request = stream.read(&mut [0; 65536]).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n").unwrap();
        while stream.write_all(b"<").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    });
    let client = Fax::builder().endpoint(url).timeout(Duration::from_millis(700)).build().unwrap();
    let start = Instant::now();
    let error = client.status(&Send::to("1")).wait().unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(5));
}
