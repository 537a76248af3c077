//! What HTTP says of the kind of a body.

/// The parameter `charset` of a content type (RFC 9110 section 8.3.2), for [`decode_text`](crate::decode_text).
///
/// ```
/// use xsd_runtime::charset;
///
/// assert_eq!(charset("text/xml; action=\"a;b\"; charset=\"utf-8\""), Some("utf-8"));
/// assert_eq!(charset("text/xml"), None);
/// ```
#[must_use]
pub fn charset(content_type: &str) -> Option<&str> {
    let value = parameter(content_type, "charset")?.trim_matches('"');
    (!value.is_empty()).then_some(value)
}

/// A parameter of a content type as it was written, in quotes or not (RFC 9110 section 5.6.6).
pub(crate) fn parameter<'t>(content_type: &'t str, name: &str) -> Option<&'t str> {
    parts(content_type).skip(1).find_map(|parameter| {
        let (found, value) = parameter.split_once('=')?;
        found.trim().eq_ignore_ascii_case(name).then_some(value.trim())
    })
}

/// What stands between semicolons, but those in quotes.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |c| {
        let separates = c == ';' && !is_quoted;
        is_quoted ^= c == '"' && !is_escaped;
        is_escaped = is_quoted && c == '\\' && !is_escaped;
        separates
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_is_found_in_any_form() {
        assert_eq!(charset("text/xml; charset=utf-8"), Some("utf-8"));
        assert_eq!(charset("text/xml;action=\"a\"; Charset = \"ISO-8859-1\" "), Some("ISO-8859-1"));
        assert_eq!(charset("text/xml"), None);
        assert_eq!(charset("text/xml; charset"), None);
        assert_eq!(charset("text/xml; charset="), None);
        assert_eq!(charset("text/xml; action=\"a;charset=b\"; charset=c"), Some("c"));
        assert_eq!(parameter(r#"a/b; x="1;\"2;"; y = 3"#, "x"), Some(r#""1;\"2;""#));
        assert_eq!(parameter(r#"a/b; x="1;\"2;"; y = 3"#, "Y"), Some("3"));
        assert_eq!(parameter("a/b; x=\"1", "x"), Some("\"1"));
    }
}
