//! What replies say went wrong.

use std::fmt::Debug;

use fax_bindings::byfax::common::{
    ApiResponse, ApiResponseDocPreview, ApiResponseFileDownload, ApiResponseItemsCount, StateCodes,
};
use fax_bindings::byfax::cover::{ApiResponseCoverUpload, ApiResponseListCovers};
use fax_bindings::byfax::document::ApiResponseDocUpload;
use fax_bindings::byfax::faxin_inventory::{
    ApiResponseListCountries, ApiResponseListCountryStates, ApiResponseListDidGroups, ApiResponseListDids,
};
use fax_bindings::byfax::faxin_message::{ApiResponseListFaxes, ApiResponseObject};
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobListMessages, ApiResponseBalance, ApiResponseFaxjobBroadcasts, ApiResponseFaxjobMessages,
    ApiResponseFaxjobProcess, ApiResponseFaxjobSubmit, FaxReportBroadcast, FaxReportMessage,
    FaxReportProcess, FaxReportRecipient, FaxReportUpload, StateContainer, StateRecipient,
};
use fax_bindings::byfax::{ApiReply, Error, common};
use fax_bindings::runtime::soap::{Reply, TransportErrorKind};

use crate::service::{Service, now};

/// A reply is ok with `SUCCESS`, and with `EMPTY_RESULT` if it `lists`; whatever else it says is an error that keeps it.
fn assert_rules<R: ApiReply + Clone + Debug + PartialEq>(lists: bool, new: impl Fn(StateCodes) -> R) {
    for code in StateCodes::ALL {
        let reply = new(code.clone());
        assert_eq!((reply.state_code(), reply.state_message()), (code, None));
        let is_ok = *code == StateCodes::Success || (lists && *code == StateCodes::EmptyResult);
        for result in [reply.clone().ok(), reply.clone().outer_ok()] {
            match result {
                Ok(same) => assert!(is_ok && same == reply, "{reply:?}"),
                Err(error) => {
                    assert!(!is_ok, "{reply:?}");
                    assert_eq!(error.to_string(), format!("the service answered {code}"));
                    assert_eq!((error.code(), error.message(), error.items()), (code, None, &[][..]));
                    assert_eq!(error.reply(), &reply);
                    assert_eq!(error.into_reply(), reply);
                }
            }
        }
    }
    let unlisted: StateCodes = "MAINTENANCE".parse().unwrap();
    assert_eq!(new(unlisted).ok().unwrap_err().to_string(), "the service answered MAINTENANCE");
}

#[test]
fn every_reply_is_ok_or_says_why_not() {
    assert_rules(false, ApiResponse::new);
    assert_rules(false, ApiResponseFileDownload::new);
    assert_rules(false, ApiResponseDocPreview::new);
    assert_rules(true, ApiResponseItemsCount::new);
    assert_rules(false, ApiResponseCoverUpload::new);
    assert_rules(true, ApiResponseListCovers::new);
    assert_rules(false, ApiResponseDocUpload::new);
    assert_rules(true, ApiResponseListCountries::new);
    assert_rules(true, ApiResponseListCountryStates::new);
    assert_rules(true, ApiResponseListDidGroups::new);
    assert_rules(true, ApiResponseListDids::new);
    assert_rules(true, ApiResponseListFaxes::new);
    assert_rules(false, ApiResponseObject::new);
    assert_rules(false, ApiResponseBalance::new);
    assert_rules(true, ApiResponseFaxjobBroadcasts::new);
    assert_rules(true, ApiResponseFaxjobMessages::new);
    assert_rules(false, ApiResponseFaxjobProcess::new);
    assert_rules(false, ApiResponseFaxjobSubmit::new);
}

#[test]
fn each_recipient_and_document_of_a_submission_counts() {
    let recipient = |code, message_ref: &str, number: &str| {
        FaxReportRecipient::new(code, Some(message_ref.to_owned()), Some(number.to_owned()))
    };
    let reply = ApiResponseFaxjobSubmit::new(StateCodes::Success)
        .with_broadcast_ref("b")
        .with_report_recipients([
            recipient(StateCodes::Success, "m-1", "+1"),
            recipient(StateCodes::InvalidNumber, "m-2", "+2").with_state_message("too short"),
            recipient(StateCodes::NumberBlocked, "", "+3"),
        ])
        .with_report_documents([
            FaxReportUpload::new(StateCodes::Success).with_file_ref("f-1"),
            FaxReportUpload::new(StateCodes::FileIntegrityFailure),
        ]);
    assert!(reply.clone().outer_ok().is_ok());
    let error = reply.ok().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the service answered SUCCESS; reportRecipients[1] (m-2) is INVALID_NUMBER (too short); \
         reportRecipients[2] (+3) is NUMBER_BLOCKED; reportDocuments[1] is FILE_INTEGRITY_FAILURE"
    );
    assert!(error.code().is_success());
    let places: Vec<(&str, usize)> = error.items().iter().map(|item| (item.list, item.index)).collect();
    assert_eq!(places, [("reportRecipients", 1), ("reportRecipients", 2), ("reportDocuments", 1)]);
    assert_eq!(error.items()[0].message.as_deref(), Some("too short"));
    assert_eq!(error.into_reply().broadcast_ref.as_deref(), Some("b"));
}

#[test]
fn each_item_of_a_list_counts() {
    let processed = FaxReportProcess::new(StateCodes::FaxjobNotWaiting, StateRecipient::Success);
    let reply =
        ApiResponseFaxjobProcess::new(StateCodes::Success).with_items([processed.with_message_ref("m-1")]);
    let error = reply.ok().unwrap_err();
    assert_eq!(error.to_string(), "the service answered SUCCESS; items[0] (m-1) is FAXJOB_NOT_WAITING");

    let fax = |code| FaxReportMessage::new(code, "m-1", StateRecipient::Failed, 0.0, "EUR");
    // A fax that could not be delivered is reported as it should be.
    let undelivered = fax(StateCodes::Success).with_job_state_ex(StateCodes::Busy);
    let reply = ApiResponseFaxjobMessages::new(StateCodes::Success);
    assert!(reply.clone().with_items([undelivered.clone()]).ok().is_ok());
    let error = reply.with_items([undelivered, fax(StateCodes::FaxjobNotFound)]).ok().unwrap_err();
    assert_eq!(error.to_string(), "the service answered SUCCESS; items[1] (m-1) is FAXJOB_NOT_FOUND");

    let broadcast = FaxReportBroadcast::new(
        StateCodes::ContainerAccessDenied,
        StateContainer::UnknownValue,
        0.0,
        0.0,
        "EUR",
    );
    let reply = ApiResponseFaxjobBroadcasts::new(StateCodes::Success).with_items([broadcast]);
    let error = reply.ok().unwrap_err();
    assert_eq!(error.to_string(), "the service answered SUCCESS; items[0] is CONTAINER_ACCESS_DENIED");
}

#[test]
fn what_an_error_shows_is_bounded() {
    let long = "x".repeat(100_000);
    let item = FaxReportRecipient::new(StateCodes::NumberUnobtainable, Some(long.clone()), None)
        .with_state_message(&long);
    let reply = ApiResponseFaxjobSubmit::new(long.parse::<StateCodes>().unwrap())
        .with_state_message(format!("{long}\r\n"))
        .with_report_recipients(vec![item; 1000]);
    let error = reply.ok().unwrap_err();
    let shown = error.to_string();
    assert!(shown.len() < 4000, "{}", shown.len());
    assert!(shown.ends_with("…); and 995 more"), "{shown}");
    assert_eq!(error.items().len(), 1000);
    assert_eq!(error.message().map(str::len), Some(100_002));

    let lines = ApiResponse::new(StateCodes::ApiRequestFailure).with_state_message("a\r\nb\u{1b}[0m");
    assert_eq!(lines.ok().unwrap_err().to_string(), "the service answered API_REQUEST_FAILURE (a  b [0m)");
}

/// The reply to `listRecipients` with these members.
fn listed(members: &str) -> Reply<ApiResponseFaxjobMessages> {
    let body = format!("<t:listRecipientsResponse><return>{members}</return></t:listRecipientsResponse>");
    let request = ApiRequestFaxjobListMessages::new(common::ListPagination::new(0, 10));
    now(Service::answering(&body).client().faxout().list_recipients(&request)).unwrap()
}

#[test]
fn what_is_beside_the_message_stays_with_it() {
    let reply = listed("<stateCode>EMPTY_RESULT</stateCode><new/>").ok().unwrap();
    assert_eq!((reply.items.as_deref(), reply.report().notes().len()), (None, 1));

    let error =
        listed("<stateCode>API_KEY_NOT_FOUND</stateCode><stateMessage>no key</stateMessage><new/>").ok();
    let error = error.unwrap_err();
    assert_eq!((error.message(), error.reply().report().notes().len()), (Some("no key"), 1));
    assert_eq!(format!("{error:?}"), "StateError(\"the service answered API_KEY_NOT_FOUND (no key)\")");
}

#[test]
fn one_error_is_for_all_that_may_go_wrong() {
    async fn balance(client: &fax_bindings::byfax::Client) -> Result<Option<f32>, Error> {
        Ok(client.faxout().get_balance().await?.ok()?.balance_value)
    }
    let answer = |members: &str| {
        Ok(format!("<t:getBalanceResponse><return>{members}</return></t:getBalanceResponse>"))
    };
    let service = Service::new([
        answer("<stateCode>SUCCESS</stateCode><balanceValue>1.5</balanceValue>"),
        answer("<stateCode>CUSTOMER_BLOCKED</stateCode>"),
        Err(TransportErrorKind::Timeout),
    ]);
    let client = service.client();
    assert_eq!(now(balance(&client)).unwrap(), Some(1.5));
    let error = now(balance(&client)).unwrap_err();
    assert!(matches!(&error, Error::State(state) if *state.code() == StateCodes::CustomerBlocked));
    assert_eq!(error.to_string(), "the service answered CUSTOMER_BLOCKED");
    let error = now(balance(&client)).unwrap_err();
    assert!(matches!(&error, Error::Call(call) if call.is_timeout()), "{error:?}");
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(
        (error.to_string(), source.to_string()),
        ("the exchange with the server failed".to_owned(), "time ran out".to_owned())
    );
}
