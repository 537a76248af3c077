//! Sends a document to 1,500 recipients in requests of the advised size, follows it, and counts the outcomes.
//!
//! ```sh
//! cargo run --example broadcast                    # to a sandbox inside of this program: no account, no cost
//! cargo run --example broadcast -- numbers.txt     # the same to numbers of yours, one a line
//! ```
//!
//! With an endpoint it sends real faxes, which cost money, to the numbers of the file:
//!
//! ```sh
//! export MONOPOND_ENDPOINT=https://faxapi.monopond.com/api/fax/v2.1
//! export MONOPOND_USER=… MONOPOND_PASSWORD=…
//! cargo run --example broadcast -- numbers.txt     # digits with the country code
//! ```
//!
//! It ends with 0 when it is known of every fax what became of it, delivered or not, and with 1 otherwise.
#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fmt::Debug;
use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fax_bindings::monopond::v2_1::{
    ApiFaxDocument, ApiFaxMessage, ApiFaxMessageBlocklist, ApiFaxMessageStatus, FaxStatusLevel,
    FaxStatusRequest, FaxStatusTotals, SendFaxRequest,
};
use fax_bindings::monopond::{self, Client, UsernameToken};
use fax_bindings::runtime::soap;
use fax_bindings::runtime::types::Decimal;
use fax_sandbox::{Sandbox, Settings};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const LETTER: &str = "Dear reader,\n\nour office is closed on Monday.\n";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            let causes = std::iter::successors(error.source(), |&cause| cause.source());
            causes.for_each(|cause| eprintln!("  because: {cause}"));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let service = Service::from_environment().await?;
    let broadcast = broadcast(&recipients()?);
    let broadcast_ref = broadcast.broadcast_ref.clone().unwrap_or_default();
    let number = broadcast.fax_messages.as_ref().map_or(0, Vec::len);
    println!("Broadcast  {broadcast_ref}, {number} faxes\n");

    send(&service.client, broadcast).await?;
    follow(&service, &broadcast_ref, number).await?;
    print_outcomes(&outcomes(&service.client, &broadcast_ref).await?);
    Ok(())
}

/// Where the faxes go.
struct Service {
    client: Client,
    /// How long to wait before the state is asked for, the first time and at most.
    pauses: (Duration, Duration),
    /// The sandbox runs as long as this is held.
    _sandbox: Option<Sandbox>,
}

impl Service {
    async fn from_environment() -> Result<Self> {
        let Ok(endpoint) = env::var("MONOPOND_ENDPOINT") else { return Self::sandbox().await };
        let credentials = UsernameToken::new(variable("MONOPOND_USER")?, variable("MONOPOND_PASSWORD")?);
        println!("Service    {endpoint}");
        if env::args_os().nth(1).is_none() {
            return Err("MONOPOND_ENDPOINT is set, so a file with numbers is required".into());
        }
        Ok(Self {
            client: Client::new(&endpoint, credentials)?,
            pauses: (Duration::from_secs(30), Duration::from_secs(240)),
            _sandbox: None,
        })
    }

    async fn sandbox() -> Result<Self> {
        let settings = Settings::default();
        let credentials = settings.credentials.clone();
        let sandbox = Sandbox::start(settings).await?;
        println!("Service    {} (a sandbox; MONOPOND_ENDPOINT is not set)", sandbox.endpoint());
        Ok(Self {
            client: Client::new(sandbox.endpoint(), credentials)?,
            pauses: (Duration::from_millis(100), Duration::from_millis(100)),
            _sandbox: Some(sandbox),
        })
    }
}

fn variable(name: &str) -> Result<String> {
    env::var(name).map_err(|_| format!("MONOPOND_ENDPOINT is set, so {name} must be set as well").into())
}

/// The numbers of the file that the command line names, or 1,500 for the sandbox.
fn recipients() -> Result<Vec<String>> {
    let Some(argument) = env::args_os().nth(1) else { return Ok(recipients_of_the_sandbox()) };
    let path = argument.to_string_lossy();
    let text = std::fs::read_to_string(&argument).map_err(|error| format!("cannot read {path}: {error}"))?;
    let numbers: Vec<String> =
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    if numbers.is_empty() { Err(format!("{path} has no numbers").into()) } else { Ok(numbers) }
}

/// Every twentieth number is one that the sandbox does not simply deliver to.
fn recipients_of_the_sandbox() -> Vec<String> {
    let special: Vec<&str> = fax_sandbox::numbers().map(|(number, _)| number).collect();
    let mut special = special.iter().cycle();
    (0..1500)
        .map(|index| match if index % 20 == 0 { special.next() } else { None } {
            Some(&number) => number.to_owned(),
            None => format!("6101111{index:04}"),
        })
        .collect()
}

/// One document, given once, to everybody. Each reference is new, so that this run can be told from others.
fn broadcast(recipients: &[String]) -> SendFaxRequest {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let broadcast_ref = format!("broadcast-{}", now.as_millis());
    let messages: Vec<ApiFaxMessage> = (1..)
        .zip(recipients)
        .map(|(number, recipient)| ApiFaxMessage::new(format!("{broadcast_ref}-{number}"), recipient))
        .collect();
    SendFaxRequest::new()
        .with_send_ref(broadcast_ref.clone())
        .with_broadcast_ref(broadcast_ref)
        .with_fax_messages(messages)
        .with_documents([ApiFaxDocument::new()
            .with_file_name("letter.txt")
            .with_file_data(LETTER.as_bytes())])
        .with_send_from("Head Office")
        .with_busy_retries(2)
        // No faxes to who does not want any, or to numbers that kept failing.
        .with_blocklists(ApiFaxMessageBlocklist::new().with_dncr(true).with_fps(true).with_smartblock(true))
}

/// Sends the broadcast in parts, one after the other. Every part has the document and the `BroadcastRef`, and a `SendRef`
/// of its own.
async fn send(client: &Client, broadcast: SendFaxRequest) -> Result<()> {
    let parts = monopond::split(broadcast);
    let number = parts.len();
    for (index, part) in (1..).zip(parts) {
        // Finds mistakes that need no service to be found, and what may be one.
        let warnings = monopond::check(&part)
            .into_result()
            .map_err(|findings| format!("the request should not be sent\n{findings}"))?;
        warnings.into_iter().for_each(|warning| println!("{warning}"));

        let send_ref = part.send_ref.as_deref().unwrap_or_default();
        let reply = match client.send_fax(&part).await {
            Ok(reply) => reply,
            // The faxes may be on their way: a second request could send them twice.
            Err(error) if error.is_timeout() => {
                let advice =
                    "there was no answer in time; before you send it again, ask FaxStatus for its SendRef";
                return Err(format!("request {index}, {send_ref}: {advice}").into());
            }
            Err(error) => return Err(explained(error)),
        };
        let accepted = reply.fax_messages.as_ref().map_or(0, Vec::len);
        println!("Request {index} of {number}, {send_ref}: {accepted} faxes accepted");
    }
    println!();
    Ok(())
}

/// Asks for the totals until all faxes are done, and shows how far they are.
async fn follow(service: &Service, broadcast_ref: &str, number: usize) -> Result<()> {
    // Brief: counts alone, not 1,500 messages each time.
    let question =
        FaxStatusRequest::new().with_broadcast_ref(broadcast_ref).with_verbosity(FaxStatusLevel::Brief);
    let (mut pause, longest) = service.pauses;
    let start = Instant::now();
    let mut shown = String::new();
    loop {
        let reply = service.client.fax_status(&question).await.map_err(explained)?;
        let totals = reply.into_inner().fax_status_totals.unwrap_or_default();
        let done = totals.done.and_then(|done| usize::try_from(done).ok()).unwrap_or_default();
        let progress = progress(&totals, done, number);
        if progress != shown {
            println!("{:7.1} s  {progress}", start.elapsed().as_secs_f64());
            std::io::stdout().flush()?;
            shown = progress;
        }
        if done >= number {
            return Ok(());
        }
        tokio::time::sleep(pause).await;
        pause = (2 * pause).min(longest);
    }
}

/// A bar, and the number of faxes in each state.
fn progress(totals: &FaxStatusTotals, done: usize, number: usize) -> String {
    let counts = [
        (totals.pending, "pending"),
        (totals.processing, "processing"),
        (totals.queued, "queued"),
        (totals.starting, "starting"),
        (totals.sending, "sending"),
        (totals.finalizing, "finalizing"),
        (totals.done, "done"),
    ];
    let counts = counts.into_iter().filter_map(|(count, state)| match count {
        Some(count) if count > 0 => Some(format!("{count} {state}")),
        _ => None,
    });
    let filled = 20 * done / number.max(1);
    format!("[{:.<20}]  {}", "#".repeat(filled), counts.collect::<Vec<_>>().join(", "))
}

/// How many faxes ended in a way, and what they cost.
#[derive(Default)]
struct Count {
    faxes: usize,
    attempts: usize,
    pages: i32,
    cost: Decimal,
}

/// The faxes by result, and error if there is one.
async fn outcomes(client: &Client, broadcast_ref: &str) -> Result<BTreeMap<(String, String), Count>> {
    let question =
        FaxStatusRequest::new().with_broadcast_ref(broadcast_ref).with_verbosity(FaxStatusLevel::Results);
    let reply = client.fax_status(&question).await.map_err(explained)?;
    let mut outcomes = BTreeMap::<_, Count>::new();
    for fax in reply.fax_messages.iter().flatten() {
        let count = outcomes.entry(outcome(fax)).or_default();
        count.faxes += 1;
        for attempt in fax.fax_results.iter().flatten() {
            count.attempts += 1;
            count.pages += attempt.pages.unwrap_or_default();
            count.cost += attempt.cost.unwrap_or_default();
        }
    }
    Ok(outcomes)
}

/// Result and error of the last attempt.
fn outcome(fax: &ApiFaxMessageStatus) -> (String, String) {
    let attempt = fax.last_result();
    let result = attempt.and_then(|attempt| attempt.result.as_ref());
    let error = attempt.and_then(|attempt| attempt.error.as_ref()?.code.as_ref());
    (result.map_or("-".to_owned(), ToString::to_string), error.map_or("-".to_owned(), ToString::to_string))
}

fn print_outcomes(outcomes: &BTreeMap<(String, String), Count>) {
    println!("\n{:<10}{:<32}{:>6}{:>10}{:>7}{:>10}", "Result", "Error", "Faxes", "Attempts", "Pages", "Cost");
    let mut total = Count::default();
    for ((result, error), count) in outcomes {
        print_row(result, error, count);
        total.faxes += count.faxes;
        total.attempts += count.attempts;
        total.pages += count.pages;
        total.cost += count.cost;
    }
    print_row("all", "", &total);
}

fn print_row(result: &str, error: &str, Count { faxes, attempts, pages, cost }: &Count) {
    println!("{result:<10}{error:<32}{faxes:>6}{attempts:>10}{pages:>7}{cost:>10}");
}

/// The error, with what the detail of a fault adds to it.
fn explained<F: Debug + 'static>(error: soap::Error<F>) -> Box<dyn Error> {
    match error.fault().and_then(|fault| fault.detail()) {
        Some(detail) => format!("{error}: {detail:?}").into(),
        None => error.into(),
    }
}
