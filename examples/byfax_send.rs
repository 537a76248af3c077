//! Sends a document to two recipients by byFax, follows the faxes until both are done, prints what became of them, and
//! downloads what was sent.
//!
//! ```sh
//! cargo run --example byfax_send                   # to a sandbox inside of this program: no account, no cost
//! cargo run --example byfax_send -- letter.pdf     # the same with a file of yours
//! ```
//!
//! With an endpoint it uses that service. The vendor's sandbox is `https://sandbox.byfax.biz`; its production sends real
//! faxes, which cost money, to the numbers in `BYFAX_TO`:
//!
//! ```sh
//! export BYFAX_ENDPOINT=https://sandbox.byfax.biz
//! export BYFAX_KEY=… BYFAX_SECRET=…
//! export BYFAX_TO=+61011111111,+61022222222        # with plus sign and country code, separated by commas
//! cargo run --example byfax_send -- letter.pdf
//! ```
//!
//! It ends with 0 when every fax was delivered, and with 1 otherwise.
#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use fax_bindings::byfax::common::{FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality};
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobCountMessages, ApiRequestFaxjobSubmit, DownloadInput, FaxRecipient, FaxReportMessage,
    StateRecipient,
};
use fax_bindings::byfax::{self, ApiReply, Client, UsernameToken};
use fax_bindings::runtime::soap;
use fax_sandbox::{Sandbox, Settings};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How many faxes are asked for at a time.
const PAGE: u16 = 100;

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
    println!("Broadcast  {}\n", request.broadcast_ref.as_deref().unwrap_or_default());
    submit(&service.client, &request).await?;
    let faxes = follow(&service, &request).await?;
    print_results(&faxes);
    if let Some(fax) = faxes.iter().find(|fax| is_delivered(fax)) {
        download(&service.client, &fax.message_ref).await?;
    }
    Ok(faxes.iter().all(is_delivered))
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
        match env::var("BYFAX_ENDPOINT") {
            Ok(endpoint) => Self::byfax(&endpoint),
            Err(_) => Self::sandbox().await,
        }
    }

    fn byfax(endpoint: &str) -> Result<Self> {
        let token = UsernameToken::new(variable("BYFAX_KEY")?, variable("BYFAX_SECRET")?);
        let recipients = variable("BYFAX_TO")?.split(',').map(|number| number.trim().to_owned()).collect();
        println!("Service    {endpoint}");
        Ok(Self {
            client: Client::new(endpoint, token)?,
            recipients,
            pauses: (Duration::from_secs(15), Duration::from_secs(240)),
            _sandbox: None,
        })
    }

    async fn sandbox() -> Result<Self> {
        let mut settings = Settings::default();
        settings.credentials = soap::UsernameToken::new("key", "secret");
        let sandbox = Sandbox::start(settings).await?;
        println!("Service    {} (a sandbox; BYFAX_ENDPOINT is not set)", sandbox.byfax());
        Ok(Self {
            client: Client::new(sandbox.byfax(), UsernameToken::new("key", "secret"))?,
            recipients: vec!["+61011111111".to_owned(), "+61022222222".to_owned()],
            pauses: (Duration::from_millis(100), Duration::from_millis(100)),
            _sandbox: Some(sandbox),
        })
    }
}

fn variable(name: &str) -> Result<String> {
    env::var(name).map_err(|_| format!("BYFAX_ENDPOINT is set, so {name} must be set as well").into())
}

/// The file that the command line names, or a short letter.
fn document() -> Result<FaxFile> {
    let (name, bytes) = match env::args_os().nth(1) {
        Some(argument) => read(Path::new(&argument))?,
        None => {
            ("letter.txt".to_owned(), b"Dear reader,\n\nthis letter was sent by generated code.\n".to_vec())
        }
    };
    println!("Document   {name}, {} bytes", bytes.len());
    Ok(FaxFile::from_bytes(name, bytes))
}

/// Name and content of a file.
fn read(path: &Path) -> Result<(String, Vec<u8>)> {
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes))
}

/// One document to everybody. Each reference is new, and ours, so that the faxes can be found whatever happens.
fn request(numbers: &[String], document: FaxFile) -> ApiRequestFaxjobSubmit {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let broadcast_ref = format!("example-{}", now.as_millis());
    let recipient = |(index, number): (usize, &String)| {
        FaxRecipient::new()
            .with_number(number)
            .with_name(format!("Reader {index}"))
            .with_message_ref(format!("{broadcast_ref}-{index}"))
    };
    let recipients: Vec<FaxRecipient> = (1..).zip(numbers).map(recipient).collect();
    ApiRequestFaxjobSubmit::new(
        FaxQuality::Fine,
        FaxMode::Text,
        FaxContact::new().with_name("Example"),
        recipients,
    )
    .with_broadcast_ref(broadcast_ref)
    .with_documents([FaxDocument::from(document)])
}

/// Submits the request. Every recipient and every document has to be accepted.
async fn submit(client: &Client, request: &ApiRequestFaxjobSubmit) -> Result<()> {
    match client.faxout().submit(request).await {
        Ok(reply) => {
            reply.ok()?;
            Ok(())
        }
        // The faxes may be on their way: a second request could send them twice.
        Err(error) if error.is_timeout() => {
            Err("there was no answer in time; ask listBrodcasts for the broadcastRef before you send again"
                .into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Asks for the state until all faxes are done, and shows each change.
async fn follow(service: &Service, request: &ApiRequestFaxjobSubmit) -> Result<Vec<FaxReportMessage>> {
    let references: Vec<String> =
        request.recipients.iter().filter_map(|recipient| recipient.message_ref.clone()).collect();
    let (mut pause, longest) = service.pauses;
    let start = Instant::now();
    let mut shown = String::new();
    loop {
        let faxes = faxes(&service.client, &references).await?;
        let progress = progress(&faxes);
        if progress != shown {
            println!("{:7.1} s  {progress}", start.elapsed().as_secs_f64());
            shown = progress;
        }
        if faxes.len() == references.len() && faxes.iter().all(|fax| fax.job_state.is_terminal()) {
            return Ok(faxes);
        }
        tokio::time::sleep(pause).await;
        pause = (2 * pause).min(longest);
    }
}

/// The faxes with these references, over all pages of the list.
async fn faxes(
    client: &Client,
    references: &[String],
) -> std::result::Result<Vec<FaxReportMessage>, byfax::Error> {
    let filter = ApiRequestFaxjobCountMessages::new().with_message_refs(references.to_vec());
    let mut listing = client.recipients(filter, PAGE);
    let mut faxes = Vec::new();
    while let Some(fax) = listing.next().await {
        faxes.push(fax?);
    }
    Ok(faxes)
}

/// The number of faxes in each state.
fn progress(faxes: &[FaxReportMessage]) -> String {
    let mut counts = BTreeMap::new();
    faxes.iter().for_each(|fax| *counts.entry(fax.job_state.as_str()).or_insert(0) += 1);
    let counts: Vec<String> = counts.iter().map(|(state, count)| format!("{count} {state}")).collect();
    counts.join(", ")
}

/// Prints a line for each fax.
fn print_results(faxes: &[FaxReportMessage]) {
    let titles = ["Recipient", "State", "Pages", "Cost", "Reason"].map(str::to_owned);
    println!();
    for [recipient, state, pages, cost, reason] in std::iter::once(titles).chain(faxes.iter().map(row)) {
        println!("{recipient:<16}{state:<12}{pages:>5}{cost:>10}  {reason}");
    }
    let delivered = faxes.iter().filter(|fax| is_delivered(fax)).count();
    println!("\n{delivered} of {} delivered.", faxes.len());
}

fn row(fax: &FaxReportMessage) -> [String; 5] {
    [
        shown(fax.recipient_number.as_ref()),
        fax.job_state.to_string(),
        shown(fax.pages_sent),
        format!("{:.2} {}", fax.cost, fax.currency),
        shown(fax.job_state_ex.as_ref().filter(|code| !code.is_success())),
    ]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn is_delivered(fax: &FaxReportMessage) -> bool {
    fax.job_state == StateRecipient::Success
}

/// Saves a fax as it was sent in the folder for temporary files.
async fn download(client: &Client, message_ref: &str) -> Result<()> {
    let request = DownloadInput::new(message_ref, true);
    let reply = client.faxout().download(&request).await?.ok()?.into_inner();
    let data = reply.document.and_then(|file| file.file_data).ok_or("the fax has no content")?;
    let path = env::temp_dir().join(format!("{message_ref}.pdf"));
    std::fs::write(&path, data.as_bytes())
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!("Saved as {}, {} bytes, pages: {}.", path.display(), data.len(), shown(reply.pages));
    Ok(())
}
