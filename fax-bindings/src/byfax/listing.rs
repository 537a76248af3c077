//! Lists over all their pages.

use std::collections::HashSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use xsd_runtime::Decode;
use xsd_runtime::soap::{Call, NoFault};

use super::client::Client;
use super::common::ListPagination;
use super::error::Error;
use super::faxin_message::{ApiRequestCountFaxes, ApiRequestListFaxes, ApiResponseListFaxes, FaxinMessage};
use super::faxout::{
    ApiRequestFaxjobCountBroadcasts, ApiRequestFaxjobCountMessages, ApiRequestFaxjobListBroadcasts,
    ApiRequestFaxjobListMessages, ApiResponseFaxjobBroadcasts, ApiResponseFaxjobMessages, FaxReportBroadcast,
    FaxReportMessage,
};
use super::reply::ApiReply;

impl Client {
    /// All faxes that `filter` means, by `listRecipients`, `page_size` at a time.
    pub fn recipients(
        &self,
        filter: ApiRequestFaxjobCountMessages,
        page_size: u16,
    ) -> Listing<FaxReportMessage> {
        let client = self.faxout().clone();
        Listing::new(page_size, move |pagination| {
            let filter = filter.clone();
            read(client.list_recipients(&ApiRequestFaxjobListMessages {
                broadcast_refs: filter.broadcast_refs,
                message_refs: filter.message_refs,
                date_from: filter.date_from,
                date_till: filter.date_till,
                pagination,
            }))
        })
    }

    /// All broadcasts that `filter` means, by `listBrodcasts`, `page_size` at a time.
    pub fn broadcasts(
        &self,
        filter: ApiRequestFaxjobCountBroadcasts,
        page_size: u16,
    ) -> Listing<FaxReportBroadcast> {
        let client = self.faxout().clone();
        Listing::new(page_size, move |pagination| {
            let filter = filter.clone();
            read(client.list_broadcasts(&ApiRequestFaxjobListBroadcasts {
                broadcast_refs: filter.broadcast_refs,
                date_from: filter.date_from,
                date_till: filter.date_till,
                pagination,
            }))
        })
    }

    /// All received faxes that `filter` means, by `listFaxes`, `page_size` at a time.
    pub fn received_faxes(&self, filter: ApiRequestCountFaxes, page_size: u16) -> Listing<FaxinMessage> {
        let client = self.faxin_message().clone();
        Listing::new(page_size, move |pagination| {
            let filter = filter.clone();
            read(client.list_faxes(&ApiRequestListFaxes {
                did_e164: filter.did_e164,
                date_from: filter.date_from,
                date_till: filter.date_till,
                is_success: filter.is_success,
                has_file: filter.has_file,
                pagination,
            }))
        })
    }
}

/// The items of a list, over all its pages: a [`Stream`], and [`next`](Self::next) for who needs no other crate.
///
/// Pages are asked for when they are needed, beginning with page 0; nothing is asked for before the first poll. The
/// list is at its end
///
/// * after a page without items, or `EMPTY_RESULT`;
/// * after `countTotal` items, where the service says how many there are;
/// * after a page with fewer items than were asked for, where it does not.
///
/// An error is given once, and ends the list. So does a page whose items have the same references as those of an
/// earlier page, with [`Error::RepeatedPage`]: a service that gives the same pages over and over is not asked for ever.
/// It is remembered for each page by 8 bytes.
///
/// Items come as they are, also those whose own code is not `SUCCESS`. When faxes are added or deleted meanwhile, an
/// item may come twice, or be missed: pages are counted by the service, at the time of each call.
///
/// ```
/// use fax_bindings::byfax::faxout::ApiRequestFaxjobCountMessages;
/// use fax_bindings::byfax::{Client, Error};
///
/// async fn print(client: &Client) -> Result<(), Error> {
///     let filter = ApiRequestFaxjobCountMessages::new().with_broadcast_refs(["b-0001".to_owned()]);
///     let mut faxes = client.recipients(filter, 100);
///     while let Some(fax) = faxes.next().await {
///         let fax = fax?;
///         println!("{}: {}", fax.message_ref, fax.job_state);
///     }
///     Ok(())
/// }
/// ```
#[must_use = "nothing is asked for before an item is"]
pub struct Listing<T> {
    fetch: Box<dyn Fn(ListPagination) -> Fetching<T> + Send>,
    page_size: u16,
    /// The page to ask for next. `None` when there is no further one.
    next_page: Option<i32>,
    fetching: Option<Fetching<T>>,
    items: vec::IntoIter<T>,
    /// How many items have come.
    received: usize,
    /// A hash of the references of each page.
    seen: HashSet<u64>,
}

/// A page that is on its way.
type Fetching<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send>>;

/// A page of a list.
struct Page<T> {
    items: Vec<T>,
    total: Option<i32>,
    /// A hash of what the items are known by.
    fingerprint: u64,
}

impl<T> Listing<T> {
    fn new(page_size: u16, fetch: impl Fn(ListPagination) -> Fetching<T> + Send + 'static) -> Self {
        Self {
            fetch: Box::new(fetch),
            page_size: page_size.max(1),
            next_page: Some(0),
            fetching: None,
            items: Vec::new().into_iter(),
            received: 0,
            seen: HashSet::new(),
        }
    }

    /// The next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Takes in page `number`.
    fn receive(&mut self, number: i32, page: Page<T>) -> Result<(), Error> {
        let length = page.items.len();
        if length == 0 {
            return Ok(());
        }
        if !self.seen.insert(page.fingerprint) {
            return Err(Error::RepeatedPage(number));
        }
        self.received += length;
        // A total that is smaller than the page is none.
        let total = page.total.and_then(|total| usize::try_from(total).ok()).filter(|total| *total >= length);
        let is_last = match total {
            Some(total) => self.received >= total,
            None => length < usize::from(self.page_size),
        };
        self.next_page = if is_last { None } else { number.checked_add(1) };
        self.items = page.items.into_iter();
        Ok(())
    }
}

impl<T> Stream for Listing<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let listing = self.get_mut();
        loop {
            if let Some(item) = listing.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(number) = listing.next_page else { return Poll::Ready(None) };
            let fetch = || (listing.fetch)(ListPagination::new(number, i32::from(listing.page_size)));
            let page = ready!(listing.fetching.get_or_insert_with(fetch).as_mut().poll(context));
            listing.fetching = None;
            // The last one, unless what comes says otherwise.
            listing.next_page = None;
            if let Err(error) = page.and_then(|page| listing.receive(number, page)) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

/// Nothing in it is pinned in place.
impl<T> Unpin for Listing<T> {}

impl<T> fmt::Debug for Listing<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing")
            .field("page_size", &self.page_size)
            .field("next_page", &self.next_page)
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}

/// The page that a call comes to.
fn read<R, T>(call: Call<R, NoFault>) -> Fetching<T>
where
    R: ApiReply + Decode + Into<Page<T>> + 'static,
{
    Box::pin(async move { Ok(call.await?.outer_ok()?.into_inner().into()) })
}

impl<T: fmt::Debug> Page<T> {
    fn new(items: Option<Vec<T>>, total: Option<i32>, reference: impl Fn(&T) -> Option<&str>) -> Self {
        let items = items.unwrap_or_default();
        let mut hasher = DefaultHasher::new();
        for item in &items {
            match reference(item) {
                Some(reference) if !reference.is_empty() => reference.hash(&mut hasher),
                _ => format!("{item:?}").hash(&mut hasher),
            }
        }
        Self { items, total, fingerprint: hasher.finish() }
    }
}

impl From<ApiResponseFaxjobMessages> for Page<FaxReportMessage> {
    fn from(reply: ApiResponseFaxjobMessages) -> Self {
        Self::new(reply.items, reply.count_total, |fax| Some(&fax.message_ref))
    }
}

impl From<ApiResponseFaxjobBroadcasts> for Page<FaxReportBroadcast> {
    fn from(reply: ApiResponseFaxjobBroadcasts) -> Self {
        Self::new(reply.items, reply.count_total, |broadcast| broadcast.broadcast_ref.as_deref())
    }
}

impl From<ApiResponseListFaxes> for Page<FaxinMessage> {
    fn from(reply: ApiResponseListFaxes) -> Self {
        Self::new(reply.items, reply.count_total, |fax| Some(&fax.ref_id))
    }
}
