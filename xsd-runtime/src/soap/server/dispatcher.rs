//! From the bytes of a request to those of its answer.

use std::cell::OnceCell;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::{Instrument, Span, debug};

use super::answered::Answered;
use super::context::Context;
use super::progress::Progress;
use super::received::Received;
use super::refused::Refused;
use super::{Authenticator, Request, Response, Route, Service, route};
use crate::limits::Limits;
use crate::name::Name;
use crate::report::Report;
use crate::soap::{Fault, FaultKind, Incoming, NoFault, SECURITY};

/// Sees each request that was answered.
type Hook = Box<dyn Fn(&Answered<'_>) + Send + Sync>;

/// Takes requests to the operations of a service, and answers them: what an HTTP server calls for each request to the
/// service's endpoint.
///
/// ```
/// use xsd_runtime::soap::server::{Dispatcher, Received, Request, Response, Route, Service};
/// use xsd_runtime::soap::{Body, Fault, NoFault, Operation};
/// use xsd_runtime::{Name, span};
///
/// static DOUBLE: Operation<i32, i32, NoFault> = Operation::new("Numbers.Double", || span!("Numbers.Double"))
///     .action("urn:numbers#double")
///     .input(Body::Element(Name::new("urn:numbers", "Double")))
///     .output(Body::Element(Name::new("urn:numbers", "Doubled")));
///
/// struct Numbers;
///
/// // Generated code has this, and calls a method for each operation.
/// impl Service for Numbers {
///     const ROUTES: &'static [Route] = &[DOUBLE.route()];
///
///     async fn call(&self, _: usize, mut received: Received) -> Result<Response, Fault<NoFault>> {
///         let number = received.request(&DOUBLE)?;
///         let result = number.checked_mul(2).ok_or_else(|| Fault::client("the number is too large"));
///         received.reply(&DOUBLE, result)
///     }
/// }
///
/// # async fn answer() {
/// let dispatcher = Dispatcher::new(Numbers).strict(true);
/// let request = br#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">
///     <e:Body><Double xmlns="urn:numbers">21</Double></e:Body>
/// </e:Envelope>"#;
/// let response = dispatcher.answer(Request::new(request).header("Content-Type", "text/xml")).await;
/// assert_eq!(response.status, 200);
/// assert!(String::from_utf8_lossy(&response.body).contains(">42</ns1:Doubled>"));
/// # }
/// # let answer = std::pin::pin!(answer());
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # assert!(answer.poll(&mut context).is_ready());
/// ```
pub struct Dispatcher<S> {
    service: S,
    limits: Limits,
    strict: bool,
    understood: Vec<Name>,
    authenticator: Option<Authenticator>,
    hook: Option<Hook>,
}

impl<S: Service> Dispatcher<S> {
    /// A dispatcher that lets everybody in, and reads leniently within the default limits.
    #[must_use]
    pub fn new(service: S) -> Self {
        Self {
            service,
            limits: Limits::default(),
            strict: false,
            understood: Vec::new(),
            authenticator: None,
            hook: None,
        }
    }

    /// How much one request may cost.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whether everything that would be a note in [`Context::report`] is a fault instead.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// One more header block that requests may say must be understood, beside those that the operation declares and that of
    /// WS-Security where there is an authenticator.
    #[must_use]
    pub fn understands(mut self, name: Name) -> Self {
        self.understood.push(name);
        self
    }

    /// Who is let in. Without it nobody is asked who they are, and a `wsse:Security` block that must be understood is
    /// refused.
    #[must_use]
    pub fn authenticator(mut self, authenticator: Authenticator) -> Self {
        self.authenticator = Some(authenticator);
        self
    }

    /// A function that sees each request that was answered, with its secrets masked. It is not called where the future of
    /// [`answer`](Self::answer) is dropped before its end, as HTTP servers do when a client hangs up.
    #[must_use]
    pub fn on_answer(mut self, hook: impl Fn(&Answered<'_>) + Send + Sync + 'static) -> Self {
        self.hook = Some(Box::new(hook));
        self
    }

    /// The answer to a request: an envelope in the version of the request, except that an operation that is
    /// [one-way](crate::soap::Operation::one_way) is only acknowledged. What is wrong with the request is said by a fault;
    /// the module has [a table](super#what-is-refused) of them.
    ///
    /// The service's future is polled in the span of the operation. A panic of it is not caught.
    pub async fn answer(&self, request: Request<'_>) -> Response {
        let started = Instant::now();
        let progress = Arc::<Progress>::default();
        let (asked, response) = match self.admit(&request, &progress) {
            Ok(admitted) => {
                let Admitted { asked, index, received } = admitted;
                let version = received.context().version();
                let result = self.service.call(index, received).instrument(asked.span.clone()).await;
                (asked, result.unwrap_or_else(|fault| progress.refusal(version, &fault)))
            }
            Err(refused) => {
                let mut response = progress.refusal(refused.version, &refused.fault);
                response.status = refused.status.unwrap_or(response.status);
                (Asked::unknown(refused.operation), response)
            }
        };
        self.conclude(&asked, &request, &response, &progress, started.elapsed());
        response
    }

    /// Reads the envelope, finds the operation, and lets the request in.
    fn admit(&self, request: &Request<'_>, progress: &Arc<Progress>) -> Result<Admitted, Refused> {
        let mut incoming = self.read(request)?;
        let version = incoming.version();
        let action = request.action(version);
        let route = route::find(S::ROUTES, incoming.root(), action.as_deref());
        let found = route.as_ref().ok().map(|(_, route)| *route);
        let admitted = self.let_in(&incoming, found).and_then(|username| Ok((username, route?)));
        let (username, (index, route)) = admitted.map_err(|fault| {
            Refused::new(version, fault)
                .of(found.map(|route| route.description().name))
                .hiding(incoming.secrets())
        })?;
        let description = route.description();
        let asked = Asked {
            operation: Some(description.name),
            span: (description.span)(),
            username: username.clone(),
        };
        let context = Context {
            operation: *description,
            version,
            headers: incoming.take_headers(),
            http_headers: request.headers.clone(),
            username,
            peer: request.peer,
            report: Report::default(),
            limits: self.limits.clone(),
            secrets: incoming.secrets().clone(),
            progress: Arc::clone(progress),
        };
        Ok(Admitted { asked, index, received: Received::new(incoming, context) })
    }

    fn read(&self, request: &Request<'_>) -> Result<Incoming, Refused> {
        let version = request.likely_version();
        if request.body.len() > self.limits.body {
            return Err(Refused::too_large(version, &self.limits));
        }
        if !request.is_xml() {
            return Err(Refused::not_xml(version, request.content_type().unwrap_or_default()));
        }
        match Incoming::parse(request.body, request.content_type(), &self.limits) {
            Ok(incoming) => Ok(incoming.strict(self.strict)),
            Err(error) => Err(Refused::unreadable(version, request, &error, &self.limits)),
        }
    }

    /// The user who sent the request, if anybody asks; `route` is known unless the request asks for nothing that is there.
    fn let_in(&self, incoming: &Incoming, route: Option<&Route>) -> Result<Option<String>, Fault<NoFault>> {
        let declared = route.map_or(&[][..], |route| route.description().headers);
        let security = self.authenticator.is_some().then_some(&SECURITY);
        let understood = declared.iter().chain(&self.understood).chain(security);
        incoming
            .check_understood_among(understood)
            .map_err(|error| Fault::new(FaultKind::MustUnderstand, error.to_string()))?;
        self.authenticator.as_ref().map(|authenticator| authenticator.check(incoming.headers())).transpose()
    }

    /// Logs the answer and shows it to the hook.
    fn conclude(
        &self,
        asked: &Asked,
        request: &Request<'_>,
        response: &Response,
        progress: &Progress,
        elapsed: Duration,
    ) {
        asked.span.in_scope(|| {
            debug!(
                operation = asked.operation,
                status = response.status,
                bytes = response.body.len(),
                milliseconds = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
                "request answered"
            );
        });
        if let Some(hook) = &self.hook {
            let facts = std::mem::take(&mut *progress.facts());
            hook(&Answered {
                operation: asked.operation,
                username: asked.username.as_deref(),
                request,
                response,
                facts,
                elapsed,
                shown_request: OnceCell::new(),
                shown_reply: OnceCell::new(),
            });
        }
    }
}

/// A request that was let in, and the place of its operation in the table.
struct Admitted {
    asked: Asked,
    index: usize,
    received: Received,
}

/// Who asked for what, as far as it is known.
struct Asked {
    operation: Option<&'static str>,
    span: Span,
    username: Option<String>,
}

impl Asked {
    fn unknown(operation: Option<&'static str>) -> Self {
        Self { operation, span: Span::none(), username: None }
    }
}

/// How it was set up, without the service.
impl<S> fmt::Debug for Dispatcher<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dispatcher")
            .field("limits", &self.limits)
            .field("strict", &self.strict)
            .field("understood", &self.understood)
            .finish_non_exhaustive()
    }
}
