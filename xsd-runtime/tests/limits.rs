//! Each limit: what is at it passes, what is one past it does not.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod by_hand;

use by_hand::{Job, Message, Shape};
use xsd_runtime::{Decode, DecodeError, DecodeErrorKind, Limits, Name, Reader};

const ROOT: Name = Name::new("urn:example:fax", "r");

fn read<T: Decode>(xml: &str, limits: &Limits) -> Result<(T, usize), DecodeError> {
    let mut reader = Reader::new(xml, limits)?;
    let value = reader.document(ROOT)?;
    let report = reader.into_report();
    Ok((value, report.notes().len() + report.more()))
}

/// Reads what `xml(n)` gives for the limit and for one more.
#[track_caller]
fn check<T: Decode>(name: &'static str, max: usize, limits: Limits, xml: impl Fn(usize) -> String) {
    read::<T>(&xml(max), &limits).map(drop).unwrap();
    let error = read::<T>(&xml(max + 1), &limits).map(drop).unwrap_err();
    assert_eq!(error.kind(), &DecodeErrorKind::Limit { limit: name, max });
}

/// Any content.
struct Anything;

impl Decode for Anything {
    const TYPE: Name = Name::new("", "");

    fn decode(_: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self)
    }
}

fn element(attributes: &str, content: &str) -> String {
    format!(r#"<r xmlns="urn:example:fax"{attributes}>{content}</r>"#)
}

#[test]
fn body() {
    let empty = element("", "").len();
    let limits = Limits { body: 200, ..Limits::default() };
    check::<String>("body", 200, limits, |size| element("", &"x".repeat(size - empty)));
}

#[test]
fn depth() {
    let limits = Limits::default();
    check::<Anything>("depth", 128, limits, |depth| {
        element("", &format!("{}{}", "<a>".repeat(depth - 1), "</a>".repeat(depth - 1)))
    });
}

#[test]
fn text() {
    let limits = Limits { text: 100, ..Limits::default() };
    check::<String>("text", 100, limits.clone(), |size| element("", &"x".repeat(size)));
    // Pieces count together.
    check::<String>("text", 100, limits, |size| {
        element("", &format!("{}<![CDATA[y]]>&amp;", "x".repeat(size - 2)))
    });
}

#[test]
fn attribute() {
    let limits = Limits { attribute: 50, ..Limits::default() };
    check::<Anything>("attribute", 50, limits, |size| element(&format!(r#" a="{}""#, "x".repeat(size)), ""));
}

#[test]
fn attributes() {
    // The declaration of the namespace is one of them.
    check::<Anything>("attributes", 500, Limits::default(), |count| {
        element(&(1..count).map(|n| format!(r#" a{n}="""#)).collect::<String>(), "")
    });
}

#[test]
fn namespaces() {
    check::<Anything>("namespaces", 128, Limits::default(), |count| {
        element(&(1..count).map(|n| format!(r#" xmlns:a{n}="urn:{n}""#)).collect::<String>(), "")
    });
}

#[test]
fn children() {
    let limits = Limits { children: 100, ..Limits::default() };
    check::<Anything>("children", 100, limits.clone(), |count| element("", &"<a/>".repeat(count)));
    // Those that the schema repeats do not count.
    let results = format!("<Results xmlns=''>{}</Results>", "<Result>1</Result>".repeat(1000));
    let (message, _) = read::<Message>(&element(" ref='r'", &results), &limits).unwrap();
    assert_eq!(message.results.unwrap().len(), 1000);
}

#[test]
fn elements() {
    let limits = Limits { elements: 1000, ..Limits::default() };
    check::<Anything>("elements", 1000, limits, |count| element("", &"<a/>".repeat(count - 1)));
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let documented = Limits {
        body: 64 << 20,
        depth: 128,
        text: 48 << 20,
        attribute: 64 << 10,
        attributes: 500,
        namespaces: 128,
        children: 50_000,
        elements: 1_000_000,
        notes: 256,
    };
    assert_eq!(Limits::default(), documented);
}

#[test]
fn namespaces_that_come_and_go_cost_no_more_than_their_text() {
    let children: String = (0..200_000).map(|n| format!("<a xmlns='urn:{n}'/>")).collect();
    let limits = Limits { children: 200_000, ..Limits::default() };
    let (_, notes) = read::<Anything>(&element("", &children), &limits).unwrap();
    assert_eq!(notes, 200_000);
}

#[test]
fn notes_are_counted_beyond_their_limit() {
    let limits = Limits { notes: 3, ..Limits::default() };
    let xml = element("", &"<a/>".repeat(10));
    let mut reader = Reader::new(&xml, &limits).unwrap();
    let Anything = reader.document(ROOT).unwrap();
    let report = reader.into_report();
    assert_eq!((report.notes().len(), report.more()), (3, 7));
}

#[test]
fn the_deepest_message_fits_a_small_stack() {
    let inside = r#"<inside x:type="square">"#;
    let levels = 126;
    let shapes = format!("{}{}", inside.repeat(levels), "</inside>".repeat(levels));
    let content = format!(r#"<number>1</number><note>n</note><shape x:type="square">{shapes}</shape>"#);
    let xml = element(r#" xmlns:x="http://www.w3.org/2001/XMLSchema-instance""#, &content);
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
        let (job, _) = read::<Job>(&xml, &Limits::default()).unwrap();
        let mut depth = 0;
        let mut shapes = job.shape;
        while let Some(Shape::Square(square)) = shapes.pop() {
            depth += 1;
            shapes = square.inside;
        }
        depth
    });
    assert_eq!(thread.unwrap().join().unwrap(), levels + 1);
}
