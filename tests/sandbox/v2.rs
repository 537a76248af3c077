//! The earlier contract, over the same faxes.

use fax_bindings::monopond::{v2, v2_1};
use fax_bindings::runtime::types::jiff::Timestamp;

use crate::{World, fax, two_faxes};

fn request() -> v2::SendFaxRequest {
    v2::SendFaxRequest::new()
        .with_broadcast_ref("autumn")
        .with_send_ref("autumn-2")
        .with_fax_messages([
            v2::ApiFaxMessage::new("a", "61011111111"),
            v2::ApiFaxMessage::new("b", " 9990043 ").with_send_from("Branch").with_documents([
                v2::ApiFaxDocument::new("a.txt", b"x"),
                v2::ApiFaxDocument::new("b.pdf", b"y"),
            ]),
        ])
        .with_documents([v2::ApiFaxDocument::new("a.txt", b"Dear Sir or Madam")])
        .with_resolution(v2::FaxResolution::Fine)
        .with_blocklists(v2::ApiFaxMessageBlocklist::new().with_dncr(true))
        .with_send_from("Head Office")
        .with_retries(1)
        .with_busy_retries(2)
        .with_header_format("%to%")
}

async fn status(world: &World, level: v2::FaxStatusLevel) -> v2::FaxStatusResponse {
    let request = v2::FaxStatusRequest::new().with_send_ref("autumn-2").with_verbosity(level);
    let reply = world.client_v2.fax_status(&request).await.unwrap();
    assert!(reply.report().is_empty(), "{:?}", reply.report());
    reply.into_inner()
}

#[tokio::test]
async fn a_fax_is_sent_and_followed() {
    let world = World::new().await;
    let sent = world.client_v2.send_fax(&request()).await.unwrap();
    assert!(sent.report().is_empty());
    let states: Vec<_> = sent.fax_messages.iter().flatten().map(|fax| fax.status.clone().unwrap()).collect();
    assert_eq!(states, [v2::FaxUserStatus::Pending, v2::FaxUserStatus::Pending]);
    world.finish();

    let brief = status(&world, v2::FaxStatusLevel::Brief).await;
    assert_eq!(brief.fax_status_totals.unwrap().done, Some(2));
    let totals = brief.fax_results_totals.unwrap();
    assert_eq!((totals.success, totals.blocked, totals.failed), (Some(1), Some(1), Some(0)));
    assert_eq!(brief.fax_messages, None);

    let [a, b] = status(&world, v2::FaxStatusLevel::All).await.fax_messages.unwrap().try_into().unwrap();
    let details = a.fax_details.as_ref().unwrap();
    assert_eq!(details.send_from.as_deref(), Some("Head Office"));
    assert_eq!(details.resolution, Some(v2::FaxResolution::Fine));
    assert_eq!((details.retries, details.busy_retries), (Some(1), Some(2)));
    assert_eq!(details.header_format.as_deref(), Some("%to%"));
    assert_eq!(b.fax_details.as_ref().unwrap().send_from.as_deref(), Some("Branch"));
    assert_eq!(b.send_to.as_deref(), Some("9990043"));
    let delivered = a.last_result().unwrap();
    assert_eq!((&delivered.result, delivered.pages), (&Some(v2::FaxResult::Success), Some(1)));
    assert_eq!(delivered.cost.unwrap().to_string(), "0.15");
    let started: Timestamp = delivered.date_call_started.unwrap().to_timestamp().unwrap();
    assert!(started < world.clock.now());
    let blocked = b.last_result().unwrap();
    assert_eq!(blocked.result, Some(v2::FaxResult::Blocked));
    assert_eq!(blocked.error.as_ref().unwrap().code, Some(v2::FaxError::BlockDncr));
}

#[tokio::test]
async fn both_versions_see_the_same_faxes() {
    let world = World::new().await;
    world.client.send_fax(&two_faxes()).await.unwrap();
    world.client_v2.send_fax(&request()).await.unwrap();
    let all = v2::FaxStatusRequest::new().with_broadcast_ref("autumn");
    let by_v2 = world.client_v2.fax_status(&all).await.unwrap();
    assert_eq!(by_v2.fax_status_totals.as_ref().unwrap().pending, Some(4));
    let all = v2_1::FaxStatusRequest::new().with_broadcast_ref("autumn");
    let by_v2_1 = world.client.fax_status(&all).await.unwrap();
    assert_eq!(by_v2_1.fax_status_totals.as_ref().unwrap().pending, Some(4));
}

#[tokio::test]
async fn faxes_are_paused_resumed_and_stopped() {
    let world = World::new().await;
    world.send(fax("61011111111")).await;
    world.pass(2);
    let client = &world.client_v2;
    let state = |messages: Option<Vec<v2::ApiFaxMessageStatus>>| messages.unwrap()[0].status.clone().unwrap();
    let paused =
        client.pause_fax(&v2::PauseFaxRequest::new().with_message_ref("a")).await.unwrap().into_inner();
    assert_eq!(paused.fax_status_totals.as_ref().unwrap().pausing, Some(1));
    assert_eq!(state(paused.fax_messages), v2::FaxUserStatus::Pausing);
    world.pass(1);
    let resumed =
        client.resume_fax(&v2::ResumeFaxRequest::new().with_message_ref("a")).await.unwrap().into_inner();
    assert_eq!(state(resumed.fax_messages), v2::FaxUserStatus::Resuming);
    world.pass(1);
    let stopped =
        client.stop_fax(&v2::StopFaxRequest::new().with_message_ref("a")).await.unwrap().into_inner();
    assert_eq!(state(stopped.fax_messages), v2::FaxUserStatus::Stopping);
}

#[tokio::test]
async fn an_error_that_version_2_does_not_know_is_told_all_the_same() {
    let world = World::new().await;
    world.send(fax("9990022")).await;
    world.finish();
    let request =
        v2::FaxStatusRequest::new().with_message_ref("a").with_verbosity(v2::FaxStatusLevel::Results);
    let reply = world.client_v2.fax_status(&request).await.unwrap();
    let fax = &reply.fax_messages.as_ref().unwrap()[0];
    let code = fax.last_result().unwrap().error.as_ref().unwrap().code.as_ref().unwrap();
    assert_eq!(code.as_str(), "DOCUMENT_EXCEEDS_PAGE_LIMIT");
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place() {
    let world = World::new().await;
    let bad = v2::SendFaxRequest::new().with_fax_messages([v2::ApiFaxMessage::new("a", "+61")]);
    let error = world.client_v2.send_fax(&bad).await.unwrap_err();
    let Some(v2::SendFaxFault::InvalidArgumentsException(bean)) = error.fault().unwrap().detail() else {
        panic!("{error:?}")
    };
    assert_eq!(
        bean.message.as_deref(),
        Some(
            "FaxMessages/FaxMessage[1]/SendTo: must be the digits of a number with its country code; \
             FaxMessages/FaxMessage[1]/Documents: required here or on the request"
        )
    );
}

#[tokio::test]
async fn the_operations_for_documents_are_not_there() {
    let world = World::new().await;
    let demo = fax_bindings::monopond::UsernameToken::new("demo", "demo");
    let client = fax_bindings::monopond::Client::new(world.sandbox.endpoint_v2(), demo).unwrap();
    let save = v2_1::SaveFaxDocumentRequest::new("a", "a.txt", b"x");
    let error = client.save_fax_document(&save).await.unwrap_err();
    assert_eq!(error.fault().unwrap().code().name().text(), "Client");
    let other = client.fax_status(&v2_1::FaxStatusRequest::new().with_message_ref("a")).await.unwrap_err();
    assert!(other.fault().unwrap().details().is_empty() && other.fault().unwrap().detail().is_none());
}
