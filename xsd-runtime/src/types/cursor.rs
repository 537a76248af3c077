//! A place in a text that is read from left to right: calendar types and durations.

use super::error::Refusal;

const NANOSECOND_DIGITS: usize = 9;

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.as_bytes() }
    }

    /// What has not been read.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Reads `text` if it comes next.
    #[inline]
    pub(super) fn take(&mut self, text: &[u8]) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Reads `text`, which must come next.
    #[inline]
    pub(super) fn expect(&mut self, text: &[u8]) -> Result<(), Refusal> {
        if self.take(text) { Ok(()) } else { Err(Refusal::LEXICAL) }
    }

    /// Reads two digits.
    #[inline]
    pub(super) fn two_digits(&mut self) -> Result<i8, Refusal> {
        match self.rest {
            &[tens @ b'0'..=b'9', ones @ b'0'..=b'9', ref rest @ ..] => {
                self.rest = rest;
                Ok(((tens - b'0') * 10 + (ones - b'0')) as i8)
            }
            _ => Err(Refusal::LEXICAL),
        }
    }

    /// Reads all digits that come next, perhaps none.
    #[inline]
    pub(super) fn digits(&mut self) -> &'a [u8] {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        digits
    }

    /// Reads `.` and a fraction of a second if it comes next; in nanoseconds. Zeros after the ninth digit
    /// are passed over, other digits there are too precise.
    pub(super) fn fraction(&mut self) -> Result<u32, Refusal> {
        if !self.take(b".") {
            return Ok(0);
        }
        let digits = self.digits();
        if digits.is_empty() {
            return Err(Refusal::LEXICAL);
        }
        let (kept, surplus) = digits.split_at(digits.len().min(NANOSECOND_DIGITS));
        if surplus.iter().any(|&digit| digit != b'0') {
            return Err(Refusal::TOO_PRECISE);
        }
        let padded = kept.iter().copied().chain(std::iter::repeat(b'0')).take(NANOSECOND_DIGITS);
        Ok(padded.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    }
}

/// The value of digits; none when 64 bits cannot hold it.
pub(super) fn number(digits: &[u8]) -> Option<u64> {
    digits
        .iter()
        .try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(u64::from(digit.wrapping_sub(b'0'))))
}
