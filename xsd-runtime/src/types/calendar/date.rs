//! `xs:date`, XSD 1.0 part 2, section 3.2.9.

use jiff::civil;
use jiff::tz::Offset;

use super::fields::{read_date, write_date};
use super::{Calendar, zone};
use crate::types::ValueError;
use crate::types::ascii::Ascii;
use crate::types::cursor::Cursor;
use crate::types::error::Refusal;

/// A day of the calendar, with the offset from UTC where there is one (`xs:date`).
///
/// Two are equal when day and offset are, as written. Years go from -9999 to 9999 as jiff counts them,
/// where 0 is 1 BCE, written `-0001`.
///
/// ```
/// use xsd_runtime::types::{Date, jiff::civil};
///
/// let date: Date = "2024-02-29Z".parse()?;
/// assert_eq!(date, Date::utc(civil::date(2024, 2, 29)));
/// assert!("2023-02-29".parse::<Date>().is_err());
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    civil: civil::Date,
    offset: Option<Offset>,
}

impl Date {
    /// A day with an offset, or without.
    ///
    /// # Errors
    /// [`ValueError`] when the offset is not in whole minutes, or further from UTC than 14 hours.
    pub fn new(civil: civil::Date, offset: Option<Offset>) -> Result<Self, ValueError> {
        let offset = zone::checked(offset)?;
        Ok(Self { civil, offset })
    }

    /// A day in UTC.
    #[must_use]
    pub const fn utc(civil: civil::Date) -> Self {
        Self { civil, offset: Some(Offset::UTC) }
    }

    /// The day.
    #[must_use]
    pub const fn civil(&self) -> civil::Date {
        self.civil
    }

    /// Offset from UTC; none when the text had none.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

/// Without offset.
impl From<civil::Date> for Date {
    fn from(civil: civil::Date) -> Self {
        Self { civil, offset: None }
    }
}

impl Calendar for Date {
    const TYPE: &'static str = "date";

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        let civil = read_date(cursor)?;
        let offset = zone::read(cursor)?;
        Ok(Self { civil, offset })
    }

    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        write_date(&mut text, self.civil);
        zone::write(&mut text, self.offset);
        text
    }
}
