//! The service `faxin/message`, as its contract declares it.

use xsd_runtime::soap::server::Context;
use xsd_runtime::soap::{Fault, NoFault};

use super::{Received, filter};
use crate::byfax::common::{ApiResponse, ApiResponseDocPreview, ApiResponseItemsCount, StateCodes};
use crate::byfax::contract::faxin_message::server::FaxinMessage;
use crate::byfax::contract::faxin_message::{
    ApiRequestCountFaxes, ApiRequestListFaxes, ApiResponseListFaxes, DownloadFaxInput,
};
use crate::byfax::credentials::Credentials;
use crate::byfax::page::Page;
use crate::byfax::reply::answer;

/// The service. Clones share its faxes.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    credentials: Credentials,
    received: Received,
}

impl Service {
    pub(crate) fn new(credentials: Credentials, received: Received) -> Self {
        Self { credentials, received }
    }
}

impl FaxinMessage for Service {
    async fn count_faxes(
        &self,
        list_request: ApiRequestCountFaxes,
        context: &Context,
    ) -> Result<ApiResponseItemsCount, Fault<NoFault>> {
        answer(&self.credentials, context, list_request.did_e164.as_deref(), || {
            let count = i32::try_from(self.received.list(&list_request).len()).unwrap_or(i32::MAX);
            Ok(ApiResponseItemsCount::new(StateCodes::Success).with_items_count(count))
        })
    }

    async fn list_faxes(
        &self,
        list_request: ApiRequestListFaxes,
        context: &Context,
    ) -> Result<ApiResponseListFaxes, Fault<NoFault>> {
        answer(&self.credentials, context, list_request.did_e164.as_deref(), || {
            let faxes = self.received.list(&filter(&list_request));
            let page = Page::of(faxes, &list_request.pagination)?;
            let code = if page.items.is_empty() { StateCodes::EmptyResult } else { StateCodes::Success };
            let reply =
                ApiResponseListFaxes::new(code).with_count_result(page.count()).with_count_total(page.total);
            Ok(if page.items.is_empty() { reply } else { reply.with_items(page.items) })
        })
    }

    async fn download_fax(
        &self,
        request: DownloadFaxInput,
        context: &Context,
    ) -> Result<ApiResponseDocPreview, Fault<NoFault>> {
        answer(&self.credentials, context, [&*request.message_ref], || self.received.download(&request))
    }

    async fn delete_fax(
        &self,
        message_ref: String,
        context: &Context,
    ) -> Result<ApiResponse, Fault<NoFault>> {
        answer(&self.credentials, context, [&*message_ref], || {
            self.received.delete(&message_ref)?;
            Ok(ApiResponse::new(StateCodes::Success))
        })
    }
}
