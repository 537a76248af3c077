//! What a client sends to show who it is, as a server takes it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use xsd_runtime::Limits;
use xsd_runtime::soap::server::Authenticator;
use xsd_runtime::soap::{
    BuildError, ClientBuilder, HttpRequest, HttpResponse, Incoming, Sending, Transport, TransportError,
    TransportErrorKind, UsernameToken, Version,
};

use crate::messages::{Fax, Send};
use crate::server::envelope;

/// Keeps the envelopes that it is to send. It answers with a fault that repeats each, or not at all.
#[derive(Clone, Default)]
struct Recorder {
    sent: Arc<Mutex<Vec<String>>>,
    fails: Option<TransportError>,
}

impl Transport for Recorder {
    fn send(&self, request: HttpRequest) -> Sending<'_> {
        let xml = String::from_utf8(request.body.to_vec()).unwrap();
        let echo = xml.replace('&', "&amp;").replace('<', "&lt;");
        self.sent.lock().unwrap().push(xml);
        let fault =
            format!("<e:Fault><faultcode>e:Server</faultcode><faultstring>{echo}</faultstring></e:Fault>");
        let response = HttpResponse { status: 500, content_type: None, body: envelope(&fault).into_bytes() };
        let result = self.fails.clone().map_or(Ok(response), Err);
        Box::pin(async { result })
    }
}

impl Recorder {
    fn builder(&self, token: &UsernameToken) -> ClientBuilder<Fax> {
        let builder = Fax::builder().endpoint("https://fax.example/").transport(self.clone());
        builder.credentials(token.clone())
    }

    /// The only envelope.
    fn envelope(&self) -> String {
        let [xml] = &self.sent.lock().unwrap()[..] else { panic!("one request") };
        xml.clone()
    }
}

/// One request with this token.
fn request(token: &UsernameToken, options: fn(ClientBuilder<Fax>) -> ClientBuilder<Fax>) -> String {
    let recorder = Recorder::default();
    let client = options(recorder.builder(token)).build().unwrap();
    client.send(&Send::to("1")).wait().unwrap_err();
    recorder.envelope()
}

fn digest() -> UsernameToken {
    UsernameToken::new("alice", "hunter2").with_digest(true)
}

/// The user, or the code of the fault.
fn check(authenticator: &Authenticator, xml: &str) -> Result<String, String> {
    let incoming = Incoming::parse(xml.as_bytes(), None, &Limits::default()).unwrap();
    let fault = |fault: xsd_runtime::soap::Fault<_>| fault.code().subcodes()[0].text().to_owned();
    authenticator.check(incoming.headers()).map_err(fault)
}

/// The text of the first element `name`, which has the prefix of its standard.
fn text_of<'x>(xml: &'x str, name: &str) -> &'x str {
    let (_, after) = xml.split_once(&format!("<{name}")).unwrap();
    let (_, content) = after.split_once('>').unwrap();
    content.split_once('<').unwrap().0
}

#[test]
fn nonce_and_time_are_fresh_in_each_request() {
    let recorder = Recorder::default();
    let client = recorder.builder(&digest()).build().unwrap();
    for _ in 0..3 {
        client.send(&Send::to("1")).wait().unwrap_err();
    }
    client.clone().status(&Send::to("1")).wait().unwrap_err();
    let sent = recorder.sent.lock().unwrap();
    let distinct = |name| sent.iter().map(|xml| text_of(xml, name)).collect::<HashSet<_>>().len();
    assert_eq!((sent.len(), distinct("wsse:Nonce"), distinct("wsse:Password")), (4, 4, 4));
    assert!(!sent.concat().contains("hunter2"));
    let authenticator = Authenticator::user(&digest());
    for xml in sent.iter() {
        assert_eq!(check(&authenticator, xml).unwrap(), "alice");
        assert_eq!(check(&authenticator, xml).unwrap_err(), "FailedAuthentication");
    }
}

#[test]
fn a_timestamp_is_taken_with_or_without_a_token() {
    let life = |builder: ClientBuilder<Fax>| builder.timestamp(Duration::from_secs(5));
    let xml = request(&digest(), life);
    let authenticator = Authenticator::user(&digest()).require_timestamp(true).require_digest(true);
    assert_eq!(check(&authenticator, &xml).unwrap(), "alice");
    let recorder = Recorder::default();
    let client = life(Fax::builder().endpoint("https://fax.example/").transport(recorder.clone()));
    client.build().unwrap().send(&Send::to("1")).wait().unwrap_err();
    let xml = recorder.envelope();
    assert!(xml.contains("<wsu:Timestamp><wsu:Created>2"), "{xml}");
    assert!(!xml.contains("UsernameToken"), "{xml}");
    assert_eq!(check(&authenticator, &xml).unwrap_err(), "InvalidSecurity");
}

#[test]
fn the_time_of_a_timestamp_moves_with_its_life() {
    let xml = request(&digest(), |builder| builder.timestamp(Duration::from_secs(3600)));
    let time = |name: &str| {
        let text = text_of(&xml, name);
        let time: xsd_runtime::types::jiff::Timestamp = text.parse().unwrap();
        assert!(text.len() == 24 && text.ends_with('Z'), "{text}");
        time
    };
    let (created, expires) = (time("wsu:Created"), time("wsu:Expires"));
    assert_eq!(expires.duration_since(created).as_secs(), 3600);
    let after = |seconds: i64| {
        let now = created + xsd_runtime::types::jiff::SignedDuration::from_secs(seconds);
        Authenticator::user(&digest()).life(Duration::from_secs(9999)).clock(move || now)
    };
    assert_eq!(check(&after(3660), &xml).unwrap(), "alice");
    assert_eq!(check(&after(3661), &xml).unwrap_err(), "MessageExpired");
}

#[test]
fn a_request_with_a_nonce_is_not_sent_twice_unless_no_byte_has_left() {
    let tries = |token: &UsernameToken, error: TransportError| {
        let recorder = Recorder { fails: Some(error), ..Recorder::default() };
        recorder.builder(token).build().unwrap().status(&Send::to("1")).wait().unwrap_err();
        let sent = recorder.sent.lock().unwrap();
        assert!(sent.iter().all(|xml| *xml == sent[0]));
        sent.len()
    };
    let lost = || TransportError::new(TransportErrorKind::Closed);
    assert_eq!(tries(&digest(), lost()), 1);
    assert_eq!(tries(&digest(), lost().not_sent()), 2);
    assert_eq!(tries(&digest().with_digest(false), lost()), 2);
}

#[test]
fn a_digest_needs_https_like_a_password() {
    let build = |url: &str| Fax::builder().endpoint(url).credentials(digest()).build();
    assert!(matches!(build("http://fax.example/").unwrap_err(), BuildError::PlainHttp));
    build("http://127.0.0.1/").unwrap();
    let times = Fax::builder().endpoint("http://fax.example/").timestamp(Duration::from_secs(60));
    times.build().unwrap();
}

#[test]
fn neither_digest_nor_nonce_is_shown() {
    let recorder = Recorder::default();
    let shown = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&shown);
    let client = recorder.builder(&digest()).on_exchange(move |exchange| {
        let mut seen = seen.lock().unwrap();
        seen.push_str(&String::from_utf8_lossy(exchange.request_body()));
        seen.push_str(&String::from_utf8_lossy(exchange.reply_body().unwrap()));
    });
    let error = client.build().unwrap().send(&Send::to("1")).wait().unwrap_err();
    let xml = recorder.envelope();
    let shown = format!("{}{error}{error:?}{:?}", shown.lock().unwrap(), digest());
    assert!(shown.contains("<wsse:Nonce EncodingType="), "{shown}");
    for secret in [text_of(&xml, "wsse:Password"), text_of(&xml, "wsse:Nonce"), "hunter2"] {
        assert!(secret.len() > 6 && !shown.contains(secret), "{shown}");
    }
}

fn any_token() -> impl Strategy<Value = UsernameToken> {
    // What XML can carry and does not change: a line break other than LF becomes one.
    let text = "[ -~\n\t\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]{0,70}";
    (text, text, any::<bool>(), any::<bool>()).prop_map(|(username, password, says_type, digest)| {
        UsernameToken::new(username, password).with_password_type(says_type).with_digest(digest)
    })
}

/// `xml` with another character in the middle of the element `name`, which is still base64 or a time.
fn changed(xml: &str, name: &str) -> String {
    let text = text_of(xml, name);
    let middle = text.len() / 2;
    let (before, after) = text.split_at(middle);
    let other = if after.starts_with(['1', 'A']) { "0" } else { "1" };
    xml.replacen(text, &format!("{before}{other}{}", &after[1..]), 1)
}

proptest! {
    #[test]
    fn what_a_client_sends_a_server_takes_and_nothing_else(token in any_token(), soap12: bool, timestamp: bool) {
        let recorder = Recorder::default();
        let mut builder = recorder.builder(&token);
        if soap12 {
            builder = builder.version(Version::Soap12);
        }
        if timestamp {
            builder = builder.timestamp(Duration::from_secs(60));
        }
        builder.build().unwrap().send(&Send::to("1")).wait().unwrap_err();
        let xml = recorder.envelope();
        let knows = |username: &str, password: &str| Authenticator::user(&UsernameToken::new(username, password));
        let (username, password) = (token.username(), token.password().expose());
        let right = knows(username, password);
        prop_assert_eq!(check(&right, &xml).unwrap(), username);
        let refused = || Err("FailedAuthentication".to_owned());
        prop_assert_eq!(check(&knows(username, &format!("{password}x")), &xml), refused());
        prop_assert_eq!(check(&knows(&format!("{username}x"), password), &xml), refused());
        if xml.contains("PasswordDigest") {
            prop_assert_eq!(check(&right, &xml), refused());
            for name in ["wsse:Password", "wsse:Nonce"] {
                prop_assert_eq!(check(&knows(username, password), &changed(&xml, name)), refused(), "{}", name);
            }
        }
    }
}
