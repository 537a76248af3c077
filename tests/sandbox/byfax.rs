//! A byFax whose time stands still, and what its tests send.

use std::time::Duration;

use fax_bindings::byfax::Client;
use fax_bindings::byfax::common::{
    FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality, ListPagination, StateCodes, UsernameToken,
};
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobListBroadcasts, ApiRequestFaxjobListMessages, ApiRequestFaxjobProcess,
    ApiRequestFaxjobSubmit, ApiResponseFaxjobSubmit, FaxRecipient, FaxReportBroadcast, FaxReportMessage,
};
use fax_sandbox::{Clock, Replies, Sandbox, Settings};

use crate::PACE;

/// A sandbox, and a client with the right credentials.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Clock,
    pub(crate) client: Client,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::replying(Replies::Inline).await
    }

    pub(crate) async fn replying(replies: Replies) -> Self {
        let clock = Clock::manual();
        let mut settings = Settings::default();
        settings.clock = clock.clone();
        settings.pace = PACE;
        settings.byfax_replies = replies;
        let sandbox = Sandbox::start(settings).await.unwrap();
        let client = client(&sandbox, "demo", "demo");
        Self { sandbox, clock, client }
    }

    /// Lets faxes go on by this many states.
    pub(crate) fn pass(&self, states: u32) {
        self.clock.advance(PACE * states);
    }

    /// Lets so much time pass that every fax that is not paused is over.
    pub(crate) fn finish(&self) {
        self.clock.advance(Duration::from_secs(1_000));
    }

    pub(crate) async fn submit(&self, request: &ApiRequestFaxjobSubmit) -> ApiResponseFaxjobSubmit {
        self.client.faxout().submit(request).await.unwrap().into_inner()
    }

    /// Submits a fax to this number, with the references `broadcast` and `a`.
    pub(crate) async fn send(&self, number: &str) {
        let reply = self.submit(&submission([recipient("a", number)])).await;
        assert_eq!(reply.state_code, StateCodes::Success);
    }

    /// All about the fax with this reference.
    pub(crate) async fn look(&self, message_ref: &str) -> FaxReportMessage {
        let request = first_page().with_message_refs([message_ref.to_owned()]);
        let reply = self.client.faxout().list_recipients(&request).await.unwrap().into_inner();
        let [fax] = reply.items.unwrap().try_into().unwrap();
        fax
    }

    /// The state of the fax `a`.
    pub(crate) async fn state(&self) -> String {
        self.look("a").await.job_state.as_str().to_owned()
    }

    /// All about the only broadcast.
    pub(crate) async fn broadcast(&self) -> FaxReportBroadcast {
        let request = ApiRequestFaxjobListBroadcasts::new(ListPagination::new(0, 10));
        let reply = self.client.faxout().list_broadcasts(&request).await.unwrap().into_inner();
        let [broadcast] = reply.items.unwrap().try_into().unwrap();
        broadcast
    }
}

/// A client with these credentials.
pub(crate) fn client(sandbox: &Sandbox, key: &str, secret: &str) -> Client {
    // Reading the certificates of the machine takes longer than most tests.
    let http = reqwest::Client::builder().tls_certs_only([]);
    let client = Client::builder(sandbox.byfax()).http_client(http).build().unwrap();
    client.with_username_token(UsernameToken::new(key, secret))
}

pub(crate) fn letter() -> FaxDocument {
    FaxFile::from_bytes("letter.txt", b"Dear Sir or Madam").into()
}

pub(crate) fn recipient(message_ref: &str, number: &str) -> FaxRecipient {
    FaxRecipient::new().with_message_ref(message_ref).with_number(number).with_name("Ada")
}

/// A broadcast of a letter, called `broadcast`.
pub(crate) fn submission(recipients: impl IntoIterator<Item = FaxRecipient>) -> ApiRequestFaxjobSubmit {
    let sender = FaxContact::new().with_name("Example");
    ApiRequestFaxjobSubmit::new(FaxQuality::Fine, FaxMode::Text, sender, recipients)
        .with_broadcast_ref("broadcast")
        .with_documents([letter()])
}

/// Up to ten faxes.
pub(crate) fn first_page() -> ApiRequestFaxjobListMessages {
    ApiRequestFaxjobListMessages::new(ListPagination::new(0, 10))
}

/// The faxes with these references.
pub(crate) fn faxes(message_refs: &[&str]) -> ApiRequestFaxjobProcess {
    ApiRequestFaxjobProcess::new().with_message_refs(owned(message_refs))
}

pub(crate) fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
