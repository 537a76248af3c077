//! Header blocks as they were received.

use crate::error::{DecodeError, DecodeErrorKind};
use crate::name::Name;
use crate::raw::RawXml;
use crate::read::Reader;
use crate::soap::Version;

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
    /// Which of them say that we must understand them.
    must_understand: Vec<usize>,
}

impl Headers {
    /// Reads the blocks in the `Header` element just opened, and leaves it.
    pub(super) fn read(&mut self, version: Version, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        while reader.any_child()? {
            if is_for_us(version, reader)? && must_understand(version, reader)? {
                self.must_understand.push(self.blocks.len());
            }
            self.blocks.push(reader.root_value()?);
        }
        reader.leave_element()
    }

    /// An error unless each block that must be understood is among `understood`.
    pub(super) fn check<'n>(
        &self,
        understood: impl Iterator<Item = &'n Name> + Clone,
    ) -> Result<(), DecodeErrorKind> {
        let mut blocks = self.must_understand.iter().filter_map(|index| self.blocks.get(*index));
        match blocks.find(|block| !understood.clone().any(|name| block.name() == name)) {
            Some(block) => Err(DecodeErrorKind::MustUnderstand(block.name().to_string())),
            None => Ok(()),
        }
    }
}

fn is_for_us(version: Version, reader: &Reader<'_>) -> Result<bool, DecodeError> {
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
