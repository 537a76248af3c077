//! A fax of the inbox or the outbox.

use serde_json::Value;
use xsd_runtime::types::jiff::Timestamp;

use super::Document;
use super::file::File;
use super::gregorian::gregorian;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Folder {
    Inbox,
    Outbox,
}

impl Folder {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Outbox => "outbox",
        }
    }
}

/// A fax of the inbox or the outbox.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) folder: Folder,
    status: &'static str,
    document: Document,
    /// `None` once it was deleted.
    pub(super) file: Option<File>,
    pub(super) created: Timestamp,
    pub(super) modified: Timestamp,
}

impl Stored {
    /// With the times of its creation and its last change.
    pub(super) fn new(
        id: String,
        folder: Folder,
        status: &'static str,
        mut document: Document,
        file: Option<File>,
        (created, modified): (Timestamp, Timestamp),
    ) -> Self {
        document.insert("id".to_owned(), id.clone().into());
        document.insert("folder".to_owned(), folder.as_str().into());
        Self { id, folder, status, document, file, created, modified }
    }

    /// Bytes that it takes, more or less.
    pub(super) fn weight(&self) -> usize {
        let file = self.file.as_ref().map_or(0, |file| file.bytes.len());
        file + Value::from(self.document.clone()).to_string().len()
    }

    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    /// As a list shows it.
    pub(super) fn summary(&self) -> Document {
        let mut summary = self.document.clone();
        let text = |member: &str| self.document.get(member).cloned().unwrap_or("".into());
        summary.insert("status".to_owned(), self.status.into());
        summary.insert("from".to_owned(), text("from_number"));
        summary.insert("to".to_owned(), text("to_number"));
        summary.insert("created".to_owned(), gregorian(self.created).into());
        summary
    }
}
