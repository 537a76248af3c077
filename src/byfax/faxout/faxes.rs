//! All faxes: found by their references, moved by the clock.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use super::change::Change;
use super::fax::Fax;
use super::report;
use super::selection::Selection;
use crate::byfax::common::StateCodes;
use crate::byfax::contract::faxout::StateRecipient;
use crate::byfax::reply::Refusal;

/// Number of a fax or a broadcast, in the order in which they came.
pub(super) type Id = u64;

/// Faxes that were submitted together.
#[derive(Debug)]
pub(super) struct Broadcast {
    pub(super) reference: Arc<str>,
    pub(super) created: Timestamp,
    /// Never empty.
    faxes: Vec<Id>,
    /// What its documents are called, as far as it is kept.
    pub(super) file_names: String,
}

/// The faxes of the sandbox.
#[derive(Debug)]
pub(super) struct Faxes {
    pace: Duration,
    most: usize,
    next: Id,
    by_id: BTreeMap<Id, Fax>,
    broadcasts: BTreeMap<Id, Broadcast>,
    messages: HashMap<Arc<str>, Id>,
    broadcast_refs: HashMap<Arc<str>, Id>,
    /// When faxes go on by themselves, earliest first.
    agenda: BTreeSet<(Timestamp, Id)>,
    /// What all faxes have cost, in cents, and also those that are forgotten.
    spent: i64,
}

impl Faxes {
    /// None so far; each stays in a state for `pace`, and at most this many are kept.
    pub(super) fn new(pace: Duration, most: usize) -> Self {
        Self {
            pace,
            most,
            next: 1,
            by_id: BTreeMap::new(),
            broadcasts: BTreeMap::new(),
            messages: HashMap::new(),
            broadcast_refs: HashMap::new(),
            agenda: BTreeSet::new(),
            spent: 0,
        }
    }

    /// Moves every fax to where it is at `now`.
    pub(super) fn advance(&mut self, now: Timestamp) {
        while let Some((at, id)) = self.agenda.pop_first() {
            if at > now {
                self.agenda.insert((at, id));
                break;
            }
            let Some(fax) = self.by_id.get_mut(&id) else { continue };
            fax.go_on(at);
            if *fax.state() == StateRecipient::Success {
                self.spent += report::cents(fax);
            }
            self.agenda.extend(fax.due(self.pace).map(|due| (due, id)));
        }
    }

    /// What all faxes have cost, in cents.
    pub(super) fn spent(&self) -> i64 {
        self.spent
    }

    pub(super) fn has_message(&self, reference: &str) -> bool {
        self.messages.contains_key(reference)
    }

    pub(super) fn has_broadcast(&self, reference: &str) -> bool {
        self.broadcast_refs.contains_key(reference)
    }

    /// A reference that nobody has yet, and that is not among these.
    pub(super) fn new_reference(&mut self, prefix: char, others: &HashSet<String>) -> String {
        loop {
            let reference = format!("{prefix}{:08}", self.next);
            self.next += 1;
            if !self.has_message(&reference)
                && !self.has_broadcast(&reference)
                && !others.contains(&reference)
            {
                return reference;
            }
        }
    }

    /// Forgets the oldest broadcasts that are over, as far as `number` further faxes need their room.
    pub(super) fn make_room(&mut self, number: usize) -> Result<(), Refusal> {
        let excess = (self.by_id.len().saturating_add(number)).saturating_sub(self.most);
        let mut freed = 0;
        let mut over = Vec::new();
        for (id, broadcast) in &self.broadcasts {
            if freed >= excess {
                break;
            }
            if self.get(&broadcast.faxes).iter().all(|fax| fax.is_over()) {
                freed += broadcast.faxes.len();
                over.push(*id);
            }
        }
        if freed < excess {
            let message =
                format!("the sandbox keeps at most {} faxes, and too many are not over yet", self.most);
            return Err(Refusal::new(StateCodes::ApiRequestFailure, message));
        }
        over.into_iter().for_each(|id| self.forget(id));
        Ok(())
    }

    /// Takes in the faxes of a broadcast: at least one, for which there is room, with references that are new.
    pub(super) fn add(&mut self, faxes: Vec<Fax>, file_names: String) {
        let Some(first) = faxes.first() else { return };
        let (reference, created) = (Arc::clone(&first.broadcast_ref), first.created);
        let ids = faxes.into_iter().map(|fax| self.add_fax(fax)).collect();
        let id = self.new_id();
        self.broadcast_refs.insert(Arc::clone(&reference), id);
        self.broadcasts.insert(id, Broadcast { reference, created, faxes: ids, file_names });
    }

    fn add_fax(&mut self, fax: Fax) -> Id {
        let id = self.new_id();
        self.messages.insert(Arc::clone(&fax.message_ref), id);
        self.agenda.extend(fax.due(self.pace).map(|due| (due, id)));
        self.by_id.insert(id, fax);
        id
    }

    fn new_id(&mut self) -> Id {
        let id = self.next;
        self.next += 1;
        id
    }

    /// The faxes that are meant, in the order in which they came.
    pub(super) fn find(&self, selection: &Selection<'_>) -> Vec<Id> {
        let candidates: BTreeSet<Id> = match selection {
            Selection { messages: Some(references), .. } => {
                references.iter().filter_map(|reference| self.messages.get(*reference)).copied().collect()
            }
            Selection { broadcasts: Some(references), .. } => {
                let ids = references.iter().filter_map(|reference| self.broadcast_refs.get(*reference));
                let broadcasts = ids.filter_map(|id| self.broadcasts.get(id));
                broadcasts.flat_map(|broadcast| &broadcast.faxes).copied().collect()
            }
            _ => self.by_id.keys().copied().collect(),
        };
        let is_meant = |id: &Id| self.by_id.get(id).is_some_and(|fax| selection.takes(fax));
        candidates.into_iter().filter(is_meant).collect()
    }

    /// The broadcasts that are meant, in the order in which they came.
    pub(super) fn find_broadcasts(&self, selection: &Selection<'_>) -> Vec<&Broadcast> {
        let takes =
            |broadcast: &&Broadcast| selection.takes_broadcast(&broadcast.reference, broadcast.created);
        self.broadcasts.values().filter(takes).collect()
    }

    pub(super) fn get(&self, ids: &[Id]) -> Vec<&Fax> {
        ids.iter().filter_map(|id| self.by_id.get(id)).collect()
    }

    pub(super) fn faxes_of(&self, broadcast: &Broadcast) -> Vec<&Fax> {
        self.get(&broadcast.faxes)
    }

    /// A fax with its broadcast.
    pub(super) fn by_message_ref(&self, reference: &str) -> Result<(&Fax, &Broadcast), Refusal> {
        let fax = self.messages.get(reference).and_then(|id| self.by_id.get(id));
        let broadcast = |fax: &Fax| self.broadcasts.get(self.broadcast_refs.get(&fax.broadcast_ref)?);
        fax.and_then(|fax| Some((fax, broadcast(fax)?))).ok_or_else(|| {
            Refusal::new(StateCodes::FaxjobNotFound, format!("no fax has the messageRef `{reference}`"))
        })
    }

    /// Does what a user asks for, or says why that cannot be done.
    pub(super) fn change(&mut self, id: Id, change: Change, now: Timestamp) -> Result<(), StateCodes> {
        let fax = self.by_id.get_mut(&id).ok_or(StateCodes::FaxjobNotFound)?;
        let was_due = fax.due(self.pace);
        fax.change(change, now)?;
        if let Some(due) = was_due {
            self.agenda.remove(&(due, id));
        }
        self.agenda.extend(fax.due(self.pace).map(|due| (due, id)));
        Ok(())
    }

    /// Forgets a whole broadcast, wherever its faxes are.
    pub(super) fn delete(&mut self, broadcast_ref: &str) {
        if let Some(id) = self.broadcast_refs.get(broadcast_ref) {
            self.forget(*id);
        }
    }

    fn forget(&mut self, id: Id) {
        let Some(broadcast) = self.broadcasts.remove(&id) else { return };
        self.broadcast_refs.remove(&broadcast.reference);
        for id in broadcast.faxes {
            let Some(fax) = self.by_id.remove(&id) else { continue };
            self.messages.remove(&fax.message_ref);
            if let Some(due) = fax.due(self.pace) {
                self.agenda.remove(&(due, id));
            }
        }
    }
}
