//! Whatever comes, an envelope goes back.

use proptest::prelude::*;
use xsd_runtime::soap::server::{Authenticator, Request};
use xsd_runtime::soap::{Incoming, UsernameToken};
use xsd_runtime::{Limits, RawXml};

use super::{now, office};
use crate::server::{envelope_with, envelope12};

fn samples() -> Vec<Vec<u8>> {
    let security = "<s:Security xmlns:s='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd' \
         e:mustUnderstand='1'><s:UsernameToken><s:Username>u</s:Username><s:Password>hunter2</s:Password>\
         </s:UsernameToken></s:Security>";
    let body = "<f:Send><To>1</To><Pin>31415</Pin></f:Send>";
    let latin = envelope_with("<f:Session><Key>k</Key></f:Session>", body).replace("UTF-8", "ISO-8859-1");
    let utf_16 = envelope12(body).encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![envelope_with(security, body).into_bytes(), latin.into_bytes(), utf_16]
}

/// Checks that the answer is an envelope, and that neither it nor the hook shows the password.
fn check(body: &[u8], content_type: &str) -> Result<(), TestCaseError> {
    let dispatcher = office()
        .authenticator(Authenticator::user(&UsernameToken::new("u", "hunter2")))
        .on_answer(|answered| assert!(RawXml::parse(answered.reply().split_once('\n').unwrap().1).is_ok()));
    let request = Request::new(body).header("Content-Type", content_type).header("SOAPAction", content_type);
    let response = now(dispatcher.answer(request));
    prop_assert!(matches!(response.status, 200 | 400 | 413 | 415 | 500));
    let answered = Incoming::parse(&response.body, response.content_type, &Limits::default());
    prop_assert!(answered.is_ok(), "{:?}", String::from_utf8_lossy(&response.body));
    Ok(())
}

/// Each of these took minutes or gigabytes, as long as the cost grew with the product of two lengths.
#[test]
fn what_is_long_costs_what_it_weighs() {
    let wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    let token = |password: &str| {
        format!(
            "<s:Security xmlns:s='{wsse}'><s:UsernameToken><s:Username>u</s:Username>\
             <s:Password>{password}</s:Password></s:UsernameToken></s:Security>"
        )
    };
    let long = "a".repeat(256 << 10);
    let almost = token(&format!("{long}b"));
    let good = "<f:Send><To>1</To></f:Send>";
    let prefixes: String = (0..120).map(|number| format!(" xmlns:a{number:0>40}='u'")).collect();
    let texts = [
        // A password that is found almost everywhere.
        envelope_with(&format!("{almost}<{long} xmlns='u' e:mustUnderstand='1'/>"), good),
        envelope_with(&almost, &format!("<f:Send><To>{long}</To></f:Send>")),
        envelope_with(&almost, &format!("<f:{long}/>")),
        envelope_with(&format!("{almost}<f:Session><Key><{long}/></Key></f:Session>"), good),
        // A name that each note repeats.
        envelope_with(
            &token("p").replace(
                "<s:UsernameToken>",
                &format!(
                    "<s:UsernameToken href='#a'/><{long} id='a'>{}</{long}><s:UsernameToken>",
                    "<b/>".repeat(300)
                ),
            ),
            good,
        ),
        // Prefixes that each might be used in it.
        envelope_with(&format!("<f:Other>{long}</f:Other>"), good).replacen(
            "<e:Header",
            &format!("<e:Header{prefixes}"),
            1,
        ),
        // Blocks upon blocks.
        envelope_with(&"<a/>".repeat(49_999), good),
        envelope_with(&token("p").repeat(10_000), good),
    ];
    for text in texts {
        for dispatcher in
            [office(), office().authenticator(Authenticator::user(&UsernameToken::new("u", "hunter2")))]
        {
            let dispatcher = dispatcher.on_answer(|answered| {
                let shown = answered.request().map_or(0, str::len) + answered.reply().len();
                assert!(shown < 4 << 20);
            });
            let response = now(dispatcher.answer(Request::new(text.as_bytes())));
            assert!(response.body.len() < 4096, "{}", response.body.len());
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_get_an_envelope(body: Vec<u8>, content_type: String) {
        check(&body, &content_type)?;
        check(&body, "text/xml")?;
    }

    #[test]
    fn a_damaged_request_gets_an_envelope(
        sample in prop::sample::select(samples()),
        place in any::<prop::sample::Index>(),
        byte: u8,
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut body = sample;
        let at = place.index(body.len());
        body[at] = byte;
        if let Some(cut) = cut {
            body.truncate(cut.index(body.len()));
        }
        check(&body, "application/soap+xml; action=urn:fax#resend")?;
    }

    #[test]
    fn any_markup_gets_an_envelope(header in "[<>/&;:a-c'\"= !\\[\\]-]{0,40}", body in "[<>/&;:a-c'\"= !\\[\\]-]{0,40}") {
        check(envelope_with(&header, &body).as_bytes(), "text/xml")?;
    }
}
