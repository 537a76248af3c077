//! The command line: each flag is one method of the builder.
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use similar::TextDiff;
use xsd_codegen::{Builder, Error, Output};

/// Typed Rust from WSDL 1.1 and XML Schema.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes the Rust code for a contract.
    ///
    /// Exit codes: 0 done, 1 the output is not up to date (--check), 2 the contract or the command is wrong.
    Generate(Generate),
    /// Says what a contract is and what becomes of it: services, operations, types, names, and what was tolerated.
    Explain(Input),
}

#[derive(Args)]
struct Input {
    /// A WSDL, or an XML Schema.
    contract: PathBuf,
    /// The file that adjusts the contract [default: bindings.toml beside it, if there is one].
    #[arg(long, value_name = "FILE")]
    bindings: Option<PathBuf>,
    /// A file that says which local file an import means, beside catalog.tsv of the contract; may be repeated.
    #[arg(long, value_name = "FILE")]
    catalog: Vec<PathBuf>,
    /// These operations alone, and the types that they need; names as in the contract, parted by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    operations: Vec<String>,
}

impl Input {
    fn builder(&self) -> Builder {
        let builder = Builder::new().contract(&self.contract).operations(&self.operations);
        let builder = self.catalog.iter().fold(builder, Builder::catalog);
        match &self.bindings {
            Some(bindings) => builder.bindings(bindings),
            None => builder,
        }
    }
}

#[derive(Args)]
struct Generate {
    #[command(flatten)]
    input: Input,
    /// The file to write [default: standard output].
    #[arg(short, long, value_name = "FILE", group = "target")]
    output: Option<PathBuf>,
    /// The folder to write instead: mod.rs, and a file for each of its modules.
    #[arg(long, value_name = "DIR", group = "target")]
    output_dir: Option<PathBuf>,
    /// Write a client for each port type (this is the default).
    #[arg(long, overrides_with = "no_client")]
    client: bool,
    /// Write types and codecs alone.
    #[arg(long)]
    no_client: bool,
    /// Write a server trait for each port type (needs the feature `server` of xsd-runtime).
    #[arg(long)]
    server: bool,
    /// Write the types that bindings.toml shares among contracts, and nothing else.
    #[arg(long)]
    shared: bool,
    /// Write nothing; fail and show a diff if the output is not up to date.
    #[arg(long, requires = "target")]
    check: bool,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Generate(options) => generate(&options),
        Command::Explain(input) => input.builder().explain().map(|report| {
            print(&report);
            ExitCode::SUCCESS
        }),
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::from(2)
    })
}

fn generate(options: &Generate) -> Result<ExitCode, Error> {
    let builder =
        options.input.builder().client(!options.no_client).server(options.server).shared(options.shared);
    let output = if options.output_dir.is_some() { builder.run_split()? } else { builder.run()? };
    eprint!("{}{}", output.warnings, output.notes);
    match (&options.output, &options.output_dir) {
        (Some(path), _) if options.check => return Ok(checked(is_current(path, &output.code))),
        (_, Some(folder)) if options.check => return Ok(checked(is_current_dir(folder, &output))),
        (Some(path), _) => output.write_to(path)?,
        (_, Some(folder)) => output.write_dir(folder)?,
        (None, None) => print(&output.code),
    }
    Ok(ExitCode::SUCCESS)
}

/// How a check ends; where something is not up to date, with the command that writes it.
fn checked(is_current: bool) -> ExitCode {
    if !is_current {
        let command: Vec<_> = std::env::args().filter(|argument| argument != "--check").collect();
        eprintln!("to write it, run: {}", command.join(" "));
    }
    ExitCode::from(u8::from(!is_current))
}

fn print(code: &str) {
    use std::io::Write;
    // A reader that has seen enough and closed the pipe is no failure of ours.
    let _closed = std::io::stdout().write_all(code.as_bytes());
}

/// Shows what would change, file by file.
fn is_current_dir(folder: &Path, output: &Output) -> bool {
    let changed = output.texts().filter(|(file, code)| !is_current(&folder.join(file), code)).count();
    let stale = output.stale(folder);
    for path in &stale {
        eprintln!("{} is of a module that is no more", path.display());
    }
    changed == 0 && stale.is_empty()
}

fn is_current(path: &Path, code: &str) -> bool {
    let present = std::fs::read_to_string(path).unwrap_or_default();
    if present == code {
        return true;
    }
    let name = path.display().to_string();
    let diff = TextDiff::from_lines(present.as_str(), code);
    print(&diff.unified_diff().header(&name, &format!("{name} (generated)")).to_string());
    eprintln!("{name} is not up to date");
    false
}
