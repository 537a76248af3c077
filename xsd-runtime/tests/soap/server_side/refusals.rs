//! What never reaches an operation, and what its operation cannot read.

use xsd_runtime::soap::UsernameToken;
use xsd_runtime::soap::server::{Authenticator, Dispatcher, Request};
use xsd_runtime::{Limits, Name};

use super::{Office, answer, now, office, shown};
use crate::messages::FAX;
use crate::server::{envelope, envelope_with, envelope12};

const SEND: &str = "<f:Send><To>1</To></f:Send>";

/// Checks that this text is answered by a fault with this code and a reason that contains `reason`.
fn refuses(dispatcher: &Dispatcher<Office>, text: &str, code: &str, reason: &str) {
    let (status, fault) = answer(dispatcher, text);
    assert_eq!(status, 500, "{fault}");
    assert!(fault.contains(&format!("<faultcode>soapenv:{code}</faultcode>")), "{fault}");
    assert!(fault.contains(reason), "{reason} is not in {fault}");
}

#[test]
fn hostile_and_broken_xml_is_the_client_s_fault_with_its_place() {
    let good = envelope(SEND);
    let bomb = "<!DOCTYPE e [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
    let with = |body: &str| envelope(&format!("<f:Send><To>{body}</To></f:Send>"));
    let deep = |depth: usize| with(&format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth)));
    let attributes = |count: usize| {
        let attributes: String = (0..count).map(|number| format!(" a{number}=''")).collect();
        with(&format!("<a{attributes}/>"))
    };
    let namespaces: String = (0..128).map(|number| format!(" xmlns:n{number}='u'")).collect();
    let cases = [
        (String::new(), "there is no root element"),
        ("hello".to_owned(), "text stands outside of the root element"),
        (format!("<!DOCTYPE e>{good}"), "a DOCTYPE is not accepted"),
        (format!("{bomb}{good}"), "a DOCTYPE is not accepted"),
        (with("&b;"), "neither to a character nor to one of the five entities"),
        (deep(125), "limit `depth` of 128 passed"),
        (attributes(501), "limit `attributes` of 500 passed"),
        (with(&format!("<a b='{}'/>", "x".repeat((64 << 10) + 1))), "limit `attribute` of 65536 passed"),
        (with(&format!("<a{namespaces}/>")), "limit `namespaces` of 128 passed"),
        (with("<a b='1' b='2'/>"), "an attribute is given twice"),
        (with("<x:a/>"), "the prefix `x` is not declared"),
        (with("\u{1}"), "a control character"),
        (with("&#0;"), "a reference is to no character"),
        (with("<a>"), "`&lt;/a&gt;` is due"),
        (good.replace("</e:Envelope>", ""), "the text ends before"),
        (format!("{good}{good}"), "XML declaration does not stand first"),
        (format!("{good}<a/>"), "there are two root elements"),
        (format!("{good}text"), "text stands outside"),
        (
            envelope("<f:Send/>"),
            "required `To` is missing, empty or nil at /Envelope/Body/Send (line 2, column 166)",
        ),
        ("<html/>".to_owned(), "its root is `html`"),
        ("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'/>".to_owned(), "it has no Body"),
    ];
    for (text, reason) in cases {
        refuses(&office(), &text, "Client", reason);
    }
    for text in [&deep(124), &attributes(500)] {
        assert_eq!(answer(&office(), text).0, 200);
    }
}

/// Nobody else would see the same message in it.
#[test]
fn an_envelope_has_one_header_and_one_body() {
    let (good, unknown) = (envelope(SEND), "<e:Header><f:Other e:mustUnderstand='1'/></e:Header>");
    let second = "<e:Body><f:Status><To>1</To></f:Status></e:Body>";
    for (place, also, reason) in [
        ("<e:Header>", "<e:Header/><e:Header>", "it has two Headers at /Envelope/Header[2]"),
        ("</e:Envelope>", &format!("{unknown}</e:Envelope>"), "follows its Body at /Envelope/Header"),
        ("</e:Envelope>", &format!("{second}</e:Envelope>"), "follows its Body at /Envelope/Body[2]"),
    ] {
        let text = good.replacen(place, also, 1);
        assert_ne!(text, good);
        refuses(&office(), &text, "Client", reason);
    }
    assert_eq!(answer(&office(), &good.replace("</e:Envelope>", "<f:Other/></e:Envelope>")).0, 200);
}

#[test]
fn bytes_that_are_not_of_their_encoding_are_the_client_s_fault() {
    let text = envelope("<f:Send><To>é</To></f:Send>").replace("UTF-8", "ISO-8859-1");
    let latin: Vec<u8> = text.chars().map(|c| u32::from(c) as u8).collect();
    let status = |bytes: &[u8], content_type: &str| {
        shown(now(office().answer(Request::new(bytes).header("Content-Type", content_type))))
    };
    assert_eq!(status(&latin, "text/xml").0, 200);
    assert_eq!(status(&latin, "text/xml; charset=\"iso-8859-1\"").0, 200);
    for (content_type, reason) in [
        ("text/xml; charset=utf-8", "not UTF-8"),
        ("text/xml; charset=ebcdic\u{1}", "the encoding `ebcdic\u{FFFD}` is not supported"),
        ("text/xml; charset=utf-16", "not UTF-16"),
    ] {
        let mut bytes = latin.clone();
        bytes.truncate(latin.len() / 2 * 2 - 1);
        let (status, fault) = status(&bytes, content_type);
        assert!(status == 500 && fault.contains(reason), "{fault}");
    }
}

#[test]
fn only_xml_is_read() {
    let good = envelope(SEND);
    for content_type in ["text/plain", "application/json", "multipart/related; type=\"text/xml\""] {
        let request = Request::new(good.as_bytes()).header("Content-Type", content_type);
        let response = now(office().answer(request));
        assert_eq!(response.content_type, Some("text/xml; charset=utf-8"));
        let (status, fault) = shown(response);
        assert_eq!(status, 415);
        assert!(fault.contains("<faultcode>soapenv:Client</faultcode>"), "{fault}");
    }
    for request in [
        Request::new(good.as_bytes()),
        Request::new(good.as_bytes()).header("Content-Type", "application/xml"),
        Request::new(good.as_bytes()).header("content-type", "application/soap+xml"),
    ] {
        assert_eq!(now(office().answer(request)).status, 200);
    }
}

#[test]
fn a_body_may_be_as_large_as_the_limit() {
    let good = envelope(SEND);
    let limited = |body| office().limits(Limits { body, ..Limits::default() });
    assert_eq!(answer(&limited(good.len()), &good).0, 200);
    let (status, fault) = answer(&limited(good.len() - 1), &good);
    assert_eq!(status, 413);
    assert!(fault.contains(&format!("larger than {} bytes", good.len() - 1)), "{fault}");
    // What grows over it when it becomes UTF-8 is too large as well.
    let text = envelope(&format!("<f:Send><To>{}</To></f:Send>", "€".repeat(1000)));
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(units.len() < text.len());
    assert_eq!(now(limited(units.len()).answer(Request::new(&units))).status, 413);
}

#[test]
fn texts_and_elements_have_limits() {
    let text = |len: usize| envelope(&format!("<f:Send><To>{}</To></f:Send>", "x".repeat(len)));
    let limits = Limits { text: 1000, elements: 4, ..Limits::default() };
    let limited = office().limits(limits);
    // Envelope, Header, Body, Send: one too many with To.
    refuses(&limited, &text(1), "Client", "limit `elements` of 4 passed");
    let limited = office().limits(Limits { text: 1000, ..Limits::default() });
    assert_eq!(answer(&limited, &text(1000)).0, 200);
    refuses(&limited, &text(1001), "Client", "limit `text` of 1000 passed at /Envelope/Body/Send/To");
}

#[test]
fn a_version_that_nobody_knows_is_a_mismatch() {
    let other = envelope(SEND).replace("http://schemas.xmlsoap.org/soap/envelope/", "urn:soap:2");
    refuses(&office(), &other, "VersionMismatch", "its root is `{urn:soap:2}Envelope`");
    let request = Request::new(other.as_bytes()).header("Content-Type", "application/soap+xml");
    let (status, fault) = shown(now(office().answer(request)));
    assert_eq!(status, 500);
    assert!(fault.contains("<soapenv:Value>soapenv:VersionMismatch</soapenv:Value>"), "{fault}");
}

#[test]
fn a_fault_has_the_version_of_the_request() {
    let text = envelope12("<f:Nothing/>").replace("<f:Nothing/>", "<f:Send/>");
    let response = now(office().answer(Request::new(text.as_bytes()).header("Content-Type", "text/xml")));
    assert_eq!(response.content_type, Some("application/soap+xml; charset=utf-8"));
    let (status, fault) = shown(response);
    assert_eq!(status, 400);
    assert!(fault.contains("<soapenv:Value>soapenv:Sender</soapenv:Value>"), "{fault}");
    // What cannot be read has the version that its content type stands for.
    for (content_type, value) in
        [("application/soap+xml", "soapenv:Sender<"), ("text/xml", "soapenv:Client<")]
    {
        let request = Request::new(b"<").header("Content-Type", content_type);
        assert!(shown(now(office().answer(request))).1.contains(value));
    }
}

#[test]
fn header_blocks_that_must_be_understood_are_or_the_request_is_refused() {
    let with = |block: &str| envelope_with(block, SEND);
    let unknown = with("<f:Other e:mustUnderstand='1'/>");
    refuses(
        &office(),
        &unknown,
        "MustUnderstand",
        "header `{urn:fax}Other` must be understood and is not at /Envelope/Header/Other (line 2,",
    );
    assert_eq!(answer(&office().understands(Name::new(FAX, "Other")), &unknown).0, 200);
    for fine in [
        "<f:Session e:mustUnderstand='1'><Key>k</Key></f:Session>",
        "<f:Other e:mustUnderstand='0'/>",
        "<f:Other/>",
        "<f:Other e:mustUnderstand='1' e:actor='urn:somebody.else'/>",
    ] {
        assert_eq!(answer(&office(), &with(fine)).0, 200, "{fine}");
    }
    for ours in ["", "http://schemas.xmlsoap.org/soap/actor/next"] {
        let block = format!("<f:Other e:mustUnderstand='1' e:actor='{ours}'/>");
        refuses(&office(), &with(&block), "MustUnderstand", "Other");
    }
    // Another operation does not declare it.
    let status = envelope_with(
        "<f:Session e:mustUnderstand='1'><Key>k</Key></f:Session>",
        "<f:Status><To>1</To></f:Status>",
    );
    refuses(&office(), &status, "MustUnderstand", "{urn:fax}Session");
    let role = "http://www.w3.org/2003/05/soap-envelope/role";
    for (name, status) in [("next", 500), ("ultimateReceiver", 500), ("none", 200)] {
        let block = format!("<f:Other e:mustUnderstand='true' e:role='{role}/{name}'/>");
        let text = with(&block)
            .replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");
        assert_eq!(answer(&office(), &text).0, status, "{name}");
    }
}

#[test]
fn who_is_not_known_sees_no_more_than_that() {
    let guarded = office().authenticator(Authenticator::user(&UsernameToken::new("alice", "hunter2")));
    let with = |password: &str, body: &str| {
        let token = format!(
            "<UsernameToken><Username>alice</Username><Password>{password}</Password></UsernameToken>"
        );
        let wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
        envelope_with(&format!("<Security xmlns='{wsse}' e:mustUnderstand='1'>{token}</Security>"), body)
    };
    let (_, fault) = answer(&guarded, &with("hunter2", "<f:Send><To>who</To></f:Send>"));
    assert!(fault.contains("<faultstring>alice</faultstring>"), "{fault}");
    for body in [SEND, "<f:Unknown/>", "<f:Send/>"] {
        let (status, fault) = answer(&guarded, &with("hunter3", body));
        assert!(status == 500 && fault.contains("FailedAuthentication</faultcode>"), "{fault}");
        assert!(answer(&guarded, &envelope(body)).1.contains("InvalidSecurity</faultcode>"));
    }
    assert!(answer(&guarded, &with("hunter2", "<f:Send/>")).1.contains("required `To`"));
    // Without an authenticator nobody handles the block.
    refuses(&office(), &with("hunter2", SEND), "MustUnderstand", "Security");
}

#[test]
fn in_strict_mode_what_would_be_noted_is_refused() {
    let text = envelope("<f:Send><To>1</To><New/></f:Send>");
    assert_eq!(answer(&office(), &text).0, 200);
    refuses(
        &office().strict(true),
        &text,
        "Client",
        "strict mode: unknown element skipped at /Envelope/Body/Send/New",
    );
}

#[test]
fn what_cannot_be_written_is_the_server_s_fault() {
    refuses(
        &office(),
        &envelope("<f:Send><To>unwritable</To></f:Send>"),
        "Server",
        "the answer cannot be written: character U+0001 cannot be written in XML 1.0",
    );
}
