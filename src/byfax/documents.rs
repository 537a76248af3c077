//! Documents that are kept to be sent.

mod service;

pub(crate) use service::Service;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use super::common::{ApiResponseDocPreview, FaxDocument, FaxQuality, StateCodes};
use super::files::{File, Format, printed};
use super::reply::Refusal;
use super::shelf::{Labels, Shelf};
use crate::clock::{Clock, after};
use crate::tiff::MAX_PAGES;

/// Characters of a reference.
const MOST_CHARACTERS: usize = 32;

/// How much is kept. Nothing makes room by itself: what was uploaded stays until it is deleted.
#[derive(Clone, Copy, Debug)]
struct Limits {
    documents: usize,
    /// Bytes of all documents together.
    bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { documents: 10_000, bytes: 64 << 20 }
    }
}

/// The stored documents. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Documents {
    clock: Clock,
    /// How long a document is being converted.
    pace: Duration,
    limits: Limits,
    shelf: Arc<Mutex<Shelf<Stored>>>,
}

/// A stored document. Clones share its content.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) document_ref: String,
    pub(crate) file: File,
    /// When it is converted.
    ready_at: Timestamp,
}

impl Documents {
    pub(crate) fn new(clock: Clock, pace: Duration) -> Self {
        Self::with_limits(clock, pace, Limits::default())
    }

    fn with_limits(clock: Clock, pace: Duration, limits: Limits) -> Self {
        let labels =
            Labels { what: "document", unknown: StateCodes::FileNotFound, deleted: StateCodes::FileDeleted };
        Self { clock, pace, limits, shelf: Arc::new(Mutex::new(Shelf::new(labels))) }
    }

    /// Checks a document, stores it and begins to convert it. One without a reference gets one.
    pub(crate) fn store(&self, document: FaxDocument) -> Result<Stored, Refusal> {
        let FaxDocument { document_ref, document_file } = document;
        let document_ref = document_ref.filter(|reference| !reference.trim().is_empty());
        document_ref.as_deref().map_or(Ok(()), check_reference)?;
        let file = document_file.ok_or_else(|| {
            Refusal::new(StateCodes::ApiRequestIncomplete, "there is no documentFile to store")
        })?;
        let file = File::read(file)?;
        file.check_faxable()?;

        let mut shelf = self.shelf();
        let document_ref = document_ref.unwrap_or_else(|| shelf.new_reference());
        if shelf.has(&document_ref) {
            let message = format!("a document is already stored as `{document_ref}`");
            return Err(Refusal::new(StateCodes::FileReferenceDuplicate, message));
        }
        self.check_room(&shelf, file.bytes.len())?;
        let stored = Stored { document_ref, file, ready_at: after(self.clock.now(), self.pace) };
        shelf.put(&stored.document_ref, stored.clone());
        Ok(stored)
    }

    /// The document that is stored under a reference.
    pub(crate) fn get(&self, document_ref: &str) -> Result<Stored, Refusal> {
        self.shelf().get(document_ref).cloned()
    }

    /// Deletes all of these, or none.
    fn delete(&self, document_refs: &[String]) -> Result<(), Refusal> {
        if document_refs.is_empty() {
            return Err(Refusal::new(StateCodes::ApiRequestIncomplete, "documentRefs is empty"));
        }
        let mut shelf = self.shelf();
        document_refs.iter().try_for_each(|reference| shelf.get(reference).map(|_| ()))?;
        for reference in document_refs {
            // It is there, unless it was named twice.
            let _ = shelf.delete(reference);
        }
        Ok(())
    }

    /// The document as it would be faxed.
    fn preview(&self, document_ref: &str, quality: &FaxQuality) -> Result<ApiResponseDocPreview, Refusal> {
        let Stored { file, ready_at, .. } = self.get(document_ref)?;
        if self.clock.now() < ready_at {
            let message = format!("the document `{document_ref}` is being converted until {ready_at}");
            return Err(Refusal::new(StateCodes::FilePreviewNotReady, message));
        }
        if file.pages > MAX_PAGES {
            let message = format!("a preview has at most {MAX_PAGES} pages, and this has {}", file.pages);
            return Err(Refusal::new(StateCodes::FilePagesLimitExceeded, message));
        }
        let lines = [file.name, format!("document {document_ref}")];
        let picture = printed(document_ref, Format::new(false, Some(quality)), file.pages, &lines);
        let pages = i32::try_from(file.pages).unwrap_or(i32::MAX);
        Ok(ApiResponseDocPreview::new(StateCodes::Success).with_document(picture).with_pages(pages))
    }

    fn check_room(&self, shelf: &Shelf<Stored>, bytes: usize) -> Result<(), Refusal> {
        let Limits { documents: most, bytes: most_bytes } = self.limits;
        let stored: usize = shelf.iter().map(|(_, stored)| stored.file.bytes.len()).sum();
        let message = if shelf.len() >= most {
            format!("the sandbox stores at most {most} documents: delete some")
        } else if stored + bytes > most_bytes {
            format!("the sandbox stores at most {most_bytes} bytes of documents: delete some")
        } else {
            return Ok(());
        };
        Err(Refusal::new(StateCodes::FileStorageCopy, message))
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf<Stored>> {
        // A panic under the lock would be a bug, and no reason to refuse everybody from then on.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check_reference(reference: &str) -> Result<(), Refusal> {
    if reference.chars().nth(MOST_CHARACTERS).is_some() {
        let message = format!("documentRef has more than {MOST_CHARACTERS} characters");
        return Err(Refusal::new(StateCodes::ApiRequestValidate, message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::byfax::common::FaxFile;

    fn document(reference: &str, text: &str) -> FaxDocument {
        let file = FaxFile::new("a.txt").with_file_data(text.as_bytes());
        FaxDocument::new().with_document_ref(reference).with_document_file(file)
    }

    fn small(documents: usize, bytes: usize) -> Documents {
        Documents::with_limits(Clock::manual(), Duration::ZERO, Limits { documents, bytes })
    }

    #[test]
    fn bytes_are_bounded_and_come_back() {
        let documents = small(10, 100);
        documents.store(document("a", &"x".repeat(60))).unwrap();
        documents.store(document("b", &"x".repeat(40))).unwrap();
        let refusal = documents.store(document("c", "x")).unwrap_err();
        let message = "the sandbox stores at most 100 bytes of documents: delete some";
        assert_eq!(refusal, Refusal::new(StateCodes::FileStorageCopy, message));
        assert!(documents.get("a").is_ok(), "none makes room");
        documents.delete(&["a".to_owned()]).unwrap();
        documents.store(document("c", &"x".repeat(60))).unwrap();
    }

    #[test]
    fn their_number_is_bounded() {
        let documents = small(2, 100);
        documents.store(document("a", "x")).unwrap();
        documents.store(document("b", "x")).unwrap();
        let refusal = documents.store(document("c", "x")).unwrap_err();
        let message = "the sandbox stores at most 2 documents: delete some";
        assert_eq!(refusal, Refusal::new(StateCodes::FileStorageCopy, message));
    }

    #[test]
    fn all_are_deleted_or_none() {
        let documents = small(10, 100);
        documents.store(document("a", "x")).unwrap();
        let [a, b] = ["a", "b"].map(str::to_owned);
        assert_eq!(documents.delete(&[a.clone(), b]).unwrap_err().code, StateCodes::FileNotFound);
        assert!(documents.get("a").is_ok());
        documents.delete(&[a.clone(), a]).unwrap();
        assert_eq!(documents.get("a").unwrap_err().code, StateCodes::FileDeleted);
    }

    #[test]
    fn a_preview_has_at_most_fifty_pages() {
        let documents = Documents::new(Clock::manual(), Duration::ZERO);
        let preview = |pages: usize| {
            let reference = pages.to_string();
            documents.store(document(&reference, &"\n".repeat(pages * 60 - 1))).unwrap();
            documents.preview(&reference, &FaxQuality::Standard)
        };
        assert_eq!(preview(50).unwrap().pages, Some(50));
        assert_eq!(preview(51).unwrap_err().code, StateCodes::FilePagesLimitExceeded);
    }
}
