//! Tables of calendar texts, and values to text and back.

use jiff::tz::{Offset, offset};
use jiff::{Timestamp, civil};
use proptest::prelude::*;

use super::*;
use crate::types::ValueErrorKind::{OutOfRange, TooPrecise};
use crate::types::tests::{canonical, kind, refused, survives};

#[test]
fn date_times() {
    canonical::<DateTime>(&[
        ("2024-02-29T10:15:00", "2024-02-29T10:15:00"),
        ("2024-02-29T10:15:00Z", "2024-02-29T10:15:00Z"),
        ("2024-02-29T10:15:00+00:00", "2024-02-29T10:15:00Z"),
        ("2024-02-29T10:15:00-00:00", "2024-02-29T10:15:00Z"),
        ("2024-02-29T10:15:00.100+09:30", "2024-02-29T10:15:00.1+09:30"),
        ("2024-02-29T10:15:00.000-14:00", "2024-02-29T10:15:00-14:00"),
        ("2024-02-29T10:15:00+14:00", "2024-02-29T10:15:00+14:00"),
        ("2024-02-29T10:15:00-00:30", "2024-02-29T10:15:00-00:30"),
        ("2024-02-29T23:59:59.999999999Z", "2024-02-29T23:59:59.999999999Z"),
        ("2024-02-29T23:59:59.12345678900000Z", "2024-02-29T23:59:59.123456789Z"),
        ("\n 2000-02-29T00:00:00\t", "2000-02-29T00:00:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("-0001-12-31T00:00:00Z", "-0001-12-31T00:00:00Z"),
        ("-10000-01-01T00:00:00", "-10000-01-01T00:00:00"),
    ]);
}

#[test]
fn the_end_of_a_day_is_the_next_midnight() {
    canonical::<DateTime>(&[
        ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00Z"),
        ("2023-12-31T24:00:00.000", "2024-01-01T00:00:00"),
        ("-0001-12-31T24:00:00", "0001-01-01T00:00:00"),
    ]);
    canonical::<Time>(&[("24:00:00", "00:00:00"), ("24:00:00.0Z", "00:00:00Z")]);
    refused::<DateTime>(&["2024-02-28T24:00:01", "2024-02-28T24:01:00", "2024-02-28T24:00:00.1"]);
    assert_eq!(kind::<DateTime>("9999-12-31T24:00:00"), OutOfRange);
}

#[test]
fn texts_that_are_no_date_time() {
    refused::<DateTime>(&[
        "2024-02-29",
        "2024-02-29T10:15",
        "2024-02-29 10:15:00",
        "2024-02-29t10:15:00",
        "2024-02-29T10:15:00z",
        "2024-02-29T1:15:00",
        "2024-2-29T10:15:00",
        "24-02-29T10:15:00",
        "02024-02-29T10:15:00",
        "+2024-02-29T10:15:00",
        "2023-02-29T10:15:00",
        "1900-02-29T10:15:00",
        "2024-13-01T10:15:00",
        "2024-00-01T10:15:00",
        "2024-01-00T10:15:00",
        "2024-04-31T10:15:00",
        "2024-02-29T25:00:00",
        "2024-02-29T10:60:00",
        "2016-12-31T23:59:60Z",
        "2024-02-29T10:15:00.",
        "2024-02-29T10:15:00,5",
        "2024-02-29T10:15:00+14:01",
        "2024-02-29T10:15:00+15:00",
        "2024-02-29T10:15:00-09:60",
        "2024-02-29T10:15:00+0930",
        "2024-02-29T10:15:00+09",
        "2024-02-29T10:15:00+9:30",
        "2024-02-29T10:15:00 Z",
        "2024-02-29T10:15:00ZZ",
        "2024-02-29T10:15:00+09:30Z",
        "2024-02-29T10:15:00 UTC",
        "0000-01-01T00:00:00",
        "-0000-01-01T00:00:00",
        "20240229T101500",
        "1709201700",
        "٢٠٢٤-02-29T10:15:00",
    ]);
    assert_eq!(kind::<DateTime>("10000-01-01T00:00:00"), OutOfRange);
    assert_eq!(kind::<DateTime>("-10001-01-01T00:00:00"), OutOfRange);
    assert_eq!(kind::<DateTime>("99999999999999999999999-01-01T00:00:00"), OutOfRange);
    assert_eq!(kind::<DateTime>("2024-02-29T10:15:00.0000000001"), TooPrecise);
}

#[test]
fn errors_say_what_does_not_exist() {
    let message = |text: &str| text.parse::<DateTime>().unwrap_err().to_string();
    assert_eq!(message("2023-02-29T10:15:00"), "not a valid dateTime: \"2023-02-29T10:15:00\" (no such day)");
    assert_eq!(
        message("2023-02-28T10:61:00"),
        "not a valid dateTime: \"2023-02-28T10:61:00\" (no such time of day)"
    );
    assert_eq!(
        message("0000-02-28T10:00:00"),
        "not a valid dateTime: \"0000-02-28T10:00:00\" (there is no year 0000)"
    );
}

#[test]
fn years_before_the_era_follow_the_calendar() {
    // There is no year 0: 1 BCE is the leap year before 1 CE.
    let leap: Date = "-0001-02-29".parse().unwrap();
    assert_eq!(leap.civil(), civil::date(0, 2, 29));
    refused::<Date>(&["-0002-02-29", "-0004-02-29"]);
    canonical::<Date>(&[("-0005-02-29", "-0005-02-29")]);
}

#[test]
fn dates() {
    canonical::<Date>(&[
        ("2024-02-29", "2024-02-29"),
        ("2024-02-29Z", "2024-02-29Z"),
        ("2024-02-29-05:00", "2024-02-29-05:00"),
        ("2000-02-29+00:00", "2000-02-29Z"),
    ]);
    refused::<Date>(&[
        "2023-02-29",
        "1900-02-29",
        "2024-02-29T00:00:00",
        "2024-02",
        "29.02.2024",
        "2024/02/29",
        "2024-02-291",
    ]);
}

#[test]
fn times() {
    canonical::<Time>(&[
        ("00:00:00", "00:00:00"),
        ("23:59:59.990Z", "23:59:59.99Z"),
        ("13:20:00-05:00", "13:20:00-05:00"),
    ]);
    refused::<Time>(&["13:20", "1:20:00", "13:20:60", "13:60:00", "25:00:00", "13:20:00 PM", "T13:20:00"]);
}

#[test]
fn years() {
    canonical::<GYear>(&[
        ("2024", "2024"),
        ("2024Z", "2024Z"),
        ("-0044", "-0044"),
        ("2024-05:00", "2024-05:00"),
    ]);
    refused::<GYear>(&["24", "0000", "02024", "2024-01", "+2024"]);
    assert_eq!(kind::<GYear>("12024"), OutOfRange);
}

#[test]
fn months_of_a_year() {
    canonical::<GYearMonth>(&[("2024-02", "2024-02"), ("-0044-03+01:00", "-0044-03+01:00")]);
    refused::<GYearMonth>(&["2024", "2024-13", "2024-00", "2024-2", "2024-02-01"]);
}

#[test]
fn months() {
    canonical::<GMonth>(&[
        ("--02", "--02"),
        ("--12Z", "--12Z"),
        ("--05--", "--05"),
        ("--05--Z", "--05Z"),
        ("--05-05:00", "--05-05:00"),
    ]);
    refused::<GMonth>(&["02", "--2", "--13", "--00", "---02", "--02-", "--02-01"]);
}

#[test]
fn days_of_a_year() {
    canonical::<GMonthDay>(&[
        ("--02-29", "--02-29"),
        ("--12-31Z", "--12-31Z"),
        ("--05-01-05:00", "--05-01-05:00"),
    ]);
    refused::<GMonthDay>(&["--02-30", "--04-31", "--13-01", "--00-01", "--01-00", "02-29", "--0229"]);
}

#[test]
fn days_of_a_month() {
    canonical::<GDay>(&[("---01", "---01"), ("---31+14:00", "---31+14:00")]);
    refused::<GDay>(&["---32", "---00", "--31", "31", "---1"]);
}

#[test]
fn instants_need_an_offset() {
    let date_time = |text: &str| text.parse::<DateTime>().unwrap();
    let noon: Timestamp = "2024-02-29T12:00:00Z".parse().unwrap();
    assert_eq!(date_time("2024-02-29T12:00:00Z").to_timestamp(), Some(noon));
    assert_eq!(date_time("2024-02-29T22:00:00+10:00").to_timestamp(), Some(noon));
    assert_ne!(date_time("2024-02-29T22:00:00+10:00"), DateTime::from(noon));
    assert_eq!(date_time("2024-02-29T12:00:00").to_timestamp(), None);
    assert_eq!(date_time("9999-12-31T23:59:59-14:00").to_timestamp(), None);
}

#[test]
fn offsets_without_a_text_are_refused() {
    let noon = civil::datetime(2024, 2, 29, 12, 0, 0, 0);
    let with = |seconds| DateTime::new(noon, Some(Offset::from_seconds(seconds).unwrap()));
    assert_eq!(with(14 * 3_600).unwrap().to_string(), "2024-02-29T12:00:00+14:00");
    assert_eq!(with(0).unwrap(), DateTime::utc(noon));
    assert_eq!(with(14 * 3_600 + 60).unwrap_err().kind(), OutOfRange);
    assert_eq!(with(-14 * 3_600 - 60).unwrap_err().kind(), OutOfRange);
    assert_eq!(
        with(20 * 60 + 1).unwrap_err().to_string(),
        "out of range for zone offset: \"+00:20:01\" (whole minutes from -14:00 to +14:00)"
    );
    assert!(Date::new(noon.date(), Some(offset(15))).is_err());
    assert!(Time::new(noon.time(), Some(offset(15))).is_err());
    assert!(GYear::new(2024, Some(offset(15))).is_err());
}

#[test]
fn partial_dates_are_checked_when_made() {
    assert!(GYear::new(10_000, None).is_err());
    assert!(GYear::new(i16::MIN, None).is_err());
    assert!(GYearMonth::new(2024, 13, None).is_err());
    assert!(GMonth::new(0, None).is_err());
    assert!(GMonth::new(-1, None).is_err());
    assert!(GMonthDay::new(2, 30, None).is_err());
    assert!(GDay::new(32, None).is_err());
    assert_eq!(GMonth::new(13, None).unwrap_err().to_string(), "out of range for gMonth: \"--13\"");
    assert_eq!(GMonthDay::new(2, 29, None).unwrap().to_string(), "--02-29");
}

#[test]
fn display_obeys_width() {
    let date = Date::from(civil::date(2024, 2, 29));
    assert_eq!(format!("[{date:>12}]"), "[  2024-02-29]");
}

fn dates_of_jiff() -> impl Strategy<Value = civil::Date> {
    (-9999..=9999_i16, 1..=12_i8, 1..=31_i8).prop_map(|(year, month, day)| {
        let first = civil::date(year, month, 1);
        civil::date(year, month, day.min(first.days_in_month()))
    })
}

fn times_of_jiff() -> impl Strategy<Value = civil::Time> {
    let fractions = prop_oneof![Just(0), (0..1_000).prop_map(|millis| millis * 1_000_000), 0..1_000_000_000];
    (0..24_i8, 0..60_i8, 0..60_i8, fractions)
        .prop_map(|(hour, minute, second, fraction)| civil::time(hour, minute, second, fraction))
}

fn offsets() -> impl Strategy<Value = Option<Offset>> {
    proptest::option::of((-14 * 60..=14 * 60).prop_map(|minutes| Offset::from_seconds(minutes * 60).unwrap()))
}

proptest! {
    #[test]
    fn every_value_survives(date in dates_of_jiff(), time in times_of_jiff(), offset in offsets()) {
        survives(&DateTime::new(date.to_datetime(time), offset).unwrap());
        survives(&Date::new(date, offset).unwrap());
        survives(&Time::new(time, offset).unwrap());
        survives(&GYear::new(date.year(), offset).unwrap());
        survives(&GYearMonth::new(date.year(), date.month(), offset).unwrap());
        survives(&GMonth::new(date.month(), offset).unwrap());
        survives(&GMonthDay::new(date.month(), date.day(), offset).unwrap());
        survives(&GDay::new(date.day(), offset).unwrap());
    }

    #[test]
    fn every_instant_survives(second in -377_705_023_201..=253_402_207_200_i64, nanosecond in 0..1_000_000_000) {
        let instant = Timestamp::new(second, nanosecond).unwrap();
        let text = DateTime::from(instant).to_string();
        prop_assert_eq!(text.parse::<DateTime>().unwrap().to_timestamp(), Some(instant));
    }
}
