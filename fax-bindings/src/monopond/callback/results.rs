//! Results of faxes that were sent.

use super::Key;
use super::unqualified::unqualified;
use crate::monopond::v2_1::ApiFaxMessageStatus;
use crate::runtime::{
    Decode, DecodeError, DecodeErrorKind, Limits, Member, Name, Reader, Report, charset, decode_text,
};

/// The two documented roots: a list of messages, and a single one.
const LIST: Name = Name::new("", "FaxMessages");
const SINGLE: Name = Name::new("", "FaxMessage");

/// What the service posts when faxes are done: the state of each, and how its attempts went.
///
/// ```
/// use fax_bindings::monopond::callback::Results;
///
/// let results = Results::read(br#"<FaxMessage messageRef="a" status="done"/>"#, None)?;
/// assert!(results.messages[0].is_done());
/// # Ok::<(), fax_bindings::runtime::DecodeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Results {
    /// The faxes, in the order of the document. Those of later versions have members that those of version 2 lack.
    pub messages: Vec<ApiFaxMessageStatus>,
    /// What of the document was skipped or tolerated.
    pub report: Report,
}

impl Results {
    /// Reads the body of a request. `content_type` is its HTTP header of that name, for the charset.
    ///
    /// The root is `FaxMessages`, or, as earlier documentation has it, a single `FaxMessage`. Documented are elements
    /// without a namespace. Those of any other are read in the same way, which the report does not mention.
    ///
    /// # Errors
    /// When the bytes are not well-formed XML, have another root, or hold a value that is not of its type; with path and
    /// place.
    pub fn read(body: &[u8], content_type: Option<&str>) -> Result<Self, DecodeError> {
        let text = decode_text(body, content_type.and_then(charset))?;
        let root = root(&text)?;
        let text = unqualified(&text);
        let mut reader = Reader::new(&text, &Limits::default())?;
        let messages = if root == LIST {
            reader.document::<FaxMessages>(LIST)?.0
        } else {
            vec![reader.document(SINGLE)?]
        };
        Ok(Self { messages, report: reader.into_report() })
    }

    /// Each fax with the key of what is said about it. A fax without a reference, which the service does not send, has
    /// no key.
    pub fn keyed(&self) -> impl Iterator<Item = (Option<Key>, &ApiFaxMessageStatus)> {
        self.messages.iter().map(|fax| (Key::of(fax), fax))
    }
}

/// The root of the document, which is read to its end: namespaces are checked here, and do not matter later.
fn root(text: &str) -> Result<Name, DecodeError> {
    let check = |root| Reader::new(text, &Limits::default())?.document::<Unread>(root);
    match check(LIST) {
        Ok(Unread) => Ok(LIST),
        Err(error) if matches!(error.kind(), DecodeErrorKind::Root { .. }) => match check(SINGLE) {
            Err(single) if matches!(single.kind(), DecodeErrorKind::Root { .. }) => Err(error),
            checked => checked.map(|Unread| SINGLE),
        },
        Err(error) => Err(error),
    }
}

/// An element whose content does not matter.
struct Unread;

impl Decode for Unread {
    const TYPE: Name = Name::new("", "");

    fn decode(_: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self)
    }
}

/// `FaxMessages` as a root; in replies it is a member.
struct FaxMessages(Vec<ApiFaxMessageStatus>);

impl Decode for FaxMessages {
    const TYPE: Name = Name::new("", "");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        const MEMBERS: [Member; 1] = [Member::local("FaxMessage").repeats()];
        let mut messages = Vec::new();
        while reader.child(&MEMBERS)?.is_some() {
            reader.many(&mut messages)?;
        }
        Ok(Self(messages))
    }
}
