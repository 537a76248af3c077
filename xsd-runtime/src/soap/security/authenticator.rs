//! Who may come in.

use std::fmt;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::UsernameToken;
use super::digest::Digest;
use super::nonces::{Nonces, Unusable};
use super::received::{Period, Proof, Received, Token};
use super::refusal::{
    FAILED_AUTHENTICATION, INVALID_SECURITY, MESSAGE_EXPIRED, UNSUPPORTED_SECURITY_TOKEN, refusal,
};
use crate::raw::RawXml;
use crate::soap::{Fault, NoFault};
use crate::types::Secret;

/// Checks the `wsse:Security` block of requests: a `UsernameToken` with a password as text or as digest, and a
/// `wsu:Timestamp` where there is one (SOAP Message Security 1.0, UsernameToken profile 1.0).
///
/// Clones share the nonces that were used, so that a request which one of them let in is refused by the others. Let
/// whatever has the same users share one.
///
/// ```
/// use xsd_runtime::RawXml;
/// use xsd_runtime::soap::UsernameToken;
/// use xsd_runtime::soap::server::Authenticator;
///
/// let authenticator = Authenticator::user(&UsernameToken::new("alice", "hunter2"));
/// let block = |password: &str| RawXml::parse(&format!(
///     "<Security xmlns='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'>
///        <UsernameToken><Username>alice</Username><Password>{password}</Password></UsernameToken>
///      </Security>"
/// ));
/// assert_eq!(authenticator.check(&[block("hunter2")?]).unwrap(), "alice");
/// let fault = authenticator.check(&[block("guess")?]).unwrap_err();
/// assert_eq!(fault.code().subcodes()[0].text(), "FailedAuthentication");
/// # Ok::<(), xsd_runtime::DecodeError>(())
/// ```
///
/// # What is refused
///
/// The codes are those of SOAP Message Security 1.0, section 12. The fault blames the request, but for the last row.
///
/// | Request | Code |
/// |---|---|
/// | no block for this receiver, no token in it, two of either, anything that the schemas do not allow, two timestamps, a timestamp without `Created`, with times that are none, or that expires before it was created | `wsse:InvalidSecurity` |
/// | a token without user name or password, with two of anything, with a nonce or digest that is no base64 or a time that is none; a digest without nonce or `Created` | `wsse:InvalidSecurityToken` |
/// | a `Type` of password, or `EncodingType` of nonce, that is not known; a text where a digest is required | `wsse:UnsupportedSecurityToken` |
/// | an unknown user, a wrong password; a nonce that was used before with the same password | `wsse:FailedAuthentication` |
/// | a token or timestamp from too long ago or from the future; a timestamp that has expired | `wsu:MessageExpired` |
/// | a nonce for which there is no room | `Server` |
///
/// A block is for this receiver if its `actor` or `role` is absent, empty, `next` or `ultimateReceiver`. Other tokens and
/// signatures in it are skipped. `href` leads nowhere in it. A time without zone is taken for UTC.
///
/// A nonce, also one beside a password in text, is remembered once its request was let in, until no message of its time
/// is accepted any more; without `Created`, as long as if it had been made when it came. None is forgotten earlier: when
/// there is no room, requests with a nonce are refused. Whoever has read a password in text can send it again in requests
/// of his own, so that nonces do little for it.
///
/// An unknown user costs the same work as a wrong password, and passwords are compared in the same time wherever they
/// differ. That `password_of` takes the same time for all is not in the hands of this type.
#[derive(Clone)]
pub struct Authenticator {
    password_of: Arc<PasswordOf>,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    life: SignedDuration,
    skew: SignedDuration,
    requires_digest: bool,
    requires_timestamp: bool,
    max_nonces: usize,
    nonces: Arc<Nonces>,
}

/// Knows the password of a user, and who is none.
type PasswordOf = dyn Fn(&str) -> Option<Secret> + Send + Sync;

impl Authenticator {
    /// Lets in whoever knows the password that `password_of` has for the user name; `None` is an unknown user. It needs
    /// the password itself, since a digest cannot be checked with less.
    #[must_use]
    pub fn new(password_of: impl Fn(&str) -> Option<Secret> + Send + Sync + 'static) -> Self {
        Self {
            password_of: Arc::new(password_of),
            clock: Arc::new(Timestamp::now),
            life: SignedDuration::from_secs(300),
            skew: SignedDuration::from_secs(60),
            requires_digest: false,
            requires_timestamp: false,
            max_nonces: 1_000_000,
            nonces: Arc::default(),
        }
    }

    /// Lets in one user, with the name and password of `token`.
    #[must_use]
    pub fn user(token: &UsernameToken) -> Self {
        let token = token.clone();
        Self::new(move |username| (username == token.username()).then(|| token.password().clone()))
    }

    /// The clock to go by; that of the system unless said otherwise.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// How long a token is good from its `Created` on, and a timestamp that does not say when it expires; 300 seconds
    /// unless said otherwise (UsernameToken profile 1.0, section 3.1).
    #[must_use]
    pub fn life(mut self, life: Duration) -> Self {
        self.life = signed(life);
        self
    }

    /// How far the clocks of senders may be wrong: how far in the future a message may have been made, and for how long a
    /// timestamp is good after it has expired. 60 seconds unless said otherwise.
    #[must_use]
    pub fn skew(mut self, skew: Duration) -> Self {
        self.skew = signed(skew);
        self
    }

    /// Whether a password in text is refused.
    #[must_use]
    pub fn require_digest(mut self, require: bool) -> Self {
        self.requires_digest = require;
        self
    }

    /// Whether a request without timestamp is refused.
    #[must_use]
    pub fn require_timestamp(mut self, require: bool) -> Self {
        self.requires_timestamp = require;
        self
    }

    /// How many nonces are remembered at most, about 100 bytes each; 1,000,000 unless said otherwise. Further requests
    /// with a nonce are refused until there is room.
    #[must_use]
    pub fn max_nonces(mut self, max: usize) -> Self {
        self.max_nonces = max;
        self
    }

    /// Checks the `wsse:Security` block among the header blocks of a request; the name of its user.
    ///
    /// # Errors
    /// The fault to answer with. It repeats neither names nor passwords.
    pub fn check(&self, headers: &[RawXml]) -> Result<String, Fault<NoFault>> {
        let now = (self.clock)();
        let Received { period, token } = Received::from_headers(headers)?;
        self.check_period(period.as_ref(), now)?;
        self.check_age("the token", token.created, now)?;
        let password = self.check_password(&token)?;
        // Only now, or else anybody could use up nonces.
        self.use_up_nonce(&token, &password, now)?;
        Ok(token.username)
    }

    fn check_period(&self, period: Option<&Period>, now: Timestamp) -> Result<(), Fault<NoFault>> {
        match period {
            None if self.requires_timestamp => {
                Err(refusal(INVALID_SECURITY, "the request has no wsu:Timestamp"))
            }
            None => Ok(()),
            Some(Period { created, expires: None }) => self.check_age("the timestamp", Some(*created), now),
            Some(Period { created, expires: Some(expires) }) => {
                self.check_begin("the timestamp", *created, now)?;
                if now.duration_since(*expires) > self.skew {
                    let reason = format!("the timestamp expired at {expires}, and it is {now}");
                    return Err(refusal(MESSAGE_EXPIRED, reason));
                }
                Ok(())
            }
        }
    }

    fn check_age(&self, what: &str, made: Option<Timestamp>, now: Timestamp) -> Result<(), Fault<NoFault>> {
        let Some(made) = made else { return Ok(()) };
        self.check_begin(what, made, now)?;
        if now.duration_since(made) > self.life {
            let reason = format!("{what} was made at {made}, too long ago: it is {now}");
            return Err(refusal(MESSAGE_EXPIRED, reason));
        }
        Ok(())
    }

    fn check_begin(&self, what: &str, made: Timestamp, now: Timestamp) -> Result<(), Fault<NoFault>> {
        if made.duration_since(now) > self.skew {
            let reason = format!("{what} was made at {made}, in the future: it is {now}");
            return Err(refusal(MESSAGE_EXPIRED, reason));
        }
        Ok(())
    }

    /// The password of the user, who knows it.
    fn check_password(&self, token: &Token) -> Result<Secret, Fault<NoFault>> {
        if self.requires_digest && matches!(token.proof, Proof::Password(_)) {
            return Err(refusal(UNSUPPORTED_SECURITY_TOKEN, "the wsse:Password must be a digest"));
        }
        let password = (self.password_of)(&token.username);
        let is_known = password.is_some();
        let password = password.unwrap_or_default();
        // Text is compared by digests too, which have one length.
        let (shown, due) = match &token.proof {
            Proof::Password(text) => (digest_of(text), digest_of(&password)),
            Proof::Digest { digest, nonce, created } => {
                (*digest, Digest::of_password(nonce, created, &password))
            }
        };
        match black_box(shown.equals(&due)) & is_known {
            true => Ok(password),
            false => Err(refusal(FAILED_AUTHENTICATION, "the user name or the password is wrong")),
        }
    }

    fn use_up_nonce(&self, token: &Token, password: &Secret, now: Timestamp) -> Result<(), Fault<NoFault>> {
        let Some(nonce) = &token.nonce else { return Ok(()) };
        let made = token.created.unwrap_or(now);
        // Longer than the token is good by the skew, in case that our own clock is set back.
        let end = [self.life, self.skew].into_iter().try_fold(made, Timestamp::checked_add);
        let end = end.unwrap_or(Timestamp::MAX);
        self.nonces.use_up(password, nonce, now, end, self.max_nonces).map_err(|why| match why {
            Unusable::Used => refusal(FAILED_AUTHENTICATION, "the nonce was used before"),
            Unusable::Full => {
                Fault::server("there is no room to remember the nonce; try again in a few minutes")
            }
        })
    }
}

fn digest_of(password: &Secret) -> Digest {
    Digest::of(&[password.expose().as_bytes()])
}

fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}

/// The options; users and nonces are not shown.
impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authenticator")
            .field("life", &self.life)
            .field("skew", &self.skew)
            .field("requires_digest", &self.requires_digest)
            .field("requires_timestamp", &self.requires_timestamp)
            .field("max_nonces", &self.max_nonces)
            .finish_non_exhaustive()
    }
}
