//! Comparing XML by what it says.

use std::collections::BTreeMap;

use fax_bindings::runtime::types::{DateTime, parse_text};
use roxmltree::{Document, Node};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An element without prefixes, comments and the order of its attributes. Elements that are nil are left out, as
/// absent ones are; dates are written in one way.
#[derive(Debug, PartialEq)]
pub struct Element {
    name: (String, String),
    attributes: BTreeMap<(String, String), String>,
    text: String,
    children: Vec<Element>,
}

/// The first element in the body of an envelope.
pub fn body(envelope: &str) -> Element {
    let document = Document::parse(envelope).unwrap_or_else(|error| panic!("{error}: {envelope}"));
    let is_body = |node: &Node<'_, '_>| node.tag_name().name() == "Body";
    let body = document.root_element().children().find(is_body).unwrap();
    element(body.first_element_child().unwrap())
}

fn element(node: Node<'_, '_>) -> Element {
    let name =
        |namespace: Option<&str>, local: &str| (namespace.unwrap_or_default().to_owned(), local.to_owned());
    let children: Vec<Element> = node
        .children()
        .filter(|child| child.is_element() && child.attribute((XSI, "nil")) != Some("true"))
        .map(element)
        .collect();
    let attributes = node
        .attributes()
        .filter(|attribute| attribute.namespace() != Some(XSI))
        .map(|attribute| (name(attribute.namespace(), attribute.name()), in_one_way(attribute.value())))
        .collect();
    let text = match children.is_empty() {
        true => in_one_way(node.text().unwrap_or_default()),
        false => String::new(),
    };
    Element { name: name(node.tag_name().namespace(), node.tag_name().name()), attributes, text, children }
}

fn in_one_way(text: &str) -> String {
    parse_text::<DateTime>(text).map_or_else(|_| text.to_owned(), |date| date.to_string())
}
