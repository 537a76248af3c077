//! Pausing, resuming and stopping, from every state.

use fax_bindings::monopond::v2_1::{
    ApiFaxMessage, FaxStatusFault, PauseFaxFault, PauseFaxRequest, ResumeFaxFault, ResumeFaxRequest,
    SendFaxRequest, StopFaxFault, StopFaxRequest,
};

use crate::{World, fax, letter, state_of};

/// Every state, by what to do to get there: states that pass, then what is asked for, each followed by more.
const STATES: [(&str, &[Step]); 11] = [
    ("pending", &[]),
    ("processing", &[Step::Pass(1)]),
    ("queued", &[Step::Pass(2)]),
    ("starting", &[Step::Pass(3)]),
    ("sending", &[Step::Pass(4)]),
    ("pausing", &[Step::Pass(2), Step::Pause]),
    ("paused", &[Step::Pass(2), Step::Pause, Step::Pass(1)]),
    ("resuming", &[Step::Pass(2), Step::Pause, Step::Pass(1), Step::Resume]),
    ("stopping", &[Step::Pass(2), Step::Stop]),
    ("finalizing", &[Step::Pass(5)]),
    ("done", &[Step::Pass(6)]),
];

#[derive(Clone, Copy, Debug)]
enum Step {
    Pass(u32),
    Pause,
    Resume,
    Stop,
}

/// Takes a step; gives the state that the answer tells.
async fn take(world: &World, step: Step) -> Option<String> {
    let client = &world.client;
    let messages = match step {
        Step::Pass(states) => {
            world.pass(states);
            return None;
        }
        Step::Pause => {
            let request = PauseFaxRequest::new().with_message_ref("a");
            client.pause_fax(&request).await.unwrap().into_inner().fax_messages
        }
        Step::Resume => {
            let request = ResumeFaxRequest::new().with_message_ref("a");
            client.resume_fax(&request).await.unwrap().into_inner().fax_messages
        }
        Step::Stop => {
            let request = StopFaxRequest::new().with_message_ref("a");
            client.stop_fax(&request).await.unwrap().into_inner().fax_messages
        }
    };
    let [fax] = messages.unwrap().try_into().unwrap();
    assert_eq!((&fax.fax_details, &fax.fax_results), (&None, &None));
    Some(state_of(&fax))
}

/// Asks for `step` in each state: in those of `allowed` the fax comes to `to`, in others it stays.
async fn check(step: Step, allowed: &[&str], to: &str) {
    for (state, way) in STATES {
        let world = World::new().await;
        world.send(fax("61011111111")).await;
        for step in way {
            take(&world, *step).await;
        }
        assert_eq!(world.state().await, state);
        let expected = if allowed.contains(&state) { to } else { state };
        assert_eq!(take(&world, step).await.as_deref(), Some(expected), "{step:?} when {state}");
        assert_eq!(world.state().await, expected);
    }
}

#[tokio::test]
async fn what_waits_or_is_being_sent_can_be_paused() {
    check(Step::Pause, &["queued", "starting", "sending"], "pausing").await;
}

#[tokio::test]
async fn what_is_paused_can_be_resumed() {
    check(Step::Resume, &["paused"], "resuming").await;
}

#[tokio::test]
async fn what_is_paused_waits_or_is_being_sent_can_be_stopped() {
    check(Step::Stop, &["paused", "queued", "starting", "sending"], "stopping").await;
}

#[tokio::test]
async fn a_paused_fax_waits_for_as_long_as_it_takes() {
    let world = World::new().await;
    world.send(fax("61011111111")).await;
    world.pass(3);
    take(&world, Step::Pause).await;
    world.pass(1);
    assert_eq!(world.state().await, "paused");
    world.finish();
    assert_eq!(world.state().await, "paused");
    take(&world, Step::Resume).await;
    for state in ["resuming", "sending", "finalizing", "done"] {
        assert_eq!(world.state().await, state);
        world.pass(1);
    }
    assert_eq!(world.look().await.last_result().unwrap().result.as_ref().unwrap().as_str(), "success");
}

#[tokio::test]
async fn a_stopped_fax_fails_as_cancelled() {
    let world = World::new().await;
    world.send(fax("61011111111")).await;
    world.pass(4);
    take(&world, Step::Stop).await;
    for state in ["stopping", "finalizing", "done"] {
        assert_eq!(world.state().await, state);
        world.pass(1);
    }
    let done = world.look().await;
    let result = done.last_result().unwrap();
    assert_eq!(result.result.as_ref().unwrap().as_str(), "failed");
    assert_eq!(result.error.as_ref().unwrap().code.as_ref().unwrap().as_str(), "FAX_CANCELLED");
    assert_eq!(done.fax_results.unwrap().len(), 1);
}

#[tokio::test]
async fn all_that_match_are_reported_and_some_act() {
    let world = World::new().await;
    let send = async |reference: &str| {
        let message = ApiFaxMessage::new(reference, "61011111111");
        let request = SendFaxRequest::new()
            .with_broadcast_ref("all")
            .with_fax_messages([message])
            .with_documents([letter()]);
        world.client.send_fax(&request).await.unwrap();
    };
    send("early").await;
    world.pass(2);
    send("late").await;
    let paused = world.client.pause_fax(&PauseFaxRequest::new().with_broadcast_ref("all")).await.unwrap();
    let states: Vec<_> = paused.fax_messages.iter().flatten().map(state_of).collect();
    assert_eq!(states, ["pausing", "pending"]);
    let totals = paused.fax_status_totals.as_ref().unwrap();
    assert_eq!((totals.pausing, totals.pending, totals.paused), (Some(1), Some(1), None));
}

#[tokio::test]
async fn references_that_nobody_has_are_a_fault() {
    let world = World::new().await;
    world.send(fax("61011111111")).await;
    let client = &world.client;
    let stop = client.stop_fax(&StopFaxRequest::new().with_send_ref("x")).await.unwrap_err();
    assert!(matches!(stop.fault().unwrap().detail(), Some(StopFaxFault::NoMessagesFoundException(_))));
    let pause = client.pause_fax(&PauseFaxRequest::new().with_send_ref("x")).await.unwrap_err();
    assert!(matches!(pause.fault().unwrap().detail(), Some(PauseFaxFault::NoMessagesFoundException(_))));
    let resume = client.resume_fax(&ResumeFaxRequest::new().with_send_ref("x")).await.unwrap_err();
    assert!(matches!(resume.fault().unwrap().detail(), Some(ResumeFaxFault::NoMessagesFoundException(_))));
    let status = fax_bindings::monopond::v2_1::FaxStatusRequest::new().with_send_ref("x");
    let status = client.fax_status(&status).await.unwrap_err();
    assert!(matches!(status.fault().unwrap().detail(), Some(FaxStatusFault::NoMessagesFoundException(_))));
}
