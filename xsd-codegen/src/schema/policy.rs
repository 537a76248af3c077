//! Policies with those that they refer to.

use std::collections::{HashMap, HashSet};

use super::{Policy, PolicyTerm};
use crate::document::Documents;

/// What references call policies.
type Named<'d> = HashMap<&'d str, &'d [PolicyTerm]>;

/// Longest chain of policies that refer to each other.
const MAX_CHAIN: usize = 32;

pub(super) fn resolve(documents: &Documents) -> Vec<Policy> {
    let all = || documents.definitions.iter().map(|definitions| &definitions.policies);
    let mut named = Named::new();
    for (name, terms) in all().flat_map(|policies| &policies.named) {
        named.entry(name).or_insert(terms);
    }
    let attached = all().flat_map(|policies| &policies.attached);
    let policies = attached.map(|attachment| Policy {
        subject: attachment.subject.clone(),
        operation: attachment.operation.clone(),
        terms: with_references(&attachment.terms, &named, &mut HashSet::new(), 0),
    });
    policies.collect()
}

/// The terms with what they refer to. A policy that was `met` before asks for nothing new.
fn with_references<'d>(
    terms: &'d [PolicyTerm],
    named: &Named<'d>,
    met: &mut HashSet<&'d str>,
    depth: usize,
) -> Vec<PolicyTerm> {
    let mut resolved = Vec::new();
    for term in terms {
        match term {
            PolicyTerm::Reference(uri) => match named.get(&**uri) {
                Some(terms) if depth < MAX_CHAIN => {
                    if met.insert(uri) {
                        resolved.extend(with_references(terms, named, met, depth + 1));
                    }
                }
                _ => resolved.push(term.clone()),
            },
            PolicyTerm::Assertion { name, is_optional, inner } => resolved.push(PolicyTerm::Assertion {
                name: name.clone(),
                is_optional: *is_optional,
                inner: with_references(inner, named, met, depth),
            }),
        }
    }
    resolved
}
