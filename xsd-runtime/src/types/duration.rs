//! `xs:duration`, XSD 1.0 part 2, section 3.2.6.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::ascii::Ascii;
use super::cursor::{Cursor, number};
use super::error::Refusal;
use super::{ValueError, parse_text};
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// A length of time: months, and seconds with nanoseconds, both under one sign.
///
/// The two parts are apart because a month has no fixed number of seconds. A year is twelve months and a
/// day 24 hours; durations are equal when both parts are, so that `P1D` equals `PT24H`, but `P1M` equals no
/// number of days. They have no order.
///
/// ```
/// use xsd_runtime::types::Duration;
///
/// let duration: Duration = "P1Y2M3DT10H30M1.5S".parse()?;
/// assert_eq!(duration.months(), 14);
/// assert_eq!(duration.seconds(), 3 * 86_400 + 10 * 3_600 + 30 * 60 + 1);
/// assert_eq!(duration.nanoseconds(), 500_000_000);
/// assert_eq!(duration.to_string(), "P1Y2M3DT10H30M1.5S");
///
/// let retry = Duration::from(std::time::Duration::from_secs(90));
/// assert_eq!(retry.to_string(), "PT1M30S");
/// assert_eq!(retry.to_std(), Some(std::time::Duration::from_secs(90)));
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    negative: bool,
    months: u64,
    seconds: u64,
    nanoseconds: u32,
}

impl Duration {
    /// So many months and then `time`.
    #[must_use]
    pub const fn new(months: u64, time: std::time::Duration) -> Self {
        Self { negative: false, months, seconds: time.as_secs(), nanoseconds: time.subsec_nanos() }
    }

    /// The same length of time in the other direction; zero stays zero.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { negative: !self.negative && !self.is_zero(), ..self }
    }

    /// Whether it goes back in time.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether it has no length.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.months == 0 && self.seconds == 0 && self.nanoseconds == 0
    }

    /// Months, those of the years included, without sign.
    #[must_use]
    pub const fn months(&self) -> u64 {
        self.months
    }

    /// Whole seconds beside the months, those of days, hours and minutes included, without sign.
    #[must_use]
    pub const fn seconds(&self) -> u64 {
        self.seconds
    }

    /// Nanoseconds beside the whole seconds, below 1,000,000,000, without sign.
    #[must_use]
    pub const fn nanoseconds(&self) -> u32 {
        self.nanoseconds
    }

    /// The length of time in seconds; none when there are months in it or it goes back in time.
    #[must_use]
    pub fn to_std(self) -> Option<std::time::Duration> {
        (!self.negative && self.months == 0).then(|| std::time::Duration::new(self.seconds, self.nanoseconds))
    }

    /// The text with the largest units, each at most once; `PT0S` for zero.
    fn lexical(&self) -> Ascii {
        let mut text = Ascii::new();
        if self.negative {
            text.push(b'-');
        }
        text.push(b'P');
        field(&mut text, self.months / 12, b'Y');
        field(&mut text, self.months % 12, b'M');
        field(&mut text, self.seconds / DAY, b'D');
        let within_day = self.seconds % DAY;
        if within_day > 0 || self.nanoseconds > 0 || self.is_zero() {
            text.push(b'T');
            field(&mut text, within_day / HOUR, b'H');
            field(&mut text, within_day % HOUR / MINUTE, b'M');
        }
        let within_minute = within_day % MINUTE;
        if within_minute > 0 || self.nanoseconds > 0 || self.is_zero() {
            text.number(within_minute, 1);
            text.fraction(self.nanoseconds);
            text.push(b'S');
        }
        text
    }

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        let negative = cursor.take(b"-");
        cursor.expect(b"P")?;
        let years = take_field(cursor, b"Y")?;
        let months = take_field(cursor, b"M")?;
        let days = take_field(cursor, b"D")?;
        let no_date = years.or(months).or(days).is_none();
        let (mut hours, mut minutes, mut seconds) = (None, None, None);
        if cursor.take(b"T") {
            hours = take_field(cursor, b"H")?;
            minutes = take_field(cursor, b"M")?;
            seconds = take_seconds(cursor)?;
            if hours.or(minutes).is_none() && seconds.is_none() {
                return Err(Refusal::lexical("nothing after T"));
            }
        } else if no_date {
            return Err(Refusal::lexical("nothing after P"));
        }
        if !cursor.rest().is_empty() {
            return Err(Refusal::LEXICAL);
        }
        let (seconds, nanoseconds) = seconds.unwrap_or_default();
        let duration = Self {
            negative: false,
            months: sum([(years, 12), (months, 1)]).ok_or(Refusal::OUT_OF_RANGE)?,
            seconds: sum([(days, DAY), (hours, HOUR), (minutes, MINUTE), (Some(seconds), 1)])
                .ok_or(Refusal::OUT_OF_RANGE)?,
            nanoseconds,
        };
        Ok(if negative { duration.negated() } else { duration })
    }
}

fn field(text: &mut Ascii, value: u64, designator: u8) {
    if value > 0 {
        text.number(value, 1);
        text.push(designator);
    }
}

/// Reads digits with this designator after them, if they come next.
fn take_field(cursor: &mut Cursor<'_>, designator: &[u8]) -> Result<Option<u64>, Refusal> {
    let mut ahead = *cursor;
    let digits = ahead.digits();
    if digits.is_empty() || !ahead.take(designator) {
        return Ok(None);
    }
    *cursor = ahead;
    number(digits).map(Some).ok_or(Refusal::OUT_OF_RANGE)
}

/// Reads seconds and nanoseconds, if they come next.
fn take_seconds(cursor: &mut Cursor<'_>) -> Result<Option<(u64, u32)>, Refusal> {
    let digits = cursor.digits();
    if digits.is_empty() {
        return Ok(None);
    }
    let nanoseconds = cursor.fraction()?;
    cursor.expect(b"S")?;
    let seconds = number(digits).ok_or(Refusal::OUT_OF_RANGE)?;
    Ok(Some((seconds, nanoseconds)))
}

/// The sum of counts, each with the size of its unit; none when 64 bits cannot hold it.
fn sum<const N: usize>(counts: [(Option<u64>, u64); N]) -> Option<u64> {
    counts
        .iter()
        .try_fold(0_u64, |sum, (count, unit)| sum.checked_add(count.unwrap_or(0).checked_mul(*unit)?))
}

impl From<std::time::Duration> for Duration {
    fn from(time: std::time::Duration) -> Self {
        Self::new(0, time)
    }
}

impl FromStr for Duration {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        parse_text(text)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.lexical().as_str())
    }
}

impl Text for Duration {
    const NAME: Name = Name::new(crate::namespace::XSD, "duration");

    fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
        Self::read(&mut Cursor::new(&text)).map_err(|refusal| refusal.of("duration", &text))
    }

    fn write(&self, out: &mut dyn TextSink) {
        out.verbatim(self.lexical().as_str());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::types::ValueErrorKind::{Empty, OutOfRange, TooPrecise};
    use crate::types::tests::{canonical, kind, refused, survives};

    #[test]
    fn units_are_carried_over() {
        canonical::<Duration>(&[
            ("P1Y2M3DT10H30M", "P1Y2M3DT10H30M"),
            ("-P120D", "-P120D"),
            ("P0Y1347M", "P112Y3M"),
            ("P0Y1347M0D", "P112Y3M"),
            ("P12M", "P1Y"),
            ("PT36H", "P1DT12H"),
            ("PT3661S", "PT1H1M1S"),
            ("PT60M", "PT1H"),
            ("P1M", "P1M"),
            ("PT1M", "PT1M"),
            ("PT0.50S", "PT0.5S"),
            ("PT1.000000001000S", "PT1.000000001S"),
            ("P1DT0.000001S", "P1DT0.000001S"),
            ("P0D", "PT0S"),
            ("-PT0S", "PT0S"),
            ("P007D", "P7D"),
        ]);
    }

    #[test]
    fn other_texts_are_refused() {
        refused::<Duration>(&[
            "P", "PT", "-P", "+P1D", "1D", "P-1Y", "P1YT", "P1DT", "P1H", "PT1D", "PT1Y", "P1M1Y", "P1D1M",
            "PT1S1M", "P1.5Y", "PT1.5H", "PT.5S", "PT5.S", "PT5", "P1", "P1Y1Y", "p1d", "P1 D", "P 1D",
            "P1S", "PT1S1", "P1YT1",
        ]);
        assert_eq!(kind::<Duration>(""), Empty);
    }

    #[test]
    fn bounds() {
        canonical::<Duration>(&[
            ("PT18446744073709551615S", "P213503982334601DT7H15S"),
            ("P18446744073709551615M", "P1537228672809129301Y3M"),
        ]);
        assert_eq!(kind::<Duration>("PT18446744073709551616S"), OutOfRange);
        assert_eq!(kind::<Duration>("PT1M18446744073709551615S"), OutOfRange);
        assert_eq!(kind::<Duration>("P1537228672809129302Y"), OutOfRange);
        assert_eq!(kind::<Duration>("P99999999999999999999999D"), OutOfRange);
        assert_eq!(kind::<Duration>("PT0.0000000001S"), TooPrecise);
    }

    #[test]
    fn equal_when_both_parts_are() {
        let duration = |text: &str| text.parse::<Duration>().unwrap();
        assert_eq!(duration("P1D"), duration("PT24H"));
        assert_eq!(duration("P1Y"), duration("P12M"));
        assert_eq!(duration("-PT0S"), duration("P0Y"));
        assert_ne!(duration("P1M"), duration("P30D"));
        assert_ne!(duration("P1D"), duration("-P1D"));
    }

    #[test]
    fn only_plain_time_converts() {
        let duration = |text: &str| text.parse::<Duration>().unwrap().to_std();
        assert_eq!(duration("PT1.5S"), Some(std::time::Duration::from_millis(1_500)));
        assert_eq!(duration("P1M"), None);
        assert_eq!(duration("-PT1S"), None);
    }

    proptest! {
        #[test]
        fn every_duration_survives(months: u64, seconds: u64, nanoseconds in 0..1_000_000_000_u32, negative: bool) {
            let duration = Duration::new(months, std::time::Duration::new(seconds, nanoseconds));
            survives(&if negative { duration.negated() } else { duration });
        }
    }
}
