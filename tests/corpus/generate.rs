//! One contract through the generator, twice.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use xsd_codegen::Builder;

use crate::MEMORY;
use crate::contracts::Contract;

/// Longest that one run may take: many times what the largest contract needs in a debug build.
const LIMIT: Duration = Duration::from_secs(120);

pub(crate) struct Generated {
    /// The code, or what was wrong.
    pub(crate) code: Option<String>,
    error: Option<String>,
    is_warned_of: bool,
    is_repeatable: bool,
    pub(crate) seconds: f64,
    /// The most that was allocated while it ran.
    pub(crate) mebibytes: usize,
}

/// Generates client and server of a contract.
pub(crate) fn generate(contract: &Contract) -> Generated {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let started = Instant::now();
    let first = run(contract);
    let (seconds, peak) = (started.elapsed().as_secs_f64(), MEMORY.peak_usage());
    let is_repeatable = run(contract) == first;
    let mebibytes = peak.saturating_sub(before) >> 20;
    let (code, error, is_warned_of) = match first {
        Ok((code, warnings)) => (Some(code), None, !warnings.is_empty()),
        Err(error) => (None, Some(error), false),
    };
    Generated { code, error, is_warned_of, is_repeatable, seconds, mebibytes }
}

/// The code with the warnings, or the diagnostics; a panic, and too long a run, fail the test.
fn run(contract: &Contract) -> Result<(String, String), String> {
    let (sender, receiver) = channel();
    let builder = Builder::new().contract(&contract.path).server(true);
    let generator = thread::spawn(move || {
        let result = builder.run().map(|output| (output.code, output.warnings));
        let result = result.map_err(|error| error.to_string());
        // Nobody waits any more where it took too long.
        drop(sender.send(result));
    });
    match receiver.recv_timeout(LIMIT) {
        Ok(result) => {
            generator.join().unwrap();
            result
        }
        Err(RecvTimeoutError::Timeout) => panic!("{}: no end after {} s", contract.name, LIMIT.as_secs()),
        Err(RecvTimeoutError::Disconnected) => panic!("{}: the generator panicked", contract.name),
    }
}

impl Generated {
    pub(crate) fn lines(&self) -> usize {
        self.code.as_deref().map_or(0, |code| code.lines().count())
    }

    /// What is not as it is due, apart from compiling.
    pub(crate) fn problem(&self, contract: &Contract) -> Option<String> {
        if !self.is_repeatable {
            return Some("two runs differ".to_owned());
        }
        match (&self.error, contract.is_sound) {
            (Some(error), true) => Some(error.clone()),
            (Some(error), false) if !error.contains("error[") => Some(format!("no diagnostic: {error}")),
            (None, false) if !self.is_warned_of => {
                Some("it refers to what is not there, and no warning says so".to_owned())
            }
            _ => None,
        }
    }
}
