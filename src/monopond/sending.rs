//! The documents of a request to send faxes, from their content to numbers of pages.

use std::collections::HashMap;

use super::arguments::is_blank;
use super::contract::v2_1::{ApiFaxDocument, SendFaxRequest};
use super::documents::{Document, Documents, already_stored};
use super::file::File;
use super::refusal::Refusal;

/// What a request to send faxes brings. Reading it needs nothing of what the sandbox keeps.
#[derive(Debug, Default)]
pub(super) struct Sending<'r> {
    /// Documents of the request.
    shared: Vec<Sheet<'r>>,
    /// Documents of each message, none where it takes those of the request.
    own: Vec<Vec<Sheet<'r>>>,
    /// Documents to be stored.
    new: HashMap<&'r str, Document>,
}

#[derive(Debug)]
enum Sheet<'r> {
    /// Content came with the request.
    File { pages: i32 },
    /// The content is, or will be, stored under this reference.
    Stored { reference: &'r str, has_fields: bool, has_stamps: bool },
}

impl<'r> Sending<'r> {
    pub(super) fn read(request: &'r SendFaxRequest) -> Result<Self, Refusal> {
        let mut sending = Self::default();
        sending.shared = sending.sheets(request.documents.as_deref())?;
        for message in request.fax_messages.iter().flatten() {
            let own = sending.sheets(message.documents.as_deref())?;
            sending.own.push(own);
        }
        Ok(sending)
    }

    /// How many pages each message has. A reference may be to a document that the same request stores.
    pub(super) fn pages(&self, documents: &Documents) -> Result<Vec<i32>, Refusal> {
        let shared = self.pages_of(&self.shared, documents)?;
        let own = self.own.iter();
        own.map(|own| if own.is_empty() { Ok(shared) } else { self.pages_of(own, documents) }).collect()
    }

    /// The documents that are to be stored.
    pub(super) fn into_new_documents(self) -> HashMap<&'r str, Document> {
        self.new
    }

    fn sheets(&mut self, documents: Option<&'r [ApiFaxDocument]>) -> Result<Vec<Sheet<'r>>, Refusal> {
        documents.unwrap_or_default().iter().map(|document| self.sheet(document)).collect()
    }

    fn sheet(&mut self, document: &'r ApiFaxDocument) -> Result<Sheet<'r>, Refusal> {
        let reference = document.document_ref.as_deref().filter(|reference| !is_blank(reference));
        let has_fields = document.doc_merge_data.is_some();
        let has_stamps = document.stamp_merge_data.is_some();
        let Some(data) = &document.file_data else {
            return Ok(Sheet::Stored { reference: reference.unwrap_or_default(), has_fields, has_stamps });
        };
        let data = data.as_bytes();
        let file = File::new(document.file_name.as_deref().unwrap_or_default(), &data)?;
        file.check_use(has_fields, has_stamps)?;
        let pages = file.pages;
        if let Some(reference) = reference
            && self.new.insert(reference, Document { file, data: data.into_owned() }).is_some()
        {
            return Err(already_stored(reference));
        }
        Ok(Sheet::File { pages })
    }

    fn pages_of(&self, sheets: &[Sheet<'_>], documents: &Documents) -> Result<i32, Refusal> {
        let mut pages = 0_i32;
        for sheet in sheets {
            pages = pages.saturating_add(match *sheet {
                Sheet::File { pages } => pages,
                Sheet::Stored { reference, has_fields, has_stamps } => {
                    let document = match self.new.get(reference) {
                        Some(new) => new,
                        None => documents.get(reference)?,
                    };
                    document.file.check_use(has_fields, has_stamps)?;
                    document.file.pages
                }
            });
        }
        Ok(pages)
    }
}
