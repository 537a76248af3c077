//! The messages that are measured: the same bytes in every run.

use fax_bindings::monopond::v2_1::{ApiFaxDocument, ApiFaxMessage, FaxResolution, NAMESPACE, SendFaxRequest};
use xsd_runtime::types::Base64;

/// Messages of the reply and of the request; what Monopond advises as the most for one request.
pub const MESSAGES: usize = 600;

/// Bytes of the one document of the request.
pub const DOCUMENT: usize = 5 << 20;

/// A FaxStatus reply at verbosity `all`, envelope included: each message with its details and two attempts, of which
/// the first failed.
pub fn status_reply() -> String {
    let mut xml = String::from(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    xml.push_str(r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>"#);
    xml.push_str(&status_payload());
    xml.push_str("</soap:Body></soap:Envelope>");
    xml
}

/// What stands in the body of [`status_reply`].
pub fn status_payload() -> String {
    let mut xml = format!(r#"<ns2:FaxStatusResponse xmlns:ns2="{NAMESPACE}">"#);
    let attempts = 2 * MESSAGES;
    let parts = [
        format!(r#"<FaxStatusTotals pending="0" processing="0" queued="0" done="{MESSAGES}"/>"#),
        format!(
            r#"<FaxResultsTotals success="{MESSAGES}" blocked="0" failed="0" totalAttempts="{attempts}" "#
        ),
        format!(r#"totalFaxDuration="{}" totalPages="{attempts}"/><FaxMessages>"#, 41 * MESSAGES),
    ];
    xml.extend(parts);
    for number in 0..MESSAGES {
        push_message(&mut xml, number);
    }
    xml.push_str("</FaxMessages></ns2:FaxStatusResponse>");
    xml
}

fn push_message(xml: &mut String, number: usize) {
    let resolution = if number.is_multiple_of(3) { "fine" } else { "normal" };
    let (minute, second) = (number / 60 % 60, number % 60);
    let parts = [
        format!(r#"<FaxMessage messageRef="spring-mailing-{number:06}" sendRef="spring-mailing-part-1" "#),
        format!(r#"broadcastRef="Offers &amp; news" sendTo="6129{number:07}" status="done">"#),
        format!(
            r#"<FaxDetails sendFrom="Head Office" resolution="{resolution}" retries="2" busyRetries="3" "#
        ),
        r#"headerFormat="From %from%, To %to%|%a %b %d %H:%M %Y"/><FaxResults>"#.to_owned(),
        r#"<FaxResult attempt="1" result="failed" cost="0.00" pages="0" totalFaxDuration="14" "#.to_owned(),
        format!(r#"scheduledStartTime="2026-03-25T12:{minute:02}:{second:02}.299+10:00" "#),
        format!(r#"dateCallStarted="2026-03-25T13:{minute:02}:{second:02}+10:00" "#),
        format!(r#"dateCallEnded="2026-03-25T14:{minute:02}:{second:02}+10:00">"#),
        r#"<Error code="FAX_BUSY" name="Phone number busy"/></FaxResult>"#.to_owned(),
        r#"<FaxResult attempt="2" result="success" cost="0.15" pages="2" totalFaxDuration="27" "#.to_owned(),
        format!(r#"scheduledStartTime="2026-03-25T15:{minute:02}:{second:02}.299+10:00" "#),
        format!(r#"dateCallStarted="2026-03-25T16:{minute:02}:{second:02}+10:00" "#),
        format!(r#"dateCallEnded="2026-03-25T17:{minute:02}:{second:02}+10:00"/>"#),
        "</FaxResults></FaxMessage>".to_owned(),
    ];
    xml.extend(parts);
}

/// A SendFax reply that says nothing.
pub const SENT_REPLY: &str = concat!(
    r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>"#,
    r#"<m:SendFaxResponse xmlns:m="https://api.monopond.com/fax/soap/v2.1"/></soap:Body></soap:Envelope>"#,
);

/// The SendFax request: all messages, and one document for them.
pub fn send_request(document: Base64) -> SendFaxRequest {
    let messages: Vec<_> = (0..MESSAGES).map(message).collect();
    let document = ApiFaxDocument::new().with_file_name("offers.pdf").with_file_data(document);
    SendFaxRequest::new()
        .with_broadcast_ref("Offers & news")
        .with_send_ref("spring-mailing-part-1")
        .with_fax_messages(messages)
        .with_documents(vec![document])
}

fn message(number: usize) -> ApiFaxMessage {
    let mut message = ApiFaxMessage::new(format!("spring-mailing-{number:06}"), format!("6129{number:07}"));
    message.send_from = Some("Head Office".to_owned());
    message.resolution = Some(FaxResolution::Normal);
    message.scheduled_start_time = "2026-03-25T12:00:00+10:00".parse().ok();
    message.retries = Some(2);
    message.busy_retries = Some(3);
    message.header_format = Some("From %from%, To %to%|%a %b %d %H:%M %Y".to_owned());
    message
}

/// `len` bytes that look like nothing in particular.
pub fn document(len: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(len).collect()
}
