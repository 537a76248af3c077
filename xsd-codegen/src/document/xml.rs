//! From text to a tree of elements, with XML's own mistakes said in plain words.

mod surroundings;

use std::ops::Range;

use roxmltree::{Document, Error, ParsingOptions, TextPos};

pub(super) use surroundings::without_strays;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use crate::load::EncodingFault;

/// Deepest nesting of elements. Contracts of real services stay below 30.
const MAX_DEPTH: usize = 128;

/// Parses one file.
pub(super) fn parse(file: FileId, text: &str) -> Result<Document<'_>, Diagnostic> {
    // Copies of standards' schemas have one. Entities that refer to files are not followed, and the parser bounds the others.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|error| explain(file, text, &error))?;
    match too_deep(&document) {
        None => Ok(document),
        Some(start) => {
            let what = format!("elements are nested deeper than {MAX_DEPTH} levels");
            let span = Span { file, start, end: start + 1 };
            Err(Diagnostic::error("too-deep", what).at(span, "one level too many"))
        }
    }
}

/// Says what is wrong with the encoding of a text. What could not be read may stand in text and comments, which only
/// document; in a tag it is a name or a value that nobody knows any more.
pub(super) fn check_encoding(
    file: FileId,
    document: &Document<'_>,
    fault: &EncodingFault,
    diagnostics: &mut Diagnostics,
) {
    let span = |start: usize, length: usize| Span { file, start, end: start + length };
    match fault {
        EncodingFault::Declared { label, start, actual } => diagnostics.push(
            Diagnostic::warning("declared-encoding", format!("the file says it is in {label}, and is not"))
                .at(span(*start, label.len()), format!("read as {actual}"))
                .help(format!("write encoding=\"{actual}\", or convert the file")),
        ),
        EncodingFault::Malformed => {
            let replaced = document.input_text().match_indices(char::REPLACEMENT_CHARACTER);
            let places: Vec<usize> = replaced.map(|(at, _)| at).collect();
            let replacement = char::REPLACEMENT_CHARACTER.len_utf8();
            let (code, help) = ("bad-encoding", "convert the file to UTF-8, and its XML declaration with it");
            let diagnostic = match first_in_tag(document, &places) {
                Some(at) => Diagnostic::error(code, "a byte in a tag is not UTF-8")
                    .at(span(at, replacement), "a name or a value that cannot be read"),
                None => {
                    let at = places.first().copied().unwrap_or(0);
                    Diagnostic::warning(code, "the file is not valid UTF-8")
                        .at(span(at, replacement), "the first byte that is not, in text that only documents")
                }
            };
            diagnostics.push(diagnostic.help(help));
        }
    }
}

/// The first of some places, in their order, that is neither in text nor in a comment.
fn first_in_tag(document: &Document<'_>, places: &[usize]) -> Option<usize> {
    let mut leaves =
        document.descendants().filter(|node| !node.is_element() && !node.is_root()).map(|node| node.range());
    let mut leaf = leaves.next();
    places.iter().copied().find(|place| {
        while leaf.as_ref().is_some_and(|range| range.end <= *place) {
            leaf = leaves.next();
        }
        !leaf.as_ref().is_some_and(|range| range.contains(place))
    })
}

/// Where the first element stands that is nested too deep.
fn too_deep(document: &Document<'_>) -> Option<usize> {
    let mut depth = 0;
    let mut node = document.root_element();
    loop {
        if let Some(child) = node.first_element_child() {
            depth += 1;
            node = child;
            if depth >= MAX_DEPTH {
                return Some(node.range().start);
            }
            continue;
        }
        loop {
            if depth == 0 {
                return None;
            }
            if let Some(sibling) = node.next_sibling_element() {
                node = sibling;
                break;
            }
            node = node.parent_element()?;
            depth -= 1;
        }
    }
}

fn explain(file: FileId, text: &str, error: &Error) -> Diagnostic {
    let at = |position: usize| {
        let end = text.get(position..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span { file, start: position, end: position + end }
    };
    let position = offset(text, error.pos());
    if text.trim().is_empty() {
        return Diagnostic::error("not-xml", "this file is empty")
            .at(at(0), "")
            .help("give the contract itself: a WSDL 1.1 document or an XML Schema");
    }
    if !text.trim_start().starts_with('<') {
        let start = text.len() - text.trim_start().len();
        return Diagnostic::error("not-xml", "this file is not XML")
            .at(at(start), "an XML document starts with `<`")
            .help("give the contract itself: a WSDL 1.1 document or an XML Schema");
    }
    if let Some(Range { start, end }) = start_of_html(text) {
        return html_page(Span { file, start, end });
    }
    let end = text.trim_end().len();
    let ended = matches!(error, Error::UnexpectedEndOfStream | Error::UnclosedRootNode);
    if ended || position >= end {
        let last = text.get(..end).and_then(|text| text.char_indices().last()).map_or(0, |(at, _)| at);
        return Diagnostic::error("truncated", "the file ends in the middle of the document")
            .at(at(last), "the last character; the root element is not closed")
            .help("fetch the file again: it is truncated");
    }
    let (message, help) = describe(error);
    let diagnostic = Diagnostic::error("malformed-xml", message).at(at(position), "");
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The first characters of a page in HTML, which is seldom XML.
fn start_of_html(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let ranges = ["<html", "<!doctype html"].into_iter().map(|tag| (start..start + tag.len(), tag));
    let mut ranges = ranges
        .filter(|(range, tag)| text.get(range.clone()).is_some_and(|found| found.eq_ignore_ascii_case(tag)));
    ranges.next().map(|(range, _)| range)
}

pub(super) fn html_page(span: Span) -> Diagnostic {
    Diagnostic::error("not-a-contract", "this is a page in HTML, not a contract")
        .at(span, "HTML")
        .help("fetch the contract again: the server answered with a page")
}

fn describe(error: &Error) -> (String, Option<String>) {
    match error {
        Error::UnknownNamespace(prefix, _) => (
            format!("the prefix `{prefix}` is not declared"),
            Some(format!("declare it: xmlns:{prefix}=\"…\"")),
        ),
        Error::UnexpectedCloseTag(expected, actual, _) => (
            format!("the element `{expected}` is closed by `</{actual}>`"),
            Some(format!("write </{expected}>, or close what is open first")),
        ),
        Error::UnknownEntityReference(name, _) => (
            format!("the entity `&{name};` is not defined"),
            Some("write the character itself or a numeric reference such as `&#233;`".to_owned()),
        ),
        Error::MalformedEntityReference(_) => {
            ("`&` does not start a reference".to_owned(), Some("write `&amp;`".to_owned()))
        }
        Error::DuplicatedAttribute(name, _) => (format!("the attribute `{name}` is given twice"), None),
        Error::DuplicatedNamespace(prefix, _) => (format!("the prefix `{prefix}` is declared twice"), None),
        Error::InvalidAttributeValue(_) => {
            ("`<` in an attribute value".to_owned(), Some("write `&lt;`".to_owned()))
        }
        Error::NonXmlChar(char, _) => {
            (format!("the character U+{:04X} is not allowed in XML", u32::from(*char)), None)
        }
        Error::UnknownToken(_) => (
            "text or a second root element outside of the root element".to_owned(),
            Some("a document has one root element".to_owned()),
        ),
        Error::UnexpectedDeclaration(_) => (
            "an XML declaration in the middle of the document".to_owned(),
            Some("it belongs at the very start, without blanks or lines before it".to_owned()),
        ),
        Error::NoRootNode => (
            "the document has no element".to_owned(),
            Some("give the contract itself: a WSDL 1.1 document or an XML Schema".to_owned()),
        ),
        other => (format!("the XML is malformed: {other}"), None),
    }
}

/// The byte offset of a line and a column, which roxmltree counts in characters.
fn offset(text: &str, position: TextPos) -> usize {
    let line = usize::try_from(position.row).unwrap_or(1).saturating_sub(1);
    let column = usize::try_from(position.col).unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}
