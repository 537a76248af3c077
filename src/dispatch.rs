//! From the bytes of a request to those of its answer.

use xsd_runtime::soap::{
    Body, Fault, FaultDetail, FaultKind, Incoming, NoFault, SECURITY, UsernameToken, Version, write_fault,
    write_reply,
};
use xsd_runtime::{Decode, DecodeError, DecodeErrorKind, Encode, Limits, Name, namespace};

use crate::contract::elements;
use crate::service::Service;

/// An HTTP answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) version: Version,
    pub(crate) envelope: String,
}

impl Answer {
    /// The answer to a request whose envelope was not understood.
    pub(crate) fn refusal(fault: &Fault<NoFault>) -> Self {
        Self::fault(Version::default(), fault)
    }

    fn fault<F: FaultDetail>(version: Version, fault: &Fault<F>) -> Self {
        // What comes from a request can be written again, so that there always is an envelope.
        let envelope = write_fault(version, fault).unwrap_or_default();
        Self { status: fault.http_status(version), version, envelope }
    }
}

/// Lets in who has the credentials, and takes each request to its operation.
pub(crate) struct Dispatcher {
    credentials: UsernameToken,
    service: Service,
}

impl Dispatcher {
    pub(crate) fn new(credentials: UsernameToken) -> Self {
        Self { credentials, service: Service::default() }
    }

    pub(crate) fn answer(&self, request: &[u8], content_type: Option<&str>) -> Answer {
        match Incoming::parse(request, content_type, &Limits::default()) {
            Ok(incoming) => {
                self.dispatch(&incoming).unwrap_or_else(|fault| Answer::fault(incoming.version(), &fault))
            }
            Err(error) => Answer::refusal(&blame_sender(&error)),
        }
    }

    fn dispatch(&self, incoming: &Incoming) -> Result<Answer, Fault<NoFault>> {
        incoming.check_understood(&[SECURITY]).map_err(|error| blame_sender(&error))?;
        self.authenticate(incoming)?;
        let service = &self.service;
        let root = incoming.root().ok_or_else(|| Fault::client("the body of the request is empty"))?;
        if *root == elements::SEND_FAX_REQUEST {
            call(incoming, elements::SEND_FAX_REQUEST, elements::SEND_FAX_RESPONSE, |request| {
                service.send_fax(&request)
            })
        } else if *root == elements::FAX_STATUS_REQUEST {
            call(incoming, elements::FAX_STATUS_REQUEST, elements::FAX_STATUS_RESPONSE, |request| {
                service.fax_status(&request)
            })
        } else {
            Err(Fault::client(format!("the sandbox has no operation for {root}")))
        }
    }

    /// Checks the UsernameToken; the codes are those of SOAP Message Security 1.0, section 12.
    fn authenticate(&self, incoming: &Incoming) -> Result<(), Fault<NoFault>> {
        let fault = |code, reason: String| Fault::new(Name::new(namespace::WSSE, code), reason);
        let token = UsernameToken::from_headers(incoming.headers())
            .ok_or_else(|| fault("InvalidSecurity", "the request has no UsernameToken".to_owned()))?
            .map_err(|error| fault("InvalidSecurity", error.to_string()))?;
        let known = token.username() == self.credentials.username()
            && token.password() == self.credentials.password();
        if known {
            Ok(())
        } else {
            Err(fault("FailedAuthentication", "user name or password is wrong".to_owned()))
        }
    }
}

/// Reads the request, calls the operation, and writes what it says.
fn call<I: Decode, O: Encode, F: FaultDetail>(
    incoming: &Incoming,
    input: Name,
    output: Name,
    operation: impl FnOnce(I) -> Result<O, Fault<F>>,
) -> Result<Answer, Fault<NoFault>> {
    let version = incoming.version();
    let (request, _) = incoming.body(Body::Element(input)).map_err(|error| blame_sender(&error))?;
    match operation(request) {
        Ok(reply) => match write_reply(version, Body::Element(output), &reply) {
            Ok(envelope) => Ok(Answer { status: 200, version, envelope }),
            Err(error) => Err(Fault::server(error.to_string())),
        },
        Err(fault) => Ok(Answer::fault(version, &fault)),
    }
}

fn blame_sender(error: &DecodeError) -> Fault<NoFault> {
    let kind = match error.kind() {
        DecodeErrorKind::MustUnderstand(_) => FaultKind::MustUnderstand,
        _ => FaultKind::Client,
    };
    Fault::new(kind, error.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const REQUEST: &str = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>
        <s:Security xmlns:s="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">
        <s:UsernameToken><s:Username>u</s:Username><s:Password>p</s:Password></s:UsernameToken></s:Security></e:Header>
        <e:Body><m:SendFaxRequest xmlns:m="https://api.monopond.com/fax/soap/v2.1"><FaxMessages><FaxMessage>
        <MessageRef>a</MessageRef><SendTo>1</SendTo></FaxMessage></FaxMessages><Documents><Document>
        <FileName>a.txt</FileName><FileData>QQ==</FileData><Order>0</Order></Document></Documents>
        <ScheduledStartTime>9999-12-30T22:00:00Z</ScheduledStartTime></m:SendFaxRequest></e:Body></e:Envelope>"#;

    fn answer(request: &[u8]) -> Answer {
        Dispatcher::new(UsernameToken::new("u", "p")).answer(request, None)
    }

    #[test]
    fn a_good_request_is_accepted() {
        let answer = answer(REQUEST.as_bytes());
        assert_eq!(answer.status, 200, "{}", answer.envelope);
    }

    proptest! {
        #[test]
        fn any_bytes_get_an_envelope(request: Vec<u8>) {
            let answer = answer(&request);
            prop_assert_eq!(answer.status, 500);
            prop_assert!(answer.envelope.contains("Fault>"));
        }

        #[test]
        fn a_damaged_request_gets_an_envelope(at in 0..REQUEST.len(), byte: u8) {
            let mut request = REQUEST.as_bytes().to_vec();
            request[at] = byte;
            prop_assert!(answer(&request).envelope.contains("Envelope>"));
        }
    }
}
