//! How replies are read: one test for each rule about envelopes.

use crate::messages::{Fax, SESSION, Send, SendFault, Sent, Session};
use crate::server::{Answer, Server, answer, envelope, envelope_with, envelope12, xml};
use xsd_runtime::soap::{Error, Reply};
use xsd_runtime::types::Secret;
use xsd_runtime::{DecodeErrorKind, Limits, Name, NoteKind};

const SENT: &str = "<f:Sent><Id>7</Id></f:Sent>";

fn send(answer: Answer) -> Result<Reply<Sent>, Error<SendFault>> {
    Fax::at(&Server::start([answer]).url()).send(&Send::to("1")).wait()
}

fn send_strictly(answer: Answer) -> Result<Reply<Sent>, Error<SendFault>> {
    let server = Server::start([answer]);
    let client = Fax::builder().endpoint(server.url()).strict(true).build().unwrap();
    client.send(&Send::to("1")).wait()
}

#[track_caller]
fn decode_error<T: std::fmt::Debug>(result: Result<T, Error<SendFault>>) -> DecodeErrorKind {
    match result {
        Err(Error::Decode(error)) => error.kind().clone(),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn noted(reply: &Reply<Sent>, kind: NoteKind, path: &str) {
    let notes: Vec<_> = reply.report().notes().iter().map(|note| (&note.kind, &*note.path)).collect();
    assert_eq!(notes, [(&kind, path)]);
}

#[test]
fn both_versions_are_read_whatever_was_asked() {
    for text in [envelope(SENT), envelope12(SENT)] {
        let reply = send(xml(200, text)).unwrap();
        assert_eq!(reply.into_inner(), Sent { id: 7, token: None });
    }
}

#[test]
fn prefixes_do_not_matter() {
    for text in [
        "<Envelope xmlns='http://schemas.xmlsoap.org/soap/envelope/'><Body><Sent xmlns='urn:fax'><Id xmlns=''>7</Id></Sent></Body></Envelope>",
        "<SOAP-ENV:Envelope xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/'><SOAP-ENV:Body><Sent:Sent xmlns:Sent='urn:fax'><Id>7</Id></Sent:Sent></SOAP-ENV:Body></SOAP-ENV:Envelope>",
        "<a:Envelope xmlns:a='http://schemas.xmlsoap.org/soap/envelope/'><a:Body><a:Sent xmlns:a='urn:fax'><Id>7</Id></a:Sent></a:Body></a:Envelope>",
    ] {
        let reply = send(xml(200, text)).unwrap();
        assert_eq!(reply.id, 7);
        assert!(reply.report().is_empty(), "{}", reply.report());
    }
}

#[test]
fn a_root_of_another_namespace_is_accepted_and_reported() {
    let text = envelope("<Sent xmlns='urn:other'><Id xmlns=''>7</Id></Sent>");
    let reply = send(xml(200, &text)).unwrap();
    assert_eq!(reply.id, 7);
    noted(&reply, NoteKind::RootNamespace, "/Envelope/Body/Sent");
    assert_eq!(decode_error(send_strictly(xml(200, text))), DecodeErrorKind::Strict(NoteKind::RootNamespace));
}

#[test]
fn a_root_of_another_local_name_is_an_error() {
    let kind = decode_error(send(xml(200, envelope("<f:Other/>"))));
    let expected = "{urn:fax}Sent".to_owned();
    assert_eq!(kind, DecodeErrorKind::Root { expected, found: "{urn:fax}Other".to_owned() });
}

#[test]
fn an_empty_body_is_an_error_unless_there_is_no_output() {
    let kind = decode_error(send(xml(200, envelope(" "))));
    assert!(matches!(&kind, DecodeErrorKind::Envelope(why) if why.contains("Body is empty")), "{kind:?}");
    for answer in [xml(200, envelope("")), answer(202, "", ""), answer(200, "", " \r\n"), answer(204, "", "")]
    {
        Fax::at(&Server::start([answer]).url()).ping().wait().unwrap();
    }
    for status in [302, 500] {
        let error = Fax::at(&Server::start([answer(status, "", "")]).url()).ping().wait().unwrap_err();
        assert_eq!(error.status().unwrap().code(), status);
    }
}

#[test]
fn content_where_there_is_no_output_is_reported() {
    let server = Server::start([xml(200, envelope("<f:Pong/>"))]);
    let reply = Fax::at(&server.url()).ping().wait().unwrap();
    assert_eq!(reply.report().notes()[0].kind, NoteKind::UnknownElement);
}

#[test]
fn an_envelope_without_body_or_of_no_known_version_is_an_error() {
    for text in [
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header/></e:Envelope>",
        "<e:Envelope xmlns:e='urn:not-soap'><e:Body/></e:Envelope>",
        "<Envelope/>",
    ] {
        let kind = decode_error(send(xml(200, text)));
        assert!(matches!(kind, DecodeErrorKind::Envelope(_)), "{kind:?}");
    }
}

#[test]
fn further_elements_of_the_body_are_skipped_and_reported_unless_they_are_referred_to() {
    let text = envelope(&format!("{SENT}<f:More><f:Deep/></f:More>"));
    let reply = send(xml(200, &text)).unwrap();
    noted(&reply, NoteKind::ExtraBody, "/Envelope/Body/More");
    assert_eq!(decode_error(send_strictly(xml(200, text))), DecodeErrorKind::Strict(NoteKind::ExtraBody));
    let reply =
        send_strictly(xml(200, envelope("<f:Sent><Id href='#a'/></f:Sent><multiRef id='a'>7</multiRef>")));
    assert_eq!(reply.unwrap().id, 7);
}

#[test]
fn a_nil_root_gives_the_value_without_content() {
    let kind = decode_error(send(xml(200, envelope("<f:Sent xsi:nil='true'/>"))));
    assert_eq!(kind, DecodeErrorKind::Missing("Id".to_owned()));
}

#[test]
fn a_reply_with_status_4xx_or_5xx_is_read_all_the_same() {
    for status in [400, 500] {
        assert_eq!(send(xml(status, envelope(SENT))).unwrap().id, 7);
    }
}

#[test]
fn what_is_no_envelope_is_a_status() {
    let page = "<!DOCTYPE html>\n<html><body>Bad gateway</body></html>";
    for (status, body) in [(200, page), (502, page), (500, ""), (200, ""), (404, "not found"), (200, "<r/>")]
    {
        let error = send(answer(status, "Content-Type: text/html\r\n", body)).unwrap_err();
        let found = error.status().unwrap_or_else(|| panic!("{error:?}"));
        assert_eq!((found.code(), found.excerpt(), found.content_type()), (status, body, Some("text/html")));
    }
}

#[test]
fn the_excerpt_ends_after_512_bytes_between_two_characters() {
    let error = send(answer(500, "", "é".repeat(600).as_bytes().get(1..).unwrap())).unwrap_err();
    let excerpt = error.status().unwrap().excerpt();
    assert!(excerpt.len() <= 512 && excerpt.len() > 508, "{}", excerpt.len());
    assert!(excerpt.starts_with('\u{FFFD}') && excerpt.ends_with('é'));
}

#[test]
fn a_doctype_before_an_envelope_is_refused() {
    let text = envelope(SENT).replace("?>\n", "?>\n<!DOCTYPE x>");
    assert_eq!(decode_error(send(xml(200, text))), DecodeErrorKind::Doctype);
}

#[test]
fn everything_up_to_the_end_of_the_text_must_be_well_formed() {
    let whole = envelope(SENT);
    let truncated = whole.strip_suffix("</e:Body></e:Envelope>\n").unwrap();
    for text in [
        truncated.to_owned(),
        whole.clone() + "text",
        whole.clone() + "<more/>",
        whole.replace("</f:Sent>", ""),
    ] {
        let kind = decode_error(send(xml(200, &text)));
        assert!(matches!(kind, DecodeErrorKind::Malformed(_)), "{text}: {kind:?}");
    }
}

#[test]
fn a_header_block_that_must_be_understood_is_an_error_unless_someone_understands_it() {
    let block = |attributes: &str| format!("<f:New {attributes}/>");
    let reply = |header: &str| send(xml(200, envelope_with(header, SENT)));
    for attributes in [
        "e:mustUnderstand='1'",
        "e:mustUnderstand='true' e:actor=''",
        "e:mustUnderstand='1' e:actor='http://schemas.xmlsoap.org/soap/actor/next'",
    ] {
        let kind = decode_error(reply(&block(attributes)));
        assert_eq!(kind, DecodeErrorKind::MustUnderstand("{urn:fax}New".to_owned()), "{attributes}");
    }
    for attributes in
        ["", "e:mustUnderstand='0'", "mustUnderstand='1'", "e:mustUnderstand='1' e:actor='urn:other'"]
    {
        assert_eq!(reply(&block(attributes)).unwrap().headers().len(), 1, "{attributes}");
    }
    // The contract declares it.
    assert!(reply("<f:Session e:mustUnderstand='1'><Key>k</Key></f:Session>").is_ok());
    // The user declares it.
    let server = Server::start([xml(200, envelope_with(&block("e:mustUnderstand='1'"), SENT))]);
    let client =
        Fax::builder().endpoint(server.url()).understands(Name::new("urn:fax", "New")).build().unwrap();
    assert!(client.send(&Send::to("1")).wait().is_ok());
}

#[test]
fn roles_of_soap_12_are_known() {
    let role = |role: &str| {
        let text = envelope12(SENT)
            .replace("<e:Header>", &format!("<e:Header><f:New e:mustUnderstand='true' e:role='{role}'/>"));
        send(xml(200, text))
    };
    for ours in ["next", "ultimateReceiver"] {
        let kind = decode_error(role(&format!("http://www.w3.org/2003/05/soap-envelope/role/{ours}")));
        assert!(matches!(kind, DecodeErrorKind::MustUnderstand(_)), "{kind:?}");
    }
    assert!(role("http://www.w3.org/2003/05/soap-envelope/role/none").is_ok());
}

#[test]
fn header_blocks_come_with_the_reply() {
    let reply =
        send(xml(200, envelope_with("<f:Session><Key>k</Key></f:Session><f:Count>x</f:Count>", SENT)));
    let reply = reply.unwrap();
    let session: Session = reply.header(SESSION).unwrap().unwrap();
    assert_eq!(session.key, Secret::from("k"));
    assert!(reply.header::<i32>(Name::new("urn:fax", "Count")).unwrap().is_err());
    assert!(reply.header::<i32>(Name::new("urn:fax", "None")).is_none());
    let (value, headers, report) = reply.into_parts();
    assert_eq!((value.id, headers.len(), report.is_empty()), (7, 2, true));
}

#[test]
fn the_charset_of_the_content_type_counts() {
    let text = envelope("<f:Sent><Id>7</Id><Token>\u{E9}</Token></f:Sent>").replace("UTF-8", "ISO-8859-1");
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let token = |headers: &str| send(answer(200, headers, &latin)).map(|reply| reply.into_inner().token);
    let expected = Some(Secret::from("é"));
    assert_eq!(token("Content-Type: text/xml; charset=ISO-8859-1\r\n").unwrap(), expected);
    assert_eq!(token("").unwrap(), expected);
    let kind = decode_error(token("Content-Type: text/xml; charset=\"utf-8\"\r\n"));
    assert!(matches!(kind, DecodeErrorKind::Encoding(_)), "{kind:?}");
}

#[test]
fn limits_of_the_client_hold_for_replies() {
    let server = Server::start([xml(200, envelope(SENT))]);
    let limits = Limits { depth: 3, ..Limits::default() };
    let client = Fax::builder().endpoint(server.url()).limits(limits).build().unwrap();
    let kind = decode_error(client.send(&Send::to("1")).wait());
    assert_eq!(kind, DecodeErrorKind::Limit { limit: "depth", max: 3 });
}

#[test]
fn errors_say_where_in_the_reply_they_are() {
    let error = send(xml(200, envelope("<f:Sent><Id>seven</Id></f:Sent>"))).unwrap_err();
    let Error::Decode(decode) = &error else { panic!("{error:?}") };
    assert_eq!(decode.path(), "/Envelope/Body/Sent/Id");
    assert_eq!(decode.position().line, 2);
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().contains("\"seven\""), "{source}");
}
