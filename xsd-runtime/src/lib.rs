#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod array;
mod charset;
mod content_type;
mod decode;
mod encode;
mod error;
mod limits;
mod mask;
mod member;
mod name;
pub mod namespace;
mod raw;
mod raw_attribute;
mod read;
mod report;
pub mod soap;
pub mod text;
pub mod types;
mod write;

pub use charset::decode_text;
pub use content_type::charset;
pub use decode::{Decode, Group, Groups};
pub use encode::Encode;
pub use error::{DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind, Position};
pub use limits::Limits;
pub use member::Member;
pub use name::Name;
pub use raw::RawXml;
pub use raw_attribute::RawAttribute;
pub use read::Reader;
pub use report::{Note, NoteKind, Report};
pub use write::Writer;

/// A `tracing` span for the calls of an operation, named by a literal `Service.Operation`, at level `INFO`.
///
/// ```
/// let span = xsd_runtime::span!("Api.SendFax");
/// # drop(span);
/// ```
#[macro_export]
macro_rules! span {
    ($name:literal) => {
        $crate::__private::tracing::info_span!($name)
    };
}

/// What the macros of this crate expand to.
#[doc(hidden)]
pub mod __private {
    pub use tracing;
}
