//! The seeds of the fuzz targets, and every shortened form of them, run on a stable compiler.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "../fuzz/src/targets.rs"]
mod targets;

use std::path::Path;

#[test]
fn reader_returns_on_every_seed() {
    replay("reader", 1, targets::reader);
}

#[test]
fn decode_returns_on_every_seed() {
    replay("decode", 1, targets::decode);
}

#[test]
fn contract_returns_on_every_seed() {
    // The generator is slower: a few cuts of each seed tell as much.
    replay("contract", 97, targets::contract);
}

fn replay(target: &str, step: usize, run: fn(&[u8])) {
    let folder = Path::new("fuzz/seeds").join(target);
    let mut seeds = 0;
    for seed in folder.read_dir().unwrap() {
        let bytes = std::fs::read(seed.unwrap().path()).unwrap();
        run(&bytes);
        (0..bytes.len()).step_by(step).for_each(|end| run(&bytes[..end]));
        (0..bytes.len()).step_by(step).for_each(|at| {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x11;
            run(&flipped);
        });
        seeds += 1;
    }
    assert!(seeds > 0, "{} has no seed", folder.display());
}
