//! The sandbox as a program.
#![forbid(unsafe_code)]

use std::io::{self, ErrorKind, Write};
use std::net::SocketAddr;
use std::pin::pin;
use std::process::ExitCode;
use std::time::Duration;

use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};
use fax_sandbox::{Log, Replies, Sandbox, Settings};
use xsd_runtime::soap::UsernameToken;

/// A local Monopond, byFax, Kazoo and sipgate, to try a program without sending, or paying for, a fax.
#[derive(Parser)]
#[command(name = "fax-sandbox", version)]
struct Arguments {
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8000", value_parser = address)]
    listen: SocketAddr,
    /// User name that requests must have; to byFax, the API key, to sipgate the token id.
    #[arg(long, env = "FAX_SANDBOX_USER", default_value = "demo")]
    user: String,
    /// Password that requests must have, secret of the API key, or token; others can see it on the command line, but not in the environment.
    #[arg(long, env = "FAX_SANDBOX_PASSWORD", default_value = "demo", hide_env_values = true)]
    password: String,
    /// How long a fax stays in each of its states, in seconds.
    #[arg(long, default_value = "1", value_parser = seconds)]
    pace: Duration,
    /// URL to which results of faxes are posted, as XML.
    #[arg(long, value_name = "URL")]
    callback: Option<String>,
    /// URL to which received faxes are posted, as JSON.
    #[arg(long, value_name = "URL")]
    inbound_callback: Option<String>,
    /// How byFax writes its replies: each value where it belongs, or behind the message and referred to.
    #[arg(long, value_name = "FORM", value_enum, default_value = "inline")]
    byfax_replies: Form,
    /// How many requests Kazoo answers at once before it says 429; ten more each second.
    #[arg(long, value_name = "TOKENS")]
    kazoo_bucket: Option<u32>,
    /// Lets other machines use the control endpoints, which ask for no password.
    #[arg(long)]
    remote_control: bool,
    /// Prints a line for each request, without its message.
    #[arg(long)]
    quiet: bool,
}

/// [`Replies`], on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Inline,
    Multiref,
}

impl From<Form> for Replies {
    fn from(form: Form) -> Self {
        match form {
            Form::Inline => Self::Inline,
            Form::Multiref => Self::Multiref,
        }
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "an address and a port are due, such as 127.0.0.1:8000".to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "a number of seconds is due, such as 0.5".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "that is no length of time".to_owned())
}

#[tokio::main]
async fn main() -> ExitCode {
    let matches = Arguments::command().after_help(guide()).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), String> {
    let listen = arguments.listen;
    let has_demo_password = arguments.password == "demo";
    let user = arguments.user.clone();
    let sandbox = Sandbox::start(settings(arguments)).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            format!("another program listens on {listen}; choose another address with --listen")
        }
        ErrorKind::InvalidInput => error.to_string(),
        _ => format!("cannot listen on {listen}: {error}"),
    })?;
    let mut ctrl_c = pin!(tokio::signal::ctrl_c());
    let ended = tokio::select! {
        // It is waited for before anybody can know that this runs.
        biased;
        ended = &mut ctrl_c => ended,
        () = async { introduce(&sandbox, &user, has_demo_password) } => ctrl_c.await,
    };
    ended.map_err(|error| format!("cannot wait for Ctrl-C: {error}"))
}

fn settings(arguments: Arguments) -> Settings {
    let mut settings = Settings::default();
    settings.listen = arguments.listen;
    settings.credentials = UsernameToken::new(arguments.user, arguments.password);
    settings.pace = arguments.pace;
    settings.callback = arguments.callback;
    settings.inbound_callback = arguments.inbound_callback;
    settings.byfax_replies = arguments.byfax_replies.into();
    settings.kazoo_bucket = arguments.kazoo_bucket;
    settings.remote_control = arguments.remote_control;
    settings.log = Log::new(print).with_messages(!arguments.quiet);
    settings
}

fn introduce(sandbox: &Sandbox, user: &str, has_demo_password: bool) {
    // Another one is not for the screen.
    let password = if has_demo_password { "demo" } else { "…" };
    let (v2_1, v2, byfax) = (sandbox.endpoint(), sandbox.endpoint_v2(), sandbox.byfax());
    let (kazoo, sipgate) = (sandbox.kazoo(), sandbox.sipgate());
    let advance = sandbox.url("/sandbox/clock/advance?seconds=60");
    print(&format!(
        "Monopond v2.1  {v2_1}\n\
         Monopond v2    {v2}\n\
         byFax          {byfax}, with the path of a service: {byfax}/soap/1.1/faxout\n\
         Kazoo          {kazoo}\n\
         sipgate        {sipgate}, such as {sipgate}/authorization/userinfo\n\
         Credentials    user {user}, password {password}, in a UsernameToken, a login or by HTTP Basic\n\
         Contract       curl '{v2_1}?wsdl'\n\
         Try            MONOPOND_ENDPOINT={v2_1} MONOPOND_USER={user} MONOPOND_PASSWORD={password} cargo run --example preview\n\
         Clock          curl -X POST '{advance}'\n\
         Ctrl-C ends it, --help says which numbers are busy and which faults there are.\n"
    ));
    if !sandbox.address().ip().is_loopback() {
        eprintln!(
            "warning: other machines can reach this, and there is no TLS: use no password that matters\n"
        );
    }
}

/// Prints, and goes on when nobody reads it.
fn print(text: &str) {
    drop(writeln!(io::stdout(), "{text}"));
}

/// Numbers, faults and state codes, for `--help`.
fn guide() -> String {
    let table = |rows: Vec<(&str, &str)>| -> String {
        let width = rows.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
        rows.iter().map(|(key, what)| format!("  {key:width$}  {what}\n")).collect()
    };
    format!(
        "Monopond: numbers and what becomes of a fax to them (all others: delivered at the first attempt):\n{}\n\
         Monopond: references (SendRef, MessageRef, BroadcastRef or DocumentRef) that are answered with a fault, and when it comes by \
         itself:\n{}\n\
         byFax: numbers and what becomes of a fax to them (all others: delivered at the first call):\n{}\n\
         byFax: a reference (broadcastRef, messageRef, documentRef, coverRef, …) state:CODE is answered with that state \
         code,\nsuch as state:INSUFFICIENT_FUNDS.\n\n\
         Kazoo: numbers and what becomes of a fax to them (all others: delivered at the first attempt):\n{}\n\
         Kazoo: accounts that are answered with the status that they end with, and when it comes by itself:\n{}\n\
         sipgate: numbers and what becomes of a fax to them (all others: SENT):\n{}",
        table(fax_sandbox::numbers().collect()),
        table(fax_sandbox::faults().collect()),
        table(fax_sandbox::byfax_numbers().collect()),
        table(fax_sandbox::kazoo_numbers().collect()),
        table(fax_sandbox::kazoo_accounts().collect()),
        table(fax_sandbox::sipgate_numbers().collect()),
    )
}
