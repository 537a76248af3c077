//! Tokens, which a login gives and which end when nobody uses them.

use std::collections::HashMap;
use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use super::account::md5_hex;
use super::restrictions::Restrictions;
use crate::clock::after;

/// How long a token lives after it was last used.
const LIFE: Duration = Duration::from_secs(3600);
/// Tokens that are kept; from then on the one that was used longest ago makes room.
const MOST: usize = 1000;

#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// How many were given.
    given: u64,
    by_text: HashMap<String, Token>,
}

struct Token {
    used: Timestamp,
    restrictions: Restrictions,
}

impl Tokens {
    /// A new one. Nobody could mistake it for one that is hard to guess: this is a sandbox.
    pub(super) fn give(&mut self, restrictions: Restrictions, now: Timestamp) -> String {
        self.by_text.retain(|_, token| is_alive(token, now));
        if self.by_text.len() >= MOST {
            let oldest = self.by_text.iter().min_by_key(|(_, token)| token.used);
            if let Some(text) = oldest.map(|(text, _)| text.clone()) {
                self.by_text.remove(&text);
            }
        }
        self.given += 1;
        let text = md5_hex(&format!("token {} {now}", self.given));
        self.by_text.insert(text.clone(), Token { used: now, restrictions });
        text
    }

    /// What the token is restricted to, which makes it live longer. `None` where it is none, or has ended.
    pub(super) fn take(&mut self, text: &str, now: Timestamp) -> Option<&Restrictions> {
        let token = self.by_text.get_mut(text).filter(|token| is_alive(token, now))?;
        token.used = now;
        Some(&token.restrictions)
    }

    pub(super) fn revoke(&mut self, text: &str) {
        self.by_text.remove(text);
    }
}

fn is_alive(token: &Token, now: Timestamp) -> bool {
    now < after(token.used, LIFE)
}

/// When it was used, and nothing of what it is known by.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token").field("used", &self.used).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn a_token_lives_an_hour_after_it_was_last_used() {
        let mut tokens = Tokens::default();
        let token = tokens.give(Restrictions::default(), at(0));
        assert!(token.len() >= 32);
        assert!(tokens.take(&token, at(3599)).is_some());
        assert!(tokens.take(&token, at(3599 + 3599)).is_some());
        assert!(tokens.take(&token, at(3599 + 3599 + 3600)).is_none());
        assert!(tokens.take("", at(0)).is_none());
    }

    #[test]
    fn a_token_that_was_revoked_is_none() {
        let mut tokens = Tokens::default();
        let (one, two) =
            (tokens.give(Restrictions::default(), at(0)), tokens.give(Restrictions::default(), at(0)));
        assert_ne!(one, two);
        tokens.revoke(&one);
        assert!(tokens.take(&one, at(0)).is_none() && tokens.take(&two, at(0)).is_some());
    }

    #[test]
    fn a_thousand_are_kept() {
        let mut tokens = Tokens::default();
        let all: Vec<_> = (0..=1000).map(|second| tokens.give(Restrictions::default(), at(second))).collect();
        assert!(tokens.take(&all[0], at(1000)).is_none() && tokens.take(&all[1], at(1000)).is_some());
    }
}
