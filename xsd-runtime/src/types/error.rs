//! Why a text is not a value of a type.

use std::fmt;

/// Most characters of the offending text that an error shows.
const EXCERPT: usize = 64;

/// A text that is not a value of the type due in its place.
///
/// One pointer wide. It shows at most the first 64 characters of the text, control characters escaped.
///
/// ```
/// use xsd_runtime::types::{ValueErrorKind, parse_text};
///
/// let error = parse_text::<i32>("99999999999").unwrap_err();
/// assert_eq!(error.kind(), ValueErrorKind::OutOfRange);
/// assert_eq!(error.to_string(), r#"out of range for 32-bit integer: "99999999999""#);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ValueError(Box<Facts>);

#[derive(Clone, PartialEq, Eq)]
struct Facts {
    kind: ValueErrorKind,
    expected: &'static str,
    excerpt: String,
    because: Option<&'static str>,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueErrorKind {
    /// The text is empty and the type has no empty value.
    Empty,
    /// The text is not in the lexical space of the type.
    Lexical,
    /// The text is well formed, but the Rust type cannot hold a value so large or so small.
    OutOfRange,
    /// The text is well formed, but the Rust type would lose digits.
    TooPrecise,
    /// The prefix of a qualified name is bound to no namespace.
    UnboundPrefix,
}

impl ValueError {
    /// `text` is not a value of the type called `expected` (a noun without article: `"dateTime"`).
    ///
    /// Where `text` is empty and does not fit the lexical space, the kind becomes [`ValueErrorKind::Empty`].
    #[cold]
    #[must_use]
    pub fn new(kind: ValueErrorKind, expected: &'static str, text: &str) -> Self {
        let kind = match kind {
            ValueErrorKind::Lexical if text.is_empty() => ValueErrorKind::Empty,
            kind => kind,
        };
        Self(Box::new(Facts { kind, expected, excerpt: excerpt(text), because: None }))
    }

    /// The same error with the reason in a few words, shown after the excerpt.
    #[must_use]
    pub fn because(mut self, reason: &'static str) -> Self {
        self.0.because = Some(reason);
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> ValueErrorKind {
        self.0.kind
    }

    /// The type that was due.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }

    /// The start of the text, control characters escaped.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }
}

fn excerpt(text: &str) -> String {
    let mut shown = String::new();
    let mut room = EXCERPT;
    for character in text.chars() {
        let escaped = character.escape_debug();
        let Some(left) = room.checked_sub(escaped.len()) else {
            shown.push('…');
            break;
        };
        room = left;
        shown.extend(escaped);
    }
    shown
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts { kind, expected, excerpt, because } = &*self.0;
        match kind {
            ValueErrorKind::Empty => return write!(f, "empty text where {expected} is due"),
            ValueErrorKind::Lexical => write!(f, "not a valid {expected}: \"{excerpt}\"")?,
            ValueErrorKind::OutOfRange => write!(f, "out of range for {expected}: \"{excerpt}\"")?,
            ValueErrorKind::TooPrecise => write!(f, "too precise for {expected}: \"{excerpt}\"")?,
            ValueErrorKind::UnboundPrefix => write!(f, "unbound prefix in {expected}: \"{excerpt}\"")?,
        }
        because.map_or(Ok(()), |reason| write!(f, " ({reason})"))
    }
}

impl fmt::Debug for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ValueError({self})")
    }
}

impl std::error::Error for ValueError {}

/// What is wrong with a text, before it is known where the text starts and which type it is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refusal {
    kind: ValueErrorKind,
    because: Option<&'static str>,
}

impl Refusal {
    pub(super) const LEXICAL: Self = Self::plain(ValueErrorKind::Lexical);
    pub(super) const OUT_OF_RANGE: Self = Self::plain(ValueErrorKind::OutOfRange);
    pub(super) const TOO_PRECISE: Self = Self::plain(ValueErrorKind::TooPrecise);

    const fn plain(kind: ValueErrorKind) -> Self {
        Self { kind, because: None }
    }

    /// Not in the lexical space, for this reason.
    pub(super) const fn lexical(because: &'static str) -> Self {
        Self { kind: ValueErrorKind::Lexical, because: Some(because) }
    }

    /// The error to hand out: `text` is not a value of the type `expected`.
    #[cold]
    pub(super) fn of(self, expected: &'static str, text: &str) -> ValueError {
        let error = ValueError::new(self.kind, expected, text);
        match self.because {
            Some(reason) => error.because(reason),
            None => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_pointer_wide() {
        assert_eq!(size_of::<ValueError>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), ValueError>>(), size_of::<usize>());
    }

    #[test]
    fn says_what_was_due_and_why() {
        let error = Refusal::lexical("no such day").of("date", "2023-02-30");
        assert_eq!(error.to_string(), "not a valid date: \"2023-02-30\" (no such day)");
        assert_eq!(error.expected(), "date");
        assert_eq!(Refusal::LEXICAL.of("date", "").to_string(), "empty text where date is due");
    }

    #[test]
    fn shows_the_start_of_the_text_escaped() {
        let long = "x".repeat(65);
        assert_eq!(Refusal::LEXICAL.of("date", &long).excerpt(), format!("{}…", "x".repeat(64)));
        assert_eq!(
            Refusal::LEXICAL.of("date", "\u{1b}[2J\r\n\u{202e}").excerpt(),
            "\\u{1b}[2J\\r\\n\\u{202e}"
        );
    }
}
