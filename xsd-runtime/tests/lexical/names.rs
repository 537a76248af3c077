//! Qualified names: sections 3.2.18 and 3.2.19.

use xsd_runtime::types::{List, QName, ValueErrorKind};
use xsd_runtime::{DecodeErrorKind, Writer};

use crate::{Both, ROOT, read, refused};

fn name(namespace: &str, local: &str) -> QName {
    QName::new(namespace, local).unwrap()
}

#[test]
fn prefixes_are_those_of_the_place() {
    let read = |xml: &str| read::<Both<QName>>(xml).map(|both| (both.attribute, both.text));
    let inherited = "<v xmlns:p='urn:p' xmlns:q='urn:q' a=' q:b '> p:c </v>";
    assert_eq!(read(inherited), Ok((name("urn:q", "b"), name("urn:p", "c"))));
    // An attribute's value has the default namespace, though its name has none.
    let plain = "<v a='b' xmlns=''>c</v>";
    assert_eq!(read(plain), Ok((name("", "b"), name("", "c"))));
    let rebound = "<v xmlns:xml='http://www.w3.org/XML/1998/namespace' a='xml:lang'>xml:id</v>";
    let xml = "http://www.w3.org/XML/1998/namespace";
    assert_eq!(read(rebound), Ok((name(xml, "lang"), name(xml, "id"))));
}

#[test]
fn names_survive_without_their_prefixes() {
    let names = List(vec![name("urn:p", "a"), name("urn:q", "a"), name("", "a"), name("urn:p", "ä-1.2_3")]);
    let both = Both { attribute: names.clone(), text: names };
    let xml = Writer::document(ROOT, &both).unwrap();
    assert_eq!(read(&xml), Ok(both), "{xml}");
}

#[test]
fn names_without_a_meaning_are_refused() {
    refused::<QName>(ValueErrorKind::UnboundPrefix, &["p:a", "P:a"]);
    refused::<QName>(ValueErrorKind::Lexical, &["1a", ":a", "a:", "a:b:c", "a b", "-a", "xml:1", "{u}a"]);
    refused::<QName>(ValueErrorKind::Empty, &["", " "]);
    // Bound to nothing again.
    let unbound = read::<QName>("<v xmlns:p='urn:p'>q:a</v>");
    assert!(
        matches!(unbound, Err(DecodeErrorKind::Value(error)) if error.kind() == ValueErrorKind::UnboundPrefix)
    );
}
