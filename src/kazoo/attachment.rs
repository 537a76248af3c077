//! The document of a fax, whole or in part.

use axum::http::header::RANGE;
use xsd_runtime::types::jiff::Timestamp;

use super::gregorian::gregorian;
use super::refusal::Refusal;
use super::reply::{Attachment, Reply};
use super::request::Request;
use super::stored::Stored;

/// As PDF, under a name with the time of its creation.
pub(super) fn attachment(request: &Request, stored: &Stored) -> Result<Reply, Refusal> {
    let file = stored.file.as_ref().ok_or_else(|| Refusal::no_attachment(&stored.id))?;
    let bytes = file.to_pdf();
    let range = match request.headers.get(RANGE).and_then(|range| range.to_str().ok()) {
        Some(range) => part(range, bytes.len())?,
        None => None,
    };
    Ok(Reply::Attachment(Attachment { bytes, range, disposition: disposition(request, stored.created) }))
}

fn disposition(request: &Request, created: Timestamp) -> String {
    let asked = request.query.get("disposition").filter(|word| *word == "inline");
    format!("{}; filename=fax_document_{}.pdf", asked.unwrap_or("attachment"), gregorian(created))
}

/// First and last byte that are asked for (RFC 9110, section 14.2): one range of bytes. Anything else is as if nobody had
/// asked.
fn part(range: &str, length: usize) -> Result<Option<(usize, usize)>, Refusal> {
    let bounds = range.strip_prefix("bytes=").and_then(|bounds| bounds.split_once('-'));
    let Some((first, last)) = bounds else { return Ok(None) };
    let end = length.saturating_sub(1);
    let part = match (first.trim().parse::<usize>(), last.trim().parse::<usize>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.min(end)),
        (Ok(first), Err(_)) if last.trim().is_empty() => (first, end),
        // The last bytes.
        (Err(_), Ok(last)) if first.trim().is_empty() => (length.saturating_sub(last), end),
        _ => return Ok(None),
    };
    if part.0 >= length {
        return Err(Refusal::out_of_range("the document has no such bytes"));
    }
    Ok(Some(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_rfc_9110() {
        for (range, expected) in [
            ("bytes=0-0", Some((0, 0))),
            ("bytes=2-99", Some((2, 9))),
            ("bytes=4-", Some((4, 9))),
            ("bytes=-3", Some((7, 9))),
            ("bytes=-99", Some((0, 9))),
            ("bytes=3-2", None),
            ("bytes=0-1,3-4", None),
            ("pages=1-2", None),
            ("", None),
        ] {
            assert_eq!(part(range, 10), Ok(expected), "{range}");
        }
        for range in ["bytes=10-", "bytes=10-11", "bytes=-0"] {
            assert!(part(range, 10).is_err(), "{range}");
        }
    }
}
