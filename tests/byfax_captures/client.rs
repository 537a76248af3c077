//! A client whose service has one answer.

use fax_bindings::byfax::faxout::client::FaxoutClient as Faxout;
use fax_bindings::runtime::soap::{Call, Error, HttpRequest, HttpResponse, NoFault, Sending, Transport};

use crate::now;

struct Canned(Vec<u8>);

impl Transport for Canned {
    fn send(&self, _: HttpRequest) -> Sending<'_> {
        let response =
            HttpResponse { status: 200, content_type: Some("text/xml".to_owned()), body: self.0.clone() };
        Box::pin(async { Ok(response) })
    }
}

/// What a client makes of an answer that it reads without a note.
pub(crate) fn answered<O>(
    envelope: &[u8],
    call: impl FnOnce(&Faxout) -> Call<O, NoFault>,
) -> Result<O, Error<NoFault>> {
    let client = Faxout::builder("http://localhost/").transport(Canned(envelope.to_vec())).build().unwrap();
    let reply = now(call(&client))?;
    assert_eq!(reply.report().to_string(), "");
    Ok(reply.into_inner())
}
