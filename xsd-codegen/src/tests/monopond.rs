//! Our transcription of Monopond's contracts against the published ones: the same model, but for the
//! differences that are named here (and explained in `wsdl/monopond/SOURCE.md`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::describe::describe;
use crate::Builder;
use crate::diagnostic::Diagnostics;
use crate::load::Sources;

const OURS: &str = "../wsdl/monopond";
const PUBLISHED: &str = "../../shared/contracts/monopond";

const TOTALS: [&str; 4] = [
    "struct FaxStatusTotals: paused: Option<i64> <- @paused (new: Nothing)",
    "struct FaxStatusTotals: pausing: Option<i64> <- @pausing (new: Nothing)",
    "struct FaxStatusTotals: resuming: Option<i64> <- @resuming (new: Nothing)",
    "struct FaxStatusTotals: stopping: Option<i64> <- @stopping (new: Nothing)",
];

#[test]
fn version_2_1_differs_where_the_service_went_further_than_its_published_contract() {
    let added = [
        "struct ApiFaxMessage: time_zone: Option<String> <- TimeZone (new: Nothing)",
        "struct ApiFaxMessageStatusResults: csi: Option<String> <- @csi (new: Nothing)",
        "struct ApiFaxMessageStatusResults: date_dncr_washed: Option<types::DateTime> <- @dateDncrWashed (new: Nothing)",
        "struct ApiFaxMessageStatusResults: dncr_transaction_id: Option<String> <- @dncrTransactionId (new: Nothing)",
        "struct DeleteFaxDocumentRequest: broadcast_ref: Option<String> <- BroadcastRef (new: Nothing)",
        "struct DeleteFaxDocumentRequest: document_ref: Option<String> <- DocumentRef (new: Nothing)",
        "struct DeleteFaxDocumentRequest: message_ref: Option<String> <- MessageRef (new: Nothing)",
        "struct DeleteFaxDocumentRequest: send_ref: Option<String> <- SendRef (new: Nothing)",
    ];
    let added = added
        .into_iter()
        .chain(TOTALS)
        .chain(["struct SendFaxRequest: time_zone: Option<String> <- TimeZone (new: Nothing)"]);
    let removed = ["struct DeleteFaxDocumentRequest: document_ref: String <- DocumentRef (new: Argument)"];
    assert_differences("fax-v2.1.wsdl", added.collect(), &removed);
}

#[test]
fn version_2_differs_by_the_totals() {
    assert_differences("fax-v2.wsdl", TOTALS.to_vec(), &[]);
}

fn assert_differences(contract: &str, added: Vec<&str>, removed: &[&str]) {
    let published = Path::new(PUBLISHED).join(contract);
    if !published.exists() {
        eprintln!("skipped: {} is not there", published.display());
        return;
    }
    let ours = Model::of(&Path::new(OURS).join(contract));
    let published = Model::of(&published);
    let difference = |a: &Model, b: &Model| a.facts.difference(&b.facts).cloned().collect::<Vec<_>>();
    assert_eq!(difference(&ours, &published), added);
    assert_eq!(difference(&published, &ours), removed);
    // Where both have the same elements they stand in the same order.
    for (item, order) in &published.orders {
        let ours = ours.orders.get(item).map_or(&[][..], Vec::as_slice);
        let common: Vec<_> = ours.iter().filter(|element| order.contains(element)).collect();
        assert_eq!(
            common,
            order.iter().filter(|element| ours.contains(element)).collect::<Vec<_>>(),
            "{item}"
        );
    }
}

/// A model as a set of facts, each with the item that it belongs to, and the order of elements in each item.
struct Model {
    facts: BTreeSet<String>,
    orders: BTreeMap<String, Vec<String>>,
}

impl Model {
    fn of(contract: &Path) -> Self {
        let builder = Builder::new().contract(contract).bindings(Path::new(OURS).join("bindings.toml"));
        let mut diagnostics = Diagnostics::default();
        let mut sources = Sources::beside(contract, &mut diagnostics);
        let file = builder.stages(&mut sources, &mut diagnostics);
        let text = describe(&file.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources))));
        let mut model = Self { facts: BTreeSet::new(), orders: BTreeMap::new() };
        let mut item = String::new();
        let mut operation = String::new();
        for line in text.lines() {
            match line.strip_prefix("  ") {
                None => {
                    item = line.split(" {").next().unwrap_or(line).to_owned();
                    model.facts.insert(line.to_owned());
                }
                Some(fact) => {
                    // What belongs to an operation stands under it, further in.
                    let owner = if fact.starts_with("  ") {
                        format!("{item} {operation}")
                    } else {
                        operation = fact.split(' ').next().unwrap_or_default().to_owned();
                        item.clone()
                    };
                    model.facts.insert(format!("{owner}: {}", fact.trim()));
                    if let Some((_, place)) =
                        fact.split_once(" <- ").filter(|(_, place)| !place.starts_with('@'))
                    {
                        model.orders.entry(item.clone()).or_default().push(place.to_owned());
                    }
                }
            }
        }
        model
    }
}
