//! What becomes of a fax, by its number.

use std::collections::BTreeSet;

use fax_bindings::monopond::v2_1::{
    ApiFaxMessage, ApiFaxMessageBlocklist, ApiFaxMessageStatusResults, FaxError,
};

use crate::{World, fax};

/// Number, how the last attempt ends, and with which error.
const OUTCOMES: [(&str, &str, &str); 22] = [
    ("9990010", "failed", "FAX_BUSY"),
    ("9990011", "failed", "FAX_BUSY"),
    ("9990012", "failed", "FAX_NO_ANSWER"),
    ("9990013", "failed", "FAX_NUMBER_UNOBTAINABLE"),
    ("9990014", "failed", "FAX_NEGOTIATION_FAILED"),
    ("9990015", "failed", "FAX_EARLY_HANGUP"),
    ("9990016", "failed", "FAX_INCOMPATIBLE_MACHINE"),
    ("9990017", "failed", "FAX_SENDING_FAILED"),
    ("9990018", "failed", "FAX_UNKNOWN"),
    ("9990019", "failed", "FAX_CANCELLED"),
    ("9990020", "failed", "DOCUMENT_UNSUPPORTED"),
    ("9990021", "failed", "DOCUMENT_FAILED_CONVERSION"),
    ("9990022", "failed", "DOCUMENT_EXCEEDS_PAGE_LIMIT"),
    ("9990030", "failed", "FUNDS_INSUFFICIENT"),
    ("9990031", "failed", "FUNDS_FAILED"),
    ("9990040", "blocked", "BLOCK_ACCOUNT"),
    ("9990041", "blocked", "BLOCK_GLOBAL"),
    ("9990042", "blocked", "BLOCK_CUSTOM"),
    ("9990043", "blocked", "BLOCK_DNCR"),
    ("9990044", "blocked", "BLOCK_FPS"),
    ("9990045", "blocked", "BLOCK_SMART"),
    ("9990050", "success", ""),
];

/// A fax that asks for every blocklist.
fn checked(number: &str) -> ApiFaxMessage {
    fax(number)
        .with_blocklists(ApiFaxMessageBlocklist::new().with_dncr(true).with_fps(true).with_smartblock(true))
}

/// The attempts of the fax, once it is done.
async fn attempts(world: &World, message: ApiFaxMessage) -> Vec<ApiFaxMessageStatusResults> {
    world.send(message).await;
    world.finish();
    let done = world.look().await;
    assert!(done.is_done());
    let attempts = done.fax_results.unwrap();
    let numbers: Vec<_> = attempts.iter().filter_map(|attempt| attempt.attempt).collect();
    assert_eq!(numbers, (1..).take(attempts.len()).collect::<Vec<_>>());
    attempts
}

fn code(attempt: &ApiFaxMessageStatusResults) -> &str {
    attempt.error.as_ref().map_or("", |error| error.code.as_ref().unwrap().as_str())
}

#[tokio::test]
async fn every_number_has_its_outcome() {
    for (number, result, error) in OUTCOMES {
        let attempts = attempts(&World::new().await, checked(number)).await;
        let [attempt] = &attempts[..] else { panic!("{number}: {attempts:?}") };
        assert_eq!(attempt.result.as_ref().unwrap().as_str(), result, "{number}");
        assert_eq!(code(attempt), error, "{number}");
        if result == "success" {
            assert_eq!(attempt.error, None);
            continue;
        }
        assert!(!attempt.error.as_ref().unwrap().name.as_ref().unwrap().is_empty(), "{number}");
        assert_eq!(attempt.pages, Some(0), "{number}");
        assert_eq!(attempt.cost.unwrap().to_string(), "0.00", "{number}");
        let took_the_call = ["NEGOTIATION", "HANGUP", "INCOMPATIBLE", "SENDING", "UNKNOWN"];
        let was_taken = took_the_call.iter().any(|part| error.contains(part));
        assert_eq!(attempt.date_call_started.is_some(), was_taken, "{number}");
        assert_eq!(attempt.date_call_ended.is_some(), was_taken, "{number}");
        assert_eq!(attempt.total_fax_duration, Some(i32::from(was_taken)), "{number}");
    }
}

#[tokio::test]
async fn every_error_of_the_contract_has_a_number() {
    let provoked: BTreeSet<&str> =
        OUTCOMES.iter().map(|(_, _, error)| *error).filter(|error| !error.is_empty()).collect();
    let declared: BTreeSet<&str> = FaxError::ALL.iter().map(FaxError::as_str).collect();
    assert_eq!(provoked, declared);
}

#[tokio::test]
async fn other_numbers_succeed() {
    for number in ["61011111111", "999001", "9990000", "99900100"] {
        let attempts = attempts(&World::new().await, checked(number)).await;
        assert_eq!((attempts.len(), code(&attempts[0])), (1, ""), "{number}");
    }
}

#[tokio::test]
async fn a_list_blocks_only_who_asks_for_it() {
    let lists = ApiFaxMessageBlocklist::new;
    for (number, asks, does_not) in [
        ("9990043", lists().with_dncr(true), lists().with_fps(true).with_smartblock(true)),
        ("9990044", lists().with_fps(true), lists().with_dncr(true).with_smartblock(true)),
        (
            "9990045",
            lists().with_smartblock(true),
            lists().with_dncr(true).with_fps(true).with_smartblock(false),
        ),
    ] {
        let blocked = attempts(&World::new().await, fax(number).with_blocklists(asks)).await;
        assert_eq!(blocked[0].result.as_ref().unwrap().as_str(), "blocked");
        let delivered = attempts(&World::new().await, fax(number).with_blocklists(does_not)).await;
        assert_eq!(delivered[0].result.as_ref().unwrap().as_str(), "success");
        let delivered = attempts(&World::new().await, fax(number)).await;
        assert_eq!(delivered[0].result.as_ref().unwrap().as_str(), "success");
    }
}

#[tokio::test]
async fn busy_twice_then_delivered() {
    let busy = |retries| fax("9990011").with_busy_retries(retries);
    for (retries, expected) in
        [(0, &["FAX_BUSY"][..]), (1, &["FAX_BUSY", "FAX_BUSY"]), (2, &["FAX_BUSY", "FAX_BUSY", ""])]
    {
        let attempts = attempts(&World::new().await, busy(retries)).await;
        assert_eq!(attempts.iter().map(code).collect::<Vec<_>>(), expected);
    }
    let more = attempts(&World::new().await, busy(10)).await;
    assert_eq!(more.len(), 3);
    assert_eq!(more[2].pages, Some(1));
}

#[tokio::test]
async fn retries_count_failed_calls_and_busy_retries_busy_ones() {
    for (number, retries, busy_retries, attempts_made) in [
        ("9990014", 3, 0, 4),
        ("9990014", 0, 3, 1),
        ("9990010", 0, 3, 4),
        ("9990010", 3, 0, 1),
        ("9990012", 1, 2, 3),
        ("9990013", 2, 1, 3),
        ("9990030", 3, 3, 1),
        ("9990040", 3, 3, 1),
    ] {
        let message = fax(number).with_retries(retries).with_busy_retries(busy_retries);
        assert_eq!(attempts(&World::new().await, message).await.len(), attempts_made, "{number}");
    }
}

#[tokio::test]
async fn a_slow_fax_is_being_sent_for_ten_times_as_long() {
    let world = World::new().await;
    world.send(fax("9990050")).await;
    world.pass(4);
    for _ in 0..10 {
        assert_eq!(world.state().await, "sending");
        world.pass(1);
    }
    assert_eq!(world.state().await, "finalizing");
}

#[tokio::test]
async fn more_pages_than_allowed_are_not_sent() {
    let too_long = |allowed| {
        fax("61011111111").with_documents([crate::letter(), crate::letter()]).with_max_fax_pages(allowed)
    };
    let refused = attempts(&World::new().await, too_long(1)).await;
    assert_eq!(code(&refused[0]), "DOCUMENT_EXCEEDS_PAGE_LIMIT");
    assert_eq!(code(&attempts(&World::new().await, too_long(2)).await[0]), "");

    let lines = |lines| {
        let text = "x\n".repeat(lines);
        fax("61011111111").with_documents([crate::letter().with_file_data(text.as_bytes())])
    };
    let twenty = attempts(&World::new().await, lines(20 * 60 - 1)).await;
    assert_eq!((code(&twenty[0]), twenty[0].pages), ("", Some(20)));
    let twenty_one = attempts(&World::new().await, lines(20 * 60)).await;
    assert_eq!(code(&twenty_one[0]), "DOCUMENT_EXCEEDS_PAGE_LIMIT");
}
