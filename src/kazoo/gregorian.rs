//! Time as Kazoo writes it: seconds since the year 0 of the Gregorian calendar.

use xsd_runtime::types::jiff::Timestamp;

/// 1970 in those seconds.
const UNIX_EPOCH: i64 = 62_167_219_200;

pub(super) fn gregorian(time: Timestamp) -> i64 {
    time.as_second() + UNIX_EPOCH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_from_the_year_0() {
        assert_eq!(gregorian("1970-01-01T00:00:00Z".parse().unwrap()), 62_167_219_200);
        assert_eq!(gregorian("2016-03-28T20:16:13Z".parse().unwrap()), 63_626_415_373);
    }
}
