//! What the SOAP services have in common.

use std::error::Error as StdError;
use std::time::SystemTime;

use xsd_runtime::namespace;
use xsd_runtime::soap::{self, Fault, FaultKind};
use xsd_runtime::types::DateTime;
use xsd_runtime::types::jiff::Timestamp;

use super::{Error, Outgoing};

/// When to send, as the contracts write it.
pub(super) fn start(outgoing: &Outgoing) -> Result<Option<DateTime>, Error> {
    let timestamp = |at: SystemTime| Timestamp::try_from(at).map_err(|error| Error::NotSent(Box::new(error)));
    Ok(outgoing.at.map(timestamp).transpose()?.map(DateTime::from))
}

/// What an error of a call means, where the service's faults that `refuses` names mean that nothing was done.
pub(super) fn error<F>(error: soap::Error<F>, refuses: impl FnOnce(&F) -> bool) -> Error
where
    soap::Error<F>: StdError + Send + Sync + 'static,
{
    match &error {
        soap::Error::Encode(_) => Error::NotSent(Box::new(error)),
        soap::Error::Transport(lost) if !lost.may_have_been_sent() => Error::NotSent(Box::new(error)),
        soap::Error::Fault(fault) if is_refusal(fault, refuses) => Error::Refused(Box::new(error)),
        soap::Error::Status(status) if (400..500).contains(&status.code()) => Error::Refused(Box::new(error)),
        _ => Error::Unclear(Box::new(error)),
    }
}

/// Whether a fault says that nothing was done: by its detail, or because the request is at fault, or its credentials.
fn is_refusal<F>(fault: &Fault<F>, refuses: impl FnOnce(&F) -> bool) -> bool {
    match fault.detail() {
        Some(detail) => refuses(detail),
        None => match fault.code().kind() {
            FaultKind::Server => false,
            FaultKind::Other => fault.code().name().namespace() == namespace::WSSE,
            _ => true,
        },
    }
}
