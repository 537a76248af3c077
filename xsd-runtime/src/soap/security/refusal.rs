//! The faults of SOAP Message Security 1.0, section 12.

use crate::name::Name;
use crate::namespace::{WSSE, WSU};
use crate::soap::{Fault, FaultCode, FaultKind, NoFault};

/// Something is wrong with the block.
pub(super) const INVALID_SECURITY: Name = Name::new(WSSE, "InvalidSecurity");

/// Something is wrong with the token.
pub(super) const INVALID_SECURITY_TOKEN: Name = Name::new(WSSE, "InvalidSecurityToken");

/// The token may be right, but not here.
pub(super) const UNSUPPORTED_SECURITY_TOKEN: Name = Name::new(WSSE, "UnsupportedSecurityToken");

/// The token is not one of somebody who may come in.
pub(super) const FAILED_AUTHENTICATION: Name = Name::new(WSSE, "FailedAuthentication");

/// The message is too old, or not of this time.
pub(super) const MESSAGE_EXPIRED: Name = Name::new(WSU, "MessageExpired");

/// The request is at fault; the code of the standard is the `faultcode` of SOAP 1.1 and a subcode in SOAP 1.2.
pub(super) fn refusal(code: Name, reason: impl Into<String>) -> Fault<NoFault> {
    Fault::new(FaultCode::from(FaultKind::Client).with_subcode(code), reason)
}
