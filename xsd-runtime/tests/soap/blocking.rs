//! Calls without async.

use std::thread;

use crate::messages::{Fax, Send};
use crate::server::{Server, envelope, xml};
use xsd_runtime::soap::{Error, TransportErrorKind};

const SENT: &str = "<f:Sent><Id>7</Id></f:Sent>";

#[test]
fn calls_wait_in_several_threads() {
    let server = Server::start([(); 4].map(|()| xml(200, envelope(SENT))));
    let client = Fax::at(&server.url());
    let threads = [(); 4].map(|()| {
        let client = client.clone();
        thread::spawn(move || client.send(&Send::to("1")).wait().unwrap().id)
    });
    for thread in threads {
        assert_eq!(thread.join().unwrap(), 7);
    }
}

#[tokio::test]
async fn waiting_inside_of_a_runtime_is_a_typed_error_and_sends_nothing() {
    let server = Server::start([xml(200, envelope(SENT))]);
    let client = Fax::at(&server.url());
    let Err(Error::Transport(error)) = client.send(&Send::to("1")).wait() else { panic!("no error") };
    assert_eq!(error.kind(), TransportErrorKind::Runtime);
    assert!(!error.may_have_been_sent());
    let elsewhere = thread::spawn(move || client.send(&Send::to("1")).wait().unwrap().id);
    assert_eq!(elsewhere.join().unwrap(), 7);
    assert_eq!(server.requests().len(), 1);
}
