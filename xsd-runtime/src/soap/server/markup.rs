//! XML as text: whether it is well-formed, and where in it values stand.

use std::ops::Range;

use crate::error::DecodeError;
use crate::limits::Limits;
use crate::read::Reader;

/// An error unless `text` is one well-formed document without DOCTYPE. What follows here takes that for granted.
pub(super) fn check_well_formed(text: &str, limits: &Limits) -> Result<(), DecodeError> {
    let mut reader = Reader::new(text, limits)?;
    reader.open_root()?;
    reader.skip()?;
    reader.end_of_document()
}

/// Names of the attributes of the start tag `tag`, and the places of their values in it, without the quotes.
pub(super) fn attribute_values(tag: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (before, rest) = tag.get(at..)?.split_once('=')?;
        let name = before.split_ascii_whitespace().next_back()?;
        let rest = rest.trim_ascii_start();
        let quote = rest.chars().next()?;
        let (value, _) = rest.get(1..)?.split_once(quote)?;
        let start = tag.len() - rest.len() + 1;
        at = start + value.len() + 1;
        Some((name, start..start + value.len()))
    })
}

/// How far `reader` has come.
pub(super) fn position<R>(reader: &quick_xml::Reader<R>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_however_they_are_quoted() {
        let tag = "<a b='>' c:d = \"x='y'\"\n\te=''/>";
        let found: Vec<(&str, &str)> =
            attribute_values(tag).map(|(name, place)| (name, &tag[place])).collect();
        assert_eq!(found, [("b", ">"), ("c:d", "x='y'"), ("e", "")]);
        assert_eq!(attribute_values("<a>").count() + attribute_values("<a/>").count(), 0);
    }
}
