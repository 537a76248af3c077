//! XML without the namespaces of its elements.

use std::borrow::Cow;

/// What opens a piece of markup that holds no tags, and what ends it.
const OPAQUE: [(&str, &str); 3] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];

/// The same well-formed document with every element in no namespace. Attributes keep theirs, and what follows keeps its
/// line and column: blanks stand where something was taken out.
pub(super) fn unqualified(xml: &str) -> Cow<'_, str> {
    // Without a declaration there is no namespace but that of `xml:`, which no element is in.
    if !xml.contains("xmlns") {
        return Cow::Borrowed(xml);
    }
    let mut written = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        let (text, markup) = rest.split_at(start);
        let (markup, after) = markup.split_at(length(markup));
        written.push_str(text);
        match markup.strip_prefix("</").or_else(|| markup.strip_prefix('<')) {
            Some(tag) if !is_opaque(markup) => {
                written.push_str(markup.strip_suffix(tag).unwrap_or_default());
                write_tag(&mut written, tag);
            }
            _ => written.push_str(markup),
        }
        rest = after;
    }
    written.push_str(rest);
    Cow::Owned(written)
}

fn is_opaque(markup: &str) -> bool {
    markup.starts_with("<!") || markup.starts_with("<?")
}

/// How long the piece of markup is that `text` begins with.
fn length(text: &str) -> usize {
    if let Some((open, close)) = OPAQUE.into_iter().find(|(open, _)| text.starts_with(open)) {
        let inside = text.get(open.len()..).unwrap_or_default();
        return inside.find(close).map_or(text.len(), |end| open.len() + end + close.len());
    }
    let mut quote = None;
    let end = text.bytes().position(|byte| match quote {
        None if byte == b'"' || byte == b'\'' => {
            quote = Some(byte);
            false
        }
        Some(open) if byte == open => {
            quote = None;
            false
        }
        _ => quote.is_none() && byte == b'>',
    });
    end.map_or(text.len(), |end| end + 1)
}

/// Writes a tag, from its name to its `>`.
fn write_tag(written: &mut String, tag: &str) {
    let end_of_name = tag.find([' ', '\t', '\r', '\n', '/', '>']).unwrap_or(tag.len());
    let (name, mut attributes) = tag.split_at(end_of_name);
    let (prefix, local) = name.split_at(name.find(':').map_or(0, |colon| colon + 1));
    written.push_str(local);
    blank_out(written, prefix);
    while let Some((attribute, after)) = split_attribute(attributes) {
        if is_default_namespace(attribute) {
            blank_out(written, attribute);
        } else {
            written.push_str(attribute);
        }
        attributes = after;
    }
    written.push_str(attributes);
}

/// The next attribute with the white space before it, and what follows.
fn split_attribute(text: &str) -> Option<(&str, &str)> {
    let start = text.find(['"', '\''])?;
    let quote = text.get(start..)?.chars().next()?;
    let value = text.get(start + 1..)?;
    text.split_at_checked(start + 1 + value.find(quote)? + 1)
}

fn is_default_namespace(attribute: &str) -> bool {
    attribute.split_once('=').is_some_and(|(name, _)| name.trim() == "xmlns")
}

/// Blanks in the place of `text`.
fn blank_out(written: &mut String, text: &str) {
    written.extend(text.chars().map(|char| if char.is_ascii_whitespace() { char } else { ' ' }));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn without_a_declaration_the_text_is_the_same() {
        assert!(matches!(unqualified("<a><b/></a>"), Cow::Borrowed(_)));
    }

    #[test]
    fn elements_lose_their_namespaces_and_attributes_keep_them() {
        for (before, after) in [
            ("<a xmlns=\"urn:x\"><b/></a>", "<a              ><b/></a>"),
            ("<p:a xmlns:p='urn:x' p:c='>'><p:b\n/></p:a>", "<a   xmlns:p='urn:x' p:c='>'><b  \n/></a  >"),
            ("<a\n xmlns\n= 'u'  b=\"xmlns='v'\"/>", "<a\n      \n       b=\"xmlns='v'\"/>"),
            ("<a xmlns=''>xmlns <![CDATA[<p:a>]]></a>", "<a         >xmlns <![CDATA[<p:a>]]></a>"),
            (
                "<?p:x xmlns?><!-- <p:a> --><p:a xmlns:p='u'/>",
                "<?p:x xmlns?><!-- <p:a> --><a   xmlns:p='u'/>",
            ),
        ] {
            assert_eq!(unqualified(before), after);
        }
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_length_in_characters(text in "([<>/:='\" ]|xmlns|<!--|-->|<!\\[CDATA\\[|\\PC){0,40}") {
            prop_assert_eq!(unqualified(&text).chars().count(), text.chars().count());
        }
    }
}
