//! A call on its way.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use super::client::Inner;
use super::envelope::{Message, Root, Source, is_envelope, read_fault, readable};
use super::error::{Error, Status};
use super::exchange::{Answer, exchange};
use super::fault::{Fault, FaultDetail, NoFault};
use super::operation::{Body, Description};
use super::reply::Reply;
use super::transport::HttpResponse;
use crate::charset::decode_text;
use crate::content_type::charset;
use crate::decode::Decode;
use crate::error::DecodeError;
use crate::mask::Secrets;
use crate::read::Reader;
use crate::write::Writer;

/// How many bytes of an answer that is no envelope are kept.
const EXCERPT: usize = 512;

/// From how much of it the excerpt is made: secrets are masked before it is cut.
const EXCERPT_SOURCE: usize = 64 << 10;

/// The reply to an operation without output where the server sends nothing at all, as HTTP allows for one-way
/// operations (SOAP 1.1 binding of WS-I Basic Profile 1.1, R2714).
const NO_REPLY: &str = "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body/></Envelope>";

/// An operation that was called: await it, or, with the feature `blocking`, `wait` for it without async.
///
/// Nothing is sent before it is polled. Dropping it gives the call up; the server may have received it.
#[must_use = "nothing is sent unless the call is awaited"]
pub struct Call<O, F> {
    span: tracing::Span,
    /// `None` once the call has ended.
    exchange: Option<Pin<Box<dyn Future<Output = Answer> + Send>>>,
    finish: fn(&Answer) -> Result<Reply<O>, Error<F>>,
}

impl<O: Decode, F: FaultDetail> Call<O, F> {
    pub(super) fn new(
        client: Arc<Inner>,
        operation: &'static Description,
        body: &dyn Fn(&mut Writer),
    ) -> Self {
        let span = (operation.span)();
        let exchange = span.in_scope(|| start(client, operation, body));
        Self { span, exchange: Some(exchange), finish: finish::<O, F> }
    }
}

fn start(
    client: Arc<Inner>,
    operation: &'static Description,
    body: &dyn Fn(&mut Writer),
) -> Pin<Box<dyn Future<Output = Answer> + Send>> {
    let request = client.request(operation, body);
    Box::pin(exchange(client, operation, request))
}

impl<O, F> Future for Call<O, F> {
    type Output = Result<Reply<O>, Error<F>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let call = self.get_mut();
        let _entered = call.span.enter();
        let Some(exchange) = &mut call.exchange else { return Poll::Pending };
        let answer = ready!(exchange.as_mut().poll(context));
        call.exchange = None;
        Poll::Ready((call.finish)(&answer))
    }
}

impl<O, F> fmt::Debug for Call<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("ended", &self.exchange.is_none()).finish_non_exhaustive()
    }
}

/// Makes the result of an answer.
fn finish<O: Decode, F: FaultDetail>(answer: &Answer) -> Result<Reply<O>, Error<F>> {
    let mut learned = Vec::new();
    let result = read::<O, F>(answer, &mut learned);
    let notes = result.as_ref().map_or(0, |reply| reply.report().notes().len());
    answer.conclude(ending(&result), notes, learned);
    result
}

fn read<O: Decode, F: FaultDetail>(answer: &Answer, learned: &mut Vec<String>) -> Result<Reply<O>, Error<F>> {
    let text = answer.text(O::nil().is_some()).map_err(|error| error.with_detail(None))?;
    let source = answer.source(&text);
    let mut message = answer.open(source)?;
    if message.root == Root::Fault {
        return Err(read_typed_fault(answer, source, learned));
    }
    let value = message.value(answer.operation.output);
    learned.extend(message.reader.take_secrets());
    let value = value.map_err(|error| answer.secrets.mask_error(error))?;
    let report = answer.secrets.mask_report(message.reader.take_report());
    Ok(Reply::new(value, message.headers.blocks, report, answer.secrets.clone()))
}

fn read_typed_fault<F: FaultDetail>(
    answer: &Answer,
    source: Source<'_>,
    learned: &mut Vec<String>,
) -> Error<F> {
    let mut detail = None;
    let mut decode = |index, reader: &mut Reader<'_>| {
        detail = Some(F::decode(index, reader)?);
        Ok(())
    };
    match read_fault(source, F::NAMES, &mut decode, learned) {
        Ok(facts) => Error::Fault(Box::new(Fault::from_parts(facts.hiding(&answer.secrets), detail))),
        Err(error) => Error::Decode(answer.secrets.mask_error(error)),
    }
}

fn ending<T, F>(result: &Result<T, Error<F>>) -> &'static str {
    match result {
        Ok(_) => "reply",
        Err(Error::Fault(_)) => "fault",
        Err(Error::Status(_)) => "no envelope",
        Err(Error::Transport(_)) => "transport error",
        Err(Error::Decode(_)) => "unreadable reply",
        Err(Error::Encode(_)) => "unwritable request",
    }
}

impl Answer {
    /// The text of the envelope that came. None need come where the output is empty, or is a wrapper without parts: then
    /// nothing stands for a value.
    fn text(&self, has_no_parts: bool) -> Result<Cow<'_, str>, Error<NoFault>> {
        let response = self.outcome.as_ref().map_err(Clone::clone)?;
        let may_be_silent = match self.operation.output {
            Body::Empty => true,
            Body::Wrapper(_) => has_no_parts,
            _ => false,
        };
        if may_be_silent && is_silent_success(response) {
            return Ok(Cow::Borrowed(NO_REPLY));
        }
        let charset = response.content_type.as_deref().and_then(charset);
        match decode_text(&response.body, charset) {
            Ok(text) if is_envelope(&text) => Ok(text),
            Err(error) if is_envelope(&readable(&response.body, charset)) => Err(Error::Decode(error)),
            _ => Err(Error::Status(Box::new(status(response, &self.secrets)))),
        }
    }

    fn source<'x>(&'x self, text: &'x str) -> Source<'x> {
        let client = &self.client;
        Source {
            text,
            limits: &client.limits,
            strict: client.strict,
            is_reply: true,
            contract: self.operation.contract,
            secrets: Some(&self.secrets),
        }
    }

    /// The message, in which nothing is left that must be understood and is not. A fault passes as it is, whatever is
    /// out of order around it.
    fn open<'x>(&self, source: Source<'x>) -> Result<Message<'x>, DecodeError> {
        let checked = Message::open(Source { strict: false, ..source }).and_then(|mut message| {
            if source.strict && message.root != Root::Fault {
                message = Message::open(source)?;
            }
            let understood = self.operation.understood.iter().chain(&self.client.understood);
            match message.headers.check(understood) {
                Err(error) if message.root != Root::Fault => Err(error),
                _ => Ok(message),
            }
        });
        checked.map_err(|error| self.secrets.mask_error(error))
    }
}

fn is_silent_success(response: &HttpResponse) -> bool {
    (200..300).contains(&response.status) && response.body.trim_ascii().is_empty()
}

fn status(response: &HttpResponse, secrets: &Secrets) -> Status {
    let start = response.body.get(..EXCERPT_SOURCE).unwrap_or(&response.body);
    let charset = response.content_type.as_deref().and_then(charset);
    let mut excerpt = secrets.mask(&readable(start, charset)).into_owned();
    let end = (0..=EXCERPT).rev().find(|end| excerpt.is_char_boundary(*end)).unwrap_or(0);
    excerpt.truncate(end);
    let content_type = response.content_type.as_deref();
    Status {
        code: response.status,
        content_type: content_type.map(|content_type| secrets.mask(content_type).into_owned()),
        excerpt,
    }
}
