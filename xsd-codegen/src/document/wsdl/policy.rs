//! What is kept of a contract and not acted on: policies, in all versions of WS-Policy, and where they are attached
//! (WS-PolicyAttachment 1.2, section 4).

use roxmltree::Node;

use super::{Attachment, Policies, PolicyTerm};
use crate::diagnostic::Diagnostic;
use crate::document::QName;
use crate::document::namespaces::{POLICY, WSDL};
use crate::document::reader::Reader;

impl Reader<'_> {
    pub(super) fn policies(&mut self, definitions: Node<'_, '_>) -> Policies {
        let mut policies = Policies::default();
        for child in definitions.children().filter(Node::is_element) {
            match child.tag_name().namespace() {
                _ if is_policy(child, "Policy") => {
                    policies.named.extend(identifier(child).map(|name| (name, self.terms(child))));
                }
                Some(WSDL) if child.tag_name().name() != "types" => self.attachments_in(child, &mut policies),
                _ => {}
            }
        }
        if let Some(first) = policies.attached.first() {
            self.push(
                Diagnostic::note("policy", "policies are attached to parts of the contract")
                    .at(first.span, "kept and not acted on")
                    .help("`xsd-codegen explain` lists them"),
            );
        }
        policies
    }

    /// What is attached to an element of WSDL and to those inside of it.
    fn attachments_in(&mut self, node: Node<'_, '_>, policies: &mut Policies) {
        let holders = node.descendants().filter(|node| node.tag_name().namespace() == Some(WSDL));
        for holder in holders {
            let mut terms = self.references_in_attribute(holder);
            let mut first = holder;
            for child in holder.children().filter(Node::is_element) {
                let found = self.attached(child);
                if terms.is_empty() && !found.is_empty() {
                    first = child;
                }
                terms.extend(found);
            }
            if !terms.is_empty() {
                policies.attached.push(Attachment {
                    subject: subject(holder),
                    operation: operation(holder),
                    terms,
                    span: self.tag(first),
                });
            }
        }
    }

    /// The terms of a policy or a reference to one. An assertion of addressing also stands by itself.
    fn attached(&mut self, node: Node<'_, '_>) -> Vec<PolicyTerm> {
        let is_addressing = node.tag_name().name() == "UsingAddressing";
        if is_policy(node, "Policy") {
            self.terms(node)
        } else if is_policy(node, "PolicyReference") || is_addressing {
            vec![self.term(node)]
        } else {
            Vec::new()
        }
    }

    /// `wsp:PolicyURIs` of any element.
    fn references_in_attribute(&mut self, node: Node<'_, '_>) -> Vec<PolicyTerm> {
        let attributes = node.attributes().filter(|attribute| {
            attribute.name() == "PolicyURIs"
                && attribute.namespace().is_some_and(|namespace| POLICY.contains(&namespace))
        });
        let uris = attributes.flat_map(|attribute| attribute.value().split_whitespace());
        uris.map(|uri| PolicyTerm::Reference(uri.to_owned())).collect()
    }

    /// The assertions inside of a policy, or of one of them. The operators between them are not kept.
    fn terms(&mut self, node: Node<'_, '_>) -> Vec<PolicyTerm> {
        let mut terms = Vec::new();
        for child in node.children().filter(Node::is_element) {
            if ["Policy", "All", "ExactlyOne"].into_iter().any(|operator| is_policy(child, operator)) {
                terms.extend(self.terms(child));
            } else {
                terms.push(self.term(child));
            }
        }
        terms
    }

    fn term(&mut self, node: Node<'_, '_>) -> PolicyTerm {
        if is_policy(node, "PolicyReference") {
            return PolicyTerm::Reference(node.attribute("URI").unwrap_or_default().trim().to_owned());
        }
        let name = QName {
            namespace: self.intern(node.tag_name().namespace().unwrap_or_default()),
            local: self.intern(node.tag_name().name()),
        };
        let is_optional = node.attributes().any(|attribute| {
            attribute.name() == "Optional" && matches!(attribute.value().trim(), "true" | "1")
        });
        PolicyTerm::Assertion { name, is_optional, inner: self.terms(node) }
    }
}

fn is_policy(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name && node.tag_name().namespace().is_some_and(|uri| POLICY.contains(&uri))
}

/// What references call a policy: `wsu:Id` or `xml:id` behind `#`, or `Name`.
fn identifier(policy: Node<'_, '_>) -> Option<String> {
    policy.attributes().find_map(|attribute| match attribute.name() {
        "Id" | "id" => Some(format!("#{}", attribute.value().trim())),
        "Name" => Some(attribute.value().trim().to_owned()),
        _ => None,
    })
}

fn operation(node: Node<'_, '_>) -> Option<String> {
    let operation = node.ancestors().find(|step| step.has_tag_name((WSDL, "operation")))?;
    operation.attribute("name").map(str::to_owned)
}

/// The path of an element of WSDL from the root: `binding Soap, operation Get, input`.
fn subject(node: Node<'_, '_>) -> String {
    let mut steps: Vec<String> = Vec::new();
    for step in node.ancestors().take_while(|step| step.tag_name().name() != "definitions") {
        let tag = step.tag_name().name();
        steps.push(step.attribute("name").map_or_else(|| tag.to_owned(), |name| format!("{tag} {name}")));
    }
    steps.reverse();
    steps.join(", ")
}
