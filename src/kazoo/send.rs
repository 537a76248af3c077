//! Faxes that are to be sent: checked, filled in, and put into the queue.

use serde_json::{Value, json};
use xsd_runtime::types::jiff::Timestamp;

use super::Document;
use super::check::{Check, get};
use super::faxes::Faxes;
use super::file::File;
use super::findings::Findings;
use super::job::{Job, Status};
use super::outcome::{NOT_FETCHED, Outcome};
use super::refusal::Refusal;
use super::stored::Stored;

/// Bytes of an uploaded document.
pub(super) const LARGEST_FILE: usize = 8_000_000;
/// Documents at addresses with this in them cannot be fetched.
const NOT_THERE: &str = "fetch-fails";

/// Puts a new fax into the queue. Where it has both, the address of a document counts, and not the file.
pub(super) fn create(
    faxes: &mut Faxes,
    mut document: Document,
    file: Option<File>,
    now: Timestamp,
) -> Result<Document, Refusal> {
    check(&document, file.is_some())?;
    if file.as_ref().is_some_and(|file| file.bytes.len() > LARGEST_FILE) {
        return Err(Findings::one("file", "maxSize", "the document is larger than 8,000,000 bytes"));
    }
    let zone = document.remove("timezone").or_else(|| document.remove("fax_timezone"));
    document.insert("fax_timezone".to_owned(), zone.unwrap_or("undefined".into()));
    document.entry("retries").or_insert(1.into());
    let url = get(&document, "document.url").and_then(Value::as_str);
    let (file, status) = match (url, file) {
        (None, Some(file)) => (file, Status::Attaching),
        // Nothing is fetched from anywhere.
        (Some(url), _) => (File::printed(1, &[url.to_owned()]), Status::Pending),
        (None, None) => (File::printed(1, &[]), Status::Pending),
    };
    put(faxes, document, file, status, now)
}

/// Puts a copy of a fax into the queue, with `changes` over it.
pub(super) fn again(
    faxes: &mut Faxes,
    stored: &Stored,
    changes: Document,
    now: Timestamp,
) -> Result<Document, Refusal> {
    let mut document = stored.document().clone();
    for member in ["attempts", "folder", "id", "retry_after", "rx_result", "tx_result"] {
        document.remove(member);
    }
    document.extend(changes);
    document.entry("retries").or_insert(1.into());
    check(&document, true)?;
    let file = stored.file.clone().ok_or_else(|| Refusal::no_attachment(&stored.id))?;
    put(faxes, document, file, Status::Pending, now)
}

/// Puts a fax by email into the queue.
pub(super) fn mailed(
    faxes: &mut Faxes,
    document: Document,
    file: File,
    now: Timestamp,
) -> Result<Document, Refusal> {
    put(faxes, document, file, Status::AttachingMail, now)
}

fn put(
    faxes: &mut Faxes,
    document: Document,
    file: File,
    status: Status,
    now: Timestamp,
) -> Result<Document, Refusal> {
    let text = |path| get(&document, path).and_then(Value::as_str).unwrap_or_default();
    let outcome = match Outcome::of(text("to_number")) {
        Outcome::NoCredit => return Err(Refusal::no_credit()),
        _ if text("document.url").contains(NOT_THERE) => Outcome::Fails(NOT_FETCHED),
        outcome => outcome,
    };
    let job = Job::new(faxes.new_id(now), now, document, file, outcome, status);
    Ok(faxes.send(job)?.document())
}

/// Fails where something is wrong with the members of a new fax.
fn check(document: &Document, has_file: bool) -> Result<(), Refusal> {
    let mut check = Check::new(document);
    for number in ["from_number", "to_number"] {
        check.required(number);
        check.text(number);
    }
    let to = document.get("to_number").and_then(Value::as_str);
    if to.is_some_and(|to| !to.contains(|c: char| c.is_ascii_digit())) {
        // The service files it under this name.
        check.add("document.to_number", "required", "a number that can be dialled is due");
    }
    for text in
        ["from_name", "to_name", "fax_identity_name", "fax_identity_number", "fax_timezone", "timezone"]
    {
        check.text(text);
    }
    for id in ["faxbox_id", "owner_id"] {
        check.text(id);
    }
    check.integer("retries", 0, 4);
    check.integer("attempts", 0, 4);
    check.object("document");
    check_source(&mut check, get(document, "document").is_some(), has_file);
    for object in ["notifications", "notifications.email", "notifications.sms"] {
        check.object(object);
    }
    check.text_or_texts("notifications.email.send_to");
    check.text_or_texts("notifications.sms.send_to");
    check.texts("flags");
    check.end()
}

fn check_source(check: &mut Check<'_>, has_source: bool, has_file: bool) {
    if has_source {
        check.required("document.url");
        check.url("document.url");
        check.one_of("document.method", &["get", "post"]);
        check.length("document.content", 0, 256);
        for text in ["document.content_type", "document.host", "document.referer"] {
            check.text(text);
        }
    } else if !has_file {
        check.add("document.url", "required", "add document url or upload a document");
    }
}

/// Fills in what a fax box says of faxes that are sent through it.
pub(super) fn fill_from(document: &mut Document, faxbox: &Document) {
    let of = |member: &str| faxbox.get(member).cloned();
    let settings = [
        ("faxbox_id", of("id")),
        ("from_name", of("caller_name")),
        ("from_number", of("caller_id")),
        ("fax_identity_name", of("fax_header")),
        ("fax_identity_number", of("fax_identity")),
        ("fax_timezone", of("fax_timezone")),
        ("retries", of("retries").or(Some(json!(3)))),
    ];
    for (member, value) in settings {
        if let Some(value) = value {
            document.entry(member).or_insert(value);
        }
    }
}
