//! Documentation of generated items: the contract's words, made safe for rustdoc, and its facets.

use std::fmt::Write;

use crate::schema::Facets;

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

/// A literal of the contract as code: `` `text` ``.
pub(super) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// What the facets say (XSD 1.0 part 2, section 4.3), a sentence each.
pub(super) fn facets(facets: &Facets) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut say = |facet: &Option<String>, before: &str, after: &str| {
        if let Some(value) = facet {
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

/// Text without anything that rustdoc takes for markup: links, HTML, code blocks. Code in backticks stays.
fn escape(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        // Four blanks would begin a code block, and that would be run as a test.
        let line = line.trim();
        let mut out = String::with_capacity(line.len());
        let fence = line.starts_with("```") || line.starts_with("~~~");
        let mut in_code = false;
        for word in line.split_inclusive(' ') {
            let bare = word.trim_end();
            if !in_code && (bare.starts_with("http://") || bare.starts_with("https://")) {
                let url = bare.trim_end_matches(['.', ',', ';', ')', ':']);
                let rest = word.strip_prefix(url).unwrap_or_default();
                // A link may hold neither of these.
                if url.contains(['<', '>', '[', ']', '`']) {
                    escape_word(&mut out, word, fence, &mut in_code);
                } else {
                    let _ = write!(out, "<{url}>{rest}");
                }
            } else {
                escape_word(&mut out, word, fence, &mut in_code);
            }
        }
        // A code span does not reach over the end of a paragraph; without its end it is no span.
        if in_code {
            out = line.replace('`', "'");
            let plain = std::mem::take(&mut out);
            escape_word(&mut out, &plain, false, &mut false);
        }
        lines.push(out);
    }
    lines.join("\n")
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
            ("snake_case * 2", "snake\\_case \\* 2"),
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
}
