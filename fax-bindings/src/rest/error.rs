//! What a call can come to instead of a reply.

use std::fmt;

use super::pdf::PdfError;
use super::transport::{TransportError, TransportErrorKind};

/// Why there is no reply. `R` is what the service says when it refuses.
///
/// `Display` says what happened, and the [source](std::error::Error::source), where there is one, why: show both.
///
/// No variant shows a secret of the request, an address that is one, or a document, even where the service repeats them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error<R> {
    /// The request is wrong; nothing was sent.
    Input(InputError),
    /// The request could not be sent, or the answer not be received.
    Transport(TransportError),
    /// The service refused.
    Refused {
        /// The HTTP status code.
        status: u16,
        /// What the service says.
        refusal: Box<R>,
    },
    /// The answer is not as the contract says.
    NotUnderstood(Box<NotUnderstood>),
}

impl<R> Error<R> {
    /// What the service says, if it refused.
    #[must_use]
    pub fn refusal(&self) -> Option<&R> {
        match self {
            Self::Refused { refusal, .. } => Some(refusal),
            _ => None,
        }
    }

    /// The HTTP status code, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            Self::NotUnderstood(answer) => Some(answer.status),
            Self::Input(_) | Self::Transport(_) => None,
        }
    }

    /// Whether time ran out. The service may have done what was asked.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.kind() == TransportErrorKind::Timeout)
    }

    /// Whether what was asked may have been done all the same: a fax may be on its way. If not, sending it again is safe.
    ///
    /// A refusal with a status from 400 to 499 means that nothing was done, one with any other status does not.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        match self {
            Self::Input(_) => false,
            Self::Transport(error) => error.may_have_been_sent(),
            Self::Refused { status, .. } => !(400..500).contains(status),
            Self::NotUnderstood(_) => true,
        }
    }
}

impl<R: fmt::Display> fmt::Display for Error<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(_) => f.write_str("the request is wrong, and was not sent"),
            Self::Transport(_) => f.write_str("the exchange with the service failed"),
            Self::Refused { status, refusal } => {
                write!(f, "the service refused with status {status}: {refusal}")
            }
            Self::NotUnderstood(_) => f.write_str("the answer is not as the contract says"),
        }
    }
}

impl<R: fmt::Debug + fmt::Display> std::error::Error for Error<R> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Input(error) => Some(error),
            Self::Transport(error) => Some(error),
            Self::Refused { .. } => None,
            Self::NotUnderstood(answer) => Some(answer.as_ref()),
        }
    }
}

impl<R> From<InputError> for Error<R> {
    fn from(error: InputError) -> Self {
        Self::Input(error)
    }
}

impl<R> From<TransportError> for Error<R> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<R> From<NotUnderstood> for Error<R> {
    fn from(answer: NotUnderstood) -> Self {
        Self::NotUnderstood(Box::new(answer))
    }
}

/// What is wrong with a request. It does not repeat what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputError {
    /// The document cannot be sent.
    Pdf(PdfError),
    /// A value cannot be sent.
    Value {
        /// The member or parameter, as the contract calls it.
        name: &'static str,
        /// What is wrong with it, and what is due.
        problem: &'static str,
    },
}

impl InputError {
    pub(crate) fn value(name: &'static str, problem: &'static str) -> Self {
        Self::Value { name, problem }
    }
}

impl From<PdfError> for InputError {
    fn from(error: PdfError) -> Self {
        Self::Pdf(error)
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pdf(error) => error.fmt(f),
            Self::Value { name, problem } => write!(f, "`{name}` {problem}"),
        }
    }
}

impl std::error::Error for InputError {}

/// An answer that is not as the contract says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    pub(super) excerpt: String,
    pub(super) problem: String,
}

impl NotUnderstood {
    /// The HTTP status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The HTTP header `Content-Type`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The start of the body, at most 512 bytes, secrets masked; empty for a body of more than a MiB.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// What is not as the contract says, and where.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}, {}", self.status, self.problem)?;
        if !self.excerpt.is_empty() {
            write!(f, ": {}", self.excerpt.escape_debug())?;
        }
        Ok(())
    }
}

impl std::error::Error for NotUnderstood {}
