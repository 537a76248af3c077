//! A random secret is never shown: not in `Debug`, `Display` or the source of any error, not in any trace, and not to
//! the hook.

use std::error::Error as StdError;
use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::messages::{Fax, Send, Session};
use crate::server::{Answer, Server, answer, envelope, envelope_with, envelope12, xml};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use xsd_runtime::soap::{
    Exchange, HttpRequest, Sending, Transport, TransportError, TransportErrorKind, UsernameToken,
};
use xsd_runtime::types::Secret;

/// Time enough for a server that answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything that was shown somewhere.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<String>>);

impl Seen {
    fn show(&self, shown: impl fmt::Display) {
        writeln!(self.0.lock().unwrap(), "{shown}").unwrap();
    }

    fn bytes(&self, bytes: &[u8]) {
        self.show(String::from_utf8_lossy(bytes));
    }

    fn error(&self, error: &(dyn StdError + 'static)) {
        self.show(format_args!("{error}\n{error:?}\n{error:#?}"));
        if let Some(source) = error.source() {
            self.error(source);
        }
    }

    fn exchange(&self, exchange: &Exchange<'_>) {
        self.show(format_args!("{exchange:?} {} {:?}", exchange.url(), exchange.request_headers()));
        self.show(exchange.content_type().unwrap_or_default());
        self.bytes(exchange.request_body());
        self.bytes(exchange.reply_body().unwrap_or_default());
    }
}

impl Visit for Seen {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.show(format_args!("{field}={value:?}"));
    }
}

impl Subscriber for Seen {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.show(format_args!("span {}", span.metadata().name()));
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.show(format_args!("event {}", event.metadata().target()));
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Five secrets that cannot be guessed.
struct Canaries {
    password: String,
    session: String,
    pin: String,
    basic: String,
    key: String,
}

impl Canaries {
    fn new(special: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
        let canary = |name: &str| format!("c{name}{special}{now:x}{:x}", std::process::id());
        Self {
            password: canary("password"),
            session: canary("session"),
            pin: canary("pin"),
            basic: canary("basic"),
            key: format!("ckey{now:x}"),
        }
    }

    fn all(&self) -> [&str; 5] {
        [&self.password, &self.session, &self.pin, &self.basic, &self.key]
    }

    /// All of them, escaped in different ways.
    fn echo(&self) -> String {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let numeric = |text: &str| text.chars().map(|c| format!("&#{};", u32::from(c))).collect::<String>();
        let [password, session, pin, basic, key] = self.all().map(escape);
        format!("{password} [{session}] {pin}, {basic} {key} {}", numeric(&self.password))
    }

    fn client(&self, url: &str, timeout: Duration, seen: &Seen) -> Fax {
        let hook = seen.clone();
        let builder = Fax::builder()
            .endpoint(format!("{url}?key={}", self.key))
            .credentials(UsernameToken::new("alice", &*self.password))
            .http_header("Authorization", format!("Basic {}", self.basic))
            .timeout(timeout)
            .on_exchange(move |exchange| hook.exchange(exchange));
        seen.show(format_args!("{builder:?}"));
        let client = builder.build().unwrap();
        seen.show(format_args!("{client:?}"));
        client.with_session(Session { key: Secret::from(&*self.session) })
    }

    fn request(&self) -> Send {
        Send { to: "1".to_owned(), pin: Some(Secret::from(&*self.pin)) }
    }

    #[track_caller]
    fn check(&self, seen: &Seen) {
        let seen = seen.0.lock().unwrap();
        for canary in self.all() {
            let escaped = canary.replace('&', "&amp;").replace('<', "&lt;");
            let debug = format!("{canary:?}");
            for form in [canary, &escaped, debug.trim_matches('"')] {
                let at = seen.find(form);
                assert!(at.is_none(), "{}", &seen[at.unwrap_or(0).saturating_sub(200)..]);
            }
        }
    }
}

/// Replies that repeat what should not be repeated.
fn echoes(canaries: &Canaries) -> Vec<Answer> {
    let echo = canaries.echo();
    let fault = |inner: &str| envelope(&format!("<e:Fault>{inner}</e:Fault>"));
    let plain_text = canaries.all().join(" ");
    vec![
        xml(
            500,
            fault(&format!(
                "<faultcode>{echo}</faultcode><faultstring>{echo}</faultstring><faultactor>{echo}</faultactor>"
            )),
        ),
        xml(
            500,
            fault(&format!(
                "<faultstring>x</faultstring><detail><f:Invalid><message>{echo}</message></f:Invalid></detail>"
            )),
        ),
        xml(
            500,
            fault(&format!(
                "<detail><f:Invalid><message>{echo}</message><line>{echo}</line></f:Invalid><x>{echo}</x></detail>"
            )),
        ),
        xml(
            500,
            envelope12(&format!(
                "<e:Fault><e:Code><e:Value>{echo}</e:Value></e:Code><e:Reason><e:Text>{echo}</e:Text></e:Reason></e:Fault>"
            )),
        ),
        xml(200, envelope(&format!("<f:Sent><Id>{echo}</Id></f:Sent>"))),
        xml(
            200,
            envelope(&format!(
                "<f:Sent><Id>{}</Id></f:Sent>",
                canaries.password.replace('&', "&amp;").replace('<', "&lt;")
            )),
        ),
        xml(200, envelope(&format!("<f:Sent><Id>{}{echo}</Id></f:Sent>", "x".repeat(40)))),
        xml(200, envelope(&format!("<f:Sent><Id>7</Id><New a=\"{echo}\">{echo}</New></f:Sent>"))),
        xml(
            200,
            envelope_with(
                &format!("<f:Session><Key>{echo}</Key></f:Session>"),
                "<f:Sent><Id>7</Id></f:Sent>",
            ),
        ),
        xml(200, envelope(&format!("<f:Sent><Id>7</Id><Token>{echo}</Token></f:Sent>"))),
        xml(200, envelope(&format!("{echo}<f:Sent"))),
        answer(200, "Content-Type: text/html\r\n", format!("<html>{echo}</html>")),
        answer(500, "Content-Type: text/plain\r\n", &plain_text),
        answer(500, "Content-Type: text/plain\r\n", format!("{}{plain_text}", "x".repeat(500))),
        answer(
            500,
            "",
            format!("\u{FF}{plain_text}").chars().map(|c| u32::from(c) as u8).collect::<Vec<u8>>(),
        ),
        answer(500, &format!("Content-Type: text/x; y={}\r\n", canaries.key), ""),
        Answer::Close,
        xml(200, envelope("<f:Sent><Id>7</Id></f:Sent>")),
    ]
}

/// Names can repeat a secret too, where it happens to be a name.
fn echoes_in_names(canary: &str) -> Vec<Answer> {
    vec![
        xml(200, envelope(&format!("<f:{canary}/>"))),
        xml(200, envelope(&format!("<f:Sent><Id>7</Id></f:{canary}>"))),
        xml(200, envelope(&format!("<f:Sent><Id><{canary}></Id></f:Sent>"))),
        xml(200, envelope(&format!("<f:Sent><Id>7</Id><{canary}/></f:Sent>"))),
        xml(200, envelope(&format!("<e:Fault><{canary}/></e:Fault>"))),
        xml(200, envelope(&format!("<f:Sent><Id href='#{canary}'/></f:Sent>"))),
        xml(
            200,
            envelope_with(&format!("<f:{canary} e:mustUnderstand='1'/>"), "<f:Sent><Id>7</Id></f:Sent>"),
        ),
        xml(200, format!("<e:Envelope xmlns:e='urn:{canary}'/>")),
    ]
}

/// Shows the request that it gets, and fails.
struct Showing(Seen);

impl Transport for Showing {
    fn send(&self, request: HttpRequest) -> Sending<'_> {
        self.0.show(format_args!("{request:?}"));
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Other)) })
    }
}

fn play(canaries: &Canaries, answers: Vec<Answer>, seen: &Seen) {
    let count = answers.len();
    let server = Server::start(answers);
    let client = canaries.client(&server.url(), PATIENCE, seen);
    for _ in 0..count {
        let call = client.send(&canaries.request());
        seen.show(format_args!("{call:?}"));
        match call.wait() {
            Ok(reply) => seen.show(format_args!("{reply:?} {}", reply.report())),
            Err(error) => seen.error(&error),
        }
    }
    let bodies: Vec<String> = server.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies.len(), count);
    // Without this the test would prove nothing.
    let password = canaries.password.replace('&', "&amp;").replace('<', "&lt;");
    assert!(bodies.iter().all(|body| body.contains(&password)), "{bodies:?}");
}

#[test]
fn a_secret_is_never_shown() {
    let traces = Seen::default();
    tracing::subscriber::set_global_default(traces.clone()).unwrap();
    for special in ["", "&<'\"é"] {
        let canaries = Canaries::new(special);
        let seen = Seen::default();
        play(&canaries, echoes(&canaries), &seen);
        if special.is_empty() {
            play(&canaries, echoes_in_names(&canaries.password), &seen);
        }

        let secret = canaries.password.as_str();
        for url in
            [format!("https://u:{secret}@fax.example/"), format!("{secret}://fax.example"), secret.to_owned()]
        {
            seen.error(&Fax::builder().endpoint(url).build().unwrap_err());
        }
        let plain = Fax::builder().endpoint(format!("http://fax.example/?{}", canaries.key));
        seen.error(&plain.credentials(UsernameToken::new("u", secret)).build().unwrap_err());
        let header = Fax::builder().endpoint("https://fax.example").http_header("A", format!("{secret}\n"));
        seen.error(&header.build().unwrap_err());
        let shown = Fax::builder().endpoint("https://fax.example").transport(Showing(seen.clone()));
        let client = shown.credentials(UsernameToken::new("u", secret)).build().unwrap();
        seen.error(&client.send(&canaries.request()).wait().unwrap_err());
        let client = canaries.client("http://127.0.0.1:1/", PATIENCE, &seen);
        seen.error(&client.send(&canaries.request()).wait().unwrap_err());
        let silent = Server::start([Answer::Silence]);
        let client = canaries.client(&silent.url(), Duration::from_millis(200), &seen);
        seen.error(&client.send(&canaries.request()).wait().unwrap_err());
        let unwritable = UsernameToken::new("u", format!("{secret}\u{1}"));
        let client = Fax::builder().endpoint("https://fax.example").credentials(unwritable).build().unwrap();
        seen.error(&client.send(&canaries.request()).wait().unwrap_err());

        canaries.check(&seen);
        canaries.check(&traces);
        let seen = seen.0.lock().unwrap();
        assert!(seen.contains("***") && seen.contains("<wsse:Password>***</wsse:Password>"), "{seen}");
    }
    let traces = traces.0.lock().unwrap();
    assert!(traces.contains("span Fax.Send") && traces.contains("ending=\"fault\""), "{traces}");
}
