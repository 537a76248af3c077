//! Times (SOAP Message Security 1.0, section 10).

use std::time::Duration;

use jiff::Timestamp;

use crate::name::Name;
use crate::namespace::WSU;
use crate::write::Writer;

/// `wsu:Created`.
pub(super) const CREATED: Name = Name::new(WSU, "Created");

/// `wsu:Expires`.
pub(super) const EXPIRES: Name = Name::new(WSU, "Expires");

/// Writes a `wsu:Timestamp` that is made now and lives for `life`.
pub(super) fn write(now: Timestamp, life: Duration, writer: &mut Writer) {
    writer.start(WSU, "Timestamp");
    writer.element(CREATED, &text(now));
    writer.element(EXPIRES, &text(now.checked_add(life).unwrap_or(Timestamp::MAX)));
    writer.end();
}

/// In UTC and with milliseconds, always three digits: finer times, and other forms, are not for everyone to read.
pub(super) fn text(instant: Timestamp) -> String {
    format!("{instant:.3}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_three_digits_and_are_not_rounded_up() {
        let shown = |time: &str| text(time.parse().unwrap());
        assert_eq!(shown("2024-02-29T10:15:00Z"), "2024-02-29T10:15:00.000Z");
        assert_eq!(shown("2024-02-29T23:59:59.999999999Z"), "2024-02-29T23:59:59.999Z");
        assert_eq!(shown("2024-02-29T10:15:00.5+10:00"), "2024-02-29T00:15:00.500Z");
    }

    #[test]
    fn a_life_beyond_all_time_ends_with_it() {
        let mut writer = Writer::new();
        write(Timestamp::UNIX_EPOCH, Duration::MAX, &mut writer);
        assert!(writer.finish().unwrap().contains(">9999-12-30T22:00:00.999Z<"));
    }
}
