//! Some of the operations of a contract alone, and types that are generated where they are needed.

use std::path::Path;

use crate::Builder;

/// Two operations: `Store` needs `letter`, which needs `person`; `Find` needs `query`. Nothing needs `spare`.
const CONTRACT: &str = r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
  <w:types><xs:schema targetNamespace="urn:t" xmlns:l="http://www.w3.org/1999/xlink">
    <xs:import namespace="http://www.w3.org/2005/08/addressing"/>
    <xs:import namespace="http://www.w3.org/1999/xlink"/>
    <xs:complexType name="spare"><xs:sequence><xs:element name="a" type="t:letter"/></xs:sequence></xs:complexType>
    <xs:complexType name="person"><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>
    <xs:complexType name="employee"><xs:complexContent><xs:extension base="t:person"/></xs:complexContent></xs:complexType>
    <xs:complexType name="letter"><xs:sequence><xs:element name="to" type="t:person"/></xs:sequence></xs:complexType>
    <xs:complexType name="query"><xs:sequence><xs:element name="show" type="l:showType"/></xs:sequence></xs:complexType>
    <xs:element name="Store" type="t:letter"/><xs:element name="Stored" type="xs:string"/>
    <xs:element name="Find" type="t:query"/><xs:element name="Found" type="xs:string"/>
  </xs:schema></w:types>
  <w:message name="StoreIn"><w:part name="body" element="t:Store"/></w:message>
  <w:message name="StoreOut"><w:part name="body" element="t:Stored"/></w:message>
  <w:message name="FindIn"><w:part name="body" element="t:Find"/></w:message>
  <w:message name="FindOut"><w:part name="body" element="t:Found"/></w:message>
  <w:portType name="Archive">
    <w:operation name="Store"><w:input message="t:StoreIn"/><w:output message="t:StoreOut"/></w:operation>
    <w:operation name="Find"><w:input message="t:FindIn"/><w:output message="t:FindOut"/></w:operation>
  </w:portType>
  <w:binding name="ArchiveSoap" type="t:Archive"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <w:operation name="Store"><s:operation/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>
    <w:operation name="Find"><s:operation/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>
  </w:binding>
</w:definitions>"#;

fn builder(folder: &Path) -> Builder {
    std::fs::write(folder.join("contract.wsdl"), CONTRACT).unwrap();
    Builder::new().contract(folder.join("contract.wsdl"))
}

/// The names of the structs and enums in a file and its modules, sorted.
fn types(code: &str) -> Vec<&str> {
    let names = code.lines().filter_map(|line| {
        let item = line.trim_start().strip_prefix("pub ")?;
        let name = item.strip_prefix("struct ").or_else(|| item.strip_prefix("enum "))?;
        name.split([' ', ';', '(']).next()
    });
    let mut names: Vec<&str> = names.filter(|name| !name.ends_with("Client")).collect();
    names.sort_unstable();
    names
}

#[test]
fn what_an_operation_needs_is_generated_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let run = |names: &[&str]| {
        let output = builder(folder.path()).operations(names.iter().copied()).run().unwrap();
        assert_eq!((&*output.warnings, &*output.notes), ("", ""));
        output.code
    };
    let code = run(&["Store"]);
    assert_eq!(types(&code), ["AnyPerson", "Employee", "Letter", "Person"]);
    assert!(code.contains("fn store") && !code.contains("find") && !code.contains("FIND"), "{code}");
    let both = run(&["Find", "Store"]);
    assert!(both.contains("fn find(") && both.contains("pub enum ShowType"), "{both}");
    assert!(!both.contains("Spare"), "{both}");
}

#[test]
fn of_the_documents_of_standards_only_what_is_used_is_generated() {
    let folder = tempfile::tempdir().unwrap();
    let code = builder(folder.path()).generate().unwrap();
    let expected = ["AnyPerson", "Employee", "Letter", "Person", "Query", "ShowType", "Spare"];
    assert_eq!(types(&code), expected);
    assert!(!code.contains("addressing"), "{code}");
}

#[test]
fn an_operation_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let error = builder(folder.path()).operations(["Stor", "Find"]).generate().unwrap_err().to_string();
    assert!(error.contains("error[unknown-operation]: there is no operation `Stor`"), "{error}");
    assert!(error.contains("did you mean `Store`?") && !error.contains("`Find`"), "{error}");
}

#[test]
fn a_reference_that_leads_nowhere_is_an_error_where_a_chosen_operation_needs_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.wsdl");
    for (what, broken) in [
        ("dangling-type", CONTRACT.replace("type=\"l:showType\"", "type=\"l:gone\"")),
        ("dangling-element", CONTRACT.replace("element=\"t:Find\"", "element=\"t:Gone\"")),
        ("dangling-message", CONTRACT.replace("message=\"t:FindOut\"", "message=\"t:Gone\"")),
        ("undeclared-prefix", CONTRACT.replace("message=\"t:FindOut\"", "message=\"u:FindOut\"")),
        // What derives from a type may stand for it.
        (
            "dangling-group",
            CONTRACT
                .replace("base=\"t:person\"/>", "base=\"t:query\"><xs:group ref=\"t:gone\"/></xs:extension>"),
        ),
    ] {
        std::fs::write(&path, broken).unwrap();
        let run = |names: &[&str]| Builder::new().contract(&path).operations(names.iter().copied()).run();
        let warnings = run(&["Store"]).unwrap().warnings;
        assert!(warnings.starts_with(&format!("warning[{what}]")), "{warnings}");
        for names in [&["Find"][..], &[]] {
            let error = run(names).unwrap_err().to_string();
            assert!(error.starts_with(&format!("error[{what}]")), "{error}");
        }
    }
}
