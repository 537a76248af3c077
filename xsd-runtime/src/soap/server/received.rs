//! A request at its operation.

use std::sync::Arc;

use super::Response;
use super::context::Context;
use super::progress::Progress;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::soap::{Fault, FaultDetail, Incoming, NoFault, Operation};

/// A request that was let in and taken to its operation.
#[derive(Debug)]
pub struct Received {
    /// `None` once it has been read, so that its text is not kept while the operation works.
    incoming: Option<Incoming>,
    context: Context,
}

impl Received {
    pub(super) fn new(incoming: Incoming, context: Context) -> Self {
        Self { incoming: Some(incoming), context }
    }

    /// Reads the message, and keeps in the context what was skipped or tolerated. It can be read once.
    ///
    /// # Errors
    /// A fault of kind [`Client`](crate::soap::FaultKind::Client) with path, line and column, where the body does not hold
    /// an `I` or the rest of the request is not well-formed.
    pub fn request<I: Decode, O, F>(&mut self, operation: &Operation<I, O, F>) -> Result<I, Fault<NoFault>> {
        let description = &operation.description;
        let incoming = self.incoming.take().ok_or_else(|| Fault::server("the request was read before"))?;
        let incoming = incoming.in_contract(description.contract);
        let result = incoming.body_withholding(description.input);
        let (message, report, withheld) = result.map_err(|error| Fault::client(error.to_string()))?;
        self.progress().facts().withheld = Some(withheld);
        self.context.report = report;
        Ok(message)
    }

    /// What came with the message.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The answer: the reply, or the fault that the operation declares. Where the operation is
    /// [one-way](Operation::one_way), only a fault is said.
    ///
    /// # Errors
    /// A fault of kind [`Server`](crate::soap::FaultKind::Server) where a text of the answer holds a character that XML
    /// cannot carry.
    pub fn reply<I, O: Encode, F: FaultDetail>(
        &self,
        operation: &Operation<I, O, F>,
        result: Result<O, Fault<F>>,
    ) -> Result<Response, Fault<NoFault>> {
        let (operation, version) = (&operation.description, self.context.version);
        let written = match result {
            Ok(_) if operation.one_way => return Ok(Response::accepted()),
            Ok(reply) => self.progress().reply(version, operation.namespaces, &|writer| {
                operation.write(operation.output, &reply, writer);
            }),
            Err(fault) => self.progress().fault(version, operation, &fault),
        };
        written.map_err(|error| Fault::server(format!("the answer cannot be written: {error}")))
    }

    fn progress(&self) -> &Arc<Progress> {
        &self.context.progress
    }
}
