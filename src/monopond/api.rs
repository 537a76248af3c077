//! Version 2.1, as the contract declares it.

use xsd_runtime::soap::Fault;
use xsd_runtime::soap::server::Context;

use super::Monopond;
use super::contract::v2_1::server::Api;
use super::contract::v2_1::{
    DeleteFaxDocumentFault, DeleteFaxDocumentRequest, DeleteFaxDocumentResponse, FaxDocumentPreviewFault,
    FaxDocumentPreviewRequest, FaxDocumentPreviewResponse, FaxStatusFault, FaxStatusRequest,
    FaxStatusResponse, PauseFaxFault, PauseFaxRequest, PauseFaxResponse, ResumeFaxFault, ResumeFaxRequest,
    ResumeFaxResponse, SaveFaxDocumentFault, SaveFaxDocumentRequest, SaveFaxDocumentResponse, SendFaxFault,
    SendFaxRequest, SendFaxResponse, StopFaxFault, StopFaxRequest, StopFaxResponse,
};
use super::refusal::{Declared, Refusal, provoke};
use super::requests::Refers;

impl Api for Monopond {
    async fn send_fax(
        &self,
        request: SendFaxRequest,
        _: &Context,
    ) -> Result<SendFaxResponse, Fault<SendFaxFault>> {
        answer(&request, |request| self.send(request))
    }

    async fn fax_status(
        &self,
        request: FaxStatusRequest,
        _: &Context,
    ) -> Result<FaxStatusResponse, Fault<FaxStatusFault>> {
        answer(&request, |request| self.status(request))
    }

    async fn stop_fax(
        &self,
        request: StopFaxRequest,
        _: &Context,
    ) -> Result<StopFaxResponse, Fault<StopFaxFault>> {
        answer(&request, |request| self.stop(request))
    }

    async fn pause_fax(
        &self,
        request: PauseFaxRequest,
        _: &Context,
    ) -> Result<PauseFaxResponse, Fault<PauseFaxFault>> {
        answer(&request, |request| self.pause(request))
    }

    async fn resume_fax(
        &self,
        request: ResumeFaxRequest,
        _: &Context,
    ) -> Result<ResumeFaxResponse, Fault<ResumeFaxFault>> {
        answer(&request, |request| self.resume(request))
    }

    async fn save_fax_document(
        &self,
        request: SaveFaxDocumentRequest,
        _: &Context,
    ) -> Result<SaveFaxDocumentResponse, Fault<SaveFaxDocumentFault>> {
        answer(&request, |request| self.save(request))
    }

    async fn delete_fax_document(
        &self,
        request: DeleteFaxDocumentRequest,
        _: &Context,
    ) -> Result<DeleteFaxDocumentResponse, Fault<DeleteFaxDocumentFault>> {
        answer(&request, |request| self.delete(request))
    }

    async fn fax_document_preview(
        &self,
        request: FaxDocumentPreviewRequest,
        _: &Context,
    ) -> Result<FaxDocumentPreviewResponse, Fault<FaxDocumentPreviewFault>> {
        answer(&request, |request| self.preview(request))
    }
}

/// Does what is asked, unless a reference asks for a fault; what is refused becomes a fault of the operation.
pub(super) fn answer<I: Refers, R, O: From<R>, F: Declared>(
    request: &I,
    operation: impl FnOnce(&I) -> Result<R, Refusal>,
) -> Result<O, Fault<F>> {
    let provoked = provoke::<F>(&request.references());
    provoked.and_then(|()| operation(request)).map(O::from).map_err(Refusal::into_fault)
}
