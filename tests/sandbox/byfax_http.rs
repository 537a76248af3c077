//! Five services over HTTP: their contracts, the header block in the forms of all clients, and both forms of replies.

use std::sync::{Arc, Mutex};

use fax_bindings::byfax::common::StateCodes;
use fax_bindings::byfax::faxout::{ApiRequestFaxjobListBroadcasts, FaxReportMessage};
use fax_sandbox::{Clock, Log, Replies, Sandbox, Settings};

use crate::byfax::{World, faxes, first_page, recipient, submission};

const SERVICES: [(&str, &str); 5] = [
    ("cover", "urn:ApiServiceCover"),
    ("document", "urn:ApiServiceDocument"),
    ("faxout", "urn:ApiServiceFaxout"),
    ("faxin/message", "urn:ApiServiceFxiMessage"),
    ("faxin/inventory", "urn:ApiServiceFxiInventory"),
];

async fn get(url: &str) -> (u16, String) {
    let response = reqwest::get(url).await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

/// Status and text of the answer to an envelope.
async fn post(url: &str, action: &str, header: &str, body: &str) -> (u16, String) {
    let envelope = format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>\
         <s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    );
    let request = reqwest::Client::new().post(url).header("Content-Type", "text/xml; charset=utf-8");
    let response = request.header("SOAPAction", action).body(envelope).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn every_service_has_its_contract() {
    let world = World::new().await;
    for (service, namespace) in SERVICES {
        let url = world.sandbox.url(&format!("/soap/1.1/{service}"));
        for url in [&url, &format!("{url}/")] {
            for query in ["?wsdl", "?WSDL"] {
                let (status, wsdl) = get(&format!("{url}{query}")).await;
                assert_eq!(status, 200);
                assert!(wsdl.contains(&format!("targetNamespace=\"{namespace}\"")), "{service}");
                assert!(wsdl.contains(&format!("location=\"{url}\"")), "{service}");
            }
        }
        assert_eq!(get(&url).await.0, 405);
    }
    let (_, index) = get(&world.sandbox.url("/")).await;
    assert!(SERVICES.iter().all(|(service, _)| index.contains(&format!("/soap/1.1/{service} "))), "{index}");
}

/// What the vendor's clients for PHP, Python, .NET Framework and .NET Core send, and what gSOAP makes of the contract.
#[tokio::test]
async fn the_header_block_is_read_in_every_form() {
    let world = World::new().await;
    let url = world.sandbox.url("/soap/1.1/faxout");
    let members = "<Username>demo</Username><Password>demo</Password>";
    for header in [
        format!("<h:UsernameToken xmlns:h='{url}'>{members}</h:UsernameToken>"),
        format!("<UsernameToken>{members}</UsernameToken>"),
        "<h:UsernameToken xmlns:h='urn:ApiServiceFaxout' id='h_id1' \
         xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:x='http://www.w3.org/2001/XMLSchema'>\
         <Username i:type='x:string'>demo</Username><Password i:type='x:string'>demo</Password></h:UsernameToken>"
            .to_owned(),
        "<UsernameToken xmlns:m='http://schemas.datacontract.org/2004/07/faxout'>\
         <m:Password>demo</m:Password><m:Username>demo</m:Username></UsernameToken>"
            .to_owned(),
        format!(
            "<h:UsernameTokenHeaderPart xmlns:h='urn:ApiServiceFaxout' s:mustUnderstand='1'>{members}</h:UsernameTokenHeaderPart>"
        ),
        format!("<h:UsernameToken xmlns:h='urn:ApiServiceFaxout' s:mustUnderstand='1'>{members}</h:UsernameToken>"),
        format!("<UsernameToken s:mustUnderstand='1'>{members}</UsernameToken>"),
    ] {
        let body = "<t:getBalance xmlns:t='urn:ApiServiceFaxout'/>";
        let (status, reply) = post(&url, "\"#getBalance\"", &header, body).await;
        assert_eq!(status, 200, "{reply}");
        assert!(reply.contains(">SUCCESS<") && reply.contains(">1000<"), "{header}\n{reply}");
    }
    for (header, code) in [
        ("", "API_KEY_MISSING"),
        ("<UsernameToken><Username>demo</Username></UsernameToken>", "API_KEY_SECRET_NOT_MATCH"),
    ] {
        let (status, reply) =
            post(&url, "\"#getBalance\"", header, "<t:getBalance xmlns:t='urn:ApiServiceFaxout'/>").await;
        assert_eq!(status, 200, "it is no fault");
        assert!(reply.contains(&format!(">{code}<")), "{reply}");
    }
}

#[tokio::test]
async fn what_is_no_call_is_a_fault() {
    let world = World::new().await;
    let url = world.sandbox.url("/soap/1.1/faxout/");
    let (status, reply) = post(&url, "\"#Nothing\"", "", "<t:Nothing xmlns:t='urn:ApiServiceFaxout'/>").await;
    assert_eq!(status, 500);
    assert!(reply.contains("Fault") && !reply.contains("href"), "{reply}");
    let block = "<x:Other xmlns:x='urn:x' s:mustUnderstand='1'/>";
    let (_, reply) =
        post(&url, "\"#getBalance\"", block, "<t:getBalance xmlns:t='urn:ApiServiceFaxout'/>").await;
    assert!(reply.contains("MustUnderstand"), "{reply}");
}

/// Everything that a client reads of two faxes, one of which fails.
async fn told(replies: Replies) -> (Vec<FaxReportMessage>, String) {
    let world = World::replying(replies).await;
    let submitted = world
        .submit(&submission([recipient("a", "9990010"), recipient("b", "x"), recipient("c", "123")]))
        .await;
    world.finish();
    let faxout = world.client.faxout();
    let reply = faxout.list_recipients(&first_page()).await.unwrap();
    assert!(reply.report().is_empty(), "{:?}", reply.report());
    let items = reply.into_inner().items.unwrap();
    let resubmitted = faxout.resubmit(&faxes(&["a", "c"])).await.unwrap().into_inner();
    let broadcasts =
        ApiRequestFaxjobListBroadcasts::new(fax_bindings::byfax::common::ListPagination::new(0, 10));
    let broadcasts = faxout.list_broadcasts(&broadcasts).await.unwrap().into_inner();
    let countries = world.client.faxin_inventory().list_countries().await.unwrap().into_inner();
    let empty = world.client.cover().list_covers().await.unwrap().into_inner();
    assert_eq!(empty.state_code, StateCodes::EmptyResult);
    (
        items,
        format!(
            "{submitted:?}\n{resubmitted:?}\n{}\n{countries:?}\n{empty:?}",
            broadcasts.items.unwrap().len()
        ),
    )
}

#[tokio::test]
async fn both_forms_of_replies_say_the_same() {
    let (mut inline, others) = told(Replies::Inline).await;
    let (multiref, multiref_others) = told(Replies::Multiref).await;
    assert_eq!(multiref_others, others);
    assert_eq!(multiref.len(), 2);
    // The two sandboxes were not started at the same second, perhaps.
    for (one, other) in inline.iter_mut().zip(&multiref) {
        one.call_started = other.call_started;
        one.fax_started = other.fax_started;
        one.call_ended = other.call_ended;
    }
    assert_eq!(multiref, inline);
}

#[tokio::test]
async fn replies_are_in_the_form_that_was_set() {
    for (replies, has_references) in [(Replies::Inline, false), (Replies::Multiref, true)] {
        let shown = Arc::new(Mutex::new(String::new()));
        let lines = Arc::clone(&shown);
        let mut settings = Settings::default();
        settings.clock = Clock::manual();
        settings.byfax_replies = replies;
        settings.log = Log::new(move |text| lines.lock().unwrap().push_str(text)).with_messages(true);
        let sandbox = Sandbox::start(settings).await.unwrap();
        let header = "<UsernameToken><Username>demo</Username><Password>demo</Password></UsernameToken>";
        let url = sandbox.url("/soap/1.1/faxout");
        let body = "<t:getBalance xmlns:t='urn:ApiServiceFaxout'/>";
        let (_, reply) = post(&url, "\"#getBalance\"", header, body).await;
        assert_eq!(reply.contains("href=\"#"), has_references, "{reply}");
        let shown = shown.lock().unwrap();
        assert!(shown.contains("SUCCESS") && !shown.contains("demo<"), "{shown}");
        assert_eq!(shown.contains("href=\"#"), has_references, "{shown}");
    }
}
