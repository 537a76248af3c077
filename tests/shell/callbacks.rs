//! What the sandbox posts is what `fax_bindings::monopond::callback` reads.

use std::time::Duration;

use fax_bindings::monopond::callback::{Key, ReceivedFax, Results};
use fax_bindings::monopond::v2_1::{ApiFaxMessage, FaxResult, FaxStatusRequest};
use fax_sandbox::{Clock, Sandbox, Settings};

use crate::receiver::Receiver;
use crate::{Kept, client, faxes, http, request};

/// A sandbox whose clock stands still, which posts results to `receiver`.
async fn sandbox(receiver: &Receiver, kept: &Kept) -> Sandbox {
    let mut settings = Settings::default();
    settings.clock = Clock::manual();
    settings.callback = Some(receiver.url("/secret/results?a=b"));
    settings.inbound_callback = Some(receiver.url("/secret/received"));
    settings.log = kept.log();
    Sandbox::start(settings).await.unwrap()
}

#[tokio::test]
async fn results_are_posted_when_faxes_are_done() {
    let (mut receiver, kept) = (Receiver::start(&[]).await, Kept::default());
    let sandbox = sandbox(&receiver, &kept).await;
    client(&sandbox).send_fax(&faxes(&["61011111111", "9990010"])).await.unwrap();
    assert!(receiver.is_empty());
    sandbox.clock().advance(Duration::from_secs(60));

    let post = receiver.next().await;
    assert_eq!((&*post.path, &*post.content_type), ("/secret/results?a=b", "text/xml; charset=utf-8"));
    let text = std::str::from_utf8(&post.body).unwrap();
    assert!(text.contains("\n<FaxMessages><FaxMessage ") && !text.contains("xmlns"), "{text}");
    let results = Results::read(&post.body, Some(&post.content_type)).unwrap();
    assert!(results.report.is_empty(), "{}", results.report);
    let [delivered, busy] = &*results.messages else { panic!("{results:?}") };
    assert_eq!(Key::of(delivered), Some(Key::new("a-1", 1)));
    assert_eq!(delivered.last_result().unwrap().result, Some(FaxResult::Success));
    assert!(delivered.is_done() && busy.is_done());
    let error = busy.last_result().unwrap().error.clone().unwrap();
    assert_eq!(error.code.unwrap().as_str(), "FAX_BUSY");

    // The same as a client is told, at level `results`.
    let question = FaxStatusRequest::new()
        .with_send_ref("a")
        .with_verbosity("results".parse::<fax_bindings::monopond::v2_1::FaxStatusLevel>().unwrap());
    let told = client(&sandbox).fax_status(&question).await.unwrap();
    assert_eq!(told.fax_messages.as_deref(), Some(&*results.messages));

    kept.wait_for("callback  results of 2 faxes: taken by 127.0.0.1").await;
    assert!(!kept.text().contains("secret"), "{}", kept.text());
    sandbox.clock().advance(Duration::from_secs(60));
    assert!(receiver.is_empty());
}

#[tokio::test]
async fn many_results_come_in_several_notices() {
    let (mut receiver, kept) = (Receiver::start(&[]).await, Kept::default());
    let sandbox = sandbox(&receiver, &kept).await;
    client(&sandbox).send_fax(&faxes(&["61011111111"; 250])).await.unwrap();
    sandbox.clock().advance(Duration::from_secs(60));
    let mut sizes = Vec::new();
    while sizes.iter().sum::<usize>() < 250 {
        sizes.push(Results::read(&receiver.next().await.body, None).unwrap().messages.len());
    }
    assert_eq!(sizes, [100, 100, 50]);
}

#[tokio::test]
async fn what_is_not_taken_is_posted_again_and_redirects_are_not_followed() {
    let (mut receiver, kept) = (Receiver::start(&[500, 302]).await, Kept::default());
    let sandbox = sandbox(&receiver, &kept).await;
    client(&sandbox).send_fax(&faxes(&["61011111111"])).await.unwrap();
    sandbox.clock().advance(Duration::from_secs(60));
    let (first, second, third) = (receiver.next().await, receiver.next().await, receiver.next().await);
    assert_eq!([&first.body, &second.body], [&third.body, &third.body]);
    assert!([first, second, third].iter().all(|post| post.path.starts_with("/secret/results")));
    kept.wait_for("result of a fax: answered with 500 Internal Server Error, again in 200 ms").await;
    kept.wait_for("result of a fax: answered with 302 Found, again in 1000 ms").await;
    kept.wait_for("result of a fax: taken by 127.0.0.1").await;
    assert!(receiver.is_empty());
}

#[tokio::test]
async fn a_received_fax_is_posted_and_its_pages_can_be_fetched() {
    let (mut receiver, kept) = (Receiver::start(&[]).await, Kept::default());
    let sandbox = sandbox(&receiver, &kept).await;
    let order = r#"{"faxNumber": "61099999999", "tsi": "Branch", "cli": "61088888888", "pages": 3, "status": "ON_HOLD"}"#;
    let (status, content_type, answer) =
        request(http().post(sandbox.url("/sandbox/received")).body(order)).await;
    assert_eq!((status, &*content_type), (200, "application/json"));

    let post = receiver.next().await;
    assert_eq!((&*post.path, &*post.content_type), ("/secret/received", "application/json"));
    assert_eq!(post.body, answer.as_bytes());
    let fax = ReceivedFax::read(&post.body).unwrap();
    assert!(fax.other.is_empty());
    assert_eq!(
        (fax.key(), &*fax.fax_numbers, fax.pages),
        ("1000001", &["61099999999".to_owned()][..], Some(3))
    );
    assert_eq!((fax.tsi.as_deref(), fax.cli.as_deref()), (Some("Branch"), Some("61088888888")));
    assert_eq!(fax.status.as_deref(), Some("ON_HOLD"));
    assert_eq!(fax.date_received.unwrap(), sandbox.clock().now());

    let url = fax.tiff_document_url.unwrap();
    let response = http().get(url.expose()).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "image/tiff");
    let tiff = response.bytes().await.unwrap();
    let mut decoder = tiff::decoder::Decoder::new(std::io::Cursor::new(tiff)).unwrap();
    for _ in 0..2 {
        decoder.next_image().unwrap();
    }
    assert!(!decoder.more_images());
    let two_lines = http().post(sandbox.url("/sandbox/received")).body(r#"{"messageRef": "2\n3"}"#);
    assert_eq!(request(two_lines).await.0, 200);
    assert_eq!(ReceivedFax::read(&receiver.next().await.body).unwrap().message_ref, "2\n3");
    kept.wait_for("callback  received fax 2\\n3: taken").await;

    let missing = sandbox.url("/sandbox/received/1000003.tiff");
    assert_eq!(
        request(http().get(missing)).await,
        (404, "text/plain; charset=utf-8".to_owned(), "There is no such fax.\n".to_owned())
    );
}

#[tokio::test]
async fn an_order_that_cannot_be_filled_is_said() {
    let sandbox = Sandbox::start(Settings::default()).await.unwrap();
    let post = |body: &'static str| request(http().post(sandbox.url("/sandbox/received")).body(body));
    let (status, _, text) = post("").await;
    assert_eq!((status, &*text), (409, "There is no URL to tell of it; see --inbound-callback.\n"));
    let long = format!("{{\"tsi\": \"{}\"}}", "x".repeat(4096));
    assert_eq!(request(http().post(sandbox.url("/sandbox/received")).body(long)).await.0, 413);
    let (status, _, text) = post(r#"{"page": 1}"#).await;
    assert_eq!(status, 400);
    assert!(text.starts_with("unknown field `page`, expected one of `messageRef`"), "{text}");
    assert_eq!(post("{").await.0, 400);
}

#[tokio::test]
async fn a_callback_url_is_checked_at_the_start() {
    for (url, expected) in [
        ("ftp://host/", "the callback URL begins with ftp:, http: or https: is due"),
        (
            "host",
            "the callback URL is none: relative URL without a base; write one such as http://127.0.0.1:9000/faxes",
        ),
    ] {
        let mut settings = Settings::default();
        settings.callback = Some(url.to_owned());
        assert_eq!(Sandbox::start(settings).await.unwrap_err().to_string(), expected);
    }
}

#[tokio::test]
async fn without_a_callback_faxes_are_done_all_the_same() {
    let mut settings = Settings::default();
    settings.clock = Clock::manual();
    let sandbox = Sandbox::start(settings).await.unwrap();
    let message = ApiFaxMessage::new("b", "61011111111");
    client(&sandbox).send_fax(&faxes(&[]).with_fax_messages([message])).await.unwrap();
    sandbox.clock().advance(Duration::from_secs(60));
    let totals = client(&sandbox).fax_status(&FaxStatusRequest::new().with_send_ref("a")).await.unwrap();
    assert_eq!(totals.fax_status_totals.as_ref().unwrap().done, Some(1));
}
