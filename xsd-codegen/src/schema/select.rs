//! A contract with some of its operations alone.

use std::collections::HashSet;

use super::{Contract, ElementId, PartContent, PortType};
use crate::diagnostic::{Diagnostic, Diagnostics, closest};

impl Contract {
    /// Leaves out every operation that is not among `wanted`, by its name in the contract; types are then those that the
    /// others need. A name that no operation has is an error.
    pub(crate) fn select(&mut self, wanted: &[String], diagnostics: &mut Diagnostics) {
        self.report_unknown(wanted, diagnostics);
        for (index, port_type) in self.port_types.iter_mut().enumerate() {
            let moved = retain(port_type, wanted);
            for binding in self.bindings.iter_mut().filter(|binding| binding.port_type == index) {
                binding.operations.retain_mut(|bound| match moved.get(bound.operation).copied().flatten() {
                    Some(operation) => {
                        bound.operation = operation;
                        true
                    }
                    None => false,
                });
            }
        }
        let of_other = |operation: &String| !wanted.contains(operation);
        self.policies.retain(|policy| !policy.operation.as_ref().is_some_and(of_other));
        self.is_selection = true;
    }

    /// The elements that stand in a message, as its body, as a header block or as the detail of a fault.
    pub(crate) fn root_elements(&self) -> HashSet<ElementId> {
        let operations = self.port_types.iter().flat_map(|port_type| &port_type.operations);
        let messages = operations.flat_map(|operation| {
            let faults = operation.faults.iter().map(|fault| &fault.message);
            operation.input.iter().chain(&operation.output).chain(faults)
        });
        let bound = self.bindings.iter().flat_map(|binding| &binding.operations);
        let bound = bound.flat_map(|bound| bound.input.iter().chain(&bound.output));
        let headers = bound.flat_map(|message| message.headers.iter().map(|header| &header.part));
        let parts = messages.flat_map(|message| &message.parts).chain(headers);
        parts
            .filter_map(|part| match part.content {
                PartContent::Element(element) => Some(element),
                PartContent::Type(_) => None,
            })
            .collect()
    }

    fn report_unknown(&self, wanted: &[String], diagnostics: &mut Diagnostics) {
        let operations = self.port_types.iter().flat_map(|port_type| &port_type.operations);
        let known: Vec<&str> = operations.map(|operation| &*operation.name).collect();
        for name in wanted.iter().filter(|name| !known.contains(&name.as_str())) {
            let diagnostic =
                Diagnostic::error("unknown-operation", format!("there is no operation `{name}`"));
            diagnostics.push(diagnostic.help(match closest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write names of operations as the contract has them".to_owned(),
            }));
        }
    }
}

/// Keeps the wanted operations, and tells where each of all went.
fn retain(port_type: &mut PortType, wanted: &[String]) -> Vec<Option<usize>> {
    let mut kept = 0;
    let moved = port_type.operations.iter().map(|operation| {
        wanted.contains(&operation.name).then(|| {
            kept += 1;
            kept - 1
        })
    });
    let moved = moved.collect();
    port_type.operations.retain(|operation| wanted.contains(&operation.name));
    moved
}
