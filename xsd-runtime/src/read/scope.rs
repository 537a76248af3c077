//! Namespace declarations in scope (Namespaces in XML 1.0, section 6).

use std::borrow::Cow;
use std::collections::HashSet;

use crate::namespace;

/// Number of a namespace URI within one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Namespace(usize);

impl Namespace {
    pub(crate) const NONE: Self = Self(0);
    const XML: Self = Self(1);
}

#[derive(Clone, Copy, Debug)]
struct Binding<'x> {
    prefix: &'x str,
    namespace: Namespace,
    /// How many URIs were known before this binding, to forget its own with it.
    uris_before: usize,
}

/// The bindings in scope, innermost last.
#[derive(Debug)]
pub(crate) struct Scope<'x> {
    uris: Vec<Cow<'x, str>>,
    bindings: Vec<Binding<'x>>,
    /// What no prefix means: looked up once a declaration, not once an element.
    default: Namespace,
}

/// The bindings at one place, to come back to.
pub(crate) struct Bindings<'x>(Vec<Binding<'x>>, usize);

impl<'x> Scope<'x> {
    pub(crate) fn new() -> Self {
        Self {
            uris: vec![Cow::Borrowed(""), Cow::Borrowed(namespace::XML)],
            bindings: Vec::new(),
            default: Namespace::NONE,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.bindings.len()
    }

    #[inline]
    pub(crate) fn uri(&self, namespace: Namespace) -> &str {
        self.uris.get(namespace.0).map_or("", |uri| uri)
    }

    /// Whether `namespace` has this URI. Most names are in no namespace, which takes no look at any text; comparing empty
    /// texts is no cheaper than comparing others, and on some processors many times slower.
    #[inline]
    pub(crate) fn is(&self, namespace: Namespace, uri: &str) -> bool {
        if namespace == Namespace::NONE || uri.is_empty() {
            return namespace == Namespace::NONE && uri.is_empty();
        }
        self.uri(namespace) == uri
    }

    /// Binds `prefix`; an error says which rule of section 3 is broken.
    pub(crate) fn declare(
        &mut self,
        prefix: &'x str,
        uri: Cow<'x, str>,
        own: usize,
    ) -> Result<(), &'static str> {
        if prefix == "xml" && uri != namespace::XML || prefix != "xml" && uri == namespace::XML {
            return Err("the prefix xml and its namespace belong to each other");
        }
        if prefix == "xmlns" || uri == namespace::XMLNS {
            return Err("the prefix xmlns cannot be declared");
        }
        if !prefix.is_empty() && uri.is_empty() {
            return Err("a prefix cannot be undeclared");
        }
        if self.bindings.iter().skip(own).any(|binding| binding.prefix == prefix) {
            return Err("a prefix is declared twice");
        }
        self.bind(prefix, uri);
        Ok(())
    }

    /// Binds `prefix` without asking whether that is allowed.
    pub(crate) fn bind(&mut self, prefix: &'x str, uri: Cow<'x, str>) {
        let uris_before = self.uris.len();
        let namespace = self.intern(uri);
        self.bindings.push(Binding { prefix, namespace, uris_before });
        if prefix.is_empty() {
            self.default = namespace;
        }
    }

    fn intern(&mut self, uri: Cow<'x, str>) -> Namespace {
        let known = self.uris.iter().position(|known| *known == uri);
        Namespace(known.unwrap_or_else(|| {
            self.uris.push(uri);
            self.uris.len() - 1
        }))
    }

    /// Forgets all bindings but the first `len`.
    #[inline]
    pub(crate) fn truncate(&mut self, len: usize) {
        if let Some(first) = self.bindings.get(len) {
            self.uris.truncate(first.uris_before);
            self.bindings.truncate(len);
            self.default = self.find("").unwrap_or(Namespace::NONE);
        }
    }

    /// The namespace of `prefix`; `""` asks for the default namespace.
    #[inline]
    pub(crate) fn lookup(&self, prefix: &str) -> Option<Namespace> {
        if prefix.is_empty() {
            return Some(self.default);
        }
        self.find(prefix).or_else(|| (prefix == "xml").then_some(Namespace::XML))
    }

    fn find(&self, prefix: &str) -> Option<Namespace> {
        self.bindings.iter().rev().find(|binding| binding.prefix == prefix).map(|binding| binding.namespace)
    }

    /// Takes all bindings out, to [`Scope::restore`] them later.
    pub(crate) fn take(&mut self) -> Bindings<'x> {
        self.default = Namespace::NONE;
        Bindings(std::mem::take(&mut self.bindings), self.uris.len())
    }

    pub(crate) fn restore(&mut self, bindings: Bindings<'x>) {
        self.uris.truncate(bindings.1);
        self.bindings = bindings.0;
        self.default = self.find("").unwrap_or(Namespace::NONE);
    }

    /// Prefix and URI of the bindings after the first `len`.
    pub(crate) fn since(&self, len: usize) -> impl Iterator<Item = (&'x str, Cow<'x, str>)> {
        self.bindings.iter().skip(len).map(|binding| {
            let uri = self.uris.get(binding.namespace.0).cloned().unwrap_or_default();
            (binding.prefix, uri)
        })
    }

    /// Prefix and URI of those of the first `len` bindings that are visible, each prefix once, outermost first.
    pub(crate) fn visible_before(&self, len: usize) -> Vec<(&'x str, &str)> {
        let mut seen = HashSet::with_capacity(self.bindings.len());
        let mut visible: Vec<_> = self
            .bindings
            .iter()
            .enumerate()
            .rev()
            .filter(|(at, binding)| seen.insert(binding.prefix) && *at < len)
            .map(|(_, binding)| (binding.prefix, self.uri(binding.namespace)))
            .filter(|(prefix, uri)| !(prefix.is_empty() && uri.is_empty()))
            .collect();
        visible.reverse();
        visible
    }
}

impl crate::text::Prefixes for Scope<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.lookup(prefix).map(|namespace| self.uri(namespace))
    }
}
