//! The way of a fax, to the second.

use xsd_runtime::types::DateTime;
use xsd_runtime::types::jiff::Timestamp;

use super::super::contract::v2_1::{FaxError, FaxResult, PauseFaxRequest, ResumeFaxRequest, StopFaxRequest};
use super::*;

fn send_to(monopond: &Monopond, message: ApiFaxMessage) {
    let request = SendFaxRequest::new().with_fax_messages([message]).with_documents([letter()]);
    monopond.send(&request).unwrap();
}

fn message(number: &str) -> ApiFaxMessage {
    ApiFaxMessage::new("a", number)
}

fn in_seconds(clock: &Clock, seconds: i64) -> DateTime {
    Timestamp::from_second(clock.now().as_second() + seconds).unwrap().into()
}

/// The states of the fax `a` from now on, one for each second.
fn states<const N: usize>(clock: &Clock, monopond: &Monopond) -> [String; N] {
    std::array::from_fn(|_| {
        let status = status_of(monopond, "a");
        clock.advance(PACE);
        status.as_str().to_owned()
    })
}

/// Code of the error of each attempt; empty for a delivery.
fn errors(monopond: &Monopond) -> Vec<String> {
    let [fax] = look(monopond, "a").unwrap().try_into().unwrap();
    let code = |error: &FaxError| error.as_str().to_owned();
    let results = fax.fax_results.unwrap();
    results
        .iter()
        .map(|result| {
            result.error.as_ref().and_then(|error| error.code.as_ref()).map_or_else(String::new, code)
        })
        .collect()
}

#[test]
fn a_delivered_fax() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("61011111111"));
    assert_eq!(
        states(&clock, &monopond),
        ["pending", "processing", "queued", "starting", "sending", "finalizing", "done", "done"]
    );
}

#[test]
fn nothing_happens_between_two_steps() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("61011111111"));
    clock.advance(PACE - Duration::from_nanos(1));
    assert_eq!(status_of(&monopond, "a"), FaxUserStatus::Pending);
    clock.advance(Duration::from_nanos(1));
    assert_eq!(status_of(&monopond, "a"), FaxUserStatus::Processing);
    clock.advance(PACE * 100);
    assert_eq!(status_of(&monopond, "a"), FaxUserStatus::Done);
}

#[test]
fn a_refused_fax_is_never_queued() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("9990030").with_retries(3));
    assert_eq!(states(&clock, &monopond), ["pending", "processing", "finalizing", "done"]);
    assert_eq!(errors(&monopond), ["FUNDS_INSUFFICIENT"]);
}

#[test]
fn a_busy_fax_is_queued_again_as_often_as_it_may() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("9990010").with_busy_retries(1).with_retries(5));
    assert_eq!(
        states(&clock, &monopond),
        [
            "pending",
            "processing",
            "queued",
            "starting",
            "sending",
            "queued",
            "starting",
            "sending",
            "finalizing",
            "done"
        ]
    );
    assert_eq!(errors(&monopond), ["FAX_BUSY", "FAX_BUSY"]);
}

#[test]
fn retries_are_for_calls_that_somebody_took() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("9990014").with_busy_retries(5).with_retries(2));
    clock.advance(PACE * 20);
    assert_eq!(errors(&monopond), ["FAX_NEGOTIATION_FAILED"; 3]);
}

#[test]
fn a_slow_fax_is_being_sent_ten_times_as_long() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("9990050"));
    clock.advance(PACE * 4);
    let states: [String; 12] = states(&clock, &monopond);
    assert_eq!(states[..10], ["sending"; 10]);
    assert_eq!(states[10..], ["finalizing", "done"]);
}

#[test]
fn a_scheduled_fax_waits_for_its_time() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("61011111111").with_scheduled_start_time(in_seconds(&clock, 3)));
    assert_eq!(states(&clock, &monopond), ["pending", "pending", "pending", "processing", "queued"]);
}

#[test]
fn a_time_that_has_passed_is_now() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("61011111111").with_scheduled_start_time(in_seconds(&clock, -100)));
    assert_eq!(states(&clock, &monopond), ["pending", "processing"]);
}

#[test]
fn a_time_without_a_zone_is_utc() {
    let (clock, monopond) = monopond(Limits::default());
    let without: DateTime = in_seconds(&clock, 2).to_string().trim_end_matches('Z').parse().unwrap();
    assert_eq!(without.offset(), None);
    send_to(&monopond, message("61011111111").with_scheduled_start_time(without));
    assert_eq!(states(&clock, &monopond), ["pending", "pending", "processing"]);
}

#[test]
fn a_deadline_in_the_past_cancels() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("61011111111").with_must_be_sent_before_date(in_seconds(&clock, -1)));
    assert_eq!(states(&clock, &monopond), ["finalizing", "done"]);
    assert_eq!(errors(&monopond), ["FAX_CANCELLED"]);
}

#[test]
fn a_deadline_cancels_what_is_not_being_sent_yet() {
    let (clock, monopond) = monopond(Limits::default());
    // `sending` would begin at the fourth second.
    send_to(&monopond, message("61011111111").with_must_be_sent_before_date(in_seconds(&clock, 4)));
    assert_eq!(
        states(&clock, &monopond),
        ["pending", "processing", "queued", "starting", "finalizing", "done"]
    );
    assert_eq!(errors(&monopond), ["FAX_CANCELLED"]);
}

#[test]
fn a_deadline_does_not_touch_what_is_being_sent() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("61011111111").with_must_be_sent_before_date(in_seconds(&clock, 5)));
    clock.advance(PACE * 4);
    assert_eq!(states(&clock, &monopond), ["sending", "finalizing", "done"]);
    assert_eq!(errors(&monopond), [""]);
}

#[test]
fn a_deadline_ends_retries_and_pauses() {
    let (clock, monopond) = monopond(Limits::default());
    let busy = message("9990010").with_busy_retries(10);
    send_to(&monopond, busy.with_must_be_sent_before_date(in_seconds(&clock, 6)));
    clock.advance(PACE * 10);
    assert_eq!(errors(&monopond), ["FAX_BUSY", "FAX_CANCELLED"]);

    let (clock, monopond) = super::monopond(Limits::default());
    send_to(&monopond, message("61011111111").with_must_be_sent_before_date(in_seconds(&clock, 6)));
    clock.advance(PACE * 2);
    monopond.pause(&PauseFaxRequest::new().with_message_ref("a")).unwrap();
    clock.advance(PACE);
    assert_eq!(states(&clock, &monopond), ["paused", "paused", "paused", "finalizing", "done"]);
}

#[test]
fn a_stopped_fax_ends_cancelled() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("9990010").with_busy_retries(10));
    clock.advance(PACE * 5);
    monopond.stop(&StopFaxRequest::new().with_message_ref("a")).unwrap();
    assert_eq!(states(&clock, &monopond), ["stopping", "finalizing", "done"]);
    assert_eq!(errors(&monopond), ["FAX_BUSY", "FAX_CANCELLED"]);
}

#[test]
fn a_resumed_fax_is_sent() {
    let (clock, monopond) = monopond(Limits::default());
    send_to(&monopond, message("61011111111"));
    clock.advance(PACE * 2);
    monopond.pause(&PauseFaxRequest::new().with_message_ref("a")).unwrap();
    assert_eq!(states(&clock, &monopond), ["pausing", "paused"]);
    clock.advance(PACE * 1_000);
    assert_eq!(status_of(&monopond, "a"), FaxUserStatus::Paused);
    monopond.resume(&ResumeFaxRequest::new().with_message_ref("a")).unwrap();
    assert_eq!(states(&clock, &monopond), ["resuming", "sending", "finalizing", "done"]);
}

#[test]
fn faxes_that_are_done_are_told_once_and_in_order() {
    let (clock, monopond) = monopond(Limits { faxes: 3, ..Limits::default() });
    let told = || -> Vec<String> {
        let finished = monopond.take_finished();
        assert!(finished.iter().all(|fax| fax.fax_results.is_some() && fax.fax_details.is_none()));
        finished.into_iter().filter_map(|fax| fax.message_ref).collect()
    };
    monopond.send(&request(&["slow", "fast"])).unwrap();
    assert!(told().is_empty());
    let refused = SendFaxRequest::new()
        .with_fax_messages([ApiFaxMessage::new("refused", "9990030")])
        .with_documents([letter()]);
    monopond.send(&refused).unwrap();
    clock.advance(PACE * 10);
    assert_eq!(told(), ["refused", "slow", "fast"]);
    assert!(told().is_empty());

    // One of the three makes room; it was told, and the new one is not done.
    monopond.send(&request(&["new"])).unwrap();
    assert!(told().is_empty());
    clock.advance(PACE * 10);
    assert_eq!(told(), ["new"]);

    // Two of three that nobody was told of make room.
    monopond.send(&request(&["a", "b", "c"])).unwrap();
    clock.advance(PACE * 10);
    monopond.send(&request(&["d", "e"])).unwrap();
    assert_eq!(told(), ["c"]);
}

#[test]
fn results_fit_the_clock() {
    let (clock, monopond) = monopond(Limits::default());
    let start = clock.now();
    send_to(&monopond, message("61011111111"));
    clock.advance(PACE * 10);
    let [fax] = look(&monopond, "a").unwrap().try_into().unwrap();
    let [result] = fax.fax_results.unwrap().try_into().unwrap();
    let second = |seconds| Some(DateTime::from(Timestamp::from_second(start.as_second() + seconds).unwrap()));
    assert_eq!(result.scheduled_start_time, second(0));
    assert_eq!((result.date_call_started, result.date_call_ended), (second(4), second(5)));
    assert_eq!((result.total_fax_duration, result.pages), (Some(1), Some(1)));
    assert_eq!((result.result, result.attempt), (Some(FaxResult::Success), Some(1)));
    assert_eq!(result.cost.unwrap().to_string(), "0.15");
}
