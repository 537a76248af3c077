//! Received faxes, which come in because a test says so.

mod order;
mod service;

pub(crate) use order::{Order, to_json};
pub(crate) use service::Service;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use xsd_runtime::types::DateTime;

use super::common::{ApiResponseDocPreview, StateCodes};
use super::contract::faxin_message::{
    ApiRequestCountFaxes, ApiRequestListFaxes, DownloadFaxInput, FaxinMessage, StateTransport,
};
use super::files::{Format, printed};
use super::reply::Refusal;
use super::shelf::{Labels, Shelf};
use crate::clock::{Clock, moment};
use crate::tiff::MAX_PAGES;

/// Faxes that are kept; from then on the oldest make room.
const MOST: usize = 1000;

/// The received faxes. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    clock: Clock,
    shelf: Arc<Mutex<Shelf<FaxinMessage>>>,
}

impl Received {
    pub(crate) fn new(clock: Clock) -> Self {
        let labels = Labels {
            what: "fax",
            unknown: StateCodes::FaxtransportNotFound,
            deleted: StateCodes::FileDeleted,
        };
        Self { clock, shelf: Arc::new(Mutex::new(Shelf::new(labels))) }
    }

    /// Receives a fax now.
    pub(crate) fn inject(&self, order: Order) -> FaxinMessage {
        let mut shelf = self.shelf();
        let fax = order.fax(shelf.new_reference(), DateTime::from(self.clock.now()));
        shelf.put(&fax.ref_id, fax.clone());
        if shelf.len() > MOST {
            shelf.forget_first();
        }
        fax
    }

    /// How many faxes a number has received.
    pub(crate) fn count_to(&self, did_e164: &str) -> i32 {
        let asked = ApiRequestCountFaxes::new().with_did_e164(did_e164);
        i32::try_from(self.list(&asked).len()).unwrap_or(i32::MAX)
    }

    /// Those that are asked for, in the order in which they came.
    fn list(&self, asked: &ApiRequestCountFaxes) -> Vec<FaxinMessage> {
        self.shelf().iter().map(|(_, fax)| fax).filter(|fax| is_asked_for(fax, asked)).cloned().collect()
    }

    /// The pages of a fax.
    fn download(&self, request: &DownloadFaxInput) -> Result<ApiResponseDocPreview, Refusal> {
        let DownloadFaxInput { message_ref, is_pdf } = request;
        let fax = self.shelf().get(message_ref)?.clone();
        if !fax.has_file {
            let message = format!("the fax `{message_ref}` has no file");
            return Err(Refusal::new(StateCodes::FileNotFound, message));
        }
        let lines = [
            format!("for {}", fax.recipient_e164),
            format!("from {}", fax.sender_e164),
            fax.date_received.to_string(),
        ];
        let pages = fax.pages.and_then(|pages| u32::try_from(pages).ok()).unwrap_or(1).clamp(1, MAX_PAGES);
        let file = printed(message_ref, Format::new(*is_pdf, fax.quality.as_ref()), pages, &lines);
        let pages = i32::try_from(pages).unwrap_or(i32::MAX);
        Ok(ApiResponseDocPreview::new(StateCodes::Success).with_document(file).with_pages(pages))
    }

    fn delete(&self, message_ref: &str) -> Result<(), Refusal> {
        self.shelf().delete(message_ref)
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf<FaxinMessage>> {
        // A panic under the lock would be a bug, and no reason to refuse everybody from then on.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the fax has all that is asked for; both ends of a time belong to it, and a blank number counts as not given.
fn is_asked_for(fax: &FaxinMessage, asked: &ApiRequestCountFaxes) -> bool {
    let ApiRequestCountFaxes { did_e164, date_from, date_till, is_success, has_file } = asked;
    let received = moment(fax.date_received);
    let did = did_e164.as_deref().filter(|did| !did.trim().is_empty());
    did.is_none_or(|did| digits(did).eq(digits(&fax.recipient_e164)))
        && date_from.is_none_or(|from| moment(from) <= received)
        && date_till.is_none_or(|till| received <= moment(till))
        && is_success.is_none_or(|is_success| is_success == (fax.state == StateTransport::Success))
        && has_file.is_none_or(|has_file| has_file == fax.has_file)
}

/// Of a number, however it is written.
fn digits(number: &str) -> impl Iterator<Item = char> {
    number.chars().filter(char::is_ascii_digit)
}

/// What a page of a list is asked from.
fn filter(request: &ApiRequestListFaxes) -> ApiRequestCountFaxes {
    let ApiRequestListFaxes { did_e164, date_from, date_till, is_success, has_file, .. } = request.clone();
    ApiRequestCountFaxes { did_e164, date_from, date_till, is_success, has_file }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_are_kept() {
        let received = Received::new(Clock::manual());
        let refs: Vec<_> = (0..=MOST).map(|_| received.inject(Order::default()).ref_id).collect();
        assert_eq!(received.list(&ApiRequestCountFaxes::new()).len(), MOST);
        let download = |reference: &String| received.download(&DownloadFaxInput::new(reference, true));
        assert_eq!(download(&refs[0]).unwrap_err().code, StateCodes::FaxtransportNotFound);
        assert!(download(&refs[1]).is_ok());
    }
}
