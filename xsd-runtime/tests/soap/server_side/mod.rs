//! The dispatcher, around a service as generated code would have it.

mod context;
mod refusals;
mod robustness;
mod routing;
mod secrets;
mod wire;

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll, Waker};

use xsd_runtime::soap::server::{Context, Dispatcher, Received, Request, Response, Route, Service};
use xsd_runtime::soap::{Body, Fault, NoFault, Operation};
use xsd_runtime::{Name, span};

use crate::messages::{FAX, FaultBean, SESSION, Send, SendFault, Sent, Session};

const fn element(local: &'static str) -> Body {
    Body::Element(Name::new(FAX, local))
}

const SENT: Body = element("Sent");

static SEND: Operation<Send, Sent, SendFault> = Operation::new("Fax.Send", || span!("Fax.Send"))
    .action("urn:fax#send")
    .input(element("Send"))
    .output(SENT)
    .namespaces(&[FAX])
    .headers(&[SESSION]);

/// It has the same root.
static RESEND: Operation<Send, Sent, NoFault> = Operation::new("Fax.Resend", || span!("Fax.Resend"))
    .action("urn:fax#resend")
    .input(element("Send"))
    .output(SENT);

static STATUS: Operation<Send, Sent, NoFault> =
    Operation::new("Fax.Status", || span!("Fax.Status")).input(element("Status")).output(SENT);

static NOTE: Operation<Send, (), NoFault> =
    Operation::new("Fax.Note", || span!("Fax.Note")).input(element("Note")).one_way();

static PARTS: Operation<Send, Sent, NoFault> = Operation::new("Fax.Parts", || span!("Fax.Parts"))
    .action("urn:fax#parts")
    .input(Body::Parts)
    .output(Body::Parts);

static PING: Operation<(), (), NoFault> = Operation::new("Fax.Ping", || span!("Fax.Ping"));

/// Answers with the place of the operation in the table, and does what `To` says.
#[derive(Clone, Default)]
pub struct Office {
    /// What `Debug` shows of the contexts that came along.
    contexts: Arc<Mutex<Vec<String>>>,
    /// The reports of the bodies.
    reports: Arc<Mutex<Vec<String>>>,
}

impl Service for Office {
    const ROUTES: &'static [Route] =
        &[SEND.route(), RESEND.route(), STATUS.route(), NOTE.route(), PARTS.route(), PING.route()];

    async fn call(&self, index: usize, mut received: Received) -> Result<Response, Fault<NoFault>> {
        match index {
            0 => {
                let request = received.request(&SEND)?;
                let result = self.send(&request, received.context()).await;
                received.reply(&SEND, result)
            }
            1 => {
                received.request(&RESEND)?;
                received.reply(&RESEND, Ok(Sent { id: 1, token: None }))
            }
            2 => {
                received.request(&STATUS)?;
                self.keep(received.context());
                received.reply(&STATUS, Ok(Sent { id: 2, token: None }))
            }
            3 => {
                let request = received.request(&NOTE)?;
                let result = if request.to == "fail" { Err(Fault::server("no paper")) } else { Ok(()) };
                received.reply(&NOTE, result)
            }
            4 => {
                received.request(&PARTS)?;
                received.reply(&PARTS, Ok(Sent { id: 4, token: None }))
            }
            5 => {
                received.request(&PING)?;
                received.reply(&PING, Ok(()))
            }
            _ => Err(Fault::server("no such operation")),
        }
    }
}

impl Office {
    async fn send(&self, request: &Send, context: &Context) -> Result<Sent, Fault<SendFault>> {
        std::future::ready(()).await;
        self.keep(context);
        if let Some(session) = context.header::<Session>(SESSION) {
            let session = session.map_err(|error| Fault::client(error.to_string()))?;
            context.add_header(SESSION, &session).map_err(|error| Fault::server(error.to_string()))?;
        }
        match request.to.as_str() {
            "busy" => {
                Err(SendFault::Busy(FaultBean { message: Some("later".to_owned()), line: Some(3) }).into())
            }
            "who" => Err(Fault::server(context.username().unwrap_or("nobody"))),
            "unwritable" => Err(Fault::server("\u{1}")),
            _ => Ok(Sent { id: 0, token: request.pin.clone() }),
        }
    }

    fn keep(&self, context: &Context) {
        self.contexts.lock().unwrap().push(format!("{context:?} {context:#?}"));
        self.reports.lock().unwrap().push(context.report().to_string());
    }
}

/// The result of a future that never waits.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut TaskContext::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// The answer to this text, sent as XML: status and envelope.
fn answer<S: Service>(dispatcher: &Dispatcher<S>, text: &str) -> (u16, String) {
    shown(now(dispatcher.answer(Request::new(text.as_bytes()).header("Content-Type", "text/xml"))))
}

fn shown(response: Response) -> (u16, String) {
    (response.status, String::from_utf8(response.body).unwrap())
}

fn office() -> Dispatcher<Office> {
    Dispatcher::new(Office::default())
}
