//! The server's side: requests read, replies and faults written.

use crate::messages::{FAX, FaultBean, Fax, SESSION, Send, SendFault, Sent};
use crate::server::{Server, envelope_with, xml};
use xsd_runtime::soap::{
    Body, Fault, FaultCode, FaultKind, HttpRequest, HttpResponse, Incoming, NoFault, Sending, Transport,
    UsernameToken, Version, write_fault, write_reply,
};
use xsd_runtime::types::Secret;
use xsd_runtime::{DecodeErrorKind, Limits, Name, NoteKind, RawXml};

const SEND: Body = Body::Element(Name::new(FAX, "Send"));
const SENT: Body = Body::Element(Name::new(FAX, "Sent"));

fn incoming(text: &str) -> Incoming {
    Incoming::parse(text.as_bytes(), Some("text/xml; charset=utf-8"), &Limits::default()).unwrap()
}

#[test]
fn a_request_is_told_by_its_root_before_its_body_is_read() {
    let request =
        incoming(&envelope_with("<f:Session><Key>k</Key></f:Session>", "<f:Send><To>1</To><New/></f:Send>"));
    assert_eq!(request.version(), Version::Soap11);
    assert!(*request.root().unwrap() == Name::new(FAX, "Send"));
    assert!(*request.headers()[0].name() == SESSION);
    let (message, report) = request.body::<Send>(SEND).unwrap();
    assert_eq!(message, Send::to("1"));
    assert_eq!(report.notes()[0].kind, NoteKind::UnknownElement);
    let error = request.clone().strict(true).body::<Send>(SEND).unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Strict(NoteKind::UnknownElement));
    assert!(request.body::<Send>(SENT).is_err());
    assert!(incoming(&envelope_with("", "")).root().is_none());
    assert!(incoming(&envelope_with("", "")).body::<()>(Body::Empty).is_ok());
}

#[test]
fn header_blocks_that_must_be_understood_are_checked() {
    let request = incoming(&envelope_with("<f:Session e:mustUnderstand='1'/>", ""));
    assert!(request.check_understood(&[SESSION]).is_ok());
    let error = request.check_understood(&[]).unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::MustUnderstand("{urn:fax}Session".to_owned()));
}

#[test]
fn what_is_no_envelope_is_refused() {
    for text in ["", "text", "<html/>", "<e:Envelope xmlns:e='urn:x'/>", "<!DOCTYPE x><x/>"] {
        assert!(Incoming::parse(text.as_bytes(), None, &Limits::default()).is_err(), "{text}");
    }
}

#[test]
fn faults_are_written_as_each_version_wants_them() {
    let fault = Fault::from(SendFault::Invalid(FaultBean { message: Some("m".to_owned()), line: None }))
        .with_actor("urn:a");
    assert_eq!(
        write_fault(Version::Soap11, &fault).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><soapenv:Fault>\
         <faultcode>soapenv:Server</faultcode><faultstring>Invalid</faultstring><faultactor>urn:a</faultactor>\
         <detail><ns1:Invalid xmlns:ns1=\"urn:fax\"><message>m</message></ns1:Invalid></detail>\
         </soapenv:Fault></soapenv:Body></soapenv:Envelope>"
    );
    assert_eq!(
        write_fault(Version::Soap12, &fault).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <soapenv:Envelope xmlns:soapenv=\"http://www.w3.org/2003/05/soap-envelope\"><soapenv:Body><soapenv:Fault>\
         <soapenv:Code><soapenv:Value>soapenv:Receiver</soapenv:Value></soapenv:Code>\
         <soapenv:Reason><soapenv:Text xml:lang=\"en\">Invalid</soapenv:Text></soapenv:Reason>\
         <soapenv:Role>urn:a</soapenv:Role>\
         <soapenv:Detail><ns1:Invalid xmlns:ns1=\"urn:fax\"><message>m</message></ns1:Invalid></soapenv:Detail>\
         </soapenv:Fault></soapenv:Body></soapenv:Envelope>"
    );
}

#[test]
fn codes_are_written_as_each_version_wants_them() {
    let own = Name::new("urn:w", "FailedAuthentication");
    let codes: [(FaultCode, &str, &str); 4] = [
        (FaultKind::MustUnderstand.into(), "soapenv:MustUnderstand", "MustUnderstand"),
        (
            FaultCode::from(FaultKind::Client).with_subcode(own),
            "ns1:FailedAuthentication",
            "Sender/FailedAuthentication",
        ),
        (own.into(), "ns1:FailedAuthentication", "Receiver/FailedAuthentication"),
        (
            Name::new("http://schemas.xmlsoap.org/soap/envelope/", "Client.Auth").into(),
            "soapenv:Client.Auth",
            "Sender/Client.Auth",
        ),
    ];
    for (code, soap11, soap12) in codes {
        let fault = Fault::<NoFault>::new(code, "r");
        let text = write_fault(Version::Soap11, &fault).unwrap();
        assert!(text.contains(&format!(">{soap11}</faultcode>")), "{text}");
        let server = Server::start([xml(500, write_fault(Version::Soap12, &fault).unwrap())]);
        let error = Fax::at(&server.url()).ping().wait().unwrap_err();
        assert_eq!(error.fault().unwrap().code().to_string(), soap12);
    }
}

#[test]
fn the_http_status_of_a_fault_depends_on_the_version() {
    let client = Fault::<NoFault>::client("x");
    assert_eq!((client.http_status(Version::Soap11), client.http_status(Version::Soap12)), (500, 400));
    assert_eq!(Fault::<NoFault>::server("x").http_status(Version::Soap12), 500);
}

/// A server in the client's process.
struct Loopback;

impl Transport for Loopback {
    fn send(&self, request: HttpRequest) -> Sending<'_> {
        let content_type = request.headers.iter().find(|(name, _)| name == "Content-Type");
        let content_type = content_type.map(|(_, value)| value.as_str());
        let request = Incoming::parse(&request.body, content_type, &Limits::default()).unwrap();
        let version = request.version();
        let (status, body) = match serve(&request) {
            Ok(sent) => (200, write_reply(version, SENT, &sent)),
            Err(fault) => (fault.http_status(version), write_fault(version, &fault)),
        };
        let content_type = Some(version.content_type(""));
        let body = body.unwrap().into_bytes();
        Box::pin(async move { Ok(HttpResponse { status, content_type, body }) })
    }
}

fn serve(request: &Incoming) -> Result<Sent, Fault<SendFault>> {
    let known = [xsd_runtime::soap::SECURITY];
    request
        .check_understood(&known)
        .map_err(|error| Fault::new(FaultKind::MustUnderstand, error.to_string()))?;
    match UsernameToken::from_headers(request.headers()) {
        Some(Ok(token)) if *token.password() == Secret::from("p<&>w") => {}
        _ => return Err(Fault::client("who are you?")),
    }
    let (send, _) = request.body::<Send>(SEND).map_err(|error| Fault::client(error.to_string()))?;
    let id = send.to.parse().map_err(|_| SendFault::Busy(FaultBean::default()))?;
    Ok(Sent { id, token: None })
}

#[test]
fn client_and_server_understand_each_other_in_both_versions() {
    for version in [Version::Soap11, Version::Soap12] {
        let client = |password: &str| {
            Fax::builder()
                .endpoint("https://fax.example/")
                .version(version)
                .credentials(UsernameToken::new("alice", password))
                .transport(Loopback)
                .strict(true)
                .build()
                .unwrap()
        };
        assert_eq!(client("p<&>w").send(&Send::to("42")).wait().unwrap().id, 42);
        let error = client("p<&>w").send(&Send::to("x")).wait().unwrap_err();
        assert_eq!(error.fault().unwrap().detail(), Some(&SendFault::Busy(FaultBean::default())));
        assert_eq!(error.fault().unwrap().reason(), "Busy");
        let error = client("wrong").send(&Send::to("42")).wait().unwrap_err();
        assert_eq!(error.fault().unwrap().code().kind(), FaultKind::Client);
        assert_eq!(error.fault().unwrap().reason(), "who are you?");
    }
}

#[test]
fn raw_details_are_written_again() {
    let server = Server::start([xml(
        500,
        envelope_with(
            "",
            "<e:Fault><faultcode>f:X</faultcode><faultstring>s</faultstring><detail><f:Raw>1</f:Raw></detail></e:Fault>",
        ),
    )]);
    let error = Fax::at(&server.url()).send(&Send::to("1")).wait().unwrap_err();
    let again = write_fault(Version::Soap11, error.fault().unwrap()).unwrap();
    assert!(again.contains("<faultcode xmlns:ns1=\"urn:fax\">ns1:X</faultcode>"), "{again}");
    let detail = RawXml::parse("<f:Raw xmlns:f=\"urn:fax\">1</f:Raw>").unwrap();
    assert!(again.contains(&format!("<detail>{}</detail>", detail.as_str())), "{again}");
}
