//! What an operation knows of its request, and what it adds to its answer.

use std::sync::{Arc, Mutex};

use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use xsd_runtime::soap::server::{Dispatcher, Received, Request, Response, Route, Service};
use xsd_runtime::soap::{Fault, NoFault, Version};
use xsd_runtime::types::Secret;
use xsd_runtime::{Name, NoteKind};

use super::{Office, SEND, answer, now, shown};
use crate::messages::{FAX, SESSION, Sent, Session};
use crate::server::{envelope, envelope_with};

/// Looks at everything that the context has.
struct Looking;

impl Service for Looking {
    const ROUTES: &'static [Route] = &[SEND.route()];

    async fn call(&self, index: usize, mut received: Received) -> Result<Response, Fault<NoFault>> {
        assert_eq!(index, 0);
        assert!(received.context().report().is_empty());
        let request = received.request(&SEND)?;
        assert_eq!(request.to, "1");
        let context = received.context();
        assert_eq!(context.operation(), "Fax.Send");
        assert_eq!(context.version(), Version::Soap11);
        assert_eq!(context.headers().len(), 2);
        let session = context.header::<Session>(SESSION).unwrap().unwrap();
        assert_eq!(session.key, Secret::from("k"));
        assert!(context.header::<i32>(Name::new(FAX, "Text")).unwrap().is_err());
        assert!(context.header::<i32>(Name::new(FAX, "None")).is_none());
        assert_eq!(context.username(), None);
        assert_eq!(context.peer().unwrap().port(), 4711);
        assert_eq!(context.http_header("x-TRACE"), Some("17"));
        assert_eq!(context.http_header("X-None"), None);
        assert_eq!(context.report().notes()[0].kind, NoteKind::UnknownElement);
        let again = received.request(&SEND).unwrap_err();
        assert_eq!(again.reason(), "the request was read before");
        received.context().add_header(Name::new(FAX, "First"), &1).unwrap();
        received.context().add_header(SESSION, &session).unwrap();
        assert!(received.context().add_header(Name::new(FAX, "Bad"), &"\u{1}".to_owned()).is_err());
        received.reply(&SEND, Ok(Sent { id: 7, token: None }))
    }
}

#[test]
fn everything_is_in_the_context() {
    let text = envelope_with(
        "<f:Session><Key>k</Key></f:Session><f:Text>t</f:Text>",
        "<f:Send><To>1</To><New/></f:Send>",
    );
    let request = Request::new(text.as_bytes())
        .header("X-Trace", "17")
        .header("X-Trace", "18")
        .peer(([127, 0, 0, 1], 4711).into());
    let (status, text) = shown(now(Dispatcher::new(Looking).answer(request)));
    assert_eq!(status, 200);
    assert_eq!(
        text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns1=\"urn:fax\"><soapenv:Header>\
         <ns1:First xmlns:ns1=\"urn:fax\">1</ns1:First><ns1:Session xmlns:ns1=\"urn:fax\"><Key>k</Key></ns1:Session>\
         </soapenv:Header><soapenv:Body><ns1:Sent><Id>7</Id></ns1:Sent></soapenv:Body></soapenv:Envelope>"
    );
}

#[test]
fn header_blocks_go_with_faults_too() {
    let session = "<f:Session><Key>k</Key></f:Session>";
    let (status, text) = answer(&super::office(), &envelope_with(session, "<f:Send><To>busy</To></f:Send>"));
    assert_eq!(status, 500);
    assert!(
        text.contains("<Key>k</Key></ns1:Session></soapenv:Header><soapenv:Body><soapenv:Fault>"),
        "{text}"
    );
    assert!(text.contains("<detail><ns1:Busy xmlns:ns1=\"urn:fax\"><message>later</message><line>3</line></ns1:Busy></detail>"), "{text}");
}

#[test]
fn the_report_of_each_body_is_its_own() {
    let office = Office::default();
    let dispatcher = Dispatcher::new(office.clone());
    for body in ["<f:Send><To>1</To><New/></f:Send>", "<f:Send><To>1</To></f:Send>"] {
        assert_eq!(answer(&dispatcher, &envelope(body)).0, 200);
    }
    let reports = office.reports.lock().unwrap();
    assert!(reports[0].starts_with("unknown element skipped at /Envelope/Body/Send/New"), "{reports:?}");
    assert_eq!(reports[1], "");
}

#[test]
fn the_hook_sees_every_answer() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&seen);
    let dispatcher = super::office().on_answer(move |answered| {
        hook.lock().unwrap().push((
            answered.operation(),
            answered.peer(),
            answered.status(),
            answered.request().map(str::to_owned),
            answered.reply().to_owned(),
        ));
    });
    let peer = ([127, 0, 0, 1], 4711).into();
    let note = envelope("<f:Note><To>1</To></f:Note>");
    now(dispatcher.answer(Request::new(note.as_bytes()).peer(peer)));
    answer(&dispatcher, "<");
    answer(&dispatcher, &envelope("<f:Send e:encodingStyle='x'><To/></f:Send>"));
    answer(&dispatcher, &envelope("<f:Send>text</f:Send>"));
    let seen = seen.lock().unwrap();
    assert_eq!(seen[0], (Some("Fax.Note"), Some(peer), 202, Some(note), String::new()));
    assert_eq!((seen[1].0, seen[1].2, &seen[1].3), (None, 500, &None));
    assert!(seen[1].4.contains("Fault"), "{}", seen[1].4);
    assert!(seen[2].3.as_ref().unwrap().contains("<f:Send e:encodingStyle='x'><To/>"), "{:?}", seen[2].3);
    assert!(seen[3].3.as_ref().unwrap().contains("<e:Body>***</e:Body>"), "{:?}", seen[3].3);
}

/// Writes down what happens to spans.
struct Tracer(Arc<Mutex<Vec<String>>>);

impl Tracer {
    fn write(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }
}

impl Subscriber for Tracer {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write(span.metadata().name());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let names: Vec<&str> = event.fields().map(|field| field.name()).collect();
        self.write(format!("{} {}", event.metadata().level(), names.join(" ")));
    }

    fn enter(&self, _: &Id) {
        self.write("enter");
    }

    fn exit(&self, _: &Id) {
        self.write("exit");
    }
}

#[test]
fn an_operation_runs_in_its_span_and_one_event_ends_it() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    tracing::subscriber::with_default(Tracer(Arc::clone(&lines)), || {
        answer(&super::office(), &envelope("<f:Status><To>1</To></f:Status>"));
        answer(&super::office(), "<");
    });
    let event = "DEBUG message operation status bytes milliseconds";
    let lines = lines.lock().unwrap();
    assert_eq!(lines[..3], ["Fax.Status", "enter", "exit"]);
    assert_eq!(lines[lines.len() - 4..], ["enter", event, "exit", event], "{lines:?}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("DEBUG")).count(), 2);
}

#[test]
fn a_dispatcher_can_be_shared_and_its_answers_sent() {
    fn is_shared<T: Send + Sync>(value: T) -> T {
        value
    }
    fn is_sent<T: std::marker::Send>(value: T) -> T {
        value
    }
    use std::marker::Send;
    let dispatcher = is_shared(super::office());
    let text = envelope("");
    let response = now(is_sent(dispatcher.answer(Request::new(text.as_bytes()))));
    assert_eq!(response.status, 200);
    assert!(format!("{dispatcher:?}").contains("strict: false"));
}
