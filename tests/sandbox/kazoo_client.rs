//! Kazoo by its client: each endpoint, and what the service refuses.

use std::time::Duration;

use fax_bindings::kazoo::{
    Account, AccountName, ArchivedFax, BuildError, Client, Credentials, Digest, Document, DocumentSource,
    Error, FaxJob, Faxbox, Faxes, Folder, GregorianSeconds, InputError, JobStatus, ListQuery, Listing,
    NewFax, Refusal, RefusalKind,
};
use fax_sandbox::Sandbox;
use serde_json::{Map, json};

use crate::kazoo::{ACCOUNT, CREDENTIALS, World};

const PDF: &[u8] = b"%PDF-1.4\n<< /Type /Page >> << /Type /Page >>\n%%EOF";
/// So little that it is no waiting.
const PAUSE: Duration = Duration::from_millis(1);

fn client(sandbox: &Sandbox, credentials: Credentials) -> Client {
    // Reading the certificates of the machine takes longer than most tests.
    let http = reqwest::Client::builder().tls_certs_only([]);
    Client::builder(sandbox.kazoo()).credentials(credentials).http_client(http).build().unwrap()
}

fn demo() -> Credentials {
    Credentials::user(AccountName::name("demo"), "Demo", "demo")
}

fn account(world: &World) -> Account {
    client(&world.sandbox, demo()).account(ACCOUNT)
}

fn to(number: &str) -> NewFax {
    NewFax::new("+14155550100", number)
}

fn by_address(number: &str) -> NewFax {
    to(number).with_document(DocumentSource::new("https://files.example.org/fax.pdf"))
}

async fn all<T>(mut listing: Listing<T>) -> Vec<T> {
    let mut items = vec![];
    while let Some(item) = listing.next().await {
        items.push(item.unwrap());
    }
    items
}

fn refused(error: Error) -> Refusal {
    match error {
        Error::Refused { refusal, .. } => *refusal,
        other => panic!("{other:?}"),
    }
}

/// Sends a fax to this number, and gives it as the outbox has it.
async fn sent(world: &World, faxes: &Faxes, number: &str) -> ArchivedFax {
    let job = faxes.create(&by_address(number)).await.unwrap();
    world.finish();
    faxes.wait_until_done(&job.id, PAUSE).await.unwrap().into_inner()
}

#[tokio::test]
async fn every_kind_of_credentials_lets_in() {
    let world = World::new().await;
    for credentials in [
        demo(),
        Credentials::user_by(Digest::Sha, AccountName::realm("demo.sandbox.example"), "demo", "demo"),
        Credentials::user(AccountName::phone_number("+14155550100"), "demo", "demo"),
        Credentials::api_key(CREDENTIALS.repeat(2)),
        Credentials::basic(ACCOUNT, "demo", "demo"),
        Credentials::token(world.log_in().await),
    ] {
        let client = client(&world.sandbox, credentials.clone());
        assert_eq!(client.own_account().await.unwrap().id(), ACCOUNT, "{credentials:?}");
        assert_eq!(client.identity().await.unwrap().account_name.as_deref(), Some("demo"));
        assert_eq!(all(client.account(ACCOUNT).faxes().outgoing(ListQuery::new())).await, []);
    }
    for credentials in [
        Credentials::user(AccountName::name("demo"), "demo", "wrong"),
        Credentials::api_key("0".repeat(64)),
        Credentials::basic(ACCOUNT, "demo", "wrong"),
        Credentials::token("wrong"),
    ] {
        let error = client(&world.sandbox, credentials).identity().await.unwrap_err();
        assert_eq!((error.status(), refused(error).kind), (Some(401), RefusalKind::Unauthorized));
    }
    let none = Client::builder(world.sandbox.kazoo()).build().unwrap_err();
    assert_eq!(none, BuildError::NoCredentials);
    let elsewhere = Client::new("http://kazoo.example.org:8000/v2", demo()).unwrap_err();
    assert_eq!(elsewhere, BuildError::PlainHttp);
}

#[tokio::test]
async fn a_client_logs_in_again_after_its_token_was_refused() {
    let world = World::new().await;
    let client = client(&world.sandbox, demo());
    client.log_in().await.unwrap();
    world.clock.advance(Duration::from_secs(3600));
    let error = client.identity().await.unwrap_err();
    assert_eq!(error.status(), Some(401), "nothing is repeated");
    client.identity().await.unwrap();
    client.log_out().await.unwrap();
    client.log_out().await.unwrap();
    client.identity().await.unwrap();
    let token = Credentials::token(world.token.clone());
    let given = self::client(&world.sandbox, token);
    assert!(matches!(given.log_in().await, Err(Error::Input(_))));
}

#[tokio::test]
async fn a_fax_is_followed_from_the_queue_to_the_outbox() {
    let world = World::new().await;
    let faxes = account(&world).faxes();
    let fax = to("+14155550101").with_retries(3).with_member("client_ref", "letter-1");
    let job = faxes.create_with_document(&fax, &Document::pdf(PDF)).await.unwrap();
    assert_eq!(
        (job.attempts, job.retries, job.extra["client_ref"].as_str()),
        (Some(0), Some(3), Some("letter-1"))
    );
    assert_eq!((&job.fax_timezone, &job.status), (&None, &None), "`undefined` is absent");
    let mut states = vec![];
    for _ in 0..4 {
        let queued = faxes.outgoing_fax(&job.id).await.unwrap();
        assert_eq!(
            (queued.created.unwrap().to_unix(), queued.delivered),
            (world.clock.now().as_second() - states.len() as i64, None)
        );
        states.push(queued.into_inner().status.unwrap());
        world.pass(1);
    }
    assert_eq!(
        states,
        [JobStatus::AttachingFiles, JobStatus::Pending, JobStatus::Locked, JobStatus::Processing]
    );
    let fax = faxes.wait_until_done(&job.id, PAUSE).await.unwrap();
    assert_eq!((fax.is_delivered(), &fax.folder), (Some(true), &Some(Folder::Outbox)));
    let result = fax.tx_result.as_ref().unwrap();
    assert_eq!((result.pages(), result.total_pages(), result.speed()), (Some(2), Some(2), Some(14_400)));
    assert_eq!((result.code(), result.cause()), (Some(200), Some("NORMAL_CLEARING")));
    assert_eq!(fax.id, world.archived(&job.id));
    let listed = all(faxes.outbox(ListQuery::new().with_filter("client_ref", "letter-1"))).await;
    assert_eq!((listed.len(), &listed[0].status), (1, &Some(JobStatus::Completed)));
    let gone = refused(faxes.outgoing_fax(&job.id).await.unwrap_err());
    assert_eq!((gone.kind, gone.cause), (RefusalKind::NotFound, Some(job.id.clone())));
}

#[tokio::test]
async fn a_fax_is_found_while_and_after_it_moves() {
    let world = World::new().await;
    let faxes = account(&world).faxes();
    let hidden = faxes.create(&by_address("9990051")).await.unwrap();
    world.pass(3);
    let (followed, ()) = tokio::join!(faxes.wait_until_done(&hidden.id, Duration::from_millis(20)), async {
        tokio::task::yield_now().await;
        world.pass(1);
    });
    assert_eq!(followed.unwrap().is_delivered(), Some(true));

    // Of another month, and by a clock that is not the client's.
    world.clock.advance(Duration::from_secs(62 * 86_400));
    let faxes = account(&world).faxes();
    assert_eq!(sent(&world, &faxes, "9990010").await.is_delivered(), Some(false));

    let nowhere = faxes.wait_until_done("0123456789abcdef0123456789abcdef", PAUSE).await.unwrap_err();
    assert_eq!(refused(nowhere).kind, RefusalKind::NotFound);
}

#[tokio::test]
async fn text_of_the_engine_is_an_unknown_state() {
    let world = World::new().await;
    let faxes = account(&world).faxes();
    let job = faxes.create(&by_address("9990052")).await.unwrap();
    world.pass(2);
    let status = faxes.outgoing_fax(&job.id).await.unwrap().into_inner().status.unwrap();
    assert!(matches!(&status, JobStatus::Unknown(text) if text.as_str() == "Sent Page 1 of 1"));
    assert!(!status.is_final());
}

#[tokio::test]
async fn what_is_wrong_is_found_before_or_told_by_field() {
    let world = World::new().await;
    let faxes = account(&world).faxes();
    let input = |result: Result<_, Error>| match result.map(drop) {
        Err(Error::Input(error)) => error,
        other => panic!("{other:?}"),
    };
    assert!(matches!(input(faxes.create(&to("+1")).await), InputError::Value { name: "document", .. }));
    let both = faxes.create_with_document(&by_address("+1"), &Document::pdf(PDF)).await;
    assert!(matches!(input(both), InputError::Value { .. }));
    let no_pdf = faxes.create_with_document(&to("+1"), &Document::pdf(b"hello")).await;
    assert!(matches!(input(no_pdf), InputError::Pdf(_)));

    let fax = by_address("nobody").with_retries(9).with_member("flags", 1);
    let refusal = refused(faxes.create(&fax).await.unwrap_err());
    assert_eq!((refusal.kind, refusal.message.as_deref()), (RefusalKind::Invalid, Some("validation error")));
    assert!(refusal.field("to_number").unwrap().contains_key("required"));
    assert!(refusal.field("retries").unwrap().contains_key("maximum"));
    assert!(refusal.fields.contains_key("document.to_number") && refusal.field("from_number").is_none());
    assert!(refusal.to_string().contains("`retries`: the number is too large (maximum)"), "{refusal}");

    let credit = refused(faxes.create(&by_address("9990030")).await.unwrap_err());
    assert_eq!(credit.kind, RefusalKind::PaymentRequired);
    let large = Document::new("image/tiff", vec![b'x'; 8_000_001]);
    let error = faxes.create_with_document(&to("+1"), &large).await.unwrap_err();
    assert_eq!((error.status(), refused(error).kind), (Some(400), RefusalKind::TooLarge));
}

#[tokio::test]
async fn every_documented_status_has_a_kind() {
    let world = World::new().await;
    let client = client(&world.sandbox, demo());
    for (account, _) in fax_sandbox::kazoo_accounts() {
        let faxes = client.account(account).faxes();
        let error = faxes.outbox_fax("x").await.unwrap_err();
        let status = error.status().unwrap();
        let kind = match status {
            402 => RefusalKind::PaymentRequired,
            403 => RefusalKind::Forbidden,
            409 => RefusalKind::Conflict,
            413 => RefusalKind::TooLarge,
            423 => RefusalKind::Locked,
            429 => RefusalKind::TooManyRequests,
            500 => RefusalKind::ServerError,
            503 => RefusalKind::Unavailable,
            other => panic!("{other}"),
        };
        let refusal = refused(error);
        assert_eq!(refusal.kind, kind);
        assert_eq!(refusal.detail.as_deref(), Some("the account asks for this answer"));
        assert!(refusal.request_id.is_some() && refusal.fields.is_empty());
        assert!(refused(faxes.create(&by_address("+1")).await.unwrap_err()).kind == kind);
    }
}

#[tokio::test]
async fn a_fax_of_the_outbox_is_fetched_resubmitted_and_deleted() {
    let world = World::new().await;
    let faxes = account(&world).faxes();
    let fax = sent(&world, &faxes, "9990010").await;
    let attachment = faxes.attachment(Folder::Outbox, &fax.id).await.unwrap();
    assert!(attachment.bytes.starts_with(b"%PDF-"));
    assert_eq!(attachment.content_type.as_deref(), Some("application/pdf"));
    assert!(attachment.file_name.unwrap().starts_with("fax_document_"));
    let part = faxes.attachment_part(Folder::Outbox, &fax.id, 1..=3).await.unwrap();
    assert_eq!(part.bytes, b"PDF");
    let behind = faxes.attachment_part(Folder::Outbox, &fax.id, 99_999_999..=99_999_999).await.unwrap_err();
    assert_eq!(refused(behind).kind, RefusalKind::RangeNotSatisfiable);

    let changes = Map::from_iter([("to_number".to_owned(), json!("+2"))]);
    let again: FaxJob = faxes.resubmit(&fax.id, changes).await.unwrap().into_inner();
    assert_eq!((again.to_number.as_deref(), again.attempts), (Some("+2"), Some(0)));
    world.finish();
    assert_eq!(faxes.wait_until_done(&again.id, PAUSE).await.unwrap().is_delivered(), Some(true));

    faxes.delete_attachment(Folder::Outbox, &fax.id).await.unwrap();
    let gone = refused(faxes.attachment(Folder::Outbox, &fax.id).await.unwrap_err());
    assert_eq!((gone.kind, gone.message.as_deref()), (RefusalKind::NotFound, Some("not_found")));
    let deleted = faxes.delete(Folder::Outbox, &fax.id).await.unwrap();
    assert_eq!(deleted.read_only.as_ref().unwrap().deleted, Some(true));
    let twice = faxes.delete(Folder::Outbox, &fax.id).await.unwrap_err();
    assert_eq!(refused(twice).kind, RefusalKind::NotFound);
}

#[tokio::test]
async fn received_faxes_are_listed_shown_and_forwarded() {
    let world = World::new().await;
    let received = world.receive(json!({"from_number": "+1", "pages": 3})).await;
    let id = received["id"].as_str().unwrap();
    let faxes = account(&world).faxes();
    let [fax] = all(faxes.inbox(ListQuery::new())).await.try_into().unwrap();
    assert_eq!((fax.id.as_str(), fax.from.as_deref()), (id, Some("+1")));
    let shown = faxes.inbox_fax(id).await.unwrap();
    assert_eq!(shown.rx_result.as_ref().unwrap().pages(), Some(3));
    assert_eq!(shown.timestamp, Some(GregorianSeconds::from_unix(world.clock.now().as_second())));
    assert_eq!(all(faxes.incoming(ListQuery::new())).await.len(), 1);
    for result in [faxes.incoming_fax(id).await, faxes.outbox_fax(id).await] {
        assert_eq!(refused(result.unwrap_err()).kind, RefusalKind::ServerError);
    }
    let job = faxes.forward(id, "+3", "+2").await.unwrap();
    assert_eq!((job.from_number.as_deref(), job.to_number.as_deref()), (Some("+3"), Some("+2")));
    faxes.delete(Folder::Inbox, id).await.unwrap();
    assert_eq!(all(faxes.inbox(ListQuery::new())).await, []);
}

#[tokio::test]
async fn emails_are_in_the_log() {
    let world = World::new().await;
    let http = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    let mail = http.post(world.sandbox.url("/sandbox/kazoo/mailed")).json(&json!({"from": "a@example.org"}));
    let mail: serde_json::Value = mail.send().await.unwrap().json().await.unwrap();
    let faxes = account(&world).faxes();
    let [entry] = all(faxes.smtp_log(ListQuery::new())).await.try_into().unwrap();
    assert_eq!((entry.from.as_deref(), &entry.error), (Some("a@example.org"), &None));
    let entry = faxes.smtp_log_entry(&entry.id).await.unwrap();
    assert_eq!(entry.faxdoc_id.as_deref(), mail["faxdoc_id"].as_str());
    let job = faxes.outgoing_fax(entry.faxdoc_id.as_deref().unwrap()).await.unwrap();
    assert_eq!(job.status, Some(JobStatus::AttachingEmailedFiles));
}

#[tokio::test]
async fn lists_go_over_all_their_pages() {
    let world = World::new().await;
    let faxes = account(&world).faxes();
    for number in 1..=5 {
        faxes.create(&by_address(&format!("+{number}"))).await.unwrap();
    }
    let numbers = async |query: ListQuery| -> String {
        all(faxes.outgoing(query)).await.into_iter().map(|fax| fax.to.unwrap()).collect()
    };
    assert_eq!(numbers(ListQuery::new().with_page_size(2)).await, "+5+4+3+2+1");
    assert_eq!(numbers(ListQuery::new().with_page_size(3).with_ascending(true)).await, "+1+2+3+4+5");
    assert_eq!(numbers(ListQuery::new().with_filter("to_number", "+3")).await, "+3");
    assert_eq!(numbers(ListQuery::new().with_filter_not("to_number", "+3")).await, "+5+4+2+1");
    assert_eq!(numbers(ListQuery::new().with_other("is_chunked", "true")).await, "+5+4+3+2+1");
    let now = GregorianSeconds::from_unix(world.clock.now().as_second());
    let long = ListQuery::new().with_created(GregorianSeconds(now.0 - 40 * 86_400), now);
    let mut outbox = faxes.outbox(long);
    let refusal = refused(outbox.next().await.unwrap().unwrap_err());
    assert!(refusal.field("created_from").unwrap().contains_key("date_range"));
    assert!(outbox.next().await.is_none(), "an error ends it");
}

#[tokio::test]
async fn users_and_fax_boxes_have_faxes_of_their_own() {
    let world = World::new().await;
    let account = account(&world);
    let boxes = account.faxboxes();
    let desk = Faxbox::new()
        .with_name("Desk")
        .with_caller_id("+14155550100")
        .with_caller_name("Ada")
        .with_retries(2);
    let desk = boxes.create(&desk).await.unwrap().into_inner();
    let id = desk.id.clone().unwrap();
    assert_eq!(boxes.get(&id).await.unwrap().into_inner(), desk);
    assert_eq!(all(boxes.list(ListQuery::new())).await, std::slice::from_ref(&desk));

    let faxes = account.faxes_of_faxbox(&id);
    let job = faxes.create(&by_address("+1")).await.unwrap();
    assert_eq!((job.faxbox_id.as_deref(), job.from_name.as_deref()), (Some(id.as_str()), Some("Ada")));
    assert_eq!(all(faxes.outgoing(ListQuery::new())).await.len(), 0);
    assert_eq!(all(account.faxes().outgoing(ListQuery::new())).await.len(), 1);
    let user = "0123456789abcdef0123456789abcdef";
    let of_user = account.faxes_of_user(user).create(&by_address("+2")).await.unwrap();
    assert_eq!(of_user.owner_id.as_deref(), Some(user));
    world.finish();
    assert_eq!(all(faxes.outbox(ListQuery::new())).await.len(), 1);
    assert_eq!(all(account.faxes_of_user(user).outbox(ListQuery::new())).await.len(), 1);

    let renamed = boxes.replace(&id, &desk.with_name("Front desk")).await.unwrap();
    assert_eq!((renamed.name.as_deref(), renamed.retries), (Some("Front desk"), Some(2)));
    let changes = json!({"name": "Front desk", "retries": null, "caller_name": "Eve"});
    let patched = boxes.patch(&id, changes.as_object().unwrap().clone()).await.unwrap();
    assert_eq!((patched.retries, patched.caller_name.as_deref()), (None, Some("Eve")));
    let nameless = refused(boxes.create(&Faxbox::new()).await.unwrap_err());
    assert!(nameless.field("name").unwrap().contains_key("required"));
    assert_eq!(boxes.delete(&id).await.unwrap().id, Some(id.clone()));
    assert_eq!(refused(boxes.get(&id).await.unwrap_err()).kind, RefusalKind::NotFound);
}
