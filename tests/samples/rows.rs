//! Which messages there are.

use std::path::{Path, PathBuf};

use crate::CORPUS;

/// A request and the response to it.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) contract: String,
    pub(crate) operation: String,
    /// The request; where the sample has none, that of another one of the operation.
    pub(crate) request: Option<PathBuf>,
    pub(crate) response: Option<PathBuf>,
    pub(crate) content_type: &'static str,
    pub(crate) request_is_valid: bool,
    pub(crate) response_is_valid: bool,
    number: usize,
}

impl Sample {
    /// Its folder in the program's.
    pub(crate) fn folder(&self) -> String {
        format!("samples/{}", self.number)
    }
}

/// All of them; `None` where the corpus is not there.
pub(crate) fn all() -> Option<Vec<Sample>> {
    let table = std::fs::read_to_string(Path::new(CORPUS).join("samples.tsv")).ok()?;
    let mut rows = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let column = |name: &str| header.iter().position(|title| *title == name).unwrap();
    let [contract, operation, request, response] =
        ["wsdl_id", "operation", "request", "response"].map(column);
    let [soap, valid] = ["soap", "schema_valid"].map(column);
    let path = |text: &str| (!text.is_empty()).then(|| Path::new(CORPUS).join(text));
    let mut samples: Vec<Sample> = rows
        .enumerate()
        .map(|(number, row)| Sample {
            name: format!("{} {}", row[contract], [row[request], row[response]].join(" ")),
            contract: row[contract].to_owned(),
            operation: row[operation].to_owned(),
            request: path(row[request]),
            response: path(row[response]),
            content_type: if row[soap] == "1.2" { "application/soap+xml" } else { "text/xml" },
            request_is_valid: row[valid].contains("request=yes"),
            response_is_valid: row[valid].contains("response=yes"),
            number,
        })
        .collect();
    for index in 0..samples.len() {
        if samples[index].request.is_none() {
            let is_same = |other: &&Sample| {
                (&other.contract, &other.operation) == (&samples[index].contract, &samples[index].operation)
            };
            samples[index].request = samples.iter().filter(is_same).find_map(|other| other.request.clone());
        }
    }
    Some(samples)
}
