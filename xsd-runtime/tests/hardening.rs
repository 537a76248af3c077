//! Messages made to cost more than they weigh, and corners where something could be lost without a word.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by failing")]

use xsd_runtime::soap::Incoming;
use xsd_runtime::types::QName;
use xsd_runtime::{
    Decode, DecodeError, DecodeErrorKind, Encode, Limits, Member, Name, NoteKind, RawAttribute, RawXml,
    Reader, Report, Writer, decode_text,
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

#[test]
fn a_nillable_element_of_any_type_is_written_as_it_was_read() {
    const NAME: Name = Name::new("urn:a", "r");
    let xml = r#"<n:r xmlns:n="urn:a"><n:b c="n:d"/></n:r>"#;
    let mut reader = Reader::new(xml, &Limits::default()).unwrap();
    let raw: Option<RawXml> = reader.document(NAME).unwrap();
    assert_eq!(Writer::document(NAME, &raw).unwrap(), xml);
    // What the writer calls the namespace itself is no obstacle either.
    let xml = r#"<ns1:r xmlns:ns1="urn:a"><ns1:b c="ns1:d"/></ns1:r>"#;
    let raw = Some(RawXml::parse(xml).unwrap());
    assert_eq!(Writer::document(NAME, &raw).unwrap(), xml);
    assert!(Writer::document(NAME, &None::<RawXml>).unwrap().contains("nil=\"true\"/>"));
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

/// A number, a wildcard for elements of `urn:a`, and one for elements of any other namespace than `urn:r`.
#[derive(Debug, Default)]
struct Open {
    number: Option<i32>,
    of_a: Option<RawXml>,
    others: Vec<RawXml>,
}

impl Open {
    const ELEMENTS: [Member; 3] = [
        Member::qualified("urn:r", "number"),
        Member::any_of(&["urn:a"]),
        Member::any_other("urn:r").repeats(),
    ];
}

impl Decode for Open {
    const TYPE: Name = Name::new("urn:r", "open");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut open = Self::default();
        while let Some(member) = reader.child(&Self::ELEMENTS)? {
            match member {
                0 => reader.one(&mut open.number)?,
                1 => reader.one(&mut open.of_a)?,
                _ => reader.many(&mut open.others)?,
            }
        }
        Ok(open)
    }
}

#[test]
fn wildcards_take_what_they_admit_and_the_rest_is_noted() {
    let xml = r#"<r xmlns:t="urn:r" xmlns:a="urn:a"><a:x/><a:y/><number>1</number><other/><t:other/><t:number>2</t:number></r>"#;
    let (open, report) = read::<Open>(xml).unwrap();
    assert_eq!(open.number, Some(1), "known without its namespace, which no wildcard admits");
    assert_eq!(open.of_a.unwrap().name().local(), "x");
    assert_eq!(open.others.iter().map(|raw| raw.name().local()).collect::<Vec<_>>(), ["y"]);
    let noted: Vec<_> = report.notes().iter().map(|note| (&*note.path, note.kind.clone())).collect();
    let expected = [
        ("/r/number", NoteKind::Qualification),
        ("/r/other", NoteKind::UnknownElement),
        ("/r/other", NoteKind::UnknownElement),
        ("/r/number", NoteKind::Repeated),
    ];
    assert_eq!(noted, expected);
}

#[test]
fn wildcards_keep_nil_types_and_references_as_they_stand() {
    let xml = concat!(
        r##"<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:b="urn:b">"##,
        r##"<b:x xsi:nil="true"/><b:y href="#nowhere"/><b:z xsi:type="b:t">1</b:z></r>"##
    );
    let (open, report) = read::<Open>(xml).unwrap();
    assert!(report.is_empty(), "{report}");
    let texts: Vec<_> = open.others.iter().map(RawXml::as_str).collect();
    let [nil, reference, typed] = texts[..] else { panic!("{texts:?}") };
    assert!(nil.contains("xsi:nil=\"true\"") && nil.contains("xmlns:b=\"urn:b\""), "{nil}");
    assert!(reference.contains("href=\"#nowhere\""), "{reference}");
    assert!(typed.contains("xsi:type=\"b:t\"") && typed.ends_with(">1</b:z>"), "{typed}");
}

#[test]
fn raw_elements_count_like_others() {
    let deep = format!("<r>{}{}</r>", "<x xmlns='urn:b'>".repeat(200), "</x>".repeat(200));
    let limit = |xml: &str| match read::<Open>(xml).unwrap_err().kind() {
        DecodeErrorKind::Limit { limit, .. } => *limit,
        other => panic!("{other}"),
    };
    assert_eq!(limit(&deep), "depth");
    let many = format!("<r xmlns:b='urn:b'>{}</r>", "<b:x/>".repeat(1_000_000));
    assert_eq!(limit(&many), "elements");
    // What each of them needs of the declarations around it is text as well.
    let long = format!("<r xmlns='urn:{}'>{}</r>", "b".repeat(60_000), "<x/>".repeat(2_000));
    assert_eq!(limit(&long), "body");
}

#[test]
fn raw_elements_do_not_cost_what_is_declared_around_them() {
    // With copies of all declarations for each of them this would take minutes.
    let uri = "u".repeat(60_000);
    let declarations: String = (0..100).map(|n| format!(" xmlns:p{n}='{uri}{n}'")).collect();
    let xml = format!("<r{declarations} xmlns:b='urn:b'>{}</r>", "<b:x/>".repeat(20_000));
    let (open, _) = read::<Open>(&xml).unwrap();
    assert_eq!(open.others.len(), 20_000);
}

/// A known attribute, and a wildcard for those of any name.
#[derive(Debug, Default)]
struct Labelled {
    label: Option<String>,
    others: Vec<RawAttribute>,
}

impl Labelled {
    const ATTRIBUTES: [Member; 2] = [Member::any().repeats(), Member::local("label")];
}

impl Decode for Labelled {
    const TYPE: Name = Name::new("urn:r", "labelled");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut labelled = Self::default();
        while let Some(member) = reader.attribute(&Self::ATTRIBUTES)? {
            match member {
                0 => reader.any_attribute(&mut labelled.others)?,
                _ => reader.value_of_attribute(&mut labelled.label)?,
            }
        }
        Ok(labelled)
    }
}

impl Encode for Labelled {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, writer: &mut Writer) {
        writer.any_attributes(&Self::ATTRIBUTES, &self.others);
        writer.optional_attribute(&Self::ATTRIBUTES[1], &self.label);
    }
}

#[test]
fn attributes_of_any_name_are_kept_but_for_those_of_the_message() {
    let xml = concat!(
        r#"<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="urn:a" xsi:type="a:t" a:b="1&amp;&#10;2""#,
        r#" label="l" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:mustUnderstand="1" xml:lang="de" c="a:d"/>"#
    );
    let (labelled, _) = read::<Labelled>(xml).unwrap();
    let found: Vec<_> = labelled.others.iter().map(|it| (it.name().to_string(), it.value())).collect();
    let lang = "{http://www.w3.org/XML/1998/namespace}lang";
    assert_eq!(found, [("{urn:a}b", "1&\n2"), (lang, "de"), ("c", "a:d")].map(|(n, v)| (n.to_owned(), v)));
    assert_eq!(labelled.label.as_deref(), Some("l"));
    let written = Writer::document(ROOT, &labelled).unwrap();
    let expected = r#"<r xmlns:ns1="urn:a" ns1:b="1&amp;&#10;2" xml:lang="de" c="a:d" label="l"/>"#;
    assert_eq!(written, expected);
    assert_eq!(read::<Labelled>(&written).unwrap().0.others, labelled.others);
    assert!(!format!("{labelled:?}").contains("de\""), "{labelled:?}");
}

#[test]
fn attributes_that_would_break_the_element_are_not_written() {
    let name = |namespace: &str, local: &str| QName::new(namespace, local).unwrap();
    let written = |attributes: &[RawAttribute]| {
        Writer::document(ROOT, &Labelled { label: None, others: attributes.to_vec() })
    };
    for bad in [
        name("", "label"),
        name("", "xmlns"),
        name("http://www.w3.org/2000/xmlns/", "a"),
        name("http://www.w3.org/2001/XMLSchema-instance", "nil"),
        name("urn:\u{0}", "a"),
    ] {
        assert!(written(&[RawAttribute::new(bad.clone(), "1")]).is_err(), "{bad}");
    }
    let twice = RawAttribute::new(name("urn:a", "b"), "1");
    assert!(written(&[twice.clone(), twice.clone()]).is_err());
    assert!(written(&[twice]).is_ok());
    assert!(written(&[RawAttribute::new(name("", "b"), "\u{0}")]).is_err());
}

/// Text, numbers and paragraphs inside of each other.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Text(String),
    Number(i32),
    Paragraph(Paragraph),
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Paragraph(Vec<Piece>);

impl Paragraph {
    const ELEMENTS: [Member; 2] = [Member::local("n").repeats(), Member::local("p").repeats()];
}

impl Decode for Paragraph {
    const TYPE: Name = Name::new("", "paragraph");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut content = Vec::new();
        while let Some(member) = reader.mixed(&Self::ELEMENTS)? {
            match member {
                0 => reader.branches(&mut content, Piece::Number)?,
                1 => reader.branches(&mut content, Piece::Paragraph)?,
                _ => reader.piece(&mut content, Piece::Text)?,
            }
        }
        Ok(Self(content))
    }
}

impl Encode for Paragraph {
    const TYPE: Name = <Self as Decode>::TYPE;

    fn encode(&self, writer: &mut Writer) {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => writer.content(text),
                Piece::Number(number) => writer.one(&Self::ELEMENTS[0], number),
                Piece::Paragraph(paragraph) => writer.one(&Self::ELEMENTS[1], paragraph),
            }
        }
    }
}

#[test]
fn mixed_content_keeps_text_and_order() {
    let text = |text: &str| Piece::Text(text.to_owned());
    let xml =
        "<r>\n a<!-- --><![CDATA[&]]>&lt;<?x y?>&#13;\r\n<n>1</n><n>2</n> <p/><p>b</p>c<p> <p>d</p></p></r>";
    let (paragraph, report) = read::<Paragraph>(xml).unwrap();
    let nested = Paragraph(vec![text(" "), Piece::Paragraph(Paragraph(vec![text("d")]))]);
    let expected = vec![
        text("\n a&<\r\n"),
        Piece::Number(1),
        Piece::Number(2),
        text(" "),
        Piece::Paragraph(Paragraph::default()),
        Piece::Paragraph(Paragraph(vec![text("b")])),
        text("c"),
        Piece::Paragraph(nested),
    ];
    assert_eq!(paragraph.0, expected);
    assert!(report.is_empty(), "{report}");
    let written = Writer::document(ROOT, &paragraph).unwrap();
    assert_eq!(read::<Paragraph>(&written).unwrap().0, paragraph);
    assert_eq!(read::<Paragraph>("<r/>").unwrap().0, Paragraph::default());
    assert_eq!(read::<Paragraph>("<r></r>").unwrap().0, Paragraph::default());
}

#[test]
fn mixed_content_notes_what_it_has_no_place_for() {
    let xml = "<r a='1'>x<new>y</new>z<p b='2'>w</p></r>";
    let (paragraph, report) = read::<Paragraph>(xml).unwrap();
    let w = Paragraph(vec![Piece::Text("w".to_owned())]);
    assert_eq!(paragraph.0, [Piece::Text("xz".to_owned()), Piece::Paragraph(w)]);
    let noted: Vec<_> = report.notes().iter().map(|note| (&*note.path, note.kind.clone())).collect();
    let expected = [
        ("/r/@a", NoteKind::UnknownAttribute),
        ("/r/new", NoteKind::UnknownElement),
        ("/r/p[1]/@b", NoteKind::UnknownAttribute),
    ];
    assert_eq!(noted, expected);
}

#[test]
fn mixed_content_has_the_limits_of_other_content() {
    let limit = |xml: &str, limits: &Limits| {
        let mut reader = Reader::new(xml, limits).unwrap();
        match reader.document::<Paragraph>(ROOT).unwrap_err().kind() {
            DecodeErrorKind::Limit { limit, .. } => *limit,
            other => panic!("{other}"),
        }
    };
    let deep = format!("<r>{}{}</r>", "<p>x".repeat(200), "</p>".repeat(200));
    assert_eq!(limit(&deep, &Limits::default()), "depth");
    let pieces = "<r>abc<!-- -->abc<![CDATA[abc]]>&amp;</r>";
    assert_eq!(limit(pieces, &Limits { text: 9, ..Limits::default() }), "text");
    assert!(read::<Paragraph>("<r>x<n/></r>").is_err(), "no number");
    assert!(read::<Paragraph>("<r>x<n>1</n>").is_err(), "no end");
}
