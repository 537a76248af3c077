//! XML that no schema describes: `xs:anyType`, `xs:any`, header blocks, fault details.

use std::fmt;

use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::{DecodeError, EncodeError, EncodeErrorKind};
use crate::limits::Limits;
use crate::member::ANY;
use crate::name::Name;
use crate::namespace;
use crate::read::{RawElement, Reader};
use crate::types::QName;
use crate::write::Writer;

/// One element as it was written, complete with the namespace declarations that it needs.
///
/// ```
/// use xsd_runtime::RawXml;
///
/// let raw = RawXml::parse("<n>42</n>")?;
/// assert_eq!(raw.name().local(), "n");
/// assert_eq!(raw.decode::<i32>()?, 42);
/// # Ok::<(), xsd_runtime::DecodeError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct RawXml {
    name: QName,
    xml: String,
    /// Where the element's name ends in `xml`.
    name_end: usize,
    /// Where the attributes end: `>` or `/>` stands here.
    tag_end: usize,
    /// Where the content stands.
    content: std::ops::Range<usize>,
    /// The prefixes that the start tag declares.
    prefixes: Vec<String>,
}

impl RawXml {
    /// Takes an element as text.
    ///
    /// # Errors
    /// When it is not one well-formed element that declares all of its prefixes.
    pub fn parse(xml: &str) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(xml, &Limits::default())?;
        reader.open_root()?;
        let raw = reader.root_value()?;
        reader.end_of_document()?;
        Ok(raw)
    }

    /// Writes a value as the element `name`.
    ///
    /// # Errors
    /// When a text of the value holds a character that XML cannot carry.
    pub fn from_value<T: Encode>(name: Name, value: &T) -> Result<Self, EncodeError> {
        let xml = Writer::document(name, value)?;
        Self::parse(&xml).map_err(|_| EncodeError::new(EncodeErrorKind::RawXml, format!("/{}", name.local)))
    }

    /// Name of the element.
    #[must_use]
    pub fn name(&self) -> &QName {
        &self.name
    }

    /// The element as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.xml
    }

    /// The element as a typed value; its name does not matter.
    ///
    /// # Errors
    /// When the element does not hold a `T`.
    pub fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        let mut reader = Reader::new(&self.xml, &Limits::default())?;
        reader.open_root()?;
        reader.root_value()
    }

    fn from_parts(name: QName, parts: RawElement) -> Self {
        Self {
            name,
            xml: parts.xml,
            name_end: parts.name_end,
            tag_end: parts.tag_end,
            content: parts.content,
            prefixes: parts.prefixes,
        }
    }
}

/// The name and the length: the text may hold what must not be shown.
impl fmt::Debug for RawXml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawXml(<{}>, {} bytes)", self.name, self.xml.len())
    }
}

impl Decode for RawXml {
    const TYPE: Name = Name::new(namespace::XSD, "");
    const DECLARES_HREF: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (namespace, local) = reader.name();
        let name = QName::checked(namespace, local);
        Ok(Self::from_parts(name, reader.raw_element()?))
    }
}

impl Encode for RawXml {
    const TYPE: Name = Name::new(namespace::XSD, "");

    /// Attributes and content, under whatever name the element was started with.
    fn encode(&self, writer: &mut Writer) {
        // The element's own prefix (or the lack of one) would get another meaning.
        if self.prefixes.iter().any(|prefix| prefix == writer.prefix_of_open()) {
            writer.fail(EncodeErrorKind::RawXml);
            return;
        }
        let part = |range: std::ops::Range<usize>| self.xml.get(range).unwrap_or_default();
        writer.raw_inside(part(self.name_end..self.tag_end), part(self.content.clone()));
    }

    /// Under its own name where the schema leaves that open.
    fn encode_as(&self, name: Name, writer: &mut Writer) {
        if self.name == name || name.local == ANY {
            writer.raw(&self.xml);
        } else {
            writer.start(name.namespace, name.local);
            self.encode(writer);
            writer.end();
        }
    }
}
