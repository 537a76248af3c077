//! All faxes: found by their ids, moved by the clock.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use super::account::md5_hex;
use super::job::Job;
use super::refusal::Refusal;
use super::stored::{Folder, Stored};

/// Faxes that are kept, and bytes of their documents; from then on the oldest ones out of the queue make room.
const MOST: usize = 10_000;
const MOST_BYTES: usize = 128 << 20;

/// Number of a fax, in the order in which they came. It keeps it from the queue to the outbox.
pub(super) type Number = u64;

#[derive(Debug)]
pub(super) struct Faxes {
    pace: Duration,
    next: Number,
    queue: BTreeMap<Number, Job>,
    stored: BTreeMap<Number, Stored>,
    by_id: HashMap<String, Number>,
    /// When faxes go on by themselves, earliest first.
    agenda: BTreeSet<(Timestamp, Number)>,
    bytes: usize,
}

impl Faxes {
    /// None so far; each stays in a state for `pace`.
    pub(super) fn new(pace: Duration) -> Self {
        Self {
            pace,
            next: 1,
            queue: BTreeMap::new(),
            stored: BTreeMap::new(),
            by_id: HashMap::new(),
            agenda: BTreeSet::new(),
            bytes: 0,
        }
    }

    /// An id that no fax has.
    pub(super) fn new_id(&self, now: Timestamp) -> String {
        md5_hex(&format!("fax {} {now}", self.next))
    }

    /// Moves every fax to where it is at `now`.
    pub(super) fn advance(&mut self, now: Timestamp) {
        while let Some((at, number)) = self.agenda.pop_first() {
            if at > now {
                self.agenda.insert((at, number));
                break;
            }
            let Some(job) = self.queue.get_mut(&number) else { continue };
            job.go_on(at);
            match job.archived() {
                Some(stored) => self.archive(number, stored),
                None => self.agenda.extend(job.due(self.pace).map(|due| (due, number))),
            }
        }
    }

    /// Moves a fax out of the queue.
    fn archive(&mut self, number: Number, stored: Stored) {
        if let Some(job) = self.queue.remove(&number) {
            self.by_id.remove(&job.id);
            self.bytes = self.bytes.saturating_sub(job.weight());
        }
        self.put(number, stored);
    }

    fn put(&mut self, number: Number, stored: Stored) {
        self.bytes += stored.weight();
        self.by_id.insert(stored.id.clone(), number);
        self.stored.insert(number, stored);
    }

    /// Puts a fax into the queue.
    pub(super) fn send(&mut self, job: Job) -> Result<&Job, Refusal> {
        self.make_room(job.weight())?;
        let number = self.new_number();
        self.bytes += job.weight();
        self.by_id.insert(job.id.clone(), number);
        self.agenda.extend(job.due(self.pace).map(|due| (due, number)));
        Ok(self.queue.entry(number).or_insert(job))
    }

    /// Puts a fax into the inbox.
    pub(super) fn receive(&mut self, stored: Stored) -> Result<(), Refusal> {
        self.make_room(stored.weight())?;
        let number = self.new_number();
        self.put(number, stored);
        Ok(())
    }

    fn new_number(&mut self) -> Number {
        let number = self.next;
        self.next += 1;
        number
    }

    /// Forgets the oldest faxes that are not in the queue, as far as one of this weight needs their room.
    fn make_room(&mut self, weight: usize) -> Result<(), Refusal> {
        while self.by_id.len() >= MOST || self.bytes.saturating_add(weight) > MOST_BYTES {
            let Some((&number, _)) = self.stored.first_key_value() else {
                return Err(Refusal::full("the sandbox is full of faxes that are in the queue"));
            };
            self.remove(number);
        }
        Ok(())
    }

    fn remove(&mut self, number: Number) -> Option<Stored> {
        let stored = self.stored.remove(&number)?;
        self.by_id.remove(&stored.id);
        self.bytes = self.bytes.saturating_sub(stored.weight());
        Some(stored)
    }

    /// A fax that the queue shows.
    pub(super) fn job(&self, id: &str) -> Result<&Job, Refusal> {
        let job = self.by_id.get(id).and_then(|number| self.queue.get(number));
        job.filter(|job| job.is_visible()).ok_or_else(|| Refusal::bad_identifier(id))
    }

    /// The faxes that the queue shows, in the order in which they came.
    pub(super) fn jobs(&self) -> impl DoubleEndedIterator<Item = (Number, &Job)> {
        self.queue.iter().filter(|(_, job)| job.is_visible()).map(|(number, job)| (*number, job))
    }

    /// A fax that is in this folder. One that is in another folder is an error of the server's.
    pub(super) fn stored(&self, folder: &str, id: &str) -> Result<&Stored, Refusal> {
        let stored = self.by_id.get(id).and_then(|number| self.stored.get(number));
        let stored = stored.ok_or_else(|| Refusal::bad_identifier(id))?;
        if stored.folder.as_str() != folder {
            return Err(Refusal::server_error(&format!("document is not in folder {folder}")));
        }
        Ok(stored)
    }

    /// The faxes of a folder, in the order in which they came.
    pub(super) fn folder(&self, folder: Folder) -> impl DoubleEndedIterator<Item = (Number, &Stored)> {
        self.stored
            .iter()
            .filter(move |(_, stored)| stored.folder == folder)
            .map(|(number, stored)| (*number, stored))
    }

    /// Deletes a fax of this folder.
    pub(super) fn delete(&mut self, folder: &str, id: &str) -> Result<Stored, Refusal> {
        self.stored(folder, id)?;
        let stored = self.by_id.get(id).copied().and_then(|number| self.remove(number));
        stored.ok_or_else(|| Refusal::bad_identifier(id))
    }

    /// Deletes the document of a fax of this folder, which stays.
    pub(super) fn delete_file(&mut self, folder: &str, id: &str, now: Timestamp) -> Result<(), Refusal> {
        let mut stored = self.stored(folder, id)?.clone();
        stored.file = None;
        stored.modified = now;
        if let Some(number) = self.by_id.get(id).copied() {
            self.remove(number);
            self.put(number, stored);
        }
        Ok(())
    }
}
