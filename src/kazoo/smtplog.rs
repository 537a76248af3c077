//! What came of emails that were to become faxes.

use std::collections::VecDeque;

use xsd_runtime::types::jiff::Timestamp;

use super::Document;
use super::list::Item;
use super::refusal::Refusal;

/// Entries that are kept; from then on the oldest ones make room.
const MOST: usize = 1000;

#[derive(Debug, Default)]
pub(super) struct SmtpLog {
    /// How many came.
    came: u64,
    entries: VecDeque<Entry>,
}

#[derive(Debug)]
struct Entry {
    number: u64,
    id: String,
    created: Timestamp,
    summary: Document,
    document: Document,
}

impl SmtpLog {
    /// With what a list shows of it, and all.
    pub(super) fn add(&mut self, id: String, created: Timestamp, summary: Document, document: Document) {
        self.came += 1;
        self.entries.push_back(Entry { number: self.came, id, created, summary, document });
        if self.entries.len() > MOST {
            self.entries.pop_front();
        }
    }

    /// A number for the next entry.
    pub(super) fn next(&self) -> u64 {
        self.came + 1
    }

    pub(super) fn get(&self, id: &str) -> Result<&Document, Refusal> {
        let entry = self.entries.iter().find(|entry| entry.id == id);
        entry.map(|entry| &entry.document).ok_or_else(|| Refusal::bad_identifier(id))
    }

    /// All of them, in the order in which they came.
    pub(super) fn items(&self) -> impl DoubleEndedIterator<Item = Item> {
        self.entries.iter().map(|entry| Item {
            number: entry.number,
            created: entry.created,
            modified: entry.created,
            shown: entry.summary.clone(),
            filtered: Some(entry.document.clone()),
        })
    }
}
