//! Time as Kazoo writes it.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// 1970 in Gregorian seconds.
const EPOCH: i64 = 62_167_219_200;
const SECONDS_A_DAY: i64 = 86_400;

/// A time in seconds since the year 0 of the Gregorian calendar, UTC.
///
/// ```
/// use fax_bindings::kazoo::GregorianSeconds;
///
/// let created = GregorianSeconds(63_626_410_973);
/// assert_eq!(created.to_unix(), 1_459_191_773);
/// assert_eq!(GregorianSeconds::from_unix(1_459_191_773), created);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GregorianSeconds(pub i64);

impl GregorianSeconds {
    /// This moment.
    #[must_use]
    pub fn now() -> Self {
        Self::from(SystemTime::now())
    }

    /// Of seconds since 1970.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Self {
        Self(seconds.saturating_add(EPOCH))
    }

    /// In seconds since 1970.
    #[must_use]
    pub fn to_unix(self) -> i64 {
        self.0.saturating_sub(EPOCH)
    }

    /// The same time for the standard library. `None` where that has no such time.
    #[must_use]
    pub fn to_system_time(self) -> Option<SystemTime> {
        let seconds = self.to_unix();
        let apart = Duration::from_secs(seconds.unsigned_abs());
        if seconds < 0 { UNIX_EPOCH.checked_sub(apart) } else { UNIX_EPOCH.checked_add(apart) }
    }

    /// Year and month (UTC), as ids of archived faxes begin: `202403`.
    pub(super) fn year_and_month(self) -> String {
        // Years are counted from March on, so that the day of leap years is their last one; five months in a row from
        // March or August have 153 days.
        const DAYS_OF_400_YEARS: i64 = 146_097;
        const DAYS_BEFORE_MARCH: i64 = 60;
        let day = self.0.div_euclid(SECONDS_A_DAY) - DAYS_BEFORE_MARCH;
        let (cycle, day) = (day.div_euclid(DAYS_OF_400_YEARS), day.rem_euclid(DAYS_OF_400_YEARS));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let (month, next_year) =
            if month_from_march < 10 { (month_from_march + 3, 0) } else { (month_from_march - 9, 1) };
        format!("{:04}{month:02}", 400 * cycle + year + next_year)
    }
}

impl From<SystemTime> for GregorianSeconds {
    fn from(time: SystemTime) -> Self {
        let seconds = |apart: Duration| i64::try_from(apart.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self::from_unix(seconds(after)),
            Err(before) => Self::from_unix(-seconds(before.duration())),
        }
    }
}

impl fmt::Display for GregorianSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for GregorianSeconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

/// A number, or its digits as text.
impl<'de> Deserialize<'de> for GregorianSeconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "Gregorian seconds are due")]
        enum Written {
            Number(i64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Number(seconds) => Ok(Self(seconds)),
            Written::Text(text) => text
                .trim()
                .parse()
                .map(Self)
                .map_err(|_| serde::de::Error::custom("Gregorian seconds are due")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_those_of_the_calendar() {
        for (unix, month) in [
            (0, "197001"),
            (-1, "196912"),
            (951_782_399, "200002"), // 28 February 2000, 23:59:59
            (951_868_799, "200002"), // the 29th
            (951_868_800, "200003"), // 1 March
            (1_459_191_773, "201603"),
            (1_709_251_199, "202402"), // 29 February 2024, 23:59:59
            (1_709_251_200, "202403"),
            (1_735_689_599, "202412"),
            (1_735_689_600, "202501"),
            (4_107_542_399, "210002"), // 28 February 2100 is the last day of its month
            (4_107_542_400, "210003"),
        ] {
            assert_eq!(GregorianSeconds::from_unix(unix).year_and_month(), month, "{unix}");
        }
        assert_eq!(GregorianSeconds(0).year_and_month(), "000001");
    }

    #[test]
    fn the_standard_library_means_the_same() {
        for unix in [0, -1, 1_459_191_773] {
            let time = GregorianSeconds::from_unix(unix);
            assert_eq!(GregorianSeconds::from(time.to_system_time().unwrap()), time);
        }
        assert!(GregorianSeconds::now() > GregorianSeconds(63_800_000_000));
    }

    #[test]
    fn text_is_read_too() {
        let read = |json| serde_json::from_str::<GregorianSeconds>(json).map(|time| time.0).ok();
        assert_eq!(
            (read("63626410973"), read("\"63626410973\""), read("\"undefined\"")),
            (Some(63_626_410_973), Some(63_626_410_973), None)
        );
    }
}
