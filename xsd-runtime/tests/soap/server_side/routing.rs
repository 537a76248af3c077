//! Which operation a request is taken to.

use xsd_runtime::soap::server::{Dispatcher, Received, Request, Response, Route, Service};
use xsd_runtime::soap::{Fault, NoFault};

use super::{PARTS, SEND, answer, now, office, shown};
use crate::server::{envelope, envelope12};

const SEND_BODY: &str = "<f:Send><To>1</To></f:Send>";

/// The place of the operation that answers this body and this action, or the reason of the fault.
fn route(body: &str, action: Option<&str>) -> String {
    let text = envelope(body);
    let mut request = Request::new(text.as_bytes()).header("Content-Type", "text/xml; charset=utf-8");
    if let Some(action) = action {
        request = request.header("SOAPAction", action);
    }
    id_or_reason(&shown(now(office().answer(request))).1)
}

fn id_or_reason(answer: &str) -> String {
    let between =
        |before: &str, after: &str| Some(answer.split_once(before)?.1.split_once(after)?.0.to_owned());
    between("<Id>", "</Id>")
        .or_else(|| between("<faultstring>", "</faultstring>"))
        .or_else(|| between("<soapenv:Text xml:lang=\"en\">", "</soapenv:Text>"))
        .unwrap_or_else(|| answer.to_owned())
}

#[test]
fn the_root_decides_and_then_the_action() {
    assert_eq!(route("<f:Status><To>1</To></f:Status>", None), "2");
    assert_eq!(route("<f:Status><To>1</To></f:Status>", Some("\"urn:fax#send\"")), "2");
    assert_eq!(route(SEND_BODY, Some("\"urn:fax#send\"")), "0");
    assert_eq!(route(SEND_BODY, Some("\"urn:fax#resend\"")), "1");
    assert_eq!(route(SEND_BODY, Some("urn:fax#resend")), "1");
    assert_eq!(route(SEND_BODY, Some("\"urn:other\"")), "0");
    assert_eq!(route(SEND_BODY, Some("\"\"")), "0");
    assert_eq!(route(SEND_BODY, None), "0");
}

#[test]
fn an_unknown_root_is_for_the_action_or_for_parts() {
    let elsewhere = "<o:Send xmlns:o='urn:other'><To>1</To></o:Send>";
    assert_eq!(route(elsewhere, Some("\"urn:fax#resend\"")), "1");
    assert_eq!(
        route("<f:Other/>", Some("\"urn:fax#send\"")),
        "expected element `{urn:fax}Send`, found `{urn:fax}Other` at /Envelope/Body/Other (line 2, column 166)"
    );
    assert_eq!(route("<To>1</To>", None), "4");
    assert_eq!(route("<f:Other/><To>1</To>", Some("\"urn:fax#parts\"")), "4");
}

#[test]
fn an_empty_body_is_for_the_operation_without_input() {
    for body in ["", "  <!-- nothing -->\n"] {
        assert!(route(body, None).ends_with("<soapenv:Body/></soapenv:Envelope>"));
    }
    // An action goes before.
    assert!(route("", Some("urn:fax#send")).contains("its Body is empty, `{urn:fax}Send` is due"));
}

#[test]
fn soap_12_says_the_action_in_the_content_type() {
    let text = envelope12(SEND_BODY);
    for content_type in [
        "application/soap+xml; charset=utf-8; action=\"urn:fax#resend\"",
        "application/soap+xml;action=urn:fax#resend",
    ] {
        let request = Request::new(text.as_bytes()).header("content-type", content_type);
        let response = now(office().answer(request));
        assert_eq!(response.content_type, Some("application/soap+xml; charset=utf-8"));
        let (status, text) = shown(response);
        assert_eq!((status, &*id_or_reason(&text)), (200, "1"));
        assert!(text.contains("<soapenv:Envelope xmlns:soapenv=\"http://www.w3.org/2003/05/soap-envelope\""));
    }
}

#[test]
fn a_one_way_operation_is_acknowledged_or_fails() {
    let response = now(office().answer(Request::new(envelope("<f:Note><To>1</To></f:Note>").as_bytes())));
    assert_eq!(response, Response { status: 202, content_type: None, body: Vec::new() });
    for (body, reason) in [
        ("<f:Note><To>fail</To></f:Note>", "no paper"),
        ("<f:Note/>", "required `To` is missing, empty or nil"),
    ] {
        let (status, text) = answer(&office(), &envelope(body));
        assert_eq!(status, 500);
        assert!(id_or_reason(&text).starts_with(reason), "{text}");
    }
}

/// Has no operation for what is left over.
struct Few;

impl Service for Few {
    const ROUTES: &'static [Route] = &[SEND.route(), PARTS.route(), PARTS.route()];

    async fn call(&self, _: usize, _: Received) -> Result<Response, Fault<NoFault>> {
        Err(Fault::server("called"))
    }
}

#[test]
fn what_no_operation_takes_is_told_with_what_is_known() {
    let few = Dispatcher::new(Few);
    let reason = |body: &str, action: &str| {
        let text = envelope(body);
        let request = Request::new(text.as_bytes()).header("SOAPAction", action);
        id_or_reason(&shown(now(few.answer(request))).1)
    };
    let known = "known are `{urn:fax}Send`, `urn:fax#parts`, `urn:fax#parts`";
    assert_eq!(
        reason("<f:Other/>", "\"urn:o\u{1}\""),
        format!("no operation takes `{{urn:fax}}Other` with the action `urn:o\u{FFFD}`; {known}")
    );
    assert_eq!(reason("", ""), format!("no operation takes an empty body; {known}"));
    assert_eq!(
        reason("<e:Fault/>", ""),
        format!("no operation takes `{{http://schemas.xmlsoap.org/soap/envelope/}}Fault`; {known}")
    );
    assert_eq!(reason("<f:Send/>", ""), "called");
}
