//! Text and its white space: sections 3.2.1, 3.3.1, 3.3.2 and 4.3.6.

use xsd_runtime::text::Text;
use xsd_runtime::types::{List, Secret, to_text};
use xsd_runtime::{Decode, DecodeError, Member, Name, Reader, Writer};

use crate::{ROOT, read, value};

#[test]
fn a_string_keeps_every_character() {
    for text in ["", " ", "  a \n b\t", "é\u{1f4e0}", "a&lt;b&amp;c&gt;\"'", "]]&gt;"] {
        let value = read::<String>(&format!("<v>{text}</v>")).unwrap();
        let written = Writer::document(ROOT, &value).unwrap();
        assert_eq!(read::<String>(&written), Ok(value), "{text}");
    }
    assert_eq!(read("<v> &#13;&#10;a<![CDATA[<b> ]]>c<!-- d --> </v>"), Ok(" \r\na<b> c ".to_owned()));
}

/// XML 1.0, sections 2.11 and 3.3.3: ends of lines are one character, in attributes a blank.
#[test]
fn ends_of_lines_are_those_of_xml() {
    assert_eq!(read("<v>a\r\nb\rc</v>"), Ok("a\nb\nc".to_owned()));
    let read = read::<crate::Both<String>>("<v a='a\r\nb\tc&#10;d'/>").unwrap();
    assert_eq!(read.attribute, "a b c\nd");
}

#[test]
fn lists_of_words_and_secrets() {
    assert_eq!(value::<List<String>>(" a &#9; b ").unwrap().0, ["a", "b"]);
    assert_eq!(to_text(&value::<Secret>(" s ").unwrap()), " s ");
}

/// A member whose white space is collapsed.
#[derive(Debug, PartialEq)]
struct Token {
    attribute: Option<String>,
    element: Option<String>,
    text: Option<String>,
}

const ATTRIBUTES: [Member; 1] = [Member::local("a").collapse()];
const ELEMENTS: [Member; 1] = [Member::local("e").collapse()];

impl Decode for Token {
    const TYPE: Name = Name::new("", "");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut token = Self { attribute: None, element: None, text: None };
        while reader.attribute(&ATTRIBUTES)?.is_some() {
            reader.value_of_attribute(&mut token.attribute)?;
        }
        while reader.child(&ELEMENTS)?.is_some() {
            reader.one(&mut token.element)?;
        }
        Ok(token)
    }
}

/// The text of a root, which has no row in a table.
#[derive(Debug, PartialEq)]
struct Root(String);

impl Decode for Root {
    const TYPE: Name = Name::new("", "");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.collapsed_text_value().map(Self)
    }
}

#[test]
fn collapsed_white_space_is_one_blank_between_words() {
    for (text, collapsed) in
        [("", ""), (" \n ", ""), ("a", "a"), (" a&#9;&#xD;&#xA; b  c\n", "a b c"), ("a\u{a0} b", "a\u{a0} b")]
    {
        let token: Token = read(&format!("<v a=\"{text}\"><e>{text}</e></v>")).unwrap();
        assert_eq!(token.attribute.as_deref(), Some(collapsed), "{text:?}");
        assert_eq!(token.element.as_deref(), Some(collapsed), "{text:?}");
        assert_eq!(read(&format!("<v>{text}</v>")), Ok(Root(collapsed.to_owned())), "{text:?}");
    }
}

/// Where the value stands elsewhere, white space is still that of the member.
#[test]
fn collapsed_white_space_is_that_of_the_referring_member() {
    let token: Token = read("<v><e href='#1'/><x id='1'> a  b </x></v>").unwrap();
    assert_eq!(token.element.as_deref(), Some("a b"));
}

#[test]
fn only_strings_have_white_space_of_their_own() {
    fn collapses<T: Text>() -> bool {
        T::COLLAPSE
    }
    assert!(!collapses::<String>() && !collapses::<Secret>());
    assert!(collapses::<bool>() && collapses::<f64>() && collapses::<List<String>>());
}
