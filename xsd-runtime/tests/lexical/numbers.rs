//! Booleans and numbers: sections 3.2.2 to 3.2.5 and 3.3.13 to 3.3.25.

use xsd_runtime::types::{Decimal, List, ValueErrorKind};

use crate::{canonical, refused, value, written};

#[test]
fn booleans_have_four_texts() {
    written::<bool>(&[
        ("true", "true"),
        ("1", "true"),
        ("false", "false"),
        ("0", "false"),
        (" &#9;1&#xA; ", "true"),
    ]);
    refused::<bool>(ValueErrorKind::Lexical, &["TRUE", "yes", "10", "00", "t"]);
    refused::<bool>(ValueErrorKind::Empty, &["", " "]);
}

/// The ends of each width, and one past them.
macro_rules! widths {
    ($($test:ident $integer:ty, $under:literal $min:literal $max:literal $over:literal;)*) => {
        $(#[test]
        fn $test() {
            canonical::<$integer>(&[$min, $max, "0", "1"]);
            written::<$integer>(&[
                (concat!("+", $max), $max),
                (concat!("000", $max), $max),
                (concat!(" ", $max, "\n"), $max),
                ("-0", "0"),
                ("+00", "0"),
            ]);
            refused::<$integer>(ValueErrorKind::OutOfRange, &[$under, $over, "99999999999999999999999999"]);
            refused::<$integer>(
                ValueErrorKind::Lexical,
                &["1.0", "1e0", "+-1", "- 1", "1 1", "0x1", "1,000", "--1", "+", "INF", "１"],
            );
            refused::<$integer>(ValueErrorKind::Empty, &["", "\t"]);
        })*
    };
}

widths! {
    bytes i8, "-129" "-128" "127" "128";
    shorts i16, "-32769" "-32768" "32767" "32768";
    ints i32, "-2147483649" "-2147483648" "2147483647" "2147483648";
    longs i64, "-9223372036854775809" "-9223372036854775808" "9223372036854775807" "9223372036854775808";
    unsigned_bytes u8, "-1" "0" "255" "256";
    unsigned_shorts u16, "-1" "0" "65535" "65536";
    unsigned_ints u32, "-1" "0" "4294967295" "4294967296";
    unsigned_longs u64, "-1" "0" "18446744073709551615" "18446744073709551616";
}

#[test]
fn decimals_keep_their_digits() {
    canonical::<Decimal>(&[
        "0",
        "1.50",
        "-1.23",
        "1234567890123456789012345678",
        "0.1234567890123456789012345678",
        "-12345678901234.56789012345678",
    ]);
    written::<Decimal>(&[
        ("+1.0", "1.0"),
        ("00.5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-0", "0"),
        (" 1 ", "1"),
    ]);
    refused::<Decimal>(ValueErrorKind::Lexical, &["1e2", "1,5", ".", "+", "INF", "NaN", "1.2.3", "1 2"]);
    refused::<Decimal>(ValueErrorKind::OutOfRange, &["123456789012345678901234567890"]);
    refused::<Decimal>(ValueErrorKind::TooPrecise, &["0.12345678901234567890123456789"]);
    refused::<Decimal>(ValueErrorKind::Empty, &[""]);
}

#[test]
fn floats_have_words_for_what_is_no_number() {
    canonical::<f64>(&["0", "-0", "1", "1.5", "INF", "-INF", "0.1"]);
    canonical::<f32>(&["0.1", "16777216", "INF", "-INF"]);
    written::<f64>(&[("1E2", "100"), ("+1.5e-1", "0.15"), ("1e22", "1E22"), (".5", "0.5"), (" 5. ", "5")]);
    let texts = ["inf", "+INF", "Infinity", "nan", "-NaN", "1e", "e1", "0x1", "1f", "1d", "."];
    refused::<f64>(ValueErrorKind::Lexical, &texts);
    refused::<f32>(ValueErrorKind::Lexical, &texts);
    refused::<f64>(ValueErrorKind::OutOfRange, &["1e309", "-1e309"]);
    refused::<f32>(ValueErrorKind::OutOfRange, &["1e39"]);
    refused::<f64>(ValueErrorKind::Empty, &[""]);
    // It is not equal to itself.
    assert!(crate::read::<f64>("<v>NaN</v>").is_ok_and(f64::is_nan));
}

#[test]
fn lists_are_split_at_white_space() {
    written::<List<i32>>(&[("", ""), (" ", ""), ("1", "1"), (" 1 &#9; +2&#xD;&#xA;03 ", "1 2 3")]);
    refused::<List<i32>>(ValueErrorKind::Lexical, &["1,2", "1 x", "1 &#xA0;2"]);
    assert!(value::<List<bool>>("1 true 0").is_ok_and(|list| list.0 == [true, true, false]));
}
