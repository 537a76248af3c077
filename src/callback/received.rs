//! Faxes that come in, because a test says so.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use xsd_runtime::types::jiff::Timestamp;

use super::Outbox;
use crate::tiff::{Resolution, tiff};

/// Older faxes are forgotten.
const MOST: usize = 1000;
/// Reference of the first fax.
const FIRST: u64 = 1_000_001;

/// A fax that is to come in. All members may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Order {
    message_ref: Option<String>,
    fax_number: Option<String>,
    status: Option<String>,
    pages: Option<u32>,
    tsi: Option<String>,
    cli: Option<String>,
}

/// What the vendor posts when a fax came in, in the documented order.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Notice {
    message_ref: String,
    fax_number: String,
    status: String,
    pages: u32,
    tsi: String,
    cli: String,
    date_received: String,
    tiff_document_url: String,
}

/// Received faxes. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Inbox {
    outbox: Option<Outbox>,
    faxes: Arc<Mutex<Faxes>>,
}

#[derive(Debug, Default)]
struct Faxes {
    /// How many were forgotten.
    forgotten: u64,
    kept: VecDeque<Notice>,
}

/// Why no fax came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is nobody to tell.
    NoCallback,
    /// Too many notices wait.
    Full,
}

impl Inbox {
    /// One that has notices posted by `outbox`.
    pub(crate) fn new(outbox: Option<Outbox>) -> Self {
        Self { outbox, faxes: Arc::default() }
    }

    /// Receives a fax, and has a notice of it posted, which is the result. `url` is where this sandbox is.
    pub(crate) fn receive(&self, order: Order, now: Timestamp, url: &str) -> Result<String, Refusal> {
        let outbox = self.outbox.as_ref().ok_or(Refusal::NoCallback)?;
        let mut faxes = self.faxes.lock().unwrap_or_else(PoisonError::into_inner);
        let number = FIRST + faxes.forgotten + faxes.kept.len() as u64;
        let notice = Notice {
            message_ref: order.message_ref.unwrap_or_else(|| number.to_string()),
            fax_number: order.fax_number.unwrap_or_else(|| "61011111111".to_owned()),
            status: order.status.unwrap_or_else(|| "RELAYED".to_owned()),
            pages: order.pages.unwrap_or(1),
            tsi: order.tsi.unwrap_or_else(|| "Sandbox".to_owned()),
            cli: order.cli.unwrap_or_else(|| "61022222222".to_owned()),
            date_received: now.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            tiff_document_url: format!("{url}/sandbox/received/{number}.tiff"),
        };
        // Texts and numbers are always written.
        let json = serde_json::to_string(&notice).unwrap_or_default();
        let about = format!("received fax {}", notice.message_ref.escape_debug());
        if !outbox.put(about, "application/json", json.clone()) {
            return Err(Refusal::Full);
        }
        faxes.kept.push_back(notice);
        if faxes.kept.len() > MOST {
            faxes.kept.pop_front();
            faxes.forgotten += 1;
        }
        Ok(json)
    }

    /// The pages of the fax whose file is called `name`.
    pub(crate) fn tiff(&self, name: &str) -> Option<Vec<u8>> {
        let number: u64 = name.strip_suffix(".tiff")?.parse().ok()?;
        let notice = {
            let faxes = self.faxes.lock().unwrap_or_else(PoisonError::into_inner);
            let index = number.checked_sub(FIRST)?.checked_sub(faxes.forgotten)?;
            faxes.kept.get(usize::try_from(index).ok()?)?.clone()
        };
        let lines = [
            format!("fax {}", notice.message_ref),
            format!("for {}", notice.fax_number),
            format!("from {} ({})", notice.cli, notice.tsi),
            notice.date_received,
        ];
        Some(tiff(notice.pages, Resolution::Normal, &lines))
    }
}

#[cfg(test)]
mod tests {
    use super::super::outbox::tests::forget_one;
    use super::*;
    use crate::log::Log;

    fn inbox() -> (Inbox, super::super::outbox::Courier) {
        let (outbox, courier) = Outbox::new("http://127.0.0.1:9/", Log::default()).unwrap();
        (Inbox::new(Some(outbox)), courier)
    }

    #[test]
    fn the_notice_is_that_of_the_documentation() {
        let (inbox, _courier) = inbox();
        let now = "2026-03-25T13:27:55.9Z".parse().unwrap();
        let json = inbox.receive(Order::default(), now, "http://h").unwrap();
        assert_eq!(
            json,
            "{\"messageRef\":\"1000001\",\"faxNumber\":\"61011111111\",\"status\":\"RELAYED\",\"pages\":1,\
             \"tsi\":\"Sandbox\",\"cli\":\"61022222222\",\"dateReceived\":\"2026-03-25 13:27:55\",\
             \"tiffDocumentUrl\":\"http://h/sandbox/received/1000001.tiff\"}"
        );
        let order: Order = serde_json::from_str(r#"{"pages": 3, "cli": "4420"}"#).unwrap();
        assert!(
            inbox
                .receive(order, now, "http://h")
                .unwrap()
                .contains("\"pages\":3,\"tsi\":\"Sandbox\",\"cli\":\"4420\"")
        );
        assert!(inbox.tiff("1000001.tiff").unwrap().starts_with(b"II*\0"));
        for name in ["1000003.tiff", "1000000.tiff", "0.tiff", "-1.tiff", "1000001.pdf", ""] {
            assert_eq!(inbox.tiff(name), None, "{name}");
        }
    }

    #[test]
    fn it_keeps_a_thousand_and_says_when_nobody_takes_them() {
        let (inbox, mut courier) = inbox();
        for _ in 0..=MOST {
            inbox.receive(Order::default(), Timestamp::now(), "").unwrap();
            forget_one(&mut courier);
        }
        assert_eq!(inbox.tiff("1000001.tiff"), None);
        assert!(inbox.tiff("1000002.tiff").is_some() && inbox.tiff("1001001.tiff").is_some());
        assert_eq!(inbox.tiff("1001002.tiff"), None);

        for _ in 0..1000 {
            inbox.receive(Order::default(), Timestamp::now(), "").unwrap();
        }
        assert_eq!(inbox.receive(Order::default(), Timestamp::now(), ""), Err(Refusal::Full));
        let without = Inbox::new(None);
        assert_eq!(without.receive(Order::default(), Timestamp::now(), ""), Err(Refusal::NoCallback));
    }
}
