//! Texts that must not be shown, found again wherever they turn up.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

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
    /// Longer secrets are looked for first, so that none hides a part of another.
    pub(crate) fn new(texts: impl IntoIterator<Item = String>) -> Self {
        let mut texts: Vec<Zeroizing<String>> = texts.into_iter().map(Zeroizing::new).collect();
        texts.retain(|text| text.len() >= SHORTEST);
        texts.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
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
        let Some(first) = self.find(bytes, 0) else { return Cow::Borrowed(bytes) };
        replace(bytes, std::iter::successors(Some(first), |found| self.find(bytes, found.end)))
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

    fn find(&self, bytes: &[u8], from: usize) -> Option<Range<usize>> {
        (from..bytes.len()).find_map(|at| {
            let rest = bytes.get(at..)?;
            let len = self.0.iter().find_map(|secret| length_at_start(rest, secret))?;
            Some(at..at + len)
        })
    }
}

/// How many there are.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}

/// `bytes` with a mask in each of `places`, which are in order.
pub(crate) fn replace(bytes: &[u8], places: impl Iterator<Item = Range<usize>>) -> Cow<'_, [u8]> {
    let mut masked = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for place in places {
        masked.extend_from_slice(bytes.get(done..place.start).unwrap_or_default());
        masked.extend_from_slice(MASK.as_bytes());
        done = place.end;
    }
    masked.extend_from_slice(bytes.get(done..).unwrap_or_default());
    Cow::Owned(masked)
}

/// The bytes that `secret` takes up at the start of `bytes`, each of its characters as it is or as a reference.
fn length_at_start(bytes: &[u8], secret: &str) -> Option<usize> {
    secret.chars().try_fold(0, |at, c| {
        let rest = bytes.get(at..)?;
        let plain = c.encode_utf8(&mut [0; 4]).len();
        if rest.starts_with(c.encode_utf8(&mut [0; 4]).as_bytes()) {
            // `&` itself may be the start of `&amp;`.
            return Some(at + referred(rest).filter(|found| found.0 == c).map_or(plain, |found| found.1));
        }
        let (found, len) = referred(rest)?;
        (found == c).then_some(at + len)
    })
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
    fn known_places_are_masked_whatever_stands_there() {
        assert_eq!(*replace(b"<p>ab</p>", std::iter::once(3..5)), *b"<p>***</p>");
    }
}
