//! Reading an envelope, from its start to the end of the text.

use crate::decode::Decode;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::limits::Limits;
use crate::mask::Secrets;
use crate::member::Member;
use crate::name::Name;
use crate::namespace::{SOAP11, SOAP12, SOAP12_ENCODING};
use crate::read::{Reader, format_name};
use crate::report::NoteKind;
use crate::soap::fault::{self, Facts, TypedDetail};
use crate::soap::header::Headers;
use crate::soap::{Body, Version};
use crate::types::QName;

const SOAP11_ENVELOPE: [Member; 2] = [Member::qualified(SOAP11, "Header"), Member::qualified(SOAP11, "Body")];

const SOAP12_ENVELOPE: [Member; 2] = [Member::qualified(SOAP12, "Header"), Member::qualified(SOAP12, "Body")];

/// The text of a message and how it is to be read.
#[derive(Clone, Copy, Debug)]
pub(in crate::soap) struct Source<'x> {
    pub(in crate::soap) text: &'x str,
    pub(in crate::soap) limits: &'x Limits,
    pub(in crate::soap) strict: bool,
    /// Whether it is a reply, in which the name of the only part does not matter (SOAP 1.1, section 7.1).
    pub(in crate::soap) is_reply: bool,
    /// What [`namespace::CONTRACT`](crate::namespace::CONTRACT) stands for.
    pub(in crate::soap) contract: &'static str,
    /// Secrets of the request that the message answers.
    pub(in crate::soap) secrets: Option<&'x Secrets>,
}

/// A message whose header blocks have been read, and the name of its root.
#[derive(Debug)]
pub(in crate::soap) struct Message<'x> {
    source: Source<'x>,
    pub(in crate::soap) reader: Reader<'x>,
    pub(in crate::soap) version: Version,
    pub(in crate::soap) headers: Headers,
    pub(in crate::soap) root: Root,
}

/// The first element of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::soap) enum Root {
    /// Not looked for: the reader stands in front of it.
    Ahead,
    Empty,
    Fault,
    Element(QName),
}

impl<'x> Message<'x> {
    /// Opens the envelope, up to the first element of its body.
    pub(in crate::soap) fn open(source: Source<'x>) -> Result<Self, DecodeError> {
        let mut message = Self::open_body(source)?;
        message.root = Root::Empty;
        if message.reader.any_child()? {
            let (namespace, local) = message.reader.name();
            message.root = match local {
                "Fault" if namespace == message.version.namespace() => Root::Fault,
                _ => Root::Element(QName::checked(namespace, local)),
            };
        }
        Ok(message)
    }

    /// Opens the envelope where it is known what its body holds.
    pub(in crate::soap) fn open_for(source: Source<'x>, body: Body) -> Result<Self, DecodeError> {
        match body {
            Body::Element(_) | Body::Wrapper(_) | Body::Part(..) => Self::open(source),
            Body::Parts | Body::Empty => Self::open_body(source),
        }
    }

    fn open_body(source: Source<'x>) -> Result<Self, DecodeError> {
        let mut reader =
            Reader::new(source.text, source.limits)?.strict(source.strict).in_contract(source.contract);
        if let Some(secrets) = source.secrets {
            reader = reader.hiding(secrets);
        }
        reader.open_root()?;
        let version = version_of_root(&reader)?;
        let mut headers = Headers::default();
        let members = members(version);
        let mut has_header = false;
        while let Some(index) = reader.child(members)? {
            match index {
                0 if std::mem::replace(&mut has_header, true) => {
                    return Err(reader.error(DecodeErrorKind::Envelope("it has two Headers".to_owned())));
                }
                0 => headers.read(version, &mut reader)?,
                _ => return Ok(Self { source, reader, version, headers, root: Root::Ahead }),
            }
        }
        Err(reader.error(DecodeErrorKind::Envelope("it has no Body".to_owned())))
    }

    /// Reads the body, which is no fault, and on to the end of the text.
    pub(in crate::soap) fn value<T: Decode>(&mut self, body: Body) -> Result<T, DecodeError> {
        let value = match (body, &self.root, T::nil()) {
            // A message without parts has nothing that could be missing.
            (Body::Wrapper(_), Root::Empty, Some(nothing)) => nothing,
            _ => self.value_due(body)?,
        };
        self.leave(body)?;
        Ok(value)
    }

    fn value_due<T: Decode>(&mut self, body: Body) -> Result<T, DecodeError> {
        self.enter(body)?;
        let Body::Part(name, part) = body else { return self.reader.root_value() };
        if let Some(value) = self.reader.part_value(name.namespace, &part, !self.source.is_reply)? {
            return Ok(value);
        }
        // What was passed over is the part, since there is no other one.
        *self = Self::open(self.source)?;
        self.enter(body)?;
        self.reader.part_of_any_name(&part)
    }

    /// Goes to the element that the value is read from.
    fn enter(&mut self, body: Body) -> Result<(), DecodeError> {
        match (body, &self.root) {
            (Body::Element(name) | Body::Wrapper(name) | Body::Part(name, _), Root::Empty) => {
                let why = format!("its Body is empty, `{name}` is due");
                Err(self.reader.error(DecodeErrorKind::Envelope(why)))
            }
            (Body::Element(name), _) => self.reader.expect_root(name),
            (Body::Wrapper(name) | Body::Part(name, _), _) => self.reader.expect_wrapper(name),
            (Body::Parts | Body::Empty, Root::Ahead) => Ok(()),
            (Body::Parts | Body::Empty, _) => {
                // The root stands open, but the value is in the element around it.
                *self = Self::open_body(self.source)?;
                Ok(())
            }
        }
    }

    /// Reads on behind the value, to the end of the text.
    fn leave(&mut self, body: Body) -> Result<(), DecodeError> {
        if !matches!(body, Body::Parts | Body::Empty) {
            self.skip_rest_of_body()?;
        }
        if self.reader.child(members(self.version))?.is_some() {
            // It may hold a block that must be understood, or another message.
            let why = "a Header or another Body follows its Body".to_owned();
            return Err(self.reader.error(DecodeErrorKind::Envelope(why)));
        }
        self.reader.leave_element()?;
        self.reader.end_of_document()
    }

    fn skip_rest_of_body(&mut self) -> Result<(), DecodeError> {
        while self.reader.any_child()? {
            // Elements with an id are values that the root refers to (SOAP 1.1 section 5.1).
            if self.has_id()? {
                self.reader.skip()?;
            } else {
                self.reader.skip_noting(NoteKind::ExtraBody)?;
            }
        }
        self.reader.leave_element()
    }

    fn has_id(&self) -> Result<bool, DecodeError> {
        let plain = self.reader.find_attribute(Name::new("", "id"))?;
        let encoded = self.reader.find_attribute(Name::new(SOAP12_ENCODING, "id"))?;
        Ok(plain.or(encoded).is_some())
    }
}

fn members(version: Version) -> &'static [Member; 2] {
    match version {
        Version::Soap11 => &SOAP11_ENVELOPE,
        Version::Soap12 => &SOAP12_ENVELOPE,
    }
}

fn version_of_root(reader: &Reader<'_>) -> Result<Version, DecodeError> {
    let (namespace, local) = reader.name();
    match Version::from_namespace(namespace) {
        Some(version) if local == "Envelope" => Ok(version),
        _ => {
            let why = format!("its root is `{}`", format_name(namespace, local));
            Err(reader.error(DecodeErrorKind::Envelope(why)))
        }
    }
}

/// Whether the text, which is no message, is an envelope of a version of SOAP that nobody knows.
#[cfg(feature = "server")]
pub(in crate::soap) fn has_unknown_version(text: &str, limits: &Limits) -> bool {
    let Ok(mut reader) = Reader::new(text, limits) else { return false };
    let is_root_known = reader.open_root().is_ok();
    let (namespace, local) = reader.name();
    is_root_known && local == "Envelope" && Version::from_namespace(namespace).is_none()
}

/// Reads a message whose root is a fault, to the end of the text. `names` are the details that the contract
/// declares, `decode` reads one of them; if it cannot, the detail is kept raw. Secrets of the fault go to `learned`.
///
/// Strictness is for values: a fault is read leniently, so that it is never lost.
pub(in crate::soap) fn read_fault(
    source: Source<'_>,
    names: &[Name],
    decode: &mut dyn FnMut(usize, &mut Reader<'_>) -> Result<(), DecodeError>,
    learned: &mut Vec<String>,
) -> Result<Facts, DecodeError> {
    let source = Source { strict: false, ..source };
    let mut attempt = |typed: TypedDetail<'_>| {
        let mut message = Message::open(source)?;
        let facts = fault::read(message.version, names, typed, &mut message.reader);
        learned.extend(message.reader.take_secrets());
        let mut facts = facts?;
        message.skip_rest_of_body()?;
        message.leave(Body::Parts)?;
        facts.report = message.reader.take_report();
        facts.headers = message.headers.blocks;
        Ok(facts)
    };
    let facts = attempt(TypedDetail::Decode(decode)).or_else(|_: DecodeError| attempt(TypedDetail::Raw))?;
    if has_text_in_detail(&facts) { attempt(TypedDetail::Whole) } else { Ok(facts) }
}

/// Whether text stands directly in the element around the details, which no detail would keep.
fn has_text_in_detail(facts: &Facts) -> bool {
    let is_detail = |path: &str| path.ends_with("/Fault/detail") || path.ends_with("/Fault/Detail");
    facts.report.notes().iter().any(|note| note.kind == NoteKind::StrayText && is_detail(&note.path))
}
