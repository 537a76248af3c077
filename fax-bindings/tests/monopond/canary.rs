//! The password is shown nowhere, by the generated client either.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use fax_bindings::monopond::v2_1::{ApiFaxDocument, ApiFaxMessage, SendFaxRequest};
use fax_bindings::monopond::{Client, UsernameToken};

use crate::server::{Server, reply_envelope};

const NAMESPACE: &str = fax_bindings::monopond::v2_1::NAMESPACE;

#[test]
fn a_password_is_never_shown() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let password = format!("canary{now:x}");
    let detail = format!(
        "<soap:Fault><faultcode>soap:{password}</faultcode><faultstring>bad password {password}</faultstring><detail>\
         <ns2:InvalidArgumentsException><message>{password}</message></ns2:InvalidArgumentsException></detail></soap:Fault>"
    );
    let server = Server::start(vec![
        (200, reply_envelope(NAMESPACE, "<ns2:SendFaxResponse/>")),
        (500, reply_envelope(NAMESPACE, &detail)),
        (
            200,
            reply_envelope(
                NAMESPACE,
                &format!("<ns2:SendFaxResponse><FaxStatusTotals done=\"{password}\"/></ns2:SendFaxResponse>"),
            ),
        ),
        (401, format!("<html>{password} is wrong</html>")),
    ]);

    let seen = Arc::new(Mutex::new(String::new()));
    let show = |value: &dyn Debug| writeln!(seen.lock().unwrap(), "{value:?} {value:#?}").unwrap();
    let hook = Arc::clone(&seen);
    let builder = Client::builder(&server.url)
        .credentials(UsernameToken::new("user", password.as_str()))
        .on_exchange(move |exchange| {
            let request = String::from_utf8_lossy(exchange.request_body());
            let reply = exchange.reply_body().map(String::from_utf8_lossy);
            writeln!(hook.lock().unwrap(), "{exchange:?} {request} {reply:?}").unwrap();
        });
    show(&builder);
    let client = builder.build().unwrap();
    show(&client);
    let request = SendFaxRequest::new()
        .with_fax_messages([ApiFaxMessage::new("1", "61011111111")])
        .with_documents([ApiFaxDocument::new().with_file_name("a.txt").with_file_data(b"confidential")]);
    show(&request);
    for _ in 0..4 {
        let call = client.send_fax(&request);
        show(&call);
        match call.wait() {
            Ok(reply) => show(&reply),
            Err(error) => {
                show(&error);
                let mut source = Some(&error as &dyn std::error::Error);
                while let Some(error) = source {
                    writeln!(seen.lock().unwrap(), "{error} {error:?}").unwrap();
                    source = error.source();
                }
            }
        }
    }

    // Without this the test would prove nothing.
    assert!(server.requests().iter().all(|request| request.body.contains(&password)));
    let seen = seen.lock().unwrap();
    assert!(
        seen.contains("<wsse:Password>***</wsse:Password>") && seen.contains("bad password ***"),
        "{seen}"
    );
    assert!(!seen.contains(&password), "{seen}");
    assert!(!seen.contains("confidential"), "the content of a document is no Debug output");
}
