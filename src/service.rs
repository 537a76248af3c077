//! The operations of Monopond's fax API.

use std::sync::{Mutex, MutexGuard, PoisonError};

use xsd_runtime::soap::Fault;

use crate::arguments::{self, Mistake};
use crate::contract::{
    FaxStatusFault, FaxStatusLevel, FaxStatusRequest, FaxStatusResponse, SendFaxFault, SendFaxRequest,
    SendFaxResponse, WebFaultBean,
};
use crate::fax::{Fax, References};
use crate::totals;

/// A Monopond that keeps its faxes in memory.
#[derive(Default)]
pub(crate) struct Service {
    faxes: Mutex<Vec<Fax>>,
}

impl Service {
    /// Takes faxes in, and answers with their first state.
    pub(crate) fn send_fax(&self, request: &SendFaxRequest) -> Result<SendFaxResponse, Fault<SendFaxFault>> {
        arguments::check_send_fax(request).map_err(|mistake| match mistake {
            Mistake::Invalid(what) => SendFaxFault::InvalidArgumentsException(bean(what)),
            Mistake::UnknownDocument(what) => SendFaxFault::DocumentRefDoesNotExistException(bean(what)),
        })?;
        let messages = request.fax_messages.iter().flatten();
        let faxes: Vec<Fax> = messages.map(|message| Fax::new(request, message)).collect();
        let states: Vec<_> = faxes.iter().map(|fax| fax.report(&FaxStatusLevel::Send)).collect();
        self.faxes().extend(faxes);
        Ok(SendFaxResponse::new().with_fax_messages(states))
    }

    /// Moves the faxes that are asked for by one state, and reports on them.
    pub(crate) fn fax_status(
        &self,
        request: &FaxStatusRequest,
    ) -> Result<FaxStatusResponse, Fault<FaxStatusFault>> {
        arguments::check_fax_status(request)
            .map_err(|what| FaxStatusFault::InvalidArgumentsException(bean(what)))?;
        let references = References::of_status_request(request);
        let mut faxes = self.faxes();
        let found: Vec<&Fax> = faxes
            .iter_mut()
            .filter(|fax| references.match_fax(fax))
            .map(|fax| {
                fax.advance();
                &*fax
            })
            .collect();
        if found.is_empty() {
            let what = "no fax has these references".to_owned();
            return Err(FaxStatusFault::NoMessagesFoundException(bean(what)).into());
        }
        Ok(report(&found, request.verbosity.as_ref().unwrap_or(&FaxStatusLevel::Brief)))
    }

    fn faxes(&self) -> MutexGuard<'_, Vec<Fax>> {
        // A fax is whole between any two statements, so that a panic elsewhere leaves nothing half done.
        self.faxes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn report(faxes: &[&Fax], level: &FaxStatusLevel) -> FaxStatusResponse {
    let reply = FaxStatusResponse::new()
        .with_fax_status_totals(totals::by_status(faxes))
        .with_fax_results_totals(totals::by_result(faxes));
    match level {
        FaxStatusLevel::Brief => reply,
        _ => reply.with_fax_messages(faxes.iter().map(|fax| fax.report(level)).collect::<Vec<_>>()),
    }
}

fn bean(message: String) -> WebFaultBean {
    WebFaultBean::new().with_message(message)
}
