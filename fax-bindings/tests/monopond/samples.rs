//! Messages as other stacks write them, in shapes that real ones have: prefixes, quotes, declarations, empty elements
//! with end tags, `href`, nil.

use fax_bindings::monopond::v2_1::client::ApiClient;
use fax_bindings::monopond::v2_1::*;
use fax_bindings::runtime::soap::{Body, Incoming, Reply};
use fax_bindings::runtime::types::{Base64, DateTime, Decimal};
use fax_bindings::runtime::{Decode, Limits, Name};

use crate::server::exchange;

/// A status reply at level `all`.
pub const STATUS_REPLY: &str = r#"<?xml version='1.0' encoding='UTF-8'?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
  <ns2:FaxStatusResponse xmlns:ns2="https://api.monopond.com/fax/soap/v2.1">
    <FaxStatusTotals done="2"/>
    <FaxResultsTotals success="1" failed="1" totalAttempts="3" totalFaxDuration="42" totalPages="2"/>
    <FaxMessages>
      <FaxMessage messageRef="spring-1" sendRef="spring-part-1" broadcastRef="spring &amp; summer" sendTo="61255550101" status="done">
        <FaxDetails sendFrom="Ward &lt;4&gt;" resolution="fine" retries="1" busyRetries="2" headerFormat="From %from%, To %to%|%d %b"/>
        <FaxResults>
          <FaxResult attempt="1" result="failed" cost="0.00" pages="0" totalFaxDuration="0"><Error code="FAX_BUSY" name="the line is busy"/></FaxResult>
          <FaxResult attempt="2" result="success" cost="0.30" pages="2" totalFaxDuration="42" scheduledStartTime="2026-09-01T08:00:00.299+10:00" dateCallStarted="2026-09-01T08:05:01+10:00" dateCallEnded="2026-09-01T08:05:43Z" dateDncrWashed="2026-09-01T07:59:00Z" dncrTransactionId="t-9" csi="61 2 5555 0101"/>
        </FaxResults>
      </FaxMessage>
      <FaxMessage messageRef="spring-2" sendTo="61255550102" status="done">
        <FaxResults><FaxResult attempt="1" result="blocked"><Error code="BLOCK_NEW"/></FaxResult></FaxResults>
      </FaxMessage>
    </FaxMessages>
  </ns2:FaxStatusResponse>
</soap:Body></soap:Envelope>
"#;

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn status(reply: &str) -> Reply<FaxStatusResponse> {
    let (result, _) = exchange((200, reply.to_owned()), |client: &ApiClient| {
        client.fax_status(&FaxStatusRequest::new().with_send_ref("s"))
    });
    result.unwrap()
}

#[test]
fn a_status_reply_says_everything() {
    let busy = FaxErrorAdapter::new().with_code(FaxError::FaxBusy).with_name("the line is busy");
    let first = ApiFaxMessageStatusResults::new()
        .with_attempt(1)
        .with_result(FaxResult::Failed)
        .with_cost(decimal("0.00"))
        .with_pages(0)
        .with_total_fax_duration(0)
        .with_error(busy);
    let second = ApiFaxMessageStatusResults::new()
        .with_attempt(2)
        .with_result(FaxResult::Success)
        .with_cost(decimal("0.30"))
        .with_pages(2)
        .with_total_fax_duration(42)
        .with_scheduled_start_time(date("2026-09-01T08:00:00.299+10:00"))
        .with_date_call_started(date("2026-09-01T08:05:01+10:00"))
        .with_date_call_ended(date("2026-09-01T08:05:43Z"))
        .with_date_dncr_washed(date("2026-09-01T07:59:00Z"))
        .with_dncr_transaction_id("t-9")
        .with_csi("61 2 5555 0101");
    let details = ApiFaxMessageStatusDetails::new()
        .with_send_from("Ward <4>")
        .with_resolution(FaxResolution::Fine)
        .with_retries(1)
        .with_busy_retries(2)
        .with_header_format("From %from%, To %to%|%d %b");
    let delivered = ApiFaxMessageStatus::new()
        .with_message_ref("spring-1")
        .with_send_ref("spring-part-1")
        .with_broadcast_ref("spring & summer")
        .with_send_to("61255550101")
        .with_status(FaxUserStatus::Done)
        .with_fax_details(details)
        .with_fax_results([first, second]);
    let unlisted: FaxError = "BLOCK_NEW".parse().unwrap();
    let blocked = ApiFaxMessageStatusResults::new()
        .with_attempt(1)
        .with_result(FaxResult::Blocked)
        .with_error(FaxErrorAdapter::new().with_code(unlisted));
    let refused = ApiFaxMessageStatus::new()
        .with_message_ref("spring-2")
        .with_send_to("61255550102")
        .with_status(FaxUserStatus::Done)
        .with_fax_results([blocked]);
    let totals = FaxResultsTotals::new()
        .with_success(1)
        .with_failed(1)
        .with_total_attempts(3)
        .with_total_fax_duration(42)
        .with_total_pages(2);
    let expected = FaxStatusResponse::new()
        .with_fax_status_totals(FaxStatusTotals::new().with_done(2))
        .with_fax_results_totals(totals)
        .with_fax_messages([delivered, refused]);

    let reply = status(STATUS_REPLY);
    assert!(reply.report().is_empty(), "{}", reply.report());
    let messages = reply.fax_messages.as_ref().unwrap();
    assert!(messages.iter().all(ApiFaxMessageStatus::is_done));
    assert_eq!(messages[0].last_result().and_then(|last| last.result.clone()), Some(FaxResult::Success));
    assert_eq!(reply.into_inner(), expected);
}

#[test]
fn stacks_write_the_same_reply_in_their_ways() {
    let expected = FaxStatusResponse::new()
        .with_fax_status_totals(FaxStatusTotals::new().with_pending(0).with_done(1))
        .with_fax_messages([ApiFaxMessageStatus::new()
            .with_message_ref("a & b")
            .with_status(FaxUserStatus::Done)
            .with_fax_details(ApiFaxMessageStatusDetails::new().with_retries(0))]);
    let shapes = [
        // One line, the namespace on the root of the body.
        r#"<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ns2:FaxStatusResponse xmlns:ns2="https://api.monopond.com/fax/soap/v2.1"><FaxStatusTotals pending="0" done="1"/><FaxMessages><FaxMessage messageRef="a &amp; b" status="done"><FaxDetails retries="0"/></FaxMessage></FaxMessages></ns2:FaxStatusResponse></S:Body></S:Envelope>"#,
        // All namespaces on the envelope, among them those that nothing uses; end tags for empty elements.
        r#"<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:ns1="https://api.monopond.com/fax/soap/v2.1"><SOAP-ENV:Body><ns1:FaxStatusResponse><FaxStatusTotals done="1" pending="0"></FaxStatusTotals><FaxMessages><FaxMessage status="done" messageRef="a &#38; b"><FaxDetails retries="0"></FaxDetails></FaxMessage></FaxMessages></ns1:FaxStatusResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>"#,
        // A default namespace that the children undo, nil for what is absent, single quotes.
        r#"<Envelope xmlns='http://schemas.xmlsoap.org/soap/envelope/' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>
  <Header/>
  <Body>
    <FaxStatusResponse xmlns='https://api.monopond.com/fax/soap/v2.1'>
      <FaxStatusTotals xmlns='' pending=' 0 ' done='+1'/>
      <FaxResultsTotals xmlns='' i:nil='true'/>
      <FaxMessages xmlns=''><FaxMessage messageRef='a &amp; b' status='done'>
        <FaxDetails retries='0'/><FaxResults i:nil='1'/>
      </FaxMessage></FaxMessages>
    </FaxStatusResponse>
  </Body>
</Envelope>"#,
        // A stack that types everything.
        r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" xmlns:m="https://api.monopond.com/fax/soap/v2.1"><e:Body><m:FaxStatusResponse x:type="m:faxStatusResponse"><FaxStatusTotals x:type="m:faxStatusTotals" pending="0" done="1"/><FaxMessages><FaxMessage x:type="m:apiFaxMessageStatus" messageRef="a &amp; b" status="done"><FaxDetails retries="0"/></FaxMessage></FaxMessages></m:FaxStatusResponse></e:Body></e:Envelope>"#,
    ];
    for shape in shapes {
        let reply = status(shape);
        assert!(reply.report().is_empty(), "{}{shape}", reply.report());
        assert_eq!(reply.into_inner(), expected, "{shape}");
    }
}

#[test]
fn faults_have_the_shapes_of_their_stacks() {
    let shapes = [
        r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>
  <faultcode>soap:Server</faultcode>
  <faultstring>InvalidArgumentsException</faultstring>
  <detail><ns2:InvalidArgumentsException xmlns:ns2="https://api.monopond.com/fax/soap/v2.1"><message>no reference</message></ns2:InvalidArgumentsException></detail>
</soap:Fault></soap:Body></soap:Envelope>"#,
        r#"<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault xmlns:ns4="http://www.w3.org/2003/05/soap-envelope"><faultcode>S:Server</faultcode><faultstring>no reference</faultstring><detail><ns2:InvalidArgumentsException xmlns:ns2="https://api.monopond.com/fax/soap/v2.1"><message>no reference</message></ns2:InvalidArgumentsException></detail></S:Fault></S:Body></S:Envelope>"#,
        r#"<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="https://api.monopond.com/fax/soap/v2.1"><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>no reference</faultstring><detail><ns1:InvalidArgumentsException><message>no reference</message></ns1:InvalidArgumentsException></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"#,
    ];
    for shape in shapes {
        let (result, _) = exchange((500, shape.to_owned()), |client: &ApiClient| {
            client.fax_status(&FaxStatusRequest::new())
        });
        let error = result.unwrap_err();
        match error.fault().and_then(|fault| fault.detail()) {
            Some(FaxStatusFault::InvalidArgumentsException(bean)) => {
                assert_eq!(bean.message.as_deref(), Some("no reference"));
            }
            other => panic!("{other:?}: {shape}"),
        }
    }
}

/// Reads a request as a server does; it has nothing to report but the `id` of what is used twice.
fn received<T: Decode>(element: Name, envelope: &str) -> T {
    let incoming = Incoming::parse(envelope.as_bytes(), Some("text/xml"), &Limits::default()).unwrap();
    let (value, report) = incoming.body(Body::Element(element)).unwrap();
    assert!(report.notes().iter().all(|note| note.path.ends_with("/@id")), "{report}");
    value
}

#[test]
fn a_request_with_an_array_used_twice_and_members_that_are_nil() {
    let request: SendFaxRequest = received(
        elements::SEND_FAX_REQUEST,
        r##"<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="https://api.monopond.com/fax/soap/v2.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SOAP-ENV:Body><ns1:SendFaxRequest>
  <SendRef>s</SendRef>
  <FaxMessages><FaxMessage><MessageRef>1</MessageRef><SendTo>61255550101</SendTo><SendFrom xsi:nil="true"/>
    <Documents><Document><FileName>a.tif</FileName><FileData>SUkq
AA==</FileData><Order>0</Order>
      <StampMergeData id="ref1"><MergeField><Key xCoord="1" yCoord="2"/><TextValue fontSize="9.5">&lt;ok&gt;</TextValue></MergeField></StampMergeData>
    </Document></Documents>
  </FaxMessage></FaxMessages>
  <Documents><Document><FileName>b.tif</FileName><FileData>SUkqAA==</FileData><Order>1</Order><StampMergeData href="#ref1"/></Document></Documents>
</ns1:SendFaxRequest></SOAP-ENV:Body></SOAP-ENV:Envelope>"##,
    );
    let stamp = ApiFaxDocumentStampMergeField::new()
        .with_key(ApiFaxDocumentStampMergeFieldKey::new().with_x_coord(1).with_y_coord(2))
        .with_text_value(ApiFaxDocumentStampMergeFieldTextValue::new("<ok>").with_font_size(decimal("9.5")));
    let document = |name, order| {
        ApiFaxDocument::new()
            .with_file_name(name)
            .with_file_data(Base64::new(*b"II*\0"))
            .with_order(order)
            .with_stamp_merge_data([stamp.clone()])
    };
    let message = ApiFaxMessage::new("1", "61255550101").with_documents([document("a.tif", 0)]);
    let expected = SendFaxRequest::new()
        .with_send_ref("s")
        .with_fax_messages([message])
        .with_documents([document("b.tif", 1)]);
    assert_eq!(request, expected);
}

#[test]
fn members_may_stand_in_the_order_of_the_documentation() {
    let request: SendFaxRequest = received(
        elements::SEND_FAX_REQUEST,
        r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="https://api.monopond.com/fax/soap/v2.1"><e:Body><m:SendFaxRequest>
  <SendFrom>Head Office</SendFrom>
  <Documents><Document><FileData>YQ==</FileData><Order>0</Order><FileName>a.txt</FileName></Document></Documents>
  <FaxMessages><FaxMessage><SendTo>61255550101</SendTo><Resolution>fine</Resolution><MessageRef>1</MessageRef></FaxMessage></FaxMessages>
  <SendRef>s</SendRef>
</m:SendFaxRequest></e:Body></e:Envelope>"#,
    );
    let expected = SendFaxRequest::new()
        .with_send_ref("s")
        .with_send_from("Head Office")
        .with_documents([ApiFaxDocument::new().with_file_name("a.txt").with_file_data(b"a")])
        .with_fax_messages([ApiFaxMessage::new("1", "61255550101").with_resolution(FaxResolution::Fine)]);
    assert_eq!(request, expected);
}

#[test]
fn the_misspelt_dithering_of_the_documentation_is_understood() {
    let request: FaxDocumentPreviewRequest = received(
        elements::FAX_DOCUMENT_PREVIEW_REQUEST,
        r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="https://api.monopond.com/fax/soap/v2.1"><e:Body><m:FaxDocumentPreviewRequest><DocumentRef>d</DocumentRef><DitheringTechnique>ligthen</DitheringTechnique></m:FaxDocumentPreviewRequest></e:Body></e:Envelope>"#,
    );
    assert_eq!(request.dithering_technique, Some(FaxDitheringTechnique::Lighten));
    assert_eq!(FaxDitheringTechnique::Lighten.as_str(), "lighten");
}
