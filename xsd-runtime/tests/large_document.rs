//! Sending a large document takes little more memory than the document itself.

#![allow(clippy::unwrap_used, reason = "a test fails by panic")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread;

use xsd_runtime::soap::{Body, Client, NoFault, Operation};
use xsd_runtime::types::Base64;
use xsd_runtime::{Name, span};

const DOCUMENT: usize = 20 << 20;

static OPERATION: Operation<Base64, i32, NoFault> = Operation::new("Fax.Store", || span!("Fax.Store"))
    .input(Body::Element(Name::new("urn:fax", "Document")))
    .output(Body::Element(Name::new("urn:fax", "Length")));

/// The most memory that this process has had, in bytes; `None` where the system does not say.
fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok().map(|kib| kib << 10)
}

/// Answers one request with the length of its body, which is not kept.
fn count_and_answer(listener: &TcpListener) {
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(&stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(':') else {
            if line.trim_end().is_empty() {
                break;
            }
            continue;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap();
        }
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink()).unwrap();
    let body = format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>\
         <Length xmlns=\"urn:fax\">{length}</Length></e:Body></e:Envelope>"
    );
    write!(&stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .unwrap();
}

#[test]
fn peak_memory_grows_by_at_most_half_more_than_the_encoded_document() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let server = thread::spawn(move || (0..2).for_each(|_| count_and_answer(&listener)));
    let client: Client = Client::builder().endpoint(url).build().unwrap();
    // What is set up once is not what is measured.
    client.call(&OPERATION, &Base64::new(vec![7; 10])).wait().unwrap();

    let document = Base64::new(vec![7; DOCUMENT]);
    let Some(before) = peak_memory() else {
        let _seen = writeln!(std::io::stderr(), "skipped: the system does not say how much memory is in use");
        return;
    };
    let sent = client.call(&OPERATION, &document).wait().unwrap();
    let encoded = DOCUMENT.div_ceil(3) * 4;
    assert!(usize::try_from(*sent).unwrap() > encoded);
    let grown = peak_memory().unwrap() - before;
    assert!(grown <= encoded / 2 * 3, "{grown} bytes for {encoded}");
    println!("{grown} bytes for {encoded}");
    server.join().unwrap();
}
