//! From `PENDING` to `SUCCESS` or `FAILED`.

use std::io::Cursor;

use fax_bindings::byfax::ApiReply;
use fax_bindings::byfax::common::StateCodes;
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobCountBroadcasts, ApiRequestFaxjobCountMessages, DownloadInput, StateContainer,
    StateRecipient,
};
use fax_bindings::runtime::types::DateTime;
use fax_bindings::runtime::types::jiff::Timestamp;
use tiff::decoder::Decoder;

use crate::byfax::{World, faxes, first_page, owned, recipient, submission};

#[tokio::test]
async fn two_faxes_are_submitted_followed_and_downloaded() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    let request = submission([recipient("a", "+61011111111"), recipient("b", "+61 0222 22222")]);
    let reply = faxout.submit(&request.with_send_ref("autumn")).await.unwrap();
    assert!(reply.report().is_empty());
    let reply = reply.ok().unwrap();
    assert_eq!(
        (reply.broadcast_ref.as_deref(), reply.send_ref.as_deref()),
        (Some("broadcast"), Some("autumn"))
    );
    let reported = reply.report_recipients.iter().flatten();
    let reported: Vec<_> =
        reported.map(|report| (report.message_ref.as_deref(), report.recipient_number.as_deref())).collect();
    assert_eq!(reported, [(Some("a"), Some("+61011111111")), (Some("b"), Some("+61 0222 22222"))]);
    assert_eq!(reply.report_documents.as_ref().map(Vec::len), Some(1));

    let request = first_page().with_message_refs(owned(&["b", "a"]));
    for (fax, broadcast) in [
        ("PENDING", StateContainer::Pending),
        ("PREPARING", StateContainer::Processing),
        ("READY", StateContainer::Ready),
        ("SUBMITTING", StateContainer::Queued),
        ("SUBMITTED", StateContainer::Queued),
        ("DELIVERING", StateContainer::Delivering),
        ("SUCCESS", StateContainer::Done),
        ("SUCCESS", StateContainer::Done),
    ] {
        let reply = faxout.list_recipients(&request).await.unwrap();
        assert!(reply.report().is_empty());
        let reply = reply.ok().unwrap();
        assert_eq!((reply.count_result, reply.count_total), (Some(2), Some(2)));
        let states: Vec<_> =
            reply.items.iter().flatten().map(|fax| (&*fax.message_ref, fax.job_state.as_str())).collect();
        assert_eq!(states, [("a", fax), ("b", fax)]);
        assert_eq!(world.broadcast().await.job_state, broadcast);
        world.pass(1);
    }

    let pdf = faxout.download(&DownloadInput::new("a", true)).await.unwrap().ok().unwrap();
    assert_eq!(pdf.pages, Some(1));
    let file = pdf.into_inner().document.unwrap();
    assert_eq!((&*file.file_name, file.file_mime.as_deref()), ("a.pdf", Some("application/pdf")));
    assert!(file.file_data.unwrap().as_bytes().starts_with(b"%PDF-"));
    let tiff = faxout.download(&DownloadInput::new("b", false)).await.unwrap().into_inner().document.unwrap();
    let mut decoder = Decoder::new(Cursor::new(tiff.file_data.unwrap().into_bytes())).unwrap();
    assert_eq!(decoder.dimensions().unwrap().0, 1728);
}

#[tokio::test]
async fn what_a_list_says_of_a_fax_that_was_delivered() {
    let world = World::new().await;
    let start: DateTime = world.clock.now().into();
    world
        .submit(&submission([recipient("a", "+61011111111").with_send_ref("own")]).with_send_ref("all"))
        .await;
    world.finish();
    let fax = world.look("a").await;
    assert_eq!(fax.state_code, StateCodes::Success);
    assert_eq!(fax.job_state, StateRecipient::Success);
    assert_eq!(fax.job_state_ex, Some(StateCodes::Success));
    assert_eq!((fax.broadcast_ref.as_deref(), fax.send_ref.as_deref()), (Some("broadcast"), Some("own")));
    assert_eq!((fax.pages_total, fax.pages_sent, fax.attempt), (Some(1), Some(1), Some(1)));
    assert_eq!((fax.cost, &*fax.currency), (0.05, "EUR"));
    assert_eq!((fax.call_duration, fax.fax_duration), (Some(1), Some(1)));
    assert_eq!(fax.remote_id.as_deref(), Some("+61011111111"));
    let ended = fax.call_ended.unwrap().to_timestamp().unwrap();
    assert_eq!(ended.duration_since(start.to_timestamp().unwrap()).as_secs(), 6);

    let broadcast = world.broadcast().await;
    assert_eq!(broadcast.job_created, Some(start));
    assert_eq!(broadcast.job_delivered, fax.call_ended);
    assert_eq!((broadcast.recipient_count, broadcast.price, broadcast.cost), (Some(1), 0.05, 0.05));
    assert_eq!(broadcast.job_state_ex, Some(StateCodes::Success));
}

#[tokio::test]
async fn a_delivered_page_is_paid_for() {
    let world = World::new().await;
    let balance = async || world.client.faxout().get_balance().await.unwrap().ok().unwrap().into_inner();
    let before = balance().await;
    assert_eq!((before.balance_value, before.balance_currency.as_deref()), (Some(1000.0), Some("EUR")));
    world.submit(&submission([recipient("a", "61011111111"), recipient("b", "9990013")])).await;
    world.finish();
    assert_eq!(balance().await.balance_value, Some(999.95));
}

#[tokio::test]
async fn references_are_made_where_there_are_none() {
    let world = World::new().await;
    let mut request = submission([recipient("", "61011111111"), recipient(" ", "61022222222")]);
    request.broadcast_ref = None;
    request.recipients[1].message_ref = None;
    let first = world.submit(&request).await;
    let second = world.submit(&request).await;
    let references = |reply: &fax_bindings::byfax::faxout::ApiResponseFaxjobSubmit| {
        let messages = reply.report_recipients.iter().flatten().map(|report| report.message_ref.clone());
        messages.chain([reply.broadcast_ref.clone()]).map(Option::unwrap).collect::<Vec<_>>()
    };
    let mut all = [references(&first), references(&second)].concat();
    assert!(all.iter().all(|reference| !reference.is_empty()));
    for reference in &references(&second)[..2] {
        assert_eq!(world.look(reference).await.job_state, StateRecipient::Pending);
    }
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 6);
}

#[tokio::test]
async fn it_starts_when_it_is_to_be_sent() {
    let world = World::new().await;
    let at = |seconds| Timestamp::from_second(world.clock.now().as_second() + seconds).unwrap();
    let request = submission([recipient("a", "61011111111")]).with_send_at(at(100));
    world.submit(&request).await;
    world.pass(99);
    assert_eq!(world.state().await, "PENDING");
    assert_eq!(world.broadcast().await.job_state, StateContainer::Delayed);
    world.pass(1);
    assert_eq!(world.state().await, "PREPARING");
    assert_eq!(world.broadcast().await.job_state, StateContainer::Processing);
}

/// Retries, how it ends, and how many calls there were.
#[tokio::test]
async fn numbers_decide_how_a_fax_ends() {
    for (number, retries, state, code, calls) in [
        ("9990010", 0, StateRecipient::Failed, StateCodes::Busy, 1),
        ("+9990010", 3, StateRecipient::Failed, StateCodes::Busy, 4),
        ("999 00 11", 1, StateRecipient::Failed, StateCodes::Busy, 2),
        ("9990011", 2, StateRecipient::Success, StateCodes::Success, 3),
        ("9990012", 2, StateRecipient::Failed, StateCodes::NoAnswer, 3),
        ("9990013", 2, StateRecipient::Failed, StateCodes::NumberUnobtainable, 1),
        ("9990014", 2, StateRecipient::Failed, StateCodes::NegotiationFailed, 1),
        ("9990030", 2, StateRecipient::Failed, StateCodes::InsufficientFunds, 0),
        ("9990040", 0, StateRecipient::Failed, StateCodes::NumberBlocked, 0),
        ("9990060", 0, StateRecipient::Failed, StateCodes::VoiceAnswer, 1),
        ("61011111111", 20, StateRecipient::Success, StateCodes::Success, 1),
    ] {
        let world = World::new().await;
        world.submit(&submission([recipient("a", number)]).with_busy_retry(retries)).await;
        world.finish();
        let fax = world.look("a").await;
        assert_eq!(
            (fax.job_state, fax.job_state_ex, fax.attempt),
            (state, Some(code), Some(calls)),
            "{number}"
        );
    }
}

#[tokio::test]
async fn a_call_that_nobody_answers_is_none() {
    let world = World::new().await;
    world.submit(&submission([recipient("busy", "9990010"), recipient("voice", "9990060")])).await;
    world.finish();
    let busy = world.look("busy").await;
    assert_eq!(
        (busy.call_started, busy.call_duration, busy.pages_sent, busy.cost),
        (None, None, Some(0), 0.0)
    );
    let voice = world.look("voice").await;
    assert_eq!((voice.call_duration, voice.pages_sent, voice.cost), (Some(1), Some(0), 0.0));
    assert_eq!(voice.job_state_ex_message.as_deref(), Some("voice answer"));
    let broadcast = world.broadcast().await;
    assert_eq!(
        (broadcast.job_state, broadcast.job_state_ex),
        (StateContainer::Failed, Some(StateCodes::Busy))
    );
}

#[tokio::test]
async fn between_two_calls_it_is_ready_again() {
    let world = World::new().await;
    world.submit(&submission([recipient("a", "9990011")]).with_busy_retry(2)).await;
    world.pass(6);
    let fax = world.look("a").await;
    assert_eq!((fax.job_state, fax.job_state_ex), (StateRecipient::Ready, Some(StateCodes::Busy)));
}

#[tokio::test]
async fn a_slow_fax_is_being_delivered_for_longer() {
    let world = World::new().await;
    world.send("9990050").await;
    world.pass(14);
    assert_eq!(world.state().await, "DELIVERING");
    world.pass(1);
    assert_eq!(world.state().await, "SUCCESS");
}

#[tokio::test]
async fn deleting_a_fax_deletes_its_broadcast() {
    let world = World::new().await;
    let faxout = world.client.faxout();
    world.submit(&submission([recipient("a", "61011111111"), recipient("b", "61022222222")])).await;
    world.submit(&submission([recipient("c", "61033333333")]).with_broadcast_ref("other")).await;
    faxout.delete("b").await.unwrap().ok().unwrap();
    assert_eq!(faxout.delete("a").await.unwrap().state_code, StateCodes::FaxjobNotFound);
    let count = async || {
        let faxes = faxout.count_recipients(&ApiRequestFaxjobCountMessages::new()).await.unwrap().items_count;
        let broadcasts =
            faxout.count_broadcasts(&ApiRequestFaxjobCountBroadcasts::new()).await.unwrap().items_count;
        (faxes, broadcasts)
    };
    assert_eq!(count().await, (Some(1), Some(1)));
    // Its references are free.
    world.send("61011111111").await;
    assert_eq!(count().await, (Some(2), Some(2)));
    let reply = faxout.cancel(&faxes(&["b"])).await.unwrap();
    assert_eq!(reply.state_code, StateCodes::FaxjobNotFound);
}
