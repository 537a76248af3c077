//! Character classes of XML 1.0 (fifth edition) and Namespaces in XML 1.0.

/// The offset of the first character that XML 1.0 section 2.2 does not allow, if there is one.
pub(crate) fn forbidden_character(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let control = |byte: u8| byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r';
    // A fold without an early exit is what compiles to vector instructions.
    if bytes.iter().fold(false, |found, byte| found | control(*byte)) {
        return bytes.iter().position(|byte| control(*byte));
    }
    // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    memchr::memchr_iter(0xEF, bytes).find(|at| matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])))
}

/// Whether XML 1.0 section 2.2 allows the character.
pub(crate) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether `byte` is white space (section 2.3).
#[inline]
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Whether the text is white space alone.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

/// Without white space at both ends.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    let ends = (text.as_bytes().first(), text.as_bytes().last());
    if let (Some(first), Some(last)) = ends
        && !is_space(*first)
        && !is_space(*last)
    {
        return text;
    }
    text.trim_matches([' ', '\t', '\n', '\r'])
}

/// Whether a byte may stand in a name of ASCII without colon.
#[inline]
pub(crate) fn is_name_byte(byte: u8) -> bool {
    NAME_BYTES.get(usize::from(byte)).is_some_and(|is| *is)
}

#[allow(clippy::indexing_slicing, reason = "constant indices, checked by the compiler")]
const NAME_BYTES: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        bytes[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'.' | b'_');
        byte += 1;
    }
    bytes
};

/// Whether the text begins like a name of ASCII.
#[inline]
pub(crate) fn begins_name(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_'))
}

/// Whether the text is an NCName: a name without colon (Namespaces in XML 1.0, section 3).
pub(crate) fn is_ncname(name: &str) -> bool {
    if begins_name(name) && name.bytes().all(is_name_byte) {
        return true;
    }
    let mut chars = name.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_found_where_they_stand() {
        assert_eq!(forbidden_character("a\tb\r\n\u{7F}\u{FFFD}\u{10FFFF}"), None);
        assert_eq!(forbidden_character("ab\u{1}"), Some(2));
        assert_eq!(forbidden_character("a\u{FFFE}"), Some(1));
        assert_eq!(forbidden_character("\u{FF01}\u{FFFF}"), Some(3));
    }

    #[test]
    fn names_follow_the_standard() {
        for good in ["a", "_", "é", "a-b.c_1", "日本", "aé"] {
            assert!(is_ncname(good), "{good}");
        }
        for bad in ["", "1a", "-a", ".a", "a:b", ":", "a b", "×", "a×"] {
            assert!(!is_ncname(bad), "{bad}");
        }
    }
}
