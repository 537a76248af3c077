//! What the sandbox tells while it runs.

mod pretty;

use std::fmt;
use std::sync::Arc;

use xsd_runtime::soap::server::Answered;
use xsd_runtime::types::jiff::Timestamp;

use pretty::pretty;

type Write = dyn Fn(&str) + Send + Sync;

/// Where a sandbox tells what it does: a line for each request and each callback, with the time in UTC.
///
/// ```
/// use fax_sandbox::Log;
///
/// let log = Log::new(|text| eprintln!("{text}")).with_messages(true);
/// # drop(log);
/// ```
#[derive(Clone, Default)]
pub struct Log {
    write: Option<Arc<Write>>,
    shows_messages: bool,
}

impl Log {
    /// A log that gives `write` a text for each thing that happens: a line, or several with messages. `write` may be called
    /// from several threads at once.
    #[must_use]
    pub fn new(write: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { write: Some(Arc::new(write)), shows_messages: false }
    }

    /// Whether the messages of requests and replies are shown too, with secrets masked and long texts shortened.
    #[must_use]
    pub fn with_messages(mut self, shows_messages: bool) -> Self {
        self.shows_messages = shows_messages;
        self
    }

    /// Whether the messages are shown too.
    pub(crate) fn shows_messages(&self) -> bool {
        self.shows_messages
    }

    /// Tells what happened, after the time.
    pub(crate) fn line(&self, what: impl fmt::Display) {
        if let Some(write) = &self.write {
            write(&format!("{}  {what}", Timestamp::now().strftime("%H:%M:%S")));
        }
    }

    /// Tells of a request to a SOAP endpoint, which goes back as `reply` if messages are shown.
    pub(crate) fn answered(&self, answered: &Answered<'_>, reply: impl FnOnce() -> String) {
        let peer = answered.peer().map(|peer| peer.to_string()).unwrap_or_default();
        let operation = answered.operation().unwrap_or("unknown operation");
        let (status, milliseconds) = (answered.status(), answered.elapsed().as_millis());
        let messages = match self.shows_messages {
            true => {
                let request = answered.request().map_or("\n  (not well-formed XML)".to_owned(), pretty);
                request + &pretty(&reply())
            }
            false => String::new(),
        };
        self.line(format_args!("{peer}  {operation}  {status}  {milliseconds} ms{messages}"));
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log")
            .field("writes", &self.write.is_some())
            .field("shows_messages", &self.shows_messages)
            .finish()
    }
}
