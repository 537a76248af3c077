//! Texts that must not be shown, found again wherever they turn up.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;
use zeroize::Zeroizing;

use crate::error::{DecodeError, DecodeErrorKind};
use crate::read::resolve_reference;
use crate::report::Report;

/// What stands in the place of a secret.
pub(crate) const MASK: &str = "***";

/// A shorter secret is masked where it is known to stand, but not looked for: it would be found everywhere.
const SHORTEST: usize = 4;

/// The longest reference that is looked at: `&#x10FFFF;`.
const LONGEST_REFERENCE: usize = 10;

/// The secrets of one exchange.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Arc<[Zeroizing<String>]>);

impl Secrets {
    pub(crate) fn new(texts: impl IntoIterator<Item = String>) -> Self {
        let mut texts: Vec<Zeroizing<String>> = texts.into_iter().map(Zeroizing::new).collect();
        texts.retain(|text| text.len() >= SHORTEST);
        texts.sort_unstable_by(|one, other| one.as_str().cmp(other));
        texts.dedup();
        Self(texts.into())
    }

    /// These and `more`.
    pub(crate) fn and(&self, more: impl IntoIterator<Item = String>) -> Self {
        Self::new(self.0.iter().map(|text| text.to_string()).chain(more))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `text` without the secrets, however they are escaped.
    pub(crate) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.mask_bytes(text.as_bytes()) {
            Cow::Borrowed(_) => Cow::Borrowed(text),
            Cow::Owned(masked) => Cow::Owned(String::from_utf8_lossy(&masked).into_owned()),
        }
    }

    /// The same for bytes.
    pub(crate) fn mask_bytes<'t>(&self, bytes: &'t [u8]) -> Cow<'t, [u8]> {
        let places = if self.is_empty() { Vec::new() } else { self.places(bytes) };
        if places.is_empty() { Cow::Borrowed(bytes) } else { replace(bytes, places.into_iter()) }
    }

    /// The same for what a `Debug` shows, where quotes and controls are escaped once more.
    pub(crate) fn mask_debug<'t>(&self, shown: &'t str) -> Cow<'t, str> {
        let escaped = self.0.iter().map(|text| {
            let quoted = format!("{:?}", text.as_str());
            quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
        });
        self.and(escaped).mask(shown)
    }

    /// The error without the secrets.
    pub(crate) fn mask_error(&self, error: DecodeError) -> DecodeError {
        if self.is_empty() {
            return error;
        }
        let mask = |text: &String| self.mask(text).into_owned();
        let kind = match error.kind() {
            DecodeErrorKind::Encoding(why) => DecodeErrorKind::Encoding(mask(why)),
            DecodeErrorKind::Malformed(why) => DecodeErrorKind::Malformed(mask(why)),
            DecodeErrorKind::Missing(name) => DecodeErrorKind::Missing(mask(name)),
            DecodeErrorKind::Abstract(name) => DecodeErrorKind::Abstract(mask(name)),
            DecodeErrorKind::Root { expected, found } => {
                DecodeErrorKind::Root { expected: expected.clone(), found: mask(found) }
            }
            DecodeErrorKind::Reference(why) => DecodeErrorKind::Reference(mask(why)),
            DecodeErrorKind::Envelope(why) => DecodeErrorKind::Envelope(mask(why)),
            DecodeErrorKind::MustUnderstand(name) => DecodeErrorKind::MustUnderstand(mask(name)),
            // The reader has seen to values already; the others hold no text of a message.
            kind => kind.clone(),
        };
        DecodeError::new(kind, self.mask(error.path()).into_owned(), error.position())
    }

    /// The report without the secrets.
    pub(crate) fn mask_report(&self, mut report: Report) -> Report {
        for note in &mut report.notes {
            if let Cow::Owned(masked) = self.mask(&note.path) {
                note.path = masked;
            }
        }
        report
    }

    /// Where they stand, in order and apart from each other. It takes time in proportion to the text, whatever is in it.
    fn places(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let unescaped = Unescaped::new(bytes);
        let mut found = Vec::new();
        for secret in self.0.iter() {
            let finder = memmem::Finder::new(secret.as_str());
            found.extend(finder.find_iter(bytes).map(|at| at..at + secret.len()));
            let in_unescaped = finder.find_iter(&unescaped.bytes);
            found.extend(in_unescaped.map(|at| unescaped.origin(at..at + secret.len())));
        }
        found.sort_by_key(|place| place.start);
        let mut places: Vec<Range<usize>> = Vec::with_capacity(found.len());
        for place in found {
            match places.last_mut() {
                Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                _ => places.push(place),
            }
        }
        places
    }
}

/// How many there are.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}

/// `bytes` with a mask in each of `places`, which are in order of their starts.
pub(crate) fn replace(bytes: &[u8], places: impl Iterator<Item = Range<usize>>) -> Cow<'_, [u8]> {
    let mut masked = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for place in places {
        // One may lie within another.
        if place.start < done && place.end <= done {
            continue;
        }
        masked.extend_from_slice(bytes.get(done..place.start).unwrap_or_default());
        masked.extend_from_slice(MASK.as_bytes());
        done = place.end;
    }
    masked.extend_from_slice(bytes.get(done..).unwrap_or_default());
    Cow::Owned(masked)
}

/// Text without references, and where in the text with them it stands. Nothing, where there are none.
#[derive(Default)]
struct Unescaped {
    bytes: Vec<u8>,
    references: Vec<Reference>,
}

/// A reference, and the character in its place.
struct Reference {
    written: Range<usize>,
    character: Range<usize>,
}

impl Unescaped {
    fn new(text: &[u8]) -> Self {
        let mut unescaped = Self::default();
        let mut done = 0;
        for at in memchr::memchr_iter(b'&', text) {
            let Some((c, len)) = text.get(at..).and_then(referred) else { continue };
            unescaped.bytes.extend_from_slice(text.get(done..at).unwrap_or_default());
            let start = unescaped.bytes.len();
            unescaped.bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            let reference = Reference { written: at..at + len, character: start..unescaped.bytes.len() };
            done = reference.written.end;
            unescaped.references.push(reference);
        }
        if !unescaped.references.is_empty() {
            unescaped.bytes.extend_from_slice(text.get(done..).unwrap_or_default());
        }
        unescaped
    }

    /// Where that what stands at `place` was written.
    fn origin(&self, place: Range<usize>) -> Range<usize> {
        let before = |at: usize| {
            let count = self.references.partition_point(|reference| reference.character.start <= at);
            count.checked_sub(1).and_then(|last| self.references.get(last))
        };
        let start = match before(place.start) {
            Some(reference) if place.start < reference.character.end => reference.written.start,
            Some(reference) => reference.written.end + (place.start - reference.character.end),
            None => place.start,
        };
        let end = match before(place.end.saturating_sub(1)) {
            Some(reference) => reference.written.end + place.end.saturating_sub(reference.character.end),
            None => place.end,
        };
        start..end
    }
}

/// The character that the reference at the start of `bytes` stands for, and the length of the reference.
fn referred(bytes: &[u8]) -> Option<(char, usize)> {
    let after = bytes.strip_prefix(b"&")?;
    let end = after.iter().take(LONGEST_REFERENCE).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(after.get(..end)?).ok()?;
    resolve_reference(name).ok().map(|c| (c, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(texts: &[&str]) -> Secrets {
        Secrets::new(texts.iter().map(|text| (*text).to_owned()))
    }

    #[test]
    fn every_way_to_escape_a_secret_is_masked() {
        let secrets = secrets(&["p<a&é'\"s"]);
        for echo in [
            "p<a&é'\"s",
            "p&lt;a&amp;é'&quot;s",
            "p&#60;a&#x26;&#233;&#39;&#34;s",
            "&#112;&lt;a&amp;&#xE9;&apos;\"&#115;",
        ] {
            assert_eq!(secrets.mask(&format!("[{echo}] {echo}")), "[***] ***", "{echo}");
        }
        assert!(matches!(secrets.mask("p<a"), Cow::Borrowed("p<a")));
    }

    #[test]
    fn longer_secrets_win_and_short_ones_are_not_looked_for() {
        let secrets = secrets(&["hunter", "hunter22", "abc"]);
        assert_eq!(secrets.mask("abc hunter hunter22"), "abc *** ***");
        assert!(super::Secrets::new(["abc".to_owned()]).is_empty());
    }

    #[test]
    fn the_longest_secret_costs_no_more_than_a_short_one() {
        let almost = "a".repeat(1 << 20);
        let secrets = secrets(&[&format!("{almost}b"), &format!("b{almost}"), &format!("{almost}<")]);
        let text = format!("{almost}&gt;{almost}");
        assert!(matches!(secrets.mask(&text), Cow::Borrowed(_)));
        assert_eq!(secrets.mask(&format!("{text}&lt;a")), format!("{almost}&gt;***a"));
    }

    #[test]
    fn secrets_may_overlap_and_stand_between_references() {
        let secrets = secrets(&["abcd", "cdef", "&&&&"]);
        assert_eq!(secrets.mask("&lt;abcdef&gt;abcdabcd"), "&lt;***&gt;******");
        assert_eq!(secrets.mask("é&amp;&amp;&#38;&amp;&amp;é &&&& ab&#x63;d&ab;"), "é***&amp;é *** ***&ab;");
    }

    #[test]
    fn places_may_lie_within_others() {
        let mask = |places: &[Range<usize>]| replace(b"0123456789", places.iter().cloned()).into_owned();
        assert_eq!(mask(&[2..8, 2..8, 3..3, 4..6, 8..8, 9..10]), b"01******8***");
        assert_eq!(mask(&[0..0, 2..5, 4..8]), b"***01******89");
    }

    #[test]
    fn known_places_are_masked_whatever_stands_there() {
        assert_eq!(*replace(b"<p>ab</p>", std::iter::once(3..5)), *b"<p>***</p>");
    }
}
