//! Whatever a server sends, a call ends, and without panic.

use proptest::prelude::*;
use xsd_runtime::Limits;
use xsd_runtime::soap::{
    Error, HttpRequest, HttpResponse, Incoming, Reply, Sending, Transport, UsernameToken,
};

use crate::messages::{Fax, Send, SendFault, Sent};
use crate::server::{envelope, envelope_with};

/// Answers with these bytes.
struct Canned(u16, Vec<u8>);

impl Transport for Canned {
    fn send(&self, _: HttpRequest) -> Sending<'_> {
        let response = HttpResponse { status: self.0, content_type: None, body: self.1.clone() };
        Box::pin(async { Ok(response) })
    }
}

fn answered(status: u16, body: Vec<u8>) -> Result<Reply<Sent>, Error<SendFault>> {
    let _incoming = Incoming::parse(&body, None, &Limits::default());
    let client = Fax::builder()
        .endpoint("https://fax.example/")
        .credentials(UsernameToken::new("alice", "hunter2"))
        .transport(Canned(status, body))
        .build()
        .unwrap();
    client.send(&Send::to("1")).wait()
}

fn samples() -> Vec<String> {
    vec![
        envelope_with(
            "<f:Session e:mustUnderstand=\"1\"><Key>k</Key></f:Session>",
            "<f:Sent><Id>7</Id></f:Sent>",
        ),
        envelope(
            "<e:Fault><faultcode>e:Client</faultcode><faultstring>hunter2 &amp; &#104;unter2</faultstring>\
             <detail><f:Invalid><message>m</message><line>3</line></f:Invalid><x/></detail></e:Fault>",
        ),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_no_reply(body in any::<Vec<u8>>(), status in 100u16..600) {
        prop_assert!(answered(status, body).is_err());
    }

    #[test]
    fn a_damaged_reply_ends_somehow(
        sample in prop::sample::select(samples()),
        cut in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        truncate in any::<bool>(),
    ) {
        let mut body = sample.into_bytes();
        let at = place.index(body.len());
        body[at] = byte;
        if truncate {
            body.truncate(cut.index(body.len()));
        }
        if let Err(error) = answered(500, body) {
            let shown = format!("{error:?} {error}");
            prop_assert!(!shown.contains("hunter2"));
        }
    }
}
