//! Paths, methods, contracts and control.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use fax_bindings::monopond::v2;
use fax_bindings::monopond::v2_1::FaxStatusRequest;
use fax_bindings::monopond::{Client, UsernameToken};
use fax_bindings::runtime::soap::Error;
use fax_sandbox::{Clock, Sandbox, Settings};

use crate::{Kept, client, faxes, http, request};

const V2_1: [&str; 3] = ["/api/fax/v2.1", "/fax/soap/v2.1", "/fax/soap/v2.1/"];
const V2: [&str; 2] = ["/fax/soap/v2", "/fax/soap/v2/"];

async fn sandbox() -> Sandbox {
    Sandbox::start(Settings::default()).await.unwrap()
}

#[tokio::test]
async fn both_versions_are_served_at_the_documented_paths() {
    let mut settings = Settings::default();
    settings.clock = Clock::manual();
    let sandbox = Sandbox::start(settings).await.unwrap();
    for path in V2_1 {
        let client = Client::new(sandbox.url(path), UsernameToken::new("demo", "demo")).unwrap();
        assert_eq!(
            client.send_fax(&faxes(&["61011111111"])).await.unwrap().fax_messages.as_ref().unwrap().len(),
            1
        );
    }
    for path in V2 {
        let client =
            v2::client::ApiClient::new(sandbox.url(path), UsernameToken::new("demo", "demo")).unwrap();
        let question = v2::FaxStatusRequest::new().with_send_ref("a");
        let totals = client.fax_status(&question).await.unwrap().into_inner().fax_status_totals.unwrap();
        assert_eq!(totals.pending, Some(3));
    }
    assert_eq!([sandbox.endpoint(), sandbox.endpoint_v2()], [sandbox.url(V2_1[0]), sandbox.url(V2[0])]);
}

#[tokio::test]
async fn the_contract_has_the_address_by_which_it_was_asked_for() {
    let sandbox = sandbox().await;
    let locations = |wsdl: &str| -> Vec<String> {
        let locations = wsdl.split("<soap:address location=\"").skip(1);
        locations.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    for path in V2_1.iter().chain(&V2) {
        let url = format!("{}?wsdl", sandbox.url(path));
        let (status, content_type, wsdl) = request(http().get(&url)).await;
        assert_eq!((status, &*content_type), (200, "text/xml; charset=utf-8"));
        assert_eq!(locations(&wsdl), [sandbox.url(path)]);
        let (_, _, wsdl) = request(http().get(&url).header("Host", "fax.test:8443")).await;
        assert_eq!(locations(&wsdl), [format!("http://fax.test:8443{path}")]);
        let (_, _, wsdl) = request(http().get(&url).header("Host", "a&b")).await;
        assert_eq!(locations(&wsdl), [format!("http://a&amp;b{path}")]);
        let (_, _, wsdl) = request(http().get(&url).header("Host", "a\"/><x")).await;
        assert_eq!(locations(&wsdl), [sandbox.url(path)]);
        assert!(wsdl.contains(if path.contains("v2.1") { "fax/soap/v2.1\"" } else { "fax/soap/v2\"" }));
    }
    let head = http().head(format!("{}?WSDL", sandbox.endpoint())).send().await.unwrap();
    assert_eq!(head.status(), 200);
}

#[tokio::test]
async fn other_methods_and_paths_are_refused() {
    let sandbox = sandbox().await;
    for path in V2_1.iter().chain(&V2) {
        for method in ["GET", "PUT", "DELETE", "OPTIONS"] {
            let method = method.parse().unwrap();
            let response = http().request(method, sandbox.url(path)).send().await.unwrap();
            assert_eq!(response.status(), 405);
            assert_eq!(response.headers()["allow"], "POST");
        }
    }
    assert_eq!(request(http().get(sandbox.url("/sandbox/clock/advance"))).await.0, 405);
    for path in ["/api/fax/v2.2", "/api/fax/v2.1/", "/sandbox", "/sandbox/received/a/b"] {
        let (status, _, text) = request(http().post(sandbox.url(path))).await;
        assert_eq!((status, &*text), (404, "GET / says what is here.\n"), "{path}");
    }
    let (status, _, index) = request(http().get(sandbox.url("/"))).await;
    assert_eq!(status, 200);
    assert!(V2_1[..2].iter().all(|path| index.contains(path)), "{index}");
}

#[tokio::test]
async fn a_body_over_the_limit_is_a_fault() {
    let sandbox = sandbox().await;
    let limit = fax_bindings::runtime::Limits::default().body;
    let body = vec![b' '; limit + 1];
    let (status, content_type, fault) = request(http().post(sandbox.endpoint()).body(body)).await;
    assert_eq!((status, &*content_type), (413, "text/xml; charset=utf-8"));
    assert!(
        fault.contains(
            "<faultcode>soapenv:Client</faultcode><faultstring>the request is larger than 67108864 bytes"
        ),
        "{fault}"
    );
}

/// Status, `Accept-Encoding` and body of the answer to a body that is packed so.
async fn packed(sandbox: &Sandbox, encoding: &str, body: Vec<u8>) -> (u16, String, String) {
    let post = http().post(sandbox.endpoint()).header("Content-Type", "text/xml");
    let response = post.header("Content-Encoding", encoding).body(body).send().await.unwrap();
    let accepted = response.headers().get("accept-encoding").map(|value| value.to_str().unwrap().to_owned());
    (response.status().as_u16(), accepted.unwrap_or_default(), response.text().await.unwrap())
}

#[tokio::test]
async fn packed_requests_are_unpacked_or_refused_for_what_they_are() {
    let sandbox = sandbox().await;
    let envelope = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body/></e:Envelope>";
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(envelope.as_bytes()).unwrap();
    let gzip = encoder.finish().unwrap();
    let (status, _, fault) = packed(&sandbox, "gzip", gzip.clone()).await;
    assert_eq!(status, 500);
    // It was read: there is no token in it.
    assert!(fault.contains("InvalidSecurity</faultcode>"), "{fault}");

    let (status, accepted, fault) = packed(&sandbox, "deflate", gzip).await;
    assert_eq!((status, &*accepted), (415, "gzip"));
    let reason =
        "Client</faultcode><faultstring>the Content-Encoding `deflate` is unknown: send gzip, or none<";
    assert!(fault.contains(reason), "{fault}");
    let (status, _, fault) = packed(&sandbox, "gzip", envelope.into()).await;
    assert_eq!(status, 400);
    assert!(fault.contains("the request is not the gzip that its Content-Encoding says"), "{fault}");
}

#[tokio::test]
async fn credentials_are_those_of_the_settings() {
    let mut settings = Settings::default();
    settings.credentials = UsernameToken::new("alice", "hunter2");
    let sandbox = Sandbox::start(settings).await.unwrap();
    let question = FaxStatusRequest::new().with_send_ref("none");
    let ask = async |user: &str, password: &str| {
        let client = Client::new(sandbox.endpoint(), UsernameToken::new(user, password)).unwrap();
        let Err(Error::Fault(fault)) = client.fax_status(&question).await else { panic!("no fault") };
        fault
    };
    assert!(ask("alice", "hunter2").await.detail().is_some());
    for (user, password) in [("demo", "demo"), ("alice", "demo")] {
        let fault = ask(user, password).await;
        assert!(fault.detail().is_none() && fault.to_string().contains("FailedAuthentication"), "{fault}");
    }
}

#[tokio::test]
async fn the_clock_is_put_forward() {
    let mut settings = Settings::default();
    settings.clock = Clock::manual();
    let sandbox = Sandbox::start(settings).await.unwrap();
    client(&sandbox).send_fax(&faxes(&["61011111111"])).await.unwrap();
    let before = sandbox.clock().now();
    let advance = |seconds: &str| {
        request(http().post(sandbox.url(&format!("/sandbox/clock/advance?seconds={seconds}"))))
    };
    let (status, _, now) = advance("60.5").await;
    assert_eq!(status, 200);
    assert_eq!(now, format!("{}\n", sandbox.clock().now()));
    assert_eq!(sandbox.clock().now().duration_since(before).as_millis(), 60_500);
    let reply = client(&sandbox).fax_status(&FaxStatusRequest::new().with_send_ref("a")).await.unwrap();
    assert_eq!(reply.fax_status_totals.as_ref().unwrap().done, Some(1));
    for wrong in ["-1", "x", "", "NaN", "1e300"] {
        let (status, _, text) = advance(wrong).await;
        assert_eq!((status, &*text), (400, "A number of seconds is due: ?seconds=60\n"), "{wrong}");
    }
    assert_eq!(sandbox.clock().now().duration_since(before).as_millis(), 60_500);
}

/// An address of this machine that is not its loopback, if it has one.
fn outer_address() -> Option<std::net::IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    // Nothing is sent: this asks which address would be used.
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|address| !address.is_loopback())
}

#[tokio::test]
async fn other_machines_control_it_only_where_that_is_asked_for() {
    let Some(outer) = outer_address() else {
        let _seen = writeln!(std::io::stderr(), "skipped: this machine has no address but its loopback");
        return;
    };
    for (remote_control, expected) in [(false, 403), (true, 200)] {
        let mut settings = Settings::default();
        settings.listen = "0.0.0.0:0".parse().unwrap();
        settings.remote_control = remote_control;
        let sandbox = Sandbox::start(settings).await.unwrap();
        let path = "/sandbox/clock/advance?seconds=0";
        let from_here = format!("http://{outer}:{}{path}", sandbox.address().port());
        assert_eq!(request(http().post(from_here)).await.0, expected);
        assert!(sandbox.endpoint().starts_with("http://127.0.0.1:"));
        assert_eq!(request(http().post(sandbox.url(path))).await.0, 200);
    }
}

#[tokio::test]
async fn it_tells_what_it_receives_without_secrets() {
    let kept = Kept::default();
    let mut settings = Settings::default();
    settings.credentials = UsernameToken::new("alice", "canary-in-a-coal-mine");
    settings.log = kept.log().with_messages(true);
    let sandbox = Sandbox::start(settings).await.unwrap();
    let client =
        Client::new(sandbox.endpoint(), UsernameToken::new("alice", "canary-in-a-coal-mine")).unwrap();
    client.send_fax(&faxes(&["61011111111"])).await.unwrap();
    let wrong = Client::new(sandbox.endpoint(), UsernameToken::new("alice", "canary of another")).unwrap();
    wrong.send_fax(&faxes(&["61011111111"])).await.unwrap_err();
    request(http().post(sandbox.endpoint()).body("<canary")).await;
    request(http().get(sandbox.url("/nothing?canary"))).await;

    let text = kept.text();
    assert!(!text.contains("canary"), "{text}");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with(' ')).collect();
    let ends: Vec<&str> = lines
        .iter()
        .map(|line| {
            line.split_once("127.0.0.1:").unwrap().1.split_once("  ").unwrap().1.rsplit_once("  ").unwrap().0
        })
        .collect();
    let expected =
        ["ApiService.SendFax  200", "ApiService.SendFax  500", "unknown operation  500", "GET /nothing  404"];
    assert_eq!(ends, expected, "{text}");
    assert!(text.contains("\n            <SendTo>61011111111</SendTo>\n"), "{text}");
    assert!(text.contains(">wsse:FailedAuthentication</faultcode>\n"), "{text}");
}

#[tokio::test]
async fn it_ends_when_it_is_dropped() {
    let sandbox = sandbox().await;
    let address = sandbox.address();
    let mut idle = TcpStream::connect(address).unwrap();
    idle.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(idle, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    let mut idle = tokio::task::spawn_blocking(move || {
        let read = idle.read(&mut [0; 1]).unwrap();
        assert_eq!(read, 1);
        idle
    })
    .await
    .unwrap();
    drop(sandbox);
    // The connection is closed behind the answer, and nobody listens any more.
    tokio::task::spawn_blocking(move || idle.read_to_end(&mut Vec::new()).unwrap()).await.unwrap();
    for _ in 0..1000 {
        if TcpStream::connect(address).is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("something listens on {address}");
}
