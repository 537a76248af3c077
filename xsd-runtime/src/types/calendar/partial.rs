//! Parts of a date that recur or are not told to the day: `xs:gYear` and its kin, XSD 1.0 part 2, sections
//! 3.2.10 to 3.2.14.

use jiff::civil;
use jiff::tz::Offset;

use super::fields::{read_year, read_year_month, write_two, write_year};
use super::{Calendar, zone};
use crate::types::ascii::Ascii;
use crate::types::cursor::Cursor;
use crate::types::error::Refusal;
use crate::types::{ValueError, ValueErrorKind};

/// A year where only month and day matter: a leap year, so that the 29th of February exists.
const ANY_YEAR: i16 = 2000;
/// A month where only the day matters: one of 31 days.
const ANY_MONTH: i8 = 1;
/// A day where only year and month matter.
const ANY_DAY: i8 = 1;

fn exists(year: i16, month: i8, day: i8) -> Result<(), Refusal> {
    match civil::Date::new(year, month, day) {
        Ok(_) => Ok(()),
        Err(_) => Err(Refusal::lexical("no such date")),
    }
}

fn checked<T: Calendar>(value: T, year: i16, month: i8, day: i8) -> Result<T, ValueError> {
    match exists(year, month, day) {
        Ok(()) => Ok(value),
        Err(_) => Err(ValueError::new(ValueErrorKind::OutOfRange, T::TYPE, value.lexical().as_str())),
    }
}

/// A year (`xs:gYear`): `2024`, `-0001Z`.
///
/// ```
/// use xsd_runtime::types::GYear;
///
/// let year: GYear = "2024+10:00".parse()?;
/// assert_eq!(year.year(), 2024);
/// assert_eq!(GYear::new(0, None)?.to_string(), "-0001");
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GYear {
    year: i16,
    offset: Option<Offset>,
}

impl GYear {
    /// A year from -9999 to 9999, where 0 is 1 BCE.
    ///
    /// # Errors
    /// [`ValueError`] when the year is out of range, or the offset is not in whole minutes of at most 14
    /// hours.
    pub fn new(year: i16, offset: Option<Offset>) -> Result<Self, ValueError> {
        let offset = zone::checked(offset)?;
        checked(Self { year, offset }, year, ANY_MONTH, ANY_DAY)
    }

    /// The year, from -9999 to 9999, where 0 is 1 BCE.
    #[must_use]
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// Offset from UTC; none when the text had none.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

impl Calendar for GYear {
    const TYPE: &'static str = "gYear";

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        let year = read_year(cursor)?;
        let offset = zone::read(cursor)?;
        Ok(Self { year, offset })
    }

    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        write_year(&mut text, self.year);
        zone::write(&mut text, self.offset);
        text
    }
}

/// A month of one year (`xs:gYearMonth`): `2024-02`.
///
/// ```
/// use xsd_runtime::types::GYearMonth;
///
/// let expiry: GYearMonth = "2027-09".parse()?;
/// assert_eq!((expiry.year(), expiry.month()), (2027, 9));
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GYearMonth {
    year: i16,
    month: i8,
    offset: Option<Offset>,
}

impl GYearMonth {
    /// A year from -9999 to 9999, where 0 is 1 BCE, and a month from 1 to 12.
    ///
    /// # Errors
    /// [`ValueError`] when one of them is out of range, or the offset is not in whole minutes of at most 14
    /// hours.
    pub fn new(year: i16, month: i8, offset: Option<Offset>) -> Result<Self, ValueError> {
        let offset = zone::checked(offset)?;
        checked(Self { year, month, offset }, year, month, ANY_DAY)
    }

    /// The year, from -9999 to 9999, where 0 is 1 BCE.
    #[must_use]
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub const fn month(&self) -> i8 {
        self.month
    }

    /// Offset from UTC; none when the text had none.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

impl Calendar for GYearMonth {
    const TYPE: &'static str = "gYearMonth";

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        let (year, month) = read_year_month(cursor)?;
        exists(year, month, ANY_DAY)?;
        let offset = zone::read(cursor)?;
        Ok(Self { year, month, offset })
    }

    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        write_year(&mut text, self.year);
        text.push(b'-');
        write_two(&mut text, self.month);
        zone::write(&mut text, self.offset);
        text
    }
}

/// A month that recurs each year (`xs:gMonth`): `--02`. The form `--02--` of the standard's first edition
/// is read as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GMonth {
    month: i8,
    offset: Option<Offset>,
}

impl GMonth {
    /// A month from 1 to 12.
    ///
    /// # Errors
    /// [`ValueError`] when there is no such month, or the offset is not in whole minutes of at most 14 hours.
    pub fn new(month: i8, offset: Option<Offset>) -> Result<Self, ValueError> {
        let offset = zone::checked(offset)?;
        checked(Self { month, offset }, ANY_YEAR, month, ANY_DAY)
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub const fn month(&self) -> i8 {
        self.month
    }

    /// Offset from UTC; none when the text had none.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

impl Calendar for GMonth {
    const TYPE: &'static str = "gMonth";

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        cursor.expect(b"--")?;
        let month = cursor.two_digits()?;
        exists(ANY_YEAR, month, ANY_DAY)?;
        cursor.take(b"--");
        let offset = zone::read(cursor)?;
        Ok(Self { month, offset })
    }

    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        text.push(b'-');
        text.push(b'-');
        write_two(&mut text, self.month);
        zone::write(&mut text, self.offset);
        text
    }
}

/// A day that recurs each year (`xs:gMonthDay`): `--02-29`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GMonthDay {
    month: i8,
    day: i8,
    offset: Option<Offset>,
}

impl GMonthDay {
    /// A month from 1 to 12 and a day that it has, the 29th of February included.
    ///
    /// # Errors
    /// [`ValueError`] when there is no such day, or the offset is not in whole minutes of at most 14 hours.
    pub fn new(month: i8, day: i8, offset: Option<Offset>) -> Result<Self, ValueError> {
        let offset = zone::checked(offset)?;
        checked(Self { month, day, offset }, ANY_YEAR, month, day)
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub const fn month(&self) -> i8 {
        self.month
    }

    /// The day, from 1 to 31.
    #[must_use]
    pub const fn day(&self) -> i8 {
        self.day
    }

    /// Offset from UTC; none when the text had none.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

impl Calendar for GMonthDay {
    const TYPE: &'static str = "gMonthDay";

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        cursor.expect(b"--")?;
        let month = cursor.two_digits()?;
        cursor.expect(b"-")?;
        let day = cursor.two_digits()?;
        exists(ANY_YEAR, month, day)?;
        let offset = zone::read(cursor)?;
        Ok(Self { month, day, offset })
    }

    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        text.push(b'-');
        text.push(b'-');
        write_two(&mut text, self.month);
        text.push(b'-');
        write_two(&mut text, self.day);
        zone::write(&mut text, self.offset);
        text
    }
}

/// A day that recurs each month (`xs:gDay`): `---31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GDay {
    day: i8,
    offset: Option<Offset>,
}

impl GDay {
    /// A day from 1 to 31.
    ///
    /// # Errors
    /// [`ValueError`] when there is no such day, or the offset is not in whole minutes of at most 14 hours.
    pub fn new(day: i8, offset: Option<Offset>) -> Result<Self, ValueError> {
        let offset = zone::checked(offset)?;
        checked(Self { day, offset }, ANY_YEAR, ANY_MONTH, day)
    }

    /// The day, from 1 to 31.
    #[must_use]
    pub const fn day(&self) -> i8 {
        self.day
    }

    /// Offset from UTC; none when the text had none.
    #[must_use]
    pub const fn offset(&self) -> Option<Offset> {
        self.offset
    }
}

impl Calendar for GDay {
    const TYPE: &'static str = "gDay";

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        cursor.expect(b"---")?;
        let day = cursor.two_digits()?;
        exists(ANY_YEAR, ANY_MONTH, day)?;
        let offset = zone::read(cursor)?;
        Ok(Self { day, offset })
    }

    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        text.push(b'-');
        text.push(b'-');
        text.push(b'-');
        write_two(&mut text, self.day);
        zone::write(&mut text, self.offset);
        text
    }
}
