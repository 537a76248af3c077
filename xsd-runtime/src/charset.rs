//! From bytes to text: byte order mark, then the transport's charset, then the XML declaration.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{DecodeError, DecodeErrorKind, Position};

/// The text of a message.
///
/// `charset` is what the content type says. Understood are UTF-8, UTF-16, ISO-8859-1 (read as its superset
/// windows-1252, as browsers do) and windows-1250 to windows-1258. Order of trust: byte order mark,
/// `charset`, XML declaration, UTF-8 (RFC 7303 section 3).
///
/// # Errors
/// [`DecodeErrorKind::Encoding`] for another encoding, and for bytes that are malformed in theirs.
pub fn decode_text<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Cow<'b, str>, DecodeError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode(bytes.get(mark..).unwrap_or_default(), encoding);
    }
    let label = charset.map(Cow::Borrowed).or_else(|| declared(bytes).map(Cow::Owned));
    let encoding = match label {
        // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
        Some(label) if charset.is_none() && is_utf_16(&label) => without_label(bytes),
        Some(label) => encoding_for(&label, bytes).ok_or_else(|| {
            let label: String = label.chars().take(40).collect();
            error(format!("the encoding `{label}` is not supported"), 0)
        })?,
        None => without_label(bytes),
    };
    decode(bytes, encoding)
}

fn decode<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Result<Cow<'b, str>, DecodeError> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(malformed) => Err(error("the bytes are not UTF-8".to_owned(), malformed.valid_up_to())),
        };
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| error(format!("the bytes are not {}", encoding.name()), 0))
}

fn is_utf_16(label: &str) -> bool {
    matches!(Encoding::for_label(label.as_bytes()), Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE)
}

fn encoding_for(label: &str, bytes: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        // `utf-16` without a mark says nothing about the order; the first `<` does.
        let found = without_label(bytes);
        return Some(if found == UTF_8 { encoding } else { found });
    }
    let supported = encoding == UTF_8 || encoding.name().starts_with("windows-125");
    supported.then_some(encoding)
}

fn without_label(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0, b'<', ..] => UTF_16BE,
        [b'<', 0, ..] => UTF_16LE,
        _ => UTF_8,
    }
}

/// The encoding that the XML declaration names (XML 1.0 section 4.3.3).
fn declared(bytes: &[u8]) -> Option<String> {
    let end = memchr::memmem::find(bytes.get(..256).unwrap_or(bytes), b"?>")?;
    let declaration = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let value = declaration.strip_prefix("<?xml")?.split_once("encoding")?.1;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split_once(quote).map(|(name, _)| name.to_owned())
}

fn error(why: String, offset: usize) -> DecodeError {
    let position = Position { line: 1, column: 1, offset };
    DecodeError::new(DecodeErrorKind::Encoding(why), String::new(), position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_wins_over_the_charset_and_that_over_the_declaration() {
        let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9</a>";
        assert!(decode_text(latin, None).unwrap().ends_with("<a>é</a>"));
        assert!(decode_text(latin, Some("utf-8")).is_err());
        let marked = b"\xEF\xBB\xBF<a>\xC3\xA9</a>";
        assert_eq!(decode_text(marked, Some("iso-8859-1")).unwrap(), "<a>é</a>");
        assert_eq!(decode_text(b"<a>\x80</a>", Some("windows-1252")).unwrap(), "<a>€</a>");
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        let little: Vec<u8> = units("<a>é€</a>").into_iter().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units("<a>é€</a>").into_iter().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big] {
            assert_eq!(decode_text(bytes, Some("utf-16")).unwrap(), "<a>é€</a>");
            assert_eq!(decode_text(bytes, None).unwrap(), "<a>é€</a>");
        }
        let marked: Vec<u8> = [0xFE, 0xFF].into_iter().chain(big).collect();
        assert_eq!(decode_text(&marked, None).unwrap(), "<a>é€</a>");
    }

    #[test]
    fn malformed_bytes_and_unknown_encodings_are_errors() {
        for (bytes, charset) in
            [(&b"<a>\xFF</a>"[..], None), (b"<a/>", Some("ebcdic")), (b"<a/>", Some("shift_jis"))]
        {
            let error = decode_text(bytes, charset).unwrap_err();
            assert!(matches!(error.kind(), DecodeErrorKind::Encoding(_)), "{error}");
        }
        assert_eq!(decode_text(b"<a>\xC3</a>", None).unwrap_err().position().offset, 3);
        assert!(decode_text(b"<\0a\0>", Some("utf-16")).is_err());
    }
}
