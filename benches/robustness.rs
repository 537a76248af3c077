//! The sandbox under 200 clients at once for 30 seconds, good and bad input mixed. It reports how each kind of input was
//! answered, how many answers were not the right ones, and what became of the memory. See `README.md`.
//!
//! ```sh
//! cargo bench --bench robustness             # 30 seconds, 200 clients
//! cargo bench --bench robustness -- 5 50     # 5 seconds, 50 clients
//! ```

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a program that reports")]

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use fax_sandbox::{Sandbox, Settings};
use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::{Client, Method};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const XML: (&str, &str) = ("content-type", "text/xml");
const GZIP: (&str, &str) = ("content-encoding", "gzip");
const NAMESPACE: &str = "https://api.monopond.com/fax/soap/v2.1";

/// How often something panicked, in whatever thread.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        eprintln!("{panic}");
    }));
    // Cargo adds `--bench`.
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let seconds = Duration::from_secs(numbers.next().unwrap_or(30));
    let clients = numbers.next().unwrap_or(200);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(report(seconds, clients));
}

async fn report(time: Duration, clients: u64) {
    let sandbox = Sandbox::start(Settings::default()).await.expect("a sandbox");
    println!("{clients} clients for {} s\n", time.as_secs());
    // What every process needs once is there before the first figure.
    run(&sandbox, Duration::from_secs(1), clients).await;
    let before = resident_kib();
    let started = Instant::now();
    let tallies = run(&sandbox, time, clients).await;
    let elapsed = started.elapsed();
    let after = resident_kib();

    println!("{:40}{:>10}{:>10}{:>14}", "input", "answers", "wrong", "median ms");
    let mut total = Tally::default();
    for (name, mut tally) in tallies {
        println!(
            "{name:40}{:>10}{:>10}{:>14.2}",
            tally.answers(),
            tally.wrong.len(),
            tally.median_milliseconds()
        );
        tally.wrong.iter().take(3).for_each(|wrong| println!("    {wrong}"));
        total.add(tally);
    }
    let rate = total.answers() as f64 / elapsed.as_secs_f64();
    println!(
        "{:40}{:>10}{:>10}{:>14.2}\n",
        "all",
        total.answers(),
        total.wrong.len(),
        total.median_milliseconds()
    );
    println!("{rate:.0} answers a second; {} panics", PANICS.load(Ordering::Relaxed));
    println!("resident memory {before} KiB after one second, {after} KiB at the end");
}

/// Lets the clients ask until time is up.
async fn run(sandbox: &Sandbox, time: Duration, clients: u64) -> BTreeMap<&'static str, Tally> {
    let most = Arc::new(cases());
    // One client in ten asks for what takes long, too.
    let few = Arc::new(cases().into_iter().chain([large()]).collect::<Vec<_>>());
    let end = Instant::now() + time;
    let tasks: Vec<_> = (0..clients)
        .map(|number| {
            let cases = if number % 10 == 0 { &few } else { &most };
            tokio::spawn(ask(sandbox.endpoint(), Arc::clone(cases), number, end))
        })
        .collect();
    let mut tallies = BTreeMap::<_, Tally>::new();
    for task in tasks {
        for (name, tally) in task.await.expect("a client that does not panic") {
            tallies.entry(name).or_default().add(tally);
        }
    }
    tallies
}

/// One client: all cases in turn, each client from another one on.
async fn ask(
    endpoint: String,
    cases: Arc<Vec<Case>>,
    number: u64,
    end: Instant,
) -> BTreeMap<&'static str, Tally> {
    let http = Client::builder().no_proxy().build().expect("an HTTP client");
    let mut tallies = BTreeMap::<_, Tally>::new();
    let from = usize::try_from(number).unwrap_or_default();
    for (turn, case) in cases.iter().cycle().skip(from % cases.len()).enumerate() {
        if Instant::now() >= end {
            break;
        }
        let started = Instant::now();
        let outcome = case.ask(&http, &endpoint, &format!("c{number}-{turn}")).await;
        let tally = tallies.entry(case.name).or_default();
        match outcome {
            Ok(()) => tally.times.push(started.elapsed()),
            Err(wrong) => tally.wrong.push(wrong),
        }
    }
    tallies
}

#[derive(Default)]
struct Tally {
    times: Vec<Duration>,
    /// What was wrong with the other answers.
    wrong: Vec<String>,
}

impl Tally {
    fn answers(&self) -> usize {
        self.times.len() + self.wrong.len()
    }

    fn add(&mut self, other: Self) {
        self.times.extend(other.times);
        self.wrong.extend(other.wrong);
    }

    fn median_milliseconds(&mut self) -> f64 {
        self.times.sort_unstable();
        self.times.get(self.times.len() / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    }
}

/// A kind of input, and what the answer to it has to be.
struct Case {
    name: &'static str,
    input: Input,
    status: u16,
    says: &'static str,
}

enum Input {
    /// An envelope, in which `REF` stands for a reference that is new each time.
    Envelope(String),
    Http {
        method: Method,
        path: &'static str,
        headers: &'static [(&'static str, &'static str)],
        body: Vec<u8>,
    },
    /// A request that the client gives up in the middle.
    BrokenOff,
}

impl Case {
    async fn ask(&self, http: &Client, endpoint: &str, reference: &str) -> Result<(), String> {
        let request = match &self.input {
            Input::Envelope(envelope) => http
                .post(endpoint)
                .header("content-type", "text/xml; charset=utf-8")
                .header("soapaction", "\"\"")
                .body(envelope.replace("REF", reference)),
            Input::Http { method, path, headers, body } => headers
                .iter()
                .fold(http.request(method.clone(), format!("{endpoint}{path}")), |request, (name, value)| {
                    request.header(*name, *value)
                })
                .body(body.clone()),
            Input::BrokenOff => return break_off(endpoint).await.map_err(|error| error.to_string()),
        };
        let answer = request.send().await.map_err(|error| format!("{error:?}"))?;
        let status = answer.status().as_u16();
        let text = answer.text().await.map_err(|error| error.to_string())?;
        if status == self.status && text.contains(self.says) {
            return Ok(());
        }
        let start: String = text.chars().take(300).collect();
        Err(format!("{} with {:?} is due; it was {status} with {start}", self.status, self.says))
    }
}

/// Sends half of a request, and hangs up.
async fn break_off(endpoint: &str) -> std::io::Result<()> {
    let address = endpoint.trim_start_matches("http://").split('/').next().unwrap_or_default();
    let mut stream = TcpStream::connect(address).await?;
    let head = "POST /fax/soap/v2.1 HTTP/1.1\r\nHost: sandbox\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n";
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(b"<Envelope xmlns='http://schemas.xmlsoap.org/soap/envelope/'><Bo").await
}

fn cases() -> Vec<Case> {
    let case = |name, envelope, status, says| Case { name, input: Input::Envelope(envelope), status, says };
    let status_of = |reference: &str| {
        format!(
            "<m:FaxStatusRequest><SendRef>{reference}</SendRef><Verbosity>all</Verbosity></m:FaxStatusRequest>"
        )
    };
    let send = "<m:SendFaxRequest><SendRef>REF</SendRef><FaxMessages><FaxMessage><MessageRef>REF-1</MessageRef>\
        <SendTo>61011111111</SendTo></FaxMessage></FaxMessages><Documents><Document><FileName>a.txt</FileName>\
        <FileData>QQ==</FileData><Order>0</Order></Document></Documents></m:SendFaxRequest>";
    let whole = good(send);
    let half = whole.split_at(whole.len() / 2).0.to_owned();
    let mut cases = vec![
        case("SendFax", whole, 200, "status=\"pending\""),
        case("FaxStatus of nothing", good(&status_of("nobody")), 500, "NoMessagesFoundException>"),
        case(
            "FaxStatus without a reference",
            good("<m:FaxStatusRequest/>"),
            500,
            "InvalidArgumentsException>",
        ),
        case(
            "a provoked fault",
            good(&status_of("fault:InternalServerException")),
            500,
            "InternalServerException>",
        ),
        case("wrong password", envelope("demo", "wrong", &status_of("a")), 500, "FailedAuthentication"),
        case("no token", envelope_without_header(&status_of("a")), 500, "InvalidSecurity"),
        case("an unknown operation", good("<m:Unknown/>"), 500, "Client</faultcode>"),
        case("an empty body", good(""), 500, "Client</faultcode>"),
        case("a number that is none", good(&send.replace(">0<", ">many<")), 500, "Client</faultcode>"),
        case("cut off", half, 500, "Client</faultcode>"),
        case("entities that expand", format!("{BOMB}{}", good(&status_of("&b;"))), 500, "Client</faultcode>"),
        case("deep nesting", good(&("<a>".repeat(5_000) + &"</a>".repeat(5_000))), 500, "Client</faultcode>"),
        case(
            "many attributes",
            good(&format!("<m:FaxStatusRequest {}/>", attributes())),
            500,
            "Client</faultcode>",
        ),
        case("two roots", good(&status_of("a")) + "<more/>", 500, "Client</faultcode>"),
        case("a control character", good(&status_of("\u{1}")), 500, "Client</faultcode>"),
        case(
            "the envelope of another SOAP",
            good("").replace("schemas.xmlsoap.org/soap", "example.com"),
            500,
            "VersionMismatch",
        ),
        case("a block that must be understood", with_unknown_block(&status_of("a")), 500, "MustUnderstand"),
    ];
    let http = |name, method, path, headers, body: &[u8], status, says| {
        let input = Input::Http { method, path, headers, body: body.to_vec() };
        Case { name, input, status, says }
    };
    let post =
        |name, headers, body: &[u8], status, says| http(name, Method::POST, "", headers, body, status, says);
    cases.extend([
        http("?wsdl", Method::GET, "?wsdl", &[], b"", 200, "definitions"),
        http("DELETE", Method::DELETE, "", &[XML], b"", 405, ""),
        http("another path", Method::POST, "/nowhere", &[XML], b"<a/>", 404, ""),
        post("JSON", &[("content-type", "application/json")], b"{}", 415, ""),
        post("bytes that are no text", &[XML], b"\xff\xff", 500, "Client</faultcode>"),
        post(
            "packed with gzip",
            &[XML, GZIP],
            &gzip(good(&status_of("nobody")).as_bytes()),
            500,
            "NoMessagesFoundException>",
        ),
        post("packed otherwise", &[XML, ("content-encoding", "br")], b"", 415, "Content-Encoding"),
        Case { name: "broken off in the middle", input: Input::BrokenOff, status: 0, says: "" },
    ]);
    cases
}

/// One byte more than the sandbox takes, once it is unpacked.
fn large() -> Case {
    let body = gzip(&vec![b' '; (64 << 20) + 1]);
    let input = Input::Http { method: Method::POST, path: "", headers: &[XML, GZIP], body };
    Case { name: "unpacks to 64 MiB and a byte", input, status: 413, says: "is larger than" }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

const BOMB: &str = "<!DOCTYPE e [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";

fn good(body: &str) -> String {
    envelope("demo", "demo", body)
}

fn envelope(user: &str, password: &str, body: &str) -> String {
    with_header(&token(user, password), body)
}

fn envelope_without_header(body: &str) -> String {
    with_header("", body)
}

fn with_unknown_block(body: &str) -> String {
    let block = "<x:Plan xmlns:x=\"urn:x\" e:mustUnderstand=\"1\"/>";
    with_header(&(token("demo", "demo") + block), body)
}

fn with_header(header: &str, body: &str) -> String {
    format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:m=\"{NAMESPACE}\">\
         <e:Header>{header}</e:Header><e:Body>{body}</e:Body></e:Envelope>"
    )
}

fn token(user: &str, password: &str) -> String {
    format!(
        "<s:Security e:mustUnderstand=\"1\" \
         xmlns:s=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">\
         <s:UsernameToken><s:Username>{user}</s:Username><s:Password>{password}</s:Password></s:UsernameToken></s:Security>"
    )
}

fn attributes() -> String {
    (0..2_000).map(|number| format!("a{number}=\"\" ")).collect()
}

/// What the process holds of the machine's memory, 0 where the system does not say.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
