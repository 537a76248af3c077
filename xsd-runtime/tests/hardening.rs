//! Messages made to cost more than they weigh, and corners where something could be lost without a word.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use xsd_runtime::soap::Incoming;
use xsd_runtime::types::QName;
use xsd_runtime::{
    Decode, DecodeError, DecodeErrorKind, Limits, Member, Name, NoteKind, RawXml, Reader, Report, Writer,
    decode_text,
};

const ROOT: Name = Name::new("", "r");

fn read<T: Decode>(xml: &str) -> Result<(T, Report), DecodeError> {
    let mut reader = Reader::new(xml, &Limits::default())?;
    let value = reader.document(ROOT)?;
    Ok((value, reader.into_report()))
}

fn kinds(report: &Report) -> Vec<NoteKind> {
    report.notes().iter().map(|note| note.kind.clone()).collect()
}

/// One optional number, and one optional token.
#[derive(Debug, Default)]
struct Few {
    number: Option<i32>,
    token: Option<String>,
}

impl Decode for Few {
    const TYPE: Name = Name::new("", "few");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut few = Self::default();
        while let Some(member) =
            reader.child(&[Member::local("number"), Member::local("token").collapse()])?
        {
            match member {
                0 => reader.one(&mut few.number)?,
                _ => reader.one(&mut few.token)?,
            }
        }
        Ok(few)
    }
}

/// Any number of them.
struct Many(Vec<Few>, Vec<i32>);

impl Decode for Many {
    const TYPE: Name = Name::new("", "many");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut few, mut numbers) = (Vec::new(), Vec::new());
        while let Some(member) =
            reader.child(&[Member::local("few").repeats(), Member::local("n").repeats()])?
        {
            match member {
                0 => reader.many(&mut few)?,
                _ => reader.many(&mut numbers)?,
            }
        }
        Ok(Self(few, numbers))
    }
}

#[test]
fn a_hundred_thousand_empty_values_cost_no_more_than_their_text() {
    // With a look back over the message for each of them this would take minutes.
    let xml = format!("<r>{}</r>", "<few><number></number></few>".repeat(100_000));
    let (Many(few, _), report) = read(&xml).unwrap();
    assert_eq!(few.len(), 100_000);
    assert_eq!(report.notes().len() + report.more(), 100_000);
}

#[test]
fn notes_far_into_a_message_cost_no_look_back_each() {
    let comment = "x".repeat(30 << 20);
    let xml = format!("<r><!--{comment}-->{}</r>", "<new/>".repeat(300));
    let (_, report) = read::<Many>(&xml).unwrap();
    assert_eq!((report.notes().len(), report.more()), (256, 44));
    assert_eq!(report.notes()[1].position.column, comment.len() + 17);
}

#[test]
fn what_captured_elements_repeat_counts_against_the_body() {
    let namespace = "u".repeat(60_000);
    let xml = format!(
        r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="{namespace}"><e:Header>{}</e:Header><e:Body/></e:Envelope>"#,
        "<a/>".repeat(2_000),
    );
    let limits = Limits { body: 1 << 20, ..Limits::default() };
    let error = Incoming::parse(xml.as_bytes(), None, &limits).unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Limit { limit: "body", max: 1 << 20 });
}

#[test]
fn what_stands_beside_a_reference_or_in_nil_is_noted() {
    let (few, report) = read::<Few>("<r><number href='#a' unit='x'/><m id='a'>42</m></r>").unwrap();
    assert_eq!(few.number, Some(42));
    assert_eq!(kinds(&report), [NoteKind::UnknownAttribute, NoteKind::UnknownElement]);
    let nil = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'";
    let (few, report) = read::<Few>(&format!("<r><number {nil} unit='x'>42</number></r>")).unwrap();
    assert_eq!(few.number, None);
    assert_eq!(kinds(&report), [NoteKind::UnknownAttribute, NoteKind::StrayText]);
    let (Many(_, numbers), report) =
        read(&format!("<r><n>1</n><n href='#a'/><m id='a' {nil}/></r>")).unwrap();
    assert_eq!(numbers, [1]);
    assert_eq!(kinds(&report), [NoteKind::NilItem, NoteKind::UnknownElement]);
}

#[test]
fn a_reference_is_read_like_the_element_in_its_place() {
    let (few, _) = read::<Few>("<r><token href='#a'/><m id='a'>  x   y </m></r>").unwrap();
    assert_eq!(few.token.unwrap(), "x y");
    let (few, report) = read::<Few>("<r><number href='#a'/><m id='a'></m><token>t</token></r>").unwrap();
    assert_eq!((few.number, few.token.unwrap().as_str()), (None, "t"));
    assert_eq!(kinds(&report), [NoteKind::EmptyValue, NoteKind::UnknownElement]);
}

#[test]
fn names_that_xml_cannot_carry_are_an_error() {
    let name = QName::new("urn:a\u{1}b", "x").unwrap();
    assert!(Writer::document(ROOT, &name).is_err());
}

#[test]
fn captured_namespaces_keep_every_character() {
    let xml = "<a:r xmlns:a='urn:a' xmlns='urn:&#9;tab'><b/></a:r>";
    let raw = RawXml::parse(xml).unwrap();
    let again = RawXml::parse(raw.as_str()).unwrap();
    assert_eq!(again, raw);
    let mut reader =
        Reader::new("<r xmlns:p='urn:&#9;tab'><raw><p:b/></raw></r>", &Limits::default()).unwrap();
    let Captured(raw) = reader.document(ROOT).unwrap();
    assert!(raw.as_str().contains("xmlns:p=\"urn:&#9;tab\""), "{}", raw.as_str());
}

struct Captured(RawXml);

impl Decode for Captured {
    const TYPE: Name = Name::new("", "captured");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let member = [Member::local("raw")];
        let mut raw = None;
        while reader.child(&member)?.is_some() {
            reader.one(&mut raw)?;
        }
        Ok(Self(reader.require(raw, &member[0])?))
    }
}

#[test]
fn a_declaration_of_utf_16_that_is_read_byte_by_byte_is_none() {
    let xml = "<?xml version='1.0' encoding='utf-16'?><r>é</r>";
    assert_eq!(decode_text(xml.as_bytes(), None).unwrap(), xml);
}

#[test]
fn errors_quote_nothing_that_could_be_cut_out_of_a_secret() {
    let secret = "correct-horse-battery-staple-and-then-some-more-words";
    for xml in [
        format!("<r>&{secret}</r>"),
        format!("<r>&{secret};</r>"),
        format!("<r {secret}/>"),
        format!("<r 1{secret}='1'/>"),
        format!("<r><number href='#{secret}'/></r>"),
    ] {
        let error = read::<Few>(&xml).unwrap_err();
        assert!(!error.kind().to_string().contains("correct"), "{error}");
    }
}
