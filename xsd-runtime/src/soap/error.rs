//! What a call can come to instead of a reply.

use std::fmt;

use super::fault::{Fault, NoFault};
use super::transport::{TransportError, TransportErrorKind};
use crate::error::{DecodeError, EncodeError};

/// Why there is no reply. Two words wide.
///
/// No variant shows a secret of the request, even where the server repeats it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error<F> {
    /// The server answered with a fault.
    Fault(Box<Fault<F>>),
    /// The server answered with something that is no SOAP envelope: a page of HTML, a line of text, nothing.
    Status(Box<Status>),
    /// The request could not be sent, or the answer not be received.
    Transport(TransportError),
    /// The answer is an envelope, but not as the contract says.
    Decode(DecodeError),
    /// The request cannot be written as XML; nothing was sent.
    Encode(EncodeError),
}

impl<F> Error<F> {
    /// The fault, if it is one.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault<F>> {
        match self {
            Self::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    /// The HTTP answer that is no envelope, if it is one.
    #[must_use]
    pub fn status(&self) -> Option<&Status> {
        match self {
            Self::Status(status) => Some(status),
            _ => None,
        }
    }

    /// Whether time ran out. The server may have done what was asked.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.kind() == TransportErrorKind::Timeout)
    }
}

impl Error<NoFault> {
    /// The same error; a fault gets its detail.
    pub(super) fn with_detail<F>(self, detail: Option<F>) -> Error<F> {
        match self {
            Self::Fault(fault) => Error::Fault(Box::new(Fault::from_parts(fault.into_facts(), detail))),
            Self::Status(status) => Error::Status(status),
            Self::Transport(error) => Error::Transport(error),
            Self::Decode(error) => Error::Decode(error),
            Self::Encode(error) => Error::Encode(error),
        }
    }
}

impl<F> fmt::Display for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(fault) => write!(f, "the server answered with a fault: {fault}"),
            Self::Status(status) => write!(f, "{status}"),
            Self::Transport(_) => f.write_str("the exchange with the server failed"),
            Self::Decode(_) => f.write_str("the reply cannot be read"),
            Self::Encode(_) => f.write_str("the request cannot be written"),
        }
    }
}

impl<F: fmt::Debug> std::error::Error for Error<F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Fault(_) | Self::Status(_) => None,
            Self::Transport(error) => Some(error),
            Self::Decode(error) => Some(error),
            Self::Encode(error) => Some(error),
        }
    }
}

impl<F> From<DecodeError> for Error<F> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

impl<F> From<TransportError> for Error<F> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<F> From<EncodeError> for Error<F> {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

/// An HTTP answer that is no SOAP envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub(super) code: u16,
    pub(super) content_type: Option<String>,
    pub(super) excerpt: String,
}

impl Status {
    /// The HTTP status code.
    #[must_use]
    pub fn code(&self) -> u16 {
        self.code
    }

    /// The HTTP header `Content-Type`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The start of the body, at most 512 bytes; what is no text in it is replaced.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered with HTTP status {} and no SOAP envelope", self.code)?;
        if !self.excerpt.is_empty() {
            write!(f, ": {}", self.excerpt.escape_debug())?;
        }
        Ok(())
    }
}
