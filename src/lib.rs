//! A local sandbox that speaks the protocols of fax services, to try a program without sending, or paying for, a fax.
//!
//! It is a Monopond, v2.1 and v2, a byFax with its five services, the faxes of a Kazoo, and a sipgate, with all operations of
//! their contracts. `cargo run` starts it on 127.0.0.1:8000 and prints what it receives; a test starts one of its own:
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
//! By Monopond it goes from `pending` through `processing`, `queued`, `starting`, `sending` and `finalizing` to `done`, and stays in
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
//! # byFax
//!
//! [`Sandbox::byfax`] is the URL of all five services, the user name the API key, and the password its secret:
//!
//! ```
//! use std::time::Duration;
//!
//! use fax_bindings::byfax::common::{FaxContact, FaxFile, FaxMode, FaxQuality, ListPagination};
//! use fax_bindings::byfax::faxout::{
//!     ApiRequestFaxjobListMessages, ApiRequestFaxjobSubmit, FaxRecipient, StateRecipient,
//! };
//! use fax_bindings::byfax::{ApiReply, Client, UsernameToken};
//! use fax_sandbox::{Clock, Sandbox, Settings};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut settings = Settings::default();
//! settings.clock = Clock::manual();
//! let sandbox = Sandbox::start(settings).await?;
//! let client = Client::new(sandbox.byfax(), UsernameToken::new("demo", "demo"))?;
//!
//! let letter = FaxFile::from_bytes("letter.txt", b"Dear Sir or Madam");
//! let recipient = FaxRecipient::new().with_number("+61011111111").with_message_ref("letter-1");
//! let sender = FaxContact::new().with_name("Example");
//! let request = ApiRequestFaxjobSubmit::new(FaxQuality::Fine, FaxMode::Text, sender, [recipient])
//!     .with_documents([letter.into()]);
//! client.faxout().submit(&request).await?.ok()?;
//!
//! sandbox.clock().advance(Duration::from_secs(60));
//! let request = ApiRequestFaxjobListMessages::new(ListPagination::new(0, 10)).with_message_refs(["letter-1".to_owned()]);
//! let reply = client.faxout().list_recipients(&request).await?.ok()?;
//! assert!(reply.items.iter().flatten().all(|fax| fax.job_state == StateRecipient::Success));
//! # Ok(())
//! # }
//! ```
//!
//! A fax goes from `PENDING` through `PREPARING`, `READY`, `SUBMITTING`, `SUBMITTED` and `DELIVERING` to `SUCCESS` or
//! `FAILED`, and stays in each for [`Settings::pace`]; one with a `sendAt` is `PENDING` until then. Where the number is busy
//! or nobody answers, it is called again as often as `busyRetry` says, up to 20 times. The state of a broadcast is that of
//! its furthest fax, and in the end that of its best one. A fax may be paused and cancelled before it is `DELIVERING`; one
//! that is cancelled then is `ABORTED`. What is resumed is `PENDING` again.
//!
//! A fax may have 50 pages, a broadcast 10,000 recipients and 100 documents, and a page of a list 10,000 items. 100,000 faxes
//! are kept, and 1000 received ones; the oldest that are over make room. Uploaded documents (10,000, of 64 MiB together) and
//! covers (1000, of 16 MiB) stay until they are deleted: where there is no room for more, it is `FILE_STORAGE_COPY`. A
//! document is converted for one [`Settings::pace`]; until then its preview is `FILE_PREVIEW_NOT_READY`.
//!
//! A broadcast is refused as a whole when something is wrong with it or with one of its documents, a recipient alone when
//! something is wrong with it only; where all of them are refused, the reply has the state code of the first. Documents that
//! come with a `documentRef` are stored, others are not kept. What no answer shows is taken and has no effect: headers,
//! subjects, greetings, the text of the cover, priority, quality, mode and time zones.
//!
//! | byFax's number | What happens |
//! |---|---|
//! | `9990010` | busy at every call: BUSY |
//! | `9990011` | busy twice, then delivered, if busyRetry allows two |
//! | `9990012` | nobody ever answers: NO_ANSWER |
//! | `9990013` | NUMBER_UNOBTAINABLE |
//! | `9990014` | NEGOTIATION_FAILED |
//! | `9990015` | TRANSMISSION_EARLY_HANGUP |
//! | `9990016` | RECEIVER_INCOMPATIBLE |
//! | `9990017` | TRANSMISSION_ERROR |
//! | `9990018` | DELIVERY_FAILURE |
//! | `9990019` | QUEUE_TASK_ABORTED, without anybody's doing |
//! | `9990020` | FILE_FORMAT_UNSUPPORTED |
//! | `9990021` | FILE_CONVERTION_FAILED |
//! | `9990022` | FILE_PAGES_LIMIT_EXCEEDED |
//! | `9990030` | INSUFFICIENT_FUNDS |
//! | `9990040` | NUMBER_BLOCKED |
//! | `9990050` | delivered, but is DELIVERING for ten times as long |
//! | `9990060` | VOICE_ANSWER |
//! | `9990061` | NOT_FAX_MACHINE |
//! | `9990062` | COUNTRY_NO_ROUTE |
//!
//! Plus signs and blanks in a number do not count. A reference `state:CODE` (a `broadcastRef`, `messageRef`, `documentRef`,
//! `coverRef` or other) is answered with that state code, as is `state:INSUFFICIENT_FUNDS`; wrong credentials with
//! `API_KEY_MISSING`, `API_KEY_NOT_FOUND` and `API_KEY_SECRET_NOT_MATCH`. They are read from a header block `UsernameToken`
//! or `UsernameTokenHeaderPart` in any namespace. [`Settings::byfax_replies`] says in which form replies are written.
//!
//! # Kazoo
//!
//! [`Sandbox::kazoo`] is the URL of version 2, below which the faxes of one account are. It is known by what is made of the
//! credentials:
//!
//! | What | How it is made | For demo, demo |
//! |---|---|---|
//! | account id | MD5 of the user name | `fe01ce2a7fbac8fafaed7c982a04e229` |
//! | account name | the user name | `demo` |
//! | account realm | the user name and `.sandbox.example` | `demo.sandbox.example` |
//! | phone number | | `+14155550100` |
//! | credentials, and password of HTTP Basic | MD5 of user name, colon, password; SHA-1 for the former too | `80851851709e01bc9453cced585a7bca` |
//! | API key | that MD5 twice | |
//!
//! A token ends an hour of the [`Clock`] after it was last used. [`Settings::kazoo_bucket`] sets how many requests are answered
//! in a while.
//!
//! A fax goes from `attaching_files`, where it was uploaded, through `pending`, `locked` and `processing` to the outbox, where
//! it is `completed` or `failed`, and stays in each for [`Settings::pace`]. After an attempt that failed it is `pending` again,
//! as long as `retries` allows further ones. Nothing is fetched: the address of a document stands for a document of one page, and
//! one with `fetch-fails` in it for one that is not there. Documents are given as PDF.
//!
//! Up to 10,000 faxes and 128 MiB of documents are kept; the oldest ones out of the queue make room. An uploaded document may
//! have 8,000,000 bytes; a larger one is answered with 400 and the rule `maxSize`, as servers do. A page of a list has at most
//! 1000 items, and where there are more, `paginate=false` is answered with 416. Verbs tunnelled in POST, `is_chunked` and
//! `pretty_print` are understood.
//!
//! | Kazoo's number | What happens |
//! |---|---|
//! | `9990010` | busy at every attempt: 486 USER_BUSY |
//! | `9990011` | busy twice, then delivered, if retries allows three attempts |
//! | `9990012` | nobody ever answers: 480 NO_ANSWER |
//! | `9990013` | 404 UNALLOCATED_NUMBER |
//! | `9990014` | negotiation fails: 200 NORMAL_CLEARING without success |
//! | `9990017` | 200 NORMAL_TEMPORARY_FAILURE without success |
//! | `9990018` | the worker times out: result_code 500 |
//! | `9990020` | the document is bad: result_code 0 |
//! | `9990021` | the document cannot be converted: stays in attaching_files, or pending |
//! | `9990030` | not taken in: 402 no_credit |
//! | `9990040` | the caller id is not the account's: result_code 400 |
//! | `9990050` | delivered, but is processing for ten times as long |
//! | `9990051` | delivered, but neither in the queue nor in the outbox for a while between |
//! | `9990052` | delivered, with text of the fax engine as its state meanwhile |
//!
//! Plus signs and blanks in a number do not count. An account id of zeros and a status is answered with that status, whatever is
//! asked for and by whomever.
//!
//! | Account | When the status comes by itself |
//! |---|---|
//! | `00000000000000000000000000000402` | a fax to 9990030 |
//! | `00000000000000000000000000000403` | an account that is not the token's |
//! | `00000000000000000000000000000409` | never |
//! | `00000000000000000000000000000413` | a body above 64 MiB |
//! | `00000000000000000000000000000423` | never |
//! | `00000000000000000000000000000429` | an empty bucket, where there is one |
//! | `00000000000000000000000000000500` | an action that is missing or unknown |
//! | `00000000000000000000000000000503` | the sandbox is full |
//!
//! # sipgate
//!
//! [`Sandbox::sipgate`] is the base of its URLs, the user name the id of a personal access token, and the password the token,
//! which is taken as an access token of OAuth 2 as well:
//!
//! ```
//! use std::time::Duration;
//!
//! use fax_bindings::sipgate::{Client, FaxStatusType, SendFax};
//! use fax_sandbox::{Clock, Sandbox, Settings};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut settings = Settings::default();
//! settings.clock = Clock::manual();
//! let sandbox = Sandbox::start(settings).await?;
//! let client = Client::new(sandbox.sipgate(), "demo", "demo")?;
//!
//! let fax = SendFax::new("f0", "+4921112345678", "letter.pdf", b"%PDF-1.4\n%%EOF\n");
//! let session = client.send(&fax).await?;
//!
//! sandbox.clock().advance(Duration::from_secs(60));
//! let entry = client.history_entry(&session).await?;
//! assert_eq!(entry.fax_status_type, Some(FaxStatusType::Sent));
//! # Ok(())
//! # }
//! ```
//!
//! A fax is `PENDING`, then `SENDING`, each for [`Settings::pace`], and then `SENT` or `FAILED`. What is no PDF, or one with
//! a form, or no base64, is queued and fails, as the vendor says of its service. The user is `w0`, with the line `f0` to send
//! from and `f1`, which only receives; `f2` is that of a group. A line that cannot send, or is not there, is refused with 403,
//! a recipient that is no number of 3 to 20 digits with 407, a member that is missing, blank or unknown with 400.
//!
//! 10,000 faxes are kept, and 64 MiB of their documents; the oldest make room. `documentUrl` leads to the document, and
//! `reportUrl`, of a fax that is over, to a page that says how it ended; there is no preview. Both ask for no credentials.
//!
//! | sipgate's number | What happens |
//! |---|---|
//! | `9990010` | busy: FAILED |
//! | `9990012` | nobody answers: FAILED |
//! | `9990013` | the number does not exist: FAILED |
//! | `9990017` | transmission fails: FAILED |
//! | `9990030` | 402: the balance is too low |
//! | `9990040` | 403: not allowed |
//! | `9990050` | sent, but is SENDING for ten times as long |
//! | `9990070` | sent, but is SCHEDULED at first, for ten times as long |
//! | `9990071` | sent, but 404 in the history while it is PENDING |
//! | `9990072` | sent, but is CONFIRMING before, which is in no contract |
//! | `9990080` | 429, with Retry-After |
//! | `9990081` | 500, and nothing is queued |
//! | `9990082` | 500, and the fax is queued and sent all the same |
//! | `9990083` | 407: the number is invalid |
//!
//! Only digits of a number count. To send a fax again is to send it to the same number, with the same fate.
//!
//! # Where it is
//!
//! | Path | What |
//! |---|---|
//! | `/api/fax/v2.1`, `/fax/soap/v2.1`, `/fax/soap/v2.1/` | Monopond, version 2.1: `POST` an envelope, `GET ?wsdl` for the contract with the address by which it was asked for |
//! | `/fax/soap/v2`, `/fax/soap/v2/` | Monopond, version 2: the same faxes |
//! | `/soap/1.1/cover`, `/soap/1.1/document`, `/soap/1.1/faxout`, `/soap/1.1/faxin/message`, `/soap/1.1/faxin/inventory` | byFax, also with a slash at the end: `POST` an envelope, `GET ?wsdl` |
//! | `/v2/user_auth`, `/v2/api_auth`, `/v2/token_auth`, `/v2/accounts/…` | Kazoo: JSON, as `openapi/kazoo-faxes.json` says |
//! | `/v2/sessions/fax`, `/v2/sessions/fax/resend`, `/v2/history`, `/v2/history/{id}`, `/v2/{user}/faxlines`, `/v2/groupfaxlines`, `/v2/authorization/userinfo` | sipgate: JSON |
//! | `POST /sandbox/clock/advance?seconds=60` | puts the clock forward, and answers with its time |
//! | `POST /sandbox/received` | lets a fax come in, as JSON of at most 4096 bytes says that may be empty: `messageRef`, `faxNumber`, `status`, `pages`, `tsi`, `cli`. Answers with what it posts to [`Settings::inbound_callback`], 409 without one |
//! | `POST /sandbox/byfax/received` | lets a fax come in that byFax lists, as JSON of at most 4096 bytes says that may be empty: `didE164`, `senderE164`, `state`, `stateEx`, `stateMessage`, `durationCall`, `durationFax`, `localSID`, `remoteSID`, `pages`, `speed`, `ecm`, `quality`, `compression`, `hasFile`. What it leaves out is as for one page that was received well, or, where `state` is not `SUCCESS`, for none. Answers with the fax as a list shows it |
//! | `POST /sandbox/kazoo/received` | lets a fax come into Kazoo's inbox, as JSON of at most 4096 bytes says that may be empty: `from_number`, `from_name`, `to_number`, `owner_id`, `faxbox_id`, `pages`, `success`. Answers with the fax as the inbox shows it |
//! | `POST /sandbox/kazoo/mailed` | lets an email come in that Kazoo makes a fax of, or refuses where there is an `error`: `from`, `to_number`, `faxbox_id`, `error`. Answers with its entry of the log |
//! | `GET /sandbox/sipgate/document.pdf?key=…`, `…/report.pdf?key=…` | what the links of sipgate's history lead to |
//! | `GET /sandbox/received/….tiff` | the pages of a fax that `/sandbox/received` let in, up to 50; the last 1000 faxes are kept |
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
mod byfax;
mod callback;
mod clock;
mod control;
mod guide;
mod http;
mod kazoo;
mod log;
mod monopond;
mod pages;
mod pdf;
mod rest;
mod sandbox;
mod server;
mod settings;
mod sipgate;
mod soap;
mod tiff;

pub use clock::Clock;
pub use guide::{byfax_numbers, faults, kazoo_accounts, kazoo_numbers, numbers, sipgate_numbers};
pub use log::Log;
pub use sandbox::Sandbox;
pub use settings::{Replies, Settings};

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
        assert_eq!(rows("| byFax's number |"), super::byfax_numbers().collect::<Vec<_>>());
        assert_eq!(rows("| Kazoo's number |"), super::kazoo_numbers().collect::<Vec<_>>());
        assert_eq!(rows("| Account |"), super::kazoo_accounts().collect::<Vec<_>>());
        assert_eq!(rows("| sipgate's number |"), super::sipgate_numbers().collect::<Vec<_>>());
    }
}
