//! An HTTP server that gives each request the next answer of a script, and a client of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use fax_bindings::monopond::UsernameToken;
use fax_bindings::runtime::soap::{Call, Client, Error, Reply};

/// HTTP status and envelope.
pub type Answer = (u16, String);

/// A request as it arrived.
#[derive(Debug)]
pub struct Recorded {
    pub line: String,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Recorded {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }
}

pub struct Server {
    pub url: String,
    thread: JoinHandle<Vec<Recorded>>,
}

impl Server {
    pub fn start(script: Vec<Answer>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/fax", listener.local_addr().unwrap());
        let thread = thread::spawn(move || {
            script.into_iter().map(|answer| serve(listener.accept().unwrap().0, answer)).collect()
        });
        Self { url, thread }
    }

    /// The requests, once the script is over.
    pub fn requests(self) -> Vec<Recorded> {
        self.thread.join().unwrap()
    }
}

fn serve(mut stream: TcpStream, (status, body): Answer) -> Recorded {
    let request = read_request(&stream);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let _ = stream.read_to_end(&mut Vec::new());
    request
}

fn read_request(stream: &TcpStream) -> Recorded {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).unwrap();
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut request = Recorded { line: line.trim_end().to_owned(), headers, body: String::new() };
    let length = request.header("content-length").unwrap().parse().unwrap();
    reader.take(length).read_to_string(&mut request.body).unwrap();
    request
}

/// A client with the name `user` and a password that needs escaping.
pub fn client<C: From<Client>>(server: &Server) -> C {
    let token = UsernameToken::new("user", "pass<word>");
    Client::builder().endpoint(&server.url).credentials(token).build().unwrap()
}

/// One call, what came of it, and what was sent for it.
pub fn exchange<C: From<Client>, O, F: std::fmt::Debug>(
    answer: Answer,
    call: impl FnOnce(&C) -> Call<O, F>,
) -> (Result<Reply<O>, Error<F>>, Recorded) {
    let server = Server::start(vec![answer]);
    let result = call(&client(&server)).wait();
    (result, server.requests().remove(0))
}

/// The envelope of a request whose body begins `<ns1:`.
pub fn request_envelope(namespace: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns1=\"{namespace}\">\
         <soapenv:Header><wsse:Security \
         xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" \
         soapenv:mustUnderstand=\"1\"><wsse:UsernameToken><wsse:Username>user</wsse:Username>\
         <wsse:Password>pass&lt;word&gt;</wsse:Password></wsse:UsernameToken></wsse:Security></soapenv:Header>\
         <soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>"
    )
}

/// The envelope of a reply whose body begins `<ns2:`.
pub fn reply_envelope(namespace: &str, body: &str) -> String {
    format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns2=\"{namespace}\">\
         <soap:Body>{body}</soap:Body></soap:Envelope>"
    )
}
