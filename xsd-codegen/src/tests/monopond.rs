//! Our transcription of Monopond's contracts against the published ones. `wsdl/monopond/SOURCE.md` explains the
//! differences.

use std::path::Path;

use super::published::{assert_differences, published};

const OURS: &str = "../wsdl/monopond";

const TOTALS: [&str; 4] = [
    "struct FaxStatusTotals: paused: Option<i64> <- @paused (new: Nothing)",
    "struct FaxStatusTotals: pausing: Option<i64> <- @pausing (new: Nothing)",
    "struct FaxStatusTotals: resuming: Option<i64> <- @resuming (new: Nothing)",
    "struct FaxStatusTotals: stopping: Option<i64> <- @stopping (new: Nothing)",
];

#[test]
fn version_2_1_differs_where_the_service_went_further_than_its_published_contract() {
    let added = [
        "port ApiPort at https://faxapi.monopond.com/api/fax/v2.1",
        "struct ApiFaxMessage: time_zone: Option<String> <- TimeZone (new: Nothing)",
        "struct ApiFaxMessageStatusResults: csi: Option<String> <- @csi (new: Nothing)",
        "struct ApiFaxMessageStatusResults: date_dncr_washed: Option<types::DateTime> <- @dateDncrWashed (new: Nothing)",
        "struct ApiFaxMessageStatusResults: dncr_transaction_id: Option<String> <- @dncrTransactionId (new: Nothing)",
        "struct DeleteFaxDocumentRequest: broadcast_ref: Option<String> <- BroadcastRef (new: Nothing)",
        "struct DeleteFaxDocumentRequest: document_ref: Option<String> <- DocumentRef (new: Nothing)",
        "struct DeleteFaxDocumentRequest: message_ref: Option<String> <- MessageRef (new: Nothing)",
        "struct DeleteFaxDocumentRequest: send_ref: Option<String> <- SendRef (new: Nothing)",
    ];
    let added: Vec<_> = added
        .into_iter()
        .chain(TOTALS)
        .chain(["struct SendFaxRequest: time_zone: Option<String> <- TimeZone (new: Nothing)"])
        .collect();
    let removed = [
        "port ApiPort at http://api.monopond.com/fax/soap/v2.1",
        "struct DeleteFaxDocumentRequest: document_ref: String <- DocumentRef (new: Argument)",
    ];
    check("fax-v2.1.wsdl", &added, &removed);
}

#[test]
fn version_2_differs_by_the_totals() {
    check("fax-v2.wsdl", &TOTALS, &[]);
}

fn check(contract: &str, added: &[&str], removed: &[&str]) {
    let Some(published) = published("monopond") else { return };
    assert_differences(&Path::new(OURS).join(contract), &published.join(contract), added, removed);
}
