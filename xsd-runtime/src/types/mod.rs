//! The simple types of XML Schema 1.0 part 2 as Rust values.
//!
//! | Schema | Rust |
//! |---|---|
//! | `boolean` | [`bool`] |
//! | `byte` … `unsignedLong`, unbounded integers | [`i8`] … [`u64`] |
//! | `float`, `double` | [`f32`], [`f64`] |
//! | `decimal` | [`Decimal`] |
//! | `string` and what derives from it, `anyURI` | [`String`] |
//! | `dateTime`, `date`, `time` | [`DateTime`], [`Date`], [`Time`] |
//! | `gYear`, `gYearMonth`, `gMonth`, `gMonthDay`, `gDay` | [`GYear`], [`GYearMonth`], [`GMonth`], [`GMonthDay`], [`GDay`] |
//! | `duration` | [`Duration`] |
//! | `base64Binary`, `hexBinary` | [`Base64`], [`HexBinary`] |
//! | `QName` | [`QName`] |
//! | list types, `NMTOKENS`, `IDREFS` | [`List`] |
//! | enumerations | generated, see [`Enumeration`] |
//! | unions | generated, see [`Union`] |
//! | secrets (a choice of the bindings, no type of the schema) | [`Secret`] |
//!
//! All of them implement [`Text`](crate::text::Text). A text outside the lexical space of its type, or a
//! value that does not fit the Rust type, is a [`ValueError`]: nothing is rounded, wrapped or defaulted.
//! Empty text is an error of kind [`Empty`](ValueErrorKind::Empty), except for strings, secrets, lists and
//! binary types, where it is a value.

mod ascii;
mod base64;
mod boolean;
mod calendar;
mod cursor;
mod decimal;
mod duration;
mod enumeration;
mod error;
mod float;
mod hex_binary;
mod integer;
mod list;
mod plain;
mod qname;
mod secret;
mod string;
#[cfg(test)]
mod tests;
mod union;

pub use jiff;
pub use rust_decimal::Decimal;

pub use self::base64::Base64;
pub use self::calendar::{Date, DateTime, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time};
pub use self::duration::Duration;
pub use self::enumeration::{Enumeration, Unknown, parse_enumeration};
pub use self::error::{ValueError, ValueErrorKind};
pub use self::hex_binary::HexBinary;
pub use self::list::List;
pub(crate) use self::plain::collapse_white_space;
pub use self::plain::{parse_text, to_text};
pub use self::qname::QName;
pub use self::secret::Secret;
pub use self::union::Union;
