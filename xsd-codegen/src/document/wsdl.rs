//! WSDL 1.1 and its SOAP bindings as written: one struct per kind of element.

mod policy;
mod read;

use std::sync::Arc;

use super::{Annotation, Link, Name, QName, Ref};
use crate::diagnostic::Span;

/// `wsdl:definitions`; the schemas of its `types` are kept with the other schemas.
#[derive(Debug)]
pub(crate) struct Definitions {
    pub(crate) target_namespace: Arc<str>,
    pub(crate) doc: Option<String>,
    /// The loader takes them.
    pub(super) imports: Vec<Link>,
    pub(crate) messages: Vec<Message>,
    pub(crate) port_types: Vec<PortType>,
    pub(crate) bindings: Vec<Binding>,
    pub(crate) services: Vec<Service>,
    pub(crate) policies: Policies,
}

/// What is kept of policies.
#[derive(Debug, Default)]
pub(crate) struct Policies {
    /// By what references call them.
    pub(crate) named: Vec<(String, Vec<PolicyTerm>)>,
    pub(crate) attached: Vec<Attachment>,
}

/// A policy and what it is attached to.
#[derive(Debug)]
pub(crate) struct Attachment {
    /// In the words of WSDL: `binding Soap, operation Get, input`.
    pub(crate) subject: String,
    /// The name of the operation that it is or is part of.
    pub(crate) operation: Option<String>,
    pub(crate) terms: Vec<PolicyTerm>,
    /// The first of them.
    pub(crate) span: Span,
}

/// What a policy is made of, without the operators between (WS-Policy 1.5, section 4).
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PolicyTerm {
    Assertion {
        name: QName,
        is_optional: bool,
        inner: Vec<PolicyTerm>,
    },
    /// Another policy, by its URI.
    Reference(String),
}

#[derive(Debug, PartialEq)]
pub(crate) struct Message {
    pub(crate) name: Name,
    pub(crate) parts: Vec<Part>,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) name: Name,
    pub(crate) content: PartContent,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) enum PartContent {
    Element(Ref),
    Type(Ref),
}

#[derive(Debug, PartialEq)]
pub(crate) struct PortType {
    pub(crate) name: Name,
    pub(crate) operations: Vec<Operation>,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Operation {
    pub(crate) name: Name,
    pub(crate) input: Option<MessageUse>,
    pub(crate) output: Option<MessageUse>,
    pub(crate) faults: Vec<MessageUse>,
    /// `parameterOrder`, split.
    pub(crate) parameter_order: Vec<String>,
    pub(crate) annotation: Annotation,
}

/// `input`, `output` or `fault` of an abstract operation.
#[derive(Debug, PartialEq)]
pub(crate) struct MessageUse {
    pub(crate) name: Option<Arc<str>>,
    /// `None` for a message without parts.
    pub(crate) message: Option<Ref>,
    /// `Action` of WS-Addressing (1.0 Metadata, section 4.4.1), where it is said.
    pub(crate) action: Option<String>,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Binding {
    pub(crate) name: Name,
    pub(crate) port_type: Option<Ref>,
    /// `None` for a binding to another protocol.
    pub(crate) soap: Option<SoapBinding>,
    pub(crate) operations: Vec<BoundOperation>,
    pub(crate) annotation: Annotation,
}

/// `soap:binding` (WSDL 1.1, section 3.3).
#[derive(Debug, PartialEq)]
pub(crate) struct SoapBinding {
    pub(crate) version: SoapVersion,
    pub(crate) style: Style,
    pub(crate) transport: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SoapVersion {
    Soap11,
    Soap12,
}

impl SoapVersion {
    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Soap11 => "SOAP 1.1",
            Self::Soap12 => "SOAP 1.2",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Document,
    Rpc,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Literal,
    Encoded,
}

#[derive(Debug, PartialEq)]
pub(crate) struct BoundOperation {
    pub(crate) name: Name,
    /// That of `soap:operation`, where it has one.
    pub(crate) style: Option<Style>,
    pub(crate) action: String,
    pub(crate) input: Option<BoundMessage>,
    pub(crate) output: Option<BoundMessage>,
    pub(crate) faults: Vec<BoundFault>,
    pub(crate) annotation: Annotation,
}

/// `input` or `output` of a bound operation.
#[derive(Debug, PartialEq)]
pub(crate) struct BoundMessage {
    pub(crate) name: Option<Arc<str>>,
    pub(crate) body: Option<Body>,
    pub(crate) headers: Vec<Header>,
    pub(crate) annotation: Annotation,
}

/// `soap:body` (WSDL 1.1, section 3.5).
#[derive(Debug, PartialEq)]
pub(crate) struct Body {
    pub(crate) usage: Use,
    pub(crate) namespace: Option<String>,
    pub(crate) parts: Option<Vec<Name>>,
    /// Parts that are attachments beside the body (`mime:content`).
    pub(crate) attachments: Vec<Name>,
}

/// `soap:header` (WSDL 1.1, section 3.7).
#[derive(Debug, PartialEq)]
pub(crate) struct Header {
    pub(crate) message: Ref,
    pub(crate) part: Name,
    pub(crate) usage: Use,
    pub(crate) namespace: Option<String>,
    pub(crate) annotation: Annotation,
}

/// `fault` of a bound operation, with its `soap:fault`.
#[derive(Debug, PartialEq)]
pub(crate) struct BoundFault {
    pub(crate) name: Name,
    pub(crate) usage: Use,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Service {
    pub(crate) name: Name,
    pub(crate) ports: Vec<Port>,
    pub(crate) annotation: Annotation,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Port {
    pub(crate) name: Name,
    pub(crate) binding: Option<Ref>,
    pub(crate) address: Option<String>,
}
