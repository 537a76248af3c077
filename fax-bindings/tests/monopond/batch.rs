//! Splitting loses nothing.

use fax_bindings::monopond::{self, v2, v2_1};
use proptest::prelude::*;

fn broadcast(messages: usize) -> v2_1::SendFaxRequest {
    let messages: Vec<_> =
        (0..messages).map(|number| v2_1::ApiFaxMessage::new(number.to_string(), "61011111111")).collect();
    v2_1::SendFaxRequest::new().with_broadcast_ref("b").with_send_ref("s").with_fax_messages(messages)
}

fn sizes(messages: usize) -> Vec<usize> {
    monopond::split(broadcast(messages)).map(|part| part.fax_messages.unwrap().len()).collect()
}

proptest! {
    #[test]
    fn all_messages_come_out_in_order(messages in 0_usize..200, size in 0_usize..50) {
        let whole = broadcast(messages);
        let parts = monopond::split(whole.clone()).at_most(size);
        let size = size.max(1);
        prop_assert_eq!(parts.len(), messages.div_ceil(size));
        let parts: Vec<_> = parts.collect();
        let all_but_last = parts.len().saturating_sub(1);
        prop_assert!(parts.iter().take(all_but_last).all(|part| part.fax_messages.as_ref().unwrap().len() == size));
        prop_assert!(parts.iter().all(|part| part.broadcast_ref == whole.broadcast_ref));
        let mut refs: Vec<_> = parts.iter().map(|part| part.send_ref.clone().unwrap()).collect();
        refs.dedup();
        prop_assert_eq!(refs.len(), parts.len());
        let joined: Vec<_> = parts.into_iter().flat_map(|part| part.fax_messages.unwrap()).collect();
        prop_assert_eq!(joined, whole.fax_messages.unwrap());
    }
}

#[test]
fn a_part_has_600_messages() {
    assert_eq!(sizes(0), [0; 0]);
    assert_eq!(sizes(1), [1]);
    assert_eq!(sizes(600), [600]);
    assert_eq!(sizes(601), [600, 1]);
    assert_eq!(monopond::split(v2_1::SendFaxRequest::new()).count(), 0);
}

#[test]
fn one_part_is_the_whole() {
    let whole = broadcast(3);
    assert_eq!(monopond::split(whole.clone()).collect::<Vec<_>>(), [whole]);
}

#[test]
fn parts_have_the_settings_and_documents_of_the_whole() {
    let whole = broadcast(2)
        .with_documents([v2_1::ApiFaxDocument::new().with_document_ref("cover")])
        .with_retries(2)
        .with_time_zone("UTC");
    let parts: Vec<_> = monopond::split(whole.clone()).at_most(1).collect();
    for (number, part) in parts.iter().enumerate() {
        let messages = vec![whole.fax_messages.as_ref().unwrap()[number].clone()];
        let expected =
            whole.clone().with_send_ref(format!("s-part-{}", number + 1)).with_fax_messages(messages);
        assert_eq!(*part, expected);
    }
}

#[test]
fn a_document_is_stored_once() {
    let whole = broadcast(2).with_documents([
        v2_1::ApiFaxDocument::new().with_document_ref("new").with_file_name("a.pdf").with_file_data(b"%PDF"),
        v2_1::ApiFaxDocument::new().with_document_ref("stored"),
    ]);
    let parts = monopond::split(whole).at_most(1);
    let documents: Vec<_> = parts
        .flat_map(|part| part.documents.unwrap())
        .map(|document| (document.document_ref, document.file_data.is_some()))
        .collect();
    let (new, stored) = (Some("new".to_owned()), Some("stored".to_owned()));
    assert_eq!(documents, [(new, true), (stored.clone(), false), (None, true), (stored, false)]);
}

#[test]
fn without_a_send_ref_the_parts_have_none() {
    let mut whole = broadcast(2);
    whole.send_ref = None;
    assert!(monopond::split(whole).at_most(1).all(|part| part.send_ref.is_none()));
}

#[test]
fn version_2_is_split_too() {
    let messages = [v2::ApiFaxMessage::new("1", "61011111111"), v2::ApiFaxMessage::new("2", "61011111111")];
    let whole = v2::SendFaxRequest::new()
        .with_send_ref("s")
        .with_documents([v2::ApiFaxDocument::new("a.txt", b"a")])
        .with_fax_messages(messages);
    let parts: Vec<_> = monopond::split(whole.clone()).at_most(1).collect();
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[1].send_ref.as_deref(), Some("s-part-2"));
    assert_eq!(parts[1].documents, whole.documents);
    assert_eq!(parts[1].fax_messages.as_ref().unwrap()[0].message_ref, "2");
}
