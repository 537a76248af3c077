//! The service `document`, as its contract declares it.

use xsd_runtime::soap::server::Context;
use xsd_runtime::soap::{Fault, NoFault};

use super::{Documents, Stored};
use crate::byfax::common::{
    ApiResponse, ApiResponseDocPreview, ApiResponseFileDownload, FaxDocument, FaxMode, FaxQuality, StateCodes,
};
use crate::byfax::contract::document::server::Document;
use crate::byfax::contract::document::{ApiResponseDocUpload, GetDocumentPreviewInput};
use crate::byfax::credentials::Credentials;
use crate::byfax::reply::{Refusal, answer};

/// The service. Clones share its documents.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    credentials: Credentials,
    documents: Documents,
}

impl Service {
    pub(crate) fn new(credentials: Credentials, documents: Documents) -> Self {
        Self { credentials, documents }
    }
}

impl Document for Service {
    async fn upload_document(
        &self,
        upload_document: FaxDocument,
        context: &Context,
    ) -> Result<ApiResponseDocUpload, Fault<NoFault>> {
        let reference = upload_document.document_ref.clone();
        answer(&self.credentials, context, reference.as_deref(), || {
            self.documents.store(upload_document).map(|stored| report(&stored))
        })
    }

    async fn download_document(
        &self,
        document_ref: String,
        context: &Context,
    ) -> Result<ApiResponseFileDownload, Fault<NoFault>> {
        answer(&self.credentials, context, [&*document_ref], || {
            let stored = self.documents.get(&document_ref)?;
            Ok(ApiResponseFileDownload::new(StateCodes::Success).with_document(stored.file.to_fax_file()))
        })
    }

    async fn delete_documents(
        &self,
        document_refs: Vec<String>,
        context: &Context,
    ) -> Result<ApiResponse, Fault<NoFault>> {
        answer(&self.credentials, context, document_refs.iter().map(String::as_str), || {
            self.documents.delete(&document_refs)?;
            Ok(ApiResponse::new(StateCodes::Success))
        })
    }

    async fn check_document(
        &self,
        document_ref: String,
        context: &Context,
    ) -> Result<ApiResponseDocUpload, Fault<NoFault>> {
        answer(&self.credentials, context, [&*document_ref], || {
            self.documents.get(&document_ref).map(|stored| report(&stored))
        })
    }

    async fn get_document_preview(
        &self,
        request: GetDocumentPreviewInput,
        context: &Context,
    ) -> Result<ApiResponseDocPreview, Fault<NoFault>> {
        answer(&self.credentials, context, [&*request.document_ref], || {
            check_conversion(&request)?;
            self.documents.preview(&request.document_ref, &request.quality)
        })
    }
}

fn report(stored: &Stored) -> ApiResponseDocUpload {
    let file = &stored.file;
    ApiResponseDocUpload::new(StateCodes::Success)
        .with_document_ref(&stored.document_ref)
        .with_document_type(file.kind.clone())
        .with_file_size(file.size())
        .with_file_check(&file.check)
        .with_file_mime(file.mime)
}

/// Fails where quality or mode are none that a document is converted at.
fn check_conversion(request: &GetDocumentPreviewInput) -> Result<(), Refusal> {
    let GetDocumentPreviewInput { quality, conversion, .. } = request;
    let invalid = |message: String| Err(Refusal::new(StateCodes::ApiRequestValidate, message));
    if matches!(quality, FaxQuality::UnknownValue | FaxQuality::Unknown(_)) {
        return invalid(format!("quality is no resolution of a fax: `{quality}`"));
    }
    if matches!(conversion, FaxMode::UnknownValue | FaxMode::Unknown(_)) {
        return invalid(format!("conversion is TEXT or PHOTO: `{conversion}`"));
    }
    Ok(())
}
