//! What needs smaller bounds, or a closer look, than a sandbox on the network gives.

use std::time::Duration;

use super::Faxout;
use super::change::Change;
use super::selection::Selection;
use crate::byfax::common::{
    FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality, ListPagination, StateCodes,
};
use crate::byfax::contract::faxout::{
    ApiRequestFaxjobProcess, ApiRequestFaxjobSubmit, ApiResponseFaxjobSubmit, FaxRecipient, StateRecipient,
};
use crate::byfax::covers::Covers;
use crate::byfax::documents::Documents;
use crate::byfax::reply::Refusal;
use crate::clock::Clock;

const PACE: Duration = Duration::from_secs(1);

/// One that keeps this many faxes.
fn small(faxes: usize) -> (Clock, Faxout) {
    let clock = Clock::manual();
    let documents = Documents::new(clock.clone(), PACE);
    (clock.clone(), Faxout::with_room(clock, PACE, Covers::new(), documents, faxes))
}

/// Submits a broadcast with a fax for each of the references.
fn submit(faxout: &Faxout, broadcast: &str, messages: &[&str]) -> Result<ApiResponseFaxjobSubmit, Refusal> {
    let recipient =
        |message: &&str| FaxRecipient::new().with_message_ref(*message).with_number("61011111111");
    let recipients: Vec<_> = messages.iter().map(recipient).collect();
    let letter = FaxDocument::new().with_document_file(FaxFile::new("a.txt").with_file_data(b"text"));
    let sender = FaxContact::new().with_name("Example");
    let request = ApiRequestFaxjobSubmit::new(FaxQuality::Fine, FaxMode::Text, sender, recipients)
        .with_broadcast_ref(broadcast)
        .with_documents([letter]);
    faxout.submit(request.into())
}

/// The references of all faxes.
fn references(faxout: &Faxout) -> Vec<String> {
    let page = faxout.list_recipients(&Selection::default(), &ListPagination::new(0, 10_000)).unwrap();
    page.items.into_iter().flatten().map(|fax| fax.message_ref).collect()
}

#[test]
fn faxes_that_are_not_over_do_not_make_room() {
    let (_clock, faxout) = small(3);
    submit(&faxout, "one", &["a", "b"]).unwrap();
    submit(&faxout, "two", &["c"]).unwrap();
    let refusal = submit(&faxout, "three", &["d"]).unwrap_err();
    assert_eq!(refusal.code, StateCodes::ApiRequestFailure);
    assert_eq!(refusal.message, "the sandbox keeps at most 3 faxes, and too many are not over yet");
    assert_eq!(references(&faxout), ["a", "b", "c"]);
}

#[test]
fn the_oldest_broadcasts_that_are_over_make_room() {
    let (clock, faxout) = small(4);
    submit(&faxout, "one", &["a", "b"]).unwrap();
    submit(&faxout, "two", &["c"]).unwrap();
    let request = ApiRequestFaxjobProcess::new().with_message_refs(["a".to_owned()]);
    faxout.change(&Selection::from(&request), Change::Pause).unwrap();
    clock.advance(PACE * 10);
    submit(&faxout, "three", &["d"]).unwrap();
    assert_eq!(references(&faxout), ["a", "b", "c", "d"], "there is room");
    submit(&faxout, "four", &["e"]).unwrap();
    assert_eq!(references(&faxout), ["a", "b", "d", "e"], "one fax of the first is paused");
    faxout.change(&Selection::from(&request), Change::Resume).unwrap();
    clock.advance(PACE * 10);
    submit(&faxout, "five", &["f"]).unwrap();
    assert_eq!(references(&faxout), ["d", "e", "f"]);
    submit(&faxout, "one", &["a"]).unwrap();
    assert_eq!(references(&faxout), ["d", "e", "f", "a"]);
}

#[test]
fn a_refused_submission_forgets_nothing() {
    let (clock, faxout) = small(2);
    submit(&faxout, "one", &["a"]).unwrap();
    clock.advance(PACE * 10);
    assert_eq!(submit(&faxout, "two", &["b", "c", "d"]).unwrap_err().code, StateCodes::ApiRequestFailure);
    assert_eq!(submit(&faxout, "two", &["", "a"]).unwrap().report_recipients.unwrap().len(), 2);
    assert_eq!(references(&faxout)[0], "a");
}

#[test]
fn a_reference_that_is_made_is_nobody_elses() {
    let (_clock, faxout) = small(10);
    submit(&faxout, "one", &["M00000002", "", "M00000001", ""]).unwrap();
    let mut all = references(&faxout);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 4, "{all:?}");
}

#[test]
fn what_is_forgotten_was_paid_for() {
    let (clock, faxout) = small(1);
    for number in 0..3 {
        submit(&faxout, &format!("b{number}"), &[&format!("m{number}")]).unwrap();
        clock.advance(PACE * 10);
    }
    assert_eq!(references(&faxout), ["m2"]);
    assert_eq!(faxout.balance().balance_value, Some(999.85));
}

#[test]
fn a_jump_of_the_clock_takes_every_step_at_its_time() {
    let (clock, faxout) = small(10);
    let start = clock.now();
    submit(&faxout, "one", &["a"]).unwrap();
    clock.advance(Duration::from_secs(1_000_000_000));
    let faxes = faxout.faxes();
    let (fax, _) = faxes.by_message_ref("a").unwrap();
    assert_eq!(*fax.state(), StateRecipient::Success);
    assert_eq!(fax.ended().unwrap().duration_since(start).as_secs(), 6);
}

#[test]
fn a_change_moves_the_agenda() {
    let (clock, faxout) = small(10);
    submit(&faxout, "one", &["a"]).unwrap();
    let request = ApiRequestFaxjobProcess::new().with_message_refs(["a".to_owned()]);
    clock.advance(PACE / 2);
    faxout.change(&Selection::from(&request), Change::Pause).unwrap();
    let state = || faxout.faxes().by_message_ref("a").unwrap().0.state().clone();
    clock.advance(PACE / 2);
    assert_eq!(state(), StateRecipient::Pausing, "what was due before is not");
    clock.advance(PACE / 2);
    assert_eq!(state(), StateRecipient::Paused);
}
