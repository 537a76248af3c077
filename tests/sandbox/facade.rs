//! One view over the services: the same program against each of them.

use std::time::{Duration, UNIX_EPOCH};

use fax_bindings::facade::{Ability, Document, Error, Id, Outgoing, Provider, Reason, State, Vendor};
use fax_bindings::{Fax, byfax, kazoo, monopond, sipgate};
use fax_sandbox::{Clock, Sandbox, Settings};

/// A sandbox whose time stands still.
async fn sandbox() -> Sandbox {
    let mut settings = Settings::default();
    settings.clock = Clock::manual();
    settings.pace = super::PACE;
    Sandbox::start(settings).await.unwrap()
}

fn monopond(sandbox: &Sandbox) -> Fax {
    let credentials = monopond::UsernameToken::new("demo", "demo");
    Fax::from(monopond::Client::new(sandbox.endpoint(), credentials).unwrap())
}

fn byfax(sandbox: &Sandbox) -> Fax {
    Fax::from(byfax::Client::new(sandbox.byfax(), byfax::UsernameToken::new("demo", "demo")).unwrap())
}

fn sipgate(sandbox: &Sandbox) -> Fax {
    Fax::from(sipgate::Client::new(sandbox.sipgate(), "demo", "demo").unwrap())
}

/// The account of the user `demo`.
const ACCOUNT: &str = "fe01ce2a7fbac8fafaed7c982a04e229";

fn kazoo_with(sandbox: &Sandbox, password: &str) -> Fax {
    let credentials = kazoo::Credentials::user(kazoo::AccountName::name("demo"), "demo", password);
    let client = kazoo::Client::new(sandbox.kazoo(), credentials).unwrap();
    Fax::from(client.account(ACCOUNT).faxes())
}

fn kazoo(sandbox: &Sandbox) -> Fax {
    kazoo_with(sandbox, "demo")
}

/// All services of the sandbox.
fn services(sandbox: &Sandbox) -> [Fax; 4] {
    [monopond(sandbox), byfax(sandbox), kazoo(sandbox), sipgate(sandbox)]
}

fn outgoing(fax: &Fax, to: &str) -> Outgoing {
    let from = match fax.provider() {
        Provider::Kazoo => "+14155550100",
        Provider::Sipgate => "f0",
        _ => "Example",
    };
    Outgoing::new(from, to, Document::new("letter.pdf", b"%PDF-1.4\n%%EOF\n"))
}

/// The state after some time.
async fn later(sandbox: &Sandbox, fax: &Fax, id: &Id) -> State {
    sandbox.clock().advance(Duration::from_secs(600));
    fax.status(id).await.unwrap().state
}

#[tokio::test]
async fn every_service_delivers() {
    let sandbox = sandbox().await;
    for fax in services(&sandbox) {
        let id = fax.send(&outgoing(&fax, "+61011111111")).await.unwrap();
        let first = fax.status(&id).await.unwrap();
        assert_eq!(first.state, State::Queued, "{fax:?}");
        assert_eq!(later(&sandbox, &fax, &id).await, State::Delivered, "{fax:?}");
        let stored = Id::from(id.to_string());
        assert_eq!(fax.status(&stored).await.unwrap().state, State::Delivered, "{fax:?}");
    }
}

#[tokio::test]
async fn failures_have_a_reason() {
    let sandbox = sandbox().await;
    for fax in [monopond(&sandbox), byfax(&sandbox)] {
        for (number, reason) in [
            ("+9990010", Reason::Busy),
            ("+9990012", Reason::NoAnswer),
            ("+9990013", Reason::Number),
            ("+9990016", Reason::Machine),
            ("+9990014", Reason::Transmission),
            ("+9990022", Reason::Document),
            ("+9990030", Reason::Funds),
            ("+9990040", Reason::Blocked),
        ] {
            let id = fax.send(&outgoing(&fax, number)).await.unwrap();
            assert_eq!(later(&sandbox, &fax, &id).await, State::Failed(reason), "{fax:?} {number}");
        }
    }
}

#[tokio::test]
async fn the_answer_of_the_service_is_there_in_full() {
    let sandbox = sandbox().await;
    let fax = monopond(&sandbox);
    let id = fax.send(&outgoing(&fax, "+61011111111").with_reference("letter-1")).await.unwrap();
    assert_eq!(id.as_str(), "letter-1");
    let Vendor::Monopond(status) = fax.status(&id).await.unwrap().vendor else { panic!("another service") };
    assert_eq!(status.message_ref.as_deref(), Some("letter-1"));
    assert_eq!(status.send_to.as_deref(), Some("61011111111"));

    let fax = byfax(&sandbox);
    let id = fax.send(&outgoing(&fax, "+61011111111").with_reference("letter-1")).await.unwrap();
    let Vendor::Byfax(report) = fax.status(&id).await.unwrap().vendor else { panic!("another service") };
    assert_eq!(report.recipient_number.as_deref(), Some("+61011111111"));
}

#[tokio::test]
async fn kazoo_says_why_by_the_cause_of_the_end_of_the_call() {
    let sandbox = sandbox().await;
    let fax = kazoo(&sandbox);
    for (number, reason) in [
        ("+9990010", Reason::Busy),
        ("+9990012", Reason::NoAnswer),
        ("+9990013", Reason::Number),
        ("+9990014", Reason::Transmission),
        ("+9990020", Reason::Document),
        ("+9990018", Reason::Other("the worker timed out".to_owned())),
    ] {
        let id = fax.send(&outgoing(&fax, number)).await.unwrap();
        assert_eq!(later(&sandbox, &fax, &id).await, State::Failed(reason), "{number}");
    }
    let error = fax.send(&outgoing(&fax, "+9990030")).await.unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
}

#[tokio::test]
async fn kazoo_keeps_a_reference_and_a_name_for_the_header() {
    let sandbox = sandbox().await;
    let fax = kazoo(&sandbox);
    let letter =
        outgoing(&fax, "+61011111111").with_reference("letter-1").with_header("Example").with_retries(2);
    let id = fax.send(&letter).await.unwrap();
    let Vendor::Kazoo(kazoo::Followed::Queue(job)) = fax.status(&id).await.unwrap().vendor else {
        panic!("not in the queue")
    };
    assert_eq!(job.extra["client_ref"], "letter-1");
    assert_eq!((job.fax_identity_name.as_deref(), job.retries), (Some("Example"), Some(3)));
    assert_eq!(later(&sandbox, &fax, &id).await, State::Delivered);
    let Vendor::Kazoo(kazoo::Followed::Outbox(archived)) = fax.status(&id).await.unwrap().vendor else {
        panic!("not in the outbox")
    };
    assert!(archived.id.ends_with(id.as_str()));
}

#[tokio::test]
async fn what_waits_can_be_cancelled() {
    let sandbox = sandbox().await;
    for fax in [monopond(&sandbox), byfax(&sandbox)] {
        let id = fax.send(&outgoing(&fax, "+61011111111")).await.unwrap();
        sandbox.clock().advance(Duration::from_millis(2500));
        fax.cancel(&id).await.unwrap();
        assert_eq!(later(&sandbox, &fax, &id).await, State::Failed(Reason::Cancelled), "{fax:?}");
    }
}

#[tokio::test]
async fn a_fax_waits_for_its_time() {
    let sandbox = sandbox().await;
    for fax in [monopond(&sandbox), byfax(&sandbox)] {
        let at = UNIX_EPOCH + Duration::from_secs(4_000_000_000);
        let id = fax.send(&outgoing(&fax, "+61011111111").with_at(at)).await.unwrap();
        assert_eq!(later(&sandbox, &fax, &id).await, State::Queued, "{fax:?}");
    }
}

#[tokio::test]
async fn it_may_be_too_early_or_too_late_to_cancel() {
    let sandbox = sandbox().await;
    let fax = monopond(&sandbox);
    let id = fax.send(&outgoing(&fax, "+61011111111")).await.unwrap();
    assert!(matches!(fax.cancel(&id).await, Err(Error::Refused(_))));
    assert_eq!(later(&sandbox, &fax, &id).await, State::Delivered);
    assert!(matches!(fax.cancel(&id).await, Err(Error::Refused(_))));

    let fax = byfax(&sandbox);
    let id = fax.send(&outgoing(&fax, "+61011111111")).await.unwrap();
    assert_eq!(later(&sandbox, &fax, &id).await, State::Delivered);
    assert!(matches!(fax.cancel(&id).await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let sandbox = sandbox().await;
    for fax in services(&sandbox) {
        let error = fax.status(&Id::from("0123456789abcdef0123456789abcdef")).await.unwrap_err();
        assert!(matches!(error, Error::NotFound), "{fax:?}: {error:?}");
        if fax.supports(Ability::Cancel) {
            let error = fax.cancel(&Id::from("nothing")).await.unwrap_err();
            assert!(matches!(error, Error::NotFound), "{fax:?}: {error:?}");
        }
    }
}

#[tokio::test]
async fn what_the_service_refuses_was_not_sent() {
    let sandbox = sandbox().await;
    let credentials = monopond::UsernameToken::new("demo", "wrong");
    let monopond = Fax::from(monopond::Client::new(sandbox.endpoint(), credentials).unwrap());
    let token = byfax::UsernameToken::new("demo", "wrong");
    let byfax = Fax::from(byfax::Client::new(sandbox.byfax(), token).unwrap());
    let sipgate = Fax::from(sipgate::Client::new(sandbox.sipgate(), "demo", "wrong").unwrap());
    for fax in [monopond, byfax, kazoo_with(&sandbox, "wrong"), sipgate] {
        let error = fax.send(&outgoing(&fax, "+61011111111")).await.unwrap_err();
        assert!(matches!(error, Error::Refused(_)), "{fax:?}: {error:?}");
        assert!(!error.may_have_been_sent());
    }
}

#[tokio::test]
async fn nothing_is_sent_where_nobody_listens() {
    let sandbox = sandbox().await;
    let faxes = services(&sandbox);
    drop(sandbox);
    for fax in faxes {
        let error = fax.send(&outgoing(&fax, "+61011111111")).await.unwrap_err();
        assert!(matches!(error, Error::NotSent(_)), "{fax:?}: {error:?}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn an_empty_document_is_not_sent() {
    let sandbox = sandbox().await;
    for fax in [kazoo(&sandbox), sipgate(&sandbox)] {
        let mut empty = outgoing(&fax, "+61011111111");
        empty.documents = vec![Document::new("letter.pdf", b"")];
        let Err(Error::NotSent(source)) = fax.send(&empty).await else { panic!("{fax:?}") };
        assert_eq!(source.to_string(), "the document is empty");
    }
}

#[tokio::test]
async fn an_empty_id_stands_for_no_fax() {
    let sandbox = sandbox().await;
    for fax in services(&sandbox) {
        let id = fax.send(&outgoing(&fax, "+61011111111")).await.unwrap();
        for none in ["", " "].map(Id::from) {
            assert!(matches!(fax.status(&none).await, Err(Error::NotSent(_))), "{fax:?}");
            assert!(matches!(fax.cancel(&none).await, Err(Error::NotSent(_))), "{fax:?}");
        }
        assert_eq!(later(&sandbox, &fax, &id).await, State::Delivered);
    }
}

#[tokio::test]
async fn what_a_service_cannot_do_is_known_before_the_call() {
    let sandbox = sandbox().await;
    let fax = sipgate(&sandbox);
    let letter = || outgoing(&fax, "+61011111111");
    let text = Document::new("letter.txt", b"Dear Ann,");
    let at = UNIX_EPOCH + Duration::from_secs(4_000_000_000);
    for (outgoing, ability) in [
        (letter().with_at(at), Ability::At),
        (letter().with_header("Example"), Ability::Header),
        (letter().with_retries(1), Ability::Retries),
        (letter().with_reference("letter-1"), Ability::Reference),
        (letter().with_document(Document::new("b.pdf", b"%PDF-1.4\n%%EOF\n")), Ability::SeveralDocuments),
        (Outgoing::new("f0", "+61011111111", text), Ability::OtherThanPdf),
    ] {
        assert!(!fax.supports(ability));
        assert_eq!(fax.check(&outgoing).unwrap_err().ability, ability);
        let error = fax.send(&outgoing).await.unwrap_err();
        let Error::Unsupported(unsupported) = error else { panic!("{error:?}") };
        assert_eq!((unsupported.provider, unsupported.ability), (Provider::Sipgate, ability));
    }
    assert!(matches!(fax.cancel(&Id::from("1")).await, Err(Error::Unsupported(_))));
    for fax in [monopond(&sandbox), byfax(&sandbox)] {
        assert!(Ability::ALL.into_iter().all(|ability| fax.supports(ability)), "{fax:?}");
    }
}
