//! Fault codes.

use std::borrow::Cow;
use std::fmt;

use crate::name::Name;
use crate::namespace;
use crate::soap::Version;
use crate::text::{Prefixes, Text, TextSink};
use crate::types::ValueError;

/// What a fault code says (SOAP 1.1 section 4.4.1, SOAP 1.2 part 1 section 5.4.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The request is at fault, and sending it again will not help: `Client` of SOAP 1.1, `Sender` of SOAP 1.2.
    Client,
    /// The server is at fault: `Server` of SOAP 1.1, `Receiver` of SOAP 1.2.
    Server,
    /// The server does not know the version of the envelope.
    VersionMismatch,
    /// The server does not know a header block that it must understand.
    MustUnderstand,
    /// The server does not know the encoding style (SOAP 1.2).
    DataEncodingUnknown,
    /// A code of the server's own.
    #[default]
    Other,
}

impl FaultKind {
    /// The local part that stands for it; `None` for another code.
    fn local(self, version: Version) -> Option<&'static str> {
        Some(match (self, version) {
            (Self::Client, Version::Soap11) => "Client",
            (Self::Client, Version::Soap12) => "Sender",
            (Self::Server, Version::Soap11) => "Server",
            (Self::Server, Version::Soap12) => "Receiver",
            (Self::VersionMismatch, _) => "VersionMismatch",
            (Self::MustUnderstand, _) => "MustUnderstand",
            (Self::DataEncodingUnknown, _) => "DataEncodingUnknown",
            (Self::Other, _) => return None,
        })
    }
}

/// A fault code as it was sent: a qualified name by the standard, any text in practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeName {
    namespace: String,
    text: String,
}

impl CodeName {
    /// Namespace URI; empty for none, and for a prefix that is bound to nothing.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The text without its prefix.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn kind(&self) -> FaultKind {
        if !matches!(&*self.namespace, "" | namespace::SOAP11 | namespace::SOAP12) {
            return FaultKind::Other;
        }
        match self.text.split('.').next() {
            Some("Client" | "Sender") => FaultKind::Client,
            Some("Server" | "Receiver") => FaultKind::Server,
            Some("VersionMismatch") => FaultKind::VersionMismatch,
            Some("MustUnderstand") => FaultKind::MustUnderstand,
            Some("DataEncodingUnknown") => FaultKind::DataEncodingUnknown,
            _ => FaultKind::Other,
        }
    }
}

impl From<Name> for CodeName {
    fn from(name: Name) -> Self {
        Self { namespace: name.namespace.to_owned(), text: name.local.to_owned() }
    }
}

/// No text is refused: a fault is too precious to lose it for its code.
impl Text for CodeName {
    fn parse(text: Cow<'_, str>, prefixes: &dyn Prefixes) -> Result<Self, ValueError> {
        let (prefix, local) = text.split_once(':').unwrap_or(("", &text));
        Ok(match prefixes.namespace(prefix) {
            Some(namespace) => Self { namespace: namespace.to_owned(), text: local.to_owned() },
            None => Self { namespace: String::new(), text: text.into_owned() },
        })
    }

    fn write(&self, out: &mut dyn TextSink) {
        out.qname(&self.namespace, &self.text);
    }
}

/// The code of a fault, with subcodes from general to special.
///
/// SOAP 1.1 has no subcodes. There a code is made special by dots (`Client.Authentication`), or by a name of one's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FaultCode {
    kind: FaultKind,
    name: CodeName,
    subcodes: Vec<CodeName>,
}

impl FaultCode {
    /// What the code says.
    #[must_use]
    pub fn kind(&self) -> FaultKind {
        self.kind
    }

    /// The code itself, such as `Client` or `Client.Authentication`.
    #[must_use]
    pub fn name(&self) -> &CodeName {
        &self.name
    }

    /// The subcodes, from general to special (SOAP 1.2).
    #[must_use]
    pub fn subcodes(&self) -> &[CodeName] {
        &self.subcodes
    }

    /// The same code with a further subcode. In SOAP 1.1 the last one is written in the place of the code.
    #[must_use]
    pub fn with_subcode(mut self, subcode: Name) -> Self {
        self.subcodes.push(subcode.into());
        self
    }

    pub(super) fn from_parts(name: CodeName, subcodes: Vec<CodeName>) -> Self {
        Self { kind: name.kind(), name, subcodes }
    }

    /// The one name that SOAP 1.1 has room for.
    pub(super) fn for_soap11(&self) -> CodeName {
        let special = self.subcodes.last().unwrap_or(&self.name);
        match (self.kind.local(Version::Soap11), self.subcodes.is_empty() && !self.is_special()) {
            (Some(local), true) => Name::new(namespace::SOAP11, local).into(),
            _ => match special.namespace() {
                namespace::SOAP12 => CodeName { namespace: namespace::SOAP11.to_owned(), ..special.clone() },
                _ => special.clone(),
            },
        }
    }

    /// One of the five names of SOAP 1.2, and the subcodes.
    pub(super) fn for_soap12(&self) -> (CodeName, Vec<CodeName>) {
        let local = self.kind.local(Version::Soap12).unwrap_or("Receiver");
        let own = self.is_special().then(|| self.name.clone());
        let subcodes = own.into_iter().chain(self.subcodes.iter().cloned()).collect();
        (Name::new(namespace::SOAP12, local).into(), subcodes)
    }

    /// The name says more than the kind.
    fn is_special(&self) -> bool {
        self.kind == FaultKind::Other || self.name.text.contains('.')
    }
}

impl From<FaultKind> for FaultCode {
    fn from(kind: FaultKind) -> Self {
        // Which of the two versions it is called by is decided when it is written.
        let name = kind.local(Version::Soap11).map(|local| Name::new(namespace::SOAP11, local).into());
        Self { kind, name: name.unwrap_or_default(), subcodes: Vec::new() }
    }
}

/// A code of one's own.
impl From<Name> for FaultCode {
    fn from(name: Name) -> Self {
        Self::from_parts(name.into(), Vec::new())
    }
}

/// The code and its subcodes, without namespaces.
impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.name.text.is_empty() { "Fault" } else { &self.name.text })?;
        self.subcodes.iter().try_for_each(|subcode| write!(f, "/{}", subcode.text))
    }
}
