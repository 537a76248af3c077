//! An element as text that can stand by itself.

use std::collections::HashSet;
use std::ops::Range;

use super::{Reader, chars};
use crate::error::DecodeError;

/// The text of an element and where its parts stand in it.
pub(crate) struct RawElement {
    pub(crate) xml: String,
    pub(crate) name_end: usize,
    pub(crate) tag_end: usize,
    pub(crate) content: Range<usize>,
    pub(crate) prefixes: Vec<String>,
}

impl Reader<'_> {
    /// Reads the element up to its end tag and gives its text, with the declarations around it that it uses.
    pub(crate) fn raw_element(&mut self) -> Result<RawElement, DecodeError> {
        let Some(open) = self.open.last() else { return Err(self.malformed("no element is open")) };
        let (start, name_len, bindings) = (open.start, 1 + open.raw.len(), open.bindings);
        let tag = self.offset();
        let closing = self.closing;
        let mut prefixes: Vec<String> =
            self.scope.since(bindings).map(|(prefix, _)| prefix.to_owned()).collect();
        self.skip_content()?;
        let text = self.input.get(start..self.offset()).unwrap_or_default();
        let outer = self.scope.visible_before(bindings);
        let used = used_prefixes(text, &outer);
        let (head, rest) = text.split_at_checked(name_len).unwrap_or((text, ""));
        let mut xml = String::with_capacity(text.len() + 64);
        xml.push_str(head);
        for (prefix, uri) in &outer {
            if prefix.is_empty() {
                xml.push_str(" xmlns=\"");
            } else if used.contains(prefix) {
                xml.push_str(&format!(" xmlns:{prefix}=\""));
            } else {
                continue;
            }
            let _allowed = crate::write::escape_attribute(&mut xml, uri);
            xml.push('"');
            prefixes.push((*prefix).to_owned());
        }
        prefixes.sort_unstable();
        let added = xml.len() - head.len();
        self.expand(added)?;
        xml.push_str(rest);
        let behind_tag = tag - start + added;
        let (tag_end, content) = if closing {
            (behind_tag - 2, behind_tag..behind_tag)
        } else {
            let end = xml.rfind("</").unwrap_or(behind_tag);
            (behind_tag - 1, behind_tag..end)
        };
        Ok(RawElement { xml, name_end: name_len, tag_end, content, prefixes })
    }
}

/// Those of the declared prefixes that may be in use in `text`, since they stand before a colon. One look at the text finds
/// all of them: it may be as large as a message, and there may be many.
fn used_prefixes<'t>(text: &'t str, declared: &[(&str, &str)]) -> HashSet<&'t str> {
    let declared: HashSet<&str> = declared.iter().map(|(prefix, _)| *prefix).collect();
    let ends_name = |c: char| c.is_ascii() && !u8::try_from(c).is_ok_and(chars::is_name_byte);
    let words = text.split(':').filter_map(|piece| piece.rsplit(ends_name).next());
    words.filter(|word| declared.contains(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_found_in_names_attributes_and_text() {
        let declared: Vec<_> = ["a", "b", "é", "d", "e", "f", "g"].map(|prefix| (prefix, "")).into();
        let mut used: Vec<_> =
            used_prefixes("<a:x b:y='é:z' d='e'>xa: f <c>f:</c>.g:</a:x>", &declared).into_iter().collect();
        used.sort_unstable();
        assert_eq!(used, ["a", "b", "f", "é"]);
    }
}
