//! What goes wrong before an operation sees a request.

use std::io::{Read, Write};
use std::net::TcpStream;

use fax_bindings::monopond::{Client, UsernameToken};
use fax_bindings::runtime::namespace;
use fax_sandbox::{Sandbox, Settings};

use crate::{World, two_faxes};

#[tokio::test]
async fn wrong_credentials_and_none_are_faults_of_ws_security() {
    let World { sandbox, .. } = World::new().await;
    for token in [UsernameToken::new("demo", "wrong"), UsernameToken::new("other", "demo")] {
        let client = Client::new(sandbox.endpoint(), token).unwrap();
        let error = client.send_fax(&two_faxes()).await.unwrap_err();
        let code = error.fault().unwrap().code().name();
        assert_eq!((code.namespace(), code.text()), (namespace::WSSE, "FailedAuthentication"));
    }
    let nobody = Client::builder(sandbox.endpoint()).build().unwrap();
    let error = nobody.send_fax(&two_faxes()).await.unwrap_err();
    assert_eq!(error.fault().unwrap().code().name().text(), "InvalidSecurity");

    let typed = Client::new(sandbox.endpoint(), UsernameToken::new("demo", "demo").with_password_type(true));
    assert!(typed.unwrap().send_fax(&two_faxes()).await.is_ok());
}

#[tokio::test]
async fn it_listens_where_it_is_told() {
    let World { sandbox, .. } = World::new().await;
    let address = sandbox.address();
    assert!(address.ip().is_loopback());
    let mut taken = Settings::default();
    taken.listen = address;
    assert_eq!(Sandbox::start(taken).await.unwrap_err().kind(), std::io::ErrorKind::AddrInUse);
}

/// Posts bytes as they are; gives the status line and the body of the answer.
fn post(sandbox: &Sandbox, body: &[u8]) -> (String, String) {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    let head = format!(
        "POST /api/fax/v2.1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

/// Posts this as the body of an envelope of version 2.1, with good credentials.
pub(crate) fn post_v2_1(sandbox: &Sandbox, body: &str) -> (String, String) {
    post(sandbox, envelope(namespace::SOAP11, "", body).as_bytes())
}

/// An envelope with good credentials.
fn envelope(version: &str, header: &str, body: &str) -> String {
    format!(
        "<e:Envelope xmlns:e='{version}' xmlns:m='https://api.monopond.com/fax/soap/v2.1'><e:Header>\
         <s:Security xmlns:s='{}'><s:UsernameToken><s:Username>demo</s:Username><s:Password>demo</s:Password>\
         </s:UsernameToken></s:Security>{header}</e:Header><e:Body>{body}</e:Body></e:Envelope>",
        namespace::WSSE
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_requests_are_faults() {
    let World { sandbox, .. } = World::new().await;
    let soap11 = |header: &str, body: &str| envelope(namespace::SOAP11, header, body);
    let deep = "<a>".repeat(1_000);
    let cases = [
        ("", "Client", "not"),
        ("<html><body>hello</body></html>", "Client", "not a SOAP envelope"),
        ("<!DOCTYPE e [<!ENTITY x 'x'>]><e>&amp;x;</e>", "Client", "DOCTYPE"),
        (&soap11("", ""), "Client", "no operation takes an empty body"),
        (&soap11("", "<m:SendFaxRequest>"), "Client", "not well-formed XML"),
        (&soap11("", "<m:SendFaxRequest/>").replace("v2.1", "v9"), "Client", "no operation"),
        (&soap11("", "<m:Nonsense/>"), "Client", "no operation"),
        (&soap11("", "<m:SendFaxRequest><Retries>many</Retries></m:SendFaxRequest>"), "Client", "many"),
        (&soap11("", &format!("<m:SendFaxRequest>{deep}")), "Client", "limit `depth`"),
        (&soap11("<x e:mustUnderstand='1'/>", "<m:FaxStatusRequest/>"), "MustUnderstand", "header `x`"),
        (&soap11("", "").replace("<s:Password>demo</s:Password>", ""), "InvalidSecurityToken", "Password"),
    ];
    for (request, code, reason) in cases {
        let (status, answer) = post(&sandbox, request.as_bytes());
        assert_eq!(status, "HTTP/1.1 500 Internal Server Error", "{request}");
        let as_expected = answer.contains(&format!(":{code}</faultcode>")) && answer.contains(reason);
        assert!(as_expected, "{request}\n{answer}");
    }
    let nil = "<m:SendFaxRequest xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>";
    assert!(post(&sandbox, soap11("", nil).as_bytes()).1.contains("InvalidArgumentsException"));
    assert!(post(&sandbox, &[0xff, 0xfe, 0x00, 0xd8]).1.contains("Client"));
}

#[tokio::test(flavor = "multi_thread")]
async fn soap_1_2_is_answered_in_kind() {
    let World { sandbox, .. } = World::new().await;
    let request = envelope(namespace::SOAP12, "", "<m:Nonsense/>");
    let (status, answer) = post(&sandbox, request.as_bytes());
    assert_eq!(status, "HTTP/1.1 400 Bad Request");
    assert!(answer.contains(namespace::SOAP12) && answer.contains(":Sender<"), "{answer}");
}
