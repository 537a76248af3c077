//! A server that answers over HTTP what it was told to, and keeps what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What is done with a request.
#[derive(Clone)]
pub enum Answer {
    /// It is answered: status line and headers, without those that the server writes by itself, and body.
    Http(String, Vec<u8>),
    /// The connection is closed.
    Close,
    /// Nothing comes while the client waits.
    Silence,
}

/// An answer with a body of JSON.
pub fn json(status: &str, body: &str) -> Answer {
    http(status, "Content-Type: application/json\r\n", body)
}

/// An answer with these headers, each with its line break.
pub fn http(status: &str, headers: &str, body: &str) -> Answer {
    Answer::Http(format!("HTTP/1.1 {status}\r\n{headers}"), body.as_bytes().to_vec())
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// Method and target.
    pub line: String,
    /// Names in lower case, in their order.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The server. It answers as many requests as it was given answers for.
pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (kept, answers) = (requests.clone(), answers.into_iter().collect::<Vec<_>>());
        std::thread::spawn(move || {
            // Open as long as the test runs.
            let mut silent = Vec::new();
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else { return };
                let request = read(&mut stream);
                kept.lock().unwrap().push(request);
                match answer {
                    Answer::Http(head, body) => {
                        let length = body.len();
                        let head = format!("{head}Content-Length: {length}\r\nConnection: close\r\n\r\n");
                        // The client may have gone.
                        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
                    }
                    Answer::Close => {}
                    Answer::Silence => silent.push(stream),
                }
            }
            // Further requests are refused from here on, if nobody is kept waiting.
            if !silent.is_empty() {
                drop(listener);
                std::thread::park();
            }
        });
        Self { url, requests }
    }

    /// What came until now.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(stream: &mut TcpStream) -> Request {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let headers: Vec<(String, String)> = lines[1..]
        .iter()
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        })
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, length)| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let line = lines[0].trim_end_matches(" HTTP/1.1").to_owned();
    Request { line, headers, body: String::from_utf8_lossy(&body).into_owned() }
}
