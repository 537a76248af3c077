//! Replies, one form in each test.

use fax_bindings::byfax::common::{ListPagination, StateCodes};
use fax_bindings::byfax::faxout::{
    ApiRequestFaxjobListMessages, ApiRequestFaxjobProcess, ApiResponseBalance, ApiResponseFaxjobMessages,
    ApiResponseFaxjobProcess, FaxReportMessage, FaxReportProcess, StateRecipient,
};
use xsd_runtime::types::DateTime;

use crate::client::answered;

/// Types on everything, `arrayType` in front of the type, nil for what is not set, a zone on times.
#[test]
fn php() {
    let reply = br#"<?xml version="1.0" encoding="UTF-8"?>
<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" xmlns:f="urn:ApiServiceFaxout"
    xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:C="http://schemas.xmlsoap.org/soap/encoding/"
    E:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><E:Body><f:listRecipientsResponse>
<return i:type="f:ApiResponseFaxjobMessages"><stateCode i:type="f:StateCodes">SUCCESS</stateCode>
    <stateMessage i:nil="true"/><countResult i:type="x:int">1</countResult><countTotal i:type="x:int">31</countTotal>
    <items C:arrayType="f:FaxReportMessage[1]" i:type="f:FaxReportMessageArray">
        <item i:type="f:FaxReportMessage"><stateCode i:type="f:StateCodes">SUCCESS</stateCode>
            <messageRef i:type="x:string">p &lt; q</messageRef><jobState i:type="f:StateRecipient">FAILED</jobState>
            <jobStateEx i:type="f:StateCodes">NO_ANSWER</jobStateEx>
            <callStarted i:type="x:dateTime">2030-02-28T09:00:00+03:00</callStarted>
            <attempt i:type="x:int">3</attempt><cost i:type="x:double">0</cost>
            <currency i:type="x:string">USD</currency></item>
    </items></return></f:listRecipientsResponse></E:Body></E:Envelope>
"#;
    let request = ApiRequestFaxjobListMessages::new(ListPagination::new(0, 1));
    let item = FaxReportMessage::new(StateCodes::Success, "p < q", StateRecipient::Failed, 0.0, "USD")
        .with_job_state_ex(StateCodes::NoAnswer)
        .with_call_started("2030-02-28T09:00:00+03:00".parse::<DateTime>().unwrap())
        .with_attempt(3);
    assert_eq!(
        answered(reply, |client| client.list_recipients(&request)).unwrap(),
        ApiResponseFaxjobMessages::new(StateCodes::Success)
            .with_count_result(1)
            .with_count_total(31)
            .with_items([item])
    );
}

/// No types but of arrays, positions on all items but the first.
#[test]
fn gsoap() {
    let reply = br#"<?xml version="1.0" encoding="UTF-8"?>
<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" xmlns:C="http://schemas.xmlsoap.org/soap/encoding/"
    xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:ApiServiceFaxout"><E:Body E:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
<f:PauseResponse><return><stateCode>SUCCESS</stateCode><stateMessage></stateMessage><countResult>3</countResult>
    <items C:arrayType="f:FaxReportProcess[3]">
        <item><stateCode>SUCCESS</stateCode><messageRef>g-1</messageRef><jobState>PAUSED</jobState></item>
        <item C:position="[1]"><stateCode>SUCCESS</stateCode><messageRef>g-2</messageRef><jobState>PAUSING</jobState></item>
        <item C:position="[2]"><stateCode>FAXJOB_NOT_WAITING</stateCode><messageRef>g-3</messageRef>
            <jobState>SUCCESS</jobState><jobAttempt>2</jobAttempt></item>
    </items></return></f:PauseResponse></E:Body></E:Envelope>
"#;
    let item =
        |code, message_ref: &str, state| FaxReportProcess::new(code, state).with_message_ref(message_ref);
    assert_eq!(
        answered(reply, |client| client.pause(&ApiRequestFaxjobProcess::new())).unwrap(),
        ApiResponseFaxjobProcess::new(StateCodes::Success)
            .with_state_message("")
            .with_count_result(3)
            .with_items([
                item(StateCodes::Success, "g-1", StateRecipient::Paused),
                item(StateCodes::Success, "g-2", StateRecipient::Pausing),
                item(StateCodes::FaxjobNotWaiting, "g-3", StateRecipient::Success).with_job_attempt(2),
            ])
    );
}

/// As little as the contract allows, and less: the list is missing. The wrapper declares what it needs, and says the
/// encoding.
#[test]
fn the_least() {
    let least = |operation: &str, ty: &str| {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
<n:{operation}Response xmlns:n="urn:ApiServiceFaxout" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"
    e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><return i:type="n:{ty}">
    <stateCode i:type="n:StateCodes">API_KEY_DEACTIVATED</stateCode></return></n:{operation}Response></e:Body></e:Envelope>"#
        )
    };
    let reply = least("Cancel", "ApiResponseFaxjobProcess");
    assert_eq!(
        answered(reply.as_bytes(), |client| client.cancel(&ApiRequestFaxjobProcess::new())).unwrap(),
        ApiResponseFaxjobProcess::new(StateCodes::ApiKeyDeactivated)
    );
    let reply = least("getBalance", "ApiResponseBalance");
    assert_eq!(
        answered(reply.as_bytes(), |client| client.get_balance()).unwrap(),
        ApiResponseBalance::new(StateCodes::ApiKeyDeactivated)
    );
}

/// PHP lets a service say any fault code, also one without a namespace.
#[test]
fn a_fault_of_php() {
    let reply = br#"<?xml version="1.0" encoding="UTF-8"?>
<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/"><E:Body><E:Fault>
<faultcode>API_REQUEST_VALIDATE</faultcode><faultstring>no such file</faultstring></E:Fault></E:Body></E:Envelope>
"#;
    let error = answered(reply, |client| client.check_tiff_exists("t")).unwrap_err();
    let fault = error.fault().unwrap();
    assert_eq!((fault.code().to_string().as_str(), fault.reason()), ("API_REQUEST_VALIDATE", "no such file"));
    assert!(fault.detail().is_none());
}
