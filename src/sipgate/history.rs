//! The faxes that were queued.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use serde_json::{Value, json};
use xsd_runtime::types::jiff::Timestamp;

use super::fax::{Fax, Flags, Order};
use super::filter::Filter;
use super::refusal::Refusal;

/// Faxes that are kept; from then on the oldest make room, those that are over before others.
const MOST_FAXES: usize = 10_000;
/// Bytes of documents that are kept; from then on the oldest are forgotten.
const MOST_BYTES: usize = 64 << 20;
/// The id before the first one.
const BEFORE_FIRST: u64 = 100_018_427;

/// The faxes, oldest first.
#[derive(Debug)]
pub(super) struct History {
    faxes: VecDeque<Fax>,
    /// How many there have ever been.
    count: u64,
    /// Bytes of documents that are there.
    bytes: usize,
    keys: RandomState,
}

impl History {
    pub(super) fn new() -> Self {
        Self { faxes: VecDeque::new(), count: 0, bytes: 0, keys: RandomState::new() }
    }

    /// Queues a fax, and gives its id.
    pub(super) fn queue(&mut self, order: Order, now: Timestamp, pace: Duration) -> String {
        self.count += 1;
        let id = (BEFORE_FIRST + self.count).to_string();
        // Nobody can guess it, which is all that protects a link.
        let key = format!("{:016x}{:016x}", self.keys.hash_one((&id, 0)), self.keys.hash_one((&id, 1)));
        let fax = Fax::new(order, id.clone(), key, now, pace);
        self.bytes += size(&fax);
        self.faxes.push_back(fax);
        self.make_room(now);
        id
    }

    fn make_room(&mut self, now: Timestamp) {
        while self.faxes.len() > MOST_FAXES {
            let oldest = self.faxes.iter().position(|fax| fax.is_over(now)).unwrap_or(0);
            self.bytes -= self.faxes.remove(oldest).map_or(0, |fax| size(&fax));
        }
        for fax in &mut self.faxes {
            if self.bytes <= MOST_BYTES {
                break;
            }
            self.bytes -= size(fax);
            fax.document = None;
        }
    }

    /// The fax with this id, if the history has it already.
    pub(super) fn get(&self, id: &str, now: Timestamp) -> Result<&Fax, Refusal> {
        let fax = self.faxes.iter().rev().find(|fax| fax.id == id && fax.is_visible(now));
        fax.ok_or_else(no_entry)
    }

    /// The fax whose links have this key.
    pub(super) fn by_key(&self, key: &str) -> Option<&Fax> {
        self.faxes.iter().rev().find(|fax| fax.key == key)
    }

    /// A page of the faxes that are asked for, newest first, with links below `url`.
    pub(super) fn page(&self, filter: &Filter, now: Timestamp, url: &str) -> Value {
        let faxes = self.faxes.iter().rev().filter(|fax| fax.is_visible(now) && filter.matches(fax));
        let total = faxes.clone().count();
        let page = faxes.skip(filter.offset).take(filter.limit).map(|fax| fax.to_json(now, url));
        json!({ "items": page.collect::<Vec<_>>(), "totalCount": total })
    }

    /// Changes all faxes of these ids, or none where one of them is not there.
    pub(super) fn change(
        &mut self,
        changes: &[(String, impl Fn(&mut Flags))],
        now: Timestamp,
    ) -> Result<(), Refusal> {
        for (id, _) in changes {
            self.get(id, now)?;
        }
        for (id, change) in changes {
            if let Some(fax) = self.faxes.iter_mut().find(|fax| fax.id == *id) {
                change(&mut fax.flags);
                fax.flags.changed = Some(now);
            }
        }
        Ok(())
    }

    /// Forgets a fax, which goes its way all the same.
    pub(super) fn delete(&mut self, id: &str) -> Result<(), Refusal> {
        let place = self.faxes.iter().position(|fax| fax.id == id).ok_or_else(no_entry)?;
        self.bytes -= self.faxes.remove(place).map_or(0, |fax| size(&fax));
        Ok(())
    }
}

fn no_entry() -> Refusal {
    Refusal::not_found("there is no such entry")
}

/// Bytes of its document.
fn size(fax: &Fax) -> usize {
    fax.document.as_ref().map_or(0, |document| document.len())
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::*;
    use crate::sipgate::lines::Line;
    use crate::sipgate::outcome::Outcome;

    fn order(bytes: usize) -> Order {
        Order {
            line: Line::to_send_from("f0").unwrap(),
            recipient: "+4921112345678".to_owned(),
            filename: "fax.pdf".to_owned(),
            document: Some(Bytes::from(vec![b' '; bytes])),
            pages: 1,
            outcome: Outcome::Sent,
        }
    }

    #[test]
    fn the_oldest_documents_are_forgotten_and_then_the_oldest_faxes() {
        let (mut history, now) = (History::new(), Timestamp::UNIX_EPOCH);
        let queue = |history: &mut History, bytes| history.queue(order(bytes), now, Duration::from_secs(1));
        let first = queue(&mut history, MOST_BYTES / 2);
        let second = queue(&mut history, MOST_BYTES / 2);
        assert!(history.get(&first, now).unwrap().document.is_some());
        let third = queue(&mut history, 1);
        let has_document = |id: &str| history.get(id, now).unwrap().document.is_some();
        assert_eq!([&first, &second, &third].map(|id| has_document(id)), [false, true, true]);
        assert_eq!(history.bytes, MOST_BYTES / 2 + 1);

        (3..MOST_FAXES).for_each(|_| drop(queue(&mut history, 0)));
        assert!(history.get(&first, now).is_ok());
        queue(&mut history, 0);
        assert!(history.get(&first, now).is_err() && history.get(&second, now).is_ok());
    }

    #[test]
    fn changes_are_made_together_or_not_at_all() {
        let (mut history, now) = (History::new(), Timestamp::UNIX_EPOCH);
        let id = history.queue(order(0), now, Duration::from_secs(1));
        let star = |flags: &mut Flags| flags.starred = true;
        assert!(history.change(&[(id.clone(), star), ("1".to_owned(), star)], now).is_err());
        assert!(!history.get(&id, now).unwrap().flags.starred);
        history.change(&[(id.clone(), star)], now).unwrap();
        assert!(history.get(&id, now).unwrap().flags.starred);
    }
}
