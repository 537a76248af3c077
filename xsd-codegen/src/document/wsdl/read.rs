//! Reading of the elements of WSDL 1.1 (section 2) and of its SOAP binding (section 3).

use std::sync::Arc;

use roxmltree::Node;

use super::{
    Binding, Body, BoundFault, BoundMessage, BoundOperation, Definitions, Header, Message, MessageUse,
    Operation, Part, PartContent, Port, PortType, Service, SoapBinding, SoapVersion, Style, Use,
};
use crate::diagnostic::Diagnostic;
use crate::document::namespaces::{HTTP, MIME, OLD_XSD, SOAP_11, SOAP_12, SOAP_ENCODING, WSDL, XSD};
use crate::document::reader::{Reader, old_schema};
use crate::document::{LinkKind, Name, QName, Ref, xsd};

/// The elements of WSDL 1.1, for suggestions.
const ELEMENTS: &[&str] = &[
    "binding",
    "documentation",
    "fault",
    "import",
    "input",
    "message",
    "operation",
    "output",
    "part",
    "port",
    "portType",
    "service",
    "types",
];

impl Reader<'_> {
    pub(in crate::document) fn definitions(
        &mut self,
        node: Node<'_, '_>,
        schemas: &mut Vec<xsd::Schema>,
    ) -> Definitions {
        self.check_attributes(node, &["name", "targetNamespace"]);
        let mut definitions = Definitions {
            target_namespace: self.intern(node.attribute("targetNamespace").map_or("", str::trim)),
            doc: self.annotation(node).doc,
            imports: Vec::new(),
            messages: Vec::new(),
            port_types: Vec::new(),
            bindings: Vec::new(),
            services: Vec::new(),
            policies: self.policies(node),
        };
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "import" => self.wsdl_import(child, &mut definitions),
                "types" => self.types(child, schemas),
                "message" => definitions.messages.extend(self.message(child)),
                "portType" => definitions.port_types.extend(self.port_type(child)),
                "binding" => definitions.bindings.extend(self.binding(child)),
                "service" => definitions.services.push(self.service(child)),
                _ => self.unknown_wsdl_element(child),
            }
        }
        self.schemas_without_types(node, schemas);
        definitions
    }

    fn wsdl_import(&mut self, node: Node<'_, '_>, definitions: &mut Definitions) {
        self.check_attributes(node, &["namespace", "location"]);
        if !node.has_attribute("location") {
            return self.missing_attribute(node, "location", "nothing is imported");
        }
        let namespace = self.intern(node.attribute("namespace").map_or("", str::trim));
        definitions.imports.push(self.link(node, "location", LinkKind::Definitions(namespace)));
    }

    /// Those directly inside of `wsdl:definitions`.
    fn schemas_without_types(&mut self, node: Node<'_, '_>, schemas: &mut Vec<xsd::Schema>) {
        for child in node.children().filter(|child| child.has_tag_name((XSD, "schema"))) {
            self.misplaced_but_read(child, "read as if it stood in `types`");
            schemas.push(self.schema(child));
        }
    }

    fn types(&mut self, node: Node<'_, '_>, schemas: &mut Vec<xsd::Schema>) {
        for child in node.children().filter(Node::is_element) {
            match (child.tag_name().namespace(), child.tag_name().name()) {
                (Some(XSD), "schema") => schemas.push(self.schema(child)),
                (Some(old), _) if OLD_XSD.contains(&old) => {
                    let span = self.tag(child);
                    self.push(old_schema(old, span));
                }
                (Some(WSDL), "documentation") => {}
                (Some(WSDL | XSD), _) => self.unknown_wsdl_element(child),
                _ => self.extension(child),
            }
        }
    }

    fn message(&mut self, node: Node<'_, '_>) -> Option<Message> {
        self.check_attributes(node, &["name"]);
        let mut parts = Vec::new();
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "part" => parts.push(self.part(child)),
                _ => self.unknown_wsdl_element(child),
            }
        }
        Some(Message { name: self.name(node)?, parts, annotation: self.annotation(node) })
    }

    fn part(&mut self, node: Node<'_, '_>) -> Part {
        self.check_attributes(node, &["name", "element", "type"]);
        let element = self.reference(node, "element");
        let ty = self.reference(node, "type");
        let content = match (element, ty) {
            (Some(element), None) => PartContent::Element(element),
            (None, Some(ty)) => PartContent::Type(ty),
            (Some(element), Some(_)) => {
                self.bad_part(node, "both element and type", "read as the element");
                PartContent::Element(element)
            }
            (None, None) => {
                self.bad_part(node, "neither element nor type", "read as type=\"xs:anyType\"");
                let name = QName { namespace: self.intern(XSD), local: self.intern("anyType") };
                PartContent::Type(Ref::to(name, self.tag(node)))
            }
        };
        Part { name: self.name_or_none(node), content, annotation: self.annotation(node) }
    }

    fn bad_part(&mut self, node: Node<'_, '_>, what: &str, read_as: &str) {
        self.push(
            Diagnostic::warning("bad-part", format!("a part with {what}"))
                .at(self.annotation(node).span, read_as)
                .help("write element=\"…\" for a document style operation, type=\"…\" for rpc"),
        );
    }

    fn port_type(&mut self, node: Node<'_, '_>) -> Option<PortType> {
        self.check_attributes(node, &["name"]);
        let mut operations = Vec::new();
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "operation" => operations.extend(self.operation(child)),
                _ => self.unknown_wsdl_element(child),
            }
        }
        Some(PortType { name: self.name(node)?, operations, annotation: self.annotation(node) })
    }

    fn operation(&mut self, node: Node<'_, '_>) -> Option<Operation> {
        self.check_attributes(node, &["name", "parameterOrder"]);
        let order = node.attribute("parameterOrder").unwrap_or_default();
        let mut operation = Operation {
            name: self.name(node)?,
            input: None,
            output: None,
            faults: Vec::new(),
            parameter_order: order.split_whitespace().map(str::to_owned).collect(),
            annotation: self.annotation(node),
        };
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "input" if operation.input.is_none() => {
                    if operation.output.is_some() {
                        self.note_solicitation(child);
                    }
                    operation.input = Some(self.message_use(child));
                }
                "output" if operation.output.is_none() => operation.output = Some(self.message_use(child)),
                "input" | "output" => self.second_direction(child),
                "fault" => operation.faults.push(self.message_use(child)),
                _ => self.unknown_wsdl_element(child),
            }
        }
        if operation.input.is_none() && operation.output.is_none() {
            let name = &operation.name.text;
            self.push(
                Diagnostic::warning(
                    "operation-without-message",
                    format!("the operation `{name}` has no message"),
                )
                .at(operation.name.span, "left out: it has neither input nor output")
                .help("write <wsdl:input message=\"…\"/> in it"),
            );
        }
        Some(operation)
    }

    fn second_direction(&mut self, node: Node<'_, '_>) {
        let tag = node.tag_name().name();
        self.push(
            Diagnostic::warning("second-message", format!("the operation has a second `{tag}`"))
                .at(self.tag(node), "ignored: the first one counts")
                .help("remove it, or declare another operation with it"),
        );
    }

    /// By the order the service asks there (WSDL 1.1, section 2.4.3), but no SOAP binding of that is defined.
    fn note_solicitation(&mut self, input: Node<'_, '_>) {
        self.push(
            Diagnostic::note("solicit-response", "the operation has its output before its input")
                .at(self.tag(input), "read as request and response"),
        );
    }

    fn message_use(&mut self, node: Node<'_, '_>) -> MessageUse {
        self.check_attributes(node, &["name", "message"]);
        MessageUse {
            name: self.optional_name(node),
            message: self.required_reference(node, "message", "read as a message without parts"),
            action: addressing_action(node),
            annotation: self.annotation(node),
        }
    }

    fn optional_name(&mut self, node: Node<'_, '_>) -> Option<Arc<str>> {
        node.attribute("name").map(|name| self.intern(name.trim()))
    }

    fn binding(&mut self, node: Node<'_, '_>) -> Option<Binding> {
        self.check_attributes(node, &["name", "type"]);
        let soap = node.children().find_map(|child| self.soap_binding(child));
        let mut binding = Binding {
            name: self.name(node)?,
            port_type: self.required_reference(node, "type", "left out"),
            soap,
            operations: Vec::new(),
            annotation: self.annotation(node),
        };
        if binding.soap.is_none() {
            self.push(
                Diagnostic::note("other-binding", format!("the binding `{}` is not SOAP", binding.name.text))
                    .at(binding.name.span, "left out"),
            );
            return Some(binding);
        }
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "operation" => binding.operations.extend(self.bound_operation(child)),
                _ => self.unknown_wsdl_element(child),
            }
        }
        Some(binding)
    }

    fn soap_binding(&mut self, node: Node<'_, '_>) -> Option<SoapBinding> {
        let version = match node.tag_name().namespace() {
            Some(SOAP_11) => SoapVersion::Soap11,
            Some(SOAP_12) => SoapVersion::Soap12,
            _ => return None,
        };
        if node.tag_name().name() != "binding" {
            return None;
        }
        self.check_attributes(node, &["style", "transport"]);
        Some(SoapBinding {
            version,
            style: self.style(node).unwrap_or(Style::Document),
            transport: self.string(node, "transport"),
        })
    }

    fn style(&mut self, node: Node<'_, '_>) -> Option<Style> {
        match node.attribute("style")?.trim() {
            "document" => Some(Style::Document),
            "rpc" => Some(Style::Rpc),
            style => {
                self.push(
                    Diagnostic::warning("bad-value", format!("`{style}` is not a value of `style`"))
                        .at(self.value_span(node, "style"), "ignored")
                        .help("write document or rpc, or leave it out"),
                );
                None
            }
        }
    }

    /// `use`, which is literal where it is not said (WS-I Basic Profile 1.1, R2707).
    fn encoding(&mut self, node: Node<'_, '_>) -> Use {
        match node.attribute("use").map(str::trim) {
            None | Some("literal") => Use::Literal,
            Some("encoded") => {
                self.check_encoding_style(node);
                Use::Encoded
            }
            Some(_) => {
                self.bad_value(node, "use", "literal or encoded", "literal");
                Use::Literal
            }
        }
    }

    /// Encoded messages are in the encoding of SOAP (section 5), the only one that is defined.
    fn check_encoding_style(&mut self, node: Node<'_, '_>) {
        let is_soap = |style: &str| {
            SOAP_ENCODING.iter().any(|known| known.trim_end_matches('/') == style.trim_end_matches('/'))
        };
        let mut styles = node.attribute("encodingStyle").unwrap_or_default().split_whitespace().peekable();
        if styles.peek().is_some() && !styles.any(is_soap) {
            let known = SOAP_ENCODING[0];
            self.bad_value(node, "encodingStyle", known, known);
        }
    }

    fn bound_operation(&mut self, node: Node<'_, '_>) -> Option<BoundOperation> {
        self.check_attributes(node, &["name"]);
        let mut operation = BoundOperation {
            name: self.name(node)?,
            style: None,
            action: String::new(),
            input: None,
            output: None,
            faults: Vec::new(),
            annotation: self.annotation(node),
        };
        if let Some(soap) = soap_child(node, "operation") {
            self.check_attributes(soap, &["soapAction", "soapActionRequired", "style"]);
            operation.style = self.style(soap);
            operation.action = self.string(soap, "soapAction").unwrap_or_default();
        }
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "input" if operation.input.is_none() => operation.input = Some(self.bound_message(child)),
                "output" if operation.output.is_none() => operation.output = Some(self.bound_message(child)),
                "input" | "output" => self.second_direction(child),
                "fault" => operation.faults.extend(self.bound_fault(child)),
                _ => self.unknown_wsdl_element(child),
            }
        }
        Some(operation)
    }

    fn bound_message(&mut self, node: Node<'_, '_>) -> BoundMessage {
        self.check_attributes(node, &["name"]);
        self.wsdl_children(node).into_iter().for_each(|child| self.unknown_wsdl_element(child));
        let multipart = node.children().find(|child| child.has_tag_name((MIME, "multipartRelated")));
        let mut message = BoundMessage {
            name: self.optional_name(node),
            body: None,
            headers: Vec::new(),
            annotation: self.annotation(node),
        };
        let parts = multipart.into_iter().flat_map(|node| node.children());
        for holder in parts.filter(|part| part.has_tag_name((MIME, "part"))).chain([node]) {
            for child in holder.children().filter(is_soap) {
                match child.tag_name().name() {
                    "body" if message.body.is_none() => message.body = Some(self.body(child)),
                    "header" => message.headers.extend(self.header(child)),
                    _ => self.unknown_wsdl_element(child),
                }
            }
        }
        if let Some(multipart) = multipart {
            self.attachments(multipart, &mut message);
        }
        if message.body.is_none() {
            self.push(
                Diagnostic::warning("no-body", "a message of a SOAP binding without `soap:body`")
                    .at(self.tag(node), "read as <soap:body use=\"literal\"/>")
                    .help("write <soap:body use=\"literal\"/> in it"),
            );
        }
        message
    }

    fn body(&mut self, node: Node<'_, '_>) -> Body {
        self.check_attributes(node, &["use", "namespace", "encodingStyle", "parts"]);
        let span = self.value_span(node, "parts");
        let parts = node.attribute("parts").map(|parts| {
            let names = parts.split_whitespace();
            names.map(|name| Name { text: self.intern(name), span }).collect()
        });
        Body {
            usage: self.encoding(node),
            namespace: self.string(node, "namespace"),
            parts,
            attachments: Vec::new(),
        }
    }

    /// Takes the parts that travel as attachments (WSDL 1.1, section 5.3) out of the body.
    fn attachments(&mut self, multipart: Node<'_, '_>, message: &mut BoundMessage) {
        let contents = multipart.descendants().filter(|node| node.has_tag_name((MIME, "content")));
        for content in contents {
            let Some(part) = content.attribute("part") else { continue };
            let span = self.value_span(content, "part");
            let name = Name { text: self.intern(part.trim()), span };
            // `mime:content` lists alternatives: a part may stand here many times.
            let Some(body) = &mut message.body else { continue };
            if body.attachments.contains(&name) {
                continue;
            }
            body.attachments.push(name);
            self.push(
                Diagnostic::warning(
                    "attachment",
                    format!("the part `{part}` travels as an attachment, which is not supported"),
                )
                .at(span, "left out of the message"),
            );
        }
    }

    fn header(&mut self, node: Node<'_, '_>) -> Option<Header> {
        self.check_attributes(node, &["message", "part", "use", "namespace", "encodingStyle"]);
        for fault in node.children().filter(is_soap) {
            self.push(
                Diagnostic::note("header-fault", "`soap:headerfault` has no effect on the generated code")
                    .at(self.tag(fault), "ignored")
                    .help("`Fault::header` reads the header block that a fault brings"),
            );
        }
        let message = self.required_reference(node, "message", "left out");
        if !node.has_attribute("part") {
            self.missing_attribute(node, "part", "left out");
            return None;
        }
        let part = node.attribute("part").map_or("", str::trim);
        Some(Header {
            message: message?,
            part: Name { text: self.intern(part), span: self.value_span(node, "part") },
            usage: self.encoding(node),
            namespace: self.string(node, "namespace"),
            annotation: self.annotation(node),
        })
    }

    fn bound_fault(&mut self, node: Node<'_, '_>) -> Option<BoundFault> {
        self.check_attributes(node, &["name"]);
        let soap = soap_child(node, "fault");
        if let Some(soap) = soap {
            self.check_attributes(soap, &["name", "use", "namespace", "encodingStyle"]);
        }
        // Contracts of old give the name to `soap:fault` alone.
        let holder = if node.has_attribute("name") { node } else { soap.unwrap_or(node) };
        let usage = soap.map_or(Use::Literal, |soap| self.encoding(soap));
        Some(BoundFault { name: self.name(holder)?, usage })
    }

    fn service(&mut self, node: Node<'_, '_>) -> Service {
        self.check_attributes(node, &["name"]);
        let mut ports = Vec::new();
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "port" => ports.push(self.port(child)),
                _ => self.unknown_wsdl_element(child),
            }
        }
        Service { name: self.name_or_none(node), ports, annotation: self.annotation(node) }
    }

    fn port(&mut self, node: Node<'_, '_>) -> Port {
        self.check_attributes(node, &["name", "binding"]);
        Port {
            name: self.name_or_none(node),
            binding: self.required_reference(node, "binding", "left out"),
            address: soap_child(node, "address").and_then(|address| self.string(address, "location")),
        }
    }

    /// The children that are WSDL elements, without documentation. Extensions are looked at in passing.
    fn wsdl_children<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let mut own = Vec::new();
        for child in node.children().filter(Node::is_element) {
            if child.tag_name().namespace() != Some(WSDL) {
                self.extension(child);
            } else if child.tag_name().name() != "documentation" {
                own.push(child);
            }
        }
        own
    }

    /// An extension that is not understood may be ignored unless the contract requires it (WSDL 1.1,
    /// section 2.1.3). Toolkits require policies and addressing as a matter of course, and services answer without.
    fn extension(&mut self, node: Node<'_, '_>) {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        let required = matches!(node.attribute((WSDL, "required")), Some("true" | "1"));
        if !required || [SOAP_11, SOAP_12, MIME, HTTP].contains(&namespace) {
            return;
        }
        let what = format!(
            "the contract requires `{{{namespace}}}{}`, which is not supported",
            node.tag_name().name()
        );
        self.push(
            Diagnostic::warning("required-extension", what)
                .at(self.tag(node), "ignored")
                .help("if the service works without it, remove `wsdl:required`"),
        );
    }

    fn unknown_wsdl_element(&mut self, node: Node<'_, '_>) {
        self.misplaced(node, ELEMENTS);
    }
}

/// `wsam:Action`, or that of a version before.
fn addressing_action(node: Node<'_, '_>) -> Option<String> {
    let is_addressing = |namespace: &str| namespace.contains("/addressing");
    let mut actions = node.attributes().filter(|attribute| attribute.name() == "Action");
    let action = actions.find(|attribute| attribute.namespace().is_some_and(is_addressing))?;
    Some(action.value().trim().to_owned())
}

fn is_soap(node: &Node<'_, '_>) -> bool {
    matches!(node.tag_name().namespace(), Some(SOAP_11 | SOAP_12))
}

fn soap_child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is_soap(child) && child.tag_name().name() == name)
}
