//! The documented rules that a schema cannot hold.

mod document;
mod file_type;
mod finding;
mod font;
mod header_format;
mod merge;
mod message;
mod place;
mod reference;
mod settings;
mod view;

pub use finding::{Finding, Findings, Rule, Severity};

use super::{v2, v2_1};
use place::Place;

/// Checks a request against the rules of the vendor's documentation that its contract cannot say. Nothing is sent.
///
/// All requests of both versions can be checked. The service is the judge in the end: what depends on the account, on
/// stored documents or on references used before is not known here.
///
/// ```
/// use fax_bindings::monopond::v2_1::{ApiFaxDocument, ApiFaxMessage, SendFaxRequest};
/// use fax_bindings::monopond::{self, Rule};
///
/// let request = SendFaxRequest::new()
///     .with_send_ref("invoice-4711")
///     .with_fax_messages([ApiFaxMessage::new("invoice-4711-1", "+61 1 1111 1111")])
///     .with_documents([ApiFaxDocument::new().with_file_name("invoice.pdf").with_file_data(b"%PDF-1.7 ...")]);
///
/// let findings = monopond::check(&request);
/// assert!(!findings.is_ok());
/// assert_eq!(findings.as_slice()[0].rule, Rule::SendTo);
/// assert_eq!(
///     findings.to_string(),
///     "error at FaxMessages/FaxMessage[1]/SendTo: write the number in digits alone: `61111111111`"
/// );
/// ```
pub fn check(request: &impl Request) -> Findings {
    let mut findings = Findings::default();
    request.examine(&mut findings);
    findings
}

/// A request that [`check`] checks: all those of both versions.
pub trait Request: sealed::Examine {}

mod sealed {
    /// How a request is checked.
    pub trait Examine {
        /// Adds what it finds.
        fn examine(&self, findings: &mut super::Findings);
    }
}

macro_rules! examine {
    ($($request:ty),+ => |$value:ident, $findings:ident| $examine:expr) => {
        $(
            impl Request for $request {}
            impl sealed::Examine for $request {
                fn examine(&self, $findings: &mut Findings) {
                    let $value = self;
                    $examine
                }
            }
        )+
    };
}

examine!(v2_1::SendFaxRequest, v2::SendFaxRequest => |request, findings| {
    message::check(&request.into(), findings);
});
examine!(v2_1::FaxStatusRequest, v2::FaxStatusRequest => |request, findings| {
    reference::check([&request.message_ref, &request.send_ref, &request.broadcast_ref], findings);
    settings::known(view::unknown(&request.verbosity), &Place::ROOT.at("Verbosity"), findings);
});
examine!(
    v2_1::StopFaxRequest, v2_1::PauseFaxRequest, v2_1::ResumeFaxRequest,
    v2::StopFaxRequest, v2::PauseFaxRequest, v2::ResumeFaxRequest
    => |request, findings| {
        reference::check([&request.message_ref, &request.send_ref, &request.broadcast_ref], findings);
    }
);
examine!(v2_1::DeleteFaxDocumentRequest => |request, findings| reference::check_delete(request, findings));
examine!(v2_1::SaveFaxDocumentRequest => |request, findings| document::check_save(request, findings));
examine!(v2_1::FaxDocumentPreviewRequest => |request, findings| document::check_preview(request, findings));
