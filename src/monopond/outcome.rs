//! What becomes of a fax, by the number that it goes to, and which faults can be asked for.
//!
//! No country has the code 999, so that none of the numbers can be anybody's.

use super::contract::v2_1::{ApiFaxMessageBlocklist, FaxError};
use super::refusal::Kind;

/// What happens to a fax.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// The first call delivers it.
    Delivered,
    /// The first call delivers it, and takes ten times as long.
    Slow,
    /// The third call delivers it.
    BusyTwice,
    /// Every call ends with this error.
    Fails(FaxError),
    /// It is not sent at all, for this reason.
    Refused(FaxError),
    /// It is not sent if it asks for the blocklist that this error belongs to, else delivered.
    Listed(FaxError),
}

/// Numbers with a fate of their own: the number, the outcome, and the same in words.
pub(crate) const OUTCOMES: &[(&str, Outcome, &str)] = &[
    ("9990010", Outcome::Fails(FaxError::FaxBusy), "busy at every attempt: FAX_BUSY"),
    ("9990011", Outcome::BusyTwice, "busy twice, then delivered, if BusyRetries allows two"),
    ("9990012", Outcome::Fails(FaxError::FaxNoAnswer), "nobody ever answers: FAX_NO_ANSWER"),
    ("9990013", Outcome::Fails(FaxError::FaxNumberUnobtainable), "FAX_NUMBER_UNOBTAINABLE"),
    ("9990014", Outcome::Fails(FaxError::FaxNegotiationFailed), "FAX_NEGOTIATION_FAILED"),
    ("9990015", Outcome::Fails(FaxError::FaxEarlyHangup), "FAX_EARLY_HANGUP"),
    ("9990016", Outcome::Fails(FaxError::FaxIncompatibleMachine), "FAX_INCOMPATIBLE_MACHINE"),
    ("9990017", Outcome::Fails(FaxError::FaxSendingFailed), "FAX_SENDING_FAILED"),
    ("9990018", Outcome::Fails(FaxError::FaxUnknown), "FAX_UNKNOWN"),
    ("9990019", Outcome::Refused(FaxError::FaxCancelled), "FAX_CANCELLED, without anybody stopping it"),
    ("9990020", Outcome::Refused(FaxError::DocumentUnsupported), "DOCUMENT_UNSUPPORTED"),
    ("9990021", Outcome::Refused(FaxError::DocumentFailedConversion), "DOCUMENT_FAILED_CONVERSION"),
    ("9990022", Outcome::Refused(FaxError::DocumentExceedsPageLimit), "DOCUMENT_EXCEEDS_PAGE_LIMIT"),
    ("9990030", Outcome::Refused(FaxError::FundsInsufficient), "FUNDS_INSUFFICIENT"),
    ("9990031", Outcome::Refused(FaxError::FundsFailed), "FUNDS_FAILED"),
    ("9990040", Outcome::Refused(FaxError::BlockAccount), "blocked: BLOCK_ACCOUNT"),
    ("9990041", Outcome::Refused(FaxError::BlockGlobal), "blocked: BLOCK_GLOBAL"),
    ("9990042", Outcome::Refused(FaxError::BlockCustom), "blocked: BLOCK_CUSTOM"),
    (
        "9990043",
        Outcome::Listed(FaxError::BlockDncr),
        "with dncr=\"true\" blocked: BLOCK_DNCR, else delivered",
    ),
    ("9990044", Outcome::Listed(FaxError::BlockFps), "with fps=\"true\" blocked: BLOCK_FPS, else delivered"),
    (
        "9990045",
        Outcome::Listed(FaxError::BlockSmart),
        "with smartblock=\"true\" blocked: BLOCK_SMART, else delivered",
    ),
    ("9990050", Outcome::Slow, "delivered, but is `sending` for ten times as long"),
];

/// Faults that an operation answers with when one of its references says so and the contract declares them for it: the
/// reference, the fault, and when it comes of itself.
pub(crate) const FAULTS: &[(&str, Kind, &str)] = &[
    ("fault:InvalidArgumentsException", Kind::InvalidArgumentsException, "an argument is missing or wrong"),
    ("fault:NoMessagesFoundException", Kind::NoMessagesFoundException, "no fax has all of the references"),
    (
        "fault:DocumentContentTypeNotFoundException",
        Kind::DocumentContentTypeNotFoundException,
        "a file name without a known extension",
    ),
    (
        "fault:UnsupportedDocumentContentType",
        Kind::UnsupportedDocumentContentType,
        "a file of a known type that is not faxed, such as .mp3 or .zip",
    ),
    (
        "fault:DocumentRefAlreadyExistsException",
        Kind::DocumentRefAlreadyExistsException,
        "a document is stored under the DocumentRef",
    ),
    (
        "fault:DocumentRefDoesNotExistException",
        Kind::DocumentRefDoesNotExistException,
        "no document is stored under the DocumentRef",
    ),
    (
        "fault:MergeFieldDoesNotMatchDocumentTypeException",
        Kind::MergeFieldDoesNotMatchDocumentTypeException,
        "DocMergeData for another file than DOC, XLS or PPT, StampMergeData for another one than TIFF or PDF",
    ),
    ("fault:UnknownHostException", Kind::UnknownHostException, "never"),
    ("fault:InterruptedException", Kind::InterruptedException, "never"),
    (
        "fault:InternalServerException",
        Kind::InternalServerException,
        "the sandbox is full, or a preview would have more than 50 pages",
    ),
];

impl Outcome {
    /// What becomes of a fax to `number` that asks for `lists`.
    pub(super) fn of(number: &str, lists: Option<&ApiFaxMessageBlocklist>) -> Self {
        let known = OUTCOMES.iter().find(|(known, ..)| *known == number);
        match known.map(|(_, outcome, _)| outcome.clone()) {
            None => Self::Delivered,
            Some(Self::Listed(error)) if lists.is_some_and(|lists| asks_for(&error, lists)) => {
                Self::Refused(error)
            }
            Some(Self::Listed(_)) => Self::Delivered,
            Some(other) => other,
        }
    }

    /// Why the fax is not sent at all.
    pub(super) fn refusal(&self) -> Option<&FaxError> {
        match self {
            Self::Refused(error) => Some(error),
            _ => None,
        }
    }

    /// How a call ends after `earlier` others: `None` when it delivers the fax.
    pub(super) fn error_of_call(&self, earlier: usize) -> Option<FaxError> {
        match self {
            Self::Fails(error) => Some(error.clone()),
            Self::BusyTwice if earlier < 2 => Some(FaxError::FaxBusy),
            _ => None,
        }
    }
}

/// Whether a fax is checked against the list that blocks with `error`.
fn asks_for(error: &FaxError, lists: &ApiFaxMessageBlocklist) -> bool {
    let asked = match error {
        FaxError::BlockDncr => lists.dncr,
        FaxError::BlockFps => lists.fps,
        FaxError::BlockSmart => lists.smartblock,
        _ => None,
    };
    asked.unwrap_or(false)
}

/// An error in words, as the `name` beside its code.
pub(super) fn name_of(error: &FaxError) -> &'static str {
    match error {
        FaxError::DocumentExceedsPageLimit => "Document has more pages than allowed",
        FaxError::DocumentUnsupported => "Document type not supported",
        FaxError::DocumentFailedConversion => "Document could not be converted",
        FaxError::FundsInsufficient => "Insufficient funds",
        FaxError::FundsFailed => "Funds could not be checked",
        FaxError::BlockAccount => "Blocked by the account",
        FaxError::BlockGlobal => "Blocked for all accounts",
        FaxError::BlockSmart => "Blocked because the number kept failing",
        FaxError::BlockDncr => "Blocked by the Do Not Call Register",
        FaxError::BlockFps => "Blocked by the Fax Preference Service",
        FaxError::BlockCustom => "Blocked by a list of one's own",
        FaxError::FaxNegotiationFailed => "Negotiation with the fax machine failed",
        FaxError::FaxEarlyHangup => "Receiver hung up early",
        FaxError::FaxIncompatibleMachine => "Fax machine not compatible",
        FaxError::FaxBusy => "Phone number busy",
        FaxError::FaxNumberUnobtainable => "Phone number unobtainable",
        FaxError::FaxSendingFailed => "Sending failed",
        FaxError::FaxCancelled => "Fax cancelled",
        FaxError::FaxNoAnswer => "No answer",
        FaxError::FaxUnknown | FaxError::Unknown(_) => "Unknown error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_of_the_contract_has_a_number_whose_text_names_it() {
        for error in FaxError::ALL {
            let named = OUTCOMES.iter().any(|(_, outcome, what)| match outcome {
                Outcome::Fails(own) | Outcome::Refused(own) | Outcome::Listed(own) => {
                    own == error && what.contains(error.as_str())
                }
                Outcome::Delivered | Outcome::Slow | Outcome::BusyTwice => false,
            });
            assert!(named, "{error}");
            assert!(!name_of(error).is_empty());
        }
    }

    #[test]
    fn a_list_blocks_only_faxes_that_ask_for_it() {
        let outcome = |number, lists: &ApiFaxMessageBlocklist| Outcome::of(number, Some(lists));
        let none = ApiFaxMessageBlocklist::new();
        let dncr = none.clone().with_dncr(true);
        let fps = none.clone().with_fps(true).with_dncr(false);
        let smart = none.clone().with_smartblock(true);
        for (number, asks, does_not, error) in [
            ("9990043", &dncr, &fps, FaxError::BlockDncr),
            ("9990044", &fps, &smart, FaxError::BlockFps),
            ("9990045", &smart, &dncr, FaxError::BlockSmart),
        ] {
            assert_eq!(outcome(number, asks), Outcome::Refused(error));
            assert_eq!(outcome(number, does_not), Outcome::Delivered);
            assert_eq!(outcome(number, &none), Outcome::Delivered);
            assert_eq!(Outcome::of(number, None), Outcome::Delivered);
        }
        assert_eq!(Outcome::of("9990040", None), Outcome::Refused(FaxError::BlockAccount));
        assert_eq!(Outcome::of("61011111111", Some(&dncr)), Outcome::Delivered);
    }

    #[test]
    fn each_reference_is_the_name_of_its_fault() {
        for (reference, kind, _) in FAULTS {
            assert_eq!(reference.strip_prefix("fault:"), Some(kind.name()));
        }
    }
}
