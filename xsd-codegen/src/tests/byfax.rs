//! Our transcription of byFax's contracts against the published ones, and against each other: they repeat types.
//! `wsdl/byfax/SOURCE.md` explains the differences.

use std::collections::BTreeMap;
use std::path::Path;

use super::published::{assert_differences, published};
use crate::Builder;

const OURS: &str = "../wsdl/byfax";

/// Contract, and the file that publishes it.
const CONTRACTS: [(&str, &str); 5] = [
    ("cover.wsdl", "cover.wsdl"),
    ("document.wsdl", "document.wsdl"),
    ("faxout.wsdl", "faxout.wsdl"),
    ("faxin-message.wsdl", "message.wsdl"),
    ("faxin-inventory.wsdl", "inventory.wsdl"),
];

/// Types that more than one of the contracts declares.
const SHARED: [&str; 19] = [
    "ApiResponse",
    "ApiResponseDocPreview",
    "ApiResponseFileDownload",
    "ApiResponseItemsCount",
    "FaxCompression",
    "FaxContact",
    "FaxContactArray",
    "FaxDocument",
    "FaxDocumentArray",
    "FaxFile",
    "FaxFileArray",
    "FaxMode",
    "FaxQuality",
    "ListPagination",
    "StateCodes",
    "UsernameToken",
    "floatArray",
    "intArray",
    "stringArray",
];

#[test]
fn only_faxout_differs_and_by_the_filters_that_the_published_contract_forbids() {
    let forbidden = [
        "forbidden ApiRequestFaxjobCountBroadcasts/broadcastRefs",
        "forbidden ApiRequestFaxjobCountBroadcasts/dateFrom",
        "forbidden ApiRequestFaxjobCountBroadcasts/dateTill",
        "forbidden ApiRequestFaxjobCountMessages/broadcastRefs",
        "forbidden ApiRequestFaxjobCountMessages/dateFrom",
        "forbidden ApiRequestFaxjobCountMessages/dateTill",
        "forbidden ApiRequestFaxjobCountMessages/messageRefs",
    ];
    let Some(folder) = published("byfax") else { return };
    for (ours, published) in CONTRACTS {
        let removed = if ours == "faxout.wsdl" { &forbidden[..] } else { &[] };
        assert_differences(&Path::new(OURS).join(ours), &folder.join(published), &[], removed);
    }
}

#[test]
fn the_contracts_generate_without_a_remark() {
    for (contract, _) in CONTRACTS {
        let output = Builder::new().contract(Path::new(OURS).join(contract)).server(true).run().unwrap();
        assert_eq!((&*output.warnings, &*output.notes), ("", ""), "{contract}");
    }
}

#[test]
fn types_that_several_contracts_declare_have_the_same_text_in_each() {
    let mut texts: BTreeMap<String, Vec<(&str, String)>> = BTreeMap::new();
    for (contract, _) in CONTRACTS {
        for (name, text) in named_types(&std::fs::read_to_string(Path::new(OURS).join(contract)).unwrap()) {
            texts.entry(name).or_default().push((contract, text));
        }
    }
    texts.retain(|_, declarations| declarations.len() > 1);
    assert_eq!(texts.keys().collect::<Vec<_>>(), SHARED);
    for (name, declarations) in texts {
        let (first, text) = &declarations[0];
        for (contract, other) in &declarations {
            assert!(other == text, "{name} of {contract} is not that of {first}");
        }
    }
}

/// The named types of a contract that is laid out as ours are, each with its text: structure and documentation.
fn named_types(contract: &str) -> Vec<(String, String)> {
    let mut types: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in contract.lines() {
        let name = line.strip_prefix("      <xs:").and_then(|rest| rest.split_once("Type name=\""));
        if let Some((_, rest)) = name {
            types.push((rest.split('"').next().unwrap().to_owned(), String::new()));
            inside = true;
        }
        if inside && let Some((_, text)) = types.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
        inside &= !line.starts_with("      </xs:");
    }
    types
}
