//! What becomes of a fax, by the number that it goes to, and which accounts are answered with a status.
//!
//! No country has the code 999, so that none of the numbers can be anybody's.

use axum::http::StatusCode;

use super::refusal::Refusal;

/// What happens to a fax.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// The first attempt delivers it.
    Delivered,
    /// The first attempt delivers it, and takes ten times as long.
    Slow,
    /// The first attempt delivers it, and its state is text of the fax engine meanwhile.
    Live,
    /// The first attempt delivers it, and then it is neither in the queue nor in the outbox for a while.
    Hidden,
    /// The third attempt delivers it.
    BusyTwice,
    /// Every attempt ends like this.
    Fails(Failure),
    /// The document is never stored.
    Stuck,
    /// It is not taken in.
    NoCredit,
}

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Failure {
    /// A status code of SIP; 0, 400 and 500 where nobody was called.
    pub(super) code: u16,
    /// Why the call ended, by the name of the cause.
    pub(super) cause: &'static str,
    pub(super) text: &'static str,
}

impl Failure {
    const fn new(code: u16, cause: &'static str, text: &'static str) -> Self {
        Self { code, cause, text }
    }

    /// Whether it failed before anybody was called.
    pub(super) fn is_local(self) -> bool {
        matches!(self.code, 0 | 400 | 500)
    }
}

const BUSY: Failure = Failure::new(486, "USER_BUSY", "the line was busy");
/// The document could not be fetched.
pub(super) const NOT_FETCHED: Failure = Failure::new(0, "", "could not retrieve file, http response 404");

/// Numbers with a fate of their own: the number, the outcome, and the same in words.
pub(crate) const OUTCOMES: &[(&str, Outcome, &str)] = &[
    ("9990010", Outcome::Fails(BUSY), "busy at every attempt: 486 USER_BUSY"),
    ("9990011", Outcome::BusyTwice, "busy twice, then delivered, if retries allows three attempts"),
    (
        "9990012",
        Outcome::Fails(Failure::new(480, "NO_ANSWER", "nobody answered")),
        "nobody ever answers: 480 NO_ANSWER",
    ),
    (
        "9990013",
        Outcome::Fails(Failure::new(404, "UNALLOCATED_NUMBER", "the number is not in use")),
        "404 UNALLOCATED_NUMBER",
    ),
    (
        "9990014",
        Outcome::Fails(Failure::new(200, "NORMAL_CLEARING", "the machines did not agree")),
        "negotiation fails: 200 NORMAL_CLEARING without success",
    ),
    (
        "9990017",
        Outcome::Fails(Failure::new(200, "NORMAL_TEMPORARY_FAILURE", "the call dropped")),
        "200 NORMAL_TEMPORARY_FAILURE without success",
    ),
    (
        "9990018",
        Outcome::Fails(Failure::new(500, "", "the worker timed out")),
        "the worker times out: result_code 500",
    ),
    (
        "9990020",
        Outcome::Fails(Failure::new(0, "", "the document is no file that can be faxed")),
        "the document is bad: result_code 0",
    ),
    ("9990021", Outcome::Stuck, "the document cannot be converted: stays in attaching_files, or pending"),
    ("9990030", Outcome::NoCredit, "not taken in: 402 no_credit"),
    (
        "9990040",
        Outcome::Fails(Failure::new(400, "", "the caller id is not the account's")),
        "the caller id is not the account's: result_code 400",
    ),
    ("9990050", Outcome::Slow, "delivered, but is processing for ten times as long"),
    ("9990051", Outcome::Hidden, "delivered, but neither in the queue nor in the outbox for a while between"),
    ("9990052", Outcome::Live, "delivered, with text of the fax engine as its state meanwhile"),
];

/// Account ids that every request is answered with a status for: the id, the status, its message, and when it comes by
/// itself.
pub(crate) const REFUSALS: &[(&str, u16, &str, &str)] = &[
    ("00000000000000000000000000000402", 402, "no_credit", "a fax to 9990030"),
    ("00000000000000000000000000000403", 403, "forbidden", "an account that is not the token's"),
    ("00000000000000000000000000000409", 409, "datastore_conflict", "never"),
    ("00000000000000000000000000000413", 413, "request entity too large", "a body above 64 MiB"),
    ("00000000000000000000000000000423", 423, "locked", "never"),
    ("00000000000000000000000000000429", 429, "too_many_requests", "an empty bucket, where there is one"),
    ("00000000000000000000000000000500", 500, "unspecified_fault", "an action that is missing or unknown"),
    ("00000000000000000000000000000503", 503, "datastore_unreachable", "the sandbox is full"),
];

impl Outcome {
    /// What becomes of a fax to `number`, in which plus signs and blanks do not count.
    pub(super) fn of(number: &str) -> Self {
        let number: String = number.chars().filter(|c| *c != '+' && !c.is_whitespace()).collect();
        let known = OUTCOMES.iter().find(|(known, ..)| *known == number);
        known.map_or(Self::Delivered, |(_, outcome, _)| *outcome)
    }

    /// How an attempt ends after `earlier` others: `None` when it delivers the fax.
    pub(super) fn failure_after(self, earlier: u32) -> Option<Failure> {
        match self {
            Self::Fails(failure) => Some(failure),
            Self::BusyTwice if earlier < 2 => Some(BUSY),
            _ => None,
        }
    }
}

/// What requests for an account are answered with, whatever they are.
pub(super) fn refusal_of(account: &str) -> Option<Refusal> {
    let (_, status, message, _) = REFUSALS.iter().find(|(id, ..)| *id == account)?;
    let status = StatusCode::from_u16(*status).ok()?;
    Some(Refusal::new(status, message, "the account asks for this answer"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_name_code_and_cause() {
        for (number, outcome, what) in OUTCOMES {
            let Outcome::Fails(failure) = outcome else { continue };
            assert!(what.contains(&failure.code.to_string()) && what.contains(failure.cause), "{number}");
        }
    }

    #[test]
    fn an_account_that_is_refused_ends_with_its_status() {
        for (account, status, message, _) in REFUSALS {
            assert_eq!(*account, format!("{status:0>32}"));
            let refusal = refusal_of(account).unwrap();
            assert_eq!((refusal.status.as_u16(), refusal.message), (*status, *message));
        }
        assert_eq!(refusal_of("00000000000000000000000000000404"), None);
    }
}
