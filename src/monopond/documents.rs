//! Documents that are stored under a reference.

use std::collections::HashMap;
use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use super::file::File;
use super::limits::Limits;
use super::refusal::{Kind, Refusal};
use crate::clock::after;

/// How long a document is kept: 10 days.
const LIFE: Duration = Duration::from_secs(10 * 24 * 60 * 60);

/// A document with its content.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) file: File,
    pub(super) data: Vec<u8>,
}

/// The stored documents.
#[derive(Debug)]
pub(super) struct Documents {
    stored: HashMap<String, Stored>,
    bytes: usize,
    limits: Limits,
}

#[derive(Debug)]
struct Stored {
    document: Document,
    expires: Timestamp,
}

impl Documents {
    pub(super) fn new(limits: Limits) -> Self {
        Self { stored: HashMap::new(), bytes: 0, limits }
    }

    /// The document stored under `reference`.
    pub(super) fn get(&self, reference: &str) -> Result<&Document, Refusal> {
        self.stored.get(reference).map(|stored| &stored.document).ok_or_else(|| unknown(reference))
    }

    /// Stores all of these under references that are new, or none of them.
    pub(super) fn store_all(&mut self, new: HashMap<&str, Document>, now: Timestamp) -> Result<(), Refusal> {
        if let Some(taken) = new.keys().find(|reference| self.stored.contains_key(**reference)) {
            return Err(already_stored(taken));
        }
        let bytes: usize = new.values().map(|document| document.data.len()).sum();
        self.check_room(new.len(), bytes)?;
        self.bytes += bytes;
        let expires = after(now, LIFE);
        let new = new.into_iter();
        self.stored
            .extend(new.map(|(reference, document)| (reference.to_owned(), Stored { document, expires })));
        Ok(())
    }

    /// Deletes the document stored under `reference`.
    pub(super) fn delete(&mut self, reference: &str) -> Result<(), Refusal> {
        let stored = self.stored.remove(reference).ok_or_else(|| unknown(reference))?;
        self.bytes -= stored.document.data.len();
        Ok(())
    }

    /// Forgets what has been kept long enough.
    pub(super) fn forget_expired(&mut self, now: Timestamp) {
        self.stored.retain(|_, stored| {
            let stays = now < stored.expires;
            if !stays {
                self.bytes -= stored.document.data.len();
            }
            stays
        });
    }

    fn check_room(&self, documents: usize, bytes: usize) -> Result<(), Refusal> {
        let Limits { documents: most, document_bytes: most_bytes, .. } = self.limits;
        let message = if self.stored.len() + documents > most {
            format!("the sandbox stores at most {most} documents: delete some")
        } else if self.bytes + bytes > most_bytes {
            format!("the sandbox stores at most {most_bytes} bytes of documents: delete some")
        } else {
            return Ok(());
        };
        Err(Refusal::new(Kind::InternalServerException, message))
    }
}

/// The refusal of a reference that is taken.
pub(super) fn already_stored(reference: &str) -> Refusal {
    let message = format!("a document is already stored as {reference}");
    Refusal::new(Kind::DocumentRefAlreadyExistsException, message)
}

fn unknown(reference: &str) -> Refusal {
    Refusal::new(Kind::DocumentRefDoesNotExistException, format!("no document is stored as {reference}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(documents: &mut Documents, reference: &str, bytes: usize) -> Result<(), Refusal> {
        let data = vec![b'x'; bytes];
        let document = Document { file: File::new("a.txt", &data)?, data };
        documents.store_all(HashMap::from([(reference, document)]), Timestamp::UNIX_EPOCH)
    }

    fn small(documents: usize, document_bytes: usize) -> Documents {
        Documents::new(Limits { documents, document_bytes, ..Limits::default() })
    }

    #[test]
    fn bytes_are_bounded_and_come_back() {
        let mut documents = small(10, 100);
        store(&mut documents, "a", 60).unwrap();
        store(&mut documents, "b", 40).unwrap();
        let refusal = store(&mut documents, "c", 1).unwrap_err();
        assert_eq!(refusal.kind, Kind::InternalServerException);
        assert_eq!(refusal.message, "the sandbox stores at most 100 bytes of documents: delete some");
        documents.delete("a").unwrap();
        store(&mut documents, "c", 60).unwrap();
        assert!(store(&mut documents, "d", 1).is_err());
    }

    #[test]
    fn their_number_is_bounded() {
        let mut documents = small(2, 100);
        store(&mut documents, "a", 1).unwrap();
        store(&mut documents, "b", 1).unwrap();
        let refusal = store(&mut documents, "c", 1).unwrap_err();
        assert_eq!(refusal.kind, Kind::InternalServerException);
        assert_eq!(refusal.message, "the sandbox stores at most 2 documents: delete some");
    }

    #[test]
    fn all_are_stored_or_none() {
        let mut documents = small(10, 100);
        store(&mut documents, "b", 1).unwrap();
        let document = || Document { file: File::new("a.txt", b"x").unwrap(), data: vec![b'x'] };
        let both = HashMap::from([("a", document()), ("b", document())]);
        let refusal = documents.store_all(both, Timestamp::UNIX_EPOCH).unwrap_err();
        assert_eq!(refusal, already_stored("b"));
        assert_eq!(documents.get("a").unwrap_err(), unknown("a"));
    }

    #[test]
    fn a_document_is_kept_for_ten_days() {
        let mut documents = small(10, 100);
        store(&mut documents, "a", 100).unwrap();
        documents.forget_expired(Timestamp::from_second(864_000 - 1).unwrap());
        assert!(documents.get("a").is_ok());
        documents.forget_expired(Timestamp::from_second(864_000).unwrap());
        assert!(documents.get("a").is_err());
        store(&mut documents, "a", 100).unwrap();
    }
}
