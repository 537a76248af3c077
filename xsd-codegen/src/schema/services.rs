//! Services, bindings and port types: every operation with its messages (WSDL 1.1, sections 2 and 3).

use std::collections::HashMap;
use std::sync::Arc;

use super::lookup::find;
use super::need::{Unresolved, User};
use super::resolve::{TypeDefinition, find_type};
use super::table::{Namespaces, Table};
use super::{
    Binding, BoundMessage, BoundOperation, Builtin, ElementId, FaultMessage, Header, Message, Operation,
    Part, PartContent, Port, PortType, QName, Service, Style, TypeId, TypeRef, Use,
};
use crate::diagnostic::{Diagnostic, Diagnostics, closest};
use crate::document::wsdl::{self, Definitions};
use crate::document::{Documents, Name, Ref, is_nc_name, xsd};

/// The names of the schemas that parts refer to.
pub(super) struct Names<'a, 'd> {
    pub(super) types: &'a Table<TypeDefinition<'d>, TypeId>,
    pub(super) elements: &'a Table<&'d xsd::Element, ElementId>,
    pub(super) namespaces: &'a Namespaces,
}

#[derive(Default)]
pub(super) struct Services {
    pub(super) port_types: Vec<PortType>,
    pub(super) bindings: Vec<Binding>,
    pub(super) services: Vec<Service>,
}

pub(super) fn resolve(
    documents: &Documents,
    names: &Names<'_, '_>,
    unresolved: &mut Vec<Unresolved>,
    diagnostics: &mut Diagnostics,
) -> Services {
    let mut resolver = Resolver {
        names,
        messages: Table::new("message", names.namespaces),
        port_types: Table::new("portType", names.namespaces),
        bindings: Table::new("binding", names.namespaces),
        all_messages: Vec::new(),
        done: Services::default(),
        unresolved,
        diagnostics,
    };
    let all = &documents.definitions;
    all.iter().for_each(|definitions| resolver.messages(definitions));
    let port_types = resolver.port_types(all);
    let bindings = resolver.bindings(all);
    for (index, port_type) in port_types.iter().enumerate() {
        resolver.operations(index, port_type);
    }
    for binding in bindings {
        resolver.bound_operations(&binding, &port_types);
    }
    all.iter().for_each(|definitions| resolver.services(definitions));
    resolver.done
}

struct Resolver<'a, 'd, 'x> {
    names: &'a Names<'a, 'd>,
    messages: Table<&'d wsdl::Message, usize>,
    port_types: Table<&'d wsdl::PortType, usize>,
    /// `None` for a binding that is not SOAP, or that binds nothing known.
    bindings: Table<&'d wsdl::Binding, Option<usize>>,
    all_messages: Vec<Message>,
    done: Services,
    /// References that lead nowhere.
    unresolved: &'x mut Vec<Unresolved>,
    diagnostics: &'x mut Diagnostics,
}

/// A SOAP binding with the index that it gets.
struct Bound<'d> {
    index: usize,
    port_type: usize,
    soap: &'d wsdl::SoapBinding,
    binding: &'d wsdl::Binding,
}

impl<'d> Resolver<'_, 'd, '_> {
    fn messages(&mut self, definitions: &'d Definitions) {
        for message in &definitions.messages {
            let name = qualified(definitions, &message.name);
            if !self.messages.is_new(&name, message.name.span, &message, self.diagnostics) {
                continue;
            }
            let user = User::Message(name.clone());
            let mut parts: Vec<Part> = Vec::new();
            for part in &message.parts {
                if parts.iter().any(|known| *known.name == *part.name.text) {
                    self.diagnostics.push(
                        Diagnostic::warning(
                            "duplicate-definition",
                            format!("two parts `{}` in one message", part.name.text),
                        )
                        .at(part.name.span, "the second, ignored")
                        .help("rename one of them"),
                    );
                    continue;
                }
                parts.push(self.part(part, &user));
            }
            let index = self.all_messages.len();
            self.messages.insert(name.clone(), message.name.span, message, index);
            let annotation = message.annotation.clone();
            self.all_messages.push(Message { name, parts, action: None, annotation });
        }
    }

    /// A part; with content of any type where that leads nowhere, so that bindings still find it.
    fn part(&mut self, part: &wsdl::Part, user: &User) -> Part {
        let (name, content) = match &part.content {
            wsdl::PartContent::Element(name) => (name, self.part_element(name)),
            wsdl::PartContent::Type(name) => (name, self.part_type(name)),
        };
        let any = PartContent::Type(TypeRef::Builtin(Builtin::AnyType));
        Part {
            name: part.name.text.to_string(),
            content: self.found(content, name, user).unwrap_or(any),
            annotation: part.annotation.clone(),
        }
    }

    /// The element of a part. A type of XML Schema in its place is taken as what it is.
    fn part_element(&mut self, name: &Ref) -> Result<PartContent, Diagnostic> {
        let dangling = match find(self.names.elements, "dangling-element", name) {
            Ok(element) => return Ok(PartContent::Element(element)),
            Err(dangling) => dangling,
        };
        match find_type(self.names.types, name) {
            Ok(ty @ TypeRef::Builtin(_)) => {
                self.diagnostics.push(
                    Diagnostic::warning(
                        "type-for-element",
                        format!("`{}` is a type, not an element", name.name),
                    )
                    .at(name.span, "read as a type")
                    .help("write type=\"…\" instead of element=\"…\""),
                );
                Ok(PartContent::Type(ty))
            }
            Ok(_) => Err(dangling.help("there is a type of this name: write type=\"…\"")),
            Err(_) => Err(dangling),
        }
    }

    fn part_type(&mut self, name: &Ref) -> Result<PartContent, Diagnostic> {
        find_type(self.names.types, name).map(PartContent::Type).map_err(|diagnostic| {
            match self.names.elements.get(&name.name) {
                Some(_) => diagnostic.help("there is an element of this name: write element=\"…\""),
                None => diagnostic,
            }
        })
    }

    fn port_types(&mut self, all: &'d [Definitions]) -> Vec<&'d wsdl::PortType> {
        let mut found = Vec::new();
        for definitions in all {
            for port_type in &definitions.port_types {
                let name = qualified(definitions, &port_type.name);
                let span = port_type.name.span;
                if !self.port_types.is_new(&name, span, &port_type, self.diagnostics) {
                    continue;
                }
                self.port_types.insert(name.clone(), span, port_type, found.len());
                found.push(port_type);
                self.done.port_types.push(PortType {
                    name,
                    operations: Vec::new(),
                    annotation: port_type.annotation.clone(),
                });
            }
        }
        found
    }

    fn operations(&mut self, index: usize, port_type: &wsdl::PortType) {
        let Some(name) = self.done.port_types.get(index).map(|port_type| port_type.name.clone()) else {
            return;
        };
        let operations =
            port_type.operations.iter().map(|operation| self.operation(operation, &name.namespace)).collect();
        if let Some(port_type) = self.done.port_types.get_mut(index) {
            port_type.operations = operations;
        }
    }

    fn operation(&mut self, operation: &wsdl::Operation, namespace: &Arc<str>) -> Operation {
        // What an operation has that names no message: one without parts.
        let nothing = QName { namespace: Arc::clone(namespace), local: Arc::clone(&operation.name.text) };
        let user = User::Operation(operation.annotation.span);
        let mut message = |used: &wsdl::MessageUse| {
            let found = match &used.message {
                Some(name) => {
                    let index = self.found(self.message_index(name), name, &user)?;
                    self.all_messages.get(index)?.clone()
                }
                None => Message {
                    name: nothing.clone(),
                    parts: Vec::new(),
                    action: None,
                    annotation: used.annotation.clone(),
                },
            };
            Some(Message { action: used.action.clone(), ..found })
        };
        let mut faults = Vec::new();
        for fault in &operation.faults {
            if let Some(message) = message(fault) {
                let name = fault.name.as_deref().unwrap_or(&message.name.local).to_owned();
                faults.push(FaultMessage { name, message });
            }
        }
        Operation {
            name: operation.name.text.to_string(),
            input: operation.input.as_ref().and_then(&mut message),
            output: operation.output.as_ref().and_then(message),
            faults,
            parameter_order: operation.parameter_order.clone(),
            annotation: operation.annotation.clone(),
        }
    }

    fn message_index(&self, name: &Ref) -> Result<usize, Diagnostic> {
        find(&self.messages, "dangling-message", name)
    }

    fn bindings(&mut self, all: &'d [Definitions]) -> Vec<Bound<'d>> {
        let mut found: Vec<Bound<'d>> = Vec::new();
        for definitions in all {
            for binding in &definitions.bindings {
                let name = qualified(definitions, &binding.name);
                let span = binding.name.span;
                if !self.bindings.is_new(&name, span, &binding, self.diagnostics) {
                    continue;
                }
                let bound = self.soap_binding(binding, found.len());
                self.bindings.insert(name.clone(), span, binding, bound.as_ref().map(|bound| bound.index));
                if let Some(bound) = bound {
                    self.done.bindings.push(Binding {
                        name,
                        port_type: bound.port_type,
                        version: bound.soap.version,
                        transport: bound.soap.transport.clone(),
                        operations: Vec::new(),
                        impossible: Vec::new(),
                        annotation: binding.annotation.clone(),
                    });
                    found.push(bound);
                }
            }
        }
        found
    }

    fn soap_binding(&mut self, binding: &'d wsdl::Binding, index: usize) -> Option<Bound<'d>> {
        let name = binding.port_type.as_ref()?;
        let port_type = find(&self.port_types, "dangling-port-type", name);
        let port_type = self.found(port_type, name, &User::Services)?;
        Some(Bound { index, port_type, soap: binding.soap.as_ref()?, binding })
    }

    fn bound_operations(&mut self, bound: &Bound<'_>, port_types: &[&wsdl::PortType]) {
        let Some(port_type) = port_types.get(bound.port_type) else { return };
        let lookup = OperationLookup::new(port_type);
        let mut taken = vec![false; port_type.operations.len()];
        let (mut operations, mut impossible) = (Vec::new(), Vec::new());
        for operation in &bound.binding.operations {
            let Some(index) = lookup.find(operation, &taken) else {
                self.diagnostics.push(no_operation(operation, port_type));
                continue;
            };
            if let Some(taken) = taken.get_mut(index) {
                *taken = true;
            }
            if let Some(declared) = port_type.operations.get(index) {
                let bound = self.bound_operation(bound, operation, index, declared);
                match self.has_names_of_xml(&bound, operation) {
                    true => operations.push(bound),
                    false => impossible.push(index),
                }
            }
        }
        if let Some(binding) = self.done.bindings.get_mut(bound.index) {
            binding.operations = operations;
            binding.impossible = impossible;
        }
    }

    fn bound_operation(
        &mut self,
        bound: &Bound<'_>,
        operation: &wsdl::BoundOperation,
        index: usize,
        declared: &wsdl::Operation,
    ) -> BoundOperation {
        let port_type = self.done.port_types.get(bound.port_type);
        let known = port_type.and_then(|port_type| port_type.operations.get(index));
        let (input, output) = known.map_or((None, None), |op| (op.input.clone(), op.output.clone()));
        BoundOperation {
            operation: index,
            style: operation.style.unwrap_or(bound.soap.style),
            action: operation.action.clone(),
            input: self.direction(operation, "input", declared.input.is_some(), &operation.input, input),
            output: self.direction(operation, "output", declared.output.is_some(), &operation.output, output),
            faults: self.bound_faults(operation, declared),
            annotation: operation.annotation.clone(),
        }
    }

    /// One direction of a bound operation. What the port type has and the binding leaves out is
    /// bound as a literal body; what the binding has beyond the port type is left out.
    fn direction(
        &mut self,
        operation: &wsdl::BoundOperation,
        direction: &str,
        declared: bool,
        bound: &Option<wsdl::BoundMessage>,
        message: Option<Message>,
    ) -> Option<BoundMessage> {
        let mismatch = match (declared, bound) {
            (true, None) => Some(("is not bound", operation.name.span, "bound as a literal body")),
            (false, Some(bound)) => Some(("is bound but not declared", bound.annotation.span, "left out")),
            _ => None,
        };
        if let Some((what, span, label)) = mismatch {
            let name = &operation.name.text;
            self.diagnostics.push(
                Diagnostic::warning(
                    "binding-mismatch",
                    format!("the {direction} of the operation `{name}` {what}"),
                )
                .at(span, label)
                .help("give binding and portType the same inputs and outputs"),
            );
        }
        let message = message?;
        match bound {
            Some(bound) => Some(self.bound_message(bound, message)),
            None => Some(BoundMessage {
                usage: Use::Literal,
                namespace: None,
                body: message.parts,
                headers: Vec::new(),
            }),
        }
    }

    fn bound_message(&mut self, bound: &wsdl::BoundMessage, message: Message) -> BoundMessage {
        let mut headers = Vec::new();
        let mut header_parts: Vec<&str> = Vec::new();
        for header in &bound.headers {
            let index = match self.message_index(&header.message) {
                Ok(index) => index,
                Err(dangling) => {
                    self.diagnostics.push(dangling.tolerated("the header is left out"));
                    continue;
                }
            };
            let Some(holder) = self.all_messages.get(index).cloned() else { continue };
            if holder.name == message.name {
                header_parts.push(&header.part.text);
            }
            if let Some(part) = self.named_part(&holder, &header.part) {
                headers.push(Header {
                    message: holder.name,
                    part,
                    usage: header.usage,
                    namespace: header.namespace.clone(),
                    annotation: header.annotation.clone(),
                });
            }
        }
        let body = bound.body.as_ref();
        let named = body.and_then(|body| body.parts.as_ref()).and_then(|names| {
            let found: Vec<Part> = names.iter().filter_map(|name| self.named_part(&message, name)).collect();
            // Where none of the names is right, they say nothing.
            (names.is_empty() || !found.is_empty()).then_some(found)
        });
        let parts = named.unwrap_or_else(|| {
            message.parts.into_iter().filter(|part| !header_parts.contains(&&*part.name)).collect()
        });
        let attachments = body.map(|body| body.attachments.as_slice()).unwrap_or_default();
        let attached = |part: &Part| attachments.iter().any(|name| *name.text == *part.name);
        BoundMessage {
            usage: body.map_or(Use::Literal, |body| body.usage),
            namespace: body.and_then(|body| body.namespace.clone()),
            body: parts.into_iter().filter(|part| !attached(part)).collect(),
            headers,
        }
    }

    fn named_part(&mut self, message: &Message, name: &Name) -> Option<Part> {
        let found = message.parts.iter().find(|part| *part.name == *name.text);
        if found.is_none() {
            let diagnostic = Diagnostic::warning(
                "dangling-part",
                format!("the message `{}` has no part `{}`", message.name, name.text),
            )
            .at(name.span, "left out")
            .at(message.annotation.span, "the message");
            let names = message.parts.iter().map(|part| part.name.as_str());
            self.diagnostics.push(match closest(&name.text, names) {
                Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
                None => diagnostic.help("add the part to the message, or correct the name"),
            });
        }
        found.cloned()
    }

    fn bound_faults(
        &mut self,
        operation: &wsdl::BoundOperation,
        declared: &wsdl::Operation,
    ) -> Vec<(String, Use)> {
        let mut faults = Vec::new();
        for fault in &operation.faults {
            let name = &fault.name.text;
            let known = |known: &wsdl::MessageUse| {
                let of_message = || known.message.as_ref().map(|message| &*message.name.local);
                known.name.as_deref().or_else(of_message) == Some(&**name)
            };
            if declared.faults.iter().any(known) {
                faults.push((name.to_string(), fault.usage));
                continue;
            }
            self.diagnostics.push(
                Diagnostic::warning(
                    "dangling-fault",
                    format!("the operation `{}` has no fault `{name}`", operation.name.text),
                )
                .at(fault.name.span, "left out")
                .at(declared.name.span, "the operation")
                .help("declare the fault in the portType, or correct the name"),
            );
        }
        faults
    }

    fn services(&mut self, definitions: &Definitions) {
        for service in &definitions.services {
            let mut ports = Vec::new();
            for port in &service.ports {
                let binding = port.binding.as_ref().and_then(|name| {
                    let found = find(&self.bindings, "dangling-binding", name);
                    self.found(found, name, &User::Services)
                });
                ports.push(Port {
                    name: port.name.text.to_string(),
                    binding: binding.flatten(),
                    address: port.address.clone(),
                });
            }
            self.done.services.push(Service {
                name: qualified(definitions, &service.name),
                ports,
                annotation: service.annotation.clone(),
            });
        }
    }

    /// Whether messages can have the name of an operation in rpc style, and those of its parts: they are names of elements
    /// there.
    fn has_names_of_xml(&mut self, bound: &BoundOperation, operation: &wsdl::BoundOperation) -> bool {
        let messages = bound.input.iter().chain(&bound.output);
        let parts = messages.flat_map(|message| &message.body).map(|part| &*part.name);
        let mut names = std::iter::once(&*operation.name.text).chain(parts);
        let odd = names.find(|name| bound.style == Style::Rpc && !is_nc_name(name));
        if let Some(name) = odd {
            self.diagnostics.push(
                Diagnostic::warning("bad-name", format!("in rpc style `{name}` is the name of an element"))
                    .at(operation.name.span, "the operation is left out, since no message can have it")
                    .help("a name starts with a letter or `_`; letters, digits, `.`, `-` and `_` follow"),
            );
        }
        odd.is_none()
    }

    fn found<T>(&mut self, found: Result<T, Diagnostic>, reference: &Ref, user: &User) -> Option<T> {
        let told = |diagnostic| Unresolved::new(user.clone(), reference, diagnostic, "left out");
        found.map_err(|diagnostic| self.unresolved.push(told(diagnostic))).ok()
    }
}

/// Operations of a port type by name; several may share one (WSDL 1.1, section 2.5).
struct OperationLookup<'d> {
    port_type: &'d wsdl::PortType,
    by_name: HashMap<&'d str, Vec<usize>>,
}

impl<'d> OperationLookup<'d> {
    fn new(port_type: &'d wsdl::PortType) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, operation) in port_type.operations.iter().enumerate() {
            by_name.entry(&operation.name.text).or_default().push(index);
        }
        Self { port_type, by_name }
    }

    /// The operation that a binding means, of those that are not bound yet: the one with the same names of input and output,
    /// else the first.
    fn find(&self, bound: &wsdl::BoundOperation, taken: &[bool]) -> Option<usize> {
        let candidates = self.by_name.get(&*bound.name.text)?;
        let same_names = |index: &&usize| {
            self.port_type.operations.get(**index).is_some_and(|operation| same_directions(operation, bound))
        };
        let free = |index: &&usize| taken.get(**index) == Some(&false);
        let found = candidates.iter().find(|index| same_names(index) && free(index));
        found.or_else(|| candidates.iter().find(free)).copied()
    }
}

/// Whether the names that a binding gives to input and output are those of the operation, defaults
/// included (WSDL 1.1, section 2.4.5).
fn same_directions(operation: &wsdl::Operation, bound: &wsdl::BoundOperation) -> bool {
    let two_way = operation.input.is_some() && operation.output.is_some();
    let same = |declared: &Option<wsdl::MessageUse>, bound: &Option<wsdl::BoundMessage>, suffix: &str| {
        let Some(wanted) = bound.as_ref().and_then(|bound| bound.name.as_deref()) else { return true };
        let Some(declared) = declared else { return false };
        match declared.name.as_deref() {
            Some(name) => name == wanted,
            None if two_way => wanted.strip_suffix(suffix) == Some(&*operation.name.text),
            None => *operation.name.text == *wanted,
        }
    };
    same(&operation.input, &bound.input, "Request") && same(&operation.output, &bound.output, "Response")
}

fn no_operation(operation: &wsdl::BoundOperation, port_type: &wsdl::PortType) -> Diagnostic {
    let name = &operation.name.text;
    let names = port_type.operations.iter().map(|operation| &*operation.name.text);
    let help = match closest(name, names) {
        Some(known) if *known != **name => format!("did you mean `{known}`?"),
        Some(_) => "bind each operation once".to_owned(),
        None => "add the operation to the portType, or remove it here".to_owned(),
    };
    Diagnostic::warning(
        "dangling-operation",
        format!("the portType `{}` has no further operation `{name}`", port_type.name.text),
    )
    .at(operation.name.span, "left out")
    .at(port_type.name.span, "the portType")
    .help(help)
}

/// The name of a declaration in its definitions.
fn qualified(definitions: &Definitions, name: &Name) -> QName {
    QName { namespace: Arc::clone(&definitions.target_namespace), local: Arc::clone(&name.text) }
}
