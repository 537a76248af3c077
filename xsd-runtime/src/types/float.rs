//! `xs:float` and `xs:double`, XSD 1.0 part 2, sections 3.2.4 and 3.2.5.

use std::borrow::Cow;

use super::ValueError;
use super::error::Refusal;
use crate::name::Name;
use crate::namespace::XSD;
use crate::text::{Prefixes, Text, TextSink};

macro_rules! float_text {
    ($($float:ty, $name:literal;)*) => {$(
        /// Reads a decimal number with optional exponent, `INF`, `-INF` and `NaN`; a finite text too large
        /// for the type is out of range. Writes the shortest digits that read back as the same value, with
        /// an exponent only from 1E17 up and below 1E-5: many readers know decimal numbers alone.
        impl Text for $float {
            fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
                match &*text {
                    "INF" => return Ok(Self::INFINITY),
                    "-INF" => return Ok(Self::NEG_INFINITY),
                    "NaN" => return Ok(Self::NAN),
                    _ => {}
                }
                match text.parse::<Self>() {
                    Ok(value) if value.is_finite() && has_digits_only(&text) => Ok(value),
                    Ok(_) if has_digits_only(&text) => Err(Refusal::OUT_OF_RANGE.of($name, &text)),
                    _ => Err(Refusal::LEXICAL.of($name, &text)),
                }
            }

            fn write(&self, out: &mut dyn TextSink) {
                let size = self.abs();
                if self.is_nan() {
                    out.verbatim("NaN");
                } else if self.is_infinite() {
                    out.verbatim(if *self > 0.0 { "INF" } else { "-INF" });
                } else if size == 0.0 || (1e-5..1e17).contains(&size) {
                    out.format(format_args!("{self}"));
                } else {
                    out.format(format_args!("{self:E}"));
                }
            }

            const NAME: Name = Name::new(XSD, $name);
        }
    )*};
}

float_text! {
    f32, "float";
    f64, "double";
}

/// Rust's parser also takes words such as `inf` and `Infinity`, in any case.
fn has_digits_only(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::types::ValueErrorKind::{Empty, OutOfRange};
    use crate::types::tests::{canonical, kind, refused, survives};
    use crate::types::{parse_text, to_text};

    #[test]
    fn decimal_and_exponent_forms() {
        canonical::<f64>(&[
            ("1", "1"),
            ("+1.50", "1.5"),
            ("-1E4", "-10000"),
            ("1267.43233E12", "1267432330000000"),
            ("12.78e-2", "0.1278"),
            (".5", "0.5"),
            ("5.", "5"),
            ("0", "0"),
            ("-0", "-0"),
            ("1e17", "1E17"),
            ("0.00001", "0.00001"),
            ("0.0000015", "1.5E-6"),
            ("1.7976931348623157e308", "1.7976931348623157E308"),
            ("1e-400", "0"),
        ]);
        canonical::<f32>(&[("0.1", "0.1"), ("3.4028235e38", "3.4028235E38")]);
    }

    #[test]
    fn special_values_have_one_spelling() {
        canonical::<f64>(&[("INF", "INF"), ("-INF", "-INF"), ("NaN", "NaN")]);
        canonical::<f32>(&[("INF", "INF"), ("-INF", "-INF"), ("NaN", "NaN")]);
        refused::<f64>(&["+INF", "inf", "-inf", "Infinity", "infinity", "nan", "NAN", "-NaN", "Inf"]);
    }

    #[test]
    fn other_texts_are_refused() {
        refused::<f64>(&[
            ".", "+", "-", "e5", "1e", "1e+", "1.2.3", "0x1p3", "1,5", "1 5", "1f", "1e5.0", "1_0",
        ]);
        assert_eq!(kind::<f64>(""), Empty);
        assert_eq!(kind::<f64>("1e309"), OutOfRange);
        assert_eq!(kind::<f64>("-1e309"), OutOfRange);
        assert_eq!(kind::<f32>("3.5e38"), OutOfRange);
    }

    proptest! {
        #[test]
        fn every_number_survives(double in any::<f64>(), bits: u32) {
            survives(&double);
            let float = f32::from_bits(bits);
            if float.is_nan() {
                prop_assert!(parse_text::<f32>(&to_text(&float)).unwrap().is_nan());
            } else {
                survives(&float);
            }
        }
    }
}
