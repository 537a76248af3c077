//! A broadcast in requests of the advised size.

use std::vec;

use super::{v2, v2_1};

/// How many messages the vendor advises for one request.
pub const MESSAGES_PER_REQUEST: usize = 600;

/// Splits a broadcast into requests of at most [`MESSAGES_PER_REQUEST`] messages, or of
/// [another number](Parts::at_most).
///
/// Messages keep their order, and every part has the settings, the documents and the `BroadcastRef` of the whole,
/// so that `FaxStatus` by `BroadcastRef` reaches all of it. As a `SendRef` is to be used only once, that of the parts
/// ends in `-part-1`, `-part-2` and so on; without a `SendRef` the parts have none either. A broadcast that fits
/// into one request comes out as it is.
///
/// Each part carries the documents again. For large ones it is better to store them first, with `SaveFaxDocument` of
/// version 2.1, and to send the `DocumentRef` alone. Where a document of the request has both a `DocumentRef` and
/// data, which stores it, only the first part has that reference: it cannot be stored twice.
///
/// ```
/// use fax_bindings::monopond;
/// use fax_bindings::monopond::v2_1::{ApiFaxMessage, SendFaxRequest};
///
/// let messages: Vec<_> =
///     (0..1500).map(|n| ApiFaxMessage::new(format!("news-{n}"), "61011111111")).collect();
/// let broadcast = SendFaxRequest::new()
///     .with_broadcast_ref("news")
///     .with_send_ref("news-2026-03")
///     .with_fax_messages(messages);
///
/// let parts: Vec<SendFaxRequest> = monopond::split(broadcast).collect();
/// assert_eq!(parts.len(), 3);
/// assert_eq!(parts[2].send_ref.as_deref(), Some("news-2026-03-part-3"));
/// assert_eq!(parts[2].fax_messages.as_ref().map(Vec::len), Some(300));
/// ```
pub fn split<R: Broadcast>(mut broadcast: R) -> Parts<R> {
    let messages = broadcast.take_messages().into_iter();
    Parts { rest: broadcast, messages, size: MESSAGES_PER_REQUEST, number: 0 }
}

/// The requests that a broadcast is [split] into.
#[derive(Clone, Debug)]
pub struct Parts<R: Broadcast> {
    /// The broadcast without its messages.
    rest: R,
    messages: vec::IntoIter<R::Message>,
    size: usize,
    /// How many parts there have been.
    number: usize,
}

impl<R: Broadcast> Parts<R> {
    /// The same in requests of at most this many messages; 0 counts as 1.
    #[must_use]
    pub fn at_most(mut self, messages: usize) -> Self {
        self.size = messages.max(1);
        self
    }
}

impl<R: Broadcast> Iterator for Parts<R> {
    type Item = R;

    fn next(&mut self) -> Option<R> {
        if self.messages.len() == 0 {
            return None;
        }
        let is_whole = self.number == 0 && self.messages.len() <= self.size;
        let messages = self.messages.by_ref().take(self.size).collect();
        self.number += 1;
        let part = self.rest.clone().with_messages(messages);
        Some(if is_whole { part } else { part.into_part(self.number) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let parts = self.messages.len().div_ceil(self.size);
        (parts, Some(parts))
    }
}

impl<R: Broadcast> ExactSizeIterator for Parts<R> {}

/// A request to send faxes, of either version.
pub trait Broadcast: Clone + sealed::Part {}

impl Broadcast for v2_1::SendFaxRequest {}
impl Broadcast for v2::SendFaxRequest {}

mod sealed {
    /// What splitting does to a request.
    pub trait Part: Sized {
        /// One fax of it.
        type Message: Clone + std::fmt::Debug;

        /// Takes the messages out.
        fn take_messages(&mut self) -> Vec<Self::Message>;

        /// Puts messages in.
        fn with_messages(self, messages: Vec<Self::Message>) -> Self;

        /// Makes it the part of this number, counted from 1.
        fn into_part(self, number: usize) -> Self;
    }
}

impl sealed::Part for v2_1::SendFaxRequest {
    type Message = v2_1::ApiFaxMessage;

    fn take_messages(&mut self) -> Vec<Self::Message> {
        self.fax_messages.take().unwrap_or_default()
    }

    fn with_messages(self, messages: Vec<Self::Message>) -> Self {
        self.with_fax_messages(messages)
    }

    fn into_part(mut self, number: usize) -> Self {
        self.send_ref = self.send_ref.map(|whole| send_ref(&whole, number));
        if number > 1 {
            for document in
                self.documents.iter_mut().flatten().filter(|document| document.file_data.is_some())
            {
                document.document_ref = None;
            }
        }
        self
    }
}

impl sealed::Part for v2::SendFaxRequest {
    type Message = v2::ApiFaxMessage;

    fn take_messages(&mut self) -> Vec<Self::Message> {
        self.fax_messages.take().unwrap_or_default()
    }

    fn with_messages(self, messages: Vec<Self::Message>) -> Self {
        self.with_fax_messages(messages)
    }

    fn into_part(mut self, number: usize) -> Self {
        self.send_ref = self.send_ref.map(|whole| send_ref(&whole, number));
        self
    }
}

fn send_ref(whole: &str, number: usize) -> String {
    format!("{whole}-part-{number}")
}
