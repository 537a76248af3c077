//! Counting and listing, and what else asks for faxes by their references.

use fax_bindings::byfax::common::{ListPagination, StateCodes};
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobCountBroadcasts, ApiRequestFaxjobCountMessages, ApiRequestFaxjobListBroadcasts,
    ApiRequestFaxjobListMessages, DownloadInput,
};
use fax_bindings::runtime::types::DateTime;
use fax_bindings::runtime::types::jiff::{SignedDuration, Timestamp};

use crate::byfax::{World, client, first_page, owned, recipient, submission};

/// Broadcasts `one` (`a`, `b`), `two` (`c`) ten seconds later, and `three` (`d`) after further ten.
async fn three(world: &World) -> Timestamp {
    let start = world.clock.now();
    for (broadcast, messages) in [("one", &["a", "b"][..]), ("two", &["c"]), ("three", &["d"])] {
        let recipients: Vec<_> = messages.iter().map(|message| recipient(message, "61011111111")).collect();
        world.submit(&submission(recipients).with_broadcast_ref(broadcast)).await;
        world.pass(10);
    }
    start
}

fn after(start: Timestamp, seconds: i64) -> DateTime {
    (start + SignedDuration::from_secs(seconds)).into()
}

#[tokio::test]
async fn faxes_are_filtered() {
    let world = World::new().await;
    let start = three(&world).await;
    let request = ApiRequestFaxjobCountMessages::new;
    for (request, expected) in [
        (request(), "abcd"),
        (request().with_message_refs(owned(&["d", "a", "z"])), "ad"),
        (request().with_broadcast_refs(owned(&["two", "one"])), "abc"),
        (request().with_broadcast_refs(owned(&["one"])).with_message_refs(owned(&["b", "c"])), "b"),
        (request().with_message_refs(owned(&["", " "])), "abcd"),
        (request().with_date_from(after(start, 10)), "cd"),
        (request().with_date_till(after(start, 10)), "abc"),
        (request().with_date_from(after(start, 1)).with_date_till(after(start, 19)), "c"),
        (request().with_message_refs(owned(&["a", "d"])).with_date_from(after(start, 1)), "d"),
        (request().with_message_refs(owned(&["z"])), ""),
    ] {
        let count = world.client.faxout().count_recipients(&request).await.unwrap();
        let length = i32::try_from(expected.len()).unwrap();
        assert_eq!(
            (&count.state_code, count.items_count),
            (&StateCodes::Success, Some(length)),
            "{request:?}"
        );

        let mut list = first_page();
        list.broadcast_refs = request.broadcast_refs;
        list.message_refs = request.message_refs;
        list.date_from = request.date_from;
        list.date_till = request.date_till;
        let reply = world.client.faxout().list_recipients(&list).await.unwrap();
        let found: String = reply.items.iter().flatten().map(|fax| fax.message_ref.as_str()).collect();
        assert_eq!(found, expected);
        let code = if expected.is_empty() { StateCodes::EmptyResult } else { StateCodes::Success };
        assert_eq!(reply.state_code, code);
    }
}

#[tokio::test]
async fn broadcasts_are_filtered() {
    let world = World::new().await;
    let start = three(&world).await;
    let request = ApiRequestFaxjobCountBroadcasts::new;
    for (request, expected) in [
        (request(), &["one", "two", "three"][..]),
        (request().with_broadcast_refs(owned(&["three", "one", "four"])), &["one", "three"]),
        (request().with_date_from(after(start, 10)), &["two", "three"]),
        (request().with_date_till(after(start, 9)), &["one"]),
        (request().with_broadcast_refs(owned(&["four"])), &[]),
    ] {
        let count = world.client.faxout().count_broadcasts(&request).await.unwrap();
        assert_eq!(count.items_count, Some(i32::try_from(expected.len()).unwrap()));

        let mut list = ApiRequestFaxjobListBroadcasts::new(ListPagination::new(0, 10));
        list.broadcast_refs = request.broadcast_refs;
        list.date_from = request.date_from;
        list.date_till = request.date_till;
        let reply = world.client.faxout().list_broadcasts(&list).await.unwrap();
        let found = reply.items.iter().flatten().map(|broadcast| broadcast.broadcast_ref.as_deref().unwrap());
        assert_eq!(found.collect::<Vec<_>>(), expected);
        let code = if expected.is_empty() { StateCodes::EmptyResult } else { StateCodes::Success };
        assert_eq!(reply.state_code, code);
    }
}

#[tokio::test]
async fn lists_have_pages() {
    let world = World::new().await;
    three(&world).await;
    let faxout = world.client.faxout();
    for (number, size, expected) in [(0, 3, "abc"), (1, 3, "d"), (2, 3, ""), (0, 10_000, "abcd"), (3, 1, "d")]
    {
        let request = ApiRequestFaxjobListMessages::new(ListPagination::new(number, size));
        let reply = faxout.list_recipients(&request).await.unwrap();
        let found: String = reply.items.iter().flatten().map(|fax| fax.message_ref.as_str()).collect();
        assert_eq!(found, expected);
        let count = i32::try_from(expected.len()).unwrap();
        assert_eq!((reply.count_result, reply.count_total), (Some(count), Some(4)));
    }
    let request = ApiRequestFaxjobListBroadcasts::new(ListPagination::new(1, 2));
    let reply = faxout.list_broadcasts(&request).await.unwrap();
    assert_eq!((reply.count_result, reply.count_total), (Some(1), Some(3)));
    for (number, size) in [(0, 0), (0, -1), (-1, 10), (0, 10_001)] {
        let pagination = ListPagination::new(number, size);
        let faxes =
            faxout.list_recipients(&ApiRequestFaxjobListMessages::new(pagination.clone())).await.unwrap();
        assert_eq!(faxes.state_code, StateCodes::ApiRequestValidate);
        let broadcasts =
            faxout.list_broadcasts(&ApiRequestFaxjobListBroadcasts::new(pagination)).await.unwrap();
        assert_eq!(broadcasts.state_code, StateCodes::ApiRequestValidate);
    }
}

#[tokio::test]
async fn a_fax_is_downloaded_once_it_is_prepared() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    world.send("61011111111").await;
    let code = async |reference| {
        faxout.download(&DownloadInput::new(reference, true)).await.unwrap().state_code.clone()
    };
    assert_eq!(code("a").await, StateCodes::FilePreviewNotReady);
    world.pass(2);
    assert_eq!(code("a").await, StateCodes::Success);
    assert_eq!(code("b").await, StateCodes::FaxjobNotFound);
}

#[tokio::test]
async fn a_reference_asks_for_a_state_code() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    let refs = owned(&["a", "state:CONTAINER_ACCESS_DENIED"]);
    let denied = StateCodes::ContainerAccessDenied;
    let messages = first_page().with_message_refs(refs.clone());
    assert_eq!(faxout.list_recipients(&messages).await.unwrap().state_code, denied);
    let messages = ApiRequestFaxjobCountMessages::new().with_broadcast_refs(refs.clone());
    assert_eq!(faxout.count_recipients(&messages).await.unwrap().state_code, denied);
    let broadcasts = ApiRequestFaxjobCountBroadcasts::new().with_broadcast_refs(refs.clone());
    assert_eq!(faxout.count_broadcasts(&broadcasts).await.unwrap().state_code, denied);
    let broadcasts = ApiRequestFaxjobListBroadcasts::new(ListPagination::new(0, 1)).with_broadcast_refs(refs);
    assert_eq!(faxout.list_broadcasts(&broadcasts).await.unwrap().state_code, denied);
    let [_, asks] = owned(&["a", "state:CONTAINER_ACCESS_DENIED"]).try_into().unwrap();
    assert_eq!(faxout.delete(asks.clone()).await.unwrap().state_code, denied);
    assert_eq!(faxout.download(&DownloadInput::new(asks.clone(), true)).await.unwrap().state_code, denied);
    assert_eq!(faxout.pause(&crate::byfax::faxes(&[&asks])).await.unwrap().state_code, denied);
}

#[tokio::test]
async fn the_wrong_credentials_are_told_apart_by_every_operation() {
    let world = World::new().await;
    world.send("61011111111").await;
    for (key, secret, code) in [
        ("", "demo", StateCodes::ApiKeyMissing),
        ("other", "demo", StateCodes::ApiKeyNotFound),
        ("demo", "other", StateCodes::ApiKeySecretNotMatch),
    ] {
        let client = client(&world.sandbox, key, secret);
        let faxout = client.faxout();
        let a = crate::byfax::faxes(&["a"]);
        let one_page = ListPagination::new(0, 1);
        let codes = [
            faxout.submit(&submission([])).await.unwrap().state_code.clone(),
            faxout.resubmit(&a).await.unwrap().state_code.clone(),
            faxout.pause(&a).await.unwrap().state_code.clone(),
            faxout.resume(&a).await.unwrap().state_code.clone(),
            faxout.cancel(&a).await.unwrap().state_code.clone(),
            faxout.download(&DownloadInput::new("a", true)).await.unwrap().state_code.clone(),
            faxout.delete("a").await.unwrap().state_code.clone(),
            faxout
                .count_broadcasts(&ApiRequestFaxjobCountBroadcasts::new())
                .await
                .unwrap()
                .state_code
                .clone(),
            faxout
                .list_broadcasts(&ApiRequestFaxjobListBroadcasts::new(one_page))
                .await
                .unwrap()
                .state_code
                .clone(),
            faxout.count_recipients(&ApiRequestFaxjobCountMessages::new()).await.unwrap().state_code.clone(),
            faxout.list_recipients(&first_page()).await.unwrap().state_code.clone(),
            faxout.check_tiff_exists("a").await.unwrap().state_code.clone(),
            faxout.get_balance().await.unwrap().state_code.clone(),
        ];
        assert!(codes.iter().all(|said| *said == code), "{codes:?}");
    }
    assert_eq!(world.state().await, "PENDING");
}
