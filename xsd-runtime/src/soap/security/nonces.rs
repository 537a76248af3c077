//! Nonces that were used.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::digest::Digest;
use crate::types::Secret;

/// The nonces of requests that were let in, until such requests would be too old anyway. Each takes the same room, however
/// long it is.
#[derive(Default)]
pub(super) struct Nonces(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    used: HashSet<[u8; 20]>,
    /// When each can be forgotten, the earliest first.
    ends: BinaryHeap<Reverse<(Timestamp, [u8; 20])>>,
}

/// Why a nonce cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// It was used before.
    Used,
    /// There is no room to remember it.
    Full,
}

impl Nonces {
    /// Uses `nonce` of whoever has `password` and remembers it until `end`. Nobody can use up those of somebody else; and a
    /// user is not somebody else for another spelling of the name, which no digest holds.
    pub(super) fn use_up(
        &self,
        password: &Secret,
        nonce: &[u8],
        now: Timestamp,
        end: Timestamp,
        max: usize,
    ) -> Result<(), Unusable> {
        let length = nonce.len().to_le_bytes();
        let key = Digest::of(&[&length, nonce, password.expose().as_bytes()]).into_bytes();
        // A panic elsewhere leaves nothing half done here.
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.forget_before(now);
        if remembered.used.contains(&key) {
            return Err(Unusable::Used);
        }
        if remembered.used.len() >= max {
            return Err(Unusable::Full);
        }
        remembered.used.insert(key);
        remembered.ends.push(Reverse((end, key)));
        Ok(())
    }
}

impl Remembered {
    fn forget_before(&mut self, now: Timestamp) {
        while let Some(Reverse((end, key))) = self.ends.peek().copied()
            && end < now
        {
            self.ends.pop();
            self.used.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_nonce_is_used_once_until_its_end() {
        let nonces = Nonces::default();
        let use_at = |second, end| nonces.use_up(&"pin".into(), b"1", at(second), at(end), 10);
        assert_eq!(use_at(0, 100), Ok(()));
        assert_eq!(use_at(100, 200), Err(Unusable::Used));
        assert_eq!(use_at(101, 200), Ok(()));
        assert_eq!(use_at(200, 300), Err(Unusable::Used));
    }

    #[test]
    fn they_are_forgotten_by_their_end_and_not_in_order() {
        let nonces = Nonces::default();
        let use_at = |nonce: &[u8], second, end| nonces.use_up(&"pin".into(), nonce, at(second), at(end), 10);
        assert_eq!(use_at(b"1", 0, 300), Ok(()));
        assert_eq!(use_at(b"2", 0, 100), Ok(()));
        assert_eq!(use_at(b"2", 200, 300), Ok(()));
        assert_eq!(use_at(b"1", 200, 300), Err(Unusable::Used));
    }

    #[test]
    fn those_of_users_are_apart() {
        let nonces = Nonces::default();
        for (password, nonce) in [("pin", "1"), ("key", "1"), ("1pin", ""), ("in", "1p")] {
            let used = nonces.use_up(&password.into(), nonce.as_bytes(), at(0), at(9), 10);
            assert_eq!(used, Ok(()), "{password} {nonce}");
        }
    }

    #[test]
    fn none_is_forgotten_for_another() {
        let nonces = Nonces::default();
        let use_at =
            |nonce: &[u8], second| nonces.use_up(&"pin".into(), nonce, at(second), at(second + 10), 2);
        assert_eq!(use_at(b"1", 0), Ok(()));
        assert_eq!(use_at(b"2", 5), Ok(()));
        assert_eq!(use_at(b"3", 10), Err(Unusable::Full));
        assert_eq!(use_at(b"1", 10), Err(Unusable::Used));
        assert_eq!(use_at(b"3", 11), Ok(()));
        assert_eq!(nonces.0.lock().unwrap().used.len(), 2);
        assert_eq!(nonces.0.lock().unwrap().ends.len(), 2);
    }
}
