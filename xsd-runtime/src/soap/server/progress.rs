//! What becomes known while a request is answered: the operation adds to it, the dispatcher takes it at the end.

use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Response;
use crate::error::EncodeError;
use crate::soap::envelope;
use crate::soap::fault::{self, Fault, FaultDetail};
use crate::soap::operation::Description;
use crate::soap::{NoFault, Version};
use crate::write::Writer;

#[derive(Default)]
pub(super) struct Progress(Mutex<Facts>);

#[derive(Default)]
pub(super) struct Facts {
    /// Header blocks for the answer.
    pub(super) blocks: Vec<String>,
    /// Where in the answer something stands that the contract calls secret.
    pub(super) secrets: Vec<Range<usize>>,
    /// Where elements start in the request that must not be shown. `None` where it was not read to its end, as what its
    /// operation takes: nothing is known of what is in it.
    pub(super) withheld: Option<Vec<usize>>,
}

impl Progress {
    /// Nothing that is done while it is held can fail half way.
    pub(super) fn facts(&self) -> MutexGuard<'_, Facts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The reply whose body `body` writes.
    pub(super) fn reply(
        &self,
        version: Version,
        namespaces: &[&'static str],
        body: &dyn Fn(&mut Writer),
    ) -> Result<Response, EncodeError> {
        self.write(version, 200, namespaces, body)
    }

    /// The answer that says `fault`, whose detail is one of `operation`.
    pub(super) fn fault<F: FaultDetail>(
        &self,
        version: Version,
        operation: &Description,
        fault: &Fault<F>,
    ) -> Result<Response, EncodeError> {
        self.write(version, fault.http_status(version), &[], &|writer| {
            operation.within(writer, |writer| fault::write(version, fault, writer));
        })
    }

    /// The answer that says a fault without detail, whatever it says.
    pub(super) fn refusal(&self, version: Version, fault: &Fault<NoFault>) -> Response {
        let say = |fault: &Fault<NoFault>| {
            self.write(version, fault.http_status(version), &[], &|writer| {
                fault::write(version, fault, writer);
            })
        };
        let written =
            say(fault).or_else(|error| say(&Fault::server(format!("the fault cannot be written: {error}"))));
        // This one can: it holds names and numbers.
        written.unwrap_or(Response { status: 500, content_type: None, body: Vec::new() })
    }

    fn write(
        &self,
        version: Version,
        status: u16,
        namespaces: &[&'static str],
        body: &dyn Fn(&mut Writer),
    ) -> Result<Response, EncodeError> {
        let mut facts = self.facts();
        let header = |writer: &mut Writer| facts.blocks.iter().for_each(|block| writer.raw(block));
        let header = (!facts.blocks.is_empty()).then_some(&header as &dyn Fn(&mut Writer));
        let (envelope, secrets) = envelope::write(version, namespaces, header, body).finish_with_secrets()?;
        facts.secrets = secrets;
        Ok(Response { status, content_type: Some(version.media_type()), body: envelope.into_bytes() })
    }
}
