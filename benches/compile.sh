#!/usr/bin/env bash
# What the generated code costs to compile: CPU seconds of a release build of fax-bindings alone, and wall seconds of a
# cold `cargo check` without HTTP. A new folder is used for the output, and removed at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

CARGO_TARGET_DIR=$(mktemp -d)
export CARGO_TARGET_DIR
trap 'rm -rf "$CARGO_TARGET_DIR"' EXIT
crate=(-p fax-bindings --no-default-features --features monopond)
TIMEFORMAT='%U CPU seconds, %R wall seconds'

cargo fetch --quiet

echo 'cargo check without HTTP, cold, dependencies included:'
time cargo check --quiet "${crate[@]}"

echo 'release build of fax-bindings alone:'
cargo build --release --quiet "${crate[@]}"
touch fax-bindings/src/lib.rs
time cargo build --release --quiet "${crate[@]}"
