//! Notices on their way to a URL.

use std::io;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use tokio::sync::mpsc;

use crate::log::Log;

/// How many notices may wait.
const WAITING: usize = 1000;
/// How long to wait before a notice is posted once more.
const PAUSES: [Duration; 3] = [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(5)];
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const TIMEOUT: Duration = Duration::from_secs(10);

/// Takes notices for one URL. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    waiting: mpsc::Sender<Notice>,
    log: Log,
}

#[derive(Debug)]
struct Notice {
    /// What it is about, for the log.
    about: String,
    content_type: &'static str,
    body: String,
}

/// Posts what is put into an outbox, one after the other.
#[derive(Debug)]
pub(crate) struct Courier {
    waiting: mpsc::Receiver<Notice>,
    client: Client,
    url: Url,
    pauses: [Duration; 3],
    log: Log,
}

impl Outbox {
    /// An outbox for `url`, and who has to be run to empty it.
    pub(crate) fn new(url: &str, log: Log) -> io::Result<(Self, Courier)> {
        let invalid = |why: String| io::Error::new(io::ErrorKind::InvalidInput, why);
        let url: Url = url.parse().map_err(|error| {
            invalid(format!(
                "the callback URL is none: {error}; write one such as http://127.0.0.1:9000/faxes"
            ))
        })?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(invalid(format!(
                "the callback URL begins with {}:, http: or https: is due",
                url.scheme()
            )));
        }
        let client = client(&url).map_err(|error| io::Error::other(error.without_url()))?;
        let (put, waiting) = mpsc::channel(WAITING);
        Ok((Self { waiting: put, log: log.clone() }, Courier { waiting, client, url, pauses: PAUSES, log }))
    }

    /// Has a notice posted, at least once if its receiver is there. Says whether there is room for it.
    pub(crate) fn put(&self, about: String, content_type: &'static str, body: String) -> bool {
        match self.waiting.try_reserve() {
            Ok(place) => {
                place.send(Notice { about, content_type, body });
                true
            }
            Err(_) => {
                self.log.line(format_args!("callback  {about}: dropped, {WAITING} others wait"));
                false
            }
        }
    }
}

/// A client that goes where it is sent: no redirects, and no proxy for the same machine.
fn client(url: &Url) -> reqwest::Result<Client> {
    let builder =
        Client::builder().redirect(Policy::none()).connect_timeout(CONNECT_TIMEOUT).timeout(TIMEOUT);
    let is_local = match url.host_str() {
        Some(host) => {
            let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
            host == "localhost" || address.is_ok_and(|address| address.is_loopback())
        }
        None => false,
    };
    if is_local { builder.no_proxy().build() } else { builder.build() }
}

impl Courier {
    /// Posts until all senders are gone.
    pub(crate) async fn run(mut self) {
        while let Some(notice) = self.waiting.recv().await {
            self.deliver(&notice).await;
        }
    }

    /// Posts a notice until it is taken, four times at most.
    async fn deliver(&self, notice: &Notice) {
        let host = self.url.host_str().unwrap_or_default();
        for pause in self.pauses.into_iter().map(Some).chain([None]) {
            let outcome = match self.post(notice).await {
                Ok(()) => return self.log.line(format_args!("callback  {}: taken by {host}", notice.about)),
                Err(why) => why,
            };
            let next =
                pause.map_or("given up".to_owned(), |pause| format!("again in {} ms", pause.as_millis()));
            self.log.line(format_args!("callback  {}: {outcome}, {next}", notice.about));
            tokio::time::sleep(pause.unwrap_or_default()).await;
        }
    }

    async fn post(&self, notice: &Notice) -> Result<(), String> {
        let request = self
            .client
            .post(self.url.clone())
            .header(CONTENT_TYPE, notice.content_type)
            .body(notice.body.clone());
        // Errors do not show the URL, whose path and query may be secret.
        match request.send().await {
            Ok(response) if response.status().is_success() => Ok(()),
            Ok(response) => Err(format!("answered with {}", response.status())),
            Err(error) if error.is_timeout() => Err("no answer in time".to_owned()),
            Err(error) if error.is_connect() => Err("cannot connect".to_owned()),
            Err(error) => Err(error.without_url().to_string()),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::{Arc, Mutex};

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// Takes a notice out.
    pub(in crate::callback) fn forget_one(courier: &mut Courier) {
        courier.waiting.try_recv().unwrap();
    }

    /// Answers every request with 503; gives the last character of each.
    async fn refuse(listener: TcpListener, bodies: mpsc::UnboundedSender<char>) {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"!") {
                stream.read_buf(&mut request).await.unwrap();
            }
            bodies.send(char::from(request[request.len() - 2])).unwrap();
            let answer = "HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_notice_that_nobody_takes_is_given_up_and_the_next_one_goes_out() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/secret", listener.local_addr().unwrap());
        let (put, mut bodies) = mpsc::unbounded_channel();
        tokio::spawn(refuse(listener, put));

        let lines = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&lines);
        let log = Log::new(move |line| kept.lock().unwrap().push(line.to_owned()));
        let (outbox, mut courier) = Outbox::new(&url, log).unwrap();
        assert_eq!(courier.pauses, [200, 1000, 5000].map(Duration::from_millis));
        courier.pauses = [1, 2, 3].map(Duration::from_millis);
        for number in ["1", "2"] {
            assert!(outbox.put(format!("notice {number}"), "text/plain", format!("{number}!")));
        }
        drop(outbox);
        courier.run().await;

        let posted: String = std::iter::from_fn(|| bodies.try_recv().ok()).collect();
        assert_eq!(posted, "11112222");
        let lines: Vec<_> =
            lines.lock().unwrap().iter().map(|line| line["00:00:00".len()..].to_owned()).collect();
        let said = ["again in 1 ms", "again in 2 ms", "again in 3 ms", "given up"];
        let expected = [1, 2].map(|number| {
            said.map(|said| {
                format!("  callback  notice {number}: answered with 503 Service Unavailable, {said}")
            })
        });
        assert_eq!(lines, expected.concat());
    }
}
