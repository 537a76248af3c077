//! Sends a fax and follows it without async: every call waits.
//!
//! ```sh
//! cargo run --example blocking     # to a sandbox inside of this program: no account, no cost
//! ```
//!
//! With an endpoint it sends a real fax, which costs money, to the number in `MONOPOND_TO`:
//!
//! ```sh
//! export MONOPOND_ENDPOINT=https://faxapi.monopond.com/api/fax/v2.1
//! export MONOPOND_USER=… MONOPOND_PASSWORD=…
//! export MONOPOND_TO=61011111111     # digits with the country code
//! cargo run --example blocking
//! ```
//!
//! A program of yours needs the feature `blocking` of `fax-bindings`. It ends with 0 when the fax was delivered, and with 1
//! otherwise.
#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::env;
use std::error::Error;
use std::fmt::Debug;
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fax_bindings::monopond::v2_1::{
    ApiFaxDocument, ApiFaxMessage, ApiFaxMessageStatus, FaxResult, FaxStatusLevel, FaxStatusRequest,
    SendFaxRequest,
};
use fax_bindings::monopond::{Client, UsernameToken};
use fax_bindings::runtime::soap;
use fax_sandbox::{Sandbox, Settings};
use tokio::runtime::Runtime;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
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

/// Whether the fax was delivered.
fn run() -> Result<bool> {
    let service = Service::from_environment()?;
    let request = request(&service.recipient);
    let send_ref = request.send_ref.clone().unwrap_or_default();
    println!("SendRef   {send_ref}\n");
    service.client.send_fax(&request).wait().map_err(explained)?;
    follow(&service, &send_ref)
}

/// Where the fax goes.
struct Service {
    client: Client,
    recipient: String,
    /// How long to wait before the state is asked for, the first time and at most.
    pauses: (Duration, Duration),
    _sandbox: Option<Background>,
}

/// A sandbox in threads of its own: servers are async, whatever their clients are. It ends when this is dropped.
struct Background {
    sandbox: Sandbox,
    _runtime: Runtime,
}

impl Background {
    fn start(settings: Settings) -> Result<Self> {
        let runtime = Runtime::new()?;
        Ok(Self { sandbox: runtime.block_on(Sandbox::start(settings))?, _runtime: runtime })
    }
}

impl Service {
    fn from_environment() -> Result<Self> {
        let Ok(endpoint) = env::var("MONOPOND_ENDPOINT") else { return Self::sandbox() };
        let credentials = UsernameToken::new(variable("MONOPOND_USER")?, variable("MONOPOND_PASSWORD")?);
        println!("Service   {endpoint}");
        Ok(Self {
            client: Client::new(&endpoint, credentials)?,
            recipient: variable("MONOPOND_TO")?,
            pauses: (Duration::from_secs(30), Duration::from_secs(240)),
            _sandbox: None,
        })
    }

    fn sandbox() -> Result<Self> {
        let settings = Settings::default();
        let credentials = settings.credentials.clone();
        let background = Background::start(settings)?;
        let endpoint = background.sandbox.endpoint();
        println!("Service   {endpoint} (a sandbox; MONOPOND_ENDPOINT is not set)");
        Ok(Self {
            client: Client::new(endpoint, credentials)?,
            recipient: "61011111111".to_owned(),
            pauses: (Duration::from_millis(100), Duration::from_millis(100)),
            _sandbox: Some(background),
        })
    }
}

fn variable(name: &str) -> Result<String> {
    env::var(name).map_err(|_| format!("MONOPOND_ENDPOINT is set, so {name} must be set as well").into())
}

/// A short letter. Each reference is new, so that this run can be told from others.
fn request(recipient: &str) -> SendFaxRequest {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let send_ref = format!("example-{}", now.as_millis());
    let text = "Dear reader,\n\nthis letter was sent without async.\n";
    SendFaxRequest::new()
        .with_fax_messages([ApiFaxMessage::new(format!("{send_ref}-1"), recipient)])
        .with_documents([ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(text.as_bytes())])
        .with_send_ref(send_ref)
        .with_send_from("Example")
}

/// Asks for the state until the fax is done; says whether it was delivered.
fn follow(service: &Service, send_ref: &str) -> Result<bool> {
    let question = FaxStatusRequest::new().with_send_ref(send_ref).with_verbosity(FaxStatusLevel::Results);
    let (mut pause, longest) = service.pauses;
    let mut shown = None;
    loop {
        let reply = service.client.fax_status(&question).wait().map_err(explained)?;
        let fax = reply.fax_messages.iter().flatten().next().ok_or("the service knows nothing of the fax")?;
        if fax.status != shown {
            println!("{}", fax.status.as_ref().map_or("(no state)", |status| status.as_str()));
            shown.clone_from(&fax.status);
        }
        if fax.is_done() {
            return Ok(print_result(fax));
        }
        sleep(pause);
        pause = (2 * pause).min(longest);
    }
}

/// Prints how the last attempt went; says whether it delivered the fax.
fn print_result(fax: &ApiFaxMessageStatus) -> bool {
    let attempt = fax.last_result();
    let delivered = attempt.is_some_and(|attempt| attempt.result == Some(FaxResult::Success));
    match attempt.and_then(|attempt| attempt.error.as_ref()?.code.as_ref()) {
        Some(error) => println!("\nNot delivered: {error}"),
        None if delivered => println!("\nDelivered."),
        None => println!("\nNot delivered."),
    }
    delivered
}

/// The error, with what the detail of a fault adds to it.
fn explained<F: Debug + 'static>(error: soap::Error<F>) -> Box<dyn Error> {
    match error.fault().and_then(|fault| fault.detail()) {
        Some(detail) => format!("{error}: {detail:?}").into(),
        None => error.into(),
    }
}
