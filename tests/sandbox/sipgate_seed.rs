//! The samples of the vendor's Python example of sending a fax, each as it stands there, or as its code makes it.

use std::time::Duration;

use fax_bindings::sipgate::{
    BuildError, Client, Credentials, FaxStatusType, InputError, PdfError, RefusalKind, SendFax,
};
use serde_json::{Value, json};

use crate::sipgate::{NUMBER, PDF, World};

/// "How It Works": `requests.post(url, headers=headers, json=request_body, auth=authorization)`, with its four members and
/// its one header; `response_body['sessionId']`, and then `requests.get('{}/history/{}')` with a `Content-Type` that a GET
/// does not need, and `response_body['faxStatusType']`.
#[tokio::test]
async fn the_python_of_send_fax_and_poll_send_status() {
    let world = World::new().await;
    let http = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    let base_url = world.sandbox.sipgate();
    let request_body = json!({
        "faxlineId": "f0",
        "recipient": NUMBER,
        "filename": "document.pdf",
        "base64Content": "JVBERi0xLjQKJSVFT0YK",
    });
    let request = http.post(format!("{base_url}/sessions/fax")).header("Content-Type", "application/json");
    let request = request.basic_auth("demo", Some("demo")).body(request_body.to_string());
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    let session_id = body["sessionId"].as_str().unwrap();

    let mut seen = Vec::new();
    for _ in 0..3 {
        let request = http.get(format!("{base_url}/history/{session_id}")).basic_auth("demo", Some("demo"));
        let response = request.header("Content-Type", "application/json").send().await.unwrap();
        let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        seen.push(body["faxStatusType"].as_str().unwrap().to_owned());
        world.pass(1);
    }
    assert_eq!(seen, ["PENDING", "SENDING", "SENT"]);
}

/// The loop `while send_status in ('STARTING', 'PENDING', 'SENDING')` ends at SCHEDULED, which is not the end.
#[tokio::test]
async fn the_loop_of_the_sample_goes_on_at_scheduled() {
    let world = World::new().await;
    let id = world.send_to("9990070").await.unwrap();
    let status = world.look(&id).await.fax_status_type.unwrap();
    assert_eq!(status, FaxStatusType::Scheduled);
    assert!(!status.is_final());
    let follow = world.client.wait_until_done(&id, Duration::from_millis(1));
    world.pass(20);
    assert_eq!(follow.await.unwrap().fax_status_type, Some(FaxStatusType::Sent));
}

/// "The `faxStatusType` can contain the following values", and which of them are final.
#[tokio::test]
async fn the_values_of_fax_status_type() {
    let values = ["PENDING", "SENDING", "FAILED", "SENT", "SCHEDULED"];
    assert_eq!(FaxStatusType::ALL.iter().map(FaxStatusType::as_str).collect::<Vec<_>>(), values);
    let world = World::new().await;
    let mut seen = Vec::new();
    for number in ["9990070", "9990010"] {
        seen.extend(world.states_to(number, 14).await.into_iter().map(|(state, _)| state));
    }
    assert!(values.iter().all(|value| seen.iter().any(|state| state == value)), "{seen:?}");
}

/// "Configuration": the values of `TOKEN_ID`, `TOKEN` and `FAXLINE_ID` as they stand in the file, in the form of JSON with
/// quotes and commas.
#[tokio::test]
async fn the_configuration_of_the_sample() {
    let quoted = Credentials::token("\"YOUR_SIPGATE_TOKEN_ID\",", "\"YOUR_SIPGATE_TOKEN\",");
    assert!(Client::builder("http://127.0.0.1/v2").credentials(quoted).build().is_ok());
    // A token that was read with its line break is found out before it is refused.
    let with_line_break = Client::new("http://127.0.0.1/v2", "YOUR_SIPGATE_TOKEN_ID", "YOUR_SIPGATE_TOKEN\n");
    assert!(matches!(with_line_break.unwrap_err(), BuildError::Credentials(_)));
    let fax = SendFax::new("YOUR_SIPGATE_FAXLINE_EXTENSION", NUMBER, "document.pdf", PDF);
    let error = World::new().await.client.send(&fax).await.unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.kind, RefusalKind::BadRequest);
    let pointer = refusal.errors[0].source.as_ref().unwrap().pointer.as_deref();
    assert_eq!(pointer, Some("/faxlineId"));
}

/// "Fax Extensions": "the letter 'f' followed by a number (e.g. 'f0')", found by the lines of the user instead of the
/// address of a page.
#[tokio::test]
async fn the_fax_extension_is_one_of_the_user() {
    let world = World::new().await;
    let user = world.client.user_info().await.unwrap();
    let lines = world.client.fax_lines(&user.sub).await.unwrap();
    let line = lines.items.into_iter().find(|line| line.can_send).unwrap();
    assert_eq!(line.id, "f0");
}

/// `base64.b64encode(pdf_file.read())` gives bytes, which are no JSON as Python shows them: the client encodes by itself.
#[tokio::test]
async fn the_document_is_encoded_by_the_client() {
    let world = World::new().await;
    let id = world.send_to(NUMBER).await.unwrap();
    let url = world.look(&id).await.document_url.unwrap();
    assert_eq!(world.client.download(&url).await.unwrap(), PDF);
}

/// `validate_commandline_arguments`: "Invalid file type", found by the content and not by the name.
#[tokio::test]
async fn a_file_that_is_no_pdf_is_not_sent() {
    let world = World::new().await;
    let error = world.client.send(&SendFax::new("f0", NUMBER, "letter.pdf", b"Dear Ann,")).await.unwrap_err();
    assert!(
        matches!(error, fax_bindings::sipgate::Error::Input(InputError::Pdf(PdfError::NoHeader))),
        "{error}"
    );
    assert!(!error.may_have_been_sent());
    assert!(world.client.history(&Default::default()).await.unwrap().items.is_empty());
}

/// "Fax added to the sending queue, but sending failed": wrong base64, a PDF with forms, a corrupt PDF.
#[tokio::test]
async fn what_is_queued_and_fails() {
    let world = World::new().await;
    let http = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    for (what, base64) in [
        ("PDF file not encoded correctly in base64", "b'JVBERi0xLjQKJSVFT0YK'"),
        // %PDF-1.4, /AcroForm, %%EOF
        ("PDF file with text fields or forms", "JVBERi0xLjQKL0Fjcm9Gb3JtCiUlRU9GCg=="),
        // %PDF-1.4 alone
        ("PDF file is corrupt", "JVBERi0xLjQK"),
    ] {
        let body =
            json!({ "faxlineId": "f0", "recipient": NUMBER, "filename": "a.pdf", "base64Content": base64 });
        let request =
            http.post(format!("{}/sessions/fax", world.sandbox.sipgate())).basic_auth("demo", Some("demo"));
        let request = request.header("Content-Type", "application/json").body(body.to_string());
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200, "{what}");
        let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        world.pass(2);
        let entry = world.look(body["sessionId"].as_str().unwrap()).await;
        assert_eq!(entry.fax_status_type, Some(FaxStatusType::Failed), "{what}");
    }
}

/// "HTTP Errors": each row of the table, as the client tells it.
#[tokio::test]
async fn the_table_of_http_errors() {
    let world = World::new().await;
    let send = async |client: &Client, line: &str, number: &str, name: &str| {
        let error = client.send(&SendFax::new(line, number, name, PDF)).await.unwrap_err();
        (error.status(), error.refusal().unwrap().kind)
    };
    let client = &world.client;
    let row = |status: u16, kind| (Some(status), kind);
    // "request body fields are empty or only contain spaces": the client finds these before, so the line is a wrong one.
    assert_eq!(send(client, "x", NUMBER, "a.pdf").await, row(400, RefusalKind::BadRequest));
    let wrong = crate::sipgate::client(&world.sandbox, "demo", "wrong");
    assert_eq!(send(&wrong, "f0", NUMBER, "a.pdf").await, row(401, RefusalKind::Unauthorized));
    assert_eq!(send(client, "f0", "9990030", "a.pdf").await, row(402, RefusalKind::PaymentRequired));
    assert_eq!(send(client, "f9", NUMBER, "a.pdf").await, row(403, RefusalKind::Forbidden));
    assert_eq!(send(client, "f0", "no number", "a.pdf").await, row(407, RefusalKind::InvalidRecipient));
    assert_eq!(send(client, "f0", "9990081", "a.pdf").await, row(500, RefusalKind::ServerError));
    // "wrong REST API endpoint": the version is missing, or there is something more.
    for base in [world.sandbox.url("/v2/history/1"), world.sandbox.url("")] {
        let http = reqwest::Client::builder().tls_certs_only([]);
        let lost = Client::builder(base).credentials(("demo", "demo")).http_client(http).build().unwrap();
        assert_eq!(send(&lost, "f0", NUMBER, "a.pdf").await, row(404, RefusalKind::NotFound));
    }
    // The client cannot use a wrong method, or leave out the Content-Type: see `sipgate_refusals`.
}
