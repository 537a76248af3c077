//! The command line: each flag is one method of the builder.
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use similar::TextDiff;
use xsd_codegen::{Builder, Error};

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
    /// Exit codes: 0 done, 1 the file is not up to date (--check), 2 the contract or the command is wrong.
    Generate(Generate),
}

#[derive(Args)]
struct Generate {
    /// A WSDL, or an XML Schema.
    contract: PathBuf,
    /// The file that adjusts the contract [default: bindings.toml beside it, if there is one].
    #[arg(long, value_name = "FILE")]
    bindings: Option<PathBuf>,
    /// A file that says which local file an import means, beside catalog.tsv of the contract; may be repeated.
    #[arg(long, value_name = "FILE")]
    catalog: Vec<PathBuf>,
    /// The file to write [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write these operations alone, and the types that they need; names as in the contract, parted by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    operations: Vec<String>,
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
    /// Write nothing; fail and show a diff if the output file is not up to date.
    #[arg(long, requires = "output")]
    check: bool,
}

fn main() -> ExitCode {
    let Command::Generate(options) = Cli::parse().command;
    match generate(&options) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn generate(options: &Generate) -> Result<ExitCode, Error> {
    let mut builder = Builder::new()
        .contract(&options.contract)
        .operations(&options.operations)
        .client(!options.no_client)
        .server(options.server)
        .shared(options.shared);
    if let Some(bindings) = &options.bindings {
        builder = builder.bindings(bindings);
    }
    for catalog in &options.catalog {
        builder = builder.catalog(catalog);
    }
    let output = builder.run()?;
    eprint!("{}{}", output.warnings, output.notes);
    match &options.output {
        Some(path) if options.check => return Ok(check(path, &output.code)),
        Some(path) => output.write_to(path)?,
        None => print(&output.code),
    }
    Ok(ExitCode::SUCCESS)
}

fn print(code: &str) {
    use std::io::Write;
    // A reader that has seen enough and closed the pipe is no failure of ours.
    let _closed = std::io::stdout().write_all(code.as_bytes());
}

fn check(path: &Path, code: &str) -> ExitCode {
    let present = std::fs::read_to_string(path).unwrap_or_default();
    if present == code {
        return ExitCode::SUCCESS;
    }
    let name = path.display().to_string();
    let diff = TextDiff::from_lines(present.as_str(), code);
    print(&diff.unified_diff().header(&name, &format!("{name} (generated)")).to_string());
    eprintln!("{name} is not up to date");
    ExitCode::from(1)
}
