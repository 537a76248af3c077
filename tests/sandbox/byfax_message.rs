//! Received faxes.

use std::time::Duration;

use fax_bindings::byfax::common::{ListPagination, StateCodes};
use fax_bindings::byfax::faxin_message::client::ApiServiceFxiMessageSoapClient;
use fax_bindings::byfax::faxin_message::{
    ApiRequestCountFaxes, ApiRequestListFaxes, ApiResponseListFaxes, DownloadFaxInput, StateTransport,
};
use fax_bindings::runtime::types::DateTime;
use fax_bindings::runtime::types::jiff::civil;

use crate::byfax::{World, client};

/// Lets a fax come in, and gives its reference.
async fn receive(world: &World, order: &str) -> String {
    let (status, answer) = post(world, order).await;
    assert_eq!(status, 200, "{answer}");
    let fax: serde_json::Value = serde_json::from_str(&answer).unwrap();
    fax["refID"].as_str().unwrap().to_owned()
}

async fn post(world: &World, order: &str) -> (u16, String) {
    let url = world.sandbox.url("/sandbox/byfax/received");
    let http = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    let response = http.post(url).body(order.to_owned()).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

fn page(number: i32, size: i32) -> ApiRequestListFaxes {
    ApiRequestListFaxes::new(ListPagination::new(number, size))
}

async fn list(
    messages: &ApiServiceFxiMessageSoapClient,
    request: ApiRequestListFaxes,
) -> ApiResponseListFaxes {
    messages.list_faxes(&request).await.unwrap().into_inner()
}

fn references(reply: ApiResponseListFaxes) -> Vec<String> {
    reply.items.unwrap_or_default().into_iter().map(|fax| fax.ref_id).collect()
}

#[tokio::test]
async fn a_fax_comes_in_and_is_listed() {
    let world = World::new().await;
    let messages = world.client.faxin_message();
    let none = list(messages, page(0, 10)).await;
    assert_eq!((none.state_code, none.count_total, none.items), (StateCodes::EmptyResult, Some(0), None));

    let order =
        r#"{"didE164": "+442079460100", "senderE164": "+375170000000", "pages": 3, "remoteSID": "M & S"}"#;
    let reference = receive(&world, order).await;
    let reply = list(messages, page(0, 10)).await;
    assert_eq!(
        (&reply.state_code, reply.count_result, reply.count_total),
        (&StateCodes::Success, Some(1), Some(1))
    );
    let [fax] = reply.items.unwrap().try_into().unwrap();
    assert_eq!(fax.ref_id, reference);
    assert_eq!((&*fax.recipient_e164, &*fax.sender_e164), ("+442079460100", "+375170000000"));
    assert_eq!((fax.state, fax.state_ex), (StateTransport::Success, Some(StateCodes::Success)));
    assert_eq!((fax.pages, fax.has_file, fax.remote_sid.as_deref()), (Some(3), true, Some("M & S")));
    assert_eq!(fax.date_received, DateTime::from(world.clock.now()));
}

#[tokio::test]
async fn lists_and_counts_have_filters() {
    let world = World::new().await;
    let messages = world.client.faxin_message();
    let start = DateTime::from(world.clock.now());
    let first = receive(&world, r#"{"didE164": "+442079460100"}"#).await;
    world.clock.advance(Duration::from_secs(60));
    let middle = DateTime::from(world.clock.now());
    let second = receive(&world, r#"{"state": "FAILED", "stateEx": "TRANSMISSION_ABORTED"}"#).await;
    let third = receive(&world, r#"{"state": "FAILED", "pages": 1}"#).await;
    world.clock.advance(Duration::from_secs(60));
    let end = DateTime::from(world.clock.now());

    let all = [&first, &second, &third];
    let cases: [(ApiRequestCountFaxes, &[&String]); 11] = [
        (ApiRequestCountFaxes::new(), &all),
        (ApiRequestCountFaxes::new().with_did_e164("442079460100"), &[&first]),
        (ApiRequestCountFaxes::new().with_did_e164("+44 20 7946 0100"), &[&first]),
        (ApiRequestCountFaxes::new().with_did_e164("+1"), &[]),
        (ApiRequestCountFaxes::new().with_did_e164(" "), &all),
        (ApiRequestCountFaxes::new().with_date_from(start).with_date_till(middle), &all),
        (ApiRequestCountFaxes::new().with_date_from(middle), &[&second, &third]),
        (ApiRequestCountFaxes::new().with_date_from(end), &[]),
        (ApiRequestCountFaxes::new().with_date_till(start), &[&first]),
        (ApiRequestCountFaxes::new().with_is_success(false), &[&second, &third]),
        (ApiRequestCountFaxes::new().with_is_success(false).with_has_file(true), &[&third]),
    ];
    for (filter, expected) in cases {
        let counted = messages.count_faxes(&filter).await.unwrap().into_inner();
        assert_eq!(counted.state_code, StateCodes::Success);
        assert_eq!(counted.items_count, Some(i32::try_from(expected.len()).unwrap()), "{filter:?}");
        let mut request = page(0, 10);
        request.did_e164.clone_from(&filter.did_e164);
        request.date_from = filter.date_from;
        request.date_till = filter.date_till;
        request.is_success = filter.is_success;
        request.has_file = filter.has_file;
        let reply = list(messages, request).await;
        assert_eq!(references(reply).iter().collect::<Vec<_>>(), expected, "{filter:?}");
    }
}

#[tokio::test]
async fn a_time_without_a_zone_is_in_utc() {
    let world = World::new().await;
    receive(&world, "").await;
    let count = async |filter| {
        world.client.faxin_message().count_faxes(&filter).await.unwrap().into_inner().items_count
    };
    let now: DateTime = DateTime::from(DateTime::from(world.clock.now()).civil());
    assert_eq!(count(ApiRequestCountFaxes::new().with_date_from(now).with_date_till(now)).await, Some(1));
    let later = DateTime::from(civil::datetime(9999, 1, 1, 0, 0, 0, 0));
    assert_eq!(count(ApiRequestCountFaxes::new().with_date_from(later)).await, Some(0));
}

#[tokio::test]
async fn lists_have_pages() {
    let world = World::new().await;
    let messages = world.client.faxin_message();
    let mut received = Vec::new();
    for _ in 0..5 {
        received.push(receive(&world, "{}").await);
    }
    for (number, expected) in [(0, &received[0..2]), (1, &received[2..4]), (2, &received[4..5])] {
        let reply = list(messages, page(number, 2)).await;
        assert_eq!(reply.state_code, StateCodes::Success);
        let count = i32::try_from(expected.len()).unwrap();
        assert_eq!((reply.count_result, reply.count_total), (Some(count), Some(5)));
        assert_eq!(references(reply), expected);
    }
    let behind = list(messages, page(3, 2)).await;
    assert_eq!((&behind.state_code, behind.count_result), (&StateCodes::EmptyResult, Some(0)));
    assert_eq!((behind.count_total, behind.items), (Some(5), None));
    for (number, size) in [(0, 0), (0, -1), (-1, 10)] {
        let reply = list(messages, page(number, size)).await;
        assert_eq!(reply.state_code, StateCodes::ApiRequestValidate);
        assert_eq!(reply.count_total, None);
    }
}

#[tokio::test]
async fn a_fax_is_downloaded_as_tiff_or_pdf() {
    let world = World::new().await;
    let messages = world.client.faxin_message();
    let reference = receive(&world, r#"{"pages": 2}"#).await;
    for (is_pdf, mime, start) in
        [(true, "application/pdf", b"%PDF-".as_slice()), (false, "image/tiff", b"II*\0")]
    {
        let request = DownloadFaxInput::new(&reference, is_pdf);
        let reply = messages.download_fax(&request).await.unwrap().into_inner();
        assert_eq!((reply.state_code, reply.pages), (StateCodes::Success, Some(2)));
        let file = reply.document.unwrap();
        assert_eq!(file.file_mime.as_deref(), Some(mime));
        assert!(file.file_data.unwrap().as_bytes().starts_with(start));
    }
    let failed = receive(&world, r#"{"state": "FAILED"}"#).await;
    let reply = messages.download_fax(&DownloadFaxInput::new(failed, true)).await.unwrap().into_inner();
    assert_eq!((reply.state_code, reply.document), (StateCodes::FileNotFound, None));
}

#[tokio::test]
async fn states_that_the_contract_does_not_have_go_through() {
    let world = World::new().await;
    receive(&world, r#"{"state": "MELTED", "stateEx": "TOO_HOT"}"#).await;
    let reply = list(world.client.faxin_message(), page(0, 1)).await;
    let [fax] = reply.items.unwrap().try_into().unwrap();
    assert_eq!((fax.state.as_str(), fax.state_ex.unwrap().as_str()), ("MELTED", "TOO_HOT"));
    let (status, answer) = post(&world, r#"{"color": "red"}"#).await;
    assert_eq!(status, 400, "{answer}");
    let (status, answer) = post(&world, r#"{"localSID": "\u0001"}"#).await;
    assert_eq!(status, 400, "{answer}");
}

/// What every operation that takes a reference says of this one.
async fn codes(messages: &ApiServiceFxiMessageSoapClient, reference: &str) -> Vec<StateCodes> {
    let download = DownloadFaxInput::new(reference, true);
    vec![
        messages.download_fax(&download).await.unwrap().into_inner().state_code,
        messages.delete_fax(reference).await.unwrap().into_inner().state_code,
    ]
}

#[tokio::test]
async fn every_operation_knows_which_faxes_there_are() {
    let world = World::new().await;
    let messages = world.client.faxin_message();
    assert_eq!(codes(messages, "x").await, vec![StateCodes::FaxtransportNotFound; 2]);
    let reference = receive(&world, "").await;

    let stranger = client(&world.sandbox, "demo", "");
    let stranger = stranger.faxin_message();
    assert_eq!(codes(stranger, &reference).await, vec![StateCodes::ApiKeySecretNotMatch; 2]);
    assert_eq!(list(stranger, page(0, 1)).await.state_code, StateCodes::ApiKeySecretNotMatch);
    let counted = stranger.count_faxes(&ApiRequestCountFaxes::new()).await.unwrap().into_inner();
    assert_eq!((counted.state_code, counted.items_count), (StateCodes::ApiKeySecretNotMatch, None));

    assert_eq!(codes(messages, &reference).await, vec![StateCodes::Success; 2]);
    assert_eq!(codes(messages, &reference).await, vec![StateCodes::FileDeleted; 2]);
    assert_eq!(list(messages, page(0, 1)).await.state_code, StateCodes::EmptyResult);
    assert_eq!(codes(messages, "state:LINE_RESET").await, vec![StateCodes::LineReset; 2]);
    let asking = page(0, 1).with_did_e164("state:DID_NUMBER_LOCKED");
    assert_eq!(list(messages, asking).await.state_code, StateCodes::DidNumberLocked);
}
