//! What stands around a document and does not belong there: blanks before the XML declaration, and what is left of
//! buffers and transfers at the end.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};

/// The text with blanks in the place of what may not stand there, so that all else keeps its place.
pub(in crate::document) fn without_strays<'t>(
    file: FileId,
    text: &'t str,
    diagnostics: &mut Diagnostics,
) -> Cow<'t, str> {
    let start = text.len() - text.trim_start_matches(is_stray).len();
    let end = text.trim_end_matches(is_stray).len();
    let mut text = Cow::Borrowed(text);
    if let Some(kept) = late_start(&text, start).filter(|_| start < end) {
        diagnostics.push(
            Diagnostic::warning("stray-blanks", "the document does not begin where the file does")
                .at(character(file, &text, start), "read from here on")
                .help("remove what is before it"),
        );
        blank(&mut text, 0..kept);
    }
    let first_stray = text.get(end..).and_then(|rest| rest.find(|char| !is_blank(char)));
    if let Some(stray) = first_stray.filter(|_| start < end) {
        diagnostics.push(
            Diagnostic::warning("stray-blanks", "characters behind the document that XML does not allow")
                .at(character(file, &text, end + stray), "skipped")
                .help("remove them"),
        );
        let whole = text.len();
        blank(&mut text, end..whole);
    }
    text
}

/// Where the text begins that may follow blanks: behind an XML declaration that has something before it, or behind that
/// where it is no blank.
fn late_start(text: &str, start: usize) -> Option<usize> {
    let (before, rest) = text.split_at_checked(start)?;
    if start > 0 && rest.starts_with("<?xml") && !rest.starts_with("<?xml-") {
        return rest.find("?>").map(|end| start + end + 2);
    }
    (!before.chars().all(is_blank)).then_some(start)
}

fn character(file: FileId, text: &str, start: usize) -> Span {
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span { file, start, end: start + length }
}

fn blank(text: &mut Cow<'_, str>, range: Range<usize>) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut blanks = String::with_capacity(part.len());
    for char in part.chars() {
        match char {
            '\n' | '\r' => blanks.push(char),
            _ => blanks.extend(std::iter::repeat_n(' ', char.len_utf8())),
        }
    }
    text.to_mut().replace_range(range, &blanks);
}

/// White space of XML.
fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\r' | '\n')
}

/// What editors, shells and buffers leave behind: white space of any kind, control characters, byte order marks.
fn is_stray(char: char) -> bool {
    char.is_whitespace() || char.is_control() || char == '\u{FEFF}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> (String, usize) {
        let mut diagnostics = Diagnostics::default();
        let kept = without_strays(FileId(0), text, &mut diagnostics).into_owned();
        (kept, diagnostics.iter().count())
    }

    #[test]
    fn what_belongs_there_stays() {
        for text in
            ["<?xml version='1.0'?>\n<a/>\r\n", "\n <a/>", "<a/>", "", " ", "\n<?xml-stylesheet?><a/>"]
        {
            assert_eq!(without(text), (text.to_owned(), 0));
        }
    }

    #[test]
    fn a_late_declaration_is_blanked_in_its_place() {
        assert_eq!(without("\n <?xml version='1.0'?>\n<a/>"), (format!("\n {}\n<a/>", " ".repeat(21)), 1));
        assert_eq!(without("\u{FEFF}<a/>"), ("   <a/>".to_owned(), 1));
    }

    #[test]
    fn what_is_left_at_the_end_is_blanked() {
        assert_eq!(without("<a/>\n\0\0"), ("<a/>\n  ".to_owned(), 1));
        assert_eq!(without("<a/>\u{A0}\u{1A}"), ("<a/>   ".to_owned(), 1));
    }
}
