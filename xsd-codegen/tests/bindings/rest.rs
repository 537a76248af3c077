//! The types of REST services: made of the schemas of their OpenAPI contracts by typify, and tidied.

mod contract;
mod doc;
mod open_enum;
mod tidy;

use std::path::Path;

use typify::{TypeSpace, TypeSpaceSettings};

use contract::Contract;

const HEAD: &str = "// Generated from the schemas of the OpenAPI contract. Changes are overwritten; change the contract.\n\n";

/// A contract, and what becomes of it.
struct Binding {
    contract: &'static str,
    types: &'static str,
    /// Schemas that are written by hand: lists and envelopes, which are one generic type there, and requests that take
    /// something else than the service does.
    by_hand: &'static [&'static str],
}

const BINDINGS: &[Binding] = &[
    Binding {
        contract: "../openapi/kazoo-faxes.json",
        types: "../fax-bindings/src/kazoo/types.rs",
        by_hand: &[
            "ApiAuthRequest",
            "ArchivedFaxList",
            "ArchivedFaxResponse",
            "DeletedAttachment",
            "DeletedAttachmentResponse",
            "ErrorEnvelope",
            "FaxJobList",
            "FaxJobResponse",
            "FaxboxList",
            "FaxboxPatchRequest",
            "FaxboxRequest",
            "FaxboxResponse",
            "ForwardRequest",
            "IdentityResponse",
            "NewFaxMultipart",
            "NewFaxRequest",
            "PageMeta",
            "ResponseMeta",
            "ResubmitRequest",
            "SmtpLogEntryResponse",
            "SmtpLogList",
            "Tokens",
            "UserAuthRequest",
            "ValidationErrors",
        ],
    },
    Binding {
        contract: "../openapi/sipgate-fax.json",
        types: "../fax-bindings/src/sipgate/types.rs",
        by_hand: &[
            "ErrorBody",
            "FaxlineList",
            "GroupFaxlineList",
            "HistoryBatch",
            "HistoryList",
            "SendFaxRequest",
            "SendFaxResponse",
        ],
    },
];

#[test]
fn checked_in_types_are_up_to_date() {
    for binding in BINDINGS {
        super::assert_up_to_date(binding.types, &generated(binding));
    }
}

#[test]
fn what_is_written_by_hand_is_in_the_contract() {
    for binding in BINDINGS {
        let contract = Contract::read(Path::new(binding.contract));
        for name in binding.by_hand {
            assert!(contract.schemas().contains_key(*name), "{name}");
        }
    }
}

/// The types of a contract: structs, then text of known values.
fn generated(binding: &Binding) -> String {
    let contract = Contract::read(Path::new(binding.contract));
    let mut settings = TypeSpaceSettings::default();
    settings.with_struct_builder(false);
    let mut enums = String::new();
    for (name, schema) in contract.schemas() {
        if contract::is_open_enum(schema) {
            enums += &open_enum::write(name, schema);
            enums.push('\n');
            settings.with_replacement(name, name, std::iter::empty());
        } else if contract::is_secret(schema) {
            let kind =
                if schema["format"] == "uri" { "crate::rest::SecretUrl" } else { "crate::rest::Secret" };
            settings.with_replacement(name, kind, std::iter::empty());
        } else if let Some(kind) = contract::rust_type(schema) {
            settings.with_replacement(name, kind, std::iter::empty());
        }
    }
    let mut space = TypeSpace::new(&settings);
    let schemas = contract.prepared(binding.by_hand);
    space.add_root_schema(serde_json::from_value(schemas).unwrap()).unwrap();
    let structs = tidy::structs(space.to_stream(), &contract);
    format!("{HEAD}{structs}{}\n", enums.trim_end())
}
