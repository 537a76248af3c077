//! Whether an answer is an envelope at all, and how it reads if it is none.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::charset::decode_text;

/// Whether the first element of `text` is called `Envelope`. The text need not be well-formed: what follows is
/// for the reader to judge. A page of HTML or a line of text is none.
pub(in crate::soap) fn is_envelope(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<');
    let name = rest.strip_prefix('<').and_then(|tag| tag.split(ends_name).next());
    name.is_some_and(|name| name.rsplit(':').next() == Some("Envelope"))
}

/// The text of an answer as far as it can be made out, for people: what is malformed is replaced.
pub(in crate::soap) fn readable<'b>(bytes: &'b [u8], charset: Option<&str>) -> Cow<'b, str> {
    match decode_text(bytes, charset) {
        // Text never holds NUL; UTF-16 that claims to be something else does.
        Ok(text) if !text.contains('\0') => text,
        _ => likely_encoding(bytes, charset).decode(bytes).0,
    }
}

fn likely_encoding(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    match bytes {
        [0, 1..=255, ..] => UTF_16BE,
        [1..=255, 0, ..] => UTF_16LE,
        _ => charset.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_is_known_by_its_first_element() {
        for text in [
            "<Envelope/>",
            "\u{FEFF}<?xml version='1.0'?>\r\n<!-- hi > --><!DOCTYPE x>\n<soap:Envelope xmlns:soap='x'>",
            "<s:Envelope",
        ] {
            assert!(is_envelope(text), "{text}");
        }
        for text in [
            "",
            "Envelope",
            "<!DOCTYPE html>\n<html><Envelope/></html>",
            "<!-- <Envelope/>",
            "<EnvelopeX/>",
            "<?xml version='1.0'?>",
        ] {
            assert!(!is_envelope(text), "{text}");
        }
    }

    #[test]
    fn malformed_text_is_readable_in_its_encoding() {
        let utf_16 =
            |to_bytes: fn(u16) -> [u8; 2]| "<a>é".encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
        for mut bytes in [utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes)] {
            for charset in [None, Some("utf-16"), Some("utf-8")] {
                assert_eq!(readable(&bytes, charset), "<a>é");
            }
            bytes.push(b'x');
            for charset in [None, Some("utf-16"), Some("utf-8")] {
                assert_eq!(readable(&bytes, charset), "<a>é\u{FFFD}");
            }
        }
        assert_eq!(readable(b"<a>\xFF", None), "<a>\u{FFFD}");
        assert_eq!(readable(b"\xE9\xD2", Some("windows-1253")), "ι\u{FFFD}");
    }
}
