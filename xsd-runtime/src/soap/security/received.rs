//! The `wsse:Security` block as it was received, and what it has to look like.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::SECURITY;
use super::digest::{Digest, PASSWORD_DIGEST};
use super::refusal::{INVALID_SECURITY, INVALID_SECURITY_TOKEN, UNSUPPORTED_SECURITY_TOKEN, refusal};
use super::username_token::{PASSWORD_TEXT, Password};
use crate::decode::Decode;
use crate::error::DecodeError;
use crate::limits::Limits;
use crate::member::Member;
use crate::name::Name;
use crate::namespace::{WSSE, WSU};
use crate::raw::RawXml;
use crate::read::Reader;
use crate::report::{Note, NoteKind, Report};
use crate::soap::header::is_for_us;
use crate::soap::{Fault, NoFault, Version};
use crate::types::{Base64, DateTime, Secret};

/// What a request says of itself, in good form.
pub(super) struct Received {
    pub(super) period: Option<Period>,
    pub(super) token: Token,
}

/// From when to when a request is good.
pub(super) struct Period {
    pub(super) created: Timestamp,
    pub(super) expires: Option<Timestamp>,
}

/// Who sent a request, and how that can be known.
pub(super) struct Token {
    pub(super) username: String,
    pub(super) proof: Proof,
    pub(super) nonce: Option<Vec<u8>>,
    pub(super) created: Option<Timestamp>,
}

/// What shows that somebody has the password.
pub(super) enum Proof {
    /// The password itself.
    Password(Secret),
    /// A digest of the nonce, the time as it was written, and the password.
    Digest { digest: Digest, nonce: Vec<u8>, created: String },
}

type Checked<T> = Result<T, Fault<NoFault>>;

impl Received {
    /// Reads the one block that is for us.
    pub(super) fn from_headers(headers: &[RawXml]) -> Checked<Self> {
        let mut blocks = Vec::new();
        for header in headers.iter().filter(|header| *header.name() == SECURITY) {
            // What is wrong with it is for the sender to find, and may be secret.
            let (block, report) = read_block(header)
                .map_err(|_| refusal(INVALID_SECURITY, "the wsse:Security block cannot be read"))?;
            if block.is_for_us && !is_in_form(&report) {
                return Err(refusal(INVALID_SECURITY, "the wsse:Security block is not as its schema says"));
            }
            blocks.extend(block.is_for_us.then_some(block));
        }
        let block = only(blocks, INVALID_SECURITY, "wsse:Security block for this receiver")?;
        let block =
            block.ok_or_else(|| refusal(INVALID_SECURITY, "the request has no wsse:Security block"))?;
        let timestamp = only(block.timestamps, INVALID_SECURITY, "wsu:Timestamp")?;
        let token = only(block.tokens, INVALID_SECURITY, "wsse:UsernameToken")?;
        let token =
            token.ok_or_else(|| refusal(INVALID_SECURITY, "the request has no wsse:UsernameToken"))?;
        Ok(Self { period: timestamp.map(TimestampElement::check).transpose()?, token: token.check()? })
    }
}

fn read_block(block: &RawXml) -> Result<(SecurityBlock, Report), DecodeError> {
    let mut reader = Reader::new(block.as_str(), &Limits::default())?.without_references();
    reader.open_root()?;
    let read = reader.root_value()?;
    Ok((read, reader.take_report()))
}

/// Whether nothing was tolerated but what the schemas leave open: attributes, and elements in the block, in a token and in
/// a timestamp. Who is let in is no matter of leniency.
fn is_in_form(report: &Report) -> bool {
    let is_open = |note: &Note| match note.kind {
        NoteKind::UnknownAttribute | NoteKind::TypeIgnored => true,
        // `/Security/UsernameToken/Other`
        NoteKind::UnknownElement => note.path.matches('/').count() <= 3,
        _ => false,
    };
    report.more() == 0 && report.notes().iter().all(is_open)
}

/// The only one of `items`, if there is one.
fn only<T>(items: Vec<T>, code: Name, what: &str) -> Checked<Option<T>> {
    match items.len() {
        0 | 1 => Ok(items.into_iter().next()),
        _ => Err(refusal(code, format!("there is more than one {what}"))),
    }
}

/// An `xs:dateTime`; without zone it is taken for UTC, in which it has to be.
fn instant(text: &str) -> Option<Timestamp> {
    let time: DateTime = text.parse().ok()?;
    time.offset().unwrap_or(Offset::UTC).to_timestamp(time.civil()).ok()
}

/// `wsse:Security`. Other tokens and signatures are skipped.
struct SecurityBlock {
    is_for_us: bool,
    timestamps: Vec<TimestampElement>,
    tokens: Vec<TokenElement>,
}

impl Decode for SecurityBlock {
    const TYPE: Name = Name::new(WSSE, "SecurityHeaderType");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        const MEMBERS: [Member; 2] =
            [Member::qualified(WSU, "Timestamp"), Member::qualified(WSSE, "UsernameToken")];
        // The block does not know the version of its envelope, and only one of the attributes can be there for it.
        let is_for_us = is_for_us(Version::Soap11, reader)? && is_for_us(Version::Soap12, reader)?;
        let mut block = Self { is_for_us, timestamps: Vec::new(), tokens: Vec::new() };
        while let Some(member) = reader.child(&MEMBERS)? {
            match member {
                0 => reader.many(&mut block.timestamps)?,
                _ => reader.many(&mut block.tokens)?,
            }
        }
        Ok(block)
    }
}

/// `wsu:Timestamp`.
struct TimestampElement {
    created: Vec<String>,
    expires: Vec<String>,
}

impl Decode for TimestampElement {
    const TYPE: Name = Name::new(WSU, "TimestampType");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        const MEMBERS: [Member; 2] = [Member::qualified(WSU, "Created"), Member::qualified(WSU, "Expires")];
        let mut timestamp = Self { created: Vec::new(), expires: Vec::new() };
        while let Some(member) = reader.child(&MEMBERS)? {
            match member {
                0 => reader.many(&mut timestamp.created)?,
                _ => reader.many(&mut timestamp.expires)?,
            }
        }
        Ok(timestamp)
    }
}

impl TimestampElement {
    fn check(self) -> Checked<Period> {
        let time = |texts, what: &str| {
            let text = only::<String>(texts, INVALID_SECURITY, what)?;
            let unreadable = || refusal(INVALID_SECURITY, format!("{what} is no time"));
            text.map(|text| instant(&text).ok_or_else(unreadable)).transpose()
        };
        let created = time(self.created, "wsu:Created of the wsu:Timestamp")?;
        let expires = time(self.expires, "wsu:Expires of the wsu:Timestamp")?;
        // WS-I Basic Security Profile 1.0, R3203.
        let created =
            created.ok_or_else(|| refusal(INVALID_SECURITY, "the wsu:Timestamp has no wsu:Created"))?;
        if expires.is_some_and(|expires| expires < created) {
            return Err(refusal(INVALID_SECURITY, "the wsu:Timestamp expires before it was created"));
        }
        Ok(Period { created, expires })
    }
}

/// `wsse:UsernameToken`.
struct TokenElement {
    usernames: Vec<String>,
    passwords: Vec<Password>,
    nonces: Vec<Nonce>,
    created: Vec<String>,
}

impl Decode for TokenElement {
    const TYPE: Name = Name::new(WSSE, "UsernameTokenType");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        const MEMBERS: [Member; 4] = [
            Member::qualified(WSSE, "Username"),
            Member::qualified(WSSE, "Password"),
            Member::qualified(WSSE, "Nonce"),
            Member::qualified(WSU, "Created"),
        ];
        let mut token =
            Self { usernames: Vec::new(), passwords: Vec::new(), nonces: Vec::new(), created: Vec::new() };
        while let Some(member) = reader.child(&MEMBERS)? {
            match member {
                0 => reader.many(&mut token.usernames)?,
                1 => reader.many(&mut token.passwords)?,
                2 => reader.many(&mut token.nonces)?,
                _ => reader.many(&mut token.created)?,
            }
        }
        Ok(token)
    }
}

impl TokenElement {
    fn check(self) -> Checked<Token> {
        let invalid = |reason: &str| refusal(INVALID_SECURITY_TOKEN, reason);
        let username = only(self.usernames, INVALID_SECURITY_TOKEN, "wsse:Username")?
            .ok_or_else(|| invalid("the token has no wsse:Username"))?;
        let password = only(self.passwords, INVALID_SECURITY_TOKEN, "wsse:Password")?
            .ok_or_else(|| invalid("the token has no wsse:Password"))?;
        let nonce = only(self.nonces, INVALID_SECURITY_TOKEN, "wsse:Nonce")?.map(Nonce::check).transpose()?;
        let written = only(self.created, INVALID_SECURITY_TOKEN, "wsu:Created of the token")?;
        let created = match &written {
            Some(text) => Some(instant(text).ok_or_else(|| invalid("wsu:Created of the token is no time"))?),
            None => None,
        };
        let proof = match password.ty.as_deref().map(str::trim) {
            None | Some(PASSWORD_TEXT) => Proof::Password(password.text),
            Some(PASSWORD_DIGEST) => Proof::Digest {
                digest: bytes(&password.text)
                    .and_then(|bytes| Digest::from_bytes(&bytes))
                    .ok_or_else(|| invalid("the wsse:Password is no digest in base64"))?,
                nonce: nonce.clone().ok_or_else(|| invalid("a digest needs a wsse:Nonce"))?,
                // What stands around it is of an indented message, not of what was digested.
                created: written
                    .map(|text| text.trim().to_owned())
                    .ok_or_else(|| invalid("a digest needs a wsu:Created"))?,
            },
            Some(_) => {
                return Err(refusal(
                    UNSUPPORTED_SECURITY_TOKEN,
                    "the Type of the wsse:Password is not known",
                ));
            }
        };
        Ok(Token { username, proof, nonce, created })
    }
}

/// `wsse:Nonce`.
struct Nonce {
    text: Secret,
    encoding: Option<String>,
}

impl Decode for Nonce {
    const TYPE: Name = Name::new(WSSE, "EncodedString");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut encoding = None;
        while reader.attribute(&[Member::local("EncodingType")])?.is_some() {
            reader.value_of_attribute(&mut encoding)?;
        }
        Ok(Self { text: reader.text_value()?, encoding })
    }
}

impl Nonce {
    /// The bytes. They are in base64 where nothing is said, and no other encoding is known; it is called by several URIs.
    fn check(self) -> Checked<Vec<u8>> {
        if self.encoding.is_some_and(|encoding| !encoding.trim().ends_with("Base64Binary")) {
            return Err(refusal(
                UNSUPPORTED_SECURITY_TOKEN,
                "the EncodingType of the wsse:Nonce is not known",
            ));
        }
        bytes(&self.text)
            .filter(|bytes| !bytes.is_empty())
            .ok_or_else(|| refusal(INVALID_SECURITY_TOKEN, "the wsse:Nonce is empty or no base64"))
    }
}

/// What is written in base64. Why it is not is in no error, which would repeat it.
fn bytes(text: &Secret) -> Option<Vec<u8>> {
    Base64::from_encoded(text.expose()).ok().map(Base64::into_bytes)
}
