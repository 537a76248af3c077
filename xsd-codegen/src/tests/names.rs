//! Names of generated items stay what they are when a contract grows.

use crate::Builder;

/// The code of a schema without a target namespace.
fn code_of(declarations: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.xsd");
    let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">"#;
    std::fs::write(&path, format!("{schema}{declarations}</xs:schema>")).unwrap();
    Builder::new().contract(path).generate().unwrap()
}

/// The idents of the enums and structs of a file, sorted.
fn items(code: &str) -> Vec<&str> {
    let items = code.lines().filter_map(|line| {
        line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?.split([' ', ';']).next()
    });
    let mut items: Vec<_> = items.collect();
    items.sort_unstable();
    items
}

/// Types that derive from `base`, in this order.
fn deriving(names: &[&str]) -> String {
    let types = names.iter().map(|name| {
        format!(
            r#"<xs:complexType name="{name}"><xs:complexContent><xs:extension base="base"/></xs:complexContent>
            </xs:complexType>"#
        )
    });
    types.collect()
}

#[test]
fn what_a_base_declares_is_named_after_it_and_not_after_what_derives_from_it() {
    let kind = r#"<xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="a"/></xs:restriction></xs:simpleType>"#;
    let pair = r#"<xs:complexType><xs:sequence><xs:element name="x" type="xs:int"/><xs:element name="y" type="xs:int"/></xs:sequence></xs:complexType>"#;
    let base = format!(
        r#"<xs:complexType name="base" abstract="true"><xs:sequence>
          <xs:element name="one">{pair}</xs:element>
          <xs:choice><xs:element name="two">{pair}</xs:element><xs:element name="three" type="xs:int"/></xs:choice>
          <xs:sequence maxOccurs="unbounded"><xs:element name="four">{pair}</xs:element><xs:element name="five" type="xs:int"/></xs:sequence>
          <xs:element name="sixes"><xs:complexType><xs:sequence><xs:element name="six" maxOccurs="unbounded">{pair}</xs:element></xs:sequence></xs:complexType></xs:element>
        </xs:sequence><xs:attribute name="kind">{kind}</xs:attribute></xs:complexType>"#
    );
    let of_base = ["BaseFour", "BaseKind", "BaseOne", "BaseSixesSix", "BaseTwo"];
    let before = code_of(&format!("{}{base}", deriving(&["second"])));
    let after = code_of(&format!("{}{base}", deriving(&["first", "second"])));
    for code in [&before, &after] {
        assert_eq!(
            items(code).into_iter().filter(|item| item.starts_with("Base")).collect::<Vec<_>>(),
            of_base
        );
    }
    let further: Vec<_> = items(&after).into_iter().filter(|item| !items(&before).contains(item)).collect();
    assert_eq!(further, ["First", "FirstChoice", "FirstSequence"]);
}

#[test]
fn so_are_the_pieces_of_mixed_content() {
    let base = r#"<xs:complexType name="base" mixed="true"><xs:sequence><xs:element name="bold"><xs:complexType>
        <xs:attribute name="by" type="xs:int"/></xs:complexType></xs:element></xs:sequence></xs:complexType>"#;
    let code = code_of(&format!("{}{base}", deriving(&["derived"])));
    assert_eq!(items(&code), ["Base", "BaseBold", "BaseContent", "Derived", "DerivedContent"]);
}
