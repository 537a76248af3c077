//! Version 2: the same faxes by the earlier contract.
//!
//! What it has, version 2.1 has under the same names, and all that is inside of a message is in no namespace. So a
//! message of one version is written and read as one of the other.

use xsd_runtime::soap::Fault;
use xsd_runtime::soap::server::Context;
use xsd_runtime::{Decode, Encode, Limits, Name, Reader, Writer};

use super::Monopond;
use super::api::answer;
use super::contract::v2::server::Api;
use super::contract::v2::{
    FaxStatusFault, FaxStatusRequest, FaxStatusResponse, PauseFaxFault, PauseFaxRequest, PauseFaxResponse,
    ResumeFaxFault, ResumeFaxRequest, ResumeFaxResponse, SendFaxFault, SendFaxRequest, SendFaxResponse,
    StopFaxFault, StopFaxRequest, StopFaxResponse,
};
use super::contract::v2_1::FaxStatusResponse as Status;
use super::refusal::{Declared, Refusal};
use super::requests::Refers;

/// A Monopond by the contract of version 2.
#[derive(Clone, Debug)]
pub(crate) struct V2(Monopond);

impl V2 {
    /// Shares the faxes of `monopond`.
    pub(crate) fn new(monopond: Monopond) -> Self {
        Self(monopond)
    }
}

impl Api for V2 {
    async fn send_fax(
        &self,
        request: SendFaxRequest,
        _: &Context,
    ) -> Result<SendFaxResponse, Fault<SendFaxFault>> {
        answer_translated(&request, |request| self.0.send(request))
    }

    async fn fax_status(
        &self,
        request: FaxStatusRequest,
        _: &Context,
    ) -> Result<FaxStatusResponse, Fault<FaxStatusFault>> {
        answer_translated(&request, |request| self.0.status(request))
    }

    async fn stop_fax(
        &self,
        request: StopFaxRequest,
        _: &Context,
    ) -> Result<StopFaxResponse, Fault<StopFaxFault>> {
        answer_translated(&request, |request| self.0.stop(request))
    }

    async fn pause_fax(
        &self,
        request: PauseFaxRequest,
        _: &Context,
    ) -> Result<PauseFaxResponse, Fault<PauseFaxFault>> {
        answer_translated(&request, |request| self.0.pause(request))
    }

    async fn resume_fax(
        &self,
        request: ResumeFaxRequest,
        _: &Context,
    ) -> Result<ResumeFaxResponse, Fault<ResumeFaxFault>> {
        answer_translated(&request, |request| self.0.resume(request))
    }
}

/// Has a request of version 2 answered by the operation of version 2.1.
fn answer_translated<I, O, I21, F>(
    request: &I,
    operation: impl FnOnce(&I21) -> Result<Status, Refusal>,
) -> Result<O, Fault<F>>
where
    I: Encode,
    O: Decode,
    I21: Decode + Refers,
    F: Declared,
{
    let request: I21 = translate(request)?;
    let reply: Status = answer(&request, operation)?;
    translate(&reply)
}

/// A message of one version as that of the other. It fails only where a message is larger than any that comes in.
fn translate<A: Encode, B: Decode, F>(message: &A) -> Result<B, Fault<F>> {
    let root = Name::new("", "message");
    let xml = Writer::document(root, message).map_err(|error| Fault::server(error.to_string()))?;
    let read = Reader::new(&xml, &Limits::default()).and_then(|mut reader| reader.document(root));
    read.map_err(|error| Fault::server(error.to_string()))
}
