//! `xs:base64Binary`, XSD 1.0 part 2, section 3.2.16.

use std::borrow::Cow;
use std::fmt;

use base64_simd::STANDARD;

use super::error::Refusal;
use super::{ValueError, plain};
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

/// Bytes that are written as base64 (RFC 2045, section 6.8).
///
/// It holds either the bytes or text that is base64 already: a document that comes from a database or a web
/// form in base64 is checked once and copied to the message as it is.
///
/// Reading allows white space anywhere, as mailers put it; the alphabet, the padding and the zero bits
/// after the last byte are checked.
///
/// ```
/// use xsd_runtime::types::Base64;
///
/// let document = Base64::new(*b"%PDF-1.7");
/// let same = Base64::from_encoded("JVBE\r\nRi0xLjc=")?;
/// assert_eq!(document, same);
/// assert_eq!(same.len(), 8);
/// assert_eq!(same.into_bytes(), b"%PDF-1.7");
/// assert_eq!(format!("{document:?}"), "Base64(8 bytes)");
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone)]
pub struct Base64(Form);

#[derive(Clone)]
enum Form {
    Bytes(Vec<u8>),
    /// Base64 without white space, checked: equal bytes have equal text.
    Encoded(String),
}

impl Base64 {
    /// Bytes that are not encoded yet.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Form::Bytes(bytes.into()))
    }

    /// Text that is base64 already. White space in it is dropped.
    ///
    /// # Errors
    /// [`ValueError`] when a character is outside of the alphabet, the padding is missing or wrong, or bits
    /// after the last byte are not zero.
    pub fn from_encoded(text: impl Into<String>) -> Result<Self, ValueError> {
        let mut text = text.into();
        if STANDARD.check(text.as_bytes()).is_err() {
            text.retain(|character| !plain::WHITE_SPACE.contains(&character));
            STANDARD.check(text.as_bytes()).map_err(|_| refusal(&text))?;
        }
        Ok(Self(Form::Encoded(text)))
    }

    /// The decoded bytes; borrowed when they are held as bytes, decoded on each call when they are held as
    /// base64.
    #[must_use]
    pub fn as_bytes(&self) -> Cow<'_, [u8]> {
        match &self.0 {
            Form::Bytes(bytes) => Cow::Borrowed(bytes),
            Form::Encoded(text) => Cow::Owned(STANDARD.decode_to_vec(text).unwrap_or_default()),
        }
    }

    /// The decoded bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self.0 {
            Form::Bytes(bytes) => bytes,
            // Checked when it was made, so that decoding cannot fail.
            Form::Encoded(text) => decode_in_place(text.into_bytes()).unwrap_or_default(),
        }
    }

    /// How many bytes there are, decoded.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Form::Bytes(bytes) => bytes.len(),
            Form::Encoded(text) => STANDARD.decoded_length(text.as_bytes()).unwrap_or_default(),
        }
    }

    /// Whether there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Default for Base64 {
    fn default() -> Self {
        Self::new([])
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        Self::new(bytes)
    }
}

/// Compares the decoded bytes.
impl PartialEq for Base64 {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Bytes(one), Form::Bytes(two)) => one == two,
            (Form::Encoded(one), Form::Encoded(two)) => one == two,
            _ => self.len() == other.len() && self.as_bytes() == other.as_bytes(),
        }
    }
}

impl Eq for Base64 {}

/// Shows the number of bytes only.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.len())
    }
}

impl Text for Base64 {
    const NAME: Name = Name::new(crate::namespace::XSD, "base64Binary");

    fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
        // The common case, a piece of the message without white space, is decoded from where it is.
        if let Cow::Borrowed(text) = &text
            && let Ok(bytes) = STANDARD.decode_to_vec(text)
        {
            return Ok(Self::new(bytes));
        }
        let mut compact = text.into_owned().into_bytes();
        compact.retain(|&byte| !plain::is_white_space(byte));
        match STANDARD.check(&compact) {
            Ok(()) => Ok(Self::new(decode_in_place(compact).unwrap_or_default())),
            Err(_) => Err(refusal(&String::from_utf8_lossy(&compact))),
        }
    }

    fn write(&self, out: &mut dyn TextSink) {
        match &self.0 {
            Form::Bytes(bytes) => out.base64(bytes),
            Form::Encoded(text) => out.verbatim(text),
        }
    }
}

/// Decodes into the memory that holds the text.
fn decode_in_place(mut text: Vec<u8>) -> Option<Vec<u8>> {
    let length = STANDARD.decode_inplace(&mut text).ok()?.len();
    text.truncate(length);
    text.shrink_to_fit();
    Some(text)
}

/// Says what is wrong with text that the decoder refused; `text` has no white space.
#[cold]
fn refusal(text: &str) -> ValueError {
    let data = text.trim_end_matches('=');
    let padding = text.len() - data.len();
    let stray = |byte: u8| !matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/');
    let reason = if data.bytes().any(stray) {
        "a character is outside of the alphabet"
    } else if !text.len().is_multiple_of(4) {
        "the length is no multiple of four"
    } else if padding > 2 {
        "too much padding"
    } else {
        "bits after the last byte are not zero"
    };
    Refusal::lexical(reason).of("base64Binary", text)
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use proptest::prelude::*;

    use super::*;
    use crate::types::tests::{canonical, refused, survives};
    use crate::types::{parse_text, to_text};

    const SAMPLES: [(&str, &[u8]); 6] = [
        ("", b""),
        ("Zg==", b"f"),
        ("Zm8=", b"fo"),
        ("Zm9v", b"foo"),
        ("Zm9vYmFy", b"foobar"),
        ("++//", &[0xfb, 0xef, 0xff]),
    ];

    #[test]
    fn both_forms_have_the_same_bytes() {
        for (text, bytes) in SAMPLES {
            let encoded = Base64::from_encoded(text).unwrap();
            let raw = Base64::from(bytes);
            for value in [&encoded, &raw, &parse_text(text).unwrap()] {
                assert_eq!(*value, raw);
                assert_eq!(*value, encoded);
                assert_eq!(value.len(), bytes.len());
                assert_eq!(value.is_empty(), bytes.is_empty());
                assert_eq!(*value.as_bytes(), *bytes);
                assert_eq!(value.clone().into_bytes(), bytes);
                assert_eq!(to_text(value), text);
            }
        }
        assert_ne!(Base64::new("foo"), Base64::from_encoded("Zm9w").unwrap());
        assert_ne!(Base64::from_encoded("Zm9v").unwrap(), Base64::from_encoded("Zm9w").unwrap());
    }

    #[test]
    fn white_space_may_stand_anywhere() {
        canonical::<Base64>(&[
            ("Zm9v\r\nYmFy\r\n", "Zm9vYmFy"),
            (" Z m\t9 v ", "Zm9v"),
            ("Zg\n=\n=", "Zg=="),
            ("\n", ""),
        ]);
        assert_eq!(Base64::from_encoded("Zm9v\r\nYm Fy\t").unwrap(), Base64::new("foobar"));
    }

    #[test]
    fn lines_of_a_long_document_are_joined() {
        let document: Vec<u8> = (0..100_000_u32).map(|place| (place * 7 % 251) as u8).collect();
        let encoded = to_text(&Base64::from(document.as_slice()));
        let lines: Vec<&str> =
            encoded.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
        let wrapped = lines.join("\r\n");
        assert_eq!(parse_text::<Base64>(&wrapped).unwrap().into_bytes(), document);
        assert_eq!(Base64::from_encoded(wrapped).unwrap().into_bytes(), document);
    }

    #[test]
    fn other_texts_are_refused() {
        let texts = [
            "Zg=",
            "Zg",
            "Z",
            "Zg===",
            "=",
            "==",
            "====",
            "Zm9v=",
            "Zm9v====",
            "Z===",
            "Zg==Zg==",
            "Z=g=",
            "Zm9*",
            "Zm9v-_-_",
            "Zm9vé",
            "Zm\u{a0}9v",
            "Zm9v\u{c}",
        ];
        refused::<Base64>(&texts);
        for text in texts {
            assert!(Base64::from_encoded(text).is_err(), "{text}");
        }
    }

    #[test]
    fn bits_after_the_last_byte_are_refused() {
        for text in ["Zh==", "Zm9=", "Zm9vZ/=="] {
            let error = parse_text::<Base64>(text).unwrap_err();
            assert_eq!(Base64::from_encoded(text).unwrap_err(), error);
            assert_eq!(
                error.to_string(),
                format!("not a valid base64Binary: \"{text}\" (bits after the last byte are not zero)")
            );
        }
    }

    #[test]
    fn errors_say_which_rule_is_broken() {
        let reason = |text: &str| Base64::from_encoded(text).unwrap_err().to_string();
        assert_eq!(reason("Zg="), "not a valid base64Binary: \"Zg=\" (the length is no multiple of four)");
        assert_eq!(reason("Z==="), "not a valid base64Binary: \"Z===\" (too much padding)");
        assert_eq!(
            reason("Zm9*"),
            "not a valid base64Binary: \"Zm9*\" (a character is outside of the alphabet)"
        );
    }

    /// Counts calls, so that a test can tell copying from encoding.
    #[derive(Default)]
    struct Calls {
        verbatim: usize,
        base64: usize,
    }

    impl TextSink for Calls {
        fn text(&mut self, _: &str) {}
        fn verbatim(&mut self, _: &str) {
            self.verbatim += 1;
        }
        fn secret(&mut self, _: &str) {}
        fn qname(&mut self, _: &str, _: &str) {}
        fn base64(&mut self, _: &[u8]) {
            self.base64 += 1;
        }
        fn format(&mut self, _: fmt::Arguments<'_>) {}
    }

    #[test]
    fn encoded_text_is_copied_and_bytes_are_encoded_once() {
        let mut calls = Calls::default();
        Base64::from_encoded("Zm9v").unwrap().write(&mut calls);
        assert_eq!((calls.verbatim, calls.base64), (1, 0));
        Base64::new("foo").write(&mut calls);
        assert_eq!((calls.verbatim, calls.base64), (1, 1));
    }

    #[test]
    fn reading_allocates_no_more_than_the_bytes() {
        let encoded = to_text(&Base64::new(vec![7; 3_000]));
        assert_eq!(parse_text::<Base64>(&encoded).unwrap().into_bytes().capacity(), 3_000);
        assert_eq!(Base64::parse(Cow::Owned(encoded), &crate::text::NoPrefixes).unwrap().len(), 3_000);
    }

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(format!("{:?}", Base64::new("foo")), "Base64(3 bytes)");
        assert_eq!(format!("{:?}", Base64::from_encoded("Zm9v").unwrap()), "Base64(3 bytes)");
    }

    proptest! {
        #[test]
        fn all_bytes_survive(bytes: Vec<u8>) {
            let value = Base64::new(bytes);
            survives(&value);
            let encoded = Base64::from_encoded(to_text(&value)).unwrap();
            prop_assert_eq!(&encoded, &value);
            prop_assert_eq!(encoded.into_bytes(), value.into_bytes());
        }
    }
}
