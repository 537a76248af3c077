//! What was skipped or tolerated while a message was read.

use std::fmt;

use crate::error::Position;

/// Everything that the reader passed over or put up with, in the order of the message.
///
/// Nothing is dropped silently: what is not in the value is named here. In strict mode each of
/// these is an error instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub(crate) notes: Vec<Note>,
    pub(crate) more: usize,
}

impl Report {
    /// The notes, at most [`Limits::notes`](crate::Limits::notes) of them.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// How many notes there were beyond those that were kept.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }

    /// Whether the message was exactly as its contract says.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for note in &self.notes {
            writeln!(f, "{note}")?;
        }
        if self.more > 0 {
            writeln!(f, "and {} more", self.more)?;
        }
        Ok(())
    }
}

/// One thing that was skipped or tolerated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it was.
    pub kind: NoteKind,
    /// The element or attribute, as a path of local names from the root.
    pub path: String,
    /// Where it stands.
    pub position: Position,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {} ({})", self.kind, self.path, self.position)
    }
}

/// The kinds of things that are skipped or tolerated.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// An element that the contract does not name here was skipped.
    UnknownElement,
    /// An attribute that the contract does not name here was skipped.
    UnknownAttribute,
    /// An element that may stand once stood again; the first was kept.
    Repeated,
    /// Another branch of a choice had been read already; this one was skipped.
    SecondBranch,
    /// An element was in the target namespace where the schema says none, or the reverse; it was accepted.
    Qualification,
    /// The root of the body had another namespace; it was accepted.
    RootNamespace,
    /// The element around the parts of an rpc message had another local name; it was accepted.
    WrapperName,
    /// The only part of an rpc reply had another name; it was accepted.
    PartName,
    /// `xsi:nil` at the only part of an rpc message, whose type has no value for that; it was read as if it were empty.
    NilPart,
    /// Empty text where a number, date or the like is due; the optional member is absent.
    EmptyValue,
    /// `xsi:nil` in a list whose items are not nillable; the item was skipped.
    NilItem,
    /// A required element that may be nil was missing; it was taken for nil.
    MissingNil,
    /// An element, or a branch of a choice, that repeats and has to stand at least once did not; the list is empty.
    MissingItem,
    /// `xsi:type` named a type that does not stand for another one here; the declared type was read.
    TypeIgnored,
    /// Text between elements was skipped.
    StrayText,
    /// A further element after the body's root was skipped.
    ExtraBody,
    /// A fault detail could not be read as its declared type and was kept raw.
    RawDetail,
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownElement => "unknown element skipped",
            Self::UnknownAttribute => "unknown attribute skipped",
            Self::Repeated => "single element repeated, first one kept",
            Self::SecondBranch => "second branch of a choice skipped",
            Self::Qualification => "element with unexpected qualification accepted",
            Self::RootNamespace => "body root with unexpected namespace accepted",
            Self::WrapperName => "rpc wrapper with unexpected name accepted",
            Self::PartName => "rpc part with unexpected name accepted",
            Self::NilPart => "nil rpc part read as an empty one",
            Self::EmptyValue => "empty value treated as absent",
            Self::NilItem => "nil list item skipped",
            Self::MissingNil => "missing element taken for nil",
            Self::MissingItem => "list without the item that is required",
            Self::TypeIgnored => "xsi:type ignored, declared type read",
            Self::StrayText => "text between elements skipped",
            Self::ExtraBody => "further body element skipped",
            Self::RawDetail => "fault detail of unexpected form kept raw",
        })
    }
}
