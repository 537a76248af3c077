//! The service `cover`, as its contract declares it.

use xsd_runtime::soap::server::Context;
use xsd_runtime::soap::{Fault, NoFault};

use super::Covers;
use crate::byfax::common::{ApiResponse, ApiResponseFileDownload, StateCodes};
use crate::byfax::contract::cover::server::Cover;
use crate::byfax::contract::cover::{
    AddCoverInput, ApiResponseCoverUpload, ApiResponseListCovers, FaxCover, ReloadCoverInput,
    RenameCoverInput,
};
use crate::byfax::credentials::Credentials;
use crate::byfax::reply::answer;

/// The service. Clones share its cover pages.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    credentials: Credentials,
    covers: Covers,
}

impl Service {
    pub(crate) fn new(credentials: Credentials, covers: Covers) -> Self {
        Self { credentials, covers }
    }
}

impl Cover for Service {
    async fn add_cover(
        &self,
        request: AddCoverInput,
        context: &Context,
    ) -> Result<ApiResponseCoverUpload, Fault<NoFault>> {
        answer(&self.credentials, context, [], || {
            let (cover_ref, file) = self.covers.add(request.title, request.file)?;
            Ok(ApiResponseCoverUpload::new(StateCodes::Success)
                .with_cover_ref(cover_ref)
                .with_file_size(file.size())
                .with_file_check(file.check)
                .with_file_mime(file.mime))
        })
    }

    async fn download_cover(
        &self,
        cover_ref: String,
        context: &Context,
    ) -> Result<ApiResponseFileDownload, Fault<NoFault>> {
        answer(&self.credentials, context, [&*cover_ref], || {
            let file = self.covers.get(&cover_ref)?.file.to_fax_file();
            Ok(ApiResponseFileDownload::new(StateCodes::Success).with_document(file))
        })
    }

    async fn get_cover(
        &self,
        cover_ref: String,
        context: &Context,
    ) -> Result<ApiResponseListCovers, Fault<NoFault>> {
        answer(&self.credentials, context, [&*cover_ref], || {
            let cover = self.covers.get(&cover_ref)?;
            Ok(list(vec![cover.describe(&cover_ref)]))
        })
    }

    async fn list_covers(&self, context: &Context) -> Result<ApiResponseListCovers, Fault<NoFault>> {
        answer(&self.credentials, context, [], || Ok(list(self.covers.list())))
    }

    async fn rename_cover(
        &self,
        request: RenameCoverInput,
        context: &Context,
    ) -> Result<ApiResponse, Fault<NoFault>> {
        let RenameCoverInput { cover_ref, title } = request;
        answer(&self.credentials, context, [&*cover_ref], || {
            self.covers.rename(&cover_ref, title)?;
            Ok(ApiResponse::new(StateCodes::Success))
        })
    }

    async fn reload_cover(
        &self,
        request: ReloadCoverInput,
        context: &Context,
    ) -> Result<ApiResponse, Fault<NoFault>> {
        let ReloadCoverInput { cover_ref, file } = request;
        answer(&self.credentials, context, [&*cover_ref], || {
            self.covers.reload(&cover_ref, file)?;
            Ok(ApiResponse::new(StateCodes::Success))
        })
    }

    async fn delete_cover(
        &self,
        cover_ref: String,
        context: &Context,
    ) -> Result<ApiResponse, Fault<NoFault>> {
        answer(&self.credentials, context, [&*cover_ref], || {
            self.covers.delete(&cover_ref)?;
            Ok(ApiResponse::new(StateCodes::Success))
        })
    }

    async fn get_cover_preview(
        &self,
        cover_ref: String,
        context: &Context,
    ) -> Result<ApiResponseFileDownload, Fault<NoFault>> {
        answer(&self.credentials, context, [&*cover_ref], || {
            let picture = self.covers.get(&cover_ref)?.preview(&cover_ref);
            Ok(ApiResponseFileDownload::new(StateCodes::Success).with_document(picture))
        })
    }
}

fn list(covers: Vec<FaxCover>) -> ApiResponseListCovers {
    let count = i32::try_from(covers.len()).unwrap_or(i32::MAX);
    let code = if covers.is_empty() { StateCodes::EmptyResult } else { StateCodes::Success };
    let reply = ApiResponseListCovers::new(code).with_count_result(count).with_count_total(count);
    if covers.is_empty() { reply } else { reply.with_items(covers) }
}
