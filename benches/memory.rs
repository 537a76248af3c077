//! Peak memory of reading and writing Monopond's messages, above what is there before. See `README.md`.
//!
//! It stands apart from the times, because counting takes time.

#![allow(missing_docs, unreachable_pub, dead_code, reason = "nothing here is an interface")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout)]

mod common;

use common::{data, serde_structs};
use peak_alloc::PeakAlloc;
use xsd_runtime::types::{Base64, to_text};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Bytes of the file that is sent.
const FILE: usize = 20 << 20;

fn main() {
    let payload = data::status_payload();
    let client = common::client(data::status_reply());
    println!("\ndecode the FaxStatus reply; peak over its {:.2} MB", payload.len() as f64 / 1e6);
    print("serde and quick-xml", payload.len(), || serde_structs::decode(&payload));
    print("generated", payload.len(), || common::decode(&payload));
    print("generated, a whole call", payload.len(), || common::fax_status(&client));

    let file = data::document(FILE);
    let base64 = to_text(&Base64::new(file.clone()));
    let len = base64.len();
    println!(
        "\nsend a file of 20 MiB; peak over the request itself, and its {:.2} MB of base64",
        len as f64 / 1e6
    );
    let request = serde_structs::send_request(base64.clone());
    print("serde and quick-xml, from base64", len, || serde_structs::encode(&request));
    let request = data::send_request(Base64::from_encoded(base64).expect("base64"));
    print("generated, from base64", len, || common::encode(&request));
    let request = data::send_request(Base64::new(file));
    print("generated, from bytes", len, || common::encode(&request));
    let answer = data::SENT_REPLY;
    let client = common::client(answer.to_owned());
    print("generated, from bytes, a whole call", len, || common::finish(client.send_fax(&request)));
}

/// Prints how far the heap grows while `run` runs, in MB and relative to `bytes`.
fn print<T>(name: &str, bytes: usize, run: impl Fn() -> T) {
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    drop(run());
    let peak = HEAP.peak_usage() - before;
    println!("{name:38} {:>10.2} MB {:>10.2}", peak as f64 / 1e6, peak as f64 / bytes as f64);
}
