//! How much a reply tells, at each level.

use fax_bindings::monopond::v2_1::{
    ApiFaxMessageStatus, FaxStatusLevel, FaxStatusRequest, FaxStatusResponse,
};

use crate::{World, two_faxes};

async fn at(world: &World, level: FaxStatusLevel) -> FaxStatusResponse {
    world.status(FaxStatusRequest::new().with_send_ref("autumn-1").with_verbosity(level)).await
}

fn messages(reply: &FaxStatusResponse) -> &[ApiFaxMessageStatus] {
    let messages = reply.fax_messages.as_deref().unwrap();
    assert_eq!(messages.len(), 2);
    messages
}

#[tokio::test]
async fn each_level_tells_what_it_should() {
    let world = World::new().await;
    world.client.send_fax(&two_faxes()).await.unwrap();
    world.finish();
    for level in FaxStatusLevel::ALL {
        let reply = at(&world, level.clone()).await;
        assert!(reply.fax_status_totals.is_some() && reply.fax_results_totals.is_some(), "{level}");
        let (has_details, has_results) = match level {
            FaxStatusLevel::Brief => {
                assert_eq!(reply.fax_messages, None);
                continue;
            }
            FaxStatusLevel::Send => (false, false),
            FaxStatusLevel::Details => (true, false),
            FaxStatusLevel::Results => (false, true),
            FaxStatusLevel::All => (true, true),
            other => panic!("{other:?}"),
        };
        for fax in messages(&reply) {
            assert_eq!(fax.fax_details.is_some(), has_details, "{level}");
            assert_eq!(fax.fax_results.is_some(), has_results, "{level}");
            assert_eq!(fax.send_ref.as_deref(), Some("autumn-1"));
            assert_eq!(fax.broadcast_ref.as_deref(), Some("autumn"));
        }
        let [a, b] = messages(&reply) else { panic!("{reply:?}") };
        assert_eq!((a.message_ref.as_deref(), a.send_to.as_deref()), (Some("a"), Some("61011111111")));
        assert_eq!((b.message_ref.as_deref(), b.send_to.as_deref()), (Some("b"), Some("61022222222")));
    }
}

#[tokio::test]
async fn brief_is_the_level_if_none_is_asked_for() {
    let world = World::new().await;
    world.client.send_fax(&two_faxes()).await.unwrap();
    let silent = world.status(FaxStatusRequest::new().with_send_ref("autumn-1")).await;
    assert_eq!(silent, at(&world, FaxStatusLevel::Brief).await);
}

#[tokio::test]
async fn a_fax_without_an_attempt_has_an_empty_list_of_results() {
    let world = World::new().await;
    world.client.send_fax(&two_faxes()).await.unwrap();
    let reply = at(&world, FaxStatusLevel::Results).await;
    assert!(messages(&reply).iter().all(|fax| fax.fax_results.as_deref() == Some(&[])));
}

#[tokio::test]
async fn sending_is_answered_at_level_send() {
    let world = World::new().await;
    let sent = world.client.send_fax(&two_faxes()).await.unwrap().into_inner();
    let status = at(&world, FaxStatusLevel::Send).await;
    assert_eq!(sent.fax_status_totals, status.fax_status_totals);
    assert_eq!(sent.fax_results_totals, status.fax_results_totals);
    assert_eq!(sent.fax_messages, status.fax_messages);
}

#[tokio::test]
async fn totals_count_what_was_asked_for() {
    let world = World::new().await;
    world.client.send_fax(&two_faxes()).await.unwrap();
    world.pass(6);
    world.client.send_fax(&two_faxes().with_send_ref("autumn-2")).await.unwrap();

    let reply = at(&world, FaxStatusLevel::Brief).await;
    let totals = reply.fax_status_totals.unwrap();
    assert_eq!((totals.pending, totals.processing, totals.queued), (Some(0), Some(0), Some(0)));
    assert_eq!((totals.starting, totals.sending), (Some(0), Some(0)));
    assert_eq!((totals.finalizing, totals.done), (Some(0), Some(2)));
    assert_eq!((totals.pausing, totals.paused, totals.resuming, totals.stopping), (None, None, None, None));
    let results = reply.fax_results_totals.unwrap();
    assert_eq!((results.success, results.blocked, results.failed), (Some(2), Some(0), Some(0)));
    assert_eq!((results.total_attempts, results.total_pages), (Some(2), Some(3)));
    assert_eq!(results.total_fax_duration, Some(2));

    let both = world.status(FaxStatusRequest::new().with_broadcast_ref("autumn")).await;
    let totals = both.fax_status_totals.unwrap();
    assert_eq!((totals.done, totals.pending), (Some(2), Some(2)));
}

#[tokio::test]
async fn an_attempt_tells_cost_pages_and_times() {
    let world = World::new().await;
    let now = world.in_seconds(0);
    world.client.send_fax(&two_faxes()).await.unwrap();
    let (started, ended) = (world.in_seconds(4), world.in_seconds(5));
    world.finish();
    let reply = at(&world, FaxStatusLevel::Results).await;
    let attempt = messages(&reply)[1].last_result().unwrap();
    assert_eq!((attempt.attempt, attempt.pages), (Some(1), Some(2)));
    assert_eq!(attempt.cost.unwrap().to_string(), "0.30");
    assert_eq!(attempt.total_fax_duration, Some(1));
    assert_eq!(attempt.scheduled_start_time, Some(now));
    assert_eq!((attempt.date_call_started, attempt.date_call_ended), (Some(started), Some(ended)));
    assert_eq!(attempt.error, None);
}
