//! The service `faxout`, as its contract declares it.

use xsd_runtime::soap::server::Context;
use xsd_runtime::soap::{Fault, NoFault};

use super::Faxout;
use super::change::Change;
use super::selection::Selection;
use crate::byfax::common::{ApiResponse, ApiResponseDocPreview, ApiResponseItemsCount};
use crate::byfax::contract::faxout::server;
use crate::byfax::contract::faxout::{
    ApiRequestFaxjobCountBroadcasts, ApiRequestFaxjobCountMessages, ApiRequestFaxjobListBroadcasts,
    ApiRequestFaxjobListMessages, ApiRequestFaxjobMessage, ApiRequestFaxjobProcess, ApiRequestFaxjobSubmit,
    ApiResponseBalance, ApiResponseFaxjobBroadcasts, ApiResponseFaxjobMessages, ApiResponseFaxjobProcess,
    ApiResponseFaxjobSubmit, DownloadInput,
};
use crate::byfax::credentials::Credentials;
use crate::byfax::reply::answer;

/// The service. Clones share its faxes.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    credentials: Credentials,
    faxout: Faxout,
}

impl Service {
    pub(crate) fn new(credentials: Credentials, faxout: Faxout) -> Self {
        Self { credentials, faxout }
    }
}

impl server::Faxout for Service {
    async fn submit(
        &self,
        request: ApiRequestFaxjobSubmit,
        context: &Context,
    ) -> Result<ApiResponseFaxjobSubmit, Fault<NoFault>> {
        // References are looked at one by one: a recipient may be refused alone.
        answer(&self.credentials, context, [], || self.faxout.submit(request.into()))
    }

    async fn submit_message(
        &self,
        request: ApiRequestFaxjobMessage,
        context: &Context,
    ) -> Result<ApiResponseFaxjobSubmit, Fault<NoFault>> {
        answer(&self.credentials, context, [], || self.faxout.submit(request.into()))
    }

    async fn resubmit(
        &self,
        request: ApiRequestFaxjobProcess,
        context: &Context,
    ) -> Result<ApiResponseFaxjobProcess, Fault<NoFault>> {
        self.process(context, &request, Change::Resubmit)
    }

    async fn pause(
        &self,
        request: ApiRequestFaxjobProcess,
        context: &Context,
    ) -> Result<ApiResponseFaxjobProcess, Fault<NoFault>> {
        self.process(context, &request, Change::Pause)
    }

    async fn resume(
        &self,
        request: ApiRequestFaxjobProcess,
        context: &Context,
    ) -> Result<ApiResponseFaxjobProcess, Fault<NoFault>> {
        self.process(context, &request, Change::Resume)
    }

    async fn cancel(
        &self,
        request: ApiRequestFaxjobProcess,
        context: &Context,
    ) -> Result<ApiResponseFaxjobProcess, Fault<NoFault>> {
        self.process(context, &request, Change::Cancel)
    }

    async fn download(
        &self,
        request: DownloadInput,
        context: &Context,
    ) -> Result<ApiResponseDocPreview, Fault<NoFault>> {
        answer(&self.credentials, context, [&*request.message_ref], || self.faxout.download(&request))
    }

    async fn delete(&self, message_ref: String, context: &Context) -> Result<ApiResponse, Fault<NoFault>> {
        answer(&self.credentials, context, [&*message_ref], || self.faxout.delete(&message_ref))
    }

    async fn count_broadcasts(
        &self,
        request: ApiRequestFaxjobCountBroadcasts,
        context: &Context,
    ) -> Result<ApiResponseItemsCount, Fault<NoFault>> {
        let selection = Selection::from(&request);
        answer(&self.credentials, context, selection.references(), || {
            Ok(self.faxout.count_broadcasts(&selection))
        })
    }

    async fn list_broadcasts(
        &self,
        request: ApiRequestFaxjobListBroadcasts,
        context: &Context,
    ) -> Result<ApiResponseFaxjobBroadcasts, Fault<NoFault>> {
        let selection = Selection::from(&request);
        answer(&self.credentials, context, selection.references(), || {
            self.faxout.list_broadcasts(&selection, &request.pagination)
        })
    }

    async fn count_recipients(
        &self,
        request: ApiRequestFaxjobCountMessages,
        context: &Context,
    ) -> Result<ApiResponseItemsCount, Fault<NoFault>> {
        let selection = Selection::from(&request);
        answer(&self.credentials, context, selection.references(), || {
            Ok(self.faxout.count_recipients(&selection))
        })
    }

    async fn list_recipients(
        &self,
        request: ApiRequestFaxjobListMessages,
        context: &Context,
    ) -> Result<ApiResponseFaxjobMessages, Fault<NoFault>> {
        let selection = Selection::from(&request);
        answer(&self.credentials, context, selection.references(), || {
            self.faxout.list_recipients(&selection, &request.pagination)
        })
    }

    async fn check_tiff_exists(
        &self,
        tiff_ref: String,
        context: &Context,
    ) -> Result<ApiResponse, Fault<NoFault>> {
        answer(&self.credentials, context, [&*tiff_ref], || self.faxout.check_tiff_exists(&tiff_ref))
    }

    async fn get_balance(&self, context: &Context) -> Result<ApiResponseBalance, Fault<NoFault>> {
        answer(&self.credentials, context, [], || Ok(self.faxout.balance()))
    }
}

impl Service {
    fn process(
        &self,
        context: &Context,
        request: &ApiRequestFaxjobProcess,
        change: Change,
    ) -> Result<ApiResponseFaxjobProcess, Fault<NoFault>> {
        let selection = Selection::from(request);
        answer(&self.credentials, context, selection.references(), || self.faxout.change(&selection, change))
    }
}
