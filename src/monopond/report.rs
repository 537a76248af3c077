//! What a reply says about faxes.

use super::contract::v2_1::{
    FaxStatusLevel, FaxStatusResponse, PauseFaxResponse, ResumeFaxResponse, SendFaxResponse, StopFaxResponse,
};
use super::fax::Fax;
use super::totals;

/// The reply at `level`: the totals, and from `send` on the faxes.
pub(super) fn report(faxes: &[&Fax], level: &FaxStatusLevel) -> FaxStatusResponse {
    let reply = FaxStatusResponse::new()
        .with_fax_status_totals(totals::by_status(faxes))
        .with_fax_results_totals(totals::by_result(faxes));
    match level {
        FaxStatusLevel::Brief => reply,
        _ => reply.with_fax_messages(faxes.iter().map(|fax| fax.report(level)).collect::<Vec<_>>()),
    }
}

/// The replies that have the content of a status reply.
macro_rules! like_status {
    ($($reply:ident)+) => {
        $(impl From<FaxStatusResponse> for $reply {
            fn from(status: FaxStatusResponse) -> Self {
                let mut reply = Self::new();
                reply.fax_status_totals = status.fax_status_totals;
                reply.fax_results_totals = status.fax_results_totals;
                reply.fax_messages = status.fax_messages;
                reply
            }
        })+
    };
}

like_status!(SendFaxResponse StopFaxResponse PauseFaxResponse ResumeFaxResponse);
