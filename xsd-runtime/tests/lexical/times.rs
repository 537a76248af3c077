//! Dates, times and durations: sections 3.2.6 to 3.2.14.

use xsd_runtime::types::{
    Date, DateTime, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time, ValueErrorKind,
};

use crate::{canonical, refused, value, written};

#[test]
fn date_times() {
    canonical::<DateTime>(&[
        "2024-02-29T23:59:59",
        "2024-02-29T23:59:59Z",
        "2024-02-29T23:59:59.999999999+05:45",
        "0001-01-01T00:00:00-14:00",
        "9999-12-31T23:59:59+14:00",
        "-0001-12-31T00:00:00",
    ]);
    written::<DateTime>(&[
        (" 2024-02-29T10:15:00.500Z ", "2024-02-29T10:15:00.5Z"),
        ("2024-02-29T10:15:00+00:00", "2024-02-29T10:15:00Z"),
        ("2024-02-29T10:15:00-00:00", "2024-02-29T10:15:00Z"),
        ("2023-12-31T24:00:00", "2024-01-01T00:00:00"),
        ("2024-02-28T24:00:00.00Z", "2024-02-29T00:00:00Z"),
    ]);
    refused::<DateTime>(
        ValueErrorKind::Lexical,
        &[
            "2023-02-29T00:00:00",
            "1900-02-29T00:00:00",
            "2024-13-01T00:00:00",
            "2024-00-01T00:00:00",
            "2024-04-31T00:00:00",
            "0000-01-01T00:00:00",
            "-0000-01-01T00:00:00",
            "02024-01-01T00:00:00",
            "+2024-01-01T00:00:00",
            "24-01-01T00:00:00",
            "2024-1-1T00:00:00",
            "2024-01-01",
            "2024-01-01 00:00:00",
            "2024-01-01t00:00:00",
            "2024-01-01T00:00:00z",
            "2024-01-01T00:00",
            "2024-01-01T00:00:60",
            "2024-01-01T24:00:01",
            "2024-01-01T25:00:00",
            "2024-01-01T00:60:00",
            "2024-01-01T00:00:00.",
            "2024-01-01T00:00:00,5",
            "2024-01-01T00:00:00+0100",
            "2024-01-01T00:00:00+1:00",
            "2024-01-01T00:00:00+14:01",
            "2024-01-01T00:00:00+15:00",
            "2024-01-01T00:00:00+01:60",
            "2024-01-01T00:00:00 Z",
        ],
    );
    refused::<DateTime>(ValueErrorKind::OutOfRange, &["12024-01-01T00:00:00", "9999-12-31T24:00:00"]);
    refused::<DateTime>(ValueErrorKind::TooPrecise, &["2024-01-01T00:00:00.0000000001"]);
    refused::<DateTime>(ValueErrorKind::Empty, &["", "\n"]);
}

#[test]
fn dates_and_times() {
    canonical::<Date>(&["2024-02-29", "2000-02-29Z", "2024-12-31-05:00", "-0044-03-15"]);
    written::<Date>(&[(" 2024-01-01+00:00\n", "2024-01-01Z")]);
    refused::<Date>(
        ValueErrorKind::Lexical,
        &[
            "2023-02-29",
            "2100-02-29",
            "2024-02-30",
            "0000-01-01",
            "2024-1-01",
            "20240101",
            "2024-01-01T",
            "2024-01-01 Z",
        ],
    );
    refused::<Date>(ValueErrorKind::OutOfRange, &["12024-01-01"]);
    canonical::<Time>(&["00:00:00", "23:59:59.5Z", "12:00:00-05:00"]);
    written::<Time>(&[("24:00:00", "00:00:00"), (" 12:00:00.000+00:00", "12:00:00Z")]);
    refused::<Time>(
        ValueErrorKind::Lexical,
        &["24:00:01", "12:00", "1:00:00", "12:00:61", "T12:00:00", "12:00:00PM"],
    );
}

#[test]
fn parts_of_dates() {
    canonical::<GYear>(&["2024", "-0044", "2024Z", "2024+05:30", "0001"]);
    refused::<GYear>(ValueErrorKind::Lexical, &["0000", "24", "02024", "2024-01"]);
    refused::<GYear>(ValueErrorKind::OutOfRange, &["12024"]);
    canonical::<GYearMonth>(&["2024-02", "-0044-12Z", "2024-01-05:00"]);
    refused::<GYearMonth>(ValueErrorKind::Lexical, &["2024-13", "2024-1", "2024", "0000-01"]);
    canonical::<GMonth>(&["--01", "--12Z", "--06+01:00"]);
    written::<GMonth>(&[("--06--", "--06")]);
    refused::<GMonth>(ValueErrorKind::Lexical, &["--13", "--1", "06", "-06", "--00"]);
    canonical::<GMonthDay>(&["--02-29", "--12-31Z", "--01-01-14:00"]);
    refused::<GMonthDay>(ValueErrorKind::Lexical, &["--02-30", "--04-31", "--1-1", "02-29", "--01-00"]);
    canonical::<GDay>(&["---01", "---31Z", "---15+14:00"]);
    refused::<GDay>(ValueErrorKind::Lexical, &["---32", "---00", "--01", "---1"]);
}

#[test]
fn durations() {
    canonical::<Duration>(&[
        "P1Y",
        "P1M",
        "P1D",
        "PT1H",
        "PT1M",
        "PT1S",
        "-P1Y2M3DT4H5M6.789S",
        "PT0S",
        "PT0.5S",
    ]);
    written::<Duration>(&[
        ("P0D", "PT0S"),
        ("-P0Y", "PT0S"),
        ("P13M", "P1Y1M"),
        ("PT90M", "PT1H30M"),
        ("P001D", "P1D"),
        (" PT1.50S ", "PT1.5S"),
    ]);
    refused::<Duration>(
        ValueErrorKind::Lexical,
        &[
            "P", "PT", "P1YT", "1Y", "P1", "P-1Y", "+P1Y", "P1S", "PT1D", "P1M1Y", "P1.5Y", "PT.5S", "PT1.S",
            "P1Y 2M", "p1y", "P1W", "--P1Y",
        ],
    );
    refused::<Duration>(ValueErrorKind::OutOfRange, &["P99999999999999999999Y"]);
    refused::<Duration>(ValueErrorKind::TooPrecise, &["PT0.0000000001S"]);
    refused::<Duration>(ValueErrorKind::Empty, &[""]);
    assert_eq!(value::<Duration>("P12M"), value("P1Y"));
    assert_ne!(value::<Duration>("P1M"), value("P30D"));
}
