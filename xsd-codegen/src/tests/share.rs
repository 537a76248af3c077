//! Types that several contracts share.

use std::path::Path;

use crate::Builder;

const SCHEMA: &str = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:NAME' targetNamespace='urn:NAME'>
  <xs:complexType name='Shared'><xs:sequence>
    <xs:element name='text' type='xs:string'/>
    <xs:element name='inner'><xs:complexType><xs:attribute name='state' type='t:State'/></xs:complexType></xs:element>
    <xs:any namespace='##other' minOccurs='0'/>
  </xs:sequence><xs:anyAttribute namespace='##targetNamespace'/></xs:complexType>
  <xs:simpleType name='State'><xs:restriction base='xs:string'><xs:enumeration value='NEW'/></xs:restriction></xs:simpleType>
  <xs:complexType name='Own'><xs:sequence><xs:element name='list' type='t:Shared' maxOccurs='unbounded'/></xs:sequence></xs:complexType>
</xs:schema>";

const SHARE: &str = "[[share]]\nmodule = 'crate::common'\ntypes = ['Shared', 'State']\ncontracts = ['a.xsd', 'b.xsd']\nreason = 'One.'\n";

/// What is generated of `a.xsd`, where the contracts and the bindings are changed so.
fn generate(shared: bool, b: impl Fn(&str) -> String, bindings: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.xsd", &SCHEMA.replace("NAME", "a"));
    write("b.xsd", &b(&SCHEMA.replace("NAME", "b")));
    write("bindings.toml", bindings);
    let builder = Builder::new().contract(folder.path().join("a.xsd")).shared(shared);
    let here = Path::new(folder.path()).display().to_string();
    builder.generate().map_err(|error| error.to_string().replace(&here, ""))
}

#[test]
fn a_contract_uses_shared_types_and_the_module_has_them_alone() {
    let own = generate(false, str::to_owned, SHARE).unwrap();
    assert!(own.contains("pub list: Vec<crate::common::Shared>"), "{own}");
    assert!(!own.contains("pub struct Shared") && !own.contains("enum State"), "{own}");
    let common = generate(true, str::to_owned, SHARE).unwrap();
    for part in
        ["pub struct Shared", "pub struct SharedInner", "pub enum State", "\"urn:xsd-runtime:contract\""]
    {
        assert!(common.contains(part), "{part}\n{common}");
    }
    assert!(!common.contains("Own") && !common.contains("urn:a"), "{common}");
}

#[test]
fn a_substitution_group_has_an_enum_in_each_file_that_writes_it() {
    let with_head = |name: &str, own: &str| {
        let head = "<xs:element name='Head' type='xs:int'/><xs:element name='Other' type='xs:int' substitutionGroup='t:Head'/>";
        let text = SCHEMA
            .replace("NAME", name)
            .replace("<xs:element name='text' type='xs:string'/>", "<xs:element ref='t:Head'/>");
        text.replace("<xs:element name='list'", &format!("{own}<xs:element name='list'"))
            .replace("</xs:schema>", &format!("{head}</xs:schema>"))
    };
    for (own, count) in [("", 0), ("<xs:element ref='t:Head'/>", 1)] {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("a.xsd", &with_head("a", own));
        write("b.xsd", &with_head("b", own));
        write("bindings.toml", SHARE);
        let builder = || Builder::new().contract(folder.path().join("a.xsd"));
        assert_eq!(builder().generate().unwrap().matches("pub enum Head").count(), count);
        assert_eq!(builder().shared(true).generate().unwrap().matches("pub enum Head").count(), 1);
    }
}

#[test]
fn documentation_may_differ_and_nothing_else() {
    let documented = |text: &str| {
        let documentation = "<xs:annotation><xs:documentation>Words.</xs:documentation></xs:annotation>";
        text.replace("name='Shared'>", &format!("name='Shared'>{documentation}"))
    };
    let plain = generate(true, str::to_owned, SHARE).unwrap();
    assert_eq!(generate(true, documented, SHARE).unwrap(), plain);
    let optional = |text: &str| text.replace("name='text'", "name='text' minOccurs='0'");
    insta::assert_snapshot!(generate(true, optional, SHARE).unwrap_err());
}

#[test]
fn what_cannot_be_shared_is_said() {
    insta::assert_snapshot!(generate(true, str::to_owned, &SHARE.replace(", 'State'", "")).unwrap_err());
    insta::assert_snapshot!(
        generate(true, str::to_owned, &SHARE.replace("'State'", "'State', 'Nothing'")).unwrap_err()
    );
    insta::assert_snapshot!(generate(true, str::to_owned, "").unwrap_err());
    insta::assert_snapshot!(generate(false, str::to_owned, &SHARE.replace(", 'b.xsd'", "")).unwrap_err());
}
