//! All faxes: found by their references, moved by the clock.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use super::contract::v2_1::FaxUserStatus;
use super::fax::Fax;
use super::index::{Id, Index};
use super::refusal::{Kind, Refusal};

/// Which faxes are meant: those that have all of the references given. A blank one counts as none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct References<'r> {
    pub(super) message: Option<&'r str>,
    pub(super) send: Option<&'r str>,
    pub(super) broadcast: Option<&'r str>,
}

/// The faxes of the sandbox.
#[derive(Debug)]
pub(super) struct Faxes {
    pace: Duration,
    most: usize,
    next: Id,
    by_id: HashMap<Id, Fax>,
    messages: Index,
    sends: Index,
    broadcasts: Index,
    /// When faxes go on by themselves, earliest first.
    agenda: BTreeSet<(Timestamp, Id)>,
    /// Those that are done, in the order in which they got there.
    done: VecDeque<Id>,
    /// How many of them, from the back, [`take_finished`](Self::take_finished) has not told yet.
    untold: usize,
}

impl Faxes {
    /// None so far; each stays in a state for `pace`, and at most this many are kept.
    pub(super) fn new(pace: Duration, most: usize) -> Self {
        Self {
            pace,
            most,
            next: 0,
            by_id: HashMap::new(),
            messages: Index::default(),
            sends: Index::default(),
            broadcasts: Index::default(),
            agenda: BTreeSet::new(),
            done: VecDeque::new(),
            untold: 0,
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
            if *fax.status() == FaxUserStatus::Done {
                self.done.push_back(id);
                self.untold += 1;
            } else if let Some(due) = fax.due(self.pace) {
                self.agenda.insert((due, id));
            }
        }
    }

    /// Fails where there is no room for `number` further faxes, even if all that are done are forgotten.
    pub(super) fn check_room(&self, number: usize) -> Result<(), Refusal> {
        let alive = self.by_id.len() - self.done.len();
        if alive.saturating_add(number) > self.most {
            let message =
                format!("the sandbox keeps at most {} faxes, and {alive} are not done yet", self.most);
            return Err(Refusal::new(Kind::InternalServerException, message));
        }
        Ok(())
    }

    /// Takes a fax in, for which there is room; if need be, the oldest one that is done is forgotten.
    pub(super) fn add(&mut self, fax: Fax) -> Id {
        if self.by_id.len() >= self.most
            && let Some(oldest) = self.done.pop_front()
        {
            self.untold = self.untold.min(self.done.len());
            self.forget(oldest);
        }
        let id = self.next;
        self.next += 1;
        self.messages.insert(&fax.message_ref, id);
        insert(&mut self.sends, fax.send_ref.as_ref(), id);
        insert(&mut self.broadcasts, fax.broadcast_ref.as_ref(), id);
        self.agenda.extend(fax.due(self.pace).map(|due| (due, id)));
        self.by_id.insert(id, fax);
        id
    }

    pub(super) fn get(&self, ids: &[Id]) -> Vec<&Fax> {
        ids.iter().filter_map(|id| self.by_id.get(id)).collect()
    }

    /// Those that have all of the references, in the order in which they came.
    pub(super) fn find(&self, references: &References<'_>) -> Result<Vec<Id>, Refusal> {
        let matches = [
            references.message.map(|reference| self.messages.get(reference)),
            references.send.map(|reference| self.sends.get(reference)),
            references.broadcast.map(|reference| self.broadcasts.get(reference)),
        ];
        // A reference that nobody has is `Some(None)`: nothing matches then.
        let matches: Option<Vec<&BTreeSet<Id>>> = matches.into_iter().flatten().collect();
        let mut matches = matches.unwrap_or_default();
        matches.sort_by_key(|ids| ids.len());
        let found: Vec<Id> = match matches.split_first() {
            None => Vec::new(),
            Some((fewest, others)) => {
                fewest.iter().filter(|id| others.iter().all(|ids| ids.contains(id))).copied().collect()
            }
        };
        if found.is_empty() {
            return Err(Refusal::new(Kind::NoMessagesFoundException, "no fax has these references"));
        }
        Ok(found)
    }

    /// Brings those of the faxes that are in one of the states `from` into the state `to`.
    pub(super) fn change(&mut self, ids: &[Id], from: &[FaxUserStatus], to: &FaxUserStatus, now: Timestamp) {
        for id in ids {
            let Some(fax) = self.by_id.get_mut(id).filter(|fax| from.contains(fax.status())) else {
                continue;
            };
            if let Some(due) = fax.due(self.pace) {
                self.agenda.remove(&(due, *id));
            }
            fax.enter(to.clone(), now);
            self.agenda.extend(fax.due(self.pace).map(|due| (due, *id)));
        }
    }

    /// Those that were done since this was last asked, in the order in which they got there.
    pub(super) fn take_finished(&mut self) -> Vec<&Fax> {
        let told = self.done.len() - self.untold;
        self.untold = 0;
        self.done.iter().skip(told).filter_map(|id| self.by_id.get(id)).collect()
    }

    fn forget(&mut self, id: Id) {
        if let Some(fax) = self.by_id.remove(&id) {
            self.messages.remove(&fax.message_ref, id);
            remove(&mut self.sends, fax.send_ref.as_deref(), id);
            remove(&mut self.broadcasts, fax.broadcast_ref.as_deref(), id);
        }
    }
}

fn insert(index: &mut Index, reference: Option<&Arc<str>>, id: Id) {
    if let Some(reference) = reference {
        index.insert(reference, id);
    }
}

fn remove(index: &mut Index, reference: Option<&str>, id: Id) {
    if let Some(reference) = reference {
        index.remove(reference, id);
    }
}
