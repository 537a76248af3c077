//! Sends a document to several numbers with Monopond's own client, follows the faxes until all are done, and prints a table.
//!
//! ```sh
//! cargo run --example monopond_send                   # to a sandbox inside of this program: no account, no cost
//! cargo run --example monopond_send -- letter.pdf     # the same with a file of yours
//! ```
//!
//! With an endpoint it sends real faxes, which cost money, to the numbers in `MONOPOND_TO`:
//!
//! ```sh
//! export MONOPOND_ENDPOINT=https://faxapi.monopond.com/api/fax/v2.1
//! export MONOPOND_USER=… MONOPOND_PASSWORD=…
//! export MONOPOND_TO=61011111111,61022222222     # digits with the country code, separated by commas
//! cargo run --example monopond_send -- letter.pdf
//! ```
//!
//! It ends with 0 when every fax was delivered, and with 1 otherwise.
#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::env;
use std::error::Error;
use std::fmt::Debug;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fax_bindings::monopond::v2_1::{
    ApiFaxDocument, ApiFaxMessage, ApiFaxMessageStatus, FaxResult, FaxStatusLevel, FaxStatusRequest,
    FaxUserStatus, SendFaxRequest,
};
use fax_bindings::monopond::{self, Client, UsernameToken};
use fax_bindings::runtime::soap;
use fax_sandbox::{Sandbox, Settings};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
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
async fn run() -> Result<bool> {
    let service = Service::from_environment().await?;
    let request = request(&service.recipients, document()?);
    introduce(&request);
    check(&request)?;
    let sent = send(&service.client, &request).await?;
    let send_ref = request.send_ref.as_deref().unwrap_or_default();
    let faxes = follow(&service, send_ref, sent).await?;
    Ok(print_results(&faxes))
}

/// Where the faxes go.
struct Service {
    client: Client,
    recipients: Vec<String>,
    /// How long to wait before the state is asked for, the first time and at most.
    pauses: (Duration, Duration),
    /// The sandbox runs as long as this is held.
    _sandbox: Option<Sandbox>,
}

impl Service {
    async fn from_environment() -> Result<Self> {
        match env::var("MONOPOND_ENDPOINT") {
            Ok(endpoint) => Self::monopond(&endpoint),
            Err(_) => Self::sandbox().await,
        }
    }

    fn monopond(endpoint: &str) -> Result<Self> {
        let credentials = UsernameToken::new(variable("MONOPOND_USER")?, variable("MONOPOND_PASSWORD")?);
        let recipients = variable("MONOPOND_TO")?.split(',').map(|number| number.trim().to_owned()).collect();
        println!("Service   {endpoint}");
        Ok(Self {
            client: Client::new(endpoint, credentials)?,
            recipients,
            pauses: (Duration::from_secs(30), Duration::from_secs(240)),
            _sandbox: None,
        })
    }

    async fn sandbox() -> Result<Self> {
        let settings = Settings::default();
        let credentials = settings.credentials.clone();
        let sandbox = Sandbox::start(settings).await?;
        println!("Service   {} (a sandbox; MONOPOND_ENDPOINT is not set)", sandbox.endpoint());
        Ok(Self {
            client: Client::new(sandbox.endpoint(), credentials)?,
            recipients: vec!["61011111111".to_owned(), "61022222222".to_owned()],
            pauses: (Duration::from_millis(100), Duration::from_millis(100)),
            _sandbox: Some(sandbox),
        })
    }
}

fn variable(name: &str) -> Result<String> {
    env::var(name).map_err(|_| format!("MONOPOND_ENDPOINT is set, so {name} must be set as well").into())
}

/// The file that the command line names, or a short letter.
fn document() -> Result<ApiFaxDocument> {
    let Some(argument) = env::args_os().nth(1) else {
        let text = "Dear reader,\n\nthis letter was sent by generated code.\n";
        return Ok(ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(text.as_bytes()));
    };
    let path = Path::new(&argument);
    let data = std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    // The service tells the type of a file by the extension of its name.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(ApiFaxDocument::new().with_file_name(name).with_file_data(data))
}

/// One document, given once, to everybody. Each reference is new, so that this run can be told from others.
fn request(recipients: &[String], document: ApiFaxDocument) -> SendFaxRequest {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let send_ref = format!("example-{}", now.as_millis());
    let messages: Vec<ApiFaxMessage> = (1..)
        .zip(recipients)
        .map(|(number, recipient)| ApiFaxMessage::new(format!("{send_ref}-{number}"), recipient))
        .collect();
    SendFaxRequest::new()
        .with_send_ref(send_ref)
        .with_fax_messages(messages)
        .with_documents([document])
        .with_send_from("Example")
}

fn introduce(request: &SendFaxRequest) {
    for document in request.documents.iter().flatten() {
        let name = document.file_name.as_deref().unwrap_or_default();
        let size = document.file_data.as_ref().map_or(0, |data| data.len());
        println!("Document  {name}, {size} bytes");
    }
    println!("SendRef   {}\n", request.send_ref.as_deref().unwrap_or_default());
}

/// Finds mistakes that need no service to be found, and shows what may be one.
fn check(request: &SendFaxRequest) -> Result<()> {
    let findings = monopond::check(request).into_result();
    let warnings = findings.map_err(|findings| format!("the request should not be sent\n{findings}"))?;
    warnings.into_iter().for_each(|warning| println!("{warning}"));
    Ok(())
}

/// Sends the request; gives the first state of each fax.
async fn send(client: &Client, request: &SendFaxRequest) -> Result<Vec<ApiFaxMessageStatus>> {
    match client.send_fax(request).await {
        Ok(reply) => Ok(reply.into_inner().fax_messages.unwrap_or_default()),
        // The faxes may be on their way: a second request could send them twice.
        Err(error) if error.is_timeout() => {
            Err("there was no answer in time; ask FaxStatus for the SendRef before you send again".into())
        }
        Err(error) => Err(explained(error)),
    }
}

/// Asks for the state until all faxes are done, and shows each change.
async fn follow(
    service: &Service,
    send_ref: &str,
    sent: Vec<ApiFaxMessageStatus>,
) -> Result<Vec<ApiFaxMessageStatus>> {
    let question = FaxStatusRequest::new().with_send_ref(send_ref).with_verbosity(FaxStatusLevel::Results);
    let (mut pause, longest) = service.pauses;
    let start = Instant::now();
    let mut faxes = sent;
    let mut shown = String::new();
    loop {
        let progress = progress(&faxes);
        if progress != shown {
            println!("{:7.1} s  {progress}", start.elapsed().as_secs_f64());
            shown = progress;
        }
        if !faxes.is_empty() && faxes.iter().all(ApiFaxMessageStatus::is_done) {
            return Ok(faxes);
        }
        tokio::time::sleep(pause).await;
        pause = (2 * pause).min(longest);
        let reply = service.client.fax_status(&question).await.map_err(explained)?;
        faxes = reply.into_inner().fax_messages.unwrap_or_default();
    }
}

/// A bar, and the number of faxes in each state.
fn progress(faxes: &[ApiFaxMessageStatus]) -> String {
    let states = FaxUserStatus::ALL;
    let steps = |state: &FaxUserStatus| states.iter().position(|known| known == state).unwrap_or(0);
    let gone: usize = faxes.iter().flat_map(|fax| &fax.status).map(steps).sum();
    let filled = 20 * gone / (faxes.len() * (states.len() - 1)).max(1);
    let counts = states.iter().filter_map(|state| {
        let number = faxes.iter().filter(|fax| fax.status.as_ref() == Some(state)).count();
        (number > 0).then(|| format!("{number} {state}"))
    });
    format!("[{:.<20}]  {}", "#".repeat(filled), counts.collect::<Vec<_>>().join(", "))
}

/// Prints a line for each fax; says whether all were delivered.
fn print_results(faxes: &[ApiFaxMessageStatus]) -> bool {
    let titles = ["Recipient", "Status", "Result", "Pages", "Cost", "Error"].map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(titles).chain(faxes.iter().map(row)).collect();
    println!();
    for [recipient, status, result, pages, cost, error] in rows {
        println!("{recipient:<16}{status:<12}{result:<10}{pages:>5}{cost:>8}  {error}");
    }
    let delivered = faxes.iter().filter(|fax| is_delivered(fax)).count();
    println!("\n{delivered} of {} delivered.", faxes.len());
    delivered == faxes.len()
}

/// What became of a fax in its last attempt.
fn row(fax: &ApiFaxMessageStatus) -> [String; 6] {
    let attempt = fax.last_result();
    let error = attempt.and_then(|attempt| attempt.error.as_ref());
    [
        shown(fax.send_to.as_ref()),
        shown(fax.status.as_ref()),
        shown(attempt.and_then(|attempt| attempt.result.as_ref())),
        shown(attempt.and_then(|attempt| attempt.pages)),
        shown(attempt.and_then(|attempt| attempt.cost)),
        shown(error.and_then(|error| error.code.as_ref())),
    ]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn is_delivered(fax: &ApiFaxMessageStatus) -> bool {
    fax.last_result().is_some_and(|attempt| attempt.result == Some(FaxResult::Success))
}

/// The error, with what the detail of a fault adds to it.
fn explained<F: Debug + 'static>(error: soap::Error<F>) -> Box<dyn Error> {
    match error.fault().and_then(|fault| fault.detail()) {
        Some(detail) => format!("{error}: {detail:?}").into(),
        None => error.into(),
    }
}
