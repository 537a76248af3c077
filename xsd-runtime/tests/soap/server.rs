//! An HTTP server that plays a script: one answer for each connection, in order.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What to do with a connection once its request has been read.
pub enum Answer {
    /// Write these bytes and close.
    Bytes(Vec<u8>),
    /// Write nothing and close.
    Close,
    /// Write nothing until the client gives up.
    Silence,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// `POST /path HTTP/1.1`.
    pub line: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Recorded {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }
}

pub struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<Recorded>>>,
}

impl Server {
    pub fn start(script: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let script: Vec<Answer> = script.into_iter().collect();
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for answer in script {
                let Ok((stream, _)) = listener.accept() else { return };
                // A client may hang up at any time.
                let _ = serve(stream, answer, &seen);
            }
        });
        Self { port, requests }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/soap", self.port)
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, answer: Answer, seen: &Mutex<Vec<Recorded>>) -> std::io::Result<()> {
    let request = read_request(&stream)?;
    seen.lock().unwrap().push(request);
    match answer {
        Answer::Bytes(bytes) => {
            stream.write_all(&bytes)?;
            stream.shutdown(Shutdown::Write)?;
            // The client closes when it has read everything, or enough.
            stream.read_to_end(&mut Vec::new())?;
        }
        Answer::Close => {}
        Answer::Silence => {
            stream.read_to_end(&mut Vec::new())?;
        }
    }
    Ok(())
}

pub fn read_request(stream: &TcpStream) -> std::io::Result<Recorded> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let request = Recorded { line: line.trim_end().to_owned(), headers, body: String::new() };
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Recorded { body: String::from_utf8(body).unwrap(), ..request })
}

/// An answer with this status, these header lines and this body.
pub fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref();
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n");
    Answer::Bytes([head.as_bytes(), body].concat())
}

/// An answer in XML.
pub fn xml(status: u16, body: impl AsRef<[u8]>) -> Answer {
    answer(status, "Content-Type: text/xml; charset=utf-8\r\n", body)
}

/// A SOAP 1.1 envelope with this body.
pub fn envelope(body: &str) -> String {
    envelope_with("", body)
}

/// A SOAP 1.1 envelope with these header blocks and this body.
pub fn envelope_with(header: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:f=\"urn:fax\">\
         <e:Header>{header}</e:Header><e:Body>{body}</e:Body></e:Envelope>\n"
    )
}

/// A SOAP 1.2 envelope with this body.
pub fn envelope12(body: &str) -> String {
    envelope(body)
        .replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
}
