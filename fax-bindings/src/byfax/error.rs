//! What a call can come to that did not go well.

use std::fmt::{self, Write as _};

use xsd_runtime::soap::{self, NoFault};

use super::common::StateCodes;
use super::reply::ApiReply;

/// How many items an error names.
const ITEMS: usize = 5;

/// How many characters of a text of the service an error shows.
const CHARACTERS: usize = 200;

/// A reply that says that not all went well: what [`ApiReply::ok`] makes of it. It keeps the reply, `R`; one made by
/// [`without_reply`](Self::without_reply) does not.
///
/// It shows codes, messages and which items failed, at most five of them, without the secrets of the request. What the
/// methods return is as it came.
#[derive(Clone)]
pub struct StateError<R = ()>(Box<Parts<R>>);

#[derive(Clone)]
struct Parts<R> {
    code: StateCodes,
    message: Option<String>,
    items: Vec<FailedItem>,
    /// What is shown.
    summary: String,
    reply: R,
}

/// A recipient, a document, a fax or a broadcast in a reply whose own code is not `SUCCESS`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailedItem {
    /// The member of the reply that it stands in, as the contract calls it: `reportRecipients`, `reportDocuments` or
    /// `items`.
    pub list: &'static str,
    /// Its place there, from 0.
    pub index: usize,
    /// Its `messageRef`, `broadcastRef` or `fileRef`, or else the number of the recipient.
    pub reference: Option<String>,
    /// Its outcome.
    pub code: StateCodes,
    /// Explanation of its outcome, for people.
    pub message: Option<String>,
}

impl<R: ApiReply> StateError<R> {
    pub(super) fn new(reply: R, items: Vec<FailedItem>) -> Self {
        Self(Box::new(Parts {
            code: reply.state_code().clone(),
            message: reply.state_message().map(str::to_owned),
            summary: summary(&reply, &items),
            items,
            reply,
        }))
    }
}

impl<R> StateError<R> {
    /// Outcome of the whole. It is `SUCCESS` where only items failed.
    #[must_use]
    pub fn code(&self) -> &StateCodes {
        &self.0.code
    }

    /// Explanation of the outcome, for people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// All items that failed, in the order of the reply.
    #[must_use]
    pub fn items(&self) -> &[FailedItem] {
        &self.0.items
    }

    /// The reply.
    #[must_use]
    pub fn reply(&self) -> &R {
        &self.0.reply
    }

    /// The reply, for who can do with what it has.
    #[must_use]
    pub fn into_reply(self) -> R {
        self.0.reply
    }

    /// The same error without the reply: one type for all operations.
    #[must_use]
    pub fn without_reply(self) -> StateError {
        let Parts { code, message, items, summary, reply: _ } = *self.0;
        StateError(Box::new(Parts { code, message, items, summary, reply: () }))
    }
}

fn summary<R: ApiReply>(reply: &R, items: &[FailedItem]) -> String {
    // Masked before it is cut, so that no part of a secret is left.
    let shown = |text: &str| one_line(&reply.mask(text));
    let state = |code: &StateCodes, message: Option<&str>| match message {
        Some(message) if !message.is_empty() => format!("{} ({})", shown(code.as_str()), shown(message)),
        _ => shown(code.as_str()),
    };
    let mut summary = format!("the service answered {}", state(reply.state_code(), reply.state_message()));
    for item in items.iter().take(ITEMS) {
        let reference = item.reference.as_deref().map(|reference| format!(" ({})", shown(reference)));
        // Writing into a String does not fail.
        let _ = write!(
            summary,
            "; {}[{}]{} is {}",
            item.list,
            item.index,
            reference.unwrap_or_default(),
            state(&item.code, item.message.as_deref())
        );
    }
    match items.len().saturating_sub(ITEMS) {
        0 => {}
        more => summary.push_str(&format!("; and {more} more")),
    }
    summary
}

/// The first characters of `text`, without what would break a line.
fn one_line(text: &str) -> String {
    let mut line: String =
        text.chars().take(CHARACTERS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(CHARACTERS).is_some() {
        line.push('…');
    }
    line
}

impl<R> fmt::Display for StateError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.summary)
    }
}

/// What `Display` shows: the reply may repeat a secret.
impl<R> fmt::Debug for StateError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StateError").field(&self.0.summary).finish()
    }
}

impl<R> std::error::Error for StateError<R> {}

/// Why a call, or a listing over several calls, did not go well: one type for `?` in functions that do both.
///
/// ```
/// use fax_bindings::byfax::{self, ApiReply, Client};
///
/// async fn balance(client: &Client) -> Result<Option<f32>, byfax::Error> {
///     Ok(client.faxout().get_balance().await?.ok()?.balance_value)
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no reply.
    Call(soap::Error<NoFault>),
    /// The reply says that it did not go well.
    State(StateError),
    /// The page of this number has the same items as one before it, so that going on could have no end. It comes from
    /// [listings](super::Listing) alone.
    RepeatedPage(i32),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::State(error) => error.fmt(f),
            Self::RepeatedPage(number) => write!(f, "page {number} of the list repeats an earlier one"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::State(_) | Self::RepeatedPage(_) => None,
        }
    }
}

impl From<soap::Error<NoFault>> for Error {
    fn from(error: soap::Error<NoFault>) -> Self {
        Self::Call(error)
    }
}

/// Without the reply.
impl<R> From<StateError<R>> for Error {
    fn from(error: StateError<R>) -> Self {
        Self::State(error.without_reply())
    }
}
