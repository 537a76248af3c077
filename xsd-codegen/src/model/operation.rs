//! Port types: their operations, and the faults of each.

use super::bindings::operation_place;
use super::doc::{self, code};
use super::lower::{Lowering, xml_name};
use super::name::{self, Scope};
use super::{
    Body, Cardinality, FaultEnum, FaultVariant, Field, HeaderSetter, Initial, Item, Member as Row, Operation,
    Payload, PortType, Slot, Struct, Type, XmlName,
};
use crate::diagnostic::{Diagnostic, Span};
use crate::schema::{
    self, Binding, BoundMessage, BoundOperation, ElementId, Part, PartContent, SoapVersion, Style, Use,
};

/// What is in scope beside the items of a port type: of the prelude, and of the runtime.
const IN_SCOPE: &[&str] = &[
    "Base64",
    "Body",
    "BuildError",
    "Call",
    "Client",
    "ClientBuilder",
    "Clone",
    "Context",
    "Date",
    "DateTime",
    "Debug",
    "Decimal",
    "Duration",
    "Err",
    "Fault",
    "From",
    "Future",
    "GDay",
    "GMonth",
    "GMonthDay",
    "GYear",
    "GYearMonth",
    "HexBinary",
    "Into",
    "List",
    "Name",
    "NoFault",
    "Ok",
    "Operation",
    "Option",
    "QName",
    "RawXml",
    "Received",
    "Response",
    "Result",
    "Route",
    "Secret",
    "Send",
    "Service",
    "String",
    "Sync",
    "Time",
    "UsernameToken",
    "Vec",
    "Version",
];

impl<'c> Lowering<'c> {
    /// The port types that a SOAP binding serves, and the faults of their operations.
    pub(super) fn lower_operations(&mut self) -> (Vec<FaultEnum>, Vec<PortType>) {
        let username_token = self.bindings.username_token();
        self.known("security".to_owned());
        let mut faults = Vec::new();
        let mut port_types = Vec::new();
        let mut scope = Scope::reserving(IN_SCOPE);
        for (index, port_type) in self.contract.port_types.iter().enumerate() {
            let Some((binding, service)) = self.binding_of(index) else {
                self.diagnostics.push(
                    Diagnostic::note("no-binding", "no SOAP binding serves this port type")
                        .at(port_type.annotation.span, "it gets no client".to_owned()),
                );
                continue;
            };
            self.note_unused(index, port_type, binding);
            let service = service.unwrap_or(&*port_type.name.local);
            let (operations, headers) = self.operations(port_type, binding, service, &mut faults);
            if operations.is_empty() {
                self.note_no_operations(port_type);
                continue;
            }
            let name = &port_type.name.local;
            let otherwise = format!("The port type {}.", code(name));
            port_types.push(PortType {
                ident: scope.type_ident(name),
                client: scope.type_ident(&format!("{name} Client")),
                server: scope.type_ident(&format!("{name} Server")),
                doc: doc::doc(port_type.annotation.doc.as_deref(), &otherwise, &[]),
                version: match binding.version {
                    SoapVersion::Soap11 => "Soap11",
                    SoapVersion::Soap12 => "Soap12",
                },
                username_token,
                namespaces: namespaces(&operations),
                headers,
                operations,
            });
        }
        (faults, port_types)
    }

    /// The binding for a port type: of those that services use the first, else the first; with its service.
    fn binding_of(&self, port_type: usize) -> Option<(&'c Binding, Option<&'c str>)> {
        let contract = self.contract;
        let binding =
            |index: usize| contract.bindings.get(index).filter(|binding| binding.port_type == port_type);
        let served = contract.services.iter().find_map(|service| {
            let bound = service.ports.iter().find_map(|port| binding(port.binding?))?;
            Some((bound, Some(&*service.name.local)))
        });
        served.or_else(|| {
            contract.bindings.iter().find(|binding| binding.port_type == port_type).map(|bound| (bound, None))
        })
    }

    fn note_no_operations(&mut self, port_type: &schema::PortType) {
        // Where an operation was refused, that says it.
        if self.diagnostics.has_errors() {
            return;
        }
        self.diagnostics.push(
            Diagnostic::note("no-operations", "the port type has no operation that a client can call")
                .at(port_type.annotation.span, "it gets no client".to_owned()),
        );
    }

    /// Says which bindings of a port type its client does not use, and which operations it lacks for that.
    fn note_unused(&mut self, index: usize, port_type: &schema::PortType, used: &Binding) {
        let contract = self.contract;
        let others = contract.bindings.iter().filter(|other| other.port_type == index);
        for other in others.filter(|other| other.name != used.name) {
            let what = format!("the binding `{}` is not used", other.name.local);
            let instead = format!("the client follows the binding `{}`", used.name.local);
            self.diagnostics.push(Diagnostic::note("other-binding", what).at(other.annotation.span, instead));
        }
        for (at, operation) in port_type.operations.iter().enumerate() {
            if used.operations.iter().any(|bound| bound.operation == at) {
                continue;
            }
            let what = format!("the binding `{}` has no operation `{}`", used.name.local, operation.name);
            self.diagnostics.push(
                Diagnostic::note("unbound-operation", what)
                    .at(operation.annotation.span, "left out".to_owned()),
            );
        }
    }

    fn operations(
        &mut self,
        port_type: &'c schema::PortType,
        binding: &'c Binding,
        service: &str,
        faults: &mut Vec<FaultEnum>,
    ) -> (Vec<Operation>, Vec<HeaderSetter>) {
        // What the client has beside its operations.
        let mut methods = Scope::reserving(&["new", "builder", "from", "clone"]);
        let mut constants = Scope::reserving(&["NAMESPACES"]);
        let mut headers: Vec<HeaderSetter> = Vec::new();
        let mut operations = Vec::new();
        for bound in &binding.operations {
            let Some(operation) = port_type.operations.get(bound.operation) else { continue };
            let supported = self.is_supported(bound);
            self.known(operation_place(&operation.name));
            if operation.input.is_none() || !supported {
                self.note_missing_input(operation);
                continue;
            }
            let pinned = self.pinned_value(self.bindings.rename_operation(&operation.name), &mut methods);
            let ident = pinned.unwrap_or_else(|| methods.value_ident(&operation.name));
            let input = self.payload(operation, bound.input.as_ref(), "Input");
            let output = self.payload(operation, bound.output.as_ref(), "Output");
            let fault = self.faults(operation, faults);
            let request_headers = self.headers(bound.input.as_ref(), &mut methods, &mut headers);
            let understood = self.header_names(bound.output.as_ref());
            let idempotent = self.bindings.is_idempotent(&operation.name);
            operations.push(Operation {
                constant: constants.constant(&operation.name),
                doc: operation_doc(operation),
                name: format!("{service}.{}", operation.name),
                action: bound.action.clone(),
                ident,
                input,
                output,
                fault,
                idempotent,
                one_way: operation.output.is_none(),
                headers: request_headers,
                understood,
            });
        }
        (operations, headers)
    }

    fn is_supported(&mut self, bound: &BoundOperation) -> bool {
        let messages = [bound.input.as_ref(), bound.output.as_ref()];
        let encoded = messages.into_iter().flatten().any(|message| message.usage == Use::Encoded);
        if bound.style == Style::Document && !encoded {
            return true;
        }
        let what = if encoded { "SOAP encoding" } else { "rpc style" };
        let help = "only document/literal operations are generated";
        self.unsupported(bound.annotation.span, what, help);
        false
    }

    fn note_missing_input(&mut self, operation: &schema::Operation) {
        if operation.input.is_none() {
            self.diagnostics.push(
                Diagnostic::note("notification", "the service calls this operation, not the client")
                    .at(operation.annotation.span, "left out".to_owned()),
            );
        }
    }

    fn payload(
        &mut self,
        operation: &schema::Operation,
        message: Option<&BoundMessage>,
        direction: &str,
    ) -> Payload {
        let parts = message.map_or(&[][..], |message| &message.body);
        match parts {
            [] => Payload { body: Body::Empty, ty: Type::Unit },
            [part] => match part.content {
                PartContent::Element(id) => self.element_payload(id),
                PartContent::Type(ty) => {
                    let owner = name::type_ident(&operation.name);
                    let place = format!("{}/{}", operation.name, part.name);
                    let member = super::lower::Member { owner: &owner, local: &part.name, place: &place };
                    Payload { body: Body::Parts, ty: self.type_of(ty, member).0 }
                }
            },
            parts => self.parts_payload(operation, parts, direction),
        }
    }

    fn element_payload(&mut self, id: ElementId) -> Payload {
        let Some(element) = self.contract.elements.get(id.0) else {
            return Payload { body: Body::Empty, ty: Type::Unit };
        };
        Payload { body: Body::Element(xml_name(&element.name)), ty: self.root_type(element) }
    }

    /// Several parts: a struct of them.
    fn parts_payload(&mut self, operation: &schema::Operation, parts: &[Part], direction: &str) -> Payload {
        let ident = self.module(0).scope.type_ident(&format!("{} {direction}", operation.name));
        let at = self.reserve_item(0);
        let mut scope = Scope::default();
        let mut elements = Vec::new();
        let mut fields = Vec::new();
        for part in parts {
            let PartContent::Element(id) = part.content else {
                self.part_without_element(part.annotation.span);
                continue;
            };
            let Some(element) = self.contract.elements.get(id.0) else { continue };
            fields.push(Field {
                ident: scope.value_ident(&part.name),
                setter: None,
                doc: doc::doc(part.annotation.doc.as_deref(), &format!("Part {}.", code(&part.name)), &[]),
                ty: self.root_type(element),
                cardinality: Cardinality::One,
                slot: Slot::Element(elements.len()),
                initial: Initial::Argument,
            });
            elements.push(Row { name: xml_name(&element.name), repeats: false, collapse: false });
        }
        let structure = Struct {
            ident: ident.clone(),
            doc: format!("The parts of a message of the operation {}.", code(&operation.name)),
            name: XmlName { namespace: String::new(), local: String::new() },
            derives: Vec::new(),
            attributes: Vec::new(),
            elements,
            fields,
            declares_href: false,
        };
        self.fill_item(0, at, Some(Item::Struct(structure)));
        Payload { body: Body::Parts, ty: Type::Item { module: String::new(), ident } }
    }

    fn part_without_element(&mut self, span: Span) {
        let help = "name an element with `element=`, or bind the operation in rpc style";
        self.unsupported(span, "a part with `type=` beside others in document style", help);
    }

    /// The enum of an operation's faults; a fault is known by the name of its element.
    fn faults(&mut self, operation: &schema::Operation, faults: &mut Vec<FaultEnum>) -> Option<String> {
        let mut scope = Scope::default();
        let mut variants: Vec<FaultVariant> = Vec::new();
        for fault in &operation.faults {
            let element = match &fault.message.parts[..] {
                [Part { content: PartContent::Element(id), .. }] => self.contract.elements.get(id.0),
                _ => None,
            };
            let Some(element) = element else {
                let help = "a fault has one part, which names an element (WSDL 1.1, section 3.6)";
                self.unsupported(fault.message.annotation.span, "a fault of another form", help);
                continue;
            };
            let name = xml_name(&element.name);
            if variants.iter().any(|variant| variant.element == name) {
                continue;
            }
            let written = fault.message.annotation.doc.as_deref().or(element.annotation.doc.as_deref());
            variants.push(FaultVariant {
                ident: scope.type_ident(&element.name.local),
                doc: doc::doc(written, &format!("Fault {}.", code(&element.name.local)), &[]),
                element: name,
                ty: self.root_type(element),
            });
        }
        if variants.is_empty() {
            return None;
        }
        let ident = self.module(0).scope.type_ident(&format!("{} Fault", operation.name));
        let doc = format!("Faults that the operation {} declares.", code(&operation.name));
        faults.push(FaultEnum { ident: ident.clone(), doc, variants });
        Some(ident)
    }

    /// The header blocks of a request, each with a setter on the client.
    fn headers(
        &mut self,
        message: Option<&BoundMessage>,
        methods: &mut Scope,
        setters: &mut Vec<HeaderSetter>,
    ) -> Vec<XmlName> {
        let mut names = Vec::new();
        for header in message.map_or(&[][..], |message| &message.headers) {
            let PartContent::Element(id) = header.part.content else {
                let help = "name an element with `element=` in the message part";
                self.unsupported(header.annotation.span, "a header part with `type=`", help);
                continue;
            };
            let Some(element) = self.contract.elements.get(id.0) else { continue };
            let name = xml_name(&element.name);
            if !setters.iter().any(|setter| setter.element == name) {
                let what =
                    format!("Sends the header {} with every operation that declares it.", code(&name.local));
                setters.push(HeaderSetter {
                    ident: methods.value_ident(&format!("with {}", name.local)),
                    doc: doc::doc(None, &what, &[]),
                    element: name.clone(),
                    ty: self.root_type(element),
                });
            }
            names.push(name);
        }
        names
    }

    fn header_names(&self, message: Option<&BoundMessage>) -> Vec<XmlName> {
        let headers = message.map_or(&[][..], |message| &message.headers).iter();
        let elements = headers.filter_map(|header| match header.part.content {
            PartContent::Element(id) => self.contract.elements.get(id.0),
            PartContent::Type(_) => None,
        });
        elements.map(|element| xml_name(&element.name)).collect()
    }
}

fn operation_doc(operation: &schema::Operation) -> String {
    doc::doc(operation.annotation.doc.as_deref(), &format!("Operation {}.", code(&operation.name)), &[])
}

/// The namespaces of the requests, each once.
fn namespaces(operations: &[Operation]) -> Vec<String> {
    let mut namespaces = Vec::new();
    for operation in operations {
        if let Body::Element(name) = &operation.input.body
            && !name.namespace.is_empty()
            && !namespaces.contains(&name.namespace)
        {
            namespaces.push(name.namespace.clone());
        }
    }
    namespaces
}
