//! Faxes are found by their references.

use fax_bindings::monopond::v2_1::{FaxStatusFault, FaxStatusLevel, FaxStatusRequest};
use fax_bindings::runtime::soap::FaultKind;

use crate::{World, two_faxes};

#[tokio::test]
async fn references_narrow_the_match() {
    let world = World::new().await;
    world.client.send_fax(&two_faxes()).await.unwrap();
    world.client.send_fax(&two_faxes().with_send_ref("autumn-2")).await.unwrap();
    let found = async |request: FaxStatusRequest| {
        let reply = world.client.fax_status(&request.with_verbosity(FaxStatusLevel::Send)).await;
        reply.map(|reply| reply.fax_messages.as_ref().map_or(0, Vec::len))
    };
    let any = FaxStatusRequest::new;
    assert_eq!(found(any().with_broadcast_ref("autumn")).await.unwrap(), 4);
    assert_eq!(found(any().with_message_ref("a")).await.unwrap(), 2);
    assert_eq!(found(any().with_message_ref("a").with_send_ref("autumn-2")).await.unwrap(), 1);
    assert_eq!(found(any().with_message_ref("a").with_send_ref("")).await.unwrap(), 2);
    let all = any().with_message_ref("b").with_send_ref("autumn-1").with_broadcast_ref("autumn");
    assert_eq!(found(all).await.unwrap(), 1);

    let nothing = found(any().with_message_ref("a").with_broadcast_ref("spring")).await.unwrap_err();
    let fault = nothing.fault().unwrap();
    assert_eq!(fault.code().kind(), FaultKind::Server);
    assert_eq!(fault.reason(), "NoMessagesFoundException");
    let Some(FaxStatusFault::NoMessagesFoundException(bean)) = fault.detail() else { panic!("{fault:?}") };
    assert_eq!(bean.message.as_deref(), Some("no fax has these references"));
}

#[tokio::test]
async fn faxes_are_told_in_the_order_in_which_they_came() {
    let world = World::new().await;
    world.client.send_fax(&two_faxes()).await.unwrap();
    world.client.send_fax(&two_faxes().with_send_ref("autumn-2")).await.unwrap();
    let request = FaxStatusRequest::new().with_broadcast_ref("autumn").with_verbosity(FaxStatusLevel::Send);
    let told = world.status(request).await.fax_messages.unwrap();
    let references: Vec<_> = told
        .iter()
        .map(|fax| (fax.send_ref.as_deref().unwrap(), fax.message_ref.as_deref().unwrap()))
        .collect();
    assert_eq!(references, [("autumn-1", "a"), ("autumn-1", "b"), ("autumn-2", "a"), ("autumn-2", "b")]);
}

#[tokio::test]
async fn references_that_were_used_before_are_no_mistake() {
    let world = World::new().await;
    world.client.send_fax(&two_faxes()).await.unwrap();
    world.client.send_fax(&two_faxes()).await.unwrap();
    let totals = world.status(FaxStatusRequest::new().with_send_ref("autumn-1")).await.fax_status_totals;
    assert_eq!(totals.unwrap().pending, Some(4));
}
