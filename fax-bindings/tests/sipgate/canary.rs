//! Token, links and documents are shown nowhere, not even where the service repeats them.

use std::fmt::{Debug, Write as _};
use std::time::{SystemTime, UNIX_EPOCH};

use fax_bindings::sipgate::{Client, Credentials, HistoryEntry, HistoryQuery, Secret, SecretUrl, SendFax};

use crate::scripted::{Answer, Server, http, json};

fn show(seen: &mut String, value: &dyn Debug) {
    writeln!(seen, "{value:?} {value:#?}").unwrap();
}

/// The error and all that is behind it.
fn show_error(seen: &mut String, error: &dyn std::error::Error) {
    for error in std::iter::successors(Some(error), |error| error.source()) {
        writeln!(seen, "{error} {error:?} {error:#?}").unwrap();
    }
}

/// Every answer that repeats what it should not.
fn answers(texts: &[String]) -> Vec<Answer> {
    let mut answers = Vec::new();
    for text in texts {
        let escaped = text.replace('/', "\\/");
        // The first letter as JSON may write it too.
        let coded = format!("\\u{:04x}{}", u32::from(text.chars().next().unwrap()), &text[1..]);
        for text in [text, &escaped, &coded] {
            let error = format!(
                r#"{{"errors":[{{"title":"{text}","detail":"no {text}!","source":{{"pointer":"/{text}"}},"{text}":"{text}"}}]}}"#
            );
            answers.push(json("400 Bad Request", &error));
            answers.push(json("500 Error", &format!(r#"{{"message":"{text}","{text}":[["{text}"]]}}"#)));
            // Not what the contract says, in the place of a text and of something else.
            answers.push(json("200 OK", &format!(r#"{{"id":["{text}"],"note":"{text}"}}"#)));
            answers.push(json("200 OK", &format!(r#"{{"id":"1","pageCount":"{text}"}}"#)));
            answers.push(json("200 OK", &format!(r#""{text}""#)));
        }
        for text in [text, &escaped] {
            answers.push(http("502 Bad Gateway", "Content-Type: text/html\r\n", &format!("<p>{text}</p>")));
            answers.push(http("302 Found", &format!("Location: http://a.example/{text}\r\n"), text));
            // Broken off in the middle of an object.
            answers.push(json("200 OK", &format!(r#"{{"id":"1","note":"{text}","#)));
        }
    }
    answers
}

#[tokio::test]
async fn nothing_secret_is_ever_shown() {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let token = format!("canary{since:x}");
    let key = format!("signed{since:x}");
    let url = format!("https://files.example/{key}/fax.pdf?s={key}");
    let confidential = "confidential ".repeat(10);
    let document = format!("%PDF-1.4\n{confidential}\n%%EOF\n");
    let base64 = base64_simd::STANDARD.encode_to_string(&document);
    let pair = base64_simd::STANDARD.encode_to_string(format!("token-ABC123:{token}"));

    let mut seen = String::new();
    let credentials = Credentials::token("token-ABC123", token.as_str());
    show(&mut seen, &credentials);
    show(&mut seen, &Credentials::bearer(token.as_str()));
    show(&mut seen, &Secret::from(token.as_str()));
    show(&mut seen, &SecretUrl::from(url.as_str()));
    let fax = SendFax::new("f0", "+4921112345678", "fax.pdf", document.as_bytes());
    show(&mut seen, &fax);

    // The links of an entry that is understood.
    let body = format!(
        r#"{{"id":"1","documentUrl":"{url}","reportUrl":"{url}","previewUrl":"{url}","newUrl":"{url}","endpoints":[{{"x":"{url}"}}]}}"#
    );
    let server = Server::new([json("200 OK", &body)]);
    let entry: HistoryEntry = crate::client(&server).history_entry("1").await.unwrap();
    show(&mut seen, &entry);
    assert_eq!(entry.report_url.unwrap().expose(), url);

    // All that a service may say in a wrong place, to each kind of request.
    let answers =
        answers(&[token.clone(), pair.clone(), url.clone(), base64.clone(), document.replace('\n', " ")]);
    let server = Server::new((0..3).flat_map(|_| answers.clone()));
    let http = reqwest::Client::builder().tls_certs_only([]).no_proxy();
    let builder = Client::builder(format!("{}/v2", server.url)).credentials(credentials).http_client(http);
    show(&mut seen, &builder);
    let client = builder.build().unwrap();
    show(&mut seen, &client);
    for _ in &answers {
        show_error(&mut seen, &client.send(&fax).await.unwrap_err());
        match client.history_entry("1").await {
            Ok(entry) => panic!("{entry:?}"),
            Err(error) => show_error(&mut seen, &error),
        }
        let mut history = client.history_all(HistoryQuery::new());
        show(&mut seen, &history);
        show_error(&mut seen, &history.next().await.unwrap().unwrap_err());
    }
    // Without this the test would prove nothing.
    let requests = server.requests();
    assert_eq!(requests.len(), 3 * answers.len());
    assert!(requests.iter().all(|request| request.header("authorization").unwrap().ends_with(&pair)));
    assert!(requests[0].body.contains(&base64));
    assert!(seen.contains("***") && seen.contains("https://files.example/***"));

    let part = |text: &str| text.get(..8).unwrap().to_owned();
    for secret in
        [part(&token), part(&key), pair.get(20..).unwrap().to_owned(), part(&confidential), part(&base64)]
    {
        let found = seen.lines().find(|line| line.contains(&secret));
        assert_eq!(found, None, "{secret}");
    }

    // An address that leads nowhere, and one whose host is none.
    let nobody = Server::new([]);
    for url in [format!("{}/{key}?s={key}", nobody.url), format!("https://{key}.invalid:99999/")] {
        let error = client.download(&url.into()).await.unwrap_err();
        let mut seen = String::new();
        show_error(&mut seen, &error);
        assert!(!seen.contains(&key), "{seen}");
    }
}
