// Generated from the schemas of the OpenAPI contract. Changes are overwritten; change the contract.

/// A device of the account.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct Endpoint {
    /// The extension.
    pub extension: Option<String>,
    /// What kind of device it is.
    #[serde(rename = "type")]
    pub type_: Option<EndpointType>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// One thing that went wrong.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct ErrorItem {
    /// What it is, at length.
    pub detail: Option<String>,
    /// Where it is.
    pub source: Option<ErrorSource>,
    /// The HTTP status code.
    pub status: Option<i32>,
    /// What it is, in short.
    pub title: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// Where in a request something went wrong.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct ErrorSource {
    /// A JSON pointer to the member (RFC 6901).
    pub pointer: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// A fax line.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct Faxline {
    /// The name of the line.
    pub alias: Option<String>,
    /// Whether it can receive faxes.
    #[serde(
        rename = "canReceive",
        default,
        deserialize_with = "crate::rest::null_is_default"
    )]
    pub can_receive: bool,
    /// Whether faxes can be sent from it.
    #[serde(
        rename = "canSend",
        default,
        deserialize_with = "crate::rest::null_is_default"
    )]
    pub can_send: bool,
    /// The id of the line: the letter f and a number.
    pub id: String,
    /// The text at the head of the pages that are sent from it.
    pub tagline: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// A fax line of a group.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct GroupFaxline {
    /// The name of the line.
    pub alias: Option<String>,
    /// Whether it can receive faxes.
    #[serde(
        rename = "canReceive",
        default,
        deserialize_with = "crate::rest::null_is_default"
    )]
    pub can_receive: bool,
    /// Whether faxes can be sent from it.
    #[serde(
        rename = "canSend",
        default,
        deserialize_with = "crate::rest::null_is_default"
    )]
    pub can_send: bool,
    /// The group that the line belongs to.
    #[serde(rename = "groupId")]
    pub group_id: Option<String>,
    /// The id of the line: the letter f and a number.
    pub id: String,
    /// The text at the head of the pages that are sent from it.
    pub tagline: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// What to change of one event of several.
#[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
#[non_exhaustive]
pub struct HistoryBatchEntry {
    /// Whether it is archived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// The id of the event.
    pub id: String,
    /// Whether it is marked as read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<bool>,
    /// Whether it has a star.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starred: Option<bool>,
}

impl HistoryBatchEntry {
    /// One with these members, and no others.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            archived: None,
            id: id.into(),
            read: None,
            starred: None,
        }
    }

    /// Whether it is archived.
    #[must_use]
    pub fn with_archived(mut self, value: bool) -> Self {
        self.archived = Some(value);
        self
    }

    /// Whether it is marked as read.
    #[must_use]
    pub fn with_read(mut self, value: bool) -> Self {
        self.read = Some(value);
        self
    }

    /// Whether it has a star.
    #[must_use]
    pub fn with_starred(mut self, value: bool) -> Self {
        self.starred = Some(value);
        self
    }
}

/// One event: a call, a text message or a fax. `faxStatusType`, `scheduled`, `pageCount` and the addresses
/// belong to faxes and are missing from the vendor's published schema. Any member but `id` can be null or
/// absent.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct HistoryEntry {
    /// Whether it was archived.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub archived: bool,
    /// The extensions that took part.
    #[serde(
        rename = "connectionIds",
        default,
        deserialize_with = "crate::rest::null_is_default"
    )]
    pub connection_ids: Vec<String>,
    /// When the event began, in ISO 8601 and UTC.
    pub created: Option<String>,
    /// Which way it went.
    pub direction: Option<HistoryDirection>,
    /// Where the document can be downloaded as PDF.
    #[serde(rename = "documentUrl")]
    pub document_url: Option<crate::rest::SecretUrl>,
    /// The stops of its way through the account.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub endpoints: Vec<RoutedEndpoint>,
    /// How far the fax has got.
    #[serde(rename = "faxStatusType")]
    pub fax_status_type: Option<FaxStatusType>,
    /// The id of the event: for a fax that was sent, the `sessionId`.
    pub id: String,
    /// Whether it came in.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub incoming: bool,
    /// Labels that users gave it.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub labels: Vec<String>,
    /// When the event was changed last, in ISO 8601 and UTC.
    #[serde(rename = "lastModified")]
    pub last_modified: Option<String>,
    /// A note that a user wrote.
    pub note: Option<String>,
    /// How many pages the fax has.
    #[serde(rename = "pageCount")]
    pub page_count: Option<i32>,
    /// Where a picture of the first page can be downloaded.
    #[serde(rename = "previewUrl")]
    pub preview_url: Option<crate::rest::SecretUrl>,
    /// Whether it was marked as read.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub read: bool,
    /// Where the transmission report can be downloaded as PDF.
    #[serde(rename = "reportUrl")]
    pub report_url: Option<crate::rest::SecretUrl>,
    /// When the fax is to be sent; the form of the time is not documented.
    pub scheduled: Option<String>,
    /// The number at the sending end.
    pub source: Option<String>,
    /// The name for the sending end.
    #[serde(rename = "sourceAlias")]
    pub source_alias: Option<String>,
    /// Whether it has a star.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub starred: bool,
    /// How the call went: for a fax this is not its outcome, `faxStatusType` is.
    pub status: Option<HistoryStatus>,
    /// The number at the receiving end.
    pub target: Option<String>,
    /// The name for the receiving end.
    #[serde(rename = "targetAlias")]
    pub target_alias: Option<String>,
    /// What kind of event it is.
    #[serde(rename = "type")]
    pub type_: Option<HistoryType>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// What to change of an event. Members that are absent stay as they are.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize)]
#[non_exhaustive]
pub struct HistoryUpdate {
    /// Whether it is archived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// A note for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it is marked as read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<bool>,
    /// Whether it has a star.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starred: Option<bool>,
}

impl HistoryUpdate {
    /// One without any member.
    #[must_use]
    pub fn new() -> Self {
        Self {
            archived: None,
            note: None,
            read: None,
            starred: None,
        }
    }

    /// Whether it is archived.
    #[must_use]
    pub fn with_archived(mut self, value: bool) -> Self {
        self.archived = Some(value);
        self
    }

    /// A note for people.
    #[must_use]
    pub fn with_note(mut self, value: impl Into<String>) -> Self {
        self.note = Some(value.into());
        self
    }

    /// Whether it is marked as read.
    #[must_use]
    pub fn with_read(mut self, value: bool) -> Self {
        self.read = Some(value);
        self
    }

    /// Whether it has a star.
    #[must_use]
    pub fn with_starred(mut self, value: bool) -> Self {
        self.starred = Some(value);
        self
    }
}

/// A fax to queue again.
#[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
#[non_exhaustive]
pub struct ResendFaxRequest {
    /// The id of the earlier fax in the history.
    #[serde(rename = "faxId")]
    pub fax_id: String,
    /// The line to send from. Absent: presumably the one that was used before.
    #[serde(rename = "faxlineId", skip_serializing_if = "Option::is_none")]
    pub faxline_id: Option<String>,
}

impl ResendFaxRequest {
    /// One with these members, and no others.
    #[must_use]
    pub fn new(fax_id: impl Into<String>) -> Self {
        Self {
            fax_id: fax_id.into(),
            faxline_id: None,
        }
    }

    /// The line to send from. Absent: presumably the one that was used before.
    #[must_use]
    pub fn with_faxline_id(mut self, value: impl Into<String>) -> Self {
        self.faxline_id = Some(value.into());
        self
    }
}

/// One stop of an event's way.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct RoutedEndpoint {
    /// Where that was.
    pub endpoint: Option<Endpoint>,
    /// What was done there.
    #[serde(rename = "type")]
    pub type_: Option<RoutingType>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// The user that a token belongs to.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct UserInfo {
    /// The domain of the product.
    pub domain: Option<String>,
    /// The language and country of the user.
    pub locale: Option<String>,
    /// The number of the account.
    #[serde(rename = "masterSipId")]
    pub master_sip_id: Option<String>,
    /// The id of the user, such as `w0`.
    pub sub: String,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

crate::rest::open_enum! {
    /// What kind of device one stop of an event's way is.
    pub enum EndpointType {
        /// Text messages.
        Sms = "SMS",
        /// A telephone that registers itself.
        Register = "REGISTER",
        /// A number outside of the account.
        External = "EXTERNAL",
        /// A fax line.
        Fax = "FAX",
        /// A mobile telephone.
        Mobile = "MOBILE",
        /// A group.
        Group = "GROUP",
        /// A voicemail.
        Voicemail = "VOICEMAIL",
        /// A telephone line.
        Phoneline = "PHONELINE",
        /// A user.
        User = "USER",
    }
}

crate::rest::open_enum! {
    /// How far a fax has got. Only `SENT` and `FAILED` are final.
    pub enum FaxStatusType {
        /// Queued; sending has not begun.
        Pending = "PENDING",
        /// Being sent.
        Sending = "SENDING",
        /// Could not be sent. Final; the report may say why.
        Failed = "FAILED",
        /// Was sent. Final.
        Sent = "SENT",
        /// Waits for the time at which it is to be sent, and is not in the queue yet. Not final.
        Scheduled = "SCHEDULED",
    }
}

crate::rest::open_enum! {
    /// Which way an event went.
    pub enum HistoryDirection {
        /// It came in.
        Incoming = "INCOMING",
        /// It went out.
        Outgoing = "OUTGOING",
        /// It came in and was not taken.
        MissedIncoming = "MISSED_INCOMING",
        /// It went out and was not taken.
        MissedOutgoing = "MISSED_OUTGOING",
    }
}

crate::rest::open_enum! {
    /// How the call below an event went. A fax that was sent shows `PICKUP` here: this is never its outcome.
    pub enum HistoryStatus {
        /// Nobody took the call.
        Nopickup = "NOPICKUP",
        /// The number was busy.
        Busy = "BUSY",
        /// The call was taken.
        Pickup = "PICKUP",
        /// The call was forwarded.
        Forward = "FORWARD",
    }
}

crate::rest::open_enum! {
    /// What kind of event it is.
    pub enum HistoryType {
        /// A call.
        Call = "CALL",
        /// A message left on a voicemail.
        Voicemail = "VOICEMAIL",
        /// A text message.
        Sms = "SMS",
        /// A fax.
        Fax = "FAX",
    }
}

crate::rest::open_enum! {
    /// What was done at one stop of an event's way.
    pub enum RoutingType {
        /// It was forwarded.
        Forwarded = "FORWARDED",
        /// It was routed.
        Routed = "ROUTED",
        /// It was taken.
        Pickup = "PICKUP",
    }
}

crate::rest::open_enum! {
    /// Whether events have a star.
    pub enum Starred {
        /// Those with a star.
        Starred = "STARRED",
        /// Those without.
        Unstarred = "UNSTARRED",
    }
}
