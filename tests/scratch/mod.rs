//! Programs of generated code, compiled where they stay for the next run.

pub(crate) mod operations;
pub(crate) mod xml;

use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate: a library, whose code no warning is let through, and a program that calls its function `run`.
pub(crate) struct Scratch {
    folder: PathBuf,
    target: PathBuf,
    name: String,
}

impl Scratch {
    /// The crate `name` of a group of crates, which share what they depend on.
    pub(crate) fn new(group: &str, name: &str) -> Self {
        let group = Path::new(env!("CARGO_TARGET_TMPDIR")).join(group);
        let scratch = Self { folder: group.join(name), target: group.join("target"), name: name.to_owned() };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let runtime = root.join("xsd-runtime");
        scratch.file(
            "Cargo.toml",
            &format!(
                "[workspace]\n[package]\nname = \"{name}\"\nedition = \"2024\"\n[dependencies]\n\
                 xsd-runtime = {{ path = {runtime:?}, features = [\"server\"] }}\n\
                 [profile.dev]\ndebug = false\n"
            ),
        );
        scratch.file("src/main.rs", &format!("fn main() {{ {name}::run() }}\n"));
        // The same versions as here, so that nothing has to be fetched.
        if !scratch.path("Cargo.lock").exists() {
            scratch.file("Cargo.lock", &std::fs::read_to_string(root.join("Cargo.lock")).unwrap());
        }
        scratch
    }

    /// The library. What it includes is written by [`file`](Self::file), below `src`.
    pub(crate) fn library(&self, code: &str) {
        let deny = "#![deny(warnings, missing_docs, rust_2018_idioms, unreachable_pub)]\n//! Scratch.\n";
        self.file("src/lib.rs", &format!("{deny}{code}"));
    }

    /// Writes a file. One that is there with the same content stays as it is, so that cargo does nothing about it.
    pub(crate) fn file(&self, path: &str, text: &str) {
        let path = self.path(path);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return;
        }
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Compiles the program and runs it in the crate's folder. What it prints comes back.
    pub(crate) fn run(&self) -> String {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .output()
            .unwrap();
        assert!(built.status.success(), "{}:\n{}", self.folder.display(), start(&built.stderr));
        let program = self.target.join("debug").join(&self.name);
        let ran = Command::new(program).current_dir(&self.folder).output().unwrap();
        assert!(ran.status.success(), "{}:\n{}", self.folder.display(), start(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    }
}

/// The first lines of what was said.
fn start(said: &[u8]) -> String {
    String::from_utf8_lossy(said).lines().take(80).collect::<Vec<_>>().join("\n")
}
