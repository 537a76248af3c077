//! Pausing, resuming, cancelling, and submitting again.

use fax_bindings::byfax::common::StateCodes;
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobProcess, ApiResponseFaxjobProcess, StateContainer, StateRecipient,
};

use crate::byfax::{World, faxes, owned, recipient, submission};

type Reply = fax_bindings::runtime::soap::Reply<ApiResponseFaxjobProcess>;

/// The outer code, and those of the items with their states.
fn codes(reply: &Reply) -> (StateCodes, Vec<(StateCodes, StateRecipient)>) {
    let items = reply.items.iter().flatten();
    (reply.state_code.clone(), items.map(|item| (item.state_code.clone(), item.job_state.clone())).collect())
}

#[tokio::test]
async fn a_fax_is_paused_and_resumed() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    world.send("61011111111").await;
    world.pass(4);
    assert_eq!(world.state().await, "SUBMITTED");
    let paused = faxout.pause(&faxes(&["a"])).await.unwrap();
    assert_eq!(codes(&paused), (StateCodes::Success, vec![(StateCodes::Success, StateRecipient::Pausing)]));
    assert_eq!((paused.count_result, paused.count_total), (Some(1), Some(1)));
    let item = &paused.items.as_ref().unwrap()[0];
    assert_eq!((item.broadcast_ref.as_deref(), item.message_ref.as_deref()), (Some("broadcast"), Some("a")));
    assert_eq!((item.recipient_number.as_deref(), item.job_attempt), (Some("61011111111"), Some(0)));
    assert_eq!(world.broadcast().await.job_state, StateContainer::Pausing);
    world.pass(1000);
    assert_eq!(world.state().await, "PAUSED");
    assert_eq!(world.broadcast().await.job_state, StateContainer::Paused);

    faxout.resume(&faxes(&["a"])).await.unwrap();
    assert_eq!(world.state().await, "RESUMING");
    assert_eq!(world.broadcast().await.job_state, StateContainer::Resuming);
    world.pass(1);
    assert_eq!(world.state().await, "PENDING");
    world.finish();
    assert_eq!(world.state().await, "SUCCESS");
}

#[tokio::test]
async fn a_fax_is_cancelled_or_aborted() {
    for (passed, state, end, code) in [
        (0, "CANCELLING", "CANCELLED", StateCodes::QueueTaskAborted),
        (4, "CANCELLING", "CANCELLED", StateCodes::QueueTaskAborted),
        (5, "ABORTING", "ABORTED", StateCodes::CallAborted),
    ] {
        let world = World::new().await;
        world.send("61011111111").await;
        world.pass(passed);
        world.client.faxout().cancel(&faxes(&["a"])).await.unwrap();
        assert_eq!(world.state().await, state);
        assert_eq!(world.broadcast().await.job_state.as_str(), state);
        world.pass(1);
        assert_eq!(world.state().await, end);
        assert_eq!(world.look("a").await.job_state_ex, Some(code));
        assert_eq!(world.broadcast().await.job_state.as_str(), end);
    }
}

#[tokio::test]
async fn a_paused_fax_can_be_cancelled() {
    let world = World::new().await;
    world.send("61011111111").await;
    world.client.faxout().pause(&faxes(&["a"])).await.unwrap();
    world.pass(1);
    world.client.faxout().cancel(&faxes(&["a"])).await.unwrap();
    world.pass(1);
    assert_eq!(world.state().await, "CANCELLED");
}

#[tokio::test]
async fn what_cannot_be_done_is_said_for_each_fax() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    world.submit(&submission([recipient("a", "61011111111"), recipient("b", "9990050")])).await;
    world.pass(6);
    let both = faxes(&["a", "b"]);
    let refused =
        |code: StateCodes| vec![(code.clone(), StateRecipient::Success), (code, StateRecipient::Delivering)];
    for reply in [faxout.pause(&both).await.unwrap(), faxout.resume(&both).await.unwrap()] {
        assert_eq!(codes(&reply), (StateCodes::FaxjobNotWaiting, refused(StateCodes::FaxjobNotWaiting)));
    }
    let reply = faxout.resubmit(&both).await.unwrap();
    assert_eq!(codes(&reply), (StateCodes::FaxjobNotFailed, refused(StateCodes::FaxjobNotFailed)));
    let reply = faxout.cancel(&both).await.unwrap();
    let items = vec![
        (StateCodes::FaxjobNotWaiting, StateRecipient::Success),
        (StateCodes::Success, StateRecipient::Aborting),
    ];
    assert_eq!(codes(&reply), (StateCodes::Success, items), "it was done to one of them");
}

#[tokio::test]
async fn a_fax_that_failed_is_submitted_again() {
    let world = World::new().await;
    world.submit(&submission([recipient("a", "9990011")]).with_busy_retry(1)).await;
    world.finish();
    assert_eq!(world.state().await, "FAILED");
    let reply = world.client.faxout().resubmit(&faxes(&["a"])).await.unwrap();
    assert_eq!(codes(&reply), (StateCodes::Success, vec![(StateCodes::Success, StateRecipient::Pending)]));
    assert_eq!(world.look("a").await.job_state_ex, None);
    world.finish();
    let fax = world.look("a").await;
    assert_eq!((fax.job_state, fax.attempt), (StateRecipient::Success, Some(3)));
}

#[tokio::test]
async fn retries_count_from_when_it_was_submitted_again() {
    let world = World::new().await;
    world.submit(&submission([recipient("a", "9990010")]).with_busy_retry(1)).await;
    world.finish();
    world.client.faxout().resubmit(&faxes(&["a"])).await.unwrap();
    world.finish();
    assert_eq!(world.look("a").await.attempt, Some(4));
}

#[tokio::test]
async fn faxes_that_have_all_kinds_of_references_are_chosen() {
    let world = World::new().await;
    let to = |reference: &str| recipient(reference, "61011111111");
    world.submit(&submission([to("a").with_send_ref("x"), to("b")]).with_send_ref("y")).await;
    world.submit(&submission([to("c").with_send_ref("x")]).with_broadcast_ref("other")).await;
    let request = ApiRequestFaxjobProcess::new;
    for (request, expected) in [
        (request().with_broadcast_refs(owned(&["broadcast"])), vec!["a", "b"]),
        (request().with_broadcast_refs(owned(&["broadcast", "other", "none"])), vec!["a", "b", "c"]),
        (request().with_send_refs(owned(&["x"])), vec!["a", "c"]),
        (request().with_send_refs(owned(&["x"])).with_broadcast_refs(owned(&["broadcast"])), vec!["a"]),
        (request().with_message_refs(owned(&["c", "b"])), vec!["b", "c"]),
        (request().with_message_refs(owned(&["c", "b"])).with_send_refs(owned(&["y", ""])), vec!["b"]),
        (request().with_message_refs(owned(&["c"])).with_broadcast_refs(vec![]), vec!["c"]),
    ] {
        let reply = world.client.faxout().pause(&request).await.unwrap();
        let items = reply.items.iter().flatten().map(|item| item.message_ref.as_deref().unwrap());
        assert_eq!(items.collect::<Vec<_>>(), expected, "{request:?}");
    }
}

#[tokio::test]
async fn somebody_has_to_be_meant() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    world.send("61011111111").await;
    let nobody = ApiRequestFaxjobProcess::new();
    let blank = faxes(&["", " "]);
    for request in [&nobody, &blank] {
        for reply in [
            faxout.pause(request).await.unwrap(),
            faxout.resume(request).await.unwrap(),
            faxout.cancel(request).await.unwrap(),
            faxout.resubmit(request).await.unwrap(),
        ] {
            assert_eq!(codes(&reply), (StateCodes::ApiRequestIncomplete, vec![]));
        }
    }
    let reply = faxout.pause(&faxes(&["z"])).await.unwrap();
    assert_eq!(codes(&reply), (StateCodes::FaxjobNotFound, vec![]));
    assert_eq!(world.state().await, "PENDING");
}
