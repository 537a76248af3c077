//! Stands between the two sides of recorded exchanges: what goes in comes out again on the other side.

use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll, Waker};

use ::xsd_runtime::soap::server::{Context, Dispatcher, Received, Request, Response, Service};
use ::xsd_runtime::soap::{
    Client, Error, Fault, FaultDetail, HttpRequest, HttpResponse, NoFault, Operation, Sending, Transport,
};
use ::xsd_runtime::{Decode, Encode, Name, Report};

/// What passes on the operations of a contract.
#[derive(Clone)]
pub(crate) struct Proxy {
    folder: PathBuf,
    headers: Arc<Mutex<Vec<Name>>>,
}

/// Sends the sample in `folder` through `service`, and writes into the folder what comes out.
pub(crate) fn exchange<S: Service>(folder: &str, service: impl FnOnce(Proxy) -> S) {
    let proxy = Proxy { folder: Path::new(folder).to_owned(), headers: Arc::default() };
    let request = fs::read(proxy.folder.join("request.xml")).unwrap();
    let content_type = fs::read_to_string(proxy.folder.join("content-type")).unwrap();
    let dispatcher = Dispatcher::new(service(proxy.clone()));
    let response = now(dispatcher.answer(Request::new(&request).header("Content-Type", &content_type)));
    fs::write(proxy.folder.join("answered.xml"), response.body).unwrap();
    let headers: Vec<String> = proxy.headers.lock().unwrap().iter().map(|name| name.local.to_owned()).collect();
    fs::write(proxy.folder.join("headers"), headers.join("\n")).unwrap();
}

impl Proxy {
    /// A client that says what the server was told.
    pub(crate) fn client(&self, received: &Received) -> Client {
        Client::builder::<Client>()
            .endpoint("http://localhost/")
            .version(received.context().version())
            .transport(Recorded(self.folder.clone()))
            .build()
            .unwrap()
    }

    /// The client with the header block of this name, where the request has one.
    pub(crate) fn header<H: Decode + Encode + Send + Sync + 'static>(
        &self,
        client: Client,
        context: &Context,
        name: Name,
    ) -> Client {
        match context.header::<H>(name) {
            Some(header) => {
                self.headers.lock().unwrap().push(name);
                client.with_extra_header(name, header.unwrap())
            }
            None => client,
        }
    }

    /// Passes on one request.
    pub(crate) async fn pass<I: Decode + Encode, O: Decode + Encode, F: FaultDetail>(
        &self,
        received: &mut Received,
        operation: &'static Operation<I, O, F>,
        client: Client,
    ) -> Result<Response, Fault<NoFault>> {
        let request = match received.request(operation) {
            Ok(request) => request,
            Err(fault) => {
                self.note("error", fault.reason());
                return Err(fault);
            }
        };
        self.report("request", received.context().report());
        let result = match client.call(operation, &request).await {
            Ok(reply) => {
                self.report("response", reply.report());
                Ok(reply.into_inner())
            }
            Err(Error::Fault(fault)) => {
                self.report("response", fault.report());
                Err(*fault)
            }
            Err(error) => {
                self.note("error", &error.to_string());
                return Err(Fault::server("no answer"));
            }
        };
        received.reply(operation, result)
    }

    fn report(&self, side: &str, report: &Report) {
        for note in report.notes() {
            self.note(side, &note.to_string());
        }
    }

    fn note(&self, side: &str, note: &str) {
        println!("{}\t{side}\t{}", self.folder.display(), note.replace(['\n', '\t'], " "));
    }
}

/// Keeps the request, and answers with the recorded response.
struct Recorded(PathBuf);

impl Transport for Recorded {
    fn send(&self, request: HttpRequest) -> Sending<'_> {
        fs::write(self.0.join("forwarded.xml"), &*request.body).unwrap();
        let content_type = fs::read_to_string(self.0.join("content-type")).ok();
        let body = fs::read(self.0.join("response.xml")).unwrap_or_default();
        Box::pin(async { Ok(HttpResponse { status: 200, content_type, body }) })
    }
}

/// Runs a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Task::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}
