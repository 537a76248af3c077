//! How a sandbox is started.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use xsd_runtime::soap::UsernameToken;

use crate::clock::Clock;
use crate::log::Log;

/// How a sandbox is started.
///
/// ```
/// use std::time::Duration;
///
/// use fax_sandbox::{Clock, Settings};
/// use xsd_runtime::soap::UsernameToken;
///
/// let mut settings = Settings::default();
/// assert!(settings.listen.ip().is_loopback());
/// settings.credentials = UsernameToken::new("alice", "hunter2");
/// settings.clock = Clock::manual();
/// settings.pace = Duration::from_secs(1);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Address to listen on. Default: a free port of 127.0.0.1.
    pub listen: SocketAddr,
    /// Who may send. Default: the user `demo` with the password `demo`. To byFax they are the API key and its secret, to sipgate
    /// the id of a token and the token; what Kazoo's account is known by is made of them.
    pub credentials: UsernameToken,
    /// The time that faxes live by. Default: the real one. Times in the header blocks of requests are compared with the
    /// real one in any case.
    pub clock: Clock,
    /// How long a fax stays in each of its states. Default: 200 milliseconds.
    pub pace: Duration,
    /// URL to which results of faxes are posted, as XML. Default: none.
    pub callback: Option<String>,
    /// URL to which received faxes are posted, as JSON. Default: none.
    pub inbound_callback: Option<String>,
    /// How byFax writes its replies. Default: inline.
    pub byfax_replies: Replies,
    /// How many requests Kazoo answers at once before it says 429: the tokens of its bucket, into which ten come back each
    /// second of the [`clock`](Self::clock). Default: any number.
    pub kazoo_bucket: Option<u32>,
    /// Whether the control endpoints, which ask for no password, answer other machines too. Default: no.
    pub remote_control: bool,
    /// Where it tells what it does. Default: nowhere.
    pub log: Log,
}

/// The two forms that a reply in SOAP encoding can have (SOAP 1.1, section 5.1). They say the same, and clients have to
/// read both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Replies {
    /// Each value stands where it belongs, as PHP writes it.
    #[default]
    Inline,
    /// Values stand behind the message, and an `href` where each belongs, as .NET and Axis write it.
    Multiref,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            credentials: UsernameToken::new("demo", "demo"),
            clock: Clock::real(),
            pace: Duration::from_millis(200),
            callback: None,
            inbound_callback: None,
            byfax_replies: Replies::default(),
            kazoo_bucket: None,
            remote_control: false,
            log: Log::default(),
        }
    }
}
