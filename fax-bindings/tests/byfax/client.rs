//! Five services at one address, with one set of credentials.

use fax_bindings::byfax::{Client, HeaderForm, UsernameToken, cover, endpoint};
use fax_bindings::runtime::soap::{BuildError, Error, TransportErrorKind};

use crate::service::{Service, now};

/// A reply that every operation of this test can be answered with.
const DONE: &str = "<t:r><return><stateCode>SUCCESS</stateCode></return></t:r>";

/// Calls one operation of each service.
fn call_each(client: &Client) {
    now(client.cover().delete_cover("c")).unwrap();
    now(client.document().check_document("d")).unwrap();
    now(client.faxout().get_balance()).unwrap();
    now(client.faxin_message().delete_fax("f")).unwrap();
    now(client.faxin_inventory().list_dids()).unwrap();
}

#[test]
fn each_service_has_its_path_below_the_base() {
    for (base, root) in [
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://localhost/proxy/", "http://localhost/proxy"),
        (endpoint::PRODUCTION, "https://api.byfax.biz"),
        (endpoint::SANDBOX, "https://sandbox.byfax.biz"),
    ] {
        let service = Service::answering(DONE);
        call_each(&service.client_at(base));
        let paths = ["cover", "document", "faxout", "faxin/message", "faxin/inventory"];
        assert_eq!(service.urls(), paths.map(|path| format!("{root}/soap/1.1/{path}")));
        assert!(service.bodies().iter().all(|body| !body.contains("UsernameToken")));
    }
}

#[test]
fn the_credentials_go_with_every_call_in_the_namespace_of_its_service() {
    let service = Service::answering(DONE);
    call_each(&service.client());
    let namespaces = ["Cover", "Document", "Faxout", "FxiMessage", "FxiInventory"];
    assert_eq!(service.bodies().len(), namespaces.len());
    for (body, name) in service.bodies().iter().zip(namespaces) {
        assert!(body.contains(&format!("xmlns:ns1=\"urn:ApiService{name}\"")), "{body}");
        let header = "<soapenv:Header><ns1:UsernameToken>\
            <Username xsi:type=\"xsd:string\">key</Username><Password xsi:type=\"xsd:string\">secret</Password>\
            </ns1:UsernameToken></soapenv:Header>";
        assert!(body.contains(header), "{body}");
    }
}

#[test]
fn the_header_may_be_in_no_namespace() {
    let service = Service::answering(DONE);
    let token = UsernameToken::new("key", "secret");
    // In the place of the one that the client has.
    call_each(&service.client().with_username_token_as(HeaderForm::NoNamespace, token.clone()));
    for body in service.bodies() {
        let header = "<soapenv:Header><UsernameToken>\
            <Username xsi:type=\"xsd:string\">key</Username><Password xsi:type=\"xsd:string\">secret</Password>\
            </UsernameToken></soapenv:Header>";
        assert!(body.contains(header), "{body}");
    }

    let service = Service::answering(DONE);
    let client = service.client_at("http://localhost").with_username_token_as(HeaderForm::NoNamespace, token);
    call_each(&client.with_username_token(UsernameToken::new("other", "secret")));
    for body in service.bodies() {
        assert_eq!(body.matches("<Username ").count(), 1, "{body}");
        assert!(body.contains("<ns1:UsernameToken>") && body.contains(">other</Username>"), "{body}");
    }
}

#[test]
fn what_the_builder_was_told_is_for_all_services() {
    let service = Service::answering("<t:r><return><stateCode>SUCCESS</stateCode><new/></return></t:r>");
    let client = Client::builder("http://localhost").transport(service.clone()).strict(true).build().unwrap();
    assert!(matches!(now(client.cover().delete_cover("c")), Err(Error::Decode(_))));
    assert!(matches!(now(client.faxin_message().delete_fax("f")), Err(Error::Decode(_))));
}

#[test]
fn an_unfit_address_is_no_client() {
    for base in ["", "api.byfax.biz", "ftp://api.byfax.biz", "https://key:secret@api.byfax.biz"] {
        let client = Client::new(base, UsernameToken::new("key", "secret"));
        assert!(matches!(client, Err(BuildError::Endpoint(_))), "{base}");
    }
}

#[test]
fn a_secret_does_not_go_over_plain_http_to_another_machine() {
    let service = Service::answering(DONE);
    let client =
        service.client_at("http://192.0.2.1").with_username_token(UsernameToken::new("key", "secret"));
    let error = now(client.faxout().get_balance()).unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::PlainHttp));
    assert!(service.bodies().is_empty());
}

#[test]
fn calls_can_be_waited_for() {
    let service = Service::answering(
        "<t:listCoversResponse xmlns:t='urn:ApiServiceCover'><return><stateCode>SUCCESS</stateCode>\
         <items><item><coverRef>c</coverRef><coverTitle>Plain</coverTitle></item></items></return></t:listCoversResponse>",
    );
    let reply = service.client().cover().list_covers().wait().unwrap();
    let expected = cover::FaxCover::new(Some("c".to_owned()), Some("Plain".to_owned()));
    assert_eq!(reply.items.as_deref(), Some(&[expected][..]));
    assert!(reply.report().is_empty(), "{}", reply.report());
}
