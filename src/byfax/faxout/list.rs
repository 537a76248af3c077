//! Counting faxes, following them, and what else only reads; and changing those that are chosen.

use super::Faxout;
use super::change::Change;
use super::report;
use super::selection::Selection;
use crate::byfax::common::{
    ApiResponse, ApiResponseDocPreview, ApiResponseItemsCount, ListPagination, StateCodes,
};
use crate::byfax::contract::document::FileContentGroup;
use crate::byfax::contract::faxout::{
    ApiResponseBalance, ApiResponseFaxjobBroadcasts, ApiResponseFaxjobMessages, ApiResponseFaxjobProcess,
    DownloadInput, FaxReportProcess,
};
use crate::byfax::files::{Format, printed};
use crate::byfax::page::Page;
use crate::byfax::reply::{Refusal, Reply};

/// What is on the account at the beginning, in cents.
const BALANCE: i64 = 100_000;

impl Faxout {
    pub(super) fn count_broadcasts(&self, selection: &Selection<'_>) -> ApiResponseItemsCount {
        count(self.faxes().find_broadcasts(selection).len())
    }

    pub(super) fn list_broadcasts(
        &self,
        selection: &Selection<'_>,
        pagination: &ListPagination,
    ) -> Result<ApiResponseFaxjobBroadcasts, Refusal> {
        let faxes = self.faxes();
        let now = self.clock.now();
        let page = Page::of(faxes.find_broadcasts(selection), pagination)?;
        let items = page
            .items
            .iter()
            .map(|broadcast| report::of_broadcast(broadcast, &faxes.faxes_of(broadcast), now));
        let items: Vec<_> = items.collect();
        let reply = match items.is_empty() {
            true => ApiResponseFaxjobBroadcasts::refusing(StateCodes::EmptyResult.into()),
            false => ApiResponseFaxjobBroadcasts::new(StateCodes::Success).with_items(items),
        };
        Ok(reply.with_count_result(page.count()).with_count_total(page.total))
    }

    pub(super) fn count_recipients(&self, selection: &Selection<'_>) -> ApiResponseItemsCount {
        count(self.faxes().find(selection).len())
    }

    pub(super) fn list_recipients(
        &self,
        selection: &Selection<'_>,
        pagination: &ListPagination,
    ) -> Result<ApiResponseFaxjobMessages, Refusal> {
        let faxes = self.faxes();
        let page = Page::of(faxes.find(selection), pagination)?;
        let items: Vec<_> = faxes.get(&page.items).into_iter().map(report::of_fax).collect();
        let reply = match items.is_empty() {
            true => ApiResponseFaxjobMessages::refusing(StateCodes::EmptyResult.into()),
            false => ApiResponseFaxjobMessages::new(StateCodes::Success).with_items(items),
        };
        Ok(reply.with_count_result(page.count()).with_count_total(page.total))
    }

    /// Does the same to each of the faxes that are meant. Where it can be done to none of them, the reply has the state
    /// code of the first.
    pub(super) fn change(
        &self,
        selection: &Selection<'_>,
        change: Change,
    ) -> Result<ApiResponseFaxjobProcess, Refusal> {
        if selection.is_empty() {
            let message = "broadcastRefs, sendRefs or messageRefs are due";
            return Err(Refusal::new(StateCodes::ApiRequestIncomplete, message));
        }
        let mut faxes = self.faxes();
        let now = self.clock.now();
        let found = faxes.find(selection);
        let results: Vec<_> = found.iter().map(|id| faxes.change(*id, change, now)).collect();
        let first = results.first().ok_or(StateCodes::FaxjobNotFound)?;
        let reply = match first {
            Err(code) if results.iter().all(Result::is_err) => {
                ApiResponseFaxjobProcess::refusing(code.clone().into())
            }
            _ => ApiResponseFaxjobProcess::new(StateCodes::Success),
        };
        let reports = faxes.get(&found).into_iter().zip(results);
        let items: Vec<FaxReportProcess> =
            reports.map(|(fax, result)| report::of_change(fax, result)).collect();
        let count = i32::try_from(items.len()).unwrap_or(i32::MAX);
        Ok(reply.with_count_result(count).with_count_total(count).with_items(items))
    }

    /// The pages of a fax.
    pub(super) fn download(&self, request: &DownloadInput) -> Result<ApiResponseDocPreview, Refusal> {
        let (pages, lines) = {
            let faxes = self.faxes();
            let (fax, broadcast) = faxes.by_message_ref(&request.message_ref)?;
            if !fax.is_prepared() {
                return Err(StateCodes::FilePreviewNotReady.into());
            }
            (fax.pages, [format!("to {}", fax.number), broadcast.file_names.clone()])
        };
        let file = printed(&request.message_ref, Format::new(request.is_pdf, None), pages, &lines);
        let pages = i32::try_from(pages).unwrap_or(i32::MAX);
        Ok(ApiResponseDocPreview::new(StateCodes::Success).with_document(file).with_pages(pages))
    }

    /// Forgets the whole broadcast that a fax belongs to.
    pub(super) fn delete(&self, message_ref: &str) -> Result<ApiResponse, Refusal> {
        let mut faxes = self.faxes();
        let (fax, _) = faxes.by_message_ref(message_ref)?;
        let broadcast_ref = fax.broadcast_ref.clone();
        faxes.delete(&broadcast_ref);
        Ok(ApiResponse::new(StateCodes::Success))
    }

    /// Whether a TIFF is stored under this reference.
    pub(super) fn check_tiff_exists(&self, tiff_ref: &str) -> Result<ApiResponse, Refusal> {
        let stored = self.documents.get(tiff_ref)?;
        if stored.file.kind != FileContentGroup::Tiff {
            let message = format!("the document `{tiff_ref}` is no TIFF");
            return Err(Refusal::new(StateCodes::FileNotFound, message));
        }
        Ok(ApiResponse::new(StateCodes::Success))
    }

    /// What is left on the account. It may be less than nothing: nobody is refused for it.
    pub(super) fn balance(&self) -> ApiResponseBalance {
        let left = report::amount(BALANCE - self.faxes().spent());
        ApiResponseBalance::new(StateCodes::Success)
            .with_balance_value(left as f32)
            .with_balance_currency(report::CURRENCY)
    }
}

fn count(items: usize) -> ApiResponseItemsCount {
    let items = i32::try_from(items).unwrap_or(i32::MAX);
    ApiResponseItemsCount::new(StateCodes::Success).with_items_count(items)
}
