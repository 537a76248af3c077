// Generated from the schemas of the OpenAPI contract. Changes are overwritten; change the contract.

/// A fax that was sent, or given up, or received.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct ArchivedFax {
    /// Attempts that were made.
    pub attempts: Option<u32>,
    /// The call it came by. In the inbox.
    pub call_id: Option<String>,
    /// The record of that call. In the inbox.
    pub cdr_doc_id: Option<String>,
    /// When it was created. In lists alone.
    pub created: Option<crate::kazoo::GregorianSeconds>,
    /// What it is, in words. In the inbox.
    pub description: Option<String>,
    /// Where the document is, if it was not uploaded.
    pub document: Option<DocumentSource>,
    /// Name in the header line of each page.
    pub fax_identity_name: Option<String>,
    /// Number in the header line of each page.
    pub fax_identity_number: Option<String>,
    /// Time zone of the header line. Absent, or the text undefined, where none was set.
    pub fax_timezone: Option<String>,
    /// The fax box that it came through.
    pub faxbox_id: Option<String>,
    /// Marks of one's own.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub flags: Vec<String>,
    /// Where it is kept.
    pub folder: Option<Folder>,
    /// The number it came from. In lists alone.
    pub from: Option<String>,
    /// Name of the sender.
    pub from_name: Option<String>,
    /// The number it came from.
    pub from_number: Option<String>,
    /// The fax.
    pub id: String,
    /// Kind of the file, in the inbox.
    pub media_type: Option<String>,
    /// Name of the file. In the inbox.
    pub name: Option<String>,
    /// Who is told what became of it.
    pub notifications: Option<Notifications>,
    /// The user whom it belongs to.
    pub owner_id: Option<String>,
    /// What the server says of the record; in the reply to a deletion.
    #[serde(rename = "_read_only")]
    pub read_only: Option<ReadOnly>,
    /// How many attempts there are at most; rules of the server may change it.
    pub retries: Option<u32>,
    /// Seconds to the next attempt.
    pub retry_after: Option<u32>,
    /// How it was received. In the inbox.
    pub rx_result: Option<crate::kazoo::TransmissionResult>,
    /// incoming_fax, in the inbox.
    pub source_type: Option<String>,
    /// How it ended. In lists alone.
    pub status: Option<JobStatus>,
    /// When it was received. In the inbox.
    pub timestamp: Option<crate::kazoo::GregorianSeconds>,
    /// The number it went to. In lists alone.
    pub to: Option<String>,
    /// Name of the recipient.
    pub to_name: Option<String>,
    /// The number it went to.
    pub to_number: Option<String>,
    /// What came of the last attempt to send it. In the outbox.
    pub tx_result: Option<crate::kazoo::TransmissionResult>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// A document that the server fetches in the background, after the fax was taken in. Where there is one, an
/// uploaded document is ignored.
#[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
#[non_exhaustive]
pub struct DocumentSource {
    /// Body of the request, where it is fetched by POST.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<crate::rest::Secret>,
    /// Header Content-Type of the request. Default: text/plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// Header Host of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// How it is fetched. Default: by GET.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<FetchMethod>,
    /// Header Referer of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referer: Option<String>,
    /// Where it is, by http or https. Only an answer with status 200 is taken.
    pub url: crate::rest::SecretUrl,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl DocumentSource {
    /// One with these members, and no others.
    #[must_use]
    pub fn new(url: impl Into<crate::rest::SecretUrl>) -> Self {
        Self {
            content: None,
            content_type: None,
            host: None,
            method: None,
            referer: None,
            url: url.into(),
            extra: Default::default(),
        }
    }

    /// Body of the request, where it is fetched by POST.
    #[must_use]
    pub fn with_content(mut self, value: impl Into<crate::rest::Secret>) -> Self {
        self.content = Some(value.into());
        self
    }

    /// Header Content-Type of the request. Default: text/plain.
    #[must_use]
    pub fn with_content_type(mut self, value: impl Into<String>) -> Self {
        self.content_type = Some(value.into());
        self
    }

    /// Header Host of the request.
    #[must_use]
    pub fn with_host(mut self, value: impl Into<String>) -> Self {
        self.host = Some(value.into());
        self
    }

    /// How it is fetched. Default: by GET.
    #[must_use]
    pub fn with_method(mut self, value: impl Into<FetchMethod>) -> Self {
        self.method = Some(value.into());
        self
    }

    /// Header Referer of the request.
    #[must_use]
    pub fn with_referer(mut self, value: impl Into<String>) -> Self {
        self.referer = Some(value.into());
        self
    }
}

/// A fax in the queue.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct FaxJob {
    /// Attempts so far.
    pub attempts: Option<u32>,
    /// When it was created. Absent in the replies to create, resubmit and forward.
    pub created: Option<crate::kazoo::GregorianSeconds>,
    /// When it was delivered. Absent, or the text undefined, until then.
    pub delivered: Option<crate::kazoo::GregorianSeconds>,
    /// Where the document is, if it was not uploaded.
    pub document: Option<DocumentSource>,
    /// Name in the header line of each page.
    pub fax_identity_name: Option<String>,
    /// Number in the header line of each page.
    pub fax_identity_number: Option<String>,
    /// Time zone of the header line. Absent, or the text undefined, where none was set.
    pub fax_timezone: Option<String>,
    /// The fax box that it was sent through.
    pub faxbox_id: Option<String>,
    /// Marks of one's own.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub flags: Vec<String>,
    /// Where it is kept.
    pub folder: Option<Folder>,
    /// Name of the sender.
    pub from_name: Option<String>,
    /// The number to send from.
    pub from_number: Option<String>,
    /// The fax. Some servers show the record as it is stored in the reply to create, with the id as _id and
    /// further members of their own.
    pub id: String,
    /// Who is told what became of it.
    pub notifications: Option<Notifications>,
    /// The user whom it belongs to.
    pub owner_id: Option<String>,
    /// How many attempts there are at most; rules of the server may change it.
    pub retries: Option<u32>,
    /// Seconds to the next attempt.
    pub retry_after: Option<u32>,
    /// How far it has got. Absent in the replies to create, resubmit and forward.
    pub status: Option<JobStatus>,
    /// Name of the recipient.
    pub to_name: Option<String>,
    /// The number to send to, as the server writes it.
    pub to_number: Option<String>,
    /// What came of the last attempt.
    pub tx_result: Option<crate::kazoo::TransmissionResult>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// A fax in the list of the queue.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct FaxJobSummary {
    /// Attempts so far. Older servers leave it out.
    pub attempts: Option<u32>,
    /// When it was created.
    pub created: Option<crate::kazoo::GregorianSeconds>,
    /// The fax box that it was sent through.
    pub faxbox_id: Option<String>,
    /// The number it is sent from.
    pub from: Option<String>,
    /// Name of the sender; only in the list of a fax box.
    pub from_name: Option<String>,
    /// The fax.
    pub id: String,
    /// How far it has got.
    pub status: Option<JobStatus>,
    /// The number it is sent to.
    pub to: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// A fax box: settings under which faxes are sent and received.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
#[non_exhaustive]
pub struct Faxbox {
    /// Attempts so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// The number that it sends from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller_id: Option<String>,
    /// The name that it sends from. Default: Kazoo Fax Printer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// An address of one's own that takes faxes by email. No other box of the server may have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_smtp_email_address: Option<String>,
    /// Text of the header line. Default: Kazoo Fax Printer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_header: Option<String>,
    /// How it calls itself to the other machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_identity: Option<String>,
    /// Time zone of the header line, of the IANA database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_timezone: Option<String>,
    /// Marks of one's own.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        default,
        deserialize_with = "crate::rest::null_is_default"
    )]
    pub flags: Vec<String>,
    /// The box. Made by the server, and ignored where it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// How it sends and receives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<FaxboxMedia>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who is told of its faxes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notifications: Option<FaxboxNotifications>,
    /// How many attempts there are at most. Default: 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retries: Option<u32>,
    /// The address that the server made for it. Ignored where it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp_email_address: Option<String>,
    /// Who may send by email: regular expressions of addresses.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        default,
        deserialize_with = "crate::rest::null_is_default"
    )]
    pub smtp_permission_list: Vec<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl Faxbox {
    /// One without any member.
    #[must_use]
    pub fn new() -> Self {
        Self {
            attempts: None,
            caller_id: None,
            caller_name: None,
            custom_smtp_email_address: None,
            fax_header: None,
            fax_identity: None,
            fax_timezone: None,
            flags: Default::default(),
            id: None,
            media: None,
            name: None,
            notifications: None,
            retries: None,
            smtp_email_address: None,
            smtp_permission_list: Default::default(),
            extra: Default::default(),
        }
    }

    /// Attempts so far.
    #[must_use]
    pub fn with_attempts(mut self, value: u32) -> Self {
        self.attempts = Some(value);
        self
    }

    /// The number that it sends from.
    #[must_use]
    pub fn with_caller_id(mut self, value: impl Into<String>) -> Self {
        self.caller_id = Some(value.into());
        self
    }

    /// The name that it sends from. Default: Kazoo Fax Printer.
    #[must_use]
    pub fn with_caller_name(mut self, value: impl Into<String>) -> Self {
        self.caller_name = Some(value.into());
        self
    }

    /// An address of one's own that takes faxes by email. No other box of the server may have it.
    #[must_use]
    pub fn with_custom_smtp_email_address(
        mut self,
        value: impl Into<String>,
    ) -> Self {
        self.custom_smtp_email_address = Some(value.into());
        self
    }

    /// Text of the header line. Default: Kazoo Fax Printer.
    #[must_use]
    pub fn with_fax_header(mut self, value: impl Into<String>) -> Self {
        self.fax_header = Some(value.into());
        self
    }

    /// How it calls itself to the other machine.
    #[must_use]
    pub fn with_fax_identity(mut self, value: impl Into<String>) -> Self {
        self.fax_identity = Some(value.into());
        self
    }

    /// Time zone of the header line, of the IANA database.
    #[must_use]
    pub fn with_fax_timezone(mut self, value: impl Into<String>) -> Self {
        self.fax_timezone = Some(value.into());
        self
    }

    /// Marks of one's own.
    #[must_use]
    pub fn with_flags(
        mut self,
        value: impl Into<Vec<String>>,
    ) -> Self {
        self.flags = value.into();
        self
    }

    /// The box. Made by the server, and ignored where it is sent.
    #[must_use]
    pub fn with_id(mut self, value: impl Into<String>) -> Self {
        self.id = Some(value.into());
        self
    }

    /// How it sends and receives.
    #[must_use]
    pub fn with_media(mut self, value: impl Into<FaxboxMedia>) -> Self {
        self.media = Some(value.into());
        self
    }

    /// What it is called.
    #[must_use]
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Who is told of its faxes.
    #[must_use]
    pub fn with_notifications(mut self, value: impl Into<FaxboxNotifications>) -> Self {
        self.notifications = Some(value.into());
        self
    }

    /// How many attempts there are at most. Default: 1.
    #[must_use]
    pub fn with_retries(mut self, value: u32) -> Self {
        self.retries = Some(value);
        self
    }

    /// The address that the server made for it. Ignored where it is sent.
    #[must_use]
    pub fn with_smtp_email_address(
        mut self,
        value: impl Into<String>,
    ) -> Self {
        self.smtp_email_address = Some(value.into());
        self
    }

    /// Who may send by email: regular expressions of addresses.
    #[must_use]
    pub fn with_smtp_permission_list(
        mut self,
        value: impl Into<Vec<String>>,
    ) -> Self {
        self.smtp_permission_list = value.into();
        self
    }
}

/// A URL to tell of faxes. The schema has it; that a server calls it has not been seen, so ask instead of
/// waiting.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
#[non_exhaustive]
pub struct FaxboxCallback {
    /// How it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<CallbackMethod>,
    /// How the notice is written.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<CallbackType>,
    /// Where to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl FaxboxCallback {
    /// One without any member.
    #[must_use]
    pub fn new() -> Self {
        Self {
            method: None,
            type_: None,
            url: None,
            extra: Default::default(),
        }
    }

    /// How it is called.
    #[must_use]
    pub fn with_method(mut self, value: impl Into<CallbackMethod>) -> Self {
        self.method = Some(value.into());
        self
    }

    /// How the notice is written.
    #[must_use]
    pub fn with_type(mut self, value: impl Into<CallbackType>) -> Self {
        self.type_ = Some(value.into());
        self
    }

    /// Where to.
    #[must_use]
    pub fn with_url(mut self, value: impl Into<String>) -> Self {
        self.url = Some(value.into());
        self
    }
}

/// How a box sends and receives.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
#[non_exhaustive]
pub struct FaxboxMedia {
    /// Whether by T.38.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_option: Option<bool>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl FaxboxMedia {
    /// One without any member.
    #[must_use]
    pub fn new() -> Self {
        Self {
            fax_option: None,
            extra: Default::default(),
        }
    }

    /// Whether by T.38.
    #[must_use]
    pub fn with_fax_option(mut self, value: bool) -> Self {
        self.fax_option = Some(value);
        self
    }
}

/// Who is told of the faxes of one direction.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
#[non_exhaustive]
pub struct FaxboxNotification {
    /// Which URL is called; better not relied upon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback: Option<FaxboxCallback>,
    /// Who gets an email.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<SendTo>,
    /// Who gets a text message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<SendTo>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl FaxboxNotification {
    /// One without any member.
    #[must_use]
    pub fn new() -> Self {
        Self {
            callback: None,
            email: None,
            sms: None,
            extra: Default::default(),
        }
    }

    /// Which URL is called; better not relied upon.
    #[must_use]
    pub fn with_callback(mut self, value: impl Into<FaxboxCallback>) -> Self {
        self.callback = Some(value.into());
        self
    }

    /// Who gets an email.
    #[must_use]
    pub fn with_email(mut self, value: impl Into<SendTo>) -> Self {
        self.email = Some(value.into());
        self
    }

    /// Who gets a text message.
    #[must_use]
    pub fn with_sms(mut self, value: impl Into<SendTo>) -> Self {
        self.sms = Some(value.into());
        self
    }
}

/// Who is told of the faxes of a box.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
#[non_exhaustive]
pub struct FaxboxNotifications {
    /// Who is told of received faxes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound: Option<FaxboxNotification>,
    /// Who is told of sent faxes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outbound: Option<FaxboxNotification>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl FaxboxNotifications {
    /// One without any member.
    #[must_use]
    pub fn new() -> Self {
        Self {
            inbound: None,
            outbound: None,
            extra: Default::default(),
        }
    }

    /// Who is told of received faxes.
    #[must_use]
    pub fn with_inbound(mut self, value: impl Into<FaxboxNotification>) -> Self {
        self.inbound = Some(value.into());
        self
    }

    /// Who is told of sent faxes.
    #[must_use]
    pub fn with_outbound(mut self, value: impl Into<FaxboxNotification>) -> Self {
        self.outbound = Some(value.into());
        self
    }
}

/// Whom a token stands for.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct Identity {
    /// The account.
    pub account_id: Option<String>,
    /// Name of the account.
    pub account_name: Option<String>,
    /// Programs of the vendor's portal that the user may use.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub apps: Vec<
        ::serde_json::Map<String, ::serde_json::Value>,
    >,
    /// Whether the account is a reseller itself.
    pub is_reseller: Option<bool>,
    /// Language of the user.
    pub language: Option<String>,
    /// The user.
    pub owner_id: Option<String>,
    /// The reseller of the account.
    pub reseller_id: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// A fax to send. The server keeps members that are not here too, and returns them: a reference of one's own
/// finds the fax again after a timeout.
#[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
#[non_exhaustive]
pub struct NewFax {
    /// What to send, where it is not uploaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentSource>,
    /// Name in the header line of each page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_identity_name: Option<String>,
    /// Number in the header line of each page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_identity_number: Option<String>,
    /// The fax box whose settings hold for what is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub faxbox_id: Option<String>,
    /// Marks of one's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Name of the sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_name: Option<String>,
    /// The number to send from. It must belong to the account, unless the deployment does not check that; the
    /// fax fails later where it does not.
    pub from_number: String,
    /// Who is told what became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notifications: Option<Notifications>,
    /// The user whom it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// How many attempts there are at most. Default: 1, or what the fax box says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retries: Option<u32>,
    /// Time zone of the header line, of the IANA database. The reply has it as fax_timezone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Name of the recipient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_name: Option<String>,
    /// The number to send to. The reply has it as the server writes it, usually in E.164.
    pub to_number: String,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl NewFax {
    /// One with these members, and no others.
    #[must_use]
    pub fn new(
        from_number: impl Into<String>,
        to_number: impl Into<String>,
    ) -> Self {
        Self {
            document: None,
            fax_identity_name: None,
            fax_identity_number: None,
            faxbox_id: None,
            flags: Default::default(),
            from_name: None,
            from_number: from_number.into(),
            notifications: None,
            owner_id: None,
            retries: None,
            timezone: None,
            to_name: None,
            to_number: to_number.into(),
            extra: Default::default(),
        }
    }

    /// What to send, where it is not uploaded.
    #[must_use]
    pub fn with_document(mut self, value: impl Into<DocumentSource>) -> Self {
        self.document = Some(value.into());
        self
    }

    /// Name in the header line of each page.
    #[must_use]
    pub fn with_fax_identity_name(
        mut self,
        value: impl Into<String>,
    ) -> Self {
        self.fax_identity_name = Some(value.into());
        self
    }

    /// Number in the header line of each page.
    #[must_use]
    pub fn with_fax_identity_number(
        mut self,
        value: impl Into<String>,
    ) -> Self {
        self.fax_identity_number = Some(value.into());
        self
    }

    /// The fax box whose settings hold for what is left out.
    #[must_use]
    pub fn with_faxbox_id(mut self, value: impl Into<String>) -> Self {
        self.faxbox_id = Some(value.into());
        self
    }

    /// Marks of one's own.
    #[must_use]
    pub fn with_flags(
        mut self,
        value: impl Into<Vec<String>>,
    ) -> Self {
        self.flags = value.into();
        self
    }

    /// Name of the sender.
    #[must_use]
    pub fn with_from_name(mut self, value: impl Into<String>) -> Self {
        self.from_name = Some(value.into());
        self
    }

    /// Who is told what became of it.
    #[must_use]
    pub fn with_notifications(mut self, value: impl Into<Notifications>) -> Self {
        self.notifications = Some(value.into());
        self
    }

    /// The user whom it belongs to.
    #[must_use]
    pub fn with_owner_id(mut self, value: impl Into<String>) -> Self {
        self.owner_id = Some(value.into());
        self
    }

    /// How many attempts there are at most. Default: 1, or what the fax box says.
    #[must_use]
    pub fn with_retries(mut self, value: u32) -> Self {
        self.retries = Some(value);
        self
    }

    /// Time zone of the header line, of the IANA database. The reply has it as fax_timezone.
    #[must_use]
    pub fn with_timezone(mut self, value: impl Into<String>) -> Self {
        self.timezone = Some(value.into());
        self
    }

    /// Name of the recipient.
    #[must_use]
    pub fn with_to_name(mut self, value: impl Into<String>) -> Self {
        self.to_name = Some(value.into());
        self
    }
}

/// Who is told what became of a fax.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
#[non_exhaustive]
pub struct Notifications {
    /// Who gets an email.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<SendTo>,
    /// Who gets a text message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<SendTo>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl Notifications {
    /// One without any member.
    #[must_use]
    pub fn new() -> Self {
        Self {
            email: None,
            sms: None,
            extra: Default::default(),
        }
    }

    /// Who gets an email.
    #[must_use]
    pub fn with_email(mut self, value: impl Into<SendTo>) -> Self {
        self.email = Some(value.into());
        self
    }

    /// Who gets a text message.
    #[must_use]
    pub fn with_sms(mut self, value: impl Into<SendTo>) -> Self {
        self.sms = Some(value.into());
        self
    }
}

/// What the server says of a record.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct ReadOnly {
    /// Whether it has been deleted just now.
    pub deleted: Option<bool>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// Where notices go.
#[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
#[non_exhaustive]
pub struct SendTo {
    /// One address or number, or a list of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_to: Option<crate::kazoo::Recipients>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

impl SendTo {
    /// One without any member.
    #[must_use]
    pub fn new() -> Self {
        Self {
            send_to: None,
            extra: Default::default(),
        }
    }

    /// One address or number, or a list of them.
    #[must_use]
    pub fn with_send_to(mut self, value: impl Into<crate::kazoo::Recipients>) -> Self {
        self.send_to = Some(value.into());
        self
    }
}

/// All about a fax by email.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct SmtpLogEntry {
    /// The account.
    pub account_id: Option<String>,
    /// Type of the attached document.
    pub content_type: Option<String>,
    /// All that was wrong with it.
    #[serde(default, deserialize_with = "crate::rest::null_is_default")]
    pub errors: Vec<String>,
    /// Domain of the address, which finds the account.
    pub faxbox_domain: Option<String>,
    /// The fax box that the address belongs to.
    pub faxbox_id: Option<String>,
    /// Email address of that user.
    pub faxbox_owner_email: Option<String>,
    /// The user whom the fax box belongs to.
    pub faxbox_owner_id: Option<String>,
    /// The database of that fax.
    pub faxdoc_db: Option<String>,
    /// The fax that came of it.
    pub faxdoc_id: Option<String>,
    /// Name of the attached document.
    pub filename: Option<String>,
    /// Who sent the email.
    pub from: Option<String>,
    /// The entry.
    pub id: String,
    /// The number as it was written in the address.
    pub original_number: Option<String>,
    /// The address it was sent to.
    pub to: Option<String>,
    /// The number as the server writes it.
    pub translated_number: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

/// A fax by email in the log.
#[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
#[non_exhaustive]
pub struct SmtpLogSummary {
    /// When it came.
    pub created: Option<crate::kazoo::GregorianSeconds>,
    /// The first thing that was wrong with it. Absent where nothing was.
    pub error: Option<String>,
    /// Who sent the email.
    pub from: Option<String>,
    /// The entry.
    pub id: String,
    /// The address it was sent to.
    pub to: Option<String>,
    /// Members that the contract does not name.
    #[serde(flatten)]
    pub extra: crate::rest::Extra,
}

crate::rest::open_enum! {
    /// How a callback is made.
    pub enum CallbackMethod {
        /// By POST.
        Post = "post",
        /// By PUT.
        Put = "put",
    }
}

crate::rest::open_enum! {
    /// How a callback is written.
    pub enum CallbackType {
        /// As JSON.
        Json = "json",
        /// As a form.
        WwwUrlFormEncoded = "www-url-form-encoded",
    }
}

crate::rest::open_enum! {
    /// How a document is fetched.
    pub enum FetchMethod {
        /// By GET, the default.
        Get = "get",
        /// By POST, with a body.
        Post = "post",
    }
}

crate::rest::open_enum! {
    /// Where a fax is kept.
    pub enum Folder {
        /// Among those received.
        Inbox = "inbox",
        /// Among those sent, or given up.
        Outbox = "outbox",
        /// In the queue.
        Outgoing = "outgoing",
    }
}

crate::rest::open_enum! {
    /// How far a fax has got. While it is being sent, some servers answer text of their own for it, such as
    /// the page.
    pub enum JobStatus {
        /// The uploaded document is being stored. A document that cannot be converted leaves the fax here for
        /// good.
        AttachingFiles = "attaching_files",
        /// The same, of a fax that came by email.
        AttachingEmailedFiles = "attaching files",
        /// In the queue; also after an attempt that failed, while there are further ones.
        Pending = "pending",
        /// Taken from the queue, and about to be sent.
        Locked = "locked",
        /// Being sent.
        Processing = "processing",
        /// Being copied to the queue; very short.
        Resubmitting = "resubmitting",
        /// Sent. Final.
        Completed = "completed",
        /// Not sent, and not tried again. Final; the result says why.
        Failed = "failed",
    }
}
