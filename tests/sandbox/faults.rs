//! Every fault of every operation can be asked for by a reference, and arrives typed.

use std::fmt::Debug;

use fax_bindings::monopond::{v2, v2_1};
use fax_bindings::runtime::Name;
use fax_bindings::runtime::soap::{Call, FaultDetail, FaultKind};

use crate::{World, letter};

/// The faults of the contracts.
const FAULTS: [&str; 10] = [
    "InvalidArgumentsException",
    "NoMessagesFoundException",
    "DocumentContentTypeNotFoundException",
    "UnsupportedDocumentContentType",
    "DocumentRefAlreadyExistsException",
    "DocumentRefDoesNotExistException",
    "MergeFieldDoesNotMatchDocumentTypeException",
    "UnknownHostException",
    "InterruptedException",
    "InternalServerException",
];
/// Those whose detail has no content.
const EMPTY: [&str; 3] = ["UnsupportedDocumentContentType", "UnknownHostException", "InterruptedException"];

/// A call with this reference.
type Asking<'a, O, F> = &'a dyn Fn(String) -> Call<O, F>;

/// Asks for each fault in each of the references; those that the operation declares come, the others are no valid
/// argument.
async fn can_be_asked_for<O: Debug, F: FaultDetail>(
    operation: &str,
    references: &[(&str, Asking<'_, O, F>)],
) {
    assert!(F::NAMES.iter().all(|name| FAULTS.contains(&name.local)), "{operation}: {:?}", F::NAMES);
    for (place, call) in references {
        for name in FAULTS {
            let declared = F::NAMES.iter().find(|declared| declared.local == name);
            let error = call(format!("fault:{name}")).await.unwrap_err();
            let fault = error.fault().unwrap_or_else(|| panic!("{operation}: {error:?}"));
            let detail = fault.detail().unwrap_or_else(|| panic!("{operation}: {fault:?}"));
            let expected = declared.copied().unwrap_or(invalid_arguments(F::NAMES));
            assert_eq!(detail.name(), expected, "{operation}, {place}");
            assert_eq!((fault.reason(), fault.code().kind()), (expected.local, FaultKind::Server));
            assert!(fault.details().is_empty() && fault.report().is_empty(), "{operation}: {fault:?}");
            let message = match declared {
                Some(_) if EMPTY.contains(&name) => continue,
                Some(_) => format!("{place} asks for this fault"),
                None => format!("{place}: {operation} declares no fault `{name}`"),
            };
            assert!(format!("{detail:?}").contains(&message), "{detail:?}\n{message}");
        }
    }
}

fn invalid_arguments(names: &[Name]) -> Name {
    *names.iter().find(|name| name.local == "InvalidArgumentsException").unwrap()
}

#[tokio::test]
async fn send_fax_2_1() {
    use v2_1::{ApiFaxMessage, SendFaxRequest};
    let world = World::new().await;
    let client = &world.client;
    let request = |message: &str| {
        SendFaxRequest::new()
            .with_fax_messages([
                ApiFaxMessage::new("a", "61011111111"),
                ApiFaxMessage::new(message, "61011111111"),
            ])
            .with_documents([letter()])
    };
    can_be_asked_for(
        "SendFax",
        &[
            ("SendRef", &|reference| client.send_fax(&request("b").with_send_ref(reference))),
            ("BroadcastRef", &|reference| client.send_fax(&request("b").with_broadcast_ref(reference))),
            ("MessageRef", &|reference| client.send_fax(&request(&reference))),
            ("DocumentRef", &|reference| {
                client.send_fax(&request("b").with_documents([letter().with_document_ref(reference)]))
            }),
            ("DocumentRef", &|reference| {
                let own = ApiFaxMessage::new("a", "61011111111")
                    .with_documents([letter().with_document_ref(reference)]);
                client.send_fax(&SendFaxRequest::new().with_fax_messages([own]))
            }),
        ],
    )
    .await;
    let nothing = v2_1::FaxStatusRequest::new().with_message_ref("a");
    assert!(client.fax_status(&nothing).await.is_err(), "no fax was taken in");
}

#[tokio::test]
async fn send_fax_2() {
    use v2::{ApiFaxDocument, ApiFaxMessage, SendFaxRequest};
    let world = World::new().await;
    let client = &world.client_v2;
    let request = |message: &str| {
        SendFaxRequest::new()
            .with_fax_messages([ApiFaxMessage::new(message, "61011111111")])
            .with_documents([ApiFaxDocument::new("letter.txt", b"x")])
    };
    can_be_asked_for(
        "SendFax",
        &[
            ("SendRef", &|reference| client.send_fax(&request("b").with_send_ref(reference))),
            ("BroadcastRef", &|reference| client.send_fax(&request("b").with_broadcast_ref(reference))),
            ("MessageRef", &|reference| client.send_fax(&request(&reference))),
        ],
    )
    .await;
}

/// An operation that chooses faxes.
macro_rules! chooses_faxes {
    ($test:ident, $client:ident, $version:ident, $operation:literal, $method:ident, $request:ident) => {
        #[tokio::test]
        async fn $test() {
            use $version::$request;
            let world = World::new().await;
            let client = &world.$client;
            let request = || $request::new().with_message_ref("a");
            can_be_asked_for(
                $operation,
                &[
                    ("MessageRef", &|reference| client.$method(&$request::new().with_message_ref(reference))),
                    ("SendRef", &|reference| client.$method(&request().with_send_ref(reference))),
                    ("BroadcastRef", &|reference| client.$method(&request().with_broadcast_ref(reference))),
                ],
            )
            .await;
        }
    };
}

chooses_faxes!(fax_status_2_1, client, v2_1, "FaxStatus", fax_status, FaxStatusRequest);
chooses_faxes!(stop_fax_2_1, client, v2_1, "StopFax", stop_fax, StopFaxRequest);
chooses_faxes!(pause_fax_2_1, client, v2_1, "PauseFax", pause_fax, PauseFaxRequest);
chooses_faxes!(resume_fax_2_1, client, v2_1, "ResumeFax", resume_fax, ResumeFaxRequest);
chooses_faxes!(fax_status_2, client_v2, v2, "FaxStatus", fax_status, FaxStatusRequest);
chooses_faxes!(stop_fax_2, client_v2, v2, "StopFax", stop_fax, StopFaxRequest);
chooses_faxes!(pause_fax_2, client_v2, v2, "PauseFax", pause_fax, PauseFaxRequest);
chooses_faxes!(resume_fax_2, client_v2, v2, "ResumeFax", resume_fax, ResumeFaxRequest);

#[tokio::test]
async fn save_fax_document() {
    use v2_1::SaveFaxDocumentRequest;
    let world = World::new().await;
    let client = &world.client;
    can_be_asked_for(
        "SaveFaxDocument",
        &[("DocumentRef", &|reference| {
            client.save_fax_document(&SaveFaxDocumentRequest::new(reference, "a.txt", b"x"))
        })],
    )
    .await;
}

#[tokio::test]
async fn delete_fax_document() {
    use v2_1::DeleteFaxDocumentRequest;
    let world = World::new().await;
    let client = &world.client;
    let request = DeleteFaxDocumentRequest::new;
    can_be_asked_for(
        "DeleteFaxDocument",
        &[
            ("DocumentRef", &|reference| client.delete_fax_document(&request().with_document_ref(reference))),
            ("MessageRef", &|reference| client.delete_fax_document(&request().with_message_ref(reference))),
            ("SendRef", &|reference| client.delete_fax_document(&request().with_send_ref(reference))),
            ("BroadcastRef", &|reference| {
                client.delete_fax_document(&request().with_broadcast_ref(reference))
            }),
        ],
    )
    .await;
}

#[tokio::test]
async fn fax_document_preview() {
    use v2_1::FaxDocumentPreviewRequest;
    let world = World::new().await;
    let client = &world.client;
    can_be_asked_for(
        "FaxDocumentPreview",
        &[("DocumentRef", &|reference| {
            client.fax_document_preview(&FaxDocumentPreviewRequest::new(reference))
        })],
    )
    .await;
}
