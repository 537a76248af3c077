//! sipgate: each endpoint, by its client.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use fax_bindings::runtime::soap::UsernameToken;
use fax_bindings::sipgate::{
    Client, Error, FaxStatusType, HistoryBatchEntry, HistoryDirection, HistoryEntry, HistoryQuery,
    HistoryStatus, HistoryType, HistoryUpdate, RefusalKind, ResendFaxRequest, SecretUrl, SendFax, SessionId,
    Starred,
};
use fax_sandbox::{Clock, Log, Sandbox, Settings};

use crate::PACE;

/// A document that can be sent.
pub(crate) const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj << /Type /Page >> endobj\n2 0 obj << /Type /Page >> endobj\n%%EOF\n";
/// A number that is nobody's in particular.
pub(crate) const NUMBER: &str = "+4921112345678";

/// A sandbox whose time stands still, and a client.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
}

impl World {
    pub(crate) async fn new() -> Self {
        let mut settings = Settings::default();
        settings.clock = Clock::manual();
        settings.pace = PACE;
        let sandbox = Sandbox::start(settings).await.unwrap();
        let client = client(&sandbox, "demo", "demo");
        Self { sandbox, client }
    }

    /// Lets faxes go on by this many states.
    pub(crate) fn pass(&self, states: u32) {
        self.sandbox.clock().advance(PACE * states);
    }

    pub(crate) async fn send_to(&self, number: &str) -> Result<SessionId, Error> {
        self.client.send(&SendFax::new("f0", number, "letter.pdf", PDF)).await
    }

    pub(crate) async fn look(&self, id: &str) -> HistoryEntry {
        self.client.history_entry(id).await.unwrap()
    }

    /// The states of a fax to this number, each as long as it lasts.
    pub(crate) async fn states_to(&self, number: &str, longest: u32) -> Vec<(String, u32)> {
        let id = self.send_to(number).await.unwrap();
        let mut states: Vec<(String, u32)> = Vec::new();
        for _ in 0..longest {
            let state = match self.client.history_entry(&id).await {
                Ok(entry) => entry.fax_status_type.unwrap().to_string(),
                Err(error) => error.status().unwrap().to_string(),
            };
            match states.last_mut() {
                Some((last, paces)) if *last == state => *paces += 1,
                _ => states.push((state, 1)),
            }
            self.pass(1);
        }
        states
    }
}

/// A client that needs no certificates: reading those of the machine takes longer than most tests.
pub(crate) fn client(sandbox: &Sandbox, id: &str, token: &str) -> Client {
    let http = reqwest::Client::builder().tls_certs_only([]).no_proxy();
    Client::builder(sandbox.sipgate()).credentials((id, token)).http_client(http).build().unwrap()
}

#[tokio::test]
async fn a_fax_goes_through_its_states() {
    let world = World::new().await;
    let id = world.send_to(NUMBER).await.unwrap();
    let entry = world.look(&id).await;
    assert_eq!(entry.id, id.as_str());
    assert_eq!(entry.type_, Some(HistoryType::Fax));
    assert_eq!(entry.direction, Some(HistoryDirection::Outgoing));
    assert_eq!((entry.source.as_deref(), entry.target.as_deref()), (Some("+4921100000000"), Some(NUMBER)));
    assert_eq!((entry.connection_ids, entry.page_count), (vec!["f0".to_owned()], Some(2)));
    assert_eq!(entry.created, entry.last_modified);
    assert!(entry.report_url.is_none() && entry.preview_url.is_none() && entry.extra.is_empty());

    let sent = [("PENDING", 1), ("SENDING", 1), ("SENT", 2)];
    let sent = sent.map(|(state, paces)| (state.to_owned(), paces));
    assert_eq!(world.states_to(NUMBER, 4).await, sent);
    let entry = world.look(&id).await;
    assert_eq!(
        (entry.fax_status_type, entry.status),
        (Some(FaxStatusType::Sent), Some(HistoryStatus::Pickup))
    );
    assert_ne!(entry.created, entry.last_modified);
}

#[tokio::test]
async fn every_number_has_its_fate() {
    let world = World::new().await;
    for (number, what) in fax_sandbox::sipgate_numbers() {
        let Some(status) = what.split(':').next().and_then(|word| word.get(..3)?.parse::<u16>().ok()) else {
            let expected: &[(&str, u32)] = match number {
                "9990050" => &[("PENDING", 1), ("SENDING", 10), ("SENT", 3)],
                "9990070" => &[("SCHEDULED", 10), ("PENDING", 1), ("SENDING", 1), ("SENT", 2)],
                "9990071" => &[("404", 1), ("SENDING", 1), ("SENT", 12)],
                "9990072" => &[("PENDING", 1), ("SENDING", 1), ("CONFIRMING", 1), ("SENT", 11)],
                _ => &[("PENDING", 1), ("SENDING", 1), ("FAILED", 12)],
            };
            let expected: Vec<_> =
                expected.iter().map(|(state, paces)| ((*state).to_owned(), *paces)).collect();
            assert_eq!(world.states_to(number, 14).await, expected, "{number}");
            continue;
        };
        let error = world.send_to(number).await.unwrap_err();
        assert_eq!(error.status(), Some(status), "{number}");
        let query = HistoryQuery::sent_to(number, world.sandbox.clock().now().to_string());
        let found = world.client.history(&query).await.unwrap().items;
        assert_eq!(found.len(), usize::from(number == "9990082"), "{number}");
    }
}

#[tokio::test]
async fn a_fax_is_followed_until_it_is_over() {
    let world = World::new().await;
    for (number, status) in [
        (NUMBER, FaxStatusType::Sent),
        ("9990010", FaxStatusType::Failed),
        ("9990070", FaxStatusType::Sent),
        ("9990071", FaxStatusType::Sent),
        ("9990072", FaxStatusType::Sent),
    ] {
        let id = world.send_to(number).await.unwrap();
        let follow = world.client.wait_until_done(&id, Duration::from_millis(1));
        // Time passes while it is followed, however often it is asked.
        let pass = async {
            loop {
                world.pass(1);
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::select! {
            entry = follow => assert_eq!(entry.unwrap().fax_status_type, Some(status), "{number}"),
            () = pass => {}
        }
    }
    let error = world.client.wait_until_done("1", Duration::from_millis(1)).await.unwrap_err();
    assert_eq!(error.refusal().unwrap().kind, RefusalKind::NotFound);
}

#[tokio::test]
async fn a_fax_is_sent_again_from_its_line_or_another() {
    let world = World::new().await;
    let id = world.send_to("9990010").await.unwrap();
    let again = world.client.resend(&ResendFaxRequest::new(id.as_str())).await.unwrap().unwrap();
    let other = ResendFaxRequest::new(id.as_str()).with_faxline_id("f2");
    let other = world.client.resend(&other).await.unwrap().unwrap();
    world.pass(2);
    for (id, line) in [(&id, "f0"), (&again, "f0"), (&other, "f2")] {
        let entry = world.look(id).await;
        assert_eq!(entry.fax_status_type, Some(FaxStatusType::Failed));
        assert_eq!(entry.status, Some(HistoryStatus::Busy));
        assert_eq!(entry.connection_ids, [line]);
        assert_eq!(entry.page_count, Some(2));
    }
    let error = world.client.resend(&ResendFaxRequest::new("1")).await.unwrap_err();
    assert_eq!(error.refusal().unwrap().kind, RefusalKind::NotFound);
}

#[tokio::test]
async fn the_history_is_filtered_and_paged() {
    let world = World::new().await;
    let mut ids = Vec::new();
    let start = world.sandbox.clock().now().to_string();
    for number in 0..25 {
        ids.push(world.send_to(&format!("+49211123450{number:02}")).await.unwrap());
        world.pass(1);
    }
    let other = SendFax::new("f2", NUMBER, "letter.pdf", PDF);
    ids.push(world.client.send(&other).await.unwrap());
    ids.reverse();
    let newest_first: Vec<&str> = ids.iter().map(SessionId::as_str).collect();

    let list = async |query: HistoryQuery| {
        let page = world.client.history(&query).await.unwrap();
        (page.items.into_iter().map(|entry| entry.id).collect::<Vec<_>>(), page.total_count.unwrap())
    };
    let of = |range: std::ops::Range<usize>| newest_first[range].to_vec();
    let new = HistoryQuery::new;
    assert_eq!(list(new()).await, (of(0..10).iter().map(|id| (*id).to_owned()).collect(), 26));
    for (query, range, total) in [
        (new().with_offset(20).with_limit(5), 20..25, 26),
        (new().with_offset(20), 20..26, 26),
        (new().with_offset(26), 26..26, 26),
        (new().with_limit(0), 0..0, 26),
        (new().with_connection_ids(["f2"]), 0..1, 1),
        (new().with_connection_ids(["f2", "f0"]).with_limit(1000), 0..26, 26),
        (new().with_types([HistoryType::Call]), 0..0, 0),
        (new().with_types([HistoryType::Call, HistoryType::Fax]).with_limit(1), 0..1, 26),
        (new().with_directions([HistoryDirection::Incoming]), 0..0, 0),
        (new().with_phonenumber("49 211 12345024"), 1..2, 1),
        (new().with_phonenumber("+4921100000002"), 0..1, 1),
        (new().with_from(world.sandbox.clock().now().to_string()), 0..1, 1),
        (new().with_to(start.clone()), 0..0, 0),
        (new().with_from(start.clone()).with_limit(3), 0..3, 26),
        (new().with_archived(true), 0..0, 0),
        (new().with_starred([Starred::Starred]), 0..0, 0),
        (new().with_starred([Starred::Unstarred]).with_limit(2), 0..2, 26),
        (HistoryQuery::sent_to("+4921112345000", start.clone()), 25..26, 1),
    ] {
        let expected = of(range).iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(list(query.clone()).await, (expected, total), "{query:?}");
    }

    let mut all = world.client.history_all(new().with_limit(7).with_offset(3));
    let mut listed = Vec::new();
    while let Some(entry) = all.next().await {
        listed.push(entry.unwrap().id);
    }
    assert_eq!(listed, of(3..26));
    assert!(all.next().await.is_none());
}

#[tokio::test]
async fn entries_are_changed_and_deleted() {
    let world = World::new().await;
    let (client, mut ids) = (&world.client, Vec::new());
    for _ in 0..4 {
        ids.push(world.send_to(NUMBER).await.unwrap());
    }
    let [a, b, c, d] = ids.try_into().unwrap();
    world.pass(1);
    client
        .update_history_entry(&a, &HistoryUpdate::new().with_note("invoice 4711").with_read(true))
        .await
        .unwrap();
    let entry = world.look(&a).await;
    assert_eq!((entry.note.as_deref(), entry.read, entry.archived), (Some("invoice 4711"), true, false));
    // What is not named stays.
    client.update_history_entry(&a, &HistoryUpdate::new().with_archived(true)).await.unwrap();
    let entry = world.look(&a).await;
    assert_eq!((entry.note.as_deref(), entry.read, entry.archived), (Some("invoice 4711"), true, true));

    let star = |id: &SessionId| HistoryBatchEntry::new(id.as_str()).with_starred(true);
    client.update_history_entries(&[star(&b), star(&c).with_archived(true)]).await.unwrap();
    let list = async |query: HistoryQuery| {
        let items = client.history(&query).await.unwrap().items;
        items.into_iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(list(HistoryQuery::new().with_archived(true)).await, [c.as_str(), a.as_str()]);
    assert_eq!(list(HistoryQuery::new().with_starred([Starred::Starred])).await, [b.as_str()]);

    client.delete_history_entry(&b).await.unwrap();
    let error = client.delete_history_entry(&b).await.unwrap_err();
    assert_eq!(error.refusal().unwrap().kind, RefusalKind::NotFound);
    client.delete_history_entries(&[a.as_str(), b.as_str(), c.as_str()]).await.unwrap();
    assert_eq!(list(HistoryQuery::new()).await, [d.as_str()]);
    assert!(list(HistoryQuery::new().with_archived(true)).await.is_empty());
}

#[tokio::test]
async fn lines_and_user_are_told() {
    let world = World::new().await;
    let user = world.client.user_info().await.unwrap();
    assert_eq!(user.sub, "w0");
    let lines = world.client.fax_lines(&user.sub).await.unwrap().items;
    let lines: Vec<_> =
        lines.iter().map(|line| (line.id.as_str(), line.can_send, line.can_receive)).collect();
    assert_eq!(lines, [("f0", true, true), ("f1", false, true)]);
    let [line] = world.client.group_fax_lines(&user.sub).await.unwrap().items.try_into().unwrap();
    assert_eq!((line.id.as_str(), line.group_id.as_deref()), ("f2", Some("g0")));
}

#[tokio::test]
async fn documents_and_reports_can_be_downloaded_without_credentials() {
    let world = World::new().await;
    let id = world.send_to(NUMBER).await.unwrap();
    let url = world.look(&id).await.document_url.unwrap();
    assert_eq!(world.client.download(&url).await.unwrap(), PDF);
    assert_eq!(reqwest::get(url.expose()).await.unwrap().bytes().await.unwrap(), PDF);

    world.pass(2);
    let report = world.client.download(&world.look(&id).await.report_url.unwrap()).await.unwrap();
    let report = String::from_utf8(report).unwrap();
    assert!(report.starts_with("%PDF-") && report.contains("(SENT) '") && report.contains("letter.pdf"));

    let wrong = SecretUrl::from(format!("{}x", url.expose()));
    assert_eq!(world.client.download(&wrong).await.unwrap_err().status(), Some(404));
    // It is there for nobody before the fax is over.
    let id = world.send_to(NUMBER).await.unwrap();
    let report = world.look(&id).await.document_url.unwrap().expose().replace("document.pdf", "report.pdf");
    assert_eq!(world.client.download(&report.into()).await.unwrap_err().status(), Some(404));
}

#[tokio::test]
async fn the_log_shows_requests_without_tokens_documents_and_links() {
    let kept = Arc::new(Mutex::new(String::new()));
    let lines = kept.clone();
    let mut settings = Settings::default();
    settings.clock = Clock::manual();
    settings.credentials = UsernameToken::new("token-ABC123", "canary-in-a-coal-mine");
    settings.log =
        Log::new(move |text| lines.lock().unwrap().push_str(&format!("{text}\n"))).with_messages(true);
    let sandbox = Sandbox::start(settings).await.unwrap();
    let client = client(&sandbox, "token-ABC123", "canary-in-a-coal-mine");
    let id = client.send(&SendFax::new("f0", NUMBER, "letter.pdf", PDF)).await.unwrap();
    let url = client.history_entry(&id).await.unwrap().document_url.unwrap();
    client.download(&url).await.unwrap();
    client.history_entry("1").await.unwrap_err();

    let text = kept.lock().unwrap().clone();
    for shown in [
        "  POST /v2/sessions/fax  200  ",
        "\"filename\": \"letter.pdf\"",
        &format!("  GET /v2/history/{id}  200  "),
        "\"documentUrl\": \"***\"",
        "  GET /sandbox/sipgate/document.pdf  200  ",
        "  GET /v2/history/1  404  ",
        "\"detail\": \"there is no such entry\"",
    ] {
        assert!(text.contains(shown), "{shown}\n{text}");
    }
    let (_, key) = url.expose().split_once("key=").unwrap();
    for secret in ["canary", "dG9rZW4t", key, "JVBERi", "%PDF-"] {
        assert!(!text.contains(secret), "{secret}\n{text}");
    }
}
