//! What all requests have: references, by which faxes are found and faults asked for.

use super::arguments::is_blank;
use super::contract::v2_1::{
    ApiFaxDocument, DeleteFaxDocumentRequest, FaxDocumentPreviewRequest, FaxStatusRequest, PauseFaxRequest,
    ResumeFaxRequest, SaveFaxDocumentRequest, SendFaxRequest, StopFaxRequest,
};
use super::faxes::References;

/// A request with references.
pub(super) trait Refers {
    /// All of them, each with the name of its element.
    fn references(&self) -> Vec<(&'static str, &str)>;
}

/// The requests that choose faxes.
macro_rules! choose {
    ($($request:ident)+) => {
        $(
            impl Refers for $request {
                fn references(&self) -> Vec<(&'static str, &str)> {
                    named([
                        ("MessageRef", &self.message_ref),
                        ("SendRef", &self.send_ref),
                        ("BroadcastRef", &self.broadcast_ref),
                    ])
                }
            }

            impl<'r> From<&'r $request> for References<'r> {
                fn from(request: &'r $request) -> Self {
                    Self {
                        message: given(&request.message_ref),
                        send: given(&request.send_ref),
                        broadcast: given(&request.broadcast_ref),
                    }
                }
            }
        )+
    };
}

choose!(FaxStatusRequest StopFaxRequest PauseFaxRequest ResumeFaxRequest);

impl Refers for SendFaxRequest {
    fn references(&self) -> Vec<(&'static str, &str)> {
        let messages = || self.fax_messages.iter().flatten();
        let own = messages().flat_map(|message| message.documents.iter().flatten());
        let documents = self.documents.iter().flatten().chain(own);
        let mut references = named([("SendRef", &self.send_ref), ("BroadcastRef", &self.broadcast_ref)]);
        references.extend(messages().map(|message| ("MessageRef", &*message.message_ref)));
        references.extend(documents.filter_map(document_ref));
        references
    }
}

impl Refers for SaveFaxDocumentRequest {
    fn references(&self) -> Vec<(&'static str, &str)> {
        vec![("DocumentRef", &self.document_ref)]
    }
}

impl Refers for FaxDocumentPreviewRequest {
    fn references(&self) -> Vec<(&'static str, &str)> {
        vec![("DocumentRef", &self.document_ref)]
    }
}

impl Refers for DeleteFaxDocumentRequest {
    fn references(&self) -> Vec<(&'static str, &str)> {
        named([
            ("DocumentRef", &self.document_ref),
            ("MessageRef", &self.message_ref),
            ("SendRef", &self.send_ref),
            ("BroadcastRef", &self.broadcast_ref),
        ])
    }
}

fn document_ref(document: &ApiFaxDocument) -> Option<(&'static str, &str)> {
    Some(("DocumentRef", document.document_ref.as_deref()?))
}

fn named<'r, const N: usize>(
    references: [(&'static str, &'r Option<String>); N],
) -> Vec<(&'static str, &'r str)> {
    references.into_iter().filter_map(|(name, reference)| Some((name, reference.as_deref()?))).collect()
}

/// A reference that is not blank.
pub(super) fn given(reference: &Option<String>) -> Option<&str> {
    reference.as_deref().filter(|reference| !is_blank(reference))
}
