//! What is fuzzed: whatever the bytes, each of these returns. `tests/fuzz_seeds.rs` runs them on the seeds.
#![allow(dead_code, reason = "each target uses one of these")]

use fax_bindings::monopond::v2_1::{self, elements};
use xsd_runtime::soap::{Body, Incoming};
use xsd_runtime::{Limits, RawXml, Reader, Writer, decode_text};

/// The reader: any text, read as raw XML. What was accepted is read back equal.
pub(crate) fn reader(bytes: &[u8]) {
    let Ok(text) = decode_text(bytes, None) else { return };
    if let Ok(raw) = RawXml::parse(&text) {
        let again = RawXml::parse(raw.as_str()).expect("what was read once can be read again");
        assert_eq!(again, raw);
    }
}

/// A typed decode: as a document, and as the body of an envelope. What was accepted is written and read back equal.
pub(crate) fn decode(bytes: &[u8]) {
    let Ok(text) = decode_text(bytes, None) else { return };
    let root = elements::FAX_STATUS_RESPONSE;
    let document = Reader::new(&text, &Limits::default())
        .and_then(|mut reader| reader.document::<v2_1::FaxStatusResponse>(root));
    if let Ok(value) = document {
        let written = Writer::document(root, &value).expect("what was read can be written");
        let mut reader = Reader::new(&written, &Limits::default()).expect("what was written is XML");
        assert_eq!(
            reader.document::<v2_1::FaxStatusResponse>(root).expect("what was written can be read"),
            value
        );
    }
    if let Ok(incoming) = Incoming::parse(bytes, Some("text/xml; charset=utf-8"), &Limits::default()) {
        let _outcome = incoming.body::<v2_1::SendFaxRequest>(Body::Element(elements::SEND_FAX_REQUEST));
    }
}

/// The contract loader: the generator ends with code or with diagnostics.
pub(crate) fn contract(bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("fuzz-contract-{}.wsdl", std::process::id()));
    std::fs::write(&path, bytes).expect("the temporary folder can be written");
    let _outcome = xsd_codegen::Builder::new().contract(&path).generate();
    let _removed = std::fs::remove_file(&path);
}
