//! What a message leaves out comes from its request; what it says wins.

use fax_bindings::monopond::v2_1::{
    ApiFaxMessage, ApiFaxMessageBlocklist, ApiFaxMessageStatus, FaxResolution, FaxStatusLevel,
    FaxStatusRequest, SendFaxRequest,
};

use crate::{World, letter};

/// Sends a message that says nothing and one that says `own`, in a request that says `shared`; both once they are done.
async fn sent(
    world: &World,
    number: &str,
    shared: impl Fn(SendFaxRequest) -> SendFaxRequest,
    own: impl Fn(ApiFaxMessage) -> ApiFaxMessage,
) -> [ApiFaxMessageStatus; 2] {
    let request = SendFaxRequest::new()
        .with_send_ref("send")
        .with_fax_messages([ApiFaxMessage::new("silent", number), own(ApiFaxMessage::new("own", number))])
        .with_documents([letter()]);
    world.client.send_fax(&shared(request)).await.unwrap();
    world.finish();
    let request = FaxStatusRequest::new().with_send_ref("send").with_verbosity(FaxStatusLevel::All);
    world.status(request).await.fax_messages.unwrap().try_into().unwrap()
}

/// How a fax ended: the number of attempts and the error of the last one.
fn end(fax: &ApiFaxMessageStatus) -> (usize, &str) {
    let last = fax.last_result().unwrap();
    let code = last.error.as_ref().map_or("", |error| error.code.as_ref().unwrap().as_str());
    (fax.fax_results.as_ref().unwrap().len(), code)
}

#[tokio::test]
async fn settings_that_details_tell() {
    let world = World::new().await;
    let faxes = sent(
        &world,
        "61011111111",
        |request| {
            request
                .with_send_from("Head Office")
                .with_resolution(FaxResolution::Fine)
                .with_retries(1)
                .with_busy_retries(2)
                .with_header_format("request")
        },
        |message| {
            message
                .with_send_from("Branch")
                .with_resolution(FaxResolution::Normal)
                .with_retries(3)
                .with_busy_retries(0)
                .with_header_format("message")
        },
    );
    let [silent, own] = faxes.await.map(|fax| fax.fax_details.unwrap());
    assert_eq!(
        (silent.send_from.as_deref(), own.send_from.as_deref()),
        (Some("Head Office"), Some("Branch"))
    );
    assert_eq!((silent.resolution, own.resolution), (Some(FaxResolution::Fine), Some(FaxResolution::Normal)));
    assert_eq!((silent.retries, own.retries), (Some(1), Some(3)));
    assert_eq!((silent.busy_retries, own.busy_retries), (Some(2), Some(0)));
    assert_eq!(
        (silent.header_format.as_deref(), own.header_format.as_deref()),
        (Some("request"), Some("message"))
    );
}

#[tokio::test]
async fn settings_that_nobody_gave() {
    let world = World::new().await;
    let [silent, own] = sent(&world, "61011111111", |request| request, |message| message).await;
    assert_eq!(silent.fax_details, own.fax_details);
    let details = silent.fax_details.unwrap();
    assert_eq!(details.send_from.as_deref(), Some("Fax"));
    assert_eq!(details.resolution, Some(FaxResolution::Normal));
    assert_eq!((details.retries, details.busy_retries), (Some(0), Some(0)));
    assert_eq!(details.header_format.as_deref(), Some("From %from%, To %to%|%a %b %d %H:%M %Y"));
}

#[tokio::test]
async fn retries() {
    let world = World::new().await;
    let faxes =
        sent(&world, "9990014", |request| request.with_retries(2), |message| message.with_retries(0)).await;
    assert_eq!(faxes.each_ref().map(end), [(3, "FAX_NEGOTIATION_FAILED"), (1, "FAX_NEGOTIATION_FAILED")]);
    let world = World::new().await;
    let faxes = sent(
        &world,
        "9990010",
        |request| request.with_busy_retries(2),
        |message| message.with_busy_retries(1),
    )
    .await;
    assert_eq!(faxes.each_ref().map(end), [(3, "FAX_BUSY"), (2, "FAX_BUSY")]);
}

#[tokio::test]
async fn documents() {
    let world = World::new().await;
    let two = || [letter(), letter().with_order(1)];
    let faxes = sent(&world, "61011111111", |request| request, |message| message.with_documents(two()));
    let pages = faxes.await.map(|fax| fax.last_result().unwrap().pages.unwrap());
    assert_eq!(pages, [1, 2]);
    let world = World::new().await;
    let empty = sent(&world, "61011111111", |request| request, |message| message.with_documents([]));
    let pages = empty.await.map(|fax| fax.last_result().unwrap().pages.unwrap());
    assert_eq!(pages, [1, 1]);
}

#[tokio::test]
async fn blocklists() {
    let world = World::new().await;
    let lists = ApiFaxMessageBlocklist::new;
    let faxes = sent(
        &world,
        "9990043",
        |request| request.with_blocklists(lists().with_dncr(true)),
        |message| message.with_blocklists(lists().with_fps(true)),
    );
    assert_eq!(faxes.await.each_ref().map(end), [(1, "BLOCK_DNCR"), (1, "")]);
}

#[tokio::test]
async fn scheduled_start_time() {
    let world = World::new().await;
    let (early, late) = (world.in_seconds(10), world.in_seconds(20));
    let faxes = sent(
        &world,
        "61011111111",
        |request| request.with_scheduled_start_time(late),
        |message| message.with_scheduled_start_time(early),
    );
    let times = faxes.await.map(|fax| fax.last_result().unwrap().scheduled_start_time);
    assert_eq!(times, [Some(late), Some(early)]);
}

#[tokio::test]
async fn must_be_sent_before_date() {
    let world = World::new().await;
    let (past, future) = (world.in_seconds(-1), world.in_seconds(100));
    let faxes = sent(
        &world,
        "61011111111",
        |request| request.with_must_be_sent_before_date(past),
        |message| message.with_must_be_sent_before_date(future),
    );
    assert_eq!(faxes.await.each_ref().map(end), [(1, "FAX_CANCELLED"), (1, "")]);
}

#[tokio::test]
async fn max_fax_pages() {
    let world = World::new().await;
    let faxes = sent(
        &world,
        "61011111111",
        |request| request.with_max_fax_pages(0),
        |message| message.with_max_fax_pages(1),
    );
    assert_eq!(faxes.await.each_ref().map(end), [(1, "DOCUMENT_EXCEEDS_PAGE_LIMIT"), (1, "")]);
}

#[tokio::test]
async fn caller_and_time_zone_are_taken_and_told_nowhere() {
    let world = World::new().await;
    let faxes = sent(
        &world,
        "61011111111",
        |request| request.with_cli("61000000000").with_time_zone("Australia/Adelaide"),
        |message| message.with_cli("61000000001").with_time_zone("UTC"),
    );
    assert_eq!(faxes.await.each_ref().map(end), [(1, ""), (1, "")]);
}
