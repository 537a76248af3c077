//! Why a call did not do what was asked.

use std::error::Error as StdError;
use std::fmt;

use super::Unsupported;

/// Why a call did not do what was asked.
///
/// `Display` says what that means, and the [sources](StdError::source), of which the first is the error of the service's own
/// client, why: show them all.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The service cannot do this. Nothing was sent.
    Unsupported(Unsupported),
    /// Nothing was sent: the request is not valid, or the service could not be reached.
    NotSent(Box<dyn StdError + Send + Sync>),
    /// The service has no such fax.
    NotFound,
    /// The service said no. What was asked has not been done.
    Refused(Box<dyn StdError + Send + Sync>),
    /// The answer, or the lack of one, does not tell what became of the request. It may have been carried out.
    Unclear(Box<dyn StdError + Send + Sync>),
}

impl Error {
    /// Whether what was asked may have been done all the same: a fax may be on its way.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        matches!(self, Self::Unclear(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported(unsupported) => unsupported.fmt(f),
            Self::NotSent(_) => f.write_str("nothing was sent"),
            Self::NotFound => f.write_str("the service has no such fax"),
            Self::Refused(_) => f.write_str("the service refused"),
            Self::Unclear(_) => f.write_str("it is not clear what the service did"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::NotSent(source) | Self::Refused(source) | Self::Unclear(source) => Some(&**source),
            Self::Unsupported(_) | Self::NotFound => None,
        }
    }
}

impl From<Unsupported> for Error {
    fn from(unsupported: Unsupported) -> Self {
        Self::Unsupported(unsupported)
    }
}
