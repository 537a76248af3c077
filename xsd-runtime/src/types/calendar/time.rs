//! `xs:time`, XSD 1.0 part 2, section 3.2.8.

use jiff::civil;
use jiff::tz::Offset;

use super::fields::{TimeOfDay, read_time, write_time};
use super::{Calendar, zone};
use crate::types::ValueError;
use crate::types::ascii::Ascii;
use crate::types::cursor::Cursor;
use crate::types::error::Refusal;

/// A time that recurs each day, with the offset from UTC where there is one (`xs:time`).
///
/// Two are equal when time and offset are, as written. Precision is nanoseconds; 24:00:00 is midnight.
///
/// ```
/// use xsd_runtime::types::{Time, jiff::civil};
///
/// let time: Time = "08:30:00.250".parse()?;
/// assert_eq!(time, Time::from(civil::time(8, 30, 0, 250_000_000)));
/// assert_eq!(time.to_string(), "08:30:00.25");
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    civil: civil::Time,
    offset: Option<Offset>,
}

impl Time {
    /// A time of day with an offset, or without.
    ///
    /// # Errors
    /// [`ValueError`] when the offset is not in whole minutes, or further from UTC than 14 hours.
    pub fn new(civil: civil::Time, offset: Option<Offset>) -> Result<Self, ValueError> {
        let offset = zone::checked(offset)?;
        Ok(Self { civil, offset })
    }

    /// A time of day in UTC.
    #[must_use]
    pub const fn utc(civil: civil::Time) -> Self {
        Self { civil, offset: Some(Offset::UTC) }
    }

    /// The time of day.
    #[must_use]
    pub const fn civil(&self) -> civil::Time {
        self.civil
    }

    /// Offset from UTC; none when the text had none.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

/// Without offset.
impl From<civil::Time> for Time {
    fn from(civil: civil::Time) -> Self {
        Self { civil, offset: None }
    }
}

impl Calendar for Time {
    const TYPE: &'static str = "time";

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        let civil = match read_time(cursor)? {
            TimeOfDay::At(time) => time,
            TimeOfDay::End => civil::Time::midnight(),
        };
        let offset = zone::read(cursor)?;
        Ok(Self { civil, offset })
    }

    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        write_time(&mut text, self.civil);
        zone::write(&mut text, self.offset);
        text
    }
}
