//! Whether an answer is an envelope at all.

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

/// The parameter `charset` of a content type (RFC 9110 section 8.3.2).
pub(in crate::soap) fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    })
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
    fn the_charset_is_found_in_any_form() {
        assert_eq!(charset("text/xml; charset=utf-8"), Some("utf-8"));
        assert_eq!(charset("text/xml;action=\"a\"; Charset = \"ISO-8859-1\" "), Some("ISO-8859-1"));
        assert_eq!(charset("text/xml"), None);
        assert_eq!(charset("text/xml; charset="), None);
    }
}
