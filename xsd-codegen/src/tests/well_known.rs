//! The documents of standards that come with the generator.

use super::load;
use super::resolve::{load_files, schema};
use crate::load::well_known::DOCUMENTS;

#[test]
fn each_of_them_loads() {
    for document in DOCUMENTS {
        let loaded = load(&std::path::Path::new("schemas").join(document.file));
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
fn a_build_script_is_not_told_to_watch_them() {
    let text = schema("", "<xs:import namespace='http://www.w3.org/2004/08/xop/include'/>");
    let (_folder, loaded) = load_files(&[("contract.xsd", text.as_bytes())]);
    assert_eq!(loaded.sources.paths().count(), 1);
}
