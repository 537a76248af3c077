//! The sandbox as clients see it, over real HTTP. Time is driven, never waited for.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

mod byfax;
mod byfax_cover;
mod byfax_document;
mod byfax_faxout;
mod byfax_faxout_change;
mod byfax_faxout_list;
mod byfax_faxout_submit;
mod byfax_http;
mod byfax_inventory;
mod byfax_message;
mod concurrency;
mod control;
mod documents;
mod facade;
mod faults;
mod http;
mod inheritance;
mod journey;
mod kazoo;
mod kazoo_auth;
mod kazoo_client;
mod kazoo_faxes;
mod kazoo_lists;
mod kazoo_seed;
mod natural_faults;
mod outcomes;
mod references;
mod sipgate;
mod sipgate_refusals;
mod sipgate_seed;
mod v2;
mod verbosity;

use std::time::Duration;

use fax_bindings::monopond::v2_1::{
    ApiFaxDocument, ApiFaxMessage, ApiFaxMessageStatus, FaxStatusLevel, FaxStatusRequest, FaxStatusResponse,
    SendFaxRequest,
};
use fax_bindings::monopond::{self, Client, UsernameToken};
use fax_bindings::runtime::types::DateTime;
use fax_bindings::runtime::types::jiff::Timestamp;
use fax_sandbox::{Clock, Sandbox, Settings};

/// How long a fax stays in a state.
const PACE: Duration = Duration::from_secs(1);

/// A sandbox whose time stands still, and clients of both versions.
struct World {
    sandbox: Sandbox,
    clock: Clock,
    client: Client,
    client_v2: monopond::v2::client::ApiClient,
}

impl World {
    async fn new() -> Self {
        let clock = Clock::manual();
        let mut settings = Settings::default();
        settings.clock = clock.clone();
        settings.pace = PACE;
        let sandbox = Sandbox::start(settings).await.unwrap();
        let demo = || UsernameToken::new("demo", "demo");
        // Reading the certificates of the machine takes longer than most tests.
        let http = || reqwest::Client::builder().tls_certs_only([]);
        let client = Client::builder(sandbox.endpoint()).credentials(demo()).http_client(http());
        let client_v2 = monopond::v2::client::ApiClient::builder(sandbox.endpoint_v2());
        let client_v2 = client_v2.credentials(demo()).http_client(http()).build().unwrap();
        let client = client.build().unwrap();
        Self { sandbox, clock, client, client_v2 }
    }

    /// Lets faxes go on by this many states.
    fn pass(&self, states: u32) {
        self.clock.advance(PACE * states);
    }

    /// Lets so much time pass that every fax that is not paused is done.
    fn finish(&self) {
        self.pass(1_000);
    }

    /// So many seconds from now.
    fn in_seconds(&self, seconds: i64) -> DateTime {
        Timestamp::from_second(self.clock.now().as_second() + seconds).unwrap().into()
    }

    /// Sends one fax, `a`, with a document.
    async fn send(&self, message: ApiFaxMessage) {
        self.client.send_fax(&one(message)).await.unwrap();
    }

    async fn status(&self, request: FaxStatusRequest) -> FaxStatusResponse {
        self.client.fax_status(&request).await.unwrap().into_inner()
    }

    /// All about the one fax `a`.
    async fn look(&self) -> ApiFaxMessageStatus {
        let request = FaxStatusRequest::new().with_message_ref("a").with_verbosity(FaxStatusLevel::All);
        let [fax] = self.status(request).await.fax_messages.unwrap().try_into().unwrap();
        fax
    }

    /// The state of the one fax `a`.
    async fn state(&self) -> String {
        state_of(&self.look().await)
    }
}

fn state_of(fax: &ApiFaxMessageStatus) -> String {
    fax.status.as_ref().unwrap().as_str().to_owned()
}

fn letter() -> ApiFaxDocument {
    ApiFaxDocument::new().with_file_name("letter.txt").with_file_data(b"Dear Sir or Madam")
}

/// The fax `a` to this number.
fn fax(number: &str) -> ApiFaxMessage {
    ApiFaxMessage::new("a", number)
}

/// A request with one fax and one document.
fn one(message: ApiFaxMessage) -> SendFaxRequest {
    SendFaxRequest::new().with_fax_messages([message]).with_documents([letter()])
}

/// A request with two faxes, the second of which has settings of its own.
fn two_faxes() -> SendFaxRequest {
    SendFaxRequest::new()
        .with_broadcast_ref("autumn")
        .with_send_ref("autumn-1")
        .with_fax_messages([
            ApiFaxMessage::new("a", "61011111111"),
            ApiFaxMessage::new("b", " 61022222222").with_documents([letter(), letter().with_order(1)]),
        ])
        .with_documents([letter()])
}
