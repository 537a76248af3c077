//! `xs:hexBinary`, XSD 1.0 part 2, section 3.2.15.

use std::borrow::Cow;
use std::fmt;

use super::ValueError;
use super::ascii::{Ascii, CAPACITY};
use super::error::Refusal;
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

/// Bytes that are written as hexadecimal digits: capitals on output, either case on input.
///
/// ```
/// use xsd_runtime::types::{HexBinary, parse_text, to_text};
///
/// let bytes: HexBinary = parse_text("0fB7")?;
/// assert_eq!(bytes.0, [0x0f, 0xb7]);
/// assert_eq!(to_text(&bytes), "0FB7");
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct HexBinary(pub Vec<u8>);

impl From<Vec<u8>> for HexBinary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for HexBinary {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl AsRef<[u8]> for HexBinary {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Shows the number of bytes only.
impl fmt::Debug for HexBinary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HexBinary({} bytes)", self.0.len())
    }
}

impl Text for HexBinary {
    const NAME: Name = Name::new(crate::namespace::XSD, "hexBinary");

    fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
        decode(text.as_bytes()).map(Self).map_err(|refusal| refusal.of("hexBinary", &text))
    }

    fn write(&self, out: &mut dyn TextSink) {
        for chunk in self.0.chunks(CAPACITY / 2) {
            let mut digits = Ascii::new();
            for &byte in chunk {
                digits.push(digit(byte >> 4));
                digits.push(digit(byte & 0x0f));
            }
            out.verbatim(digits.as_str());
        }
    }
}

fn decode(digits: &[u8]) -> Result<Vec<u8>, Refusal> {
    let (pairs, odd) = digits.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(Refusal::lexical("odd number of digits"));
    }
    pairs
        .iter()
        .map(|&[high, low]| Some(value(high)? << 4 | value(low)?))
        .collect::<Option<_>>()
        .ok_or(Refusal::LEXICAL)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

fn digit(value: u8) -> u8 {
    match value {
        0..=9 => b'0' + value,
        _ => b'A' + (value - 10),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::HexBinary;
    use crate::types::tests::{canonical, refused, survives};

    #[test]
    fn digits_of_either_case() {
        canonical::<HexBinary>(&[("", ""), ("0fb7", "0FB7"), ("DEADbeef00", "DEADBEEF00")]);
    }

    #[test]
    fn other_texts_are_refused() {
        refused::<HexBinary>(&["0", "0fb", "0g", "0x0f", "0f b7", "é"]);
    }

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(format!("{:?}", HexBinary(vec![1, 2, 3])), "HexBinary(3 bytes)");
    }

    proptest! {
        #[test]
        fn all_bytes_survive(bytes: Vec<u8>) {
            survives(&HexBinary(bytes));
        }
    }
}
