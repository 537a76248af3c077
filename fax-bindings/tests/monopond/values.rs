//! Arbitrary values of the types of version 2.1, with all of their members.

use fax_bindings::monopond::v2_1::*;
use fax_bindings::runtime::types::jiff::civil;
use fax_bindings::runtime::types::jiff::tz::Offset;
use fax_bindings::runtime::types::{Base64, DateTime, Decimal, Enumeration};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Any text that XML can carry, often with what has to be escaped.
pub fn text() -> impl Strategy<Value = String> {
    let special = select("<>&\"'\r\n\t ]%é\u{85}\u{2028}\u{feff}\u{10ffff}".chars().collect::<Vec<_>>());
    let writable = any::<char>().prop_filter(
        "XML cannot carry it",
        |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..),
    );
    vec(prop_oneof![special, writable], 0..12).prop_map(|characters| characters.into_iter().collect())
}

/// A value of the contract, or, where `open`, one that it does not have.
fn value<E: Enumeration + std::fmt::Debug + std::str::FromStr + 'static>(
    all: &'static [E],
    open: bool,
) -> BoxedStrategy<E> {
    let known = select(all.to_vec());
    if !open {
        return known.boxed();
    }
    let unknown = "[a-z]{1,8}_new".prop_map(|text| text.parse().ok().unwrap());
    prop_oneof![4 => known, 1 => unknown].boxed()
}

fn date_time() -> impl Strategy<Value = DateTime> {
    let date = (1..=9999_i16, 1..=12_i8, 1..=28_i8);
    let time = (0..24_i8, 0..60_i8, 0..60_i8, prop_oneof![Just(0), Just(299_000_000), 0..1_000_000_000]);
    (date, time, option::of(-840..=840)).prop_map(
        |((year, month, day), (hour, minute, second, nano), zone)| {
            let offset = zone.map(|minutes| Offset::from_seconds(minutes * 60).unwrap());
            DateTime::new(civil::datetime(year, month, day, hour, minute, second, nano), offset).unwrap()
        },
    )
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0..=9_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn base64() -> impl Strategy<Value = Base64> {
    vec(any::<u8>(), 0..40).prop_map(Base64::new)
}

fn number() -> impl Strategy<Value = Option<i32>> {
    option::of(any::<i32>())
}

fn count() -> impl Strategy<Value = Option<i64>> {
    option::of(any::<i64>())
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    option::of(text())
}

fn doc_merge_field() -> impl Strategy<Value = ApiFaxDocumentDocMergeField> {
    (maybe_text(), maybe_text()).prop_map(|(key, value)| {
        let mut field = ApiFaxDocumentDocMergeField::new();
        (field.key, field.value) = (key, value);
        field
    })
}

fn stamp() -> impl Strategy<Value = ApiFaxDocumentStampMergeField> {
    let key = (number(), number()).prop_map(|(x, y)| {
        let mut key = ApiFaxDocumentStampMergeFieldKey::new();
        (key.x_coord, key.y_coord) = (x, y);
        key
    });
    let text_value = (maybe_text(), option::of(decimal()), text()).prop_map(|(name, size, text)| {
        let mut value = ApiFaxDocumentStampMergeFieldTextValue::new(text);
        (value.font_name, value.font_size) = (name, size);
        value
    });
    let image_value = (number(), number(), maybe_text(), option::of(base64())).prop_map(
        |(width, height, file_name, file_data)| {
            let mut value = ApiFaxDocumentStampMergeFieldImageValue::new();
            (value.width, value.height) = (width, height);
            (value.file_name, value.file_data) = (file_name, file_data);
            value
        },
    );
    (option::of(key), option::of(text_value), option::of(image_value)).prop_map(|(key, text, image)| {
        let mut stamp = ApiFaxDocumentStampMergeField::new();
        (stamp.key, stamp.text_value, stamp.image_value) = (key, text, image);
        stamp
    })
}

fn document(open: bool) -> impl Strategy<Value = ApiFaxDocument> {
    (
        maybe_text(),
        maybe_text(),
        option::of(base64()),
        any::<i32>(),
        option::of(value(FaxDitheringTechnique::ALL, open)),
        option::of(vec(doc_merge_field(), 0..3)),
        option::of(vec(stamp(), 0..3)),
    )
        .prop_map(|(document_ref, file_name, file_data, order, dithering, fields, stamps)| {
            let mut document = ApiFaxDocument::new().with_order(order);
            (document.document_ref, document.file_name, document.file_data) =
                (document_ref, file_name, file_data);
            (document.dithering_technique, document.doc_merge_data, document.stamp_merge_data) =
                (dithering, fields, stamps);
            document
        })
}

fn blocklists() -> impl Strategy<Value = ApiFaxMessageBlocklist> {
    any::<[Option<bool>; 3]>().prop_map(|[dncr, fps, smartblock]| {
        let mut blocklists = ApiFaxMessageBlocklist::new();
        (blocklists.dncr, blocklists.fps, blocklists.smartblock) = (dncr, fps, smartblock);
        blocklists
    })
}

/// A message; its settings serve for requests too. `open` as for [`value`]; `later` with what the contract got after
/// it was published.
fn message(open: bool, later: bool) -> impl Strategy<Value = ApiFaxMessage> {
    let time_zone = if later { maybe_text().boxed() } else { Just(None).boxed() };
    let first = (
        text(),
        text(),
        maybe_text(),
        option::of(vec(document(open), 0..3)),
        option::of(value(FaxResolution::ALL, open)),
        option::of(blocklists()),
        option::of(date_time()),
    );
    let second =
        (number(), number(), maybe_text(), option::of(date_time()), number(), maybe_text(), time_zone);
    (first, second).prop_map(|(first, second)| {
        let (message_ref, send_to, send_from, documents, resolution, blocklists, start) = first;
        let mut message = ApiFaxMessage::new(message_ref, send_to);
        (message.send_from, message.documents, message.resolution) = (send_from, documents, resolution);
        (message.blocklists, message.scheduled_start_time) = (blocklists, start);
        (
            message.retries,
            message.busy_retries,
            message.header_format,
            message.must_be_sent_before_date,
            message.max_fax_pages,
            message.cli,
            message.time_zone,
        ) = second;
        message
    })
}

/// `open` with values that no enumeration has; `later` with what the contract got after it was published.
pub fn send_fax_request(open: bool, later: bool) -> impl Strategy<Value = SendFaxRequest> {
    // The schema wants at least one message where there is a list.
    let messages = option::of(vec(message(open, later), 1..4));
    (maybe_text(), maybe_text(), messages, message(open, later)).prop_map(
        |(broadcast_ref, send_ref, messages, settings)| {
            let mut request = SendFaxRequest::new();
            (request.broadcast_ref, request.send_ref, request.fax_messages) =
                (broadcast_ref, send_ref, messages);
            (request.documents, request.resolution) = (settings.documents, settings.resolution);
            (request.blocklists, request.send_from) = (settings.blocklists, settings.send_from);
            request.scheduled_start_time = settings.scheduled_start_time;
            (request.retries, request.busy_retries) = (settings.retries, settings.busy_retries);
            request.header_format = settings.header_format;
            request.must_be_sent_before_date = settings.must_be_sent_before_date;
            request.max_fax_pages = settings.max_fax_pages;
            (request.cli, request.time_zone) = (settings.cli, settings.time_zone);
            request
        },
    )
}

fn status_totals(later: bool) -> impl Strategy<Value = FaxStatusTotals> {
    let early = (count(), count(), count(), count(), count(), count(), count());
    (early, any::<[Option<i64>; 4]>()).prop_map(move |(early, added)| {
        let mut totals = FaxStatusTotals::new();
        (
            totals.pending,
            totals.processing,
            totals.queued,
            totals.starting,
            totals.sending,
            totals.finalizing,
            totals.done,
        ) = early;
        if later {
            [totals.pausing, totals.paused, totals.resuming, totals.stopping] = added;
        }
        totals
    })
}

fn results_totals() -> impl Strategy<Value = FaxResultsTotals> {
    any::<[Option<i64>; 6]>().prop_map(|counts| {
        let mut totals = FaxResultsTotals::new();
        [
            totals.success,
            totals.blocked,
            totals.failed,
            totals.total_attempts,
            totals.total_fax_duration,
            totals.total_pages,
        ] = counts;
        totals
    })
}

fn details(open: bool) -> impl Strategy<Value = ApiFaxMessageStatusDetails> {
    let resolution = option::of(value(FaxResolution::ALL, open));
    (maybe_text(), resolution, number(), number(), maybe_text()).prop_map(|values| {
        let mut details = ApiFaxMessageStatusDetails::new();
        (
            details.send_from,
            details.resolution,
            details.retries,
            details.busy_retries,
            details.header_format,
        ) = values;
        details
    })
}

fn result(open: bool, later: bool) -> impl Strategy<Value = ApiFaxMessageStatusResults> {
    let error = (option::of(value(FaxError::ALL, open)), maybe_text()).prop_map(|(code, name)| {
        let mut error = FaxErrorAdapter::new();
        (error.code, error.name) = (code, name);
        error
    });
    let date = || option::of(date_time());
    let numbers = (number(), number(), number());
    let outcome = (option::of(value(FaxResult::ALL, open)), option::of(decimal()), option::of(error));
    let added = (date(), maybe_text(), maybe_text());
    (numbers, outcome, (date(), date(), date()), added).prop_map(move |(numbers, outcome, dates, added)| {
        let mut result = ApiFaxMessageStatusResults::new();
        (result.attempt, result.pages, result.total_fax_duration) = numbers;
        (result.result, result.cost, result.error) = outcome;
        (result.scheduled_start_time, result.date_call_started, result.date_call_ended) = dates;
        if later {
            (result.date_dncr_washed, result.dncr_transaction_id, result.csi) = added;
        }
        result
    })
}

fn status(open: bool, later: bool) -> impl Strategy<Value = ApiFaxMessageStatus> {
    let references = (maybe_text(), maybe_text(), maybe_text(), maybe_text());
    let state = option::of(value(FaxUserStatus::ALL, open));
    let results = option::of(vec(result(open, later), 0..3));
    (references, state, option::of(details(open)), results).prop_map(
        |(references, state, details, results)| {
            let mut status = ApiFaxMessageStatus::new();
            (status.message_ref, status.send_ref, status.broadcast_ref, status.send_to) = references;
            (status.status, status.fax_details, status.fax_results) = (state, details, results);
            status
        },
    )
}

/// As [`send_fax_request`].
pub fn fax_status_response(open: bool, later: bool) -> impl Strategy<Value = FaxStatusResponse> {
    let messages = option::of(vec(status(open, later), 0..4));
    (option::of(status_totals(later)), option::of(results_totals()), messages).prop_map(
        |(status_totals, results_totals, messages)| {
            let mut response = FaxStatusResponse::new();
            (response.fax_status_totals, response.fax_results_totals) = (status_totals, results_totals);
            response.fax_messages = messages;
            response
        },
    )
}
