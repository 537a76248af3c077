//! Replies as servers have been seen to write them, with what no contract knows.

use fax_bindings::kazoo::{
    ArchivedFax, Error, FaxJob, Folder, GregorianSeconds, JobStatus, Recipients, SmtpLogEntry,
};

use crate::scripted::{Server, http, json};
use crate::{fax, faxes, ok};

/// What a server answers to a fax that is created.
async fn created(body: &str) -> Result<FaxJob, Error> {
    let server = Server::new([json("201 Created", body)]);
    faxes(&server).create(&fax()).await.map(|envelope| envelope.into_inner())
}

#[tokio::test]
async fn the_reply_of_the_documentation_is_read() {
    let body = r#"{"data":{"document":{"url":"http://myserver.com/fax.pdf","method":"get"},"retries":3,"from_name":"Test Fax","from_number":"18884732963","to_name":"To Name","to_number":"18884732963","attempts":0,
        "tx_result":{"error_message":"","fax_bad_rows":0,"fax_error_correction":false,"fax_receiver_id":"","fax_speed":0,"pages_sent":0,"success":false,"time_elapsed":0},
        "fax_timezone":"undefined","id":"0123456789abcdef0123456789abcdef"},
        "revision":"1-abc","request_id":"r1","status":"success","auth_token":"t0ken"}"#;
    let server = Server::new([json("200 OK", body)]);
    let envelope = faxes(&server).create(&fax()).await.unwrap();
    assert_eq!(
        (envelope.meta.request_id.as_deref(), envelope.meta.revision.as_deref()),
        (Some("r1"), Some("1-abc"))
    );
    assert!(envelope.meta.extra.is_empty() && envelope.extra.is_empty());
    let job = envelope.into_inner();
    assert_eq!((job.id.as_str(), job.fax_timezone), ("0123456789abcdef0123456789abcdef", None));
    assert_eq!(job.document.unwrap().url.expose(), "http://myserver.com/fax.pdf");
    let result = job.tx_result.unwrap();
    assert_eq!((result.success(), result.text(), result.pages()), (Some(false), None, Some(0)));
}

#[tokio::test]
async fn a_record_as_it_is_stored_has_its_id_all_the_same() {
    let body = r#"{"data":{"_id":"j","_rev":"1-a","pvt_type":"fax","pvt_job_status":"pending","to_number":"1"},"status":"success"}"#;
    let job = created(body).await.unwrap();
    assert_eq!(job.id, "j");
    assert_eq!(job.extra.keys().collect::<Vec<_>>(), ["_id", "_rev", "pvt_job_status", "pvt_type"]);
    let null = created(r#"{"data":{"id":null,"_id":"j"},"status":"success"}"#).await.unwrap();
    assert_eq!(null.id, "j");
}

#[tokio::test]
async fn details_with_undefined_and_null_are_read() {
    let data = r#"{"id":"j","created":63626410973,"delivered":"undefined","fax_timezone":"undefined","status":"attaching files",
        "flags":null,"retries":null,"notifications":{"email":{"send_to":["a","b"]},"sms":{}}}"#;
    let server = Server::new([ok(data, "")]);
    let job = faxes(&server).outgoing_fax("j").await.unwrap();
    assert_eq!((job.created.map(GregorianSeconds::to_unix), job.delivered), (Some(1_459_191_773), None));
    assert_eq!(job.status, Some(JobStatus::AttachingEmailedFiles));
    let email = job.notifications.as_ref().unwrap().email.as_ref().unwrap();
    assert_eq!(email.send_to.as_ref().map(Recipients::as_slice), Some(&["a".to_owned(), "b".to_owned()][..]));

    let delivered =
        r#"{"id":"j","created":"63626410973","delivered":63626410999,"status":"Sent Page 1 of 2"}"#;
    let server = Server::new([ok(delivered, "")]);
    let job = faxes(&server).outgoing_fax("j").await.unwrap();
    assert_eq!(
        (job.created, job.delivered),
        (Some(GregorianSeconds(63_626_410_973)), Some(GregorianSeconds(63_626_410_999)))
    );
    assert_eq!(job.status.as_ref().unwrap().as_str(), "Sent Page 1 of 2");
}

#[test]
fn unknown_members_and_values_are_kept() {
    let json = r#"{"id":"202403-j","folder":"spam","status":"lost","new":[1],"tx_result":{"new":{"a":1},"success":"no"},
        "document":{"url":"http://a","method":"put","new":1},"timestamp":63626410973,"_read_only":{"deleted":true,"new":1}}"#;
    let fax: ArchivedFax = serde_json::from_str(json).unwrap();
    assert!(matches!(&fax.folder, Some(Folder::Unknown(text)) if text.as_str() == "spam"));
    assert!(matches!(&fax.status, Some(JobStatus::Unknown(text)) if text.as_str() == "lost"));
    assert_eq!(fax.extra["new"][0], 1);
    assert_eq!(fax.tx_result.as_ref().unwrap()["new"]["a"], 1);
    assert_eq!(fax.is_delivered(), None);
    let document = fax.document.unwrap();
    assert_eq!((document.method.unwrap().as_str(), &document.extra["new"]), ("put", &1.into()));
    assert_eq!(fax.read_only.unwrap().extra["new"], 1);
    let entry: SmtpLogEntry = serde_json::from_str(r#"{"id":"1","errors":["a"],"new":true}"#).unwrap();
    assert_eq!((entry.errors, &entry.extra["new"]), (vec!["a".to_owned()], &true.into()));
}

#[tokio::test]
async fn any_status_of_success_is_success() {
    for status in ["200 OK", "201 Created", "202 Accepted"] {
        let server = Server::new([json(
            status,
            r#"{"data":{"id":"j"},"status":"success","tokens":{"consumed":1,"remaining":99}}"#,
        )]);
        let envelope = faxes(&server).create(&fax()).await.unwrap();
        let remaining = envelope.meta.tokens.as_ref().unwrap().remaining;
        assert_eq!((envelope.id.as_str(), remaining), ("j", Some(99)));
    }
}

#[tokio::test]
async fn what_is_no_reply_is_told_with_its_place() {
    for (body, problem) in [
        ("<html>", "expected value"),
        ("{}", "missing field `data`"),
        (r#"{"data":{},"status":"success"}"#, "missing field `id` at `data`"),
        (r#"{"data":null}"#, "expected struct FaxJob at `data`"),
        (r#"{"data":{"id":"j","retries":"many"}}"#, "at `data`, in it `retries`"),
        (
            r#"{"data":{"id":"j","notifications":{"email":{"send_to":1}}}}"#,
            "an address or a list of them is due",
        ),
        (r#"{"data":{"id":"j","created":"soon"}}"#, "Gregorian seconds are due"),
    ] {
        let Err(Error::NotUnderstood(error)) = created(body).await else { panic!("{body}") };
        assert!(error.problem().contains(problem), "{}", error.problem());
        assert_eq!(error.status(), 201);
    }
    let server = Server::new([http("302 Found", "Location: https://elsewhere.example/\r\n", "")]);
    let error = faxes(&server).create(&fax()).await.unwrap_err();
    assert!(matches!(&error, Error::NotUnderstood(_)) && error.may_have_been_sent());
}
