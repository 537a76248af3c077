//! How a notice is recognised that comes again.

use std::fmt;

use crate::monopond::v2_1::ApiFaxMessageStatus;

/// What tells one result of a fax from all others: the reference of the message, and the number of the attempt.
///
/// The service may post the same result more than once. It is the reference that makes a key, so message references
/// have to differ between requests.
///
/// ```
/// use fax_bindings::monopond::callback::Key;
///
/// let key = Key::new("invoice-4711-1", 2);
/// assert_eq!(key.to_string(), "invoice-4711-1, attempt 2");
/// assert!(key > Key::new("invoice-4711-1", 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Key {
    /// Reference of the message.
    pub message_ref: String,
    /// Number of the last attempt. Absent: the notice has none.
    pub attempt: Option<i32>,
}

impl Key {
    /// The key of an attempt, for example from where it was stored.
    #[must_use]
    pub fn new(message_ref: impl Into<String>, attempt: impl Into<Option<i32>>) -> Self {
        Self { message_ref: message_ref.into(), attempt: attempt.into() }
    }

    /// The key of what `fax` says about its last attempt; `None` where it has no reference.
    #[must_use]
    pub fn of(fax: &ApiFaxMessageStatus) -> Option<Self> {
        let attempt = fax.last_result().and_then(|result| result.attempt);
        Some(Self::new(fax.message_ref.as_deref()?, attempt))
    }
}

/// The reference, and the attempt where there is one.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_ref)?;
        match self.attempt {
            Some(attempt) => write!(f, ", attempt {attempt}"),
            None => Ok(()),
        }
    }
}
