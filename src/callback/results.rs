//! Results of faxes that are done.

use xsd_runtime::{Encode, EncodeError, Member, Name, Writer};

use super::Outbox;
use crate::clock::Clock;
use crate::log::Log;
use crate::monopond::Monopond;
use crate::monopond::contract::v2_1::ApiFaxMessageStatus;

/// How many faxes a notice tells of at most.
const FAXES: usize = 100;

/// Puts results into the outbox as faxes become done, for ever.
pub(crate) async fn post_results(monopond: Monopond, clock: Clock, outbox: Outbox, log: Log) {
    loop {
        clock.tick().await;
        for faxes in monopond.take_finished().chunks(FAXES) {
            let about = match faxes.len() {
                1 => "result of a fax".to_owned(),
                number => format!("results of {number} faxes"),
            };
            match document(faxes) {
                Ok(body) => {
                    outbox.put(about, "text/xml; charset=utf-8", body);
                }
                Err(error) => log.line(format_args!("callback  {about}: {error}")),
            }
        }
    }
}

/// `FaxMessages`, as the vendor's documentation shows it: in no namespace.
fn document(faxes: &[ApiFaxMessageStatus]) -> Result<String, EncodeError> {
    let document = Writer::document(Name::new("", "FaxMessages"), &FaxMessages(faxes))?;
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}"))
}

struct FaxMessages<'a>(&'a [ApiFaxMessageStatus]);

impl Encode for FaxMessages<'_> {
    const TYPE: Name = Name::new("", "");

    fn encode(&self, writer: &mut Writer) {
        writer.many(&Member::local("FaxMessage"), self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_that_of_the_documentation() {
        let fax = ApiFaxMessageStatus::new().with_message_ref("a&b").with_send_to("61011111111");
        assert_eq!(
            document(&[fax.clone(), fax]).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FaxMessages>\
             <FaxMessage messageRef=\"a&amp;b\" sendTo=\"61011111111\"/>\
             <FaxMessage messageRef=\"a&amp;b\" sendTo=\"61011111111\"/></FaxMessages>"
        );
    }
}
