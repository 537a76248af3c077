//! An element as text that can stand by itself.

use std::ops::Range;

use super::Reader;
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
        let outer: Vec<(String, String)> = self
            .scope
            .visible()
            .filter(|(prefix, _)| prefixes.iter().all(|own| own != prefix))
            .map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned()))
            .collect();
        self.skip_content()?;
        let text = self.input.get(start..self.offset()).unwrap_or_default();
        let (head, rest) = text.split_at_checked(name_len).unwrap_or((text, ""));
        let mut xml = String::with_capacity(text.len() + 64);
        xml.push_str(head);
        for (prefix, uri) in outer {
            // A prefix can only be in use where it stands before a colon.
            if prefix.is_empty() {
                xml.push_str(" xmlns=\"");
            } else if text.contains(&format!("{prefix}:")) {
                xml.push_str(&format!(" xmlns:{prefix}=\""));
            } else {
                continue;
            }
            let _allowed = crate::write::escape_attribute(&mut xml, &uri);
            xml.push('"');
            prefixes.push(prefix);
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
