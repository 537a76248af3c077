//! Header blocks as they were received.

use crate::decode::Decode;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::limits::Limits;
use crate::mask::Secrets;
use crate::name::Name;
use crate::raw::RawXml;
use crate::read::{Reader, format_name};
use crate::soap::{SECURITY, Version};

/// Where a header block is meant for whoever receives the message (SOAP 1.1 section 4.2.2, SOAP 1.2 part 1
/// section 2.2).
const OURS: [&str; 4] = [
    "",
    "http://schemas.xmlsoap.org/soap/actor/next",
    "http://www.w3.org/2003/05/soap-envelope/role/next",
    "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
];

/// The header blocks of a message.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers {
    pub(super) blocks: Vec<RawXml>,
    /// Which of them say that we must understand them, and the error where we do not.
    must_understand: Vec<(usize, DecodeError)>,
}

impl Headers {
    /// Reads the blocks in the `Header` element just opened, and leaves it.
    pub(super) fn read(&mut self, version: Version, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        while reader.any_child()? {
            if is_for_us(version, reader)? && must_understand(version, reader)? {
                let (namespace, local) = reader.name();
                let error = reader.error(DecodeErrorKind::MustUnderstand(format_name(namespace, local)));
                self.must_understand.push((self.blocks.len(), error));
            }
            self.blocks.push(reader.root_value()?);
        }
        reader.leave_element()
    }

    /// An error unless each block that must be understood is among `understood`.
    pub(super) fn check<'n>(
        &self,
        understood: impl Iterator<Item = &'n Name> + Clone,
    ) -> Result<(), DecodeError> {
        let is_understood = |index: &usize| {
            self.blocks.get(*index).is_some_and(|block| understood.clone().any(|name| block.name() == name))
        };
        match self.must_understand.iter().find(|(index, _)| !is_understood(index)) {
            Some((_, error)) => Err(error.clone()),
            None => Ok(()),
        }
    }

    /// What the blocks of WS-Security show to prove who sent the message: it must not be repeated.
    pub(super) fn credentials(&self, limits: &Limits) -> Vec<String> {
        let mut texts = Vec::new();
        for block in self.blocks.iter().filter(|block| *block.name() == SECURITY) {
            // The block was read before, so that nothing in it is malformed.
            let _read = read_credentials(block, limits, &mut texts);
        }
        texts.truncate(CREDENTIALS);
        texts
    }
}

/// How many texts are looked for in errors: a password and a nonce, as they are and without white space. The time that it
/// takes grows with them.
const CREDENTIALS: usize = 4;

/// The first of the blocks that is called `name`, as a typed value; an error shows no secret.
pub(super) fn decode_first<H: Decode>(
    blocks: &[RawXml],
    name: Name,
    limits: &Limits,
    secrets: &Secrets,
) -> Option<Result<H, DecodeError>> {
    let block = blocks.iter().find(|block| *block.name() == name)?;
    let read = || {
        let mut reader = Reader::new(block.as_str(), limits)?.hiding(secrets);
        reader.open_root()?;
        reader.root_value()
    };
    Some(read().map_err(|error| secrets.mask_error(error)))
}

/// Whether elements of this local name hold what proves who sent a message (UsernameToken profile 1.0, section 3.1).
pub(super) fn is_credential(local: &str) -> bool {
    matches!(local, "Password" | "Nonce")
}

/// Collects the texts of passwords and the like, wherever they stand in `block`.
fn read_credentials(block: &RawXml, limits: &Limits, texts: &mut Vec<String>) -> Result<(), DecodeError> {
    let mut reader = Reader::new(block.as_str(), limits)?;
    reader.open_root()?;
    let mut open = 1;
    while open > 0 {
        if !reader.any_child()? {
            reader.leave_element()?;
            open -= 1;
        } else if is_credential(reader.name().1) {
            let text = reader.text()?;
            // It may have been laid out, and be repeated without that.
            let trimmed = text.trim();
            if trimmed.len() < text.len() {
                texts.push(trimmed.to_owned());
            }
            texts.push(text.into_owned());
            reader.skip()?;
        } else {
            open += 1;
        }
    }
    Ok(())
}

pub(super) fn is_for_us(version: Version, reader: &Reader<'_>) -> Result<bool, DecodeError> {
    let local = match version {
        Version::Soap11 => "actor",
        Version::Soap12 => "role",
    };
    let role = reader.find_attribute(Name::new(version.namespace(), local))?;
    Ok(role.is_none_or(|role| OURS.contains(&role.trim())))
}

fn must_understand(version: Version, reader: &Reader<'_>) -> Result<bool, DecodeError> {
    let value = reader.find_attribute(Name::new(version.namespace(), "mustUnderstand"))?;
    Ok(value.is_some_and(|value| matches!(value.trim(), "1" | "true")))
}
