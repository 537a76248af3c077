//! What is kept under references: documents, covers, received faxes.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::common::StateCodes;
use super::reply::Refusal;

/// References of deleted things that are remembered.
const MOST_DELETED: usize = 1000;

/// What a shelf holds, and what is said of a reference under which there is nothing.
#[derive(Debug)]
pub(super) struct Labels {
    /// What each thing is, in words.
    pub(super) what: &'static str,
    /// There never was one, as far as is remembered.
    pub(super) unknown: StateCodes,
    /// There was one.
    pub(super) deleted: StateCodes,
}

/// Things under references, in the order in which they came.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    labels: Labels,
    things: BTreeMap<u64, (String, T)>,
    numbers: HashMap<String, u64>,
    /// Number of the next thing.
    next: u64,
    deleted: VecDeque<String>,
}

impl<T> Shelf<T> {
    pub(super) fn new(labels: Labels) -> Self {
        Self { labels, things: BTreeMap::new(), numbers: HashMap::new(), next: 1, deleted: VecDeque::new() }
    }

    /// A reference under which there was nothing yet.
    pub(super) fn new_reference(&self) -> String {
        let references = (self.next..).map(|number| format!("{}-{number}", self.labels.what));
        let mut new =
            references.filter(|reference| !self.has(reference) && !self.deleted.contains(reference));
        // There are more numbers than things.
        new.next().unwrap_or_default()
    }

    pub(super) fn has(&self, reference: &str) -> bool {
        self.numbers.contains_key(reference)
    }

    /// Puts a thing under a reference that nothing is under.
    pub(super) fn put(&mut self, reference: &str, thing: T) {
        self.numbers.insert(reference.to_owned(), self.next);
        self.things.insert(self.next, (reference.to_owned(), thing));
        self.next += 1;
    }

    pub(super) fn get(&self, reference: &str) -> Result<&T, Refusal> {
        let number = self.numbers.get(reference);
        let thing = number.and_then(|number| self.things.get(number)).map(|(_, thing)| thing);
        thing.ok_or_else(|| self.missing(reference))
    }

    pub(super) fn get_mut(&mut self, reference: &str) -> Result<&mut T, Refusal> {
        self.get(reference)?;
        let number = self.numbers.get(reference);
        let thing = number.and_then(|number| self.things.get_mut(number)).map(|(_, thing)| thing);
        thing.ok_or_else(|| StateCodes::ApiRequestFailure.into())
    }

    /// Deletes what is under a reference, and remembers that it was there.
    pub(super) fn delete(&mut self, reference: &str) -> Result<(), Refusal> {
        let number = self.numbers.remove(reference).ok_or_else(|| self.missing(reference))?;
        self.things.remove(&number);
        self.deleted.push_back(reference.to_owned());
        if self.deleted.len() > MOST_DELETED {
            self.deleted.pop_front();
        }
        Ok(())
    }

    /// Forgets what came first.
    pub(super) fn forget_first(&mut self) {
        if let Some((_, (reference, _))) = self.things.pop_first() {
            self.numbers.remove(&reference);
        }
    }

    /// References and things, in the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.things.values().map(|(reference, thing)| (reference.as_str(), thing))
    }

    pub(super) fn len(&self) -> usize {
        self.things.len()
    }

    fn missing(&self, reference: &str) -> Refusal {
        let Labels { what, unknown, deleted } = &self.labels;
        if self.deleted.iter().any(|deleted| deleted == reference) {
            return Refusal::new(deleted.clone(), format!("the {what} `{reference}` was deleted"));
        }
        Refusal::new(unknown.clone(), format!("there is no {what} `{reference}`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf() -> Shelf<u32> {
        let labels =
            Labels { what: "cup", unknown: StateCodes::FileNotFound, deleted: StateCodes::FileDeleted };
        Shelf::new(labels)
    }

    fn code(result: Result<&u32, Refusal>) -> StateCodes {
        result.unwrap_err().code
    }

    #[test]
    fn things_stay_in_order() {
        let mut shelf = shelf();
        for (reference, thing) in [("z", 1), ("a", 2), ("m", 3)] {
            shelf.put(reference, thing);
        }
        *shelf.get_mut("a").unwrap() += 10;
        assert_eq!(shelf.iter().collect::<Vec<_>>(), [("z", &1), ("a", &12), ("m", &3)]);
        shelf.forget_first();
        assert_eq!(code(shelf.get("z")), StateCodes::FileNotFound);
        assert_eq!((shelf.len(), shelf.has("z"), shelf.has("a")), (2, false, true));
    }

    #[test]
    fn what_was_deleted_is_remembered_for_a_while() {
        let mut shelf = shelf();
        shelf.put("a", 1);
        shelf.delete("a").unwrap();
        assert_eq!(shelf.get_mut("a"), Err(Refusal::new(StateCodes::FileDeleted, "the cup `a` was deleted")));
        assert_eq!(shelf.delete("a").unwrap_err().code, StateCodes::FileDeleted);
        assert_eq!(shelf.get("b"), Err(Refusal::new(StateCodes::FileNotFound, "there is no cup `b`")));
        shelf.put("a", 2);
        assert_eq!(shelf.get("a"), Ok(&2), "its reference can be used again");

        for number in 0..MOST_DELETED {
            shelf.put(&number.to_string(), 0);
            shelf.delete(&number.to_string()).unwrap();
        }
        shelf.delete("a").unwrap();
        assert_eq!(shelf.deleted.len(), MOST_DELETED);
        assert_eq!(code(shelf.get("a")), StateCodes::FileDeleted);
        assert_eq!(code(shelf.get("0")), StateCodes::FileNotFound);
    }

    #[test]
    fn a_new_reference_is_free() {
        let mut shelf = shelf();
        shelf.put("cup-2", 1);
        assert_eq!(shelf.new_reference(), "cup-3");
        shelf.put("cup-3", 1);
        shelf.delete("cup-3").unwrap();
        assert_eq!(shelf.new_reference(), "cup-4", "a deleted one is not given to another thing");
    }
}
