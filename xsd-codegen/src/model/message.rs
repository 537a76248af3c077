//! What stands in the bodies of messages.

use super::doc::{self, code};
use super::lower::{self, Lowering, xml_name};
use super::name::{self, Scope};
use super::{Body, Cardinality, Field, Initial, Item, Member as Row, Payload, Slot, Struct, Type, XmlName};
use crate::diagnostic::Diagnostic;
use crate::schema::{self, BoundMessage, BoundOperation, ElementId, Part, PartContent, Style, TypeRef};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Input,
    Output,
}

impl Direction {
    fn message<T>(self, input: Option<T>, output: Option<T>) -> Option<T> {
        match self {
            Self::Input => input,
            Self::Output => output,
        }
    }

    /// What the type of several parts is called, behind the name of the operation.
    fn word(self) -> &'static str {
        match self {
            Self::Input => "Input",
            Self::Output => "Output",
        }
    }

    /// What the element around the parts is called in rpc style, behind the name of the operation (SOAP 1.1, section 7.1).
    fn wrapper(self) -> &'static str {
        match self {
            Self::Input => "",
            Self::Output => "Response",
        }
    }
}

/// Where the struct of several parts gets the names of its members from.
struct Parts<'p> {
    operation: &'p schema::Operation,
    parts: &'p [&'p Part],
    direction: Direction,
    /// The namespace that the members are qualified with by mistake.
    namespace: &'p str,
}

impl Lowering<'_> {
    pub(super) fn payload(
        &mut self,
        operation: &schema::Operation,
        bound: &BoundOperation,
        direction: Direction,
    ) -> Payload {
        match direction.message(bound.input.as_ref(), bound.output.as_ref()) {
            None => whole(Body::Empty, Type::Unit),
            Some(message) if bound.style == Style::Rpc => self.rpc_payload(operation, message, direction),
            Some(message) => self.document_payload(operation, message, direction),
        }
    }

    fn document_payload(
        &mut self,
        operation: &schema::Operation,
        message: &BoundMessage,
        direction: Direction,
    ) -> Payload {
        match &message.body[..] {
            [] => whole(Body::Empty, Type::Unit),
            [part] => match part.content {
                PartContent::Element(id) => self.element_payload(id),
                PartContent::Type(ty) => {
                    let owner = name::type_ident(&operation.name);
                    let place = format!("{}/{}", operation.name, part.name);
                    let member = lower::Member { owner: &owner, local: &part.name, place: &place };
                    whole(Body::Parts, self.type_of(ty, member).0)
                }
            },
            parts => {
                let parts: Vec<&Part> = parts.iter().collect();
                let ty = self.parts(
                    Parts { operation, parts: &parts, direction, namespace: "" },
                    |lowering, part| {
                        let PartContent::Element(id) = part.content else {
                            lowering.warn_of_part_without_element(part);
                            return Some((accessor(part).name, lowering.accessor_type(operation, part)));
                        };
                        let element = lowering.contract.elements.get(id.0)?;
                        Some((xml_name(&element.name), lowering.root_type(element)))
                    },
                );
                whole(Body::Parts, ty)
            }
        }
    }

    fn element_payload(&mut self, id: ElementId) -> Payload {
        let Some(element) = self.contract.elements.get(id.0) else {
            return whole(Body::Empty, Type::Unit);
        };
        whole(Body::Element(xml_name(&element.name)), self.root_type(element))
    }

    /// An element with the name of the operation around an element without namespace for each part (SOAP 1.1, section
    /// 7.1; WS-I Basic Profile 1.1, R2735).
    fn rpc_payload(
        &mut self,
        operation: &schema::Operation,
        message: &BoundMessage,
        direction: Direction,
    ) -> Payload {
        let declared = direction.message(operation.input.as_ref(), operation.output.as_ref());
        let target = declared.map(|message| &*message.name.namespace);
        let namespace = message.namespace.as_deref().or(target).unwrap_or_default();
        let local = format!("{}{}", operation.name, direction.wrapper());
        let wrapper = XmlName { namespace: namespace.to_owned(), local };
        let parts = in_order(&message.body, &operation.parameter_order);
        match &parts[..] {
            [] => whole(Body::Wrapper(wrapper), Type::Unit),
            [part] => {
                let ty = self.accessor_type(operation, part);
                // What the server's method has beside it.
                let parameter = Scope::reserving(&["context"]).value_ident(&part.name);
                Payload { parameter, body: Body::Part(wrapper, accessor(part)), ty }
            }
            parts => {
                let ty = self.parts(Parts { operation, parts, direction, namespace }, |lowering, part| {
                    Some((accessor(part).name, lowering.accessor_type(operation, part)))
                });
                whole(Body::Wrapper(wrapper), ty)
            }
        }
    }

    fn accessor_type(&mut self, operation: &schema::Operation, part: &Part) -> Type {
        match part.content {
            // The profile wants a type here; with an element, its type is what stands in the accessor.
            PartContent::Element(id) => match self.contract.elements.get(id.0) {
                Some(element) => self.root_type(element),
                None => Type::Unit,
            },
            PartContent::Type(ty) => {
                let place = format!("{}/{}", operation.name, part.name);
                self.part_type(ty, &part.name, &place)
            }
        }
    }

    /// A part is the declared type, unless that is abstract.
    pub(super) fn part_type(&mut self, ty: TypeRef, local: &str, place: &str) -> Type {
        let member = lower::Member { owner: "", local, place };
        self.declared_type(ty, member)
    }

    /// Several parts: a struct of them; `member` says the name and the type of each.
    fn parts(
        &mut self,
        Parts { operation, parts, direction, namespace }: Parts<'_>,
        mut member: impl FnMut(&mut Self, &Part) -> Option<(XmlName, Type)>,
    ) -> Type {
        let ident = self.module(0).scope.type_ident(&format!("{} {}", operation.name, direction.word()));
        let at = self.reserve_item(0);
        let mut scope = Scope::default();
        let mut elements = Vec::new();
        let mut fields = Vec::new();
        for part in parts {
            let Some((name, ty)) = member(self, part) else { continue };
            let place = format!("{}/{}", operation.name, part.name);
            let pinned = self.pinned_value(self.bindings.rename(&place), &mut scope);
            let is_optional = self.bindings.is_optional(&place);
            self.known(place);
            let ident = pinned.unwrap_or_else(|| scope.value_ident(&part.name));
            fields.push(Field {
                setter: is_optional.then(|| name::setter(&ident)),
                ident,
                doc: doc::doc(part.annotation.doc.as_deref(), &format!("Part {}.", code(&part.name)), &[]),
                ty,
                cardinality: if is_optional { Cardinality::Optional } else { Cardinality::One },
                at_least_one: false,
                slot: Slot::Element(elements.len()),
                initial: if is_optional { Initial::Nothing } else { Initial::Argument },
            });
            elements.push(Row { name, repeats: false, collapse: false, wildcard: None });
        }
        let structure = Struct {
            ident: ident.clone(),
            doc: format!("The parts of a message of the operation {}.", code(&operation.name)),
            name: XmlName { namespace: namespace.to_owned(), local: String::new() },
            derives: Vec::new(),
            attributes: Vec::new(),
            elements,
            fields,
            declares_href: false,
        };
        self.fill_item(0, at, Some(Item::Struct(structure)));
        Type::Item { module: String::new(), ident }
    }

    /// Of several parts in document style each is an element (WSDL 1.1, section 3.5).
    fn warn_of_part_without_element(&mut self, part: &Part) {
        let what = format!("the part `{}` names a type beside other parts in document style", part.name);
        self.diagnostics.push(
            Diagnostic::warning("part-without-element", what)
                .at(part.annotation.span, "it is an element with the name of the part".to_owned())
                .help("name an element with `element=`, or bind the operation in rpc style"),
        );
    }
}

/// A message that is one value.
fn whole(body: Body, ty: Type) -> Payload {
    Payload { parameter: "request".to_owned(), body, ty }
}

/// The element of a part.
fn accessor(part: &Part) -> Row {
    let name = XmlName { namespace: String::new(), local: part.name.clone() };
    Row { name, repeats: false, collapse: false, wildcard: None }
}

/// The parts in the order of `parameterOrder` (WSDL 1.1, section 2.4.6); those that it does not name come last.
fn in_order<'p>(parts: &'p [Part], order: &[String]) -> Vec<&'p Part> {
    let mut parts: Vec<&Part> = parts.iter().collect();
    parts.sort_by_key(|part| order.iter().position(|name| *name == part.name).unwrap_or(order.len()));
    parts
}
