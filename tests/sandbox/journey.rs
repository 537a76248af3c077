//! From `pending` to `done`.

use crate::{World, fax, one, state_of, two_faxes};

#[tokio::test]
async fn a_fax_goes_through_all_states() {
    let world = World::new().await;
    let sent = world.client.send_fax(&two_faxes()).await.unwrap();
    assert!(sent.report().is_empty());
    let first: Vec<_> = sent.fax_messages.iter().flatten().map(state_of).collect();
    assert_eq!(first, ["pending", "pending"]);
    for state in ["pending", "processing", "queued", "starting", "sending", "finalizing", "done", "done"] {
        assert_eq!(world.state().await, state);
        world.pass(1);
    }
}

#[tokio::test]
async fn asking_does_not_move_it() {
    let world = World::new().await;
    world.send(fax("61011111111")).await;
    for _ in 0..10 {
        assert_eq!(world.state().await, "pending");
    }
}

#[tokio::test]
async fn it_starts_when_it_is_scheduled_to() {
    let world = World::new().await;
    let start = world.in_seconds(100);
    world.client.send_fax(&one(fax("61011111111")).with_scheduled_start_time(start)).await.unwrap();
    world.pass(99);
    assert_eq!(world.state().await, "pending");
    world.pass(1);
    assert_eq!(world.state().await, "processing");
    world.finish();
    let done = world.look().await;
    let result = done.last_result().unwrap();
    assert_eq!(result.scheduled_start_time, Some(start));
    let started = result.date_call_started.unwrap().to_timestamp().unwrap();
    assert_eq!(started.duration_since(start.to_timestamp().unwrap()).as_secs(), 3);
}

#[tokio::test]
async fn it_is_cancelled_at_its_deadline() {
    let world = World::new().await;
    let deadline = world.in_seconds(3);
    world.send(fax("61011111111").with_must_be_sent_before_date(deadline)).await;
    world.pass(2);
    assert_eq!(world.state().await, "queued");
    world.pass(1);
    assert_eq!(world.state().await, "finalizing");
    world.pass(1);
    let done = world.look().await;
    let result = done.last_result().unwrap();
    assert_eq!(result.result.as_ref().unwrap().as_str(), "failed");
    assert_eq!(result.error.as_ref().unwrap().code.as_ref().unwrap().as_str(), "FAX_CANCELLED");
    assert_eq!((result.date_call_started, result.date_call_ended), (None, None));
}

#[tokio::test]
async fn a_deadline_that_has_passed_cancels_at_once() {
    let world = World::new().await;
    world.send(fax("61011111111").with_must_be_sent_before_date(world.in_seconds(-1))).await;
    world.pass(1);
    assert_eq!(world.state().await, "done");
}
