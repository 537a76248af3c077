//! Contracts of other services and stacks: what is sound becomes Rust that compiles without a warning, all else a
//! diagnostic. Nothing panics and nothing hangs.
//!
//! The contracts are in `../shared/corpus`; where that is missing, those of the generator's cases take their place. A table
//! of what each one took is printed: `cargo test --test corpus -- --nocapture`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what is wrong by failing"
)]

mod compile;
mod contracts;
mod generate;

use contracts::Contract;
use generate::Generated;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

#[test]
fn sound_contracts_compile_and_all_others_are_told_why_not() {
    let contracts = contracts::all();
    let rows: Vec<(Contract, Generated)> =
        contracts.into_iter().map(|contract| (contract.clone(), generate::generate(&contract))).collect();
    let crates: Vec<_> =
        rows.iter().filter_map(|(contract, done)| Some((contract, done.code.as_deref()?))).collect();
    let compiled = compile::check(&crates);

    println!("{:56} {:>9} {:>8} {:>8} {:>8} {:>8}", "contract", "lines", "s", "MiB", "check s", "MiB");
    let mut wrong = Vec::new();
    let (mut sound, mut good, mut refused) = (0, 0, 0);
    for (contract, done) in &rows {
        let outcome = compiled.get(&contract.name);
        let (lines, seconds, memory) = (done.lines(), done.seconds, done.mebibytes);
        let (check_seconds, check_memory) =
            outcome.map_or((0.0, 0), |outcome| (outcome.seconds, outcome.mebibytes));
        println!(
            "{:56} {lines:>9} {seconds:>8.2} {memory:>8} {check_seconds:>8.1} {check_memory:>8}",
            contract.name
        );
        let problem = done.problem(contract).or_else(|| outcome.and_then(|outcome| outcome.error.clone()));
        sound += usize::from(contract.is_sound);
        good += usize::from(contract.is_sound && problem.is_none());
        refused += usize::from(!contract.is_sound && problem.is_none());
        wrong.extend(problem.map(|problem| format!("{}: {problem}", contract.name)));
    }
    println!(
        "{good} of {sound} sound contracts compile without a warning; {refused} of {} others end with a diagnostic",
        rows.len() - sound
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
