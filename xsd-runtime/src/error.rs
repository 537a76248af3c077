//! What can go wrong between a value and its XML.

use std::fmt;

use crate::report::NoteKind;
use crate::types::ValueError;

/// A place in a message: line and column count from 1, the column in characters, the offset in bytes of
/// the text after decoding to UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes from the start.
    pub offset: usize,
}

impl Position {
    pub(crate) fn at(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let last_line = before.get(line_start..).unwrap_or_default();
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: last_line.chars().count() + 1,
            offset,
        }
    }

    /// The place of `offset`, counted on from this one where it does not lie before it.
    pub(crate) fn moved_to(self, text: &str, offset: usize) -> Self {
        let Some(between) = text.get(self.offset..offset) else { return Self::at(text, offset) };
        let last_line = between.rfind('\n').and_then(|newline| between.get(newline + 1..));
        Self {
            line: self.line + memchr::memchr_iter(b'\n', between.as_bytes()).count(),
            column: last_line.map_or(self.column + between.chars().count(), |line| line.chars().count() + 1),
            offset,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// A message that could not be read, with the place where reading stopped.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, Debug, PartialEq)]
struct Inner {
    kind: DecodeErrorKind,
    path: String,
    position: Position,
}

impl DecodeError {
    pub(crate) fn new(kind: DecodeErrorKind, path: String, position: Position) -> Self {
        Self(Box::new(Inner { kind, path, position }))
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.0.kind
    }

    /// The element or attribute at fault, as a path of local names from the root;
    /// repeated elements are numbered from 1.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Where it stands.
    #[must_use]
    pub fn position(&self) -> Position {
        self.0.position
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.kind)?;
        if !self.0.path.is_empty() {
            write!(f, " at {}", self.0.path)?;
        }
        write!(f, " ({})", self.0.position)
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            DecodeErrorKind::Value(error) => Some(error),
            _ => None,
        }
    }
}

/// The kinds of [`DecodeError`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The bytes are not text in the encoding that they claim.
    Encoding(String),
    /// The text is not well-formed XML 1.0 with namespaces.
    Malformed(String),
    /// A DOCTYPE was met; SOAP 1.1 section 3 forbids it and it is never read.
    Doctype,
    /// A bound of [`Limits`](crate::Limits) was passed.
    Limit {
        /// The field of `Limits`.
        limit: &'static str,
        /// Its value.
        max: usize,
    },
    /// A required element or attribute is missing, or nil where nil is not allowed, or empty where its type has no empty value.
    Missing(String),
    /// None of the branches of a required choice is there.
    NoBranch,
    /// The text is not a value of the declared type.
    Value(ValueError),
    /// The type is abstract, and no `xsi:type` names a type that can be read.
    Abstract(String),
    /// Another root element was due.
    Root {
        /// Name that was due, as `{namespace}local`.
        expected: String,
        /// Name that was found.
        found: String,
    },
    /// `href` that leads nowhere, or in a circle.
    Reference(String),
    /// An array of SOAP encoding that is sent in part.
    PartialArray,
    /// The SOAP envelope is not one.
    Envelope(String),
    /// A header with `mustUnderstand` that nobody handles.
    MustUnderstand(String),
    /// In strict mode: what else would be a note in the report.
    Strict(NoteKind),
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding(why) => write!(f, "cannot decode the text: {why}"),
            Self::Malformed(why) => write!(f, "not well-formed XML: {why}"),
            Self::Doctype => f.write_str("a DOCTYPE is not accepted"),
            Self::Limit { limit, max } => write!(f, "limit `{limit}` of {max} passed"),
            Self::Missing(name) => write!(f, "required `{name}` is missing, empty or nil"),
            Self::NoBranch => f.write_str("none of the branches of a required choice is present"),
            Self::Value(error) => write!(f, "{error}"),
            Self::Abstract(name) => write!(f, "type `{name}` is abstract and no known xsi:type is given"),
            Self::Root { expected, found } => write!(f, "expected element `{expected}`, found `{found}`"),
            Self::Reference(why) => write!(f, "{why}"),
            Self::PartialArray => {
                f.write_str("an array that is sent in part, with `offset` or `position`, cannot be read")
            }
            Self::Envelope(why) => write!(f, "not a SOAP envelope: {why}"),
            Self::MustUnderstand(name) => {
                write!(f, "header `{name}` must be understood and is not")
            }
            Self::Strict(kind) => write!(f, "strict mode: {kind}"),
        }
    }
}

/// A value that cannot be written as XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError(Box<(EncodeErrorKind, String)>);

impl EncodeError {
    pub(crate) fn new(kind: EncodeErrorKind, path: String) -> Self {
        Self(Box::new((kind, path)))
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &EncodeErrorKind {
        &self.0.0
    }

    /// The element or attribute that could not be written, as a path of local names from the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.1
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.kind(), self.path())
    }
}

impl std::error::Error for EncodeError {}

/// The kinds of [`EncodeError`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// A character that XML 1.0 cannot carry, not even escaped (section 2.2).
    Character(char),
    /// Raw XML whose namespace declarations contradict the place where it goes.
    RawXml,
    /// A raw attribute that the element has already, or whose name belongs to XML or SOAP.
    RawAttribute,
    /// Elements stand deeper inside of each other than any reader accepts.
    Depth(usize),
    /// The operating system gave no random bytes for a nonce.
    Random,
}

impl fmt::Display for EncodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character(c) => {
                write!(f, "character U+{:04X} cannot be written in XML 1.0", u32::from(*c))
            }
            Self::RawXml => f.write_str("raw XML cannot be moved to an element of another name"),
            Self::RawAttribute => f.write_str("the attribute stands here already, or is not for content"),
            Self::Depth(max) => write!(f, "elements nested deeper than {max}"),
            Self::Random => f.write_str("no random bytes for a nonce"),
        }
    }
}
