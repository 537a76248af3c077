//! Which operation a request asks for.

use std::fmt;

use super::refused::sayable;
use crate::soap::operation::Description;
use crate::soap::{Body, Fault, NoFault};
use crate::types::QName;

/// One operation in the table of a [`Service`](super::Service), made by
/// [`Operation::route`](crate::soap::Operation::route).
#[derive(Clone, Copy)]
pub struct Route(Description);

impl Route {
    pub(in crate::soap) const fn new(description: Description) -> Self {
        Self(description)
    }

    pub(super) const fn description(&self) -> &Description {
        &self.0
    }

    fn takes(&self, root: &QName) -> bool {
        self.0.input.root().is_some_and(|name| *root == name)
    }

    fn has_action(&self, action: Option<&str>) -> bool {
        action.is_some_and(|action| self.0.action == action)
    }
}

/// The operation's name.
impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Route").field(&self.0.name).finish()
    }
}

/// The route of a request with this body root and this action, and its place in the table.
///
/// The root decides; where several operations take it, so does the action. An action alone decides where no operation
/// takes the root. What is left may be for the one operation whose body holds parts, or nothing.
pub(super) fn find<'t>(
    routes: &'t [Route],
    root: Option<&QName>,
    action: Option<&str>,
) -> Result<(usize, &'t Route), Fault<NoFault>> {
    let all = || routes.iter().enumerate();
    let by_root = |(_, route): &(usize, &Route)| root.is_some_and(|root| route.takes(root));
    let by_action = |(_, route): &(usize, &Route)| route.has_action(action);
    let body = if root.is_some() { Body::Parts } else { Body::Empty };
    let by_body = |(_, route): &(usize, &Route)| route.0.input == body;
    all()
        .filter(by_root)
        .find(by_action)
        .or_else(|| all().find(by_root))
        .or_else(|| all().find(by_action))
        .or_else(|| only(all().filter(by_body)))
        .ok_or_else(|| unknown(routes, root, action))
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

/// The fault that says what came, and what could have come.
fn unknown(routes: &[Route], root: Option<&QName>, action: Option<&str>) -> Fault<NoFault> {
    let root = root.map_or_else(|| "an empty body".to_owned(), |root| format!("`{root}`"));
    // The action comes from an HTTP header, which may hold what XML cannot carry.
    let action = action.map(|action| format!(" with the action `{}`", sayable(action))).unwrap_or_default();
    let known: Vec<String> = routes.iter().map(|route| format!("`{}`", shown_input(route))).collect();
    Fault::client(format!("no operation takes {root}{action}; known are {}", known.join(", ")))
}

fn shown_input(route: &Route) -> String {
    match route.0.input.root() {
        Some(name) => name.to_string(),
        None if route.0.action.is_empty() => route.0.name.to_owned(),
        None => route.0.action.to_owned(),
    }
}
