//! Memory is bounded.

use super::super::contract::v2_1::{FaxDocumentPreviewRequest, SaveFaxDocumentRequest};
use super::super::refusal::Kind;
use super::*;

fn small(faxes: usize) -> (Clock, Monopond) {
    monopond(Limits { faxes, ..Limits::default() })
}

#[test]
fn the_usual_bounds() {
    let limits = Limits::default();
    assert_eq!(limits.faxes, 100_000);
    assert_eq!(limits.document_bytes, 64 * 1024 * 1024);
}

#[test]
fn faxes_that_are_not_done_do_not_make_room() {
    let (_clock, monopond) = small(3);
    monopond.send(&request(&["a", "b"])).unwrap();
    monopond.send(&request(&["c"])).unwrap();
    let refusal = monopond.send(&request(&["d"])).unwrap_err();
    assert_eq!(refusal.kind, Kind::InternalServerException);
    assert_eq!(refusal.message, "the sandbox keeps at most 3 faxes, and 3 are not done yet");
    assert_eq!(look(&monopond, "d").unwrap_err().kind, Kind::NoMessagesFoundException);
    assert_eq!(look(&monopond, "a").unwrap().len(), 1);
}

#[test]
fn a_request_with_more_faxes_than_there_may_be_is_refused() {
    let (_clock, monopond) = small(3);
    assert_eq!(
        monopond.send(&request(&["a", "b", "c", "d"])).unwrap_err().kind,
        Kind::InternalServerException
    );
    monopond.send(&request(&["a", "b", "c"])).unwrap();
}

#[test]
fn the_oldest_ones_that_are_done_make_room() {
    let (clock, monopond) = small(3);
    monopond.send(&request(&["a"])).unwrap();
    clock.advance(PACE);
    monopond.send(&request(&["b", "c"])).unwrap();
    clock.advance(PACE * 5);
    assert_eq!(status_of(&monopond, "a"), FaxUserStatus::Done);
    assert_eq!(status_of(&monopond, "b"), FaxUserStatus::Finalizing);

    monopond.send(&request(&["d"])).unwrap();
    assert_eq!(look(&monopond, "a").unwrap_err().kind, Kind::NoMessagesFoundException);
    assert_eq!(status_of(&monopond, "b"), FaxUserStatus::Finalizing);
    let by_send_ref = monopond.status(&FaxStatusRequest::new().with_send_ref("send")).unwrap();
    let totals = by_send_ref.fax_status_totals.unwrap();
    assert_eq!((totals.finalizing, totals.pending), (Some(2), Some(1)));

    clock.advance(PACE);
    monopond.send(&request(&["e"])).unwrap();
    assert_eq!(look(&monopond, "b").unwrap_err().kind, Kind::NoMessagesFoundException);
    assert_eq!(status_of(&monopond, "c"), FaxUserStatus::Done);
}

#[test]
fn a_refused_request_stores_no_document() {
    let (_clock, monopond) = small(1);
    let stores = request(&["a", "b"]).with_documents([letter().with_document_ref("cover")]);
    assert_eq!(monopond.send(&stores).unwrap_err().kind, Kind::InternalServerException);
    let cover = FaxDocumentPreviewRequest::new("cover");
    assert_eq!(monopond.preview(&cover).unwrap_err().kind, Kind::DocumentRefDoesNotExistException);
}

#[test]
fn a_refused_request_forgets_nothing() {
    let (clock, monopond) = monopond(Limits { faxes: 1, document_bytes: 1, ..Limits::default() });
    monopond.send(&request(&["a"])).unwrap();
    clock.advance(PACE * 10);
    let stores = request(&["b"]).with_documents([letter().with_document_ref("cover")]);
    assert_eq!(monopond.send(&stores).unwrap_err().kind, Kind::InternalServerException);
    assert_eq!(status_of(&monopond, "a"), FaxUserStatus::Done);
}

#[test]
fn sent_documents_count_only_where_they_are_stored() {
    let (_clock, monopond) = monopond(Limits { document_bytes: 17, ..Limits::default() });
    assert_eq!(letter().file_data.unwrap().len(), 17);
    monopond.send(&request(&["a"])).unwrap();
    let stores = |reference| request(&["a"]).with_documents([letter().with_document_ref(reference)]);
    monopond.send(&stores("cover")).unwrap();
    assert_eq!(monopond.send(&stores("back")).unwrap_err().kind, Kind::InternalServerException);
    monopond.send(&request(&["a"])).unwrap();
}

#[test]
fn previews_have_a_greatest_number_of_pages() {
    let (_clock, monopond) = monopond(Limits { preview_pages: 3, ..Limits::default() });
    let save =
        |reference, lines| SaveFaxDocumentRequest::new(reference, "long.txt", "x\n".repeat(lines).as_bytes());
    monopond.save(&save("three", 179)).unwrap();
    monopond.save(&save("four", 180)).unwrap();
    let preview = |reference| monopond.preview(&FaxDocumentPreviewRequest::new(reference));
    assert_eq!(preview("three").unwrap().number_of_pages, Some(3));
    let refusal = preview("four").unwrap_err();
    assert_eq!(refusal.kind, Kind::InternalServerException);
    assert_eq!(refusal.message, "the document has 4 pages, the sandbox renders at most 3");
}

#[test]
fn one_of_many_faxes_is_found_by_all_of_its_references() {
    let (_clock, monopond) = small(10_000);
    let references: Vec<String> = (0..100).map(|number| format!("m{number}")).collect();
    let references: Vec<&str> = references.iter().map(String::as_str).collect();
    for number in 0..100 {
        let all = request(&references).with_send_ref(format!("s{number}")).with_broadcast_ref("all");
        monopond.send(&all).unwrap();
    }
    assert_eq!(monopond.send(&request(&["one more"])).unwrap_err().kind, Kind::InternalServerException);

    // Each reference alone matches a hundred or more.
    let one = FaxStatusRequest::new()
        .with_message_ref("m7")
        .with_send_ref("s9")
        .with_broadcast_ref("all")
        .with_verbosity(FaxStatusLevel::Send);
    let found = monopond.status(&one).unwrap().fax_messages.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].send_ref.as_deref(), Some("s9"));
}
