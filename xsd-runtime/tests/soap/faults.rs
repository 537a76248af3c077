//! Faults, read by a client.

use crate::messages::{FaultBean, Fax, Send, SendFault, Sent};
use crate::server::{Server, envelope, envelope_with, envelope12, xml};
use xsd_runtime::soap::{Error, Fault, FaultKind, Reply};
use xsd_runtime::{Name, NoteKind, RawXml};

fn send(status: u16, text: String) -> Result<Reply<Sent>, Error<SendFault>> {
    Fax::at(&Server::start([xml(status, text)]).url()).send(&Send::to("1")).wait()
}

#[track_caller]
fn fault_in(text: String) -> Fault<SendFault> {
    match send(500, text) {
        Err(Error::Fault(fault)) => *fault,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn fault(content: &str) -> Fault<SendFault> {
    fault_in(envelope(&format!("<e:Fault>{content}</e:Fault>")))
}

const HEAD: &str = "<faultcode>e:Client</faultcode><faultstring>no &amp; no</faultstring>";

fn bean(message: &str) -> FaultBean {
    FaultBean { message: Some(message.to_owned()), line: None }
}

#[test]
fn a_fault_is_a_fault_at_any_status() {
    for status in [200, 202, 400, 404, 500, 503] {
        let error = send(status, envelope(&format!("<e:Fault>{HEAD}</e:Fault>"))).unwrap_err();
        let fault = error.fault().unwrap();
        assert_eq!((fault.code().kind(), fault.reason()), (FaultKind::Client, "no & no"));
        assert_eq!(error.to_string(), "the server answered with a fault: Client: no & no");
    }
}

#[test]
fn a_declared_detail_is_typed_by_its_element() {
    let detail = |element: &str| {
        fault(&format!("{HEAD}<detail><f:{element}><message>m</message></f:{element}></detail>"))
    };
    assert_eq!(detail("Invalid").detail(), Some(&SendFault::Invalid(bean("m"))));
    assert_eq!(detail("Busy").into_detail(), Some(SendFault::Busy(bean("m"))));
    assert!(detail("Busy").details().is_empty());
}

#[test]
fn an_undeclared_detail_is_raw() {
    let fault = fault(&format!("{HEAD}<detail><f:Other f:a='1'>x</f:Other><plain/></detail>"));
    assert_eq!(fault.detail(), None);
    let names: Vec<String> = fault.details().iter().map(|raw| raw.name().to_string()).collect();
    assert_eq!(names, ["{urn:fax}Other", "plain"]);
    assert_eq!(fault.details()[0].as_str(), "<f:Other xmlns:f=\"urn:fax\" f:a='1'>x</f:Other>");
    assert!(fault.report().is_empty(), "{}", fault.report());
}

#[test]
fn of_several_details_the_first_declared_one_is_typed() {
    let fault = fault(&format!(
        "{HEAD}<detail><stack>x</stack><f:Busy/><f:Invalid><message>m</message></f:Invalid></detail>"
    ));
    assert_eq!(fault.detail(), Some(&SendFault::Busy(FaultBean::default())));
    let names: Vec<&str> = fault.details().iter().map(|raw| raw.name().local()).collect();
    assert_eq!(names, ["stack", "Invalid"]);
}

#[test]
fn text_in_the_place_of_a_detail_is_kept() {
    let fault = fault(&format!("{HEAD}<detail>Account 7 is locked</detail>"));
    let texts: Vec<&str> = fault.details().iter().map(RawXml::as_str).collect();
    assert_eq!(texts, ["<detail>Account 7 is locked</detail>"]);
    assert!(fault.report().is_empty(), "{}", fault.report());

    let blank = self::fault(&format!("{HEAD}<detail>\n</detail>"));
    assert!(blank.details().is_empty() && blank.report().is_empty(), "{}", blank.report());
}

#[test]
fn text_beside_a_detail_is_kept_with_it() {
    let fault = fault(&format!("{HEAD}<detail>why: <f:Busy/><x/></detail>"));
    assert_eq!(fault.detail(), Some(&SendFault::Busy(FaultBean::default())));
    let texts: Vec<&str> = fault.details().iter().map(RawXml::as_str).collect();
    assert_eq!(texts, ["<detail xmlns:f=\"urn:fax\">why: <f:Busy/><x/></detail>"]);
}

#[test]
fn a_nil_detail_is_an_empty_one() {
    let fault = fault(&format!("{HEAD}<detail><f:Invalid xsi:nil='true'/></detail>"));
    assert_eq!(fault.detail(), Some(&SendFault::Invalid(FaultBean::default())));
}

#[test]
fn a_detail_that_is_not_as_declared_is_raw_and_reported() {
    let fault = fault(&format!(
        "{HEAD}<detail><f:Invalid><line>four</line></f:Invalid><f:Busy/></detail><faultactor>urn:a</faultactor>"
    ));
    assert_eq!(fault.detail(), None);
    assert_eq!(fault.actor(), Some("urn:a"));
    let names: Vec<&str> = fault.details().iter().map(|raw| raw.name().local()).collect();
    assert_eq!(names, ["Invalid", "Busy"]);
    let notes: Vec<_> = fault.report().notes().iter().map(|note| (&note.kind, &*note.path)).collect();
    assert_eq!(notes, [(&NoteKind::RawDetail, "/Envelope/Body/Fault/detail/Invalid")]);
}

#[test]
fn a_detail_in_another_namespace_is_typed_and_reported() {
    let fault = fault(&format!("{HEAD}<detail><Invalid xmlns='urn:fax:v2'/></detail>"));
    assert_eq!(fault.detail(), Some(&SendFault::Invalid(FaultBean::default())));
    assert_eq!(fault.report().notes()[0].kind, NoteKind::Qualification);
}

#[test]
fn children_may_come_in_any_order_and_qualified() {
    let fault = fault(
        "<e:detail><f:Busy/></e:detail><e:faultactor>urn:a</e:faultactor><e:faultstring>s</e:faultstring><e:faultcode>e:Server</e:faultcode>",
    );
    assert_eq!(fault.code().kind(), FaultKind::Server);
    assert_eq!((fault.reason(), fault.actor()), ("s", Some("urn:a")));
    assert!(fault.detail().is_some());
}

#[test]
fn any_code_is_taken() {
    let code = |text: &str| {
        fault(&format!("<faultcode xmlns:w='urn:w'>{text}</faultcode><faultstring>s</faultstring>"))
            .code()
            .clone()
    };
    for (text, kind, namespace, name) in [
        ("e:Client", FaultKind::Client, "http://schemas.xmlsoap.org/soap/envelope/", "Client"),
        (
            "e:Client.Authentication",
            FaultKind::Client,
            "http://schemas.xmlsoap.org/soap/envelope/",
            "Client.Authentication",
        ),
        ("Server", FaultKind::Server, "", "Server"),
        (
            "e:VersionMismatch",
            FaultKind::VersionMismatch,
            "http://schemas.xmlsoap.org/soap/envelope/",
            "VersionMismatch",
        ),
        (
            "e:MustUnderstand",
            FaultKind::MustUnderstand,
            "http://schemas.xmlsoap.org/soap/envelope/",
            "MustUnderstand",
        ),
        ("w:FailedAuthentication", FaultKind::Other, "urn:w", "FailedAuthentication"),
        ("w:Client", FaultKind::Other, "urn:w", "Client"),
        ("API_REQUEST_FAILURE", FaultKind::Other, "", "API_REQUEST_FAILURE"),
        ("unbound:Client", FaultKind::Other, "", "unbound:Client"),
        (" 42 what? ", FaultKind::Other, "", "42 what?"),
        ("", FaultKind::Other, "", ""),
    ] {
        let found = code(text);
        assert_eq!(found.kind(), kind, "{text}");
        assert_eq!((found.name().namespace(), found.name().text()), (namespace, name), "{text}");
    }
}

#[test]
fn an_empty_fault_is_a_fault() {
    let fault = fault("");
    assert_eq!(fault.code().kind(), FaultKind::Other);
    assert_eq!(fault.to_string(), "Fault: ");
}

#[test]
fn soap_12_faults_are_read() {
    let fault = fault_in(envelope12(
        "<e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>f:BadNumber</e:Value>\
         <e:Subcode><e:Value>f:TooShort</e:Value></e:Subcode></e:Subcode></e:Code>\
         <e:Reason><e:Text xml:lang='de'>nein</e:Text><e:Text xml:lang='en-GB'>no</e:Text></e:Reason>\
         <e:Node>urn:n</e:Node><e:Role>urn:r</e:Role>\
         <e:Detail><f:Invalid><message>m</message></f:Invalid><x/></e:Detail></e:Fault>",
    ));
    assert_eq!(fault.code().kind(), FaultKind::Client);
    assert_eq!(fault.code().to_string(), "Sender/BadNumber/TooShort");
    let subcodes: Vec<_> =
        fault.code().subcodes().iter().map(|code| (code.namespace(), code.text())).collect();
    assert_eq!(subcodes, [("urn:fax", "BadNumber"), ("urn:fax", "TooShort")]);
    assert_eq!((fault.reason(), fault.node(), fault.actor()), ("no", Some("urn:n"), Some("urn:r")));
    assert_eq!(fault.detail(), Some(&SendFault::Invalid(bean("m"))));
    assert_eq!(fault.details().len(), 1);
    assert!(fault.report().is_empty(), "{}", fault.report());
}

#[test]
fn a_soap_12_fault_without_english_keeps_its_first_reason() {
    let fault = fault_in(envelope12(
        "<e:Fault><e:Reason><e:Text xml:lang='de'>nein</e:Text><e:Text>non</e:Text></e:Reason></e:Fault>",
    ));
    assert_eq!(fault.reason(), "nein");
}

#[test]
fn a_fault_comes_before_a_header_block_that_nobody_understands() {
    let text = envelope_with("<f:New e:mustUnderstand='1'/>", &format!("<e:Fault>{HEAD}</e:Fault>"));
    assert_eq!(fault_in(text).code().kind(), FaultKind::Client);
}

#[test]
fn header_blocks_of_a_fault_are_kept_and_can_be_typed() {
    let blocks = "<f:Invalid><message>m</message></f:Invalid><f:Other/>";
    let fault = fault_in(envelope_with(blocks, &format!("<e:Fault>{HEAD}</e:Fault>")));
    let names: Vec<String> = fault.headers().iter().map(|raw| raw.name().to_string()).collect();
    assert_eq!(names, ["{urn:fax}Invalid", "{urn:fax}Other"]);
    let block = fault.header::<FaultBean>(Name::new("urn:fax", "Invalid")).unwrap();
    assert_eq!(block.unwrap(), bean("m"));
    assert!(fault.header::<FaultBean>(Name::new("urn:fax", "Absent")).is_none());
}

#[test]
fn where_the_body_is_parts_or_empty_a_fault_is_still_a_fault() {
    let text = envelope(&format!("<e:Fault>{HEAD}</e:Fault>"));
    let server = Server::start([xml(500, &text), xml(500, &text)]);
    let client = Fax::at(&server.url());
    assert!(client.parts(&Send::to("1")).wait().unwrap_err().fault().is_some());
    assert!(client.ping().wait().unwrap_err().fault().is_some());
}

#[test]
fn a_detail_may_be_referred_to() {
    let text = envelope(&format!(
        "<e:Fault>{HEAD}<detail><f:Invalid href='#x'/></detail></e:Fault><multiRef id='x'><message>m</message></multiRef>"
    ));
    let fault = fault_in(text);
    assert_eq!(fault.detail(), Some(&SendFault::Invalid(bean("m"))));
    assert!(fault.report().is_empty(), "{}", fault.report());
}

#[test]
fn a_fault_is_never_lost_to_strict_mode() {
    let text = envelope_with(
        "stray",
        &format!("<e:Fault>{HEAD}<detail><f:Invalid><line>x</line></f:Invalid></detail></e:Fault><more/>"),
    );
    let server = Server::start([xml(500, text)]);
    let client = Fax::builder().endpoint(server.url()).strict(true).build().unwrap();
    let error = client.send(&Send::to("1")).wait().unwrap_err();
    let fault = error.fault().unwrap();
    assert_eq!(fault.details()[0].name().local(), "Invalid");
    assert!(fault.report().notes().iter().any(|note| note.kind == NoteKind::RawDetail), "{}", fault.report());
}

#[test]
fn a_fault_that_is_cut_off_is_no_fault() {
    let text = envelope(&format!("<e:Fault>{HEAD}</e:Fault>"));
    let error = send(500, text.strip_suffix("</e:Envelope>\n").unwrap().to_owned()).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}
