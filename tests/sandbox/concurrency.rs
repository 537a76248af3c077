//! Many clients at once.

use fax_bindings::monopond::v2_1::{
    ApiFaxMessage, FaxStatusLevel, FaxStatusRequest, PauseFaxRequest, SendFaxRequest, StopFaxRequest,
};

use crate::{World, letter, state_of};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_of_many_clients_finds_its_own_faxes() {
    let world = World::new().await;
    let clients: Vec<_> = (0..20)
        .map(|number| {
            let (client, clock) = (world.client.clone(), world.clock.clone());
            tokio::spawn(async move {
                let send_ref = format!("send-{number}");
                let messages: Vec<_> =
                    (0..20).map(|fax| ApiFaxMessage::new(format!("{fax}"), "61011111111")).collect();
                let request = SendFaxRequest::new()
                    .with_send_ref(&*send_ref)
                    .with_fax_messages(messages)
                    .with_documents([letter()]);
                client.send_fax(&request).await.unwrap();
                for _ in 0..10 {
                    clock.advance(crate::PACE);
                    let stop = StopFaxRequest::new().with_send_ref(&*send_ref).with_message_ref("7");
                    client.stop_fax(&stop).await.unwrap();
                    let pause = PauseFaxRequest::new().with_send_ref(&*send_ref).with_message_ref("8");
                    client.pause_fax(&pause).await.unwrap();
                }
                clock.advance(crate::PACE * 100);
                let status =
                    FaxStatusRequest::new().with_send_ref(&*send_ref).with_verbosity(FaxStatusLevel::All);
                let faxes = client.fax_status(&status).await.unwrap().into_inner().fax_messages.unwrap();
                assert_eq!(faxes.len(), 20);
                for (number, fax) in faxes.iter().enumerate() {
                    assert_eq!(fax.send_ref.as_deref(), Some(&*send_ref));
                    assert_eq!(fax.message_ref, Some(number.to_string()));
                    let may_be_paused = number == 8;
                    let state = state_of(fax);
                    assert!(state == "done" || (may_be_paused && state == "paused"), "{state}");
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
    let all = FaxStatusRequest::new().with_message_ref("0");
    assert_eq!(world.status(all).await.fax_status_totals.unwrap().done, Some(20));
}
