//! The pull reader that generated code decodes from.
//!
//! `events` turns quick-xml's events into checked ones, `content` is what a generated `decode` asks
//! for (attributes, children, text), `slots` decodes one member into its place, and `reference`
//! follows `href`.

pub(crate) mod chars;
mod content;
mod events;
mod raw;
mod reference;
mod scope;
mod slots;
mod tag;

use crate::decode::Decode;
use crate::error::{DecodeError, DecodeErrorKind, Position};
use crate::limits::Limits;
use crate::mask::Secrets;
use crate::name::Name;
use crate::report::{Note, NoteKind, Report};
use events::Document;
pub(crate) use raw::RawElement;
use reference::References;
use scope::{Namespace, Scope};
use tag::Attribute;
pub(crate) use tag::resolve_reference;

/// Reads one message, element by element, without building a tree.
///
/// A reader stands in an element. What is asked of it concerns that element: its attributes first,
/// then its children or its text, up to and including its end tag.
///
/// ```
/// use xsd_runtime::{Limits, Name, Reader};
///
/// let mut reader = Reader::new("<n>42</n>", &Limits::default())?;
/// let number: i32 = reader.document(Name::new("", "n"))?;
/// assert_eq!(number, 42);
/// # Ok::<(), xsd_runtime::DecodeError>(())
/// ```
pub struct Reader<'x> {
    input: &'x str,
    events: quick_xml::Reader<&'x [u8]>,
    /// Offset in `input` that counts as 0 in `events`.
    base: usize,
    /// `events` can be moved past a start tag that comes next: it has not looked at it yet.
    between_tags: bool,
    document: Document,
    scope: Scope<'x>,
    open: Vec<Open<'x>>,
    /// The end of the element that was opened last is due: it was written `<a/>`.
    closing: bool,
    /// The end tag of the element that was opened last has been read.
    ended: bool,
    /// Attributes of the element that was opened last, without namespace declarations.
    attributes: Vec<Attribute<'x>>,
    /// How many of them have been asked for.
    attributes_read: usize,
    /// Where in the table of members the next one is looked for first: behind the one before.
    next_attribute: usize,
    /// White space of the attribute that was found last is collapsed.
    collapse_attribute: bool,
    special: Special<'x>,
    /// The text of mixed content that was found last.
    piece: String,
    /// The child behind it, which is open already.
    behind_piece: Option<usize>,
    references: References<'x>,
    follows_references: bool,
    /// What [`namespace::CONTRACT`](crate::namespace::CONTRACT) stands for.
    contract: &'static str,
    elements: usize,
    limits: Limits,
    strict: bool,
    report: Report,
    secrets: Vec<String>,
    /// Where elements start that hold secrets, and such as were skipped: what is in those nobody knows.
    withheld: Vec<usize>,
    /// Secrets of the request, which errors must not show.
    hidden: Secrets,
    has_carriage_return: bool,
    has_cdata_end: bool,
    /// The place that was asked for last.
    position: std::cell::Cell<Position>,
}

/// An element whose end tag has not been read.
#[derive(Debug)]
struct Open<'x> {
    /// The name as written, for the end tag.
    raw: &'x str,
    local: &'x str,
    namespace: Namespace,
    /// Offset of its `<` in the input.
    start: usize,
    /// How many namespace bindings there were outside of it.
    bindings: usize,
    children: usize,
    /// How many items of an array there were.
    items: usize,
    /// Where in the table of members the child before was found; the next one is looked for from there.
    last_member: usize,
    /// How many times in a row that member was found.
    repeat: usize,
    /// Which of the elements of its name it is, from 1; 0 where there is one alone.
    number: usize,
    /// White space of its text is collapsed even where the Rust type would keep it.
    collapse: bool,
    /// Name of the type that is decoded from this element.
    ty: Name,
}

/// Attributes of the element that was opened last which concern the reader itself.
#[derive(Clone, Copy, Debug, Default)]
struct Special<'x> {
    nil: bool,
    /// `xsi:type`, not yet looked at.
    xsi_type: Option<&'x str>,
    /// The id that `href="#id"` (SOAP 1.1) or `enc:ref="id"` (SOAP 1.2) refers to.
    href: Option<&'x str>,
}

impl<'x> Reader<'x> {
    /// A reader at the start of `input`.
    ///
    /// # Errors
    /// When `input` is longer than `limits.body` or holds characters that XML 1.0 does not allow.
    pub fn new(input: &'x str, limits: &Limits) -> Result<Self, DecodeError> {
        let input = input.strip_prefix('\u{FEFF}').unwrap_or(input);
        let reader = Self {
            input,
            events: events::quick_xml_reader(input),
            base: 0,
            between_tags: false,
            document: Document::default(),
            scope: Scope::new(),
            open: Vec::with_capacity(16),
            closing: false,
            ended: false,
            attributes: Vec::with_capacity(16),
            attributes_read: 0,
            next_attribute: 0,
            collapse_attribute: false,
            special: Special::default(),
            piece: String::new(),
            behind_piece: None,
            references: References::default(),
            follows_references: true,
            contract: "",
            elements: 0,
            limits: limits.clone(),
            strict: false,
            report: Report::default(),
            secrets: Vec::new(),
            withheld: Vec::new(),
            hidden: Secrets::default(),
            has_carriage_return: memchr::memchr(b'\r', input.as_bytes()).is_some(),
            has_cdata_end: memchr::memmem::find(input.as_bytes(), b"]]>").is_some(),
            position: std::cell::Cell::new(Position { line: 1, column: 1, offset: 0 }),
        };
        if input.len() > limits.body {
            return Err(reader.over("body", limits.body));
        }
        if let Some(offset) = chars::forbidden_character(input) {
            let why = "a control character or non-character stands in the text";
            return Err(reader.error_at(DecodeErrorKind::Malformed(why.to_owned()), offset));
        }
        Ok(reader)
    }

    /// Makes everything that would be a note in the report an error.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Keeps the secrets of the request out of errors.
    #[must_use]
    pub(crate) fn hiding(mut self, hidden: &Secrets) -> Self {
        self.hidden = hidden.clone();
        self
    }

    /// Reads types that contracts share in the namespace of this one.
    #[must_use]
    pub(crate) fn in_contract(mut self, contract: &'static str) -> Self {
        self.contract = contract;
        self
    }

    /// Takes `href` for an attribute like any other.
    #[cfg(feature = "server")]
    #[must_use]
    pub(crate) fn without_references(mut self) -> Self {
        self.follows_references = false;
        self
    }

    /// Reads a whole document whose root is `root`, to the end of the input.
    ///
    /// # Errors
    /// When the document is not well-formed, has another root, or does not hold a `T`.
    pub fn document<T: Decode>(&mut self, root: Name) -> Result<T, DecodeError> {
        self.open_root()?;
        self.expect_root(root)?;
        let value = self.root_value()?;
        self.end_of_document()?;
        Ok(value)
    }

    /// What was skipped or tolerated so far.
    #[must_use]
    pub fn into_report(self) -> Report {
        self.report
    }

    pub(crate) fn take_report(&mut self) -> Report {
        std::mem::take(&mut self.report)
    }

    /// Values that were read as [`Secret`](crate::types::Secret), for masking.
    pub(crate) fn take_secrets(&mut self) -> Vec<String> {
        std::mem::take(&mut self.secrets)
    }

    /// Offsets of the elements that must not be shown: those that hold secrets, and what was skipped.
    #[cfg(feature = "server")]
    pub(crate) fn take_withheld(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.withheld)
    }

    /// Nothing in the element that was opened last is to be shown.
    fn withhold(&mut self) {
        self.withheld.push(self.here());
    }

    /// Accepts the element just opened as `root`: the same local name, another namespace with a note.
    pub(crate) fn expect_root(&mut self, root: Name) -> Result<(), DecodeError> {
        let (namespace, local) = self.name();
        if local != root.local {
            let found = format_name(namespace, local);
            let expected = root.to_string();
            return Err(self.error(DecodeErrorKind::Root { expected, found }));
        }
        if namespace != root.namespace {
            self.note(NoteKind::RootNamespace)?;
        }
        Ok(())
    }

    /// Accepts the element just opened as the one around the parts of an rpc message, another name with a note.
    pub(crate) fn expect_wrapper(&mut self, wrapper: Name) -> Result<(), DecodeError> {
        let (namespace, local) = self.name();
        if local != wrapper.local {
            self.note(NoteKind::WrapperName)
        } else if namespace != wrapper.namespace {
            self.note(NoteKind::RootNamespace)
        } else {
            Ok(())
        }
    }

    /// Namespace and local name of the element that was opened last.
    pub(crate) fn name(&self) -> (&str, &'x str) {
        self.open.last().map_or(("", ""), |open| (self.scope.uri(open.namespace), open.local))
    }

    /// Remembers that something was skipped or tolerated.
    pub(crate) fn note(&mut self, kind: NoteKind) -> Result<(), DecodeError> {
        self.note_about(kind, "")
    }

    fn note_about(&mut self, kind: NoteKind, attribute: &str) -> Result<(), DecodeError> {
        if matches!(kind, NoteKind::UnknownAttribute | NoteKind::StrayText) {
            self.withhold();
        }
        if !self.strict && self.report.notes.len() >= self.limits.notes {
            self.report.more += 1;
            return Ok(());
        }
        let path = self.path() + attribute;
        self.note_at(kind, path, self.here())
    }

    fn note_at(&mut self, kind: NoteKind, path: String, offset: usize) -> Result<(), DecodeError> {
        if self.strict {
            let position = self.position_of(offset);
            return Err(DecodeError::new(DecodeErrorKind::Strict(kind), path, position));
        }
        if self.report.notes.len() < self.limits.notes {
            let position = self.position_of(offset);
            self.report.notes.push(Note { kind, path, position });
        } else {
            self.report.more += 1;
        }
        Ok(())
    }

    /// An error at the element that was opened last.
    #[cold]
    pub(crate) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        self.error_at(kind, self.here())
    }

    #[cold]
    fn error_at(&self, kind: DecodeErrorKind, offset: usize) -> DecodeError {
        DecodeError::new(kind, self.path(), self.position_of(offset))
    }

    /// The error with line and column.
    #[cold]
    pub(super) fn located(&self, error: DecodeError) -> DecodeError {
        match error.position() {
            Position { line: 0, offset, .. } => {
                DecodeError::new(error.kind().clone(), error.path().to_owned(), self.position_of(offset))
            }
            _ => error,
        }
    }

    fn position_of(&self, offset: usize) -> Position {
        self.position.set(self.position.get().moved_to(self.input, offset));
        self.position.get()
    }

    #[cold]
    fn malformed(&self, why: impl Into<String>) -> DecodeError {
        self.error_at(DecodeErrorKind::Malformed(why.into()), self.offset())
    }

    #[cold]
    fn over(&self, limit: &'static str, max: usize) -> DecodeError {
        self.error(DecodeErrorKind::Limit { limit, max })
    }

    /// Offset of the element that was opened last.
    fn here(&self) -> usize {
        self.open.last().map_or(self.offset(), |open| open.start)
    }

    /// Offset behind the last event.
    #[inline]
    fn offset(&self) -> usize {
        self.base + usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX)
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for open in &self.open {
            path.push('/');
            path.push_str(open.local);
            if open.number > 0 {
                path.push_str(&format!("[{}]", open.number));
            }
        }
        path
    }
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("path", &self.path()).field("offset", &self.offset()).finish()
    }
}

/// `{namespace}local`, or `local` alone where there is no namespace.
pub(crate) fn format_name(namespace: &str, local: &str) -> String {
    if namespace.is_empty() { local.to_owned() } else { format!("{{{namespace}}}{local}") }
}
