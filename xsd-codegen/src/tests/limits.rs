//! Broken and malicious contracts end with a diagnostic, in little time and on a small stack.

use super::resolve::{SERVICE, load_files, schema};
use crate::Builder;

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
fn groups_in_groups_may_be_as_deep_as_one_document() {
    let chain = |length: usize| {
        let mut items = String::from(
            "<xs:complexType name='T'><xs:group ref='t:G0'/><xs:attributeGroup ref='t:G0'/></xs:complexType>
             <xs:attribute name='a' type='xs:int'/>",
        );
        for index in 0..length {
            let next = index + 1;
            items.push_str(&format!(
                "<xs:group name='G{index}'><xs:sequence><xs:group ref='t:G{next}'/></xs:sequence></xs:group>
                 <xs:attributeGroup name='G{index}'><xs:attributeGroup ref='t:G{next}'/></xs:attributeGroup>"
            ));
        }
        items.push_str(&format!(
            "<xs:group name='G{length}'><xs:sequence/></xs:group>
             <xs:attributeGroup name='G{length}'><xs:attribute ref='t:a'/></xs:attributeGroup>"
        ));
        codes(&schema("", &items))
    };
    assert!(chain(40).is_empty());
    assert_eq!(chain(200), ["too-deep", "too-deep"]);
}

/// A first item, and `count` more, each made by `link` of its number and that of the one before; the last one stands first.
fn chain(first: &str, count: usize, link: impl Fn(usize, usize) -> String) -> String {
    (1..=count).rev().map(|index| link(index, index - 1)).chain([first.to_owned()]).collect()
}

#[test]
fn chains_of_types_are_bounded() {
    let text = "<xs:complexType name='T0'><xs:simpleContent><xs:extension base='xs:int'/></xs:simpleContent></xs:complexType>";
    let extension = |index, base| {
        format!(
            "<xs:complexType name='T{index}'><xs:simpleContent><xs:extension base='t:T{base}'/></xs:simpleContent></xs:complexType>"
        )
    };
    let restriction = |index, base| {
        format!(
            "<xs:complexType name='T{index}'><xs:complexContent><xs:restriction base='t:T{base}'/></xs:complexContent></xs:complexType>"
        )
    };
    let union = |index, member| {
        format!("<xs:simpleType name='T{index}'><xs:union memberTypes='xs:int t:T{member}'/></xs:simpleType>")
    };
    let date = "<xs:simpleType name='T0'><xs:restriction base='xs:date'/></xs:simpleType>";
    let empty = "<xs:complexType name='T0'/>";
    for count in [129, 5000] {
        assert_eq!(codes(&schema("", &chain(text, count, extension))), ["too-deep"]);
        assert_eq!(codes(&schema("", &chain(empty, count, restriction))), ["too-deep"]);
        assert_eq!(codes(&schema("", &chain(date, count, union))), ["too-deep"]);
    }
    assert!(generate(&schema("", &chain(text, 128, extension))).is_ok());
    assert!(generate(&schema("", &chain(empty, 128, restriction))).is_ok());
    assert!(generate(&schema("", &chain(date, 128, union))).is_ok());
}

#[test]
fn chains_of_substitution_groups_are_bounded() {
    let head = "<xs:element name='e0' type='xs:string'/>\
                <xs:complexType name='T'><xs:sequence><xs:element ref='t:e0'/></xs:sequence></xs:complexType>";
    let link =
        |index, head| format!("<xs:element name='e{index}' type='xs:string' substitutionGroup='t:e{head}'/>");
    assert!(generate(&schema("", &chain(head, 64, link))).is_ok());
    for count in [65, 5000] {
        assert_eq!(codes(&schema("", &chain(head, count, link))), ["too-deep"]);
    }
}

/// The code, or what is wrong.
fn generate(text: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let contract = folder.path().join("contract.xsd");
    std::fs::write(&contract, text).unwrap();
    Builder::new().contract(contract).generate().map_err(|error| error.to_string())
}

/// `count` pieces of a schema, each made of its number.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

/// Costs that grow with the square would show in the time that this takes.
#[test]
fn what_is_large_is_generated() {
    let element = |name: String| format!("<xs:element name='{name}' type='xs:int'/>\n");
    let of = |content: String| {
        schema("", &format!("<xs:complexType name='T'><xs:sequence>{content}</xs:sequence></xs:complexType>"))
    };
    let has = |text: &str, what: &str| {
        let code = generate(text).unwrap();
        assert!(code.contains(what), "{what}");
    };
    has(&of(many(10_000, |_| element("a".to_owned()))), "pub a: Vec<i32>");
    has(&of(many(2000, |index| element(format!("a{index}")))), "pub a1999: i32");
    has(&of(many(2000, |_| "<xs:any minOccurs='0'/>\n".to_owned())), "pub any: ");
    let substitutes =
        many(10_000, |index| format!("<xs:element name='e{index}' substitutionGroup='t:h'/>\n"));
    let head = "<xs:element name='h' type='xs:int'/>\
                <xs:complexType name='T'><xs:sequence><xs:element ref='t:h'/></xs:sequence></xs:complexType>";
    has(&schema("", &format!("{head}{substitutes}")), "E9999(i32)");
    let attributes = many(2000, |index| format!("<xs:attribute name='a{index}' type='xs:int'/>"));
    has(&schema("", &format!("<xs:complexType name='T'>{attributes}</xs:complexType>")), "pub a1999: ");
}

#[test]
fn members_that_types_inherit_are_bounded() {
    let elements = many(500, |index| format!("<xs:element name='a{index}' type='xs:int'/>"));
    let base = format!("<xs:complexType name='B'><xs:sequence>{elements}</xs:sequence></xs:complexType>");
    let derived = many(500, |index| {
        format!(
            "<xs:complexType name='T{index}'><xs:complexContent><xs:extension base='t:B'/></xs:complexContent></xs:complexType>"
        )
    });
    let said = generate(&schema("", &format!("{base}{derived}"))).unwrap_err();
    assert!(
        said.starts_with("error[too-large]: the types of the contract have more than 200000 members"),
        "{said}"
    );
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}
