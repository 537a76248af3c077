//! Every fault that an operation declares, and those that none declares.

use std::fmt::Debug;

use fax_bindings::monopond::{v2, v2_1};
use fax_bindings::runtime::soap::{Call, Client, Error, FaultDetail, FaultKind};

use crate::server::{Answer, Server, client, exchange, reply_envelope};

/// Details that have no content.
const EMPTY: [&str; 3] = ["UnsupportedDocumentContentType", "UnknownHostException", "InterruptedException"];

fn fault(namespace: &str, detail: &str) -> Answer {
    let fault = format!(
        "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>reason</faultstring>\
         <detail>{detail}</detail></soap:Fault>"
    );
    (500, reply_envelope(namespace, &fault))
}

fn detail(element: &str) -> String {
    if EMPTY.contains(&element) {
        format!("<ns2:{element}/>")
    } else {
        format!("<ns2:{element}><message>what is wrong</message></ns2:{element}>")
    }
}

/// Calls the operation once for each fault: it declares exactly these, and each comes out typed.
#[track_caller]
fn declares<C: From<Client>, O: Debug, F: FaultDetail>(
    namespace: &str,
    elements: &[&str],
    call: impl Fn(&C) -> Call<O, F>,
) {
    let mut declared: Vec<&str> = F::NAMES.iter().map(|name| name.local).collect();
    let mut expected = elements.to_vec();
    declared.sort_unstable();
    expected.sort_unstable();
    assert_eq!(declared, expected);

    let server = Server::start(elements.iter().map(|element| fault(namespace, &detail(element))).collect());
    let client: C = client(&server);
    for element in elements {
        let error = call(&client).wait().unwrap_err();
        let fault = error.fault().unwrap_or_else(|| panic!("{element}: {error:?}"));
        let typed = fault.detail().unwrap_or_else(|| panic!("{element}: {fault:?}"));
        assert_eq!((typed.name().namespace, typed.name().local), (namespace, *element));
        assert_eq!(format!("{typed:?}").contains("what is wrong"), !EMPTY.contains(element), "{typed:?}");
        assert_eq!((fault.reason(), fault.code().kind()), ("reason", FaultKind::Server));
        assert!(fault.details().is_empty() && fault.report().is_empty(), "{element}");
    }
}

#[test]
fn version_2_1() {
    use v2_1::client::ApiClient;
    use v2_1::*;

    declares(
        NAMESPACE,
        &[
            "UnsupportedDocumentContentType",
            "InternalServerException",
            "DocumentRefAlreadyExistsException",
            "MergeFieldDoesNotMatchDocumentTypeException",
            "DocumentRefDoesNotExistException",
            "DocumentContentTypeNotFoundException",
            "InvalidArgumentsException",
            "NoMessagesFoundException",
        ],
        |client: &ApiClient| client.send_fax(&SendFaxRequest::new()),
    );
    let by_reference = ["InternalServerException", "InvalidArgumentsException", "NoMessagesFoundException"];
    declares(NAMESPACE, &by_reference, |client: &ApiClient| client.fax_status(&FaxStatusRequest::new()));
    declares(NAMESPACE, &by_reference, |client: &ApiClient| client.stop_fax(&StopFaxRequest::new()));
    declares(NAMESPACE, &by_reference, |client: &ApiClient| client.pause_fax(&PauseFaxRequest::new()));
    declares(NAMESPACE, &by_reference, |client: &ApiClient| client.resume_fax(&ResumeFaxRequest::new()));
    declares(
        NAMESPACE,
        &[
            "InternalServerException",
            "DocumentRefAlreadyExistsException",
            "DocumentContentTypeNotFoundException",
            "InvalidArgumentsException",
        ],
        |client: &ApiClient| client.save_fax_document(&SaveFaxDocumentRequest::new("d", "d.txt", b"d")),
    );
    declares(
        NAMESPACE,
        &["InternalServerException", "DocumentRefDoesNotExistException", "InvalidArgumentsException"],
        |client: &ApiClient| client.delete_fax_document(&DeleteFaxDocumentRequest::new()),
    );
    declares(
        NAMESPACE,
        &[
            "UnsupportedDocumentContentType",
            "InternalServerException",
            "UnknownHostException",
            "MergeFieldDoesNotMatchDocumentTypeException",
            "DocumentRefDoesNotExistException",
            "InterruptedException",
            "InvalidArgumentsException",
        ],
        |client: &ApiClient| client.fax_document_preview(&FaxDocumentPreviewRequest::new("d")),
    );
}

#[test]
fn version_2() {
    use v2::client::ApiClient;
    use v2::*;

    declares(
        NAMESPACE,
        &[
            "InternalServerException",
            "DocumentContentTypeNotFoundException",
            "InvalidArgumentsException",
            "NoMessagesFoundException",
        ],
        |client: &ApiClient| client.send_fax(&SendFaxRequest::new()),
    );
    let by_reference = ["InternalServerException", "InvalidArgumentsException", "NoMessagesFoundException"];
    declares(NAMESPACE, &by_reference, |client: &ApiClient| client.fax_status(&FaxStatusRequest::new()));
    declares(NAMESPACE, &by_reference, |client: &ApiClient| client.stop_fax(&StopFaxRequest::new()));
    declares(NAMESPACE, &by_reference, |client: &ApiClient| client.pause_fax(&PauseFaxRequest::new()));
    declares(NAMESPACE, &by_reference, |client: &ApiClient| client.resume_fax(&ResumeFaxRequest::new()));
}

/// What `SendFax` of version 2.1 comes to when it is answered so.
fn send(answer: Answer) -> Error<v2_1::SendFaxFault> {
    let (result, _) =
        exchange(answer, |client: &v2_1::client::ApiClient| client.send_fax(&v2_1::SendFaxRequest::new()));
    result.unwrap_err()
}

#[test]
fn a_detail_has_its_message_if_there_is_one() {
    let message = |inner: &str| {
        let element = "DocumentRefDoesNotExistException";
        let error = send(fault(v2_1::NAMESPACE, &format!("<ns2:{element}>{inner}</ns2:{element}>")));
        match error.fault().and_then(|fault| fault.detail()) {
            Some(v2_1::SendFaxFault::DocumentRefDoesNotExistException(bean)) => bean.message.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(message("<message>no such document</message>").as_deref(), Some("no such document"));
    assert_eq!(message(""), None);
    let nil = "<message xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/>";
    assert_eq!(message(nil), None);
    assert_eq!(message("<hint>new</hint><message>m</message>").as_deref(), Some("m"));
}

#[test]
fn a_fault_without_a_declared_detail_keeps_what_it_has() {
    let denied = "<soap:Fault xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">\
                  <faultcode>wsse:FailedAuthentication</faultcode><faultstring>who?</faultstring></soap:Fault>";
    let error = send((500, reply_envelope(v2_1::NAMESPACE, denied)));
    let fault_without = error.fault().unwrap();
    assert_eq!(fault_without.code().name().text(), "FailedAuthentication");
    assert!(fault_without.detail().is_none() && fault_without.details().is_empty());

    // A fault of another operation.
    let error = send(fault(v2_1::NAMESPACE, "<ns2:UnknownHostException/>"));
    let other = error.fault().unwrap();
    assert!(other.detail().is_none());
    assert_eq!(other.details()[0].name().local(), "UnknownHostException");
}

#[test]
fn a_fault_with_status_200_is_a_fault() {
    let (_, body) = fault(v2_1::NAMESPACE, &detail("NoMessagesFoundException"));
    let error = send((200, body));
    let detail = error.fault().and_then(|fault| fault.detail());
    assert!(matches!(detail, Some(v2_1::SendFaxFault::NoMessagesFoundException(_))), "{error:?}");
}

#[test]
fn what_is_no_envelope_is_no_fault() {
    let error = send((502, "<html><body>Bad gateway</body></html>".to_owned()));
    let status = error.status().unwrap();
    assert_eq!((status.code(), status.excerpt()), (502, "<html><body>Bad gateway</body></html>"));
    assert_eq!(send((500, String::new())).status().unwrap().code(), 500);
}
