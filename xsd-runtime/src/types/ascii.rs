//! Short ASCII text on the stack, for values that are written digit by digit.

/// Most bytes it holds; the longest single value written here is a duration of 61.
pub(super) const CAPACITY: usize = 64;

pub(super) struct Ascii {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Ascii {
    pub(super) fn new() -> Self {
        Self { bytes: [0; CAPACITY], len: 0 }
    }

    pub(super) fn push(&mut self, byte: u8) {
        debug_assert!(byte.is_ascii() && self.len < CAPACITY);
        if let Some(free) = self.bytes.get_mut(self.len) {
            *free = byte;
            self.len += 1;
        }
    }

    /// `value` in decimal, with zeros before it up to `width` digits.
    pub(super) fn number(&mut self, value: u64, width: usize) {
        let mut digits = [b'0'; 20];
        let mut rest = value;
        let mut count = 0;
        for digit in digits.iter_mut().rev() {
            if rest == 0 && count >= width {
                break;
            }
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
            count += 1;
        }
        for &digit in digits.iter().skip(20 - count) {
            self.push(digit);
        }
    }

    /// `.` and the digits of a fraction of a second, trailing zeros left out; nothing for zero.
    pub(super) fn fraction(&mut self, nanoseconds: u32) {
        if nanoseconds == 0 {
            return;
        }
        let (mut digits, mut width) = (nanoseconds, 9);
        while digits % 10 == 0 {
            digits /= 10;
            width -= 1;
        }
        self.push(b'.');
        self.number(digits.into(), width);
    }

    pub(super) fn as_str(&self) -> &str {
        let written = self.bytes.get(..self.len).unwrap_or_default();
        std::str::from_utf8(written).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_padded() {
        let mut text = Ascii::new();
        text.number(0, 1);
        text.push(b'|');
        text.number(7, 4);
        text.push(b'|');
        text.number(12345, 4);
        text.push(b'|');
        text.number(u64::MAX, 1);
        assert_eq!(text.as_str(), "0|0007|12345|18446744073709551615");
    }

    #[test]
    fn writes_fractions_without_trailing_zeros() {
        let fraction = |nanoseconds| {
            let mut text = Ascii::new();
            text.fraction(nanoseconds);
            text.as_str().to_owned()
        };
        assert_eq!(fraction(0), "");
        assert_eq!(fraction(1), ".000000001");
        assert_eq!(fraction(120_000_000), ".12");
        assert_eq!(fraction(999_999_999), ".999999999");
    }
}
