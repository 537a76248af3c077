//! What becomes of a fax, by the number that it goes to.
//!
//! No country has the code 999, so that none of the numbers can be anybody's.

use axum::http::StatusCode;

/// What happens to a fax.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// It is sent.
    Sent,
    /// It is sent, and that takes ten times as long.
    Slow,
    /// It is sent, and only `SCHEDULED` at first, for ten times as long as in any other state.
    Scheduled,
    /// It is sent, and not in the history at first.
    Hidden,
    /// It is sent, and between `SENDING` and `SENT` has a status that is in no contract.
    Novel,
    /// It fails, when the call has gone like this.
    Fails(Call),
    /// It is not taken.
    Refused(StatusCode),
    /// It is taken, and the answer says that the service has failed.
    Lost,
}

/// How a call went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Call {
    Busy,
    NoPickup,
    Pickup,
}

/// Numbers with a fate of their own: the number, the outcome, and the same in words.
pub(crate) const OUTCOMES: &[(&str, Outcome, &str)] = &[
    ("9990010", Outcome::Fails(Call::Busy), "busy: FAILED"),
    ("9990012", Outcome::Fails(Call::NoPickup), "nobody answers: FAILED"),
    ("9990013", Outcome::Fails(Call::NoPickup), "the number does not exist: FAILED"),
    ("9990017", Outcome::Fails(Call::Pickup), "transmission fails: FAILED"),
    ("9990030", Outcome::Refused(StatusCode::PAYMENT_REQUIRED), "402: the balance is too low"),
    ("9990040", Outcome::Refused(StatusCode::FORBIDDEN), "403: not allowed"),
    ("9990050", Outcome::Slow, "sent, but is SENDING for ten times as long"),
    ("9990070", Outcome::Scheduled, "sent, but is SCHEDULED at first, for ten times as long"),
    ("9990071", Outcome::Hidden, "sent, but 404 in the history while it is PENDING"),
    ("9990072", Outcome::Novel, "sent, but is CONFIRMING before, which is in no contract"),
    ("9990080", Outcome::Refused(StatusCode::TOO_MANY_REQUESTS), "429, with Retry-After"),
    ("9990081", Outcome::Refused(StatusCode::INTERNAL_SERVER_ERROR), "500, and nothing is queued"),
    ("9990082", Outcome::Lost, "500, and the fax is queued and sent all the same"),
    ("9990083", Outcome::Refused(StatusCode::PROXY_AUTHENTICATION_REQUIRED), "407: the number is invalid"),
];

impl Outcome {
    /// What becomes of a fax to `number`, in which only digits count.
    pub(super) fn of(number: &str) -> Self {
        let number: String = number.chars().filter(char::is_ascii_digit).collect();
        let known = OUTCOMES.iter().find(|(known, ..)| *known == number);
        known.map_or(Self::Sent, |(_, outcome, _)| *outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_name_the_status() {
        for (number, outcome, what) in OUTCOMES {
            if let Outcome::Refused(status) = outcome {
                assert!(what.starts_with(status.as_str()), "{number}");
            }
        }
    }

    #[test]
    fn only_digits_count() {
        for number in ["9990010", "+999 00-10", "(999) 0010"] {
            assert_eq!(Outcome::of(number), Outcome::Fails(Call::Busy), "{number}");
        }
        assert_eq!(Outcome::of("+4921112345678"), Outcome::Sent);
    }
}
