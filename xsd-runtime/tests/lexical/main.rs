//! Lexical form to value and back, for each built-in type of XML Schema 1.0 part 2, through whole documents: once as the
//! text of an element and once as an attribute.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod binary;
mod names;
mod numbers;
mod text;
mod times;

use std::fmt::Debug;

use xsd_runtime::text::Text;
use xsd_runtime::types::ValueErrorKind;
use xsd_runtime::{Decode, DecodeError, DecodeErrorKind, Encode, Limits, Member, Name, Reader, Writer};

const ROOT: Name = Name::new("", "v");

/// A type with simple content and an attribute of the same type.
#[derive(Debug, PartialEq)]
struct Both<T> {
    attribute: T,
    text: T,
}

const ATTRIBUTES: [Member; 1] = [Member::local("a")];

impl<T: Text> Decode for Both<T> {
    const TYPE: Name = Name::new("", "");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut attribute = None;
        while reader.attribute(&ATTRIBUTES)?.is_some() {
            reader.value_of_attribute(&mut attribute)?;
        }
        let text = reader.text_value()?;
        Ok(Self { attribute: reader.require_attribute(attribute, &ATTRIBUTES[0])?, text })
    }
}

impl<T: Text> Encode for Both<T> {
    const TYPE: Name = Name::new("", "");

    fn encode(&self, writer: &mut Writer) {
        writer.attribute(&ATTRIBUTES[0], &self.attribute);
        writer.content(&self.text);
    }
}

fn read<T: Decode>(xml: &str) -> Result<T, DecodeErrorKind> {
    let mut reader = Reader::new(xml, &Limits::default()).map_err(|error| error.kind().clone())?;
    reader.document(ROOT).map_err(|error| error.kind().clone())
}

/// The value of `text`, which stands in both places alike.
fn value<T: Text + PartialEq + Debug>(text: &str) -> Result<T, DecodeErrorKind> {
    let Both { attribute, text } = read::<Both<T>>(&format!("<v a=\"{text}\">{text}</v>"))?;
    assert_eq!(attribute, text);
    Ok(text)
}

/// Each text is read, and the value written as the text beside it, which reads as the same value again.
#[track_caller]
fn written<T: Text + PartialEq + Debug>(table: &[(&str, &str)]) {
    for (text, canonical) in table {
        let value: T = value(text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        let xml = Writer::document(ROOT, &value).unwrap();
        let expected =
            if canonical.is_empty() { "<v></v>".to_owned() } else { format!("<v>{canonical}</v>") };
        assert_eq!(xml, expected, "{text:?}");
        assert_eq!(read::<T>(&xml).as_ref(), Ok(&value), "{text:?}");
        let both = Both { attribute: read::<T>(&xml).unwrap(), text: value };
        let xml = Writer::document(ROOT, &both).unwrap();
        assert_eq!(read::<Both<T>>(&xml), Ok(both), "{xml}");
    }
}

/// Each text is its own canonical form.
#[track_caller]
fn canonical<T: Text + PartialEq + Debug>(texts: &[&str]) {
    written::<T>(&texts.iter().map(|text| (*text, *text)).collect::<Vec<_>>());
}

/// Each text is refused for this reason.
#[track_caller]
fn refused<T: Text + PartialEq + Debug>(kind: ValueErrorKind, texts: &[&str]) {
    for text in texts {
        match read::<T>(&format!("<v>{text}</v>")) {
            Err(DecodeErrorKind::Value(error)) => assert_eq!(error.kind(), kind, "{text:?}"),
            other => panic!("{text:?}: {other:?}"),
        }
        assert!(value::<T>(text).is_err(), "{text:?} as an attribute");
    }
}
