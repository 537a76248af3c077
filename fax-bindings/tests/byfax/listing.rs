//! Lists over all their pages.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use fax_bindings::byfax::common::StateCodes;
use fax_bindings::byfax::faxin_message::ApiRequestCountFaxes;
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobCountBroadcasts, ApiRequestFaxjobCountMessages, FaxReportMessage,
};
use fax_bindings::byfax::{Error, Listing};
use fax_bindings::runtime::soap::TransportErrorKind;
use futures_core::Stream;

use crate::service::{Answer, Service, now};

/// A page with faxes of these references, and perhaps with the number of all.
fn page(references: impl IntoIterator<Item = String>, total: Option<i32>) -> Answer {
    let fax = |reference| {
        format!(
            "<item><stateCode>SUCCESS</stateCode><messageRef>{reference}</messageRef>\
             <jobState>DONE</jobState><cost>0</cost><currency>EUR</currency></item>"
        )
    };
    let items: String = references.into_iter().map(fax).collect();
    let total = total.map_or_else(String::new, |total| format!("<countTotal>{total}</countTotal>"));
    list(&format!("<stateCode>SUCCESS</stateCode>{total}<items>{items}</items>"))
}

fn list(members: &str) -> Answer {
    Ok(format!("<t:listRecipientsResponse><return>{members}</return></t:listRecipientsResponse>"))
}

fn references(numbers: std::ops::Range<i32>) -> impl Iterator<Item = String> {
    numbers.map(|number| format!("m-{number}"))
}

/// All that comes, up to the end.
fn all<T>(mut listing: Listing<T>) -> Vec<Result<T, Error>> {
    let mut all = Vec::new();
    while let Some(item) = now(listing.next()) {
        all.push(item);
    }
    assert!(now(listing.next()).is_none(), "the end is the end");
    all
}

/// What becomes of a list of pages of 3: references, and the error at its end; and the pages that were asked for.
fn listed(answers: impl IntoIterator<Item = Answer>) -> (Vec<String>, Option<Error>, Vec<i32>) {
    let service = Service::new(answers);
    let mut items = all(service.client().recipients(ApiRequestFaxjobCountMessages::new(), 3));
    let error = items.pop_if(|last| last.is_err()).and_then(Result::err);
    let references = items.into_iter().map(|item| item.unwrap().message_ref).collect();
    (references, error, service.bodies().iter().map(|body| page_number(body)).collect())
}

fn page_number(body: &str) -> i32 {
    let (_, rest) = body.split_once("<pageNumber xsi:type=\"xsd:int\">").unwrap();
    rest.split_once('<').unwrap().0.parse().unwrap()
}

fn expected(number: i32) -> Vec<String> {
    references(0..number).collect()
}

#[test]
fn a_list_ends_after_a_short_page() {
    let pages = [page(references(0..3), None), page(references(3..6), None), page(references(6..7), None)];
    let (references, error, asked) = listed(pages);
    assert_eq!((references, asked), (expected(7), vec![0, 1, 2]));
    assert!(error.is_none());
}

#[test]
fn a_list_ends_after_an_empty_page() {
    for empty in [page([], None), page([], Some(6)), list("<stateCode>EMPTY_RESULT</stateCode>")] {
        let pages = [page(references(0..3), None), page(references(3..6), None), empty];
        let (references, error, asked) = listed(pages);
        assert_eq!((references, asked), (expected(6), vec![0, 1, 2]));
        assert!(error.is_none());
    }
}

#[test]
fn a_list_ends_with_the_last_of_those_that_there_are() {
    let pages = [page(references(0..3), Some(6)), page(references(3..6), Some(6))];
    let (references, error, asked) = listed(pages);
    assert_eq!((references, asked), (expected(6), vec![0, 1]));
    assert!(error.is_none());
}

#[test]
fn a_service_with_smaller_pages_is_asked_for_all_of_them() {
    let pages = [0..2, 2..4, 4..5].map(|numbers| page(references(numbers), Some(5)));
    let (references, error, asked) = listed(pages);
    assert_eq!((references, asked), (expected(5), vec![0, 1, 2]));
    assert!(error.is_none());
}

#[test]
fn a_total_that_is_smaller_than_the_page_does_not_end_a_list() {
    for total in [0, -1, 2] {
        let pages =
            [page(references(0..3), Some(total)), page(references(3..6), Some(total)), page([], None)];
        let (references, error, asked) = listed(pages);
        assert_eq!((references, asked), (expected(6), vec![0, 1, 2]), "{total}");
        assert!(error.is_none());
    }
}

#[test]
fn a_list_of_nothing_is_empty() {
    let (references, error, asked) = listed([list("<stateCode>EMPTY_RESULT</stateCode>")]);
    assert_eq!((references, asked), (vec![], vec![0]));
    assert!(error.is_none());
}

#[test]
fn a_service_that_repeats_a_page_is_not_asked_for_ever() {
    let (references_, error, asked) = listed([page(references(0..3), None)]);
    assert_eq!((references_, asked), (expected(3), vec![0, 1]));
    assert!(matches!(error, Some(Error::RepeatedPage(1))), "{error:?}");

    let turns = [0..3, 3..6, 0..3].map(|numbers| page(references(numbers), Some(1000)));
    let (references, error, asked) = listed(turns);
    assert_eq!((references, asked), (expected(6), vec![0, 1, 2]));
    assert_eq!(error.unwrap().to_string(), "page 2 of the list repeats an earlier one");
}

#[test]
fn an_error_ends_a_list_after_what_came_before() {
    let failed = list("<stateCode>DATABASE_QUERY_EXECUTE</stateCode>");
    let (references_, error, asked) = listed([page(references(0..3), None), failed]);
    assert_eq!((references_, asked), (expected(3), vec![0, 1]));
    assert!(matches!(error, Some(Error::State(state)) if *state.code() == StateCodes::DatabaseQueryExecute));

    let lost = Err(TransportErrorKind::Timeout);
    let (references, error, asked) = listed([page(references(0..3), None), lost]);
    assert_eq!((references, asked), (expected(3), vec![0, 1]));
    assert!(matches!(error, Some(Error::Call(call)) if call.is_timeout()));
}

#[test]
fn items_come_as_they_are() {
    let item = "<item><stateCode>FAXJOB_NOT_FOUND</stateCode><messageRef>m</messageRef><jobState>UNKNOWN</jobState>\
                <cost>0</cost><currency>EUR</currency></item>";
    let service = Service::new([list(&format!("<stateCode>SUCCESS</stateCode><items>{item}</items>"))]);
    let items = all(service.client().recipients(ApiRequestFaxjobCountMessages::new(), 3));
    assert_eq!(items[0].as_ref().unwrap().state_code, StateCodes::FaxjobNotFound);
}

#[test]
fn what_is_asked_for_goes_with_each_page() {
    let service = Service::new([page(references(0..1), Some(2)), page(references(1..2), Some(2))]);
    let filter = ApiRequestFaxjobCountMessages::new().with_message_refs(["m-0".to_owned(), "m-1".to_owned()]);
    // Less than one is one.
    assert_eq!(all(service.client().recipients(filter, 0)).len(), 2);
    for body in service.bodies() {
        assert!(body.contains("<item xsi:type=\"xsd:string\">m-1</item>"), "{body}");
        assert!(body.contains("<pageSize xsi:type=\"xsd:int\">1</pageSize>"), "{body}");
    }
    assert_eq!(service.bodies().len(), 2);
}

#[test]
fn broadcasts_are_listed_also_without_references() {
    for reference in ["", "<broadcastRef/>"] {
        let page = |price| {
            let item = format!(
                "<item><stateCode>SUCCESS</stateCode>{reference}<jobState>DONE</jobState><price>{price}</price>\
                 <cost>0</cost><currency>EUR</currency></item>"
            );
            Ok(format!(
                "<t:listBrodcastsResponse><return><stateCode>SUCCESS</stateCode><items>{item}</items></return></t:listBrodcastsResponse>"
            ))
        };
        let service = Service::new([page(1), page(2), page(2)]);
        let filter = ApiRequestFaxjobCountBroadcasts::new().with_broadcast_refs(["b".to_owned()]);
        let items = all(service.client().broadcasts(filter, 1));
        assert!(
            matches!(&items[..], [Ok(one), Ok(two), Err(Error::RepeatedPage(2))] if one.price < two.price)
        );
        assert!(service.bodies()[0].contains(">b</item>"));
    }
}

#[test]
fn received_faxes_are_listed() {
    let fax = "<item><refID>r</refID><recipientE164>+1</recipientE164><senderE164>+2</senderE164><state>SUCCESS</state>\
               <dateReceived>2026-03-01T10:00:00Z</dateReceived><hasFile>true</hasFile></item>";
    let service = Service::new([Ok(format!(
        "<f:listFaxesResponse xmlns:f='urn:ApiServiceFxiMessage'><return><stateCode>SUCCESS</stateCode>\
         <countTotal>1</countTotal><items>{fax}</items></return></f:listFaxesResponse>"
    ))]);
    let filter = ApiRequestCountFaxes::new().with_did_e164("+1").with_has_file(true);
    let items = all(service.client().received_faxes(filter, 1));
    assert_eq!(items[0].as_ref().unwrap().ref_id, "r");
    assert_eq!((items.len(), service.bodies().len()), (1, 1));
    assert!(service.bodies()[0].contains("<didE164 xsi:type=\"xsd:string\">+1</didE164>"));
}

#[test]
fn a_listing_is_a_stream_that_asks_for_nothing_before_it_is_polled() {
    fn is_stream<S: Stream<Item = Result<FaxReportMessage, Error>> + Send + Unpin + 'static>(_: &S) {}
    let service = Service::new([page(references(0..1), None)]);
    let listing = service.client().recipients(ApiRequestFaxjobCountMessages::new(), 3);
    is_stream(&listing);
    assert!(service.bodies().is_empty());
    let mut listing = pin!(listing);
    let mut context = Context::from_waker(Waker::noop());
    let mut poll = || Pin::as_mut(&mut listing).poll_next(&mut context);
    assert!(matches!(poll(), Poll::Ready(Some(Ok(fax))) if fax.message_ref == "m-0"));
    assert!(matches!(poll(), Poll::Ready(None)));
}
