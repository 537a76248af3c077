//! The program that the samples go through: the code of their contracts, and what connects its server to its client.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use xsd_codegen::Builder;

use crate::CORPUS;
use crate::rows::Sample;
use crate::scratch::{Scratch, operations};

/// Writes the program, with the messages of each sample. Gives the samples that it runs, and those for whose contract or
/// message there is no code.
pub(crate) fn write<'s>(scratch: &Scratch, samples: &'s [Sample]) -> (Vec<&'s Sample>, Vec<&'s Sample>) {
    let mut contracts = BTreeMap::<&str, Vec<&Sample>>::new();
    for sample in samples {
        contracts.entry(&sample.contract).or_default().push(sample);
    }
    let (mut library, mut calls) = ("mod proxy;\n".to_owned(), String::new());
    let (mut run, mut without) = (Vec::new(), Vec::new());
    for (number, (contract, samples)) in contracts.into_iter().enumerate() {
        let Ok(code) = Builder::new().contract(entry(contract)).server(true).generate() else {
            without.extend(samples);
            continue;
        };
        let proxied = proxied(&code, &samples);
        scratch.file(&format!("src/contract_{number}.rs.in"), &format!("{code}\n{proxied}"));
        writeln!(library, "/// {contract}\npub mod c{number} {{ include!(\"contract_{number}.rs.in\"); }}")
            .unwrap();
        for sample in samples {
            let (Some(request), folder) = (&sample.request, sample.folder()) else {
                without.push(sample);
                continue;
            };
            let copy = |from: &Path, to: &str| {
                scratch.file(&format!("{folder}/{to}"), &std::fs::read_to_string(from).unwrap());
            };
            copy(request, "request.xml");
            if let Some(response) = &sample.response {
                copy(response, "response.xml");
            }
            scratch.file(&format!("{folder}/content-type"), sample.content_type);
            writeln!(calls, "proxy::exchange({folder:?}, c{number}::proxied::Proxied);").unwrap();
            run.push(sample);
        }
    }
    scratch.file("src/proxy.rs", include_str!("proxy.rs"));
    scratch.library(&format!("{library}\n/// Sends all samples.\npub fn run() {{\n{calls}}}\n"));
    (run, without)
}

/// The file of a contract.
fn entry(contract: &str) -> PathBuf {
    let corpus = Path::new(CORPUS);
    let manifest = std::fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    let mut rows = manifest.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let column = |name: &str| header.iter().position(|title| *title == name).unwrap();
    let [id, folder, entry] = ["id", "folder", "entry"].map(column);
    let row = rows.find(|row| row[id] == contract).unwrap();
    corpus.join(row[folder]).join(row[entry])
}

/// A service of the operations that the samples call, which passes on what it is told. It stands among the generated code,
/// where the operations can be seen.
fn proxied(code: &str, samples: &[&Sample]) -> String {
    let is_called =
        |operation: &operations::Operation| samples.iter().any(|sample| sample.operation == operation.name);
    let called: Vec<_> =
        operations::of(code).into_iter().filter(is_called).map(|operation| operation.path).collect();
    let headers = headers(code);
    let routes: String = called.iter().map(|path| format!("{path}.route(), ")).collect();
    let arms: String = called
        .iter()
        .enumerate()
        .map(|(index, path)| format!("{index} => self.0.pass(&mut received, &{path}, client).await,\n"))
        .collect();
    format!(
        "pub(crate) mod proxied {{
            #[allow(unused_imports, reason = \"headers of simple types name them so\")]
            use ::xsd_runtime::types::*;
            #[allow(unused_imports, reason = \"not every contract has headers\")]
            use super::*;
            use ::xsd_runtime::soap::server::{{Received, Response, Route, Service}};
            use ::xsd_runtime::soap::{{Fault, NoFault}};

            pub(crate) struct Proxied(pub(crate) crate::proxy::Proxy);

            impl Service for Proxied {{
                const ROUTES: &'static [Route] = &[{routes}];

                async fn call(&self, index: usize, mut received: Received) -> Result<Response, Fault<NoFault>> {{
                    let client = self.0.client(&received);
                    {headers}
                    match index {{
                        {arms}
                        _ => Err(Fault::server(\"no such operation\")),
                    }}
                }}
            }}
        }}"
    )
}

/// Takes over each header block that a client of the contract can send.
fn headers(code: &str) -> String {
    let mut statements = String::new();
    for method in code.split("header: impl Into<").skip(1) {
        let ty = method.split_once(">) -> Self").unwrap().0;
        let arguments = method.split_once(".with_header(").unwrap().1;
        let name = arguments.split_once(',').unwrap().0;
        writeln!(statements, "let client = self.0.header::<{ty}>(client, received.context(), {name});")
            .unwrap();
    }
    statements
}
