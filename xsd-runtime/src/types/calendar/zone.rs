//! The zone offset at the end of a date or time, XSD 1.0 part 2, section 3.2.7.3.

use jiff::tz::Offset;

use crate::types::ascii::Ascii;
use crate::types::cursor::Cursor;
use crate::types::error::Refusal;
use crate::types::{ValueError, ValueErrorKind};

/// Furthest offset from UTC that the standard has a text for.
const FURTHEST: i32 = 14 * 3_600;

/// Reads `Z`, an offset in hours and minutes, or nothing, to the end of the text.
pub(super) fn read(cursor: &Cursor<'_>) -> Result<Option<Offset>, Refusal> {
    let mut text = *cursor;
    let sign = match text.rest() {
        [] => return Ok(None),
        b"Z" => return Ok(Some(Offset::UTC)),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => return Err(Refusal::LEXICAL),
    };
    text.expect(if sign > 0 { b"+" } else { b"-" })?;
    let hours = i32::from(text.two_digits()?);
    text.expect(b":")?;
    let minutes = i32::from(text.two_digits()?);
    let seconds = (hours * 60 + minutes) * 60;
    if !text.rest().is_empty() {
        return Err(Refusal::LEXICAL);
    }
    if minutes > 59 || seconds > FURTHEST {
        return Err(Refusal::lexical("no such zone offset"));
    }
    Offset::from_seconds(sign * seconds).map(Some).map_err(|_| Refusal::OUT_OF_RANGE)
}

/// Writes what [`read`] reads.
pub(super) fn write(text: &mut Ascii, offset: Option<Offset>) {
    let Some(offset) = offset else { return };
    if offset == Offset::UTC {
        return text.push(b'Z');
    }
    let minutes = u64::from(offset.seconds().unsigned_abs() / 60);
    text.push(if offset.is_negative() { b'-' } else { b'+' });
    text.number(minutes / 60, 2);
    text.push(b':');
    text.number(minutes % 60, 2);
}

/// An offset that can be written: whole minutes, at most 14 hours.
pub(super) fn checked(offset: Option<Offset>) -> Result<Option<Offset>, ValueError> {
    match offset {
        Some(given) if given.seconds() % 60 != 0 || given.seconds().abs() > FURTHEST => {
            let error = ValueError::new(ValueErrorKind::OutOfRange, "zone offset", &given.to_string());
            Err(error.because("whole minutes from -14:00 to +14:00"))
        }
        writable => Ok(writable),
    }
}
