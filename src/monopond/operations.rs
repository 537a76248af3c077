//! The operations of version 2.1.

use super::arguments;
use super::contract::v2_1::{
    DeleteFaxDocumentRequest, DeleteFaxDocumentResponse, FaxDocumentPreviewRequest,
    FaxDocumentPreviewResponse, FaxStatusLevel, FaxStatusRequest, FaxStatusResponse, FaxUserStatus,
    PauseFaxRequest, ResumeFaxRequest, SaveFaxDocumentRequest, SaveFaxDocumentResponse, SendFaxRequest,
    StopFaxRequest,
};
use super::documents::Document;
use super::fax::{Fax, RequestRefs};
use super::faxes::References;
use super::file::File;
use super::inheritance::complete;
use super::preview::Preview;
use super::refusal::Refusal;
use super::report::report;
use super::requests::given;
use super::sending::Sending;
use super::{Monopond, State};

impl Monopond {
    /// Takes faxes in, all of them or none.
    pub(super) fn send(&self, request: &SendFaxRequest) -> Result<FaxStatusResponse, Refusal> {
        arguments::check_send_fax(request)?;
        let messages = request.fax_messages.iter().flatten();
        let messages: Vec<_> = messages.map(|message| complete(request, message)).collect();
        let sending = Sending::read(request)?;
        let refs = RequestRefs {
            send: given(&request.send_ref).map(Into::into),
            broadcast: given(&request.broadcast_ref).map(Into::into),
        };

        let mut state = self.state();
        let State { now, faxes, documents } = &mut *state;
        let pages = sending.pages(documents)?;
        faxes.check_room(messages.len())?;
        documents.store_all(sending.into_new_documents(), *now)?;
        let new = messages.into_iter().zip(pages);
        let ids: Vec<_> =
            new.map(|(message, pages)| faxes.add(Fax::new(message, &refs, pages, *now))).collect();
        Ok(report(&faxes.get(&ids), &FaxStatusLevel::Send))
    }

    /// Tells where faxes are.
    pub(super) fn status(&self, request: &FaxStatusRequest) -> Result<FaxStatusResponse, Refusal> {
        let references = References::from(request);
        arguments::check_fax_status(request, &references)?;
        let faxes = &self.state().faxes;
        let found = faxes.find(&references)?;
        Ok(report(&faxes.get(&found), request.verbosity.as_ref().unwrap_or(&FaxStatusLevel::Brief)))
    }

    /// Stops faxes that are not over yet.
    pub(super) fn stop(&self, request: &StopFaxRequest) -> Result<FaxStatusResponse, Refusal> {
        let from =
            [FaxUserStatus::Queued, FaxUserStatus::Starting, FaxUserStatus::Sending, FaxUserStatus::Paused];
        self.change(&request.into(), &from, &FaxUserStatus::Stopping)
    }

    /// Pauses faxes that are not through yet.
    pub(super) fn pause(&self, request: &PauseFaxRequest) -> Result<FaxStatusResponse, Refusal> {
        let from = [FaxUserStatus::Queued, FaxUserStatus::Starting, FaxUserStatus::Sending];
        self.change(&request.into(), &from, &FaxUserStatus::Pausing)
    }

    /// Resumes faxes that are paused.
    pub(super) fn resume(&self, request: &ResumeFaxRequest) -> Result<FaxStatusResponse, Refusal> {
        self.change(&request.into(), &[FaxUserStatus::Paused], &FaxUserStatus::Resuming)
    }

    /// Brings faxes into another state, those that are in one of the states `from`; tells of all that match.
    fn change(
        &self,
        references: &References<'_>,
        from: &[FaxUserStatus],
        to: &FaxUserStatus,
    ) -> Result<FaxStatusResponse, Refusal> {
        arguments::check_references(references)?;
        let mut state = self.state();
        let now = state.now;
        let found = state.faxes.find(references)?;
        state.faxes.change(&found, from, to, now);
        Ok(report(&state.faxes.get(&found), &FaxStatusLevel::Send))
    }

    /// Stores a document.
    pub(super) fn save(&self, request: &SaveFaxDocumentRequest) -> Result<SaveFaxDocumentResponse, Refusal> {
        arguments::check_save(request)?;
        let data = request.file_data.as_bytes().into_owned();
        let document = Document { file: File::new(&request.file_name, &data)?, data };
        let mut state = self.state();
        let now = state.now;
        state.documents.store_all([(&*request.document_ref, document)].into(), now)?;
        Ok(SaveFaxDocumentResponse::new())
    }

    /// Deletes a stored document.
    pub(super) fn delete(
        &self,
        request: &DeleteFaxDocumentRequest,
    ) -> Result<DeleteFaxDocumentResponse, Refusal> {
        arguments::check_delete(request)?;
        self.state().documents.delete(request.document_ref.as_deref().unwrap_or_default())?;
        Ok(DeleteFaxDocumentResponse::new())
    }

    /// Renders a stored document.
    pub(super) fn preview(
        &self,
        request: &FaxDocumentPreviewRequest,
    ) -> Result<FaxDocumentPreviewResponse, Refusal> {
        arguments::check_preview(request)?;
        let most = self.limits.preview_pages;
        let preview = {
            let state = self.state();
            Preview::new(state.documents.get(&request.document_ref)?, request, most)?
        };
        Ok(FaxDocumentPreviewResponse::new()
            .with_tiff_preview(preview.render(request.resolution.as_ref()))
            .with_number_of_pages(preview.pages))
    }
}
