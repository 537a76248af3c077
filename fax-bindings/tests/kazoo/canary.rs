//! Passwords, digests, keys, tokens, addresses of documents and documents are shown nowhere, not even where the service
//! repeats them.

use std::fmt::{Debug, Write as _};
use std::time::{SystemTime, UNIX_EPOCH};

use fax_bindings::kazoo::{
    AccountName, Credentials, Digest, Document, DocumentSource, Envelope, FaxJob, Folder, ListQuery, NewFax,
};

use crate::scripted::{Answer, Server, http, json};
use crate::{builder, ok};

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
fn answers(texts: &[&str]) -> Vec<Answer> {
    let mut answers = Vec::new();
    for text in texts {
        let escaped = text.replace('/', "\\/");
        let coded = format!("\\u{:04x}{}", u32::from(text.chars().next().unwrap()), &text[1..]);
        for text in [*text, &escaped, &coded] {
            let field = format!(
                r#"{{"data":{{"{text}":{{"{text}":{{"message":"{text} is wrong","value":"{text}"}}}}}},"message":"{text}","request_id":"{text}","status":"error"}}"#
            );
            answers.push(json("400 Bad Request", &field));
            let cause = format!(r#"{{"data":{{"message":"{text}","cause":"{text}"}},"message":"{text}"}}"#);
            answers.push(json("404 Not Found", &cause));
            answers.push(json("200 OK", &cause.replacen('{', r#"{"status":"error","#, 1)));
            answers.push(json("200 OK", &format!(r#"{{"data":{{"id":["{text}"]}}}}"#)));
            answers.push(json("200 OK", &format!(r#"{{"data":"{text}","auth_token":"{text}"}}"#)));
            answers.push(json("200 OK", &format!(r#"{{"data":{{"id":"j","retries":"{text}"}}}}"#)));
        }
        answers.push(http("502 Bad Gateway", "Content-Type: text/html\r\n", &format!("<p>{text}</p>")));
        answers.push(http("302 Found", &format!("Location: http://a.example/{text}\r\n"), text));
    }
    answers
}

#[tokio::test]
async fn nothing_secret_is_ever_shown() {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let password = format!("canary{since:x}");
    let token = format!("token{since:x}");
    let key = format!("k{since:063x}");
    let signed = format!("signed{since:x}");
    let url = format!("https://files.example/{signed}/fax.pdf?s={signed}");
    let confidential = "confidential ".repeat(10);
    let document = format!("%PDF-1.4\n{confidential}\n%%EOF\n");
    let digest = format!("{:x}", md5::compute(format!("ada:{password}")));
    let sha = sha1_smol::Sha1::from(format!("ada:{password}")).digest().to_string();

    let mut seen = String::new();
    let name = || AccountName::name("a");
    let credentials = Credentials::user(name(), "Ada", password.as_str());
    show(&mut seen, &credentials);
    show(&mut seen, &Credentials::user_by(Digest::Sha, name(), "Ada", password.as_str()));
    show(&mut seen, &Credentials::basic("a", "Ada", password.as_str()));
    show(&mut seen, &Credentials::api_key(key.as_str()));
    show(&mut seen, &Credentials::token(token.as_str()));
    let source = DocumentSource::new(url.as_str()).with_content(format!("key={signed}"));
    let fax = NewFax::new("1", "2").with_document(source);
    let upload = Document::pdf(document.as_bytes());
    show(&mut seen, &fax);
    show(&mut seen, &upload);

    // A reply that repeats what it may.
    let server = Server::new([ok(
        &format!(r#"{{"id":"j","document":{{"url":"{url}","content":"{signed}"}},"secret":"{token}"}}"#),
        &format!(r#","auth_token":"{token}","new":"{token}""#),
    )]);
    let faxes = builder(&server)
        .credentials(Credentials::token(token.as_str()))
        .build()
        .unwrap()
        .account("a")
        .faxes();
    let reply: Envelope<FaxJob> = faxes.create(&fax).await.unwrap();
    show(&mut seen, &reply);
    assert_eq!(reply.into_inner().document.unwrap().url.expose(), url);

    let by_sha = Credentials::user_by(Digest::Sha, name(), "Ada", password.as_str());
    let flat = document.replace('\n', " ");
    for (credentials, sent) in [
        (credentials, &digest),
        (by_sha, &sha),
        (Credentials::api_key(key.as_str()), &key),
        (Credentials::token(token.as_str()), &token),
    ] {
        // To logins, which get a token beside.
        let answers = answers(&[sent, &url, &flat]);
        let server = Server::new(answers.clone());
        let client = builder(&server).credentials(credentials.clone()).build().unwrap();
        show(&mut seen, &client);
        for _ in &answers {
            if let Err(error) = client.log_in().await {
                show_error(&mut seen, &error);
            }
        }
        for body in ["{\"auth_token\":\"TOKEN\",\"data\":1}", "{\"data\":{},\"auth_token\":\"TOKEN\","] {
            let server = Server::new([json("201 Created", &body.replace("TOKEN", &token))]);
            let client = builder(&server).credentials(credentials.clone()).build().unwrap();
            show_error(&mut seen, &client.identity().await.unwrap_err());
        }

        // To what follows a login.
        let answers = self::answers(&[sent, &token, &url, &flat]);
        let with_login = answers.iter().flat_map(|answer| {
            let login = ok("{}", &format!(r#","auth_token":"{token}""#));
            [login, answer.clone(), answer.clone(), answer.clone()]
        });
        let server = Server::new(with_login);
        let client = builder(&server).credentials(credentials).build().unwrap();
        let faxes = client.account("a").faxes();
        show(&mut seen, &faxes);
        for _ in &answers {
            // Those that need no login are asked for something else.
            if client.log_in().await.is_err() {
                client.identity().await.unwrap();
            }
            for error in [
                faxes.create(&fax).await.map(drop).unwrap_err(),
                faxes.create_with_document(&NewFax::new("1", "2"), &upload).await.map(drop).unwrap_err(),
                faxes.outbox(ListQuery::new()).next().await.unwrap().map(drop).unwrap_err(),
            ] {
                show_error(&mut seen, &error);
            }
        }
    }
    // An error of a document.
    let server = Server::new([json("404 Not Found", &format!(r#"{{"data":{{"message":"{token}"}}}}"#))]);
    let client = builder(&server).credentials(Credentials::token(token.as_str())).build().unwrap();
    show_error(&mut seen, &client.account("a").faxes().attachment(Folder::Inbox, "j").await.unwrap_err());

    assert!(seen.contains("***") && seen.contains("https://files.example/***"));
    let part = |text: &str| text.get(..8).unwrap().to_owned();
    for secret in [part(&password), part(&signed), part(&confidential), part(&token), digest, sha, key] {
        let found = seen.lines().find(|line| line.contains(&secret));
        assert_eq!(found, None, "{secret}");
    }
}
