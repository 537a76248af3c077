//! Rules that only show once everything is resolved: no type and no element may rest on itself, nor on more others than
//! any contract needs.

use super::{Element, SimpleType, Type, TypeId, TypeKind, TypeName, TypeRef};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};

/// As many links of a circle are shown.
const MAX_LABELS: usize = 6;

/// Longest chain of types of which each is made from the next. Contracts have a dozen.
const MAX_DERIVATION: usize = 128;

/// Longest chain of elements of which each substitutes the next.
pub(super) const MAX_SUBSTITUTION: usize = 64;

/// Reports circles of derivation, each once, or else chains that are too long.
pub(super) fn derivation(types: &[Type], diagnostics: &mut Diagnostics) {
    let bases = |index: usize| types.get(index).map(bases).unwrap_or_default();
    let described = |ty: &Type| match &ty.name {
        TypeName::Named(name) => format!("the type `{name}`"),
        _ => "an anonymous type".to_owned(),
    };
    let circles = circles(types.len(), bases);
    if circles.is_empty() {
        for ty in first_beyond(MAX_DERIVATION, types.len(), bases).filter_map(|index| types.get(index)) {
            let message =
                format!("{} is made from more than {MAX_DERIVATION} others in a row", described(ty));
            diagnostics.push(
                Diagnostic::error("too-deep", message)
                    .at(ty.annotation.span, "one level too many")
                    .help("let it derive from a type nearer to the first one"),
            );
        }
    }
    for circle in circles {
        let Some(ty) = circle.first().and_then(|index| types.get(*index)) else { continue };
        let name = described(ty);
        let diagnostic = Diagnostic::error("circular-derivation", format!("{name} is derived from itself"));
        let spans = circle.iter().filter_map(|index| types.get(*index)).map(|ty| ty.annotation.span);
        diagnostics
            .push(label(diagnostic, spans).help("let one of them derive from a type outside of the circle"));
    }
}

/// Reports circles of substitution groups, each once, or else chains that are too long.
pub(super) fn substitution(elements: &[Element], diagnostics: &mut Diagnostics) {
    let heads = |index: usize| {
        elements.get(index).and_then(|element| element.substitutes).map(|id| id.0).into_iter().collect()
    };
    let circles = circles(elements.len(), heads);
    if circles.is_empty() {
        let beyond = first_beyond(MAX_SUBSTITUTION, elements.len(), heads);
        for element in beyond.filter_map(|index| elements.get(index)) {
            let message = format!(
                "the element `{}` substitutes more than {MAX_SUBSTITUTION} others in a row",
                element.name
            );
            diagnostics.push(
                Diagnostic::error("too-deep", message)
                    .at(element.annotation.span, "one level too many")
                    .help("name an element nearer to the first one in `substitutionGroup`"),
            );
        }
    }
    for circle in circles {
        let Some(element) = circle.first().and_then(|index| elements.get(*index)) else { continue };
        let message = format!("the element `{}` is in its own substitution group", element.name);
        let diagnostic = Diagnostic::warning("circular-substitution", message);
        let spans = circle.iter().filter_map(|index| elements.get(*index)).map(|e| e.annotation.span);
        diagnostics.push(label(diagnostic, spans).help("remove `substitutionGroup` from one of them"));
    }
}

fn label(mut diagnostic: Diagnostic, spans: impl Iterator<Item = Span>) -> Diagnostic {
    for (index, span) in spans.take(MAX_LABELS).enumerate() {
        let text = if index == 0 { "rests on itself" } else { "by way of this one" };
        diagnostic = diagnostic.at(span, text);
    }
    diagnostic
}

/// The types that a type is made from.
fn bases(ty: &Type) -> Vec<usize> {
    let defined = |ty: &TypeRef| match ty {
        TypeRef::Defined(TypeId(index)) => Some(*index),
        TypeRef::Builtin(_) => None,
    };
    match &ty.kind {
        TypeKind::Simple(SimpleType::Restriction { base, .. }) => defined(base).into_iter().collect(),
        TypeKind::Simple(SimpleType::List { item }) => defined(item).into_iter().collect(),
        TypeKind::Simple(SimpleType::Union { members }) => members.iter().filter_map(defined).collect(),
        TypeKind::Complex(ty) => ty.derivation.and_then(|d| defined(&d.base)).into_iter().collect(),
    }
}

/// The nodes of a graph without circles from which the longest path has just more than `max` steps.
fn first_beyond(max: usize, count: usize, next: impl Fn(usize) -> Vec<usize>) -> impl Iterator<Item = usize> {
    let mut depths: Vec<Option<usize>> = vec![None; count];
    for start in 0..count {
        let mut open = vec![start];
        while let Some(node) = open.last().copied() {
            let neighbours = next(node);
            let depth_of = |node: &usize| depths.get(*node).copied().flatten();
            let before = open.len();
            open.extend(neighbours.iter().filter(|node| depth_of(node).is_none()));
            if open.len() == before {
                let deepest = neighbours.iter().filter_map(depth_of).map(|depth| depth + 1).max();
                if let Some(slot) = depths.get_mut(node) {
                    *slot = Some(deepest.unwrap_or(0));
                }
                open.pop();
            }
        }
    }
    depths.into_iter().enumerate().filter(move |(_, depth)| *depth == Some(max + 1)).map(|(node, _)| node)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Circles of a graph with `count` nodes, by depth first search without recursion.
fn circles(count: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    let set = |states: &mut Vec<State>, node: usize, state: State| {
        if let Some(slot) = states.get_mut(node) {
            *slot = state;
        }
    };
    let mut states = vec![State::New; count];
    let mut found = Vec::new();
    for start in 0..count {
        // The path from `start`, each node with those of its neighbours that are still to be visited.
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut enter = Some(start);
        loop {
            if let Some(node) = enter.take() {
                match states.get(node).copied() {
                    Some(State::New) => {
                        set(&mut states, node, State::Open);
                        path.push((node, next(node)));
                    }
                    Some(State::Open) => {
                        let from = path.iter().position(|(open, _)| *open == node).unwrap_or(0);
                        found.push(path.iter().skip(from).map(|(node, _)| *node).collect());
                    }
                    Some(State::Done) | None => {}
                }
            }
            let Some((node, rest)) = path.last_mut() else { break };
            match rest.pop() {
                Some(neighbour) => enter = Some(neighbour),
                None => {
                    set(&mut states, *node, State::Done);
                    path.pop();
                }
            }
        }
    }
    found
}
