//! Fax boxes: settings under which faxes are sent and received.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use xsd_runtime::types::jiff::Timestamp;

use super::Document;
use super::account::md5_hex;
use super::check::Check;
use super::list::Item;
use super::refusal::Refusal;

/// Boxes that there may be.
const MOST: usize = 1000;
/// Bytes of all of them, more or less.
const MOST_BYTES: usize = 16 << 20;
/// What the service makes of them, whatever is said.
const OWN: [&str; 2] = ["id", "smtp_email_address"];

#[derive(Debug, Default)]
pub(super) struct Faxboxes {
    /// How many were created.
    created: u64,
    by_number: BTreeMap<u64, Faxbox>,
}

#[derive(Clone, Debug)]
struct Faxbox {
    created: Timestamp,
    modified: Timestamp,
    document: Document,
}

impl Faxboxes {
    pub(super) fn create(&mut self, mut document: Document, now: Timestamp) -> Result<Document, Refusal> {
        let bytes: usize = self.by_number.values().map(|faxbox| size(&faxbox.document)).sum();
        if self.by_number.len() >= MOST || bytes + size(&document) > MOST_BYTES {
            return Err(Refusal::full("the sandbox is full of fax boxes"));
        }
        self.created += 1;
        let number = self.created;
        let id = md5_hex(&format!("faxbox {number} {now}"));
        self.check(&document, number)?;
        for (member, value) in [("caller_name", "Kazoo Fax Printer"), ("fax_header", "Kazoo Fax Printer")] {
            document.entry(member).or_insert(value.into());
        }
        document.entry("retries").or_insert(1.into());
        document.insert("smtp_email_address".to_owned(), format!("{number}@fax.sandbox.example").into());
        document.insert("id".to_owned(), id.into());
        self.by_number.insert(number, Faxbox { created: now, modified: now, document: document.clone() });
        Ok(document)
    }

    pub(super) fn get(&self, id: &str) -> Result<&Document, Refusal> {
        self.find(id).map(|(_, faxbox)| &faxbox.document)
    }

    /// Puts another document in the place of this one.
    pub(super) fn replace(
        &mut self,
        id: &str,
        mut document: Document,
        now: Timestamp,
    ) -> Result<Document, Refusal> {
        let (number, old) = self.find(id)?;
        for member in OWN {
            document.remove(member);
            document.extend(old.document.get(member).map(|value| (member.to_owned(), value.clone())));
        }
        self.check(&document, number)?;
        let created = old.created;
        self.by_number.insert(number, Faxbox { created, modified: now, document: document.clone() });
        Ok(document)
    }

    /// Changes members; `null` takes one away. What is sent has to be a whole box by itself, as far as rules go.
    pub(super) fn patch(&mut self, id: &str, changes: Document, now: Timestamp) -> Result<Document, Refusal> {
        let (number, old) = self.find(id)?;
        let set = changes.clone().into_iter().filter(|(_, value)| !value.is_null()).collect();
        self.check(&set, number)?;
        let mut document = old.document.clone();
        document.extend(changes);
        document.retain(|_, value| !value.is_null());
        self.replace(id, document, now)
    }

    pub(super) fn delete(&mut self, id: &str) -> Result<Document, Refusal> {
        let (number, _) = self.find(id)?;
        let faxbox = self.by_number.remove(&number);
        faxbox.map(|faxbox| faxbox.document).ok_or_else(|| Refusal::bad_identifier(id))
    }

    /// All of them, in the order in which they came.
    pub(super) fn items(&self) -> impl DoubleEndedIterator<Item = Item> {
        self.by_number.iter().map(|(number, faxbox)| Item {
            number: *number,
            created: faxbox.created,
            modified: faxbox.modified,
            shown: faxbox.document.clone(),
            filtered: None,
        })
    }

    fn find(&self, id: &str) -> Result<(u64, &Faxbox), Refusal> {
        let mut faxboxes = self.by_number.iter();
        let found =
            faxboxes.find(|(_, faxbox)| faxbox.document.get("id").and_then(Value::as_str) == Some(id));
        found.map(|(number, faxbox)| (*number, faxbox)).ok_or_else(|| Refusal::bad_identifier(id))
    }

    /// Fails where something is wrong with the members of box `number`.
    fn check(&self, document: &Document, number: u64) -> Result<(), Refusal> {
        let mut check = Check::new(document);
        check.required("name");
        check.length("name", 1, 128);
        for text in ["caller_id", "caller_name", "fax_header", "fax_identity", "fax_timezone"] {
            check.text(text);
        }
        check.texts("flags");
        check.texts("smtp_permission_list");
        check.integer("retries", 0, 4);
        check.integer("attempts", 0, 4);
        check.object("media");
        check.boolean("media.fax_option");
        check.object("notifications");
        for direction in ["inbound", "outbound"] {
            let at = |member: &str| format!("notifications.{direction}{member}");
            for object in ["", ".email", ".sms", ".callback"] {
                check.object(&at(object));
            }
            check.text_or_texts(&at(".email.send_to"));
            check.text_or_texts(&at(".sms.send_to"));
            check.url(&at(".callback.url"));
            check.one_of(&at(".callback.method"), &["post", "put"]);
            check.one_of(&at(".callback.type"), &["json", "www-url-form-encoded"]);
        }
        const ADDRESS: &str = "custom_smtp_email_address";
        if let Some(address) = check.text(ADDRESS) {
            let mut others = self.by_number.iter().filter(|(other, _)| **other != number);
            if others.any(|(_, faxbox)| faxbox.document.get(ADDRESS) == Some(&json!(address))) {
                check.add(ADDRESS, "unique", "another box has this address");
            }
        }
        check.end()
    }
}

fn size(document: &Document) -> usize {
    Value::from(document.clone()).to_string().len()
}
