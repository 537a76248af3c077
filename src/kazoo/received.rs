//! Faxes and emails that come in, because a test says so.

use serde::Deserialize;
use serde_json::{Value, json};

use super::account::md5_hex;
use super::file::File;
use super::gregorian::gregorian;
use super::job::into_document;
use super::refusal::Refusal;
use super::stored::{Folder, Stored};
use super::{Document, Kazoo, send};

/// A fax that is to come in. All members may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Order {
    from_number: Option<String>,
    from_name: Option<String>,
    to_number: Option<String>,
    owner_id: Option<String>,
    faxbox_id: Option<String>,
    pages: Option<u32>,
    success: Option<bool>,
}

/// An email that is to come in, and become a fax unless something is wrong with it. All members may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Mail {
    from: Option<String>,
    to_number: Option<String>,
    faxbox_id: Option<String>,
    error: Option<String>,
}

impl Kazoo {
    /// Receives a fax now, and gives it as the inbox shows it. Fails where there is no room.
    pub(crate) fn receive(&self, order: Order) -> Result<Value, String> {
        let now = self.clock.now();
        let mut state = self.state();
        let id = state.faxes.new_id(now);
        let pages = order.pages.unwrap_or(1);
        let success = order.success.unwrap_or(true);
        let from = order.from_number.unwrap_or_else(|| "+14155550199".to_owned());
        let to = order.to_number.unwrap_or_else(|| "+14155550100".to_owned());
        let lines = [format!("for {to}"), format!("from {from}"), now.to_string()];
        let document = json!({
            "name": format!("fax {}", now.strftime("%Y-%m-%d %H:%M:%S")),
            "description": "fax document received from the sandbox",
            "source_type": "incoming_fax",
            "media_type": "tiff",
            "timestamp": gregorian(now),
            "from_number": from,
            "from_name": order.from_name,
            "to_number": to,
            "owner_id": order.owner_id,
            "faxbox_id": order.faxbox_id,
            "call_id": md5_hex(&format!("call {id}")),
            "cdr_doc_id": format!("{}-{}", now.strftime("%Y%m"), md5_hex(&format!("cdr {id}"))),
            "rx_result": {
                "success": success,
                "result_code": if success { 200 } else { 500 },
                "transferred_pages": pages.to_string(),
                "total_pages": pages.to_string(),
                "transfer_rate": "14400",
                "remote_station_id": from,
            },
        });
        let status = if success { "completed" } else { "failed" };
        let file = (pages > 0).then(|| File::printed(pages, &lines));
        let id = format!("{}-{id}", now.strftime("%Y%m"));
        let stored = Stored::new(id, Folder::Inbox, status, without_null(document), file, (now, now));
        let shown = stored.document().clone();
        state.faxes.receive(stored).map_err(in_words)?;
        Ok(shown.into())
    }

    /// Receives an email now, and gives its entry of the log. Fails where there is no room.
    pub(crate) fn receive_mail(&self, mail: Mail) -> Result<Value, String> {
        let now = self.clock.now();
        let mut state = self.state();
        let number = mail.to_number.unwrap_or_else(|| "+14155550101".to_owned());
        let from = mail.from.unwrap_or_else(|| "sender@example.org".to_owned());
        let id =
            format!("{}-{}", now.strftime("%Y%m"), md5_hex(&format!("email {} {now}", state.smtplog.next())));
        let fax = match mail.error {
            Some(_) => None,
            None => {
                let document = json!({
                    "from_number": "+14155550100",
                    "to_number": number,
                    "retries": 1,
                    "faxbox_id": mail.faxbox_id,
                });
                let file = File::printed(1, &[format!("by email from {from}")]);
                Some(send::mailed(&mut state.faxes, without_null(document), file, now).map_err(in_words)?)
            }
        };
        let document = without_null(json!({
            "id": id,
            "from": from,
            "to": format!("{number}@fax.sandbox.example"),
            "original_number": number,
            "translated_number": number,
            "faxbox_domain": "fax.sandbox.example",
            "faxbox_id": mail.faxbox_id,
            "faxbox_owner_id": self.account.owner,
            "content_type": "application/pdf",
            "filename": "fax.pdf",
            "errors": mail.error.iter().collect::<Vec<_>>(),
            "account_id": self.account.id,
            "faxdoc_id": fax.as_ref().and_then(|fax| fax.get("id")),
        }));
        let summary = without_null(json!({
            "id": id,
            "from": document.get("from"),
            "to": document.get("to"),
            "error": mail.error,
            "created": gregorian(now),
        }));
        state.smtplog.add(id, now, summary, document.clone());
        Ok(document.into())
    }
}

fn without_null(value: Value) -> Document {
    into_document(value).into_iter().filter(|(_, value)| !value.is_null()).collect()
}

fn in_words(refusal: Refusal) -> String {
    refusal.data.get("message").and_then(Value::as_str).unwrap_or(refusal.message).to_owned()
}
