//! Secrets of a request are in no fault, not in `Debug`, not in a trace and not in what the hook sees.

use std::sync::{Arc, Mutex};

use xsd_runtime::soap::UsernameToken;
use xsd_runtime::soap::server::{Answered, Authenticator, Dispatcher, Request};

use super::{Office, now, shown};
use crate::server::envelope_with;

const PASSWORD: &str = "hunter2hunter2";
const NONCE: &str = "bm9uY2Vub25jZQ==";
const PIN: &str = "pin-31415926";
const KEY: &str = "key-27182818";

const WSSE: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

/// A request with these texts in its password, session, and body.
fn request(password: &str, session: &str, body: &str) -> String {
    let token = format!(
        "<s:UsernameToken><s:Username>alice</s:Username><s:Password>{password}</s:Password><s:Nonce>{NONCE}</s:Nonce>\
         </s:UsernameToken>"
    );
    let security = format!("<s:Security xmlns:s='{WSSE}'>{token}</s:Security>");
    envelope_with(&format!("{security}<f:Session><Key>{session}</Key></f:Session>"), body)
}

/// Everything that is shown while `text` is answered, and the status.
fn everything_shown(dispatcher: Dispatcher<Office>, office: &Office, text: &str) -> (u16, String) {
    let seen = Arc::new(Mutex::new(String::new()));
    let hook = Arc::clone(&seen);
    let dispatcher = dispatcher.on_answer(move |answered: &Answered<'_>| {
        let (request, reply) = (answered.request().unwrap_or("not shown"), answered.reply());
        *hook.lock().unwrap() += &format!("{answered:?} {answered:#?} {request}\n{reply}");
    });
    let request = Request::new(text.as_bytes())
        .header("Content-Type", "text/xml; charset=utf-8")
        .header("Authorization", PASSWORD);
    let debug = format!("{request:?} {request:#?}");
    let response = now(dispatcher.answer(request));
    let debug = format!("{debug} {response:?} {dispatcher:?}");
    let (status, envelope) = shown(response);
    // What the service says is its own affair; it repeats the pin and the key in its replies and header blocks.
    let fault = envelope.split_once("<soapenv:Fault>").map_or("", |(_, fault)| fault);
    let contexts = office.contexts.lock().unwrap().join("\n");
    let hook = seen.lock().unwrap();
    (status, format!("{debug}\n{contexts}\n{fault}\n{hook}"))
}

#[test]
fn no_secret_is_shown_whatever_becomes_of_the_request() {
    let pin = format!("<Pin>{PIN}</Pin>");
    let good = format!("<f:Send><To>1</To>{pin}</f:Send>");
    let everything = format!("{PASSWORD}{PIN}{KEY}");
    let bodies = [
        good.clone(),
        // Refused by the service.
        format!("<f:Send><To>busy</To>{pin}</f:Send>"),
        // Not as the contract says, before and behind the secret.
        format!("<f:Send>{pin}</f:Send>"),
        format!("<f:Send><To>1</To>{pin}<New>{everything}</New></f:Send>"),
        format!("<f:Send><To><a>{everything}</a></To><To>{PIN}</To>{pin}</f:Send>"),
        // No operation.
        format!("<f:Other a='{PIN}'>{everything}</f:Other>"),
        format!("<f:Other><!-- {PIN} --><![CDATA[{PIN}]]></f:Other>"),
        // Not well-formed, behind the secret and inside of it.
        format!("<f:Send><To>1</To>{pin}<a></f:Send>"),
        format!("<f:Send><To>1</To><Pin>{PIN}<</Pin></f:Send>"),
        format!("<f:Send><To>1</To><Pin>{PIN}&</Pin></f:Send>"),
        // Elsewhere.
        format!("<f:Send><To>1</To><Pin href='#p'/></f:Send><x id='p'>{PIN}</x>"),
        format!("{good}<f:Send id='x'><To>{everything}</To></f:Send>"),
        format!("{good}<f:More>{everything}</f:More>"),
        format!("{good}{everything}"),
        format!("<f:Send>{everything}<To>1</To></f:Send>"),
        format!("<f:Send a='{everything}'><To>1</To></f:Send>"),
        // Put together from sections, where no search would find it.
        format!("<f:Send><To>1</To><Pin>{}<![CDATA[{}]]></Pin></f:Send>", &PIN[..6], &PIN[6..]),
    ];
    let passwords = [
        PASSWORD.to_owned(),
        format!("{PASSWORD}&#33;"),
        format!("<![CDATA[{PASSWORD}</s:Password>{PASSWORD}]]>"),
        format!("x<{PASSWORD}"),
        format!("x<{PASSWORD}>"),
        format!("x<{PASSWORD}/>y"),
        format!("x</{PASSWORD}>"),
        format!("x<{PASSWORD}:a/>"),
        format!("x&{PASSWORD};"),
        format!("x\u{1}{PASSWORD}"),
    ];
    let with_each_password = passwords.iter().map(|password| request(password, KEY, &good));
    let with_each_body = bodies.iter().map(|body| request(PASSWORD, KEY, body));
    let with_odd_session = request(PASSWORD, &format!("{PASSWORD}{KEY}<a/>"), &good);
    let prefix = request(PASSWORD, KEY, &format!("<{PASSWORD}:a/>"));
    let texts: Vec<String> =
        with_each_password.chain(with_each_body).chain([with_odd_session, prefix]).collect();
    let user = || Authenticator::user(&UsernameToken::new("alice", PASSWORD));
    for text in &texts {
        for guard in [None, Some(user()), Some(Authenticator::new(|_| None))] {
            for strict in [false, true] {
                let office = Office::default();
                let mut dispatcher = Dispatcher::new(office.clone()).strict(strict);
                if let Some(authenticator) = guard.clone() {
                    dispatcher = dispatcher.authenticator(authenticator);
                }
                let (_, shown) = everything_shown(dispatcher, &office, text);
                for secret in [PASSWORD, NONCE, &PIN[4..], KEY] {
                    assert!(!shown.contains(secret), "{secret} of\n{text}\nis in\n{shown}");
                }
            }
        }
    }
}

#[test]
fn secrets_are_found_in_every_encoding() {
    let text = request(PASSWORD, KEY, &format!("<f:Send><To>éß€</To><Pin>{PIN}</Pin></f:Send>"));
    let (_, envelope) = text.split_once('\n').unwrap();
    let utf_16 = |to_bytes: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}{envelope}").encode_utf16().flat_map(to_bytes).collect()
    };
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(envelope);
    let bodies = [
        (format!("\u{FEFF}{envelope}").into_bytes(), "text/xml"),
        (format!("\u{FEFF}\u{FEFF}{envelope}").into_bytes(), "text/xml"),
        (utf_16(u16::to_le_bytes, "\u{FEFF}"), "text/xml"),
        (utf_16(u16::to_be_bytes, "\u{FEFF}\u{FEFF}"), "text/xml"),
        (utf_16(u16::to_be_bytes, ""), "text/xml; charset=utf-16"),
        (windows.to_vec(), "text/xml; charset=windows-1252"),
        (windows.to_vec(), "text/xml"),
    ];
    for (body, content_type) in bodies {
        let seen = Arc::new(Mutex::new(None));
        let hook = Arc::clone(&seen);
        let dispatcher = Dispatcher::new(Office::default())
            .on_answer(move |answered| *hook.lock().unwrap() = answered.request().map(str::to_owned));
        let (status, _) =
            shown(now(dispatcher.answer(Request::new(&body).header("Content-Type", content_type))));
        match &*seen.lock().unwrap() {
            Some(request) => {
                assert!(request.ends_with("***</f:Session></e:Header><e:Body><f:Send><To>éß€</To><Pin>***</Pin></f:Send></e:Body></e:Envelope>\n"), "{request}");
                assert_eq!(status, 200);
            }
            // It is not in the encoding that it claims.
            None => assert_eq!((status, content_type), (500, "text/xml")),
        }
    }
}

#[test]
fn what_is_no_secret_is_shown() {
    let office = Office::default();
    let text = request(PASSWORD, KEY, &format!("<f:Send><To>12345</To><Pin>{PIN}</Pin></f:Send>"));
    let (status, shown) = everything_shown(Dispatcher::new(office.clone()), &office, &text);
    assert_eq!(status, 200);
    for part in [
        "wssecurity-secext-1.0.xsd'>***</s:Security><f:Session>***</f:Session>",
        "<To>12345</To><Pin>***</Pin>",
        ">***</ns1:Session></soapenv:Header>",
        "<Id>0</Id><Token>***</Token>",
        "\"Authorization\"",
    ] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
}

/// Secrets are known by where they stand, not by how they look.
#[test]
fn a_secret_that_looks_like_anything_else_is_hidden_alone() {
    for pin in ["1", "1&#50;", "To", "<![CDATA[1]]>2", "<!-- 1 -->2", "1<a>2</a>", &"1".repeat(1 << 20)] {
        let office = Office::default();
        let body = format!(
            "<f:Send><To>12</To><!-- 12 --><Pin>{pin}</Pin><Pin>12</Pin><New a='12'>12</New></f:Send>"
        );
        let (status, shown) =
            everything_shown(Dispatcher::new(office.clone()), &office, &request("1", "1", &body));
        assert_eq!(status, 200);
        let body =
            "<f:Send><To>12</To>***<Pin>***</Pin><Pin>***</Pin><New a='***'>***</New></f:Send></e:Body>";
        assert!(shown.contains(body), "{shown}");
    }
}

#[test]
fn a_value_out_of_order_behind_a_secret_is_not_repeated() {
    use xsd_runtime::soap::{Body, Incoming};
    use xsd_runtime::types::Secret;
    use xsd_runtime::{Decode, DecodeError, Limits, Member, Name, Reader};

    #[derive(Debug)]
    struct Both;

    impl Decode for Both {
        const TYPE: Name = Name::new("", "");

        fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let (mut pin, mut number) = (None::<Secret>, None::<i32>);
            while let Some(member) = reader.child(&[Member::local("Pin"), Member::local("Number")])? {
                match member {
                    0 => reader.one(&mut pin)?,
                    _ => reader.one(&mut number)?,
                }
            }
            Ok(Self)
        }
    }

    let error = |body: &str| {
        let text = request(PASSWORD, KEY, &format!("<f:Both>{body}</f:Both>"));
        let incoming = Incoming::parse(text.as_bytes(), None, &Limits::default()).unwrap();
        incoming.body::<Both>(Body::Element(Name::new("urn:fax", "Both"))).unwrap_err().to_string()
    };
    let place = "at /Envelope/Body/Both/Number";
    assert!(
        error(&format!("<Pin>1</Pin><Number>{PIN}</Number>"))
            .starts_with(&format!("not a valid 32-bit integer: \"***\" {place}"))
    );
    assert!(
        error(&format!("<Number>x{PASSWORD}</Number>"))
            .starts_with(&format!("not a valid 32-bit integer: \"x***\" {place}"))
    );
    assert!(error("<Number>x</Number>").starts_with(&format!("not a valid 32-bit integer: \"x\" {place}")));
}
