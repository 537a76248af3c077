//! What is sent, and what is understood of replies in the forms that services give them.

use fax_bindings::byfax::common::{
    FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality, ListPagination, StateCodes,
};
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobListMessages, ApiRequestFaxjobSubmit, ApiResponseFaxjobMessages, FaxRecipient,
    StateRecipient,
};
use fax_bindings::runtime::soap::Reply;

use crate::service::{Service, now};

#[test]
fn a_submission_says_the_types_of_the_service_also_of_shared_ones() {
    let service = Service::answering(
        "<t:SubmitResponse><return><stateCode>SUCCESS</stateCode><broadcastRef>b</broadcastRef></return></t:SubmitResponse>",
    );
    let file = FaxFile::new("a.txt").with_file_data(b"Hello");
    let request = ApiRequestFaxjobSubmit::new(
        FaxQuality::Fine,
        FaxMode::Text,
        FaxContact::new().with_name("Me"),
        [FaxRecipient::new().with_number("+61011111111").with_message_ref("m")],
    )
    .with_documents([FaxDocument::new().with_document_file(file)]);
    let reply = now(service.client().faxout().submit(&request)).unwrap();
    assert_eq!((&reply.state_code, reply.broadcast_ref.as_deref()), (&StateCodes::Success, Some("b")));
    assert!(reply.report().is_empty(), "{}", reply.report());

    let (body, headers) = (&service.bodies()[0], service.headers());
    assert!(headers.contains(&("SOAPAction".to_owned(), "\"#Submit\"".to_owned())), "{headers:?}");
    for part in [
        "<soapenv:Header><ns1:UsernameToken><Username xsi:type=\"xsd:string\">key</Username>",
        "<ns1:Submit soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><submitRequest xsi:type=\"ns1:ApiRequestFaxjobSubmit\">",
        "<sendQuality xsi:type=\"ns1:FaxQuality\">FINE</sendQuality>",
        "<Sender xsi:type=\"ns1:FaxContact\"><Name xsi:type=\"xsd:string\">Me</Name></Sender>",
        "<Recipients xsi:type=\"soapenc:Array\" soapenc:arrayType=\"ns1:FaxRecipient[1]\"><item xsi:type=\"ns1:FaxRecipient\">",
        "soapenc:arrayType=\"ns1:FaxDocument[1]\"",
        "<documentFile xsi:type=\"ns1:FaxFile\"><fileName xsi:type=\"xsd:string\">a.txt</fileName>",
        "<fileData xsi:type=\"xsd:base64Binary\">SGVsbG8=</fileData>",
    ] {
        assert!(body.contains(part), "{part}\n{body}");
    }
    assert!(body.contains("xmlns:ns1=\"urn:ApiServiceFaxout\"") && !body.contains("xsd-runtime"), "{body}");
}

#[test]
fn the_filter_that_the_published_contract_forbids_is_sent() {
    let service = Service::answering(
        "<t:listRecipientsResponse><return><stateCode>EMPTY_RESULT</stateCode></return></t:listRecipientsResponse>",
    );
    let refs = vec!["a".to_owned(), "b".to_owned()];
    let request = ApiRequestFaxjobListMessages::new(ListPagination::new(0, 20)).with_message_refs(refs);
    let reply = now(service.client().faxout().list_recipients(&request)).unwrap();
    assert_eq!(reply.state_code, StateCodes::EmptyResult);
    let body = &service.bodies()[0];
    let filter = "<messageRefs xsi:type=\"soapenc:Array\" soapenc:arrayType=\"xsd:string[2]\">\
        <item xsi:type=\"xsd:string\">a</item><item xsi:type=\"xsd:string\">b</item></messageRefs>";
    assert!(body.contains(filter), "{body}");
}

/// The reply to `listRecipients` with this in its `Body`.
fn listed(body: &str) -> Reply<ApiResponseFaxjobMessages> {
    let client = Service::answering(body).client();
    let request = ApiRequestFaxjobListMessages::new(ListPagination::new(0, 20));
    now(client.faxout().list_recipients(&request)).unwrap()
}

#[test]
fn replies_are_understood_inline_and_by_reference() {
    let item = "<stateCode>SUCCESS</stateCode><messageRef i:type='x:string'>m</messageRef><jobState i:type='t:StateRecipient'>SUCCESS</jobState>\
        <jobStateEx i:type='t:StateCodes'>NEW_CODE</jobStateEx><cost i:type='x:double'>0.5</cost><currency>EUR</currency>";
    let inline = format!(
        "<t:listRecipientsResponse><return i:type='t:ApiResponseFaxjobMessages'><stateCode i:type='t:StateCodes'>SUCCESS</stateCode>\
         <items i:type='c:Array' c:arrayType='t:FaxReportMessage[1]'><Item i:type='t:FaxReportMessage'>{item}</Item></items></return></t:listRecipientsResponse>"
    );
    let multiref = format!(
        "<t:listRecipientsResponse><return href='#r'/></t:listRecipientsResponse>\
         <multiRef id='r' i:type='t:ApiResponseFaxjobMessages'><stateCode href='#s'/><items href='#a'/></multiRef>\
         <multiRef id='s' i:type='t:StateCodes'>SUCCESS</multiRef>\
         <c:Array id='a' c:arrayType='t:FaxReportMessage[1]'><x href='#i'/></c:Array><multiRef id='i'>{item}</multiRef>"
    );
    for body in [inline, multiref] {
        let reply = listed(&body);
        assert!(reply.report().is_empty(), "{}", reply.report());
        let items = reply.items.as_deref().unwrap();
        assert_eq!((items.len(), &items[0].job_state), (1, &StateRecipient::Success));
        assert_eq!(items[0].job_state_ex.as_ref().map(StateCodes::as_str), Some("NEW_CODE"));
    }
}
