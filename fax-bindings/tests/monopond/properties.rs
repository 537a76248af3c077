//! What holds for all values, and for all bytes.

use std::time::{Duration, Instant};

use fax_bindings::monopond::v2_1::{FaxStatusResponse, SendFaxRequest, elements};
use fax_bindings::runtime::soap::{Body, Incoming};
use fax_bindings::runtime::{Decode, Encode, Limits, Name, Reader, Writer};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::samples::STATUS_REPLY;
use crate::values::{fax_status_response, send_fax_request};

fn survives<T: Encode + Decode + PartialEq + std::fmt::Debug>(root: Name, value: &T) {
    let xml = Writer::document(root, value).unwrap();
    let mut reader = Reader::new(&xml, &Limits::default()).unwrap();
    let read: T = reader.document(root).unwrap_or_else(|error| panic!("{error}: {xml}"));
    assert_eq!(read, *value, "{xml}");
    let report = reader.into_report();
    assert!(report.is_empty(), "{report}: {xml}");
}

/// Reads bytes as a reply and as a request; whatever comes of it, it comes soon.
fn read(bytes: &[u8]) {
    let started = Instant::now();
    if let Ok(incoming) = Incoming::parse(bytes, Some("text/xml; charset=utf-8"), &Limits::default()) {
        let _ = incoming.body::<FaxStatusResponse>(Body::Element(elements::FAX_STATUS_RESPONSE));
        let _ = incoming.body::<SendFaxRequest>(Body::Element(elements::SEND_FAX_REQUEST));
    }
    assert!(started.elapsed() < Duration::from_secs(5));
}

proptest! {
    #[test]
    fn every_request_survives(request in send_fax_request(true, true)) {
        survives(elements::SEND_FAX_REQUEST, &request);
    }

    #[test]
    fn every_reply_survives(response in fax_status_response(true, true)) {
        survives(elements::FAX_STATUS_RESPONSE, &response);
    }

    #[test]
    fn every_request_can_be_checked(request in send_fax_request(true, true)) {
        let findings = fax_bindings::monopond::check(&request);
        prop_assert_eq!(findings.is_ok(), findings.errors().count() == 0);
        prop_assert_eq!(findings.to_string().is_empty(), findings.as_slice().is_empty());
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
        read(&bytes);
    }

    #[test]
    fn a_damaged_reply_is_read_without_panic(
        damages in prop::collection::vec((any::<Index>(), any::<u8>(), 0..4_u8), 1..8),
    ) {
        let mut bytes = STATUS_REPLY.as_bytes().to_vec();
        for (place, byte, damage) in damages {
            let at = place.index(bytes.len());
            match damage {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                // A piece stands twice.
                _ => bytes.extend_from_within(at..),
            }
        }
        read(&bytes);
    }

    #[test]
    fn a_truncated_reply_is_an_error(length in any::<Index>()) {
        // But for the line break behind the envelope.
        let whole = STATUS_REPLY.trim_end();
        let incoming = Incoming::parse(&whole.as_bytes()[..length.index(whole.len())], None, &Limits::default());
        let read = incoming.and_then(|it| it.body::<FaxStatusResponse>(Body::Element(elements::FAX_STATUS_RESPONSE)));
        prop_assert!(read.is_err());
    }
}
