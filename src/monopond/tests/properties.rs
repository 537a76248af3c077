//! What holds whatever is asked, in whatever order.

use proptest::prelude::*;
use xsd_runtime::soap::server::{Dispatcher, Request};

use super::super::contract::v2_1::server::ApiServer;
use super::super::contract::v2_1::{PauseFaxRequest, ResumeFaxRequest, StopFaxRequest};
use super::super::outcome::OUTCOMES;
use super::*;

#[derive(Clone, Debug)]
enum Step {
    Send { reference: u8, number: usize, retries: i32, deadline: Option<i64> },
    Pass(u64),
    Pause(u8),
    Resume(u8),
    Stop(u8),
    TakeFinished,
}

fn step() -> impl Strategy<Value = Step> {
    let reference = || 0..4_u8;
    prop_oneof![
        (reference(), 0..=OUTCOMES.len(), 0..3, proptest::option::of(0..20_i64)).prop_map(
            |(reference, number, retries, deadline)| Step::Send { reference, number, retries, deadline }
        ),
        (0..5_000_u64).prop_map(Step::Pass),
        reference().prop_map(Step::Pause),
        reference().prop_map(Step::Resume),
        reference().prop_map(Step::Stop),
        Just(Step::TakeFinished),
    ]
}

/// Takes a step; gives the number of faxes that were told to be done.
fn take(step: Step, clock: &Clock, monopond: &Monopond) -> usize {
    let own = |reference: u8| format!("m{reference}");
    // Whether there are such faxes, and room for more, is not the question here.
    match step {
        Step::Send { reference, number, retries, deadline } => {
            let number = OUTCOMES.get(number).map_or("61011111111", |(number, ..)| number);
            let mut message =
                ApiFaxMessage::new(own(reference), number).with_retries(retries).with_busy_retries(retries);
            message.must_be_sent_before_date =
                deadline.map(|seconds| crate::clock::after(clock.now(), PACE * seconds as u32).into());
            let request = SendFaxRequest::new()
                .with_send_ref("all")
                .with_fax_messages([message])
                .with_documents([letter()]);
            let _ = monopond.send(&request);
        }
        Step::Pass(milliseconds) => clock.advance(Duration::from_millis(milliseconds)),
        Step::Pause(reference) => {
            let _ = monopond.pause(&PauseFaxRequest::new().with_message_ref(own(reference)));
        }
        Step::Resume(reference) => {
            let _ = monopond.resume(&ResumeFaxRequest::new().with_message_ref(own(reference)));
        }
        Step::Stop(reference) => {
            let _ = monopond.stop(&StopFaxRequest::new().with_message_ref(own(reference)));
        }
        Step::TakeFinished => return monopond.take_finished().len(),
    }
    0
}

proptest! {
    #[test]
    fn every_fax_is_somewhere_and_ends_once(steps in proptest::collection::vec(step(), 0..40)) {
        let (clock, monopond) = monopond(Limits { faxes: 8, ..Limits::default() });
        let everything = FaxStatusRequest::new().with_send_ref("all").with_verbosity(FaxStatusLevel::All);
        let mut told = 0;
        let mut sent = 0;
        for step in steps {
            sent += usize::from(matches!(step, Step::Send { .. }));
            told += take(step, &clock, &monopond);
            let Ok(reply) = monopond.status(&everything) else { continue };
            let faxes = reply.fax_messages.unwrap();
            prop_assert!(faxes.len() <= 8);
            for fax in &faxes {
                let own = look(&monopond, fax.message_ref.as_deref().unwrap()).unwrap();
                prop_assert!(own.contains(fax));
                let attempts = fax.fax_results.as_ref().unwrap();
                // The first call, the retries of both kinds, and being cancelled.
                prop_assert!(attempts.len() <= 1 + 2 + 2 + 1);
                let is_over = matches!(fax.status, Some(FaxUserStatus::Finalizing | FaxUserStatus::Done));
                prop_assert!(!is_over || !attempts.is_empty());
                prop_assert!(attempts.iter().rev().skip(1).all(|attempt| attempt.error.is_some()));
            }
        }
        clock.advance(PACE * 1_000);
        told += monopond.take_finished().len();
        prop_assert!(told <= sent);
        if let Ok(reply) = monopond.status(&everything) {
            let totals = reply.fax_status_totals.unwrap();
            let results = reply.fax_results_totals.unwrap();
            let all = i64::try_from(reply.fax_messages.unwrap().len()).unwrap();
            prop_assert_eq!(totals.done.unwrap() + totals.paused.unwrap_or(0), all);
            let ended = results.success.unwrap() + results.failed.unwrap() + results.blocked.unwrap();
            prop_assert_eq!(Some(ended), totals.done);
        }
    }

    #[test]
    fn a_damaged_request_gets_an_envelope(at in 0..REQUEST.len(), byte: u8) {
        let mut request = REQUEST.as_bytes().to_vec();
        request[at] = byte;
        prop_assert!(answer(&request).1.contains("Envelope>"));
    }
}

const REQUEST: &str = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">
    <e:Body><m:SendFaxRequest xmlns:m="https://api.monopond.com/fax/soap/v2.1"><FaxMessages><FaxMessage>
    <MessageRef>a</MessageRef><SendTo>1</SendTo></FaxMessage></FaxMessages><Documents><Document>
    <FileName>a.txt</FileName><FileData>QQ==</FileData><Order>0</Order></Document></Documents>
    <ScheduledStartTime>9999-12-30T22:00:00Z</ScheduledStartTime></m:SendFaxRequest></e:Body></e:Envelope>"#;

/// Status and body of the answer of a sandbox without users.
fn answer(request: &[u8]) -> (u16, String) {
    let (_clock, monopond) = monopond(Limits::default());
    let dispatcher = Dispatcher::new(ApiServer::new(monopond));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let response =
        runtime.block_on(dispatcher.answer(Request::new(request).header("Content-Type", "text/xml")));
    (response.status, String::from_utf8(response.body).unwrap())
}

#[test]
fn a_good_request_is_accepted() {
    let (status, body) = answer(REQUEST.as_bytes());
    assert_eq!(status, 200, "{body}");
    assert!(body.contains(r#"status="pending""#), "{body}");
}
