//! The same messages as one writes them by hand for serde and quick-xml. Dates and amounts are left as text.

use serde::{Deserialize, Serialize};

use super::data::MESSAGES;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FaxStatusResponse {
    pub fax_status_totals: Option<FaxStatusTotals>,
    pub fax_results_totals: Option<FaxResultsTotals>,
    pub fax_messages: Option<FaxMessages>,
}

#[derive(Debug, Deserialize)]
pub struct FaxStatusTotals {
    #[serde(rename = "@pending")]
    pub pending: Option<i64>,
    #[serde(rename = "@processing")]
    pub processing: Option<i64>,
    #[serde(rename = "@queued")]
    pub queued: Option<i64>,
    #[serde(rename = "@starting")]
    pub starting: Option<i64>,
    #[serde(rename = "@sending")]
    pub sending: Option<i64>,
    #[serde(rename = "@finalizing")]
    pub finalizing: Option<i64>,
    #[serde(rename = "@done")]
    pub done: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub struct FaxResultsTotals {
    #[serde(rename = "@success")]
    pub success: Option<i64>,
    #[serde(rename = "@blocked")]
    pub blocked: Option<i64>,
    #[serde(rename = "@failed")]
    pub failed: Option<i64>,
    #[serde(rename = "@totalAttempts")]
    pub total_attempts: Option<i64>,
    #[serde(rename = "@totalFaxDuration")]
    pub total_fax_duration: Option<i64>,
    #[serde(rename = "@totalPages")]
    pub total_pages: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub struct FaxMessages {
    #[serde(rename = "FaxMessage", default)]
    pub messages: Vec<MessageStatus>,
}

#[derive(Debug, Deserialize)]
pub struct MessageStatus {
    #[serde(rename = "@messageRef")]
    pub message_ref: Option<String>,
    #[serde(rename = "@sendRef")]
    pub send_ref: Option<String>,
    #[serde(rename = "@broadcastRef")]
    pub broadcast_ref: Option<String>,
    #[serde(rename = "@sendTo")]
    pub send_to: Option<String>,
    #[serde(rename = "@status")]
    pub status: Option<UserStatus>,
    #[serde(rename = "FaxDetails")]
    pub details: Option<Details>,
    #[serde(rename = "FaxResults")]
    pub results: Option<FaxResults>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UserStatus {
    Pending,
    Processing,
    Queued,
    Starting,
    Sending,
    Pausing,
    Paused,
    Resuming,
    Stopping,
    Finalizing,
    Done,
}

#[derive(Debug, Deserialize)]
pub struct Details {
    #[serde(rename = "@sendFrom")]
    pub send_from: Option<String>,
    #[serde(rename = "@resolution")]
    pub resolution: Option<Resolution>,
    #[serde(rename = "@retries")]
    pub retries: Option<i32>,
    #[serde(rename = "@busyRetries")]
    pub busy_retries: Option<i32>,
    #[serde(rename = "@headerFormat")]
    pub header_format: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Resolution {
    Normal,
    Fine,
}

#[derive(Debug, Deserialize)]
pub struct FaxResults {
    #[serde(rename = "FaxResult", default)]
    pub results: Vec<FaxResult>,
}

#[derive(Debug, Deserialize)]
pub struct FaxResult {
    #[serde(rename = "@attempt")]
    pub attempt: Option<i32>,
    #[serde(rename = "@result")]
    pub result: Option<Outcome>,
    #[serde(rename = "@cost")]
    pub cost: Option<String>,
    #[serde(rename = "@pages")]
    pub pages: Option<i32>,
    #[serde(rename = "@totalFaxDuration")]
    pub total_fax_duration: Option<i32>,
    #[serde(rename = "@scheduledStartTime")]
    pub scheduled_start_time: Option<String>,
    #[serde(rename = "@dateCallStarted")]
    pub date_call_started: Option<String>,
    #[serde(rename = "@dateCallEnded")]
    pub date_call_ended: Option<String>,
    #[serde(rename = "Error")]
    pub error: Option<FaxError>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    Success,
    Blocked,
    Failed,
}

#[derive(Debug, Deserialize)]
pub struct FaxError {
    #[serde(rename = "@code")]
    pub code: Option<String>,
    #[serde(rename = "@name")]
    pub name: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendFaxRequest {
    #[serde(rename = "@xmlns:m")]
    namespace: &'static str,
    broadcast_ref: String,
    send_ref: String,
    fax_messages: Messages,
    documents: Documents,
}

#[derive(Debug, Serialize)]
struct Messages {
    #[serde(rename = "FaxMessage")]
    messages: Vec<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Message {
    message_ref: String,
    send_to: String,
    send_from: String,
    resolution: Resolution,
    scheduled_start_time: String,
    retries: i32,
    busy_retries: i32,
    header_format: String,
}

#[derive(Debug, Serialize)]
struct Documents {
    #[serde(rename = "Document")]
    documents: Vec<Document>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    file_name: String,
    file_data: String,
    order: i32,
}

/// The reply's payload.
pub fn decode(payload: &str) -> FaxStatusResponse {
    quick_xml::de::from_str(payload).expect("a FaxStatusResponse")
}

/// The request, without envelope.
pub fn encode(request: &SendFaxRequest) -> String {
    quick_xml::se::to_string_with_root("m:SendFaxRequest", request).expect("can be written")
}

/// The request that [`super::data::send_request`] makes, with its document in base64.
pub fn send_request(base64: String) -> SendFaxRequest {
    SendFaxRequest {
        namespace: fax_bindings::monopond::v2_1::NAMESPACE,
        broadcast_ref: "Offers & news".to_owned(),
        send_ref: "spring-mailing-part-1".to_owned(),
        fax_messages: Messages { messages: (0..MESSAGES).map(message).collect() },
        documents: Documents {
            documents: vec![Document { file_name: "offers.pdf".to_owned(), file_data: base64, order: 0 }],
        },
    }
}

fn message(number: usize) -> Message {
    Message {
        message_ref: format!("spring-mailing-{number:06}"),
        send_to: format!("6129{number:07}"),
        send_from: "Head Office".to_owned(),
        resolution: Resolution::Normal,
        scheduled_start_time: "2026-03-25T12:00:00+10:00".to_owned(),
        retries: 2,
        busy_retries: 3,
        header_format: "From %from%, To %to%|%a %b %d %H:%M %Y".to_owned(),
    }
}
