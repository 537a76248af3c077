//! A local sandbox that speaks the protocols of fax services, to try a program without sending, or paying for, a fax.
//!
//! It is a Monopond, v2.1 and v2, with all operations of both contracts. `cargo run` starts it on 127.0.0.1:8000 and
//! prints what it receives; a test starts one of its own:
//!
//! ```
//! use std::time::Duration;
//!
//! use fax_bindings::monopond::Client;
//! use fax_bindings::monopond::v2_1::{ApiFaxDocument, ApiFaxMessage, FaxStatusLevel, FaxStatusRequest, SendFaxRequest};
//! use fax_sandbox::{Clock, Sandbox, Settings};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut settings = Settings::default();
//! settings.clock = Clock::manual();
//! let credentials = settings.credentials.clone();
//! let sandbox = Sandbox::start(settings).await?;
//!
//! let client = Client::new(sandbox.endpoint(), credentials)?;
//! let letter = ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(b"Dear Sir or Madam");
//! let request = SendFaxRequest::new()
//!     .with_send_ref("letters")
//!     .with_fax_messages([ApiFaxMessage::new("letter-1", "61011111111")])
//!     .with_documents([letter]);
//! client.send_fax(&request).await?;
//!
//! sandbox.clock().advance(Duration::from_secs(60));
//! let status = FaxStatusRequest::new().with_send_ref("letters").with_verbosity(FaxStatusLevel::Send);
//! let reply = client.fax_status(&status).await?;
//! assert!(reply.fax_messages.iter().flatten().all(|fax| fax.is_done()));
//! # Ok(())
//! # }
//! ```
//!
//! # What becomes of a fax
//!
//! It goes from `pending` through `processing`, `queued`, `starting`, `sending` and `finalizing` to `done`, and stays in
//! each for [`Settings::pace`] of the [`Clock`]; one with a `ScheduledStartTime` is `pending` until then. Faxes are kept in
//! memory, up to a bound, and forgotten when the sandbox ends. What is not documented behaves as the documentation
//! suggests: a sandbox shows that a program can deal with an answer, not that the service gives it.
//!
//! What no answer shows is taken and has no effect: the `Order` of documents, dithering, `CLI` and `TimeZone`.
//!
//! Where it goes decides how it ends. All other numbers are delivered at the first attempt.
//!
//! | Number | What happens |
//! |---|---|
//! | `9990010` | busy at every attempt: FAX_BUSY |
//! | `9990011` | busy twice, then delivered, if BusyRetries allows two |
//! | `9990012` | nobody ever answers: FAX_NO_ANSWER |
//! | `9990013` | FAX_NUMBER_UNOBTAINABLE |
//! | `9990014` | FAX_NEGOTIATION_FAILED |
//! | `9990015` | FAX_EARLY_HANGUP |
//! | `9990016` | FAX_INCOMPATIBLE_MACHINE |
//! | `9990017` | FAX_SENDING_FAILED |
//! | `9990018` | FAX_UNKNOWN |
//! | `9990019` | FAX_CANCELLED, without anybody stopping it |
//! | `9990020` | DOCUMENT_UNSUPPORTED |
//! | `9990021` | DOCUMENT_FAILED_CONVERSION |
//! | `9990022` | DOCUMENT_EXCEEDS_PAGE_LIMIT |
//! | `9990030` | FUNDS_INSUFFICIENT |
//! | `9990031` | FUNDS_FAILED |
//! | `9990040` | blocked: BLOCK_ACCOUNT |
//! | `9990041` | blocked: BLOCK_GLOBAL |
//! | `9990042` | blocked: BLOCK_CUSTOM |
//! | `9990043` | with dncr="true" blocked: BLOCK_DNCR, else delivered |
//! | `9990044` | with fps="true" blocked: BLOCK_FPS, else delivered |
//! | `9990045` | with smartblock="true" blocked: BLOCK_SMART, else delivered |
//! | `9990050` | delivered, but is `sending` for ten times as long |
//!
//! # Faults
//!
//! A request that is wrong is answered by the fault of the contract that says so, and one without the right user name and
//! password by one of WS-Security. Any fault that an operation declares can also be asked for, by a `SendRef`,
//! `MessageRef`, `BroadcastRef` or `DocumentRef`; one that the operation does not declare is an
//! `InvalidArgumentsException`.
//!
//! | Reference | When the fault comes by itself |
//! |---|---|
//! | `fault:InvalidArgumentsException` | an argument is missing or wrong |
//! | `fault:NoMessagesFoundException` | no fax has all of the references |
//! | `fault:DocumentContentTypeNotFoundException` | a file name without a known extension |
//! | `fault:UnsupportedDocumentContentType` | a file of a known type that is not faxed, such as .mp3 or .zip |
//! | `fault:DocumentRefAlreadyExistsException` | a document is stored under the DocumentRef |
//! | `fault:DocumentRefDoesNotExistException` | no document is stored under the DocumentRef |
//! | `fault:MergeFieldDoesNotMatchDocumentTypeException` | DocMergeData for another file than DOC, XLS or PPT, StampMergeData for another one than TIFF or PDF |
//! | `fault:UnknownHostException` | never |
//! | `fault:InterruptedException` | never |
//! | `fault:InternalServerException` | the sandbox is full, or a preview would have more than 50 pages |
//!
//! # Where it is
//!
//! | Path | What |
//! |---|---|
//! | `/api/fax/v2.1`, `/fax/soap/v2.1`, `/fax/soap/v2.1/` | version 2.1: `POST` an envelope, `GET ?wsdl` for the contract with the address by which it was asked for |
//! | `/fax/soap/v2`, `/fax/soap/v2/` | version 2: the same faxes |
//! | `POST /sandbox/clock/advance?seconds=60` | puts the clock forward, and answers with its time |
//! | `POST /sandbox/received` | lets a fax come in, as JSON of at most 4096 bytes says that may be empty: `messageRef`, `faxNumber`, `status`, `pages`, `tsi`, `cli`. Answers with what it posts to [`Settings::inbound_callback`], 409 without one |
//! | `GET /sandbox/received/….tiff` | the pages of such a fax, up to 50; the last 1000 faxes are kept |
//!
//! The paths below `/sandbox/` ask for no password. Those that change something answer programs on the same machine only,
//! unless [`Settings::remote_control`] is set.
//!
//! # What it takes
//!
//! Up to 512 connections at once, and up to 120 seconds for a request. Bodies may be 64 MiB, packed with gzip or not
//! (`Content-Encoding`); of those over 1 MiB, and those packed or of unknown length, four are read at once and others wait.
//!
//! # Callbacks
//!
//! As faxes become done, their results are posted to [`Settings::callback`], as XML and as documented. A notice that is
//! not answered with a status 2xx within ten seconds is posted again after 0.2, 1 and 5 seconds, so that it may come more than
//! once. Redirects are not followed. Up to 1000 notices wait; further ones are dropped, which the [`Log`] says.
#![forbid(unsafe_code)]

mod body;
mod callback;
mod clock;
mod control;
mod guide;
mod http;
mod log;
mod monopond;
mod sandbox;
mod server;
mod settings;
mod soap;
mod tiff;

pub use clock::Clock;
pub use guide::{faults, numbers};
pub use log::Log;
pub use sandbox::Sandbox;
pub use settings::Settings;

#[cfg(test)]
mod tests {
    /// The rows of the documentation's table below `title`.
    fn rows(title: &str) -> Vec<(&'static str, &'static str)> {
        let lines = include_str!("lib.rs").lines().filter_map(|line| line.strip_prefix("//! "));
        let table = lines.skip_while(|line| !line.starts_with(title)).skip(2);
        let rows = table.map_while(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "));
        rows.collect()
    }

    #[test]
    fn the_tables_of_the_documentation_are_those_of_the_program() {
        assert_eq!(rows("| Number |"), super::numbers().collect::<Vec<_>>());
        assert_eq!(rows("| Reference |"), super::faults().collect::<Vec<_>>());
    }
}
