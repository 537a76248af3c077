//! The secret is shown nowhere, not even where the service repeats it.

use std::fmt::{Debug, Write as _};
use std::time::{SystemTime, UNIX_EPOCH};

use fax_bindings::byfax::common::{FaxContact, FaxFile, FaxMode, FaxQuality};
use fax_bindings::byfax::faxout::{ApiRequestFaxjobCountMessages, ApiRequestFaxjobSubmit, FaxRecipient};
use fax_bindings::byfax::{ApiReply, Error, HeaderForm, UsernameToken};

use crate::service::{Service, now};

fn show(seen: &mut String, value: &dyn Debug) {
    writeln!(seen, "{value:?} {value:#?}").unwrap();
}

/// The error and all that is behind it.
fn show_error(seen: &mut String, error: &dyn std::error::Error) {
    for error in std::iter::successors(Some(error), |error| error.source()) {
        writeln!(seen, "{error} {error:?} {error:#?}").unwrap();
    }
}

#[test]
fn a_secret_is_never_shown() {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let secret = format!("canary{since:x}");
    let mut seen = String::new();
    let request = ApiRequestFaxjobSubmit::new(
        FaxQuality::Fine,
        FaxMode::Text,
        FaxContact::new().with_name("Me"),
        [FaxRecipient::new().with_number("+61011111111")],
    )
    .with_documents([FaxFile::from_bytes("a.txt", b"confidential").into()]);
    show(&mut seen, &request);

    // So long that the secret would be cut in two.
    let long = "x".repeat(195);
    let refused = format!(
        "<t:SubmitResponse><return><stateCode>{secret}</stateCode><stateMessage>{secret} is wrong {long}{secret}</stateMessage>\
         <reportRecipients><item><stateCode>API_{secret}</stateCode><stateMessage>{long}{secret}</stateMessage>\
         <messageRef>{secret}</messageRef><recipientNumber>+1</recipientNumber></item></reportRecipients></return></t:SubmitResponse>"
    );
    let fault = format!(
        "<e:Fault><faultcode>e:Client</faultcode><faultstring>{secret} is wrong</faultstring></e:Fault>"
    );
    for form in [HeaderForm::ServiceNamespace, HeaderForm::NoNamespace] {
        let service =
            Service::new([Ok(refused.clone()), Ok(refused.clone()), Ok(fault.clone()), Ok(refused.clone())]);
        let token = UsernameToken::new("key", secret.as_str());
        show(&mut seen, &token);
        let client = service.client_at("http://localhost/?key=query").with_username_token_as(form, token);
        show(&mut seen, &client);
        show(&mut seen, client.faxout());

        let error = now(client.faxout().submit(&request)).unwrap().ok().unwrap_err();
        show_error(&mut seen, &error);
        show_error(&mut seen, &error.without_reply());
        let error = now(client.faxout().submit(&request)).unwrap().outer_ok().unwrap_err();
        show_error(&mut seen, &Error::from(error));
        show_error(&mut seen, &Error::from(now(client.faxout().submit(&request)).unwrap_err()));
        let mut listing = client.recipients(ApiRequestFaxjobCountMessages::new(), 10);
        show_error(&mut seen, &now(listing.next()).unwrap().unwrap_err());
        show(&mut seen, &listing);
        // Without this the test would prove nothing.
        assert!(service.bodies().iter().all(|body| body.contains(&secret)));
    }
    assert!(seen.contains("the service answered *** (*** is wrong "), "{seen}");
    assert!(seen.contains("reportRecipients[0] (***) is API_***"), "{seen}");
    let part = secret.get(..8).unwrap();
    assert!(!seen.contains(part), "{seen}");
    assert!(!seen.contains("confidential"), "the content of a document is no Debug output");
    assert!(!seen.contains("key=query"), "the query of an address may be a key");
}
