//! Dates and times, XSD 1.0 part 2, sections 3.2.7 to 3.2.14.
//!
//! Each has an optional zone offset, which is part of the value as it is written: two values are equal when
//! date, time and offset are, so that 12:00Z does not equal 13:00+01:00. They have no order, because the
//! standard has none between values with and without offset; compare what [`DateTime::to_timestamp`] gives.
//!
//! Years are those of jiff, -9999 to 9999, where 0 is 1 BCE. In text there is no year 0000, and 1 BCE is
//! `-0001`.

mod date;
mod date_time;
mod fields;
mod partial;
#[cfg(test)]
mod tests;
mod time;
mod zone;

use super::ascii::Ascii;
use super::cursor::Cursor;
use super::error::Refusal;

pub use self::date::Date;
pub use self::date_time::DateTime;
pub use self::partial::{GDay, GMonth, GMonthDay, GYear, GYearMonth};
pub use self::time::Time;

/// What the types here have in common: they are read from left to right and are short.
trait Calendar: Sized {
    /// Name of the schema type.
    const TYPE: &'static str;

    /// Reads the value to the end of the text.
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal>;

    /// The canonical text.
    fn lexical(&self) -> Ascii;
}

/// Text, `FromStr` and `Display` of a [`Calendar`] type.
macro_rules! calendar_text {
    ($($type:ty),*) => {$(
        impl $crate::text::Text for $type {
            fn parse(
                text: std::borrow::Cow<'_, str>,
                _: &dyn $crate::text::Prefixes,
            ) -> Result<Self, $crate::types::ValueError> {
                Self::read(&mut $crate::types::cursor::Cursor::new(&text))
                    .map_err(|refusal| refusal.of(Self::TYPE, &text))
            }

            fn write(&self, out: &mut dyn $crate::text::TextSink) {
                out.verbatim(self.lexical().as_str());
            }

            const NAME: $crate::Name = $crate::Name::new($crate::namespace::XSD, Self::TYPE);
        }

        /// Reads the text of the schema type, white space at both ends allowed.
        impl std::str::FromStr for $type {
            type Err = $crate::types::ValueError;

            fn from_str(text: &str) -> Result<Self, $crate::types::ValueError> {
                $crate::types::parse_text(text)
            }
        }

        /// Writes the text of the schema type.
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.lexical().as_str())
            }
        }
    )*};
}

calendar_text!(DateTime, Date, Time, GYear, GYearMonth, GMonth, GMonthDay, GDay);
