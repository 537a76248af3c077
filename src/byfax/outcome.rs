//! What becomes of a fax, by the number that it goes to.
//!
//! No country has the code 999, so that none of the numbers can be anybody's.

use super::common::StateCodes;

/// What happens to a fax.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// The first call delivers it.
    Delivered,
    /// The first call delivers it, and takes ten times as long.
    Slow,
    /// The third call delivers it.
    BusyTwice,
    /// Every call ends with this code.
    Fails(StateCodes),
    /// Nobody is called, for this reason.
    Refused(StateCodes),
}

/// Numbers with a fate of their own: the number, the outcome, and the same in words.
pub(crate) const OUTCOMES: &[(&str, Outcome, &str)] = &[
    ("9990010", Outcome::Fails(StateCodes::Busy), "busy at every call: BUSY"),
    ("9990011", Outcome::BusyTwice, "busy twice, then delivered, if busyRetry allows two"),
    ("9990012", Outcome::Fails(StateCodes::NoAnswer), "nobody ever answers: NO_ANSWER"),
    ("9990013", Outcome::Fails(StateCodes::NumberUnobtainable), "NUMBER_UNOBTAINABLE"),
    ("9990014", Outcome::Fails(StateCodes::NegotiationFailed), "NEGOTIATION_FAILED"),
    ("9990015", Outcome::Fails(StateCodes::TransmissionEarlyHangup), "TRANSMISSION_EARLY_HANGUP"),
    ("9990016", Outcome::Fails(StateCodes::ReceiverIncompatible), "RECEIVER_INCOMPATIBLE"),
    ("9990017", Outcome::Fails(StateCodes::TransmissionError), "TRANSMISSION_ERROR"),
    ("9990018", Outcome::Fails(StateCodes::DeliveryFailure), "DELIVERY_FAILURE"),
    (
        "9990019",
        Outcome::Refused(StateCodes::QueueTaskAborted),
        "QUEUE_TASK_ABORTED, without anybody's doing",
    ),
    ("9990020", Outcome::Refused(StateCodes::FileFormatUnsupported), "FILE_FORMAT_UNSUPPORTED"),
    ("9990021", Outcome::Refused(StateCodes::FileConversionFailed), "FILE_CONVERTION_FAILED"),
    ("9990022", Outcome::Refused(StateCodes::FilePagesLimitExceeded), "FILE_PAGES_LIMIT_EXCEEDED"),
    ("9990030", Outcome::Refused(StateCodes::InsufficientFunds), "INSUFFICIENT_FUNDS"),
    ("9990040", Outcome::Refused(StateCodes::NumberBlocked), "NUMBER_BLOCKED"),
    ("9990050", Outcome::Slow, "delivered, but is DELIVERING for ten times as long"),
    ("9990060", Outcome::Fails(StateCodes::VoiceAnswer), "VOICE_ANSWER"),
    ("9990061", Outcome::Fails(StateCodes::NotFaxMachine), "NOT_FAX_MACHINE"),
    ("9990062", Outcome::Refused(StateCodes::CountryNoRoute), "COUNTRY_NO_ROUTE"),
];

impl Outcome {
    /// What becomes of a fax to `number`, in which plus signs and blanks do not count.
    pub(super) fn of(number: &str) -> Self {
        let number: String = number.chars().filter(|c| *c != '+' && !c.is_whitespace()).collect();
        let known = OUTCOMES.iter().find(|(known, ..)| *known == number);
        known.map_or(Self::Delivered, |(_, outcome, _)| outcome.clone())
    }

    /// Why nobody is called.
    pub(super) fn refusal(&self) -> Option<&StateCodes> {
        match self {
            Self::Refused(code) => Some(code),
            _ => None,
        }
    }

    /// How a call ends after `earlier` others: `None` when it delivers the fax.
    pub(super) fn error_of_call(&self, earlier: u32) -> Option<StateCodes> {
        match self {
            Self::Fails(code) => Some(code.clone()),
            Self::BusyTwice if earlier < 2 => Some(StateCodes::Busy),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_name_the_code() {
        for (number, outcome, what) in OUTCOMES {
            match outcome {
                Outcome::Fails(code) | Outcome::Refused(code) => {
                    assert!(what.contains(code.as_str()), "{number}")
                }
                Outcome::Delivered | Outcome::Slow | Outcome::BusyTwice => {}
            }
        }
    }

    #[test]
    fn numbers_are_compared_without_plus_signs_and_blanks() {
        for number in ["9990010", "+9990010", "+999 00 10", " 9990010"] {
            assert_eq!(Outcome::of(number), Outcome::Fails(StateCodes::Busy), "{number}");
        }
        for number in ["99900101", "999-0010", ""] {
            assert_eq!(Outcome::of(number), Outcome::Delivered, "{number}");
        }
    }
}
