//! The documents of standards that come with the generator.

// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::path::Path;

use super::describe::describe;
use super::load;
use super::published::assert_own_differences;
use super::resolve::{load_files, schema};
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::well_known::DOCUMENTS;
use crate::model::{self, Bindings};

#[test]
fn each_of_them_loads() {
    for document in DOCUMENTS {
        let loaded = load(&Path::new("schemas").join(document.file));
        // XLink declares elements for others to substitute.
        let is_expected = loaded.diagnostics.iter().all(|diagnostic| diagnostic.code == "abstract-element");
        assert!(is_expected, "{}", loaded.diagnostics.render(&loaded.sources));
        assert_eq!(*loaded.contract.unwrap().target_namespace, *document.namespace);
    }
}

#[test]
fn every_file_is_listed() {
    let files = std::fs::read_dir("schemas").unwrap().map(|file| file.unwrap().file_name());
    for file in files {
        assert!(DOCUMENTS.iter().any(|document| *document.file == *file), "{}", file.display());
    }
}

#[test]
fn they_are_found_by_namespace_and_by_location() {
    let import = |namespace: &str, location: Option<&str>| {
        let location = location.map(|location| format!(" schemaLocation='{location}'")).unwrap_or_default();
        schema("", &format!("<xs:import namespace='{namespace}'{location}/>"))
    };
    for document in DOCUMENTS.iter().filter(|document| document.file.ends_with(".xsd")) {
        let namespace = document.namespace;
        let published = document.locations.iter().map(|location| format!("https://{location}"));
        let named = [namespace.to_owned(), format!("{}/", namespace.trim_end_matches('/'))];
        let locations = published.chain(named).chain(["no-such-file.xsd".to_owned()]).map(Some).chain([None]);
        for location in locations {
            let text = import(namespace, location.as_deref());
            let (_folder, loaded) = load_files(&[("contract.xsd", text.as_bytes())]);
            assert_eq!(loaded.diagnostics.render(&loaded.sources), "", "{namespace} {location:?}");
            let contract = loaded.contract.unwrap();
            let elements = contract.elements.iter().map(|element| &element.name.namespace);
            let types = contract.types.iter().map(|ty| &ty.namespace);
            assert!(elements.chain(types).any(|known| **known == *namespace), "{namespace} {location:?}");
        }
    }
}

#[test]
fn a_second_import_of_one_of_them_is_as_good_as_the_first() {
    let import = "<xs:import namespace='http://www.w3.org/2004/08/xop/include'
                             schemaLocation='https://example.com/xop.xsd'/>";
    let text =
        schema("xmlns:p='urn:p'", &format!("{import}<xs:import namespace='urn:p' schemaLocation='p.xsd'/>"));
    let other = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:p'>";
    let files =
        [("contract.xsd", text.as_bytes()), ("p.xsd", &*format!("{other}{import}</xs:schema>").into_bytes())];
    let (_folder, loaded) = load_files(&files);
    assert_eq!(loaded.diagnostics.render(&loaded.sources), "");
}

#[test]
fn a_schema_of_the_contract_is_used_before_them() {
    let import = "<xs:import namespace='http://www.w3.org/2005/08/addressing'/>";
    let own = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='http://www.w3.org/2005/08/addressing'>
        <xs:element name='Mine' type='xs:string'/></xs:schema>";
    let root = schema("", &format!("{import}<xs:include schemaLocation='more.xsd'/>"));
    let more =
        schema("", "<xs:import namespace='http://www.w3.org/2005/08/addressing' schemaLocation='own.xsd'/>");
    let files =
        [("contract.xsd", root.as_bytes()), ("more.xsd", more.as_bytes()), ("own.xsd", own.as_bytes())];
    let (_folder, loaded) = load_files(&files);
    assert_eq!(loaded.diagnostics.render(&loaded.sources), "");
    let contract = loaded.contract.unwrap();
    let names: Vec<_> = contract.elements.iter().map(|element| &*element.name.local).collect();
    assert_eq!(names, ["Mine"]);
}

#[test]
fn they_are_taken_where_something_refers_to_them_and_nothing_imports_them() {
    let text = format!(
        r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
            xmlns:wsse="{SECURITY}" xmlns:wsa="http://www.w3.org/2005/08/addressing"
            xmlns:xlink="http://www.w3.org/1999/xlink" targetNamespace="urn:t">
          <w:types><xs:schema targetNamespace="urn:t">
            <xs:complexType name="Link"><xs:sequence>
              <xs:element name="Answer" type="wsa:EndpointReferenceType"/><xs:element ref="wsa:MessageID"/>
            </xs:sequence><xs:attribute ref="xlink:href"/></xs:complexType>
          </xs:schema></w:types>
          <w:message name="Header"><w:part name="Security" element="wsse:Security"/></w:message>
        </w:definitions>"#
    );
    let (_folder, loaded) = load_files(&[("contract.wsdl", text.as_bytes())]);
    let said: Vec<_> =
        loaded.diagnostics.iter().map(|said| (said.severity, said.code, &*said.message)).collect();
    let expected = ["http://www.w3.org/2005/08/addressing", "http://www.w3.org/1999/xlink", SECURITY];
    let expected = expected.map(|namespace| format!("nothing imports the namespace `{namespace}`"));
    let expected: Vec<_> =
        expected.iter().map(|message| (Severity::Warning, "not-imported", &**message)).collect();
    assert_eq!(said, expected);
    let contract = loaded.contract.unwrap();
    assert!(contract.elements.iter().any(|element| &*element.name.local == "Security"));
    // What is imported, or declared by the contract, is not taken.
    let text = text.replace(
        "<w:types>",
        "<w:types><xs:schema targetNamespace='http://www.w3.org/1999/xlink'>\
          <xs:attribute name='href'/></xs:schema>",
    );
    let (_folder, loaded) = load_files(&[("contract.wsdl", text.as_bytes())]);
    let said: Vec<_> = loaded.diagnostics.iter().map(|said| &*said.message).collect();
    assert!(
        said.contains(&"the schema does not import the namespace `http://www.w3.org/1999/xlink`"),
        "{said:?}"
    );
}

#[test]
fn schemas_extend_what_wsdl_declares_and_use_the_types_of_apache_soap() {
    let text = r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
            xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:a="http://xml.apache.org/xml-soap" targetNamespace="urn:t">
          <w:types><xs:schema targetNamespace="urn:t">
            <xs:import namespace="http://schemas.xmlsoap.org/wsdl/"/>
            <xs:import namespace="http://schemas.xmlsoap.org/wsdl/soap/"/>
            <xs:import namespace="http://xml.apache.org/xml-soap"/>
            <xs:complexType name="Extension"><xs:complexContent><xs:extension base="w:tExtensibilityElement">
              <xs:sequence><xs:element ref="s:address"/><xs:element name="values" type="a:Map"/></xs:sequence>
              <xs:attribute ref="w:arrayType"/>
            </xs:extension></xs:complexContent></xs:complexType>
          </xs:schema></w:types>
        </w:definitions>"#;
    let (_folder, loaded) = load_files(&[("contract.wsdl", text.as_bytes())]);
    assert_eq!(loaded.diagnostics.render(&loaded.sources), "");
    let mut diagnostics = Diagnostics::default();
    let file = model::lower(&loaded.contract.unwrap(), &Bindings::default(), &mut diagnostics);
    insta::assert_snapshot!(describe(&file));
}

#[test]
fn a_contract_may_declare_their_namespaces_itself() {
    for (namespace, name) in [
        ("http://schemas.xmlsoap.org/wsdl/", "tDocumented"),
        ("http://schemas.xmlsoap.org/wsdl/soap/", "tBody"),
        ("http://xml.apache.org/xml-soap", "Map"),
    ] {
        let text = format!(
            "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:xs='http://www.w3.org/2001/XMLSchema'
                 xmlns:n='{namespace}' targetNamespace='urn:t'>
               <w:types>
                 <xs:schema targetNamespace='urn:t'>
                   <xs:import namespace='{namespace}' schemaLocation='{namespace}'/>
                   <xs:element name='Own' type='n:{name}'/>
                 </xs:schema>
                 <xs:schema targetNamespace='{namespace}'><xs:complexType name='{name}'/></xs:schema>
               </w:types>
             </w:definitions>"
        );
        let (_folder, loaded) = load_files(&[("contract.wsdl", text.as_bytes())]);
        assert!(!loaded.diagnostics.has_errors(), "{}", loaded.diagnostics.render(&loaded.sources));
        assert_eq!(loaded.contract.unwrap().types.len(), 1, "{namespace}");
    }
}

const SECURITY: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

#[test]
fn a_build_script_is_not_told_to_watch_them() {
    let text = schema("", "<xs:import namespace='http://www.w3.org/2004/08/xop/include'/>");
    let (_folder, loaded) = load_files(&[("contract.xsd", text.as_bytes())]);
    assert_eq!(loaded.sources.paths().count(), 1);
}

#[test]
fn they_are_what_the_standards_publish() {
    let folder = Path::new("../../shared/corpus/wellknown");
    let Ok(catalog) = std::fs::read_to_string(folder.join("catalog.tsv")) else {
        let _seen = writeln!(std::io::stderr(), "skipped: {} is not there", folder.display());
        return;
    };
    for document in DOCUMENTS {
        let rows = catalog.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let published = rows.into_iter().find(|row| row[1] == document.namespace);
        let published = published.map(|row| folder.join(row[2]));
        let ours = Path::new("schemas").join(document.file);
        match (document.file, published) {
            // That of a draft is published there, in the namespace of the draft.
            ("addressing-metadata.xsd", _) | (_, None) => {
                let _seen = writeln!(std::io::stderr(), "skipped: {} is not there", document.namespace);
            }
            ("encryption.xsd", Some(published)) => {
                assert_own_differences(&ours, &published, &CIPHER_VALUE, &CIPHER_VALUE_WITH_INCLUDE);
            }
            (_, Some(published)) => assert_own_differences(&ours, &published, &[], &[]),
        }
    }
}

/// The recommendation of XML Encryption has base64 there; the published file lets XOP stand in its place.
const CIPHER_VALUE: [&str; 1] = [
    "choice CipherDataTypeChoice: CipherValue: types::Base64 <- {http://www.w3.org/2001/04/xmlenc#}CipherValue",
];
const CIPHER_VALUE_WITH_INCLUDE: [&str; 8] = [
    "choice CipherDataTypeChoice: CipherValue: CipherValueType <- {http://www.w3.org/2001/04/xmlenc#}CipherValue",
    "choice CipherValueTypeContent",
    "choice CipherValueTypeContent: Include: include::Include <- {http://www.w3.org/2004/08/xop/include}Include",
    "choice CipherValueTypeContent: Text: String <- text",
    "element CIPHER_VALUE {http://www.w3.org/2001/04/xmlenc#}CipherValue",
    "global {http://www.w3.org/2001/04/xmlenc#}CipherValue: {http://www.w3.org/2001/04/xmlenc#}CipherValueType, nillable false, abstract false",
    "struct CipherValueType {http://www.w3.org/2001/04/xmlenc#}CipherValueType",
    "struct CipherValueType: content: Vec<CipherValueTypeContent> <- mixed content of Text | {http://www.w3.org/2004/08/xop/include}Include* (new: Nothing)",
];
