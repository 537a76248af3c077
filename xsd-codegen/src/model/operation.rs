//! Port types: their operations, and the faults of each.

use std::collections::HashSet;

use super::bindings::{header_place, operation_place, port_type_place};
use super::doc::{self, code};
use super::lower::{Lowering, xml_name};
use super::message::Direction;
use super::name::Scope;
use super::{Addressing, Body, FaultEnum, FaultVariant, HeaderSetter, Operation, PortType, Type, XmlName};
use crate::diagnostic::Diagnostic;
use crate::schema::{
    self, Binding, BoundMessage, BoundOperation, Header, Part, PartContent, SoapVersion, Style,
};

/// What messages in SOAP encoding say types with.
const ENCODING: [&str; 3] = [
    "http://www.w3.org/2001/XMLSchema-instance",
    "http://www.w3.org/2001/XMLSchema",
    "http://schemas.xmlsoap.org/soap/encoding/",
];

/// What is in scope beside the items of a port type: of the prelude, and of the runtime.
const IN_SCOPE: &[&str] = &[
    "Answer",
    "Base64",
    "Body",
    "Box",
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
        let target = self.module(0).namespace.clone();
        for (index, port_type) in self.contract.port_types.iter().enumerate() {
            let Some((binding, service)) = self.binding_of(index) else {
                self.diagnostics.push(
                    Diagnostic::note("no-binding", "no SOAP binding serves this port type")
                        .at(port_type.annotation.span, "it gets no client".to_owned()),
                );
                continue;
            };
            self.note_unused(index, port_type, binding);
            let service = service.filter(|name| !name.is_empty()).unwrap_or(&*port_type.name.local);
            let (operations, headers) = self.operations(port_type, binding, service, &mut faults);
            if operations.is_empty() {
                self.note_no_operations(port_type);
                continue;
            }
            self.warn_of_encoding(binding, &operations);
            let name = &port_type.name.local;
            let otherwise = format!("The port type {}.", code(name));
            self.known(port_type_place(name));
            let wanted = self.bindings.rename_port_type(name);
            let base = wanted.map_or(&**name, |(wanted, _)| wanted);
            port_types.push(PortType {
                ident: self.pinned_type(wanted, &mut scope).unwrap_or_else(|| scope.type_ident(name)),
                client: scope.type_ident(&format!("{base} Client")),
                server: scope.type_ident(&format!("{base} Server")),
                doc: doc::doc(port_type.annotation.doc.as_deref(), &otherwise, &[]),
                version: match binding.version {
                    SoapVersion::Soap11 => "Soap11",
                    SoapVersion::Soap12 => "Soap12",
                },
                username_token,
                contract: None,
                namespaces: namespaces(&operations, &target),
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
        // Where an operation was refused or left out, that says it.
        if self.diagnostics.has_errors() || self.contract.is_selection {
            return;
        }
        self.diagnostics.push(
            Diagnostic::note("no-operations", "the port type has no operation that a client can call")
                .at(port_type.annotation.span, "it gets no client".to_owned()),
        );
    }

    /// SOAP 1.2 has an encoding of its own (part 2, section 3), in which nothing is written.
    fn warn_of_encoding(&mut self, binding: &Binding, operations: &[Operation]) {
        if binding.version == SoapVersion::Soap12 && operations.iter().any(|operation| operation.encoded) {
            self.diagnostics.push(
                Diagnostic::warning("encoding-version", "SOAP encoding in a binding for SOAP 1.2")
                    .at(binding.annotation.span, "messages are in the encoding of SOAP 1.1".to_owned()),
            );
        }
    }

    /// Says which bindings of a port type its client does not use, and which operations it lacks for that.
    fn note_unused(&mut self, index: usize, port_type: &schema::PortType, used: &Binding) {
        let contract = self.contract;
        let others = contract.bindings.iter().filter(|other| other.port_type == index);
        for other in others.filter(|other| other.name != used.name) {
            let what = format!("the binding `{}` is not used", other.name.local);
            let instead = match other.version {
                version if version == used.version => "",
                SoapVersion::Soap11 => "; its builder can have `version(Version::Soap11)`",
                SoapVersion::Soap12 => "; its builder can have `version(Version::Soap12)`",
            };
            let instead = format!("the client follows the binding `{}`{instead}", used.name.local);
            self.diagnostics.push(Diagnostic::note("other-binding", what).at(other.annotation.span, instead));
            self.warn_of_other_actions(used, other);
        }
        for (at, operation) in port_type.operations.iter().enumerate() {
            if used.operations.iter().any(|bound| bound.operation == at) || used.impossible.contains(&at) {
                continue;
            }
            let what = format!("the binding `{}` has no operation `{}`", used.name.local, operation.name);
            self.diagnostics.push(
                Diagnostic::note("unbound-operation", what)
                    .at(operation.annotation.span, "left out".to_owned()),
            );
        }
    }

    /// A client that speaks the other version of SOAP sends the actions of its own binding all the same.
    fn warn_of_other_actions(&mut self, used: &Binding, other: &Binding) {
        if used.version == other.version {
            return;
        }
        let differing = other.operations.iter().filter_map(|bound| {
            let sent = used.operations.iter().find(|known| known.operation == bound.operation)?;
            (!bound.action.is_empty() && bound.action != sent.action).then_some((bound, &sent.action))
        });
        let differing: Vec<_> = differing.collect();
        let Some((first, sent)) = differing.first() else { return };
        let what = format!(
            "the binding `{}` has other actions than `{}`, for {} of its operations",
            other.name.local,
            used.name.local,
            differing.len()
        );
        let told = if sent.is_empty() { "none".to_owned() } else { code(sent) };
        self.diagnostics.push(
            Diagnostic::warning("other-action", what)
                .at(first.annotation.span, format!("here the client sends {told} in either version of SOAP"))
                .help("a service that goes by the action may refuse the second version"),
        );
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
            let name = format!("{service}.{}", operation.name);
            let ident = match self.bindings.rename_operation(&operation.name) {
                // Overloaded: the first has the name that the bindings ask for, the others number it.
                Some((wanted, _)) if operations.iter().any(|before: &Operation| before.name == name) => {
                    methods.value_ident(wanted)
                }
                wanted => self
                    .pinned_value(wanted, &mut methods)
                    .unwrap_or_else(|| methods.value_ident(&operation.name)),
            };
            let input = self.payload(operation, bound, Direction::Input);
            let output = self.payload(operation, bound, Direction::Output);
            let fault = self.faults(operation, faults);
            let request_headers = self.headers(bound.input.as_ref(), &mut methods, &mut headers);
            let understood = self.header_names(bound.output.as_ref());
            let idempotent = self.bindings.is_idempotent(&operation.name);
            operations.push(Operation {
                constant: constants.constant(&operation.name),
                doc: operation_doc(operation),
                name,
                action: bound.action.clone(),
                ident,
                input,
                output,
                fault,
                idempotent,
                one_way: operation.output.is_none(),
                encoded: bound.is_encoded(),
                headers: request_headers,
                understood,
                addressing: addressing(operation),
            });
        }
        (operations, headers)
    }

    fn is_supported(&mut self, bound: &BoundOperation) -> bool {
        if bound.style == Style::Document && bound.is_encoded() {
            self.diagnostics.push(
                Diagnostic::warning("encoded-document", "SOAP encoding in document style is not supported")
                    .at(bound.annotation.span, "the operation is left out".to_owned())
                    .help("with SOAP encoding an operation has rpc style (SOAP 1.1, section 7)"),
            );
            return false;
        }
        true
    }

    fn note_missing_input(&mut self, operation: &schema::Operation) {
        if operation.input.is_none() && operation.output.is_some() {
            self.diagnostics.push(
                Diagnostic::note("notification", "the service calls this operation, not the client")
                    .at(operation.annotation.span, "left out".to_owned()),
            );
        }
    }

    /// The enum of an operation's faults; a fault is known by the name of its element.
    fn faults(&mut self, operation: &schema::Operation, faults: &mut Vec<FaultEnum>) -> Option<String> {
        let mut scope = Scope::default();
        let mut variants: Vec<FaultVariant> = Vec::new();
        for fault in &operation.faults {
            let [part] = &fault.message.parts[..] else {
                let what = format!("the fault `{}` has {} parts", fault.name, fault.message.parts.len());
                self.diagnostics.push(
                    Diagnostic::warning("fault-parts", what)
                        .at(fault.message.annotation.span, "its detail stays raw XML".to_owned())
                        .help("a fault has one part (WSDL 1.1, section 3.6)"),
                );
                continue;
            };
            let Some((name, ty, documented)) = self.fault_part(fault, part) else { continue };
            if let Some(known) = variants.iter().find(|variant| variant.element == name) {
                if known.ty != ty {
                    self.warn_of_fault_alike(fault, &name);
                }
                continue;
            }
            let written = fault.message.annotation.doc.as_deref().or(documented);
            variants.push(FaultVariant {
                ident: scope.type_ident(&name.local),
                doc: doc::doc(written, &format!("Fault {}.", code(&name.local)), &[]),
                element: name,
                ty,
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

    /// A fault is known by the name of its element, so of two types under one name the first is read.
    fn warn_of_fault_alike(&mut self, fault: &schema::FaultMessage, name: &XmlName) {
        let what = format!("another fault of the operation has the element `{}` too", name.local);
        let instead = format!("the fault `{}` is read as that one, or kept as raw XML", fault.name);
        self.diagnostics
            .push(Diagnostic::warning("fault-alike", what).at(fault.message.annotation.span, instead));
    }

    /// Name, type and documentation of the detail element. Where the part names a type, the element has the name of the
    /// part in the namespace of the message.
    fn fault_part(
        &mut self,
        fault: &schema::FaultMessage,
        part: &Part,
    ) -> Option<(XmlName, Type, Option<&'c str>)> {
        match part.content {
            PartContent::Element(id) => {
                let element = self.contract.elements.get(id.0)?;
                Some((xml_name(&element.name), self.root_type(element), element.annotation.doc.as_deref()))
            }
            PartContent::Type(ty) => {
                let namespace = fault.message.name.namespace.to_string();
                let place = format!("{}/{}", fault.name, part.name);
                let name = XmlName { namespace, local: part.name.clone() };
                Some((name, self.part_type(ty, &part.name, &place), None))
            }
        }
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
            let Some((name, ty)) = self.header_block(header) else { continue };
            if !setters.iter().any(|setter| setter.element == name) {
                let what =
                    format!("Sends the header {} with every operation that declares it.", code(&name.local));
                setters.push(HeaderSetter {
                    ident: methods.value_ident(&format!("with {}", name.local)),
                    doc: doc::doc(None, &what, &[]),
                    element: name.clone(),
                    ty,
                });
            }
            names.push(name);
        }
        names
    }

    fn header_names(&mut self, message: Option<&BoundMessage>) -> Vec<XmlName> {
        let headers = message.map_or(&[][..], |message| &message.headers).iter();
        headers.filter_map(|header| self.header_block(header)).map(|(name, _)| name).collect()
    }

    /// Name and type of a header block. Where the part names a type, the element has the name of the part, in the
    /// namespace of `soap:header`, unless the bindings say otherwise.
    fn header_block(&mut self, header: &Header) -> Option<(XmlName, Type)> {
        match header.part.content {
            PartContent::Element(id) => {
                let element = self.contract.elements.get(id.0)?;
                Some((xml_name(&element.name), self.root_type(element)))
            }
            PartContent::Type(ty) => {
                let part = &header.part.name;
                self.known(header_place(part));
                let (local, namespace) = self.bindings.header(part).unwrap_or((part, None));
                let namespace = namespace.or(header.namespace.as_deref()).unwrap_or_default();
                let name = XmlName { namespace: namespace.to_owned(), local: local.to_owned() };
                Some((name, self.part_type(ty, part, part)))
            }
        }
    }
}

fn addressing(operation: &schema::Operation) -> Addressing {
    let action =
        |message: &Option<schema::Message>| message.as_ref().and_then(|message| message.action.clone());
    let faults = operation.faults.iter();
    Addressing {
        input: action(&operation.input),
        output: action(&operation.output),
        faults: faults
            .filter_map(|fault| Some((fault.name.clone(), fault.message.action.clone()?)))
            .collect(),
    }
}

fn operation_doc(operation: &schema::Operation) -> String {
    doc::doc(operation.annotation.doc.as_deref(), &format!("Operation {}.", code(&operation.name)), &[])
}

/// The namespaces of the requests, each once: of the element in the body, and, in rpc style, of what is inside of it.
fn namespaces<'n>(operations: &'n [Operation], target: &'n str) -> Vec<String> {
    let mut namespaces: Vec<&str> = Vec::new();
    for operation in operations {
        match &operation.input.body {
            Body::Element(name) => namespaces.push(&name.namespace),
            Body::Wrapper(name) | Body::Part(name, _) => namespaces.extend([&*name.namespace, target]),
            Body::Parts | Body::Empty => {}
        }
        if operation.encoded {
            namespaces.extend(ENCODING);
        }
    }
    let mut seen = HashSet::new();
    namespaces.retain(|namespace| !namespace.is_empty() && seen.insert(*namespace));
    namespaces.into_iter().map(str::to_owned).collect()
}
