//! Replies recorded from other stacks, where they are at hand.

// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::path::Path;

use xsd_runtime::soap::{Body, Error, HttpRequest, HttpResponse, Incoming, Sending, Transport};
use xsd_runtime::{Limits, Name};

use crate::messages::Fax;

/// Answers with this envelope.
struct Canned(Vec<u8>);

impl Transport for Canned {
    fn send(&self, _: HttpRequest) -> Sending<'_> {
        let body = self.0.clone();
        Box::pin(async { Ok(HttpResponse { status: 500, content_type: None, body }) })
    }
}

#[test]
fn recorded_replies_are_envelopes_and_recorded_faults_are_faults() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/captures/wire");
    let Ok(files) = std::fs::read_dir(&folder) else {
        let _seen = writeln!(std::io::stderr(), "skipped: no recorded replies at {}", folder.display());
        return;
    };
    let (mut replies, mut faults) = (0, 0);
    for file in files.map(|file| file.unwrap().path()) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".res.xml") {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap();
        let incoming = Incoming::parse(&bytes, None, &Limits::default())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let root = incoming.root().unwrap_or_else(|| panic!("{name} is empty"));
        if *root == Name::new(incoming.version().namespace(), "Fault") {
            let client =
                Fax::builder().endpoint("https://fax.example/").transport(Canned(bytes)).build().unwrap();
            let Err(Error::Fault(fault)) = client.ping().wait() else { panic!("{name} is no fault") };
            assert!(!fault.reason().is_empty() && !fault.code().name().text().is_empty(), "{name}");
            assert!(fault.report().is_empty(), "{name}: {}", fault.report());
            faults += 1;
        } else {
            incoming
                .body::<xsd_runtime::RawXml>(Body::Parts)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            replies += 1;
        }
    }
    assert!(replies > 0 && faults > 0, "{replies} replies, {faults} faults");
}
