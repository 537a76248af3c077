//! What the clients of services that speak REST have in common: JSON over HTTP by reqwest. The modules of the
//! services have these types too; there is no need to name this one.

mod answer;
mod builder;
mod error;
mod extra;
mod http;
mod listing;
mod mask;
mod open_enum;
mod pdf;
mod secret;
mod transport;

pub use builder::{BuildError, ClientBuilder};
pub use error::{Error, InputError, NotUnderstood};
pub use extra::Extra;
pub use listing::Listing;
pub use open_enum::Unknown;
pub use pdf::PdfError;
pub use secret::{Secret, SecretUrl};
pub use transport::{TransportError, TransportErrorKind};

pub(crate) use answer::Answer;
pub(crate) use builder::Service;
pub(crate) use http::Http;
pub(crate) use open_enum::open_enum;
#[cfg(feature = "sipgate")]
pub(crate) use pdf::check_pdf;
#[cfg(feature = "kazoo")]
pub(crate) use pdf::check_pdf_start;

use std::time::Duration;

use serde::{Deserialize, Deserializer};

/// How long to wait, where the header `Retry-After` says it in seconds and not as a date (RFC 9110, section 10.2.3).
pub(crate) fn seconds(retry_after: Option<&str>) -> Option<Duration> {
    retry_after?.trim().parse().ok().map(Duration::from_secs)
}

/// Reads a member that can be left out, of services that write `null` for it as well.
pub(crate) fn null_is_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
