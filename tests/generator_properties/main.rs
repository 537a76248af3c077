//! Random schemas: each is generated, twice to the same bytes, compiles without a warning, and random documents that it
//! allows are the same when they were read and written, with nothing in the report.
//!
//! `GENERATOR_SCHEMAS` says how many there are, `GENERATOR_SEED` what the first one is made of; each has the seed after
//! that of the one before it. The contracts and documents stay where a mistake says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what is wrong by failing"
)]

mod grammar;
mod instance;
mod random;
mod schema;
#[path = "../scratch/mod.rs"]
#[allow(dead_code, reason = "what this test has no need of, another one has")]
mod scratch;
mod text;
mod values;

use std::fmt::Write;
use std::panic::catch_unwind;
use std::path::Path;

use random::Random;
use scratch::xml::{Content, Element};
use scratch::{Scratch, operations};
use xsd_codegen::{Builder, Output};

/// How many schemas there are unless told otherwise; few, for they have to be compiled.
const SCHEMAS: usize = 12;
/// How many schemas are compiled in one crate.
const BATCH: usize = 12;
/// Types of a schema.
const TYPES: usize = 9;
/// Documents of each root.
const DOCUMENTS: usize = 12;
/// Notes of the generator that say where the order of elements is not kept.
const LOSE_ORDER: [&str; 4] = ["flat-choice", "flat-sequence", "repeated-name", "repeated-wildcard"];

#[test]
fn what_a_schema_allows_survives_read_write_and_read() {
    let number = |key: &str, default| std::env::var(key).map_or(default, |text| text.parse().unwrap());
    let first = number("GENERATOR_SEED", 1);
    let seeds: Vec<usize> = (first..first + number("GENERATOR_SCHEMAS", SCHEMAS)).collect();
    let mut wrong = Vec::new();
    let (mut documents, mut in_order) = (0, 0);
    for (number, seeds) in seeds.chunks(BATCH).enumerate() {
        let scratch = Scratch::new("generator-properties", &format!("batch_{number}"));
        let folder = scratch.path("documents");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).unwrap();
        }
        let cases: Vec<Case> = seeds.iter().filter_map(|seed| case(&scratch, *seed, &mut wrong)).collect();
        program(&scratch, &cases);
        let printed = scratch.run();
        wrong.extend(printed.lines().map(|line| format!("{}", scratch.path(line).display())));
        for document in cases.iter().flat_map(|case| &case.documents) {
            documents += 1;
            in_order += usize::from(document.is_in_order);
            wrong.extend(document.difference(&scratch));
        }
    }
    println!("{} schemas, {documents} documents, {in_order} of them in an order that is kept", seeds.len());
    let shown: Vec<&str> = wrong.iter().take(30).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), shown.join("\n"));
}

/// A schema with its documents.
struct Case {
    seed: usize,
    code: String,
    /// Namespace and name of each root, and the operation that has it.
    roots: Vec<(&'static str, String, String)>,
    documents: Vec<Document>,
}

struct Document {
    path: String,
    text: String,
    is_in_order: bool,
}

/// Generates the code of a schema, and writes documents of it.
fn case(scratch: &Scratch, seed: usize, wrong: &mut Vec<String>) -> Option<Case> {
    let mut random = Random::new(u64::try_from(seed).unwrap());
    let schema = grammar::schema(&mut random, TYPES);
    let roots = 0..schema.globals.len();
    let roots: Vec<usize> =
        roots.filter(|root| instance::instance(&schema, &mut Random::new(0), *root).is_some()).collect();
    let file = format!("contracts/{seed}.wsdl");
    let contract = text::contract(&schema, &roots);
    scratch.file(&file, &contract);
    let output = match generate(&scratch.path(&file)) {
        Ok(output) => output,
        Err(mistake) => {
            wrong.push(format!("{}: {mistake}", scratch.path(&file).display()));
            return None;
        }
    };
    let operations = operations::of(&output.code);
    let without_order = without_order(&output.notes, &contract);
    let mut case = Case { seed, code: output.code, roots: Vec::new(), documents: Vec::new() };
    for root in roots {
        let global = &schema.globals[root];
        let operation = operations.iter().find(|operation| operation.name == text::operation(root)).unwrap();
        let uri = schema.namespaces[global.namespace].uri;
        case.roots.push((uri, global.element.name.clone(), operation.path.clone()));
        for number in 0..DOCUMENTS {
            let instance = instance::instance(&schema, &mut random, root).unwrap();
            let path = format!("documents/{seed}/{}/{number}.xml", global.element.name);
            scratch.file(&path, &instance.text);
            let keeps =
                |declaration: &String| !without_order.iter().any(|line| line.starts_with(declaration));
            let is_in_order = instance.is_in_order && instance.declarations.iter().all(keeps);
            case.documents.push(Document { path, text: instance.text, is_in_order });
        }
    }
    Some(case)
}

/// The lines of the contract, a declaration each, where the generator says that order is not kept.
fn without_order<'c>(notes: &str, contract: &'c str) -> Vec<&'c str> {
    let notes = notes.split("note[").filter(|note| LOSE_ORDER.iter().any(|code| note.starts_with(code)));
    let places = notes.filter_map(|note| note.split_once("--> ")?.1.lines().next());
    let lines = places.filter_map(|place| place.rsplit(':').nth(1)?.parse::<usize>().ok());
    lines.filter_map(|line| contract.lines().nth(line - 1)).collect()
}

/// The code, the same in two runs.
fn generate(contract: &Path) -> Result<Output, String> {
    let run = || {
        let run = catch_unwind(|| Builder::new().contract(contract).run());
        run.map_err(|_| "the generator panicked".to_owned())?.map_err(|error| error.to_string())
    };
    let (one, other) = (run()?, run()?);
    match one.code == other.code {
        true => Ok(one),
        false => Err("two runs differ".to_owned()),
    }
}

/// Writes the program that reads the documents.
fn program(scratch: &Scratch, cases: &[Case]) {
    scratch.file("src/check.rs", include_str!("check.rs"));
    let (mut library, mut calls) = ("mod check;\n".to_owned(), String::new());
    for Case { seed, code, roots, .. } in cases {
        let mut trips = String::new();
        for (uri, local, operation) in roots {
            let name = format!("::xsd_runtime::Name::new({uri:?}, {local:?})");
            let folder = format!("documents/{seed}/{local}");
            writeln!(trips, "crate::check::round_trips(&{operation}, {name}, {folder:?});").unwrap();
        }
        let round_trips = format!("pub(crate) fn __round_trips() {{\n{trips}}}\n");
        scratch.file(&format!("src/schema_{seed}.rs.in"), &format!("{code}\n{round_trips}"));
        writeln!(library, "/// {seed}\npub mod s{seed} {{ include!(\"schema_{seed}.rs.in\"); }}").unwrap();
        writeln!(calls, "s{seed}::__round_trips();").unwrap();
    }
    scratch.library(&format!("{library}\n/// Reads all documents.\npub fn run() {{\n{calls}}}\n"));
}

impl Document {
    /// What is not as it was when it was read and written.
    fn difference(&self, scratch: &Scratch) -> Option<String> {
        let path = scratch.path(&self.path);
        // What could not be read or written was said before.
        let written = std::fs::read_to_string(format!("{}.written", path.display())).ok()?;
        let parsed = Element::parse(&self.text).and_then(|sent| Ok((sent, Element::parse(&written)?)));
        let is_same = match parsed {
            Ok((sent, written)) if self.is_in_order => sent == written,
            Ok((sent, written)) => sent.map(&in_one_order) == written.map(&in_one_order),
            Err(_) => false,
        };
        (!is_same).then(|| format!("{}: {}\nwritten: {written}", path.display(), self.text))
    }
}

/// The order is the same for all that differ in order alone.
fn in_one_order(content: &mut [Content]) {
    content.sort();
}
