//! What the requests of both versions have in common, so that each rule is written once.

use xsd_runtime::types::{Base64, DateTime, Enumeration};

use crate::monopond::{v2, v2_1};

/// A request to send faxes.
pub(super) struct SendFax<'r> {
    pub(super) send_ref: Option<&'r str>,
    pub(super) messages: Vec<Message<'r>>,
    pub(super) documents: Vec<Document<'r>>,
    pub(super) settings: Settings<'r>,
}

pub(super) struct Message<'r> {
    pub(super) message_ref: &'r str,
    pub(super) send_to: &'r str,
    pub(super) documents: Vec<Document<'r>>,
    pub(super) settings: Settings<'r>,
}

/// What can be said for all messages of a request, and for each.
pub(super) struct Settings<'r> {
    pub(super) unknown_resolution: Option<&'r str>,
    pub(super) send_from: Option<&'r str>,
    pub(super) scheduled_start_time: Option<DateTime>,
    pub(super) retries: Option<i32>,
    pub(super) busy_retries: Option<i32>,
    pub(super) header_format: Option<&'r str>,
    pub(super) must_be_sent_before_date: Option<DateTime>,
    pub(super) max_fax_pages: Option<i32>,
    pub(super) time_zone: Option<&'r str>,
}

#[derive(Default)]
pub(super) struct Document<'r> {
    pub(super) document_ref: Option<&'r str>,
    pub(super) file_name: Option<&'r str>,
    pub(super) file_data: Option<&'r Base64>,
    pub(super) order: i32,
    pub(super) rendering: Rendering<'r>,
}

/// How a document is made into a fax, with what is merged into it (version 2.1 only).
#[derive(Default)]
pub(super) struct Rendering<'r> {
    pub(super) unknown_dithering: Option<&'r str>,
    pub(super) doc_merge: Option<&'r [v2_1::ApiFaxDocumentDocMergeField]>,
    pub(super) stamps: Option<&'r [v2_1::ApiFaxDocumentStampMergeField]>,
}

/// The settings that both versions have.
macro_rules! settings {
    ($owner:ident) => {
        Settings {
            unknown_resolution: unknown(&$owner.resolution),
            send_from: $owner.send_from.as_deref(),
            scheduled_start_time: $owner.scheduled_start_time,
            retries: $owner.retries,
            busy_retries: $owner.busy_retries,
            header_format: $owner.header_format.as_deref(),
            must_be_sent_before_date: None,
            max_fax_pages: None,
            time_zone: None,
        }
    };
}

/// The settings of version 2.1.
macro_rules! settings_2_1 {
    ($owner:ident) => {
        Settings {
            must_be_sent_before_date: $owner.must_be_sent_before_date,
            max_fax_pages: $owner.max_fax_pages,
            time_zone: $owner.time_zone.as_deref(),
            ..settings!($owner)
        }
    };
}

impl<'r> From<&'r v2_1::SendFaxRequest> for SendFax<'r> {
    fn from(request: &'r v2_1::SendFaxRequest) -> Self {
        Self {
            send_ref: request.send_ref.as_deref(),
            messages: views(request.fax_messages.as_deref()),
            documents: views(request.documents.as_deref()),
            settings: settings_2_1!(request),
        }
    }
}

impl<'r> From<&'r v2::SendFaxRequest> for SendFax<'r> {
    fn from(request: &'r v2::SendFaxRequest) -> Self {
        Self {
            send_ref: request.send_ref.as_deref(),
            messages: views(request.fax_messages.as_deref()),
            documents: views(request.documents.as_deref()),
            settings: settings!(request),
        }
    }
}

impl<'r> From<&'r v2_1::ApiFaxMessage> for Message<'r> {
    fn from(message: &'r v2_1::ApiFaxMessage) -> Self {
        Self {
            message_ref: &message.message_ref,
            send_to: &message.send_to,
            documents: views(message.documents.as_deref()),
            settings: settings_2_1!(message),
        }
    }
}

impl<'r> From<&'r v2::ApiFaxMessage> for Message<'r> {
    fn from(message: &'r v2::ApiFaxMessage) -> Self {
        Self {
            message_ref: &message.message_ref,
            send_to: &message.send_to,
            documents: views(message.documents.as_deref()),
            settings: settings!(message),
        }
    }
}

impl<'r> From<&'r v2_1::ApiFaxDocument> for Document<'r> {
    fn from(document: &'r v2_1::ApiFaxDocument) -> Self {
        Self {
            document_ref: document.document_ref.as_deref(),
            file_name: document.file_name.as_deref(),
            file_data: document.file_data.as_ref(),
            order: document.order.unwrap_or_default(),
            rendering: Rendering {
                unknown_dithering: unknown(&document.dithering_technique),
                doc_merge: document.doc_merge_data.as_deref(),
                stamps: document.stamp_merge_data.as_deref(),
            },
        }
    }
}

impl<'r> From<&'r v2::ApiFaxDocument> for Document<'r> {
    fn from(document: &'r v2::ApiFaxDocument) -> Self {
        Self {
            file_name: Some(&document.file_name),
            file_data: Some(&document.file_data),
            order: document.order.unwrap_or_default(),
            ..Self::default()
        }
    }
}

impl<'r> From<&'r v2_1::SaveFaxDocumentRequest> for Document<'r> {
    fn from(request: &'r v2_1::SaveFaxDocumentRequest) -> Self {
        Self {
            document_ref: Some(&request.document_ref),
            file_name: Some(&request.file_name),
            file_data: Some(&request.file_data),
            ..Self::default()
        }
    }
}

impl<'r> From<&'r v2_1::FaxDocumentPreviewRequest> for Rendering<'r> {
    fn from(request: &'r v2_1::FaxDocumentPreviewRequest) -> Self {
        Self {
            unknown_dithering: unknown(&request.dithering_technique),
            doc_merge: request.doc_merge_data.as_deref(),
            stamps: request.stamp_merge_data.as_deref(),
        }
    }
}

/// The text of a value that the contract does not have.
pub(super) fn unknown<E: Enumeration>(value: &Option<E>) -> Option<&str> {
    let text = value.as_ref()?.as_str();
    E::from_known(text).is_none().then_some(text)
}

fn views<'r, T, V: From<&'r T>>(values: Option<&'r [T]>) -> Vec<V> {
    values.unwrap_or_default().iter().map(V::from).collect()
}
