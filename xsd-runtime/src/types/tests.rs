//! What the tests of the types share, and what holds for all types.

use std::fmt::Debug;

use proptest::prelude::*;

use super::*;
use crate::text::Text;

/// Each text is read, and written as the one beside it, which is its own canonical form.
#[track_caller]
pub(super) fn canonical<T: Text>(table: &[(&str, &str)]) {
    for (text, expected) in table {
        for text in [text, expected] {
            match parse_text::<T>(text) {
                Ok(value) => assert_eq!(to_text(&value), **expected, "canonical form of {text:?}"),
                Err(error) => panic!("{text:?}: {error}"),
            }
        }
    }
}

/// Each text is outside of the lexical space.
#[track_caller]
pub(super) fn refused<T: Text>(texts: &[&str]) {
    for text in texts {
        assert_eq!(kind::<T>(text), ValueErrorKind::Lexical, "{text:?}");
    }
}

/// What is wrong with a text.
#[track_caller]
pub(super) fn kind<T: Text>(text: &str) -> ValueErrorKind {
    match parse_text::<T>(text) {
        Ok(value) => panic!("{text:?} was read as {:?}", to_text(&value)),
        Err(error) => error.kind(),
    }
}

/// A value is what it was after writing and reading.
#[track_caller]
pub(super) fn survives<T: Text + PartialEq + Debug>(value: &T) {
    let text = to_text(value);
    assert_eq!(parse_text::<T>(&text).as_ref(), Ok(value), "{text:?}");
}

fn parse_as_every_type(text: &str) {
    let _ = parse_text::<bool>(text);
    let _ = parse_text::<i8>(text);
    let _ = parse_text::<i16>(text);
    let _ = parse_text::<i32>(text);
    let _ = parse_text::<i64>(text);
    let _ = parse_text::<u8>(text);
    let _ = parse_text::<u16>(text);
    let _ = parse_text::<u32>(text);
    let _ = parse_text::<u64>(text);
    let _ = parse_text::<f32>(text);
    let _ = parse_text::<f64>(text);
    let _ = parse_text::<Decimal>(text);
    let _ = parse_text::<DateTime>(text);
    let _ = parse_text::<Date>(text);
    let _ = parse_text::<Time>(text);
    let _ = parse_text::<GYear>(text);
    let _ = parse_text::<GYearMonth>(text);
    let _ = parse_text::<GMonth>(text);
    let _ = parse_text::<GMonthDay>(text);
    let _ = parse_text::<GDay>(text);
    let _ = parse_text::<Duration>(text);
    let _ = parse_text::<Base64>(text);
    let _ = Base64::from_encoded(text);
    let _ = parse_text::<HexBinary>(text);
    let _ = parse_text::<QName>(text);
    let _ = parse_text::<List<Date>>(text);
    let _ = parse_text::<Secret>(text);
    let _ = parse_text::<String>(text);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text: String) {
        parse_as_every_type(&text);
    }

    #[test]
    fn any_text_that_looks_right_is_read_or_refused(text in r"[-+0-9TZPYMDHS:.=A-Fé \n]{0,40}") {
        parse_as_every_type(&text);
    }
}

#[test]
fn types_without_an_empty_value_say_so() {
    use ValueErrorKind::Empty;

    assert_eq!(kind::<bool>(""), Empty);
    assert_eq!(kind::<i64>(""), Empty);
    assert_eq!(kind::<f32>(""), Empty);
    assert_eq!(kind::<Decimal>(""), Empty);
    assert_eq!(kind::<DateTime>(""), Empty);
    assert_eq!(kind::<Date>(""), Empty);
    assert_eq!(kind::<Time>(""), Empty);
    assert_eq!(kind::<GYear>(""), Empty);
    assert_eq!(kind::<GYearMonth>(""), Empty);
    assert_eq!(kind::<GMonth>(""), Empty);
    assert_eq!(kind::<GMonthDay>(""), Empty);
    assert_eq!(kind::<GDay>(""), Empty);
    assert_eq!(kind::<Duration>(""), Empty);
    assert_eq!(kind::<QName>(""), Empty);
    assert!(parse_text::<Base64>("").is_ok_and(|value| value.is_empty()));
    assert!(parse_text::<HexBinary>("").is_ok_and(|value| value.0.is_empty()));
    assert!(parse_text::<List<i32>>("").is_ok_and(|value| value.is_empty()));
    assert!(parse_text::<Secret>("").is_ok());
    assert!(parse_text::<String>("").is_ok());
}
