//! One test for each row of the table of reading rules (ARCHITECTURE.md, "Reading"), on types written as
//! the generator writes them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod by_hand;

use by_hand::{Attempt, Job, Message, Order, Orders, Payment, Shape, Status, Step, Target};
use xsd_runtime::{
    Decode, DecodeError, DecodeErrorKind, Encode, Limits, Member, Name, NoteKind, Reader, Report, Writer,
};

const MESSAGE: Name = Name::new("urn:example:fax", "Message");
const JOB: Name = Name::new("urn:example:fax", "Job");

fn read<T: Decode>(root: Name, xml: &str) -> Result<(T, Report), DecodeError> {
    let mut reader = Reader::new(xml, &Limits::default())?;
    let value = reader.document(root)?;
    Ok((value, reader.into_report()))
}

fn message(content: &str) -> Result<(Message, Report), DecodeError> {
    read(
        MESSAGE,
        &format!(
            r#"<f:Message xmlns:f="urn:example:fax" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {content}</f:Message>"#
        ),
    )
}

fn job(content: &str) -> Result<(Job, Report), DecodeError> {
    read(
        JOB,
        &format!(
            r#"<Job xmlns="urn:example:fax" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{content}</Job>"#
        ),
    )
}

#[track_caller]
fn noted(report: &Report, kind: NoteKind, path: &str) {
    let notes: Vec<_> = report.notes().iter().map(|note| (&note.kind, &*note.path)).collect();
    assert_eq!(notes, [(&kind, path)]);
}

#[track_caller]
fn strict<T: Decode + std::fmt::Debug>(root: Name, xml: &str, kind: NoteKind) {
    let mut reader = Reader::new(xml, &Limits::default()).unwrap().strict(true);
    let error = reader.document::<T>(root).unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Strict(kind));
}

fn round_trip<T: Decode + Encode + PartialEq + std::fmt::Debug>(root: Name, value: &T) -> String {
    let xml = Writer::document(root, value).unwrap();
    let (again, report) = read::<T>(root, &xml).unwrap();
    assert_eq!(&again, value, "{xml}");
    assert!(report.is_empty(), "{report}");
    xml
}

#[test]
fn the_order_of_children_does_not_matter() {
    let (value, report) =
        message(r#"ref="r"><Results><Result>1</Result></Results><Details retries="2"/>"#).unwrap();
    assert_eq!(value.results, Some(vec![Attempt::new(1)]));
    assert_eq!(value.details.unwrap().retries, Some(2));
    assert!(report.is_empty(), "{report}");
}

#[test]
fn unknown_elements_and_attributes_are_skipped_and_reported() {
    let (_, report) = message(r#"ref="r"><New a="b"><Details/></New>"#).unwrap();
    noted(&report, NoteKind::UnknownElement, "/Message/New");
    let (_, report) = message(r#"ref="r" extra="1">"#).unwrap();
    noted(&report, NoteKind::UnknownAttribute, "/Message/@extra");
    let xml = r#"<Message xmlns="urn:example:fax" ref="r"><x xmlns=""/></Message>"#;
    strict::<Message>(MESSAGE, xml, NoteKind::UnknownElement);
}

#[test]
fn an_unknown_enumeration_value_is_kept() {
    let (value, report) = message(r#"ref="r" status=" teleported ">"#).unwrap();
    let Some(Status::Unknown(text)) = &value.status else { panic!("{value:?}") };
    assert_eq!(text.as_str(), "teleported");
    assert!(!Status::ALL.contains(value.status.as_ref().unwrap()));
    assert!(report.is_empty());
    round_trip(MESSAGE, &value);
}

#[test]
fn of_a_repeated_single_element_the_first_is_kept() {
    let (value, report) = message(r#"ref="r"><Details retries="1"/><Details retries="2"/>"#).unwrap();
    assert_eq!(value.details.unwrap().retries, Some(1));
    noted(&report, NoteKind::Repeated, "/Message/Details[2]");
}

#[test]
fn what_is_missing_or_wrong_is_an_error_with_a_place() {
    for (content, text) in [
        (">", "required `@ref` is missing, empty or nil at /Message (line 1, column 1)"),
        (
            r#"ref="r"><Results><Result>1</Result><Result>x</Result></Results>"#,
            "not a valid 32-bit integer: \"x\" at /Message/Results/Result[2] (line 1, column 127)",
        ),
        (
            r#"ref="r"><Results><Result>99999999999</Result></Results>"#,
            "out of range for 32-bit integer: \"99999999999\" at /Message/Results/Result[1] (line 1, column 109)",
        ),
        (
            r#"ref="r"><Details started="2026-02-30T00:00:00"/>"#,
            "not a valid dateTime: \"2026-02-30T00:00:00\"",
        ),
    ] {
        let error = message(content).unwrap_err().to_string();
        assert!(error.starts_with(text), "{error}");
    }
    let error = job("<number>1</number>").unwrap_err().to_string();
    assert!(error.starts_with("required `note` is missing, empty or nil at /Job"), "{error}");
}

#[test]
fn empty_text_is_an_absent_number_or_an_error() {
    let (value, report) = message(r#"ref="r"><Details retries="" started=" "/>"#).unwrap();
    assert_eq!(value.details.unwrap().retries, None);
    assert_eq!(report.notes().len(), 2);
    assert_eq!(report.notes()[0].kind, NoteKind::EmptyValue);
    assert_eq!(report.notes()[0].path, "/Message/Details/@retries");
    let error = message(r#"ref="r"><Results><Result/></Results>"#).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Value(_)), "{error}");
    let (value, report) = job("<number>1</number><note/><limit> </limit>").unwrap();
    assert_eq!((value.note.as_str(), value.limit), ("", None));
    noted(&report, NoteKind::EmptyValue, "/Job/limit");
}

#[test]
fn a_truncated_or_doubled_document_is_an_error() {
    let whole = r#"<Message xmlns="urn:example:fax" ref="r"><Details xmlns=""/></Message>"#;
    assert!(read::<Message>(MESSAGE, whole).is_ok());
    for end in 0..whole.len() {
        assert!(read::<Message>(MESSAGE, &whole[..end]).is_err(), "{}", &whole[..end]);
    }
    for more in ["<a/>", "text", whole, "<![CDATA[ ]]>", "&#32;", "</a>"] {
        assert!(read::<Message>(MESSAGE, &format!("{whole}{more}")).is_err(), "{more}");
    }
    assert!(
        read::<Message>(
            MESSAGE,
            &format!("\u{FEFF}<?xml version='1.0'?>\n<!-- a --><?b c?>{whole}<!-- d -->\n")
        )
        .is_ok()
    );
}

#[test]
fn qualification_is_accepted_either_way() {
    let (value, report) = message(r#"ref="r"><f:Details retries="1"/>"#).unwrap();
    assert_eq!(value.details.unwrap().retries, Some(1));
    noted(&report, NoteKind::Qualification, "/Message/Details");
    let (value, report) = job(r#"<number xmlns="">1</number><note>n</note>"#).unwrap();
    assert_eq!(value.target, Target::Number("1".to_owned()));
    noted(&report, NoteKind::Qualification, "/Job/number");
    // Wrapped items belong to the type around the wrapper.
    let (value, report) = message(r#"ref="r"><Results><f:Result>7</f:Result></Results>"#).unwrap();
    assert_eq!(value.results, Some(vec![Attempt::new(7)]));
    noted(&report, NoteKind::Qualification, "/Message/Results/Result[1]");
    // Another namespace is no form of this one, and attributes have no such freedom.
    let (_, report) = message(r#"ref="r"><Details xmlns="urn:other"/>"#).unwrap();
    noted(&report, NoteKind::UnknownElement, "/Message/Details");
    let (value, report) = message(r#"ref="r" f:status="done">"#).unwrap();
    assert_eq!(value.status, None);
    noted(&report, NoteKind::UnknownAttribute, "/Message/@status");
}

#[test]
fn a_root_of_another_namespace_is_accepted_and_of_another_name_refused() {
    let (_, report) = read::<Message>(MESSAGE, r#"<Message xmlns="urn:older" ref="r"/>"#).unwrap();
    noted(&report, NoteKind::RootNamespace, "/Message");
    let error = read::<Message>(MESSAGE, r#"<Massage xmlns="urn:example:fax" ref="r"/>"#).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Root { .. }), "{error}");
}

#[test]
fn nil_is_absent_where_that_is_allowed() {
    let nil = r#"xsi:nil="true""#;
    let (value, report) = job(&format!("<number>1</number><note>n</note><limit {nil}/>")).unwrap();
    assert_eq!(value.limit, Some(None));
    assert!(report.is_empty());
    assert!(round_trip(JOB, &value).contains("xsi:nil=\"true\""));
    let error = job(&format!("<number>1</number><note {nil}/>")).unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Missing("note".to_owned()));
    let (value, _) = message(&format!(r#"ref="r"><Details {nil}/><Results {nil}/>"#)).unwrap();
    assert_eq!((value.details, value.results), (None, None));
    let (value, report) =
        message(&format!(r#"ref="r"><Results><Result {nil}/><Result>1</Result></Results>"#)).unwrap();
    assert_eq!(value.results, Some(vec![Attempt::new(1)]));
    noted(&report, NoteKind::NilItem, "/Message/Results/Result[1]");
    let (_, report) = message(&format!(r#"ref="r"><Details {nil} retries="1"/>"#)).unwrap();
    noted(&report, NoteKind::UnknownAttribute, "/Message/Details/@retries");
    let (value, _) = message(r#"xsi:nil="1" ref="r">"#).unwrap();
    assert_eq!(value, Message::new("r"));
}

/// A required member that may be nil.
#[derive(Debug, PartialEq)]
struct Limited {
    limit: Option<i32>,
}

const LIMIT: [Member; 1] = [Member::local("limit")];

impl Decode for Limited {
    const TYPE: Name = Name::new("", "");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut limit = None;
        while reader.child(&LIMIT)?.is_some() {
            reader.one(&mut limit)?;
        }
        Ok(Self { limit: reader.require_nillable(limit, &LIMIT[0])? })
    }
}

#[test]
fn a_missing_member_that_may_be_nil_is_nil() {
    let root = Name::new("", "a");
    let (value, report) = read::<Limited>(root, "<a><limit>1</limit></a>").unwrap();
    assert_eq!((value.limit, report.is_empty()), (Some(1), true));
    let (value, report) = read::<Limited>(root, "<a/>").unwrap();
    assert_eq!(value.limit, None);
    noted(&report, NoteKind::MissingNil, "/a/limit");
    strict::<Limited>(root, "<a/>", NoteKind::MissingNil);
    let (value, report) = read::<Limited>(root, "<a><limit/></a>").unwrap();
    assert_eq!((value.limit, report.notes().len()), (None, 2));
}

/// A list, and a wrapper, that have at least one item.
#[derive(Debug, PartialEq)]
struct Basket {
    eggs: Vec<i32>,
    box_: Option<Vec<i32>>,
}

const BASKET: [Member; 2] = [Member::local("egg").repeats(), Member::local("box")];
const EGG: [Member; 1] = [Member::local("egg").repeats()];

impl Decode for Basket {
    const TYPE: Name = Name::new("", "");

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut eggs, mut box_) = (Vec::new(), None);
        while let Some(member) = reader.child(&BASKET)? {
            match member {
                0 => reader.many(&mut eggs)?,
                _ => reader.wrapped_some(&mut box_, &EGG)?,
            }
        }
        Ok(Self { eggs: reader.require_items(eggs, &BASKET[0])?, box_ })
    }
}

#[test]
fn a_list_without_the_item_that_is_required_is_empty() {
    let root = Name::new("", "a");
    let (value, report) = read::<Basket>(root, "<a><egg>1</egg></a>").unwrap();
    assert_eq!((value.eggs, value.box_, report.is_empty()), (vec![1], None, true));
    let (value, report) = read::<Basket>(root, "<a/>").unwrap();
    assert!(value.eggs.is_empty());
    noted(&report, NoteKind::MissingItem, "/a/egg");
    strict::<Basket>(root, "<a/>", NoteKind::MissingItem);
    let empty = "<a><egg>1</egg><box/></a>";
    let (value, report) = read::<Basket>(root, empty).unwrap();
    assert_eq!(value.box_, Some(Vec::new()));
    noted(&report, NoteKind::MissingItem, "/a/box/egg");
    strict::<Basket>(root, empty, NoteKind::MissingItem);
}

#[test]
fn references_are_followed_forward_backward_and_nested() {
    let (value, report) = message(
        r##"ref="r"><Results href="#b"/><Other id="b"><Result href="#c"/><Result>2</Result></Other><Results id="c">1</Results>"##,
    )
    .unwrap();
    assert_eq!(value.results, Some(vec![Attempt::new(1), Attempt::new(2)]));
    let kinds: Vec<_> = report.notes().iter().map(|note| note.kind.clone()).collect();
    assert_eq!(kinds, [NoteKind::UnknownElement, NoteKind::Repeated]);
    // An `id` is worth a note only where nothing refers to it.
    let (value, report) =
        message(r##"ref="r"><Details id="a" retries="1"/><Results id="b"><Result>1</Result></Results><Other href="#a"/>"##)
            .unwrap();
    assert_eq!(value.details.unwrap().retries, Some(1));
    let paths: Vec<_> = report.notes().iter().map(|note| &*note.path).collect();
    assert_eq!(paths, ["/Message/Results/@id", "/Message/Other"]);
    // Prefixes of the target are those at its place.
    let (value, _) = job(
        r##"<number>1</number><note>n</note><shape href="#s"/><x xmlns:f="urn:example:fax"><y id="s" xsi:type="f:circle"><f:radius>2</f:radius></y></x>"##,
    )
    .unwrap();
    let [Shape::Circle(circle)] = &value.shape[..] else { panic!("{:?}", value.shape) };
    assert_eq!(circle.radius, 2.0);
}

#[test]
fn references_in_circles_or_nowhere_are_refused() {
    for content in [
        r##"ref="r"><Details href="#nowhere"/>"##,
        r##"ref="r"><Results id="a"><Result href="#a"/></Results>"##,
        r##"ref="r"><Details href="#a"/><Details id="a" href="#b"/><Details id="b" href="#a"/>"##,
    ] {
        let outcome = message(content);
        let circle = matches!(&outcome, Err(error) if matches!(error.kind(), DecodeErrorKind::Reference(_) | DecodeErrorKind::Value(_)));
        assert!(circle, "{outcome:?}");
    }
    let (nested, _) = (
        r##"<number>1</number><note>n</note><shape id="s" xsi:type="square"><inside href="#s"/></shape>"##,
        (),
    );
    let error = job(nested).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Reference(_)), "{error}");
}

#[test]
fn an_exponential_graph_of_references_stops_at_the_limit() {
    let mut xml = String::from(
        r##"<Job xmlns="urn:example:fax" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><number>1</number><note>n</note><shape href="#s0"/>"##,
    );
    for level in 0..40 {
        let next = format!(r##"<inside href="#s{}"/>"##, level + 1);
        xml.push_str(&format!(r#"<x id="s{level}" xsi:type="square">{next}{next}</x>"#));
    }
    xml.push_str(r#"<x id="s40" xsi:type="square"/></Job>"#);
    let limits = Limits { body: 1 << 20, ..Limits::default() };
    let error = Reader::new(&xml, &limits).unwrap().document::<Job>(JOB).unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Limit { limit: "body", max: 1 << 20 });
}

#[test]
fn choices_keep_the_order_and_the_first_branch() {
    let (value, report) =
        job("<wait>1</wait><dial>2</dial><wait>3</wait><number>4</number><note>n</note>").unwrap();
    assert_eq!(value.steps, [Step::Wait(1), Step::Dial("2".to_owned()), Step::Wait(3)]);
    assert!(report.is_empty());
    let (value, report) = job(r#"<number>4</number><address xmlns="" retries="1"/><note>n</note>"#).unwrap();
    assert_eq!(value.target, Target::Number("4".to_owned()));
    assert_eq!(report.notes().last().unwrap().kind, NoteKind::SecondBranch);
    let error = job("<note>n</note>").unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::NoBranch);
}

#[test]
fn a_filled_place_starts_the_next_group() {
    let (value, _) = job(
        "<number>4</number><note>n</note><key>a</key><value>1</value><key>b</key><key>c</key><value>3</value>",
    )
    .unwrap();
    let pairs: Vec<_> = value.pairs.iter().map(|pair| (&*pair.key, pair.value.as_deref())).collect();
    assert_eq!(pairs, [("a", Some("1")), ("b", None), ("c", Some("3"))]);
    round_trip(JOB, &value);
    let error = job("<number>4</number><note>n</note><value>1</value>").unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Missing("key".to_owned()));
    // A group keeps open for what it lacks, whatever the order.
    let (value, _) = job("<number>4</number><note>n</note><value>1</value><key>a</key><key>b</key>").unwrap();
    let pairs: Vec<_> = value.pairs.iter().map(|pair| (&*pair.key, pair.value.as_deref())).collect();
    assert_eq!(pairs, [("a", Some("1")), ("b", None)]);
}

#[test]
fn a_branch_may_be_a_sequence_or_repeat() {
    let root = Name::new("urn:example:fax", "Orders");
    let orders = |content: &str| {
        read::<Orders>(root, &format!(r#"<Orders xmlns="urn:example:fax">{content}</Orders>"#))
    };
    let (value, report) = orders(
        "<card>1</card><card>2</card><bank>b</bank><account>3</account><account>4</account><code>5</code><code>6</code><account>7</account><bank>c</bank>",
    )
    .unwrap();
    let [
        Payment::Card(one),
        Payment::Card(two),
        Payment::Transfer(b),
        Payment::Codes(codes),
        Payment::Transfer(c),
    ] = &value.payments[..]
    else {
        panic!("{value:?}")
    };
    assert_eq!((&**one, &**two), ("1", "2"));
    assert_eq!((&*b.bank, &b.accounts[..]), ("b", &["3".to_owned(), "4".to_owned()][..]));
    assert_eq!(codes[..], ["5", "6"]);
    assert_eq!((&*c.bank, c.accounts.len()), ("c", 1));
    assert!(report.is_empty(), "{report}");
    round_trip(root, &value);
    let error = orders("<card>1</card><account>3</account>").unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Missing("bank".to_owned()));

    let order = Name::new("", "Order");
    let (value, _) = read::<Order>(order, "<Order/>").unwrap();
    assert_eq!(value.payment, None);
    let xml =
        r#"<Order><code xmlns="urn:example:fax">1</code><code xmlns="urn:example:fax">2</code></Order>"#;
    let (value, report) = read::<Order>(order, xml).unwrap();
    assert_eq!(value.payment, Some(Payment::Codes(vec!["1".to_owned(), "2".to_owned()])));
    assert!(report.is_empty(), "{report}");
    let xml =
        r#"<Order><code xmlns="urn:example:fax">1</code><card xmlns="urn:example:fax">2</card></Order>"#;
    let (value, report) = read::<Order>(order, xml).unwrap();
    assert_eq!(value.payment, Some(Payment::Codes(vec!["1".to_owned()])));
    noted(&report, NoteKind::Repeated, "/Order/card");
}

#[test]
fn xsi_type_chooses_among_the_derived_types() {
    let start = "<number>4</number><note>n</note>";
    let (value, report) = job(&format!(
        r#"{start}<shape xsi:type="square"><name>q</name><inside xsi:type="circle"><radius>1.5</radius></inside></shape>"#
    ))
    .unwrap();
    let [Shape::Square(square)] = &value.shape[..] else { panic!("{:?}", value.shape) };
    assert!(matches!(&square.inside[..], [Shape::Circle(circle)] if circle.radius == 1.5));
    assert!(report.is_empty(), "{report}");
    round_trip(JOB, &value);
    for ty in ["", r#"xsi:type="shape""#, r#"xsi:type="hexagon""#, r#"xsi:type="nope:circle""#] {
        let error = job(&format!("{start}<shape {ty}/>")).unwrap_err();
        assert!(matches!(error.kind(), DecodeErrorKind::Abstract(_)), "{error}");
    }
    // Where the declared type stands for itself alone, another one is read as the declared one.
    let (value, report) = message(r#"ref="r"><Details xsi:type="f:longDetails" retries="1"/>"#).unwrap();
    assert_eq!(value.details.unwrap().retries, Some(1));
    noted(&report, NoteKind::TypeIgnored, "/Message/Details");
    let (_, report) = message(r#"ref="r" xsi:type="f:message"><Details xsi:type="f:details"/>"#).unwrap();
    assert!(report.is_empty(), "{report}");
}

#[test]
fn raw_xml_keeps_what_it_needs_and_writes_it_back() {
    let (value, _) = job(
        r#"<number>1</number><note>n</note><extra xmlns:x="urn:x" a="1"><x:y xsi:type="x:z">&amp;</x:y></extra>"#,
    )
    .unwrap();
    let raw = value.extra.as_ref().unwrap();
    assert!(raw.as_str().contains("xmlns:xsi="), "{raw:?}");
    let xml = round_trip(JOB, &value);
    assert!(xml.contains(r#"<x:y xsi:type="x:z">&amp;</x:y>"#), "{xml}");
}

#[test]
fn doctype_and_malformed_xml_are_refused() {
    let error = read::<Message>(MESSAGE, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Doctype);
    for xml in [
        "",
        " ",
        "text",
        "<a",
        "<a>",
        "<a></b>",
        "</a>",
        "<a/><a/>",
        "<a b='1' b='2'/>",
        "<a b=1/>",
        "<a b/>",
        "<p:a/>",
        "<a p:b='1'/>",
        "<a xmlns:p=''/>",
        "<a xmlns:xml='urn:x'/>",
        "<a xmlns:xmlns='urn:x'/>",
        "<a xmlns:p='u' xmlns:p='u'/>",
        "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='1'/>",
        "<a:b:c/>",
        "<:a/>",
        "<1/>",
        "<a>]]></a>",
        "<a>\u{1}</a>",
        "<a>&#1;</a>",
        "<a>&unknown;</a>",
        "<a>& </a>",
        "<a>\u{FFFE}</a>",
        "<a><!-- -- --></a>",
        "<a><?xml version='1.0'?></a>",
        "<?xml version='2.0'?><a/>",
        "<a b='<'/>",
        " <?xml version='1.0'?><a/>",
        "<a b='1'c='2'/>",
        "<a></a >x",
        "<a><![CDATA[</a>",
        "<!-- <a/>",
        "<a b='&lt'/>",
        "<?xml?><a/>",
        "<a/><?XML ?>",
    ] {
        let mut reader = Reader::new(xml, &Limits::default());
        let outcome = reader.as_mut().map(|reader| reader.document::<Anything>(Name::new("", "a")));
        assert!(!matches!(outcome, Ok(Ok(_))), "{xml}");
    }
}

/// Reads any content.
#[derive(Debug)]
struct Anything;

impl Decode for Anything {
    const TYPE: Name = Name::new("", "");

    fn decode(_: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self)
    }
}

#[test]
fn characters_that_xml_cannot_carry_are_an_error_when_writing() {
    let error = Writer::document(MESSAGE, &Message::new("a\u{1}b")).unwrap_err();
    assert_eq!(error.to_string(), "character U+0001 cannot be written in XML 1.0 at /Message/@ref");
    let value = Message::new("<&>\"'\t\r\n é€📠");
    assert!(round_trip(MESSAGE, &value).contains("&lt;&amp;&gt;&quot;'&#9;&#13;&#10; é€📠"));
}

#[test]
fn seven_ways_to_write_prefixes_read_equal() {
    let expected = message(r#"ref="r"><Details retries="1"/>"#).unwrap().0;
    for xml in [
        r#"<Message xmlns="urn:example:fax" ref="r"><Details xmlns="" retries="1"/></Message>"#,
        r#"<a:Message xmlns:a="urn:example:fax" ref="r"><Details retries="1"/></a:Message>"#,
        r#"<ns2:Message xmlns:ns2="urn:example:fax" xmlns="" ref="r"><Details retries="1"></Details></ns2:Message>"#,
        r#"<SOAP-ENV:Message xmlns:SOAP-ENV="urn:example:fax" ref='r'><Details retries='1'/></SOAP-ENV:Message>"#,
        r#"<a:Message xmlns:a="urn:wrong" xmlns:b="urn:x" xmlns:c="urn:example:fax" ref="r"></a:Message>"#,
        r#"<é:Message xmlns:é="urn:example:fax" ref="r"><Details  retries = "1" /></é:Message >"#,
        r#"<a:Message ref="r" xmlns:a="urn:example:&#102;ax"><Details xmlns:a="urn:y" retries="&#49;"/></a:Message>"#,
    ] {
        let (value, report) = read::<Message>(MESSAGE, xml).unwrap();
        if xml.contains("urn:wrong") {
            noted(&report, NoteKind::RootNamespace, "/Message");
            continue;
        }
        assert_eq!(value, expected, "{xml}");
        assert!(report.is_empty(), "{xml}: {report}");
    }
}
