//! How many requests are answered in a while.

use xsd_runtime::types::jiff::Timestamp;

/// Tokens that come back each second.
const REFILL: u64 = 10;

/// A bucket of tokens, of which each request takes one.
#[derive(Debug)]
pub(super) struct Bucket {
    size: u32,
    left: u32,
    /// When it was filled the last time.
    filled: Timestamp,
}

impl Bucket {
    /// A full one.
    pub(super) fn new(size: u32, now: Timestamp) -> Self {
        Self { size, left: size, filled: now }
    }

    /// Takes a token, and says how many are left. `None` where there is none.
    pub(super) fn take(&mut self, now: Timestamp) -> Option<u32> {
        let seconds = u64::try_from(now.duration_since(self.filled).as_secs()).unwrap_or_default();
        if seconds > 0 {
            let further = u32::try_from(seconds.saturating_mul(REFILL)).unwrap_or(u32::MAX);
            self.left = self.left.saturating_add(further).min(self.size);
            self.filled = now;
        }
        self.left = self.left.checked_sub(1)?;
        Some(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_come_back_each_second() {
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let mut bucket = Bucket::new(12, at(0));
        for left in (0..12).rev() {
            assert_eq!(bucket.take(at(0)), Some(left));
        }
        assert_eq!(bucket.take(at(0)), None);
        assert_eq!(bucket.take(at(1)), Some(9));
        assert_eq!(bucket.take(at(1_000_000_000)), Some(11), "no more than it holds");
    }
}
