//! `xs:decimal`, XSD 1.0 part 2, section 3.2.3.

use std::borrow::Cow;

use super::error::Refusal;
use super::{Decimal, ValueError};
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

/// Digits that every [`Decimal`] can hold, wherever the point is.
const SURE_DIGITS: usize = 28;
/// Digits that some can: the mantissa is 96 bits wide.
const MOST_DIGITS: usize = 29;

/// Reads an optional sign and digits with an optional point; no exponent. Up to 28 digits always fit; a
/// value that would lose digits is too precise, never rounded. Writes the digits as held: `1.50` stays
/// `1.50`.
impl Text for Decimal {
    const NAME: Name = Name::new(crate::namespace::XSD, "decimal");

    fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
        parse(&text).map_err(|refusal| refusal.of("decimal", &text))
    }

    fn write(&self, out: &mut dyn TextSink) {
        out.format(format_args!("{self}"));
    }
}

fn parse(text: &str) -> Result<Decimal, Refusal> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (integer, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if integer.len() + fraction.len() == 0 || !is_digits(integer) || !is_digits(fraction) {
        return Err(Refusal::LEXICAL);
    }
    let (integer, fraction) = if integer.len() + fraction.len() <= SURE_DIGITS {
        (integer, fraction)
    } else {
        significant(integer, fraction)?
    };
    let size = number(number(0, integer), fraction);
    let signed = if text.starts_with('-') { -size } else { size };
    let scale = u32::try_from(fraction.len()).map_err(|_| Refusal::TOO_PRECISE)?;
    Decimal::try_from_i128_with_scale(signed, scale).map_err(|_| {
        if Decimal::try_from_i128_with_scale(number(0, integer), 0).is_ok() {
            Refusal::TOO_PRECISE
        } else {
            Refusal::OUT_OF_RANGE
        }
    })
}

/// Both parts without the zeros that say nothing, when there are few enough digits left to count in 128 bits.
fn significant<'a>(integer: &'a str, fraction: &'a str) -> Result<(&'a str, &'a str), Refusal> {
    let integer = integer.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    if integer.len() > MOST_DIGITS {
        Err(Refusal::OUT_OF_RANGE)
    } else if integer.len() + fraction.len() > MOST_DIGITS {
        Err(Refusal::TOO_PRECISE)
    } else {
        Ok((integer, fraction))
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `start` with `digits` after it; at most 29 digits in all.
fn number(start: i128, digits: &str) -> i128 {
    digits.bytes().fold(start, |sum, digit| sum * 10 + i128::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::types::ValueErrorKind::{Empty, OutOfRange, TooPrecise};
    use crate::types::tests::{canonical, kind, refused, survives};
    use crate::types::{Decimal, parse_text};

    #[test]
    fn digits_are_kept() {
        canonical::<Decimal>(&[
            ("0", "0"),
            ("-0", "0"),
            ("-0.00", "0.00"),
            ("+12.50", "12.50"),
            ("-1.23", "-1.23"),
            ("012.5", "12.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("100000.00", "100000.00"),
        ]);
        assert_eq!(parse_text::<Decimal>("0.30").unwrap(), Decimal::new(30, 2));
    }

    #[test]
    fn twenty_eight_digits_always_fit() {
        let nines = "9999999999999999999999999999";
        let small = "0.9999999999999999999999999999";
        canonical::<Decimal>(&[(nines, nines), (small, small)]);
        canonical::<Decimal>(&[("-99999999999999.99999999999999", "-99999999999999.99999999999999")]);
    }

    #[test]
    fn twenty_nine_digits_fit_up_to_ninety_six_bits() {
        let most = "79228162514264337593543950335";
        canonical::<Decimal>(&[
            (most, most),
            ("7.9228162514264337593543950335", "7.9228162514264337593543950335"),
        ]);
        assert_eq!(kind::<Decimal>("79228162514264337593543950336"), OutOfRange);
        assert_eq!(kind::<Decimal>("-79228162514264337593543950336"), OutOfRange);
        assert_eq!(kind::<Decimal>("99999999999999999999999999999"), OutOfRange);
        assert_eq!(kind::<Decimal>("7.9228162514264337593543950336"), TooPrecise);
        assert_eq!(kind::<Decimal>("9999999999999999999999999999.9"), TooPrecise);
        assert_eq!(kind::<Decimal>("0.00000000000000000000000000001"), TooPrecise);
        assert_eq!(kind::<Decimal>(&"1".repeat(60)), OutOfRange);
        assert_eq!(kind::<Decimal>(&format!("1.{}", "1".repeat(60))), TooPrecise);
    }

    #[test]
    fn zeros_that_say_nothing_do_not_count() {
        canonical::<Decimal>(&[
            (&format!("1.5{}", "0".repeat(60)), "1.5"),
            (&format!("{}1", "0".repeat(60)), "1"),
            (&format!("0.{}", "0".repeat(60)), "0"),
        ]);
    }

    #[test]
    fn other_texts_are_refused() {
        refused::<Decimal>(&[
            ".", "+", "-.", "1e3", "1E3", "1_000", "1,5", "1.2.3", "1 2", "--1", "+-1", "1-", "NaN", "INF",
            "0x1",
        ]);
        assert_eq!(kind::<Decimal>(""), Empty);
    }

    proptest! {
        #[test]
        fn every_decimal_survives(low: u32, mid: u32, high: u32, negative: bool, scale in 0..=28_u32) {
            survives(&Decimal::from_parts(low, mid, high, negative, scale));
        }
    }
}
