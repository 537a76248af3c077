//! `xs:dateTime`, XSD 1.0 part 2, section 3.2.7.

use jiff::tz::Offset;
use jiff::{Timestamp, civil};

use super::fields::{TimeOfDay, read_date, read_time, write_date, write_time};
use super::{Calendar, zone};
use crate::types::ValueError;
use crate::types::ascii::Ascii;
use crate::types::cursor::Cursor;
use crate::types::error::Refusal;

/// A date and time of day, with the offset from UTC where there is one (`xs:dateTime`).
///
/// Two are equal when date, time and offset are, as written: `12:00:00Z` and `13:00:00+01:00` on one day
/// are the same instant, and not equal. There is no order, because the standard has none between values
/// with and without offset; compare what [`DateTime::to_timestamp`] gives.
///
/// Precision is nanoseconds; more digits of a fraction are refused unless they are zeros. 24:00:00 is
/// midnight of the next day, and a 60th second does not exist. Years go from -9999 to 9999 as jiff counts
/// them, where 0 is 1 BCE, written `-0001`.
///
/// ```
/// use xsd_runtime::types::DateTime;
/// use xsd_runtime::types::jiff::{Timestamp, civil, tz};
///
/// let sent: DateTime = "2024-02-29T10:15:00.500+10:00".parse()?;
/// assert_eq!(sent.civil(), civil::datetime(2024, 2, 29, 10, 15, 0, 500_000_000));
/// assert_eq!(sent.offset(), Some(tz::offset(10)));
/// assert_eq!(sent.to_string(), "2024-02-29T10:15:00.5+10:00");
///
/// let start = DateTime::from(Timestamp::from_second(1_700_000_000).unwrap());
/// assert_eq!(start.to_string(), "2023-11-14T22:13:20Z");
///
/// let local = DateTime::from(civil::datetime(2024, 2, 29, 10, 15, 0, 0));
/// assert_eq!(local.to_string(), "2024-02-29T10:15:00");
/// assert_eq!(local.to_timestamp(), None);
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    civil: civil::DateTime,
    offset: Option<Offset>,
}

impl DateTime {
    /// A date and time with an offset, or without.
    ///
    /// # Errors
    /// [`ValueError`] when the offset is not in whole minutes, or further from UTC than 14 hours.
    pub fn new(civil: civil::DateTime, offset: Option<Offset>) -> Result<Self, ValueError> {
        let offset = zone::checked(offset)?;
        Ok(Self { civil, offset })
    }

    /// A date and time in UTC.
    #[must_use]
    pub const fn utc(civil: civil::DateTime) -> Self {
        Self { civil, offset: Some(Offset::UTC) }
    }

    /// Date and time of day, as a clock shows them at the offset.
    #[must_use]
    pub const fn civil(&self) -> civil::DateTime {
        self.civil
    }

    /// Offset from UTC; none when the text had none.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }

    /// The instant; none without an offset, and none in the first and last two days of jiff's range, where
    /// its timestamps end.
    #[must_use]
    pub fn to_timestamp(&self) -> Option<Timestamp> {
        self.offset?.to_timestamp(self.civil).ok()
    }
}

/// Without offset.
impl From<civil::DateTime> for DateTime {
    fn from(civil: civil::DateTime) -> Self {
        Self { civil, offset: None }
    }
}

/// In UTC.
impl From<Timestamp> for DateTime {
    fn from(instant: Timestamp) -> Self {
        Self::utc(Offset::UTC.to_datetime(instant))
    }
}

impl Calendar for DateTime {
    const TYPE: &'static str = "dateTime";

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        let date = read_date(cursor)?;
        cursor.expect(b"T")?;
        let civil = match read_time(cursor)? {
            TimeOfDay::At(time) => date.to_datetime(time),
            TimeOfDay::End => {
                date.tomorrow().map_err(|_| Refusal::OUT_OF_RANGE)?.to_datetime(civil::Time::midnight())
            }
        };
        let offset = zone::read(cursor)?;
        Ok(Self { civil, offset })
    }

    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        write_date(&mut text, self.civil.date());
        text.push(b'T');
        write_time(&mut text, self.civil.time());
        zone::write(&mut text, self.offset);
        text
    }
}
