//! What both benchmarks measure: the messages, and each way to read or write them.

pub mod data;
pub mod serde_structs;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use fax_bindings::monopond::v2_1::client::ApiClient;
use fax_bindings::monopond::v2_1::{FaxStatusRequest, FaxStatusResponse, SendFaxRequest, elements};
use quick_xml::events::Event;
use xsd_runtime::soap::{Call, HttpRequest, HttpResponse, Reply, Sending, Transport, UsernameToken};
use xsd_runtime::{Limits, Reader, Writer};

/// The floor: every event of quick-xml and every attribute is looked at, nothing is kept and no name is checked.
pub fn walk(xml: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut len = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes().with_checks(false) {
                    len += attribute.expect("well-formed").value.len();
                }
            }
            Event::Text(text) => len += text.len(),
            Event::Eof => return len,
            _ => {}
        }
    }
}

/// The reply's payload by the generated type.
pub fn decode(payload: &str) -> FaxStatusResponse {
    let mut reader = Reader::new(payload, &Limits::default()).expect("within the limits");
    reader.document(elements::FAX_STATUS_RESPONSE).expect("a FaxStatusResponse")
}

/// The request by the generated type, without envelope.
pub fn encode(request: &SendFaxRequest) -> String {
    Writer::document(elements::SEND_FAX_REQUEST, request).expect("can be written")
}

/// A client whose server answers everything with `reply`, at once and from memory.
pub fn client(reply: String) -> ApiClient {
    ApiClient::builder("https://fax.example/")
        .credentials(UsernameToken::new("user", "password"))
        .transport(Canned(reply))
        .build()
        .expect("a client")
}

/// A whole FaxStatus call: request written, envelope and payload read.
pub fn fax_status(client: &ApiClient) -> Reply<FaxStatusResponse> {
    finish(client.fax_status(&FaxStatusRequest::new()))
}

/// What a call gives whose transport never waits.
pub fn finish<O, F>(call: Call<O, F>) -> Reply<O> {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(reply)) => reply,
        Poll::Ready(Err(_)) => panic!("the call failed"),
        Poll::Pending => panic!("the transport waits"),
    }
}

struct Canned(String);

impl Transport for Canned {
    fn send(&self, _: HttpRequest) -> Sending<'_> {
        let content_type = Some("text/xml; charset=utf-8".to_owned());
        let body = self.0.clone().into_bytes();
        Box::pin(async { Ok(HttpResponse { status: 200, content_type, body }) })
    }
}
