//! Arrays of SOAP encoding (SOAP 1.1, section 5.4.2): an element for each item, whatever its name.

use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::DecodeError;
use crate::name::Name;
use crate::namespace::SOAP11_ENCODING;
use crate::read::Reader;
use crate::write::Writer;

/// Name of the elements that are written; any is read.
const ITEM: Name = Name::new("", "item");

/// An array; its items are the children of the element.
///
/// What `arrayType` says of their number is not trusted: there are as many as there are. An array that is sent in part
/// (`offset`, `position`) is an error.
///
/// ```
/// use xsd_runtime::{Limits, Name, Reader, Writer};
///
/// let root = Name::new("", "numbers");
/// let xml = Writer::document(root, &vec![1, 2])?;
/// assert_eq!(xml, "<numbers><item>1</item><item>2</item></numbers>");
/// let read: Vec<i32> = Reader::new(&xml, &Limits::default())?.document(root)?;
/// assert_eq!(read, [1, 2]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl<T: Decode> Decode for Vec<T> {
    const TYPE: Name = Name::new("", "");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.whole_array()?;
        let mut items = Self::new();
        while reader.item()? {
            reader.many(&mut items)?;
        }
        Ok(items)
    }
}

/// An array. In the encoding of SOAP it says how many items of which type it has.
impl<T: Encode> Encode for Vec<T> {
    const TYPE: Name = Name::new(SOAP11_ENCODING, "Array");
    const ITEM: Name = T::ITEM;
    const DIMENSIONS: usize = T::DIMENSIONS + 1;

    fn encode(&self, writer: &mut Writer) {
        if writer.is_encoded() {
            writer.array_type(Self::ITEM, Self::DIMENSIONS, self.len());
        }
        for item in self {
            writer.element(ITEM, item);
        }
    }
}
