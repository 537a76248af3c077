//! What all replies say: whether it went well.

use std::borrow::Cow;

use xsd_runtime::soap::Reply;

use super::common::StateCodes;
use super::error::{FailedItem, StateError};
use super::{common, cover, document, faxin_inventory, faxin_message, faxout};

/// A reply of any operation.
///
/// The services declare no faults: a call that failed has a reply too, whose [`state_code`](Self::state_code) is not
/// `SUCCESS`, and a call that went well may have done only a part of what was asked, as each recipient, document and
/// fax in a reply has a code of its own. [`ok`](Self::ok) makes an error of either.
///
/// ```
/// use fax_bindings::byfax::ApiReply;
/// use fax_bindings::byfax::common::{ApiResponse, StateCodes};
///
/// let reply = ApiResponse::new(StateCodes::FaxjobNotFound).with_state_message("no fax m-1");
/// let error = reply.ok().unwrap_err();
/// assert_eq!(error.code(), &StateCodes::FaxjobNotFound);
/// assert_eq!(error.to_string(), "the service answered FAXJOB_NOT_FOUND (no fax m-1)");
/// ```
pub trait ApiReply: Sized {
    /// Whether it lists or counts something, so that `EMPTY_RESULT` is no failure.
    const LISTS: bool;

    /// Outcome of the whole.
    fn state_code(&self) -> &StateCodes;

    /// Explanation of the outcome, for people.
    fn state_message(&self) -> Option<&str>;

    /// The recipients, documents, faxes or broadcasts in it whose own code is not `SUCCESS`, in their order.
    fn failed_items(&self) -> Vec<FailedItem>;

    /// `text` without the secrets of the request, where they are known.
    fn mask<'t>(&self, text: &'t str) -> Cow<'t, str>;

    /// The reply, if its code and those of all its items are `SUCCESS`. `EMPTY_RESULT` is as good where something is
    /// listed or counted: there is none.
    ///
    /// # Errors
    /// Otherwise, with the reply in the error.
    fn ok(self) -> Result<Self, StateError<Self>> {
        let failed = self.failed_items();
        if has_gone_well(&self) && failed.is_empty() { Ok(self) } else { Err(StateError::new(self, failed)) }
    }

    /// The reply, if its code is `SUCCESS`, or `EMPTY_RESULT` where something is listed or counted, whatever those of
    /// its items are.
    ///
    /// # Errors
    /// Otherwise, with the reply in the error.
    fn outer_ok(self) -> Result<Self, StateError<Self>> {
        if has_gone_well(&self) {
            return Ok(self);
        }
        let failed = self.failed_items();
        Err(StateError::new(self, failed))
    }
}

fn has_gone_well<R: ApiReply>(reply: &R) -> bool {
    reply.state_code().is_success() || (R::LISTS && *reply.state_code() == StateCodes::EmptyResult)
}

/// With what is beside the message, and a mask for what must not be shown.
impl<R: ApiReply> ApiReply for Reply<R> {
    const LISTS: bool = R::LISTS;

    fn state_code(&self) -> &StateCodes {
        (**self).state_code()
    }

    fn state_message(&self) -> Option<&str> {
        (**self).state_message()
    }

    fn failed_items(&self) -> Vec<FailedItem> {
        (**self).failed_items()
    }

    fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Reply::mask(self, text)
    }
}

/// What has a code of its own in a reply.
trait Item {
    fn state_code(&self) -> &StateCodes;
    fn state_message(&self) -> Option<&str>;
    /// What it can be known by.
    fn reference(&self) -> Option<&str>;
}

macro_rules! items {
    ($($item:ty: |$it:ident| $reference:expr;)*) => {$(
        impl Item for $item {
            fn state_code(&self) -> &StateCodes {
                &self.state_code
            }

            fn state_message(&self) -> Option<&str> {
                self.state_message.as_deref()
            }

            fn reference(&self) -> Option<&str> {
                let $it = self;
                $reference
            }
        }
    )*};
}

items! {
    faxout::FaxReportRecipient: |it| given(&it.message_ref).or(given(&it.recipient_number));
    faxout::FaxReportUpload: |it| given(&it.file_ref);
    faxout::FaxReportProcess: |it| given(&it.message_ref).or(given(&it.recipient_number));
    faxout::FaxReportBroadcast: |it| given(&it.broadcast_ref);
    faxout::FaxReportMessage: |it| Some(&it.message_ref);
}

fn given(reference: &Option<String>) -> Option<&str> {
    reference.as_deref().filter(|reference| !reference.is_empty())
}

/// The failed ones of `items`, which the contract calls `list`.
fn failed<T: Item>(list: &'static str, items: &Option<Vec<T>>) -> impl Iterator<Item = FailedItem> {
    let items = items.iter().flatten().enumerate();
    items.filter(|(_, item)| !item.state_code().is_success()).map(move |(index, item)| FailedItem {
        list,
        index,
        reference: item.reference().map(str::to_owned),
        code: item.state_code().clone(),
        message: item.state_message().map(str::to_owned),
    })
}

/// For each reply: whether it lists, and its members that have codes of their own.
macro_rules! replies {
    ($($reply:ty: $lists:literal $([$($member:ident $list:literal)+])?;)*) => {$(
        impl ApiReply for $reply {
            const LISTS: bool = $lists;

            fn state_code(&self) -> &StateCodes {
                &self.state_code
            }

            fn state_message(&self) -> Option<&str> {
                self.state_message.as_deref()
            }

            fn failed_items(&self) -> Vec<FailedItem> {
                std::iter::empty()$($(.chain(failed($list, &self.$member)))+)?.collect()
            }

            fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
                Cow::Borrowed(text)
            }
        }
    )*};
}

replies! {
    common::ApiResponse: false;
    common::ApiResponseFileDownload: false;
    common::ApiResponseDocPreview: false;
    common::ApiResponseItemsCount: true;
    cover::ApiResponseCoverUpload: false;
    cover::ApiResponseListCovers: true;
    document::ApiResponseDocUpload: false;
    faxin_inventory::ApiResponseListCountries: true;
    faxin_inventory::ApiResponseListCountryStates: true;
    faxin_inventory::ApiResponseListDidGroups: true;
    faxin_inventory::ApiResponseListDids: true;
    faxin_message::ApiResponseListFaxes: true;
    faxin_message::ApiResponseObject: false;
    faxout::ApiResponseBalance: false;
    faxout::ApiResponseFaxjobBroadcasts: true [items "items"];
    faxout::ApiResponseFaxjobMessages: true [items "items"];
    faxout::ApiResponseFaxjobProcess: false [items "items"];
    faxout::ApiResponseFaxjobSubmit: false [report_recipients "reportRecipients" report_documents "reportDocuments"];
}
