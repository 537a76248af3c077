//! Faxes are taken, or not.

use axum::body::Bytes;
use axum::http::StatusCode;
use base64_simd::STANDARD;

use super::Sipgate;
use super::fax::Order;
use super::lines::Line;
use super::outcome::{Call, Outcome};
use super::refusal::Refusal;
use super::request::{ResendFax, SendFax};
use crate::pages;

/// Digits that a number has at least, and at most: E.164 allows 15, and dialling prefixes come before them.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=20;

impl Sipgate {
    /// Queues a fax, and gives its id.
    pub(super) fn send(&self, fax: SendFax) -> Result<String, Refusal> {
        let line = Line::to_send_from(&fax.faxline_id)?;
        if !is_number(&fax.recipient) {
            return Err(Refusal::invalid_recipient());
        }
        let document = STANDARD.decode_to_vec(&fax.base64_content).ok();
        // What is no document is found out when it is to be sent.
        let can_be_sent = document.as_deref().is_some_and(is_printable);
        let outcome = match Outcome::of(&fax.recipient) {
            Outcome::Refused(status) => return Err(refusal(status)),
            _ if !can_be_sent => Outcome::Fails(Call::NoPickup),
            outcome => outcome,
        };
        let pages = document.as_deref().map_or(1, |document| pages::of_pdf(document).max(1));
        self.queue(Order {
            line,
            recipient: fax.recipient,
            filename: fax.filename,
            document: document.map(Bytes::from),
            pages,
            outcome,
        })
    }

    /// Queues a fax of the history again.
    pub(super) fn resend(&self, request: &ResendFax) -> Result<String, Refusal> {
        let line = request.faxline_id.as_deref().map(Line::to_send_from).transpose()?;
        let order = {
            let history = self.history();
            let fax = history.get(&request.fax_id, self.now())?;
            fax.again(line.unwrap_or(fax.line))
        };
        self.queue(order)
    }

    fn queue(&self, order: Order) -> Result<String, Refusal> {
        let outcome = order.outcome;
        let id = self.history().queue(order, self.now(), self.pace);
        match outcome {
            Outcome::Lost => Err(refusal(StatusCode::INTERNAL_SERVER_ERROR)),
            _ => Ok(id),
        }
    }
}

/// Whether it is a number: digits, with a plus sign before them and what people write between them.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    let number = text.strip_prefix('+').unwrap_or(text);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    DIGITS.contains(&digits) && number.chars().all(|c| c.is_ascii_digit() || " -/().".contains(c))
}

/// Whether it is a PDF, without a form.
fn is_printable(document: &[u8]) -> bool {
    let has = |word: &[u8]| document.windows(word.len()).any(|window| window == word);
    document.starts_with(b"%PDF-") && has(b"%%EOF") && !has(b"/AcroForm")
}

/// What is said of a number that is to be refused.
fn refusal(status: StatusCode) -> Refusal {
    match status {
        StatusCode::PAYMENT_REQUIRED => Refusal::new(status, "the balance is too low"),
        StatusCode::FORBIDDEN => Refusal::forbidden("faxes to this number are not allowed"),
        StatusCode::TOO_MANY_REQUESTS => Refusal::too_many_requests(),
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => Refusal::invalid_recipient(),
        _ => Refusal::new(status, "the service has failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_digits_as_people_write_them() {
        for number in ["+4921112345678", "0211 / 123-456", "(0211) 123.456", "110", " +49 211 1234 "] {
            assert!(is_number(number), "{number}");
        }
        for number in ["", "+", "12", "+49x211", "4921+1", "fax", "123456789012345678901", "١٢٣٤"] {
            assert!(!is_number(number), "{number}");
        }
    }

    #[test]
    fn forms_and_what_is_no_pdf_cannot_be_sent() {
        assert!(is_printable(b"%PDF-1.4\n%%EOF\n"));
        for document in ["", "%PDF-1.4", "x%PDF-1.4\n%%EOF", "%PDF-1.4\n/AcroForm 1 0 R\n%%EOF"] {
            assert!(!is_printable(document.as_bytes()), "{document}");
        }
    }
}
