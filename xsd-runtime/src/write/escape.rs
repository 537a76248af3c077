//! What must not stand in XML as it is.

const PLAIN: u8 = 0;
/// Escaped in text and in attribute values.
const MARKUP: u8 = 1;
/// Escaped in attribute values alone.
const ATTRIBUTE: u8 = 2;
/// Not allowed in XML 1.0 at all.
const FORBIDDEN: u8 = 3;
/// May begin U+FFFE or U+FFFF, which are not allowed either.
const SUSPECT: u8 = 4;

#[allow(clippy::indexing_slicing, reason = "constant indices, checked by the compiler")]
const CLASS: [u8; 256] = {
    let mut class = [PLAIN; 256];
    let mut control = 0;
    while control < 0x20 {
        class[control] = FORBIDDEN;
        control += 1;
    }
    class[b'&' as usize] = MARKUP;
    class[b'<' as usize] = MARKUP;
    class[b'>' as usize] = MARKUP;
    class[b'\r' as usize] = MARKUP;
    class[b'"' as usize] = ATTRIBUTE;
    class[b'\t' as usize] = ATTRIBUTE;
    class[b'\n' as usize] = ATTRIBUTE;
    class[0xEF] = SUSPECT;
    class
};

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Content,
    Attribute,
}

/// Appends `text`, escaped for `place`; an error is a character that XML 1.0 cannot carry.
pub(super) fn escape(out: &mut String, text: &str, place: Place) -> Result<(), char> {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let class = CLASS.get(usize::from(byte)).copied().unwrap_or(PLAIN);
        if class == PLAIN || class == ATTRIBUTE && place == Place::Content {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let Some(c) = rest.chars().next() else { break };
        if class == FORBIDDEN || matches!(c, '\u{FFFE}' | '\u{FFFF}') {
            return Err(c);
        }
        if class == SUSPECT {
            continue;
        }
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\t' => "&#9;",
            '\n' => "&#10;",
            _ => "&#13;",
        });
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str, place: Place) -> Result<String, char> {
        let mut out = String::new();
        escape(&mut out, text, place).map(|()| out)
    }

    #[test]
    fn markup_is_escaped_where_it_must_be() {
        let text = "a<b>&\"'\t\n\r é\u{FF01}\u{FFFD}";
        let content = "a&lt;b&gt;&amp;\"'\t\n&#13; é\u{FF01}\u{FFFD}";
        let attribute = "a&lt;b&gt;&amp;&quot;'&#9;&#10;&#13; é\u{FF01}\u{FFFD}";
        assert_eq!(escaped(text, Place::Content).unwrap(), content);
        assert_eq!(escaped(text, Place::Attribute).unwrap(), attribute);
    }

    #[test]
    fn characters_that_xml_cannot_carry_are_refused() {
        for c in ['\0', '\u{1}', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert_eq!(escaped(&format!("ab{c}d"), Place::Content), Err(c));
        }
    }
}
