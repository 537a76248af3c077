//! The integer types, XSD 1.0 part 2, sections 3.3.13 to 3.3.25.

use std::borrow::Cow;
use std::num::IntErrorKind;

use super::ValueError;
use super::error::Refusal;
use crate::name::Name;
use crate::namespace::XSD;
use crate::text::{Prefixes, Text, TextSink};

macro_rules! integer_text {
    ($($integer:ty, $name:literal, $schema:literal;)*) => {$(
        /// Reads an optional sign and decimal digits, leading zeros allowed; a value that the width cannot
        /// hold is out of range.
        impl Text for $integer {
            fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
                match text.parse() {
                    Ok(value) => Ok(value),
                    Err(error) => second_look(&text, error.kind())
                        .map(|Zero| 0)
                        .map_err(|refusal| refusal.of($name, &text)),
                }
            }

            fn write(&self, out: &mut dyn TextSink) {
                out.format(format_args!("{self}"));
            }

            const NAME: Name = Name::new(XSD, $schema);
        }
    )*};
}

integer_text! {
    i8, "8-bit integer", "byte";
    i16, "16-bit integer", "short";
    i32, "32-bit integer", "int";
    i64, "64-bit integer", "long";
    u8, "unsigned 8-bit integer", "unsignedByte";
    u16, "unsigned 16-bit integer", "unsignedShort";
    u32, "unsigned 32-bit integer", "unsignedInt";
    u64, "unsigned 64-bit integer", "unsignedLong";
}

struct Zero;

/// Tells texts that are no integers from integers that do not fit. Rust's own parser stops at the first
/// surplus digit, whatever follows it, and takes no sign `-` for an unsigned type, not even in `-0`.
#[cold]
fn second_look(text: &str, error: &IntErrorKind) -> Result<Zero, Refusal> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::LEXICAL);
    }
    match error {
        IntErrorKind::InvalidDigit if digits.bytes().all(|byte| byte == b'0') => Ok(Zero),
        _ => Err(Refusal::OUT_OF_RANGE),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::types::ValueErrorKind::{Empty, Lexical, OutOfRange};
    use crate::types::tests::{canonical, kind, refused, survives};

    #[test]
    fn signs_and_leading_zeros_are_read() {
        canonical::<i32>(&[
            ("0", "0"),
            ("+0", "0"),
            ("-0", "0"),
            ("007", "7"),
            ("+7", "7"),
            ("-007", "-7"),
            ("\t12 \r\n", "12"),
        ]);
        canonical::<i32>(&[("00000000000000000000000000000000000000000000042", "42")]);
        canonical::<u32>(&[("0", "0"), ("+5", "5"), ("-0", "0"), ("-000", "0")]);
    }

    #[test]
    fn other_texts_are_refused() {
        let texts = [
            "+", "-", "+-1", "--1", "1.0", "1e3", "1_000", "1,000", "0x1F", "1 2", "- 1", "12a", "a12",
            "NaN", "٣",
        ];
        refused::<i32>(&texts);
        refused::<u64>(&texts);
        assert_eq!(kind::<i8>(""), Empty);
        assert_eq!(kind::<i8>("  "), Empty);
        assert_eq!(kind::<i32>("99999999999x"), Lexical);
    }

    macro_rules! width_is_exact {
        ($($integer:ty)*) => {$(
            let (low, high) = (i128::from(<$integer>::MIN), i128::from(<$integer>::MAX));
            canonical::<$integer>(&[
                (&low.to_string(), &low.to_string()),
                (&format!("00{high}"), &high.to_string()),
            ]);
            assert_eq!(kind::<$integer>(&(low - 1).to_string()), OutOfRange);
            assert_eq!(kind::<$integer>(&(high + 1).to_string()), OutOfRange);
            assert_eq!(kind::<$integer>("1000000000000000000000000000000000000000000"), OutOfRange);
            assert_eq!(kind::<$integer>("-1000000000000000000000000000000000000000000"), OutOfRange);
        )*};
    }

    #[test]
    fn every_width_holds_its_bounds_and_not_one_more() {
        width_is_exact!(i8 i16 i32 i64 u8 u16 u32 u64);
    }

    proptest! {
        #[test]
        fn every_integer_survives(long: i64, unsigned: u64, int: i32, byte: i8) {
            survives(&long);
            survives(&unsigned);
            survives(&int);
            survives(&byte);
        }
    }
}
