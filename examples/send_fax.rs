//! Sends a document by fax with any of the services, follows it until it is delivered, and prints the states that it went
//! through.
//!
//! ```sh
//! cargo run --example send_fax                                   # to a sandbox inside of this program: no account, no cost
//! cargo run --example send_fax -- --provider kazoo letter.pdf    # another service, with a file of yours
//! ```
//!
//! With an endpoint it sends real faxes, which cost money, to the numbers in `FAX_TO`:
//!
//! ```sh
//! export FAX_ENDPOINT=https://sandbox.byfax.biz
//! export FAX_USER=… FAX_PASSWORD=…                # what they are is in `Access`, below
//! export FAX_FROM=Example                         # Kazoo: a number of the account; sipgate: the fax line, such as f0
//! export FAX_TO=+61011111111,+61022222222         # with plus sign and country code, separated by commas
//! cargo run --example send_fax -- --provider byfax letter.pdf
//! ```
//!
//! It ends with 0 when every fax was delivered, and with 1 otherwise.
#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Parser, ValueEnum};
use fax_bindings::facade::{Document, Id, Outgoing, State};
use fax_bindings::{Fax, byfax, kazoo, monopond, sipgate};
use fax_sandbox::{Sandbox, Settings};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Sends a document by fax and follows it.
#[derive(Parser)]
struct Arguments {
    /// Which service sends.
    #[arg(long, value_enum, default_value = "monopond")]
    provider: Provider,
    /// The document; sipgate takes PDF alone. Without it, a short letter is sent.
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Provider {
    Monopond,
    Byfax,
    Kazoo,
    Sipgate,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            let causes = std::iter::successors(error.source(), |&cause| cause.source());
            causes.for_each(|cause| eprintln!("  because: {cause}"));
            ExitCode::FAILURE
        }
    }
}

/// Whether every fax was delivered.
async fn run(arguments: Arguments) -> Result<bool> {
    let service = Service::of(arguments.provider).await?;
    let document = document(arguments.file)?;
    println!("Document  {}, {} bytes\n", document.name, document.data.len());
    let mut delivered = 0;
    for number in &service.to {
        let outgoing = Outgoing::new(&service.from, number, document.clone());
        let id = send(&service.fax, &outgoing).await?;
        delivered += usize::from(follow(&service, number, &id).await? == State::Delivered);
    }
    println!("\n{delivered} of {} delivered.", service.to.len());
    Ok(delivered == service.to.len())
}

/// A service, and who sends what to whom.
struct Service {
    fax: Fax,
    from: String,
    to: Vec<String>,
    /// How long to wait before the state is asked for again.
    pause: Duration,
    /// The sandbox runs as long as this is held.
    _sandbox: Option<Sandbox>,
}

/// Where a service is, and what it asks for.
struct Access {
    /// The address; byFax: of all of its services.
    endpoint: String,
    /// Monopond: the user name. byFax: the API key. Kazoo: the names of account and user, with a slash
    /// between them. sipgate: the id of a personal access token.
    user: String,
    /// Monopond: the password. byFax: the secret of the key. Kazoo: the password. sipgate: the token.
    password: String,
}

impl Service {
    async fn of(provider: Provider) -> Result<Self> {
        match env::var("FAX_ENDPOINT") {
            Ok(endpoint) => Self::real(provider, endpoint).await,
            Err(_) => Self::sandbox(provider).await,
        }
    }

    async fn real(provider: Provider, endpoint: String) -> Result<Self> {
        println!("Service   {endpoint}");
        let access = Access { endpoint, user: variable("FAX_USER")?, password: variable("FAX_PASSWORD")? };
        Ok(Self {
            fax: connect(provider, access).await?,
            from: variable("FAX_FROM")?,
            to: variable("FAX_TO")?.split(',').map(|number| number.trim().to_owned()).collect(),
            pause: Duration::from_secs(15),
            _sandbox: None,
        })
    }

    async fn sandbox(provider: Provider) -> Result<Self> {
        let sandbox = Sandbox::start(Settings::default()).await?;
        let (endpoint, user, from) = match provider {
            Provider::Monopond => (sandbox.endpoint(), "demo", "Example"),
            Provider::Byfax => (sandbox.byfax(), "demo", "Example"),
            Provider::Kazoo => (sandbox.kazoo(), "demo/demo", "+14155550100"),
            Provider::Sipgate => (sandbox.sipgate(), "demo", "f0"),
        };
        println!("Service   {endpoint} (a sandbox; FAX_ENDPOINT is not set)");
        let access = Access { endpoint, user: user.to_owned(), password: "demo".to_owned() };
        Ok(Self {
            fax: connect(provider, access).await?,
            from: from.to_owned(),
            to: vec!["+61011111111".to_owned(), "+61022222222".to_owned()],
            pause: Duration::from_millis(100),
            _sandbox: Some(sandbox),
        })
    }
}

/// This is all that differs from service to service.
async fn connect(provider: Provider, Access { endpoint, user, password }: Access) -> Result<Fax> {
    Ok(match provider {
        Provider::Monopond => {
            monopond::Client::new(endpoint, monopond::UsernameToken::new(user, password))?.into()
        }
        Provider::Byfax => byfax::Client::new(endpoint, byfax::UsernameToken::new(user, password))?.into(),
        Provider::Kazoo => {
            let (account, user) = user.split_once('/').ok_or("Kazoo's user is account/user")?;
            let credentials = kazoo::Credentials::user(kazoo::AccountName::name(account), user, password);
            kazoo::Client::new(endpoint, credentials)?.own_account().await?.faxes().into()
        }
        Provider::Sipgate => sipgate::Client::new(endpoint, user, password)?.into(),
    })
}

fn variable(name: &str) -> Result<String> {
    env::var(name).map_err(|_| format!("FAX_ENDPOINT is set, so {name} must be set as well").into())
}

/// The file, or a short letter.
fn document(file: Option<PathBuf>) -> Result<Document> {
    let Some(path) = file else { return Ok(Document::new("letter.pdf", letter())) };
    let data = std::fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    // Services tell the type of a file by the extension of its name.
    Ok(Document::new(path.file_name().unwrap_or_default().to_string_lossy(), data))
}

/// A page of PDF.
fn letter() -> Vec<u8> {
    let text = "BT /F1 14 Tf 72 760 Td (Dear reader, this letter was sent by generated code.) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = "xref\n0 5\n0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(objects) {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let end = format!("trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", pdf.len());
    (pdf + &table + &end).into_bytes()
}

/// Sends, and says what to do when it is not clear whether that went well.
async fn send(fax: &Fax, outgoing: &Outgoing) -> Result<Id> {
    fax.send(outgoing).await.map_err(|error| {
        if error.may_have_been_sent() {
            eprintln!("the fax to {} may be on its way: look for it before you send again", outgoing.to);
        }
        error.into()
    })
}

/// Asks for the state until it is final, and shows each change.
async fn follow(service: &Service, number: &str, id: &Id) -> Result<State> {
    let start = Instant::now();
    let mut shown = None;
    loop {
        let state = service.fax.status(id).await?.state;
        if shown.as_ref() != Some(&state) {
            println!("{:7.1} s  {number}  {state}", start.elapsed().as_secs_f64());
        }
        if state.is_final() {
            return Ok(state);
        }
        shown = Some(state);
        tokio::time::sleep(service.pause).await;
    }
}
