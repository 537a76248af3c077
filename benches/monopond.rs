//! Speed of reading and writing Monopond's messages, and of generating the code that does. See `README.md`.

#![allow(missing_docs, unreachable_pub, dead_code, reason = "nothing here is an interface")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout)]

mod common;

use std::any::Any;
use std::hint::black_box;
use std::time::{Duration, Instant};

use common::{data, serde_structs};
use xsd_codegen::Builder;
use xsd_runtime::types::{Base64, to_text};

/// How often each row is measured; the rows take turns, so that what disturbs the machine disturbs all of them.
const ROUNDS: usize = 101;

fn main() {
    // Freeing this once makes the allocator keep what is freed later, as it does in a program that has run for a while.
    drop(black_box(vec![1_u8; 16 << 20]));
    decode();
    encode();
    generate("fax-v2.wsdl");
    generate("fax-v2.1.wsdl");
}

/// One way to do the work of a table.
struct Row<'a> {
    name: &'static str,
    run: Box<dyn Fn() -> Box<dyn Any> + 'a>,
}

impl<'a> Row<'a> {
    fn new<T: 'static>(name: &'static str, run: impl Fn() -> T + 'a) -> Self {
        Self { name, run: Box::new(move || Box::new(black_box(run()))) }
    }

    /// How long one run takes, after another that leaves caches and heap as this row likes them. Dropping the result
    /// is not part of it.
    fn time(&self) -> Duration {
        drop((self.run)());
        let start = Instant::now();
        let result = (self.run)();
        let time = start.elapsed();
        drop(result);
        time
    }
}

fn decode() {
    let payload = data::status_payload();
    let reply = data::status_reply();
    let client = common::client(reply.clone());
    let rows = [
        Row::new("floor: quick-xml events, attributes", || common::walk(black_box(&payload))),
        Row::new("serde and quick-xml", || serde_structs::decode(black_box(&payload))),
        Row::new("generated", || common::decode(black_box(&payload))),
        Row::new("generated, a whole call", || common::fax_status(black_box(&client))),
    ];
    table("decode the FaxStatus reply", payload.len(), &rows);
}

fn encode() {
    let document = data::document(data::DOCUMENT);
    let base64 = to_text(&Base64::new(document.clone()));
    let serde_request = serde_structs::send_request(base64.clone());
    let encoded_request = data::send_request(Base64::from_encoded(base64).expect("base64"));
    let raw_request = data::send_request(Base64::new(document));
    let xml = common::encode(&encoded_request);
    let rows = [
        Row::new("floor: memcpy", || black_box(&xml).clone()),
        Row::new("serde and quick-xml, from base64", || serde_structs::encode(black_box(&serde_request))),
        Row::new("generated, from base64", || common::encode(black_box(&encoded_request))),
        Row::new("generated, from bytes", || common::encode(black_box(&raw_request))),
    ];
    table("encode the SendFax request", xml.len(), &rows);
}

/// Prints the median of each row, and its speed beside that of the first.
fn table(title: &str, bytes: usize, rows: &[Row<'_>]) {
    println!("\n{title}, {:.2} MB", bytes as f64 / 1e6);
    println!("{:38} {:>10} {:>10} {:>10}", "", "median µs", "MB/s", "of floor");
    let mut times = vec![Vec::with_capacity(ROUNDS); rows.len()];
    for _ in 0..ROUNDS {
        for (row, times) in rows.iter().zip(&mut times) {
            times.push(row.time());
        }
    }
    let medians: Vec<f64> = times.into_iter().map(|times| median(times).as_secs_f64()).collect();
    for (row, seconds) in rows.iter().zip(&medians) {
        let speed = bytes as f64 / seconds / 1e6;
        println!("{:38} {:>10.1} {speed:>10.0} {:>10.2}", row.name, seconds * 1e6, medians[0] / seconds);
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn generate(contract: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("wsdl/monopond").join(contract);
    let builder = Builder::new().contract(path);
    let code = builder.generate().expect("a good contract");
    let row = Row::new("", || builder.generate());
    let time = median((0..ROUNDS).map(|_| row.time()).collect());
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    let lines = code.lines().filter(is_code).count();
    println!("\ngenerate {contract}: {:.1} ms, {lines} lines of code", time.as_secs_f64() * 1e3);
}
