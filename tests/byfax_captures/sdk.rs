//! Recorded requests of the vendor's libraries for PHP, Python and .NET.

use crate::byfax::common::{FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality, ListPagination};
use crate::byfax::cover::AddCoverInput;
use crate::byfax::faxout::{
    ApiRequestFaxjobListMessages, ApiRequestFaxjobProcess, ApiRequestFaxjobSubmit, DownloadInput,
    FaxRecipient,
};
use crate::recordings::files;
use crate::service::{Key, Received, received};

/// A recorded request of one of the libraries.
struct Recording {
    path: String,
    received: Received,
    host: String,
}

/// The recordings of a library, as the server side reads them; none where they are not at hand.
fn recordings(library: &str, count: usize) -> Vec<Recording> {
    let files = files(library, |name| name.ends_with(".txt"));
    assert!(files.is_empty() || files.len() == count, "{library}: {}", files.len());
    files.into_iter().map(|(name, bytes)| Recording::of(&format!("{library}/{name}"), bytes)).collect()
}

impl Recording {
    fn of(name: &str, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").or_else(|| text.split_once("\n\n")).unwrap();
        let path = head.split(' ').nth(1).unwrap().to_owned();
        let header = |name: &str| {
            let value = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            value.unwrap().to_owned()
        };
        let received = received(name, &path, &header("SOAPAction"), body.as_bytes());
        Self { path, received, host: header("Host") }
    }
}

fn file() -> FaxFile {
    FaxFile::new("a.txt")
        .with_file_size(5)
        .with_file_check("5d41402abc4b2a76b9719d911017c592")
        .with_file_data(b"hello")
}

/// The submission that two of the libraries sent.
fn submission(file: FaxFile) -> ApiRequestFaxjobSubmit {
    ApiRequestFaxjobSubmit::new(
        FaxQuality::Fine,
        FaxMode::Text,
        FaxContact::new().with_name("S").with_number("+375291111111"),
        [FaxRecipient::new().with_name("R").with_number("+375173361209")],
    )
    .with_header("<DateTime>")
    .with_documents([FaxDocument::new().with_document_file(file)])
}

fn listing() -> ApiRequestFaxjobListMessages {
    ApiRequestFaxjobListMessages::new(ListPagination::new(0, 10)).with_message_refs(["m1".to_owned()])
}

fn cancellation() -> ApiRequestFaxjobProcess {
    ApiRequestFaxjobProcess::new().with_message_refs(["m1".to_owned()])
}

#[test]
fn requests_of_the_php_library() {
    for Recording { path, received, host } in recordings("sdk/byfax-php", 7) {
        assert_eq!(received.key, Key::new(&format!("http://{host}{path}"), "UsernameToken", "KEY", "SECRET"));
        match received.operation {
            "ApiServiceFaxout.Submit" => {
                received.means(submission(file().with_file_mime("text/plain")).with_busy_retry(3));
            }
            "ApiServiceFaxout.listRecipients" => received.means(listing()),
            "ApiServiceFaxout.Download" => received.means(DownloadInput::new("m1", true)),
            "ApiServiceFaxout.getBalance" | "ApiServiceCover.listCovers" => received.means(()),
            "ApiServiceFaxout.Cancel" => received.means(cancellation()),
            "ApiServiceDocument.deleteDocuments" => received.means(vec!["d1".to_owned(), "d2".to_owned()]),
            other => panic!("what is {other}?"),
        }
    }
}

#[test]
fn requests_of_the_python_library() {
    for Recording { received, .. } in recordings("sdk/byfax-python", 5) {
        assert_eq!(received.key, Key::new("", "UsernameToken", "KEY", "SECRET"));
        match received.operation {
            "ApiServiceFaxout.Cancel" => received.means(cancellation()),
            "ApiServiceFaxout.getBalance" | "ApiServiceCover.listCovers" => received.means(()),
            "ApiServiceFaxout.Download" => received.means(DownloadInput::new("m1", true)),
            "ApiServiceCover.addCover" => received.means(AddCoverInput::new("T", file())),
            other => panic!("what is {other}?"),
        }
    }
}

#[test]
fn requests_of_the_net_library() {
    for Recording { received, .. } in recordings("sdk/byfax-csharp", 3) {
        assert_eq!(received.key, Key::new("urn:ApiServiceFaxout", "UsernameToken", "KEY", "SECRET"));
        match received.operation {
            "ApiServiceFaxout.Submit" => received.means(submission(file())),
            "ApiServiceFaxout.listRecipients" => received.means(listing()),
            "ApiServiceFaxout.getBalance" => received.means(()),
            other => panic!("what is {other}?"),
        }
    }
}
