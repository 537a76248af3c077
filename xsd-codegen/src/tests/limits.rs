//! Broken and malicious contracts end with a diagnostic, in little time and on a small stack.

use super::resolve::{SERVICE, load_files, schema};

fn codes(text: &str) -> Vec<&'static str> {
    let (_folder, loaded) = load_files(&[("contract.xsd", text.as_bytes())]);
    let rendered = loaded.diagnostics.render(&loaded.sources);
    let codes: Vec<_> = loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes.is_empty(), rendered.is_empty());
    codes
}

#[test]
fn a_contract_cut_off_anywhere_is_an_error() {
    for end in SERVICE.char_indices().map(|(at, _)| at).step_by(7) {
        let codes = codes(&SERVICE[..end]);
        assert!(!codes.is_empty(), "cut at {end}");
    }
}

#[test]
fn a_contract_with_a_line_or_a_word_taken_away_does_not_panic() {
    let lines: Vec<&str> = SERVICE.lines().collect();
    for left_out in 0..lines.len() {
        let kept = lines.iter().enumerate().filter(|(index, _)| *index != left_out);
        codes(&kept.map(|(_, line)| *line).collect::<Vec<_>>().join("\n"));
    }
    for (at, word) in SERVICE.match_indices(|char: char| ":\"=</".contains(char)) {
        let end = at + word.len();
        codes(&format!("{}{}", &SERVICE[..at], &SERVICE[end..]));
    }
}

#[test]
fn nesting_is_bounded_in_one_document() {
    let nested = |levels: usize| {
        let (open, close) = ("<xs:sequence>".repeat(levels), "</xs:sequence>".repeat(levels));
        codes(&schema("", &format!("<xs:complexType name='T'>{open}{close}</xs:complexType>")))
    };
    // The schema and the type are two levels.
    assert!(nested(126).is_empty());
    assert_eq!(nested(127), ["too-deep"]);
    assert_eq!(nested(100_000), ["too-deep"]);
}

#[test]
fn nesting_is_bounded_across_groups() {
    let (open, close) = ("<xs:sequence>".repeat(100), "</xs:sequence>".repeat(100));
    let mut items = String::from("<xs:complexType name='T'><xs:group ref='t:G0'/></xs:complexType>");
    for index in 0..30 {
        let next = index + 1;
        items.push_str(&format!(
            "<xs:group name='G{index}'>{open}<xs:group ref='t:G{next}'/>{close}</xs:group>"
        ));
    }
    items.push_str("<xs:group name='G30'><xs:sequence/></xs:group>");
    assert_eq!(codes(&schema("", &items)), ["too-deep"]);
}

#[test]
fn a_chain_of_many_types_is_no_burden() {
    let mut items = String::from(
        "<xs:complexType name='T0'><xs:simpleContent><xs:extension base='xs:int'/></xs:simpleContent></xs:complexType>",
    );
    // Each type comes before its base.
    for index in 1..5000 {
        let base = index - 1;
        items.insert_str(0, &format!(
            "<xs:complexType name='T{index}'><xs:simpleContent><xs:extension base='t:T{base}'/></xs:simpleContent></xs:complexType>"
        ));
    }
    assert!(codes(&schema("", &items)).is_empty());
}
