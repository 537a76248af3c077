//! `cargo check` of what was generated: a crate for each contract, in a workspace that stays for the next run.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::contracts::Contract;

/// What has changed is checked anew as a whole: files for doing it in parts would take longer to write.
const PROFILE: &str = "[profile.dev]\nincremental = false\n";

/// What came of one crate. Time and memory are 0 where nothing had to be done, as it was done before.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) error: Option<String>,
    pub(crate) seconds: f64,
    /// When its compiler was first seen.
    started: Option<Instant>,
    /// The most that the compiler had in memory.
    pub(crate) mebibytes: u64,
}

/// Checks the code of each contract, and gives what came of it by the contract's name.
pub(crate) fn check(crates: &[(&Contract, &str)]) -> HashMap<String, Outcome> {
    let workspace = workspace(crates);
    let mut outcomes: HashMap<String, Outcome> =
        crates.iter().map(|(contract, _)| (package(&contract.name), Outcome::default())).collect();
    let cargo = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--keep-going", "--workspace"])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let id = cargo.id();
    let (done, ended) = std::sync::mpsc::channel();
    let output = std::thread::scope(|scope| {
        let waiting = scope.spawn(move || {
            let output = cargo.wait_with_output().unwrap();
            done.send(()).unwrap();
            output
        });
        while ended.recv_timeout(Duration::from_millis(20)).is_err() {
            watch(id, &mut outcomes);
        }
        waiting.join().unwrap()
    });
    if !output.status.success() {
        blame(&String::from_utf8_lossy(&output.stderr), &mut outcomes);
    }
    let name = |contract: &Contract| contract.name.clone();
    let mut outcome = |contract: &Contract| outcomes.remove(&package(&contract.name)).unwrap_or_default();
    crates.iter().map(|(contract, _)| (name(contract), outcome(contract))).collect()
}

/// Writes the crates. A file that is there with the same content stays as it is, so that cargo does nothing about it.
fn workspace(crates: &[(&Contract, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut members = String::new();
    for (contract, code) in crates {
        let package = package(&contract.name);
        let runtime = root.join("xsd-runtime");
        let manifest = format!(
            "[package]\nname = \"{package}\"\nedition = \"2024\"\n[dependencies]\n\
             xsd-runtime = {{ path = {runtime:?}, features = [\"server\"] }}\n"
        );
        let library = "#![deny(warnings, missing_docs, rust_2018_idioms, unreachable_pub)]\n//! Scratch.\n\
             /// One.\npub mod contract { include!(\"contract.rs.in\"); }\n";
        write(&folder.join(&package).join("Cargo.toml"), &manifest);
        write(&folder.join(&package).join("src/lib.rs"), library);
        write(&folder.join(&package).join("src/contract.rs.in"), code);
        write!(members, "{package:?}, ").unwrap();
    }
    write(
        &folder.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n{PROFILE}"),
    );
    // The same versions as here, so that nothing has to be fetched.
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
    if !folder.join("Cargo.lock").exists() {
        write(&folder.join("Cargo.lock"), &lock);
    }
    folder
}

fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The name of a contract as that of a package.
fn package(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(str::to_lowercase).collect();
    format!("corpus_{}", words.join("_"))
}

/// Notes how long each compiler runs already, and how much memory it has had; where /proc says it.
fn watch(cargo: u32, outcomes: &mut HashMap<String, Outcome>) {
    let Ok(processes) = std::fs::read_dir("/proc") else { return };
    for process in processes.flatten() {
        let folder = process.path();
        let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap_or_default();
        let command = read("cmdline");
        let mut words = command.split('\0');
        let Some(package) = words.by_ref().find(|word| *word == "--crate-name").and_then(|_| words.next())
        else {
            continue;
        };
        let status = read("status");
        let number = |key: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(key))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        let Some(outcome) = outcomes.get_mut(package).filter(|_| number("PPid:") == Some(cargo.into()))
        else {
            continue;
        };
        outcome.seconds = outcome.started.get_or_insert_with(Instant::now).elapsed().as_secs_f64();
        outcome.mebibytes = outcome.mebibytes.max(number("VmHWM:").unwrap_or_default() >> 10);
    }
}

/// Gives what the compiler said to the crates that it names. Fails with all of it where it names none.
fn blame(said: &str, outcomes: &mut HashMap<String, Outcome>) {
    let short: String = said.lines().take(60).collect::<Vec<_>>().join("\n");
    let mut found = false;
    for (package, outcome) in outcomes.iter_mut() {
        if said.contains(&format!("could not compile `{package}`")) {
            let place = said.lines().position(|line| line.contains(&format!("{package}/src/"))).unwrap_or(0);
            let lines: Vec<_> = said.lines().skip(place.saturating_sub(1)).take(12).collect();
            outcome.error = Some(lines.join("\n"));
            found = true;
        }
    }
    assert!(found, "{short}");
}
