//! Messages that other stacks sent: each goes through the generated server, and from there through the generated client,
//! out on the other side as it came in, and the answer goes the same way back.
//!
//! The messages are in `../shared/corpus`; `samples.tsv` says which of them their schemas allow. Of the others it is only
//! asked that they can be read, and what was out of order in them is counted.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what is wrong by failing"
)]

mod glue;
mod rows;
#[path = "../scratch/mod.rs"]
#[allow(dead_code, reason = "what this test has no need of, another one has")]
mod scratch;

use std::collections::BTreeMap;
// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;

use rows::Sample;
use scratch::Scratch;
use scratch::xml::{Content, Element};

const CORPUS: &str = "../shared/corpus";

/// Messages that are not what their contracts declare, and how.
const NOT_AS_DECLARED: [(&str, &str); 3] = [
    ("/Message__", "the part is bstrResourceID in the contract, and bstrResourceId in the messages"),
    ("_echoDate-", "the request is a template, with an element where the date goes"),
    ("_greetMeRpcLit", "the part has a namespace in the messages, where it must have none"),
];

#[test]
fn what_others_sent_comes_out_as_it_came_in() {
    let Some(samples) = rows::all() else {
        let _seen = writeln!(std::io::stderr(), "skipped: {CORPUS} is not there");
        return;
    };
    let scratch = Scratch::new("samples", "samples");
    let (run, without_code): (Vec<_>, Vec<_>) = glue::write(&scratch, &samples);
    let printed = scratch.run();
    let mut wrong = Vec::new();
    let (mut valid, mut unfit, mut tolerated) = (0, 0, BTreeMap::<&str, usize>::new());
    for sample in &run {
        valid += usize::from(sample.request_is_valid) + usize::from(sample.response_is_valid);
        let mut problems = differences(&scratch, sample);
        for (side, note) in notes(&printed, sample) {
            *tolerated.entry(side).or_default() += 1;
            let is_unfit = NOT_AS_DECLARED.iter().any(|(name, _)| sample.name.contains(name));
            match side {
                "error" if is_unfit => unfit += 1,
                "error" => problems.push(note.to_owned()),
                "response" if sample.response_is_valid => problems.push(note.to_owned()),
                _ => {}
            }
        }
        wrong.extend(problems.iter().map(|problem| format!("{}: {problem}", sample.name)));
    }
    println!(
        "{} exchanges, {valid} valid messages in them; {unfit} end with an error, as they are not what their contract \
         declares; notes: {tolerated:?}; {} exchanges of contracts that end with a diagnostic",
        run.len(),
        without_code.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the program said about a sample: side and note.
fn notes<'p>(printed: &'p str, sample: &Sample) -> Vec<(&'p str, &'p str)> {
    let lines =
        printed.lines().filter_map(|line| line.strip_prefix(sample.folder().as_str())?.strip_prefix('\t'));
    lines.filter_map(|line| line.split_once('\t')).collect()
}

/// Where what came out is not what went in.
fn differences(scratch: &Scratch, sample: &Sample) -> Vec<String> {
    let read = |file: &str| std::fs::read_to_string(scratch.path(&sample.folder()).join(file)).unwrap();
    let parse = |file: &str| Element::parse(&read(file));
    let headers = read("headers");
    let mut wrong = Vec::new();
    if sample.request_is_valid {
        match (parse("request.xml"), parse("forwarded.xml")) {
            (Ok(sent), Ok(written)) => {
                let blocks = |message: &Element| -> Vec<Element> {
                    let blocks = message.child("Header").into_iter().flat_map(Element::children);
                    blocks.filter(|block| headers.lines().any(|name| name == block.name.1)).cloned().collect()
                };
                if blocks(&sent) != blocks(&written) || sent.child("Body") != written.child("Body") {
                    wrong.push(format!("sent\n{}\nwritten\n{}", read("request.xml"), read("forwarded.xml")));
                }
            }
            (Err(error), _) | (_, Err(error)) => wrong.push(error),
        }
    }
    if sample.response_is_valid {
        match (parse("response.xml"), parse("answered.xml")) {
            (Ok(sent), Ok(written))
                if sent.clone().map(&write_numbers_in_one_way).child("Body")
                    == written.clone().map(&write_numbers_in_one_way).child("Body") => {}
            (Ok(_), Ok(_)) => {
                wrong.push(format!("sent\n{}\nwritten\n{}", read("response.xml"), read("answered.xml")));
            }
            (Err(error), _) | (_, Err(error)) => wrong.push(error),
        }
    }
    wrong
}

/// Others write all digits of a floating point number that they have.
fn write_numbers_in_one_way(content: &mut [Content]) {
    for content in content {
        if let Content::Text(text) = content
            && let Ok(number) = text.parse::<f32>()
        {
            *text = number.to_string();
        }
    }
}
