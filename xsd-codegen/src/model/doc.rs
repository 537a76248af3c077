//! Documentation of generated items: the contract's words, made safe for rustdoc, and its facets.

use std::fmt::Write;

use crate::schema::{Facets, Namespaces};

/// The documentation of an item: `written` by the contract, or `otherwise`; then the further sentences.
pub(super) fn doc(written: Option<&str>, otherwise: &str, further: &[String]) -> String {
    let mut doc = match written {
        Some(text) if !text.trim().is_empty() => escape(text),
        _ => otherwise.to_owned(),
    };
    if !further.is_empty() {
        doc.push_str("\n\n");
        doc.push_str(&further.join(" "));
    }
    doc
}

/// The documentation with a further paragraph, unless it says that already.
pub(super) fn with(doc: String, sentence: &str) -> String {
    if doc.contains(sentence.trim_end_matches('.')) { doc } else { format!("{doc}\n\n{sentence}") }
}

/// `first`, `second` and how many more, as code.
pub(super) fn some_of(names: &[String], last: &str) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| code(name)).collect();
    match (names.len().saturating_sub(SHOWN), shown.split_last()) {
        (0, Some((end, before))) if !before.is_empty() => format!("{} {last} {end}", before.join(", ")),
        (0, _) => shown.concat(),
        (more, _) => format!("{} {last} {more} others", shown.join(", ")),
    }
}

/// A literal of the contract as code: `` `text` ``.
pub(super) fn code(text: &str) -> String {
    let text = shown(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    match longest {
        0 => format!("`{text}`"),
        // The span ends at a run of as many backticks as it began with.
        longest => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

/// What stands for a wildcard: `of any name`, say. `own` is the namespace of the module, which has a constant for it.
pub(super) fn admitted(namespaces: &Namespaces, own: &str) -> String {
    let code = |namespace: &str| if namespace == own { "`NAMESPACE`".to_owned() } else { code(namespace) };
    match namespaces {
        Namespaces::Any => "of any name".to_owned(),
        Namespaces::Other(excluded) if excluded.is_empty() => "of any namespace".to_owned(),
        Namespaces::Other(excluded) => format!("of any namespace but {}", code(excluded)),
        Namespaces::Among(admitted) if admitted.is_empty() => "of no name".to_owned(),
        Namespaces::Among(admitted) => {
            let each = admitted.iter().map(|namespace| match &**namespace {
                "" => "without a namespace".to_owned(),
                namespace => format!("of the namespace {}", code(namespace)),
            });
            each.collect::<Vec<_>>().join(" or ")
        }
    }
}

/// What the facets say (XSD 1.0 part 2, section 4.3), a sentence each.
pub(super) fn facets(facets: &Facets) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut say = |facet: &Option<String>, before: &str, after: &str| {
        if let Some(value) = facet {
            let number = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
            let value = if number { value.clone() } else { code(value) };
            sentences.push(format!("{before}{value}{after}."));
        }
    };
    say(&facets.length, "Length ", "");
    say(&facets.min_length, "At least ", " long");
    say(&facets.max_length, "At most ", " long");
    say(&facets.min_inclusive, "At least ", "");
    say(&facets.max_inclusive, "At most ", "");
    say(&facets.min_exclusive, "More than ", "");
    say(&facets.max_exclusive, "Less than ", "");
    say(&facets.total_digits, "At most ", " digits");
    say(&facets.fraction_digits, "At most ", " digits after the point");
    sentences.extend(facets.patterns.iter().map(|pattern| format!("Pattern: {}.", code(pattern))));
    sentences
}

/// Text without characters that a comment cannot hold, or that make it look like something else: a carriage
/// return is a blank, other control characters and those that turn the direction of writing are left out.
fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.chars().filter_map(|c| match c {
        '\n' | '\t' => Some(c),
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        c => Some(c).filter(|c| !c.is_control()),
    });
    text.collect()
}

/// Text without anything that rustdoc takes for markup: links, HTML, code blocks. Code in backticks stays, and
/// so do lists.
fn escape(text: &str) -> String {
    let text = shown(text);
    let mut lines = Vec::new();
    // How far the text of the list's item that is open stands from the margin.
    let mut indent = 0;
    for line in text.lines() {
        // Four blanks would begin a code block, and that would be run as a test.
        let line = line.trim();
        let mut out = String::with_capacity(line.len());
        let fence = line.starts_with("```") || line.starts_with("~~~");
        let mut in_code = false;
        for word in line.split_inclusive(' ') {
            let (before, link) = word.split_at(link_start(word).unwrap_or(word.len()));
            escape_word(&mut out, before, fence, &mut in_code);
            let url = link.trim_end().trim_end_matches(['.', ',', ';', ')', ':', '"', '\'']);
            let rest = link.strip_prefix(url).unwrap_or_default();
            // A link may hold neither of these.
            if in_code || url.is_empty() || url.contains(['<', '>', '[', ']', '`']) {
                escape_word(&mut out, link, fence, &mut in_code);
            } else {
                let _ = write!(out, "<{url}>");
                escape_word(&mut out, rest, fence, &mut in_code);
            }
        }
        // A code span does not reach over the end of a paragraph; without its end it is no span.
        if in_code {
            out = line.replace('`', "'");
            let plain = std::mem::take(&mut out);
            escape_word(&mut out, &plain, false, &mut false);
        }
        match marker(line) {
            0 if line.is_empty() => indent = 0,
            0 => out.insert_str(0, &" ".repeat(indent)),
            width => indent = width,
        }
        lines.push(out);
    }
    lines.join("\n")
}

/// Where an address begins in a word.
fn link_start(word: &str) -> Option<usize> {
    ["http://", "https://"].into_iter().filter_map(|scheme| word.find(scheme)).min()
}

/// Width of the marker that makes a line the item of a list, with the blank behind it; 0 for other lines.
fn marker(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    match digits {
        0 if rest.starts_with("- ") || rest.starts_with("+ ") => 2,
        1..=9 if rest.starts_with(". ") || rest.starts_with(") ") => digits + 2,
        _ => 0,
    }
}

fn escape_word(out: &mut String, word: &str, fence: bool, in_code: &mut bool) {
    for c in word.chars() {
        match c {
            '`' if fence => out.push('\''),
            '`' => {
                *in_code = !*in_code;
                out.push(c);
            }
            '<' | '>' | '[' | ']' | '*' | '_' | '\\' if !*in_code => {
                out.push('\\');
                out.push(c);
            }
            '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rustdoc_takes_for_markup_is_escaped() {
        for (text, escaped) in [
            ("plain text", "plain text"),
            ("see [RFC] and <b>", "see \\[RFC\\] and \\<b\\>"),
            ("`a[0]<T>` stays", "`a[0]<T>` stays"),
            ("one ` alone [x]", "one ' alone \\[x\\]"),
            ("    let x = 1;", "let x = 1;"),
            ("```\ncode\n```", "'''\ncode\n'''"),
            ("at http://example.org/a_b, say", "at <http://example.org/a_b>, say"),
            ("(see:https://example.org/a_b)", "(see:<https://example.org/a_b>)"),
            ("snake_case * 2", "snake\\_case \\* 2"),
            ("- one\ntwo\n\nthree", "- one\n  two\n\nthree"),
            ("10) one\ntwo\n1. three\nfour", "10) one\n    two\n1. three\n   four"),
            ("a\rb\r\nc\u{202E}d\u{7}e", "a b\ncde"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn facets_are_sentences() {
        let facets = super::facets(&Facets {
            max_length: Some("20".to_owned()),
            patterns: vec!["[0-9]+".to_owned()],
            ..Facets::default()
        });
        assert_eq!(doc(None, "Element `a`.", &facets), "Element `a`.\n\nAt most 20 long. Pattern: `[0-9]+`.");
    }

    #[test]
    fn a_literal_ends_where_it_should() {
        for (text, written) in
            [("a", "`a`"), ("a `b`", "`` a `b` ``"), ("``", "``` `` ```"), ("a\r\u{2066}b\n c", "`a b c`")]
        {
            assert_eq!(code(text), written);
        }
    }
}
