//! Requests that no operation gets to see.

use super::Request;
use crate::charset::decode_text;
use crate::content_type::charset;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::limits::Limits;
use crate::mask::Secrets;
use crate::read::chars;
use crate::soap::envelope::has_unknown_version;
use crate::soap::{Fault, FaultKind, NoFault, Version};

/// Why a request is refused, and how that is said.
pub(super) struct Refused {
    pub(super) version: Version,
    pub(super) fault: Fault<NoFault>,
    /// HTTP status, where it is not that of the fault.
    pub(super) status: Option<u16>,
    pub(super) operation: Option<&'static str>,
}

impl Refused {
    pub(super) fn new(version: Version, fault: Fault<NoFault>) -> Self {
        Self { version, fault, status: None, operation: None }
    }

    /// The operation that was asked for.
    pub(super) fn of(self, operation: Option<&'static str>) -> Self {
        Self { operation, ..self }
    }

    /// The fault without what the request must not see repeated.
    pub(super) fn hiding(self, secrets: &Secrets) -> Self {
        Self { fault: Fault::from_parts(self.fault.into_facts().hiding(secrets), None), ..self }
    }

    pub(super) fn too_large(version: Version, limits: &Limits) -> Self {
        let reason = format!("the request is larger than {} bytes", limits.body);
        Self { status: Some(413), ..Self::new(version, Fault::client(reason)) }
    }

    pub(super) fn not_xml(version: Version, content_type: &str) -> Self {
        let reason = sayable(&format!("a request is XML, this one says that it is `{content_type}`"));
        Self { status: Some(415), ..Self::new(version, Fault::client(reason)) }
    }

    /// Nothing is known of the request but this error.
    pub(super) fn unreadable(
        version: Version,
        request: &Request<'_>,
        error: &DecodeError,
        limits: &Limits,
    ) -> Self {
        let kind = match error.kind() {
            DecodeErrorKind::Limit { limit: "body", .. } => return Self::too_large(version, limits),
            DecodeErrorKind::Envelope(_) if asks_for_unknown_version(request, limits) => {
                FaultKind::VersionMismatch
            }
            _ => FaultKind::Client,
        };
        Self::new(version, Fault::new(kind, sayable(&error.to_string())))
    }
}

fn asks_for_unknown_version(request: &Request<'_>, limits: &Limits) -> bool {
    let text = decode_text(request.body, request.content_type().and_then(charset));
    text.is_ok_and(|text| has_unknown_version(&text, limits))
}

/// The text as XML can carry it: HTTP headers may hold more.
pub(super) fn sayable(text: &str) -> String {
    text.replace(|c| !chars::is_allowed(c), "\u{FFFD}")
}
