//! Dates and times of day as text.

use jiff::civil;

use crate::types::ascii::Ascii;
use crate::types::cursor::{Cursor, number};
use crate::types::error::Refusal;

/// Reads a year of four digits or more, as jiff counts it.
pub(super) fn read_year(cursor: &mut Cursor<'_>) -> Result<i16, Refusal> {
    let before_era = cursor.take(b"-");
    let digits = cursor.digits();
    if digits.len() < 4 || digits.len() > 4 && digits.starts_with(b"0") {
        return Err(Refusal::lexical("a year has four digits, or more without leading zeros"));
    }
    let written = number(digits).and_then(|year| i16::try_from(year).ok()).ok_or(Refusal::OUT_OF_RANGE)?;
    let year = match written {
        0 => return Err(Refusal::lexical("there is no year 0000")),
        _ if before_era => 1 - written,
        _ => written,
    };
    if (-9999..=9999).contains(&year) { Ok(year) } else { Err(Refusal::OUT_OF_RANGE) }
}

/// Writes a year as jiff counts it.
pub(super) fn write_year(text: &mut Ascii, year: i16) {
    let year = i64::from(year);
    let written = if year > 0 {
        year
    } else {
        text.push(b'-');
        1 - year
    };
    text.number(written.unsigned_abs(), 4);
}

/// Reads year and month.
pub(super) fn read_year_month(cursor: &mut Cursor<'_>) -> Result<(i16, i8), Refusal> {
    let year = read_year(cursor);
    // Digits that no month follows are not a year out of range, but no year.
    cursor.expect(b"-")?;
    Ok((year?, cursor.two_digits()?))
}

/// Reads year, month and day.
pub(super) fn read_date(cursor: &mut Cursor<'_>) -> Result<civil::Date, Refusal> {
    let (year, month) = read_year_month(cursor)?;
    cursor.expect(b"-")?;
    let day = cursor.two_digits()?;
    civil::Date::new(year, month, day).map_err(|_| Refusal::lexical("no such day"))
}

pub(super) fn write_date(text: &mut Ascii, date: civil::Date) {
    write_year(text, date.year());
    text.push(b'-');
    write_two(text, date.month());
    text.push(b'-');
    write_two(text, date.day());
}

/// A time of day, or the end of the day: the standard allows 24:00:00 for midnight of the next one.
pub(super) enum TimeOfDay {
    At(civil::Time),
    End,
}

pub(super) fn read_time(cursor: &mut Cursor<'_>) -> Result<TimeOfDay, Refusal> {
    let hour = cursor.two_digits()?;
    cursor.expect(b":")?;
    let minute = cursor.two_digits()?;
    cursor.expect(b":")?;
    let second = cursor.two_digits()?;
    let nanosecond = cursor.fraction()?;
    if (hour, minute, second, nanosecond) == (24, 0, 0, 0) {
        return Ok(TimeOfDay::End);
    }
    civil::Time::new(hour, minute, second, nanosecond as i32)
        .map(TimeOfDay::At)
        .map_err(|_| Refusal::lexical("no such time of day"))
}

pub(super) fn write_time(text: &mut Ascii, time: civil::Time) {
    write_two(text, time.hour());
    text.push(b':');
    write_two(text, time.minute());
    text.push(b':');
    write_two(text, time.second());
    text.fraction(time.subsec_nanosecond().unsigned_abs());
}

/// Writes a number of two digits; none of those here is negative.
pub(super) fn write_two(text: &mut Ascii, value: i8) {
    text.number(value.unsigned_abs().into(), 2);
}
