//! From bytes to text: which encoding they are in, and what of that is wrong.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::LoadError;

/// What is wrong with the encoding of a text that was read all the same.
#[derive(Debug, PartialEq)]
pub(crate) enum EncodingFault {
    /// The XML declaration names another encoding than the text has.
    Declared {
        /// What it names, and where that stands in the text.
        label: String,
        start: usize,
        /// The encoding of the text.
        actual: &'static str,
    },
    /// Some bytes are none of UTF-8: U+FFFD stands for them.
    Malformed,
}

/// The text of a file (XML 1.0, section 4.3.3 and appendix F): by byte order mark, else by the zeros that ASCII has in
/// UTF-16, else as the XML declaration says, else in UTF-8.
pub(super) fn decode(path: &Path, bytes: &[u8]) -> Result<(String, Option<EncodingFault>), LoadError> {
    let (encoding, mark) = Encoding::for_bom(bytes)
        .or_else(|| unmarked_utf16(bytes).map(|encoding| (encoding, 0)))
        .unwrap_or_else(|| (declared_encoding(bytes), 0));
    let bytes = bytes.get(mark..).unwrap_or_default();
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        let fault = wrong_declaration(&text, encoding);
        return Ok((text.into_owned(), fault));
    }
    if encoding == UTF_8 {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return Ok((text.into_owned(), Some(EncodingFault::Malformed)));
    }
    Err(LoadError {
        code: "bad-encoding",
        message: format!("{} is not valid {} text", path.display(), encoding.name()),
        help: Some("convert the file to UTF-8, and its XML declaration with it".to_owned()),
    })
}

/// A document begins with a character of ASCII, of which one byte is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, first, ..] if *first != 0 => Some(UTF_16BE),
        [first, 0, third, ..] if *first != 0 && *third != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// A declaration of UTF-16 is wrong about bytes in which it can be found.
fn declared_encoding(bytes: &[u8]) -> &'static Encoding {
    let end = bytes.iter().position(|byte| *byte == b'>').unwrap_or(0);
    let start = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
    let declared = declared_label(&start).and_then(|(label, _)| Encoding::for_label(label.as_bytes()));
    declared.map_or(UTF_8, Encoding::output_encoding)
}

fn wrong_declaration(text: &str, actual: &'static Encoding) -> Option<EncodingFault> {
    let (label, start) = declared_label(text)?;
    let is_utf16 = |encoding| [UTF_16BE, UTF_16LE].contains(&encoding);
    let fits = Encoding::for_label(label.as_bytes())
        .is_some_and(|declared| declared == actual || (is_utf16(declared) && is_utf16(actual)));
    let fault = || EncodingFault::Declared { label: label.to_owned(), start, actual: actual.name() };
    (!fits).then(fault)
}

/// The encoding that the XML declaration names, and where.
fn declared_label(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{FEFF}');
    let declaration = rest.strip_prefix("<?xml")?.split_once("?")?.0;
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.split(['"', '\'']).nth(1)?;
    Some((label, label.as_ptr().addr() - text.as_ptr().addr()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Option<EncodingFault>) {
        decode(Path::new("a.wsdl"), bytes).unwrap()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn utf16_is_known_without_a_mark() {
        for text in ["<?xml version='1.0' encoding='utf-16'?><a>é</a>", "<a/>", "\n<a/>"] {
            assert_eq!(decoded(&utf16(text, u16::to_le_bytes)), (text.to_owned(), None));
            assert_eq!(decoded(&utf16(text, u16::to_be_bytes)), (text.to_owned(), None));
        }
    }

    #[test]
    fn a_wrong_declaration_is_told_with_its_place() {
        let fault = |label: &str, start, actual| {
            Some(EncodingFault::Declared { label: label.to_owned(), start, actual })
        };
        let text = "\n<?xml version='1.0' encoding=\"utf-16\"?><a>é</a>";
        assert_eq!(decoded(text.as_bytes()), (text.to_owned(), fault("utf-16", 31, "UTF-8")));
        let text = "<?xml encoding='klingon'?><a/>";
        assert_eq!(decoded(text.as_bytes()), (text.to_owned(), fault("klingon", 16, "UTF-8")));
        let text = "<?xml encoding='utf-8'?><a/>";
        let marked = format!("\u{FEFF}{text}");
        let bytes = utf16(&marked, u16::to_le_bytes);
        assert_eq!(decoded(&bytes), (text.to_owned(), fault("utf-8", 16, "UTF-16LE")));
    }

    #[test]
    fn bytes_that_are_none_of_utf8_are_replaced_and_told() {
        let text = "<a>\u{FFFD}</a>".to_owned();
        assert_eq!(decoded(b"<a>\xe9</a>"), (text, Some(EncodingFault::Malformed)));
    }

    #[test]
    fn bytes_that_are_none_of_another_encoding_are_refused() {
        assert_eq!(decode(Path::new("a.wsdl"), b"\xff\xfe<\0\0\xd8").unwrap_err().code, "bad-encoding");
        assert!(decode(Path::new("a.wsdl"), b"<?xml encoding='gbk'?>\x81").is_err());
    }
}
