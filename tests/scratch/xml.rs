//! XML by what it says.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Namespace and local part.
type Name = (String, String);

/// An element without prefixes, comments, the order of attributes, and white space between elements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Element {
    pub(crate) name: Name,
    attributes: BTreeMap<Name, String>,
    content: Vec<Content>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Content {
    Text(String),
    Element(Element),
}

impl Element {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let document = Document::parse(text).map_err(|error| format!("{error}: {text}"))?;
        Ok(element(document.root_element()))
    }

    /// The elements in it.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first element in it that is called `local`.
    pub(crate) fn child(&self, local: &str) -> Option<&Self> {
        self.children().find(|child| child.name.1 == local)
    }

    /// The same with what `change` makes of each element.
    pub(crate) fn map(mut self, change: &impl Fn(&mut [Content])) -> Self {
        let content = std::mem::take(&mut self.content).into_iter();
        self.content = content
            .map(|content| match content {
                Content::Element(element) => Content::Element(element.map(change)),
                text @ Content::Text(_) => text,
            })
            .collect();
        change(&mut self.content);
        self
    }
}

fn element(node: Node<'_, '_>) -> Element {
    let attributes = node.attributes().filter_map(|attribute| {
        let namespace = attribute.namespace().unwrap_or_default();
        let value = match (namespace, attribute.name()) {
            (XSI, "schemaLocation" | "noNamespaceSchemaLocation") => return None,
            (XSI, "type") => expanded(node, attribute.value()),
            (XSI, "nil") => matches!(attribute.value().trim(), "true" | "1").to_string(),
            _ => attribute.value().to_owned(),
        };
        Some((name(Some(namespace), attribute.name()), value))
    });
    Element {
        name: name(node.tag_name().namespace(), node.tag_name().name()),
        attributes: attributes.collect(),
        content: content(node),
    }
}

fn content(node: Node<'_, '_>) -> Vec<Content> {
    let has_elements = node.children().any(|child| child.is_element());
    let mut all = Vec::new();
    for child in node.children() {
        if child.is_element() {
            all.push(Content::Element(element(child)));
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            match all.last_mut() {
                Some(Content::Text(before)) => before.push_str(text),
                _ => all.push(Content::Text(text.to_owned())),
            }
        }
    }
    all.retain(|content| match content {
        Content::Text(text) => !has_elements || !text.trim().is_empty(),
        Content::Element(_) => true,
    });
    all
}

fn name(namespace: Option<&str>, local: &str) -> Name {
    (namespace.unwrap_or_default().to_owned(), local.to_owned())
}

/// A name with its namespace in the place of the prefix.
fn expanded(node: Node<'_, '_>, text: &str) -> String {
    let (prefix, local) = match text.trim().split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, text.trim()),
    };
    format!("{{{}}}{local}", node.lookup_namespace_uri(prefix).unwrap_or_default())
}
