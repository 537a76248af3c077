//! What became of a fax.

use std::fmt;

/// What became of a fax so far.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Status {
    /// The state, in words that all services share.
    pub state: State,
    /// The service's own answer, whole.
    pub vendor: Vendor,
}

/// The state of a fax.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// Accepted, and waiting: to be prepared, for its time, for its turn or, after a failed attempt, for the next one.
    Queued,
    /// Being sent; also, of Monopond and byFax, being cancelled.
    Sending,
    /// Delivered. Final.
    Delivered,
    /// Not delivered. Final.
    Failed(Reason),
    /// What the service says has no meaning here: its text. It may be final or not.
    Unknown(String),
}

impl State {
    /// Whether nothing more will happen to the fax.
    ///
    /// A state that is unknown is not taken for final: who waits should stop at some time.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Delivered | Self::Failed(_))
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Queued => f.write_str("queued"),
            Self::Sending => f.write_str("sending"),
            Self::Delivered => f.write_str("delivered"),
            Self::Failed(reason) => write!(f, "failed: {reason}"),
            Self::Unknown(text) => write!(f, "unknown ({text})"),
        }
    }
}

/// Why a fax was not delivered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The number was busy.
    Busy,
    /// Nobody answered.
    NoAnswer,
    /// The number does not exist or cannot be reached.
    Number,
    /// What answered is no fax machine, or not one that this service can send to.
    Machine,
    /// The transmission broke off, or the machines could not agree on how to transmit.
    Transmission,
    /// A document could not be fetched, converted or sent, or has too many pages.
    Document,
    /// The account's money or credit does not cover it.
    Funds,
    /// A list of numbers, or the rights of the account, forbid it.
    Blocked,
    /// Cancelled, by whomever.
    Cancelled,
    /// Another one: the service's text, which may be empty.
    Other(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Busy => "busy",
            Self::NoAnswer => "no answer",
            Self::Number => "the number cannot be reached",
            Self::Machine => "no fax machine that fits",
            Self::Transmission => "the transmission broke off",
            Self::Document => "the document cannot be sent",
            Self::Funds => "the account has not enough funds",
            Self::Blocked => "blocked",
            Self::Cancelled => "cancelled",
            Self::Other(text) if text.is_empty() => "the service does not say why",
            Self::Other(text) => text,
        })
    }
}

/// The answer of a service to the question for a fax.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Vendor {
    /// Monopond's.
    #[cfg(feature = "monopond")]
    Monopond(Box<crate::monopond::v2_1::ApiFaxMessageStatus>),
    /// byFax's.
    #[cfg(feature = "byfax")]
    Byfax(Box<crate::byfax::faxout::FaxReportMessage>),
    /// Kazoo's.
    #[cfg(feature = "kazoo")]
    Kazoo(crate::kazoo::Followed),
    /// sipgate's.
    #[cfg(feature = "sipgate")]
    Sipgate(Box<crate::sipgate::HistoryEntry>),
}
